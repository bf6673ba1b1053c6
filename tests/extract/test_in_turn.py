"""Encounters that one verb tells of several places and times, in turn."""

import pytest

from dateline.ids import page_id
from dateline.model.text import Page
from dateline.pipeline import load_kit, place_alone, process

LEAD = "LONDON, June 12, 1985 (Ekby News) - Prime Minister Olav Berg met Chancellor Mia Dahl "


@pytest.mark.parametrize(
    ("told", "found"),
    [
        ("in Bombay in the 1970s, and in Saigon in summer 1974.", [("Bombay", "1970-01-01"), ("Saigon", "1974-06-01")]),
        ("in Lima in March and again in Quito in May.", [("Lima", "1985-03-01"), ("Quito", "1985-05-01")]),
        (
            "in Lima in March, in Quito in April and in Oslo in May.",
            [("Lima", "1985-03-01"), ("Quito", "1985-04-01"), ("Oslo", "1985-05-01")],
        ),
        ("in Lima in March, a year after the talks in Quito in 1984.", [("Lima", "1985-03-01")]),
        ("in Lima on March 3 and May 5.", [("Lima", "1985-03-03")]),
    ],
)  # fmt: skip
def test_each_leg_has_its_own_place_and_time(told: str, found: list[tuple[str, str]]) -> None:
    raw = f"{LEAD}{told}".encode()
    mentions = place_alone(process(Page(*page_id(raw), raw, "text"), load_kit()))
    meetings = [m for m in mentions if m.mention.trigger.slice(f"{LEAD}{told}") == "met"]
    assert [(m.place.name, str(m.interval.start)) for m in meetings if m.place and m.interval] == found
    assert len({m.id for m in meetings}) == len(found)
