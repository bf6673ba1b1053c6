"""Group articles into stories: what they are about, by weighted words, with one fixed threshold.

In: articles. Out: clusters of their ids. An article's vector depends on nothing but the article and the table of
common words, so it is made once. Articles are taken in the order of their days, and each joins the story that it is
most like on average, as a reader's file of cuttings grows. What an article looks at is bounded: the few articles before
it that share one of its heaviest words, and of their stories the newest articles. So a page costs what it costs,
however large the file is, and a page that comes in late changes only those after it that looked, or now look, at it:
what is found is a function of the articles alone. Days count only when they are far apart: a follow-up months later
belongs to the story, the same people a year later hardly do.
"""

import math
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Protocol

from dateline.config import RESOURCES
from dateline.ids import digest
from dateline.lexicon import load_rows
from dateline.model.text import Article, BlockKind

THRESHOLD = 0.18
"""Least average similarity of an article and a story: B3 F1 on news_cluster/tune is .996 here, and .978 and .970 at .16
and .20."""

TITLE_WEIGHT = 3
"""How often a title's words count; 2 to 5 score alike."""

NAME_WEIGHT = 2
"""How often a name's words count (capitalised inside a sentence); 1 costs two points of B3 F1, 3 gains nothing."""

TELLING = 0.05
"""The share of articles up to which a word tells what one is about: above it stand "official", "talk", "minute"."""

LEAD = 2000
"""Characters of body that are read: later paragraphs tell background; 1,200 to 2,500 score alike."""

RAREST = 0.003
"""The share of articles that a word not in the table is taken to stand in."""

FAR = 300
"""Days from which on two articles are of different times; on news_cluster a penalty from 60 or 180 days costs up to
three points of B3 F1, from 300 days none."""

FADING = 0.75
"""What a similarity comes to across such a gap; .5 to .85 score alike."""

SHORT = 60
"""Words of an article below which it tells little beyond who met whom."""

SOON = 45
"""Days after which a story takes no such article: the next encounter of the same people, told in the same words, is
another story. On news_cluster 20 to 300 days score alike."""

CLOSED = 730
"""Days after its last article from which on a story takes no more; 600 to 2,000 score alike on news_cluster."""

KEYS = 6
"""Heaviest words by which an article finds others; on news_cluster 6 to 16 score alike."""

HOLDERS = 10
"""Articles looked at under each such word, the last before it; on news_cluster 5 to 20 score alike."""

WEIGHED = 4
"""Stories that an article is held against, those that share its words most often; 3 to 8 score alike."""

MEMBERS = 10
"""Articles of a story, its newest, that an article is compared with; 10 to 20 score alike."""

LOOSE = 7
"""Days beyond which an article's time is too loose to stand among the dated ones."""

TIE = 1e-9
"""Two means closer than this are the same: sums of floats differ with the order in which they were made."""

_WORD = re.compile(r"[a-z][a-z0-9'’-]+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class StoryVector:
    """An article's words with their weights, whose squares sum to one, and its day where that is known."""

    weights: Mapping[str, float]
    day: date | None = None

    def similarity(self, other: "StoryVector") -> float:
        """Return the cosine of the two, less where they are far apart in time."""
        few, many = sorted((self.weights, other.weights), key=len)
        cosine = math.fsum(few[word] * many[word] for word in few.keys() & many.keys())  # exact in any order
        return cosine * FADING if self._is_far_from(other) else cosine

    def strongest(self, count: int) -> tuple[str, ...]:
        """Return the words that weigh most, the heaviest first."""
        return tuple(sorted(self.weights, key=lambda word: (-self.weights[word], word))[:count])

    def _is_far_from(self, other: "StoryVector") -> bool:
        return self.day is not None and other.day is not None and abs((self.day - other.day).days) > FAR


def read_vector(article: Article, day: date | None = None) -> StoryVector:
    """Return an article's vector, from its title and the beginning of its body; `day` where the page gives none."""
    body = (article.text[b.start : b.end] for b in article.blocks if b.kind in (BlockKind.SUBTITLE, BlockKind.BODY))
    return make_vector(article.title or "", "\n".join(body), article.day or day)


def make_vector(title: str, body: str, day: date | None = None) -> StoryVector:
    """Return the vector of a title and a body."""
    lead = body[:LEAD]
    counts = Counter(stems(lead))
    for stem in stems(title):
        counts[stem] += TITLE_WEIGHT
    names = {stem for name in _NAME.findall(lead) for stem in stems(name)}
    shares = common_words()
    raw = {
        stem: (1 + math.log(count * (NAME_WEIGHT if stem in names else 1))) * -math.log(shares.get(stem, RAREST))
        for stem, count in sorted(counts.items())
    }
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return StoryVector({stem: weight / length for stem, weight in raw.items() if weight > 0}, day)


def matter_words(article: Article, count: int) -> tuple[str, ...]:
    """Return the words that weigh most of those with small letters: what an article is about, whoever is in it."""
    vector, shares = read_vector(article), common_words()
    small = set(stems(" ".join(_SMALL.findall(article.text))))
    rare = (word for word in vector.strongest(len(vector.weights)) if shares.get(word, 0.0) <= TELLING)
    return tuple(islice((word for word in rare if word in small), count))


_SMALL = re.compile(r"\b[a-z][\w'’-]{2,}")


def stems(text: str) -> list[str]:
    """Return a text's words in small letters, plurals and verb endings off."""
    return [_stem(word.replace("’", "'").removesuffix("'s").strip("'-")) for word in _WORD.findall(text.lower())]


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1)
def common_words() -> Mapping[str, float]:
    """Return the share of articles in which each common word stands; raise ResourceError where the table is wrong."""
    return {row["stem"]: row.read_number("share") for row in load_rows(RESOURCES / "lexicons" / "common_words.tsv")}


