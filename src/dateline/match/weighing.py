"""Weigh the signs that two tellings are of one event.

In: two `Telling`s, and how alike their articles are. Out: log odds or the chance that they tell one event, with the
reasons. The weights stand in `resources/match/weights.tsv`, learned from the train topics of ECB+ (CC-BY 3.0) by
`python -m bench.parts.learn FOLDER`, which also prints what they score on topics that they were not learned from.
"""

import math
from collections.abc import Mapping

from dateline.match.learned import learned_weights
from dateline.match.signs import FEATURES
from dateline.match.tellings import Compared, Telling, compare

TABLE = "weights"


def read_features(pair: Compared) -> list[float]:
    """Return the value of each feature, in the order of `FEATURES`."""
    return [feature(pair) for feature in FEATURES]


def score_tellings(
    left: Telling, right: Telling, weights: Mapping[str, float] | None = None
) -> tuple[float, tuple[str, ...]]:
    """Return the log odds that two tellings of one story tell one event, and the reasons, strongest first."""
    weights, pair = weights or learned_weights(TABLE), compare(left, right)
    found = [(weights[f.__name__] * value, f) for f in FEATURES if (value := f(pair))]
    reasons = sorted((item for item in found if item[0] > 0), key=lambda item: (-item[0], item[1].__name__))
    total = weights["start"] + sum(part for part, _ in found)
    return total, tuple((f.__doc__ or "").strip().rstrip(".") for _, f in reasons)


LIKEST = 0.25
"""The similarity of articles from which on more of it counts less."""


def story_terms(similarity: float | None) -> list[float]:
    """Return what the similarity of two articles (None: they are one) adds, in the order of `STORY`."""
    if similarity is None:
        return [0.0, 0.0, 0.0, 1.0]
    return [similarity, similarity * similarity, min(similarity, LIKEST), 0.0]


STORY = ("articles_alike", "articles_alike_squared", "articles_alike_below", "one_article")


def weigh_story(odds: float, similarity: float | None, weights: Mapping[str, float] | None = None) -> float:
    """Return the log odds where it is not known that the two articles tell one story."""
    weights = weights or learned_weights(TABLE)
    terms = zip(STORY, story_terms(similarity), strict=True)
    return weights["odds_within_story"] * odds + weights["story_start"] + sum(weights[n] * v for n, v in terms)


def chance(odds: float) -> float:
    """Return log odds as a chance between 0 and 1."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))
