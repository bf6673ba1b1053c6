"""Sample pairs of occurred encounters with two participants in common, to judge by eye whether each pair is one event.

Usage: python -m bench.parts.sample_pairs LEDGER [--count N] [--seed N] prints the pairs with what Dateline made of
them (together or apart). `--judged FILE` instead holds a table of verdicts against the ledger and prints the shares
that are wrongly apart and wrongly merged. The table (left, right, verdict) keeps mention ids and no text: mention
ids come from page, type, sentence and ordinal, so they stay the same whatever the rules. Verdicts: one, two, unclear.
"""

import argparse
import random
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path

from dateline.lexicon import load_rows
from dateline.model.claims import Status
from dateline.model.record import DatedMention
from dateline.store.ledger import Ledger

Pair = tuple[str, str]


def main() -> None:
    """Print the sample, or the shares of a judged one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--judged", type=Path)
    args = parser.parse_args()
    with Ledger(args.ledger, create=False) as ledger:
        if args.judged:
            print(judge(ledger, args.judged))
            return
        pairs = pairs_of(encounters(ledger))
        print(f"{len(pairs)} pairs of occurred encounters with two in common")
        for pair in random.Random(args.seed).sample(pairs, min(args.count, len(pairs))):
            print(block(ledger, pair), end="\n\n")


def encounters(ledger: Ledger) -> Iterator[DatedMention]:
    """Yield the mentions of occurred encounters of two or more."""
    ids = (mention for page in ledger.pages() for mention in ledger.mentions_of(page))
    for told in ledger.mentions(ids):
        occurred = told.mention.status.status == Status.OCCURRED
        if told.mention.type == "CONSULT" and occurred and len(set(told.entities)) > 1:
            yield told


def pairs_of(mentions: Iterable[DatedMention]) -> list[Pair]:
    """Return the pairs of mentions that have two entities or more in common."""
    told = sorted(mentions, key=lambda mention: mention.id)
    return [(a.id, b.id) for a, b in combinations(told, 2) if len(set(a.entities) & set(b.entities)) > 1]


def together(ledger: Ledger, pair: Pair) -> bool:
    """Say whether the record holds the two mentions to be one event."""
    return len(ledger.events_of([pair[0]]) | ledger.events_of([pair[1]])) == 1


def block(ledger: Ledger, pair: Pair) -> str:
    """Return one pair in the form to be judged."""
    lines = [f"{pair[0]}\t{pair[1]}\t{'TOGETHER' if together(ledger, pair) else 'APART'}"]
    for told in ledger.mentions(pair):
        reading, event = ledger.reading(told.page), told.mention
        text = reading.article.text
        left, right = text[event.sentence.start : event.trigger.start], text[event.trigger.end : event.sentence.end]
        when = f"{told.interval.start}/{told.interval.end} {told.basis}" if told.interval else "no date"
        place = told.place.name if told.place else "-"
        lines += [
            f"  {told.page} of {reading.article.published} {reading.article.title}",
            f"    {' '.join(f'{left}[[{event.trigger.slice(text)}]]{right}'.split())}",
            f"    {event.kind} | {', '.join(told.names)} | {when} | {place}",
        ]
    return "\n".join(lines)


def judge(ledger: Ledger, path: Path) -> str:
    """Return the shares of the judged pairs that the record has wrongly apart and wrongly together."""
    known = {told for page in ledger.pages() for told in ledger.mentions_of(page)}
    rows = [row for row in load_rows(path) if row["verdict"] in ("one", "two")]
    held = [row for row in rows if row["left"] in known and row["right"] in known]
    made = [(row["verdict"], together(ledger, (row["left"], row["right"]))) for row in held]
    apart, merged = made.count(("one", False)), made.count(("two", True))
    count = max(1, len(held))
    return (
        f"{len(rows)} judged pairs, {len(held)} of them still read: "
        f"{apart} wrongly apart ({apart / count:.1%}), {merged} wrongly merged ({merged / count:.1%})"
    )


if __name__ == "__main__":
    main()
