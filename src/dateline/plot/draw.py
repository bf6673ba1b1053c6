"""Gather what a picture shows and draw it: timeline, map, network, calendar, as SVG that a browser shows as it is.

In: an open ledger, the picture's name, a filter, a part of the world for the map. Out: SVG as text, or the rows behind
it for a table. Pictures for print are drawn by `charts` from the same rows.
"""

from dataclasses import dataclass, replace
from datetime import date

from dateline.errors import UsageError
from dateline.plot.spread import draw_map, draw_network
from dateline.plot.timeline import MOST_ROWS, draw_bars, draw_calendar, draw_timeline
from dateline.store.ledger import Ledger
from dateline.store.overview import (
    Bucket,
    Extent,
    Spot,
    Tie,
    count_by_pair,
    count_by_place,
    count_by_time,
    extent_of,
)
from dateline.store.queries import EventFilter, EventLine, find_events
from dateline.store.stories import get_line

TITLES = {
    "timeline": "Events in time",
    "map": "Events by place",
    "network": "Who met whom",
    "calendar": "Calendar of events",
}
FEW_YEARS = 3
"""Years that a calendar shows day by day: at 150 points each, a page in print."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a picture shows: its name and title, and the rows of the kind that it is drawn from."""

    picture: str
    title: str
    extent: Extent
    lines: tuple[EventLine, ...] = ()
    buckets: tuple[Bucket, ...] = ()
    spots: tuple[Spot, ...] = ()
    ties: tuple[Tie, ...] = ()
    unit: str = "day"


def gather(ledger: Ledger, picture: str, wanted: EventFilter) -> Shown:
    """Return what a picture shows of the events that fit; raise UsageError for a name that is none."""
    if picture not in TITLES:
        raise UsageError(f"{picture!r} is no picture; there are {', '.join(TITLES)}")
    extent, title = extent_of(ledger, wanted), _title(picture, wanted)
    if wanted.story:
        title += f", in the story “{get_line(ledger, wanted.story)[0].title}”"
    if picture == "timeline":
        return _timed(ledger, wanted, Shown(picture, title, extent))
    if picture == "map":
        return Shown(picture, title, extent, spots=tuple(count_by_place(ledger, wanted)))
    if picture == "network":
        return Shown(picture, title, extent, ties=tuple(count_by_pair(ledger, wanted)))
    unit = "day" if _years(extent) <= FEW_YEARS else "month"
    return Shown(picture, title, extent, buckets=tuple(count_by_time(ledger, wanted, unit)), unit=unit)


def _timed(ledger: Ledger, wanted: EventFilter, shown: Shown) -> Shown:
    """Return the events themselves while they are few, else how many there are in each year, month or day."""
    if shown.extent.dated <= MOST_ROWS:
        lines = find_events(ledger, replace(wanted, limit=MOST_ROWS, offset=0))  # the undated stand last
        return replace(shown, lines=tuple(line for line in reversed(lines) if line.start))
    days = _days(shown.extent)
    unit = "day" if days <= 120 else "month" if days <= 3700 else "year"
    return replace(shown, buckets=tuple(count_by_time(ledger, wanted, unit)), unit=unit)


def _days(extent: Extent) -> int:
    if not (extent.first and extent.last):
        return 0
    return date.fromisoformat(extent.last).toordinal() - date.fromisoformat(extent.first).toordinal()


def _years(extent: Extent) -> int:
    return int(extent.last[:4]) - int(extent.first[:4]) + 1 if extent.first and extent.last else 0


def _title(picture: str, wanted: EventFilter) -> str:
    about = f": {' and '.join(wanted.who)}" if wanted.who else ""
    since, until = wanted.since, wanted.until
    when = f", {since or 'the first'} to {until or 'the last'}" if since or until else ""
    return TITLES[picture] + about + when


def draw(shown: Shown, *, area: str = "world", heading: bool = True) -> str:
    """Return the picture as SVG; with `heading` it stands alone, on white paper with its title."""
    if shown.picture == "map":
        return draw_map(shown.spots, shown.title, area=area, heading=heading)
    if shown.picture == "network":
        return draw_network(shown.ties, shown.title, heading=heading)
    if shown.picture == "calendar":
        return draw_calendar(shown.buckets, shown.title, heading=heading)
    if shown.buckets:
        return draw_bars(shown.buckets, shown.unit, shown.title, heading=heading)
    return draw_timeline(shown.lines, shown.title, links=False, heading=heading)
