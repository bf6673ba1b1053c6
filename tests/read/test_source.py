"""Pages found: files, folders, globs, standard input, records, and one clear reason for each input that is none."""

import gzip
import io
from datetime import date
from pathlib import Path

import pytest

from dateline.config import Config
from dateline.model.claims import Skipped
from dateline.model.text import Page
from dateline.read.source import find_pages

SMALL = Config(largest_page=2_000)
TODAY = date(2026, 1, 2)


def found(*inputs: Path | str, stdin: bytes | None = None) -> list[Page | Skipped]:
    stream = io.BytesIO(stdin) if stdin is not None else None
    return list(find_pages([str(name) for name in inputs], SMALL, stream, today=TODAY))


def only_reason(*inputs: Path | str) -> str:
    (skipped,) = found(*inputs)
    assert isinstance(skipped, Skipped)
    assert skipped.subject
    return skipped.reason


def test_a_folder_gives_its_pages_in_order(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_text("Two.")
    (tmp_path / "a.html").write_text("<p>One.</p>")
    (tmp_path / "sub" / "c.txt.gz").write_bytes(gzip.compress(b"Three."))
    (tmp_path / ".hidden.txt").write_text("No.")
    pages = found(tmp_path)
    assert [(p.media, p.data) for p in pages if isinstance(p, Page)] == [
        ("html", b"<p>One.</p>"),
        ("text", b"Two."),
        ("text", b"Three."),
    ]
    assert all(isinstance(p, Page) and p.found == TODAY for p in pages)


def test_globs_and_html_in_a_text_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<!DOCTYPE html><p>One.</p>")
    (tmp_path / "b.md").write_text("Two.")
    (page,) = found(tmp_path / "*.txt")
    assert isinstance(page, Page)
    assert page.media == "html"
    assert only_reason(tmp_path / "*.pdf") == "no file matches"
    assert "not a kind of file" in only_reason(tmp_path / "b.md")


def test_records_go_on_behind_a_broken_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "One."}\n\n{"text": \n'
        '{"id": "k4", "text": "Four.", "url": "http://x.example"}\n[1]\n{"title": "no text"}\n'
    )
    pages = found(path)
    assert [p.path if isinstance(p, Page) else p.subject for p in pages] == [
        f"{path}#1", f"{path}#3", f"{path}#k4", f"{path}#5", f"{path}#6",
    ]  # fmt: skip
    reasons = [p.reason for p in pages if isinstance(p, Skipped)]
    assert reasons[0].startswith("line 3 is not JSON")
    assert reasons[1] == "line 5 is not a JSON object"
    assert reasons[2].startswith("line 6 has no text")
    assert isinstance(pages[2], Page)
    assert pages[2].url == "http://x.example"


@pytest.mark.parametrize("source", ['[{"text": "One."}, {"text": "Two."}]', '{"text": "One."}\n{"text": "Two."}'])
def test_json_files_hold_a_list_or_lines(tmp_path: Path, source: str) -> None:
    path = tmp_path / "a.json.gz"
    path.write_bytes(gzip.compress(source.encode()))
    assert [p.path for p in found(path) if isinstance(p, Page)] == [f"{path}#1", f"{path}#2"]


def test_utf16_records(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "Zürich."}\n'.encode("utf-16"))
    (page,) = found(path)
    assert isinstance(page, Page)
    assert "Zürich".encode() in page.data


def test_bad_inputs_are_named(tmp_path: Path) -> None:
    def write(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    assert only_reason(tmp_path / "none.txt") == "there is no such file or folder"
    assert only_reason(write("empty.txt", b" \n")) == "is empty"
    assert "larger than 2,000 bytes" in only_reason(write("large.txt", b"a" * 2_001))
    assert "larger than 2,000 bytes" in only_reason(write("bomb.txt.gz", gzip.compress(b"a" * 5_000_000)))
    assert only_reason(write("cut.txt.gz", gzip.compress(bytes(range(256)) * 9)[:99])) == "the gzip file is cut short"
    assert only_reason(write("no.txt.gz", b"plain")) == "is not a sound gzip file"
    assert "PNG" in only_reason(write("a.txt", b"\x89PNG\r\n\x1a\n...."))
    assert "binary" in only_reason(write("b.txt", bytes(range(32)) * 20))
    assert only_reason(write("a.json", b'{"text": "x",\n')).startswith("line 2 is not JSON")
    assert "larger" in only_reason(write("a.jsonl", b'{"text": "' + b"a" * 3_000 + b'"}\n'))
    assert "nested too deeply" in only_reason(write("deep.jsonl", b"[" * 1_900))
    (tmp_path / "folder").mkdir()
    assert "no file" in only_reason(tmp_path / "folder")
    assert "not fetched" in only_reason("https://x.example/a")


def test_standard_input_is_told_by_its_first_characters() -> None:
    for data, media in ((b"Plain text.", "text"), (b"<html><p>x</p>", "html"), (b'{"text": "One."}\n', "record")):
        (page,) = found("-", stdin=data)
        assert isinstance(page, Page)
        assert page.media == media
    assert [type(p) for p in found("-", stdin=gzip.compress(b"Plain."))] == [Page]
