"""Who held which office when: tables of heads of state and government, foreign ministers and heads of bodies.

In: the name of an office, a country's code and a day or interval; or a person's name. Out: `Term`s. A term whose
first or last day is known to the month or year only counts for every day that it may have had. Reading names and
offices out of a text is left to `names`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from dateline.annotate.cells import check_order, read_country, read_interval
from dateline.annotate.leadership import order_offices
from dateline.annotate.spellings import Habits, list_spellings, read_habits, sound_key
from dateline.config import RESOURCES
from dateline.ids import fold
from dateline.lexicon import Row, Table, load_rows, load_table
from dateline.model.claims import Interval, Precision

Key = TypeVar("Key")
Value = TypeVar("Value")

FOLDER = RESOURCES / "offices"
PEOPLE = "people.tsv"
LEADER = "leader"
HANDOVER = timedelta(days=2)  # a predecessor's last day and a successor's first may be told a day or two apart

DISPUTED = "disputed"  # a note that opens with it marks a term beside another's, when two claimed one office


@dataclass(frozen=True, slots=True)
class Term:
    """One person's time in one office; `end` is None where it lasts, as far as we know.

    `start` and `end` are intervals, a day long where the day is known. `spellings` are the names by which news call
    the person, full name first. `country` is ISO 3166-1 alpha-3 or a body's code (UN, NATO, EU).
    """

    person: str
    office: str
    country: str
    start: Interval
    end: Interval | None
    spellings: tuple[str, ...] = ()
    elected: date | None = None
    note: str = ""

    @property
    def interval(self) -> Interval:
        """All days that the term may have had; to the last day of the calendar while it lasts."""
        return Interval(self.start.start, self.end.end if self.end else date.max, Precision.RANGE)

    @property
    def elect(self) -> Interval | None:
        """The days on which the person was elected and not yet in office ("President-elect"), where known."""
        if self.elected is None or self.elected >= self.start.start:
            return None
        return Interval(self.elected, self.start.start, Precision.RANGE)

    def covers(self, when: Interval) -> bool:
        """Say whether the person may have been in office on a day of the interval."""
        return self.start.start <= when.end and (self.end is None or when.start <= self.end.end)


@dataclass(frozen=True, slots=True)
class Terms:
    """All terms with their indexes; made by `load_terms` and never changed."""

    terms: tuple[Term, ...]
    by_office: Mapping[tuple[str, str], tuple[Term, ...]]
    by_person: Mapping[str, tuple[Term, ...]]
    by_spelling: Mapping[str, tuple[str, ...]]
    by_sound: Mapping[str, tuple[str, ...]]
    offices: Mapping[str, tuple[str, ...]]
    lesser: frozenset[str]
    bodies: Mapping[str, str]
    courtesy: frozenset[str]
    ranks: frozenset[str]
    rewrites: tuple[tuple[str, str], ...]


def holders(office: str, country: str | None, when: date | Interval) -> tuple[Term, ...]:
    """Return the terms of that office that hold on the day, or on any day of the interval, oldest first.

    `office` is a canonical office or any name of one ("US president", "premier"); without a country every country's
    terms count. The "leader" of a country is the one who leads it in fact.
    """
    interval = _interval(when)
    wanted = offices_named(office)
    if country and wanted == offices_named(LEADER):
        return leaders(country, interval)
    countries = [country] if country else sorted({key[0] for key in load_terms().by_office})
    found = (term for code in countries for name in wanted for term in _held(name, code, interval))
    return tuple(sorted(found, key=lambda term: term.start.start))


def leaders(country: str, when: date | Interval) -> tuple[Term, ...]:
    """Return the terms of whoever led the country in fact on the day or in the interval; none if not known."""
    interval = _interval(when)
    for office in order_offices(country, interval.end.year):
        if found := _held(office, country, interval):
            return found
    return ()


def _held(office: str, country: str, interval: Interval) -> tuple[Term, ...]:
    terms = load_terms().by_office.get((country, office), ())
    return tuple(term for term in terms if term.covers(interval))


def _interval(when: date | Interval) -> Interval:
    return when if isinstance(when, Interval) else Interval(when, when, Precision.DAY)


def terms_of(name: str) -> tuple[Term, ...]:
    """Return all terms of the people whom a full name, surname or listed spelling may mean, oldest first."""
    table = load_terms()
    return tuple(term for person in persons_named(name) for term in table.by_person[person])


@lru_cache(maxsize=8192)
def persons_named(name: str, within: Interval | None = None) -> tuple[str, ...]:
    """Return the full names of those whom a surname or full name may mean, in the tables' order.

    With `within`, only those who held an office in it or were elected to one. Spellings that are not listed are
    brought together by rule, but only where no listed spelling fits.
    """
    table = load_terms()
    key = fold(name)
    found = table.by_spelling.get(key) or table.by_sound.get(sound_key(key, table.rewrites), ())
    if within is None:
        return found
    return tuple(one for one in found if any(_in_view(term, within) for term in table.by_person[one]))


def body_named(text: str) -> str | None:
    """Return the code of the international body with whose name a description begins: "UN chief", "NATO head"."""
    words = fold(text).split()
    bodies = load_terms().bodies
    found = (bodies.get(" ".join(words[:end])) for end in range(len(words) - 1, 0, -1))
    return next((code for code in found if code), None)


def sole_country(office: str) -> str | None:
    """Return the one state that has an office: the pope's."""
    return _kinds().mapping("sole").get(office)


def crowned_words() -> frozenset[str]:
    """Return the words by which news call a monarch without a name: "the Queen"."""
    return _kinds().words("crowned", "monarch")


@lru_cache(maxsize=1)
def _kinds() -> Table:
    return load_table(FOLDER / "kinds.toml")


