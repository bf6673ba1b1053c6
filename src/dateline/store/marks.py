"""Keep how far the record was watched: marks, numbered from 1, appended and never changed.

In: an open ledger. Out: `Mark`s. What is new since a mark is left to `dateline.watch`.
"""

from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.store.ledger import Ledger, now


@dataclass(frozen=True, slots=True)
class Mark:
    """A point up to which the record was watched: the last page and the last judgement that it knew."""

    number: int = 0
    page: int = 0
    judgement: int = 0
    at: str = ""


def last_mark(ledger: Ledger) -> Mark:
    """Return the last mark; mark 0, before everything, where there is none."""
    row = ledger.database.execute("SELECT seq, page, judgement, at FROM mark ORDER BY seq DESC LIMIT 1").fetchone()
    return Mark(*row) if row else Mark()


def get_mark(ledger: Ledger, number: int) -> Mark:
    """Return a mark by its number; raise UsageError where there is none of that number."""
    if number == 0:
        return Mark()
    row = ledger.database.execute("SELECT seq, page, judgement, at FROM mark WHERE seq = ?", (number,)).fetchone()
    if row is None:
        raise UsageError(f"there is no mark {number}; the last one is {last_mark(ledger).number}, and 0 is the start")
    return Mark(*row)


def set_mark(ledger: Ledger) -> Mark:
    """Mark all that the record now knows, and return the mark; where nothing is new, the last mark stays."""
    page = ledger.database.execute("SELECT coalesce(max(seq), 0) FROM page JOIN article ON article.page = page.id")
    judgement = ledger.database.execute("SELECT coalesce(max(seq), 0) FROM judgement")
    known, before = (page.fetchone()[0], judgement.fetchone()[0]), last_mark(ledger)
    if known == (before.page, before.judgement):
        return before
    with ledger.transaction():
        ledger.database.execute("INSERT INTO mark (page, judgement, at) VALUES (?, ?, ?)", (*known, now()))
    return last_mark(ledger)


def pages_since(ledger: Ledger, mark: Mark) -> set[str]:
    """Return the pages that came into the record after a mark."""
    query = "SELECT id FROM page JOIN article ON article.page = page.id WHERE seq > ?"
    return {row["id"] for row in ledger.database.execute(query, (mark.page,))}


def events_since(ledger: Ledger, mark: Mark) -> list[str]:
    """Return the events that pages or judgements after a mark speak of, in the order of their ids."""
    told = "SELECT event FROM record_page JOIN page ON page.id = record_page.page WHERE seq > ?"
    judged = (
        "SELECT mention.event FROM judgement JOIN mention ON mention.id IN (judgement.left, judgement.right) "
        "WHERE judgement.seq > ?"
    )
    rows = [
        *ledger.database.execute(told, (mark.page,)),
        *ledger.database.execute(judged, (mark.judgement,)),
    ]
    return sorted({row["event"] for row in rows if row["event"]})
