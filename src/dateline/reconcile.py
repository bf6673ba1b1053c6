"""Make an event of a cluster: its fields from all statements, with what agrees, what differs and what is inferred.

In: a cluster of dated mentions, their statements, the articles they stand in and which of those copy one another.
Out: an `Event`. It never drops the loser: every statement stays in the record.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.lexicon import lexicon
from dateline.link import Cluster
from dateline.match.agreement import Rule, Rules, days_of, differ, minutes_of
from dateline.match.copies import surely_before
from dateline.match.quantities import length_range, width
from dateline.model.claims import Basis, Interval, MentionKind, Place, Precision, Status
from dateline.model.record import (
    DatedMention,
    Event,
    EventParticipant,
    Field,
    FieldState,
    Report,
    SharedPassage,
    Statement,
    Step,
)


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The reports by page, and the passages that they share."""

    reports: Mapping[str, Report]
    shared: tuple[SharedPassage, ...] = ()

    def source(self, statement: Statement) -> int:
        """Return the number of the independent source behind a statement."""
        return self.reports[statement.page].independent_source

    def said(self, statement: Statement) -> str:
        """Return when a statement was made: the time of its page, where that came out on the statement's own day."""
        day, published = statement.as_of or "", self.reports[statement.page].published or ""
        return published if day and published.startswith(day) else day

    def renews(self, later: Statement, earlier: Statement) -> bool:
        """Say whether a statement stands in a later version of the very article in which the other stands."""
        new, old = self.reports[later.page], self.reports[earlier.page]
        if new.publisher is None or new.publisher != old.publisher or self.source(later) != self.source(earlier):
            return False
        return bool(old.published and new.published) and surely_before(old.published or "", new.published or "")


def reconcile_event(
    event: str, cluster: Cluster, statements: Sequence[Statement], witnesses: Witnesses, rules: Rules
) -> Event:
    """Return the event that a cluster's mentions tell."""
    mentions = cluster.mentions
    places = {m.mention.place.name: m.mention.place for m in mentions if m.mention.place}
    places |= {m.place.name: m.place for m in mentions if m.place}
    fields = {
        name: reconcile_field(rules.of(name), group, witnesses, places)
        for name, group in sorted(_by_field(statements).items())
        if name != "status"
    }
    status, history, field = reconcile_status([s for s in statements if s.field == "status"], witnesses, rules)
    fields["status"] = field
    when = _narrowest(mentions)
    kind = _value(fields, "kind")
    place = places.get(fields["place"].value) if "place" in fields else None
    participants = _participants(mentions)
    return Event(
        id=event,
        type=Counter(m.mention.type for m in mentions).most_common(1)[0][0],
        mode=_value(fields, "mode"),
        kind=kind,
        status=status,
        label=make_label(
            participants, kind or mentions[0].mention.type.lower(), place, when.interval if when else None
        ),
        participants=participants,
        fields=tuple(fields.values()),
        statements=tuple(statements),
        reports=tuple(witnesses.reports.values()),
        independent_sources=len({r.independent_source for r in witnesses.reports.values()}),
        status_history=history,
        start=when.interval.start.isoformat() if when and when.interval else None,
        end=when.interval.end.isoformat() if when and when.interval else None,
        date_precision=when.interval.precision.value if when and when.interval else None,
        date_basis=when.basis if when else None,
        place=place,
        venue=_value(fields, "venue"),
        occasion=_value(fields, "occasion"),
        format=_value(fields, "format"),
        duration=_duration(fields),
        topics=_values(statements, "topic"),
        outcomes=_values(statements, "outcome"),
        shared=witnesses.shared,
        merges=cluster.merges,
        mentions=tuple(m.id for m in mentions),
    )


def _by_field(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    groups: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.field].append(statement)
    return groups


# --- one field ----------------------------------------------------------------------------------------------------


