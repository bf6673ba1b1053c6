"""Write each story's line: its title, days, articles and independent sources, and who copies whom in it.

In: an open ledger and the stories whose articles changed. Out: their lines. An article is compared with those around it
that share a key, and two are compared once: what is known of a pair that stood in one story before is taken over.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from zlib import crc32

from dateline.match.copies import find_copies
from dateline.match.reuse import Independence, independent_sources, is_one_source, reuse_keys, shared_passages
from dateline.match.stories import StoryVector
from dateline.model.text import Article
from dateline.store.ledger import Ledger
from dateline.store.shelf import KeptShelf, Placed, get_article
from dateline.store.stories import Edge, StoryBody, StoryLine, drop_lines, get_body, members_of, titles_of, write_line

Pair = tuple[str, str]
TITLED = 12
"""Articles of a story, its first, of which the most typical one gives the title: those that came later do not change
what a story is called."""
AROUND = 40
"""Articles of its story before it that an article is compared with: a text is copied within days. In news_cluster no
story has so many; without a bound a page would cost the more the more articles a story has."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What earlier lines tell: the story in which each article was compared, and what was found."""

    story: Mapping[str, str]
    edges: Mapping[Pair, Edge]

    def has(self, left: str, right: str) -> bool:
        """Say whether two articles were compared."""
        return (left, right) in self.edges or (left in self.story and self.story[left] == self.story.get(right))


@dataclass(frozen=True, slots=True)
class Changes:
    """What a pass over the shelf changed: stories whose articles are others now, those of them that lost one, pages.

    Where a story lost an article, others have come so near that they were not compared yet; `anew` are the pages whose
    words or day are others than they were.
    """

    touched: set[str] = field(default_factory=set)
    lost: set[str] = field(default_factory=set)
    anew: set[str] = field(default_factory=set)


def write_lines(ledger: Ledger, changes: Changes) -> None:
    """Write the lines of stories anew, and take those away in which no article stands any more."""
    known = _known(ledger, changes)
    for story in sorted(changes.touched):
        members = members_of(ledger, story)
        if members:
            _write_line(ledger, story, members, known)
        else:
            drop_lines(ledger, [story])


def _known(ledger: Ledger, changes: Changes) -> _Known:
    bodies = {story: body for story in sorted(changes.touched) if (body := get_body(ledger, story)) is not None}
    kept = {story: body for story, body in bodies.items() if story not in changes.lost}
    pages = {page: story for story, body in kept.items() for group in body.groups for page in group}
    edges = (edge for body in bodies.values() for edge in body.edges)
    return _Known(pages, {_pair(e.page, e.origin): e for e in edges if changes.anew.isdisjoint((e.page, e.origin))})


def _pair(left: str, right: str) -> Pair:
    return min(left, right), max(left, right)


def _write_line(ledger: Ledger, story: str, members: Sequence[Placed], known: _Known) -> None:
    pages = [item.page for item in members]
    edges = _edges(ledger, pages, known)
    groups = independent_sources(pages, {_pair(e.page, e.origin): 1.0 for e in edges if e.one}, {})
    number = {page: count for count, group in enumerate(groups) for page in group}
    edges = [replace(edge, whole=number[edge.page] == number[edge.origin]) for edge in edges]
    days = sorted(item.day.isoformat() for item in members if item.day)
    line = StoryLine(
        story, _title(ledger, pages[:TITLED]), days[0] if days else None, days[-1] if days else None, len(members),
        len(groups),
    )  # fmt: skip
    write_line(ledger, line, StoryBody(groups, tuple(sorted(edges, key=lambda e: (-e.share, e.page, e.origin)))))


# --- who copies whom --------------------------------------------------------------------------------------------------


def _edges(ledger: Ledger, pages: Sequence[str], known: _Known) -> list[Edge]:
    at = {page: number for number, page in enumerate(pages)}
    found = [edge for pair, edge in known.edges.items() if all(page in at for page in pair) and _are_near(at, pair)]
    articles: dict[str, Article] = {}
    for left, right in _to_compare(ledger, pages, known):
        for page in (left, right):
            if page not in articles:
                articles[page] = get_article(ledger, page)
        found += _compare(articles[left], articles[right])
    return found


def _are_near(at: Mapping[str, int], pair: Pair) -> bool:
    return abs(at[pair[0]] - at[pair[1]]) <= AROUND


def _to_compare(ledger: Ledger, pages: Sequence[str], known: _Known) -> Iterator[Pair]:
    """Yield the pairs near each other that share a key and were not compared before."""
    keys: dict[str, frozenset[int]] = {}
    for left, right in _new_pairs(pages, known):
        for page in (left, right):
            if page not in keys:
                keys[page] = _copy_keys(ledger, page)
        if not keys[left].isdisjoint(keys[right]):
            yield left, right


def _new_pairs(pages: Sequence[str], known: _Known) -> Iterator[Pair]:
    """Yield the pairs near each other that were not compared before."""
    new = _not_compared(pages, known)
    for number, page in enumerate(pages):
        around = pages[max(0, number - AROUND) : number]
        if page not in new:  # of a large story that grew, hardly any pair is new
            around = [other for other in around if other in new] if new else []
        yield from (pair for other in around if not known.has(*(pair := _pair(page, other))))


def _not_compared(pages: Iterable[str], known: _Known) -> set[str]:
    """Return the articles that some other one of a story was not compared with: all but its largest known part."""
    parts: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        if page in known.story:
            parts[known.story[page]].add(page)
    largest = max(parts.values(), key=lambda part: (len(part), min(part)), default=set())
    return set(pages) - largest


def _copy_keys(ledger: Ledger, page: str) -> frozenset[int]:
    """Return the numbers by which an article's copies are found, made when it first has company."""
    row = ledger.database.execute("SELECT keys FROM story_copy WHERE page = ?", (page,)).fetchone()
    if row is not None:
        return frozenset(array("I", row["keys"]))
    made = sorted({crc32(key.encode()) for key in reuse_keys(get_article(ledger, page))})
    ledger.database.execute("INSERT INTO story_copy VALUES (?, ?)", (page, array("I", made).tobytes()))
    return frozenset(made)


def _compare(left: Article, right: Article) -> list[Edge]:
    """Return the edge between two articles, none where they share no passage."""
    passages = shared_passages(left, right)
    if not passages:
        return []
    found = Independence(((left.page,), (right.page,)), {(left.page, right.page): passages})
    one = is_one_source(left, right, found.share(left.page, right.page))
    return [Edge(c.page, c.origin, c.share, c.whole, c.spun, c.because, one) for c in find_copies((left, right), found)]


# --- its title --------------------------------------------------------------------------------------------------------


def _title(ledger: Ledger, pages: Sequence[str]) -> str:
    """Return the title of the article that is most like the others; of one without a title, its first words."""
    shelf = KeptShelf(ledger)
    vectors, titles = {page: shelf.vector(page) for page in pages}, titles_of(ledger, pages)
    sums = _sums(vectors.values())

    def typical(page: str) -> tuple[bool, float, str]:
        score = sum(weight * sums[word] for word, weight in vectors[page].weights.items())
        return titles[page] is None, -round(score, 6), page

    best = min(vectors, key=typical)
    return " ".join((titles[best] or get_article(ledger, best).text[:80]).split())


def _sums(vectors: Iterable[StoryVector]) -> Mapping[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, weight in vector.weights.items():
            sums[word] += weight
    return sums
