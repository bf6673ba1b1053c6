"""Find the judgements that speak of given mentions, without reading the whole log.

In: an open ledger and mentions' ids. Out: standing judgements, in the order in which they were given. Appending them,
and the log whole, is left to `ledger`.
"""

import sqlite3
from collections.abc import Iterable

from dateline.model.record import Judgement
from dateline.store.ledger import Ledger

COLUMNS = "seq, id, verdict, left, right, author, reason, at, undoes"
AT_ONCE = 400
"""Values put into one query; SQLite allows at least 999."""


def judgements_on(ledger: Ledger, things: Iterable[str]) -> list[Judgement]:
    """Return the standing judgements that name any of the things on either side, in their order."""
    found: dict[int, Judgement] = {}
    wanted = sorted(set(things))
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        marks = ",".join("?" * len(part))
        for side in ("left", "right"):
            query = f"SELECT {COLUMNS} FROM judgement WHERE {side} IN ({marks}) AND undoes IS NULL"  # noqa: S608
            found |= {row["seq"]: _judgement(row) for row in ledger.database.execute(query, part)}
    return [found[seq] for seq in sorted(found) if stands(ledger, found[seq].id)]


def stands(ledger: Ledger, judgement: str) -> bool:
    """Say whether a judgement stands: nobody took it back by a judgement that stands itself."""
    undoings = ledger.database.execute("SELECT id FROM judgement WHERE undoes = ?", (judgement,)).fetchall()
    return not any(stands(ledger, row["id"]) for row in undoings)


def _judgement(row: sqlite3.Row) -> Judgement:
    return Judgement(*tuple(row)[1:])
