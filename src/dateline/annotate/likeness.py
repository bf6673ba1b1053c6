"""Say what speaks for and against two names of different pages being one person's or one place's, and how much.

In: two `Referent`s and the names that stand around them. Out: the signs that hold, each with its weight; names are
one where the weights come to the threshold. The docstring of a sign is what the user reads beside the entity.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from dateline.annotate.offices import load_terms, persons_named
from dateline.annotate.people import given_names
from dateline.annotate.persons import first_name_gender, is_full, surnames_of
from dateline.annotate.spellings import join_servant, same_given, sound_key
from dateline.ids import fold
from dateline.model.claims import MentionKind, Referent

FAR = 4
"""How many times as often as any namesake somebody must be named in full to be whom a bare surname means. In the pairs
judged by eye no bare surname meant another at 4 times and more."""


@dataclass(frozen=True, slots=True)
class Around:
    """The people whom the pages around name in full, and how often each is named."""

    people: tuple[Referent, ...] = ()
    often: Counter[str] = field(default_factory=Counter)

    def bearers(self, word: str) -> list[Referent]:
        """Return those whose surname a bare word may be."""
        return [one for one in self.people if word in surnames_of(one.name)]

    def given(self, word: str) -> list[Referent]:
        """Return those whose given name a bare word may be."""
        return [one for one in self.people if fold(one.name).split()[0] == word]


NOBODY = Around()


@dataclass(frozen=True, slots=True)
class Pair:
    """A name, whom it may mean, and who else is named around."""

    left: Referent
    right: Referent
    around: Around = NOBODY

    @property
    def words(self) -> tuple[list[str], list[str]]:
        """Return the folded words of both names."""
        mine, yours = (join_servant(fold(one.name)).split() for one in (self.left, self.right))
        return mine, yours

    @property
    def people(self) -> bool:
        """Say whether both are people."""
        return self.left.kind == self.right.kind == MentionKind.PERSON

    @property
    def full(self) -> bool:
        """Say whether both are people named in full."""
        return self.people and is_full(self.left.name) and is_full(self.right.name) and not self.bare

    @property
    def bare(self) -> bool:
        """Say whether the left is part of a name only and the right a person named in full."""
        if not self.people or not is_full(self.right.name) or same_words(self):
            return False
        return not is_full(self.left.name) or fold(self.left.name) in surnames_of(self.right.name)


def same_words(pair: Pair) -> bool:
    """The name is the same, letter for letter."""
    return fold(pair.left.name) == fold(pair.right.name)


def listed_together(pair: Pair) -> bool:
    """The tables of office-holders list both as names of one person."""
    known = persons_named(pair.left.name) if pair.people and not same_words(pair) else ()
    return len(known) == 1 and known == persons_named(pair.right.name)


def same_surname(pair: Pair) -> bool:
    """The surnames sound alike."""
    if not pair.full or same_words(pair):
        return False
    mine, yours = pair.words
    return _sound(mine[-1]) == _sound(yours[-1])


def equal_given(pair: Pair) -> bool:
    """The given name is the same."""
    return pair.full and not same_words(pair) and pair.words[0][0] == pair.words[1][0]


def spelt_given(pair: Pair) -> bool:
    """The given names are spellings or short forms of one."""
    if not pair.full or equal_given(pair):
        return False
    mine, yours = pair.words
    return mine[0] != yours[0] and same_given(mine[0], yours[0], load_terms().rewrites)


def initial_given(pair: Pair) -> bool:
    """The given name of one is the initial of the other's."""
    if not pair.full or equal_given(pair):
        return False
    mine, yours = pair.words[0][0], pair.words[1][0]
    return (len(mine) == 1 or len(yours) == 1) and mine[0] == yours[0]


def other_given(pair: Pair) -> bool:
    """The given names differ."""
    return pair.full and not (same_words(pair) or equal_given(pair) or spelt_given(pair) or initial_given(pair))


def other_gender(pair: Pair) -> bool:
    """One given name is a man's, the other a woman's."""
    if not pair.full or initial_given(pair):
        return False
    return len({first_name_gender(fold(one.name)) for one in (pair.left, pair.right)} - {None}) == 2


def other_middle(pair: Pair) -> bool:
    """Both tell a middle name, and it begins otherwise."""
    if not pair.full or same_words(pair) or initial_given(pair):
        return False
    mine, yours = pair.words
    return len(mine) > 2 and len(yours) > 2 and mine[1][0] != yours[1][0]


def same_country(pair: Pair) -> bool:
    """The country is the same."""
    return pair.people and pair.left.country is not None and pair.left.country == pair.right.country


def other_country(pair: Pair) -> bool:
    """The countries, both known, differ."""
    return pair.people and None not in (pair.left.country, pair.right.country) and not same_country(pair)


def bare_surname(pair: Pair) -> bool:
    """It is the surname by which the other is taken up."""
    return pair.bare and fold(pair.left.name) in surnames_of(pair.right.name)


def bare_given(pair: Pair) -> bool:
    """It is the other's given name, and no common word."""
    word = fold(pair.left.name)
    return pair.bare and not bare_surname(pair) and word in given_names() and fold(pair.right.name).split()[0] == word