def is_courtesy(title: str | None) -> bool:
    """Say whether a title is one of birth, which says little of the office held: "Prince"."""
    return bool(title) and (title or "").lower().split()[-1] in load_terms().courtesy


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """Return the first words, in small letters, of the full names in the tables."""
    return frozenset(key.split()[0] for key in load_terms().by_spelling if " " in key)


def is_listed(name: str) -> bool:
    """Say whether a name of two words or more stands in the tables just so, in any case and accents."""
    key = fold(name)
    return " " in key and key in load_terms().by_spelling


def _in_view(term: Term, within: Interval) -> bool:
    start = min(term.elected or date.max, term.start.start)
    return start <= within.end and (term.end is None or within.start <= term.end.end)


def offices_of(name: str, when: date | Interval) -> tuple[Term, ...]:
    """Return the terms that the person held on the day or interval."""
    interval = _interval(when)
    return tuple(term for term in terms_of(name) if term.covers(interval))


@lru_cache(maxsize=8192)
def offices_named(text: str) -> tuple[str, ...]:
    """Return the canonical offices that the text may name by its last words: "Russian President" -> president.

    An unknown office gives nothing, nor does a lesser one: "deputy prime minister", "opposition leader".
    """
    table = load_terms()
    words = fold(text).split()
    for start in range(len(words)):
        found = table.offices.get(" ".join(words[start:]))
        if found:
            return () if start and words[start - 1] in table.lesser else found
    return ()


@lru_cache(maxsize=4)
def load_terms(folder: Path = FOLDER) -> Terms:
    """Read and check every table of the folder; ResourceError names file and line of what is wrong."""
    kinds = load_table(folder / "kinds.toml")
    people = {row["person"]: row for row in load_rows(folder / PEOPLE)}
    paths = sorted(path for path in folder.glob("*.tsv") if path.name != PEOPLE)
    known, habits = kinds.lists("offices").keys(), lru_cache(maxsize=None)(partial(read_habits, kinds))
    rows = [(row, _read_term(row, people, known, habits)) for path in paths for row in load_rows(path)]
    _check_overlaps(rows, kinds.words("shared"))
    terms = tuple(sorted((term for _, term in rows), key=lambda term: term.start.start))
    rewrites = _read_rewrites(kinds)
    spelled = [(spelling, term.person) for term in terms for spelling in term.spellings]
    return Terms(
        terms,
        _group(((term.country, term.office), term) for term in terms),
        _group((term.person, term) for term in terms),
        _group((fold(spelling), person) for spelling, person in spelled),
        _group((sound_key(spelling, rewrites), person) for spelling, person in spelled),
        _name_offices(kinds),
        kinds.words("lesser"),
        {fold(name): code for code, names in kinds.lists("bodies").items() for name in names},
        kinds.words("courtesy"),
        frozenset(kinds.lists("ranks")),
        rewrites,
    )


def _group(pairs: Iterable[tuple[Key, Value]]) -> Mapping[Key, tuple[Value, ...]]:
    groups: dict[Key, dict[Value, None]] = defaultdict(dict)  # a dict keeps the order and holds each value once
    for key, value in pairs:
        groups[key][value] = None
    return {key: tuple(values) for key, values in groups.items()}


def _read_rewrites(kinds: Table) -> tuple[tuple[str, str], ...]:
    pairs = (rule.partition("=") for rule in kinds.strings("spelling", "rewrites"))
    return tuple((left, right) for left, _, right in pairs)


def _name_offices(kinds: Table) -> Mapping[str, tuple[str, ...]]:
    names = [(fold(name), office) for office, names in kinds.lists("offices").items() for name in (office, *names)]
    ranks = [(fold(rank), office) for rank, offices in kinds.lists("ranks").items() for office in offices]
    return _group(names + ranks)


def _read_term(row: Row, people: Mapping[str, Row], known: Set[str], habits: Callable[[str], Habits]) -> Term:
    country, office, person = read_country(row, "country"), row["office"], row["person"]
    if office not in known:
        raise row.error(f"no office is called {office!r} in kinds.toml")
    start, end, elected = (read_interval(row, column) for column in ("start", "end", "elected"))
    if start is None or not person:
        raise row.error("a term needs a person and a start")
    check_order(row, start, end)
    spellings = list_spellings(person, people.get(person), habits(country))
    return Term(person, office, country, start, end, spellings, elected.start if elected else None, row["note"])


def _check_overlaps(rows: Iterable[tuple[Row, Term]], shared: frozenset[str]) -> None:
    by_office: dict[tuple[str, str], list[tuple[Row, Term]]] = defaultdict(list)
    for row, term in rows:
        if term.office not in shared and not term.note.startswith(DISPUTED):
            by_office[term.country, term.office].append((row, term))
    for terms in by_office.values():
        terms.sort(key=lambda pair: (pair[1].start.start, pair[1].start.end))
        for (_, earlier), (row, later) in pairwise(terms):
            if earlier.end is None or earlier.end.start > later.start.end + HANDOVER:
                raise row.error(f"{later.person} begins before {earlier.person} ends")


def leads(person: str) -> bool:
    """Say whether the tables have a person as the leader of a country at any time."""
    return any(term.office in offices_named("leader") for term in terms_of(person))


def last_ruler(surname: str, period: Interval | None) -> str | None:
    """Return the only one of a surname who led a country by the time; of several the last, if it is told."""
    offices = offices_named("leader")
    terms = [t for one in persons_named(surname) for t in terms_of(one) if t.office in offices]
    if period is None:
        return terms[0].person if len({term.person for term in terms}) == 1 else None
    begun = [term for term in terms if term.start.start <= period.end]
    return max(begun, key=lambda term: term.start.start).person if begun else None
