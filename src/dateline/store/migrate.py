"""Open a ledger's file and bring its schema up to date, step by step.

In: a path. Out: an open SQLite connection with WAL and foreign keys on. Raises LedgerError where the file is no
ledger, was made by a newer Dateline, or is locked.
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dateline.errors import LedgerError
from dateline.match.stories import LOOSE
from dateline.store import schema
from dateline.store.tallies import tally_all

WAIT = 5.0
"""Seconds to wait for another writer before giving up."""


def _add_reference(connection: sqlite3.Connection) -> None:
    """Version 2: a table of people of outside references."""
    connection.execute(schema.REFERENCE)


def _widen_quotes(connection: sqlite3.Connection) -> None:
    """Version 3: what is said tells its topics, whose words it stands in and what it denies; a rebuild fills them."""
    known = {row[1] for row in connection.execute("PRAGMA table_info (quote)")}
    for name, sort in (("topics", "TEXT"), ("within", "INTEGER"), ("denies", "INTEGER")):
        if name not in known:
            connection.execute(f"ALTER TABLE quote ADD COLUMN {name} {sort}")


def _add_marks_and_stories(connection: sqlite3.Connection) -> None:
    """Version 4: how far the record was watched, and the stories."""
    for statement in f"{schema.MARK};{schema.STORIES}".split(";"):
        connection.execute(statement)


def _part_record(connection: sqlite3.Connection) -> None:
    """Version 5: keys and indexes by which a change finds what it reaches; events are listed apart from their bodies.

    The record stays on show; the next update places all pages anew, which fills the keys.
    """
    connection.execute("CREATE INDEX IF NOT EXISTS minted_mention ON minted (mention)")  # made on opening before
    for command in f"{schema.JUDGED};{schema.DISPUTE};{schema.FOUND}".split(";"):
        connection.execute(command)
    connection.execute("DELETE FROM article")
    connection.execute("ALTER TABLE record RENAME TO record_whole")
    for command in schema.RECORD.split(";"):
        connection.execute(command)
    connection.execute(f"INSERT INTO listing SELECT {LISTED} FROM record_whole")  # noqa: S608 - our own names
    connection.execute("INSERT INTO record_body SELECT event, body FROM record_whole")
    connection.execute("DROP TABLE record_whole")
    connection.create_function("name_words", 1, lambda folded: json.dumps(folded.split()))
    connection.execute(
        "INSERT OR IGNORE INTO who_word SELECT value, event FROM record_who, json_each(name_words(folded))"
    )


def _widen_indexes(connection: sqlite3.Connection) -> None:
    """Version 6: the newest events are read from their index alone."""
    connection.execute("DROP INDEX IF EXISTS listing_newest")
    for command in schema.SORTED.split(";"):
        connection.execute(command)


def _tally(connection: sqlite3.Connection) -> None:
    """Version 7: what the desk counts is kept; an index for each order of events."""
    for index in OUTGROWN:
        connection.execute(f"DROP INDEX IF EXISTS {index}")
    for column in ("office", "country", "day"):
        connection.execute(f"ALTER TABLE record_who ADD COLUMN {column} TEXT")
    for command in schema.TALLIES.split(";"):
        connection.execute(command)
    tally_all(connection)


def _sort_stories(connection: sqlite3.Connection) -> None:
    """Version 8: the newest stories by an index."""
    connection.execute(schema.NEWEST_STORIES)


def _shelve_stories(connection: sqlite3.Connection) -> None:
    """Version 9: stories grow with each page; all articles wait for the next `dateline stories` or `add`."""
    connection.execute("DROP TABLE IF EXISTS story")
    connection.execute("DELETE FROM story_line")
    for command in schema.SHELF.split(";"):
        connection.execute(command)
    connection.execute(
        "INSERT INTO story_waiting SELECT page, CASE WHEN julianday(last) - julianday(first) <= ? THEN first END, NULL "
        "FROM (SELECT page, coalesce(substr(published, 1, 10), first_day) AS first, "
        "coalesce(substr(published, 1, 10), last_day) AS last, media FROM article JOIN page ON page.id = article.page) "
        "WHERE media != 'official'",
        (LOOSE,),
    )


def _add_occasions(connection: sqlite3.Connection) -> None:
    """Version 10: the days of elections and the like; pages placed before tell theirs when the record is made anew."""
    for command in schema.OCCASIONS.split(";"):
        connection.execute(command)


OUTGROWN = (
    "listing_oldest", "listing_day", "listing_last", "listing_type", "listing_place", "quote_speaker",
    "record_who_entity",
)  # fmt: skip
LISTED = "event, type, kind, status, first_day, last_day, place, country, label, reports, sources, conflicts"
STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _add_reference,
    2: _widen_quotes,
    3: _add_marks_and_stories,
    4: _part_record,
    5: _widen_indexes,
    6: _tally,
    7: _sort_stories,
    8: _shelve_stories,
    9: _add_occasions,
}
"""What brings version N to N + 1, by N; the first version needs none."""


def open_database(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """Return a connection to the ledger at `path`, made anew where there is none and `create` is set."""
    if not create and (not path.exists() or (path.is_file() and path.stat().st_size == 0)):
        raise LedgerError(f"{path}: no ledger here yet; make one with `dateline add PAGE...`")
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder; name a file with --ledger")
    try:
        connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise explained(path, error) from error
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        version = _checked_version(connection, path)
        _write_ahead(connection)
        _prepare(connection, version)
    except sqlite3.Error as error:
        connection.close()
        raise explained(path, error) from error
    except LedgerError:
        connection.close()
        raise
    return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let readers read while one writes; a ledger is made so once, which needs it for itself for a moment."""
    until = time.monotonic() + WAIT
    while connection.execute("PRAGMA journal_mode").fetchone()[0] != "wal":
        try:
            made = connection.execute("PRAGMA journal_mode = WAL").fetchone()[0]
        except sqlite3.OperationalError as error:  # SQLite does not wait for this lock by itself
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            if made == "memory":
                raise sqlite3.OperationalError("a ledger is a file, to be read by several at once")


