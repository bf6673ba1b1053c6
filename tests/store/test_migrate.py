"""Ledgers of older versions are brought up to date, wholly or not at all."""

import sqlite3
from pathlib import Path

import pytest

from dateline.errors import LedgerError
from dateline.store import migrate, schema
from dateline.store.ledger import Ledger
from dateline.store.references import ReferencePerson, keep_references, list_references

ANN = ReferencePerson("a:1", ("Ann Gray",), ("a:1",), ("NOR",))


def older(path: Path) -> Path:
    """A ledger of version 1 with something in it."""
    with Ledger(path) as ledger:
        ledger.judge("same", "a", "b", author="Ann")
    with sqlite3.connect(path) as database:
        for table in ("reference", "mark", "story", "story_line"):
            database.execute(f"DROP TABLE {table}")
        database.execute("PRAGMA user_version = 1")
    return path


def test_version_1_gets_its_table_and_keeps_the_rest(tmp_path: Path) -> None:
    with Ledger(older(tmp_path / "old.db")) as ledger:
        assert ledger.database.execute("PRAGMA user_version").fetchone()[0] == schema.VERSION
        assert [j.author for j in ledger.judgements()] == ["Ann"]
        keep_references(ledger, "people.csv", [ANN])
        assert list_references(ledger) == [("people.csv", ANN)]


def test_a_new_ledger_and_a_migrated_one_have_the_same_tables(tmp_path: Path) -> None:
    def tables(path: Path) -> set[tuple[str, str]]:
        with Ledger(path) as ledger:
            rows = ledger.database.execute("SELECT type, name FROM sqlite_master")
            return {(row[0], row[1]) for row in rows}

    assert tables(older(tmp_path / "old.db")) == tables(tmp_path / "new.db")


def test_a_step_that_fails_leaves_the_old_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = older(tmp_path / "old.db")

    def broken(connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE half (x)")
        raise sqlite3.OperationalError("no room")

    monkeypatch.setitem(migrate.STEPS, 1, broken)
    with pytest.raises(LedgerError, match="no room"):
        Ledger(path)
    with sqlite3.connect(path) as database:
        assert database.execute("PRAGMA user_version").fetchone()[0] == 1
        assert database.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone()[0] == 0


def test_every_version_has_its_step() -> None:
    assert sorted(migrate.STEPS) == list(range(1, schema.VERSION))
