"""Names: are the people and places that a story's articles name most held to be one where they are one?

In: a folder with `<split>.jsonl.gz` (articles with `event`, the gold story) and `bench/samples/names.tsv`, pairs of
mentions judged by eye. Out: the share of wrong merges among the pairs that we hold to be one, and of wrong splits
among those that are one. Pairs are drawn by `bench.parts.sample_names`; the figures of the second, third and
fourth samples, each drawn after those before had been used to find faults, open with `second_` and so on; the first
ones stand in their files.
"""

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from bench.report import Report
from dateline.errors import PageError
from dateline.ids import fold, page_id
from dateline.lexicon import Row, load_rows
from dateline.model.claims import Mention, MentionKind, Reading, Referent
from dateline.model.text import Page, Span
from dateline.pipeline import load_kit, process
from dateline.resolve import entity_of, full_names_of

DATA = "bench/news_cluster"
SPLIT = "tune"
VERDICTS = Path(__file__).parent / "samples" / "names.tsv"
SECOND = Path(__file__).parent / "samples" / "names_second.tsv"
THIRD = Path(__file__).parent / "samples" / "names_third.tsv"
FOURTH = Path(__file__).parent / "samples" / "names_fourth.tsv"
SAMPLES = {"": VERDICTS, "second_": SECOND, "third_": THIRD, "fourth_": FOURTH}
HELD = {"": (4118, 1807), "second_": (4043, 1753), "third_": (4449, 1661), "fourth_": (5018, 1637)}
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


@dataclass(slots=True)
class Tally:
    """What one sample of judged pairs came to."""

    lines: list[str] = field(default_factory=list)
    merged: int = 0
    same: int = 0
    wrong_merges: int = 0
    wrong_splits: int = 0
    lost: int = 0
    plain: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, left: Named, right: Named, row: Row) -> None:
        """Count one pair that was found."""
        one, truth = left.entity == right.entity, row["verdict"] == "same"
        self.merged, self.same = self.merged + one, self.same + truth
        self.wrong_merges, self.wrong_splits = self.wrong_merges + (one > truth), self.wrong_splits + (truth > one)
        plain = fold(left.words) == fold(right.words)
        self.plain = [self.plain[0] + (plain > truth), self.plain[1] + (truth > plain)]
        where = f"{row['left']} {row['left_span']} {row['right']} {row['right_span']}"
        self.lines.append(f"{'+' if one == truth else '-'} {where} {row['verdict']}")

    def figures(self, held: tuple[int, int]) -> dict[str, float]:
        """Return the shares; `held` is how many pairs each half of the sample was drawn from."""
        apart = self.wrong_splits / max(len(self.lines) - self.merged, 1) * held[1]
        together = (1 - self.wrong_merges / max(self.merged, 1)) * held[0]
        return {
            "wrong_merges": self.wrong_merges / max(self.merged, 1),
            "wrong_splits": self.wrong_splits / max(self.same, 1),
            "wrong_splits_of_all": apart / (apart + together),
            "wrong_of_all": (self.wrong_merges + self.wrong_splits) / max(len(self.lines), 1),
            "pairs": float(len(self.lines)),
            "pairs_not_found": float(self.lost),
        }


def run(data: Path, split: str | None) -> Report:
    """Return the shares of wrong merges and splits over the judged pairs whose articles are there, for each sample."""
    samples = {name: [*load_rows(path)] for name, path in SAMPLES.items()}
    wanted = {row[key] for judged in samples.values() for row in judged for key in ("left", "right")}
    stories = read_stories(data / f"{split or SPLIT}.jsonl.gz", wanted)
    named = {(one.article, one.span): one for story in stories.values() for one in resolve_story(story)}
    tallies = {name: tally_pairs(judged, named) for name, judged in samples.items()}
    figures = {f"{n}{key}": v for n, tally in tallies.items() for key, v in tally.figures(HELD[n]).items()}
    first = tallies[""]
    found = max(len(first.lines), 1)
    plain = {"wrong_of_all": sum(first.plain) / found, "wrong_splits": first.plain[1] / max(first.same, 1)}
    lines = tuple(line for tally in tallies.values() for line in tally.lines)
    return Report("names", str(data), split, len(lines), figures, {"the same words": plain}, lines)


def tally_pairs(judged: Sequence[Row], named: Mapping[tuple[str, Span], Named]) -> Tally:
    """Return the count over one sample's verdicts."""
    tally = Tally()
    for row in judged:
        left, right = (find(named, row[side], row[f"{side}_span"]) for side in ("left", "right"))
        if left is None or right is None:
            tally.lost += 1
        else:
            tally.add(left, right, row)
    return tally


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
