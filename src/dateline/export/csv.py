"""Write events as CSV, one row an event; cells that a spreadsheet would run as a formula are made harmless.

In: rows from `store.queries` or whole `Event`s. Out: CSV text, written to a stream.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TextIO

from dateline.model.record import Event
from dateline.store.queries import EventLine

LINE_COLUMNS = (
    "id", "type", "kind", "status", "start", "end", "place", "country", "who", "label", "reports",
    "sources", "conflicts",
)  # fmt: skip
EVENT_COLUMNS = (
    "id", "type", "mode", "kind", "status", "start", "end", "date_precision", "date_basis", "place", "country",
    "latitude", "longitude", "geonames_id", "venue", "occasion", "format", "duration", "participants", "topics",
    "outcomes", "reports", "independent_sources", "label",
)  # fmt: skip


def write_rows(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], stream: TextIO) -> None:
    """Write rows that are known by their keys; lists stand with semicolons, what is not known is blank."""
    writer = csv.writer(stream)
    writer.writerow(columns)
    for row in rows:
        cells = (row.get(column) for column in columns)
        writer.writerow([_inert("; ".join(map(str, c)) if isinstance(c, list) else c) for c in cells])


def write_lines(lines: Iterable[EventLine], stream: TextIO) -> None:
    """Write the rows of `dateline events`."""
    writer = csv.writer(stream)
    writer.writerow(LINE_COLUMNS)
    for line in lines:
        cells = {name: getattr(line, name) for name in LINE_COLUMNS} | {"who": "; ".join(line.who)}
        writer.writerow([_inert(cells[name]) for name in LINE_COLUMNS])


def write_events(events: Iterable[Event], stream: TextIO) -> int:
    """Write whole events, lists joined with a semicolon; return 0: none is left out."""
    writer = csv.writer(stream)
    writer.writerow(EVENT_COLUMNS)
    for event in events:
        place = event.place
        cells: dict[str, object] = {name: getattr(event, name, None) for name in EVENT_COLUMNS} | {
            "status": event.status.value,
            "place": place.name if place else None,
            "country": place.country if place else None,
            "latitude": place.latitude if place else None,
            "longitude": place.longitude if place else None,
            "geonames_id": place.geonames_id if place else None,
            "participants": "; ".join(p.name for p in event.participants),
            "topics": "; ".join(event.topics),
            "outcomes": "; ".join(event.outcomes),
            "reports": len(event.reports),
        }
        writer.writerow([_inert(cells[name]) for name in EVENT_COLUMNS])
    return 0


def _inert(value: object) -> object:
    """Put an apostrophe before what a spreadsheet takes for a formula (OWASP's advice on CSV injection)."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return "" if value is None else value
