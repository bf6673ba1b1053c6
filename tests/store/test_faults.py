"""What may befall a ledger: a full disk, damage, a kill in the middle, two at once. A clear line, and nothing lost."""

import io
import os
import signal
import sqlite3
import sys
from dataclasses import replace
from itertools import count, pairwise
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from dateline.cli import main
from dateline.errors import LedgerError
from dateline.model.claims import Skipped
from dateline.pipeline import RULES, add_pages, load_kit, process, update
from dateline.store import schema
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events, count_rows
from tests.make import make_article, make_page

WAITED = 7
"""The exit code of one who waited in vain for another to be done."""
NAMES = ("Abel", "Berg", "Cole", "Dahl", "Egge", "Fahn")
TEXTS = [
    f"Chilean President Ann {one} met Bolivian President Bo {other} in La Paz on {day} May 2016.\n"
    for day, (one, other) in enumerate(pairwise(NAMES), start=1)
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    made.mkdir()
    for number, text in enumerate(TEXTS):
        (made / f"{number}.txt").write_text(text, encoding="utf-8")
    return made


def add(ledger: Path, *inputs: Path, step: str = "", after: int = 0) -> BaseProcess:
    """Start a process that adds pages; with `step`, it is killed when it does that once more than so often."""
    load_kit()  # once, before the processes part
    made = get_context("fork").Process(target=_add, args=(ledger, inputs, step, after))
    made.start()
    return made


def _add(ledger: Path, inputs: tuple[Path, ...], step: str, after: int) -> None:
    if step:
        _kill_at(step, after)
    try:
        with Ledger(ledger) as opened:
            list(add_pages(opened, [str(item) for item in inputs], load_kit()))
            update(opened)
    except LedgerError as error:
        sys.exit(WAITED if "another program is writing" in str(error) else str(error))


def _kill_at(step: str, after: int) -> None:
    done, left = getattr(Ledger, step), count(after, -1)

    def dying(*words: object, **more: object) -> object:
        if next(left) <= 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return done(*words, **more)

    setattr(Ledger, step, dying)


def told(ledger: Path) -> list[tuple[str, tuple[str, ...]]]:
    """What the record tells, ids apart from the order in which they were minted."""
    with Ledger(ledger, create=False) as opened:
        assert count_rows(opened)["faults"] == 0
        return sorted((event.label, event.mentions) for event in all_events(opened))


def whole(path: Path, texts: list[str]) -> Path:
    with Ledger(path) as ledger:
        for text in texts:
            ledger.add_reading(process(make_page(text), load_kit()), RULES)
        update(ledger)
    return path


@pytest.mark.parametrize(("step", "after"), [("add_reading", 3), ("place_mention", 2), ("write_event", 3)])
def test_a_killed_add_loses_nothing_and_the_next_one_completes_it(
    tmp_path: Path, folder: Path, step: str, after: int
) -> None:
    path = tmp_path / "killed.db"
    killed = add(path, folder, step=step, after=after)
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    with Ledger(path, create=False) as ledger:
        assert len(ledger.pages()) == (after if step == "add_reading" else len(TEXTS))
    _add(path, (folder,), "", 0)
    assert told(path) == told(whole(tmp_path / "whole.db", TEXTS))


def test_two_that_add_at_once_both_keep_their_pages(tmp_path: Path, folder: Path) -> None:
    path, files = tmp_path / "both.db", sorted(folder.iterdir())
    running = [add(path, *files[:3]), add(path, *files[2:])]
    for one in running:
        one.join()
        assert one.exitcode in (0, WAITED)
    _add(path, (folder,), "", 0)  # whoever had to wait too long completes its work now
    assert told(path) == told(whole(tmp_path / "whole.db", TEXTS))


def test_a_full_disk_is_told_and_keeps_what_was_stored(tmp_path: Path) -> None:
    path = whole(tmp_path / "full.db", TEXTS[:2])
    before = told(path)

    def fill() -> None:
        with Ledger(path) as ledger:
            pages = ledger.database.execute("PRAGMA page_count").fetchone()[0]
            ledger.database.execute(f"PRAGMA max_page_count = {pages}")
            for text in TEXTS[2:]:
                ledger.add_reading(
                    replace(process(make_page(text), load_kit()), article=make_article(text * 4000)), RULES
                )

    with pytest.raises(LedgerError, match="no room is left"):
        fill()
    assert told(path) == before
    assert told(whole(path, TEXTS)) == told(whole(tmp_path / "whole.db", TEXTS))


@pytest.mark.parametrize("words", ["events", "export", "show", "quotes", "add -"])
def test_a_damaged_file_is_told(
    tmp_path: Path, words: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = whole(tmp_path / "torn.db", TEXTS)
    content = bytearray(path.read_bytes())
    content[8192:] = os.urandom(len(content) - 8192)
    path.write_bytes(content)
    monkeypatch.setattr(sys, "argv", ["dateline", *words.split(), "--ledger", str(path)])
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXTS[0].encode())))
    with pytest.raises(SystemExit, match="1"):
        main()
    line = capsys.readouterr().err.splitlines()[-1]
    assert line.startswith(f"dateline: {path}: ")
    assert "damaged" in line


def test_a_damaged_record_is_told(tmp_path: Path) -> None:
    path = whole(tmp_path / "bad.db", TEXTS[:1])
    with Ledger(path) as ledger:
        ledger.database.execute("UPDATE record_body SET body = x'00'")
        with pytest.raises(LedgerError, match="damaged"):
            list(all_events(ledger))


def test_a_locked_ledger_can_still_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.store.migrate.WAIT", 0.05)
    path = whole(tmp_path / "busy.db", TEXTS[:2])
    with Ledger(path) as writer, writer.transaction():
        writer.add_skipped(Skipped("read", "x", "y"))
        with Ledger(path) as reader:
            assert len(list(all_events(reader))) == 2
            with pytest.raises(LedgerError, match="another program is writing"):
                reader.add_skipped(Skipped("read", "x", "z"))


def test_a_newer_ledger_is_not_touched(tmp_path: Path) -> None:
    path = whole(tmp_path / "new.db", TEXTS[:1])
    with sqlite3.connect(path) as database:
        database.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
        database.execute("PRAGMA journal_mode = DELETE")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="newer Dateline"):
        Ledger(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE mine (x)")
    database.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="not a ledger"):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_file_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    path = whole(tmp_path / "kept.db", TEXTS[:1])

    def write() -> None:
        with Ledger(path) as ledger:
            ledger.database.execute("PRAGMA query_only = ON")
            ledger.add_skipped(Skipped("read", "x", "y"))

    with pytest.raises(LedgerError, match="may not be written"):
        write()
