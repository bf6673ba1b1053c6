"""Leaf through the events by key: sorted by a column, a page after or before a given row, however many there are.

In: an open ledger, a filter, an order and a place to go on from. Out: a `Leaf` with the places of its neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.errors import UsageError
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, EventLine, event_conditions, lines_of

ORDERS = {
    "newest": ("first_day", "DESC"),
    "oldest": ("first_day", "ASC"),
    "place": ("place", "ASC"),
    "place-down": ("place", "DESC"),
    "what": ("type", "ASC"),
    "what-down": ("type", "DESC"),
    "status": ("status", "ASC"),
    "status-down": ("status", "DESC"),
    "reports": ("reports", "DESC"),
    "reports-up": ("reports", "ASC"),
    "sources": ("sources", "DESC"),
    "sources-up": ("sources", "ASC"),
}
"""The orders in which events can be shown: the column and its direction. What is not stated comes last; ties
go by id in the same direction, so that one index serves both."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Where to go on: after or before the row of this key; from the start without one."""

    order: str = "newest"
    key: str = ""
    back: bool = False
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of events, and the keys from which the pages before and after it go on."""

    lines: tuple[EventLine, ...]
    before: str | None
    after: str | None


def leaf_events(ledger: Ledger, wanted: EventFilter, turn: Turn) -> Leaf:
    """Return the page of events that the turn leads to; raise UsageError for an order or key that is none."""
    if turn.order not in ORDERS:
        raise UsageError(f"{turn.order!r} is no order; there are {', '.join(ORDERS)}")
    where, values = event_conditions(wanted)
    order = Order(*ORDERS[turn.order], back=turn.back, sought=bool(where))
    rows: list[tuple[Any, str]] = []
    for bound, told in _stretches(turn, order):
        missing = turn.limit + 1 - len(rows)
        if missing:
            query = (
                f"SELECT {order.column}, event FROM listing WHERE {where or '1'} AND {bound} "  # noqa: S608 - our words
                f"ORDER BY {order.sql} LIMIT ?"
            )
            rows += ledger.database.execute(query, (*values, *told, missing)).fetchall()
    return _leaf(ledger, rows, turn)


def _leaf(ledger: Ledger, rows: Sequence[tuple[Any, str]], turn: Turn) -> Leaf:
    full, rows = len(rows) > turn.limit, rows[: turn.limit]
    rows = rows[::-1] if turn.back else rows
    keys = [f"{'' if value is None else value}~{event}" for value, event in rows]
    lines = tuple(lines_of(ledger, [event for _, event in rows]))
    before = keys[0] if keys and (full if turn.back else bool(turn.key)) else None
    after = keys[-1] if keys and (turn.back or full) else None
    return Leaf(lines, before, after)


@dataclass(frozen=True, slots=True)
class Order:
    """A column in its direction, read forward or, with `back`, towards the start."""

    name: str
    direction: str
    back: bool
    sought: bool

    @property
    def column(self) -> str:
        """Return the column as SQL; where something is sought, so that SQLite sorts what it finds.

        To go along the index of an order and look up every event, until enough fit, took 200 ms where few do.
        """
        return f"+{self.name}" if self.sought and self.name != "first_day" else self.name

    @property
    def rising(self) -> bool:
        """Say whether the values met on the way become greater."""
        return (self.direction == "ASC") != self.back

    @property
    def sign(self) -> str:
        """Return how what follows compares with a row."""
        return ">" if self.rising else "<"

    @property
    def sql(self) -> str:
        """Return the order as SQL."""
        way = "ASC" if self.rising else "DESC"
        return f"{self.column} {way}, event {way}"


def _stretches(turn: Turn, order: Order) -> list[tuple[str, tuple[Any, ...]]]:
    """Return the rows past the key as stretches that follow one another, each in one index: SQL with its values.

    One condition with OR over all of them had SQLite read the whole record for each page.
    """
    known, absent = (f"{order.column} IS NOT NULL", ()), (f"{order.column} IS NULL", ())
    if not turn.key:
        return [absent, known] if turn.back else [known, absent]
    told, separator, event = turn.key.rpartition("~")
    if not separator:
        raise UsageError(f"{turn.key!r}: no page begins there")
    if told == "":
        rest = (f"{order.column} IS NULL AND event {order.sign} ?", (event,))
        return [rest, known] if turn.back else [rest]
    value: str | int = int(told) if order.name in ("reports", "sources") and told.isdigit() else told
    tied = (f"{order.column} = ? AND event {order.sign} ?", (value, event))
    past = (f"{order.column} {order.sign} ?", (value,))
    return [tied, past] if turn.back else [tied, past, absent]
