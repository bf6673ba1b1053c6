import sqlite3
from pathlib import Path

import pytest

from dateline.errors import LedgerError, UsageError
from dateline.model.claims import Reading, Skipped
from dateline.store import schema
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events, list_skipped, search_words
from tests.make import make_article, make_page


def make_reading(text: str, path: str = "page.txt") -> Reading:
    page = make_page(text, path=path)
    article = make_article(text)
    return Reading(page, type(article)(page.id, article.text, article.blocks))


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "test.db")


def test_a_page_comes_back_byte_for_byte(ledger: Ledger) -> None:
    reading = make_reading("Two ministers met in Lima.")
    assert ledger.add_reading(reading, "1")
    assert ledger.page(reading.page.id).data == reading.page.data
    assert ledger.reading(reading.page.id).article == reading.article


def test_the_same_page_twice_changes_nothing(ledger: Ledger) -> None:
    reading = make_reading("Two ministers met in Lima.")
    ledger.add_reading(reading, "1")
    assert not ledger.add_reading(reading, "1")
    assert ledger.pages() == [reading.page.id]


def test_words_are_found_without_accents(ledger: Ledger) -> None:
    ledger.add_reading(make_reading("Lula met Bolaños in Brasília."), "1")
    assert [hit.path for hit in search_words(ledger, "bolanos")] == ["page.txt"]
    assert search_words(ledger, 'x" OR page:*') == []


def test_judgements_and_statements_refuse_change(ledger: Ledger) -> None:
    ledger.judge("same", "a", "b", author="ann")
    for command in ("UPDATE judgement SET verdict = 'different'", "DELETE FROM judgement"):
        with pytest.raises(sqlite3.IntegrityError, match="are kept"):
            ledger.database.execute(command)


def test_an_undone_judgement_no_longer_stands(ledger: Ledger) -> None:
    first = ledger.judge("same", "a", "b", author="ann")
    undo = ledger.judge("undo", first.id, author="ann", undoes=first.id)
    assert ledger.judgements() == []
    ledger.judge("undo", undo.id, author="ann", undoes=undo.id)
    assert [j.id for j in ledger.judgements()] == [first.id]


def test_an_event_keeps_its_id_and_a_merged_one_redirects(ledger: Ledger) -> None:
    first, second = ledger.mint_event(["m_2"]), ledger.mint_event(["m_1"])
    assert ledger.mint_event(["m_1", "m_2", "m_0"]) == first
    assert ledger.current_event(second) == first
    assert ledger.mint_event(["m_1"]) == second  # split again, each has its own id back
    assert ledger.current_event(second) == second


def test_skipped_is_kept_once_with_its_reason(ledger: Ledger) -> None:
    for _ in range(2):
        ledger.add_skipped(Skipped("read", "is empty", "a.txt"))
    assert [row[:3] for row in list_skipped(ledger)] == [("a.txt", "read", "is empty")]


def test_a_failed_transaction_leaves_nothing(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.transaction():
            ledger.mint_event(["m_1"])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert ledger.database.execute("SELECT count(*) FROM minted").fetchone()[0] == 0


def test_a_newer_ledger_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    Ledger(path).close()
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    with pytest.raises(LedgerError, match="newer Dateline"):
        Ledger(path)


@pytest.mark.parametrize("content", [b"not a database at all" * 50, None])
def test_other_files_are_no_ledger(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other.db"
    if content is None:
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE mine (x)")
    else:
        path.write_bytes(content)
    with pytest.raises(LedgerError, match=r"not a ledger|is not a ledger"):
        Ledger(path)


def test_a_missing_ledger_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="dateline add"):
        Ledger(tmp_path / "none.db", create=False)


def test_a_locked_ledger_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.store.migrate.WAIT", 0.05)
    path = tmp_path / "busy.db"
    first, second = Ledger(path), Ledger(path)
    first.database.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="another program is writing"):
        second.add_skipped(Skipped("read", "x", "y"))


def test_filters_are_checked(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="not a day"):
        find_events(ledger, EventFilter(since="yesterday"))
    assert find_events(ledger, EventFilter(who=("%", "'; DROP TABLE page; --"))) == []
