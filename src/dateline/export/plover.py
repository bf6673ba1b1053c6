"""Write events as PLOVER's own JSON lines: actors, recipients, text and citation of each.

In: `Event`s. Out: one object an event; a key without a value is left out. PLOVER's auxiliary modes are named in
`comment`: future, hypothetical and negation say what has no type of its own, so that nothing is left out.
"""

import json
from collections.abc import Iterable
from typing import Any, TextIO

from dateline import __version__
from dateline.export.field import (
    actors_of,
    cameo_of,
    contexts_of,
    day_as_told,
    goldstein_of,
    quad_of,
    recipients_of,
    sector_of,
    told_type,
)
from dateline.export.record import filled
from dateline.model.record import Event, EventParticipant, Statement

AUXILIARY = {
    "planned": "future", "postponed": "future", "possible": "hypothetical", "cancelled": "negation",
    "not-held": "negation",
}  # fmt: skip
"""PLOVER's auxiliary modes for our statuses; a disputed event says so itself."""


def write_plover(events: Iterable[Event], stream: TextIO) -> int:
    """Write an event a line; return 0: none is left out."""
    for event in events:
        stream.write(json.dumps(plover_object(event), ensure_ascii=False) + "\n")
    return 0


def plover_object(event: Event) -> dict[str, Any]:
    """Return an event with PLOVER's keys."""
    place, kind = event.place, told_type(event) or event.type
    auxiliary = AUXILIARY.get(event.status.value)
    told = next((s for s in event.statements if s.field == "status"), None)
    return filled(
        {
            "id": event.id,
            "has_event": True,
            "date": day_as_told(event, event.start) or "",
            "enddate": day_as_told(event, event.end) if event.end != event.start else None,
            "actor": [_entity(who) for who in actors_of(event)],
            "recipient": [_entity(who) for who in recipients_of(event)],
            "event": [kind],
            "mode": [event.mode] if event.mode and kind == event.type else [],
            "context": list(contexts_of(event)),
            "event_loc": place and filled({"name": place.name, "country": place.country}),
            "event_text": event.label,
            "quad_code": quad_of(kind),
            "event_scale": goldstein_of(cameo_of(event)),
            "text": told.quote if told else None,
            "text_info": _text(told) if told else None,
            "cite_info": _citation(event),
            "coder": f"Dateline {__version__}",
            "comment": f"status: {event.status.value}" + (f"; auxiliary mode: {auxiliary}" if auxiliary else ""),
        }
    )


def _entity(who: EventParticipant) -> dict[str, Any]:
    return filled(
        {
            "code": who.country,
            "sector": sector_of(who),
            "entity_text": who.name,
            "identifier_id": who.entity,
            "office": who.office,
        }
    )


def _text(told: Statement) -> dict[str, Any]:
    return {"start": told.span.start, "end": told.span.end}


def _citation(event: Event) -> dict[str, Any]:
    first = event.reports[0]
    return filled(
        {
            "corpus": "Dateline",
            "citation": first.page,
            "url": first.url or first.path,
            "title": first.title,
            "language": "en",
            "publication": first.publisher,
            "coder": "machine",
            "codebook": "PLOVER 2.0",
            "version": __version__,
        }
    )
