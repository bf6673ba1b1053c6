"""Count what the record holds by time, by place and by pair, for pictures: as quick on a large ledger as on a small.

In: an open ledger and a filter. Out: frozen rows. A filter's limit and offset play no part.
"""

from dataclasses import dataclass

from dateline.model.record import Event
from dateline.store.codec import unpack
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, event_conditions


@dataclass(frozen=True, slots=True)
class Bucket:
    """So many events of one status that begin in one year (`2016`), month (`2016-11`) or day."""

    when: str
    status: str
    events: int


@dataclass(frozen=True, slots=True)
class Extent:
    """The first day and the last on which events begin, how many have a day and how many have none."""

    first: str | None
    last: str | None
    dated: int
    undated: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place, where it lies if that is known, and how many events took place there."""

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    events: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two who met, in how many encounters that happened."""

    left: str
    left_name: str
    right: str
    right_name: str
    events: int


def extent_of(ledger: Ledger, wanted: EventFilter) -> Extent:
    """Return over which days the events spread."""
    where, values = event_conditions(wanted)
    query = f"SELECT min(first_day), max(first_day), count(first_day), count(*) FROM record WHERE {where or 1}"  # noqa: S608 - values are parameters
    first, last, dated, count = ledger.database.execute(query, values).fetchone()
    return Extent(first, last, dated, count - dated)


def count_by_time(ledger: Ledger, wanted: EventFilter, unit: str) -> list[Bucket]:
    """Return how many events of each status begin in each year, month or day (`unit`), in order of time."""
    where, values = event_conditions(wanted)
    width = {"year": 4, "month": 7, "day": 10}[unit]
    query = (
        f"SELECT substr(first_day, 1, {width}), status, count(*) FROM record "  # noqa: S608 - values are parameters
        f"WHERE first_day IS NOT NULL AND {where or 1} GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [Bucket(*row) for row in ledger.database.execute(query, values)]


def count_by_place(ledger: Ledger, wanted: EventFilter, limit: int = 200) -> list[Spot]:
    """Return the places of events, those of most events first."""
    where, values = event_conditions(wanted)
    query = (
        "WITH found AS (SELECT place, country, count(*) AS events, min(event) AS one FROM record "  # noqa: S608
        f"WHERE place IS NOT NULL AND {where or 1} GROUP BY place, country ORDER BY 3 DESC, 1 LIMIT ?) "
        "SELECT found.place, found.country, events, body FROM found JOIN record ON event = one "
        "ORDER BY events DESC, found.place"
    )
    return [
        _spot(row["place"], row["country"], row["events"], unpack(row["body"], Event))
        for row in ledger.database.execute(query, (*values, limit))
    ]


def _spot(name: str, country: str | None, events: int, one: Event) -> Spot:
    """Return a place with the coordinates that one of its events has: they belong to the place, not to the event."""
    place = one.place
    return Spot(name, country, place.latitude if place else None, place.longitude if place else None, events)


def count_by_pair(ledger: Ledger, wanted: EventFilter, limit: int = 60) -> list[Tie]:
    """Return who met whom, the most frequent pairs first; encounters that were held, or are disputed, count."""
    where, values = event_conditions(wanted)
    query = (
        "WITH chosen AS MATERIALIZED (SELECT event FROM record WHERE type = 'CONSULT' "  # noqa: S608
        f"AND status IN ('occurred', 'ongoing', 'disputed') AND {where or 1}) "
        "SELECT a.entity, min(a.name), b.entity, min(b.name), count(*) FROM chosen "
        "JOIN record_who a ON a.event = chosen.event JOIN record_who b ON b.event = a.event AND b.entity > a.entity "
        "GROUP BY a.entity, b.entity ORDER BY 5 DESC, 2, 4 LIMIT ?"
    )
    return [Tie(*row) for row in ledger.database.execute(query, (*values, limit))]
