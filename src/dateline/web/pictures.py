"""The pages with pictures: timeline, map, network, calendar, each with the same filters and a table of what it shows.

In: requests. Out: HTML, and the pictures as SVG of their own address, which a page shows as images: so no policy has
to allow a style within them. What was gathered is kept until the ledger's file changes.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from hashlib import sha256
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel, Field

from dateline.errors import UsageError
from dateline.plot.draw import TITLES, Shown, draw, gather
from dateline.plot.globe import AREAS
from dateline.plot.svg import COLOURS
from dateline.store.overview import Extent, extent_of
from dateline.store.queries import EventFilter
from dateline.web.desk import Desk
from dateline.web.wording import load_wording

MOST_ROWS = 120
"""Rows of a table beside a picture: ten years of months."""
Picture = Literal["timeline", "map", "network", "calendar"]
Word = Annotated[str, Field(max_length=200)]


class PictureAsked(BaseModel):
    """What a picture shows; several names are parted by commas, years and months stand for all of their days."""

    who: Word = ""
    type: Word = ""
    status: Word = ""
    place: Word = ""
    since: Word = ""
    until: Word = ""
    story: Word = ""
    area: Word = "world"

    def filter(self) -> EventFilter:
        """Return it as a query."""
        names = tuple(name.strip() for name in self.who.split(",") if name.strip())
        since, until = self.since or None, self.until or None
        return EventFilter(
            names, self.type or None, None, self.status or None, since, until, self.place or None,
            story=self.story or None,
        )  # fmt: skip

    def query(self, **changed: str | None) -> str:
        """Return it as the query of an address, with what changes."""
        told = {**self.model_dump(), **changed}
        return urlencode({key: value for key, value in told.items() if value and (key, value) != ("area", "world")})


def add_pictures(application: FastAPI, desk: Desk) -> None:
    """Add the pages with pictures, and the pictures."""

    def gathered(picture: str, asked: PictureAsked) -> Shown:
        def make() -> Shown:
            with desk.reading() as ledger:
                return gather(ledger, picture, asked.filter())

        shown: Shown = desk.memo.of((picture, asked.query(area=None)), make)
        return shown

    def whole() -> Extent:
        with desk.reading() as ledger:
            return extent_of(ledger, EventFilter())

    @application.get("/plot/{picture}.svg", include_in_schema=False)
    def image(request: Request, picture: Picture, asked: Annotated[PictureAsked, Query()]) -> Response:
        shown = gathered(picture, asked)
        drawn = desk.memo.of((picture, asked.query(), "svg"), lambda: draw(shown, area=asked.area).encode())
        tag = f'"{sha256(drawn).hexdigest()[:24]}"'
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag})
        return Response(drawn, media_type="image/svg+xml", headers={"ETag": tag})

    def page(request: Request, asked: Annotated[PictureAsked, Query()]) -> HTMLResponse:
        picture = request.url.path.strip("/")
        if asked.area not in AREAS:
            raise UsageError(f"{asked.area!r} is no part of the map; there are {', '.join(AREAS)}")
        shown = gathered(picture, asked)
        return desk.show(
            request, "picture.html", picture=picture, shown=shown, asked=asked, areas=tuple(AREAS),
            zooms=zoom(shown, asked), totals=totals(shown), whole=desk.memo.of("whole", whole),
            types=tuple(load_wording().table.mapping("type")), statuses=tuple(COLOURS),
        )  # fmt: skip

    for name in TITLES:
        application.get(f"/{name}", response_class=HTMLResponse, include_in_schema=False, name=name)(page)


def totals(shown: Shown) -> dict[str, dict[str, int]]:
    """Return how many events of each status begin in each year, month or day, for the table beside the picture.

    Where that would be too many rows to read, those of a year, or a month, stand as one.
    """
    found: dict[str, dict[str, int]] = {}
    for width in (10, 7, 4):
        found = defaultdict(Counter)
        for bucket in shown.buckets:
            found[bucket.when[:width]][bucket.status] += bucket.events
        if len(found) <= MOST_ROWS:
            break
    return found


def zoom(shown: Shown, asked: PictureAsked) -> list[tuple[str, str]]:
    """Return links that show an earlier, a later, a shorter or a longer time: what each does, and its query."""
    if not (shown.extent.first and shown.extent.last):
        return []
    first, last = date.fromisoformat(shown.extent.first), date.fromisoformat(shown.extent.last)
    wide = max((last - first).days, 4)
    steps = {
        "earlier": (-wide // 2, -wide // 2),
        "later": (wide // 2, wide // 2),
        "closer": (wide // 4, -wide // 4),
        "wider": (-wide // 2, wide // 2),
    }
    made = []
    for name, (left, right) in steps.items():
        since, until = first + timedelta(days=left), last + timedelta(days=right)
        made.append((name, asked.query(since=since.isoformat(), until=until.isoformat())))
    if asked.since or asked.until:
        made.append(("whole", asked.query(since=None, until=None)))
    return made
