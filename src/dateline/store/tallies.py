"""Keep count of how many events stand at each place, with each person and with each pair, as events come and go.

In: an open connection and an event that is listed, right after it was written or right before it is taken out. Out:
rows of `spot`, `who`, `who_name`, `tie` and `label_words`. So that a page of the desk reads what it shows, and counts
nothing: to count anew took up to two seconds on 100,000 events.
"""

import sqlite3

from dateline.model.claims import Place
from dateline.model.record import Event
from dateline.store.codec import unpack

HELD = "('occurred', 'ongoing', 'disputed')"
"""The statuses of encounters that make a tie: those that were held, and those of which sources differ."""

COUNTS = (
    "INSERT INTO spot SELECT place, coalesce(country, ''), NULL, NULL, {sum} FROM listing "
    "WHERE place IS NOT NULL AND {event} GROUP BY 1, 2 "
    "ON CONFLICT (place, country) DO UPDATE SET events = events + excluded.events",
    "INSERT INTO who SELECT entity, {sum} FROM record_who WHERE {event} GROUP BY 1 "
    "ON CONFLICT (entity) DO UPDATE SET events = events + excluded.events",
    "INSERT INTO who_name SELECT entity, name, folded, {sum} FROM record_who WHERE {event} GROUP BY 1, 2 "
    "ON CONFLICT (entity, name) DO UPDATE SET events = events + excluded.events",
    "INSERT INTO tie SELECT a.entity, b.entity, {sum} FROM listing JOIN record_who a USING (event) "  # noqa: S608
    "JOIN record_who b ON b.event = a.event AND b.entity > a.entity "
    f"WHERE type = 'CONSULT' AND status IN {HELD} AND {{event}} GROUP BY 1, 2 "
    "ON CONFLICT (left, right) DO UPDATE SET events = events + excluded.events",
)
"""What counts one event, or with `event` true of all and `sum` for a count, the whole record."""
ONE = "listing.event = ?1"
ADD, TAKE, ALL = (
    tuple(
        count.format(sum=each, event="1" if event == "1" else event if "FROM listing" in count else "event = ?1")
        for count in COUNTS
    )
    for each, event in (("count(*)", ONE), ("-count(*)", ONE), ("count(*)", "1"))
)


def add_to_tallies(database: sqlite3.Connection, event: Event) -> None:
    """Count an event that was just listed."""
    for command in ADD:
        database.execute(command, (event.id,))
    if event.place:
        place_spot(database, event.place)
    database.execute(
        "INSERT INTO label_words (rowid, label) SELECT rowid, ? FROM record_body WHERE event = ?",
        (event.label, event.id),
    )


def place_spot(database: sqlite3.Connection, place: Place) -> None:
    """Note where a place lies, if that is known and was not before."""
    if place.latitude is not None:
        database.execute(
            "UPDATE spot SET latitude = ?, longitude = ? WHERE place = ? AND country = ? AND latitude IS NULL",
            (place.latitude, place.longitude, place.name, place.country or ""),
        )


def take_from_tallies(database: sqlite3.Connection, event: str) -> None:
    """Count an event no more that is still listed."""
    for command in TAKE:
        database.execute(command, (event,))
    for table in ("spot", "who", "tie"):  # each has an index of its counts
        database.execute(f"DELETE FROM {table} WHERE events = 0")  # noqa: S608 - our own names
    database.execute(
        "DELETE FROM who_name WHERE events = 0 AND entity IN (SELECT entity FROM record_who WHERE event = ?)", (event,)
    )
    database.execute("DELETE FROM label_words WHERE rowid = (SELECT rowid FROM record_body WHERE event = ?)", (event,))


def tally_all(database: sqlite3.Connection) -> None:
    """Count all events of a record that has no tallies yet, and note each one's offices."""
    query = "SELECT event, body FROM record_body ORDER BY event"
    places = set[Place]()
    for row in database.execute(query):
        event = unpack(row["body"], Event)
        places |= {event.place} if event.place else set()
        told = [(who.office, who.country, event.id, who.entity) for who in event.participants if who.office]
        database.executemany("UPDATE record_who SET office = ?, country = ? WHERE event = ? AND entity = ?", told)
    database.execute("UPDATE record_who SET day = (SELECT first_day FROM listing WHERE event = record_who.event)")
    for command in ALL:
        database.execute(command)
    for place in sorted(places, key=repr):
        place_spot(database, place)
    database.execute(
        "INSERT INTO label_words (rowid, label) "
        "SELECT record_body.rowid, label FROM record_body JOIN listing USING (event)"
    )
