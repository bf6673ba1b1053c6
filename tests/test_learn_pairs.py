"""Learning the weights of linking: what was judged moves them, and what was not leaves them where they were."""

import numpy as np
from bench.parts.learn_pairs import BEFORE, Judged, fit, table, wrong

from dateline.match.features import DEEDS, ENCOUNTERS, THRESHOLD, features_of
from dateline.match.learned import learned_weights

WEIGHTS = np.array(list(BEFORE.values()))


def test_the_product_has_a_weight_for_every_feature_and_no_other() -> None:
    for type, features in (("CONSULT", ENCOUNTERS), ("ASSAULT", DEEDS)):
        table, used = features_of(type)
        assert used == features
        assert list(learned_weights(table)) == [feature.name for feature in features]
    assert {feature.name for feature in (*ENCOUNTERS, *DEEDS)} == set(BEFORE)


def test_judged_pairs_move_the_weights_of_their_features_alone() -> None:
    values = np.zeros(len(WEIGHTS))
    values[0] = 1.0
    pairs = [Judged("made", values, one=True)] * 40
    assert wrong(pairs, WEIGHTS) == (40, 0)
    learned = fit(pairs, WEIGHTS, pull=0.01)
    assert learned[0] > THRESHOLD > WEIGHTS[0]
    assert np.array_equal(learned[1:], WEIGHTS[1:])
    assert wrong(pairs, learned) == (0, 0)


def test_nothing_judged_changes_nothing() -> None:
    assert np.array_equal(fit([], WEIGHTS), WEIGHTS)
    assert table({"shared_words": 2.0}).splitlines()[-1] == "shared_words\t2.00"
