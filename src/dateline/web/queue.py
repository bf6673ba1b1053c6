"""The queue of what to review, kept between requests as long as nothing but fields is judged.

In: an open ledger. Out: the doubts that still stand, the weightiest first. To look into three hundred events takes a
moment; a verdict on a field only takes one thing off the queue.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from threading import Lock

from dateline.model.record import Event, Judgement
from dateline.store.codec import unpack
from dateline.store.doubts import Doubt, Settled, find_doubts
from dateline.store.ledger import Ledger

Stamp = tuple[int, int]


@dataclass(slots=True)
class Queue:
    """The doubts of one ledger, found anew when pages were read or events joined or parted since."""

    stamp: Stamp = (-1, -1)
    doubts: tuple[Doubt, ...] = field(default=())
    lock: Lock = field(default_factory=Lock)

    def standing(self, ledger: Ledger, judgements: list[Judgement]) -> list[Doubt]:
        """Return the doubts that no judgement has settled."""
        with self.lock:  # who comes meanwhile waits, instead of looking for the same
            self._refresh(ledger)
        settled = Settled.by(judgements)
        return [doubt for doubt in self.doubts if not settled.holds(doubt)]

    def _refresh(self, ledger: Ledger) -> None:
        read = "SELECT coalesce(max(seq), 0) FROM reading"
        moved = "SELECT count(*) FROM judgement WHERE verdict IN ('same', 'different', 'undo')"
        one, other = (int(ledger.database.execute(query).fetchone()[0]) for query in (read, moved))
        if (one, other) != self.stamp:
            self.doubts, self.stamp = find_doubts(ledger), (one, other)


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
    return unpack(row["body"], Event) if row is not None else None


def _stands(doubt: Doubt, event: Event) -> bool:
    """Say whether the event still shows what was in doubt."""
    if doubt.field:
        return any(f.name == doubt.field and f.state.value == doubt.kind for f in event.fields)
    return all(mention in event.mentions for mention in doubt.mentions[: 1 if doubt.other else 2])
