"""Open a ledger's file and bring its schema up to date, step by step.

In: a path. Out: an open SQLite connection with WAL and foreign keys on. Raises LedgerError where the file is no
ledger, was made by a newer Dateline, or is locked.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from dateline.errors import LedgerError
from dateline.store import schema

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
    """Version 4: how far the record was watched, and the stories; the next `dateline stories` fills them."""
    for statement in f"{schema.MARK};{schema.STORIES}".split(";"):
        connection.execute(statement)


STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {
    1: _add_reference,
    2: _widen_quotes,
    3: _add_marks_and_stories,
}
"""What brings version N to N + 1, by N; the first version needs none."""


def open_database(path: Path, *, create: bool = True) -> sqlite3.Connection:
    """Return a connection to the ledger at `path`, made anew where there is none and `create` is set."""
    if not create and not path.exists():
        raise LedgerError(f"{path}: no ledger here yet; make one with `dateline add PAGE...`")
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder; name a file with --ledger")
    try:
        connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None, check_same_thread=False)
    except sqlite3.Error as error:
        raise _explained(path, error) from error
    try:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        version = int(connection.execute("PRAGMA user_version").fetchone()[0])
        _prepare(connection, path, version)
    except sqlite3.Error as error:
        connection.close()
        raise _explained(path, error) from error
    except LedgerError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, version: int) -> None:
    if version > schema.VERSION:
        raise LedgerError(
            f"{path}: made by a newer Dateline (its schema is {version}, ours {schema.VERSION}); install that version"
        )
    if version == 0:
        if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise LedgerError(f"{path}: is a database but not a ledger of Dateline; name another file with --ledger")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.executescript(
            f"BEGIN IMMEDIATE; {schema.KEPT} {schema.DERIVED} PRAGMA user_version = {schema.VERSION}; COMMIT;"
        )
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("CREATE INDEX IF NOT EXISTS minted_mention ON minted (mention)")
    for step in range(version or schema.VERSION, schema.VERSION):  # a new ledger needs no step
        migrate_step(connection, step)


def migrate_step(connection: sqlite3.Connection, version: int) -> None:
    """Bring a ledger of `version` to the next one, wholly or not at all."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        STEPS[version](connection)
        connection.execute(f"PRAGMA user_version = {version + 1}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _explained(path: Path, error: sqlite3.Error) -> LedgerError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return LedgerError(f"{path}: another program is writing to this ledger; try again when it is done")
    if "not a database" in text:
        return LedgerError(f"{path}: is not a ledger; name another file with --ledger")
    return LedgerError(f"{path}: cannot be opened: {text}")
