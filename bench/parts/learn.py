"""Learn the weights of `dateline.match.weighing` from the train topics of ECB+, by logistic regression.

`python -m bench.parts.learn FOLDER > src/dateline/resources/match/weights.tsv` prints the table, and on standard error
what the weights score on topics that they were not learned from (five folds). First the weights of the features are
learned from pairs within a sub-topic, then, with those kept, what the articles' similarity adds.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.parts.ecb import Story, read_topics
from bench.parts.ecb_tellings import read_tellings
from dateline.match.signs import FEATURES
from dateline.match.stories import StoryVector
from dateline.match.tellings import Telling, compare
from dateline.match.weighing import STORY, read_features, story_terms

Matrix = NDArray[np.float64]
FOLDS = 5
PULL = 1.0
"""The pull of the weights towards nothing (L2); 1 and 10 score alike in the folds."""

HEAD = "# Weights of the features of match/signs.py: log odds that two tellings are of one event.\n"
HEAD += (
    "# Learned from the train topics of ECB+ (CC-BY 3.0): python -m bench.parts.learn FOLDER; not to be edited by hand."
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The pairs of one topic: features, what the articles' similarity says, whether they are one event."""

    features: Matrix
    story: Matrix
    one: Matrix
    within: NDArray[np.bool_]


def pairs_of(stories: Sequence[Story], tellings: Sequence[Telling], vectors: dict[str, StoryVector]) -> Pairs:
    """Return the pairs of the tellings of one topic."""
    chain = {marking.id: marking.chain for story in stories for marking in story.markings}
    subtopic = {story.name: story.subtopic for story in stories}
    features, terms, one, within = [], [], [], []
    for left, right in combinations(tellings, 2):
        alike = None if left.page == right.page else vectors[left.page].similarity(vectors[right.page])
        features.append(read_features(compare(left, right)))
        terms.append(story_terms(alike))
        one.append(float(chain[left.id] == chain[right.id]))
        within.append(subtopic[left.page] == subtopic[right.page])
    return Pairs(np.array(features), np.array(terms), np.array(one), np.array(within))


def fit(inputs: Matrix, one: Matrix, share: Matrix, pull: float = PULL) -> Matrix:
    """Return the weights, the constant last, by Newton's method; `share` says how much each pair counts."""
    full = np.hstack([inputs, np.ones((len(inputs), 1))])
    weights = np.zeros(full.shape[1])
    pulls = np.diag([pull] * inputs.shape[1] + [0.001])
    for _ in range(30):
        chances = 1 / (1 + np.exp(-full @ weights))
        slope = full.T @ (share * (one - chances)) - pulls @ weights
        bend = (full * (share * chances * (1 - chances))[:, None]).T @ full + pulls
        step = np.linalg.solve(bend, slope)
        weights += step
        if abs(step).max() < 1e-5:
            break
    return weights


def learn(topics: Sequence[Pairs]) -> dict[str, float]:
    """Return the table of weights; each topic counts by the root of its number of pairs."""
    inside = [p.features[p.within] for p in topics]
    first = fit(
        np.vstack(inside),
        np.concatenate([p.one[p.within] for p in topics]),
        np.concatenate([np.full(len(rows), 100 / max(1, len(rows)) ** 0.5) for rows in inside]),
    )
    odds = [p.features @ first[:-1] + first[-1] for p in topics]
    second = fit(
        np.vstack([np.hstack([o[:, None], p.story]) for o, p in zip(odds, topics, strict=True)]),
        np.concatenate([p.one for p in topics]),
        np.concatenate([np.full(len(p.one), 200 / max(1, len(p.one)) ** 0.5) for p in topics]),
        0.1,
    )
    names = [*(f.__name__ for f in FEATURES), "start", "odds_within_story", *STORY, "story_start"]
    return dict(zip(names, [float(w) for w in [*first, *second]], strict=True))


def table(weights: dict[str, float]) -> str:
    """Return the weights as the lines of the product's table."""
    return "\n".join([HEAD, "feature\tweight", *(f"{name}\t{weight:.3f}" for name, weight in weights.items())])


def gather(folder: Path) -> Iterator[tuple[int, list[Story], list[Telling], Pairs]]:
    """Yield the train topics with their tellings and pairs."""
    stories = list(read_topics(folder, "train"))
    tellings, vectors = read_tellings(stories)
    for topic in sorted({story.topic for story in stories}):
        mine = [story for story in stories if story.topic == topic]
        told = [telling for story in mine for telling in tellings[story.name]]
        yield topic, mine, told, pairs_of(mine, told, vectors)


def main(folder: Path) -> None:
    """Print the table, and the score of the folds."""
    from bench.coreference import cluster_within, score  # the task reads the weights that are made here

    topics = list(gather(folder))
    found: list[tuple[str, ...]] = []
    for fold in range(FOLDS):
        rest = [pairs for number, (*_, pairs) in enumerate(topics) if number % FOLDS != fold]
        weights = learn(rest)
        for _, mine, told, _ in topics[fold::FOLDS]:
            found += cluster_within(mine, told, weights)
    every = [story for _, mine, _, _ in topics for story in mine]
    print(f"five folds, within sub-topics: CoNLL F1 {score(every, found).conll:.4f}", file=sys.stderr)
    print(table(learn([pairs for *_, pairs in topics])))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
