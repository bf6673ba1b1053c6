"""Find what the desk shows beside events: counts, people, places, company kept, and what to review first.

In: an open ledger and what a person asks. Out: frozen rows. All that a user typed reaches SQL as parameters.
"""

import re
from dataclasses import dataclass

from dateline.ids import fold
from dateline.store.ledger import Ledger
from dateline.store.overview import entity_name
from dateline.store.queries import RANKED, EventLine, Hit, lines_of, search_words


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


def search_all(ledger: Ledger, text: str) -> Found:
    """Return the people, places, events and pages that the words fit, the last of them half typed; none for none."""
    words = fold(text)
    if not words:
        return Found()
    people = (  # nothing is joined before the few that are shown are known
        "SELECT '', sum(events), entity FROM who_name WHERE instr(' ' || folded, ' ' || ?) "
        "GROUP BY entity ORDER BY 2 DESC, 3 LIMIT 8"
    )
    places = (
        "SELECT place, sum(events), '' FROM spot WHERE place LIKE ? ESCAPE '\\' GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 6"
    )
    found = _named(ledger, people, words)
    return Found(
        tuple(Named(entity_name(ledger, one.entity) or "", one.events, one.entity) for one in found),
        _named(ledger, places, f"{_escaped(text.strip())}%"),
        tuple(_labelled(ledger, text)),
        tuple(search_words(ledger, text, 10, typing=True)),
    )


def _named(ledger: Ledger, query: str, value: str) -> tuple[Named, ...]:
    return tuple(Named(*row) for row in ledger.database.execute(query, (value,)))


def _labelled(ledger: Ledger, text: str) -> list[EventLine]:
    """Return the events whose labels hold the words: the most told of, or of too many those written last."""
    words = re.findall(r"\w+", text)
    if not words:
        return []
    asked = " ".join(f'"{word}"' for word in words) + "*"
    most = "SELECT count(*) FROM (SELECT 1 FROM label_words WHERE label_words MATCH ? LIMIT ?)"
    if ledger.database.execute(most, (asked, RANKED + 1)).fetchone()[0] > RANKED:
        chosen = "SELECT rowid FROM label_words WHERE label_words MATCH ? ORDER BY rowid DESC LIMIT 8"
    else:
        chosen = "SELECT rowid FROM label_words WHERE label_words MATCH ?"
    query = (
        f"SELECT event FROM record_body JOIN listing USING (event) WHERE record_body.rowid IN ({chosen}) "  # noqa: S608
        "ORDER BY reports DESC, first_day DESC, event LIMIT 8"
    )
    return lines_of(ledger, [row["event"] for row in ledger.database.execute(query, (asked,))])


def _escaped(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def ledger_counts(ledger: Ledger) -> dict[str, int]:
    """Return how many of each thing the ledger holds, by the word for one of it."""
    queries = {
        "page": "SELECT count(*) FROM article",
        "event": "SELECT count(*) FROM record_body",
        "person": "SELECT count(*) FROM who",
        "quotation": "SELECT count(*) FROM quote",
        "conflict": "SELECT count(*) FROM listing WHERE conflicts > 0",
        "judgement": "SELECT count(*) FROM judgement",
        "skipped": "SELECT count(*) FROM skipped",
    }
    return {name: int(ledger.database.execute(query).fetchone()[0]) for name, query in queries.items()}


def most_seen(ledger: Ledger, limit: int) -> tuple[Named, ...]:
    """Return who takes part in most events."""
    query = "SELECT entity, events FROM who ORDER BY events DESC, entity DESC LIMIT ?"
    rows = ledger.database.execute(query, (limit,)).fetchall()
    return tuple(Named(entity_name(ledger, row["entity"]) or "", row["events"], row["entity"]) for row in rows)


# --- one entity -----------------------------------------------------------------------------------------------------


def company_of(ledger: Ledger, entity: str, limit: int = 40) -> tuple[Named, ...]:
    """Return with whom an entity took part in encounters that were held, or are disputed, most often first."""
    query = (
        "SELECT '', events, other FROM (SELECT right AS other, events FROM tie WHERE left = ?1 "
        "UNION ALL SELECT left, events FROM tie WHERE right = ?1) ORDER BY events DESC, other LIMIT ?2"
    )
    rows = ledger.database.execute(query, (entity, limit))
    return tuple(Named(entity_name(ledger, other) or "", events, other) for _, events, other in rows)


def offices_of(ledger: Ledger, entity: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return an entity's offices as the record tells them: office, country, first day and last day told."""
    query = (
        "SELECT office, coalesce(country, ''), coalesce(min(day), ''), coalesce(max(day), '') FROM record_who "
        "WHERE entity = ? AND office IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2"
    )
    return tuple(tuple(row) for row in ledger.database.execute(query, (entity,)))


def events_with(ledger: Ledger, entity: str, limit: int = 500) -> tuple[EventLine, ...]:
    """Return the latest events in which an entity takes part, the latest first, the undated last."""
    query = "SELECT event FROM record_who WHERE entity = ? ORDER BY day DESC, event LIMIT ?"
    return tuple(lines_of(ledger, [row["event"] for row in ledger.database.execute(query, (entity, limit))]))