def reconcile_field(
    rule: Rule, statements: Sequence[Statement], witnesses: Witnesses, places: Mapping[str, Place]
) -> Field:
    """Return one field: the value that its rule chooses, and how far the statements agree."""
    renewed = _renewed(rule, statements, witnesses, places)
    standing = [s for s in statements if s.id not in renewed and not _yields(rule, s, statements, places)]
    chosen = _choose(rule, standing, witnesses, places)
    value = "; ".join(dict.fromkeys(_told(rule, s) for s in standing)) if rule.rule == "union" else chosen.value
    state, note = _state(rule, chosen, standing, witnesses, places)
    if renewed and state is not FieldState.CONFLICTING:
        state, note = FieldState.UPDATED, _against_note(next(iter(renewed.values())))
    which = places[value].basis if rule.field == "place" and value in places else None
    notes = "; ".join(part for part in (note, which) if part)
    return Field(rule.field, value, state, tuple(s.id for s in statements), notes or None)


def _yields(rule: Rule, one: Statement, statements: Sequence[Statement], places: Mapping[str, Place]) -> bool:
    """Say whether a value was only worked out and its own page tells another outright: the dateline's town."""
    told = (s for s in statements if s.page == one.page and s.inferred_from is None)
    return one.inferred_from is not None and any(differ(rule, one, other, places) for other in told)


def _renewed(
    rule: Rule, statements: Sequence[Statement], witnesses: Witnesses, places: Mapping[str, Place]
) -> dict[str, tuple[Statement, Statement]]:
    """Return the statements that a later version of their own article tells otherwise, each with what replaces it."""
    return {
        old.id: (old, new)
        for old in statements
        for new in statements
        if differ(rule, old, new, places) and witnesses.renews(new, old)
    }


def _told(rule: Rule, statement: Statement) -> str:
    """Return a value, with "no" before it where the field may be denied and the statement denies it."""
    denied = rule.differs == "polarity" and statement.polarity == "neg"
    return f"no {statement.value}" if denied else statement.value


def _choose(
    rule: Rule, statements: Sequence[Statement], witnesses: Witnesses, places: Mapping[str, Place]
) -> Statement:
    backing: dict[str, set[int]] = defaultdict(set)
    for statement in statements:
        backing[statement.value].add(witnesses.source(statement))

    def rank(s: Statement) -> tuple[float, ...]:
        votes = (len(backing[s.value]), sum(o.value == s.value for o in statements))
        if rule.rule == "precise":
            return (not s.fallback, -_width(rule, s, places), *votes)
        if rule.rule == "latest":
            return (*_moment(witnesses.said(s)), *votes)
        if rule.rule == "trusted":
            return (-_rank_of_source(rule, s), s.kind == "direct", s.inferred_from is None, *votes)
        return (*votes, _specific(s))

    return max(sorted(statements, key=lambda s: s.id), key=rank)


def _width(rule: Rule, statement: Statement, places: Mapping[str, Place]) -> float:
    """Say how imprecise a value is: days, or the size of a place, or how loose a number is."""
    if rule.differs == "apart":
        first, last = days_of(statement.value)
        return float((last - first).days)
    if rule.differs == "place":
        place = places.get(statement.value)
        return float(("venue", "city", "region", "country").index(place.precision)) if place else 4.0
    if rule.differs == "number":
        number = rule.numbers.range_of(statement.value)
        return width(number[0]) if number else 2.0
    length = length_range(statement.value, rule.brief_minutes)
    return width(length) if length else 2.0


def _rank_of_source(rule: Rule, statement: Statement) -> int:
    kind = statement.source_kind
    return rule.trust.index(kind) if kind in rule.trust else len(rule.trust)


def _moment(said: str) -> tuple[float, float]:
    """Return a time as numbers that can be ordered: its day, and the hour of it where that is told."""
    if not said:
        return 0.0, 0.0
    day, _, clock = said.partition("T")
    hour, minute = (clock[:2], clock[3:5]) if clock else ("0", "0")
    return float(days_of(day)[0].toordinal()), int(hour) + int(minute) / 60


def _specific(statement: Statement) -> float:
    order = lexicon("kinds").strings("specific")
    return -float(order.index(statement.value)) if statement.value in order else -float(len(order))


