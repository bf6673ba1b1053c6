"""What the interface says of itself in OpenAPI: the shapes of its answers, with an example of each, and its errors.

In: names of shapes. Out: the `responses` of a route, and the whole description. The shapes of an event and of a page
are those of `resources/schema`, against which the exports are held.
"""

import json
from importlib.resources import files
from typing import Any

from fastapi import FastAPI

from dateline import __version__
from dateline.web.problems import MEDIA

ABOUT = (
    "The record of one ledger, read only: events with every statement behind each field and the words that it leads"
    " back to. A field that no source states is absent. Lists come in pages: `next` is the cursor of the following"
    " one, null at the end. Every answer has an ETag; send it as If-None-Match and get 304 while nothing changed."
    " Errors are problem details (RFC 9457)."
)
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "An error, as RFC 9457 tells it.",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What happened, and to which input."},
        "instance": {"type": "string", "description": "The address asked for."},
        "errors": {"type": "array", "items": {"type": "object"}, "description": "Each parameter at fault."},
    },
    "example": {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "e_0: no event of this ledger has that id; `dateline events` lists them",
        "instance": "/api/v1/events/e_0",
    },
}
TEXT = {"type": "string"}
MAYBE = {"type": ["string", "null"]}
COUNT = {"type": "integer", "minimum": 0}
NEXT = {"type": ["string", "null"], "description": "The cursor of the following page; null where there is none."}


