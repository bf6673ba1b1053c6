"""Keep the shelf of stories: which story each article belongs to, its turn, and what it looked at to find that out.

In: an open ledger. Out: rows, and what an article looks at (`dateline.match.stories.Shelf`). Who belongs where is
decided by `stories.grouping`; what looks at an article is found here by keys, so that a new one costs the same however
many there are.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.match.stories import HOLDERS, LOOSE, MEMBERS, Choice, StoryVector, read_vector, reading_order, story_keys
from dateline.model.claims import Interval, Reading
from dateline.model.text import Article
from dateline.store.codec import pack, unpack
from dateline.store.ledger import Ledger

CACHED = 5000
"""Vectors that a pass keeps at hand: fifty megabytes."""


@dataclass(frozen=True, slots=True)
class Placed:
    """An article on the shelf: its story and its day."""

    page: str
    story: str
    day: date | None

    @property
    def turn(self) -> str:
        """Return the article's turn in the order in which stories are made."""
        return reading_order(self.page, self.day)


@dataclass(frozen=True, slots=True)
class _Read:
    """The article alone of a reading; the rest of its bytes is passed over."""

    article: Article


def get_article(ledger: Ledger, page: str) -> Article:
    """Return a page's article as it was last read."""
    query = "SELECT body FROM reading WHERE page = ? ORDER BY seq DESC LIMIT 1"
    return unpack(ledger.database.execute(query, (page,)).fetchone()["body"], _Read).article


def parse_day(text: str | None) -> date | None:
    """Return the day of an ISO date, None for none."""
    return date.fromisoformat(text) if text else None


# --- which articles wait for a story --------------------------------------------------------------------------------


def await_story(ledger: Ledger, reading: Reading, when: Interval | None) -> None:
    """Note that an article's story is to be sought, now that its day is known; official records tell none."""
    if reading.page.media == "official":
        return
    day = _story_day(reading.article.published, when)
    body = pack(dict(read_vector(reading.article).weights))
    ledger.database.execute("INSERT OR REPLACE INTO story_waiting VALUES (?, ?, ?)", (reading.page.id, _iso(day), body))


def _story_day(published: str | None, when: Interval | None) -> date | None:
    """Return the day among the dated articles, the first one where it is known to a week."""
    if published:
        return date.fromisoformat(published[:10])
    return when.start if when is not None and (when.end - when.start).days <= LOOSE else None


def waiting_articles(ledger: Ledger) -> list[tuple[str, date | None]]:
    """Return the articles whose story is to be sought, with their days."""
    rows = ledger.database.execute("SELECT page, day FROM story_waiting ORDER BY page")
    return [(row["page"], parse_day(row["day"])) for row in rows]


def waiting_vector(ledger: Ledger, page: str, day: date | None) -> StoryVector:
    """Return the words that a waiting article is known by, read from it where they are not kept yet."""
    row = ledger.database.execute("SELECT body FROM story_waiting WHERE page = ?", (page,)).fetchone()
    if row["body"] is None:  # of a ledger of an older version
        return StoryVector(read_vector(get_article(ledger, page)).weights, day)
    return StoryVector(unpack(row["body"], dict[str, float]), day)


def unplaced_articles(ledger: Ledger) -> int:
    """Return how many articles no story was sought for yet; official records tell none."""
    return int(ledger.database.execute("SELECT count(*) FROM story_waiting").fetchone()[0])


def placed_count(ledger: Ledger) -> int:
    """Return how many articles stand on the shelf."""
    return int(ledger.database.execute("SELECT count(*) FROM story").fetchone()[0])


def take_all_down(ledger: Ledger) -> None:
    """Let all articles wait for a story; those that wait already keep what is newer."""
    ledger.database.execute("INSERT OR IGNORE INTO story_waiting SELECT page, day, body FROM story")
    for table in ("story", "story_key", "story_weighed", "story_line"):
        ledger.database.execute(f"DELETE FROM {table}")  # noqa: S608 - names from our own tuple


def wait_no_longer(ledger: Ledger) -> None:
    """Note that every article has its story."""
    ledger.database.execute("DELETE FROM story_waiting")


# --- the shelf ------------------------------------------------------------------------------------------------------


