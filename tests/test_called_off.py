"""Plans that are called off, put off or denied meet the plan that another page or sentence told; read for real."""

import json
from pathlib import Path

import pytest

from dateline.model.record import Event
from dateline.pipeline import Kit, add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events
from dateline.store.quotes import QuoteFilter, search_quotes

PLAN = "OSLO, 2 May 2019 - President Ola Brenn of Norway will meet Croatian Prime Minister Ivo Tarr in Oslo on 12 May."
OFF = (
    "ZAGREB, 10 May 2019 - A meeting between Ola Brenn of Norway and Croatian Prime Minister Ivo Tarr which was to "
    "take place in Oslo on 12 May has been cancelled."
)
HERS = (
    "ZAGREB, 10 May 2019 - Croatian Prime Minister Ivo Tarr has called off his meeting with President Ola Brenn of "
    "Norway. The two leaders were due to meet in Oslo on Sunday."
)
TRIP = "ZAGREB, 10 May 2019 - Croatian Prime Minister Ivo Tarr was due to visit Oslo on 12 May, but the trip was {}."
CHARGE = "ZAGREB, 10 May 2019 - Croatia accused Norway of shelling the port of Split on Thursday."
DENIAL = (
    "OSLO, 10 May 2019 - Norway denied that it had shelled the port of Split. “We did no such thing,” Norwegian "
    "President Ola Brenn said."
)


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "plans.db")


def told(ledger: Ledger, kit: Kit, *texts: str) -> list[Event]:
    path = ledger.path.with_suffix(".jsonl")
    path.write_text("\n".join(json.dumps({"text": text, "publisher": f"Post {n}"}) for n, text in enumerate(texts)))
    list(add_pages(ledger, [str(path)], kit))
    update(ledger, kit)
    return [event for event in all_events(ledger) if event.type in ("CONSULT", "ACCUSE")]


@pytest.mark.parametrize("off", [OFF, HERS])
def test_a_plan_that_another_page_calls_off_is_one_event(off: str, ledger: Ledger, kit: Kit) -> None:
    (event,) = told(ledger, kit, PLAN, off)
    steps = dict.fromkeys(step.status.value for step in event.status_history)
    assert (event.start, event.status.value, list(steps)) == ("2019-05-12", "cancelled", ["planned", "cancelled"])


@pytest.mark.parametrize(("done", "status"), [("called off", "cancelled"), ("put off", "postponed")])
def test_a_bare_noun_takes_up_the_plan(done: str, status: str, ledger: Ledger, kit: Kit) -> None:
    (event,) = told(ledger, kit, TRIP.format(done))
    assert event.status.value == status


def test_a_flat_denial_goes_with_the_one_before_it_across_articles(ledger: Ledger, kit: Kit) -> None:
    told(ledger, kit, CHARGE, DENIAL)
    lines = search_quotes(ledger, QuoteFilter(act="denial"))
    assert [line.denies for line in lines] == ["Croatia: Norway of shelling the port of Split on Thursday"] * 2


SAID = (
    "LONDON, 23 November 2014 - President Ola Brenn of Norway met Croatian Prime Minister Ivo Tarr in Bath "
    "on Saturday, newspapers said. A spokesman for Tarr denied that any such meeting took place."
)
GREETED = (
    "LONDON, 23 November 2014 - President Ola Brenn of Norway and Croatian Prime Minister Ivo Tarr shook hands in Bath "
    "on Saturday. A formal meeting of the two did not take place, a spokesman for Tarr said."
)


def encounters(ledger: Ledger, kit: Kit, text: str) -> list[tuple[str | None, str]]:
    return sorted((event.kind, event.status) for event in told(ledger, kit, text) if event.type == "CONSULT")


def test_a_meeting_that_its_own_page_denies_is_one_disputed_meeting(ledger: Ledger, kit: Kit) -> None:
    assert encounters(ledger, kit, SAID) == [("meeting", "disputed")]


def test_a_handshake_is_not_the_meeting_that_was_not_held(ledger: Ledger, kit: Kit) -> None:
    assert encounters(ledger, kit, GREETED) == [("handshake", "occurred"), ("meeting", "not-held")]
