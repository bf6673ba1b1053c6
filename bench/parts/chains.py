"""Score coreference chains: MUC, B-cubed, CEAF with entity similarity, and their mean, the CoNLL F1.

In: two groupings of mentions, gold and own, each an iterable of groups of ids. Singletons count. Mentions that only
one side has are allowed (own mentions): they cost precision or recall, as in the reference scorer of CoNLL-2012.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

Group = frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall; `f1` is their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean, 0 where both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The three measures of one comparison."""

    muc: Score
    b3: Score
    ceafe: Score

    @property
    def conll(self) -> float:
        """Return the mean of the three F1."""
        return (self.muc.f1 + self.b3.f1 + self.ceafe.f1) / 3


def score_chains(gold: Iterable[Iterable[Hashable]], own: Iterable[Iterable[Hashable]]) -> Scores:
    """Compare two groupings."""
    golds, owns = [frozenset(g) for g in gold if g], [frozenset(g) for g in own if g]
    return Scores(
        Score(_muc(owns, golds), _muc(golds, owns)), Score(_b3(owns, golds), _b3(golds, owns)), _ceafe(golds, owns)
    )


def groups_of(labels: Mapping[Hashable, Hashable]) -> list[Group]:
    """Return the groups that labels make."""
    made: dict[Hashable, set[Hashable]] = {}
    for item, label in labels.items():
        made.setdefault(label, set()).add(item)
    return [frozenset(group) for group in made.values()]


def _labels(groups: Sequence[Group]) -> dict[Hashable, int]:
    return {item: number for number, group in enumerate(groups) for item in group}


def _muc(key: Sequence[Group], other: Sequence[Group]) -> float:
    """Return the share of the key's links that the other grouping keeps (Vilain et al. 1995)."""
    labels = _labels(other)
    links = kept = 0
    for group in key:
        parts = {labels[item] for item in group if item in labels}
        missing = sum(item not in labels for item in group)
        links += len(group) - 1
        kept += len(group) - len(parts) - missing
    return kept / links if links else 0.0


def _b3(key: Sequence[Group], other: Sequence[Group]) -> float:
    """Return the mean over the key's mentions of the share of their group that the other keeps together."""
    labels = _labels(other)
    total = sum(len(group) for group in key)
    kept = 0.0
    for group in key:
        parts = Counter(labels[item] for item in group if item in labels)
        kept += sum(n * n for n in parts.values()) / len(group)
    return kept / total if total else 0.0


def _ceafe(golds: Sequence[Group], owns: Sequence[Group]) -> Score:
    """Return CEAF with phi 4: the best one-to-one match of groups by 2|both| / (|one| + |other|) (Luo 2005)."""
    labels = _labels(owns)
    shared: Counter[tuple[int, int]] = Counter()
    for number, group in enumerate(golds):
        shared.update((number, labels[item]) for item in group if item in labels)
    best = 0.0
    for rows, columns in _parts(shared):
        matrix = np.zeros((len(rows), len(columns)))
        for i, row in enumerate(rows):
            for j, column in enumerate(columns):
                if (row, column) in shared:
                    both = shared[row, column]
                    matrix[i, j] = 2 * both / (len(golds[row]) + len(owns[column]))
        best += best_match(matrix)
    return Score(best / len(owns) if owns else 0.0, best / len(golds) if golds else 0.0)


def _parts(shared: Iterable[tuple[int, int]]) -> list[tuple[list[int], list[int]]]:
    """Return the connected parts of the graph of groups that share a mention; each is matched alone."""
    by_row: dict[int, set[int]] = {}
    by_column: dict[int, set[int]] = {}
    for row, column in shared:
        by_row.setdefault(row, set()).add(column)
        by_column.setdefault(column, set()).add(row)
    parts, left = [], set(by_row)
    while left:
        rows, columns, todo = set(), set(), [min(left)]
        while todo:
            row = todo.pop()
            if row in rows:
                continue
            rows.add(row)
            columns |= by_row[row]
            todo += [other for column in by_row[row] for other in by_column[column] if other not in rows]
        left -= rows
        parts.append((sorted(rows), sorted(columns)))
    return parts


def best_match(gain: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> float:
    """Return the greatest sum of a one-to-one choice of cells (the Hungarian method, in O(n^3))."""
    if gain.shape[0] > gain.shape[1]:
        gain = gain.T
    rows, columns = gain.shape
    cost = gain.max(initial=0.0) - gain
    over_rows, over_columns = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=int)  # 1-based row that holds each column; column 0 is the start
    for row in range(1, rows + 1):
        owner[0] = row
        _assign(cost, over_rows, over_columns, owner)
    return float(sum(gain[owner[j] - 1, j - 1] for j in range(1, columns + 1) if owner[j]))


def _assign(cost: "np.ndarray", over_rows: "np.ndarray", over_columns: "np.ndarray", owner: "np.ndarray") -> None:
    """Give the row that stands at column 0 a column, along the cheapest alternating path."""
    columns = cost.shape[1]
    least = np.full(columns + 1, np.inf)
    before = np.zeros(columns + 1, dtype=int)
    used = np.zeros(columns + 1, dtype=bool)
    at = 0
    while owner[at]:
        used[at] = True
        row = owner[at]
        free = np.flatnonzero(~used[1:]) + 1
        reduced = cost[row - 1, free - 1] - over_rows[row] - over_columns[free]
        better = reduced < least[free]
        least[free[better]] = reduced[better]
        before[free[better]] = at
        step = free[np.argmin(least[free])]
        delta = least[step]
        over_rows[owner[used]] += delta
        over_columns[used] -= delta
        least[free] -= delta
        at = int(step)
    while at:
        owner[at] = owner[before[at]]
        at = int(before[at])
