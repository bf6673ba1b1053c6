"""The pages of the stories: which there are, and one with its articles, its events in time, who copies whom.

In: requests. Out: HTML from the templates. Stories grow with each page that is added; where articles wait, as in a
ledger of an older version, a form makes their stories, as `dateline stories` does.
"""

from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline.plot.timeline import draw_timeline
from dateline.store.queries import lines_of
from dateline.store.shelf import unplaced_articles
from dateline.store.stories import lines_after, story_events
from dateline.stories.grouping import update_stories
from dateline.stories.story import read_story
from dateline.web.desk import Desk
from dateline.web.sessions import check_form, read_form

PER_PAGE = 50
DRAWN = 60
LISTED = 200
"""Events drawn and listed of one story; the table of events has them all."""


def add_stories(application: FastAPI, desk: Desk) -> None:
    """Add the routes of stories."""

    @application.get("/stories", response_class=HTMLResponse, include_in_schema=False)
    def stories(request: Request, after: Annotated[str, Query(max_length=60)] = "") -> HTMLResponse:
        day, _, story = after.rpartition("~")
        with desk.reading() as ledger:
            lines = lines_after(ledger, (day or None, story) if after else None, PER_PAGE + 1)
            waiting = desk.memo.of("unplaced", lambda: unplaced_articles(ledger))
        shown = lines[:PER_PAGE]
        last = f"{shown[-1].end or ''}~{shown[-1].id}" if len(lines) > PER_PAGE else None
        return desk.show(request, "stories.html", lines=shown, waiting=waiting, older=last and quote(last))

    @application.get("/story/{story}", response_class=HTMLResponse, include_in_schema=False)
    def story(request: Request, story: str) -> HTMLResponse:
        with desk.reading() as ledger:
            found = read_story(ledger, story, timeline=False)
            events = story_events(ledger, [member.page for member in found.articles])
            lines = lines_of(ledger, events[:LISTED])
        titles = {member.page: member.title or member.path or member.page for member in found.articles}
        drawn = [line for line in lines if line.start][:DRAWN]
        return desk.show(
            request, "story.html", story=found, lines=lines, count=len(events), titles=titles,
            picture=draw_timeline(drawn, found.line.title, links=False),
        )  # fmt: skip

    if desk.writable:
        _add_refreshing(application, desk)


def _add_refreshing(application: FastAPI, desk: Desk) -> None:
    @application.post("/stories", include_in_schema=False)
    def refresh(request: Request, form: Annotated[dict[str, str], Depends(read_form)]) -> Response:
        check_form(request, desk.sessions.of(request), form)
        with desk.opened() as ledger:
            update_stories(ledger)
        return RedirectResponse("/stories", 303)
