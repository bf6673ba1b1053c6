"""Find things in a ledger to show to people: events by filter, quotations, words, what was skipped.

In: an open `Ledger` and a frozen filter. Out: values to print. All that a user typed reaches SQL as parameters.
"""

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.errors import UsageError
from dateline.ids import fold
from dateline.model.record import Event
from dateline.store.asked import check_day, plain
from dateline.store.codec import read_event, unpack
from dateline.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What `dateline events` may be asked for; None and () stand for no wish. Days are ISO, both ends included."""

    who: tuple[str, ...] = ()
    type: str | None = None
    kind: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    place: str | None = None
    page: str | None = None
    event: str | None = None
    entity: str | None = None
    conflicts: bool = False
    story: str | None = None
    limit: int | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as one row of a table."""

    id: str
    type: str
    kind: str | None
    status: str
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    label: str
    who: tuple[str, ...]
    reports: int
    sources: int
    conflicts: int


def find_events(ledger: Ledger, wanted: EventFilter) -> list[EventLine]:
    """Return the events that fit, newest first; those without a date come last."""
    where, values = _conditions(wanted)
    query = (
        f"SELECT {LINE} FROM listing {where} "  # noqa: S608 - values are parameters
        "ORDER BY first_day IS NULL, first_day DESC, reports DESC, event LIMIT ? OFFSET ?"
    )
    rows = ledger.database.execute(query, (*values, -1 if wanted.limit is None else wanted.limit, wanted.offset))
    return _lines(ledger, rows.fetchall())


def lines_of(ledger: Ledger, events: Sequence[str]) -> list[EventLine]:
    """Return events as rows, in the order given; those that are not in the record are left out."""
    found: dict[str, EventLine] = {}
    for part in _parts(events):
        query = f"SELECT {LINE} FROM listing WHERE event IN ({','.join('?' * len(part))})"  # noqa: S608
        rows = ledger.database.execute(query, part).fetchall()
        found |= {line.id: line for line in _lines(ledger, rows)}
    return [found[event] for event in events if event in found]


def count_events(ledger: Ledger, wanted: EventFilter) -> int:
    """Return how many events fit, whatever the limit."""
    where, values = _conditions(wanted)
    return int(ledger.database.execute(f"SELECT count(*) FROM listing {where}", values).fetchone()[0])  # noqa: S608


def _conditions(wanted: EventFilter) -> tuple[str, tuple[str, ...]]:
    where, values = event_conditions(wanted)
    return (f"WHERE {where}" if where else ""), values


def event_conditions(wanted: EventFilter) -> tuple[str, tuple[str, ...]]:
    """Return what the filter asks as SQL over `record`, "" for all, with the values of its parameters."""
    parts: list[str] = []
    values: list[str] = []
    for name in wanted.who:
        part, told = _taking_part(fold(name))
        parts.append(part)
        values += told
    for column, value in (("type", wanted.type), ("kind", wanted.kind), ("status", wanted.status)):
        if value:  # the plus keeps SQLite from fetching half of the record by an index of eight values
            parts.append(f"+{column} = ?")
            values.append(value.upper() if column == "type" else value.lower())
    if wanted.since:
        parts.append("+last_day >= ?")
        values.append(check_day(wanted.since))
    if wanted.until:
        parts.append("first_day <= ?")
        day = check_day(wanted.until)
        values.append(day + "-99-99"[: 10 - len(day)])  # 2016 means to its last day
    if wanted.place:
        fits, told = "(place LIKE ? ESCAPE '\\' OR country = ?)", [f"%{plain(wanted.place)}%", wanted.place.upper()]
        parts += [f"place IN (SELECT place FROM spot WHERE {fits})", fits]  # noqa: S608 - values are parameters
        values += told * 2
    if wanted.page:
        parts.append("event IN (SELECT event FROM record_page WHERE page = ?)")
        values.append(wanted.page)
    if wanted.event:
        parts.append("event = ?")
        values.append(wanted.event)
    if wanted.entity:
        parts.append("event IN (SELECT event FROM record_who WHERE entity = ?)")
        values.append(wanted.entity)
    if wanted.story:
        parts.append("event IN (SELECT record_page.event FROM story JOIN record_page USING (page) WHERE story = ?)")
        values.append(wanted.story)
    if wanted.conflicts:
        parts.append("conflicts > 0")
    return " AND ".join(parts), tuple(values)


