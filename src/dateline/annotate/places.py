"""Where a named place is: countries first, then places of our own table, then cities and regions of the world.

In: a name, and the country that the text names near it. Out: a `Place`, or None for a name that is no place known.
Cities are those of GeoNames with 15,000 people and more, regions those of ISO 3166-2; namesakes are settled by the
country near, else by population.
"""

import gzip
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import pycountry

from dateline.annotate.countries import Country, country_named
from dateline.config import RESOURCES
from dateline.ids import fold
from dateline.lexicon import Row, lexicon, load_rows
from dateline.model.claims import Place
from dateline.model.earth import kilometres

LARGE = 100_000  # people; a smaller city is taken for its namesake only where its country is named near
SHORT = 3  # letters; the gazetteer's other names as short as that are codes of airports and the like
_WIDER = (" province", " region", " governorate", " state", " county", " prefecture", " oblast")
_BEFORE = ("the ", "city of ", "province of ", "state of ", "port of ", "town of ", "greater ", "downtown ", "central ")
_AFTER = (" city", " province", " region", " governorate", " state", " county", " district", " prefecture", " oblast")
_SIDES = ("north ", "south ", "east ", "west ", "northern ", "southern ", "eastern ", "western ")


def find_place(name: str, *, near: str | None = None) -> Place | None:
    """Return the place that has the name; `near` is the alpha-3 code of a country named beside it."""
    key = fold(name)
    if not key:
        return None
    for form in _forms(key):
        place = _wider_region(form, near) or _find(form, near)
        if place is not None:
            return _widened(key, form, replace(place, name=_shown(name, place)))
    return None


def find_wider(name: str) -> Place | None:
    """Return the region or country that a name behind a city's gives, whatever city shares it: "London, Ontario"."""
    key = fold(name)
    country = country_named(key)
    return country_place(country) if country is not None else _region(key, None) or find_place(name)


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    """Return the common words that are also names in the gazetteer: "nice", "reading"."""
    return lexicon("place_words").words("common")


def wider_words() -> frozenset[str]:
    """Return the words that make a region of a city's name: "province", "state"."""
    return frozenset(word.strip() for word in _WIDER)


def _wider_region(key: str, near: str | None) -> Place | None:
    """Return the region that "Washington state" is, whatever city shares its name."""
    end = next((end for end in _WIDER if key.endswith(end)), None)
    if end is None or key in _own_places():
        return None
    base = key.removesuffix(end)
    return None if country_named(base) else _region(base, near) or _region(base, None)


def _widened(key: str, form: str, place: Place) -> Place:
    """Return a province that is known only by its city as a region of its own, around the city."""
    if place.precision == "city" and key != form and key.endswith(_WIDER):
        return replace(place, geonames_id=None, parent_id=country_id(place.country), precision="region")
    return place


def _forms(key: str) -> Iterator[str]:
    """Yield the key and what is left of it without words such as "city of" and "province"."""
    yield key
    for start in _BEFORE:
        if key.startswith(start):
            yield key.removeprefix(start)
    for end in _AFTER:
        if key.endswith(end):
            yield key.removesuffix(end)


def _shown(name: str, place: Place) -> str:
    """Show countries by their usual name, other places as the text has them, their words parted as the gazetteer does.

    "Danang" and "Da Nang" are so one place under one name; Bombay stays Bombay.
    """
    parted_otherwise = name.casefold() != place.name.casefold() and _joined(name) == _joined(place.name)
    if place.precision == "country" or (parted_otherwise and place.precision == "city"):
        return place.name
    return name[4:] if name[:4].lower() == "the " else name


def _joined(name: str) -> str:
    return name.casefold().replace(" ", "").replace("-", "")


def _find(key: str, near: str | None) -> Place | None:
    country = country_named(key)
    if country is not None and not (near and near != country.code and _region(key, near)):
        return country_place(country)
    own = _own_places().get(key, ())
    if own:
        return next((place for place in own if place.country == near), own[0])
    house = _seats().get(key)
    if house is not None and (city := find_place(house["city"], near=house["country"])) is not None:
        return replace(city, name=house["name"], geonames_id=None, parent_id=city.geonames_id, precision="venue")
    state = _region(key, near)
    if state is not None and state.geonames_id is not None and not _is_large(key):
        return state
    return _city(key, near) or state or _region(key, None) or _small_city(key)


def _is_large(key: str) -> bool:
    """Say whether a large city itself bears the name: New York City does, Florida is only short for Floridablanca."""
    bearers = (city for city in _cities().get(key, ()) if f"{fold(city.name)} ".startswith(f"{key} "))
    return any(city.population >= LARGE for city in bearers)


def city_of_seat(venue: str) -> Place | None:
    """Return the city in which a house of government or of a body stands: Washington for "the White House"."""
    key = fold(venue)
    house = _seats().get(key) or _seats().get(key.removeprefix("the "))
    return find_place(house["city"], near=house["country"]) if house is not None else None


