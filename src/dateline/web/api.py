"""The record as JSON under /api/v1: events, one event, one page, quotations; paging by cursor, ETags, problem details.

In: requests. Out: the same objects that `dateline export` and `dateline read` print. Errors are RFC 9457 problems.
"""

import base64
import binascii
import json
from dataclasses import asdict
from hashlib import sha256
from typing import Annotated, Any

from fastapi import FastAPI, HTTPException, Path, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from dateline.errors import UsageError
from dateline.export.reading import reading_object
from dateline.export.record import event_object
from dateline.pipeline import place_alone
from dateline.store.queries import EventFilter, find_events, get_event
from dateline.store.quotes import QuoteFilter, search_quotes
from dateline.web.desk import Desk

ROOT = "/api/v1"
Limit = Annotated[int, Query(ge=1, le=500)]
Text = Annotated[str | None, Field(max_length=200, pattern=r"^[^\x00]*$")]
Day = Annotated[str | None, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Ident = Annotated[str, Path(pattern=r"^[a-z]_[0-9a-f]{1,32}$")]
UNKNOWN: dict[int | str, dict[str, Any]] = {404: {"description": "There is none of that id (problem details)."}}


class Asked(BaseModel):
    """The filters of the list of events; `who` may be repeated."""

    who: list[Annotated[str, Field(max_length=200)]] = []
    type: Text = None
    status: Text = None
    place: Text = None
    since: Day = None
    until: Day = None
    limit: int = Field(50, ge=1, le=500)
    cursor: str | None = Field(None, max_length=64, pattern=r"^[\w=-]*$")

    def filter(self, start: int) -> EventFilter:
        """Return them as a query for one event more than the page holds."""
        wanted = (self.type, None, self.status, self.since, self.until, self.place)
        return EventFilter(tuple(self.who), *wanted, limit=self.limit + 1, offset=start)


def problem(status: int, detail: str) -> Response:
    """Return an error as RFC 9457 tells it."""
    title = {400: "Bad request", 404: "Not found", 405: "Not allowed", 422: "Not understood"}.get(status, "Error")
    body = json.dumps({"type": "about:blank", "title": title, "status": status, "detail": detail})
    return Response(body, status, media_type="application/problem+json")


def add_api(application: FastAPI, desk: Desk) -> None:
    """Add the routes and how their errors are told."""
    _add_problems(application, desk)

    @application.get(f"{ROOT}/events")
    def events(request: Request, asked: Annotated[Asked, Query()]) -> Response:
        """List events, newest first; `next` is the cursor of the following page."""
        start = _offset(asked.cursor)
        with desk.opened() as ledger:
            lines = find_events(ledger, asked.filter(start))
            found = [event_object(get_event(ledger, line.id)) for line in lines[: asked.limit]]
        more = _cursor(start + asked.limit) if len(lines) > asked.limit else None
        return answer(request, {"events": found, "next": more})

    @application.get(f"{ROOT}/events/{{event}}", responses=UNKNOWN)
    def event(request: Request, event: Ident) -> Response:
        """Return one event whole; an id that was merged away leads to the event that it went into."""
        with desk.opened() as ledger:
            return answer(request, event_object(get_event(ledger, event)))

    @application.get(f"{ROOT}/pages/{{page}}", responses=UNKNOWN)
    def page(request: Request, page: Ident) -> Response:
        """Return what was read from one page alone."""
        with desk.opened() as ledger:
            reading = ledger.reading(page)
        return answer(request, reading_object(reading, place_alone(reading)))

    @application.get(f"{ROOT}/quotes")
    def quotes(
        request: Request, speaker: Text = None, about: Text = None, act: Text = None, limit: Limit = 100
    ) -> Response:
        """List who said what."""
        with desk.opened() as ledger:
            lines = search_quotes(ledger, QuoteFilter(speaker=speaker, about=about, act=act, limit=limit))
        return answer(request, {"quotes": [asdict(line) for line in lines]})


def _add_problems(application: FastAPI, desk: Desk) -> None:
    @application.exception_handler(RequestValidationError)
    async def misread(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, e['loc'][1:]))}: {e['msg']}" for e in error.errors())
        return _told(request, 422, told)

    @application.exception_handler(404)
    @application.exception_handler(405)
    @application.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return _told(request, error.status_code, str(error.detail))

    def _told(request: Request, status: int, detail: str) -> Response:
        if request.url.path.startswith(ROOT):
            return problem(status, detail)
        page: HTMLResponse = desk.show(request, "error.html", status, message=detail)
        return page


def answer(request: Request, value: Any) -> Response:
    """Return JSON with an ETag; 304 where the asker has it already."""
    body = json.dumps(value, ensure_ascii=False).encode()
    tag = f'"{sha256(body).hexdigest()[:24]}"'
    if tag in (part.strip() for part in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type="application/json", headers={"ETag": tag})


def _cursor(offset: int) -> str:
    return base64.urlsafe_b64encode(f"o{offset}".encode()).decode()


def _offset(cursor: str | None) -> int:
    if not cursor:
        return 0
    try:
        told = base64.urlsafe_b64decode(cursor.encode()).decode()
        return min(int(told.removeprefix("o")), 10**9)
    except (binascii.Error, ValueError, UnicodeDecodeError):
        raise UsageError("the cursor is none of ours") from None
