"""Find the text that two articles share, and group reports that copy one another into independent sources.

In: articles. Out: `Passage`s (the words both have, and their share of the shorter text), keys to find candidates
by, and groups of reports that count once. Words are compared folded, so quotation marks, case and punctuation play
no part. Which article copied which is left open.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import LCSseq

from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.match.agencies import find_agencies, share_wire
from dateline.match.spinning import retold_sentences
from dateline.model.text import Article, BlockKind, Span

SHORTEST = 12
"""Words in a row that two texts must share to count: shorter runs are set phrases ("did not immediately respond to a
request for comment" has ten). At 12, no two articles of different events of news_cluster share a passage."""

ALIKE = 0.7
"""Least share of words in the same order for two sentences to be one with words replaced; looked at by eye on
news_cluster: from .7 on all are one text, at .6 most, at .5 few."""

SAME_TEXT = 0.5
"""Share of the shorter text from which on two reports are one source: on news_cluster the shares of same-event
pairs leave a gap from .47 (the same statements quoted) to .58 (copies)."""

SAME_WIRE = 0.2
"""The same where both name the same agency as their source."""

_SHINGLE = 6
_LEADERS = 2
_PARAGRAPH_LEADERS = 4
_SHORT_SHINGLE = 3
_SHORT_LEADERS = 4
_BAG = 0.55  # sentences that share fewer of their different words cannot reach ALIKE
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = re.compile(r"[.!?…]+['\"”’»)\]]*(?=\s|$)|\n+")


_Match = tuple[range, range, int, bool]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two articles share: where they stand in each, how many, and their share of the shorter text."""

    left: Span
    right: Span
    words: int
    share: float
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """A text's words, folded, with their places; `sentences` are ranges of word numbers."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    sentences: tuple[range, ...]


@lru_cache(maxsize=256)  # a page tells several events, each of which is made from all its reports
def read_words(article: Article) -> Words:
    """Return the words of an article's own text; furniture, bylines and datelines are left out."""
    words: list[str] = []
    spans: list[Span] = []
    sentences: list[range] = []
    for block in article.blocks:
        if block.kind in (BlockKind.BODY, BlockKind.CAPTION):
            for start, end in _sentences(article.text, block.start, block.end):
                first = len(words)
                for match in _WORD.finditer(article.text, start, end):
                    words.append(_folded(match.group()))
                    spans.append(Span(match.start(), match.end()))
                if len(words) > first:
                    sentences.append(range(first, len(words)))
    return Words(tuple(words), tuple(spans), tuple(sentences))


@lru_cache(maxsize=100_000)
def _folded(word: str) -> str:
    return fold(word)


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for match in _STOP.finditer(text, start, end):
        yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


@lru_cache(maxsize=1024)  # an event that one report more joins compares only that one anew
def shared_passages(left: Article, right: Article) -> tuple[Passage, ...]:
    """Return what two articles share, in the order of the left one; no word counts twice."""
    if right.page < left.page:
        return _turned(shared_passages(right, left))
    return compare_words(read_words(left), read_words(right))


def _turned(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    turned = (Passage(p.right, p.left, p.words, p.share, p.exact) for p in passages)
    return tuple(sorted(turned, key=lambda passage: passage.left))


def compare_words(left: Words, right: Words) -> tuple[Passage, ...]:
    """Return the passages that two texts share: runs of the same words, then sentences with some or most replaced."""
    shorter = max(1, min(len(left.words), len(right.words)))
    taken: tuple[set[int], set[int]] = (set(), set())
    matches = [
        *_same_runs(left.words, right.words, taken),
        *_alike_sentences(left, right, taken),
    ]
    if sum(words for _, _, words, _ in matches) < SAME_TEXT * shorter:
        matches += _retold(left, right, taken)
    passages = (
        Passage(_stretch(left, a), _stretch(right, b), words, words / shorter, exact) for a, b, words, exact in matches
    )
    return tuple(sorted(passages, key=lambda passage: passage.left))


def _retold(left: Words, right: Words, taken: tuple[set[int], set[int]]) -> Iterator[_Match]:
    """Yield the sentences of a text that was retold as a whole, with the words that nothing else takes."""
    for ours, theirs in retold_sentences(left.words, right.words, (left.sentences, right.sentences)):
        free, others = _longest_free(ours, taken[0]), _longest_free(theirs, taken[1])
        if min(len(free), len(others)) >= _SHINGLE:
            yield free, others, min(len(free), len(others)), False


def _stretch(text: Words, numbers: range) -> Span:
    return Span(text.spans[numbers.start].start, text.spans[numbers.stop - 1].end)


def _same_runs(left: Sequence[str], right: Sequence[str], taken: tuple[set[int], set[int]]) -> Iterator[_Match]:
    """Yield the runs of the same words, the longest first, notices left out."""
    runs = sorted(_runs(left, right), key=lambda run: (-run[2], run[0], run[1]))
    for start, other, length in runs:
        ours, theirs = range(start, start + length), range(other, other + length)
        if taken[0].isdisjoint(ours) and taken[1].isdisjoint(theirs):
            taken[0].update(ours)
            taken[1].update(theirs)
            if not _is_notice(left[start : start + length]):
                yield ours, theirs, length, True


def _runs(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Yield every longest run of at least SHORTEST words, as its start in each text and its length."""
    starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i in range(len(left) - _SHINGLE + 1):
        starts[tuple(left[i : i + _SHINGLE])].append(i)
    for j in range(len(right) - _SHINGLE + 1):
        for i in starts.get(tuple(right[j : j + _SHINGLE]), ()):
            if i and j and left[i - 1] == right[j - 1]:
                continue  # inside a run that began earlier
            length = _run_length(left, right, i, j)
            if length >= SHORTEST:
                yield i, j, length


def _run_length(left: Sequence[str], right: Sequence[str], i: int, j: int) -> int:
    length = _SHINGLE
    while i + length < len(left) and j + length < len(right) and left[i + length] == right[j + length]:
        length += 1
    return length


def _alike_sentences(left: Words, right: Words, taken: tuple[set[int], set[int]]) -> Iterator[_Match]:
    """Yield pairs of sentences most of whose words are the same in the same order, the most alike first."""
    scored = sorted(_alike_pairs(left, right, taken), key=lambda m: (-m[2] / max(len(m[0]), len(m[1])), m[0].start))
    for ours, theirs, common in scored:
        if taken[0].isdisjoint(ours) and taken[1].isdisjoint(theirs):
            taken[0].update(ours)
            taken[1].update(theirs)
            if not _is_notice(left.words[ours.start : ours.stop]):
                yield ours, theirs, common, False


def _alike_pairs(left: Words, right: Words, taken: tuple[set[int], set[int]]) -> Iterator[tuple[range, range, int]]:
    others = _free_sentences(right, taken[1])
    for ours, words in _free_sentences(left, taken[0]):
        for theirs, other_words in others:
            if len(words & other_words) < _BAG * max(len(words), len(other_words)):
                continue  # too few words in common for any order of them to do
            common = LCSseq.similarity(left.words[ours.start : ours.stop], right.words[theirs.start : theirs.stop])
            if common >= ALIKE * max(len(ours), len(theirs)):
                yield ours, theirs, int(common)


def _free_sentences(text: Words, taken: set[int]) -> list[tuple[range, frozenset[str]]]:
    """Return the sentences, or of those that a run of the same words reaches into what it leaves of them."""
    free = (_longest_free(numbers, taken) for numbers in text.sentences if len(numbers) >= SHORTEST)
    return [
        (numbers, frozenset(text.words[numbers.start : numbers.stop])) for numbers in free if len(numbers) >= SHORTEST
    ]


def _longest_free(numbers: range, taken: set[int]) -> range:
    """Return the longest stretch of a sentence that is not taken."""
    if taken.isdisjoint(numbers):
        return numbers
    best = range(0)
    start = numbers.start
    for number in (*sorted(taken & set(numbers)), numbers.stop):
        if number - start > len(best):
            best = range(start, number)
        start = number + 1
    return best


def _is_notice(words: Sequence[str]) -> bool:
    text = " ".join(words)
    return any(phrase in text for phrase in lexicon("agencies").strings("notice", "phrases"))


def total_share(passages: Iterable[Passage]) -> float:
    """Return the share of the shorter text that all passages make up together."""
    return min(1.0, sum(passage.share for passage in passages))


def shingles(text: str, length: int = _SHINGLE) -> frozenset[tuple[str, ...]]:
    """Return the runs of `length` folded words of a text."""
    words = [fold(match) for match in _WORD.findall(text)]
    return frozenset(tuple(words[i : i + length]) for i in range(len(words) - length + 1))


def reuse_keys(article: Article) -> tuple[str, ...]:
    """Return keys by which articles that share text find each other: MinHash over word shingles.

    Of each sentence the least hashes of its long shingles, which a passage copied word for word keeps, and of its
    short ones, some of which survive where words were replaced; of each paragraph the least of its long ones.
    """
    return _keys(article, read_words(article))


def _keys(article: Article, words: Words) -> tuple[str, ...]:
    keys: set[str] = set()
    for numbers in words.sentences:
        if len(numbers) >= SHORTEST:
            told = words.words[numbers.start : numbers.stop]
            keys.update(f"r{key:08x}" for key in _least_hashes(told, _SHINGLE, _LEADERS))
            keys.update(f"s{key:08x}" for key in _least_hashes(told, _SHORT_SHINGLE, _SHORT_LEADERS))
    for numbers in _paragraphs(article, words):
        told = words.words[numbers.start : numbers.stop]
        keys.update(f"p{key:08x}" for key in _least_hashes(told, _SHINGLE, _PARAGRAPH_LEADERS))
    return tuple(sorted(keys))


def _paragraphs(article: Article, words: Words) -> Iterator[range]:
    """Yield the words of each paragraph: a block, or a part of it between empty lines."""
    starts = [span.start for span in words.spans]
    first = 0
    for number in range(1, len(starts) + 1):
        gap = article.text[words.spans[number - 1].end : starts[number]] if number < len(starts) else "\n"
        if "\n" in gap:
            yield range(first, number)
            first = number


def _least_hashes(words: Sequence[str], length: int, count: int) -> list[int]:
    hashes = (zlib.crc32(" ".join(words[i : i + length]).encode()) for i in range(len(words) - length + 1))
    return sorted(set(hashes))[:count]


def candidate_pairs(keys: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
    """Return the pairs of pages that share a key, and so may share text.

    Of the 12,090 pairs of news_cluster that is 335, among them all 111 that share a passage.
    """
    holders: dict[str, list[str]] = defaultdict(list)
    for page in sorted(keys):
        for key in keys[page]:
            holders[key].append(page)
    return {pair for pages in holders.values() for pair in combinations(pages, 2)}


@dataclass(frozen=True, slots=True)
class Independence:
    """Reports grouped into independent sources, and the passages that pairs of reports share."""

    groups: tuple[tuple[str, ...], ...]
    passages: Mapping[tuple[str, str], tuple[Passage, ...]]

    def share(self, left: str, right: str) -> float:
        """Return the share of the shorter text that two reports have in common."""
        return total_share(self.passages.get((min(left, right), max(left, right)), ()))


def group_reports(articles: Iterable[Article], *, by_keys: bool = False) -> Independence:
    """Compare reports and return which of them count as one independent source.

    With `by_keys` only those that share a key are compared, where there are too many to compare each with each.
    """
    by_page = {article.page: article for article in articles}
    pairs: Iterable[tuple[str, str]] = combinations(sorted(by_page), 2)
    if by_keys:
        keys = {page: _keys(article, read_words(article)) for page, article in by_page.items()}
        pairs = sorted(candidate_pairs(keys))
    passages = {}
    for left, right in pairs:
        found = shared_passages(by_page[left], by_page[right])
        if found:
            passages[left, right] = found
    agencies = {page: find_agencies(article) for page, article in by_page.items()}
    shares = {pair: total_share(found) for pair, found in passages.items()}
    return Independence(independent_sources(by_page, shares, agencies), passages)


def is_one_source(left: Article, right: Article, share: float) -> bool:
    """Say whether two reports that share so much count once by themselves."""
    return share >= (SAME_WIRE if share_wire(find_agencies(left), find_agencies(right)) else SAME_TEXT)


def independent_sources(
    pages: Iterable[str], shares: Mapping[tuple[str, str], float], agencies: Mapping[str, frozenset[str]]
) -> tuple[tuple[str, ...], ...]:
    """Return the pages in groups that count once: most of the text shared, or some of it and the same agency."""
    group = {page: {page} for page in pages}
    for (left, right), share in sorted(shares.items()):
        wire = share_wire(agencies.get(left, frozenset()), agencies.get(right, frozenset()))
        if share >= (SAME_WIRE if wire else SAME_TEXT) and group[left] is not group[right]:
            group[left] |= group[right]
            for page in group[right]:
                group[page] = group[left]
    return tuple(sorted({tuple(sorted(members)) for members in group.values()}))
