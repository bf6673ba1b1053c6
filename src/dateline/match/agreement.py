"""Say whether two statements about one field can both be right, by the rules of `resources/reconcile.toml`.

In: two statements and the field's rule. Out: yes or no. Choosing what to show is left to `dateline.reconcile`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dateline.config import RESOURCES
from dateline.lexicon import Table, load_table
from dateline.match.features import fits_place
from dateline.model.claims import Place
from dateline.model.record import Statement

WAYS = ("unequal", "apart", "place", "length", "polarity", "status", "never")
CHOICES = ("mode", "precise", "latest", "union", "status")


@dataclass(frozen=True, slots=True)
class Rule:
    """How one field's statements are compared and chosen from; the words are explained in the data file."""

    field: str
    rule: str = "mode"
    differs: str = "unequal"
    updates: bool = False
    tolerance: float = 0.0
    brief_minutes: float = 0.0


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
    fields = {name: _rule(table, name) for name in table.get("field", default={})}
    pairs = table.get("status", "incompatible", default=[])
    return Rules(
        fields,
        table.strings("status", "outranks"),
        frozenset(frozenset(pair) for pair in pairs),
        table.words("status", "final"),
    )


def _rule(table: Table, name: str) -> Rule:
    given = dict(table.get("field", name))
    try:
        rule = Rule(name, **given)
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
    if left.value == right.value:
        return False
    if rule.differs == "apart":
        return _apart(left.value, right.value)
    if rule.differs == "place":
        return not fits_place(places.get(left.value), places.get(right.value))
    if rule.differs == "length":
        return _lengths_differ(rule, left.value, right.value)
    return True


def _apart(left: str, right: str) -> bool:
    (a, b), (c, d) = days_of(left), days_of(right)
    return b < c or d < a


def days_of(value: str) -> tuple[date, date]:
    """Return the first and last day of a date field's value."""
    first, _, last = value.partition("/")
    return date.fromisoformat(first), date.fromisoformat(last or first)


def _lengths_differ(rule: Rule, left: str, right: str) -> bool:
    a, b = minutes_of(left), minutes_of(right)
    if a is None or b is None:
        known = a if a is not None else b
        return known is not None and known > rule.brief_minutes
    return abs(a - b) > rule.tolerance * max(a, b)


_LENGTH = re.compile(
    r"P(?:(?P<days>[\d.]+)D)?(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?"
)


def minutes_of(value: str) -> float | None:
    """Return an ISO 8601 duration in minutes; None for a word such as `brief`."""
    match = _LENGTH.fullmatch(value)
    if match is None or value in ("P", "PT"):
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return days * 1440 + hours * 60 + minutes + seconds / 60
