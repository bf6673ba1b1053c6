"""Where, when and for how long an encounter was, and who took part: a table of texts and what one trigger has."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.ids import page_id
from dateline.model.text import Page
from dateline.pipeline import load_kit, process

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "details.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:60])
def test_details(case: dict[str, Any]) -> None:
    data = case["text"].encode()
    reading = process(Page(*page_id(data), data, "text", path="case.txt"), load_kit())
    text = reading.article.text
    events = [event for event in reading.events if event.trigger.slice(text) == case["trigger"]]
    assert len(events) == 1, [event.trigger.slice(text) for event in reading.events]
    (event,) = events
    if "place" in case:
        assert event.place is not None
        assert event.place.name == case["place"]
    assert event.place is None or event.place.name != case.get("not_place")
    if "times" in case:
        assert [time.span.slice(text) for time in event.times if time.kind == "date"] == case["times"]
    if "venue" in case:
        assert case["venue"] in {d.value for d in event.details if d.field == "venue"}
    if "duration" in case:
        assert [d.value for d in event.details if d.field == "duration"] == [d for d in [case["duration"]] if d]
    if "who" in case:
        assert {p.referent.name for p in event.participants} == set(case["who"])
