"""Gatherings: their names in text, where and when they were held, and what a wrong table says."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.editions import Edition
from dateline.annotate.gatherings import (
    editions,
    editions_within,
    find_gathering,
    load_gatherings,
    match_gathering,
)
from dateline.errors import ResourceError
from dateline.model.claims import Interval, Precision

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "gatherings.yml").read_text("utf-8"))
EDITIONS = [edition for series in load_gatherings().editions.values() for edition in series]
COLUMNS = "series\tname\tstart\tend\tcity\tvenue\tcountry\tnote\n"


@pytest.mark.parametrize(("words", "series"), CASES["named"])
def test_words_for_a_gathering(words: str, series: str | None) -> None:
    assert match_gathering(words) == series


@pytest.mark.parametrize(("series", "when", "city", "country"), CASES["held"])
def test_a_gathering_was_held_there_on_the_day(series: str, when: date, city: str, country: str) -> None:
    found = editions_within(series, Interval(when, when, Precision.DAY), city)
    assert [edition.country for edition in found] == [country]


def test_the_words_are_found_where_they_stand() -> None:
    text = "They met as the Group of Twenty's summit opened."
    found = find_gathering(text)
    assert found is not None
    assert found[1].slice(text) == "Group of Twenty"


def test_a_city_has_several_editions() -> None:
    assert [edition.start.start.year for edition in editions_within("APEC", city="Lima")] == [2008, 2016, 2024]
    assert {edition.series for edition in editions_within(None, city="Hangzhou")} == {"G20"}
    assert editions("a party") == ()


@given(st.sampled_from(EDITIONS))
def test_an_edition_is_found_by_its_own_days_and_place(edition: Edition) -> None:
    found = editions_within(edition.series, edition.interval, edition.city, edition.country)
    assert edition in found
    assert edition.start.start <= edition.interval.end


@given(st.sampled_from(EDITIONS), st.dates(date(1985, 1, 1), date(2026, 12, 31)))
def test_editions_within_a_day_contain_the_day(edition: Edition, when: date) -> None:
    found = editions_within(edition.series, Interval(when, when, Precision.DAY))
    assert all(one.interval.start <= when <= one.interval.end for one in found)


def test_no_edition_is_told_twice() -> None:
    told = [(edition.series, edition.start, edition.city) for edition in EDITIONS]
    assert len(told) == len(set(told))


@given(st.sampled_from([series for series in load_gatherings().series.values() if series.name]))
def test_a_series_is_known_by_its_own_name(series: object) -> None:
    assert isinstance(series, type(load_gatherings().series["APEC"]))
    assert match_gathering(f"the {series.name} in May") == series.id


def make_folder(folder: Path, rows: str, series: str = '[G9]\nname = "Group of Nine"\naliases = ["G9"]\n') -> Path:
    (folder / "series.toml").write_text(series, "utf-8")
    (folder / "editions.tsv").write_text(COLUMNS + rows, "utf-8")
    return folder


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("G9\t\t1990-02-30\n", "editions.tsv:2: start '1990-02-30'"),
        ("G9\t\t1990-02-03\t1990-02-01\n", "editions.tsv:2: ends on 1990-02-01 before"),
        ("G9\t\t\t\tParis\n", "editions.tsv:2: an edition needs a start"),
        ("G9\t\t1990\t\tParis\t\tFRX\n", "editions.tsv:2: country 'FRX'"),
        ("G10\t\t1990\n", "editions.tsv:2: no series is called 'G10'"),
    ],
)
def test_a_wrong_table_is_named_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        load_gatherings(make_folder(tmp_path, row))


@pytest.mark.parametrize(
    ("series", "message"),
    [
        ('[G9]\nname = "Group"\naliases = []\nmembers = ["XXQ"]\n', "series.toml:1: G9 has unknown members: XXQ"),
        ('[G9]\nname = "G"\naliases = ["H"]\n[H9]\nname = "I"\naliases = ["H"]\n', "series.toml:3: 'H' is also"),
    ],
)
def test_a_wrong_series_is_named_with_its_line(tmp_path: Path, series: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message):
        load_gatherings(make_folder(tmp_path, "", series))
