"""Prepare what the templates show: an event's fields with their words side by side.

In: an open ledger and an event. Out: frozen values for `event.html`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.export.terminal import ORDER, name_of
from dateline.judging import event_version
from dateline.model.record import DatedMention, Event, Field, Judgement, Report, SharedPassage, Statement
from dateline.store.desk import Doubt
from dateline.store.ledger import Ledger
from dateline.store.queries import get_event

AROUND = 160
"""Characters shown before and after the quoted words."""
STATE_WORDS = {
    "agreed": "agreed by independent sources",
    "single": "one source",
    "updated": "updated by a later statement",
    "conflicting": "sources differ",
    "inferred": "worked out",
    "retracted": "taken back",
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with the text around its words, and the report that it stands in."""

    statement: Statement
    report: Report
    before: str
    after: str
    where: str


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a field, and all who give it."""

    value: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field with its state in words, and the evidence behind each value told."""

    field: Field
    state: str
    said: tuple[Said, ...]

    @property
    def count(self) -> int:
        """How many statements stand behind the field."""
        return sum(len(said.evidence) for said in self.said)


@dataclass(frozen=True, slots=True)
class Side:
    """What one speaker said of the event."""

    speaker: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Reports that copy one another, with the passages that show it."""

    number: int
    reports: tuple[Report, ...]
    shared: tuple[SharedPassage, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """Another event, how it stands to this one, and what it is called."""

    event: str
    relation: str
    label: str
    status: str


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of the event: the sentence that tells it, and where."""

    id: str
    sentence: str
    page: str
    start: int
    end: int
    where: str


@dataclass(frozen=True, slots=True)
class EventPage:
    """All that the page of one event shows; `version` changes whenever the event does."""

    event: Event
    version: str
    fields: tuple[FieldView, ...]
    sides: tuple[Side, ...]
    sources: tuple[Source, ...]
    related: tuple[Related, ...]
    told: tuple[Told, ...]
    judged: tuple[Judgement, ...]
    names: Mapping[str, str]


def event_page(ledger: Ledger, event: Event) -> EventPage:
    """Return an event's fields in reading order, each with its words in their context."""
    texts = {report.page: ledger.reading(report.page).article.text for report in event.reports}
    reports = {report.page: report for report in event.reports}
    proofs = {s.id: _evidence(s, reports, texts) for s in event.statements}
    order = sorted(event.fields, key=lambda f: (ORDER.index(f.name) if f.name in ORDER else 99, f.name))
    told = ledger.mentions(event.mentions)
    return EventPage(
        event,
        event_version(event),
        tuple(FieldView(f, STATE_WORDS[f.state.value], _by_value(f, proofs)) for f in order if f.name != "account"),
        _sides(event, proofs),
        _sources(event),
        tuple(_related(ledger, other.event, other.relation) for other in event.related),
        tuple(_told(mention, reports, texts) for mention in told),
        tuple(j for j in ledger.judgements(standing=False) if {j.left, j.right} & set(event.mentions)),
        {r.page: name_of(r) for r in event.reports},
    )


def _by_value(field: Field, proofs: Mapping[str, Evidence]) -> tuple[Said, ...]:
    """Group a field's evidence by the value that it gives, the value shown first."""
    groups: dict[str, dict[tuple[str, int], Evidence]] = defaultdict(dict)
    for item in field.statements:
        proof = proofs[item]
        groups[proof.statement.value].setdefault((proof.statement.page, proof.statement.span.start), proof)
    ranked = sorted(groups, key=lambda value: (value != field.value, -len(groups[value]), value))
    return tuple(Said(value, tuple(groups[value].values())) for value in ranked)


def _sides(event: Event, proofs: Mapping[str, Evidence]) -> tuple[Side, ...]:
    groups: dict[str, list[Evidence]] = defaultdict(list)
    for statement in event.statements:
        if statement.field == "account":
            groups[statement.source or "The writers"].append(proofs[statement.id])
    return tuple(Side(speaker, _unlike(groups[speaker])) for speaker in sorted(groups))


def _unlike(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Leave out the same words of the same page."""
    return tuple({(e.statement.page, e.statement.span.start): e for e in evidence}.values())


def _sources(event: Event) -> tuple[Source, ...]:
    numbers = sorted({r.independent_source for r in event.reports})
    made = []
    for number in numbers:
        reports = tuple(r for r in event.reports if r.independent_source == number)
        pages = {r.page for r in reports}
        made.append(Source(number, reports, tuple(s for s in event.shared if {s.left, s.right} <= pages)))
    return tuple(made)


def _related(ledger: Ledger, event: str, relation: str) -> Related:
    try:
        other = get_event(ledger, event)
    except UsageError:  # gone from the record since
        return Related(event, relation, event, "")
    return Related(other.id, relation, other.label, other.status.value)


def _told(mention: DatedMention, reports: Mapping[str, Report], texts: Mapping[str, str]) -> Told:
    span = mention.mention.sentence
    sentence = " ".join(span.slice(texts[mention.page]).split())
    return Told(mention.id, sentence, mention.page, span.start, span.end, name_of(reports[mention.page]))


def _evidence(statement: Statement, reports: Mapping[str, Report], texts: Mapping[str, str]) -> Evidence:
    text, span = texts[statement.page], statement.span
    before, after = text[max(0, span.start - AROUND) : span.start], text[span.end : span.end + AROUND]
    report = reports[statement.page]
    return Evidence(statement, report, before.rpartition("\n")[2], after.partition("\n")[0], name_of(report))


def present_filter(values: Mapping[str, object]) -> dict[str, str]:
    """Return the filters that are set, for links that keep them."""
    return {key: str(value) for key, value in values.items() if value not in (None, "", 1)}


@dataclass(frozen=True, slots=True)
class DoubtView:
    """A thing to review: the event's version and the field with its evidence."""

    doubt: Doubt
    version: str
    field: FieldView


def doubt_views(ledger: Ledger, doubts: Sequence[Doubt]) -> tuple[DoubtView, ...]:
    """Return what the review queue shows of each doubt."""
    views = {d.event.id: event_page(ledger, d.event) for d in doubts}
    made = []
    for doubt in doubts:
        view = views[doubt.event.id]
        field = next(f for f in view.fields if f.field.name == doubt.field)
        made.append(DoubtView(doubt, view.version, field))
    return tuple(made)


def offices_in(events: Sequence[Event], entity: str) -> tuple[tuple[str, str, str, str], ...]:
    """Return an entity's offices as the record tells them: office, country, first day and last day told."""
    days: dict[tuple[str, str], list[str]] = defaultdict(list)
    for event in events:
        for who in event.participants:
            if who.entity == entity and who.office:
                days[who.office, who.country or ""].append(event.start or "")
    told = ((office, country, sorted(d for d in found if d)) for (office, country), found in days.items())
    return tuple((o, c, d[0] if d else "", d[-1] if d else "") for o, c, d in sorted(told))
