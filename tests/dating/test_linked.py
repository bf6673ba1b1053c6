"""A page without a date is dated by other pages that tell the same encounter, whatever the order they come in."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from dateline.ids import page_id
from dateline.model.text import Page
from dateline.pipeline import RULES, Kit, load_kit, process, rebuild_all, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events

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


RIVALS = (
    "President Ivan Kovac and Chancellor Karl Bauer met in Ems on Thursday.\n\n"
    "Voters queued in Norby, Selm, Trask, Vellin, Orba and Quist outside booths while volunteers from Hask, Pelm and "
    "Drone handed out coffee, pamphlets and umbrellas. Foreign Minister Tomas Okello lost in Zell by twelve ballots. "
    "The speaker, Anna Berg, conceded. Bo Lund, the mayor, danced in a tavern with Senator Dana Roe.\n"
)


def test_names_that_all_news_of_a_season_has_date_no_page(kit: Kit, tmp_path: Path) -> None:
    later = (
        "President Ivan Kovac and Chancellor Karl Bauer talked by the harbour about herring, trawlers and nets.\n\n"
        "Skippers from Aarl, Bronk, Cusp, Dwell, Ensk and Fjell want cheaper diesel; biologists from Gurk, Hilm and "
        "Irk fear that spawning grounds are empty. Foreign Minister Tomas Okello eats no fish. The speaker, Anna Berg, "
        "fishes in Jorn. Bo Lund, the mayor, sells eel to Senator Dana Roe.\n\n"
        "Mr Kovac phoned Prime Minister Carla Zorg on Tuesday, his office said.\n"
    )
    assert calls(tmp_path, kit, page(later), page(RIVALS, "2011-06-17")) == {(None, None)}
