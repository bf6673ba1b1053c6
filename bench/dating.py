"""Dating by constraint against Reuters 1987: the stories' own days are taken away and worked out again.

In: a gzipped JSONL of stories with `title`, `text`, `published` ("1987-02-26"). Used are those that name a weekday
and someone in an office, or a gathering, that the tables know. The dateline's month and day ("LONDON, March 2 -") go
too. `in_interval` is the share with the right day inside the interval, of those that get one; `width_days` the
median width. `--split` takes a number: how many stories to read (all that fit, without).
"""

import gzip
import json
import re
import statistics
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bench.report import Report
from dateline.annotate.dates import find_times
from dateline.annotate.gatherings import match_gathering
from dateline.annotate.names import find_names
from dateline.annotate.offices import load_terms
from dateline.annotate.sentences import load_model, parse_sentences
from dateline.dating.clues import collect_clues
from dateline.dating.constraints import date_page
from dateline.dating.stretches import PageDate
from dateline.ids import fold
from dateline.model.claims import Reading
from dateline.model.text import Article, Block, BlockKind, Page

DATA = "bench/reuters21578.jsonl.gz"
SPLIT = "600"
_DATELINE = re.compile(r"^\s*[A-Z][A-Za-z .,'/-]{2,40}?,\s+[A-Z][a-z]+\.?\s+\d{1,2}\s+-+\s*")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_TITLE = re.compile(r"\b(?:President|Minister|Chancellor|Secretary|Secretary of State|Premier)(?:\s+[A-Z][a-z]+){1,2}")


def run(data: Path, split: str | None) -> Report:
    limit = int(split) if split and split.isdigit() else 10**9
    model = load_model()
    widths: list[int] = []
    cases: list[str] = []
    right = dated = stories = narrow = 0
    for row in read_stories(data):
        if stories == limit:
            break
        article = make_article(row)
        sentences = parse_sentences(article, model)
        times = find_times(article, sentences)
        mentions = find_names(article, sentences)
        page = Page("p", "0", b"", "record")
        reading = Reading(page, article, tuple(s.span for s in sentences), mentions, times)
        clues = collect_clues(reading)
        if not any(clue.kind in ("office", "gathering") for clue in clues):
            continue
        stories += 1
        found, day = date_page(clues), date.fromisoformat(row["published"][:10])
        hit = found.interval is not None and found.interval.start <= day <= found.interval.end
        dated += found.interval is not None
        right += hit
        if found.interval is not None:
            widths.append((found.interval.end - found.interval.start).days + 1)
            narrow += any(clue.kind == "gathering" for clue in found.constraints)
        cases.append(show_case(row, found, hit=hit))
    figures = {
        "in_interval": right / max(dated, 1),
        "dated": dated / max(stories, 1),
        "width_days": float(statistics.median(widths)) if widths else 0.0,
        "by_gathering": narrow / max(stories, 1),
    }
    baseline = {"the tables' whole reach": {"in_interval": 1.0, "width_days": 365.25 * 41}}
    return Report("dating", str(data), split, stories, figures, baseline, tuple(cases))


def read_stories(data: Path) -> Iterator[dict[str, str]]:
    """Yield the stories whose words promise a weekday and an office-holder or a gathering."""
    known = {fold(word) for term in load_terms().terms for word in term.person.split()[-1:]}
    with gzip.open(data, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            text = row["text"] or ""
            if not _WEEKDAY.search(text):
                continue
            titled = any(fold(m.group().split()[-1]) in known for m in _TITLE.finditer(text))
            if titled or match_gathering(text):
                yield row


def make_article(row: dict[str, str]) -> Article:
    """The story without anything that tells its day."""
    text = _DATELINE.sub("", row["text"])
    blocks = (Block(0, len(text), BlockKind.BODY),)
    return Article(row["id"], text, blocks, title=row["title"])


def show_case(row: dict[str, str], found: PageDate, *, hit: bool) -> str:
    span = f"{found.interval.start}..{found.interval.end}" if found.interval else "open"
    return f"{'+' if hit else '-'} {row['id']} {row['published'][:10]} {span} {found.reason[:160]}"
