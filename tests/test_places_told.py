"""Pages that put an encounter into two places: one, disputed, where its matter speaks for it, else two."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "places_told.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_places_told(case: dict[str, Any], tmp_path: Path) -> None:
    for number, order in enumerate(permutations(case["pages"])):
        pages = tmp_path / f"{number}.jsonl"
        lines = ({"id": text[:20], "published": published, "text": text} for published, text in order)
        pages.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        with Ledger(tmp_path / f"{number}.db") as ledger:
            list(add_pages(ledger, [str(pages)], load_kit()))
            update(ledger)
            events = [event for event in all_events(ledger) if event.type == "CONSULT" and event.kind != "visit"]
        found = sorted((f.state.value, len(e.reports)) for e in events for f in e.fields if f.name == "place")
        assert found == [tuple(event) for event in case["events"]]
