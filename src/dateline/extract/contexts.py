"""Score what a text is about in PLOVER's 37 contexts: health, territory, election and so on.

In: lemmas, of a sentence or of a whole article. Out: contexts with their weights, the heaviest first. The words and
the weights are in `lexicons/contexts.toml`; the event's own type plays no part.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.annotate.sentences import Sentence
from dateline.lexicon import Table, lexicon
from dateline.model.text import TOLD, Article

LONGEST = 4
"""Words in the longest phrase of the lexicon."""


@dataclass(frozen=True, slots=True)
class _Index:
    """Phrases of lemmas with the contexts that they speak for, and how loudly."""

    phrases: dict[tuple[str, ...], tuple[tuple[str, float], ...]]
    least: float


@lru_cache(maxsize=1)
def _load() -> _Index:
    table = lexicon("contexts")
    found: dict[tuple[str, ...], list[tuple[str, float]]] = {}
    for name in contexts():
        for loudness in ("strong", "weak"):
            weight = _weight(table, loudness)
            for phrase in table.strings(name, loudness):
                found.setdefault(tuple(phrase.replace("-", " - ").split()), []).append((name, weight))
    return _Index({phrase: tuple(entries) for phrase, entries in found.items()}, _weight(table, "least"))


def _weight(table: Table, key: str) -> float:
    value = table.get("weights", key)
    if not isinstance(value, int | float):
        raise table.error(f"weights.{key} should be a number", key)
    return float(value)


@lru_cache(maxsize=1)
def contexts() -> tuple[str, ...]:
    """Return the names of all contexts, in the order of the lexicon."""
    return tuple(name for name in lexicon("contexts").data if name != "weights")


def score_contexts(lemmas: Sequence[str]) -> tuple[tuple[str, float], ...]:
    """Return the contexts that lemmas in small letters speak for, with weights of at least the lexicon's `least`.

    Each phrase counts once however often it stands there, and a longer phrase takes its words from the shorter ones.
    """
    index = _load()
    weights: dict[str, float] = {}
    for phrase in _phrases(lemmas, index):
        for name, weight in index.phrases[phrase]:
            weights[name] = weights.get(name, 0.0) + weight
    told = [(name, round(weight, 2)) for name, weight in weights.items() if weight >= index.least]
    return tuple(sorted(told, key=lambda entry: (-entry[1], entry[0])))


def score_sentences(sentences: Iterable[Sentence]) -> tuple[tuple[str, float], ...]:
    """Return the contexts of the sentences taken together."""
    return score_contexts([token.lemma_.lower() for sentence in sentences for token in sentence.words])


def score_article(article: Article) -> tuple[tuple[str, float], ...]:
    """Return the contexts of a whole article's told blocks, from its words: what the gate left unparsed counts too.

    Words are taken back to the lemmas of the lexicon by their plural's ending alone.
    """
    told = (article.text[block.start : block.end].lower() for block in article.blocks if block.kind in TOLD)
    return score_contexts([_singular(word) for text in told for word in _WORD.findall(text)])


_WORD = re.compile(r"[^\W\d_]+|-")
_SHORT_WORD = 3  # letters of words that lose no "s": "gas", "was"


def _singular(word: str) -> str:
    plural = len(word) > _SHORT_WORD and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return word[:-1] if plural else word


def _phrases(lemmas: Sequence[str], index: _Index) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    at = 0
    while at < len(lemmas):
        for length in range(min(LONGEST, len(lemmas) - at), 0, -1):
            phrase = tuple(lemmas[at : at + length])
            if phrase in index.phrases:
                found.add(phrase)
                at += length - 1
                break
        at += 1
    return found
