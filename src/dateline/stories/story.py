"""Say of the ledger's stories what each tells, when, and on how many sources' word.

In: an open ledger. Out: story lines, and `Story`s with their articles, events and who copies whom. Stories are
derived: every update brings them up to date (`stories.grouping`); what is asked for here waits for that where a ledger
of an older version, or a page read since, has articles without one.
"""

from dataclasses import dataclass
from typing import Any

from dateline.model.record import Event
from dateline.store.ledger import Ledger
from dateline.store.queries import get_event
from dateline.store.stories import Edge, StoryLine, find_lines, get_line, story_events
from dateline.stories.grouping import update_stories


def stories(ledger: Ledger, least: int = 1, since: str | None = None, until: str | None = None) -> list[StoryLine]:
    """Return the stories of at least so many articles, the newest first, after bringing them up to date."""
    update_stories(ledger)
    return find_lines(ledger, least, since, until)


# --- one story ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """One event of a story: the event, and how many of the story's articles and independent sources tell it."""

    event: Event
    articles: int
    sources: int


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a story, and the number of its independent source."""

    page: str
    path: str | None
    publisher: str | None
    title: str | None
    day: str | None
    source: int


@dataclass(frozen=True, slots=True)
class Story:
    """A story whole: its line, its articles by independent source, its events as a timeline, who follows whom."""

    line: StoryLine
    articles: tuple[Member, ...]
    timeline: tuple[Told, ...]
    edges: tuple[Edge, ...]


def get_story(ledger: Ledger, story: str) -> Story:
    """Return a story by its id or the start of one, brought up to date; raise UsageError where none or several fit."""
    update_stories(ledger)
    return read_story(ledger, story)


def read_story(ledger: Ledger, story: str, *, timeline: bool = True) -> Story:
    """Return a story as it was when the stories were last brought up to date, with or without its events."""
    line, body = get_line(ledger, story)
    source = {page: number for number, pages in enumerate(body.groups, start=1) for page in pages}
    told = []
    for ident in story_events(ledger, sorted(source)) if timeline else ():
        event = get_event(ledger, ident)
        inside = [report.page for report in event.reports if report.page in source]
        told.append(Told(event, len(inside), len({source[page] for page in inside})))
    members = tuple(_member(ledger, page, source[page]) for page in source)
    return Story(line, tuple(sorted(members, key=lambda m: (m.source, m.day or "", m.page))), tuple(told), body.edges)


def _member(ledger: Ledger, page: str, source: int) -> Member:
    query = "SELECT path, publisher, title, published FROM article JOIN page ON page.id = article.page WHERE id = ?"
    row = ledger.database.execute(query, (page,)).fetchone()
    return Member(page, row["path"], row["publisher"], row["title"], (row["published"] or "")[:10] or None, source)


def line_row(line: StoryLine) -> dict[str, Any]:
    """Return a story's line as a JSON object."""
    told = {
        "story": line.id,
        "title": line.title,
        "start": line.start,
        "end": line.end,
        "articles": line.articles,
        "independent_sources": line.sources,
    }
    return {key: value for key, value in told.items() if value is not None}


def story_object(story: Story) -> dict[str, Any]:
    """Return a story whole as a JSON object."""
    return {
        **line_row(story.line),
        "reports": [
            {
                "page": m.page,
                "path": m.path,
                "publisher": m.publisher,
                "title": m.title,
                "published": m.day,
                "independent_source": m.source,
            }
            for m in story.articles
        ],
        "timeline": [
            {
                "event": told.event.id,
                "type": told.event.type,
                "kind": told.event.kind,
                "status": told.event.status.value,
                "label": told.event.label,
                "start": told.event.start,
                "end": told.event.end,
                "articles": told.articles,
                "independent_sources": told.sources,
            }
            for told in story.timeline
        ],
        "copies": [edge_row(edge) for edge in story.edges],
    }


def edge_row(edge: Edge) -> dict[str, Any]:
    """Return who follows whom as a JSON object."""
    return {
        "page": edge.page,
        "origin": edge.origin,
        "share": edge.share,
        "one_source": edge.whole,
        "words_replaced": edge.spun,
        "because": edge.because,
    }
