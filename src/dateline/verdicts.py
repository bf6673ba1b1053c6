"""Lay a person's verdicts on fields over what the rules made of an event: right, wrong, edit, unverifiable.

In: an `Event` as reconciled and the standing judgements. Out: the event in which the person's word stands, its state
and note saying so. The statements stay as they were read. A verdict names a mention of the event on its left and
`FIELD=VALUE` (or the field alone) on its right, so that it holds whatever the event's id becomes.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from dateline.annotate.places import find_place
from dateline.ids import fold
from dateline.match.agreement import days_of, load_rules, minutes_of
from dateline.model.claims import Interval, Place, Precision, Status
from dateline.model.record import Event, EventParticipant, Field, FieldState, Judgement, Statement
from dateline.reconcile import Witnesses, make_label, reconcile_field, reconcile_status

ON_FIELDS = ("right", "wrong", "edit", "unverifiable")
PLAIN = ("mode", "kind", "venue", "occasion", "format")
"""Fields whose value is also an attribute of the event, word for word."""


class Verdicts:
    """The standing verdicts on fields, by the mention that they name, in the order in which they were given."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        self.of: dict[str, list[tuple[int, Judgement]]] = defaultdict(list)
        for number, judgement in enumerate(judgements):
            if judgement.verdict in ON_FIELDS:
                self.of[judgement.left].append((number, judgement))

    def apply(self, event: Event) -> Event:
        """Return the event with the verdicts on it laid over; a later verdict on a field replaces an earlier one."""
        given = sorted((item for m in event.mentions for item in self.of.get(m, ())), key=lambda item: item[0])
        fields = {field.name: field for field in event.fields}
        touched = []
        for _, judgement in given:
            name, _, value = judgement.right.partition("=")
            if name not in fields and judgement.verdict in ("unverifiable", "wrong"):
                continue  # what it was said of went to another event, with the mention that told it
            fields[name] = _judged(event, fields.get(name), judgement, value)
            touched.append(name)
        return _settle(event, fields, set(touched)) if touched else event


def _judged(event: Event, field: Field | None, judgement: Judgement, value: str) -> Field:
    name = judgement.right.partition("=")[0]
    field = field or Field(name, "not stated", FieldState.SINGLE, ())
    if judgement.verdict == "unverifiable":
        return replace(field, note=_note(judgement, "could not verify this", field.note))
    if judgement.verdict == "wrong":
        return _without(event, field, judgement, value)
    if judgement.verdict == "right" and value == field.value:
        state = FieldState.UPDATED if field.state is FieldState.CONFLICTING else field.state
        return replace(field, state=state, note=_note(judgement, "holds this right", field.note))
    note = _note(judgement, "set this", f"Read: {field.value}")
    return Field(name, value, FieldState.UPDATED, field.statements, note)


def _note(judgement: Judgement, did: str, before: str | None = None) -> str:
    told = f"{judgement.author or 'a reviewer'} {did}"
    told += f" ({judgement.reason})" if judgement.reason else ""
    return f"{told}. {before}" if before else told


def _without(event: Event, field: Field, judgement: Judgement, value: str) -> Field:
    """Return the field as the other statements tell it; where there is none, it is retracted."""
    note = _note(judgement, f"holds “{value}” wrong")
    behind = set(field.statements)
    rest = [s for s in event.statements if s.id in behind and s.value != value]
    if not rest:
        return replace(field, state=FieldState.RETRACTED, note=note)
    witnesses = Witnesses({r.page: r for r in event.reports}, event.shared)
    rules = load_rules()
    if field.name == "status":
        made = reconcile_status(rest, witnesses, rules)[2]
    else:
        made = reconcile_field(rules.of(field.name), rest, witnesses, places_told(event, rest))
    return replace(made, statements=field.statements, note=_note(judgement, f"holds “{value}” wrong", made.note))


def places_told(event: Event, statements: Iterable[Statement]) -> Mapping[str, Place]:
    """Return the places on the map that statements name, by name: the event's own, else from the table of places."""
    found = {s.value: find_place(s.value) for s in statements if s.field == "place"}
    known = {event.place.name: event.place} if event.place else {}
    return {name: place for name, place in found.items() if place} | known


# --- what follows from a changed field ------------------------------------------------------------------------------


def _settle(event: Event, fields: Mapping[str, Field], touched: set[str]) -> Event:
    """Return the event with its own attributes and label brought into line with its fields."""
    values = {n: None if f.state is FieldState.RETRACTED else f.value for n, f in fields.items() if n in touched}
    plain: dict[str, Any] = {name: value for name, value in values.items() if name in PLAIN}
    made = replace(event, fields=tuple(fields.values()), **plain)
    if "status" in values:
        status = Status(values["status"]) if values["status"] else Status.DISPUTED
        made = replace(made, status=status)
    if "date" in values:
        made = _dated(made, values["date"])
    if "place" in values:
        made = replace(made, place=_place(event, values["place"]))
    if "duration" in values:
        length = values["duration"]
        made = replace(made, duration=length if length and minutes_of(length) is not None else None)
    if "participant" in values:
        made = replace(made, participants=_people(event, values["participant"] or ""))
    when = _interval(made)
    return replace(made, label=make_label(made.participants, made.kind or made.type.lower(), made.place, when))


def _dated(event: Event, value: str | None) -> Event:
    if value is None:
        return replace(event, start=None, end=None, date_precision=None, date_basis=None)
    start, end = (day.isoformat() for day in days_of(value))
    if (start, end) == (event.start, event.end):
        return event
    return replace(event, start=start, end=end, date_precision="day" if start == end else "range", date_basis=None)


def _interval(event: Event) -> Interval | None:
    if event.start is None or event.end is None:
        return None
    first, last = days_of(f"{event.start}/{event.end}")
    return Interval(first, last, Precision(event.date_precision or "day"))


def _place(event: Event, name: str | None) -> Place | None:
    if name is None:
        return None
    return event.place if event.place and event.place.name == name else find_place(name) or Place(name)


def _people(event: Event, value: str) -> tuple[EventParticipant, ...]:
    known = {who.name: who for who in event.participants}
    names = dict.fromkeys(name.strip() for name in value.split(";") if name.strip())
    return tuple(known.get(name) or EventParticipant(f"person:{fold(name)}", name, "participant") for name in names)
