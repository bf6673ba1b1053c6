"""Whole sentences tell the deeds of their table and no others, each with its status and those who take part."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extract.reading import told_in

from dateline.extract.codebook import CONSULT
from dateline.model.claims import EventMention

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "deeds.yml").read_text(encoding="utf-8"))


def deeds_of(text: str) -> list[EventMention]:
    """Return what a text tells, encounters left out."""
    return [event for event in told_in(text) if event.type != CONSULT]


def names(event: EventMention, *roles: str) -> str:
    """Return the names in some roles, in the order of the alphabet."""
    return ", ".join(sorted(p.referent.name for p in event.participants if p.role in roles))


def told(event: EventMention) -> str:
    """Return an event mention as a line of the table."""
    who = f"{names(event, 'actor')} > {names(event, 'recipient', 'participant')}"
    return f"{event.type} {event.status.status.value}: {who.strip()}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_deeds_of_a_text(case: dict[str, Any]) -> None:
    assert sorted(told(event) for event in deeds_of(case["text"])) == sorted(case["told"])
