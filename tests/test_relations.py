"""How the events of one page stand to each other: a table of cases, read for real."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.pipeline import Kit, add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events

TABLES = Path(__file__).parent / "cases"
CASES = yaml.safe_load((TABLES / "relations.yml").read_text(encoding="utf-8"))
ACROSS = yaml.safe_load((TABLES / "relations_across.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_relations(case: dict[str, Any], kit: Kit, tmp_path: Path) -> None:
    check_related([[case["day"], case["text"]]], case["want"], kit, tmp_path)


@pytest.mark.parametrize("case", ACROSS, ids=lambda case: case["pages"][-1][1][:50])
@pytest.mark.parametrize("turn", [1, -1], ids=["in order", "last first"])
def test_relations_that_no_single_page_tells(case: dict[str, Any], turn: int, kit: Kit, tmp_path: Path) -> None:
    check_related(case["pages"][::turn], case["want"], kit, tmp_path)


def check_related(pages: list[list[Any]], wanted: list[list[str]], kit: Kit, folder: Path) -> None:
    """Read pages one after the other and hold how their events stand to each other against what is wanted."""
    with Ledger(folder / "relations.db") as ledger:
        for number, (day, text) in enumerate(pages):
            page = folder / f"{number}.jsonl"
            page.write_text(json.dumps({"published": str(day), "text": text.strip()}))
            list(add_pages(ledger, [str(page)], kit))
            update(ledger, kit)
        events = list(all_events(ledger))
    labels = {event.id: event.label for event in events}
    found = [(event.label, r.relation, labels[r.event]) for event in events for r in event.related]
    for left, relation, right in wanted:
        match = next((f for f in found if left in f[0] and f[1] == relation and right in f[2]), None)
        assert match, f"{left} {relation} {right} is not among {found}; events: {sorted(labels.values())}"
        found.remove(match)
    assert not found


def test_what_another_page_reported_is_what_is_answered(kit: Kit, tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    pages.write_text(
        '{"published": "2021-05-04", "text": "Norway on Tuesday expelled four Croatian diplomats for spying."}\n'
        '{"published": "2021-05-07", "text": "Croatia expelled four Norwegian diplomats on Friday in response to '
        "Norway's expulsion of four Croatian diplomats earlier this week.\"}\n"
    )
    with Ledger(tmp_path / "relations.db") as ledger:
        list(add_pages(ledger, [str(pages)], kit))
        update(ledger, kit)
        first, second = sorted(all_events(ledger), key=lambda event: str(event.start))
    assert [(r.event, r.relation) for r in second.related] == [(first.id, "response_to")]
    assert (first.start, len(first.reports)) == ("2021-05-04", 2)