def _taking_part(name: str) -> tuple[str, list[str]]:
    """Return the condition that somebody takes part whose name holds the words in a row, found by the longest."""
    words = name.split()
    if not words:
        return "0", []
    if len(words) == 1:
        return "event IN (SELECT event FROM who_word WHERE word = ?)", words
    held = (
        "event IN (SELECT record_who.event FROM who_word JOIN record_who ON record_who.event = who_word.event "
        "WHERE word = ? AND instr(' ' || folded || ' ', ?))"
    )
    return held, [max(words, key=len), f" {name} "]


LINE = "event, type, kind, status, first_day, last_day, place, country, label, reports, sources, conflicts"
AT_ONCE = 400
"""Values put into one query; SQLite allows at least 999."""


def _lines(ledger: Ledger, rows: Sequence[sqlite3.Row]) -> list[EventLine]:
    """Return rows of the listing with the names of those who take part."""
    names: dict[str, list[str]] = defaultdict(list)
    for part in _parts([row["event"] for row in rows]):
        query = f"SELECT event, name FROM record_who WHERE event IN ({','.join('?' * len(part))}) ORDER BY name"  # noqa: S608
        for event, name in ledger.database.execute(query, part):
            names[event].append(name)
    return [_line(row, tuple(names[row["event"]])) for row in rows]


def _parts(values: Sequence[str]) -> Iterator[Sequence[str]]:
    return (values[start : start + AT_ONCE] for start in range(0, len(values), AT_ONCE))


def _line(row: sqlite3.Row, who: tuple[str, ...]) -> EventLine:
    event, kind, sort, status, first, last, place, country, label, reports, sources, conflicts = row
    return EventLine(
        event, kind, sort, status, first, last, place, country, label, who, reports, sources, conflicts
    )  # fmt: skip


def get_event(ledger: Ledger, event: str) -> Event:
    """Return an event whole, by its id, an older id of it, or the start of one; raise UsageError for an unknown one."""
    row = ledger.database.execute(
        "SELECT body FROM record WHERE event = ?", (ledger.current_event(_complete(ledger, event)),)
    ).fetchone()
    if row is None:
        raise UsageError(f"{event}: the event is no longer in the record; `dateline events` lists those that are")
    return read_event(row["body"])


def get_event_now(ledger: Ledger, event: str) -> Event:
    """Return an event whole, by the id under which it stands now."""
    query = "SELECT body FROM record_body WHERE event = ?"
    return read_event(ledger.database.execute(query, (event,)).fetchone()["body"])


def labels_of(ledger: Ledger, events: Iterable[str]) -> dict[str, str]:
    """Return the labels of events, by id; those that are no longer in the record are left out."""
    query = "SELECT event, label FROM listing WHERE event = ?"
    rows = (ledger.database.execute(query, (event,)).fetchone() for event in events)
    return {row["event"]: row["label"] for row in rows if row is not None}


def most_told(ledger: Ledger) -> str:
    """Return the id of the encounter to look at first: of those that several report, one whose sources differ."""
    query = (
        "SELECT event FROM listing ORDER BY type = 'CONSULT' DESC, status = 'occurred' DESC, "
        "(reports > 1 AND conflicts > 0) DESC, reports DESC, conflicts DESC, event LIMIT 1"
    )
    row = ledger.database.execute(query).fetchone()
    if row is None:
        raise UsageError(f"{ledger.path}: no event yet; add pages with `dateline add PAGE...`")
    return str(row["event"])


