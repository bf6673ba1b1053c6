"""Pages of our own that the program had never seen, through the whole product and the seeds' scorer.

In: a folder with `pages/` (text and HTML) and `gold.json`, in the form of ../shared/gold/seeds.json (one key more:
`aliases`, spellings of one name). Figures: every line of ../shared/score/seeds.py; `occurred.unmatched`
is worked out here, over the people of this gold. Without ../shared it says so and gives no figures. Baseline: a record
with no events.

First run on tests/blind, written and committed before the program ever saw it (24 November 2026, untuned; 46 events, 6
of them main, 43 acts, 48 quotations): found 0.804, who 0.973, status 0.919, kind 0.892, date 0.387, place 0.429, pages
0.784, duration 0.286, provenance 1, main.whole 0, duplicates 0, occurred.unmatched 6, acts 0.860, quotes.found 0.958,
quotes.speaker 0.875, furniture 0.878, text 1, metadata 0.783. Causes found since were mended, so the set is a set to
build by from now on; later figures on it are not blind.
"""

import contextlib
import importlib.util
import io
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from bench.report import SHARED, Report
from bench.seeds import FIGURE, make_outputs

DATA = Path(__file__).resolve().parents[1] / "tests" / "blind"
SCORER = SHARED / "score" / "seeds.py"


def run(data: Path, split: str | None = None) -> Report:
    """Add the pages to a new ledger, export and read them, and score both."""
    baseline = {"no events": {"main.whole": 0.0}}
    pages = sorted(str(path) for path in (data / "pages").iterdir() if path.suffix in (".txt", ".html"))
    if not SCORER.exists():
        print(f"bench: {SCORER} is not there, so nothing is scored", file=sys.stderr)
        return Report("blind", str(data), split, len(pages), {}, baseline)
    scorer = load_scorer(data)
    with tempfile.TemporaryDirectory() as folder:
        records, read = make_outputs(pages, Path(folder))
        printed = run_scorer(scorer, records, read)
        false = list(find_unmatched(scorer, data, records, read))
    figures = {m["name"]: float(m["value"]) for line in printed if (m := FIGURE.match(line))}
    figures["occurred.unmatched"] = float(len(false))
    missed = [line for line in printed if line and not FIGURE.match(line) and not line.startswith("told as occurred")]
    return Report("blind", str(data), split, len(pages), figures, baseline, tuple(f"- {x}" for x in missed + false))


def load_scorer(data: Path) -> ModuleType:
    """Return the seeds' scorer, pointed at this gold."""
    spec = importlib.util.spec_from_file_location("seeds_scorer", SCORER)
    if spec is None or spec.loader is None:
        raise SystemExit(f"bench: {SCORER} cannot be loaded")
    scorer: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    scorer.GOLD, scorer.SEEDS = str(data / "gold.json"), str(data / "pages")
    scorer.ALIAS.update(_gold(data).get("aliases", {}))
    return scorer  # type: ignore[no-any-return]


def run_scorer(scorer: Any, records: Path, read: Path) -> list[str]:
    """Return the lines that the scorer prints."""
    before, shown = sys.argv, io.StringIO()
    sys.argv = [str(SCORER), str(records), str(read)]
    try:
        with contextlib.redirect_stdout(shown):
            scorer.main()
    finally:
        sys.argv = before
    return shown.getvalue().splitlines()


def find_unmatched(scorer: Any, data: Path, records: Path, read: Path) -> Iterator[str]:
    """Yield the encounters told as having happened, between two or more of the gold's people, that no gold event is."""
    gold = [event for event in _gold(data)["events"] if "occurred" in event["status"]]
    people = {scorer.name(person) for event in gold for person in event["participants"]}
    ids = {page["id"]: scorer.page_of(page, {}) for page in (row["page"] for row in _rows(read))}
    for record in _rows(records):
        if record.get("type") != "CONSULT" or record.get("status") != "occurred":
            continue
        pages = {scorer.page_of(report, ids) for report in record.get("reports", [])}
        if len(scorer.names_of(record) & people) >= 2 and not any(_tells(scorer, g, record, pages) for g in gold):
            place = (record.get("place") or {}).get("name")
            who = sorted(scorer.names_of(record))
            yield f"told as occurred, not in gold: {who} {record.get('kind')} {record.get('start')} {place} {pages}"


def _tells(scorer: Any, gold: Mapping[str, Any], record: Mapping[str, Any], pages: set[str]) -> bool:
    days = scorer.interval(record)
    if not pages & set(gold["pages"]) or not scorer.who_ok(gold, record):
        return False
    return not days or bool(days[0] <= gold["end"][-1] and gold["start"][0] <= days[1])


def _gold(data: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((data / "gold.json").read_text(encoding="utf-8"))
    return found


def _rows(path: Path) -> Sequence[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
