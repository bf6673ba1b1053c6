"""Encounters and acts are read from sentences: who, what kind, and whether it happened."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extract.reading import told_in

from dateline.model.claims import EventMention

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "consult.yml").read_text("utf-8"))


def events_of(text: str, title: str = "") -> list[EventMention]:
    """Read a text and return its encounters."""
    return [event for event in told_in(text, title) if event.type == "CONSULT"]


def fits(wanted: list[str], event: EventMention) -> bool:
    """Say whether an event is of the kind, status and participants wanted; see the head of consult.yml."""
    kinds, statuses, *people = wanted
    names = {participant.referent.name for participant in event.participants}
    must = [set(name.split("|")) for name in people if not name.startswith("(")]
    may = {name for person in people for name in person.strip("()").split("|")}
    told = event.kind in kinds.split("|") and event.status.status in statuses.split("|")
    return told and all(names & choices for choices in must) and names <= may


def known(case: dict[str, Any]) -> Any:
    """Return a case as a parameter, marked where it is known to be read wrong; once it is read right, that fails."""
    marks = [pytest.mark.xfail(reason=case["miss"], strict=True)] if "miss" in case else []
    return pytest.param(case, id=(case.get("title") or case["text"])[:60], marks=marks)


@pytest.mark.parametrize("case", [known(case) for case in CASES])
def test_encounters_of_a_text(case: dict[str, Any]) -> None:
    events = events_of(case["text"], case.get("title", ""))
    left = list(events)
    for wanted in case["events"]:
        found = next((event for event in left if fits(wanted, event)), None)
        assert found is not None, (wanted, [summary(event) for event in events])
        left.remove(found)
    assert left == [], [summary(event) for event in left]


def summary(event: EventMention) -> tuple[str, str | None, str, list[str]]:
    """Return what a failed case should show of an event."""
    return event.frame, event.kind, event.status.status, [p.referent.name for p in event.participants]


def test_details_are_told_with_their_words() -> None:
    text = (
        "President Ivan Kovac spoke with Chancellor Karl Bauer for four minutes about gas prices "
        "at a gala dinner during the G20 summit in Hamburg on Friday."
    )
    (event,) = events_of(text)
    details = {detail.field: detail for detail in event.details}
    assert details["duration"].value == "PT4M"
    assert details["topic"].span.slice(text) == "gas prices"
    assert details["venue"].span.slice(text) == "gala dinner"
    assert "occasion" in details
    assert event.place is not None
    assert event.place.name == "Hamburg"
    assert [time.span.slice(text) for time in event.times if time.kind == "date"] == ["Friday"]


def test_format_follows_from_the_number_of_sides() -> None:
    (event,) = events_of("President Ivan Kovac met Chancellor Karl Bauer and President Luc Morel in Vienna.")
    (format_,) = [detail for detail in event.details if detail.field == "format"]
    assert (format_.value, format_.inferred_from) == ("trilateral", "the number of participants")


def test_a_topic_says_which_it_is() -> None:
    text = "President Ivan Kovac and Chancellor Karl Bauer met to discuss efforts to reopen the border with Norland."
    (event, *_) = events_of(text)
    topics = [detail.value for detail in event.details if detail.field == "topic"]
    assert topics == ["efforts to reopen the border with Norland"]
