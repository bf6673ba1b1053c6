"""The pages of pictures: the timeline of a view, and who met whom.

In: requests. Out: HTML with SVG in it.
"""

from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from dateline.plot.pictures import draw_network, draw_timeline
from dateline.store.desk import met_pairs
from dateline.store.queries import EventFilter, find_events, get_event
from dateline.web.desk import Desk


class Asked(BaseModel):
    """Whose events and of which days."""

    who: str = ""
    since: str = ""
    until: str = ""

    def filter(self) -> EventFilter:
        """Return them as a query; several names are parted by commas."""
        names = tuple(name.strip() for name in self.who.split(",") if name.strip())
        return EventFilter(names, since=self.since or None, until=self.until or None, limit=50)


def add_pictures(application: FastAPI, desk: Desk) -> None:
    """Add the routes that draw."""

    @application.get("/timeline", response_class=HTMLResponse, include_in_schema=False)
    def timeline(request: Request, wanted: Annotated[Asked, Query()]) -> HTMLResponse:
        with desk.opened() as ledger:
            lines = find_events(ledger, wanted.filter())
            events = [get_event(ledger, line.id) for line in lines if line.start][:60]
        picture = draw_timeline(events[::-1], "Events by day")
        return desk.show(request, "picture.html", title="Timeline", picture=picture, wanted=wanted)

    @application.get("/network", response_class=HTMLResponse, include_in_schema=False)
    def network(request: Request) -> HTMLResponse:
        with desk.opened() as ledger:
            pairs = met_pairs(ledger)
        return desk.show(request, "picture.html", title="Who met whom", picture=draw_network(pairs), pairs=pairs)
