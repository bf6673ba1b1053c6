"""Learn the weights of `dateline.match.features` from the judged pairs of encounters, by logistic regression.

`python -m bench.parts.learn_pairs LEDGER... > src/dateline/resources/match/encounters.tsv` prints the table, and on
standard error how many pairs come out wrong under weights that were not learned from them (one sample left out at a
time), beside the weights set by hand. LEDGERs hold the pages of the samples in `bench/samples/pairs.tsv`. The
few hundred pairs that people have judged say little of a single feature, so that each weight is pulled back to one
set by hand; pairs that a contradiction keeps apart say nothing, for no weight can join them.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import load_rows
from dateline.match.features import FEATURES, THRESHOLD, contradiction
from dateline.store.ledger import Ledger

Vector = NDArray[np.float64]
VERDICTS = Path(__file__).parents[1] / "samples" / "pairs.tsv"
PULL = 8.0
"""The pull of each weight to the one before (L2); 2 to 50 leave as many pairs wrong in the folds."""
BEFORE = {
    "same_people": 2.0,
    "people_within": 1.0,
    "shared_people": 1.0,
    "described_alike": 0.5,
    "same_day": 2.0,
    "close_in_time": 1.0,
    "same_place": 0.5,
    "same_occasion": 0.5,
    "same_kind": 0.5,
    "one_article": 0.5,
    "recap": 2.5,
    "both_unreal": 0.5,
    "shared_words": 2.0,
}
"""What each feature weighs before it is learned, set by hand on pages of our own."""
ROUNDS = 50

HEAD = """\
# Weights of the features of match/features.py: what each adds to the score of two reports of one encounter.
# Learned from judged pairs by python -m bench.parts.learn_pairs LEDGER...; not to be edited by hand."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged pair: its sample, the values of its features, whether it is one event."""

    sample: str
    values: Vector
    one: bool


def read_pairs(ledgers: Sequence[Path]) -> Iterator[Judged]:
    """Yield the judged pairs that one of the ledgers holds and no contradiction keeps apart."""
    rows = [row for row in load_rows(VERDICTS) if row["verdict"] in ("one", "two")]
    for path in ledgers:
        with Ledger(path, create=False) as ledger:
            known = {told for page in ledger.pages() for told in ledger.mentions_of(page)}
            for row in rows:
                if {row["left"], row["right"]} <= known:
                    left, right = ledger.mentions((row["left"], row["right"]))
                    if contradiction(left, right) is None:
                        values = np.array([f.function(left, right) for f in FEATURES])
                        yield Judged(row["sample"], values, row["verdict"] == "one")


def fit(pairs: Sequence[Judged], before: Vector, pull: float = PULL) -> Vector:
    """Return the weights by Newton's method: the score less the threshold is the log odds."""
    if not pairs:
        return before
    inputs, one = np.array([p.values for p in pairs]), np.array([float(p.one) for p in pairs])
    weights = before.copy()
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(THRESHOLD - inputs @ weights))
        slope = inputs.T @ (one - chances) - pull * (weights - before)
        bend = (inputs * (chances * (1 - chances))[:, None]).T @ inputs + pull * np.eye(len(before))
        step = np.linalg.solve(bend, slope)
        weights += step
        if abs(step).max() < 1e-6:
            break
    return weights


def wrong(pairs: Sequence[Judged], weights: Vector) -> tuple[int, int]:
    """Return how many pairs are wrongly left apart and wrongly joined."""
    joined = [(pair.one, bool(pair.values @ weights >= THRESHOLD)) for pair in pairs]
    return joined.count((True, False)), joined.count((False, True))


def table(weights: Mapping[str, float]) -> str:
    """Return the weights as the lines of the product's table."""
    return "\n".join([HEAD, "feature\tweight", *(f"{name}\t{weight:.2f}" for name, weight in weights.items())])


def main(ledgers: Sequence[Path]) -> None:
    """Print the table, and what the folds get wrong."""
    pairs, names = list(read_pairs(ledgers)), [f.function.__name__ for f in FEATURES]
    before = np.array([BEFORE[name] for name in names])
    apart = merged = 0
    for sample in sorted({pair.sample for pair in pairs}):
        weights = fit([pair for pair in pairs if pair.sample != sample], before)
        left, joined = wrong([pair for pair in pairs if pair.sample == sample], weights)
        apart, merged = apart + left, merged + joined
    old = wrong(pairs, before)
    print(
        f"{len(pairs)} pairs; left out of the learning: {apart} wrongly apart, {merged} wrongly joined; "
        f"by the weights set by hand: {old[0]} and {old[1]}",
        file=sys.stderr,
    )
    print(table(dict(zip(names, fit(pairs, before), strict=True))))


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
