"""Settle which of several cities of one name an article means: by size, fame, the countries named, and distance.

In: the sheets of all sentences, places claimed, and the article's dateline. Out: the same sheets; a city whose name
others bear too is the one whose `FEATURES` weigh most, and its place says why (`basis`). Whose country the text tells
beside it ("Tripoli, Lebanon") is settled already and stays.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log10

from dateline.annotate.countries import load_countries
from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.gatherings import load_gatherings
from dateline.annotate.listed import country_beside
from dateline.annotate.places import TENTH, Namesake, city_key, find_dateline, namesakes, seat_cities, split_dateline
from dateline.model.claims import MentionKind, Place
from dateline.model.earth import kilometres


@dataclass(frozen=True, slots=True)
class Setting:
    """What an article tells of one name: where the text says it is, countries, and places named beside it or not.

    `countries` has how much each is named, against the one named most: 1. `people` is the country of all who take
    part in what happened there, where it is one.
    """

    told: frozenset[int | None] = frozenset()
    countries: Mapping[str, float] = field(default_factory=dict)
    people: str | None = None
    beside: tuple[Place, ...] = ()
    elsewhere: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Feature:
    """One sign that a candidate is meant: how strong it is, from 0 up, and the words that explain it."""

    weigh: Callable[[Namesake, Setting], float]
    explain: Callable[[Namesake, Setting], str]
    weight: float


def _size(candidate: Namesake, setting: Setting) -> float:
    return log10(candidate.population + 1)


def _fame(candidate: Namesake, setting: Setting) -> float:
    """Capitals, seats of governments and bodies, and the cities of gatherings are in the news more than others."""
    return float((city_key(candidate.place.name), candidate.place.country) in _famous())


def _told(candidate: Namesake, setting: Setting) -> float:
    return float(candidate.place.geonames_id in setting.told)


def _named(candidate: Namesake, setting: Setting) -> float:
    return setting.countries.get(candidate.place.country or "", 0.0)


def _of_people(candidate: Namesake, setting: Setting) -> float:
    return float(candidate.place.country == setting.people)


def _near_beside(candidate: Namesake, setting: Setting) -> float:
    return _nearness(_distance_to(candidate.place, setting.beside))


def _near_elsewhere(candidate: Namesake, setting: Setting) -> float:
    return _nearness(_distance_to(candidate.place, setting.elsewhere))


def _shown(where: str) -> Callable[[Namesake, Setting], str]:
    def explain(candidate: Namesake, setting: Setting) -> str:
        places = setting.beside if where == "sentence" else setting.elsewhere
        nearest = min(places, key=lambda place: _distance(candidate.place, place))
        return f"{_distance(candidate.place, nearest):.0f} km from {nearest.name}, named in the same {where}"

    return explain


FEATURES = (
    Feature(_told, lambda c, s: "the article names its country beside it", 4.0),
    Feature(_size, lambda c, s: f"{c.population:,} people", 1.0),
    Feature(_fame, lambda c, s: "a capital, a seat or a city of gatherings", 0.6),
    Feature(_named, lambda c, s: "its country is named in the article", 1.5),
    Feature(_of_people, lambda c, s: "all who took part are of that country", 0.5),
    Feature(_near_beside, _shown("sentence"), 1.5),
    Feature(_near_elsewhere, _shown("article"), 0.8),
)
"""What speaks for a candidate. Size counts in powers of ten: a city ten times as large as its namesake outweighs that
the other's country is named, not that it stands beside a place told. `python -m bench namesakes` measures them."""

NEAR, FAR = 50.0, 1000.0
"""Kilometres up to which a place speaks for its neighbour in full, and from which on it does not."""


@dataclass(frozen=True, slots=True)
class _Named:
    """A place as one sentence names it: under which key, whether the text settles it, and the sentence's number."""

    key: str
    place: Place
    told: bool
    open: bool
    number: int


def settle_namesakes(sheets: Sequence[Sheet], dateline: str | None = None) -> None:
    """Give each city whose name others bear the one that its article means: one and the same wherever it is named."""
    filed = _filed(dateline)
    named = [one for number, sheet in enumerate(sheets) for one in _places_named(sheet, number)]
    countries = _countries_named(sheets)
    chosen: dict[str, Place | None] = {}
    for sheet in sheets:
        for draft in sheet.of_kind(MentionKind.PLACE):
            words = sheet.words(draft.name_first, draft.last)
            if draft.place is None or not _is_open(sheet, draft, words):
                continue
            key = city_key(words)
            if key not in chosen:
                chosen[key] = choose_namesake(words, _setting(key, named, countries, filed))
            place = chosen[key]
            if place is not None:
                sheet.change(draft, place=place, country=place.country)


@dataclass(frozen=True, slots=True)
class _Filed:
    """The town of a dateline: its key, and whether a state or country stands beside it."""

    key: str
    place: Place
    told: bool


