"""The pages that find: search as one types; a person or body; a place.

In: requests. Out: HTML from the templates, or a part of it where htmx asks.
"""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from dateline.annotate.likeness import THRESHOLD
from dateline.errors import UsageError
from dateline.identities import explain_identity
from dateline.plot.timeline import draw_timeline
from dateline.store.company import encounters_by_year, events_at, place_counts, who_at
from dateline.store.desk import company_of, events_with, offices_of, search_all
from dateline.store.overview import entity_name
from dateline.store.quotes import latest_quotes
from dateline.web.desk import Desk
from dateline.web.wording import load_wording

DRAWN = 60
"""Events in the timeline of an entity, and in its list: the latest; the table has them all."""
QUOTED = 30


def add_finding(application: FastAPI, desk: Desk) -> None:
    """Add the routes that find."""

    @application.get("/search", response_class=HTMLResponse, include_in_schema=False)
    def search(request: Request, q: str = "") -> HTMLResponse:
        with desk.reading() as ledger:
            found = search_all(ledger, q[:400])
        part = request.headers.get("hx-request") == "true"
        return desk.show(request, "found.html" if part else "search.html", found=found, q=q[:400])

    @application.get("/entity/{entity:path}", response_class=HTMLResponse, include_in_schema=False)
    def entity(request: Request, entity: str) -> HTMLResponse:
        with desk.reading() as ledger:
            name = entity_name(ledger, entity)
            if name is None:
                raise UsageError(load_wording().say("entity.missing", entity=entity))
            lines = events_with(ledger, entity, DRAWN)
            company, years = company_of(ledger, entity, 24), encounters_by_year(ledger, entity)
            quotes, offices = latest_quotes(ledger, name, QUOTED), offices_of(ledger, entity)
            identity = explain_identity(ledger, entity)
        return desk.show(
            request, "entity.html", name=name, entity=entity, lines=lines, company=company, quotes=quotes,
            years=years, offices=offices, identity=identity, threshold=THRESHOLD,
            picture=draw_timeline(lines, name, links=False),
        )  # fmt: skip

    @application.get("/place/{place:path}", response_class=HTMLResponse, include_in_schema=False)
    def place(request: Request, place: str) -> HTMLResponse:
        with desk.reading() as ledger:
            counts = place_counts(ledger, place)
            if counts is None:
                raise UsageError(load_wording().say("place.missing", place=place))
            lines, who = events_at(ledger, place, DRAWN), who_at(ledger, place)
        return desk.show(
            request, "place.html", place=place, counts=counts, who=who, lines=lines,
            picture=draw_timeline(lines, place, links=False),
        )  # fmt: skip
