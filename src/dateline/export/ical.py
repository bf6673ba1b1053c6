"""Write dated events as a calendar that calendar programs read: iCalendar, RFC 5545.

In: `Event`s. Out: one VEVENT an event, whole days. What is not sure to take place is tentative, what did not is
cancelled; events of which only the month or year is known, or nothing, are left out and counted.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TextIO

from dateline.export.field import day_of
from dateline.model.record import Event

STATUS = {"occurred": "CONFIRMED", "ongoing": "CONFIRMED", "cancelled": "CANCELLED", "not-held": "CANCELLED"}
"""iCalendar's statuses for ours; all others are TENTATIVE."""
OCTETS = 75
"""Octets of a line, after which it is folded (RFC 5545, 3.1)."""
NEVER = "19700101T000000Z"
"""The stamp of an event of which no report has a day: a stamp is required, and an export reads no clock."""


def write_ical(events: Iterable[Event], stream: TextIO) -> int:
    """Write the calendar; return how many events have no day to stand on."""
    left_out = 0
    _write(stream, ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dateline//Dateline//EN", "CALSCALE:GREGORIAN"))
    for event in events:
        first = day_of(event)
        if first is None:
            left_out += 1
        else:
            _write(stream, _lines(event, first))
    _write(stream, ("END:VCALENDAR",))
    return left_out


def _lines(event: Event, first: date) -> Iterator[str]:
    place = event.place
    after = date.fromisoformat(event.end or event.start or "") + timedelta(days=1)
    yield from ("BEGIN:VEVENT", f"UID:{event.id}@dateline", f"DTSTAMP:{_stamp(event)}")
    yield from (f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}")
    yield f"SUMMARY:{escape(event.label)}"
    yield f"STATUS:{STATUS.get(event.status.value, 'TENTATIVE')}"
    yield f"CATEGORIES:{','.join(filter(None, (event.type, event.kind)))}"
    if place:
        yield f"LOCATION:{escape(', '.join(filter(None, (event.venue, place.name))))}"
        if place.latitude is not None and place.longitude is not None:
            yield f"GEO:{place.latitude};{place.longitude}"
    yield f"DESCRIPTION:{escape(_described(event))}"
    yield from ("TRANSP:TRANSPARENT", "END:VEVENT")


def _described(event: Event) -> str:
    who = ", ".join(person.name for person in event.participants)
    told = [f"{r.publisher or 'a page'}: {r.url or r.path or r.page}" for r in event.reports]
    return "\n".join((f"{who}; status: {event.status.value}", *told))


def _stamp(event: Event) -> str:
    days = sorted(report.published[:10] for report in event.reports if report.published)
    return f"{date.fromisoformat(days[0]):%Y%m%d}T000000Z" if days else NEVER


def escape(text: str) -> str:
    """Return text as a value of iCalendar."""
    told = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\r\n", "\n")
    return "".join(c for c in told.replace("\n", "\\n") if c >= " ")


def _write(stream: TextIO, lines: Iterable[str]) -> None:
    for line in lines:
        stream.write("\r\n ".join(fold_line(line)) + "\r\n")


def fold_line(line: str) -> list[str]:
    """Return a line in parts of so many octets at the most, none of them cut within a character."""
    parts, room = [""], OCTETS
    for character in line:
        wide = len(character.encode())
        if wide > room:
            parts.append("")
            room = OCTETS - 1  # the blank before what goes on
        parts[-1] += character
        room -= wide
    return parts
