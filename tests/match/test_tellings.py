import pytest

from dateline.match.learned import learned_weights
from dateline.match.senses import one_family, plain_word, senses_of
from dateline.match.signs import FEATURES
from dateline.match.tellings import Telling
from dateline.match.weighing import TABLE, chance, score_tellings, weigh_story

BLAST = Telling("a", "p_1", 1, "explosion", frozenset({"explosion"}), senses_of(["explosion"]), noun=True)
BOMB = Telling("b", "p_2", 0, "bomb", frozenset({"bomb"}), senses_of(["bomb"]))
VOTE = Telling("c", "p_2", 3, "vote", frozenset({"vote"}), senses_of(["vote"]))


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("explode", "explosion", True),
        ("win", "winner", True),
        ("negotiate", "negotiation", True),
        ("attack", "attach", False),
        ("contest", "contract", False),
        ("die", "dig", False),
    ],
)
def test_families(left: str, right: str, one: bool) -> None:
    assert one_family(left, right) is one


def test_plural_endings_go() -> None:
    assert [plain_word(word) for word in ("Talks", "parties", '"riot"', "loss")] == ["talk", "party", "riot", "loss"]


def test_every_feature_has_a_reason_and_a_weight() -> None:
    assert {f.__name__ for f in FEATURES} < set(learned_weights(TABLE))
    assert all((f.__doc__ or "").strip() for f in FEATURES)


def test_words_of_one_sense_speak_for_one_event() -> None:
    odds, reasons = score_tellings(BLAST, BOMB)
    assert "They use words of one sense" in reasons
    assert chance(odds) > chance(score_tellings(BLAST, VOTE)[0])


def test_either_side_may_stand_first() -> None:
    assert score_tellings(BLAST, BOMB) == score_tellings(BOMB, BLAST)


def test_articles_that_are_alike_speak_for_one_event() -> None:
    assert weigh_story(1.0, 0.3) > weigh_story(1.0, 0.05)
