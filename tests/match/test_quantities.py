"""Counts and durations in figures and words, held against one another by the rules of the record."""

import pytest

from dateline.match.agreement import differ, load_rules
from dateline.match.quantities import ENDLESS, length_range, minutes_of
from dateline.model.claims import Place
from dateline.model.record import Statement
from dateline.model.text import Span

RULES = load_rules()


def say(field: str, value: str, *, fallback: bool = False) -> Statement:
    return Statement(f"s_{value}", "m_1", field, value, "p_1", Span(0, 1), value, fallback=fallback)


@pytest.mark.parametrize(
    ("field", "left", "right", "apart"),
    [
        ("killed", "dozens", "41", False),
        ("killed", "dozens", "300", True),
        ("killed", ">100", "300", False),
        ("killed", ">100", "100", True),
        ("killed", ">=100", "100", False),
        ("killed", ">100", "41", True),
        ("killed", "~300", "280", False),
        ("killed", "~300", "200", True),
        ("killed", "<=800", "650", False),
        ("killed", "<800", "800", True),
        ("killed", ">=12", "30", False),
        ("killed", "12", "13", True),
        ("killed", "several", "dozens", True),
        ("killed", "thousands", "tens of thousands", True),
        ("killed", ">thousands", "tens of thousands", False),
        ("killed", "nobody knows", "12", False),
        ("crowd", "5000", "~4500", False),
        ("crowd", "thousands", "hundreds", True),
        ("displaced", "50000", "48000", False),
        ("amount", "352500000 EUR", "350000000 EUR", False),
        ("amount", "352500000 EUR", "300000000 EUR", True),
        ("amount", "40000000 USD", "40000000 EUR", True),
        ("amount", "millions USD", "3000000 USD", False),
        ("duration", "PT4M", "brief", False),
        ("duration", "PT90M", "brief", True),
        ("duration", "PT4M", "PT90M", True),
        ("duration", "PT90M", "PT1H30M", False),
        ("duration", "PT2H", "PT110M", False),
        ("duration", "PTXH", "PT3H", False),
        ("duration", "PTXH", "PT10M", True),
        ("duration", "PT2H/PT3H", "PT150M", False),
        ("duration", "P2W", "P14D", False),
        ("date", "2016-09-05", "2016-09-04/2016-09-06", False),
        ("date", "2016-09-05", "2016-09-06", True),
    ],
)
def test_what_may_be_the_same(field: str, left: str, right: str, apart: bool) -> None:
    assert differ(RULES.of(field), say(field, left), say(field, right), {}) is apart
    assert differ(RULES.of(field), say(field, right), say(field, left), {}) is apart


def test_two_cities_close_by_may_be_one_place() -> None:
    places = {
        "Old Quay": Place("Old Quay", "NOR", 60.00, 10.00),
        "Quay": Place("Quay", "NOR", 60.20, 10.40),
        "Far Quay": Place("Far Quay", "NOR", 61.00, 10.00),
        "Over There": Place("Over There", "SWE", 60.01, 10.01),
    }
    rule = RULES.of("place")
    assert not differ(rule, say("place", "Old Quay"), say("place", "Quay"), places)
    assert differ(rule, say("place", "Old Quay"), say("place", "Far Quay"), places)
    assert differ(rule, say("place", "Old Quay"), say("place", "Over There"), places)


def test_a_fallback_contradicts_nobody() -> None:
    left, right = say("date", "2016-09-05"), say("date", "2016-09-06", fallback=True)
    assert not differ(RULES.of("date"), left, right, {})


def test_lengths() -> None:
    assert minutes_of("PT1H30M") == minutes_of("PT90M") == 90
    assert minutes_of("P2W") == 14 * 1440
    assert minutes_of("brief") is None
    assert minutes_of("PTXM") is None
    assert length_range("nonsense", 15) is None


def test_words_with_a_bound_have_no_end() -> None:
    numbers = RULES.of("killed").numbers
    assert numbers.range_of(">=hundreds") == ((200.0, ENDLESS), None)
    assert numbers.range_of("") is None
