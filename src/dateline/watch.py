"""Say what became new in the record since it was last watched.

In: an open ledger and a mark. Out: `News`: events that are new, statuses that changed, new statements that contradict
what the record held, and new denials of what it held. The record as it was is worked out again from the statements
and judgements that were known at the mark, so that nothing but the mark itself has to be kept.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dateline.conflicts import Against
from dateline.match.agreement import Rules, load_rules
from dateline.match.copies import surely_before
from dateline.model.record import Event, Field, Judgement, Report, Statement
from dateline.reconcile import Witnesses, reconcile_field, reconcile_status
from dateline.store.ledger import Ledger, standing_of
from dateline.store.marks import Mark, events_since, pages_since
from dateline.store.queries import get_event
from dateline.verdicts import Verdicts, places_told

KINDS = ("contradiction", "denial", "status", "event")
"""What can be new, the most urgent first."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new: `kind` is one of KINDS.

    `before` and `after` are the status or value that the record held and what is told now; `against` is a statement
    that the record held, or the event that is denied.
    """

    kind: str
    event: str
    label: str
    field: str | None = None
    before: str | None = None
    after: str | None = None
    statement: Statement | None = None
    report: Report | None = None
    against: Statement | None = None
    denied: str | None = None


def watch(ledger: Ledger, mark: Mark) -> list[News]:
    """Return what is new since a mark, in the order of `KINDS` and then by event."""
    new, rules = pages_since(ledger, mark), load_rules()
    before = standing_of(ledger.judgements(standing=False)[: mark.judgement])
    found: list[News] = []
    for ident in events_since(ledger, mark):
        event = get_event(ledger, ident)
        found += _news_of(event, new, before, rules)
        found += _denials(ledger, event, new)
    return sorted(found, key=_order)


def _order(news: News) -> tuple[int, str, str, str, str]:
    return KINDS.index(news.kind), news.label, news.event, news.field or "", news.statement.id if news.statement else ""


def _news_of(event: Event, new: set[str], judgements: Sequence[Judgement], rules: Rules) -> Iterator[News]:
    known = [s for s in event.statements if s.page not in new]
    if not known:
        yield News("event", event.id, event.label, after=event.status.value)
        return
    was = event_of(event, known, judgements, rules)
    if was.status is not event.status:
        yield News("status", event.id, event.label, "status", was.status.value, event.status.value)
    told = [s for s in event.statements if s.page in new]
    for field in was.fields:
        yield from _contradictions(event, field, [s for s in told if s.field == field.name], known, rules)


def event_of(event: Event, known: Sequence[Statement], judgements: Sequence[Judgement], rules: Rules) -> Event:
    """Return the event as only some of its statements tell it, with the verdicts that some judgements give."""
    witnesses = Witnesses({r.page: r for r in event.reports}, event.shared)
    names = sorted({s.field for s in known} - {"status"})
    fields = []
    for name in names:
        told = [s for s in known if s.field == name]
        fields.append(reconcile_field(rules.of(name), told, witnesses, places_told(event, told)))
    status, history, field = reconcile_status([s for s in known if s.field == "status"], witnesses, rules)
    was = replace(
        event, statements=tuple(known), fields=(*fields, field), status=status, status_history=history, related=()
    )
    return Verdicts(judgements).apply(was)


def _contradictions(
    event: Event, held: Field, told: Sequence[Statement], known: Sequence[Statement], rules: Rules
) -> Iterator[News]:
    """Yield the new statements of one field that cannot be right if what the record held is."""
    reports = {r.page: r for r in event.reports}
    before = [s for s in known if s.field == held.name]
    against = Against(rules, rules.of(held.name), places_told(event, [*before, *told]))
    for statement in told:
        other = _opposed(statement, held, before, against)
        if other is not None and not _follows(statement, other, rules, reports):
            shown = f"no {other.value}" if other.field == "outcome" and other.polarity == "neg" else other.value
            yield News(
                "contradiction", event.id, event.label, held.name, shown, _told(statement), statement,
                reports[statement.page], other if other.id else None,
            )  # fmt: skip


def _told(statement: Statement) -> str:
    return f"no {statement.value}" if statement.field == "outcome" and statement.polarity == "neg" else statement.value


def _opposed(statement: Statement, held: Field, before: Sequence[Statement], against: Against) -> Statement | None:
    """Return what the record held against a new statement: a statement of the value shown, else that value alone."""
    if against.rule.rule == "union":
        return next((s for s in before if against.differ(s, statement)), None)
    shown = [s for s in before if s.value == held.value]
    if shown:
        return next((s for s in shown if against.differ(s, statement)), None)
    if not held.statements and held.note:  # a person's verdict on a field that no statement told
        return None
    set_by_person = replace(statement, id="", value=held.value, source=None)
    return set_by_person if against.differ(set_by_person, statement) else None


def _follows(statement: Statement, other: Statement, rules: Rules, reports: Mapping[str, Report]) -> bool:
    """Say whether a later statement replaces an earlier one as time goes on: plans are called off, tolls rise.

    What happened stays: who later says that it did not contradicts the record.
    """
    if not rules.of(statement.field).updates or not other.id or other.value in rules.final:
        return False
    witnesses = Witnesses(reports)
    return surely_before(witnesses.said(other), witnesses.said(statement))


def _denials(ledger: Ledger, event: Event, new: set[str]) -> Iterator[News]:
    """Yield what an event that is new denies of events that the record held before."""
    if any(report.page not in new for report in event.reports):
        return
    for relation in event.related:
        if relation.relation == "denies":
            denied = get_event(ledger, relation.event)
            if any(report.page not in new for report in denied.reports):
                status = next(s for s in event.statements if s.field == "status")
                report = next(r for r in event.reports if r.page == status.page)
                yield News(
                    "denial", denied.id, denied.label, statement=status, report=report, denied=event.id,
                    after=event.label,
                )  # fmt: skip


def news_row(news: News) -> dict[str, Any]:
    """Return one piece of news as a JSON object; what does not apply is left out."""
    told = {
        "kind": news.kind,
        "event": news.event,
        "label": news.label,
        "field": news.field,
        "before": news.before,
        "after": news.after,
        "by": news.denied,
        "statement": _words(news.statement, news.report) if news.statement and news.report else None,
        "against": _words(news.against) if news.against else None,
    }
    return {key: value for key, value in told.items() if value is not None}


def _words(statement: Statement, report: Report | None = None) -> dict[str, Any]:
    told = {
        "id": statement.id,
        "value": statement.value,
        "quote": statement.quote,
        "source": statement.source,
        "publisher": report.publisher if report else None,
        "path": report.path if report else None,
        "page": statement.page,
        "start": statement.span.start,
        "end": statement.span.end,
        "as_of": statement.as_of,
    }
    return {key: value for key, value in told.items() if value is not None}
