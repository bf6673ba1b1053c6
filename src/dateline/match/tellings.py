"""Tellings: the words by which sentences tell an event, and what two of them have in common.

In: two `Telling`s, made from parses by `dateline.extract.tellings`. Out: what the features of `signs` ask about them,
worked out once. What it weighs is left to `weighing`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dateline.match.senses import one_family

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Telling:
    """The trigger of one event mention and what stands around it, as folded words.

    `weight` says how telling the word itself is, 0 to 1; `context` holds the weights of the sentence's other words,
    whose squares sum to one. `ahead` is set where the words before it are of the future or of a possibility.
    """

    id: str
    page: str
    sentence: int
    lemma: str
    words: frozenset[str]
    senses: frozenset[str] = NONE
    particles: frozenset[str] = NONE
    noun: bool = False
    main: bool = False
    ahead: bool = False
    denied: bool = False
    weight: float = 1.0
    actors: frozenset[str] = NONE
    objects: frozenset[str] = NONE
    places: frozenset[str] = NONE
    arguments: frozenset[str] = NONE
    names: frozenset[str] = NONE
    numbers: frozenset[str] = NONE
    dates: frozenset[str] = NONE
    context: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two tellings and what several features ask about them, worked out once."""

    left: Telling
    right: Telling
    same: bool
    family: bool
    sense: bool
    part: bool
    page: bool
    sentence: bool
    actors: float
    objects: float
    arguments: float
    alike: float

    @property
    def word(self) -> bool:
        """Say whether the two words can mean one thing at all."""
        return self.same or self.family or self.sense or self.part


def compare(left: Telling, right: Telling) -> Compared:
    """Work out what the features need."""
    same = left.lemma == right.lemma
    family = not same and one_family(left.lemma, right.lemma)
    known = same or family
    page = left.page == right.page
    sentence = page and left.sentence == right.sentence
    return Compared(
        left,
        right,
        same,
        family,
        sense=not known and bool(left.senses & right.senses),
        part=not known and bool(left.words & right.words),
        page=page,
        sentence=sentence,
        actors=overlap(left.actors, right.actors),
        objects=overlap(left.objects, right.objects),
        arguments=overlap(left.arguments, right.arguments),
        alike=0.0 if sentence else cosine(left.context or {}, right.context or {}),
    )


def overlap(left: Collection[str], right: Collection[str]) -> float:
    """Return the share of the smaller set that both have."""
    if not left or not right:
        return 0.0
    return len(set(left) & set(right)) / min(len(left), len(right))


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """Return the product of two vectors of length one."""
    few, many = sorted((left, right), key=len)
    return sum(weight * many[word] for word, weight in few.items() if word in many)
