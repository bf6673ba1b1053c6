"""What a page more costs in a ledger of growing size: seconds a page of `update`, and memory.

Data: Reuters stories (`id, title, published, text`, gzipped JSONL). `--split` gives the sizes, "1000,10000" unless
told; 100000 takes a quarter of an hour and 2 GB of disk. SEED stories that tell events are read once; each further
copy of them has other people (the letters of persons' names are moved on, lengths kept, so that all spans hold) and
stands a month later. At each size the same ADDED stories are told once more, as second reports of the copy in the
middle, and added one by one, each with its own `update`: `growth` compares that, `growth_add` with the reading.
"""

import gzip
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

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
STEP = timedelta(days=28)


def run(data: Path, split: str | None) -> Report:
    """Fill a ledger to each size and time what comes next."""
    sizes = sorted(int(size) for size in (split or SPLIT).split(","))
    stories, seconds = read_seed(data)
    copies = (copy for number in range(10**6) for copy in shifted(stories, number))
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "growth.db") as ledger:
        count = 0
        for size in sizes:
            count += fill(ledger, copies, size - count)
            again = shifted(stories[:ADDED], size // SEED // 2, f"again {size} ")
            times = [time_page(ledger, reading) for reading in again]
            count += len(times)
            figures[f"update_s_per_page_{size}"] = statistics.fmean(times)
            figures[f"update_s_median_{size}"] = statistics.median(times)
            figures[f"peak_mb_{size}"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            figures[f"ledger_mb_{size}"] = (Path(folder) / "growth.db").stat().st_size / 1e6
    first, last = (figures[f"update_s_per_page_{size}"] for size in (sizes[0], sizes[-1]))
    figures["read_s_per_page"] = seconds
    figures["growth"] = last / first
    figures["growth_add"] = (last + seconds) / (first + seconds)
    return Report("growth", str(data), split, sizes[-1], figures, {"no growth": {"growth": 1.0}})


def read_seed(data: Path) -> tuple[list[dict[str, Any]], float]:
    """Return the readings of the first stories that tell events, as plain values, and the seconds that each took."""
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
                found.append(msgspec.to_builtins(reading))
            if len(found) == SEED:
                break
    return found, (time.perf_counter() - start) / max(1, tried)


def shifted(stories: list[dict[str, Any]], number: int, salt: str = "") -> Iterator[Reading]:
    """Yield copy `number` of the stories: other people, so many months later; `salt` makes them pages of their own."""
    for story in stories:
        raw = f"{salt}{number}:{story['page']['id']}".encode()
        ident, sha256 = page_id(raw)
        text = _renamed(story, number)
        made = _moved(story, number, {story["page"]["id"]: ident})
        made["page"] |= {"sha256": sha256, "data": raw, "path": f"{ident}.txt"}
        made["article"] |= {"text": text}
        yield msgspec.convert(made, Reading)


def _renamed(story: dict[str, Any], number: int) -> str:
    """Return the article's text with the persons' names changed, letter by letter."""
    text = list(story["article"]["text"])
    for mention in story["mentions"]:
        if mention["referent"]["kind"] == "person":
            span = slice(mention["span"]["start"], mention["span"]["end"])
            text[span] = _rotated("".join(text[span]), number)
    return "".join(text)


def _rotated(name: str, number: int) -> str:
    """Return a name with each letter moved on by as many places as the copy's number and the letter's own place say."""
    steps = (number // 26**place for place in (0, 1, 2))
    by = [step % 26 for step in steps]
    return "".join(_moved_on(letter, by[at % 3]) for at, letter in enumerate(name))


def _moved_on(letter: str, by: int) -> str:
    for first in ("a", "A"):
        if letter.isascii() and letter.isalpha() and letter.isupper() == (first == "A"):
            return chr((ord(letter) - ord(first) + by) % 26 + ord(first))
    return letter


def _moved(value: Any, number: int, ids: dict[str, str]) -> Any:
    """Return plain values with days moved, page ids replaced and persons renamed."""
    if isinstance(value, list | tuple):
        return [_moved(item, number, ids) for item in value]
    if isinstance(value, dict):
        moved = {key: _moved(item, number, ids) for key, item in value.items()}
        if value.get("kind") == "person" and "name" in value and "key" in value:
            moved |= {"name": _rotated(value["name"], number), "key": _rotated(value["key"], number)}
        return moved
    if isinstance(value, str):
        return ids.get(value) or _later(value, number)
    return value


def _later(text: str, number: int) -> str:
    """Return an ISO day, alone or with a time, so many months later; any other text as it is."""
    if len(text) >= 10 and text[4:5] == text[7:8] == "-" and text[:4].isdigit():
        try:
            return (date.fromisoformat(text[:10]) + number * STEP).isoformat() + text[10:]
        except ValueError:
            return text
    return text


def fill(ledger: Ledger, copies: Iterator[Reading], count: int) -> int:
    """Add so many pages, with an update now and then."""
    for number in range(count):
        ledger.add_reading(next(copies), RULES)
        if number % BATCH == BATCH - 1:
            update(ledger)
    update(ledger)
    return max(0, count)


def time_page(ledger: Ledger, reading: Reading) -> float:
    """Return the seconds that adding one page and bringing the record up to date take."""
    start = time.perf_counter()
    ledger.add_reading(reading, RULES)
    update(ledger)
    return time.perf_counter() - start