def _complete(ledger: Ledger, event: str) -> str:
    query = "SELECT id FROM minted WHERE id >= ? AND id < ? ORDER BY id LIMIT 2"  # LIKE would look at every id
    rows = ledger.database.execute(query, (event, event + chr(0x10FFFF))).fetchall()
    return str(rows[0]["id"]) if len(rows) == 1 else event


def all_events(ledger: Ledger) -> Iterator[Event]:
    """Yield every event, in the order of their days."""
    query = "SELECT body FROM record ORDER BY first_day IS NULL, first_day, label, event"
    for row in ledger.database.execute(query):
        yield unpack(row["body"], Event)


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that holds the words sought, with the stretch around them; the words stand between \\x02 and \\x03."""

    page: str
    title: str
    path: str | None
    snippet: str


TYPED = 5
"""Letters, with the marks around them, from which a word may be half typed: what begins with less fits everything."""


def search_words(ledger: Ledger, text: str, limit: int = 20, *, typing: bool = False) -> list[Hit]:
    """Return the pages that hold all the words, best first; quotation marks keep words together.

    While one is `typing`, the last word is the start of one.
    """
    terms = [f'"{term}"' for pair in re.findall(r'"([^"]+)"|(\w+)', text) if (term := pair[0] or pair[1])]
    if not terms:
        return []
    asked = " ".join(terms) + ("*" if typing and len(terms[-1]) >= TYPED and not text.endswith('"') else "")
    found = _ranked(ledger, asked, limit) if _holding(ledger, asked) <= RANKED else _newest(ledger, asked, limit)
    query = (
        "SELECT words.page, words.title, page.path, snippet(words, 2, char(2), char(3), '…', 24) "
        "FROM words JOIN page ON page.id = words.page WHERE words MATCH ? AND words.rowid = ?"
    )
    return [Hit(*ledger.database.execute(query, (asked, row)).fetchone()) for row in found]


RANKED = 2000
"""Pages up to which those that hold the words are ranked; of more, the last read are shown: to rank 60,000 pages of a
synthetic ledger took a third of a second."""


def _holding(ledger: Ledger, asked: str) -> int:
    query = "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)"
    return int(ledger.database.execute(query, (asked, RANKED + 1)).fetchone()[0])


def _ranked(ledger: Ledger, asked: str, limit: int) -> list[int]:
    query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
    return [row[0] for row in ledger.database.execute(query, (asked, limit))]


def _newest(ledger: Ledger, asked: str, limit: int) -> list[int]:
    query = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?"
    return [row[0] for row in ledger.database.execute(query, (asked, limit))]


def values_of(ledger: Ledger, column: Literal["type", "kind"]) -> tuple[str, ...]:
    """Return the types, or the kinds, of the events of the record."""
    query = f"SELECT DISTINCT {column} FROM listing WHERE {column} IS NOT NULL ORDER BY 1"  # noqa: S608 - one of two
    return tuple(row[0] for row in ledger.database.execute(query))


def list_skipped(ledger: Ledger) -> list[tuple[str, str, str, str]]:
    """Return what was left out: input, stage, reason and when."""
    query = "SELECT subject, stage, reason, at FROM skipped ORDER BY seq"
    return [tuple(row) for row in ledger.database.execute(query)]


def count_rows(ledger: Ledger) -> dict[str, int]:
    """Return how much the ledger holds of each thing, and what its integrity check says is wrong (0 is well)."""
    tables = ("page", "statement", "judgement", "skipped", "mention", "record", "quote")
    counts = {t: int(ledger.database.execute(f"SELECT count(*) FROM {t}").fetchone()[0]) for t in tables}  # noqa: S608
    faults = ledger.database.execute("PRAGMA quick_check").fetchall()
    counts["faults"] = 0 if [row[0] for row in faults] == ["ok"] else len(faults)
    return counts
