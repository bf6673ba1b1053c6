"""The pages of what was read: an article in layers, and the page as it was stored, as inert text.

In: requests. Out: HTML from the templates; page text only ever as text.
"""

from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse

from dateline.model.text import Span
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events
from dateline.web.desk import Desk
from dateline.web.marking import Marks, mark_spans, original_text, part_of

At = Annotated[int | None, Query(ge=0, le=10**9)]
Edge = Annotated[int, Query(ge=-1, le=10**9)]


def add_articles(application: FastAPI, desk: Desk) -> None:
    """Add the routes that show articles."""

    @application.get("/article/{page}", response_class=HTMLResponse, include_in_schema=False)
    def article(request: Request, page: str, start: Edge = -1, end: Edge = -1, at: At = None) -> HTMLResponse:
        with desk.reading() as ledger:
            reading = ledger.reading(page)
            lines = find_events(ledger, EventFilter(page=page, limit=120))
            known, dated = _triggers(ledger, page), _dated(ledger, page)
        part = part_of(reading, start, at)
        pieces = mark_spans(reading, Marks((Span(max(start, 0), end),) if start >= 0 else (), known, part))
        return desk.show(
            request, "article.html", reading=reading, pieces=pieces, lines=lines, part=part, dated=dated,
            marked=any(piece.first for piece in pieces),
        )  # fmt: skip

    @application.get("/article/{page}/original", response_class=HTMLResponse, include_in_schema=False)
    def original(request: Request, page: str) -> HTMLResponse:
        with desk.reading() as ledger:
            stored = ledger.page(page)
            title = ledger.reading(page).article.title
        text, whole = original_text(stored)
        return desk.show(request, "original.html", page=stored, text=text, whole=whole, title=title)


def _triggers(ledger: Ledger, page: str) -> dict[int, str]:
    """Return the events of a page by the place where the words begin that tell them."""
    told = ledger.mentions(ledger.mentions_of(page))
    return {m.mention.trigger.start: event for m in told if (event := ledger.event_of(m.id)) is not None}


def _dated(ledger: Ledger, page: str) -> tuple[str | None, str | None, str]:
    """Return the first and last day on which a page can have been published, and why."""
    query = "SELECT first_day, last_day, dated FROM article WHERE page = ?"
    row = ledger.database.execute(query, (page,)).fetchone()
    return (row["first_day"], row["last_day"], row["dated"]) if row else (None, None, "")
