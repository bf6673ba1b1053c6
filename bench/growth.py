"""What a page more costs in a ledger of growing size: seconds a page of `update`, and memory.

Data: Reuters stories (`id, title, published, text`, gzipped JSONL). `--split` gives the sizes, "1000,10000" unless
told; 100000 takes an hour on a quiet machine, and 4 GB of disk. SEED stories that tell events are read once; each
further copy of them tells of others (the letters of names and of rare words are moved on, lengths kept, so that all
spans hold: `bench.parts.copies`) and stands a month later. Then the same ADDED stories are told once more to the ledger
of each size, as second reports of the copy in its middle, and added one by one, each with its own `update`: `growth`
compares that from the first size to the last, `growth_cpu` the same in seconds of the processor, `growth_add` with the
reading.
"""

import gzip
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.parts.copies import Story
from bench.report import Report
from dateline.errors import PageError
from dateline.ids import page_id
from dateline.model.claims import Reading
from dateline.model.text import Page
from dateline.pipeline import RULES, load_kit, process, update
from dateline.store.ledger import Ledger

DATA = "bench/reuters21578.jsonl.gz"
SPLIT = "1000,10000"
SEED = 250
ADDED = 100
BATCH = 1000


def run(data: Path, split: str | None) -> Report:
    """Fill a ledger to each size, keep a copy of each, and time what comes next in all of them in turn."""
    sizes = sorted(int(size) for size in (split or SPLIT).split(","))
    stories, seconds = read_seed(data)
    with tempfile.TemporaryDirectory() as folder:
        figures = {f"ledger_mb_{size}": 0.0 for size in sizes}
        for size, path in grown(Path(folder), stories, sizes):
            figures[f"ledger_mb_{size}"] = path.stat().st_size / 1e6
            figures[f"peak_mb_{size}"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        times = time_pages({size: named(Path(folder), size) for size in sizes}, stories)
    for size, (wall, busy) in times.items():
        figures[f"update_s_per_page_{size}"] = statistics.fmean(wall)
        figures[f"update_s_median_{size}"] = statistics.median(wall)
        figures[f"update_cpu_s_per_page_{size}"] = statistics.fmean(busy)
    figures["read_s_per_page"] = seconds
    figures["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    for key, told in (("growth", "update_s_per_page"), ("growth_cpu", "update_cpu_s_per_page")):
        figures[key] = figures[f"{told}_{sizes[-1]}"] / figures[f"{told}_{sizes[0]}"]
    first, last = (figures[f"update_s_per_page_{size}"] for size in (sizes[0], sizes[-1]))
    figures["growth_add"] = (last + seconds) / (first + seconds)
    return Report("growth", str(data), split, sizes[-1], figures, {"no growth": {"growth": 1.0}})


def named(folder: Path, size: int) -> Path:
    """Return the file of the ledger of a size."""
    return folder / f"growth-{size}.db"


def grown(folder: Path, stories: list[Story], sizes: list[int]) -> Iterator[tuple[int, Path]]:
    """Yield the ledgers of the sizes, each grown from the one before it, with their files closed."""
    copies = (copy for number in range(10**6) for copy in shifted(stories, number))
    before = 0
    for size in sizes:
        path = named(folder, size)
        if before:
            shutil.copyfile(named(folder, before), path)
        with Ledger(path) as ledger:
            fill(ledger, copies, size - before)
        before = size
        yield size, path


def time_pages(ledgers: dict[int, Path], stories: list[Story]) -> dict[int, tuple[list[float], list[float]]]:
    """Return for each ledger the seconds, by the clock and of the processor, that one page more takes.

    The ledgers take their pages in turn, so that a machine that drifts does so for all of them.
    """
    times: dict[int, tuple[list[float], list[float]]] = {size: ([], []) for size in ledgers}
    again = [shifted(stories[:ADDED], size // SEED // 2, f"again {size} ") for size in ledgers]
    opened = {size: Ledger(path) for size, path in ledgers.items()}
    for readings in zip(*again, strict=True):
        for (size, ledger), reading in zip(opened.items(), readings, strict=True):
            wall, busy = time_page(ledger, reading)
            times[size][0].append(wall)
            times[size][1].append(busy)
    for ledger in opened.values():
        ledger.close()
    return times


def read_seed(data: Path) -> tuple[list[Story], float]:
    """Return the first stories that tell events, ready to be copied, and the seconds that reading each took."""
    kit, found, tried = load_kit(), [], 0
    start = time.perf_counter()
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        for line in lines:
            raw = line.encode()
            ident, sha256 = page_id(raw)
            tried += 1
            try:
                reading = process(Page(ident, sha256, raw, "record", path=f"{ident}.json"), kit)
            except PageError:
                continue
            if reading.events:
                found.append(Story.of(reading))
            if len(found) == SEED:
                break
    return found, (time.perf_counter() - start) / max(1, tried)


def shifted(stories: list[Story], number: int, salt: str = "") -> Iterator[Reading]:
    """Yield copy `number` of the stories; `salt` makes them pages of their own."""
    return (story.copy(number, salt) for story in stories)


def fill(ledger: Ledger, copies: Iterator[Reading], count: int) -> int:
    """Add so many pages, with an update now and then."""
    for number in range(count):
        ledger.add_reading(next(copies), RULES)
        if number % BATCH == BATCH - 1:
            update(ledger)
            print(f"bench: {number + 1} of {count} more, {time.process_time():.0f} s", file=sys.stderr, flush=True)
    update(ledger)
    return max(0, count)


def time_page(ledger: Ledger, reading: Reading) -> tuple[float, float]:
    """Return the seconds, by the clock and of the processor, of adding a page and bringing the record up to date."""
    start, busy = time.perf_counter(), time.process_time()
    ledger.add_reading(reading, RULES)
    update(ledger)
    return time.perf_counter() - start, time.process_time() - busy