def sole_bearer(pair: Pair) -> bool:
    """Nobody else named around is called so."""
    if not pair.bare:
        return False
    word = fold(pair.left.name)
    called = pair.around.bearers(word) if bare_surname(pair) else pair.around.given(word)
    return {one.key for one in called} <= {pair.right.key}


def known_alone(pair: Pair) -> bool:
    """Of those called so around, the tables of office-holders know this one alone."""
    if not bare_surname(pair) or sole_bearer(pair):
        return False
    known = [one for one in pair.around.bearers(fold(pair.left.name)) if persons_named(one.name)]
    return [one.key for one in known] == [pair.right.key]


def named_far_more(pair: Pair) -> bool:
    """Named in full at least four times as often as anyone else called so."""
    if bare_given(pair):
        return pair.around.often[pair.right.key] >= FAR
    if not bare_surname(pair) or sole_bearer(pair) or persons_named(pair.right.name):
        return False
    bearers = pair.around.bearers(fold(pair.left.name))
    if sum(bool(persons_named(one.name)) for one in bearers) == 1:
        return False  # whom alone the tables know goes first
    others = max((pair.around.often[one.key] for one in bearers if one.key != pair.right.key), default=0)
    return pair.around.often[pair.right.key] >= FAR * others


def same_number(pair: Pair) -> bool:
    """GeoNames has one number, or the map one point, for both names."""
    mine, yours = pair.left.place, pair.right.place
    if mine is None or yours is None or pair.left.kind != MentionKind.PLACE:
        return False
    if mine.geonames_id or yours.geonames_id:
        return mine.geonames_id == yours.geonames_id
    return mine.latitude is not None and (mine.latitude, mine.longitude) == (yours.latitude, yours.longitude)


def same_consonants(pair: Pair) -> bool:
    """No gazetteer has the place, and the names differ in vowels and doubled letters only."""
    mine, yours = (skeleton(one.name) for one in (pair.left, pair.right))
    return _unmapped(pair) and mine == yours and len(mine.replace(" ", "")) >= LEAST


def first_words(pair: Pair) -> bool:
    """No gazetteer has the place, and it is the first words of the other, with which no other begins."""
    return _unmapped(pair) and fold(pair.right.name).startswith(f"{fold(pair.left.name)} ")


@dataclass(frozen=True, slots=True)
class Feature:
    """A sign and its weight; the function's docstring explains it."""

    holds: Callable[[Pair], bool]
    weight: float

    @property
    def told(self) -> str:
        """Return what the sign says, in words."""
        return str(self.holds.__doc__).strip().rstrip(".")


FEATURES = (
    Feature(same_words, 4.0),
    Feature(listed_together, 4.0),
    Feature(same_surname, 2.0),
    Feature(equal_given, 2.0),
    Feature(spelt_given, 1.5),
    Feature(initial_given, 1.0),
    Feature(same_country, 0.5),
    Feature(bare_surname, 2.0),
    Feature(bare_given, 1.0),
    Feature(sole_bearer, 1.0),
    Feature(known_alone, 1.0),
    Feature(named_far_more, 1.0),
    Feature(same_number, 4.0),
    Feature(same_consonants, 3.0),
    Feature(first_words, 3.0),
    Feature(other_given, -8.0),
    Feature(other_gender, -8.0),
    Feature(other_middle, -8.0),
    Feature(other_country, -8.0),
)
"""What speaks for one and what against. What speaks against outweighs all else: in the pairs judged by eye no two names
with such a difference were one person's."""

THRESHOLD = 3.0
"""The sum from which two names are one: an initial and a surname reach it, a surname alone does not. Of the 710 pairs
judged by eye 6 of 435 are wrongly two at 3 and 1 of 430 wrongly one; at 2, where of several nobody can stand out, 12
are two, and at 3.5, where initials and lone surnames no longer suffice, 24."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """The signs that hold of two names and the sum of their weights."""

    signs: tuple[Feature, ...]

    @property
    def score(self) -> float:
        """Return the sum of the weights."""
        return sum(sign.weight for sign in self.signs)

    @property
    def one(self) -> bool:
        """Say whether the names are held to be one."""
        return self.score >= THRESHOLD


def compare_names(left: Referent, right: Referent, around: Around = NOBODY) -> Likeness:
    """Return what speaks for and against two names being one."""
    pair = Pair(left, right, around)
    return Likeness(tuple(feature for feature in FEATURES if feature.holds(pair)))


LEAST = 4
"""Consonants that the spellings of a place must share: with fewer, "Bari" and "Bora" would be one."""


@lru_cache(maxsize=4096)
def skeleton(name: str) -> str:
    """Return a name's words without vowels and doubled letters, the first letter of each kept if it is a vowel."""
    words = (_undoubled(word) for word in fold(name).split())
    return " ".join(word[0] + "".join(letter for letter in word[1:] if letter not in "aeiouy") for word in words)


def _undoubled(word: str) -> str:
    return "".join(letter for at, letter in enumerate(word) if at == 0 or letter != word[at - 1])


def _unmapped(pair: Pair) -> bool:
    places = all(one.kind == MentionKind.PLACE and one.place is None for one in (pair.left, pair.right))
    return places and not same_words(pair)


def _sound(word: str) -> str:
    return sound_key(word, load_terms().rewrites)
