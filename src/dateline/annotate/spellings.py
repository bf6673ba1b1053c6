"""The names by which news call a person: which part is the family name, and which spellings are one name.

In: a full name, its country's habits and what the table of people lists. Out: spellings, and a rough key that
brings transliterations of one name together. Who is meant in a text is left to `names`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.ids import fold
from dateline.lexicon import Row, Table, lexicon


@dataclass(frozen=True, slots=True)
class Habits:
    """How a country's names are written, from the table of kinds."""

    family_first: bool
    given_too: bool
    both_orders: bool
    particles: frozenset[str]
    loose: frozenset[str]


def read_habits(kinds: Table, country: str) -> Habits:
    """Return the habits of one country's names."""
    return Habits(
        country in kinds.words("family_first"),
        country in kinds.words("given_too"),
        country in kinds.words("both_orders"),
        kinds.words("particles"),
        kinds.words("loose"),
    )


def list_spellings(person: str, listed: Row | None, habits: Habits) -> tuple[str, ...]:
    """Return every name that stands for the person: in full, by surname, and as the table of people lists.

    The full name comes first and the surname second.
    """
    given = listed["surname"] if listed else ""
    surname = given or _find_surname(person, habits)
    others = [part.strip() for part in listed["spellings"].split(";")] if listed and listed["spellings"] else []
    names = [person, surname, *others]
    if habits.given_too:
        names.append(person.split()[-1])
    if habits.both_orders and not given:
        names.append(" ".join([*person.split()[1:], person.split()[0]]))
    bare = _drop_particle(surname, habits.loose)
    return tuple(dict.fromkeys([*names, bare]))


def _find_surname(person: str, habits: Habits) -> str:
    words = person.split()
    if habits.family_first:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in habits.particles:
        start -= 1
    return " ".join(words[start:])


def _drop_particle(surname: str, loose: frozenset[str]) -> str:
    for mark in ("-", " "):
        first, found, rest = surname.partition(mark)
        if found and first.lower() in loose:
            return rest
    return surname


def sound_key(spelling: str, rewrites: Sequence[tuple[str, str]]) -> str:
    """Return a rough key that variant spellings share: Sergei and Sergey, Zelensky and Zelenskyy."""
    return _rewrite(fold(spelling), tuple(rewrites))


CONSONANTS = 3
"""So many consonants the spellings of one given name must share: with two, Maria and Mario would be one."""


def same_given(left: str, right: str, rewrites: Sequence[tuple[str, str]]) -> bool:
    """Say whether two folded given names are spellings of one: Tarek and Tariq, Oleksandr and Alexander."""
    mine, yours = sound_key(left, rewrites), sound_key(right, rewrites)
    if mine == yours or right in _groups().get(left, ()):
        return True
    if [letter in VOWELS for letter in mine] != [letter in VOWELS for letter in yours] or mine[0] != yours[0]:
        return False  # Kristian is not Kristen
    bare = [letter for letter in mine if letter not in VOWELS]
    return len(bare) >= CONSONANTS and bare == [letter for letter in yours if letter not in VOWELS]


VOWELS = "aeiouy"


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[str, ...]]:
    """Return, by given name, the names of several languages and the short forms that are one name."""
    found: dict[str, tuple[str, ...]] = {}
    for group in lexicon("persons").strings("variants"):
        for name in group.split():
            found[name] = (*found.get(name, ()), *group.split())
    return found


def join_servant(name: str) -> str:
    """Return a folded name with "abd al", "abdul" and their like as one: Abd al-Rahman is Abdel Rahman."""
    return re.sub(r"\babd(?: (?:al|el|ul|ur|ar|er))?(?: |(?=\w{4}))|\babd[eu][lr] ?", "abdel ", name)


@lru_cache(maxsize=4096)
def _rewrite(key: str, rewrites: tuple[tuple[str, str], ...]) -> str:
    for left, right in rewrites:
        key = key.replace(left, right)
    letters = [letter for at, letter in enumerate(key) if at == 0 or letter != key[at - 1]]
    return "".join(letters).replace(" ", "")