def _checked_version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the ledger's version, 0 for an empty file; raise LedgerError for a newer one and for what is none."""
    version = _version(connection)
    if version > schema.VERSION:
        raise LedgerError(
            f"{path}: made by a newer Dateline (its schema is {version}, ours {schema.VERSION}); install that version"
        )
    if (
        version == 0
        and connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        and not _version(connection)
    ):
        raise LedgerError(f"{path}: is a database but not a ledger of Dateline; name another file with --ledger")
    return version


def _prepare(connection: sqlite3.Connection, version: int) -> None:
    """Make the tables of a new ledger, bring an older one up to date."""
    connection.execute("PRAGMA synchronous = NORMAL")
    if version == 0:
        _create(connection)
    for step in range(version or schema.VERSION, schema.VERSION):  # a new ledger needs no step
        migrate_step(connection, step)


def _create(connection: sqlite3.Connection) -> None:
    """Make the tables; where another process made them meanwhile, leave them as they are."""
    with _whole(connection):
        if _version(connection) == 0:
            for command in commands_of(schema.KEPT + schema.DERIVED):
                connection.execute(command)
            connection.execute(f"PRAGMA user_version = {schema.VERSION}")


def commands_of(script: str) -> Iterator[str]:
    """Yield the commands of a script one by one, so that they can stand in one transaction."""
    command = ""
    for part in script.split(";"):
        command += f"{part};"
        if sqlite3.complete_statement(command):
            yield command
            command = ""


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def finished(connection: sqlite3.Connection) -> Iterator[None]:
    """Bring the transaction that was begun to its end, or take all back that was written in it."""
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if _underway(connection):  # a full disk may have ended it already
            connection.execute("ROLLBACK")
        raise


def _underway(connection: sqlite3.Connection) -> bool:
    return connection.in_transaction


@contextmanager
def _whole(connection: sqlite3.Connection) -> Iterator[None]:
    """Do all that is written inside, or none of it."""
    connection.execute("BEGIN IMMEDIATE")
    with finished(connection):
        yield


def migrate_step(connection: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of `version` to the next one, wholly or not at all; nothing where another process just did."""
    with _whole(connection):
        if _version(connection) == version:
            STEPS[version](connection)
            connection.execute(f"PRAGMA user_version = {version + 1}")


TOLD = {
    "locked": "another program is writing to this ledger; try again when it is done",
    "busy": "another program is writing to this ledger; try again when it is done",
    "not a database": "is not a ledger; name another file with --ledger",
    "malformed": "the file is damaged; `dateline doctor` says how; go back to a copy of it, or add the pages anew",
    "disk i/o": "the disk could not be read or written; nothing stored before is lost: run it again when it can be",
    "full": "no room is left on the disk; nothing stored before is lost: make room, then run it again",
    "readonly": "may not be written to; name another file with --ledger, or change its permissions",
}
"""What to tell for what SQLite says, by a word of it."""


def explained(path: Path, error: sqlite3.Error) -> LedgerError:
    """Return what happened to the ledger and what to do, for an error of the database."""
    text = str(error)
    told = next((told for word, told in TOLD.items() if word in text.lower()), f"cannot be used: {text}")
    return LedgerError(f"{path}: {told}")
