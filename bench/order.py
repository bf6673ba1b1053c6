"""Whether the order in which pages come plays a part: the same articles in ten random orders, and all at once.

Data: a folder with `<split>.jsonl.gz`, one article a line, as of `stories`; ARTICLES of whole stories are read once.
`same` is the share of orders whose record is, numbering apart, the one that all pages at once give; the cases are the
events that differ.
"""

import gzip
import tempfile
from itertools import islice
from pathlib import Path

from bench.parts.record_content import content_of, records_in_orders
from bench.report import Report
from dateline.errors import PageError
from dateline.ids import page_id
from dateline.model.claims import Reading
from dateline.model.text import Page
from dateline.pipeline import RULES, load_kit, process, update
from dateline.store.ledger import Ledger

DATA = "bench/news_cluster"
SPLIT = "tune"
ARTICLES = 150
ORDERS = 10


def run(data: Path, split: str | None) -> Report:
    """Read the articles, then make their record in every order."""
    readings = read_articles(data / f"{split}.jsonl.gz")
    with tempfile.TemporaryDirectory() as folder:
        with Ledger(Path(folder) / "once.db") as ledger:
            for reading in readings:
                ledger.add_reading(reading, RULES)
            update(ledger)
            expected = content_of(ledger)
        made = list(records_in_orders(Path(folder), readings, range(ORDERS)))
    faults = sorted({event for record in made for event in set(record) ^ set(expected)})
    figures = {
        "same": sum(record == expected for record in made) / ORDERS,
        "orders": float(ORDERS),
        "events": float(len(expected)),
        "told_by_several": float(sum('"independent_sources": 1,' not in event for event in expected)),
        "differing_events": float(len(faults)),
    }
    return Report("order", str(data), split, len(readings), figures, {}, cases=tuple(f"- {e[:2000]}" for e in faults))


def read_articles(path: Path) -> list[Reading]:
    """Return the readings of the first ARTICLES articles that can be read."""
    kit, found = load_kit(), []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in islice(lines, 2 * ARTICLES):
            ident, sha256 = page_id(line.encode())
            try:
                found.append(process(Page(ident, sha256, line.encode(), "record", path=f"{ident}.json"), kit))
            except PageError:
                continue
            if len(found) == ARTICLES:
                break
    return found
