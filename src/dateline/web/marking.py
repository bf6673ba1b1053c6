"""Cut an article's text into pieces for showing: furniture greyed, layers told apart, the quoted words marked.

In: a `Reading`, spans to mark, and where its events lead. Out: `Piece`s, in order, which together are the text. They
hold plain text: the templates escape it.
"""

import codecs
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.model.claims import Reading
from dateline.model.text import Page, Span

LONGEST = 60_000
"""Characters of a text or of a stored page on one page of the desk: with its marks that stays under 500 KB."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the classes it is shown in; `marked` is set for the words that a link points to.

    `first` is the first of the marked pieces, `event` the event that the words are the trigger of.
    """

    text: str
    kind: str
    marked: bool = False
    layers: str = ""
    first: bool = False
    event: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is to be marked, and which events begin where."""

    spans: tuple[Span, ...] = ()
    events: Mapping[int, str] | None = None
    part: Span | None = None


def mark_text(reading: Reading, start: int, end: int) -> list[Piece]:
    """Return the text in pieces; `start` and `end` outside the text mark nothing."""
    return mark_spans(reading, Marks((Span(start, end),)))


def mark_spans(reading: Reading, marks: Marks) -> list[Piece]:
    """Return the text, or the part asked for, in pieces, all given spans marked; spans outside the text are none."""
    text = reading.article.text
    part = marks.part or Span(0, len(text))
    spans = [span for span in marks.spans if 0 <= span.start < span.end <= len(text)]
    layers = find_layers(reading)
    covers = {name: Cover.of(found) for name, found in layers.items()}
    kinds, wanted = [(b.start, b.end, b.kind.value) for b in reading.article.blocks], Cover.of(spans)
    edges = [*(b.span for b in reading.article.blocks), *spans, *(s for found in layers.values() for s in found)]
    cuts = {part.start, part.end} | {c for s in edges for c in (s.start, s.end) if part.start < c < part.end}
    first = min((span.start for span in spans), default=-1)
    pieces = []
    for left, right in pairwise(sorted(cuts)):
        while kinds and kinds[0][1] <= left:
            kinds.pop(0)
        kind = kinds[0][2] if kinds and kinds[0][0] <= left else "between"
        shown = " ".join(name for name, cover in covers.items() if cover.holds(left))
        marked, event = wanted.holds(left), (marks.events or {}).get(left, "")
        pieces.append(Piece(text[left:right], kind, marked, shown, marked and left == first, event))
    return pieces


@dataclass(frozen=True, slots=True)
class Cover:
    """The characters that spans cover, as stretches in order that do not touch."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, spans: Sequence[Span]) -> "Cover":
        """Return what the spans cover together."""
        stretches: list[list[int]] = []
        for span in sorted(spans):
            if stretches and span.start <= stretches[-1][1]:
                stretches[-1][1] = max(stretches[-1][1], span.end)
            else:
                stretches.append([span.start, span.end])
        return cls(tuple(s for s, _ in stretches), tuple(e for _, e in stretches))

    def holds(self, at: int) -> bool:
        """Say whether a character is covered."""
        before = bisect_right(self.starts, at) - 1
        return before >= 0 and at < self.ends[before]


def find_layers(reading: Reading) -> dict[str, list[Span]]:
    """Return the spans of each layer that a reader may switch: events, names, dates, quotations."""
    return {
        "event": [event.trigger for event in reading.events],
        "named": [m.span for m in reading.mentions if m.form in ("name", "title")],
        "time": [time.span for time in reading.times],
        "quote": [part for told in reading.attributions if told.kind != "indirect" for part in told.content],
    }


def part_of(reading: Reading, start: int, at: int | None) -> Span:
    """Return the part of a long text to show: the one asked for, else the one around the marked words."""
    whole = len(reading.article.text)
    if whole <= LONGEST:
        return Span(0, whole)
    first = at if at is not None else max(0, start - LONGEST // 3)
    first = max(0, min(first, whole - 1))
    return Span(first, min(whole, first + LONGEST))


def original_text(page: Page) -> tuple[str, int]:
    """Return the beginning of a page's stored bytes as text to be shown inert, and how many characters there are."""
    text = page.data.decode(_encoding(page), "replace")
    return text[:LONGEST], len(text)


def _encoding(page: Page) -> str:
    """Return the page's own encoding where it is one that we know."""
    try:
        return codecs.lookup(page.encoding or "utf-8").name
    except LookupError:
        return "utf-8"
