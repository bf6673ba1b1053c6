"""Show how a page without a date was dated: every constraint, the days that it allows, and what had to be set aside.

In: a `PageDate`. Out: an object for `json.dumps`, or lines for the terminal.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

from dateline.dating.stretches import FIRST, LAST, Constraint, PageDate, show
from dateline.export.record import filled

SHOWN = 6
"""Stretches of days shown of one constraint; a gathering held every year has many."""


def dating_object(dated: PageDate) -> dict[str, Any]:
    """Return when a page came out, as worked out, with every constraint and every contradiction."""
    return filled(
        {
            "start": dated.interval.start.isoformat() if dated.interval else None,
            "end": dated.interval.end.isoformat() if dated.interval else None,
            "basis": dated.basis.value if dated.basis else None,
            "constraints": [_object(one) for one in dated.constraints],
            "contradictions": [_object(one) for one in dated.contradictions],
        }
    )


def _object(told: Constraint) -> dict[str, Any]:
    days = [
        filled(
            {
                "start": one.start.isoformat() if one.start != FIRST else None,
                "end": one.end.isoformat() if one.end != LAST else None,
            }
        )
        for one in told.days
    ]
    span = {"start": told.span.start, "end": told.span.end} if told.span else None
    return filled({"kind": told.kind, "words": told.words, "span": span, "days": days, "reason": told.explanation})


def dating_view(datings: Mapping[str, PageDate]) -> list[Text]:
    """Return the lines that tell how pages without a date were dated, by the pages' names."""
    lines: list[Text] = []
    for name, dated in datings.items():
        when = show(dated.interval) if dated.interval else "no end to one side"
        lines.append(Text(f"{name} gives no date; it came out: {when}", style="bold"))
        lines += _lines("", dated.constraints)
        lines += _lines("contradicts, set aside: ", dated.contradictions)
    return [*lines, Text("")] if lines else []


def _lines(lead: str, told: tuple[Constraint, ...]) -> Iterator[Text]:
    for one in told:
        days = ", ".join(show(stretch) for stretch in one.days[:SHOWN]) + (", ..." if len(one.days) > SHOWN else "")
        yield Text(f"  {lead}{one.kind}: {one.explanation}  → {days}", style="red" if lead else "")
