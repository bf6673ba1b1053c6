"""The command line as a user meets it: exit codes, one clear line for each bad input, and what is printed."""

import csv
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.config import Config, load_config
from dateline.errors import UsageError
from dateline.export.formats import FORMS
from dateline.pipeline import Kit, Outcome, add_pages
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events

EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = "Foreign Minister Ann Abel of Chile met Bolivian President Bo Berg in La Paz on 3 May 2016.\n"


def run(*words: str, stdin: bytes | None = None, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dateline.cli", *words]
    done = subprocess.run(command, input=stdin, capture_output=True, cwd=cwd)
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("cli") / "examples.db")
    done = run("add", str(EXAMPLES), "--ledger", path)
    assert done.returncode == 0, done.stderr
    return path


def cpu_seconds() -> float:
    """The time that the processes started from here have computed: what a busy machine does not lengthen."""
    used = os.times()
    return used.children_user + used.children_system


def test_help_answers_at_once() -> None:
    run("--help")  # the first run may have to write byte code
    times = []
    for _ in range(3):
        started = cpu_seconds()
        assert run("--help").returncode == 0
        times.append(cpu_seconds() - started)
    assert min(times) < 0.4


def test_the_help_names_every_form_of_export() -> None:
    told = "".join(run("export", "--help").stdout.split())  # lines are broken at hyphens too
    assert [form for form in FORMS if form not in told] == []


def test_version() -> None:
    assert run("--version").stdout.startswith("dateline ")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["events", "--ledger", "none.db"], 1),
        (["show", "e_none", "--ledger", "none.db"], 1),
        (["events", "--format", "xml"], 2),
        (["events", "--limit", "0"], 2),
        (["fly"], 2),
        (["add"], 2),
    ],
)
def test_exit_codes(words: list[str], code: int, tmp_path: Path) -> None:
    done = run(*words, cwd=tmp_path)
    assert done.returncode == code
    assert done.stderr
    assert "Traceback" not in done.stderr


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n ",
    "binary.txt": bytes(range(256)) * 40,
    "half.html": b"<html><head><title>Half",
    "spanish.txt": (
        "El presidente dijo que no habrá reunión con los ministros de la región esta semana. " * 20
    ).encode(),
    "broken.txt.gz": gzip.compress(GOOD.encode() * 200)[:60],
    "odd.pdf": b"%PDF-1.4 something",
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input_costs_only_itself(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(BAD[name])
    (tmp_path / "good.txt").write_text(GOOD)
    done = run("add", name, "good.txt", "missing.txt", "--ledger", "l.db", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("skipped ")]
    assert len(lines) == 2
    assert any(name in line for line in lines)
    assert any("missing.txt" in line for line in lines)
    listed = run("events", "--skipped", "--ledger", "l.db", cwd=tmp_path).stdout
    assert name in listed
    assert "missing.txt" in listed
    events = json.loads(run("events", "--format", "json", "--ledger", "l.db", cwd=tmp_path).stdout)
    assert [event["who"] for event in events] == [["Ann Abel", "Bo Berg"]]


def test_a_broken_line_of_json_is_named(tmp_path: Path) -> None:
    lines = [json.dumps({"text": GOOD.replace("3 May", f"{day} May")}) for day in range(1, 9)]
    lines[6] = '{"text": "half'
    (tmp_path / "pages.jsonl").write_text("\n".join(lines))
    done = run("add", "pages.jsonl", "--ledger", "l.db", cwd=tmp_path)
    assert "7 added" in done.stderr
    assert "line 7" in done.stderr


def test_a_huge_page_is_refused_quickly(tmp_path: Path) -> None:
    with (tmp_path / "huge.txt").open("wb") as stream:
        stream.truncate(50_000_000)
    started = cpu_seconds()
    done = run("add", "huge.txt", "--ledger", "l.db", cwd=tmp_path)
    assert cpu_seconds() - started < 10
    assert done.returncode == 1
    assert "huge.txt" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1", "cp1252"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    text = GOOD.replace("Bo Berg", "José Muñoz") * 3
    (tmp_path / "page.txt").write_bytes(text.encode(encoding))
    done = run("read", "page.txt", cwd=tmp_path)
    assert "José Muñoz" in json.loads(done.stdout)["article"]["text"]


def test_standard_input(tmp_path: Path) -> None:
    done = run("read", "-", stdin=GOOD.encode(), cwd=tmp_path)
    (event,) = json.loads(done.stdout)["events"]
    assert (event["start"], event["kind"]) == ("2016-05-03", "meeting")


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    done = run("read", "-", "--model", "no_such_model", stdin=GOOD.encode(), cwd=tmp_path)
    assert done.returncode == 1
    assert "no_such_model" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_events_are_filtered(ledger: str) -> None:
    lines = run(
        "events", "--who", "obama", "--who", "putin", "--kind", "handshake", "--format", "jsonl", "--ledger", ledger
    )
    rows = [json.loads(line) for line in lines.stdout.splitlines()]
    assert rows
    assert all({"Barack Obama", "Vladimir Putin"} <= set(row["who"]) for row in rows)
    none = run("events", "--since", "2030-01-01", "--format", "jsonl", "--ledger", ledger)
    assert none.stdout == ""


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["events", "--status", "maybe"], 2, "there are occurred"),
        (["events", "--since", "2019-13-45"], 1, "'2019-13-45' is not a day"),
        (["events", "--type", "FOO"], 0, "no type of this ledger is 'FOO'; there are ACCUSE"),
        (["quotes", "--act", "sing"], 0, "no act of this ledger is 'sing'; there are"),
        (["export", "--to", "csv", "--output", "no/such/folder.csv"], 1, "no/such/folder.csv: cannot be written"),
        (["plot", "timeline", "--output", "no/such/folder.svg"], 1, "no/such/folder.svg: cannot be written"),
        (["search", " "], 1, "name a word"),
    ],
)
def test_what_cannot_be_is_told(words: list[str], code: int, told: str, ledger: str) -> None:
    done = run(*words, "--ledger", ledger)
    assert done.returncode == code
    assert told in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_what_was_read_is_kept_when_interrupted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(ledger: Ledger, inputs: Sequence[str], kit: Kit) -> Iterator[Outcome]:
        yield from islice(add_pages(ledger, inputs, kit), 1)
        raise KeyboardInterrupt

    monkeypatch.chdir(tmp_path)
    for day in (3, 4):
        (tmp_path / f"{day}.txt").write_text(GOOD.replace("3 May", f"{day} May"))
    with monkeypatch.context() as changed:
        changed.setattr("dateline.pipeline.add_pages", stopped)
        done = CliRunner().invoke(app, ["add", "3.txt", "4.txt"])
    assert (done.exit_code, done.stderr) == (130, "interrupted; 1 added, which are kept: run it again to go on\n")
    assert "1 added, 1 known already" in CliRunner().invoke(app, ["add", "3.txt", "4.txt"]).stderr
    with Ledger(tmp_path / "dateline.db", create=False) as ledger:
        assert len(find_events(ledger, EventFilter())) == 2