@lru_cache(maxsize=1)
def seats_pattern() -> re.Pattern[str]:
    """Return what matches the name of such a house, its article before it."""
    rows = load_rows(RESOURCES / "places" / "seats.tsv")
    names = {name.strip() for row in rows for name in (row["name"], *row["aliases"].split(";")) if name.strip()}
    longest = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?:the\s+)?(?P<house>{'|'.join(map(re.escape, longest))})(?!\w)")


@lru_cache(maxsize=1)
def _seats() -> Mapping[str, Row]:
    rows = load_rows(RESOURCES / "places" / "seats.tsv")
    return {fold(name): row for row in rows for name in (row["name"], *row["aliases"].split(";")) if name.strip()}


@lru_cache(maxsize=512)
def country_place(country: Country) -> Place:
    """Return a country as a place."""
    return Place(country.name, country.code, geonames_id=country_id(country.code), precision="country")


def _city(key: str, near: str | None) -> Place | None:
    """Return the largest city so called in the country near, else the largest of all if it is large.

    A large city that bears the name itself goes before one for which it is another name, however large.
    """
    found = _cities().get(key, ())
    here = [city for city in found if near and city.country == near]
    bearers = [city for city in found if city.population >= LARGE and fold(city.name) == key]
    best = max(here or bearers or found, key=_people, default=None)
    if best is None or (not here and best.population < LARGE):
        return None
    return best.place()


TENTH = 10
"""How many times as large as its namesake a city may be and still give way to it where that one's country is named."""


@dataclass(frozen=True, slots=True)
class Namesake:
    """One of the cities that bear a name, and how many people live there."""

    place: Place
    population: int


@lru_cache(maxsize=1024)
def namesakes(name: str) -> tuple[Namesake, ...]:
    """Return the cities that bear a name, or a longer one that begins with it; others only where none is large.

    "Santa Cruz" may be Santa Cruz de la Sierra, but not Agadir, of which it is an old name.
    """
    key = city_key(name)
    found = _cities().get(key, ())
    bearers = [city for city in found if f"{fold(city.name)} ".startswith(f"{key} ")]
    if any(city.population >= LARGE for city in bearers):
        found = bearers
    return tuple(Namesake(city.place(), city.population) for city in found)


def city_key(name: str) -> str:
    """Return the key under which the gazetteer has a city."""
    return fold(name)


def seat_cities() -> frozenset[tuple[str, str | None]]:
    """Return the cities in which houses of governments and bodies stand, with their countries."""
    return frozenset((city_key(row["city"]), row["country"]) for row in _seats().values())


@lru_cache(maxsize=1)
def _states() -> Mapping[str, Place]:
    """Return the states and provinces of datelines by name and short form; "Georgia" alone is the country."""
    found: dict[str, Place] = {}
    for row in load_rows(RESOURCES / "places" / "states.tsv"):
        middle = float(row["latitude"]), float(row["longitude"])
        place = Place(row["name"], row["country"], *middle, precision="region")
        names = [row["short"], row["name"] if country_named(fold(row["name"])) is None else ""]
        found |= {fold(name): place for name in names if name}
    return found


def find_dateline(told: str) -> Place | None:
    """Return the place of a dateline: "LIMA, Peru"; of several the first, where it took place: "LIMA/QUITO"."""
    city, wider = split_dateline(told)
    found = find_place(city, near=wider.country if wider else None)
    if wider is None or wider.precision != "region" or wider.latitude is None:
        return found
    inside = [one.place for one in namesakes(city) if one.place.country == wider.country]
    return min(inside, key=lambda place: kilometres(place, wider) or 0, default=found)


def split_dateline(told: str) -> tuple[str, Place | None]:
    """Return a dateline's town, in capitals no longer, and the state or country that it tells beside it."""
    city, _, rest = told.replace("(", ",").partition(",")
    city, words = city.partition("/")[0].strip().title(), rest.strip(" ),.")
    if not words:
        return city, None
    return city, _states().get(fold(words)) or find_place(words)


def _small_city(key: str) -> Place | None:
    best = max(_cities().get(key, ()), key=_people, default=None)
    return best.place() if best else None


def _people(city: "_City") -> int:
    return city.population


def _region(key: str, near: str | None) -> Place | None:
    found = _regions().get(key, ())
    if near:
        return next((place for place in found if place.country == near), None)
    if len({place.country for place in found}) == 1:
        return found[0]
    known = [place for place in found if place.geonames_id is not None]
    return known[0] if len(known) == 1 else None  # Florida is the state of the USA before the department of Uruguay


