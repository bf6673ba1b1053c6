"""The record as JSON under /api/v1: events, pages, statements, entities, quotations, judgements, search.

In: requests. Out: the same objects that `dateline export` and `dateline read` print. Nothing is changed here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Annotated, Literal

from fastapi import FastAPI, Path, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, Field

from dateline import __version__
from dateline.errors import UsageError
from dateline.export.reading import reading_object
from dateline.export.record import event_object, statement_object
from dateline.identities import explain_identity, identity_row
from dateline.pipeline import place_alone
from dateline.reference import identifiers_of
from dateline.store.desk import company_of, ledger_counts, offices_of, search_all
from dateline.store.judgements import judgements_after
from dateline.store.ledger import Ledger
from dateline.store.overview import entity_name
from dateline.store.paging import (
    Turn,
    entities_after,
    events_after,
    page_events,
    pages_after,
    record_stamp,
    statement_place,
    statements_of,
)
from dateline.store.queries import EventFilter, get_event
from dateline.store.quotes import QuoteFilter, search_quotes
from dateline.store.stories import lines_after
from dateline.stories.story import line_row, read_story, story_object
from dateline.web.answers import answer, make_cursor, read_cursor
from dateline.web.api_schema import describe, load_schema, told
from dateline.web.desk import Desk

ROOT = "/api/v1"
SCHEMA = "application/schema+json"
PLAIN = r"^[^\x00-\x1f\x7f]*$"
"""Text as people type it: without control characters."""
Words = Annotated[str, Field(min_length=1, max_length=200, pattern=PLAIN)]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", examples=["2016-11-20", "2016"])]
Cursor = Annotated[str | None, Field(max_length=1_000, pattern=r"^[A-Za-z0-9_=-]*$")]
Limit = Annotated[int, Field(ge=1, le=200)]
Ident = Annotated[str, Path(pattern=r"^[a-z]_[0-9a-f]{1,32}$", examples=["e_0123456789abcdef"])]
Status = Literal["occurred", "ongoing", "planned", "possible", "postponed", "cancelled", "not-held", "disputed"]


class Turned(BaseModel):
    """Which page of a list: how long, and the cursor that the page before gave."""

    model_config = {"extra": "forbid"}
    limit: Limit = 25
    cursor: Cursor = None

    def turn(self, *kinds: type) -> Turn:
        """Return it as the store reads it."""
        return Turn(self.limit, read_cursor(self.cursor, *kinds))


class EventsAsked(Turned):
    """The filters of the list of events, the same as those of the events page."""

    who: list[Words] = Field([], max_length=20, description="A participant's name, or words of it; repeat for several.")
    type: Words | None = Field(None, description="A PLOVER type.", examples=["CONSULT"])
    kind: Words | None = Field(None, description="The finer grain of encounters.", examples=["handshake"])
    status: Status | None = None
    story: Annotated[str, Field(pattern=r"^y_[0-9a-f]{1,32}$")] | None = Field(None, description="A story's id.")
    place: Words | None = Field(None, description="Words of a place's name, or a country's ISO 3166 alpha-3 code.")
    since: Day | None = Field(None, description="Ending on this day or later.")
    until: Day | None = Field(None, description="Starting on this day or earlier.")
    page: Words | None = Field(None, description="The id of a page that tells it.")
    conflicts: bool = Field(False, description="Only those of which sources differ.")

    def filter(self) -> EventFilter:
        """Return them as a query."""
        asked = self.model_dump(exclude={"limit", "cursor", "who"})
        return EventFilter(tuple(self.who), **asked)


class StatementsAsked(BaseModel):
    """Whose statements: an event's, a page's or both; and about which field."""

    model_config = {"extra": "forbid"}
    event: Annotated[str, Field(pattern=r"^e_[0-9a-f]{1,32}$")] | None = None
    page: Annotated[str, Field(pattern=r"^p_[0-9a-f]{1,32}$")] | None = None
    about: Words | None = Field(
        None, description="The field that they are about.", examples=["date", "place", "status"]
    )


class EntitiesAsked(Turned):
    """Words of the name of who is sought."""

    name: Words | None = None


class QuotesAsked(Turned):
    """The filters of what was said, the same as those of `dateline quotes`."""

    speaker: Words | None = None
    addressee: Words | None = None
    act: Words | None = Field(None, examples=["denial", "claim", "demand"])
    topic: Words | None = Field(None, description="Whom or what it speaks of.")
    about: Words | None = Field(None, description="Words that it holds.")
    since: Day | None = None
    until: Day | None = None


@dataclass(slots=True)
class Outside:
    """The entities' outside identifiers, worked out anew only when the record or the references changed."""

    stamp: tuple[int, ...] = ()
    known: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def of(self, ledger: Ledger) -> Mapping[str, Sequence[str]]:
        """Return them by entity."""
        stamp = record_stamp(ledger)
        if stamp != self.stamp:
            self.known, self.stamp = identifiers_of(ledger), stamp
        return self.known