def test_an_empty_file_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    done = run("events", "--ledger", "empty.db", cwd=tmp_path)
    assert done.returncode == 1
    assert "empty.db: no ledger here yet" in done.stderr
    assert (tmp_path / "empty.db").stat().st_size == 0


def test_csv_and_table(ledger: str) -> None:
    assert run("events", "--format", "csv", "--ledger", ledger).stdout.startswith("id,type,kind,status")
    table = run("events", "--ledger", ledger).stdout
    assert "Vladimir Putin" in table
    assert "\x1b[" not in table


def test_show_quotes_search_export_doctor(ledger: str) -> None:
    shown = run("show", "--ledger", ledger).stdout
    assert "independent source" in shown
    assert "[" in shown
    assert "Putin" in run("quotes", "--speaker", "putin", "--ledger", ledger).stdout
    assert "Lima" in run("search", "Lima summit", "--ledger", ledger).stdout
    first = json.loads(run("export", "--to", "jsonl", "--ledger", ledger).stdout.splitlines()[0])
    assert run("show", first["id"], "--format", "json", "--ledger", ledger).returncode == 0
    assert run("doctor", "--ledger", ledger).returncode == 0


def test_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_config({}) == Config()
    (tmp_path / "dateline.toml").write_text('ledger = "mine.db"\n')
    assert load_config({}).ledger == Path("mine.db")
    assert load_config({"DATELINE_LEDGER": "other.db"}).ledger == Path("other.db")
    (tmp_path / "dateline.toml").write_text("leger = 'x'\n")
    for line, told in (("leger = 'x'", "leger"), ("ledger = 5", "a text"), ("largest_page = 'x'", "a whole number")):
        (tmp_path / "dateline.toml").write_text(line)
        with pytest.raises(UsageError, match=told):
            load_config({})
    (tmp_path / "dateline.toml").write_text("largest_page = 5\n")
    assert load_config({}).largest_page == 5


def test_the_log_is_exported_with_author_reason_and_time(ledger: str, tmp_path: Path) -> None:
    copy = shutil.copyfile(ledger, tmp_path / "log.db")
    event = json.loads(run("events", "--ledger", str(copy), "--limit", "1", "--format", "jsonl").stdout)["id"]
    signed = ("--author", "Ann", "--reason", "=read, again", "--ledger", str(copy))
    assert run("field", event, "status=cancelled", *signed).returncode == 0
    (line,) = run("log", "--format", "jsonl", "--ledger", str(copy)).stdout.splitlines()
    told = json.loads(line)
    assert (told["author"], told["reason"], told["verdict"]) == ("Ann", "=read, again", "edit")
    (row,) = csv.DictReader(io.StringIO(run("log", "--format", "csv", "--ledger", str(copy)).stdout))
    assert (row["author"], row["at"], row["id"]) == ("Ann", told["at"], told["id"])
    assert row["reason"] == "'=read, again"  # no spreadsheet runs it


def test_the_log_tells_an_act_in_one_line(ledger: str, tmp_path: Path) -> None:
    copy = str(shutil.copyfile(ledger, tmp_path / "acts.db"))
    rows = [json.loads(line) for line in run("events", "--ledger", copy, "--format", "jsonl").stdout.splitlines()]
    event = max(rows, key=lambda row: int(row["reports"]))["id"]
    mention = run("split", event, "--ledger", copy).stdout.split()[0]
    run("split", event, "--mention", mention, "--author", "Ann", "--ledger", copy)
    run("undo", "--author", "Bo", "--ledger", copy)
    whole = run("log", "--format", "jsonl", "--ledger", copy).stdout.splitlines()
    split, undone = run("log", "--ledger", copy).stdout.splitlines()
    assert len(whole) > 2
    assert ("Ann  different" in split, f"and {len(whole) // 2 - 1} more" in split) == (True, True)
    assert f"undoes {split.split()[0]}" in undone
