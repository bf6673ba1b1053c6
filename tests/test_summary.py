"""The fewest sentences: found exactly, the best backed of equals, nothing wanted left out."""

from itertools import combinations
from random import Random

import pytest

from dateline.model.text import Span
from dateline.summary import Sentence, fewest


def sentence(number: int, carries: str, backing: int = 1, length: int = 10) -> Sentence:
    return Sentence("p_1", Span(number * 100, number * 100 + length), frozenset(carries), backing)


def carried(chosen: list[Sentence]) -> frozenset[str]:
    return frozenset().union(*(s.carries for s in chosen))


def test_one_sentence_that_carries_all_is_enough() -> None:
    told = [sentence(1, "ab"), sentence(2, "abc"), sentence(3, "c")]
    assert fewest(told, frozenset("abc")) == [told[1]]


def test_of_equals_the_better_backed_then_the_shorter() -> None:
    told = [sentence(1, "ab", backing=2), sentence(2, "ab", backing=5), sentence(3, "ab", backing=5, length=5)]
    assert fewest(told, frozenset("ab")) == [told[2]]


def test_greed_would_take_three() -> None:
    told = [sentence(1, "abcd"), sentence(2, "abe"), sentence(3, "cdf")]
    assert fewest(told, frozenset("abcdef")) == [told[1], told[2]]


def test_nothing_wanted_needs_nothing() -> None:
    assert fewest([sentence(1, "a")], frozenset()) == []


@pytest.mark.parametrize("seed", range(20))
def test_no_smaller_choice_exists(seed: int) -> None:
    chance = Random(seed)
    told = [sentence(n, "".join(chance.sample("abcdefg", chance.randint(1, 3)))) for n in range(9)]
    wanted = carried(told)
    chosen = fewest(told, wanted)
    assert carried(chosen) == wanted
    smaller = combinations(told, len(chosen) - 1)
    assert not any(carried(list(choice)) >= wanted for choice in smaller)


def test_many_sentences_are_still_covered_and_none_is_idle() -> None:
    chance = Random(1)
    told = [sentence(n, "".join(chance.sample("abcdefghijklmnopqrst", 3))) for n in range(60)]
    chosen = fewest(told, carried(told))
    assert carried(chosen) == carried(told)
    for one in chosen:
        assert carried([s for s in chosen if s is not one]) != carried(told)
