"""What a later page makes of an earlier one: an article's later version, a correction, a plan called off or kept."""

import json
from pathlib import Path

import pytest

from dateline.model.record import Event, Field
from dateline.pipeline import Kit, add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events

FIRST = "President Ola Brenn of Norway met Croatian Prime Minister Ivo Tarr in {} on Tuesday. The meeting lasted {}."
MORE = (
    " The two spoke of the ferry between the islands, of the price of salted cod, and of a bridge that neither country "
    "wants to pay for alone, an aide to the president said after the talks."
)
PLAN = "Norwegian President Ola Brenn will meet Croatian Prime Minister Ivo Tarr in Oslo on {}, his office said."


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "versions.db")


def told(ledger: Ledger, kit: Kit, *pages: tuple[str, str, str]) -> list[Event]:
    """Return the events of pages given by publisher, time of publication and text."""
    path = ledger.path.with_suffix(".jsonl")
    records = [{"publisher": who, "published": when, "text": text} for who, when, text in pages]
    path.write_text("\n".join(json.dumps(record) for record in records))
    list(add_pages(ledger, [str(path)], kit))
    update(ledger, kit)
    return [event for event in all_events(ledger) if event.type == "CONSULT"]


def field(event: Event, name: str) -> Field:
    return next(field for field in event.fields if field.name == name)


def test_an_outlets_later_version_replaces_its_earlier_one(ledger: Ledger, kit: Kit) -> None:
    early = ("Fjord Post", "2019-03-05T09:00:00Z", FIRST.format("Oslo", "two hours") + MORE)
    late = ("Fjord Post", "2019-03-05T17:30:00Z", FIRST.format("Oslo", "three hours") + MORE)
    (event,) = told(ledger, kit, late, early)
    assert (field(event, "duration").value, field(event, "duration").state) == ("PT3H", "updated")
    assert {s.value for s in event.statements if s.field == "duration"} == {"PT2H", "PT3H"}


def test_two_outlets_that_differ_are_in_conflict(ledger: Ledger, kit: Kit) -> None:
    one = ("Fjord Post", "2019-03-05T09:00:00Z", FIRST.format("Oslo", "two hours"))
    other = ("Adria News", "2019-03-05T17:30:00Z", "At noon snow fell. " + FIRST.format("Oslo", "three hours"))
    (event,) = told(ledger, kit, one, other)
    assert field(event, "duration").state == "conflicting"


def test_a_correction_of_the_place_is_one_event_and_an_update(ledger: Ledger, kit: Kit) -> None:
    note = "\n\nCorrection: an earlier version of this article said that the two met in Oslo."
    wrong = ("Fjord Post", "2019-03-05", FIRST.format("Oslo", "two hours") + MORE)
    right = ("Fjord Post", "2019-03-06", FIRST.format("Bergen", "two hours") + MORE + note)
    (event,) = told(ledger, kit, wrong, right)
    assert (field(event, "place").value, field(event, "place").state) == ("Bergen", "updated")


def test_the_town_of_a_dateline_yields_to_the_town_that_is_told(ledger: Ledger, kit: Kit) -> None:
    (event,) = told(ledger, kit, ("Fjord Post", "2019-03-05", "OSLO - " + FIRST.format("Bergen", "two hours")))
    assert (field(event, "place").value, field(event, "place").state) == ("Bergen", "single")


def test_a_plan_called_off_without_its_day_is_the_plan(ledger: Ledger, kit: Kit) -> None:
    off = (
        "Norwegian President Ola Brenn has cancelled a meeting with Croatian Prime Minister Ivo Tarr, his office said."
    )
    plan = ("Fjord Post", "2019-03-04", PLAN.format("12 March"))
    (event,) = told(ledger, kit, plan, ("Adria News", "2019-03-06", off))
    assert (event.status, event.start) == ("cancelled", "2019-03-12")
    assert [step.status for step in event.status_history] == ["planned", "cancelled"]


def test_a_plan_far_ahead_is_not_what_was_called_off(ledger: Ledger, kit: Kit) -> None:
    off = (
        "Norwegian President Ola Brenn has cancelled a meeting with Croatian Prime Minister Ivo Tarr, his office said."
    )
    plan = ("Fjord Post", "2019-03-04", PLAN.format("2 September"))
    assert len(told(ledger, kit, plan, ("Adria News", "2019-03-06", off))) == 2


def test_two_who_spoke_for_long_kept_their_plan(ledger: Ledger, kit: Kit) -> None:
    held = (
        "Norwegian President Ola Brenn held talks with Croatian Prime Minister Ivo Tarr in Oslo on Thursday. "
        "The two leaders spoke for 90 minutes."
    )
    pages = ("Fjord Post", "2019-03-04", PLAN.format("Thursday")), ("Adria News", "2019-03-07", held)
    (event,) = told(ledger, kit, *pages)
    assert (event.status, event.start, event.duration) == ("occurred", "2019-03-07", "PT90M")


def test_what_was_some_days_earlier_meets_its_report_in_the_month_before(ledger: Ledger, kit: Kit) -> None:
    before = "Norwegian President Ola Brenn met Croatian Prime Minister Ivo Tarr in Oslo on Wednesday."
    after = "Croatian Prime Minister Ivo Tarr flew home. He had earlier met Norwegian President Ola Brenn."
    events = told(ledger, kit, ("Fjord Post", "2019-02-28", before), ("Adria News", "2019-03-02", after))
    assert [event.start for event in events if len(event.participants) > 1] == ["2019-02-27"]


def test_a_sure_day_two_days_before_the_news_is_another_meeting(ledger: Ledger, kit: Kit) -> None:
    one = ("Fjord Post", "2019-03-06", "President Ola Brenn of Norway met Prime Minister Ivo Tarr on Tuesday.")
    other = ("Adria News", "2019-03-07", "President Ola Brenn of Norway met Prime Minister Ivo Tarr to talk of cod.")
    assert len(told(ledger, kit, one, other)) == 2
