from hypothesis import given
from hypothesis import strategies as st

from dateline.match.clusters import Link, build_clusters

IDS = [f"m{number}" for number in range(8)]
PAIRS = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] != pair[1])
LINKS = st.lists(st.builds(lambda p, s: Link(min(p), max(p), s), PAIRS, st.floats(0, 9)), max_size=20)
NEVER = st.frozensets(PAIRS.map(frozenset), max_size=6)


def allow(left: str, right: str) -> bool:
    return False


def test_best_link_goes_first() -> None:
    links = [Link("a", "b", 5.0), Link("b", "c", 4.0)]
    made = build_clusters("abc", links, forbids=lambda a, b: {a, b} == {"a", "c"})
    assert made == (("a", "b"), ("c",))


def test_a_person_outranks_a_contradiction() -> None:
    assert build_clusters("ab", [Link("a", "b", by_person=True)], forbids=lambda a, b: True) == (("a", "b"),)


@given(LINKS, NEVER, st.randoms(use_true_random=False))
def test_order_changes_nothing(links: list[Link], never: frozenset[frozenset[str]], random: object) -> None:
    first = build_clusters(IDS, links, forbids=allow, never=never)
    shuffled = list(links)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert build_clusters(reversed(IDS), shuffled, forbids=allow, never=never) == first


@given(LINKS, NEVER)
def test_a_persons_no_is_never_crossed(links: list[Link], never: frozenset[frozenset[str]]) -> None:
    for group in build_clusters(IDS, links, forbids=allow, never=never):
        assert not any(pair <= set(group) for pair in never)
