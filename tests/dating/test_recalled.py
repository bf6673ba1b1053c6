"""What a page recalls without a day is of the one encounter that other pages tell, whatever the order they come in."""

import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.pipeline import add_pages, load_kit, rebuild_all, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "recalls.yml").read_text(encoding="utf-8")
)


def record(ledger: Ledger) -> list[tuple[str | None, int]]:
    """Return start and number of reports of each encounter of the ledger, those without a day last."""
    found = ((event.start, len(event.reports)) for event in all_events(ledger) if event.type == "CONSULT")
    return sorted(found, key=lambda one: (one[0] is None, one))


def read(folder: Path, pages: Sequence[Sequence[str]]) -> list[tuple[str | None, int]]:
    """Return the record of a ledger that got the pages one by one; made anew it is the same."""
    with Ledger(folder / "recalled.db") as ledger:
        for number, (published, text) in enumerate(pages):
            path = folder / f"{number}.jsonl"
            path.write_text(json.dumps({"id": text[:40], "published": published, "text": text}), encoding="utf-8")
            list(add_pages(ledger, [str(path)], load_kit()))
            update(ledger)
        found = record(ledger)
        rebuild_all(ledger)
        assert record(ledger) == found
        return found


def test_a_recalled_encounter_says_nothing_of_the_day(tmp_path: Path) -> None:
    pages = [
        ["2017-03-07", "President Habib Zorgui met President Milan Draskic in Geneva on 7 March 2017."],
        ["2017-03-28", "Parliament put off a vote. When President Milan Draskic met President Habib Zorgui, he sang."],
    ]
    assert read(tmp_path, pages) == [("2017-03-07", 2)]
    with Ledger(tmp_path / "recalled.db", create=False) as ledger:
        (event,) = (event for event in all_events(ledger) if event.type == "CONSULT")
    states = {field.name: field.state for field in event.fields}
    assert (states["date"], states["kind"]) == ("single", "agreed")
    assert [s.fallback for s in event.statements if s.field == "date"].count(True) == 1


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_a_page_recalls(case: dict[str, Any], tmp_path: Path) -> None:
    for number, order in enumerate(permutations(case["pages"])):
        folder = tmp_path / str(number)
        folder.mkdir()
        assert read(folder, order) == [tuple(event) for event in case["events"]]
