"""People of references that a user brought: kept in the ledger by source, replaced when the source is read anew.

In: an open `Ledger` and `ReferencePerson`s. Out: the same. Reading files is left to `dateline.witness.references`,
matching to `dateline.reference`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from dateline.store.ledger import Ledger, now


@dataclass(frozen=True, slots=True)
class ReferencePerson:
    """One person of a reference; the first name is the one to show.

    `countries` are ISO 3166-1 alpha-3, `offices` the words of the reference, `identifiers` each `scheme:value`, such
    as `wikidata:Q1`.
    """

    id: str
    names: tuple[str, ...]
    identifiers: tuple[str, ...]
    countries: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()


def keep_references(ledger: Ledger, source: str, people: Iterable[ReferencePerson]) -> None:
    """Keep the people of a source, in place of those that it had before."""
    with ledger.transaction():
        ledger.database.execute("DELETE FROM reference WHERE source = ?", (source,))
        ledger.database.executemany(
            "INSERT OR IGNORE INTO reference (source, id, added, body) VALUES (?, ?, ?, ?)",
            ((source, person.id, now(), msgspec.json.encode(person).decode()) for person in people),
        )


def list_references(ledger: Ledger) -> list[tuple[str, ReferencePerson]]:
    """Return all people of all sources, each with its source, in the order of the files."""
    rows = ledger.database.execute("SELECT source, body FROM reference ORDER BY source, seq")
    return [(row["source"], msgspec.json.decode(row["body"], type=ReferencePerson)) for row in rows]
