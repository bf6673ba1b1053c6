"""Duplicates: of pairs of occurred encounters with two people in common, how many are wrongly apart or wrongly merged?

In: a folder with `<split>.jsonl.gz`, or a gzipped JSONL file with lines FIRST-LAST as the split, and pairs judged by
eye: all tables `bench/samples/pairs*.tsv`. The pages are read and linked as `dateline add` does. A pair counts where
both are still told as occurred encounters with two in common; all others count as `left_out`. Pairs are drawn by
`bench.parts.sample_pairs`. Few of them stand in one source, so that on the news clusters the pairs of every source are
held against the record too: `all_`, and by source, each read in the pages that its pairs stand on. Beside them stand
the deeds of `deeds.tsv`: of pairs that tell one deed the share apart, and of pairs that tell two the share merged;
these are what the weights were learned from.
"""

import gzip
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice
from pathlib import Path

from bench.parts.judged_pages import judged_pages
from bench.parts.learn_pairs import DEEDS
from bench.parts.sample_pairs import encounters, pairs_of, together
from bench.report import Report
from dateline.lexicon import load_rows
from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger

DATA = "bench/news_cluster"
SPLIT = "tune"
SAMPLES = Path(__file__).parent / "samples"
VERDICTS = sorted(SAMPLES.glob("pairs*.tsv"))

Judged = tuple[str, bool]
"""A pair's verdict (one, two), and whether the record has the two together."""


def run(data: Path, split: str | None) -> Report:
    """Read the pages, link them, and hold the judged pairs against the record."""
    name = f"{data.name.partition('.')[0]} {split}"
    with tempfile.TemporaryDirectory() as folder:
        with read_ledger(Path(folder), read_lines(data, split)) as ledger:
            held, cases = hold(ledger, [row for row in judged_rows() if row["sample"] == name])
            deeds = deeds_apart(ledger, name)
        others = by_source(Path(folder), data.parent) if data.name == Path(DATA).name else {}
    rows = [row for row in judged_rows() if row["sample"] == name]
    return Report(
        task="duplicates",
        data=str(data),
        split=split,
        n=len(held),
        figures={**shares(held), "left_out": float(len(rows) - len(held)), **others, **deeds},
        baseline={
            "all apart": {"wrongly_apart": share(held, "one")},
            "all merged": {"wrongly_merged": share(held, "two")},
        },
        cases=cases,
    )


def judged_rows() -> list[Mapping[str, str]]:
    """Return all judged pairs of which the judge was sure."""
    rows = [row.cells for path in VERDICTS for row in load_rows(path)]
    return [row for row in rows if row["verdict"] in ("one", "two")]


def read_ledger(folder: Path, lines: Iterable[str]) -> Ledger:
    """Return a new ledger in the folder with the pages of the lines."""
    number = len(list(folder.iterdir()))
    pages = folder / f"{number}.jsonl"
    pages.write_text("".join(lines), encoding="utf-8")
    ledger = Ledger(folder / f"{number}.db")
    list(add_pages(ledger, [str(pages)], load_kit()))
    update(ledger)
    return ledger


def hold(ledger: Ledger, rows: Sequence[Mapping[str, str]]) -> tuple[list[Judged], tuple[str, ...]]:
    """Return the pairs that the ledger still tells as occurred encounters of two in common, and a line for each."""
    told = set(pairs_of(encounters(ledger)))
    pairs = [(min(row["left"], row["right"]), max(row["left"], row["right"]), row["verdict"]) for row in rows]
    held = [(a, b, verdict, together(ledger, (a, b))) for a, b, verdict in pairs if (a, b) in told]
    cases = (f"{'+' if (verdict == 'one') == one else '-'} {a} {b} {verdict}" for a, b, verdict, one in held)
    return [(verdict, one) for _, _, verdict, one in held], tuple(cases)


def by_source(folder: Path, shared: Path) -> dict[str, float]:
    """Return the shares over the judged pairs of every source, and of each of them, with their counts."""
    rows, every = judged_rows(), list[Judged]()
    figures: dict[str, float] = {}
    for source, lines in judged_pages(shared).items():
        with read_ledger(folder, lines) as ledger:
            held, _ = hold(ledger, [row for row in rows if row["sample"].partition(" ")[0] == source])
        every += held
        figures |= {f"{source}_{key}": value for key, value in counted(held).items()}
    return {**{f"all_{key}": value for key, value in counted(every).items()}, **figures}


def counted(held: Sequence[Judged]) -> dict[str, float]:
    """Return the shares of judged pairs with how many they are."""
    return {"pairs": float(len(held)), **shares(held)}


def shares(held: Sequence[Judged]) -> dict[str, float]:
    """Return the shares of the judged pairs that the record has wrongly apart and wrongly merged."""
    count = max(1, len(held))
    return {
        "wrongly_apart": held.count(("one", False)) / count,
        "wrongly_merged": held.count(("two", True)) / count,
    }


def share(held: Sequence[Judged], verdict: str) -> float:
    """Return the share of judged pairs with a verdict."""
    return sum(one == verdict for one, _ in held) / max(1, len(held))


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