def _state(
    rule: Rule,
    chosen: Statement,
    statements: Sequence[Statement],
    witnesses: Witnesses,
    places: Mapping[str, Place],
) -> tuple[FieldState, str | None]:
    against = [(a, b) for i, a in enumerate(statements) for b in statements[i + 1 :] if differ(rule, a, b, places)]
    unlike = _differing_values(rule, statements)
    if against and not _is_update(rule, against, witnesses):
        return FieldState.CONFLICTING, _against_note(against[0])
    if against or unlike:
        return FieldState.UPDATED, _against_note(against[0]) if against else unlike
    agreeing = [s for s in statements if s.value == chosen.value] if rule.rule != "union" else statements
    if all(s.inferred_from for s in agreeing):
        return FieldState.INFERRED, chosen.inferred_from
    sources = {witnesses.source(s) for s in statements if not s.fallback}
    return (FieldState.AGREED if len(sources) > 1 else FieldState.SINGLE), None


def _is_update(rule: Rule, against: Sequence[tuple[Statement, Statement]], witnesses: Witnesses) -> bool:
    """Say whether the field may update, and of each two that differ one was said after the other."""
    times = ((witnesses.said(a), witnesses.said(b)) for a, b in against if rule.updates)
    return rule.updates and all(a and b and (surely_before(a, b) or surely_before(b, a)) for a, b in times)


def _differing_values(rule: Rule, statements: Sequence[Statement]) -> str | None:
    """For a field that may update, note a source that first gave nothing and then gave its account."""
    if not rule.updates or rule.differs != "never":
        return None
    silent = {s.source for s in statements if s.polarity == "neg" and s.source}
    for statement in statements:
        if statement.source in silent and statement.polarity == "pos":
            return f"{statement.source} gave no account in one report and gives one in another: an update"
    return None


def _against_note(pair: tuple[Statement, Statement]) -> str:
    return " / ".join(f"{s.source or 'the writer'}: “{s.quote}”" for s in pair)


def _value(fields: Mapping[str, Field], name: str) -> str | None:
    return fields[name].value if name in fields else None


def _values(statements: Iterable[Statement], name: str) -> tuple[str, ...]:
    said = (s for s in statements if s.field == name)
    return tuple(dict.fromkeys(s.value if s.polarity == "pos" else f"no {s.value}" for s in said))


def _duration(fields: Mapping[str, Field]) -> str | None:
    value = _value(fields, "duration")
    return value if value and minutes_of(value) is not None else None


# --- status -------------------------------------------------------------------------------------------------------


CALLED_OFF = ("not-held", "cancelled")
"""Statuses that exclude what is told to have happened, on whatever day they are said."""


def reconcile_status(
    statements: Sequence[Statement], witnesses: Witnesses, rules: Rules
) -> tuple[Status, tuple[Step, ...], Field]:
    """Return the event's status, its steps by the day on which each was said, and the field.

    A plan that is called off later is a plan called off. What one source tells to have happened and another, then or
    later, not to have happened is disputed, and stays so when it is told again.
    """
    ordered = sorted(statements, key=lambda s: (s.as_of or "", s.id))
    days: dict[str, list[Statement]] = defaultdict(list)
    for statement in ordered:
        days[statement.as_of or ""].append(statement)
    status, state, note = Status.POSSIBLE, FieldState.SINGLE, None
    held: list[Statement] = []
    denied = None
    for said in days.values():
        shown = min((s.value for s in said), key=rules.outranks.index)
        if held and shown not in rules.final and shown not in CALLED_OFF:
            continue
        held += [s for s in said if s.value in rules.final]
        if held:
            denied = denied or _clash([*held, *(s for s in said if s.value in CALLED_OFF)], witnesses, rules)
        clash = denied or _clash(said, witnesses, rules)
        status = Status.DISPUTED if clash else Status(shown)
        state, note = (FieldState.CONFLICTING, _against_note(clash)) if clash else (FieldState.SINGLE, None)
    history = _steps(ordered)
    if state is FieldState.SINGLE:
        state = _status_state(statements, witnesses, history)
    return status, history, Field("status", status.value, state, tuple(s.id for s in ordered), note)