def _filed(dateline: str | None) -> _Filed | None:
    place = find_dateline(dateline) if dateline else None
    if dateline is None or place is None:
        return None
    city, wider = split_dateline(dateline)
    return _Filed(city_key(city), place, told=wider is not None)


def _setting(key: str, named: Sequence[_Named], countries: Sequence[str | None], filed: _Filed | None) -> Setting:
    here = {one.number for one in named if one.key == key}
    firm = [one for one in named if one.key != key and not one.open]
    told = {one.place.geonames_id for one in named if one.key == key and one.told}
    away = filed if filed is not None and filed.key != key else None  # a town alone tells nothing of which it is
    if filed is not None and filed.key == key and filed.told:
        told.add(filed.place.geonames_id)
    lands = [filed.place.country] if filed is not None and (filed.told or away is not None) else []
    return Setting(
        told=frozenset(told),
        countries=weigh_countries([*countries, *lands, *(one.place.country for one in firm)]),
        beside=tuple(one.place for one in firm if one.number in here),
        elsewhere=(*(one.place for one in firm if one.number not in here), *([away.place] if away else [])),
    )


def _places_named(sheet: Sheet, number: int) -> Iterable[_Named]:
    for draft in sheet.of_kind(MentionKind.PLACE):
        words = sheet.words(draft.name_first, draft.last)
        if draft.place is not None and (draft.place.latitude is not None or draft.place.geonames_id is not None):
            told = country_beside(sheet, draft.last) == draft.place.country
            contested = _is_open(sheet, draft, words) and _is_contested(words)
            yield _Named(city_key(words), draft.place, told, contested, number)


def choose_namesake(name: str, setting: Setting) -> Place | None:
    """Return the city of the name that is meant, with what speaks for it; None where no two bear it."""
    candidates = namesakes(name)
    if len(candidates) < 2:
        return None
    best = max(candidates, key=lambda one: (score(one, setting), one.population))
    return replace(best.place, name=name, basis=_explain(best, candidates, setting))


def score(candidate: Namesake, setting: Setting) -> float:
    """Return how much speaks for a candidate."""
    return sum(feature.weight * feature.weigh(candidate, setting) for feature in FEATURES)


def _explain(best: Namesake, candidates: Sequence[Namesake], setting: Setting) -> str:
    reasons = [f.explain(best, setting) for f in FEATURES if f.weigh(best, setting) > 0]
    return f"of {len(candidates)} cities of the name: {'; '.join(reasons)}"


def weigh_countries(countries: Iterable[str | None]) -> Mapping[str, float]:
    """Return how often each country is told, against the one told most: it is 1."""
    counts = Counter(country for country in countries if country)
    most = max(counts.values(), default=1)
    return {country: count / most for country, count in counts.items()}


def _countries_named(sheets: Sequence[Sheet]) -> list[str | None]:
    kinds = (MentionKind.COUNTRY, MentionKind.PERSON, MentionKind.OFFICE)
    return [d.country for sheet in sheets for d in sheet.of_kind(*kinds) if d.country and d.form != "metonym"]


def _is_open(sheet: Sheet, draft: Draft, words: str) -> bool:
    """Say whether a place is a city of the gazetteer whose country the text does not tell beside it."""
    place = draft.place
    if place is None or place.precision != "city" or place.geonames_id is None or draft.form != "name":
        return False
    known = any(one.place.geonames_id == place.geonames_id for one in namesakes(words))
    return known and country_beside(sheet, draft.last) != place.country


def _is_contested(words: str) -> bool:
    """Say whether no city of the name is so much larger than all others that it is meant nearly always."""
    sizes = sorted((one.population for one in namesakes(words)), reverse=True)
    return len(sizes) > 1 and sizes[0] < TENTH * sizes[1]


def _distance_to(place: Place, others: Iterable[Place]) -> float | None:
    return min((_distance(place, other) for other in others), default=None)


def _distance(left: Place, right: Place) -> float:
    """Return how far apart two places are; what is not on the map is far away."""
    apart = kilometres(left, right)
    return FAR if apart is None else apart


def _nearness(distance: float | None) -> float:
    """Return 1 up to NEAR, 0 from FAR on, and between them less by the logarithm of the distance."""
    if distance is None:
        return 0.0
    return min(1.0, max(0.0, 1 - log10(max(distance, NEAR) / NEAR) / log10(FAR / NEAR)))


@lru_cache(maxsize=1)
def _famous() -> frozenset[tuple[str, str | None]]:
    capitals = ((city_key(city), one.code) for one in load_countries() for city in one.capitals)
    held = Counter(
        (city_key(edition.city), edition.country)
        for editions in load_gatherings().editions.values()
        for edition in editions
        if edition.city
    )
    return frozenset((*capitals, *seat_cities(), *held))
