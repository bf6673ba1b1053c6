"""Keep each story's line, which is derived, and find stories and what they hold.

In: an open ledger. Out: rows. Which article belongs where is decided by `stories.grouping` and kept by `store.shelf`.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.store.codec import pack, unpack
from dateline.store.ledger import Ledger
from dateline.store.shelf import Placed, parse_day


@dataclass(frozen=True, slots=True)
class Edge:
    """Two articles of a story that share text; `because` says how it is known that `page` follows `origin`.

    `one` says that the two share enough to be one source by themselves, `whole` that they are one, if through others.
    """

    page: str
    origin: str
    share: float
    whole: bool
    spun: bool
    because: str | None = None
    one: bool = False


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story as one row of a table: the title of its most typical article, its days, articles and sources."""

    id: str
    title: str
    start: str | None
    end: str | None
    articles: int
    sources: int


@dataclass(frozen=True, slots=True)
class StoryBody:
    """What a story's line keeps besides: its pages by independent source, and who follows whom."""

    groups: tuple[tuple[str, ...], ...]
    edges: tuple[Edge, ...] = ()


def placed_articles(ledger: Ledger) -> dict[str, Placed]:
    """Return where each article stands, by page."""
    rows = ledger.database.execute("SELECT page, story, day FROM story")
    return {row["page"]: Placed(row["page"], row["story"], parse_day(row["day"])) for row in rows}


def members_of(ledger: Ledger, story: str) -> list[Placed]:
    """Return the articles of a story in the order of their turns."""
    rows = ledger.database.execute("SELECT page, day FROM story WHERE story = ? ORDER BY turn", (story,))
    return [Placed(row["page"], story, parse_day(row["day"])) for row in rows]


def titles_of(ledger: Ledger, pages: Iterable[str]) -> dict[str, str | None]:
    """Return the titles of articles, by page."""
    query = "SELECT title FROM article WHERE page = ?"
    rows = {page: ledger.database.execute(query, (page,)).fetchone() for page in pages}
    return {page: row["title"] if row is not None else None for page, row in rows.items()}


def write_line(ledger: Ledger, line: StoryLine, body: StoryBody) -> None:
    """Keep a story's line."""
    ledger.database.execute(
        "INSERT OR REPLACE INTO story_line VALUES (?, ?, ?, ?, ?, ?, ?)",
        (line.id, line.title, line.start, line.end, line.articles, line.sources, pack(body)),
    )


def drop_lines(ledger: Ledger, stories: Iterable[str]) -> None:
    """Take the lines of stories away that no article stands in."""
    ledger.database.executemany("DELETE FROM story_line WHERE story = ?", ((story,) for story in stories))


def find_lines(ledger: Ledger, least: int = 1, since: str | None = None, until: str | None = None) -> list[StoryLine]:
    """Return the stories of at least so many articles, the newest first; those without a day come last."""
    query = (
        "SELECT story, title, first_day, last_day, articles, sources FROM story_line WHERE articles >= ? "
        "AND (? IS NULL OR last_day >= ?) AND (? IS NULL OR first_day <= ?) "
        "ORDER BY last_day IS NULL, last_day DESC, articles DESC, story"
    )
    return [StoryLine(*row) for row in ledger.database.execute(query, (least, since, since, until, until))]


def lines_after(ledger: Ledger, after: tuple[str | None, str] | None, limit: int) -> list[StoryLine]:
    """Return so many stories, the newest first, the undated last; `after` is the last day and id of the last seen."""
    found: list[StoryLine] = []
    dated, undated = ("last_day IS NOT NULL", ()), ("last_day IS NULL", ())
    stretches: list[tuple[str, tuple[str, ...]]] = [dated, undated]
    if after is not None:
        day, story = after
        stretches = [("last_day IS NULL AND story < ?", (story,))]
        if day is not None:
            stretches = [("(last_day, story) < (?, ?)", (day, story)), undated]
    for where, values in stretches:
        query = (
            "SELECT story, title, first_day, last_day, articles, sources FROM story_line "  # noqa: S608 - our own words
            f"WHERE {where} ORDER BY last_day DESC, story DESC LIMIT ?"
        )
        missing = limit - len(found)
        found += [StoryLine(*row) for row in ledger.database.execute(query, (*values, missing))]
    return found


def get_body(ledger: Ledger, story: str) -> StoryBody | None:
    """Return what a story's line keeps besides, None where it has no line."""
    row = ledger.database.execute("SELECT body FROM story_line WHERE story = ?", (story,)).fetchone()
    return unpack(row["body"], StoryBody) if row is not None else None


def get_line(ledger: Ledger, story: str) -> tuple[StoryLine, StoryBody]:
    """Return a story by its id or the start of one; raise UsageError where none or several fit."""
    query = (
        "SELECT story, title, first_day, last_day, articles, sources, body FROM story_line "
        "WHERE substr(story, 1, ?) = ? LIMIT 2"
    )
    rows = ledger.database.execute(query, (len(story), story)).fetchall()
    if len(rows) != 1 or not story:
        told = "no story" if not rows else "more than one story"
        raise UsageError(f"{story}: {told} of this ledger has that id; `dateline stories` lists them")
    return StoryLine(*tuple(rows[0])[:6]), unpack(rows[0]["body"], StoryBody)


def all_edges(ledger: Ledger) -> Iterator[Edge]:
    """Yield who follows whom, story by story."""
    for row in ledger.database.execute("SELECT body FROM story_line ORDER BY story"):
        yield from unpack(row["body"], StoryBody).edges


def publisher_names(ledger: Ledger) -> dict[str, str | None]:
    """Return the publisher of each article, by page; the agency of one that names no other publisher."""
    return {
        row["page"]: row["publisher"]
        for row in ledger.database.execute("SELECT page, coalesce(publisher, credit) AS publisher FROM article")
    }


def story_events(ledger: Ledger, pages: Sequence[str]) -> list[str]:
    """Return the events that the pages tell, in the order of their days."""
    query = "SELECT DISTINCT record.event, first_day FROM record_page JOIN record USING (event) WHERE page = ? "
    rows = {row["event"]: row["first_day"] for page in pages for row in ledger.database.execute(query, (page,))}
    return sorted(rows, key=lambda event: (rows[event] is None, rows[event] or "", event))
