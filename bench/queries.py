"""How long the record's queries take: what the desk asks when it lists, counts, searches and shows, in milliseconds of
the processor, which a busy machine does not lengthen.

Data: a ledger's file, or any other path for a made-up one of `--split` events (5000 unless told; 100000 takes a quarter
of an hour to make). Each query is asked TIMES times with other words; `p95_ms` of each, and the greatest of them.
"""

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from bench.parts.synthetic_ledger import fill_ledger
from bench.report import Report
from dateline.store.browse import Turn, leaf_events
from dateline.store.company import encounters_by_year, events_at, place_counts, who_at
from dateline.store.desk import (
    company_of,
    events_with,
    ledger_counts,
    most_seen,
    search_all,
)
from dateline.store.ledger import Ledger
from dateline.store.near import near_events
from dateline.store.overview import count_by_pair, entity_name
from dateline.store.queries import EventFilter, count_events, find_events, get_event, most_told, search_words
from dateline.store.quotes import QuoteFilter, search_quotes

DATA = "seeds"
SPLIT = "5000"
TIMES = 20
PAGE = 50


class Asker:
    """Somebody at the desk: asks of people, places and events of the ledger, drawn at chance."""

    def __init__(self, ledger: Ledger, random: Random) -> None:
        self.ledger, self.random = ledger, random
        rows = ledger.database.execute("SELECT event, place, first_day FROM listing ORDER BY event LIMIT 3000")
        self.events = [row["event"] for row in rows.fetchall()]
        people = ledger.database.execute("SELECT entity, name FROM record_who ORDER BY event LIMIT 3000").fetchall()
        self.people = [(row["entity"], row["name"]) for row in people]
        places = ledger.database.execute("SELECT DISTINCT place FROM listing WHERE place IS NOT NULL LIMIT 50")
        self.places = [row["place"] for row in places.fetchall()]

    def entity(self) -> str:
        """Return the id of somebody who takes part: the more often, the more events they have."""
        return str(self.random.choice(self.people)[0])

    def name(self) -> str:
        """Return somebody's name."""
        return str(self.random.choice(self.people)[1])

    def word(self) -> str:
        """Return the last word of a name."""
        return self.name().split()[-1]

    def place(self) -> str:
        """Return a place at which something happened."""
        return str(self.random.choice(self.places))

    def day(self) -> str:
        """Return a year, a month or a day."""
        return f"{self.random.randint(1991, 2024)}-{self.random.randint(1, 12):02}-15"[: self.random.choice((4, 7, 10))]

    def after(self, order: str) -> Turn:
        """Return a turn to a later page of the events in an order."""
        first = leaf_events(self.ledger, EventFilter(), Turn(order, limit=self.random.randint(1, 400)))
        return Turn(order, key=first.after or "", limit=PAGE)


