"""Read ECB+ files: articles as tokens, the event mentions of the sentences that count, and their chains.

In: a folder with a folder a topic and, beside them, the list of sentences that count (`Topic,File,Sentence Number`;
without it all count). Out: `Story`s with `Marking`s. The two look-alike events of a topic are its sub-topics: files
named `*ecb.xml` tell one, `*ecbplus.xml` the other.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

DEV = (2, 5, 12, 18, 21, 23, 34, 35)
"""The usual development topics."""

_EVENTS = ("ACTION_", "NEG_ACTION_")
_CHAINS = ("CROSS_DOC_COREF", "INTRA_DOC_COREF")


@dataclass(frozen=True, slots=True)
class Marking:
    """An event mention: its sentence, the numbers of its tokens there, and the chain that it belongs to."""

    id: str
    sentence: int
    tokens: tuple[int, ...]
    chain: str


@dataclass(frozen=True, slots=True)
class Story:
    """One annotated article: its sentences as words, and what is marked in those that count."""

    name: str
    topic: int
    subtopic: str
    sentences: dict[int, tuple[str, ...]]
    counted: frozenset[int]
    markings: tuple[Marking, ...]

    @property
    def text(self) -> str:
        """Return the article's words, a sentence a line."""
        return "\n".join(" ".join(words) for words in self.sentences.values())


def read_topics(folder: Path, split: str | None) -> Iterator[Story]:
    """Yield the articles of a split: train, dev, or topics as `36-45` or `2,5,12`."""
    counted = _counted(folder)
    for topic in topics_of(folder, split):
        for path in sorted((folder / str(topic)).glob("*.xml")):
            yield _read(path, topic, counted)


def topics_of(folder: Path, split: str | None) -> list[int]:
    """Return the topics of a split that the folder has."""
    here = sorted(int(path.name) for path in folder.iterdir() if path.is_dir() and path.name.isdigit())
    if split in (None, "", "all"):
        return here
    if split in ("train", "dev"):
        return [topic for topic in here if (topic in DEV) == (split == "dev") and topic <= max(DEV)]
    chosen: set[int] = set()
    for part in str(split).split(","):
        first, _, last = part.partition("-")
        chosen.update(range(int(first), int(last or first) + 1))
    return [topic for topic in here if topic in chosen]


def _counted(folder: Path) -> dict[str, set[int]] | None:
    lists = sorted(folder.glob("*.csv")) or sorted(folder.parent.glob("ECB*.csv"))
    if not lists:
        return None
    found: dict[str, set[int]] = {}
    with lists[0].open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            found.setdefault(f"{row['Topic']}_{row['File']}", set()).add(int(row["Sentence Number"]))
    return found


def _read(path: Path, topic: int, counted: dict[str, set[int]] | None) -> Story:
    root = ElementTree.parse(path).getroot()
    places: dict[str, tuple[int, int]] = {}
    sentences: dict[int, list[str]] = {}
    for token in root.iter("token"):
        words = sentences.setdefault(int(token.get("sentence", 0)), [])
        places[token.get("t_id", "")] = (int(token.get("sentence", 0)), len(words))
        words.append(token.text or "")
    chosen = frozenset(sentences) if counted is None else frozenset(counted.get(path.stem, ()))
    return Story(
        path.stem,
        topic,
        f"{topic}{'plus' if path.stem.endswith('plus') else ''}",
        {number: tuple(words) for number, words in sentences.items()},
        chosen,
        tuple(m for m in _markings(root, path.stem, places) if m.sentence in chosen),
    )


def _markings(root: ElementTree.Element, name: str, places: dict[str, tuple[int, int]]) -> Iterator[Marking]:
    chains = _chains(root, name)
    for mark in root.find("Markables") or ():
        anchors = [places[a.get("t_id", "")] for a in mark.iter("token_anchor") if a.get("t_id", "") in places]
        if mark.tag.startswith(_EVENTS) and anchors:
            ident = f"{name}#{mark.get('m_id')}"
            sentence = anchors[0][0]
            tokens = tuple(sorted(at for number, at in anchors if number == sentence))
            yield Marking(ident, sentence, tokens, chains.get(mark.get("m_id", ""), ident))


def _chains(root: ElementTree.Element, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for relation in (node for tag in _CHAINS for node in root.iter(tag)):
        note = relation.get("note") if relation.tag == "CROSS_DOC_COREF" else None
        label = note or f"{name}/{relation.get('r_id')}"
        found.update((source.get("m_id", ""), label) for source in relation.iter("source"))
    return found
