"""Where named places are: a table of names, the country near and what should come out."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.annotate.places import find_place

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
