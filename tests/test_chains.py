"""The scorer of coreference chains, against figures worked out by hand."""

from itertools import permutations

import numpy as np
import pytest
from bench.parts.chains import Scores, best_match, score_chains

GOLD = [["a", "b", "c"], ["d", "e", "f", "g"], ["h", "i"]]


def rounded(scores: Scores) -> list[float]:
    parts = (scores.muc, scores.b3, scores.ceafe)
    return [round(value, 4) for part in parts for value in (part.precision, part.recall)]


def test_the_same_chains_score_one() -> None:
    assert score_chains(GOLD, GOLD).conll == pytest.approx(1.0)


def test_every_mention_alone() -> None:
    # MUC knows no links; B3 recall (1/3*3 + 1/4*4 + 1/2*2) / 9; CEAF matches 2/4 + 2/5 + 2/3 over 9 and 3 groups
    assert rounded(score_chains(GOLD, [[item] for group in GOLD for item in group])) == [
        0.0,
        0.0,
        1.0,
        0.3333,
        0.1741,
        0.5222,
    ]


def test_split_and_mixed_chains() -> None:
    # MUC: 4 of 6 links both ways. B3: recall (5/3 + 8/4 + 4/2) / 9, precision the same by symmetry of the sizes
    found = score_chains(GOLD, [["a", "b"], ["c", "d", "e"], ["f", "g", "h", "i"]])
    assert rounded(found) == [0.6667, 0.6667, 0.6296, 0.6296, 0.6794, 0.6794]


def test_mentions_of_one_side_only() -> None:
    # gold {a b} {c}, own {a x}: no link kept; B3 recall (1/2 + 0 + 0) / 3, precision (1/2 + 0) / 2; CEAF 2*1/4
    assert rounded(score_chains([["a", "b"], ["c"]], [["a", "x"]])) == [0.0, 0.0, 0.25, 0.1667, 0.5, 0.25]


def test_the_best_match_is_the_best_of_all() -> None:
    random = np.random.default_rng(7)
    for rows, columns in random.integers(1, 6, size=(40, 2)):
        gain = random.random((rows, columns))
        wide = gain if rows <= columns else gain.T
        tried = (sum(wide[i, j] for i, j in enumerate(p)) for p in permutations(range(wide.shape[1]), wide.shape[0]))
        assert best_match(gain) == pytest.approx(max(tried))
