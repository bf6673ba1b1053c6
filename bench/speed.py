"""How fast pages are read, on one core, beside the bare spaCy pipeline on the same texts in the same run.

In: `reuters21578.jsonl.gz`. The two are timed in turn, batch by batch, so that a machine that drifts does so for
both; figures are over all batches. Memory is the process's peak.
"""

import gzip
import importlib
import json
import os
import resource
import tempfile
import time
from itertools import islice
from pathlib import Path

from bench.report import Report
from dateline.errors import PageError
from dateline.ids import page_id
from dateline.model.claims import Reading
from dateline.model.text import Page
from dateline.pipeline import RULES, Kit, load_kit, process, update
from dateline.store.ledger import Ledger

DATA = "bench/reuters21578.jsonl.gz"
SPLIT = "1000"
BATCH = 50


def run(data: Path, split: str | None = None) -> Report:
    """Read the first `split` stories (1,000) and time reading, adding and the bare parser."""
    os.environ["OMP_NUM_THREADS"] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pages, texts = load_pages(data, int(split or SPLIT))
    started = time.perf_counter()
    kit = load_kit()
    list(kit.model.pipe(texts[:10]))
    for page in pages[:10]:
        read(page, kit)
    start = time.perf_counter() - started
    bare, reading, words = time_batches(pages, texts, kit)
    adding = time_adding(pages, kit)
    figures = {
        "read_pages_per_s": len(pages) / reading,
        "parser_pages_per_s": len(pages) / bare,
        "add_pages_per_s": len(pages) / adding,
        "read_ratio_to_parser": bare / reading,
        "add_ratio_to_parser": bare / adding,
        "read_words_per_s": words / reading,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "start_s": start,
    }
    return Report("speed", str(data), split, len(pages), figures, {"bare parser": {"read_ratio_to_parser": 1.0}})


def load_pages(data: Path, count: int) -> tuple[list[Page], list[str]]:
    """Return the first `count` stories as pages and as texts."""
    with gzip.open(data, "rt", encoding="utf-8") as stream:
        lines = list(islice(stream, count))
    pages = []
    for number, line in enumerate(lines, start=1):
        raw = line.encode()
        made, sha256 = page_id(raw)
        pages.append(Page(made, sha256, raw, "record", path=f"{data.name}#{number}"))
    return pages, [json.loads(line)["text"] for line in lines]


def read(page: Page, kit: Kit) -> Reading | None:
    """Read a page; None for one that is refused, as a table of prices is."""
    try:
        return process(page, kit)
    except PageError:
        return None


def time_batches(pages: list[Page], texts: list[str], kit: Kit) -> tuple[float, float, int]:
    """Return the seconds of the bare pipeline, those of `process`, and the number of words."""
    model = importlib.import_module(kit.config.model).load()  # as the package ships it, none of our mendings
    bare = reading = 0.0
    words = 0
    for at in range(0, len(pages), BATCH):
        start = time.perf_counter()
        words += sum(len(doc) for doc in model.pipe(texts[at : at + BATCH]))
        middle = time.perf_counter()
        for page in pages[at : at + BATCH]:
            read(page, kit)
        bare += middle - start
        reading += time.perf_counter() - middle
    return bare, reading, words


def time_adding(pages: list[Page], kit: Kit) -> float:
    """Return the seconds that reading into a new ledger and bringing its record up to date take."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "speed.db") as ledger:
        start = time.perf_counter()
        for page in pages:
            if (reading := read(page, kit)) is not None:
                ledger.add_reading(reading, RULES)
        update(ledger, kit)
        return time.perf_counter() - start
