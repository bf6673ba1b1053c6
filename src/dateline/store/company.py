"""Count the company that people keep, and what happened at a place.

In: an open ledger and a person or a place. Out: frozen rows. All that a user typed reaches SQL as parameters.
"""

from dataclasses import dataclass

from dateline.store.desk import Named
from dateline.store.ledger import Ledger
from dateline.store.queries import EventLine, lines_of


@dataclass(frozen=True, slots=True)
class Counts:
    """How many events stand at a place, and of which days."""

    events: int
    first: str | None
    last: str | None
    country: str | None


def encounters_by_year(ledger: Ledger, entity: str) -> tuple[tuple[str, int], ...]:
    """Return in how many encounters that happened somebody took part, by year, years without one among them."""
    query = (
        "SELECT substr(first_day, 1, 4), count(*) FROM listing JOIN record_who USING (event) "
        "WHERE entity = ? AND type = 'CONSULT' AND status IN ('occurred', 'ongoing') AND first_day IS NOT NULL "
        "GROUP BY 1 ORDER BY 1"
    )
    found = {int(row[0]): int(row[1]) for row in ledger.database.execute(query, (entity,))}
    years = range(min(found), max(found) + 1) if found else range(0)
    return tuple((str(year), found.get(year, 0)) for year in years[-40:])


def place_counts(ledger: Ledger, place: str) -> Counts | None:
    """Return what is known of a place; None where no event stands there."""
    query = "SELECT count(*), min(first_day), max(last_day) FROM listing WHERE place = ?"
    where = "SELECT max(nullif(country, '')) FROM spot WHERE place = ?"
    country = ledger.database.execute(where, (place,)).fetchone()[0]
    events, first, last = ledger.database.execute(query, (place,)).fetchone()
    return Counts(events, first, last, country) if events else None


def events_at(ledger: Ledger, place: str, limit: int) -> tuple[EventLine, ...]:
    """Return the latest events at a place, the latest first."""
    query = "SELECT event FROM listing WHERE place = ? ORDER BY first_day DESC, event LIMIT ?"
    return tuple(lines_of(ledger, [row["event"] for row in ledger.database.execute(query, (place, limit))]))


def who_at(ledger: Ledger, place: str, limit: int = 24) -> tuple[Named, ...]:
    """Return who took part in events at a place, most often first."""
    query = (
        "SELECT max(name), count(*), entity FROM listing JOIN record_who USING (event) WHERE place = ? "
        "GROUP BY entity ORDER BY 2 DESC, 1 LIMIT ?"
    )
    return tuple(Named(*row) for row in ledger.database.execute(query, (place, limit)))