def add_api(application: FastAPI, desk: Desk) -> None:
    """Add the routes and how they are described."""
    outside = Outside()
    _add_events(application, desk, outside)
    _add_pages(application, desk)
    _add_statements(application, desk)
    _add_entities(application, desk, outside)
    _add_stories(application, desk)
    _add_words(application, desk)
    _add_about(application, desk)
    describe(application)


def _add_events(application: FastAPI, desk: Desk, outside: Outside) -> None:
    @application.get(f"{ROOT}/events", responses=told("Events"), tags=["events"])
    def events(request: Request, asked: Annotated[EventsAsked, Query()]) -> Response:
        """List events whole, newest first, the undated last."""
        with desk.reading() as ledger:
            found, last = events_after(ledger, asked.filter(), asked.turn(str, int, str))
            known = outside.of(ledger)
        return answer(request, {"events": [event_object(e, known) for e in found], "next": make_cursor(last)})

    @application.get(f"{ROOT}/events/{{event}}", responses=told("Event", 404), tags=["events"])
    def event(request: Request, event: Ident) -> Response:
        """Return one event whole; the id of one that was merged away, or the start of an id, leads on to it (307)."""
        with desk.reading() as ledger:
            found, known = get_event(ledger, event), outside.of(ledger)
        if found.id != event:  # 307, not 308: a merge can be undone
            return RedirectResponse(f"{ROOT}/events/{found.id}", 307)
        return answer(request, event_object(found, known))


def _add_pages(application: FastAPI, desk: Desk) -> None:
    @application.get(f"{ROOT}/pages", responses=told("Pages"), tags=["pages"])
    def pages(request: Request, asked: Annotated[Turned, Query()]) -> Response:
        """List the pages of the ledger, with how many events each tells."""
        with desk.reading() as ledger:
            rows, last = pages_after(ledger, asked.turn(str))
        found = [{"id": row.pop("page"), **row} for row in map(asdict, rows)]
        return answer(request, {"pages": found, "next": make_cursor(last)})

    @application.get(f"{ROOT}/pages/{{page}}", responses=told("Reading", 404), tags=["pages"])
    def page(request: Request, page: Ident) -> Response:
        """Return what was read from one page alone, with its text, as `dateline read` prints it."""
        with desk.reading() as ledger:
            reading = ledger.reading(page)
        return answer(request, reading_object(reading, place_alone(reading)))


def _add_statements(application: FastAPI, desk: Desk) -> None:
    @application.get(f"{ROOT}/statements", responses=told("Statements", 404), tags=["statements"])
    def statements(request: Request, asked: Annotated[StatementsAsked, Query()]) -> Response:
        """List what an event's reports, or one page, state: a value, the words, who says so."""
        with desk.reading() as ledger:
            if asked.event:
                events = [get_event(ledger, asked.event)]
            elif asked.page:
                events = page_events(ledger, asked.page)
            else:
                raise UsageError("say whose statements: name an event or a page")
        found = statements_of(events, asked.page, asked.about)
        return answer(request, {"statements": [statement_object(s) for s in found]})

    @application.get(f"{ROOT}/statements/{{statement}}", responses=told("Stated", 404), tags=["statements"])
    def statement(request: Request, statement: Ident) -> Response:
        """Return one statement, and the id of the event that it is about."""
        with desk.reading() as ledger:
            place = statement_place(ledger, statement)
            found = get_event(ledger, place).statements if place else ()
        stated = next((s for s in found if s.id == statement), None)
        if stated is None:
            raise UsageError(f"{statement}: no event of the record stands on a statement with that id")
        return answer(request, {"event": place, "statement": statement_object(stated)})


def _add_entities(application: FastAPI, desk: Desk, outside: Outside) -> None:
    @application.get(f"{ROOT}/entities", responses=told("Entities"), tags=["entities"])
    def entities(request: Request, asked: Annotated[EntitiesAsked, Query()]) -> Response:
        """List who takes part in events, by id."""
        with desk.reading() as ledger:
            rows, last = entities_after(ledger, asked.name or "", asked.turn(str))
        found = [{"id": row.pop("entity"), **row} for row in map(asdict, rows)]
        return answer(request, {"entities": found, "next": make_cursor(last)})

    @application.get(f"{ROOT}/entities/{{entity}}", responses=told("Portrait", 404), tags=["entities"])
    def entity(
        request: Request, entity: Annotated[str, Path(max_length=400, pattern=PLAIN, examples=["person:ann abel"])]
    ) -> Response:
        """Return somebody's offices as the record tells them, whom they met how often, and why their names are one."""
        with desk.reading() as ledger:
            name = entity_name(ledger, entity)
            if name is None:
                raise UsageError(f"{entity}: nobody with that id takes part in an event of this ledger")
            offices, met = offices_of(ledger, entity), company_of(ledger, entity)
            known, names = outside.of(ledger), identity_row(explain_identity(ledger, entity))
        held = ("office", "country", "first_day", "last_day")
        return answer(
            request,
            {
                "id": entity,
                "name": name,
                "identifiers": list(known.get(entity, ())),
                "offices": [dict(zip(held, office, strict=True)) for office in offices],
                "threshold": names["threshold"],
                "names": names["names"],
                "met": [{"id": who.entity, "name": who.name, "encounters": who.events} for who in met],
            },
        )


