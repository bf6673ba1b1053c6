"""Say what a record holds, apart from how its events are numbered, so that two records can be held side by side.

In: an open ledger. Out: one line of JSON for each event, in order; an event is named by the first of its mentions.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec

from dateline.model.claims import Reading
from dateline.model.record import Event
from dateline.pipeline import RULES, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events


def content_of(ledger: Ledger) -> list[str]:
    """Return all that the events say, whatever their ids."""
    events = list(all_events(ledger))
    names = {event.id: min(event.mentions) for event in events}
    return sorted(json.dumps(_named(event, names), sort_keys=True) for event in events)


def _named(event: Event, names: dict[str, str]) -> dict[str, object]:
    told: dict[str, object] = msgspec.to_builtins(event)
    related = sorted((names.get(r.event, f"gone {r.event}"), r.relation) for r in event.related)
    return told | {"id": names[event.id], "related": related}


def records_in_orders(folder: Path, readings: list[Reading], seeds: range) -> Iterator[list[str]]:
    """Yield what the record holds after the readings came in each of so many random orders.

    An even seed brings the record up to date after each page, an odd one at chance moments.
    """
    for seed in seeds:
        random, shuffled = Random(seed), list(readings)
        random.shuffle(shuffled)
        with Ledger(folder / f"order-{seed}.db") as ledger:
            for reading in shuffled:
                ledger.add_reading(reading, RULES)
                if seed % 2 == 0 or random.random() < 0.1:
                    update(ledger)
            update(ledger)
            yield content_of(ledger)
