"""Write events as the JSON of DESIGN.md: one object an event, absent fields left out.

In: `Event`s. Out: dicts for `json.dumps`. The schema is `resources/schema/record.schema.json`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.model.claims import Place
from dateline.model.record import Event, Statement

NO_IDENTIFIERS: Mapping[str, Sequence[str]] = {}


def event_object(event: Event, identifiers: Mapping[str, Sequence[str]] = NO_IDENTIFIERS) -> dict[str, Any]:
    """Return one event with the keys that the contract names; `identifiers` are outside ones, by entity."""
    return filled(
        {
            "id": event.id,
            "type": event.type,
            "mode": event.mode,
            "kind": event.kind,
            "status": event.status.value,
            "status_history": [
                filled({"status": s.status.value, "as_of": s.as_of, "statement": s.statement, "source": s.source})
                for s in event.status_history
            ],
            "label": event.label,
            "participants": [
                filled(
                    {
                        "entity": p.entity,
                        "name": p.name,
                        "role": p.role,
                        "office": p.office,
                        "country": p.country,
                        "identifiers": list(identifiers[p.entity]) if p.entity in identifiers else None,
                    }
                )
                for p in event.participants
            ],
            "start": event.start,
            "end": event.end,
            "date_precision": event.date_precision,
            "date_basis": event.date_basis,
            "place": place_object(event.place) if event.place else None,
            "venue": event.venue,
            "occasion": event.occasion,
            "format": event.format,
            "duration": event.duration,
            "topics": list(event.topics),
            "outcomes": list(event.outcomes),
            "fields": {
                f.name: filled(
                    {"value": f.value, "state": f.state.value, "note": f.note, "statements": list(f.statements)}
                )
                for f in event.fields
            },
            "statements": [statement_object(s) for s in event.statements],
            "reports": [
                filled(
                    {
                        "page": r.page,
                        "path": r.path,
                        "url": r.url,
                        "title": r.title,
                        "publisher": r.publisher,
                        "published": r.published,
                        "published_basis": r.published_basis,
                        "independent_source": r.independent_source,
                    }
                )
                for r in event.reports
            ],
            "independent_sources": event.independent_sources,
            "shared": [{"left": s.left, "right": s.right, "quote": s.quote, "share": s.share} for s in event.shared],
            "related": [{"event": r.event, "relation": r.relation} for r in event.related],
        }
    )


def statement_object(statement: Statement) -> dict[str, Any]:
    """Return one statement with its words and where they stand."""
    return filled(
        {
            "id": statement.id,
            "field": statement.field,
            "value": statement.value,
            "page": statement.page,
            "start": statement.span.start,
            "end": statement.span.end,
            "quote": statement.quote,
            "source": statement.source,
            "source_kind": statement.source_kind,
            "kind": statement.kind,
            "status": statement.status.value,
            "polarity": statement.polarity,
            "as_of": statement.as_of,
            "inferred_from": statement.inferred_from,
        }
    )


def place_object(place: Place) -> dict[str, Any]:
    """Return a place with its country, coordinates and identifier, as far as known."""
    return filled(
        {
            "name": place.name,
            "country": place.country,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "geonames_id": place.geonames_id,
            "precision": place.precision,
            "parent_id": place.parent_id,
            "basis": place.basis,
        }
    )


def filled(value: dict[str, Any]) -> dict[str, Any]:
    """Return the object without what is not stated; empty lists stay, they say that there is none."""
    return {key: item for key, item in value.items() if item is not None}
