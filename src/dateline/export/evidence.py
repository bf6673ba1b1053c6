"""Choose the words that stand for a field in a terminal: few for each value, the most telling first.

In: a field, its statements, the reports. Out: `Proof`s, value by value, each with the statements shown and the number
of the others. A record of twenty mentions holds twenty statements to a field, most of them the same word; all of them
stand in the JSON, on the event's page and under `dateline show --all`.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model.record import Field, Report, Statement
from dateline.model.text import Span

SHOWN = 3
"""Statements shown of a value; a fourth told a reader nothing new on any seed page."""
FEWER = 1
"""Statements shown of a value of a field that lists many values side by side."""
LISTS = frozenset({"participant", "topic", "context", "occasion"})
WHOLE = frozenset({"account", "outcome"})
"""Fields in which each statement says something of its own: none is left out."""


@dataclass(frozen=True, slots=True)
class Proof:
    """One value of a field: the statements shown for it, and how many more give it."""

    value: str
    shown: tuple[Statement, ...]
    more: int


def prove(field: Field, statements: Mapping[str, Statement], reports: Mapping[str, Report]) -> tuple[Proof, ...]:
    """Return a field's values, the record's own first, then the most told, each with its most telling statements."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for item in field.statements:
        told = statements[item]
        groups[told.value, told.polarity].append(told)
    values = [value.strip() for value in field.value.split(";")]
    triggers = frozenset((s.page, s.span) for s in statements.values() if s.field == "status")
    ranked = sorted(groups, key=lambda key: (key[0] not in values, -len(groups[key]), key))
    most = FEWER if field.name in LISTS else SHOWN
    return tuple(_proof(key[0], _telling(groups[key], triggers), reports, most) for key in ranked)


def _proof(value: str, told: Sequence[Statement], reports: Mapping[str, Report], most: int) -> Proof:
    shown = tuple(spread_sources(_once(told), reports))[:most]
    return Proof(value, shown, len({(s.page, s.span) for s in told} - {(s.page, s.span) for s in shown}))


def _telling(told: Iterable[Statement], triggers: Container[tuple[str, Span]]) -> list[Statement]:
    """Return statements, the most telling first: other words before the event's trigger, plain before inferred."""
    return sorted(told, key=lambda s: ((s.page, s.span) in triggers, s.inferred_from is not None, -len(s.quote)))


def _once(told: Iterable[Statement]) -> list[Statement]:
    """Return the first statement of each wording and voice."""
    once: dict[tuple[str, str], Statement] = {}
    for item in told:
        once.setdefault((item.quote.lower(), item.source or ""), item)
    return list(once.values())


def spread_sources(told: Iterable[Statement], reports: Mapping[str, Report]) -> list[Statement]:
    """Return statements so that each independent source speaks once before any speaks again."""
    turns: dict[int, int] = defaultdict(int)
    ranked = []
    for item in told:
        source = reports[item.page].independent_source
        ranked.append((turns[source], item))
        turns[source] += 1
    return [item for _, item in sorted(ranked, key=lambda pair: pair[0])]
