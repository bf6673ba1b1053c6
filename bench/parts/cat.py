"""Read CAT files (MEANTIME): tokens, sentences parsed from them, event and entity mentions, who takes part in what."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.annotate.sentences import Sentence
from dateline.model.text import BlockKind

Anchors = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """One annotated file: its sentences by number and what is marked in them, as ids of tokens."""

    name: str
    sentences: dict[int, Sentence]
    places: dict[str, tuple[int, int]]  # token id to sentence number and token number there
    events: dict[str, Anchors]
    entities: dict[str, Anchors]
    roles: tuple[tuple[str, str, str], ...]  # event, role in small letters, entity

    def tokens(self, anchors: Anchors) -> list[Token]:
        """Return the parsed tokens of a mention."""
        found = [self.places[name] for name in anchors if name in self.places]
        return [self.sentences[sentence].doc[at] for sentence, at in found]

    def sentence(self, anchors: Anchors) -> Sentence:
        """Return the sentence that a mention stands in."""
        return self.sentences[self.places[anchors[0]][0]]


def read_files(folder: Path, model: Language) -> Iterator[Marked]:
    """Yield every CAT file below a folder."""
    for path in sorted(folder.rglob("*.xml")):
        yield read_file(path, model)


def read_file(path: Path, model: Language) -> Marked:
    """Read one file and parse its sentences, as they are cut in the file."""
    root = ElementTree.parse(path).getroot()
    words: dict[int, list[tuple[str, str]]] = {}
    for token in root.iter("token"):
        words.setdefault(int(token.get("sentence", 0)), []).append((token.get("t_id", ""), token.text or ""))
    places = {name: (number, at) for number, items in words.items() for at, (name, _) in enumerate(items)}
    return Marked(
        path.stem,
        {number: parse_words(number, [word for _, word in items], model) for number, items in words.items()},
        places,
        _mentions(root, "EVENT_MENTION"),
        _mentions(root, "ENTITY_MENTION"),
        tuple(_roles(root)),
    )


def parse_words(number: int, words: list[str], model: Language) -> Sentence:
    """Parse one sentence that is cut into words already."""
    doc = Doc(model.vocab, words=words)
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, step in model.pipeline:
        doc = step(doc)
    return Sentence(number, 0, len(doc.text), BlockKind.TITLE if number == 0 else BlockKind.BODY, doc)


def _mentions(root: ElementTree.Element, tag: str) -> dict[str, Anchors]:
    found = {m.get("m_id", ""): tuple(a.get("t_id", "") for a in m.iter("token_anchor")) for m in root.iter(tag)}
    return {name: anchors for name, anchors in found.items() if anchors}


def _roles(root: ElementTree.Element) -> Iterator[tuple[str, str, str]]:
    for link in root.iter("HAS_PARTICIPANT"):
        source, target = link.find("source"), link.find("target")
        if source is not None and target is not None:
            yield source.get("m_id", ""), link.get("sem_role", "").lower(), target.get("m_id", "")


def head_of(tokens: list[Token]) -> Token:
    """Return the token of a mention that the others hang on."""
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head == token), tokens[-1])
