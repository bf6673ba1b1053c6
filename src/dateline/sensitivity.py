"""Say how the record would change under other rules of reconciling: mode, precise, latest, trusted, union.

In: an open ledger, or one event. Out: `Shift`s, one for each field of an event that another rule would give another
value. The record itself stays as it is; fields on which a person gave a verdict are left out, for no rule moves them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.match.agreement import MEASURED, Rule, Rules, load_rules
from dateline.model.record import Event, Judgement, Statement
from dateline.reconcile import Witnesses, reconcile_field
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events, get_event
from dateline.verdicts import ON_FIELDS, places_told

RULES = ("mode", "precise", "latest", "trusted", "union")


@dataclass(frozen=True, slots=True)
class Shift:
    """A field that another rule would give another value, with a statement that tells that value."""

    event: str
    label: str
    field: str
    value: str
    by: str
    rule: str
    other: str
    behind: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What other rules would change: the shifts, the fields and events looked at, and the changes by rule."""

    shifts: tuple[Shift, ...]
    fields: int
    events: int

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return for each rule how many fields of how many events it would change."""
        by_rule = Counter(shift.rule for shift in self.shifts)
        events = {rule: {s.event for s in self.shifts if s.rule == rule} for rule in RULES}
        return {rule: (by_rule[rule], len(events[rule])) for rule in RULES}


def sensitivity(
    ledger: Ledger, wanted: EventFilter | None = None, rules: Sequence[str] = RULES, fields: Sequence[str] = ()
) -> Sensitivity:
    """Return how the events that fit would change under each of the rules; `fields` narrows the fields looked at."""
    judged = judged_fields(ledger.judgements())
    shifts: list[Shift] = []
    count = events = 0
    for line in find_events(ledger, wanted or EventFilter()):
        event = get_event(ledger, line.id)
        open_fields = [
            f.name for f in event.fields if _is_open(event, f.name, judged) and f.name in (fields or [f.name])
        ]
        shifts += (shift for name in open_fields for shift in shifts_of(event, name, rules))
        count, events = count + len(open_fields), events + 1
    return Sensitivity(tuple(sorted(shifts, key=_order)), count, events)


def _order(shift: Shift) -> tuple[str, str, str, int]:
    return shift.label, shift.event, shift.field, RULES.index(shift.rule)


def judged_fields(judgements: Iterable[Judgement]) -> frozenset[tuple[str, str]]:
    """Return the fields on which persons gave verdicts, each with the mention that the verdict names."""
    return frozenset((j.left, j.right.partition("=")[0]) for j in judgements if j.verdict in ON_FIELDS)


def _is_open(event: Event, name: str, judged: frozenset[tuple[str, str]]) -> bool:
    """Say whether rules decide the field: no person has, and more than one value is told."""
    if any((mention, name) in judged for mention in event.mentions):
        return False
    return len({(s.value, s.polarity) for s in event.statements if s.field == name}) > 1


def shifts_of(event: Event, name: str, names: Sequence[str] = RULES, rules: Rules | None = None) -> Iterator[Shift]:
    """Yield what the rules named would make of one field, where that is not what the record shows."""
    own = (rules or load_rules()).of(name)
    field = next(f for f in event.fields if f.name == name)
    known = {s.id: s for s in event.statements}
    told = [known[item] for item in field.statements]
    for rule in names:
        if rule == own.rule or not applies(rule, own):
            continue
        other = _value(event, replace(own, rule=rule), told)
        if other != field.value:
            parts = set(other.split("; "))
            behind = tuple(s for s in told if s.value in parts)
            yield Shift(event.id, event.label, name, field.value, own.rule, rule, other, behind)


def applies(rule: str, own: Rule) -> bool:
    """Say whether a rule means something for a field: only what can be measured is told more or less precisely.

    Fields that keep all their values lose none of them to another rule, and a status is never several at once.
    """
    if own.rule == "union":
        return False
    if rule == "precise":
        return own.differs in MEASURED
    return rule != "union" or own.rule != "status"


def _value(event: Event, rule: Rule, told: Sequence[Statement]) -> str:
    witnesses = Witnesses({r.page: r for r in event.reports}, event.shared)
    return reconcile_field(rule, told, witnesses, places_told(event, told)).value


def shift_row(shift: Shift) -> dict[str, Any]:
    """Return a shift as one JSON object, with the words behind the other value."""
    words: list[Mapping[str, Any]] = [
        {"id": s.id, "value": s.value, "quote": s.quote, "page": s.page, "start": s.span.start, "end": s.span.end}
        for s in shift.behind
    ]
    return {
        "event": shift.event,
        "label": shift.label,
        "field": shift.field,
        "rule": shift.by,
        "value": shift.value,
        "other_rule": shift.rule,
        "other_value": shift.other,
        "statements": words,
    }
