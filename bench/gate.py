"""What the gate before the parser keeps shut, and what is lost by it, against reading with every sentence parsed.

Data: a folder with any of `reuters21578.jsonl.gz` (the first `split` stories), `news_cluster/*.jsonl.gz`,
`plv/*.tsv` and `polnear/*/text/*.txt`. An event is lost where the ungated reading has it, of the same type at the same
trigger, and the gated one has not; it is changed where anything else of it differs. Attributions likewise.
"""

import csv
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

from bench.report import Report
from dateline.annotate.sentences import split_article
from dateline.errors import PageError
from dateline.ids import page_id
from dateline.model.claims import Attribution, EventMention
from dateline.model.text import Page
from dateline.pipeline import Kit, load_kit, process
from dateline.read.article import read_article

DATA = "bench"
SPLIT = "300"


def run(data: Path, split: str | None) -> Report:
    """Read every page with and without the gate."""
    kit = load_kit()
    whole = replace(kit, gate=None)
    counts: Counter[str] = Counter()
    cases = []
    for page in find_texts(data, int(split or SPLIT)):
        try:
            gated, full = process(page, kit), process(page, whole)
        except PageError:
            continue
        counts["pages"] += 1
        counts["sentences"] += len(full.sentences)
        counts["shut"] += _shut(page, kit)
        for name, ours, theirs in (
            ("events", gated.events, full.events),
            ("said", gated.attributions, full.attributions),
        ):
            left = {_key(told) for told in ours}
            lost = [told for told in theirs if _key(told) not in left]
            counts[name] += len(theirs)
            counts[f"{name} lost"] += len(lost)
            counts[f"{name} changed"] += len(set(map(repr, theirs)) - set(map(repr, ours))) - len(lost)
            cases += [f"- {page.path} {name} {_key(told)}" for told in lost]
    return Report("gate", str(data), split, counts["pages"], figures(counts), {}, tuple(cases))


def figures(counts: Counter[str]) -> dict[str, float]:
    """Return the shares."""
    return {
        "shut_share": counts["shut"] / max(1, counts["sentences"]),
        "events": counts["events"],
        "events_lost": counts["events lost"] / max(1, counts["events"]),
        "events_changed": counts["events changed"] / max(1, counts["events"]),
        "attributions": counts["said"],
        "attributions_lost": counts["said lost"] / max(1, counts["said"]),
        "attributions_changed": counts["said changed"] / max(1, counts["said"]),
    }


def _key(told: EventMention | Attribution) -> tuple[str, int, int]:
    if isinstance(told, Attribution):
        return "said", told.cue.start, told.content[0].start
    return told.type, told.trigger.start, told.trigger.end


def _shut(page: Page, kit: Kit) -> int:
    """Return how many of a page's sentences the gate keeps from the parser."""
    article = read_article(page)
    places = list(split_article(article))
    docs = [kit.model.make_doc(article.text[span.start : span.end]) for span, _, _ in places]
    return kit.gate.open(docs, [kind for _, kind, _ in places]).count(False) if kit.gate else 0


def find_texts(data: Path, count: int) -> Iterator[Page]:
    """Yield the pages of the sets that the folder has."""
    for path in sorted(data.glob("reuters*.jsonl.gz")):
        yield from islice(_records(path), count)
    for path in sorted(data.glob("news_cluster/*.jsonl.gz")):
        yield from _records(path)
    for path in sorted(data.glob("plv/*.tsv")):
        with path.open(encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream, delimiter="\t"):
                record = json.dumps({"text": row["sentence"]}).encode()
                yield _page(record, "record", f"{path.name}#{row['sentence_id']}")
    for path in sorted(data.glob("polnear/dev/text/*.txt")):
        yield _page(path.read_bytes(), "text", path.name)


def _records(path: Path) -> Iterator[Page]:
    with gzip.open(path, "rb") as stream:
        for number, line in enumerate(stream, start=1):
            yield _page(line, "record", f"{path.name}#{number}")


def _page(data: bytes, media: str, name: str) -> Page:
    return Page(*page_id(data), data, media, path=name)
