"""Where and when the gatherings of leaders were held: tables of series (APEC, G20) and their editions.

In: the words that name a gathering; a series, days, a city or country. Out: `Series` and `Edition`s. Which of
several editions a page means is left to dating.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.annotate.cells import check_order, known_codes, read_country, read_interval
from dateline.annotate.editions import Edition
from dateline.annotate.rites import entries, is_rite
from dateline.config import RESOURCES
from dateline.ids import fold
from dateline.lexicon import Row, Table, load_rows, load_table
from dateline.model.claims import Interval
from dateline.model.text import Span

FOLDER = RESOURCES / "gatherings"
ENCOUNTERS = "encounters.tsv"  # no editions: read by `encounters`
TAIL = re.compile(r"(?: city| d c)$")
WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\w+(?=['’]s\b)|(?<!['’])\w+|(?<=['’])(?!s\b)\w+")
"""A word of a name: an abbreviation with its dots, or letters and digits without a possessive ending."""


@dataclass(frozen=True, slots=True)
class Series:
    """A gathering that comes again: `id` is what a record shows as occasion; `members` are stable members' codes."""

    id: str
    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """One name of a series; `capital` says that it is written with a capital letter."""

    series: str
    capital: bool


@dataclass(frozen=True, slots=True)
class Gatherings:
    """All series and editions with their indexes; made by `load_gatherings` and never changed."""

    series: Mapping[str, Series]
    editions: Mapping[str, tuple[Edition, ...]]
    aliases: Mapping[str, Alias]
    longest: Mapping[str, int]  # a first word -> the most words of a name that begins so


def match_gathering(text: str) -> str | None:
    """Return the id of the series that the words name, or None; the longest name that fits decides."""
    found = find_gathering(text)
    return found[0] if found else None


def find_gathering(text: str) -> tuple[str, Span] | None:
    """Return the id of the series that the words name and where they stand in the text; the longest name decides.

    A name that is written with a capital in the table needs one in the text: a "Group of 20" is not a "group of 20".
    """
    table = load_gatherings()
    words = [*WORD.finditer(text)]
    keys = [_key(word.group()) for word in words]
    best: tuple[str, Span] | None = None
    for first, key in enumerate(keys):
        for count in range(table.longest.get(key, 0), 0, -1):
            alias = table.aliases.get(" ".join(keys[first : first + count]))
            if alias and (not alias.capital or not words[first].group()[0].islower()):
                span = Span(words[first].start(), words[min(first + count, len(words)) - 1].end())
                if best is None or span.end - span.start > best[1].end - best[1].start:
                    best = (alias.series, span)
                break
    return best


def _key(word: str) -> str:
    return fold(word).replace(" ", "")


def alias_key(text: str) -> str:
    """Return the words of a name as they are compared: without accents, case, possessives and dots (U.N. is UN)."""
    return " ".join(_key(match.group()) for match in WORD.finditer(text))


def series_of(name: str) -> str | None:
    """Return the series that a gathering's name means; the name of a series means itself, as text does not.

    "NATO" in a text is the alliance, and only "NATO summit" a gathering; but a gathering called NATO is its summit.
    """
    return name if name in load_gatherings().editions or is_rite(name) else match_gathering(name)


@lru_cache(maxsize=1024)
def editions(series: str) -> tuple[Edition, ...]:
    """Return the editions of a series, oldest first; none for a series that is not known.

    A rite of one person, as `rites` calls it, has the days of the tables and those on which a term began.
    """
    table = load_gatherings().editions
    return table.get(series, ()) or entries(series, [one for group in table.values() for one in group])


def editions_within(
    series: str | None, interval: Interval | None = None, city: str | None = None, country: str | None = None
) -> tuple[Edition, ...]:
    """Return the editions that share a day with the interval and were held there, oldest first.

    Without a series every series counts. `city` may be a venue too, in any usual spelling.
    """
    every = load_gatherings().editions.values()
    pool = editions(series) if series else (edition for group in every for edition in group)
    found = (edition for edition in pool if _fits(edition, interval, city, country))
    return tuple(sorted(found, key=lambda edition: edition.start.start))


def _fits(edition: Edition, interval: Interval | None, city: str | None, country: str | None) -> bool:
    if interval is not None and not edition.interval.meets(interval):
        return False
    if country is not None and edition.country != country:
        return False
    return city is None or place_key(city) in {place_key(edition.city or ""), place_key(edition.venue or "")}


def place_key(name: str) -> str:
    """Return a key by which spellings of one place agree: Danang and Da Nang, Quebec City and Quebec."""
    return TAIL.sub("", re.sub(r"^saint ", "st ", fold(name))).replace(" ", "")


@lru_cache(maxsize=4)
def load_gatherings(folder: Path = FOLDER) -> Gatherings:
    """Read and check every table of the folder; ResourceError names file and line of what is wrong."""
    table = load_table(folder / "series.toml")
    series = {key: _read_series(table, key) for key in table.data}
    rows = [row for path in _tables(folder) for row in load_rows(path)]
    aliases = _index_aliases(table, series.values())
    longest: dict[str, int] = {}
    for alias in aliases:
        first, count = alias.split()[0], len(alias.split())
        longest[first] = max(count, longest.get(first, 0))
    return Gatherings(series, _read_editions(rows, series), aliases, longest)


def _tables(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.tsv") if path.name != ENCOUNTERS)


def _read_series(table: Table, key: str) -> Series:
    name = table.get(key, "name")
    if not isinstance(name, str):
        raise table.error(f"{key} needs a name", f"[{key}]")
    members = table.strings(key, "members") if table.get(key, "members") else ()
    unknown = sorted(set(members) - known_codes())
    if unknown:
        raise table.error(f"{key} has unknown members: {', '.join(unknown)}", f"[{key}]")
    return Series(key, name, table.strings(key, "aliases"), members)


def _index_aliases(table: Table, series: Iterable[Series]) -> dict[str, Alias]:
    aliases: dict[str, Alias] = {}
    for one in series:
        for name in (one.name, *one.aliases):
            alias = Alias(one.id, name[0].isupper())
            if aliases.setdefault(alias_key(name), alias).series != one.id:
                raise table.error(f"{name!r} is also a name of {aliases[alias_key(name)].series}", f'"{name}"')
    return aliases


def _read_editions(rows: Iterable[Row], series: Mapping[str, Series]) -> Mapping[str, tuple[Edition, ...]]:
    groups: dict[str, list[Edition]] = defaultdict(list)
    for row in rows:
        edition = _read_edition(row, series)
        groups[edition.series].append(edition)
    return {key: tuple(sorted(group, key=lambda one: one.start.start)) for key, group in groups.items()}


def _read_edition(row: Row, series: Mapping[str, Series]) -> Edition:
    if row["series"] not in series:
        raise row.error(f"no series is called {row['series']!r} in series.toml")
    start = read_interval(row, "start")
    if start is None:
        raise row.error("an edition needs a start")
    end = read_interval(row, "end") or start
    check_order(row, start, end)
    country = read_country(row, "country") if row["country"] else None
    name = row["name"] or f"{row['series']} {start.start.year}"
    return Edition(row["series"], name, start, end, row["city"] or None, row["venue"] or None, country, row["note"])
