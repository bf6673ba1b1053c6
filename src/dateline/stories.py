"""Group the ledger's articles into stories, and say of a story what it tells, when, and on how many sources' word.

In: an open ledger. Out: story lines, and `Story`s with their articles, events and who copies whom. Stories are
derived: `update_stories` brings them up to date, touching only the articles from the earliest new one on; the
articles before it stay where they are. What a story is, and the one threshold, are in `match.stories`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dateline.match.copies import find_copies
from dateline.match.reuse import group_reports
from dateline.match.stories import CLOSED, Shelf, StoryVector, read_vector, reading_order, story_id
from dateline.model.record import Event
from dateline.model.text import Article
from dateline.store.ledger import Ledger
from dateline.store.queries import get_event
from dateline.store.stories import (
    Edge,
    Placed,
    StoryBody,
    StoryLine,
    article_days,
    drop_articles,
    drop_lines,
    find_lines,
    get_line,
    get_vector,
    placed_articles,
    put_article,
    story_events,
    write_line,
)

Days = Mapping[str, date | None]


def stories(ledger: Ledger, least: int = 1, since: str | None = None, until: str | None = None) -> list[StoryLine]:
    """Return the stories of at least so many articles, the newest first, after bringing them up to date."""
    update_stories(ledger)
    return find_lines(ledger, least, since, until)


def update_stories(ledger: Ledger) -> int:
    """Put the articles that came or changed since into stories; return how many articles were placed anew."""
    days, placed = article_days(ledger), placed_articles(ledger)
    gone = [page for page in placed if page not in days]
    changed = [page for page, day in days.items() if page not in placed or placed[page].day != day]
    if not changed and not gone:
        return 0
    before = [reading_order(placed[page].page, placed[page].day) for page in (*gone, *changed) if page in placed]
    first = min([*before, *(reading_order(page, days[page]) for page in changed)])
    ordered = sorted(days, key=lambda page: reading_order(page, days[page]))
    again = [page for page in ordered if reading_order(page, days[page]) >= first]
    kept = {page: placed[page] for page in ordered if page in placed and reading_order(page, days[page]) < first}
    with ledger.transaction():
        drop_articles(ledger, gone)
        touched = {placed[page].story for page in (*gone, *again) if page in placed}
        touched |= _place(ledger, again, days, kept, placed)
        _write_lines(ledger, touched)
    return len(again)


def _place(
    ledger: Ledger, pages: Sequence[str], days: Days, kept: Mapping[str, Placed], placed: Mapping[str, Placed]
) -> set[str]:
    """Place articles, given in order, beside those that stay; return the stories that took one."""
    shelf, ids = _fill(ledger, kept, days[pages[0]] if pages else None)
    touched = set()
    for page in pages:
        vector = _vector(ledger, page, days[page], placed.get(page))
        story = shelf.place(page, vector)
        ident = ids.get(story.members[0]) or story_id(story.members[0])
        put_article(ledger, page, ident, vector)
        touched.add(ident)
    return touched


def _fill(ledger: Ledger, kept: Mapping[str, Placed], first: date | None) -> tuple[Shelf, dict[str, str]]:
    """Return a shelf with the stories that are still open on a day, and each one's id by its first article."""
    last: dict[str, date | None] = {}
    for item in kept.values():  # in reading order
        last[item.story] = item.day or last.get(item.story)
    shelf, numbers, ids = Shelf(), {}, {}  # type: Shelf, dict[str, int], dict[str, str]
    for item in kept.values():
        end = last[item.story]
        if first is not None and end is not None and end + timedelta(days=CLOSED) < first:
            continue
        if item.story not in numbers:
            numbers[item.story] = len(numbers)
            ids[item.page] = item.story
        shelf.put(numbers[item.story], item.page, get_vector(ledger, item))
    return shelf, ids


def _vector(ledger: Ledger, page: str, day: date | None, placed: Placed | None) -> StoryVector:
    if placed is not None:
        return StoryVector(get_vector(ledger, placed).weights, day)
    return StoryVector(read_vector(ledger.reading(page).article).weights, day)


def _write_lines(ledger: Ledger, touched: Iterable[str]) -> None:
    pages: dict[str, list[Placed]] = defaultdict(list)
    for item in placed_articles(ledger).values():
        pages[item.story].append(item)
    drop_lines(ledger, (story for story in touched if story not in pages))
    for story in sorted(set(touched) & set(pages)):
        _write_line(ledger, story, sorted(pages[story], key=lambda item: reading_order(item.page, item.day)))


def _write_line(ledger: Ledger, story: str, members: Sequence[Placed]) -> None:
    articles = {item.page: ledger.reading(item.page).article for item in members}
    found = group_reports(articles.values(), by_keys=True)
    copies = find_copies(articles.values(), found)
    edges = tuple(Edge(c.page, c.origin, c.share, c.whole, c.spun, c.because) for c in copies)
    known = [item.day.isoformat() for item in members if item.day]
    line = StoryLine(
        story,
        _title(articles, {item.page: get_vector(ledger, item) for item in members}),
        min(known, default=None),
        max(known, default=None),
        len(members),
        len(found.groups),
    )
    write_line(ledger, line, StoryBody(found.groups, edges))


def _title(articles: Mapping[str, Article], vectors: Mapping[str, StoryVector]) -> str:
    """Return the title of the article that is most like the others; of one without a title, its first words."""
    sums: dict[str, float] = defaultdict(float)
    for vector in vectors.values():
        for word, weight in vector.weights.items():
            sums[word] += weight

    def typical(page: str) -> tuple[bool, float, str]:
        score = sum(weight * sums[word] for word, weight in vectors[page].weights.items())
        return articles[page].title is None, -round(score, 6), page

    best = articles[min(vectors, key=typical)]
    return " ".join((best.title or best.text[:80]).split())


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
