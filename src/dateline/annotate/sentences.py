"""Cut an article's blocks into sentences and parse each one.

In: an `Article`, a spaCy pipeline. Out: `Sentence`s in order, each inside one block, with its spaCy `Doc` (one Doc a
sentence: the parser neither crosses nor splits it). Names, places and times are left to their own modules.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token

from dateline.annotate.forms import quicken
from dateline.annotate.mending import mend_parse
from dateline.annotate.vectors import keep_vectors
from dateline.config import DEFAULT_MODEL
from dateline.errors import ModelError
from dateline.lexicon import lexicon
from dateline.model.text import TOLD, Article, Block, BlockKind, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence; `start` is its first character in the article's text, `index` its number there."""

    index: int
    start: int
    end: int
    block: BlockKind
    doc: Doc = field(repr=False, compare=False)
    paragraph: int = 0  # sentences of one paragraph share it
    text: str = field(init=False, repr=False, compare=False)  # the sentence's characters, line breaks as spaces

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.doc.text)  # kept: spaCy makes it anew from the tokens at each call

    @property
    def span(self) -> Span:
        """The sentence's place in the article's text."""
        return Span(self.start, self.end)

    def place(self, token: Token) -> Span:
        """Return a token's place in the article's text."""
        return Span(self.start + token.idx, self.start + token.idx + len(token.text))

    def stretch(self, first: Token, last: Token) -> Span:
        """Return the place of all from `first` to `last`."""
        return Span(self.start + first.idx, self.start + last.idx + len(last.text))

    def tokens(self, span: Span) -> list[Token]:
        """Return the sentence's tokens that overlap a span of the article's text."""
        left, right = span.start - self.start, span.end - self.start
        return [t for t in self.doc if t.idx < right and t.idx + len(t.text) > left]


@lru_cache(maxsize=2)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """Load a spaCy pipeline by package name or path, once; raise ModelError with what to do where it fails."""
    try:
        package = __import__(name)
        return _prepared(package.load() if hasattr(package, "load") else spacy.load(name))
    except ImportError:
        pass
    try:
        return _prepared(spacy.load(name))
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            f"the language model {name!r} cannot be loaded ({error}); "
            "install Dateline's requirements again, or choose an installed spaCy pipeline with --model"
        ) from error


def _prepared(model: Language) -> Language:
    return keep_vectors(quicken(model))


def parse_sentences(article: Article, model: Language) -> tuple[Sentence, ...]:
    """Return the article's sentences, parsed, in order; furniture and other blocks that tell nothing are left out."""
    spans = list(split_article(article))
    docs = list(model.pipe((_unparsed(article.text[s.start : s.end], model) for s, _, _ in spans), batch_size=64))
    for doc in docs:
        mend_parse(doc)
    return tuple(
        Sentence(index, span.start, span.end, kind, doc, paragraph)
        for index, ((span, kind, paragraph), doc) in enumerate(zip(spans, docs, strict=True))
    )


def _unparsed(text: str, model: Language) -> Doc:
    """Tokenise, and tell the parser that all of it is one sentence."""
    doc = model.make_doc(_flat(text))
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _flat(text: str) -> str:
    """Turn line breaks and odd spaces into spaces, one for one, so that offsets stay and the parser is not misled."""
    return re.sub(r"\s", " ", text)


def split_article(article: Article) -> Iterator[tuple[Span, BlockKind, int]]:
    """Yield each sentence's span, its block's kind and the number of its paragraph."""
    for paragraph, block in enumerate(article.blocks):
        if block.kind in TOLD:
            for span in split_block(article.text, block):
                yield span, block.kind, paragraph


def split_block(text: str, block: Block) -> Iterable[Span]:
    """Yield the sentences of a block, white space at their ends left out; a title is one sentence."""
    piece = text[block.start : block.end]
    cuts = [0, *([] if block.kind == BlockKind.TITLE else _breaks(piece)), len(piece)]
    for left, right in pairwise(cuts):
        body = piece[left:right]
        if body.strip():
            start = block.start + left + len(body) - len(body.lstrip())
            yield Span(start, block.start + left + len(body.rstrip()))


_END = re.compile(
    r"""(?P<mark>[.!?…]+)(?P<close>['"”’»)\]]*)(?P<gap>\s+)"""
    r"""(?=(?P<next>['"“‘«(\[—–-]*\s?[^\W\d_]|['"“‘«(\[]*\d))"""
)
_OPENERS = re.compile(r"(?:The|A|An|In|It|He|She|They|But|And|On|At|This|That|His|Her|We|I)\b")


def _breaks(piece: str) -> Iterator[int]:
    """Yield the offsets at which a new sentence starts."""
    for match in _END.finditer(piece):
        if _ends_sentence(piece, match):
            yield match.end("gap")


def _ends_sentence(piece: str, match: re.Match[str]) -> bool:
    upcoming = match.group("next").lstrip("'\"“‘«([—–- ")
    mark, before = match.group("mark"), piece[: match.start()]
    if upcoming[:1].islower():
        return False
    if mark != ".":
        return not match.group("close") or upcoming[:1].isupper() or upcoming[:1].isdigit()
    word = re.search(r"[\w.'’-]*$", before)
    last = word.group() if word else ""
    if match.group("close"):
        return True
    if re.fullmatch(r"[A-Z]", last) or last.lower() in _abbreviations():
        return False
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", last):  # U.S. ends a sentence only before a word that opens one
        return bool(_OPENERS.match(_word_after(piece, match)))
    return not (last.lower() in ("no", "nos", "art", "sec") and upcoming[:1].isdigit())


def _word_after(piece: str, match: re.Match[str]) -> str:
    return piece[match.end("gap") : match.end("gap") + 12].lstrip("'\"“‘«([—–- ")


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return lexicon("sentences").words("abbreviations")
