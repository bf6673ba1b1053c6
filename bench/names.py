"""Names: are the people and places that a story's articles name most held to be one where they are one?

In: a folder with `<split>.jsonl.gz` (articles with `event`, the gold story) and `bench/samples/names.tsv`, pairs of
mentions judged by eye. Out: the share of wrong merges among the pairs that we hold to be one, and of wrong splits
among those that are one. Pairs are drawn by `bench.parts.sample_names`.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.report import Report
from dateline.errors import PageError
from dateline.ids import fold, page_id
from dateline.lexicon import load_rows
from dateline.model.claims import Mention, MentionKind, Reading, Referent
from dateline.model.text import Page, Span
from dateline.pipeline import load_kit, process
from dateline.resolve import entity_of, full_names_of

DATA = "bench/news_cluster"
SPLIT = "tune"
VERDICTS = Path(__file__).parent / "samples" / "names.tsv"
HELD_ONE, HELD_TWO = 4118, 1807
"""Pairs in the 29 stories that are held to be one, and to be two though alike: half the sample was drawn from each, so
that look-alikes weigh more in `wrong_splits` than among all pairs; `wrong_splits_of_all` sets that right."""
KINDS = (MentionKind.PERSON, MentionKind.PLACE, MentionKind.COUNTRY)


@dataclass(frozen=True, slots=True)
class Named:
    """One mention by name in an article of a story, and the entity that it is held to be over the story."""

    article: str
    span: Span
    words: str
    entity: str
    person: bool


def run(data: Path, split: str | None) -> Report:
    """Return the shares of wrong merges and splits over the judged pairs whose articles are there."""
    judged = [*load_rows(VERDICTS)]
    wanted = {row[key] for row in judged for key in ("left", "right")}
    stories = read_stories(data / f"{split or SPLIT}.jsonl.gz", wanted)
    named = {(one.article, one.span): one for story in stories.values() for one in resolve_story(story)}
    lines, merged, same, wrong_merges, wrong_splits, lost, trivial = [], 0, 0, 0, 0, 0, [0, 0]
    for row in judged:
        left, right = (find(named, row[side], row[f"{side}_span"]) for side in ("left", "right"))
        if left is None or right is None:
            lost += 1
            continue
        one, truth = left.entity == right.entity, row["verdict"] == "same"
        merged, same = merged + one, same + truth
        wrong_merges, wrong_splits = wrong_merges + (one and not truth), wrong_splits + (truth and not one)
        plain = fold(left.words) == fold(right.words)
        trivial[0] += plain and not truth
        trivial[1] += truth and not plain
        where = f"{row['left']} {row['left_span']} {row['right']} {row['right_span']}"
        lines.append(f"{'+' if one == truth else '-'} {where} {row['verdict']}")
    apart = wrong_splits / max(len(lines) - merged, 1) * HELD_TWO
    together = (1 - wrong_merges / max(merged, 1)) * HELD_ONE
    figures = {
        "wrong_merges": wrong_merges / merged if merged else 0.0,
        "wrong_splits": wrong_splits / same if same else 0.0,
        "wrong_splits_of_all": apart / (apart + together),
        "wrong_of_all": (wrong_merges + wrong_splits) / max(len(lines), 1),
        "pairs": float(len(lines)),
        "pairs_not_found": float(lost),
    }
    plain_rate = {"wrong_of_all": sum(trivial) / max(len(lines), 1), "wrong_splits": trivial[1] / max(same, 1)}
    return Report("names", str(data), split, len(lines), figures, {"the same words": plain_rate}, tuple(lines))


def find(named: Mapping[tuple[str, Span], Named], article: str, place: str) -> Named | None:
    """Return the mention that a verdict is about: the one at its place, or one that overlaps it."""
    first, _, last = place.partition("-")
    span = Span(int(first), int(last))
    exact = named.get((article, span))
    if exact is not None:
        return exact
    return next((one for (page, at), one in named.items() if page == article and at.overlaps(span)), None)


def read_stories(path: Path, wanted: set[str] | None = None) -> dict[str, list[tuple[str, Reading]]]:
    """Return the readings of each story's articles, by story; all articles of the stories that `wanted` stand in."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        records = [json.loads(line) for line in stream]
    chosen = {record["event"] for record in records if wanted is None or record["id"] in wanted}
    stories: dict[str, list[tuple[str, Reading]]] = {}
    for record in records:
        if record["event"] in chosen:
            reading = read_record(json.dumps(record, ensure_ascii=False, sort_keys=True))
            if reading is not None:
                stories.setdefault(record["event"], []).append((record["id"], reading))
    return stories


@cache
def read_record(line: str) -> Reading | None:
    """Return what is read from one record, or None where it cannot be read."""
    data = line.encode()
    try:
        return process(Page(*page_id(data), data, "record"), load_kit())
    except PageError:
        return None


def resolve_story(story: Sequence[tuple[str, Reading]]) -> list[Named]:
    """Return the people and places that a story's articles name, resolved over the story as over a ledger."""
    full_names = full_names_of(m.referent for _, reading in story for m in reading.mentions)
    return [one for article, reading in story for one in _named(article, reading, full_names)]


def _named(article: str, reading: Reading, full_names: Mapping[str, Referent]) -> Iterator[Named]:
    for mention in reading.mentions:
        if mention.form == "name" and mention.referent.kind in KINDS and not mention.referent.unnamed:
            yield _one(article, reading, mention, full_names)


def _one(article: str, reading: Reading, mention: Mention, full_names: Mapping[str, Referent]) -> Named:
    entity = entity_of(mention.referent, reading.page.id, full_names)[0]
    words = mention.span.slice(reading.article.text)
    return Named(article, mention.span, words, entity, mention.referent.kind == MentionKind.PERSON)
