"""Turn what one page says of an event into statements: one value of one field each, with its words and its source.

In: a `Reading` and one of its event mentions, placed in time. Out: `Statement`s. Which of them hold is left to
`dateline.reconcile`.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.annotate.places import city_of_seat
from dateline.ids import mention_id, statement_id
from dateline.model.claims import Attribution, Basis, Interval, MentionKind, Reading, Referent, SourceKind, Status
from dateline.model.record import DatedMention, Statement
from dateline.model.text import Span


@dataclass(frozen=True, slots=True)
class _Draft:
    field: str
    value: str
    span: Span
    inferred_from: str | None = None
    polarity: str = "pos"
    source: Referent | None = None


def mention_ids(reading: Reading) -> tuple[str, ...]:
    """Return the ids of a reading's event mentions, in their order: page, frame's type, sentence and ordinal."""
    seen: Counter[tuple[str, str]] = Counter()
    ids = []
    for event in reading.events:
        sentence = event.sentence.slice(reading.article.text)
        ids.append(mention_id(reading.page.id, event.type, sentence, seen[event.type, sentence]))
        seen[event.type, sentence] += 1
    return tuple(ids)


def make_statements(reading: Reading, told: DatedMention) -> tuple[Statement, ...]:
    """Return the statements of one event mention; each span, sliced from the article's text, is the quote."""
    seen: Counter[tuple[str, str]] = Counter()
    made = []
    for draft in _drafts(told):
        ordinal = seen[draft.field, draft.value]
        seen[draft.field, draft.value] += 1
        made.append(_statement(reading, told, draft, ordinal))
    return tuple(made)


def _drafts(told: DatedMention) -> Iterator[_Draft]:
    event = told.mention
    yield _Draft("status", event.status.status.value, _cover(event.trigger, *event.status.cues))
    if event.kind:
        yield _Draft("kind", event.kind, event.trigger)
    if event.mode:
        yield _Draft("mode", event.mode, event.trigger)
    for participant, name in zip(event.participants, told.names, strict=True):
        inferred = None if _written(name, participant.referent.name) else "the name in full, from the ledger"
        yield _Draft("participant", name, participant.span, inferred)
    yield from _when(told)
    yield from _where(told)
    if event.gathering is not None and event.gathering_span is not None:
        yield _Draft("occasion", event.gathering.name, event.gathering_span)
    for detail in event.details:
        yield _Draft(detail.field, detail.value, detail.span, detail.inferred_from, detail.polarity, detail.source)


def _where(told: DatedMention) -> Iterator[_Draft]:
    event = told.mention
    own = event.place is not None and told.place is not None and event.place.name == told.place.name
    if event.place is not None and event.place_span is not None:
        yield _Draft("place" if own else "venue", event.place.name, event.place_span)
    if told.place is not None and not own:
        venue = next(
            (d.span for d in event.details if d.field == "venue" and city_of_seat(d.value) == told.place), None
        )
        why = "where that house stands" if venue else "where the gathering was that day, or the dateline"
        yield _Draft("place", told.place.name, venue or event.gathering_span or event.trigger, why)


def _when(told: DatedMention) -> Iterator[_Draft]:
    if told.interval is None:
        return
    value, spans = show_interval(told.interval), [t.span for t in told.mention.times if t.kind == "date"]
    stated = told.basis == "explicit"
    for span in spans or [told.mention.trigger]:
        yield _Draft("date", value, span, None if stated and spans else told.date_reason)


def show_interval(interval: Interval) -> str:
    """Return an interval as one ISO day, or as two with a stroke between."""
    start, end = interval.start.isoformat(), interval.end.isoformat()
    return start if start == end else f"{start}/{end}"


def _statement(reading: Reading, told: DatedMention, draft: _Draft, ordinal: int) -> Statement:
    attribution = attribution_at(reading, draft.span)
    if attribution is None and draft.field == "status":
        attribution = _decided_by(reading, told)
    status = Status(draft.value) if draft.field == "status" else told.mention.status.status
    speaker = attribution.speaker if attribution and attribution.speaker else draft.source
    return Statement(
        id=statement_id(told.id, draft.field, draft.value, ordinal),
        mention=told.id,
        field=draft.field,
        value=draft.value,
        page=reading.page.id,
        span=draft.span,
        quote=draft.span.slice(reading.article.text),
        source=speaker.name if speaker else None,
        source_kind=_source_kind(attribution, speaker).value,
        kind=_kind(attribution),
        status=status,
        polarity="neg" if status == Status.NOT_HELD else draft.polarity,
        inferred_from=draft.inferred_from,
        as_of=known_day(told.as_of),
        fallback=draft.field == "date" and (told.recalled or told.basis == Basis.PUBLICATION),
    )


LOOSE = 7
"""Days beyond which a page's time is too loose to give the day on which something was said."""


def known_day(when: Interval | None) -> str | None:
    """Return the first day of a page's time where that is known to a week, else None: no false precision."""
    return when.start.isoformat() if when and (when.end - when.start).days <= LOOSE else None


def _source_kind(attribution: Attribution | None, speaker: Referent | None) -> SourceKind:
    if attribution is not None:
        return attribution.source_kind
    if speaker is None:
        return SourceKind.OWN
    return SourceKind.NAMED if speaker.kind == MentionKind.PERSON else SourceKind.ORGANISATION


def _kind(attribution: Attribution | None) -> str:
    if attribution is None:
        return "own"
    return "direct" if attribution.kind in ("direct", "mixed") else "indirect"


def attribution_at(reading: Reading, span: Span) -> Attribution | None:
    """Return the attribution whose content most narrowly holds the span: whose word it is; None for the writer's."""
    best: tuple[int, Attribution] | None = None
    for attribution in reading.attributions:
        for part in attribution.content:
            if part.covers(span) and (best is None or part.end - part.start < best[0]):
                best = (part.end - part.start, attribution)
    return best[1] if best else None


def _decided_by(reading: Reading, told: DatedMention) -> Attribution | None:
    """Return the attribution whose cue decides the status: who "ruled out a meeting" says it."""
    trigger, cues = told.mention.trigger, told.mention.status.cues
    for attribution in reading.attributions:
        decides = any(attribution.cue.overlaps(cue) for cue in cues)
        if decides and any(part.covers(trigger) for part in attribution.content):
            return attribution
    return None


def _cover(*spans: Span) -> Span:
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _written(shown: str, read: str) -> bool:
    return shown == read
