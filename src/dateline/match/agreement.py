"""Say whether two statements about one field can both be right, by the rules of `resources/reconcile.toml`.

In: two statements and the field's rule. Out: yes or no, and how far apart they are. Choosing what to show is left to
`dateline.reconcile`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as filled_with
from datetime import date
from functools import lru_cache
from pathlib import Path

from dateline.config import RESOURCES
from dateline.lexicon import Table, load_table
from dateline.match.places import fits_place
from dateline.match.quantities import NumberWords, gap, length_range, minutes_of
from dateline.model.claims import Place
from dateline.model.earth import kilometres
from dateline.model.record import Statement

__all__ = ["Rule", "Rules", "days_of", "differ", "distance", "load_rules", "minutes_of"]

WAYS = ("unequal", "apart", "place", "length", "number", "polarity", "status", "never")
CHOICES = ("mode", "precise", "latest", "trusted", "union", "status")
MEASURED = ("apart", "place", "length", "number")
"""Ways to differ in which one value can be more precise than another."""

NO_WORDS = NumberWords({})


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field's statements are compared and chosen from; the words are explained in the data file."""

    field: str
    rule: str = "mode"
    differs: str = "unequal"
    updates: bool = False
    tolerance: float = 0.0
    brief_minutes: float = 0.0
    weight: float = 0.5
    numbers: NumberWords = filled_with(default=NO_WORDS, compare=False)
    trust: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of all fields, and those of the status."""

    fields: Mapping[str, Rule]
    outranks: tuple[str, ...]
    incompatible: frozenset[frozenset[str]]
    final: frozenset[str]

    def of(self, field: str) -> Rule:
        """Return a field's rule; a field without one keeps all its values."""
        return self.fields.get(field) or Rule(field, rule="union", differs="never")


@lru_cache(maxsize=4)
def load_rules(root: Path = RESOURCES) -> Rules:
    """Read and check `reconcile.toml`; raise ResourceError with file and line."""
    table = load_table(root / "reconcile.toml")
    numbers, trust = _numbers(table), table.strings("trust", "order")
    fields = {name: _rule(table, name, numbers, trust) for name in table.get("field", default={})}
    pairs = table.get("status", "incompatible", default=[])
    return Rules(
        fields,
        table.strings("status", "outranks"),
        frozenset(frozenset(pair) for pair in pairs),
        table.words("status", "final"),
    )


def _numbers(table: Table) -> NumberWords:
    words = table.get("numbers", "words", default={})
    for word, ends in words.items():
        if not (isinstance(ends, list) and len(ends) == 2 and ends[0] <= ends[1]):
            raise table.error(f"{word} should stand for two numbers, the lesser first", word)
    return NumberWords({w: (float(a), float(b)) for w, (a, b) in words.items()}, table.get("numbers", "about"))


def _rule(table: Table, name: str, numbers: NumberWords, trust: tuple[str, ...]) -> Rule:
    given = dict(table.get("field", name))
    try:
        rule = Rule(name, **given, numbers=numbers, trust=trust)
    except TypeError as error:
        raise table.error(f"field {name} has a key that does not exist: {error}", f"[field.{name}]") from error
    if rule.rule not in CHOICES or rule.differs not in WAYS:
        raise table.error(f"field {name} has a rule that does not exist", f"[field.{name}]")
    return rule


def differ(rule: Rule, left: Statement, right: Statement, places: Mapping[str, Place]) -> bool:
    """Say whether the two statements cannot both be right."""
    if rule.differs == "never" or rule.differs == "status":
        return False
    if rule.differs == "polarity":
        return left.value == right.value and left.polarity != right.polarity
    if left.value == right.value or left.fallback or right.fallback:
        return False
    if rule.differs == "apart":
        return _days_apart(left.value, right.value) > rule.tolerance
    if rule.differs == "place":
        return _places_differ(rule, places.get(left.value), places.get(right.value))
    if rule.differs in ("length", "number"):
        return _shares_differ(rule, left.value, right.value)
    return True


def distance(rule: Rule, left: Statement, right: Statement, places: Mapping[str, Place]) -> float:
    """Return how far apart two differing values are, from 0 to 1: days of a month, kilometres of a thousand, shares.

    Values that can only be equal or not are 1 apart.
    """
    if rule.differs == "apart":
        return min(1.0, _days_apart(left.value, right.value) / 30)
    if rule.differs == "place":
        a, b = places.get(left.value), places.get(right.value)
        apart = kilometres(a, b) if a and b else None
        return 1.0 if apart is None else min(1.0, apart / 1000)
    if rule.differs in ("length", "number"):
        return _share_apart(rule, left.value, right.value)
    return 1.0


def _days_apart(left: str, right: str) -> int:
    """Return how many days lie between two intervals; 0 where they share one."""
    (a, b), (c, d) = days_of(left), days_of(right)
    return max(0, (c - b).days, (a - d).days)


def days_of(value: str) -> tuple[date, date]:
    """Return the first and last day of a date field's value."""
    first, _, last = value.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def _places_differ(rule: Rule, left: Place | None, right: Place | None) -> bool:
    if fits_place(left, right):
        return False
    apart = kilometres(left, right) if left and right and left.country == right.country else None
    return apart is None or apart > rule.tolerance


def _shares_differ(rule: Rule, left: str, right: str) -> bool:
    return _share_apart(rule, left, right) > rule.tolerance


def _share_apart(rule: Rule, left: str, right: str) -> float:
    """Return by what share of the greater two amounts are apart; 1 for two of different units, 0 for no numbers."""
    if rule.differs == "length":
        a, b = length_range(left, rule.brief_minutes), length_range(right, rule.brief_minutes)
        return gap(a, b) if a and b else 0.0
    first, second = rule.numbers.range_of(left), rule.numbers.range_of(right)
    if first is None or second is None:
        return 0.0
    return gap(first[0], second[0]) if first[1] == second[1] else 1.0
