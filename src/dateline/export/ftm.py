"""Write the record as FollowTheMoney entities: events, people, bodies, their offices, places and articles.

In: `Event`s. Out: one entity a line, `id`, `schema` and `properties` with lists of strings, as FollowTheMoney reads
them. Days have the precision that is known: `2016`, `2016-11` or `2016-11-20`.
"""

import json
from collections.abc import Iterable, Iterator
from typing import TextIO

from dateline.export.field import alpha2_of, day_as_told
from dateline.ids import digest
from dateline.model.record import Event, EventParticipant, Report

SCHEMAS = {"person": "Person", "organisation": "Organization", "office": "Person", "country": "PublicBody"}
"""Our kinds of entity, and those of FollowTheMoney; a country takes part through its government."""
Entity = dict[str, object]


def write_ftm(events: Iterable[Event], stream: TextIO) -> int:
    """Write an entity a line, each once; return 0: no event is left out."""
    seen: set[str] = set()
    for event in events:
        for entity in entities_of(event):
            if str(entity["id"]) not in seen:
                seen.add(str(entity["id"]))
                stream.write(json.dumps(entity, ensure_ascii=False) + "\n")
    return 0


def entities_of(event: Event) -> Iterator[Entity]:
    """Yield the event with those who take part, their offices, its place and its articles."""
    place, said = event.place, [s for s in event.statements if s.field == "status"]
    yield _entity(
        event.id, "Event", name=[event.label], startDate=[day_as_told(event, event.start)],
        endDate=[day_as_told(event, event.end)], location=[place.name if place else None],
        country=[alpha2_of(place.country) if place else None],
        addressEntity=[_id("address", place.name, place.country or "") if place else None],
        involved=[_id(who.entity) for who in event.participants], keywords=[event.type, event.kind, *event.topics],
        summary=[f"status: {event.status.value}"], proof=[report.page for report in event.reports],
        sourceUrl=[report.url for report in event.reports], description=[s.quote for s in said],
    )  # fmt: skip
    for who in event.participants:
        yield from _who(who)
    if place:
        yield _entity(
            _id("address", place.name, place.country or ""), "Address", full=[place.name],
            city=[place.name if place.precision == "city" else None], country=[alpha2_of(place.country)],
            latitude=[_text(place.latitude)], longitude=[_text(place.longitude)],
        )  # fmt: skip
    yield from map(_article, event.reports)


def _who(who: EventParticipant) -> Iterator[Entity]:
    kind, land = who.entity.partition(":")[0], alpha2_of(who.country)
    schema = SCHEMAS.get(kind, "LegalEntity")
    yield _entity(_id(who.entity), schema, name=[who.name], country=[land])
    if schema == "Person" and who.office:
        post = _id("position", who.office, who.country or "")
        yield _entity(post, "Position", name=[who.office], country=[land])
        yield _entity(_id("occupancy", who.entity, post), "Occupancy", holder=[_id(who.entity)], post=[post])


def _article(report: Report) -> Entity:
    return _entity(
        report.page, "Article", title=[report.title], fileName=[report.path], sourceUrl=[report.url],
        publisher=[report.publisher], publishedAt=[(report.published or "")[:10]],
    )  # fmt: skip


def _entity(ident: str, schema: str, **properties: list[str | None]) -> Entity:
    told = {key: list(dict.fromkeys(v for v in values if v)) for key, values in properties.items()}
    return {"id": ident, "schema": schema, "properties": {key: values for key, values in told.items() if values}}


def _id(*parts: str) -> str:
    return f"dl-{digest(*parts)}"


def _text(number: float | None) -> str | None:
    return None if number is None else str(number)
