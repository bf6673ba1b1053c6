"""The pages of the record: home, the events and their export, an event, its words side by side, the log.

In: requests. Out: HTML from the templates, or a part of it where htmx asks; the events also as CSV and JSON lines.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated, Any

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from pydantic import BaseModel

from dateline.errors import UsageError
from dateline.export.csv import write_lines
from dateline.export.record import event_object
from dateline.model.text import Span
from dateline.store.browse import Turn, leaf_events
from dateline.store.desk import ledger_counts, most_seen
from dateline.store.judgements import log_authors, log_page
from dateline.store.queries import EventFilter, count_events, find_events, get_event
from dateline.web.articles import add_articles
from dateline.web.desk import Desk
from dateline.web.evidence import Readings
from dateline.web.finding import add_finding
from dateline.web.marking import Marks, mark_spans
from dateline.web.pictures import add_pictures
from dateline.web.reviewing import add_reviewing
from dateline.web.saved import saved_views
from dateline.web.stories import add_stories
from dateline.web.views import event_page, field_views, present_filter

PER_PAGE = 50
MOST_EXPORTED = 100_000
COLUMNS_SIDE = 12
"""Articles side by side on one page."""
HTML: dict[str, Any] = {"response_class": HTMLResponse, "include_in_schema": False}


class Wanted(BaseModel):
    """The filters of the events page, its order and the row from which it goes on, as they stand in its address."""

    who: str = ""
    type: str = ""
    kind: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    place: str = ""
    conflicts: bool = False
    story: str = ""
    sort: str = "newest"
    key: str = ""
    back: bool = False

    def filter(self) -> EventFilter:
        """Return them as a query; several names are parted by commas."""
        names = tuple(name.strip() for name in self.who.split(",") if name.strip())
        return EventFilter(
            names, self.type or None, self.kind or None, self.status or None, self.since or None, self.until or None,
            self.place or None, conflicts=self.conflicts, story=self.story or None, limit=PER_PAGE,
        )  # fmt: skip

    def turn(self) -> Turn:
        """Return where the page begins."""
        return Turn(self.sort, self.key, back=self.back, limit=PER_PAGE)

    def address(self) -> dict[str, str]:
        """Return what makes the view, without the place in it, for links that keep it."""
        return present_filter(self.model_dump(exclude={"key", "back"}), sort="newest")


def add_pages(application: FastAPI, desk: Desk) -> None:
    """Add the routes that show."""
    _add_home(application, desk)
    _add_events(application, desk)
    _add_event(application, desk)
    _add_log(application, desk)
    add_articles(application, desk)
    add_finding(application, desk)
    add_pictures(application, desk)
    add_stories(application, desk)
    if desk.writable:
        add_reviewing(application, desk)


def _add_home(application: FastAPI, desk: Desk) -> None:
    @application.get("/", **HTML)
    def home(request: Request) -> HTMLResponse:
        with desk.reading() as ledger:
            newest = find_events(ledger, EventFilter(limit=10))
            conflicts = find_events(ledger, EventFilter(conflicts=True, limit=10))
            counts = desk.memo.of("counts", lambda: ledger_counts(ledger))
            most = desk.memo.of("most", lambda: most_seen(ledger, 8))
        return desk.show(request, "home.html", newest=newest, conflicts=conflicts, counts=counts, most=most)


def _add_events(application: FastAPI, desk: Desk) -> None:
    @application.get("/events", **HTML)
    def events(request: Request, wanted: Annotated[Wanted, Query()]) -> HTMLResponse:
        with desk.reading() as ledger:
            leaf = leaf_events(ledger, wanted.filter(), wanted.turn())
            count = desk.memo.of(("count", wanted.filter()), lambda: count_events(ledger, wanted.filter()))
            views = saved_views(ledger)
        part = request.headers.get("hx-request") == "true"
        return desk.show(
            request, "events_table.html" if part else "events.html", leaf=leaf, count=count, wanted=wanted,
            address=wanted.address(), views=views, part=part, narrowed=wanted.filter() != Wanted().filter(),
        )  # fmt: skip

    @application.get("/events.csv", include_in_schema=False)
    def events_csv(wanted: Annotated[Wanted, Query()]) -> StreamingResponse:
        return _file(_csv_rows(desk, wanted), "text/csv; charset=utf-8", "events.csv")

    @application.get("/events.jsonl", include_in_schema=False)
    def events_jsonl(wanted: Annotated[Wanted, Query()]) -> StreamingResponse:
        return _file(_json_lines(desk, wanted), "application/jsonl; charset=utf-8", "events.jsonl")


def _file(parts: Iterator[str], media: str, name: str) -> StreamingResponse:
    return StreamingResponse(parts, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _csv_rows(desk: Desk, wanted: Wanted) -> Iterator[str]:
    """Yield the view's rows, one page of the ledger at a time; the heading once."""
    for number, lines in enumerate(_leaves(desk, wanted)):
        stream = io.StringIO()
        write_lines(lines, stream)
        yield stream.getvalue() if not number else stream.getvalue().partition("\r\n")[2]


def _json_lines(desk: Desk, wanted: Wanted) -> Iterator[str]:
    for lines in _leaves(desk, wanted):
        with desk.reading() as ledger:
            for line in lines:
                yield json.dumps(event_object(get_event(ledger, line.id)), ensure_ascii=False) + "\n"


def _leaves(desk: Desk, wanted: Wanted) -> Iterator[Any]:
    turn, shown = replace(wanted.turn(), key="", back=False, limit=500), 0
    while shown < MOST_EXPORTED:
        with desk.reading() as ledger:
            leaf = leaf_events(ledger, wanted.filter(), turn)
        yield leaf.lines
        shown += len(leaf.lines)
        if leaf.after is None:
            return
        turn = replace(turn, key=leaf.after)


def _add_event(application: FastAPI, desk: Desk) -> None:
    @application.get("/event/{event}", **HTML)
    def event(request: Request, event: str) -> HTMLResponse:
        with desk.reading() as ledger:
            view = event_page(ledger, get_event(ledger, event))
        return desk.show(request, "event.html", view=view)

    @application.get("/event/{event}/side/{field}", **HTML)
    def side(request: Request, event: str, field: str) -> HTMLResponse:
        with desk.reading() as ledger:
            found = get_event(ledger, event)
            readings = Readings(ledger)
            view = next(iter(field_views(found, readings, only=field)), None)
            if view is None:
                raise UsageError(f"{field}: {found.id} has no such field")
            behind = set(view.field.statements)
            spans: dict[str, list[Span]] = {}
            for statement in (s for s in found.statements if s.id in behind):
                spans.setdefault(statement.page, []).append(statement.span)
            told = [report for report in found.reports if report.page in spans][:COLUMNS_SIDE]
            pieces = {r.page: mark_spans(readings.of(r.page), Marks(tuple(spans[r.page]))) for r in told}
        return desk.show(request, "side.html", event=found, view=view, told=told, pieces=pieces)


def _add_log(application: FastAPI, desk: Desk) -> None:
    @application.get("/log", **HTML)
    def log(request: Request, author: str = "", until: Annotated[int, Query(ge=0, le=10**9)] = 0) -> HTMLResponse:
        with desk.reading() as ledger:
            page, authors = log_page(ledger, author, until, PER_PAGE), log_authors(ledger)
        return desk.show(
            request, "log.html", judgements=page.judgements, undone=page.undone, authors=authors, by=author,
            older=page.older,
        )  # fmt: skip
