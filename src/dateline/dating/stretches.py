"""Stretches of days and the clues that narrow them: what `clues` finds and `constraints` puts together.

In: days. Out: intervals, `Clue`s, and the `PageDate` and `EventDate` that they come to.
Open ends are the calendar's first and last day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.annotate.editions import Edition
from dateline.model.claims import Basis, Interval, Precision
from dateline.model.text import Span

FIRST, LAST = date.min, date.max
LEAD = 4  # sentences from the top in which a page names its occasion
SLACK = timedelta(days=3)  # a handover is told with the old title for a day or two
NEWS = timedelta(days=2)  # 93 of 100 articles of the news clusters tell the day of their news within two days of it;
# a gathering is told as going on from two days before it to two days after
WEEK = timedelta(days=6)  # a bare weekday reaches back or ahead no further

LINKED, TITLED, PAST, OCCASION, UNTITLED = 5, 4, 3, 2, 1
"""Trust of the sorts of clues, best first: of two that contradict each other the lower one is set aside."""


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing that narrows the day of publication to `days`, one stretch of days or several apart.

    `told` are the days that its words may tell of, `editions` the gatherings they may mean; `weight` counts how often
    the page gives the clue.
    """

    kind: str
    words: str
    days: tuple[Interval, ...]
    explanation: str
    trust: int
    span: Span | None = None
    told: tuple[Interval, ...] = ()
    editions: tuple[Edition, ...] = ()
    weight: int = 1
    seat: str = ""  # the office that only one person can hold at a time: "USA president"


def ranged(start: date, end: date) -> Interval:
    """Return the interval from start to end."""
    return Interval(start, end, Precision.DAY if start == end else Precision.RANGE)


def moved(day: date, by: timedelta) -> date:
    """Return the day so much later or earlier, the calendar's first or last day at most."""
    try:
        return day + by
    except OverflowError:
        return FIRST if by < timedelta(0) else LAST


def show(interval: Interval) -> str:
    """Return an interval in words, an open end as open."""
    if interval.start == interval.end:
        return interval.start.isoformat()
    start = "" if interval.start == FIRST else interval.start.isoformat()
    end = "" if interval.end == LAST else interval.end.isoformat()
    if not start:
        return f"until {end}"
    return f"{start} to {end}" if end else f"from {start}"


def merge(stretches: Iterable[Interval]) -> tuple[Interval, ...]:
    """Return the stretches in order, those that overlap or touch as one."""
    merged: list[Interval] = []
    for one in sorted(stretches, key=lambda stretch: (stretch.start, stretch.end)):
        if merged and one.start <= moved(merged[-1].end, timedelta(days=1)):
            merged[-1] = ranged(merged[-1].start, max(merged[-1].end, one.end))
        else:
            merged.append(ranged(one.start, one.end))
    return tuple(merged)


def intersect(left: Sequence[Interval], right: Sequence[Interval]) -> tuple[Interval, ...]:
    """Return the days that both have."""
    pairs = ((a, b) for a in left for b in right if a.meets(b))
    return merge(ranged(max(a.start, b.start), min(a.end, b.end)) for a, b in pairs)


@dataclass(frozen=True, slots=True)
class Constraint:
    """A clue as the page's date shows it: the days that it allows, the words behind it, and why."""

    kind: str
    words: str
    days: tuple[Interval, ...]
    explanation: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class PageDate:
    """When a page was published; `interval` is None where one end stays open.

    `story` is the day that the page tells of as its news, `editions` are the gatherings that it may report from,
    `days` the stretches within the interval that remain. `contradictions` are the clues that had to be set aside.
    `reason` names the clues without which more days would remain.
    """

    interval: Interval | None
    basis: Basis | None
    constraints: tuple[Constraint, ...] = ()
    contradictions: tuple[Constraint, ...] = ()
    days: tuple[Interval, ...] = ()
    story: Interval | None = None
    editions: tuple[Edition, ...] = ()
    reason: str = "nothing in the page dates it"


@dataclass(frozen=True, slots=True)
class EventDate:
    """When an event mention puts its event, how that was worked out, and why.

    `like` is the number of the page's event whose day and place it takes over, where it only tells that one again.
    """

    interval: Interval | None
    basis: Basis | None
    explanation: str
    like: int | None = None
