"""Print a random sample of the encounters that Dateline tells as occurred, one a block, for a reader to judge.

Usage: python -m bench.parts.sample_encounters FILE [--take ARTICLES] [--count EVENTS] [--seed N] [--type CONSULT]
Each block: an id to note the verdict under (page, start, end), the sentence with the trigger marked, and who, what,
status, place and times as read. Nothing of it is kept: the texts belong to their publishers.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from dateline.config import Config
from dateline.errors import PageError
from dateline.model.claims import EventMention, Reading, Status
from dateline.model.text import Page
from dateline.pipeline import load_kit, process
from dateline.read.source import find_pages


def main() -> None:
    """Read the articles and print the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--take", type=int, default=100, help="articles, drawn at random")
    parser.add_argument("--count", type=int, default=100, help="events, drawn at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--type", default="CONSULT")
    parser.add_argument("--all", action="store_true", help="every status, not only what occurred")
    args = parser.parse_args()
    chance = random.Random(args.seed)
    pages = [page for page in find_pages([str(args.file)], Config()) if isinstance(page, Page)]
    drawn = chance.sample(pages, min(args.take, len(pages)))
    found = [(reading, event) for reading in readings(drawn) for event in reading.events if event.type == args.type]
    told = [pair for pair in found if args.all or pair[1].status.status == Status.OCCURRED]
    print(f"{len(drawn)} articles, {len(found)} events of the type, {len(told)} of the status")
    for reading, event in chance.sample(told, min(args.count, len(told))):
        print(block(reading, event), end="\n\n")


def readings(pages: list[Page]) -> Iterator[Reading]:
    """Yield what is read from each page that can be read."""
    kit = load_kit()
    for page in pages:
        try:
            yield process(page, kit)
        except PageError as error:
            print(f"skipped: {error}")


def block(reading: Reading, event: EventMention) -> str:
    """Return one event in the form to be judged."""
    text = reading.article.text
    left = text[event.sentence.start : event.trigger.start]
    marked = f"{left}[[{event.trigger.slice(text)}]]{text[event.trigger.end : event.sentence.end]}"
    who = ", ".join(f"{p.referent.name} ({p.role})" for p in event.participants)
    times = ", ".join(time.span.slice(text) for time in event.times)
    details = ", ".join(f"{detail.field}={detail.value}" for detail in event.details)
    place = event.place.name if event.place else "-"
    return (
        f"{reading.page.id}:{event.trigger.start}-{event.trigger.end}\n  {' '.join(marked.split())}\n"
        f"  {event.type} {event.kind or event.mode or ''} {event.status.status} | {who} | {place} | {times}\n"
        f"  {event.frame} | {details}"
    )


if __name__ == "__main__":
    main()
