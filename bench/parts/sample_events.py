"""Print a random sample of the events that Dateline tells as occurred, all types as they come, for a reader to judge.

Usage: python -m bench.parts.sample_events [--stories 300] [--count 200] [--seed 2] [--verdicts FILE] [--type ASSAULT]
From that many Reuters stories, drawn at random, and all news_cluster articles. Each block: an id (page, start, end),
the sentence with the trigger marked, type, kind, roles and frame: right in type, actor and recipient together, or not.
With --verdicts (bench/samples/events.tsv) only the share that was judged right is printed, over all and by type.
"""

import argparse
import random
from collections import Counter
from pathlib import Path

from bench.parts.sample_encounters import readings
from bench.report import SHARED
from dateline.config import Config
from dateline.lexicon import load_rows
from dateline.model.claims import EventMention, Reading, Status
from dateline.model.text import Page
from dateline.read.source import find_pages

STORIES = SHARED / "bench/reuters21578.jsonl.gz"
ARTICLES = SHARED / "bench/news_cluster/tune.jsonl.gz"


def main() -> None:
    """Print the sample, or what came of judging it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=300)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--type")
    parser.add_argument("--verdicts", type=Path)
    args = parser.parse_args()
    if args.verdicts:
        show_verdicts(args.verdicts)
        return
    told = [
        (reading, event)
        for reading in readings(draw_pages(args.stories))
        for event in reading.events
        if event.status.status == Status.OCCURRED and args.type in (None, event.type)
    ]
    print(f"{len(told)} events told as occurred: {dict(Counter(event.type for _, event in told).most_common())}")
    for reading, event in random.Random(args.seed).sample(told, min(args.count, len(told))):
        print(block(reading, event), end="\n\n")


def draw_pages(stories: int) -> list[Page]:
    """Return that many Reuters stories, the same at each run, and all articles of news_cluster."""
    told = [page for page in find_pages([str(STORIES)], Config()) if isinstance(page, Page)]
    rest = [page for page in find_pages([str(ARTICLES)], Config()) if isinstance(page, Page)]
    return random.Random(1987).sample(told, min(stories, len(told))) + rest


def block(reading: Reading, event: EventMention) -> str:
    """Return one event in the form to be judged."""
    text = reading.article.text
    left = text[event.sentence.start : event.trigger.start]
    marked = f"{left}[[{event.trigger.slice(text)}]]{text[event.trigger.end : event.sentence.end]}"
    who = "; ".join(f"{p.role}={p.referent.name} <{p.span.slice(text)}>" for p in event.participants)
    return (
        f"{reading.page.id}:{event.trigger.start}-{event.trigger.end} {event.type} {event.kind or ''} {event.frame}\n"
        f"  {' '.join(marked.split())}\n  {who}"
    )


def show_verdicts(path: Path) -> None:
    """Print the share judged right, over all and by type."""
    rows = [(row["type"], row["verdict"]) for row in load_rows(path)]
    for name, total in [("all", len(rows)), *Counter(kind for kind, _ in rows).most_common()]:
        right = sum(verdict == "right" for kind, verdict in rows if name in ("all", kind))
        print(f"{name:12} {right:4} of {total:4}  {right / total:.3f}")


if __name__ == "__main__":
    main()
