"""Find which undated pages seek reports of an encounter, and which dated mentions answer them.

In: a ledger and mentions or keys. Out: pages, mentions. The keys are made by `match.blocking`, what follows is left
to `dateline.dating.linked`.
"""

from collections.abc import Iterable

from dateline.match.blocking import FOUND, SEEKS
from dateline.model.record import DatedMention
from dateline.store.ledger import Ledger


def seeking_pages(ledger: Ledger, mentions: Iterable[str]) -> list[str]:
    """Return the pages that seek dated reports and whose answer any of the mentions, new in the ledger, may change."""
    found: set[str] = set()
    for mention in mentions:
        for (key,) in ledger.database.execute("SELECT key FROM block WHERE mention = ?", (mention,)).fetchall():
            if key.startswith(SEEKS):
                found.update(_pages(ledger, [mention]))
            elif key.startswith(FOUND):
                found.update(_pages(ledger, ledger.block(SEEKS + key[1:])))
    return sorted(found)


def _pages(ledger: Ledger, mentions: Iterable[str]) -> list[str]:
    query = "SELECT page FROM mention WHERE id = ?"
    return [row[0] for mention in mentions for row in ledger.database.execute(query, (mention,))]


def answering_mentions(ledger: Ledger, keys: Iterable[str]) -> list[DatedMention]:
    """Return the dated mentions that answer the keys under which a page seeks."""
    ids = {mention for key in keys for mention in ledger.block(FOUND + key[1:])}
    return ledger.mentions(ids)
