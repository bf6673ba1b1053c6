"""Open ledgers, kept between requests: to open one anew takes as long as to answer a page from it.

In: a ledger's path. Out: a ledger that one request has for itself, given back when it is done.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from dateline.store.ledger import Ledger

KEPT = 8
"""Ledgers kept open: as many as people who ask at once on two cores."""
CACHE = 16_000
"""Kilobytes of its file that each holds in memory: the indexes of 100,000 events that the desk looks into."""

Place = tuple[int, int]


@dataclass(slots=True)
class Opened:
    """The open ledgers of one path that nobody is using, each with the file that it is."""

    path: Path
    idle: list[tuple[Place, Ledger]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)

    @contextmanager
    def taken(self) -> Iterator[Ledger]:
        """Lend a ledger; raise LedgerError where there is none, or where the database fails."""
        place, ledger = self._take()
        try:
            with ledger.failing():
                yield ledger
        finally:
            self._give_back(place, ledger)

    def _take(self) -> tuple[Place, Ledger]:
        place = self._place()
        with self.lock:
            while self.idle:
                known, ledger = self.idle.pop()
                if known == place:
                    return known, ledger
                ledger.close()  # another file stands there now
        made = Ledger(self.path, create=False)
        made.database.execute(f"PRAGMA cache_size = -{CACHE}")
        return self._place(), made

    def _give_back(self, place: Place, ledger: Ledger) -> None:
        try:
            if ledger.database.in_transaction:
                ledger.database.execute("ROLLBACK")
        except sqlite3.Error:
            ledger.close()
            return
        with self.lock:
            if len(self.idle) < KEPT:
                self.idle.append((place, ledger))
                return
        ledger.close()

    def _place(self) -> Place:
        try:
            found = self.path.stat()
        except OSError:
            return (0, 0)
        return found.st_dev, found.st_ino
