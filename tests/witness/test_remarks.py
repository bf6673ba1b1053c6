"""Whom the remarks of official records say was met."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.model.claims import Interval, Precision
from dateline.witness.people import find_country
from dateline.witness.remarks import Told, read_remarks, split_title

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "remarks.yml").read_text(encoding="utf-8"))
TRIP = Interval(date(1981, 5, 3), date(1981, 5, 9), Precision.RANGE)


def shown(told: Told) -> str:
    return f"{told.title} {told.name or '-'} {told.country or '-'}"


def days(told: Told) -> str:
    return f"{told.days[0].start}/{told.days[0].end}" if told.days else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["remarks"][:60])
def test_remarks(case: dict[str, Any]) -> None:
    found = read_remarks(case["remarks"], "PRT", TRIP)
    assert sorted(shown(one) for one in found) == sorted(case["met"])
    if "days" in case:
        assert [days(one) for one in found] == case["days"]
    for one in found:
        words = one.span.slice(case["remarks"])
        assert (one.name or "") in words
        assert one.cue.slice(case["remarks"])


@pytest.mark.parametrize(
    ("cell", "title", "name"),
    [
        ("President-elect Ana Costa", "President-elect", "Ana Costa"),
        ("Queen Elizabeth II", "Queen", "Elizabeth II"),
        ("Ana Costa", None, "Ana Costa"),
        ("Crown Prince", None, "Crown Prince"),
    ],
)
def test_title_before_a_name(cell: str, title: str | None, name: str) -> None:
    assert split_title(cell) == (title, name)


@pytest.mark.parametrize(
    ("cell", "slug", "code"),
    [
        ("Korea, Republic of", None, "KOR"),
        ("Korea", "korea-south", "KOR"),
        ("PRT", None, "PRT"),
        ("Serbia (Kosovo)", None, "SRB"),
        ("Freedonia", None, None),
    ],
)
def test_country_cells(cell: str, slug: str | None, code: str | None) -> None:
    found = find_country(cell, slug)
    assert (found.code if found else None) == code
