"""Names of countries, peoples, governments and bodies: one gazetteer, and the sectors of what has no name.

In: the tables of countries and organisations and the lexicon of actors. Out: `Known` entries found in text, and the
sector of a head word such as "ministry" or "gunman".
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dateline.annotate.countries import Country, load_countries
from dateline.annotate.gazetteer import Gazetteer, make_gazetteer
from dateline.annotate.places import own_place_names
from dateline.config import RESOURCES
from dateline.lexicon import lexicon, load_rows
from dateline.model.claims import MentionKind


@dataclass(frozen=True, slots=True)
class Known:
    """What a listed name stands for; `form` is name, nationality, people, capital or place."""

    kind: MentionKind
    name: str
    form: str = "name"
    country: str | None = None
    sector: str | None = None


@lru_cache(maxsize=1)
def known_actors() -> Gazetteer[Known]:
    """Return the gazetteer of countries, their adjectives, peoples and capitals, and of organisations."""
    return make_gazetteer([*_country_names(), *_organisation_names(), *_seats(), *_nationalities(), *_place_names()])


def _country_names() -> Iterator[tuple[str, Known]]:
    for country in load_countries():
        known = Known(MentionKind.COUNTRY, country.name, "name", country.code, "GOV")
        for name in (country.name, *(alias.removeprefix("The ") for alias in country.aliases)):
            yield name, known
            if name.isascii() and len(name) > 3:
                yield name.upper(), known


def _organisation_names() -> Iterator[tuple[str, Known]]:
    for row in load_rows(RESOURCES / "lexicons" / "organisations.tsv"):
        known = Known(MentionKind.ORGANISATION, row["name"], "name", row["country"] or None, row["sector"])
        for name in (row["name"], *row["aliases"].split(";")):
            plain = name.strip().removeprefix("the ")
            if plain:
                yield plain, known
                if plain.isascii() and len(plain) > 4:
                    yield plain.upper(), known


def _seats() -> Iterator[tuple[str, Known]]:
    """Yield the cities that stand for a body of states, as capitals do for theirs."""
    for city, body in lexicon("metonyms").mapping("bodies").items():
        yield city, Known(MentionKind.ORGANISATION, body, "capital", None, "IGO")


def _place_names() -> Iterator[tuple[str, Known]]:
    for name in own_place_names():
        yield name.removeprefix("the "), Known(MentionKind.PLACE, name, "place")


def _nationalities() -> Iterator[tuple[str, Known]]:
    for country in load_countries():
        yield from _forms(country)


def _forms(country: Country) -> Iterator[tuple[str, Known]]:
    for form, names in (
        ("nationality", country.adjectives),
        ("people", country.people),
        ("capital", country.capitals),
    ):
        for name in names:
            yield name, Known(MentionKind.COUNTRY, country.name, form, country.code, "GOV")


@lru_cache(maxsize=1)
def role_words() -> dict[str, str]:
    """Return the heads of descriptions of people in office, with their sectors."""
    return _sectors("roles")


@lru_cache(maxsize=1)
def institution_words() -> dict[str, str]:
    """Return the heads of descriptions of bodies, with their sectors."""
    return _sectors("institutions")


@lru_cache(maxsize=1)
def group_words() -> dict[str, str]:
    """Return the heads of descriptions of groups, with their sectors."""
    return _sectors("groups")


def _sectors(part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for sector, words in lexicon("actors").lists(part).items():
        for word in words:
            found.setdefault(word, sector)
    return found


@lru_cache(maxsize=1)
def bare_words() -> frozenset[str]:
    """Return the heads of bodies that are an actor without any word before them: "the government"."""
    return lexicon("actors").words("bare", "words")


@lru_cache(maxsize=1)
def kept_words() -> frozenset[str]:
    """Return the adjectives that belong to a description's name."""
    return lexicon("actors").words("keep", "words")


@lru_cache(maxsize=512)
def ranks_of(office: str) -> frozenset[str]:
    """Return the ranks that an office has: a president is a leader and a statesman."""
    return frozenset(rank for rank, offices in lexicon("actors").lists("ranks").items() if office in offices)
