"""Duplicates: of pairs of occurred encounters with two people in common, how many are wrongly apart or wrongly merged?

In: a folder with `<split>.jsonl.gz`, or a gzipped JSONL file with lines FIRST-LAST as the split, and pairs judged by
eye: `bench/samples/pairs.tsv`, which was tuned on, and `pairs_second.tsv`. The pages are read and linked as `dateline
add` does; a pair of which a mention is no longer read counts as `unread` and not as judged. Pairs are drawn by
`bench.parts.sample_pairs`. Beside them stand the deeds of `deeds.tsv`: of pairs that tell one deed the share apart, and
of pairs that tell two the share merged; these are what the weights were learned from.
"""

import gzip
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, islice
from pathlib import Path

from bench.parts.learn_pairs import DEEDS
from bench.parts.sample_pairs import together
from bench.report import Report
from dateline.lexicon import load_rows
from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger

DATA = "bench/news_cluster"
SPLIT = "tune"
SAMPLES = Path(__file__).parent / "samples"
VERDICTS = (SAMPLES / "pairs.tsv", SAMPLES / "pairs_second.tsv")


def run(data: Path, split: str | None) -> Report:
    """Read the pages, link them, and hold the judged pairs against the record."""
    name = f"{data.name.partition('.')[0]} {split}"
    rows = [row.cells for path in VERDICTS for row in load_rows(path) if row["sample"] == name]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "duplicates.db") as ledger:
        pages = Path(folder) / "pages.jsonl"
        pages.write_text("".join(read_lines(data, split)), encoding="utf-8")
        list(add_pages(ledger, [str(pages)], load_kit()))
        update(ledger)
        return score(ledger, rows, deeds_apart(ledger, name), str(data), split)


def read_lines(data: Path, split: str | None) -> Iterator[str]:
    """Yield the lines of a split: of `<split>.jsonl.gz` in a folder, or the lines FIRST-LAST of a file."""
    path = data / f"{split}.jsonl.gz" if data.is_dir() else data
    first, last = (1, None) if data.is_dir() or not split else map(int, split.split("-"))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from islice(lines, first - 1, last)


def deeds_apart(ledger: Ledger, name: str) -> dict[str, float]:
    """Return the shares of the judged deeds' pairs, of two pages each, that are wrongly apart and wrongly merged."""
    rows = [row for row in load_rows(DEEDS) if row["sample"] == name]
    told = {mention.id: mention for mention in ledger.mentions(row["mention"] for row in rows)}
    counts: Counter[tuple[bool, bool]] = Counter()
    for a, b in combinations([row for row in rows if row["mention"] in told], 2):
        left, right = told[a["mention"]], told[b["mention"]]
        if left.page != right.page and left.mention.type == right.mention.type:
            counts[a["deed"] == b["deed"], together(ledger, (left.id, right.id))] += 1
    apart, merged = (counts[one, not one] / max(1, counts[one, True] + counts[one, False]) for one in (True, False))
    return {"deeds_apart": apart, "deeds_merged": merged} if counts else {}


def score(
    ledger: Ledger, rows: Sequence[Mapping[str, str]], deeds: Mapping[str, float], data: str, split: str | None
) -> Report:
    """Return the shares of the judged pairs that the record has wrongly apart and wrongly merged."""
    known = {told for page in ledger.pages() for told in ledger.mentions_of(page)}
    held = [row for row in rows if {row["left"], row["right"]} <= known]
    made = [(row["verdict"], together(ledger, (row["left"], row["right"]))) for row in held]
    count = max(1, len(held))
    return Report(
        task="duplicates",
        data=data,
        split=split,
        n=len(held),
        figures={
            "wrongly_apart": made.count(("one", False)) / count,
            "wrongly_merged": made.count(("two", True)) / count,
            "unread": float(len(rows) - len(held)),
            **deeds,
        },
        baseline={
            "all apart": {"wrongly_apart": sum(verdict == "one" for verdict, _ in made) / count},
            "all merged": {"wrongly_merged": sum(verdict == "two" for verdict, _ in made) / count},
        },
        cases=tuple(
            f"{'+' if (verdict == 'one') == one else '-'} {row['left']} {row['right']} {verdict}"
            for row, (verdict, one) in zip(held, made, strict=True)
        ),
    )
