"""Prepare what the page of an event shows: fields with their words, sides, sources, sentences, merges.

In: an open ledger and an event. Out: frozen values for `event.html`. Articles are read only as far as they are shown.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dateline.errors import UsageError
from dateline.export.terminal import ORDER, name_of
from dateline.judging import event_version
from dateline.model.record import DatedMention, Event, Field, Judgement, Merge, Report, SharedPassage, Statement
from dateline.store.judgements import all_on
from dateline.store.ledger import Ledger
from dateline.store.near import near_events
from dateline.store.queries import EventLine, get_event
from dateline.web.evidence import Evidence, Readings, Said, reports_of, said_of, say_evidence
from dateline.web.showing import show_value

ABSENT = ("date", "place", "venue", "occasion", "kind", "format", "duration", "topic", "outcome")
"""Fields that are shown as not stated where no report tells them."""
MOST_TOLD = 40
MOST_MERGES = 40
MOST_SIDES = 24
MOST_JUDGED = 60
"""Sentences, merges, statements of the sides and judgements on one page: an event of hundreds of reports stays under
500 KB."""


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field in words, and the evidence behind each value told."""

    field: Field
    shown: str
    said: tuple[Said, ...]

    @property
    def count(self) -> int:
        """How many statements stand behind the field."""
        return sum(said.count for said in self.said)

    @property
    def sources(self) -> tuple[int, ...]:
        """The independent sources that say anything of it."""
        return tuple(sorted({number for said in self.said for number in said.sources}))


@dataclass(frozen=True, slots=True)
class Side:
    """What one speaker said of the event; without a name, what the writers did."""

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

    number: int
    id: str
    sentence: str
    page: str
    start: int
    end: int
    where: str
    source: int


@dataclass(frozen=True, slots=True)
class MergeView:
    """Two sentences by their numbers, and why they were joined."""

    left: int
    right: int
    merge: Merge


@dataclass(frozen=True, slots=True)
class EventPage:
    """All that the page of one event shows; `version` changes whenever the event does."""

    event: Event
    version: str
    fields: tuple[FieldView, ...]
    absent: tuple[str, ...]
    sides: tuple[Side, ...]
    sources: tuple[Source, ...]
    related: tuple[Related, ...]
    told: tuple[Told, ...]
    merges: tuple[MergeView, ...]
    judged: tuple[Judgement, ...]
    undone: frozenset[str]
    near: tuple[EventLine, ...]
    names: Mapping[str, str]


def event_page(ledger: Ledger, event: Event) -> EventPage:
    """Return an event's fields in reading order, each with its words in their context."""
    readings = Readings(ledger)
    told, judged = told_sentences(ledger, event, readings), all_on(ledger, event.mentions, MOST_JUDGED)
    return EventPage(
        event=event,
        version=event_version(event),
        fields=field_views(event, readings),
        absent=tuple(name for name in ABSENT if name not in {f.name for f in event.fields}),
        sides=_sides(event, readings),
        sources=_sources(event),
        related=tuple(_related(ledger, other.event, other.relation) for other in event.related[:30]),
        told=told,
        merges=_merges(event, told),
        judged=judged.judgements,
        undone=judged.undone,
        near=near_events(ledger, event),
        names={report.page: name_of(report) for report in event.reports},
    )


def field_views(event: Event, readings: Readings, *, only: str | None = None) -> tuple[FieldView, ...]:
    """Return an event's fields in reading order; with `only`, that field alone."""
    wanted = [f for f in event.fields if f.name != "account" and only in (None, f.name)]
    wanted.sort(key=lambda f: (ORDER.index(f.name) if f.name in ORDER else 99, f.name))
    statements, reports = {s.id: s for s in event.statements}, reports_of(event)
    return tuple(FieldView(f, show_value(f.name, f.value), said_of(f, statements, reports, readings)) for f in wanted)


def _sides(event: Event, readings: Readings) -> tuple[Side, ...]:
    groups: dict[str, dict[tuple[str, int], Statement]] = defaultdict(dict)
    for statement in [s for s in event.statements if s.field == "account"][:MOST_SIDES]:
        groups[statement.source or ""].setdefault((statement.page, statement.span.start), statement)
    reports = reports_of(event)
    return tuple(
        Side(speaker, tuple(say_evidence(s, reports[s.page], readings) for s in groups[speaker].values()))
        for speaker in sorted(groups, key=lambda name: (not name, name))
    )


def _sources(event: Event) -> tuple[Source, ...]:
    made = []
    for number in sorted({r.independent_source for r in event.reports}):
        reports = tuple(r for r in event.reports if r.independent_source == number)
        pages = {r.page for r in reports}
        made.append(Source(number, reports, tuple(s for s in event.shared if {s.left, s.right} <= pages)))
    return tuple(made)


def _related(ledger: Ledger, event: str, relation: str) -> Related:
    try:
        other = get_event(ledger, event)
    except UsageError:  # gone from the record since
        return Related(event, relation, "", "")
    return Related(other.id, relation, other.label, other.status.value)


def told_sentences(ledger: Ledger, event: Event, readings: Readings) -> tuple[Told, ...]:
    """Return the sentences that tell an event, by source and place, numbered."""
    reports = reports_of(event)
    mentions = sorted(ledger.mentions(event.mentions), key=lambda m: _place(m, reports))[:MOST_TOLD]
    return tuple(_sentence(number, mention, reports, readings) for number, mention in enumerate(mentions, 1))


def _place(mention: DatedMention, reports: Mapping[str, Report]) -> tuple[int, str, int]:
    return reports[mention.page].independent_source, mention.page, mention.mention.sentence.start


def _sentence(number: int, mention: DatedMention, reports: Mapping[str, Report], readings: Readings) -> Told:
    span, report = mention.mention.sentence, reports[mention.page]
    sentence = " ".join(span.slice(readings.text(mention.page)).split())
    where, source = name_of(report), report.independent_source
    return Told(number, mention.id, sentence, mention.page, span.start, span.end, where, source)


def _merges(event: Event, told: Iterable[Told]) -> tuple[MergeView, ...]:
    numbers = {item.id: item.number for item in told}
    known = [m for m in event.merges if m.left in numbers and m.right in numbers]
    pairs = [(sorted((numbers[m.left], numbers[m.right])), m) for m in known[:MOST_MERGES]]
    return tuple(MergeView(left, right, merge) for (left, right), merge in pairs)


def present_filter(values: Mapping[str, object], **usual: str) -> dict[str, str]:
    """Return the filters that are set to something unusual, for links that keep them."""
    told = {key: value for key, value in values.items() if value not in (None, "", False) and usual.get(key) != value}
    return {key: "true" if value is True else str(value) for key, value in told.items()}
