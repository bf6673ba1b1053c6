"""Count what the record holds by time, by place and by pair, for pictures: as quick on a large ledger as on a small.

In: an open ledger and a filter. Out: frozen rows. A filter's limit and offset play no part.
"""

from dataclasses import dataclass

from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, event_conditions
from dateline.store.tallies import HELD


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
    query = f"SELECT min(first_day), max(first_day), count(first_day), count(*) FROM listing WHERE {where or 1}"  # noqa: S608 - values are parameters
    first, last, dated, count = ledger.database.execute(query, values).fetchone()
    return Extent(first, last, dated, count - dated)


def count_by_time(ledger: Ledger, wanted: EventFilter, unit: str) -> list[Bucket]:
    """Return how many events of each status begin in each year, month or day (`unit`), in order of time."""
    where, values = event_conditions(wanted)
    width = {"year": 4, "month": 7, "day": 10}[unit]
    query = (  # days are counted first, in the order of their index: to sort all events by month took thrice as long
        f"SELECT substr(first_day, 1, {width}), status, sum(events) FROM ("  # noqa: S608 - values are parameters
        f"SELECT first_day, status, count(*) AS events FROM listing WHERE first_day IS NOT NULL AND {where or 1} "
        "GROUP BY first_day, status) GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return [Bucket(*row) for row in ledger.database.execute(query, values)]


def count_by_place(ledger: Ledger, wanted: EventFilter, limit: int = 200) -> list[Spot]:
    """Return the places of events, those of most events first."""
    where, values = event_conditions(wanted)
    if wanted == EventFilter(limit=wanted.limit, offset=wanted.offset):
        query = "SELECT place, country, latitude, longitude, events FROM spot ORDER BY events DESC, place LIMIT ?"
    else:
        query = (
            "WITH found AS (SELECT place, coalesce(country, '') AS country, count(*) AS events FROM listing "  # noqa: S608
            f"WHERE +place IS NOT NULL AND {where or 1} GROUP BY +place, +country ORDER BY 3 DESC, 1 LIMIT ?) "
            "SELECT found.place, found.country, latitude, longitude, found.events FROM found "
            "JOIN spot USING (place, country) ORDER BY found.events DESC, found.place"
        )
    rows = ledger.database.execute(query, (*values, limit))
    return [Spot(name, country or None, *rest) for name, country, *rest in rows]


def count_by_pair(ledger: Ledger, wanted: EventFilter, limit: int = 60) -> list[Tie]:
    """Return who met whom, the most frequent pairs first; encounters that were held, or are disputed, count."""
    if wanted == EventFilter(limit=wanted.limit, offset=wanted.offset):
        rows = ledger.database.execute(f"{FREQUENT} LIMIT ?", (limit,))
        return [_tie(ledger, *row) for row in rows]
    where, values = event_conditions(wanted)
    query = (
        "WITH chosen AS MATERIALIZED (SELECT event FROM listing WHERE +type = 'CONSULT' "  # noqa: S608
        f"AND +status IN {HELD} AND {where or 1}) "
        "SELECT a.entity, b.entity, count(*) FROM chosen "
        "CROSS JOIN record_who a ON a.event = chosen.event JOIN record_who b ON b.event = a.event "
        "AND b.entity > a.entity GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT ?"
    )
    return [_tie(ledger, *row) for row in ledger.database.execute(query, (*values, limit))]


FREQUENT = "SELECT left, right, events FROM tie ORDER BY events DESC, left DESC, right DESC"


def _tie(ledger: Ledger, left: str, right: str, events: int) -> Tie:
    return Tie(left, entity_name(ledger, left) or left, right, entity_name(ledger, right) or right, events)


def entity_name(ledger: Ledger, entity: str) -> str | None:
    """Return the name under which an entity takes part most often; None for an unknown one."""
    query = "SELECT name FROM who_name WHERE entity = ? ORDER BY events DESC, name LIMIT 1"
    row = ledger.database.execute(query, (entity,)).fetchone()
    return str(row["name"]) if row else None
