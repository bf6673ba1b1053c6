"""Cut a JSON or JSON Lines stream into records, one page each.

In: a stream of bytes. Out: `Record`s, and a `Bad` with line and reason for each line that is none; the other lines
go on. Keys: `id, url, title, published, publisher, text`, only `text` required.
"""

import codecs
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True, slots=True)
class Record:
    """One record's bytes, and its place in the file: its id or its line."""

    data: bytes
    place: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Bad:
    """A line, or a whole file (`place` empty), that holds no record, and why."""

    place: str
    reason: str


def read_records(stream: BinaryIO, largest: int, *, lines: bool) -> Iterator[Record | Bad]:
    """Yield the records of a stream; with `lines` it is JSON Lines, otherwise one JSON value or lines of them."""
    stream = _narrow(stream)
    if lines:
        yield from _from_lines(stream, largest)
        return
    data = stream.read(50 * largest + 1)
    if not data.strip():
        yield Bad("", "is empty")
        return
    if len(data) > 50 * largest:
        yield Bad("", "is too large for one JSON value; write one record a line in a .jsonl file")
        return
    try:
        value = json.loads(data)
    except RecursionError:
        yield Bad("", "is JSON nested too deeply")
    except ValueError as error:
        yield from _not_one_value(data, largest, error)
    else:
        yield from _from_value(value)


def _narrow(stream: BinaryIO) -> BinaryIO:
    """Turn a UTF-16 stream into UTF-8, and leave out a byte-order mark."""
    head = stream.read(4)
    rest = stream.read() if head.startswith(_WIDE) else b""
    if rest:
        return io.BytesIO((head + rest).decode("utf-16", "replace").encode())
    return _Behind(head.removeprefix(codecs.BOM_UTF8), stream)  # type: ignore[return-value]


class _Behind:
    """A stream with a few bytes put back before it."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self.head, self.stream = head, stream

    def read(self, size: int = -1) -> bytes:
        head, self.head = self.head, b""
        return head + self.stream.read(size if size < 0 else max(0, size - len(head)))

    def readline(self, size: int) -> bytes:
        head, self.head = self.head, b""
        cut = head.find(b"\n")
        if cut >= 0:
            self.head = head[cut + 1 :]
            return head[: cut + 1]
        return head + self.stream.readline(size)


def _not_one_value(data: bytes, largest: int, error: ValueError) -> Iterator[Record | Bad]:
    """Read data that are not one JSON value: lines of records, or broken."""
    first = next((line for line in data.splitlines() if line.strip()), b"")
    try:
        json.loads(first)
    except ValueError:
        line = getattr(error, "lineno", None)
        yield Bad(str(line or ""), f"line {line} is not JSON: {getattr(error, 'msg', error)}")
    else:
        yield from _from_lines(io.BytesIO(data), largest)


def _from_lines(stream: BinaryIO, largest: int) -> Iterator[Record | Bad]:
    number, found = 0, False
    while line := stream.readline(largest + 1):
        number += 1
        if len(line) > largest:
            yield Bad(str(number), f"line {number} is larger than {largest:,} bytes")
            while line and not line.endswith(b"\n"):
                line = stream.readline(largest)
            found = True
        elif line.strip():
            found = True
            yield _from_line(line.strip(), number)
    if not found:
        yield Bad("", "is empty")


def _from_line(line: bytes, number: int) -> Record | Bad:
    try:
        value = json.loads(line)
    except RecursionError:
        return Bad(str(number), f"line {number} is JSON nested too deeply")
    except UnicodeDecodeError:
        return Bad(str(number), f"line {number} is not UTF-8")
    except ValueError as error:
        return Bad(str(number), f"line {number} is not JSON: {getattr(error, 'msg', error)}")
    return _check(value, line, number, "line")


def _from_value(value: Any) -> Iterator[Record | Bad]:
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        data = json.dumps(item, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
        yield _check(item, data, number, "record")


def _check(value: Any, data: bytes, number: int, unit: str) -> Record | Bad:
    """Return a record whose keys are of the right kind, or say what is wrong with it."""
    if not isinstance(value, dict):
        return Bad(str(number), f"{unit} {number} is not a JSON object")
    if not isinstance(value.get("text"), str) or not value["text"].strip():
        return Bad(str(number), f'{unit} {number} has no text under the key "text"')
    for key in ("url", "title", "published", "publisher"):
        if value.get(key) is not None and not isinstance(value[key], str):
            return Bad(str(number), f"{unit} {number} has something other than a string under {key!r}")
    given = value.get("id")
    place = str(given) if isinstance(given, str | int) and str(given) else str(number)
    return Record(data, place, value.get("url"))
