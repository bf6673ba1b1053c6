"""Know a text that was retold sentence by sentence with most words replaced, which no run of words gives away.

In: two texts' words, sentence by sentence. Out: the sentences that stand for each other, in order; none where the texts
are not one. What two texts share word for word, or nearly, is found by `reuse`.

Who rewrites a text keeps its sentences, their order and what holds them together: names, numbers, small words. A
reporter of his own has other sentences, even where he tells the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

RETOLD = 0.5
"""Least share of words in the same order for a sentence to stand for another: in tests/cases/reuse.yml those retold
have .50 to .84, those of another reporter at most .47."""

FEWEST = 3
"""Sentences in a row that two texts have at least: one or two may be told alike by chance."""

COVERED = 0.5
"""Share of the shorter text that such sentences make up: in news_cluster the five pairs from .52 on that nothing else
held to be one source are rewritings of one agency's story; below .5 some only quote the same statements."""

SHORTEST = 6
"""Words of a sentence at least that is compared."""

STEM = 5
"""Letters by which words are compared, so that endings play no part: Kenya's, Kenyan."""

_BAG = 0.4  # sentences that share fewer of their different words cannot reach RETOLD: small words are told twice


@dataclass(frozen=True, slots=True)
class _Sentence:
    number: range
    words: tuple[str, ...]
    bag: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Chain:
    """Pairs of sentences in the order of both texts, and the words that they cover."""

    covered: int = 0
    pairs: tuple[tuple[range, range], ...] = ()

    def joined(self, left: _Sentence, right: _Sentence) -> "_Chain":
        length = min(len(left.words), len(right.words))
        return _Chain(self.covered + length, (*self.pairs, (left.number, right.number)))


def retold_sentences(
    left: Sequence[str], right: Sequence[str], sentences: tuple[Sequence[range], Sequence[range]]
) -> tuple[tuple[range, range], ...]:
    """Return the pairs of sentences, as ranges of words, of which one retells the other, where the texts are one."""
    ours, theirs = (_stems(words, ranges) for words, ranges in zip((left, right), sentences, strict=True))
    if min(len(ours), len(theirs)) < FEWEST:
        return ()
    chain = _longest(ours, theirs)
    shorter = min(sum(len(one.words) for one in told) for told in (ours, theirs))
    return chain.pairs if len(chain.pairs) >= FEWEST and chain.covered >= COVERED * shorter else ()


def _stems(words: Sequence[str], ranges: Sequence[range]) -> list[_Sentence]:
    told = ((numbers, tuple(words[i][:STEM] for i in numbers)) for numbers in ranges if len(numbers) >= SHORTEST)
    return [_Sentence(numbers, stems, frozenset(stems)) for numbers, stems in told]


def _longest(ours: Sequence[_Sentence], theirs: Sequence[_Sentence]) -> _Chain:
    """Return the chain that covers most, by the table of the longest common subsequence."""
    above = [_Chain()] * (len(theirs) + 1)
    for left in ours:
        row = [_Chain()]
        for number, right in enumerate(theirs):
            best = max(above[number + 1], row[number], key=lambda chain: chain.covered)
            joined = above[number].joined(left, right) if _retells(left, right) else best
            row.append(max(best, joined, key=lambda chain: chain.covered))
        above = row
    return above[-1]


def _retells(left: _Sentence, right: _Sentence) -> bool:
    longer = max(len(left.words), len(right.words))
    if min(len(left.words), len(right.words)) < RETOLD * longer or len(left.bag & right.bag) < _BAG * longer:
        return False
    return LCSseq.similarity(left.words, right.words) >= RETOLD * longer
