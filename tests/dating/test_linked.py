"""A page without a date is dated by other pages that tell the same encounter, whatever the order they come in."""

import json
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from dateline.dating.linked import find_linked
from dateline.dating.stretches import ranged
from dateline.dating.timing import PageTime
from dateline.ids import page_id
from dateline.model.text import Page
from dateline.pipeline import RULES, Kit, load_kit, process, rebuild_all, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events
from tests.make import make_told

UNDATED = (
    "President Ivan Kovac, Chancellor Karl Bauer and Prime Minister Anna Berg met in Ems on Thursday.\n\n"
    "Mr Kovac phoned Foreign Minister Tomas Okello on Tuesday, his office said.\n"
)
DATED = (
    "President Ivan Kovac, Chancellor Karl Bauer and Prime Minister Anna Berg met in Ems on Thursday to discuss fish.\n"
)
LATER = "President Ivan Kovac, Chancellor Karl Bauer and Prime Minister Anna Berg held talks in Ems on Thursday.\n"
OTHERS = "President Ivan Kovac and Chancellor Karl Bauer met in Rome on Thursday.\n"


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


def page(text: str, published: str | None = None) -> Page:
    data = json.dumps({"text": text, "published": published} if published else {"text": text}).encode()
    return Page(*page_id(data), data, "record", path=f"{published or 'undated'}.json")


def calls(folder: Path, kit: Kit, *pages: Page) -> set[tuple[str | None, str | None]]:
    """Return the days of the phone call that only the undated page tells."""
    with Ledger(folder / "linked.db") as ledger:
        for one in pages:
            ledger.add_reading(process(one, kit), RULES)
            update(ledger, kit)
        found = {(e.start, e.end) for e in all_events(ledger) if e.kind == "phone-call"}
        rebuild_all(ledger)
        assert {(e.start, e.end) for e in all_events(ledger) if e.kind == "phone-call"} == found
        return found


def test_a_dated_report_dates_the_undated_page_in_any_order(kit: Kit, tmp_path: Path) -> None:
    for number, order in enumerate(permutations([page(UNDATED), page(DATED, "2011-06-17")])):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert calls(folder, kit, *order) == {("2011-06-14", "2011-06-14")}


def test_another_encounter_dates_nothing(kit: Kit, tmp_path: Path) -> None:
    assert calls(tmp_path, kit, page(UNDATED), page(OTHERS, "2011-06-17")) == {(None, None)}


def test_two_encounters_that_fit_leave_a_range_in_any_order(kit: Kit, tmp_path: Path) -> None:
    found = set()
    for number, order in enumerate(permutations([page(UNDATED), page(DATED, "2011-06-17"), page(LATER, "2013-04-12")])):
        folder = tmp_path / str(number)
        folder.mkdir()
        found |= calls(folder, kit, *order)
    assert len(found) == 1
    ((start, end),) = found
    assert start is None or (start <= "2011-06-14" and (end or "") >= "2013-04-09")


NEWS = (
    "President Ivan Kovac and Chancellor Karl Bauer talked in Ems for ninety minutes.\n\n"
    "Foreign Minister Tomas Okello and the speaker, Anna Berg, looked on. Bo Lund, the mayor, was away.\n\n"
    "Mr Kovac phoned Prime Minister Carla Zorg on Tuesday, his office said.\n"
)
TOLD = (
    "President Ivan Kovac and Chancellor Karl Bauer met in Ems on Thursday.\n\n"
    "Foreign Minister Tomas Okello praised the speaker, Anna Berg. Bo Lund, the mayor of Ems, was not there.\n"
)
ELSEWHERE = "President Ivan Kovac and Chancellor Karl Bauer met in Ems on Thursday.\n\nIt rained.\n"


def test_news_without_a_day_is_dated_by_a_page_that_tells_it_of_the_same_people(kit: Kit, tmp_path: Path) -> None:
    for number, order in enumerate(permutations([page(NEWS), page(TOLD, "2011-06-17")])):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert calls(folder, kit, *order) == {("2011-06-14", "2011-06-14")}


def test_two_people_and_a_town_alone_date_no_news(kit: Kit, tmp_path: Path) -> None:
    assert calls(tmp_path, kit, page(NEWS), page(ELSEWHERE, "2011-06-17")) == {(None, None)}


@pytest.mark.parametrize(("alike", "dated"), [(12, True), (5, False)])
def test_names_that_all_news_of_a_season_has_date_no_page(alike: int, dated: bool) -> None:
    told = make_told("m_1", "Ivan Kovac", "Karl Bauer", day=None, page="p_1")
    other = make_told("m_2", "Ivan Kovac", "Karl Bauer", day="2011-06-14", page="p_2")
    told = replace(told, about=tuple(f"word{number}" for number in range(24)))
    other = replace(other, about=tuple(f"word{number}" for number in range(24 - alike, 48 - alike)))
    season = frozenset({"Labour Party", "Senate", "Norby", "Anna Berg"})
    found = find_linked(PageTime(None, "", (ranged(date.min, date.max),)), [told], [other], lambda page: season)
    assert bool(found) is dated
