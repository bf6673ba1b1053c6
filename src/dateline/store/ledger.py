"""The ledger: one SQLite file, one writer, append-only where it counts.

In: readings, statements, judgements, derived records. Out: the same, by id or page. Selecting and searching for
people to look at is left to `queries`; what to write is decided by `dateline.pipeline`.
"""

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from types import TracebackType

import msgspec

from dateline.errors import UsageError
from dateline.ids import digest
from dateline.match.blocking import meeting_keys
from dateline.model.claims import Interval, Reading, Skipped
from dateline.model.record import DatedMention, Event, Judgement, Statement
from dateline.model.text import Page
from dateline.store import schema
from dateline.store.codec import pack, unpack
from dateline.store.listing import list_event, unlist_event
from dateline.store.migrate import explained, finished, open_database

BUGS = (sqlite3.IntegrityError, sqlite3.ProgrammingError, sqlite3.DataError, sqlite3.InternalError)
"""Errors of the database that are nobody's fault but ours; the others are told in words, as what befell the file."""


class Ledger:
    """An open ledger; use it as a context manager, or call `close`."""

    def __init__(self, path: Path | str = "dateline.db", *, create: bool = True) -> None:
        self.path = Path(path)
        self.database = open_database(self.path, create=create)

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        with self.failing():
            if error is not None:
                raise error

    @contextmanager
    def failing(self) -> Iterator[None]:
        """Tell what the database says of a file that cannot be read or written as a LedgerError."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            if isinstance(error, BUGS):
                raise
            raise explained(self.path, error) from error

    def close(self) -> None:
        """Close the file; what was written stays."""
        self.database.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that is written inside, or none of it; one inside another is part of the outer one."""
        if self.database.in_transaction:
            yield
            return
        try:
            self.database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise explained(self.path, error) from error
        with finished(self.database):
            yield

    # --- what was read ------------------------------------------------------------------------------------------

    def has_page(self, page: str, version: str) -> bool:
        """Say whether the page was read already by this version of the rules."""
        query = "SELECT 1 FROM reading WHERE page = ? AND version = ?"
        return self.database.execute(query, (page, version)).fetchone() is not None

    def add_reading(self, reading: Reading, version: str) -> bool:
        """Keep a page with what was read from it, in one transaction; return False where nothing was new."""
        page = reading.page
        with self.transaction():
            known = self.has_page(page.id, version)
            self._keep_page(page)
            if known:
                return False
            body = pack(replace(reading, page=replace(page, data=b"")))
            self.database.execute(
                "INSERT INTO reading (page, version, body) VALUES (?, ?, ?)", (page.id, version, body)
            )
            self.database.execute("DELETE FROM article WHERE page = ?", (page.id,))  # to be placed anew
            self.database.execute("DELETE FROM words WHERE rowid = (SELECT seq FROM page WHERE id = ?)", (page.id,))
            self.database.execute(
                "INSERT INTO words (rowid, page, title, text) SELECT seq, id, ?, ? FROM page WHERE id = ?",
                (reading.article.title or "", told_text(reading), page.id),
            )
            for skipped in reading.skipped:
                self._keep_skipped(replace(skipped, subject=skipped.subject or page.path or page.id))
        return True

    def _keep_page(self, page: Page) -> None:
        self.database.execute(
            "INSERT OR IGNORE INTO page SELECT ?, coalesce(max(seq), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM page",
            (
                page.id,
                page.sha256,
                page.media,
                page.path,
                page.url,
                page.encoding,
                zlib.compress(page.data),
                now(),
            ),
        )
        self.database.execute(
            "INSERT OR IGNORE INTO location VALUES (?, ?, ?)", (page.id, page.path or "", page.url or "")
        )

    def add_location(self, page: Page) -> None:
        """Note another path or address under which a known page was found."""
        with self.transaction():
            self._keep_page(page)

    def add_skipped(self, skipped: Skipped) -> None:
        """Keep what was left out, with its reason; the same thing twice is kept once."""
        with self.transaction():
            self._keep_skipped(skipped)

    def _keep_skipped(self, skipped: Skipped) -> None:
        self.database.execute(
            "INSERT OR IGNORE INTO skipped (subject, stage, reason, at) VALUES (?, ?, ?, ?)",
            (skipped.subject or "", skipped.stage, skipped.reason, now()),
        )

    def page(self, page: str) -> Page:
        """Return a page with its bytes; raise UsageError where there is none of that id."""
        row = self.database.execute("SELECT * FROM page WHERE id = ?", (page,)).fetchone()
        if row is None:
            raise UsageError(f"{page}: no page of this ledger has that id")
        return Page(
            row["id"],
            row["sha256"],
            zlib.decompress(row["data"]),
            row["media"],
            row["path"],
            row["url"],
            row["encoding"],
        )

    def reading(self, page: str) -> Reading:
        """Return what was last read from a page, its bytes left out; raise UsageError where there is none."""
        query = "SELECT body FROM reading WHERE page = ? ORDER BY seq DESC LIMIT 1"
        row = self.database.execute(query, (page,)).fetchone()
        if row is None:
            raise UsageError(f"{page}: no page of this ledger has that id")
        return unpack(row["body"], Reading)

    def pages(self) -> list[str]:
        """Return the ids of all pages that were read, in content order."""
        return [row[0] for row in self.database.execute("SELECT DISTINCT page FROM reading ORDER BY page")]

    def unplaced_pages(self) -> list[str]:
        """Return the ids of pages that were read but whose events are not in the record yet.

        An update places all that were read, so these are the last ones read.
        """
        query = "SELECT page, page IN (SELECT page FROM article) AS placed FROM reading ORDER BY seq DESC"
        rows = takewhile(lambda row: not row["placed"], self.database.execute(query))
        return sorted({row["page"] for row in rows})

    # --- what was decided ---------------------------------------------------------------------------------------

    def judge(self, verdict: str, left: str, right: str = "", **told: str | None) -> Judgement:
        """Append a judgement (`author`, `reason`, `undoes`, `at`) and return it."""
        at = told.get("at") or now()
        author, reason, undoes = told.get("author") or "", told.get("reason") or "", told.get("undoes")
        count = self.database.execute("SELECT coalesce(max(seq), 0) FROM judgement").fetchone()[0]
        made = Judgement(
            f"j_{digest(verdict, left, right, author, at, str(count))}",
            verdict,
            left,
            right,
            author,
            reason,
            at,
            undoes,
        )
        with self.transaction():
            self.database.execute(
                "INSERT INTO judgement (id, verdict, left, right, author, reason, at, undoes) VALUES (?,?,?,?,?,?,?,?)",
                (made.id, verdict, left, right, author, reason, at, undoes),
            )
        return made

    def judgements(self, *, standing: bool = True) -> list[Judgement]:
        """Return the judgements in order; `standing` leaves out those that were undone and the undoings."""
        rows = self.database.execute(
            "SELECT id, verdict, left, right, author, reason, at, undoes FROM judgement ORDER BY seq"
        )
        made = [Judgement(*row) for row in rows]
        return standing_of(made) if standing else made

    # --- what is derived ----------------------------------------------------------------------------------------

    def forget_derived(self) -> None:
        """Drop all that can be made again from readings and judgements; minted ids stay."""
        with self.transaction():
            for table in schema.DERIVED_TABLES:
                self.database.execute(f"DELETE FROM {table}")  # noqa: S608 - names from our own constant

    def place_article(self, reading: Reading, day: Interval | None, reason: str) -> None:
        """Note when a page was published, as far as it could be worked out, and why so."""
        article = reading.article
        self.database.execute(
            "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article.page,
                article.title,
                article.publisher,
                article.credit,
                article.published,
                article.published_basis,
                day.start.isoformat() if day else None,
                day.end.isoformat() if day else None,
                reason,
            ),
        )

    def place_mention(self, mention: DatedMention, keys: Iterable[str]) -> None:
        """Keep an event mention with the keys of its blocks."""
        self.database.execute(
            "INSERT OR REPLACE INTO mention (id, page, event, body) VALUES (?, ?, "
            "(SELECT event FROM mention WHERE id = ?), ?)",
            (mention.id, mention.page, mention.id, pack(mention)),
        )
        self.database.execute("DELETE FROM block WHERE mention = ?", (mention.id,))
        self.database.executemany("INSERT OR IGNORE INTO block VALUES (?, ?)", ((key, mention.id) for key in keys))

    def settle_mention(self, mention: DatedMention) -> None:
        """Keep an event mention that stands in its blocks already, with its participants' entities as now known."""
        self.database.execute("UPDATE mention SET body = ? WHERE id = ?", (pack(mention), mention.id))

    def neighbours(self, mention: str) -> set[str]:
        """Return the mentions that meet one in a block, itself among them."""
        rows = self.database.execute("SELECT key FROM block WHERE mention = ?", (mention,)).fetchall()
        return {other for row in rows for key in meeting_keys(row["key"]) for other in self.block(key)} | {mention}

    def block(self, key: str) -> set[str]:
        """Return the mentions of one block."""
        return {row[0] for row in self.database.execute("SELECT mention FROM block WHERE key = ?", (key,))}

    def keys(self, mention: str) -> list[str]:
        """Return the keys of the blocks in which a mention stands."""
        return [row[0] for row in self.database.execute("SELECT key FROM block WHERE mention = ?", (mention,))]

    def event_of(self, mention: str) -> str | None:
        """Return the event that a mention stands in now."""
        row = self.database.execute("SELECT event FROM mention WHERE id = ?", (mention,)).fetchone()
        return row["event"] if row is not None else None

    def event_mates(self, mentions: Iterable[str]) -> set[str]:
        """Return the mentions that stand in one event of the record with any of the given ones, and these."""
        found = set(mentions)
        for event in self.events_of(found):
            found |= {row[0] for row in self.database.execute("SELECT id FROM mention WHERE event = ?", (event,))}
        return found

    def mentions(self, ids: Iterable[str]) -> list[DatedMention]:
        """Return event mentions by id, in the order of their ids."""
        query = "SELECT body FROM mention WHERE id = ?"
        rows = (self.database.execute(query, (item,)).fetchone() for item in sorted(ids))
        return [unpack(row["body"], DatedMention) for row in rows if row is not None]

    def mentions_of(self, page: str) -> list[str]:
        """Return the ids of a page's event mentions."""
        return [row[0] for row in self.database.execute("SELECT id FROM mention WHERE page = ? ORDER BY id", (page,))]

    def events_of(self, mentions: Iterable[str]) -> set[str]:
        """Return the events that the mentions now belong to."""
        rows = (self.database.execute("SELECT event FROM mention WHERE id = ?", (m,)).fetchone() for m in mentions)
        return {row["event"] for row in rows if row is not None and row["event"]}

    def mint_event(self, mentions: Sequence[str]) -> str:
        """Return the id of the event that the mentions make: the oldest id minted for any of them, or a new one."""
        marks = ",".join("?" * len(mentions))
        rows = self.database.execute(
            f"SELECT id FROM minted WHERE mention IN ({marks}) ORDER BY seq",  # noqa: S608 - question marks only
            tuple(mentions),
        ).fetchall()
        if not rows:
            first = min(mentions)
            event = f"e_{digest(first)}"
            self.database.execute(
                "INSERT INTO minted SELECT ?, coalesce(max(seq), 0) + 1, ?, ? FROM minted",
                (event, first, event),
            )
            return event
        keep = str(rows[0]["id"])
        self.database.executemany("UPDATE minted SET now = ? WHERE id = ?", ((keep, row["id"]) for row in rows))
        return keep

    def current_event(self, event: str) -> str:
        """Return the id under which an event stands now, following merges; raise UsageError for an unknown one."""
        row = self.database.execute("SELECT now FROM minted WHERE id = ?", (event,)).fetchone()
        if row is None:
            raise UsageError(f"{event}: no event of this ledger has that id; `dateline events` lists them")
        return str(row["now"])

    def keep_statements(self, statements: Iterable[Statement]) -> None:
        """Append statements; those already kept stay as they are."""
        self.database.executemany(
            "INSERT OR IGNORE INTO statement (id, mention, page, field, body) VALUES (?, ?, ?, ?, ?)",
            ((s.id, s.mention, s.page, s.field, msgspec.json.encode(s).decode()) for s in statements),
        )

    def drop_records(self, events: Iterable[str]) -> None:
        """Take events out of the derived record, before they are written anew."""
        for event in events:
            unlist_event(self.database, event)

    def record(self, event: str) -> Event:
        """Return one event of the derived record, by the id under which it stands now."""
        row = self.database.execute("SELECT body FROM record WHERE event = ?", (event,)).fetchone()
        return unpack(row["body"], Event)

    def write_event(self, event: Event) -> None:
        """Write one event of the derived record, with what it is found by."""
        unlist_event(self.database, event.id)
        list_event(self.database, event)
        self.database.executemany(
            "UPDATE mention SET event = ? WHERE id = ?", ((event.id, mention) for mention in event.mentions)
        )


def standing_of(made: Sequence[Judgement]) -> list[Judgement]:
    """Return those of judgements, given in order, that stand: neither undone nor themselves an undoing."""
    undone: set[str] = set()
    for judgement in reversed(made):  # an undoing that was itself undone takes nothing back
        if judgement.undoes and judgement.id not in undone:
            undone.add(judgement.undoes)
    return [j for j in made if j.id not in undone and j.undoes is None]


def told_text(reading: Reading) -> str:
    """Return the part of an article's text that tells something, furniture left out, for the word index."""
    text = reading.article.text
    return "\n".join(text[b.start : b.end] for b in reading.article.blocks if b.kind != "furniture")


def now() -> str:
    """Return this moment, UTC, to the second, as ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")
