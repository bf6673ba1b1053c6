"""Find the news agencies and the like that an article names as its source: in a byline, a credit, a line of its own.

In: an article. Out: names of agencies, as `lexicons/agencies.toml` gives them. What two articles share is left
to `reuse`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from dateline.lexicon import lexicon
from dateline.model.text import Article, BlockKind

CREDITS = (BlockKind.BYLINE, BlockKind.CREDIT, BlockKind.DATELINE)
LONGEST = 40
"""Characters of a line above the text that is no more than a credit: "From a pool report by"."""
BELOW = 3
"""Lines below the text among which a credit stands; farther down are the links of the site, agencies among them."""


def find_agencies(article: Article) -> frozenset[str]:
    """Return the agencies that an article names as its source, in byline, credit, dateline or publisher.

    A line below the text that names nothing else does so too, "(AFP)", and one above it that says "Press release".
    """
    lines = [article.text[b.start : b.end] for b in article.blocks if b.kind in CREDITS]
    given = (article.credit, article.publisher, article.dateline, *article.byline)
    named = set(_named_in([*lines, *(line for line in given if line)]))
    return frozenset(named | {*_above(article), *_below(article)})


def _above(article: Article) -> Iterator[str]:
    """Yield what no agency's name tells: "Press release", "Agencies", in a short line before the text."""
    start = next((block.start for block in article.blocks if block.kind is BlockKind.BODY), 0)
    short = (line for line in article.text[:start].splitlines() if len(line) <= LONGEST)
    return (name for name in _named_in(short) if name in lexicon("agencies").words("unnamed", "lines"))


def _below(article: Article) -> Iterator[str]:
    """Yield the agency that a line behind the text, or the last one of it, is; and what tells of an agency's feed."""
    end = max((block.end for block in article.blocks if block.kind is BlockKind.BODY), default=0)
    last = article.text[:end].rpartition("\n")[2]
    behind = [line for line in article.text[end:].splitlines() if line.strip()][:BELOW]
    for line in (last, *behind):
        words = _EDGES.sub("", line)
        if words in _agencies():
            yield _agencies()[words]
    told = (line for line in ([last] if last.startswith("(") else []) + behind if _FEED.search(line))
    yield from (name for name in _named_in(told) if name in unnamed_sources())


_EDGES = re.compile(r"^\W+|\W+$")
_FEED = re.compile(r"\b(?:feed|agency|agencies)\b", re.IGNORECASE)


def unnamed_sources() -> frozenset[str]:
    """Return what an article may name as its source that may be any agency: "Agencies", "a syndicated feed"."""
    return lexicon("agencies").words("unnamed", "sources")


def share_wire(left: frozenset[str], right: frozenset[str]) -> bool:
    """Say whether what two articles name as their sources may be one agency."""
    return bool(left & right) or bool(left and right and (left | right) & unnamed_sources())


def _named_in(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from (_agencies()[match] for match in _agency_pattern().findall(line))


@lru_cache(maxsize=1)
def _agencies() -> Mapping[str, str]:
    return {spelling: name for name, spellings in lexicon("agencies").lists("agency").items() for spelling in spellings}


@lru_cache(maxsize=1)
def _agency_pattern() -> re.Pattern[str]:
    spellings = sorted(_agencies(), key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, spellings))})(?!\w)")
