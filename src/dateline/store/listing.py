"""Write an event with all that it is listed and found by, and take it out again.

In: an open connection and an `Event`. Out: rows of `listing`, `record_body`, `record_who`, `who_word` and
`record_page`, and the tallies of them. When an event is written is decided by `dateline.pipeline`.
"""

import sqlite3

from dateline.ids import fold
from dateline.model.record import Event, EventParticipant
from dateline.store.codec import pack
from dateline.store.tallies import add_to_tallies, take_from_tallies

FOUND_BY = ("listing", "record_body", "record_who", "record_page")


def unlist_event(database: sqlite3.Connection, event: str) -> None:
    """Take an event out of the record; nothing for one that is not in it."""
    if database.execute("SELECT 1 FROM listing WHERE event = ?", (event,)).fetchone() is None:
        return
    take_from_tallies(database, event)
    names = database.execute("SELECT folded FROM record_who WHERE event = ?", (event,)).fetchall()
    words = {word for row in names for word in row["folded"].split()}
    database.executemany("DELETE FROM who_word WHERE word = ? AND event = ?", ((word, event) for word in words))
    for table in FOUND_BY:
        database.execute(f"DELETE FROM {table} WHERE event = ?", (event,))  # noqa: S608 - our own names


def list_event(database: sqlite3.Connection, event: Event) -> None:
    """Write an event that is not in the record yet."""
    database.execute(f"INSERT INTO listing VALUES ({','.join('?' * 12)})", _line(event))  # noqa: S608 - question marks
    database.execute("INSERT INTO record_body VALUES (?, ?)", (event.id, pack(event)))
    people = [_who(event, who) for who in event.participants]
    database.executemany("INSERT OR REPLACE INTO record_who VALUES (?, ?, ?, ?, ?, ?, ?)", people)
    words = {word for who in event.participants for word in fold(who.name).split()}
    database.executemany("INSERT INTO who_word VALUES (?, ?)", ((word, event.id) for word in words))
    pages = ((report.page, event.id) for report in event.reports)
    database.executemany("INSERT OR IGNORE INTO record_page VALUES (?, ?)", pages)
    add_to_tallies(database, event)


def _who(event: Event, who: EventParticipant) -> tuple[str | None, ...]:
    """Return a participant's row; a country stands beside an office only, for it is told of the office."""
    office, country = who.office, who.country if who.office else None
    return event.id, who.entity, who.name, fold(who.name), office, country, event.start


def _line(event: Event) -> tuple[str | int | None, ...]:
    place = event.place
    return (
        event.id,
        event.type,
        event.kind,
        event.status.value,
        event.start,
        event.end,
        place.name if place else None,
        place.country if place else None,
        event.label,
        len(event.reports),
        event.independent_sources,
        sum(field.state == "conflicting" for field in event.fields),
    )
