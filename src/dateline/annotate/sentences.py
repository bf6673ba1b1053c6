"""Cut an article's blocks into sentences and parse each one.

In: an `Article`, a spaCy pipeline. Out: `Sentence`s in order, each inside one block, with its spaCy `Doc` (one Doc a
sentence: the parser neither crosses nor splits it). Names, places and times are left to their own modules.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, Protocol

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import compile_infix_regex

from dateline.annotate.credits import credit_before, credit_behind
from dateline.annotate.entities import quicken_names
from dateline.annotate.forms import quicken
from dateline.annotate.mending import mend_parse
from dateline.annotate.products import quicken_products
from dateline.annotate.vectors import keep_vectors
from dateline.config import DEFAULT_MODEL
from dateline.errors import ModelError
from dateline.lexicon import lexicon
from dateline.model.text import TOLD, Article, Block, BlockKind, Span

Place = tuple[Span, BlockKind, int]
"""A sentence's span, its block's kind and the number of its paragraph."""

TOGETHER = 256
"""Sentences that the parser takes at once: from 100 on it is no faster, and a sentence needs some 20 kB."""


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
    words: tuple[Token, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.doc.text)  # kept: spaCy makes it anew from the tokens at each call
        object.__setattr__(self, "words", tuple(self.doc))  # likewise each token

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
        return [t for t in self.words if t.idx < right and t.idx + len(t.text) > left]


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


GLUED = (r"(?<=[A-Za-z])[,.!?](?=[\"“”])", r"(?<=[,.!?])[\"“”](?=[A-Za-z])")
"""Marks between words that web copy sets without a space: 'nothing but fear,"Ek said'."""


def _apart(model: Language) -> Language:
    """Let the tokeniser cut at quotation marks that stand between two words without a space."""
    tokenizer: Any = model.tokenizer
    if hasattr(tokenizer, "infix_finditer"):  # another pipeline may bring a tokeniser of its own
        tokenizer.infix_finditer = compile_infix_regex([*(model.Defaults.infixes or ()), *GLUED]).finditer
    return model


def _prepared(model: Language) -> Language:
    return quicken_names(
        quicken_products(keep_vectors(quicken(_apart(model))))
    )  # names last: they take in the network as it is


class Opens(Protocol):
    """What decides, before the parse, which sentences of an article are worth one."""

    def open(self, docs: Sequence[Doc], kinds: Sequence[BlockKind]) -> list[bool]:
        """Return for each sentence whether it is to be parsed."""


def parse_sentences(article: Article, model: Language, gate: Opens | None = None) -> tuple[Sentence, ...]:
    """Return the article's sentences, parsed, in order; furniture and other blocks that tell nothing are left out."""
    return parse_articles([article], model, gate)[0]


def parse_articles(
    articles: Sequence[Article], model: Language, gate: Opens | None = None
) -> list[tuple[Sentence, ...]]:
    """Return the sentences of each article; together they are parsed faster, and each as if it were alone."""
    cut = [list(split_article(article)) for article in articles]
    made = [
        [_unparsed(article.text[span.start : span.end], model) for span, _, _ in spans]
        for article, spans in zip(articles, cut, strict=True)
    ]
    parsed = iter(_parse(made, cut, model, gate))
    return [
        tuple(
            Sentence(index, span.start, span.end, kind, next(parsed), paragraph)
            for index, (span, kind, paragraph) in enumerate(spans)
        )
        for spans in cut
    ]


def _parse(made: list[list[Doc]], cut: Sequence[Sequence[Place]], model: Language, gate: Opens | None) -> list[Doc]:
    """Parse all sentences that the gate lets through; the rest stay words."""
    docs = [doc for sentences in made for doc in sentences]
    opened = [True] * len(docs)
    if gate is not None:
        kinds = [[kind for _, kind, _ in spans] for spans in cut]
        opened = [one for sentences, k in zip(made, kinds, strict=True) for one in gate.open(sentences, k)]
    parsed = model.pipe((doc for doc, one in zip(docs, opened, strict=True) if one), batch_size=TOGETHER)
    for doc in parsed:
        mend_parse(doc)
    return docs


