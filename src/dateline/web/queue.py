"""The queue of what to review, kept between requests as long as nothing but fields is judged.

In: an open ledger. Out: the doubts that still stand, the weightiest first. To look into three hundred events takes a
second; a verdict on a field only takes one thing off the queue, and one on a pair has only the events looked into that
it changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from dateline.model.record import Event
from dateline.store.codec import read_event
from dateline.store.doubts import SETTLING, Doubt, Looked, Settled, find_doubts
from dateline.store.judgements import judged_since, standing_by
from dateline.store.ledger import Ledger

Stamp = tuple[int, int]


@dataclass(slots=True)
class Queue:
    """The doubts of one ledger, looked for anew when pages were read or events joined or parted since.

    `settled` is what judgements up to number `seen` have settled: further ones are added to it, until one takes
    another back.
    """

    stamp: Stamp = (-1, -1)
    doubts: tuple[Doubt, ...] = field(default=())
    looked: Looked = field(default_factory=Looked)
    settled: Settled = field(default_factory=lambda: Settled(frozenset(), frozenset()))
    seen: int = -1
    lock: Lock = field(default_factory=Lock)

    def standing(self, ledger: Ledger) -> list[Doubt]:
        """Return the doubts that no judgement has settled."""
        doubts = self.all(ledger)
        with self.lock:
            self._settle(ledger)
            settled = self.settled
        return [doubt for doubt in doubts if not settled.holds(doubt)]

    def all(self, ledger: Ledger) -> tuple[Doubt, ...]:
        """Return the doubts, whatever was judged."""
        read = "SELECT coalesce(max(seq), 0) FROM reading"
        moved = "SELECT count(*) FROM judgement WHERE verdict IN ('same', 'different', 'undo')"
        one, other = (int(ledger.database.execute(query).fetchone()[0]) for query in (read, moved))
        with self.lock:  # who comes meanwhile waits, instead of looking for the same
            if (one, other) != self.stamp:
                self.doubts, self.looked = find_doubts(ledger, self.looked)
                self.stamp = (one, other)
            return self.doubts

    def _settle(self, ledger: Ledger) -> None:
        last, fresh = judged_since(ledger, self.seen)
        if self.seen < 0 or any(j.undoes for j in fresh):
            self.settled = Settled.by(standing_by(ledger, *SETTLING))
        elif fresh:
            self.settled = self.settled.and_by(fresh)
        self.seen = max(last, 0)


def first_standing(ledger: Ledger, doubts: Iterable[Doubt], limit: int) -> list[tuple[Doubt, Event]]:
    """Return the first doubts whose events still show what was in doubt, each with its event as it is now."""
    shown: list[tuple[Doubt, Event]] = []
    for doubt in doubts:
        event = _event(ledger, doubt.event)
        if event is not None and _stands(doubt, event):
            shown.append((doubt, event))
        if len(shown) == limit:
            break
    return shown


def _event(ledger: Ledger, event: str) -> Event | None:
    row = ledger.database.execute("SELECT body FROM record WHERE event = ?", (event,)).fetchone()
    return read_event(row["body"]) if row is not None else None


def _stands(doubt: Doubt, event: Event) -> bool:
    """Say whether the event still shows what was in doubt."""
    if doubt.field:
        return any(f.name == doubt.field and f.state.value == doubt.kind for f in event.fields)
    return all(mention in event.mentions for mention in doubt.mentions[: 1 if doubt.other else 2])