def shape(**properties: Any) -> dict[str, Any]:
    """Return the schema of an object that has all of these properties and no other."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def ref(name: str) -> dict[str, str]:
    """Return a reference to a shape."""
    return {"$ref": f"#/components/schemas/{name}"}


def page_of(key: str, name: str) -> dict[str, Any]:
    """Return the shape of one page of a list."""
    return shape(**{key: {"type": "array", "items": ref(name)}, "next": NEXT})


ENTITY = shape(id=TEXT, name=TEXT, events=COUNT) | {
    "example": {"id": "person:ann abel", "name": "Ann Abel", "events": 3}
}
OFFICE = shape(office=TEXT, country=TEXT, first_day=TEXT, last_day=TEXT)
MET = shape(id=TEXT, name=TEXT, encounters=COUNT)
QUOTE = shape(
    page=TEXT, speaker=MAYBE, source_kind=TEXT, act=TEXT, kind=TEXT, addressee=MAYBE, words=TEXT, start=COUNT,
    end=COUNT, said=MAYBE, path=MAYBE, topics=MAYBE, within=MAYBE, denies=MAYBE, event=MAYBE,
)  # fmt: skip
JUDGEMENT = shape(id=TEXT, verdict=TEXT, left=TEXT, right=TEXT, author=TEXT, reason=TEXT, at=TEXT, undoes=MAYBE)
PAGE = shape(
    id=TEXT, title=MAYBE, publisher=MAYBE, published=MAYBE, published_basis=MAYBE, path=MAYBE, url=MAYBE, events=COUNT
)
STORY_LINE: dict[str, Any] = {
    "type": "object",
    "properties": {"story": TEXT, "title": TEXT, "start": TEXT, "end": TEXT, "articles": COUNT,
                   "independent_sources": COUNT},
    "required": ["story", "title", "articles", "independent_sources"],
    "additionalProperties": False,
}  # fmt: skip
STORY_PARTS = {
    "reports": shape(page=TEXT, path=MAYBE, publisher=MAYBE, title=MAYBE, published=MAYBE, independent_source=COUNT),
    "timeline": shape(
        event=TEXT, type=TEXT, kind=MAYBE, status=TEXT, label=TEXT, start=MAYBE, end=MAYBE, articles=COUNT,
        independent_sources=COUNT,
    ),
    "copies": shape(
        page=TEXT, origin=TEXT, share={"type": "number"}, one_source={"type": "boolean"},
        words_replaced={"type": "boolean"}, because=MAYBE,
    ),
}  # fmt: skip
HIT = shape(page=TEXT, title=TEXT, path=MAYBE, snippet=TEXT)
LINE = shape(
    id=TEXT, type=TEXT, kind=MAYBE, status=TEXT, start=MAYBE, end=MAYBE, place=MAYBE, country=MAYBE, label=TEXT,
    who={"type": "array", "items": TEXT}, reports=COUNT, sources=COUNT, conflicts=COUNT,
)  # fmt: skip
SIGN, WORDING = shape(sign=TEXT, weight={"type": "number"}), shape(words=TEXT, how=TEXT, times=COUNT)
NAME_USE = {
    "type": "object",
    "description": "A name that pages have for somebody; `score` and `signs` say why it is theirs.",
    "properties": {
        "name": TEXT, "country": TEXT, "pages": COUNT, "score": {"type": "number"},
        "signs": {"type": "array", "items": SIGN}, "words": {"type": "array", "items": WORDING},
    },
    "required": ["name", "pages", "words"],
}  # fmt: skip
NAMED = shape(name=TEXT, events=COUNT, entity=TEXT)


def load_schema(name: str) -> dict[str, Any]:
    """Return a schema of `resources/schema`: `record` or `reading`."""
    path = files("dateline") / "resources" / "schema" / f"{name}.schema.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _shapes() -> dict[str, Any]:
    event, reading = load_schema("record"), load_schema("reading")
    for schema in (event, reading):  # an identifier inside a description would start a document of its own
        schema.pop("$schema"), schema.pop("$id")
    statement = event["properties"]["statements"]["items"]
    lists = {"people": NAMED, "places": NAMED, "events": LINE, "pages": HIT}
    return {
        "Problem": PROBLEM,
        "Event": event,
        "Events": page_of("events", "Event"),
        "Reading": reading,
        "Page": PAGE,
        "Pages": page_of("pages", "Page"),
        "Statement": statement,
        "Statements": shape(statements={"type": "array", "items": ref("Statement")}),
        "Stated": shape(event=TEXT, statement=ref("Statement")),
        "Entity": ENTITY,
        "Entities": page_of("entities", "Entity"),
        "Portrait": shape(
            id=TEXT, name=TEXT, identifiers={"type": "array", "items": TEXT},
            offices={"type": "array", "items": OFFICE}, met={"type": "array", "items": MET},
            threshold={"type": "number"}, names={"type": "array", "items": NAME_USE},
        ),
        "StoryLine": STORY_LINE,
        "Stories": page_of("stories", "StoryLine"),
        "Story": _story(),
        "Quote": QUOTE,
        "Quotes": page_of("quotes", "Quote"),
        "Judgement": JUDGEMENT,
        "Judgements": page_of("judgements", "Judgement"),
        "Found": shape(**{key: {"type": "array", "items": item} for key, item in lists.items()}),
        "Schema": {"type": "object", "description": "A JSON Schema, draft 2020-12."},
        "Ledger": shape(dateline=TEXT, counts={"type": "object", "additionalProperties": COUNT}),
    }  # fmt: skip


def _story() -> dict[str, Any]:
    """Return the shape of a story whole: its line, and lists of its parts."""
    lists = {name: {"type": "array", "items": part} for name, part in STORY_PARTS.items()}
    properties = {**STORY_LINE["properties"], **lists}
    return {**STORY_LINE, "properties": properties, "required": [*STORY_LINE["required"], *lists]}


def told(name: str, *errors: int, media: str = "application/json") -> dict[int | str, dict[str, Any]]:
    """Return what a route answers: the shape, 304, and its errors beside those that every route has."""
    fault = {"description": "What went wrong.", "content": {MEDIA: {"schema": ref("Problem")}}}
    kept: dict[int | str, dict[str, Any]] = {
        200: {"description": "What was asked for.", "content": {media: {"schema": ref(name)}}},
        304: {"description": "Nothing changed since the answer with this ETag."},
    }
    return kept | dict.fromkeys((*errors, 401, 413, 414, 422, 503), fault)


def describe(application: FastAPI) -> None:
    """Make the application describe itself with our shapes."""
    plain = application.openapi

    def openapi() -> dict[str, Any]:
        described = plain()
        described["info"] = {"title": "Dateline", "version": __version__, "description": ABOUT}
        described.setdefault("components", {})["schemas"] = _shapes()
        return described

    application.openapi = openapi  # type: ignore[method-assign]
