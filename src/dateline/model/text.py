"""Pages and articles: the text that every later value points into.

In: nothing. Out: `Page`, `Block`, `Article`, `Span`. Reading bytes into them is left to `dateline.read`.
"""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters, `start` to `end`, in an article's text."""

    start: int
    end: int

    def slice(self, text: str) -> str:
        """Return the words that the span covers in `text`."""
        return text[self.start : self.end]

    def overlaps(self, other: "Span") -> bool:
        """Say whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Say whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class BlockKind(StrEnum):
    """What a stretch of an article's text is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BYLINE = "byline"
    DATELINE = "dateline"  # "PARIS, Nov 4 (Agency) -" before the first sentence
    CREDIT = "credit"  # "Additional reporting by ..."
    DATE = "date"  # a line that gives the day of publication or change
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"


TOLD = (BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.BODY, BlockKind.CAPTION)
"""The kinds of block that tell of events; only these are annotated."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text of one kind; blocks are in order and never overlap."""

    start: int
    end: int
    kind: BlockKind

    @property
    def span(self) -> Span:
        """The block's place in the text."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes as fetched or found; `id` is made from their hash, so equal bytes are one page."""

    id: str
    sha256: str
    data: bytes
    media: (
        str  # "text", "html", "record" (one JSON object with the keys of DESIGN.md) or "official" (a row of a record)
    )
    path: str | None = None
    url: str | None = None
    encoding: str | None = None  # as declared by the one who fetched it, if anyone did
    found: date | None = field(default=None, compare=False)  # the day it was found: no page is published later


@dataclass(frozen=True, slots=True)
class Article:
    """A page's text with its blocks and what it says of itself.

    For a plain-text page `text` is the decoded file, character for character. `published` and `modified` are
    ISO 8601, with time and zone where the page gives them. `published_basis` is one of `text` (a line of the page),
    `markup` (HTML metadata), `url`, `given` (the JSONL record's own key), `modified` (it tells only when it
    was changed); None without a date.
    """

    page: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    byline: tuple[str, ...] = ()  # the authors' names
    publisher: str | None = None
    credit: str | None = None
    dateline: str | None = None  # the place, as written: "Ems (Germany)"
    published: str | None = None
    published_basis: str | None = None
    modified: str | None = None
    language: str = "en"
    url: str | None = None
    notes: tuple[str, ...] = ()  # what a reader had to mend or refuse, in plain words

    @property
    def day(self) -> date | None:
        """The day of publication in the page's own zone, or None where the page does not say."""
        return date.fromisoformat(self.published[:10]) if self.published else None
