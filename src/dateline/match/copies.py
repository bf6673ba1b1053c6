"""Say who copies whom among reports: a graph whose edges carry the passages that two reports share.

In: articles and what `reuse` found them to share. Out: `Copy`s. An edge has a direction where one report names the
other's publisher as its source, or was published after the other; else the two share text and neither is known to be
the first.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from dateline.match.agencies import find_agencies, unnamed_sources
from dateline.match.reuse import Independence, Passage
from dateline.model.text import Article


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports that share text: `page` is the later one, where that is known, and `origin` the one it follows.

    `share` is that of the shorter text; `whole` says that the two count as one independent source. `because` says in
    words how the direction is known; without it the two stand in the order of their ids.
    """

    page: str
    origin: str
    share: float
    whole: bool
    passages: tuple[Passage, ...]
    because: str | None = None

    @property
    def spun(self) -> bool:
        """Say whether sentences were taken over with words replaced."""
        return any(not passage.exact for passage in self.passages)


def find_copies(articles: Iterable[Article], found: Independence) -> tuple[Copy, ...]:
    """Return the edges between articles that share text, the largest share first; passages lie in `page`'s text."""
    by_page = {article.page: article for article in articles}
    group = {page: number for number, pages in enumerate(found.groups) for page in pages}
    copies = []
    for (left, right), passages in found.passages.items():
        first, because = _first(by_page[left], by_page[right])
        whole = group[left] == group[right]
        page, origin = (right, left) if first == left else (left, right)
        turned = passages if page == left else tuple(_turned(passage) for passage in passages)
        copies.append(Copy(page, origin, round(found.share(left, right), 3), whole, turned, because))
    return tuple(sorted(copies, key=lambda c: (-c.share, c.page, c.origin)))


def _turned(passage: Passage) -> Passage:
    return Passage(passage.right, passage.left, passage.words, passage.share, passage.exact)


def _first(left: Article, right: Article) -> tuple[str, str | None]:
    """Return the page of the report that the other one follows, and how that is known.

    An agency's own report says so in its publisher; of one without a publisher, the agency that it names is its own.
    """
    for origin, copy in ((left, right), (right, left)):
        own = (_agencies(origin.publisher) if origin.publisher else find_agencies(origin)) - unnamed_sources()
        if own & (find_agencies(copy) - _agencies(copy.publisher)):
            return origin.page, f"credits {min(own)}"
    earlier, later = sorted((left, right), key=lambda article: (_when(article), article.page))
    if _when(earlier) and surely_before(_when(earlier), _when(later)):
        return earlier.page, "published later"
    return min(left.page, right.page), None


def _agencies(publisher: str | None) -> frozenset[str]:
    """Return the agency that a publisher is, if it is one."""
    return find_agencies(Article("", "", (), publisher=publisher)) if publisher else frozenset()


def _when(article: Article) -> str:
    return article.published or ""


def surely_before(earlier: str, later: str) -> bool:
    """Say whether one time is surely before another: by the day, or by the clock where both give it in one zone."""
    if earlier[:10] != later[:10]:
        return bool(earlier) and earlier[:10] < later[:10]
    return len(earlier) == len(later) > 10 and earlier[19:] == later[19:] and earlier < later


class Following(Protocol):
    """Whatever says that one page follows another."""

    @property
    def page(self) -> str: ...  # noqa: D102
    @property
    def origin(self) -> str: ...  # noqa: D102
    @property
    def whole(self) -> bool: ...  # noqa: D102
    @property
    def because(self) -> str | None: ...  # noqa: D102


def publisher_graph(copies: Iterable[Following], publishers: Mapping[str, str | None]) -> dict[tuple[str, str], int]:
    """Return how often each publisher's reports follow another's, by the pair (who follows, whom)."""
    counts: dict[tuple[str, str], int] = {}
    for copy in copies:
        follower, followed = publishers.get(copy.page), publishers.get(copy.origin)
        if copy.whole and copy.because and follower and followed and follower != followed:
            counts[follower, followed] = counts.get((follower, followed), 0) + 1
    return counts