def story_keys(vector: StoryVector) -> tuple[str, ...]:
    """Return the heaviest words of an article, under which it finds the articles before it."""
    weights = vector.weights
    return tuple(sorted(weights, key=lambda word: (-round(weights[word], 9), word))[:KEYS])


def reading_order(name: str, day: date | None) -> str:
    """Return an article's turn: articles are taken by their day, the undated last, then by their id."""
    return f"{day.isoformat() if day else '~'} {name}"


def story_id(first: str) -> str:
    """Return a story's id, made from its first article's."""
    return f"y_{digest(first)}"


class Shelf(Protocol):
    """What an article looks at when it seeks its story: only what comes before its turn."""

    def holders(self, key: str, turn: str) -> Iterable[tuple[str, date | None]]:
        """Return the stories and days of the last HOLDERS articles under a key."""

    def newest(self, story: str, turn: str) -> Sequence[StoryVector]:
        """Return the newest MEMBERS articles of a story, the newest first."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The story that an article joins, or opens, and the stories that it was held against."""

    story: str
    weighed: tuple[str, ...]


def weigh_stories(turn: str, vector: StoryVector, shelf: Shelf) -> tuple[str, ...]:
    """Return the stories that an article is held against."""
    hits = Counter(
        story for key in story_keys(vector) for story, day in shelf.holders(key, turn) if _is_open(vector.day, day)
    )
    return tuple(sorted(sorted(hits, key=lambda story: (-hits[story], story))[:WEIGHED]))


def choose_story(name: str, vector: StoryVector, shelf: Shelf) -> Choice:
    """Return the story that an article is most like on average, or one of its own where none is enough so."""
    turn = reading_order(name, vector.day)
    weighed = weigh_stories(turn, vector, shelf)
    best, score = story_id(name), THRESHOLD - TIE
    for story in weighed:
        mean = _mean(vector, shelf.newest(story, turn))
        if mean > score + TIE:
            best, score = story, mean
    return Choice(best, weighed)


def _is_open(day: date | None, before: date | None) -> bool:
    return day is None or before is None or abs((day - before).days) <= CLOSED


def _mean(vector: StoryVector, members: Sequence[StoryVector]) -> float:
    """Return how like a story's newest articles one is, less where they are far back."""
    alone = StoryVector(vector.weights)
    total = sum(alone.similarity(member) for member in members)
    last = next((member.day for member in members if member.day is not None), None)
    return total / max(1, len(members)) * _nearness(vector, last)


def _nearness(vector: StoryVector, last: date | None) -> float:
    if vector.day is None or last is None:
        return 1.0
    gap = abs((vector.day - last).days)
    if gap > (SOON if len(vector.weights) < SHORT else CLOSED):
        return 0.0
    return FADING if gap > FAR else 1.0


class OpenShelf:
    """A shelf that is filled in the order of the turns, from the first article on; it keeps what is looked at."""

    def __init__(self) -> None:
        self._holders: dict[str, deque[tuple[str, date | None]]] = defaultdict(lambda: deque(maxlen=HOLDERS))
        self._members: dict[str, deque[StoryVector]] = defaultdict(lambda: deque(maxlen=MEMBERS))

    def holders(self, key: str, turn: str) -> Iterable[tuple[str, date | None]]:
        """Return the stories and days of the last articles under a key."""
        return self._holders.get(key, ())

    def newest(self, story: str, turn: str) -> Sequence[StoryVector]:
        """Return the newest articles of a story, the newest first."""
        return self._members[story]

    def put(self, story: str, vector: StoryVector) -> None:
        """Put an article into a story."""
        self._members[story].appendleft(vector)
        for key in story_keys(vector):
            self._holders[key].append((story, vector.day))


def shelve(articles: Iterable[tuple[str, StoryVector]]) -> Iterator[tuple[str, Choice]]:
    """Yield, for articles given in the order of their turns, each one's name and choice, its story's id in it."""
    shelf = OpenShelf()
    for name, vector in articles:
        choice = choose_story(name, vector, shelf)
        shelf.put(choice.story, vector)
        yield name, choice


def cluster_stories(vectors: Mapping[str, StoryVector]) -> tuple[tuple[str, ...], ...]:
    """Return the stories, each a sorted tuple of ids; the order in which the articles are given plays no part."""
    ordered = sorted(vectors, key=lambda name: reading_order(name, vectors[name].day))
    stories: dict[str, list[str]] = defaultdict(list)
    for name, choice in shelve((name, vectors[name]) for name in ordered):
        stories[choice.story].append(name)
    return tuple(sorted(tuple(sorted(story)) for story in stories.values()))
