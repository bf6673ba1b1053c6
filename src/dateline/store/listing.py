"""Write an event with all that it is listed and found by, and take it out again.

In: an open connection and an `Event`. Out: rows of `listing`, `record_body`, `record_who`, `who_word` and
`record_page`. When an event is written is decided by `dateline.pipeline`.
"""

import sqlite3

from dateline.ids import fold
from dateline.model.record import Event
from dateline.store.codec import pack

FOUND_BY = ("listing", "record_body", "record_who", "record_page")


def unlist_event(database: sqlite3.Connection, event: str) -> None:
    """Take an event out of the record; nothing for one that is not in it."""
    names = database.execute("SELECT folded FROM record_who WHERE event = ?", (event,)).fetchall()
    words = {word for row in names for word in row["folded"].split()}
    database.executemany("DELETE FROM who_word WHERE word = ? AND event = ?", ((word, event) for word in words))
    for table in FOUND_BY:
        database.execute(f"DELETE FROM {table} WHERE event = ?", (event,))  # noqa: S608 - our own names


def list_event(database: sqlite3.Connection, event: Event) -> None:
    """Write an event that is not in the record yet."""
    database.execute(f"INSERT INTO listing VALUES ({','.join('?' * 12)})", _line(event))  # noqa: S608 - question marks
    database.execute("INSERT INTO record_body VALUES (?, ?)", (event.id, pack(event)))
    people = [(event.id, who.entity, who.name, fold(who.name)) for who in event.participants]
    database.executemany("INSERT OR REPLACE INTO record_who VALUES (?, ?, ?, ?)", people)
    words = {word for *_, folded in people for word in folded.split()}
    database.executemany("INSERT INTO who_word VALUES (?, ?)", ((word, event.id) for word in words))
    pages = ((report.page, event.id) for report in event.reports)
    database.executemany("INSERT OR IGNORE INTO record_page VALUES (?, ?)", pages)


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
