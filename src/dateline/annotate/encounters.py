"""Which leaders and ministers are known to have met, called or put off each other, when and where.

In: names of people. Out: `Encounter`s of `resources/gatherings/encounters.tsv`. Which of them a page or a sentence
means is left to dating.
"""

from collections import defaultdict
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dateline.annotate.cells import check_order, read_country, read_interval
from dateline.annotate.editions import Edition
from dateline.annotate.gatherings import ENCOUNTERS, FOLDER, place_key
from dateline.annotate.offices import load_terms
from dateline.lexicon import Row, load_rows

KINDS = frozenset({"summit", "talks", "visit", "signing", "funeral", "call", "cancelled"})


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two or more people, by their names in the tables of offices, and where and when they had to do with each other.

    `edition` holds days, city and country, so that what is known of gatherings serves encounters too. Of a cancelled
    one the days are those on which it was called off.
    """

    who: frozenset[str]
    kind: str
    edition: Edition

    @property
    def held(self) -> bool:
        """Say whether the people were together in one place."""
        return self.kind not in ("call", "cancelled")


def encounters_among(people: Set[str]) -> tuple[Encounter, ...]:
    """Return the encounters all of whose people are among these, oldest first."""
    table = load_encounters()
    found = {one: None for name in sorted(people) for one in table.get(name, ()) if one.who <= people}
    return tuple(sorted(found, key=lambda one: one.edition.start.start))


def is_at(encounter: Encounter, cities: Set[str], countries: Set[str] = frozenset()) -> bool:
    """Say whether the encounter was in one of the cities, given by `place_key`, or in one of the countries."""
    edition = encounter.edition
    return bool(edition.city and place_key(edition.city) in cities) or edition.country in countries


@lru_cache(maxsize=4)
def load_encounters(path: Path = FOLDER / ENCOUNTERS) -> Mapping[str, tuple[Encounter, ...]]:
    """Read and check the table, by person; ResourceError names file and line of what is wrong."""
    groups: dict[str, list[Encounter]] = defaultdict(list)
    for row in load_rows(path):
        encounter = _read_encounter(row)
        for name in sorted(encounter.who):
            groups[name].append(encounter)
    return {name: tuple(group) for name, group in groups.items()}


def _read_encounter(row: Row) -> Encounter:
    names = tuple(name.strip() for name in row["who"].split(";"))
    unknown = [name for name in names if name not in load_terms().by_person]
    if unknown or len(set(names)) < 2:
        raise row.error(f"an encounter needs two people of the tables of offices; not there: {', '.join(unknown)}")
    if row["kind"] not in KINDS:
        raise row.error(f"kind {row['kind']!r} is none of {', '.join(sorted(KINDS))}")
    start = read_interval(row, "start")
    if start is None:
        raise row.error("an encounter needs a start")
    end = read_interval(row, "end") or start
    check_order(row, start, end)
    country = read_country(row, "country") if row["country"] else None
    called = " and ".join(names) + (f" in {row['city']}" if row["city"] else "")
    name = f"{row['kind']} of {called}"
    edition = Edition("", name, start, end, row["city"] or None, None, country, row["note"])
    return Encounter(frozenset(names), row["kind"], edition)
