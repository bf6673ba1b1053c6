"""Cut an article's text into pieces for showing: furniture greyed, the quoted words marked.

In: a `Reading` and a span. Out: `Piece`s, in order, which together are the whole text. They hold plain text: the
templates escape it.
"""

from dataclasses import dataclass
from itertools import pairwise

from dateline.model.claims import Reading
from dateline.model.text import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the classes it is shown in; `marked` is set for the words that a link points to."""

    text: str
    kind: str
    marked: bool = False
    layers: str = ""
    first: bool = False


def mark_text(reading: Reading, start: int, end: int) -> list[Piece]:
    """Return the text in pieces; `start` and `end` outside the text mark nothing."""
    text = reading.article.text
    start, end = max(-1, min(start, len(text))), max(-1, min(end, len(text)))
    layers = find_layers(reading)
    cuts = {0, len(text)} | ({start, end} if 0 <= start < end else set())
    for span in (*(block.span for block in reading.article.blocks), *(s for spans in layers.values() for s in spans)):
        cuts |= {span.start, span.end}
    open_spans = {name: sorted(spans) for name, spans in layers.items()}
    pieces = []
    for left, right in pairwise(sorted(cuts)):
        kind = next((b.kind.value for b in reading.article.blocks if b.start <= left < b.end), "between")
        shown = [name for name, spans in open_spans.items() if any(s.start <= left < s.end for s in spans)]
        pieces.append(Piece(text[left:right], kind, start <= left < end, " ".join(shown), left == start))
    return pieces


def find_layers(reading: Reading) -> dict[str, list[Span]]:
    """Return the spans of each layer that a reader may switch: events, names, dates, quotations."""
    return {
        "event": [event.trigger for event in reading.events],
        "named": [m.span for m in reading.mentions if m.form in ("name", "title")],
        "time": [time.span for time in reading.times],
        "quote": [part for told in reading.attributions if told.kind != "indirect" for part in told.content],
    }