class KeptShelf:
    """The shelf as the ledger keeps it; an article that is put on it without a story is yet to choose one."""

    def __init__(self, ledger: Ledger) -> None:
        self.database = ledger.database
        self._vectors: dict[str, StoryVector] = {}

    def holders(self, key: str, turn: str) -> Iterable[tuple[str, date | None]]:
        """Return the stories and days of the last HOLDERS articles under a key."""
        query = (
            "SELECT story, day FROM story_key JOIN story USING (page) WHERE key = ? AND story_key.turn < ? "
            "ORDER BY story_key.turn DESC LIMIT ?"
        )
        return [(row[0], parse_day(row[1])) for row in self.database.execute(query, (key, turn, HOLDERS))]

    def newest(self, story: str, turn: str) -> Sequence[StoryVector]:
        """Return the newest MEMBERS articles of a story, the newest first."""
        query = "SELECT page FROM story WHERE story = ? AND turn < ? ORDER BY turn DESC LIMIT ?"
        return [self.vector(row[0]) for row in self.database.execute(query, (story, turn, MEMBERS)).fetchall()]

    def vector(self, page: str) -> StoryVector:
        """Return the words that an article on the shelf is known by, with its day."""
        if page not in self._vectors:
            if len(self._vectors) >= CACHED:
                self._vectors.clear()
            row = self.database.execute("SELECT day, body FROM story WHERE page = ?", (page,)).fetchone()
            self._vectors[page] = StoryVector(unpack(row["body"], dict[str, float]), parse_day(row["day"]))
        return self._vectors[page]

    def placed(self, page: str) -> Placed | None:
        """Return where an article stands, None for one that is not on the shelf."""
        row = self.database.execute("SELECT story, day FROM story WHERE page = ?", (page,)).fetchone()
        return Placed(page, row["story"], parse_day(row["day"])) if row is not None else None

    def put(self, page: str, vector: StoryVector, choice: Choice) -> None:
        """Put an article on the shelf."""
        turn = reading_order(page, vector.day)
        self.database.execute(
            "INSERT INTO story VALUES (?, ?, ?, ?, ?, ?)",
            (page, choice.story, _iso(vector.day), turn, json.dumps(choice.weighed), pack(dict(vector.weights))),
        )
        rows = ((key, turn, page) for key in story_keys(vector))
        self.database.executemany("INSERT INTO story_key VALUES (?, ?, ?)", rows)
        self._note_weighed(turn, choice.weighed)
        self._vectors[page] = vector

    def drop(self, item: Placed) -> None:
        """Take an article off the shelf."""
        rows = ((key, item.turn) for key in story_keys(self.vector(item.page)))
        self.database.executemany("DELETE FROM story_key WHERE key = ? AND turn = ?", rows)
        self._forget_weighed(item)
        self.database.execute("DELETE FROM story WHERE page = ?", (item.page,))
        self.database.execute("DELETE FROM story_copy WHERE page = ?", (item.page,))
        self._vectors.pop(item.page, None)

    def choose(self, item: Placed, choice: Choice) -> None:
        """Note the story that an article on the shelf has chosen, and what it was held against."""
        self._forget_weighed(item)
        self.database.execute(
            "UPDATE story SET story = ?, weighed = ? WHERE page = ?",
            (choice.story, json.dumps(choice.weighed), item.page),
        )
        self._note_weighed(item.turn, choice.weighed)

    def weighed(self, page: str) -> tuple[str, ...]:
        """Return the stories that an article was held against."""
        row = self.database.execute("SELECT weighed FROM story WHERE page = ?", (page,)).fetchone()
        return tuple(json.loads(row["weighed"]))

    def _note_weighed(self, turn: str, stories: Iterable[str]) -> None:
        self.database.executemany("INSERT INTO story_weighed VALUES (?, ?)", ((story, turn) for story in stories))

    def _forget_weighed(self, item: Placed) -> None:
        rows = ((story, item.turn) for story in self.weighed(item.page))
        self.database.executemany("DELETE FROM story_weighed WHERE story = ? AND turn = ?", rows)

    def lookers(self, item: Placed) -> Iterator[str]:
        """Yield the turns of the later articles that find an article by one of its keys."""
        after = "SELECT turn FROM story_key WHERE key = ? AND turn > ? ORDER BY turn LIMIT ?"
        for key in story_keys(self.vector(item.page)):
            yield from (row[0] for row in self.database.execute(after, (key, item.turn, HOLDERS)).fetchall())

    def weighers(self, item: Placed) -> list[str]:
        """Return the turns of the later articles held against an article's story while it was of its newest."""
        until = "SELECT turn FROM story WHERE story = ? AND turn > ? ORDER BY turn LIMIT 1 OFFSET ?"
        last = self.database.execute(until, (item.story, item.turn, MEMBERS - 1)).fetchone()
        query = "SELECT turn FROM story_weighed WHERE story = ? AND turn > ? AND (? IS NULL OR turn <= ?)"
        end = last[0] if last is not None else None
        return [row[0] for row in self.database.execute(query, (item.story, item.turn, end, end))]


def page_of(turn: str) -> str:
    """Return the page whose turn it is."""
    return turn.partition(" ")[2]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
