"""The pages on which judged pairs of encounters stand, of every source, in the form in which they were judged.

In: the folder of the measuring data and the table `samples/pair_pages.tsv` (source, page), which keeps ids and no text.
Out: JSONL lines as `dateline add` takes them. Only these pages are read: all 19,000 Reuters stories would take an hour.
"""

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.parts.ecb import read_topics
from dateline.lexicon import load_rows

PAGES = Path(__file__).parents[1] / "samples" / "pair_pages.tsv"


def judged_pages(folder: Path) -> dict[str, list[str]]:
    """Return the JSONL lines of the judged pages by source, of the sources that the folder holds."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in load_rows(PAGES):
        wanted[row["source"]].add(row["page"])
    return {
        source: [line for page, line in SOURCES[source](folder) if page in pages]
        for source, pages in sorted(wanted.items())
        if any(folder.glob(f"{source}*"))
    }


def _reuters(folder: Path) -> Iterator[tuple[str, str]]:
    yield from _lines(folder / "reuters21578.jsonl.gz")


def _news_cluster(folder: Path) -> Iterator[tuple[str, str]]:
    yield from _lines(folder / "news_cluster" / "tune.jsonl.gz")


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from ((json.loads(line)["id"], line) for line in lines)


def _ecb(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of ECB+ as pages: a sentence a paragraph, with neither title nor date."""
    for story in read_topics(folder / "ecbplus", None):
        text = "\n\n".join(" ".join(words) for words in story.sentences.values())
        yield story.name, _row({"id": story.name, "title": "", "text": text})


def _polnear(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the texts of PolNeAR with the day and the publisher that its table or their names tell."""
    with (folder / "polnear" / "metadata.tsv").open(encoding="utf-8", newline="") as table:
        told = {row["filename"]: row for row in csv.DictReader(table, delimiter="\t")}
    for path in sorted((folder / "polnear").glob("*/text/*.txt")):
        row = told.get(path.stem, {})
        published = row.get("publication_date") or path.stem.split("_")[1]
        head = {"id": path.stem, "title": row.get("title") or "", "published": published}
        yield path.stem, _row({**head, "publisher": row.get("publisher") or "", "text": path.read_text("utf-8")})


def _row(values: dict[str, str]) -> str:
    return json.dumps(values) + "\n"


SOURCES = {"reuters21578": _reuters, "news_cluster": _news_cluster, "ecbplus": _ecb, "polnear": _polnear}