def _add_stories(application: FastAPI, desk: Desk) -> None:
    @application.get(f"{ROOT}/stories", responses=told("Stories"), tags=["stories"])
    def stories(request: Request, asked: Annotated[Turned, Query()]) -> Response:
        """List the stories, the newest first, the undated last, as they were when last brought up to date."""
        day, story = read_cursor(asked.cursor, str, str) or (None, "")
        after = (None if day is None else str(day), str(story or "")) if asked.cursor else None
        with desk.reading() as ledger:
            lines = lines_after(ledger, after, asked.limit + 1)
        shown = lines[: asked.limit]
        last = (shown[-1].end, shown[-1].id) if len(lines) > asked.limit else None
        return answer(request, {"stories": [line_row(line) for line in shown], "next": make_cursor(last)})

    @application.get(f"{ROOT}/stories/{{story}}", responses=told("Story", 404), tags=["stories"])
    def story(request: Request, story: Ident) -> Response:
        """Return one story whole: its articles by independent source, its events in time, who copies whom."""
        with desk.reading() as ledger:
            found = read_story(ledger, story)
        return answer(request, story_object(found))


def _add_words(application: FastAPI, desk: Desk) -> None:
    @application.get(f"{ROOT}/quotes", responses=told("Quotes"), tags=["words"])
    def quotes(request: Request, asked: Annotated[QuotesAsked, Query()]) -> Response:
        """List who said what, to whom, of what, by the day on which it was said."""
        said, start, number = read_cursor(asked.cursor, str, str, int) or (None, None, 0)
        after = (None if said is None else str(said), str(start or ""), int(number or 0)) if asked.cursor else None
        wanted = asked.model_dump(exclude={"limit", "cursor"})
        with desk.reading() as ledger:
            lines = search_quotes(ledger, QuoteFilter(**wanted, limit=asked.limit + 1, after=after))
        shown = [asdict(quote) for quote in lines[: asked.limit]]
        last = tuple(shown[-1][key] for key in ("said", "page", "number")) if len(lines) > asked.limit else None
        for quote in shown:
            del quote["number"]
        return answer(request, {"quotes": shown, "next": make_cursor(last)})

    @application.get(f"{ROOT}/search", responses=told("Found", 429), tags=["words"])
    def search(
        request: Request, q: Annotated[Words, Query(description="Words of a name, a place or a text.")]
    ) -> Response:
        """Find people, places, events and pages; in a snippet the words found stand between \\x02 and \\x03."""
        with desk.reading() as ledger:
            found = search_all(ledger, q)
        return answer(request, asdict(found))


def _add_about(application: FastAPI, desk: Desk) -> None:
    @application.get(ROOT, responses=told("Ledger"), tags=["about"])
    def about(request: Request) -> Response:
        """Say which Dateline answers, and how much the ledger holds."""
        with desk.reading() as ledger:
            counts = ledger_counts(ledger)
        return answer(request, {"dateline": __version__, "counts": counts})

    @application.get(f"{ROOT}/judgements", responses=told("Judgements"), tags=["about"])
    def judgements(request: Request, asked: Annotated[Turned, Query()]) -> Response:
        """List all that was judged, in its order, by people and rules, the undone and the undoing among it."""
        (start,) = read_cursor(asked.cursor, int) or (0,)
        with desk.reading() as ledger:
            found = judgements_after(ledger, int(start or 0), asked.limit + 1)
        shown = found[: asked.limit]
        last = (shown[-1][0],) if len(found) > asked.limit else None
        return answer(request, {"judgements": [asdict(j) for _, j in shown], "next": make_cursor(last)})

    @application.get(f"{ROOT}/schema/{{name}}", responses=told("Schema", 404, media=SCHEMA), tags=["about"])
    def schema(request: Request, name: Literal["record", "reading"]) -> Response:
        """Return the JSON Schema of an event (`record`) or of what is read from a page (`reading`)."""
        return answer(request, load_schema(name), SCHEMA)
