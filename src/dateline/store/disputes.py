"""Where denials and accusations find each other: each is kept under its keys, as `dateline.rebuttal` makes them.

In: an open ledger, mentions and keys. Out: the ids of mentions that share keys. A key is kept as a number of eight
bytes, so that two may chance to be one: what is found is only a candidate.
"""

from collections.abc import Iterable
from hashlib import blake2b

from dateline.store.ledger import Ledger

AT_ONCE = 400
"""Values put into one query; SQLite allows at least 999."""


def place_dispute(ledger: Ledger, mention: str, keys: Iterable[str]) -> None:
    """Keep a mention under its keys, in place of those that it had."""
    ledger.database.execute("DELETE FROM dispute WHERE mention = ?", (mention,))
    rows = ((_number(key), mention) for key in keys)
    ledger.database.executemany("INSERT OR IGNORE INTO dispute VALUES (?, ?)", rows)


def sharing_keys(ledger: Ledger, keys: Iterable[str], least: int = 1) -> set[str]:
    """Return the mentions that are kept under so many of the keys, or more."""
    wanted = sorted({_number(key) for key in keys})
    counts: dict[str, int] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = wanted[start : start + AT_ONCE]
        marks = ",".join("?" * len(part))
        query = f"SELECT mention FROM dispute WHERE key IN ({marks})"  # noqa: S608 - question marks only
        for row in ledger.database.execute(query, part):
            counts[row["mention"]] = counts.get(row["mention"], 0) + 1
    return {mention for mention, count in counts.items() if count >= least}


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
