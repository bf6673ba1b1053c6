"""Group articles into stories: what they are about, by weighted words, with one fixed threshold.

In: articles. Out: clusters of their ids. An article's vector depends on nothing but the article and the table of
common words, so it is made once, and the order and number of other articles change no similarity. Days count only
when they are far apart: a follow-up months later belongs to the story, the same people a year later do not.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from heapq import heappop, heappush
from itertools import combinations

from dateline.config import RESOURCES
from dateline.ids import digest
from dateline.lexicon import load_rows
from dateline.model.text import Article, BlockKind

THRESHOLD = 0.18
"""Least average similarity of two groups that are one story: middle of the range (0.16 to 0.20) in which B3 F1 on
news_cluster/tune stays above .98, with and without 772 articles of ECB+ beside it."""

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

KEYS = 40
"""Words by which articles are looked up as candidates: the heaviest of each."""

_WORD = re.compile(r"[a-z][a-z0-9'’-]+")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class StoryVector:
    """An article's words with their weights, whose squares sum to one, and its day where that is known."""

    weights: Mapping[str, float]
    day: date | None = None

    def keys(self) -> tuple[str, ...]:
        """Return the heaviest words, the heaviest first, to look up other articles of the story by."""
        return tuple(sorted(self.weights, key=lambda word: (-self.weights[word], word))[:KEYS])

    def similarity(self, other: "StoryVector") -> float:
        """Return the cosine of the two, less where they are far apart in time."""
        few, many = sorted((self.weights, other.weights), key=len)
        cosine = sum(weight * many[word] for word, weight in few.items() if word in many)
        return cosine * FADING if self._is_far_from(other) else cosine

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


def cluster_stories(vectors: Mapping[str, StoryVector]) -> tuple[tuple[str, ...], ...]:
    """Return the stories, each a sorted tuple of ids: average linkage down to the threshold.

    Two groups never merge without a pair above the threshold across them, so what no such pair connects is
    clustered apart, and a new article touches only the group that it is connected to.
    """
    near = _similar_pairs(vectors)
    stories: list[tuple[str, ...]] = []
    for group in _connected(sorted(vectors), near):
        stories += _average_linkage(group, vectors)
    return tuple(sorted(stories))


def story_id(members: Iterable[str]) -> str:
    """Return a story's id, made from its first article's."""
    return f"y_{digest(min(members))}"


def _similar_pairs(vectors: Mapping[str, StoryVector]) -> list[tuple[str, str]]:
    """Return the pairs above the threshold, found through the words that weigh most."""
    holders: dict[str, list[str]] = defaultdict(list)
    for name in sorted(vectors):
        for key in vectors[name].keys():  # noqa: SIM118 - the vector's own method, not a dict's
            holders[key].append(name)
    pairs = {pair for names in holders.values() for pair in combinations(names, 2)}
    return sorted(pair for pair in pairs if vectors[pair[0]].similarity(vectors[pair[1]]) >= THRESHOLD)


def _connected(names: Sequence[str], pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    group = {name: [name] for name in names}
    for left, right in pairs:
        if group[left] is not group[right]:
            group[left] += group[right]
            for name in list(group[right]):
                group[name] = group[left]
    return [sorted(members) for members in {id(members): members for members in group.values()}.values()]


def _average_linkage(names: Sequence[str], vectors: Mapping[str, StoryVector]) -> list[tuple[str, ...]]:
    """Merge the two most similar groups until none reach the threshold; ties go by the groups' first ids."""
    groups = _Groups(names, vectors)
    while groups.heap:
        _, left, right, size = heappop(groups.heap)
        if groups.is_current(left, right, size):
            groups.merge(left, right)
    return [tuple(sorted(group)) for group in groups.members.values()]


class _Groups:
    """Groups under the id of their first member, with the sums of similarities between them."""

    def __init__(self, names: Sequence[str], vectors: Mapping[str, StoryVector]) -> None:
        self.members = {name: [name] for name in names}
        self.sums: dict[str, dict[str, float]] = {name: {} for name in names}
        self.heap: list[tuple[float, str, str, int]] = []
        for left, right in combinations(names, 2):
            self._relate(left, right, vectors[left].similarity(vectors[right]))

    def _relate(self, left: str, right: str, total: float) -> None:
        self.sums[left][right] = self.sums[right][left] = total
        sizes = len(self.members[left]), len(self.members[right])
        mean = total / (sizes[0] * sizes[1])
        if mean >= THRESHOLD:
            first, second = sorted((left, right))
            heappush(self.heap, (-mean, first, second, sum(sizes)))

    def is_current(self, left: str, right: str, size: int) -> bool:
        """Say whether both groups are still what they were when their mean was taken."""
        if left not in self.members or right not in self.members:
            return False
        return len(self.members[left]) + len(self.members[right]) == size

    def merge(self, left: str, right: str) -> None:
        """Take the right group into the left one."""
        self.members[left] += self.members.pop(right)
        gone = self.sums.pop(right)
        for other in self.members:
            if other != left:
                self._relate(left, other, self.sums[left][other] + gone[other])
