"""Find judgements without reading the whole log: those on given mentions, of a kind, of a person, a page of them all.

In: an open ledger, and what they speak of. Out: judgements, in the order in which they were given. Appending them, and
the log whole, is left to `ledger`.
"""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.model.record import Judgement
from dateline.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of the log, the last judgements first: what was taken back of them, and where the older ones begin."""

    judgements: tuple[Judgement, ...]
    undone: frozenset[str]
    older: int | None


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


def all_on(ledger: Ledger, things: Iterable[str], limit: int) -> LogPage:
    """Return the last judgements that name any of the things on either side, the undone too, in their order."""
    found: dict[int, Judgement] = {}
    for thing in set(things):
        for side in ("left", "right"):
            query = f"SELECT {COLUMNS} FROM judgement WHERE {side} = ? ORDER BY seq DESC LIMIT ?"  # noqa: S608
            found |= {row["seq"]: _judgement(row) for row in ledger.database.execute(query, (thing, limit))}
    told = tuple(found[seq] for seq in sorted(found))[-limit:]
    return LogPage(told, frozenset(j.id for j in told if _undone(ledger, j.id)), None)


def _undone(ledger: Ledger, judgement: str) -> bool:
    return ledger.database.execute("SELECT 1 FROM judgement WHERE undoes = ?", (judgement,)).fetchone() is not None


def log_page(ledger: Ledger, author: str, before: int, limit: int) -> LogPage:
    """Return so many judgements, of one person or "" of all, the last first; with `before`, those of lower number."""
    query = (
        f"SELECT {COLUMNS} FROM judgement WHERE (?1 = '' OR author = ?1) AND (?2 = 0 OR seq < ?2) "  # noqa: S608
        "ORDER BY seq DESC LIMIT ?3"
    )
    rows = ledger.database.execute(query, (author, before, limit + 1)).fetchall()
    told = tuple(_judgement(row) for row in rows[:limit])
    older = rows[limit - 1]["seq"] if len(rows) > limit else None
    return LogPage(told, frozenset(j.id for j in told if _undone(ledger, j.id)), older)


def judgements_after(ledger: Ledger, number: int, limit: int) -> list[tuple[int, Judgement]]:
    """Return so many judgements past a number, each with its own, in the order in which they were given."""
    query = f"SELECT {COLUMNS} FROM judgement WHERE seq > ? ORDER BY seq LIMIT ?"  # noqa: S608
    return [(row["seq"], _judgement(row)) for row in ledger.database.execute(query, (number, limit))]


def log_authors(ledger: Ledger) -> list[str]:
    """Return who judged, by name; each is looked up once in the index of authors."""
    query = (
        "WITH RECURSIVE known (name) AS (SELECT min(author) FROM judgement UNION ALL "
        "SELECT (SELECT min(author) FROM judgement WHERE author > name) FROM known WHERE name IS NOT NULL) "
        "SELECT name FROM known WHERE name != ''"
    )
    return [row["name"] for row in ledger.database.execute(query)]


def standing_by(ledger: Ledger, *verdicts: str) -> list[Judgement]:
    """Return the standing judgements of some kinds, in their order."""
    marks = ",".join("?" * len(verdicts))
    query = f"SELECT {COLUMNS} FROM judgement WHERE verdict IN ({marks}) AND undoes IS NULL ORDER BY seq"  # noqa: S608
    rows = ledger.database.execute(query, verdicts).fetchall()
    return [made for made in map(_judgement, rows) if stands(ledger, made.id)]


def judged_since(ledger: Ledger, number: int) -> tuple[int, list[Judgement]]:
    """Return the number of the last judgement, and the judgements after a given number, in their order."""
    query = f"SELECT {COLUMNS} FROM judgement WHERE seq > ? ORDER BY seq"  # noqa: S608
    rows = ledger.database.execute(query, (max(number, 0),)).fetchall() if number >= 0 else []
    last = ledger.database.execute("SELECT coalesce(max(seq), 0) FROM judgement").fetchone()[0]
    return last, [_judgement(row) for row in rows]


def last_of(ledger: Ledger, author: str, besides: Iterable[str]) -> Judgement | None:
    """Return a person's last judgement that stands and is of none of the kinds named."""
    passed = set(besides)
    query = f"SELECT {COLUMNS} FROM judgement WHERE author = ? AND undoes IS NULL ORDER BY seq DESC"  # noqa: S608
    found = (_judgement(row) for row in ledger.database.execute(query, (author,)))
    return next((j for j in found if j.verdict not in passed and stands(ledger, j.id)), None)


def count_acts(ledger: Ledger, author: str, verdicts: Iterable[str]) -> int:
    """Return how many acts of some kinds a person did, or "" all people: what was judged at once counts once."""
    wanted = sorted(verdicts)
    query = (
        "SELECT count(*) FROM (SELECT DISTINCT at, verdict, author FROM judgement one "  # noqa: S608 - question marks
        f"WHERE verdict IN ({','.join('?' * len(wanted))}) AND (? = '' OR author = ?) AND undoes IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM judgement other WHERE other.undoes = one.id))"
    )
    return int(ledger.database.execute(query, (*wanted, author, author)).fetchone()[0])


def named(ledger: Ledger, start: str) -> list[Judgement]:
    """Return the standing judgements of people whose id begins so, two at the most."""
    query = f"SELECT {COLUMNS} FROM judgement WHERE id >= ? AND id < ? AND undoes IS NULL LIMIT 3"  # noqa: S608
    rows = ledger.database.execute(query, (start, start + chr(0x10FFFF))).fetchall()
    return [j for j in map(_judgement, rows) if not j.author.startswith("rule:") and stands(ledger, j.id)]


def act_of(ledger: Ledger, one: Judgement) -> list[Judgement]:
    """Return the standing judgements that a person made in one act: pairs joined or parted at once, else this one."""
    if one.verdict not in ("same", "different"):
        return [one]
    query = (
        f"SELECT {COLUMNS} FROM judgement WHERE author = ? AND at = ? AND verdict = ? AND reason = ? "  # noqa: S608
        "AND undoes IS NULL ORDER BY seq"
    )
    rows = ledger.database.execute(query, (one.author, one.at, one.verdict, one.reason)).fetchall()
    return [j for j in _joined(one, [*map(_judgement, rows)]) if stands(ledger, j.id)]


def _joined(one: Judgement, given: list[Judgement]) -> list[Judgement]:
    """Return those that mentions in common tie to one: of the same second two acts may be."""
    tied = {one.left, one.right}
    while new := {side for j in given if {j.left, j.right} & tied for side in (j.left, j.right)} - tied:
        tied |= new
    return [j for j in given if j.left in tied]


def stands(ledger: Ledger, judgement: str) -> bool:
    """Say whether a judgement stands: nobody took it back by a judgement that stands itself."""
    undoings = ledger.database.execute("SELECT id FROM judgement WHERE undoes = ?", (judgement,)).fetchall()
    return not any(stands(ledger, row["id"]) for row in undoings)


def _judgement(row: sqlite3.Row) -> Judgement:
    return Judgement(*tuple(row)[1:])
