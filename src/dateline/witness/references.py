"""Read a reference of people that a user brings: a CSV, FollowTheMoney JSON Lines, or an extract of Wikidata.

In: a path. Out: `ReferencePerson`s; UsageError, in one line, for a file that is none. Nothing is downloaded. Which
columns and properties hold what is data: `resources/official/people.toml`.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import pycountry

from dateline.annotate.countries import country_coded
from dateline.errors import UsageError
from dateline.ids import digest, fold
from dateline.lexicon import Table, load_table
from dateline.store.references import ReferencePerson
from dateline.witness.people import find_country
from dateline.witness.rows import FOLDER

_ENTITY = re.compile(r"(?:.*/)?(Q\d+)$")


@lru_cache(maxsize=1)
def layout() -> Table:
    """Return how references are laid out."""
    return load_table(FOLDER / "people.toml")


def read_reference(path: Path) -> tuple[ReferencePerson, ...]:
    """Return the people of a reference; raise UsageError for a file that is none."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: is not a file of UTF-8 text") from error
    found = tuple(_read_json(path, text) if text.lstrip()[:1] in ("{", "[") else _read_csv(path, text))
    if not found:
        raise UsageError(f"{path}: names no person; a CSV needs a column `name`, or JSON people with names")
    return found


def _person(
    names: Iterable[str], identifiers: Iterable[str], lands: Iterable[str] = (), offices: Iterable[str] = ()
) -> ReferencePerson | None:
    """Return a person with each name, identifier and country once; None without a name."""
    shown: dict[str, str] = {}
    for name in names:
        shown.setdefault(fold(name), name.strip())
    shown.pop("", None)
    outside = tuple(dict.fromkeys(identifiers))
    if not shown:
        return None
    key = outside[0] if outside else f"name:{digest(*shown)}"
    codes = (find_code(land) for land in lands)
    told = tuple(dict.fromkeys(office.strip() for office in offices if office.strip()))
    return ReferencePerson(key, tuple(shown.values()), outside, tuple(dict.fromkeys(c for c in codes if c)), told)


def find_code(text: str) -> str | None:
    """Return the alpha-3 code of a country told by name or by its code of two or three letters."""
    bare = text.strip()
    if len(bare) == 2:
        found = pycountry.countries.get(alpha_2=bare.upper())
        return found.alpha_3 if found else None
    land = country_coded(bare.upper()) or find_country(bare)
    return land.code if land else None


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in re.split(f"[{re.escape(layout().get('between'))}]", cell) if part.strip()]


# --- CSV ----------------------------------------------------------------------------------------------------------


def _read_csv(path: Path, text: str) -> Iterator[ReferencePerson]:
    if "\x00" in text:
        raise UsageError(f"{path}: is not a file of text")
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    reader = csv.DictReader(io.StringIO(text), delimiter=mark)
    reader.fieldnames = [(name or "").strip().lower() for name in reader.fieldnames or ()]
    columns = {
        cell: next((name for name in names if name in reader.fieldnames), "")
        for cell, names in layout().lists("columns").items()
    }
    if not columns["name"] and not columns["family"]:
        raise UsageError(f"{path}: names no person: there is no column `name` among {first.strip()[:80]!r}")
    try:
        for line in reader:
            made = _from_line(line, columns, path.stem)
            if made is not None:
                yield made
    except csv.Error as error:
        raise UsageError(f"{path}: is not sound CSV: {error}") from error


def _from_line(line: Mapping[str, Any], columns: Mapping[str, str], source: str) -> ReferencePerson | None:
    cells = {cell: str(line.get(column) or "") if column else "" for cell, column in columns.items()}
    if cells["schema"] and cells["schema"] not in layout().words("schemata"):
        return None
    name = cells["name"] or f"{cells['given']} {cells['family']}".strip()
    schemes = layout().mapping("identifiers")
    outside = [
        f"{schemes[column] or source}:{_bare(str(value))}"
        for column, value in line.items()
        if column in schemes and value and str(value).strip()
    ]
    return _person([name, *_parts(cells["other"])], outside, _parts(cells["country"]), _parts(cells["office"]))


def _bare(value: str) -> str:
    """Return an identifier without the address before it."""
    match = _ENTITY.match(value.strip())
    return match.group(1) if match else value.strip()


# --- JSON ---------------------------------------------------------------------------------------------------------


