"""Read the ledger page by page: each page starts after the last row of the one before, however the record grows.

In: an open ledger, what is wanted, the key of the last row seen. Out: rows in an order that only their own content
decides. What a key looks like is the caller's business only in so far as it must give it back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.ids import fold
from dateline.model.record import Event, Statement
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, event_conditions, get_event_now

Key = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """So many rows, after the one with this key; from the start without one."""

    limit: int = 50
    after: Key | None = None


@dataclass(frozen=True, slots=True)
class PageRow:
    """A page that was read, as one row."""

    page: str
    title: str | None
    publisher: str | None
    published: str | None
    published_basis: str | None
    path: str | None
    url: str | None
    events: int


@dataclass(frozen=True, slots=True)
class EntityRow:
    """Somebody or something that takes part in events, as one row."""

    entity: str
    name: str
    events: int


def events_after(ledger: Ledger, wanted: EventFilter, turn: Turn) -> tuple[list[Event], Key | None]:
    """Return whole events, newest first, the undated last; with the key of the last, None where no more follow."""
    where, values = event_conditions(wanted)
    rows: list[Any] = []
    narrow = wanted.who or wanted.entity or wanted.page or wanted.story
    day = "+first_day" if narrow else "first_day"  # few are looked up, not sought among all days: 14 ms instead of 56
    for bound, told in _stretches(turn.after, day):
        query = (
            "SELECT first_day, reports, event FROM listing "  # noqa: S608 - our own words, values are parameters
            f"WHERE {where or '1'} AND {bound} ORDER BY {day} DESC, reports DESC, event LIMIT ?"
        )
        missing = turn.limit + 1 - len(rows)
        rows += ledger.database.execute(query, (*values, *told, missing)).fetchall() if missing else []
    shown = rows[: turn.limit]
    last = tuple(shown[-1]) if len(rows) > turn.limit else None
    return [get_event_now(ledger, row["event"]) for row in shown], last


def _stretches(after: Key | None, column: str) -> list[tuple[str, tuple[Any, ...]]]:
    """Return the rows past the key as stretches of one index: those with a day, then those without."""
    dated, undated = f"{column} IS NOT NULL", f"{column} IS NULL"
    if after is None:
        return [(dated, ()), (undated, ())]
    day, reports, event = after
    tied = "(reports < ? OR (reports = ? AND event > ?))"
    if day is None:
        return [(f"{undated} AND {tied}", (reports, reports, event))]
    past = f"{column} <= ? AND ({column} < ? OR {tied})"
    return [(past, (day, day, reports, reports, event)), (undated, ())]


def pages_after(ledger: Ledger, turn: Turn) -> tuple[list[PageRow], Key | None]:
    """Return the pages in the record, by their ids."""
    query = (
        "SELECT a.page, a.title, a.publisher, a.published, a.basis, p.path, p.url, "
        "(SELECT count(*) FROM record_page r WHERE r.page = a.page) FROM article a JOIN page p ON p.id = a.page "
        "WHERE a.page > ? ORDER BY a.page LIMIT ?"
    )
    rows = [PageRow(*row) for row in ledger.database.execute(query, (_text(turn.after), turn.limit + 1))]
    return rows[: turn.limit], (rows[turn.limit - 1].page,) if len(rows) > turn.limit else None


def entities_after(ledger: Ledger, name: str, turn: Turn) -> tuple[list[EntityRow], Key | None]:
    """Return those who take part in events, by their ids; with `name`, those of whom a name holds its words."""
    words = fold(name)
    query = (
        "SELECT entity, min(name), sum(events) FROM who_name "
        "WHERE entity > ? AND (? = '' OR instr(' ' || folded, ' ' || ?)) "
        "GROUP BY entity ORDER BY entity LIMIT ?"
    )
    values = (_text(turn.after), words, words, turn.limit + 1)
    rows = [EntityRow(*row) for row in ledger.database.execute(query, values)]
    return rows[: turn.limit], (rows[turn.limit - 1].entity,) if len(rows) > turn.limit else None


def _text(after: Key | None) -> str:
    return str(after[0]) if after else ""


def statement_place(ledger: Ledger, statement: str) -> str | None:
    """Return the event in which a statement stands now; None for one that stands in none."""
    query = "SELECT event FROM mention WHERE id = (SELECT mention FROM statement WHERE id = ?)"
    row = ledger.database.execute(query, (statement,)).fetchone()
    return str(row["event"]) if row is not None and row["event"] else None


def page_events(ledger: Ledger, page: str) -> list[Event]:
    """Return the events that a page tells of, in the order of their days."""
    query = (
        "SELECT event FROM listing JOIN record_page USING (event) WHERE page = ? "
        "ORDER BY first_day IS NULL, first_day, event"
    )
    return [get_event_now(ledger, row["event"]) for row in ledger.database.execute(query, (page,)).fetchall()]


def record_stamp(ledger: Ledger) -> tuple[int, ...]:
    """Return numbers that change whenever what was read, judged or brought from outside does."""
    tables = ("reading", "judgement", "reference")
    query = "SELECT coalesce(max(seq), 0) FROM {}"
    return tuple(int(ledger.database.execute(query.format(table)).fetchone()[0]) for table in tables)


def statements_of(events: Sequence[Event], page: str | None, field: str | None) -> list[Statement]:
    """Return the statements of events, with `page` those read there, with `field` those about that field."""
    return [
        statement
        for event in events
        for statement in event.statements
        if page in (None, statement.page) and field in (None, statement.field)
    ]
