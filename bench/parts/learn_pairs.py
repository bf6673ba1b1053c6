"""Learn the weights of `dateline.match.features` from judged pairs of encounters and of deeds, by logistic regression.

`python -m bench.parts.learn_pairs encounters|deeds LEDGER... > src/dateline/resources/match/encounters.tsv` prints the
table, and on standard error how many pairs come out wrong under weights that were not learned from them (a sample, or a
fifth of the deeds, left out at a time), beside the weights set by hand. LEDGERs hold the pages of the samples in
`bench/samples/pairs.tsv` and `deeds.tsv`; `pairs_second.tsv` is kept to check with. The few hundred pairs that people
have judged say little of a single feature, so that each weight is pulled back to one set by hand; pairs that a
contradiction keeps apart say nothing, for no weight can join them.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dateline.lexicon import load_rows
from dateline.match.contradictions import contradiction
from dateline.match.features import THRESHOLD, features_of
from dateline.model.record import DatedMention
from dateline.store.ledger import Ledger

Vector = NDArray[np.float64]
SAMPLES = Path(__file__).parents[1] / "samples"
ENCOUNTERS = SAMPLES / "pairs.tsv"
DEEDS = SAMPLES / "deeds.tsv"
PULL = 8.0
"""The pull of each weight to the one before (L2); 2 to 50 leave as many pairs wrong in the folds."""
BEFORE = {
    "same_people": 2.0,
    "people_within": 1.0,
    "shared_people": 1.0,
    "described_alike": 0.5,
    "fitting_people": 0.5,
    "same_day": 2.0,
    "close_in_time": 1.0,
    "near_days": 1.0,
    "same_place": 0.5,
    "same_occasion": 0.5,
    "same_kind": 0.5,
    "same_frame": 0.5,
    "same_count": 0.5,
    "counts_far": -1.0,
    "one_article": 0.5,
    "one_sentence": 1.0,
    "recap": 2.5,
    "both_unreal": 0.5,
    "shared_words": 2.0,
    "pages_alike": 2.0,
}
"""What each feature weighs before it is learned, set by hand on pages of our own."""
ROUNDS = 50
FOLDS = 5

HEAD = """\
# Weights of the features of match/features.py: what each adds to the score of two reports of one event.
# Learned from judged pairs by python -m bench.parts.learn_pairs; not to be edited by hand."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged pair: its sample, the values of its features, whether it is one event."""

    sample: str
    values: Vector
    one: bool


def read_pairs(table: str, ledgers: Sequence[Path]) -> Iterator[Judged]:
    """Yield the judged pairs that one of the ledgers holds and no contradiction keeps apart."""
    judged = list(judged_encounters() if table == "encounters" else judged_deeds())
    for path in ledgers:
        with Ledger(path, create=False) as ledger:
            known = {told for page in ledger.pages() for told in ledger.mentions_of(page)}
            for sample, pair, one in judged:
                if known.issuperset(pair):
                    left, right = ledger.mentions(pair)
                    values = np.array([f.function(left, right) for f in features_of(left.mention.type)[1]])
                    if may_be_linked(left, right):
                        yield Judged(sample, values, one)


def may_be_linked(left: DatedMention, right: DatedMention) -> bool:
    """Say whether no contradiction keeps a pair apart; two deeds of one page are left to its words."""
    if left.mention.type != "CONSULT" and left.page == right.page:
        return False
    return contradiction(left, right) is None


Told = tuple[str, tuple[str, str], bool]
"""The sample or fold of a judged pair, the two mentions, and whether they are one event."""


def judged_encounters() -> Iterator[Told]:
    """Yield the judged pairs of encounters."""
    for row in load_rows(ENCOUNTERS):
        if row["verdict"] in ("one", "two"):
            yield row["sample"], (row["left"], row["right"]), row["verdict"] == "one"


def judged_deeds() -> Iterator[Told]:
    """Yield the pairs of mentions of one sample that were judged to be of one deed or of two."""
    rows = list(load_rows(DEEDS))
    for left, right in combinations(rows, 2):
        if left["sample"] == right["sample"]:
            fold = str(min(int(left["deed"]), int(right["deed"])) % FOLDS)
            yield fold, (left["mention"], right["mention"]), left["deed"] == right["deed"]


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


def main(name: str, ledgers: Sequence[Path]) -> None:
    """Print the table, and what the folds get wrong."""
    pairs = list(read_pairs(name, ledgers))
    names = [feature.name for feature in features_of("CONSULT" if name == "encounters" else "")[1]]
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
    main(sys.argv[1], [Path(argument) for argument in sys.argv[2:]])
