"""Read the file of an official record into rows: State Department XML, a COLT-style CSV, or our own JSON Lines.

In: a path. Out: one `Page` a row, whose bytes are the row's cells as JSON, with what is known of the form. What a row
says is left to `witness.reading`. The layouts are data: `resources/official/*.toml`.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from dateline.config import RESOURCES
from dateline.errors import UsageError
from dateline.ids import page_id
from dateline.lexicon import Table, load_table
from dateline.model.text import Page

MEDIA = "official"
"""The kind of page that a row of an official record is."""

FOLDER = RESOURCES / "official"
FORMS = ("state_travels", "state_visits", "colt", "dateline")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the form of its file, whose record it is, its id there and its cells, none of them empty."""

    form: str
    publisher: str
    id: str
    cells: Mapping[str, str]

    @property
    def complete(self) -> bool:
        """Say whether the record lists every trip of those whom it names."""
        return bool(load_form(self.form).get("complete", default=False))


@lru_cache(maxsize=8)
def load_form(name: str) -> Table:
    """Return the layout of one form of record."""
    return load_table(FOLDER / f"{name}.toml")


def read_file(path: Path) -> tuple[Page, ...]:
    """Return a page for each row of an official record; raise UsageError, in one line, for a file that is none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UsageError(f"{path}: cannot be read: {reason}") from error
    if not data.strip():
        raise UsageError(f"{path}: is empty")
    rows = tuple(_rows(path, data))
    if not rows:
        raise UsageError(f"{path}: holds no row with the cells that are needed")
    return tuple(_page(path, row) for row in rows)


def row_of(page: Page) -> Row:
    """Return the row that a page of `read_file` holds."""
    told = json.loads(page.data)
    return Row(told["form"], told["publisher"], told["id"], told["cells"])


def _page(path: Path, row: Row) -> Page:
    told = {"form": row.form, "publisher": row.publisher, "id": row.id, "cells": row.cells}
    data = json.dumps(told, ensure_ascii=False, sort_keys=True).encode()
    return Page(*page_id(data), data, MEDIA, f"{path.name}#{row.id}", None, "utf-8")


def _rows(path: Path, data: bytes) -> Iterator[Row]:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<"):
        return _from_xml(path, data)
    text = _decoded(path, data)
    return _from_jsonl(path, text) if text.lstrip().startswith(("{", "[")) else _from_csv(path, text)


def _decoded(path: Path, data: bytes) -> str:
    if b"\x00" in data:
        raise UsageError(f"{path}: is not a file of text; official records are XML, CSV or JSON Lines")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")  # what spreadsheets write


# --- the three formats --------------------------------------------------------------------------------------------


def _from_xml(path: Path, data: bytes) -> Iterator[Row]:
    if b"<!ENTITY" in data[:100_000]:
        raise UsageError(f"{path}: declares entities, which no official record does; it is not read")
    try:
        root = ElementTree.fromstring(data)  # noqa: S314 - entities are refused above
    except ElementTree.ParseError as error:
        raise UsageError(f"{path}: is not sound XML: {error}") from error
    for name in FORMS:
        form = load_form(name)
        if form.get("format") != "xml":
            continue
        found = [element for element in root.iter() if _bare(element.tag) == form.get("row")]
        if found:
            yield from _made(name, (_element_cells(element, form) for element in found))
            return
    raise UsageError(f"{path}: is XML without <trip> or <visit> elements; no official record that is known")


def _bare(tag: object) -> str:
    return str(tag).rpartition("}")[2]


def _element_cells(element: ElementTree.Element, form: Table) -> dict[str, str]:
    cells = {}
    for cell, source in form.mapping("cells").items():
        name, _, attribute = source.partition("@")
        found = next((child for child in element if _bare(child.tag) == name), None)
        if found is not None:
            cells[cell] = (found.get(attribute) if attribute else "".join(found.itertext())) or ""
    return cells


def _from_csv(path: Path, text: str) -> Iterator[Row]:
    form = load_form("colt")
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter="\t" if first.count("\t") > first.count(",") else ",")
    names = [(name or "").strip() for name in reader.fieldnames or ()]
    columns = form.mapping("cells")
    lacking = [columns[cell] for cell in form.strings("required") if columns[cell] not in names]
    if lacking:
        raise UsageError(f"{path}: is no record in the manner of COLT: there is no column {', '.join(lacking)}")
    reader.fieldnames = names
    try:
        lines = [{cell: line.get(column) or "" for cell, column in columns.items()} for line in reader]
    except csv.Error as error:
        raise UsageError(f"{path}: is not sound CSV: {error}") from error
    yield from _made("colt", lines)


def _from_jsonl(path: Path, text: str) -> Iterator[Row]:
    form = load_form("dateline")
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            told = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{path}: line {number} is not JSON; our own export has one event a line") from error
        if not isinstance(told, dict) or form.get("row") not in told:
            raise UsageError(f"{path}: line {number} is no event of our export: it has no {form.get('row')!r}")
        found.append({cell: _shown(_inside(told, source)) for cell, source in form.mapping("cells").items()})
    yield from _made("dateline", found, publisher=path.stem)


def _inside(told: Any, source: str) -> Any:
    for key in source.split("."):
        told = told.get(key) if isinstance(told, Mapping) else None
    return told


def _shown(value: Any) -> str:
    """Write a list of participants as "name, office, COUNTRY; ...", the parts that are not known left empty."""
    if isinstance(value, list):
        people = (item for item in value if isinstance(item, Mapping) and item.get("name"))
        return "; ".join(", ".join(str(one.get(key) or "") for key in ("name", "office", "country")) for one in people)
    return "" if value is None else str(value)


def _made(name: str, found: Iterable[Mapping[str, str]], publisher: str = "") -> Iterator[Row]:
    """Yield the rows that have the cells needed; line breaks inside a cell are layout and become spaces."""
    form = load_form(name)
    for number, given in enumerate(found, start=1):
        cells = {cell: " ".join(value.split()) for cell, value in given.items() if value and value.strip()}
        cells = dict(form.mapping("fixed")) | cells
        if all(cell in cells for cell in form.strings("required")):
            yield Row(name, publisher or form.get("publisher"), cells.pop("id", str(number)), cells)
