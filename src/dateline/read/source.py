"""Find pages: files, folders, globs and standard input, plain or gzipped; the only reader that touches the world.

In: what the user named. Out: `Page`s, and `Skipped` with one clear reason for each input that is none. What the
bytes say is left to `dateline.read.article`.
"""

import glob
import gzip
import io
import os
import sys
import zlib
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from dateline.config import Config
from dateline.ids import page_id
from dateline.model.claims import Skipped
from dateline.model.text import Page
from dateline.read.decode import refuse_binary
from dateline.read.records import Bad, read_records

MEDIA = {".txt": "text", ".html": "html", ".htm": "html", ".json": "record", ".jsonl": "record", ".ndjson": "record"}
"""The kinds of file that are read, each also with `.gz` behind it."""


def find_pages(
    inputs: Sequence[str], config: Config, stdin: BinaryIO | None = None, *, today: date | None = None
) -> Iterator[Page | Skipped]:
    """Yield the pages that the inputs name, in their order, and a Skipped for each input that gives none.

    `today` is stamped on the pages as the day on which they were found, to tell a date that lies in the future.
    """
    found = today or date.today()
    for name in inputs:
        if name == "-":
            stream = stdin or sys.stdin.buffer
            yield from _stamp(_read_stream("-", stream.read(config.largest_page * 50 + 1), config), found)
        else:
            for path in _paths(name):
                yield from _stamp([path] if isinstance(path, Skipped) else _read_path(path, config), found)


def _stamp(pages: "Iterator[Page | Skipped] | list[Page | Skipped]", found: date) -> Iterator[Page | Skipped]:
    for page in pages:
        yield page if isinstance(page, Skipped) else _found_on(page, found)


def _found_on(page: Page, found: date) -> Page:
    return Page(page.id, page.sha256, page.data, page.media, page.path, page.url, page.encoding, found)


def _skip(name: str, reason: str) -> Skipped:
    return Skipped("read", reason, name)


def _paths(name: str) -> Iterator[Path | Skipped]:
    """Yield the files that a name stands for."""
    path = Path(name)
    if name.startswith(("http://", "https://")):
        yield _skip(name, "addresses are not fetched; save the page to a file and name that")
    elif path.is_dir():
        yield from _walk(path)
    elif path.exists():
        yield path
    elif any(mark in name for mark in "*?["):
        matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207  (an absolute pattern, which Path.glob refuses)
        if not matches:
            yield _skip(name, "no file matches")
        for match in matches:
            yield from _walk(Path(match)) if Path(match).is_dir() else [Path(match)]
    else:
        yield _skip(name, "there is no such file or folder")


def _walk(folder: Path) -> Iterator[Path | Skipped]:
    """Yield the files of a folder and the folders in it, in order of name; hidden ones are left out."""
    empty = True
    for root, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                empty = False
                yield Path(root, name)
    if empty:
        yield _skip(str(folder), "there is no file in this folder")


def media_of(path: Path) -> str | None:
    """Return what kind of page a file's name says it holds, or None for a kind that is not read."""
    suffix = path.suffix.lower()
    return MEDIA.get(Path(path.stem).suffix.lower() if suffix == ".gz" else suffix)


def _read_path(path: Path, config: Config) -> Iterator[Page | Skipped]:
    name, media = str(path), media_of(path)
    if media is None:
        kinds = " ".join(MEDIA)
        yield _skip(name, f"is not a kind of file that is read ({kinds}, each also .gz)")
        return
    try:
        with _open(path) as stream:
            if media == "record":
                yield from _records(name, stream, config, lines=".json" not in path.suffixes)
            else:
                yield _page(name, stream.read(config.largest_page + 1), media, config)
    except (OSError, EOFError, zlib.error) as error:
        yield _skip(name, _why(error))


def _open(path: Path) -> BinaryIO:
    if path.suffix.lower() == ".gz":
        return gzip.open(path, "rb")  # type: ignore[return-value]
    return path.open("rb")


def _why(error: Exception) -> str:
    """Say in plain words what went wrong with a file."""
    if isinstance(error, EOFError):
        return "the gzip file is cut short"
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return "is not a sound gzip file"
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return f"cannot be read: {reason.lower()}"


def _page(name: str, data: bytes, media: str, config: Config) -> Page | Skipped:
    if not data.strip():
        return _skip(name, "is empty")
    if len(data) > config.largest_page:
        return _skip(name, f"is larger than {config.largest_page:,} bytes, the most that is read of one page")
    try:
        refuse_binary(data)
    except ValueError as error:
        return _skip(name, str(error))
    return Page(*page_id(data), data, _sniff(data) if media == "text" else media, name)


def _sniff(data: bytes) -> str:
    """Say what bytes without a telling name are: HTML or text."""
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if head.startswith((b"<!doctype html", b"<html", b"<head", b"<body")) else "text"


def _records(name: str, stream: BinaryIO, config: Config, *, lines: bool) -> Iterator[Page | Skipped]:
    for record in read_records(stream, config.largest_page, lines=lines):
        if isinstance(record, Bad):
            yield _skip(f"{name}#{record.place}" if record.place else name, record.reason)
        else:
            yield Page(*page_id(record.data), record.data, "record", f"{name}#{record.place}", record.url, "utf-8")


def _read_stream(name: str, data: bytes, config: Config) -> Iterator[Page | Skipped]:
    """Read standard input: records, HTML or text, as its first characters tell."""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error) as error:
            yield _skip(name, _why(error))
            return
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b'{"', b"{ ", b"[{")):
        yield from _records(name, io.BytesIO(data), config, lines=head.startswith(b"{"))
    else:
        yield _page(name, data, "text", config)