QUERIES: dict[str, Callable[[Ledger, Asker], object]] = {
    "newest": lambda ledger, _: find_events(ledger, EventFilter(limit=PAGE)),
    "far_page": lambda ledger, _: find_events(ledger, EventFilter(limit=PAGE, offset=4000)),
    "who": lambda ledger, ask: find_events(ledger, EventFilter((ask.name(),), limit=PAGE)),
    "surname": lambda ledger, ask: find_events(ledger, EventFilter((ask.word(),), limit=PAGE)),
    "two": lambda ledger, ask: find_events(ledger, EventFilter((ask.name(), ask.name()), limit=PAGE)),
    "entity": lambda ledger, ask: find_events(ledger, EventFilter(entity=ask.entity(), limit=PAGE)),
    "since_until": lambda ledger, ask: find_events(ledger, EventFilter(since=ask.day(), until=ask.day(), limit=PAGE)),
    "place": lambda ledger, ask: find_events(ledger, EventFilter(place=ask.place(), limit=PAGE)),
    "nothing": lambda ledger, ask: find_events(ledger, EventFilter(place="nowhere", kind="talks", limit=PAGE)),
    "status_kind": lambda ledger, ask: find_events(ledger, EventFilter(kind="visit", status="planned", limit=PAGE)),
    "conflicts": lambda ledger, _: find_events(ledger, EventFilter(conflicts=True, limit=PAGE)),
    "count_all": lambda ledger, _: count_events(ledger, EventFilter()),
    "count_who": lambda ledger, ask: count_events(ledger, EventFilter((ask.name(),))),
    "count_place": lambda ledger, ask: count_events(ledger, EventFilter(place=ask.place(), status="occurred")),
    "leaf_newest": lambda ledger, ask: leaf_events(ledger, EventFilter(), Turn(limit=PAGE)),
    "leaf_next": lambda ledger, ask: leaf_events(ledger, EventFilter(), ask.after("newest")),
    "leaf_oldest": lambda ledger, ask: leaf_events(ledger, EventFilter(), Turn("oldest", limit=PAGE)),
    "leaf_place": lambda ledger, ask: leaf_events(ledger, EventFilter(), Turn("place", limit=PAGE)),
    "leaf_reports": lambda ledger, ask: leaf_events(ledger, EventFilter(), Turn("reports", limit=PAGE)),
    "leaf_status": lambda ledger, ask: leaf_events(ledger, EventFilter(type="ACCUSE"), Turn("status", limit=PAGE)),
    "event": lambda ledger, ask: get_event(ledger, ask.random.choice(ask.events)),
    "near": lambda ledger, ask: near_events(ledger, get_event(ledger, ask.random.choice(ask.events))),
    "most_told": lambda ledger, _: most_told(ledger),
    "entity_name": lambda ledger, ask: entity_name(ledger, ask.entity()),
    "entity_company": lambda ledger, ask: company_of(ledger, ask.entity()),
    "entity_events": lambda ledger, ask: events_with(ledger, ask.entity(), PAGE),
    "entity_years": lambda ledger, ask: encounters_by_year(ledger, ask.entity()),
    "met_all": lambda ledger, _: count_by_pair(ledger, EventFilter()),
    "met_one": lambda ledger, ask: count_by_pair(ledger, EventFilter(entity=ask.entity())),
    "most_seen": lambda ledger, _: most_seen(ledger, 12),
    "place_counts": lambda ledger, ask: place_counts(ledger, ask.place()),
    "place_events": lambda ledger, ask: events_at(ledger, ask.place(), PAGE),
    "place_who": lambda ledger, ask: who_at(ledger, ask.place()),
    "search_name": lambda ledger, ask: search_all(ledger, ask.word()),
    "search_common": lambda ledger, _: search_all(ledger, "settled"),
    "words_rare": lambda ledger, ask: search_words(ledger, ask.name()),
    "words_common": lambda ledger, _: search_words(ledger, "said"),
    "quotes_of": lambda ledger, ask: search_quotes(ledger, QuoteFilter(speaker=ask.name(), limit=60)),
    "quotes_about": lambda ledger, _: search_quotes(ledger, QuoteFilter(about="prisoner survey", limit=60)),
    "quotes_all": lambda ledger, _: search_quotes(ledger, QuoteFilter(limit=60)),
    "counts": lambda ledger, _: ledger_counts(ledger),
}


def run(data: Path, split: str | None) -> Report:
    """Time every query on the ledger given, or on one made for it."""
    with tempfile.TemporaryDirectory() as folder:
        path = data if data.suffix == ".db" else Path(folder) / "synthetic.db"
        with Ledger(path) as ledger:
            if path != data:
                fill_ledger(ledger, int(split or SPLIT))
            events = count_events(ledger, EventFilter())
            figures = {f"{name}_p95_ms": p95(ledger, name) for name in QUERIES}
    figures["p95_ms"] = max(figures.values())
    return Report("queries", str(data), split, events, figures)


def p95(ledger: Ledger, name: str) -> float:
    """Return the milliseconds within which nineteen of twenty askings of a query are answered."""
    asker, times = Asker(ledger, Random(name)), []
    for _ in range(TIMES):
        start = time.process_time()
        QUERIES[name](ledger, asker)
        times.append(time.process_time() - start)
    return sorted(times)[int(0.95 * TIMES) - 1] * 1000
