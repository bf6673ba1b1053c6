"""Tell an event in the terms of the field's own files: who is actor and who recipient, sectors, CAMEO, quad classes.

In: an `Event`. Out: codes and names, None where there is none. The tables are in `resources/formats/field.toml`; the
columns are left to the files of this folder.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import TextIO

from dateline.annotate.countries import country_coded
from dateline.config import RESOURCES
from dateline.lexicon import Table, load_rows, load_table
from dateline.model.record import Event, EventParticipant

Rows = Callable[[Event], Iterator[dict[str, object]]]
"""What tells an event in the rows of a form: values by column."""
ACTORS = ("visitor", "actor", "speaker", "participant", "mediator", "attendee")
HELD = ("occurred", "ongoing")
"""What a table without a column for it may tell as a fact; planned encounters are agreements to PLOVER."""


LONGEST = 10
"""Days that an event may last: a leader's round of visits does. What is told of a longer while has a day that nobody
knows, and its first day is not it."""


@lru_cache(maxsize=1)
def field_table() -> Table:
    """Return the tables of the field, read once."""
    return load_table(RESOURCES / "formats" / "field.toml")


def told_type(event: Event) -> str | None:
    """Return the PLOVER type under which a table without statuses may hold an event; None for one it may not.

    PLOVER codes future meetings, visits and invitations as AGREE.
    """
    if event.status.value in HELD:
        return event.type
    return "AGREE" if event.type == "CONSULT" and event.status.value == "planned" else None


def actors_of(event: Event) -> tuple[EventParticipant, ...]:
    """Return those who act; a visitor is actor and the host recipient, and without a host all are actors."""
    return tuple(who for who in event.participants if who.role in ACTORS)


def recipients_of(event: Event) -> tuple[EventParticipant, ...]:
    """Return those to whom it is done, and hosts."""
    return tuple(who for who in event.participants if who.role not in ACTORS)


def pairs_of(event: Event) -> tuple[tuple[EventParticipant, EventParticipant | None], ...]:
    """Return actors with recipients, pair by pair; where there is no recipient, the pairs of actors."""
    actors, recipients = actors_of(event), recipients_of(event)
    if actors and recipients:
        return tuple((actor, recipient) for actor in actors for recipient in recipients)
    among = actors or recipients
    if len(among) == 1:
        return ((among[0], None),)
    return tuple((one, other) for number, one in enumerate(among) for other in among[number + 1 :])


def sector_of(who: EventParticipant) -> str | None:
    """Return the PLOVER sector of the office that somebody holds."""
    return _group_of("sectors", who.office)


def role_of(who: EventParticipant) -> str | None:
    """Return COLT's letter for the office that somebody holds."""
    return _group_of("roles", who.office)


def _group_of(table: str, name: str | None) -> str | None:
    groups = field_table().lists(table)
    return next((group for group, names in groups.items() if name in names), None)


def cameo_of(event: Event) -> str:
    """Return the CAMEO code nearest to an event."""
    codes = field_table().mapping("cameo")
    if told_type(event) == "AGREE" and event.type == "CONSULT":
        return "036"
    if event.type == "CONSULT" and _abroad_for_all(event):
        return "044"
    keys = (f"{event.type}:{event.kind}", f"{event.type}.{event.mode}", event.type)
    return next(codes[key] for key in keys if key in codes)


def _abroad_for_all(event: Event) -> bool:
    """Say whether all came from other countries to the one where it took place: CAMEO's third location."""
    lands = {who.country for who in event.participants}
    where = event.place.country if event.place else None
    return where is not None and None not in lands and where not in lands and len(lands) > 1


def goldstein_of(code: str) -> float:
    """Return the score of a CAMEO code's root."""
    return float(field_table().get("goldstein", code[:2]))


def quad_of(kind: str) -> str | None:
    """Return the quad class of a PLOVER type."""
    return _group_of("quad", kind)


def regions_of(country: str | None) -> tuple[str | None, str | None]:
    """Return a country's region and subregion after the United Nations' M49."""
    within = _group_of("regions", country)
    return _group_of("continents", within), within


def is_state(code: str | None) -> bool:
    """Say whether a code is that of a country, and not that of an international body."""
    return code is not None and country_coded(code) is not None


@lru_cache(maxsize=1)
def _alpha2() -> dict[str, str]:
    rows = load_rows(RESOURCES / "places" / "geonames_countries.tsv")
    return {row["alpha3"]: row["alpha2"].lower() for row in rows}


def alpha2_of(code: str | None) -> str | None:
    """Return the two small letters of a country, by its ISO alpha-3 code."""
    return _alpha2().get(code or "")


def contexts_of(event: Event) -> tuple[str, ...]:
    """Return the PLOVER contexts of an event."""
    return tuple(name for field in event.fields if field.name == "context" for name in field.value.split("; "))


def day_of(event: Event) -> date | None:
    """Return the day of an event, the first of several; None where its month, year or a long while is known."""
    if not event.start or event.date_precision in ("month", "year"):
        return None
    first, last = date.fromisoformat(event.start), date.fromisoformat(event.end or event.start)
    return first if (last - first).days < LONGEST else None


def day_as_told(event: Event, day: str | None) -> str | None:
    """Return a day as far as it is known: a year, a month or a whole date."""
    width = {"year": 4, "month": 7}.get(event.date_precision or "", 10)
    return day[:width] if day else None


def write_tabbed(rows: Iterable[Sequence[object]], stream: TextIO) -> None:
    """Write rows parted by tabs; a tab or an end of line within a value becomes a blank."""
    for row in rows:
        stream.write("\t".join(" ".join(str(cell).split()) for cell in row) + "\n")


def write_events(events: Iterable[Event], stream: TextIO, columns: Sequence[str], rows_of: Rows, missing: str) -> int:
    """Write the rows of events that happened on a known day; return how many events have no row.

    `missing` stands for a value that is not known.
    """
    left_out = 0
    for event in events:
        rows = list(rows_of(event)) if told_type(event) and day_of(event) and event.participants else []
        left_out += not rows
        cells = ([row.get(column) for column in columns] for row in rows)
        write_tabbed(([missing if cell in (None, "") else cell for cell in row] for row in cells), stream)
    return left_out
