"""List what the sources disagree about, strongest first, with the words of each side.

In: an open ledger, or one event. Out: `Conflict`s. Whether a field is in conflict was settled by `dateline.reconcile`;
here its statements are put on sides, and the disagreement is given a strength from 0 to 1: the field's weight in
`reconcile.toml`, times how far apart the two strongest sides are, how well the weaker of them is backed, how firm the
words are, and who stands against whom.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Any

from dateline.match.agreement import Rule, Rules, differ, distance, load_rules
from dateline.model.claims import Place
from dateline.model.record import Event, FieldState, Report, Statement
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events, get_event
from dateline.verdicts import places_told

BETWEEN = {"sources": 1.0, "speakers": 0.8, "itself": 0.4}
"""What a disagreement counts by who stands against whom: independent sources, speakers whom one source quotes, or one
account that does not fit itself (which is as often our misreading as theirs)."""

INFERRED = 0.5
"""What a side counts that only worked-out values stand for."""

NEAREST = 0.25
"""What the least distance counts: values a day apart are in conflict, though hardly."""


@dataclass(frozen=True, slots=True)
class Side:
    """Statements that can all be right together, and how many independent sources make them."""

    values: tuple[str, ...]
    statements: tuple[Statement, ...]
    voices: frozenset[int]
    speakers: tuple[str, ...] = ()

    @property
    def sources(self) -> int:
        """Return how many independent sources are on this side."""
        return len(self.voices)

    @property
    def stated(self) -> bool:
        """Say whether any of the words tells the value outright."""
        return any(s.inferred_from is None for s in self.statements)


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field of one event about which sources disagree; the best backed side first."""

    event: str
    label: str
    field: str
    strength: float
    between: str
    sides: tuple[Side, ...]
    reports: Mapping[str, Report]


def conflicts(ledger: Ledger, wanted: EventFilter | None = None) -> list[Conflict]:
    """Return what the sources disagree about, strongest first; `wanted` narrows the events."""
    lines = find_events(ledger, replace(wanted or EventFilter(), conflicts=True, limit=None))
    found = [conflict for line in lines for conflict in conflicts_of(get_event(ledger, line.id))]
    found.sort(key=lambda c: (-c.strength, c.label, c.event, c.field))
    return found[: wanted.limit] if wanted and wanted.limit else found


def conflicts_of(event: Event, rules: Rules | None = None) -> tuple[Conflict, ...]:
    """Return the fields of one event about which its sources disagree, strongest first."""
    rules = rules or load_rules()
    known = {s.id: s for s in event.statements}
    found = []
    for told in event.fields:
        if told.state is FieldState.CONFLICTING:
            conflict = _conflict(event, rules, told.name, [known[item] for item in told.statements])
            found += [conflict] if conflict else []
    return tuple(sorted(found, key=lambda c: (-c.strength, c.field)))


def _conflict(event: Event, rules: Rules, name: str, statements: Sequence[Statement]) -> Conflict | None:
    against = Against(rules, rules.of(name), places_told(event, statements))
    sides = make_sides(statements, against, {r.page: r.independent_source for r in event.reports})
    if len(sides) < 2:
        return None
    strength, between = weigh(sides, against)
    return Conflict(event.id, event.label, name, strength, between, sides, {r.page: r for r in event.reports})


@dataclass(frozen=True, slots=True)
class Against:
    """Whether two statements of one field exclude each other, and how far apart they are."""

    rules: Rules
    rule: Rule
    places: Mapping[str, Place]

    def differ(self, left: Statement, right: Statement) -> bool:
        """Say whether the two cannot both be right."""
        if self.rule.differs == "status":
            return frozenset((left.value, right.value)) in self.rules.incompatible
        return differ(self.rule, left, right, self.places)

    def distance(self, left: Statement, right: Statement) -> float:
        """Return how far apart the two are, from 0 to 1."""
        return distance(self.rule, left, right, self.places)


def make_sides(statements: Sequence[Statement], against: Against, sources: Mapping[str, int]) -> tuple[Side, ...]:
    """Return the sides of a disagreement, best backed first; what fits every side stands on none."""
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.value, statement.polarity].append(statement)
    apart = [
        group
        for group in groups.values()
        if any(against.differ(group[0], other[0]) for other in groups.values() if other is not group)
    ]
    apart.sort(key=lambda g: (-len({sources[s.page] for s in g}), -len(g), g[0].value))
    sides: list[list[Statement]] = []
    for group in apart:
        for side in sides:
            if not any(against.differ(a, group[0]) for a in side):
                side += group
                break
        else:
            sides.append(list(group))
    made = [_side(side, sources) for side in sides]
    return tuple(sorted(made, key=lambda s: (-s.sources, -len(s.statements), s.values)))


def _side(statements: Sequence[Statement], sources: Mapping[str, int]) -> Side:
    ordered = sorted(statements, key=lambda s: (s.inferred_from is not None, s.as_of or "", s.page, s.span))
    values = dict.fromkeys(f"no {s.value}" if _denied(s) else s.value for s in ordered)
    speakers = dict.fromkeys(s.source for s in ordered if s.source)
    return Side(tuple(values), tuple(ordered), frozenset(sources[s.page] for s in ordered), tuple(speakers))


def _denied(statement: Statement) -> bool:
    return statement.field == "outcome" and statement.polarity == "neg"


def weigh(sides: Sequence[Side], against: Against) -> tuple[float, str]:
    """Return the strength of a disagreement and who stands against whom, from its two strongest sides."""
    left, right = max(combinations(sides, 2), key=lambda pair: _strength(pair[0], pair[1], against))
    return round(_strength(left, right, against), 3), _between(left, right)


def _strength(left: Side, right: Side, against: Against) -> float:
    pairs = [pair for pair in product(left.statements, right.statements) if against.differ(*pair)]
    far = max((against.distance(a, b) for a, b in pairs), default=0.0)
    backed = 1 - 0.5 ** min(left.sources, right.sources)  # one source .5, two .75, three .875
    firm = (1.0 if left.stated else INFERRED) * (1.0 if right.stated else INFERRED)
    return against.rule.weight * (NEAREST + (1 - NEAREST) * far) * backed * firm * BETWEEN[_between(left, right)]


def _between(left: Side, right: Side) -> str:
    """Say whether independent sources, speakers whom one source quotes, or one account and itself disagree."""
    if len(left.voices | right.voices) > 1:
        return "sources"
    told = {s.source for s in left.statements}, {s.source for s in right.statements}
    return "speakers" if told[0] != told[1] else "itself"


def conflict_row(conflict: Conflict) -> dict[str, Any]:
    """Return a disagreement as one JSON object: each side with its values and words."""
    return {
        "event": conflict.event,
        "label": conflict.label,
        "field": conflict.field,
        "strength": conflict.strength,
        "between": conflict.between,
        "sides": [
            {
                "values": list(side.values),
                "independent_sources": side.sources,
                "speakers": list(side.speakers),
                "stated": side.stated,
                "statements": [_words(s, conflict.reports) for s in side.statements],
            }
            for side in conflict.sides
        ],
    }


def _words(statement: Statement, reports: Mapping[str, Report]) -> dict[str, Any]:
    report = reports[statement.page]
    told = {
        "id": statement.id,
        "value": statement.value,
        "quote": statement.quote,
        "source": statement.source,
        "publisher": report.publisher,
        "path": report.path,
        "page": statement.page,
        "start": statement.span.start,
        "end": statement.span.end,
        "as_of": statement.as_of,
        "inferred_from": statement.inferred_from,
    }
    return {key: value for key, value in told.items() if value is not None}