def _unparsed(text: str, model: Language) -> Doc:
    """Tokenise, and tell the parser that all of it is one sentence."""
    doc = model.make_doc(_flat(text))
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def _flat(text: str) -> str:
    """Turn line breaks and odd spaces into spaces, one for one, so that offsets stay and the parser is not misled.

    A small word that was given a capital because a full stop stands before it is made small: "the U.S. *And* Peru".
    """
    return _RAISED.sub(lambda match: match.group().lower(), re.sub(r"\s", " ", text))


_RAISED = re.compile(
    r"(?<=[A-Z]\.[A-Z]\. )"
    r"(?:And|Or|Of|To|For|From|With|By|As|Has|Have|Had|Is|Are|Was|Were|Will|Would|Could|Should|Can|May)\b"
)


def split_article(article: Article) -> Iterator[Place]:
    """Yield each sentence's span, its block's kind and the number of its paragraph."""
    for paragraph, block in enumerate(article.blocks):
        if block.kind in TOLD:
            for span in split_block(article.text, block):
                yield span, block.kind, paragraph


def split_block(text: str, block: Block) -> Iterable[Span]:
    """Yield the sentences of a block, white space at their ends left out; a title is one sentence."""
    piece = text[block.start : block.end]
    breaks = [] if block.kind == BlockKind.TITLE else _breaks(piece)
    cuts = sorted({0, *breaks, credit_before(piece), credit_behind(piece), len(piece)})
    for left, right in _bounded(piece, cuts):
        body = piece[left:right]
        if body.strip():
            start = block.start + left + len(body) - len(body.lstrip())
            yield Span(start, block.start + left + len(body.rstrip()))


LONGEST = 3_000
"""Characters of a sentence at most. Much of the reading compares what a sentence holds, each with each, so that one
without an end would take hours; of 27,000 sentences of news one, a list of names, has more than 1,200."""


def _bounded(piece: str, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the stretches between the cuts, those that are too long for a sentence cut again, between words."""
    for left, right in pairwise(cuts):
        while right - left > LONGEST:
            space = piece.rfind(" ", left + 1, left + LONGEST)
            cut = left + LONGEST if space < 0 else space
            yield left, cut
            left = cut
        yield left, right


_END = re.compile(
    r"""(?P<mark>[.!?…]+)(?P<close>['"”’»)\]]*)(?P<gap>\s+)"""
    r"""(?=(?P<next>['"“‘«(\[—–-]*\s?[^\W\d_]|['"“‘«(\[]*\d))"""
)
_ABBREVIATION = re.compile(r"\s*(?:[A-Za-z]\.){2,}")
"""What no sentence consists of alone: "*U.S.* And Norwegian officials met"."""
_OPENERS = re.compile(r"(?:The|A|An|In|It|He|She|They|But|And|On|At|This|That|His|Her|We|I)\b")


def _breaks(piece: str) -> Iterator[int]:
    """Yield the offsets at which a new sentence starts."""
    start = 0
    for match in _END.finditer(piece):
        if _ends_sentence(piece, match) and not _ABBREVIATION.fullmatch(piece, start, match.start("gap")):
            start = match.end("gap")
            yield start


_LONGEST_WORD = 50  # characters before a full stop that are looked at for an abbreviation


def _ends_sentence(piece: str, match: re.Match[str]) -> bool:
    upcoming = match.group("next").lstrip("'\"“‘«([—–- ")
    mark, before = match.group("mark"), piece[max(0, match.start() - _LONGEST_WORD) : match.start()]
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
        opener = _OPENERS.match(_word_after(piece, match))
        joins = opener is not None and opener.group() in ("And", "But")  # "before it was out, U.S. And Danish envoys"
        return opener is not None and (not joins or before[: len(before) - len(last)].endswith("the "))
    return not (last.lower() in ("no", "nos", "art", "sec") and upcoming[:1].isdigit())


def _word_after(piece: str, match: re.Match[str]) -> str:
    return piece[match.end("gap") : match.end("gap") + 12].lstrip("'\"“‘«([—–- ")


@lru_cache(maxsize=1)
def _abbreviations() -> frozenset[str]:
    return lexicon("sentences").words("abbreviations")
