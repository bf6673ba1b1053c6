from hypothesis import given
from hypothesis import strategies as st

from dateline.match.linkage import average_linkage

IDS = [f"m{number}" for number in range(8)]
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1])
SCORES = st.dictionaries(PAIRS, st.floats(0, 1))


def test_the_average_of_the_pairs_decides() -> None:
    scores = {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.1}
    assert average_linkage("abc", scores, 0.4) == (("a", "b", "c"),)
    assert average_linkage("abc", scores, 0.5) == (("a", "b"), ("c",))


def test_a_pair_without_a_score_counts_as_none() -> None:
    assert average_linkage("abc", {("a", "b"): 0.9, ("b", "c"): 0.8}, 0.5) == (("a", "b"), ("c",))


@given(SCORES, st.randoms(use_true_random=False))
def test_order_changes_nothing(scores: dict[tuple[str, str], float], random: object) -> None:
    pairs = list(scores.items())
    random.shuffle(pairs)  # type: ignore[attr-defined]
    turned = {pair[::-1]: score for pair, score in pairs}
    assert average_linkage(reversed(IDS), turned, 0.4) == average_linkage(IDS, scores, 0.4)