def _read_json(path: Path, text: str) -> Iterator[ReferencePerson]:
    try:
        value = json.loads(text)
    except ValueError:
        value = [*_lines(path, text)]
    if isinstance(value, dict) and isinstance(value.get("results"), dict):
        yield from _from_query(value["results"].get("bindings") or [])
        return
    if isinstance(value, dict):
        value = [*value["entities"].values()] if isinstance(value.get("entities"), dict) else [value]
    labels = {str(one.get("id")): label for one in value if isinstance(one, dict) and (label := _label(one))}
    for one in value:
        if isinstance(one, dict):
            made = _from_money(one) if "schema" in one else _from_wikidata(one, labels)
            if made is not None:
                yield made


def _lines(path: Path, text: str) -> Iterator[Any]:
    """Yield the values of JSON Lines; Wikidata's own dumps have commas behind them and brackets around."""
    for number, line in enumerate(text.splitlines(), start=1):
        bare = line.strip().rstrip(",")
        if bare in ("", "[", "]"):
            continue
        try:
            yield json.loads(bare)
        except ValueError as error:
            raise UsageError(f"{path}: line {number} is not JSON") from error


def _from_money(entity: Mapping[str, Any]) -> ReferencePerson | None:
    if entity["schema"] not in layout().words("schemata"):
        return None
    given = entity.get("properties")
    properties: Mapping[str, Any] = given if isinstance(given, dict) else {}

    def values(names: Sequence[str]) -> list[str]:
        return [str(v) for name in names for v in _listed(properties.get(name))]

    wanted = layout().lists("properties")
    outside = [f"{scheme}:{v}" for name, scheme in layout().mapping("outside").items() for v in values([name])]
    own = str(entity.get("id") or "")
    known = [f"wikidata:{own}" if _ENTITY.fullmatch(own) else f"ftm:{own}"] if own else []
    names = [*([str(entity["caption"])] if entity.get("caption") else []), *values(wanted["name"])]
    return _person(
        [*names, *values(wanted["other"])], [*outside, *known], values(wanted["country"]), values(wanted["office"])
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _label(entity: Mapping[str, Any]) -> str | None:
    labels = entity.get("labels")
    label = labels.get("en") if isinstance(labels, dict) else None
    return str(label["value"] if isinstance(label, dict) else label) if label else None


def _from_wikidata(entity: Mapping[str, Any], labels: Mapping[str, str]) -> ReferencePerson | None:
    """Return a person of Wikidata's own JSON; countries and offices are those whose labels the extract holds."""
    if not _ENTITY.fullmatch(str(entity.get("id") or "")):
        return None
    told = [_label(entity) or "", *_words(entity.get("labels")), *_words(entity.get("aliases"))]
    names = [name for name in told if re.search(r"[A-Za-z]", name)]
    claims = layout().lists("claims")
    lands, offices = ([labels.get(v, "") for v in _claims(entity, claims[cell])] for cell in ("country", "office"))
    outside = [
        f"{scheme}:{value}"
        for claim, scheme in layout().mapping("claims_outside").items()
        for value in _claims(entity, [claim])
    ]
    is_person = "Q5" in _claims(entity, ["P31"]) or not _claims(entity, ["P31"])
    return _person(names, [f"wikidata:{entity['id']}", *outside], lands, offices) if is_person else None


def _words(table: Any) -> list[str]:
    values = [v for one in table.values() for v in _listed(one)] if isinstance(table, dict) else []
    return [str(v.get("value") if isinstance(v, dict) else v) for v in values]


def _claims(entity: Mapping[str, Any], properties: Sequence[str]) -> list[str]:
    claims = entity.get("claims")
    found = []
    for claim in (c for name in properties for c in _listed(claims.get(name) if isinstance(claims, dict) else None)):
        value = claim
        for key in ("mainsnak", "datavalue", "value"):
            value = value.get(key) if isinstance(value, dict) else None
        value = value.get("id") if isinstance(value, dict) else value
        if value:
            found.append(str(value))
    return found


def _from_query(rows: Sequence[Mapping[str, Any]]) -> Iterator[ReferencePerson]:
    """Yield the people of an answer of Wikidata's query service: ?person, ?personLabel, ?countryLabel, ?officeLabel."""
    people: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        cells = {name.lower(): str(cell.get("value", "")) for name, cell in row.items() if isinstance(cell, dict)}
        key = next((v for k, v in cells.items() if not k.endswith("label") and _ENTITY.match(v)), "")
        if not key:
            continue
        person = people.setdefault(_bare(key), {"name": [], "other": [], "country": [], "office": []})
        for name, value in cells.items():
            bare = name.removesuffix("label")
            cell = next((c for c, names in layout().lists("columns").items() if bare in names), None)
            if cell in person and not _ENTITY.match(value):
                person[cell].append(value)
    for key, told in people.items():
        made = _person([*told["name"], *told["other"]], [f"wikidata:{key}"], told["country"], told["office"])
        if made is not None:
            yield made
