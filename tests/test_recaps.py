"""Recaps meet what their page told, and deeds by people without a name meet across pages; read for real."""

import json
from pathlib import Path

import pytest

from dateline.model.record import Event
from dateline.pipeline import Kit, add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events

MET = "President Ola Brenn of Norway met Croatian Prime Minister Ivo Tarr in Oslo on 4 March 2019. "
RECAP = "The meeting lasted 20 minutes."
ELSEWHERE = (
    "Croatian Prime Minister Ivo Tarr met Norwegian President Ola Brenn for two hours in Bergen on 4 March 2019."
)
DENIED = (
    "President Ola Brenn of Norway and Croatian Prime Minister Ivo Tarr did not meet in Oslo on 4 March 2019, a "
    "spokeswoman for the Norwegian presidency said."
)
BLAST = "Gunmen killed {} people in an attack on a market in Quetta on 4 March 2019."


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "recaps.db")


def told(ledger: Ledger, kit: Kit, *texts: str) -> list[Event]:
    path = ledger.path.with_suffix(".jsonl")
    records = [{"text": text, "published": "2019-03-05", "publisher": f"Post {n}"} for n, text in enumerate(texts)]
    path.write_text("\n".join(json.dumps(record) for record in records))
    list(add_pages(ledger, [str(path)], kit))
    update(ledger, kit)
    return list(all_events(ledger))


def test_a_recap_is_the_event_that_its_page_told(ledger: Ledger, kit: Kit) -> None:
    (event,) = told(ledger, kit, MET + RECAP)
    assert (event.start, event.duration) == ("2019-03-04", "PT20M")


def test_neither_another_place_nor_a_denial_takes_the_recap_away(ledger: Ledger, kit: Kit) -> None:
    events = told(ledger, kit, MET + RECAP, ELSEWHERE, DENIED)
    places = {event.place.name: event for event in events if event.place}
    assert places["Oslo"].duration == "PT20M"
    assert places["Oslo"].status == "disputed"
    assert places["Bergen"].duration == "PT2H"


def test_deeds_by_people_without_a_name_meet_across_pages(ledger: Ledger, kit: Kit) -> None:
    (event,) = told(ledger, kit, BLAST.format(12), "Shoppers fled in panic. " + BLAST.format(30))
    assert [who.name.lower() for who in event.participants] == ["gunmen", "people"]
    assert len(event.reports) == 2


TOLL = "The death toll from Monday's attack on a market in Quetta rose to {} on {}, officials said. Shops stayed shut."


def test_a_toll_of_a_later_page_brings_the_attack_up_to_date(ledger: Ledger, kit: Kit) -> None:
    told(ledger, kit, BLAST.format(12))
    path = ledger.path.with_suffix(".jsonl")
    for day, dead, named in ((7, 19, "Thursday"), (6, 15, "Wednesday")):
        record = {"text": TOLL.format(dead, named), "published": f"2019-03-0{day}", "publisher": f"Herald {day}"}
        path.write_text(json.dumps(record))
        list(add_pages(ledger, [str(path)], kit))
        update(ledger, kit)
    (event,) = all_events(ledger)
    (killed,) = (field for field in event.fields if field.name == "killed")
    assert (event.start, killed.value, killed.state) == ("2019-03-04", "19", "updated")
    assert {s.value for s in event.statements if s.field == "killed"} == {"12", "15", "19"}
    assert [who.name.lower() for who in event.participants] == ["gunmen", "people"]


def test_attacks_of_two_days_stay_two(ledger: Ledger, kit: Kit) -> None:
    later = BLAST.format(30).replace("4 March", "9 February")
    assert len(told(ledger, kit, BLAST.format(12), later)) == 2


def test_what_went_on_for_months_is_none_of_its_single_meetings(ledger: Ledger, kit: Kit) -> None:
    many = "President Ola Brenn of Norway and Croatian Prime Minister Ivo Tarr met from June 2018 to March 2019. "
    one, other = told(ledger, kit, many + MET)
    assert {event.place and event.place.name for event in (one, other)} == {None, "Oslo"}


def test_three_days_are_no_series(ledger: Ledger, kit: Kit) -> None:
    days = (
        "President Ola Brenn of Norway and Croatian Prime Minister Ivo Tarr met in Oslo from 3 March to 5 March 2019. "
    )
    (event,) = told(ledger, kit, days + RECAP)
    assert event.duration == "PT20M"
