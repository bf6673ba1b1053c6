"""Group articles into stories: what they are about, by weighted words, with one fixed threshold.

In: articles. Out: clusters of their ids. An article's vector depends on nothing but the article and the table of
common words, so it is made once. Articles are taken in the order of their days, and each joins the story that it is
most like on average, as a reader's file of cuttings grows: a day's news costs what it costs, however large the file
is, and what is found does not hang on the order in which the pages came in. Days count only when they are far apart:
a follow-up months later belongs to the story, the same people a year later hardly do.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

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
        cosine = sum(weight * many[word] for word, weight in few.items() if word in many)
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
    shares = {}
    for row in load_rows(RESOURCES / "lexicons" / "common_words.tsv"):
        try:
            shares[row["stem"]] = float(row["share"])
        except ValueError as error:
            raise row.error(f"share should be a number, not {row['share']!r}") from error
    return shares


Order = tuple[bool, str, str]
"""What articles are read in the order of: their day, the undated last, then their id."""


def reading_order(name: str, day: date | None) -> Order:
    """Return an article's place in the order in which stories are made."""
    return day is None, day.isoformat() if day else "", name


def cluster_stories(vectors: Mapping[str, StoryVector]) -> tuple[tuple[str, ...], ...]:
    """Return the stories, each a sorted tuple of ids; the order in which the articles are given plays no part."""
    shelf = Shelf()
    for name in sorted(vectors, key=lambda name: reading_order(name, vectors[name].day)):
        shelf.place(name, vectors[name])
    return tuple(sorted(tuple(sorted(story.members)) for story in shelf.stories))


def story_id(first: str) -> str:
    """Return a story's id, made from its first article's."""
    return f"y_{digest(first)}"


@dataclass(slots=True)
class Gathered:
    """A story while it is gathered: its articles, the first one first, and its last day."""

    members: list[str]
    last: date | None = None


class Shelf:
    """The stories so far; articles are placed in the order of `reading_order`, each where it is most at home."""

    def __init__(self) -> None:
        self.stories: list[Gathered] = []
        self._sums: dict[str, dict[int, float]] = defaultdict(dict)

    def place(self, name: str, vector: StoryVector) -> Gathered:
        """Put an article into the story that it is most like on average, or into a new one where none is enough so."""
        best, score = None, 0.0
        for number, total in sorted(self._products(vector).items()):
            story = self.stories[number]
            mean = total / len(story.members) * _nearness(vector, story.last)
            if mean > score + TIE:
                best, score = number, mean
        if best is None or score < THRESHOLD:
            self.stories.append(Gathered([]))
            best = len(self.stories) - 1
        return self.put(best, name, vector)

    def put(self, number: int, name: str, vector: StoryVector) -> Gathered:
        """Put an article into the story of a number, whatever it is like; one past the last opens a new story."""
        if number == len(self.stories):
            self.stories.append(Gathered([]))
        story = self.stories[number]
        story.members.append(name)
        story.last = vector.day or story.last
        for word, weight in vector.weights.items():
            self._sums[word][number] = self._sums[word].get(number, 0.0) + weight
        return story

    def _products(self, vector: StoryVector) -> Mapping[int, float]:
        """Return for each story that shares a word the sum of the cosines with its articles."""
        totals: dict[int, float] = defaultdict(float)
        for word, weight in vector.weights.items():
            for number, total in self._sums.get(word, {}).items():
                totals[number] += weight * total
        return totals


def _nearness(vector: StoryVector, last: date | None) -> float:
    if vector.day is None or last is None:
        return 1.0
    gap = abs((vector.day - last).days)
    if gap > (SOON if len(vector.weights) < SHORT else CLOSED):
        return 0.0
    return FADING if gap > FAR else 1.0
