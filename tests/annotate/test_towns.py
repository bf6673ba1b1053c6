"""Small towns: found in the lands that a page tells of, and nowhere else."""

import pytest

from dateline.annotate.towns import find_town, is_town


@pytest.mark.parametrize(
    ("name", "countries", "country"),
    [
        ("Wanaka", {"NZL", "AUS"}, "NZL"),
        ("Taormina", {"ITA"}, "ITA"),
        ("Queenstown", {"NZL"}, "NZL"),
        ("Queenstown", {"NZL", "AUS"}, None),  # a town of both
        ("Taormina", {"PER"}, None),
        ("Zorgheim", {"DEU"}, None),
        ("", {"DEU"}, None),
    ],
)
def test_a_town_is_known_in_the_lands_told(name: str, countries: set[str], country: str | None) -> None:
    place = find_town(name, countries)
    assert (place.country if place else None) == country


def test_a_word_that_only_begins_like_a_town_is_none() -> None:
    assert is_town("Wanaka")
    assert not is_town("Wanak")