def _clash(said: Sequence[Statement], witnesses: Witnesses, rules: Rules) -> tuple[Statement, Statement] | None:
    """Return two statements, from different mouths, that cannot both be right.

    What a page tells as a plan and as called off was a plan: the writer's "were due to meet" disputes nothing.
    """
    off = {s.page for s in said if s.value in CALLED_OFF}
    said = [s for s in said if s.value != Status.PLANNED or s.source is not None or s.page not in off]
    for i, a in enumerate(said):
        for b in said[i + 1 :]:
            mouths = (witnesses.source(a), _side(a.source)), (witnesses.source(b), _side(b.source))
            if frozenset((a.value, b.value)) in rules.incompatible and mouths[0] != mouths[1]:
                return a, b
    return None


def _side(speaker: str | None) -> str | None:
    """Return for whom somebody speaks: "Ann Ek" for "Ann Ek's office", which does not dispute what she says."""
    return re.split(r"['’]s? ", speaker)[0] if speaker else None


def _steps(ordered: Sequence[Statement]) -> tuple[Step, ...]:
    steps: dict[tuple[str | None, str, str | None], Step] = {}
    for s in ordered:
        steps.setdefault((s.as_of, s.value, s.source), Step(Status(s.value), s.as_of, s.id, s.source))
    return tuple(steps.values())


def _status_state(statements: Sequence[Statement], witnesses: Witnesses, history: Sequence[Step]) -> FieldState:
    if len({step.status for step in history}) > 1:
        return FieldState.UPDATED
    return FieldState.AGREED if len({witnesses.source(s) for s in statements}) > 1 else FieldState.SINGLE


# --- who, when, label -----------------------------------------------------------------------------------------------


def _participants(mentions: Sequence[DatedMention]) -> tuple[EventParticipant, ...]:
    found: dict[str, list[EventParticipant]] = defaultdict(list)
    for mention in mentions:
        for who, entity, name in zip(mention.mention.participants, mention.entities, mention.names, strict=True):
            r = who.referent
            office = r.office if r.kind in (MentionKind.PERSON, MentionKind.OFFICE) else None
            key = entity.removeprefix(f"{mention.page}:")  # "gunmen" of two pages that tell one event are one
            found[key].append(EventParticipant(entity, name, who.role, office, r.country, r.unnamed))
    return tuple(_merged(group) for group in sorted(found.values(), key=lambda group: group[0].entity))


def _merged(group: Sequence[EventParticipant]) -> EventParticipant:
    def most(values: Iterable[str | None]) -> str | None:
        told = sorted(v for v in values if v)
        return Counter(told).most_common(1)[0][0] if told else None

    return EventParticipant(
        group[0].entity,
        most(g.name for g in group) or group[0].name,
        most(g.role for g in group) or "participant",
        most(g.office for g in group),
        most(g.country for g in group),
        all(g.unnamed for g in group),
    )


def _narrowest(mentions: Sequence[DatedMention]) -> DatedMention | None:
    """Return the mention that tells the time most precisely; of equals, the one with the better basis."""
    bases = ("explicit", "weekday", "relative", "gathering", "office", "publication")
    dated = [m for m in mentions if m.interval is not None]

    def rank(m: DatedMention) -> tuple[bool, int, int, str]:
        assert m.interval is not None
        return (
            m.basis == Basis.PUBLICATION,
            (m.interval.end - m.interval.start).days,
            bases.index(m.basis) if m.basis in bases else 9,
            m.id,
        )

    return min(dated, key=rank) if dated else None


def make_label(participants: Sequence[EventParticipant], kind: str, place: Place | None, when: Interval | None) -> str:
    """Return a line to know the event by: who, what, where, when."""
    who = ", ".join(p.name for p in participants) or "somebody"
    where = f" in {place.name}" if place else ""
    return f"{who}: {kind}{where}{_when(when) if when else ''}"


def _when(interval: Interval) -> str:
    if interval.precision is Precision.MONTH:
        return f", {interval.start:%B %Y}"
    if interval.precision is Precision.YEAR:
        return f", {interval.start.year}"
    return f", {interval.in_words()}"