@lru_cache(maxsize=1)
def _own_places() -> Mapping[str, tuple[Place, ...]]:
    places: dict[str, list[Place]] = defaultdict(list)
    for row in load_rows(RESOURCES / "places" / "places.tsv"):
        for name in (row["name"], *row["aliases"].split(";")):
            if name.strip():
                places[fold(name)].append(_read_place(row))
    return {key: tuple(group) for key, group in places.items()}


def own_place_names() -> tuple[str, ...]:
    """Return the names in our own table of places, as written."""
    rows = load_rows(RESOURCES / "places" / "places.tsv")
    return tuple(name.strip() for row in rows for name in (row["name"], *row["aliases"].split(";")) if name.strip())


def _read_place(row: Row) -> Place:
    try:
        latitude, longitude = (float(row[axis]) if row[axis] else None for axis in ("latitude", "longitude"))
    except ValueError as error:
        raise row.error(f"a coordinate is no number: {error}") from error
    ident, parent = (int(row[cell]) if row[cell] else None for cell in ("geonames_id", "parent_id"))
    country, precision = row["country"] or None, row["precision"] or "region"
    return Place(row["name"], country, latitude, longitude, ident, precision, parent)


@dataclass(frozen=True, slots=True)
class _City:
    """A city of the gazetteer, its line kept as text: a page names few of the 33,000."""

    line: str

    @property
    def country(self) -> str:
        """Return the alpha-3 code of its country."""
        return self.line.split("\t", 2)[1]

    @property
    def name(self) -> str:
        """Return its own name."""
        return self.line.partition("\t")[0]

    @property
    def population(self) -> int:
        """Return how many people live there."""
        return int(self.line.split("\t", 6)[5])

    def place(self) -> Place:
        """Return the city as a place."""
        name, country, latitude, longitude, ident, *_ = self.line.split("\t")
        return Place(name, country, float(latitude), float(longitude), int(ident), "city")


@lru_cache(maxsize=1)
def _countries() -> Mapping[str, int]:
    """Return the GeoNames ids of countries by alpha-3 code."""
    rows = load_rows(RESOURCES / "places" / "geonames_countries.tsv")
    return {row["alpha3"]: int(row["geonames_id"]) for row in rows}


def country_id(code: str | None) -> int | None:
    """Return the GeoNames id of a country by its alpha-3 code."""
    return _countries().get(code or "")


@lru_cache(maxsize=1)
def _region_ids() -> Mapping[str, int]:
    """Return the GeoNames ids of regions by ISO 3166-2 code, as far as packaged data hold them."""
    rows = load_rows(RESOURCES / "places" / "geonames_regions.tsv")
    return {row["code"]: int(row["geonames_id"]) for row in rows}


@lru_cache(maxsize=1)
def _codes() -> Mapping[str, str]:
    rows = load_rows(RESOURCES / "places" / "geonames_countries.tsv")
    return {row["alpha2"]: row["alpha3"] for row in rows}


def alpha3_of(alpha2: str) -> str:
    """Return the alpha-3 code of an alpha-2 code; what is no such code is given back."""
    return _codes().get(alpha2, alpha2)


@lru_cache(maxsize=1)
def _cities() -> Mapping[str, list[_City]]:
    """Index the cities by folded name; names in other scripts were left out, as of no use in an English page.

    Other names that are codes of airports ("GOP", "SEA") or common words ("soul", "can") are no names here.
    """
    cities: dict[str, list[_City]] = defaultdict(list)
    common = common_words()
    with gzip.open(RESOURCES / "places" / "cities.tsv.gz", "rt", encoding="utf-8") as stream:
        for line in list(stream)[2:]:
            city = _City(line)
            name = fold(line.partition("\t")[0])
            for key in line.rstrip("\n").rpartition("\t")[2].split(";"):
                if key == name or (len(key) > SHORT and key not in common):
                    cities[key].append(city)
    return cities


@lru_cache(maxsize=1)
def _regions() -> Mapping[str, tuple[Place, ...]]:
    regions: dict[str, list[Place]] = defaultdict(list)
    for region in pycountry.subdivisions:
        country = alpha3_of(region.country_code)
        name = region.name.partition(" (")[0].partition(",")[0]
        for key in {fold(name), *_shorter(fold(name))}:
            ident = _region_ids().get(region.code)
            parent = None if ident else country_id(country)
            regions[key].append(Place(name, country, geonames_id=ident, precision="region", parent_id=parent))
    return {key: tuple(group) for key, group in regions.items()}


def _shorter(key: str) -> Iterator[str]:
    for end in (*_AFTER, " sheng", " zizhiqu", " shi", " skaya oblast"):
        if key.endswith(end):
            yield key.removesuffix(end)


def side_of(name: str) -> str | None:
    """Return the place of which the name gives a side ("eastern Ukraine" -> "Ukraine"), or None."""
    lower = name.lower()
    return next((name[len(side) :] for side in _SIDES if lower.startswith(side)), None)
