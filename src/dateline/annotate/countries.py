"""The table of countries: their names, adjectives, peoples and seats of government.

In: a name or code. Out: a `Country`. Cities and regions are left to `places`, actors to `actors`.
"""

from dataclasses import dataclass
from functools import lru_cache

from dateline.config import RESOURCES
from dateline.ids import fold
from dateline.lexicon import Row, load_rows


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory as news name it; `code` is ISO 3166-1 alpha-3."""

    code: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]


@lru_cache(maxsize=1)
def load_countries() -> tuple[Country, ...]:
    """Read the table of countries."""
    return tuple(_read_country(row) for row in load_rows(RESOURCES / "places" / "countries.tsv"))


def _read_country(row: Row) -> Country:
    adjectives = _list(row["adjectives"])
    plurals = tuple(f"{word}s" for word in adjectives if word[-1] in "nio" and "." not in word)
    return Country(
        row["code"],
        row["name"],
        _list(row["aliases"]),
        adjectives,
        _list(row["people"]) + plurals,
        _list(row["capital"]),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@lru_cache(maxsize=1)
def _by_code() -> dict[str, Country]:
    return {country.code: country for country in load_countries()}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Country]:
    return {fold(name): c for c in reversed(load_countries()) for name in (*c.aliases, c.name)}


def country_coded(code: str) -> Country | None:
    """Return the country that has the ISO alpha-3 code."""
    return _by_code().get(code)


def country_named(name: str) -> Country | None:
    """Return the country that has the name, in any case and spelling that is listed; "the" before it is dropped."""
    key = fold(name)
    return _by_name().get(key) or _by_name().get(key.removeprefix("the "))


def country_name(code: str) -> str:
    """Return the usual English name of a country, or the code where the table has none."""
    country = country_coded(code)
    return country.name if country else code
