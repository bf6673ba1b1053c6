"""The pages that show: home, events, an event, an article, an entity, search, the review queue, the log.

In: requests. Out: HTML from the templates, or a part of it where htmx asks.
"""

from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel
from pydantic import Field as PageField

from dateline.errors import UsageError
from dateline.plot.pictures import draw_network, draw_timeline
from dateline.store.desk import (
    company_of,
    entity_name,
    events_with,
    ledger_counts,
    met_pairs,
    review_queue,
    search_all,
)
from dateline.store.queries import EventFilter, count_events, find_events, get_event
from dateline.store.quotes import QuoteFilter, search_quotes
from dateline.web.desk import Desk
from dateline.web.marking import mark_text
from dateline.web.views import doubt_views, event_page, offices_in, present_filter

PER_PAGE = 50
HTML: dict[str, Any] = {"response_class": HTMLResponse, "include_in_schema": False}


class Wanted(BaseModel):
    """The filters of the events page, as they stand in its address."""

    who: str = ""
    type: str = ""
    kind: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    place: str = ""
    conflicts: bool = False
    page: int = PageField(1, ge=1, le=100_000)

    def filter(self) -> EventFilter:
        """Return them as a query; several names are parted by commas."""
        names = tuple(name.strip() for name in self.who.split(",") if name.strip())
        return EventFilter(
            names,
            self.type or None,
            self.kind or None,
            self.status or None,
            self.since or None,
            self.until or None,
            self.place or None,
            conflicts=self.conflicts,
            limit=PER_PAGE,
            offset=(self.page - 1) * PER_PAGE,
        )


def add_pages(application: FastAPI, desk: Desk) -> None:
    """Add the routes that show."""
    _add_record(application, desk)
    _add_finding(application, desk)
    if desk.writable:
        _add_review(application, desk)


def _add_record(application: FastAPI, desk: Desk) -> None:
    @application.get("/", **HTML)
    def home(request: Request) -> HTMLResponse:
        with desk.opened() as ledger:
            newest = find_events(ledger, EventFilter(limit=12))
            conflicts = find_events(ledger, EventFilter(conflicts=True, limit=12))
            counts = ledger_counts(ledger)
        links = {"events": "/events", "where sources differ": "/events?conflicts=true", "judgements": "/log"}
        shown = [(count, name, links.get(name)) for name, count in counts.items()]
        return desk.show(request, "home.html", newest=newest, conflicts=conflicts, counts=shown)

    @application.get("/events", **HTML)
    def events(request: Request, wanted: Annotated[Wanted, Query()]) -> HTMLResponse:
        found = wanted.filter()
        with desk.opened() as ledger:
            lines, count = find_events(ledger, found), count_events(ledger, found)
        part = request.headers.get("hx-request") == "true"
        filters = present_filter(wanted.model_dump())
        template = "events_table.html" if part else "events.html"
        return desk.show(request, template, lines=lines, count=count, wanted=wanted, filters=filters, per_page=PER_PAGE)

    @application.get("/event/{event}", **HTML)
    def event(request: Request, event: str) -> HTMLResponse:
        with desk.opened() as ledger:
            found = get_event(ledger, event)
            view = event_page(ledger, found)
            near = find_events(ledger, EventFilter(type=found.type, since=found.start, until=found.end, limit=40))
        return desk.show(request, "event.html", view=view, near=[line for line in near if line.id != found.id])

    @application.get("/article/{page}", **HTML)
    def article(request: Request, page: str, start: int = -1, end: int = -1) -> HTMLResponse:
        with desk.opened() as ledger:
            reading = ledger.reading(page)
            lines = find_events(ledger, EventFilter(page=page, limit=200))
        pieces = mark_text(reading, start, end)
        marked = any(piece.first for piece in pieces)
        return desk.show(request, "article.html", reading=reading, pieces=pieces, lines=lines, marked=marked)


def _add_finding(application: FastAPI, desk: Desk) -> None:
    @application.get("/search", **HTML)
    def search(request: Request, q: str = "") -> HTMLResponse:
        with desk.opened() as ledger:
            found = search_all(ledger, q[:400])
        part = request.headers.get("hx-request") == "true"
        return desk.show(request, "found.html" if part else "search.html", found=found, q=q)

    @application.get("/entity/{entity:path}", **HTML)
    def entity(request: Request, entity: str) -> HTMLResponse:
        with desk.opened() as ledger:
            name = entity_name(ledger, entity)
            if name is None:
                raise UsageError(f"{entity}: nobody of that name takes part in an event of this ledger")
            events = events_with(ledger, entity)
            company, quotes = company_of(ledger, entity), search_quotes(ledger, QuoteFilter(speaker=name, limit=60))
        offices, picture = offices_in(events, entity), draw_timeline(events, f"Events with {name}")
        return desk.show(
            request, "entity.html", name=name, events=events[::-1], company=company, quotes=quotes,
            offices=offices, picture=picture,
        )  # fmt: skip

    @application.get("/timeline", **HTML)
    def timeline(request: Request, wanted: Annotated[Wanted, Query()]) -> HTMLResponse:
        with desk.opened() as ledger:
            lines = find_events(ledger, wanted.filter())
            events = [get_event(ledger, line.id) for line in lines if line.start][:60]
        picture = draw_timeline(events[::-1], "Events by day")
        return desk.show(request, "picture.html", title="Timeline", picture=picture, wanted=wanted)

    @application.get("/network", **HTML)
    def network(request: Request) -> HTMLResponse:
        with desk.opened() as ledger:
            pairs = met_pairs(ledger)
        return desk.show(request, "picture.html", title="Who met whom", picture=draw_network(pairs), pairs=pairs)

    @application.get("/log", **HTML)
    def log(request: Request) -> HTMLResponse:
        with desk.opened() as ledger:
            judgements = ledger.judgements(standing=False)[::-1][:500]
        return desk.show(request, "log.html", judgements=judgements)


def _add_review(application: FastAPI, desk: Desk) -> None:
    @application.get("/review", **HTML)
    def review(request: Request) -> HTMLResponse:
        with desk.opened() as ledger:
            doubts, count = review_queue(ledger, 10)
            done = ledger_counts(ledger)["judgements"]
            items = doubt_views(ledger, doubts)
        return desk.show(request, "review.html", items=items, count=count, done=done)
