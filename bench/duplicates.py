"""Duplicates: of pairs of occurred encounters with two people in common, how many are wrongly apart or wrongly merged?

In: a folder with `<split>.jsonl.gz`, or a gzipped JSONL file with lines FIRST-LAST as the split, and
`bench/samples/pairs.tsv`, pairs judged by eye. The pages are read and linked as `dateline add` does; a pair of which a
mention is no longer read counts as `unread` and not as judged. Pairs are drawn by `bench.parts.sample_pairs`.
"""

import gzip
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path

from bench.parts.sample_pairs import together
from bench.report import Report
from dateline.lexicon import load_rows
from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger

DATA = "bench/news_cluster"
SPLIT = "tune"
VERDICTS = Path(__file__).parent / "samples" / "pairs.tsv"


def run(data: Path, split: str | None) -> Report:
    """Read the pages, link them, and hold the judged pairs against the record."""
    name = f"{data.name.partition('.')[0]} {split}"
    rows = [row.cells for row in load_rows(VERDICTS) if row["sample"] == name]
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder) / "duplicates.db") as ledger:
        pages = Path(folder) / "pages.jsonl"
        pages.write_text("".join(read_lines(data, split)), encoding="utf-8")
        list(add_pages(ledger, [str(pages)], load_kit()))
        update(ledger)
        return score(ledger, rows, str(data), split)


def read_lines(data: Path, split: str | None) -> Iterator[str]:
    """Yield the lines of a split: of `<split>.jsonl.gz` in a folder, or the lines FIRST-LAST of a file."""
    path = data / f"{split}.jsonl.gz" if data.is_dir() else data
    first, last = (1, None) if data.is_dir() or not split else map(int, split.split("-"))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from islice(lines, first - 1, last)


def score(ledger: Ledger, rows: Sequence[Mapping[str, str]], data: str, split: str | None) -> Report:
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
