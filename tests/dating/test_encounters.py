"""Undated pages that tell a known encounter as news are dated by it; pages that merely mention one are not."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.dating.clues import collect_clues
from dateline.dating.constraints import date_event, date_page
from dateline.dating.counting import REAL
from dateline.dating.stretches import PageDate
from dateline.dating.timing import place_in_time
from dateline.model.claims import Interval, Reading
from dateline.pipeline import load_kit, process_together
from tests.make import make_page

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "encounters.yml").read_text("utf-8")
)


@cache
def readings() -> dict[str, Reading]:
    """Read the pages of all cases in one go."""
    texts = [case["page"] for cases in CASES.values() for case in cases]
    read = process_together([make_page(text) for text in texts], load_kit())
    return {text: one for text, one in zip(texts, read, strict=True) if isinstance(one, Reading)}


def days_of(interval: Interval | None) -> list[date] | None:
    return [interval.start, interval.end] if interval else None


@pytest.mark.parametrize("case", CASES["dated"], ids=lambda case: case["page"].splitlines()[0])
def test_news_of_a_known_encounter_dates_a_page(case: dict[str, Any]) -> None:
    clues = collect_clues(readings()[case["page"]])
    assert days_of(date_page(clues).interval) == case["days"]
    assert any(clue.explanation.startswith("told as news of") for clue in clues)


@pytest.mark.parametrize("case", CASES["told"], ids=lambda case: case["page"].splitlines()[0])
def test_a_full_date_told_as_news_dates_a_page(case: dict[str, Any]) -> None:
    assert days_of(date_page(collect_clues(readings()[case["page"]])).interval) == case["days"]


@pytest.mark.parametrize("case", CASES["mentions"], ids=lambda case: case["page"].splitlines()[0])
def test_a_page_that_merely_mentions_an_encounter_is_not_dated_by_it(case: dict[str, Any]) -> None:
    assert [clue for clue in collect_clues(readings()[case["page"]]) if clue.editions] == []


@pytest.mark.parametrize("case", CASES["background"], ids=lambda case: case["page"])
def test_a_month_told_of_an_earlier_encounter_is_narrowed_to_its_days(case: dict[str, Any]) -> None:
    reading = readings()[case["page"]]
    event = next(e for e in reading.events if e.trigger.slice(reading.article.text) == case["word"])
    page: PageDate = date_page((), published=case["day"])
    dated = date_event(event, page, reading)
    assert dated.interval is not None
    if case["days"] is None:
        assert (dated.interval.end - dated.interval.start).days > 20
    else:
        assert days_of(dated.interval) == case["days"]
        assert "the only one known" in dated.explanation


def test_a_page_with_a_date_needs_no_encounter() -> None:
    text = "Lahore\n\nPublished 3 May 2024\n\n" + CASES["dated"][2]["page"]
    (reading,) = process_together([make_page(text)], load_kit())
    assert isinstance(reading, Reading)
    assert reading.article.day == date(2024, 5, 3)
    assert [clue for clue in collect_clues(reading) if clue.editions] == []


def test_what_is_planned_after_an_encounter_is_not_there() -> None:
    text = CASES["dated"][3]["page"] + " Santos will visit Chavez again."
    (reading,) = process_together([make_page(text)], load_kit())
    assert isinstance(reading, Reading)
    _, told = place_in_time(reading)
    talks = [one for one in told if one.mention.type == "CONSULT" and one.mention.status.status in REAL]
    plans = [one for one in told if one.mention.type == "CONSULT" and one.mention.status.status not in REAL]
    assert [days_of(one.interval) for one in talks] == [[date(2010, 8, 10)] * 2]
    assert plans
    assert all(one.place is None for one in plans)
