"""Make a ledger of many events without reading a page: to measure what shows and searches them.

`python -m bench.parts.synthetic_ledger FILE --events N [--seed S]` writes a ledger of N made-up events, told by about
half as many pages, with people, places, quotations, conflicts, denials and some judgements. The record is made from the
readings by the product's own statements and reconciling; only the parser and the linking are left out.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from bench.parts.synthetic_world import PAPERS, Happening, Told, World, spread_day, write_page
from dateline.extract.subjects import Subject
from dateline.link import Cluster, link_pair
from dateline.match.blocking import block_keys
from dateline.model.claims import Reading
from dateline.model.record import DatedMention, Event, Relation
from dateline.pipeline import RULES, make_event
from dateline.store.ledger import Ledger
from dateline.store.quotes import place_quotes

AT_ONCE = 4
"""Happenings that papers tell together."""
TELL = (0.45, 0.3, 0.15, 0.1)
"""How often one, two, three or four papers tell of a batch."""
JUDGED = 500
"""Every so many events a person's verdict."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some happenings, and the pages that tell them: every one is told at least once."""

    happenings: tuple[Happening, ...]
    pages: tuple[Told, ...]


def batches(events: int, seed: int = 1) -> Iterator[Batch]:
    """Yield batches until so many happenings are told."""
    world, serial = World(seed), 0
    for start in range(0, events, AT_ONCE):
        numbers = range(start, min(start + AT_ONCE, events))
        told = tuple(world.happening(number, spread_day(start, events)) for number in numbers)
        papers = world.random.sample(PAPERS, world.random.choices((1, 2, 3, 4), TELL)[0])
        pages = []
        for place, paper in enumerate(papers):
            chosen = [h for h in told if place == 0 or world.random.random() < 0.6] or [told[0]]
            pages.append(write_page(chosen, paper, serial, world.random))
            serial += 1
        yield Batch(told, tuple(pages))


def fill_ledger(ledger: Ledger, events: int, seed: int = 1) -> int:
    """Write so many made-up events into a ledger; return the number of its pages."""
    pages = 0
    ledger.database.execute("PRAGMA synchronous = OFF")  # a file that can be made again
    for batch in batches(events, seed):
        with ledger.transaction():
            keep_batch(ledger, batch)
        pages += len(batch.pages)
    return pages


def keep_batch(ledger: Ledger, batch: Batch) -> None:
    """Keep the pages of a batch, and the events that they tell."""
    readings: dict[str, Reading] = {}
    clusters: dict[int, list[DatedMention]] = {}
    for told in batch.pages:
        reading = told.reading
        readings[reading.page.id] = reading
        ledger.add_reading(reading, RULES)
        ledger.place_article(reading, told.mentions[0].as_of, "as the page says")
        subjects = [Subject(tuple(p.referent.name for p in e.participants)) for e in reading.events]
        place_quotes(ledger, reading, reading.article.published, subjects)
        for mention, number in zip(told.mentions, told.numbers, strict=True):
            ledger.place_mention(mention, block_keys(mention))
            clusters.setdefault(number, []).append(mention)
    events = [_event(ledger, clusters[number], readings) for number in sorted(clusters)]
    for event, happening in zip(_related(events), batch.happenings, strict=True):
        ledger.keep_statements(event.statements)
        ledger.write_event(event)
        if happening.number % JUDGED == 0:
            said = f"status={event.status.value}"
            ledger.judge("right", event.mentions[0], said, author="Synthetic Reviewer", reason="as told")


def _event(ledger: Ledger, mentions: list[DatedMention], readings: dict[str, Reading]) -> Event:
    mentions.sort(key=lambda mention: mention.id)
    merges = [merge for pair in combinations(mentions, 2) if (merge := link_pair(*pair))]
    ident = ledger.mint_event([mention.id for mention in mentions])
    return make_event(ident, Cluster(tuple(mentions), tuple(merges)), readings)


def _related(events: list[Event]) -> Iterator[Event]:
    """Yield a batch's events, a denial with the accusation beside it that it denies."""
    denial = next((e.id for e in events if e.type == "REJECT"), None)
    claim = next((e.id for e in events if e.type == "ACCUSE"), None)
    for event in events:
        if denial and claim and event.id in (denial, claim):
            relation = Relation(claim, "denies") if event.id == denial else Relation(denial, "denied_by")
            yield replace(event, related=(relation,))
        else:
            yield event


def main(argv: list[str] | None = None) -> int:
    """Write the file that the arguments name."""
    parser = argparse.ArgumentParser(prog="python -m bench.parts.synthetic_ledger", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args(argv)
    if args.file.exists():
        sys.exit(f"{args.file}: exists already; remove it or name another file")
    start = time.perf_counter()
    with Ledger(args.file) as ledger:
        pages = fill_ledger(ledger, args.events, args.seed)
    print(f"{args.events} events of {pages} pages in {args.file}, {time.perf_counter() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
