"""Ledgers of older versions are brought up to date, wholly or not at all."""

import sqlite3
from pathlib import Path

import pytest

from dateline.errors import LedgerError
from dateline.pipeline import RULES, process, update
from dateline.store import migrate, schema
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, all_events, find_events
from dateline.store.references import ReferencePerson, keep_references, list_references
from dateline.store.shelf import unplaced_articles
from dateline.store.stories import find_lines, placed_articles
from dateline.stories.story import stories
from tests.make import make_page
from tests.store.test_tallies import tallies

ANN = ReferencePerson("a:1", ("Ann Gray",), ("a:1",), ("NOR",))


def version_3(path: Path) -> Path:
    """A ledger as version 3 made it, with a judgement in it."""
    with sqlite3.connect(path) as database:
        database.executescript((Path(__file__).parent / "version_3.sql").read_text(encoding="utf-8"))
        database.execute("INSERT INTO judgement VALUES (1, 'j_1', 'same', 'a', 'b', 'Ann', '', '2016-11-20', NULL)")
    return path


def older(path: Path) -> Path:
    """A ledger of version 1: without references."""
    with sqlite3.connect(version_3(path)) as database:
        database.execute("DROP TABLE reference")
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


def test_the_record_of_version_3_stays_on_show_and_the_next_update_makes_it_anew(tmp_path: Path) -> None:
    page = make_page("Chilean President Ann Abel met Bolivian President Bo Berg in La Paz on 3 May 2016.\n")
    with Ledger(tmp_path / "new.db") as ledger:
        ledger.add_reading(process(page), RULES)
        update(ledger)
        (event,) = all_events(ledger)
        rows = {
            table: ledger.database.execute(f"SELECT * FROM {table}").fetchall()
            for table in ("page", "reading", "article", "mention", "block", "record", "minted")
        }
        rows["record_who"] = ledger.database.execute("SELECT event, entity, name, folded FROM record_who").fetchall()
        kept = tallies(ledger)
    path = version_3(tmp_path / "old.db")
    with sqlite3.connect(path) as database:
        for table, found in rows.items():
            database.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(found[0]))})", map(tuple, found))
    with Ledger(path) as ledger:
        assert list(all_events(ledger)) == [event]
        assert [line.id for line in find_events(ledger, EventFilter(("ann abel",)))] == [event.id]
        assert tallies(ledger) == kept
        assert update(ledger).pages == 1
        assert list(all_events(ledger)) == [event]


def test_the_articles_of_version_8_wait_for_their_stories_and_get_them_on_the_first_call(tmp_path: Path) -> None:
    told = "The lighthouse of Norhaven was closed after engineers found cracks in its tower, the council said."
    pages = (f"Lighthouse shut\n\nNORHAVEN, March {day}, 2019 - {told}\n" for day in (4, 5))
    path = tmp_path / "old.db"
    with Ledger(path) as ledger:
        for page in pages:
            ledger.add_reading(process(make_page(page)), RULES)
        ledger.add_reading(process(make_page(f"{told}\n")), RULES)
        update(ledger)
        made, placed = find_lines(ledger), placed_articles(ledger)
        assert [line.articles for line in made] == [3]
        for table in ("story", "story_key", "story_weighed", "story_waiting", "story_copy", "occasion"):
            ledger.database.execute(f"DROP TABLE {table}")
        ledger.database.execute("CREATE TABLE story (page TEXT PRIMARY KEY, story TEXT, day TEXT, body BLOB)")
        ledger.database.execute("PRAGMA user_version = 8")
    with Ledger(path) as ledger:
        assert (find_lines(ledger), unplaced_articles(ledger)) == ([], 3)
        assert stories(ledger) == made
        assert placed_articles(ledger) == placed
