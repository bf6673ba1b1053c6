"""Whether judging leaves no trace once it is undone: random judgements and undoings, and the record as it was before.

Data: a folder or file of pages, to which our own examples are added. `--split`
is the number of acts, 1000 unless told. `restored` is 1 where every table of the derived record is, to the byte, what
it was before; `crossed` counts how often a standing "not the same" was crossed on the way; `rebuilt` is 1 where a
rebuild in the middle of it, with all judgements standing, changes nothing.
"""

import tempfile
import time
from pathlib import Path
from random import Random

from bench.parts.random_judgements import Crowd, crossed, held_in
from bench.report import Report
from dateline.pipeline import add_pages, load_kit, rebuild_all, update
from dateline.store.ledger import Ledger

DATA = "seeds"
SPLIT = "1000"
EXAMPLES = Path(__file__).parents[1] / "examples"
LOOKED_AT = 25
"""Every so many acts it is looked whether a "not the same" was crossed."""


def run(data: Path, split: str | None) -> Report:
    """Judge a ledger of the pages and of our own examples at random, and take it all back."""
    acts, kit = int(split or SPLIT), load_kit()
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "undo.db") as ledger:
        pages = sum(1 for _ in add_pages(ledger, [str(data), str(EXAMPLES)], kit))
        update(ledger, kit)
        before, crowd, faults = held_in(ledger), Crowd(ledger, Random(acts)), 0
        start = time.perf_counter()
        while crowd.done < acts:
            crowd.judge()
            faults += sum(1 for _ in crossed(ledger)) if crowd.done % LOOKED_AT == 0 else 0
            if crowd.done == acts // 2:
                middle = held_in(ledger)
                rebuild_all(ledger)
                rebuilt = held_in(ledger) == middle
        standing = len(crowd.acts)
        crowd.take_all_back()
        figures = {
            "restored": float(held_in(ledger) == before),
            "rebuilt": float(rebuilt),
            "crossed": float(faults),
            "acts": float(crowd.done),
            "standing_at_the_end": float(standing),
            "judgements": float(len(ledger.judgements(standing=False))),
            "s_per_act": (time.perf_counter() - start) / crowd.done,
        }
    return Report("undo", str(data), split, pages, figures, {})
