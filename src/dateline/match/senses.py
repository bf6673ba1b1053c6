"""Compare the words that events are told by: the same word, one family of words, one sense of the written table.

In: lemmas. Out: their senses and whether two are of one family. The table is `resources/match/senses.tsv`; nothing
here decides that two events are one: words propose, `weighing` weighs.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import takewhile

from dateline.config import RESOURCES
from dateline.lexicon import load_rows

LEAST = 3
"""Letters that two words of a family share at least; four, unless one of them is a word of four letters or fewer."""

SHORT = 4
_QUOTES = "\"'`‘’“”.,"


def plain_word(word: str) -> str:
    """Return a lemma in small letters without quotation marks and plural ending, as parsers leave them on headlines."""
    word = word.lower().strip(_QUOTES)
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(ending) and len(word) - len(ending) >= LEAST and not word.endswith("ss"):
            return word[: -len(ending)] + instead
    return word


@lru_cache(maxsize=1)
def _table() -> Mapping[str, frozenset[str]]:
    senses: dict[str, set[str]] = defaultdict(set)
    for row in load_rows(RESOURCES / "match" / "senses.tsv"):
        for word in row["words"].split():
            senses[word].add(row["sense"])
    return {word: frozenset(names) for word, names in senses.items()}


@lru_cache(maxsize=1)
def _endings() -> frozenset[str]:
    return frozenset(row["ending"] for row in load_rows(RESOURCES / "match" / "endings.tsv")) | {""}


def senses_of(words: Iterable[str]) -> frozenset[str]:
    """Return the senses that any of the words (particles joined with a plus) stands in."""
    found: set[str] = set()
    for word in words:
        for form in (word, plain_word(word), f"{plain_word(word)}e"):
            found |= _table().get(form, frozenset())
    return frozenset(found)


@lru_cache(maxsize=200_000)
def one_family(left: str, right: str) -> bool:
    """Say whether endings alone part two words, as they part `explode` and `explosion`."""
    length = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(left, right, strict=False)))
    if length < LEAST or 2 * length < max(len(left), len(right)):
        return False
    if length == LEAST and min(len(left), len(right)) > SHORT:
        return False
    return left[length:] in _endings() and right[length:] in _endings()
