"""Where mentions of different pages find each other that stand to each other: denials and charges, visits and talks.

In: an open ledger, mentions and the keys that `dateline.across` gives them. Out: the ids of mentions that share keys. A
key is kept as a number of eight bytes, so that two may chance to be one: what is found is only a candidate.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from typing import TypeVar

from dateline.store.ledger import Ledger

V = TypeVar("V")

AT_ONCE = 400
"""Values put into one query; SQLite allows at least 999."""


def place_keys(ledger: Ledger, mention: str, keys: Iterable[str]) -> None:
    """Keep a mention under its keys, in place of those that it had."""
    wanted = {_number(key) for key in keys}
    held = ledger.database.execute("SELECT key FROM dispute WHERE mention = ?", (mention,))
    if wanted == {row["key"] for row in held}:
        return
    ledger.database.execute("DELETE FROM dispute WHERE mention = ?", (mention,))
    rows = ((number, mention) for number in sorted(wanted))
    ledger.database.executemany("INSERT OR IGNORE INTO dispute VALUES (?, ?)", rows)


def sharing_keys(ledger: Ledger, keys: Iterable[str], least: int = 1) -> set[str]:
    """Return the mentions that are kept under so many of the keys, or more."""
    wanted = sorted({_number(key) for key in keys})
    counts: dict[str, int] = {}
    for part, marks in _parts(wanted):
        query = f"SELECT mention FROM dispute WHERE key IN ({marks})"  # noqa: S608 - question marks only
        for row in ledger.database.execute(query, part):
            counts[row["mention"]] = counts.get(row["mention"], 0) + 1
    return {mention for mention, count in counts.items() if count >= least}


def kept_under(ledger: Ledger, keys: Iterable[str]) -> dict[str, list[tuple[str, str | None]]]:
    """Return for each key the mentions that are kept under it, each with its event as the ledger has it."""
    names = {_number(key): key for key in keys}
    found: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
    for part, marks in _parts(sorted(names)):
        query = (  # question marks only
            "SELECT key, mention.id, event FROM dispute JOIN mention ON mention.id = dispute.mention "  # noqa: S608
            f"WHERE key IN ({marks}) ORDER BY key, mention.id"
        )
        for row in ledger.database.execute(query, part):
            found[names[row["key"]]].append((row["id"], row["event"]))
    return found


def standing_beside(ledger: Ledger, mentions: Iterable[str]) -> set[str]:
    """Return the events of the mentions that share a key with any of the given ones."""
    found: set[str] = set()
    for part, marks in _parts(sorted(set(mentions))):
        query = (  # question marks only
            "SELECT DISTINCT event FROM dispute own JOIN dispute other USING (key) "  # noqa: S608
            "JOIN mention ON mention.id = other.mention "
            f"WHERE own.mention IN ({marks}) AND event IS NOT NULL"
        )
        found |= {row["event"] for row in ledger.database.execute(query, part)}
    return found


def _parts(values: Sequence[V]) -> Iterator[tuple[Sequence[V], str]]:
    """Yield values in parts that one query takes, each with its question marks."""
    for start in range(0, len(values), AT_ONCE):
        part = values[start : start + AT_ONCE]
        yield part, ",".join("?" * len(part))


def _number(key: str) -> int:
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)
