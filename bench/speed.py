"""How fast pages are read, on one core, beside the bare spaCy pipeline on the same texts in the same run.

In: `reuters21578.jsonl.gz`. The two are timed in turn, batch by batch, so that a machine that drifts does so for
both; figures are over all batches, and seconds are the processor's: on a machine with nothing else to do they are
those of the clock, and what else it has to do does not count. Memory is the process's peak.
"""

import gzip
import importlib
import json
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from bench.report import Report
from dateline.errors import PageError
from dateline.ids import page_id
from dateline.model.claims import Reading
from dateline.model.text import Page
from dateline.pipeline import RULES, Kit, load_kit, process_together, update
from dateline.store.ledger import Ledger

DATA = "bench/reuters21578.jsonl.gz"
SPLIT = "1000"
BATCH = 50


def run(data: Path, split: str | None = None) -> Report:
    """Read the first `split` stories (1,000) and time reading, adding and the bare parser."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    pages, texts = load_pages(data, int(split or SPLIT))
    started = time.process_time()
    kit = load_kit()
    list(kit.model.pipe(texts[:10]))
    read(pages[:10], kit)
    start = time.process_time() - started
    with stage_times() as stages:
        bare, reading, words = time_batches(pages, texts, kit)
    adding = time_adding(pages, kit)
    figures = {
        "read_pages_per_s": len(pages) / reading,
        "parser_pages_per_s": len(pages) / bare,
        "add_pages_per_s": len(pages) / adding,
        "read_ratio_to_parser": bare / reading,
        "add_ratio_to_parser": bare / adding,
        "read_words_per_s": words / reading,
        "attribution_status_share": sum(stages.values()) / reading,
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


def read(pages: list[Page], kit: Kit) -> list[Reading]:
    """Read pages as `dateline read` does; those that are refused, as a table of prices is, are left out."""
    return [reading for reading in process_together(pages, kit) if not isinstance(reading, PageError)]


STAGES = (("dateline.pipeline", "read_attributions"), ("dateline.extract.events", "read_status"))
"""Where the stages of attribution and status are called from; each is timed there while the pages are read."""


@contextmanager
def stage_times() -> Iterator[dict[str, float]]:
    """Count the seconds that the stages take, and put the untimed functions back at the end."""
    spent = dict.fromkeys((name for _, name in STAGES), 0.0)
    kept = [(importlib.import_module(module), name) for module, name in STAGES]
    plain = [getattr(module, name) for module, name in kept]
    for (module, name), stage in zip(kept, plain, strict=True):
        setattr(module, name, _timed(stage, name, spent))
    try:
        yield spent
    finally:
        for (module, name), stage in zip(kept, plain, strict=True):
            setattr(module, name, stage)


def _timed(stage: Callable[..., object], name: str, spent: dict[str, float]) -> Callable[..., object]:
    def run_timed(*words: object, **named: object) -> object:
        start = time.process_time()
        try:
            return stage(*words, **named)
        finally:
            spent[name] += time.process_time() - start

    return run_timed


def time_batches(pages: list[Page], texts: list[str], kit: Kit) -> tuple[float, float, int]:
    """Return the seconds of the bare pipeline, those of `process`, and the number of words."""
    model = importlib.import_module(kit.config.model).load()  # as the package ships it, none of our mendings
    bare = reading = 0.0
    words = 0
    for at in range(0, len(pages), BATCH):
        start = time.process_time()
        words += sum(len(doc) for doc in model.pipe(texts[at : at + BATCH]))
        middle = time.process_time()
        read(pages[at : at + BATCH], kit)
        bare += middle - start
        reading += time.process_time() - middle
    return bare, reading, words


def time_adding(pages: list[Page], kit: Kit) -> float:
    """Return the seconds that reading into a new ledger and bringing its record up to date take."""
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "speed.db") as ledger:
        start = time.process_time()
        for at in range(0, len(pages), BATCH):
            for reading in read(pages[at : at + BATCH], kit):
                ledger.add_reading(reading, RULES)
        update(ledger, kit)
        return time.process_time() - start
