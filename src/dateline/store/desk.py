"""Find what the desk shows beside events: counts, people, places, company kept, and what to review first.

In: an open ledger and what a person asks. Out: frozen rows. All that a user typed reaches SQL as parameters.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from dateline.ids import fold
from dateline.model.record import Event
from dateline.store.codec import unpack
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, EventLine, Hit, find_events, search_words


@dataclass(frozen=True, slots=True)
class Named:
    """A person, body or place, and in how many events it stands."""

    name: str
    events: int
    entity: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, by kind."""

    people: tuple[Named, ...] = ()
    places: tuple[Named, ...] = ()
    events: tuple[EventLine, ...] = ()
    pages: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """Who takes part in events, with all names in folded letters, each after a blank, to search in."""

    entity: str
    name: str
    folded: str
    events: int


def known_people(ledger: Ledger) -> tuple[Known, ...]:
    """Return all who take part in events, the most frequent first; a reader keeps it between searches."""
    query = (
        "SELECT entity, min(name), group_concat(DISTINCT ' ' || folded), count(*) AS events "
        "FROM record_who GROUP BY entity ORDER BY events DESC, 2"
    )
    return tuple(Known(*row) for row in ledger.database.execute(query))


def search_all(ledger: Ledger, text: str, known: Sequence[Known] | None = None) -> Found:
    """Return the people, places, events and pages that the words fit; nothing for nothing."""
    words = fold(text)
    if not words:
        return Found()
    people = (one for one in (known_people(ledger) if known is None else known) if f" {words}" in one.folded)
    places = _named(
        ledger,
        "SELECT place, count(*), '' FROM record WHERE place LIKE ? ESCAPE '\\' "
        "GROUP BY place ORDER BY 2 DESC, 1 LIMIT 6",
        f"{_escaped(text.strip())}%",
    )
    return Found(
        tuple(Named(one.name, one.events, one.entity) for one in islice(people, 8)),
        places,
        tuple(_labelled(ledger, text)),
        tuple(search_words(ledger, text, 10)),
    )


def _named(ledger: Ledger, query: str, value: str) -> tuple[Named, ...]:
    return tuple(Named(*row) for row in ledger.database.execute(query, (value,)))


def _labelled(ledger: Ledger, text: str) -> list[EventLine]:
    words = [word for word in re.findall(r"\w+", text) if len(word) > 1]
    where = " AND ".join("label LIKE ? ESCAPE '\\'" for _ in words) or "0"
    query = f"SELECT event FROM record WHERE {where} ORDER BY reports DESC, first_day DESC LIMIT 8"  # noqa: S608
    rows = ledger.database.execute(query, [f"%{_escaped(word)}%" for word in words]).fetchall()
    return [line for row in rows for line in find_events(ledger, EventFilter(event=row["event"], limit=1))]


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def ledger_counts(ledger: Ledger) -> dict[str, int]:
    """Return how many of each thing the ledger holds, by the word for one of it."""
    queries = {
        "page": "SELECT count(*) FROM article",
        "event": "SELECT count(*) FROM record",
        "person": "SELECT count(DISTINCT entity) FROM record_who",
        "quotation": "SELECT count(*) FROM quote",
        "conflict": "SELECT count(*) FROM record WHERE conflicts > 0",
        "judgement": "SELECT count(*) FROM judgement",
        "skipped": "SELECT count(*) FROM skipped",
    }
    return {name: int(ledger.database.execute(query).fetchone()[0]) for name, query in queries.items()}


def most_seen(ledger: Ledger, limit: int) -> tuple[Named, ...]:
    """Return who takes part in most events."""
    query = "SELECT entity, count(*) AS events FROM record_who GROUP BY entity ORDER BY events DESC, entity LIMIT ?"
    rows = ledger.database.execute(query, (limit,)).fetchall()
    return tuple(Named(entity_name(ledger, row["entity"]) or "", row["events"], row["entity"]) for row in rows)


# --- one entity -----------------------------------------------------------------------------------------------------


def entity_name(ledger: Ledger, entity: str) -> str | None:
    """Return the name under which an entity takes part most often; None for an unknown one."""
    query = "SELECT name FROM record_who WHERE entity = ? GROUP BY name ORDER BY count(*) DESC, name LIMIT 1"
    row = ledger.database.execute(query, (entity,)).fetchone()
    return str(row["name"]) if row else None


def company_of(ledger: Ledger, entity: str, limit: int = 40) -> tuple[Named, ...]:
    """Return with whom an entity took part in encounters that happened, most often first."""
    query = (
        "SELECT max(b.name), count(DISTINCT a.event), b.entity FROM record_who a JOIN record_who b USING (event) "
        "JOIN record r USING (event) WHERE a.entity = ? AND b.entity != a.entity AND r.type = 'CONSULT' "
        "AND r.status IN ('occurred', 'ongoing') GROUP BY b.entity ORDER BY 2 DESC, 1 LIMIT ?"
    )
    return tuple(Named(*row) for row in ledger.database.execute(query, (entity, limit)))


def events_with(ledger: Ledger, entity: str, limit: int = 500) -> tuple[Event, ...]:
    """Return the latest events in which an entity takes part, in the order of their days, the undated first."""
    query = (
        "SELECT body FROM record JOIN record_who USING (event) WHERE entity = ? "
        "ORDER BY first_day DESC, record.event LIMIT ?"
    )
    return tuple(unpack(row["body"], Event) for row in ledger.database.execute(query, (entity, limit)))[::-1]
