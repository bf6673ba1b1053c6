"""Leaf through the events by key: sorted by a column, a page after or before a given row, however many there are.

In: an open ledger, a filter, an order and a place to go on from. Out: a `Leaf` with the places of its neighbours.
"""

from dataclasses import dataclass
from typing import Any

from dateline.errors import UsageError
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, EventLine, event_conditions, find_events

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
"""The orders in which events can be shown: the column and its direction. What is not stated comes last, ties by id."""


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
    column, direction = ORDERS[turn.order]
    where, values = event_conditions(wanted)
    bound, more = _bound(turn, column, direction) if turn.key else ("1", ())
    query = (
        f"SELECT event, {column} AS value FROM record WHERE {where or '1'} AND ({bound}) "  # noqa: S608 - our own words
        f"ORDER BY {_order(column, direction, back=turn.back)} LIMIT ?"
    )
    rows = ledger.database.execute(query, (*values, *more, turn.limit + 1)).fetchall()
    full, rows = len(rows) > turn.limit, rows[: turn.limit]
    rows = rows[::-1] if turn.back else rows
    keys = [f"{'' if row['value'] is None else row['value']}~{row['event']}" for row in rows]
    lines = tuple(line for row in rows for line in find_events(ledger, EventFilter(event=row["event"], limit=1)))
    before = keys[0] if keys and (full if turn.back else bool(turn.key)) else None
    after = keys[-1] if keys and (turn.back or full) else None
    return Leaf(lines, before, after)


def _order(column: str, direction: str, *, back: bool) -> str:
    """Return the order of the rows; reading back it is turned round. A descending order has NULL last by itself."""
    if direction == "DESC":
        return f"{column} ASC, event DESC" if back else f"{column} DESC, event"
    return f"{column} IS NOT NULL, {column} DESC, event DESC" if back else f"{column} IS NULL, {column}, event"


def _bound(turn: Turn, column: str, direction: str) -> tuple[str, tuple[Any, ...]]:
    """Return the rows past the key, as SQL with its values."""
    told, separator, event = turn.key.rpartition("~")
    if not separator:
        raise UsageError(f"{turn.key!r}: no page begins there")
    if told == "":
        gone = f"({column} IS NULL AND event < ?) OR {column} IS NOT NULL"
        return (gone if turn.back else f"{column} IS NULL AND event > ?"), (event,)
    value: str | int = int(told) if column in ("reports", "sources") and told.isdigit() else told
    forward = (direction == "ASC") != turn.back
    sign, tie = (">" if forward else "<"), ("<" if turn.back else ">")
    bound = f"{column} {sign} ? OR ({column} = ? AND event {tie} ?)"
    return (bound if turn.back else f"{bound} OR {column} IS NULL"), (value, value, event)
