"""ROUGE-LSum: the F1 of the union of longest common subsequences, line by line (Lin 2004).

In: two texts, one unit (paragraph or sentence) a line. Out: a figure between 0 and 1. Same tokens and counting as
the package rouge-score without its stemmer, which was not taken for the weight of what it needs.
"""

import re
from collections import Counter

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]


def rouge_lsum(reference: str, found: str) -> float:
    """Return the ROUGE-LSum F1 of a found text against its reference."""
    vocabulary: dict[str, int] = {}
    gold, ours = _lines(reference, vocabulary), _lines(found, vocabulary)
    wanted, had = sum(map(len, gold)), sum(map(len, ours))
    if not wanted or not had:
        return float(wanted == had)
    left = Counter(int(t) for line in gold for t in line)
    right = Counter(int(t) for line in ours for t in line)
    hits = 0
    same = {line.tobytes() for line in ours}
    for line in gold:
        where = range(len(line)) if line.tobytes() in same else sorted(set().union(*(_common(line, o) for o in ours)))
        for index in where:
            token = int(line[index])
            if left[token] and right[token]:
                hits += 1
                left[token] -= 1
                right[token] -= 1
    precision, recall = hits / had, hits / wanted
    return 2 * precision * recall / (precision + recall) if hits else 0.0


def _lines(text: str, vocabulary: dict[str, int]) -> list[Ids]:
    cut = (re.findall(r"\w+", line.lower()) for line in text.split("\n"))
    return [np.array([vocabulary.setdefault(t, len(vocabulary)) for t in line], np.int32) for line in cut if line]


def _common(reference: Ids, found: Ids) -> set[int]:
    """Return the places in the reference line of one longest common subsequence with a found line."""
    if not np.isin(reference, found).any():
        return set()
    table = np.zeros((len(reference) + 1, len(found) + 1), np.int32)
    for i, token in enumerate(reference, start=1):
        step = np.where(found == token, table[i - 1, :-1] + 1, 0)
        np.maximum.accumulate(np.maximum(table[i - 1, 1:], step), out=table[i, 1:])
    places, i, j = set(), len(reference), len(found)
    while i and j:
        if reference[i - 1] == found[j - 1]:
            places.add(i - 1)
            i, j = i - 1, j - 1
        elif table[i - 1, j] >= table[i, j - 1]:
            i -= 1
        else:
            j -= 1
    return places
