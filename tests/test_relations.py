"""How the events of one page stand to each other: a table of cases, read for real."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.pipeline import Kit, add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "relations.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_relations(case: dict[str, Any], kit: Kit, tmp_path: Path) -> None:
    page = tmp_path / "page.jsonl"
    page.write_text(f'{{"published": "{case["day"]}", "text": "{case["text"].strip()}"}}')
    with Ledger(tmp_path / "relations.db") as ledger:
        list(add_pages(ledger, [str(page)], kit))
        update(ledger, kit)
        events = list(all_events(ledger))
    labels = {event.id: event.label for event in events}
    found = [(event.label, r.relation, labels[r.event]) for event in events for r in event.related]
    for left, relation, right in case["want"]:
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
