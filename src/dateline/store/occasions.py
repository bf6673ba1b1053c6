"""Keep the days of happenings that pages tell, and find them: elections and the like, that time is counted from.

In: a ledger, a page and its `Told`s. Out: what pages tell under a key, and the keys that pages told since the last
time. Which day is meant is left to `dateline.dating.counted`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class ToldDay:
    """A happening as a page tells it: its key, first and last day, and the page's words."""

    key: str
    page: str
    start: date
    end: date
    words: str


def place_occasions(ledger: Ledger, page: str, told: Iterable[ToldDay]) -> None:
    """Keep what a page tells in place of what it told before; who counts from it, before or now, has to look again."""
    query = "INSERT OR REPLACE INTO occasion SELECT key, '', first, last, '' FROM occasion WHERE page = ?"
    ledger.database.execute(query, (page,))  # nobody's rows mark the keys of which something changed
    ledger.database.execute("DELETE FROM occasion WHERE page = ?", (page,))
    for one in told:
        days = (one.start.isoformat(), one.end.isoformat())
        ledger.database.execute(
            "INSERT OR REPLACE INTO occasion VALUES (?, ?, ?, ?, ?)", (one.key, page, *days, one.words)
        )
        ledger.database.execute("INSERT OR REPLACE INTO occasion VALUES (?, '', ?, ?, '')", (one.key, *days))


def take_changed(ledger: Ledger) -> list[str]:
    """Return the keys of which something changed since this was asked last."""
    found = [
        row[0] for row in ledger.database.execute("SELECT DISTINCT key FROM occasion WHERE page = '' ORDER BY key")
    ]
    ledger.database.execute("DELETE FROM occasion WHERE page = ''")
    return found


def told_days(ledger: Ledger, key: str) -> Sequence[ToldDay]:
    """Return what pages tell under a key, in the order of days."""
    query = "SELECT * FROM occasion WHERE key = ? AND page <> '' ORDER BY first, last, page"
    return [
        ToldDay(row[0], row[1], date.fromisoformat(row[2]), date.fromisoformat(row[3]), row[4])
        for row in ledger.database.execute(query, (key,))
    ]
