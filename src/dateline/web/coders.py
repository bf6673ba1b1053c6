"""What coders said, from the log: blind double coding, open review, coding projects; and how far they agree.

In: an open ledger. Out: `Coded` verdicts by group, and their agreement. Units are fields of events or whole events, as
the record holds them now: verdicts on events that were joined since meet on one unit.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.model.record import Judgement
from dateline.store.doubts import ON_FIELDS
from dateline.store.judgements import standing_by
from dateline.store.ledger import Ledger
from dateline.store.queries import labels_of
from dateline.web.agreement import Agreement, Coded, differing, measure_agreement, units_of

BLIND, OPEN = "blind", "open"
CODED = "coded"
"""The verdict of a coding project: `right` is PROJECT=VERDICT."""
AGREEMENT_COLUMNS = ("group", "event", "label", "field", "coder", "verdict", "value", "reason", "at")
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Difference:
    """A unit on which coders differ, with what each said."""

    event: str
    label: str
    field: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The agreement of one kind of coding, and where its coders differ."""

    name: str
    agreement: Agreement
    differences: tuple[Difference, ...]


def blind_coded(ledger: Ledger, judgements: Sequence[Judgement]) -> list[Coded]:
    """Return what was coded blind, on the events as they are now."""
    made = []
    for judgement in judgements:
        event = ledger.event_of(judgement.left) if judgement.verdict == BLIND else None
        if event is None:
            continue
        field, _, said = judgement.right.partition("=")
        verdict, _, value = said.partition(":")
        made.append(_coded(event, field, (verdict, value), judgement))
    return made


def _open_coded(ledger: Ledger, judgements: Sequence[Judgement]) -> list[Coded]:
    made = []
    for judgement in judgements:
        event = ledger.event_of(judgement.left) if judgement.verdict in ON_FIELDS else None
        if event is not None and judgement.author:
            field, _, value = judgement.right.partition("=")
            made.append(_coded(event, field, (judgement.verdict, value), judgement))
    return made


def _coded(event: str, field: str, said: tuple[str, str], judgement: Judgement) -> Coded:
    """Return a verdict with the value that it comes to: right and corrected alike say what the value is."""
    verdict, value = said
    held = {"wrong": f"not {value}", "unverifiable": "unverifiable"}.get(verdict, value)
    told = (judgement.author, held, verdict, judgement.reason, judgement.at)
    return Coded(f"{event} {field}", event, field, *told)


def project_coded(
    ledger: Ledger, judgements: Sequence[Judgement], project: str | None = None
) -> dict[str, list[Coded]]:
    """Return the verdicts of coding projects on whole events, by project."""
    made: dict[str, list[Coded]] = defaultdict(list)
    for judgement in judgements:
        if judgement.verdict != CODED:
            continue
        name, _, verdict = judgement.right.rpartition("=")
        event = ledger.event_of(judgement.left) if project in (None, name) else None
        if event is not None:
            told = (judgement.author, verdict, verdict, judgement.reason, judgement.at)
            made[name].append(Coded(event, event, "", *told))
    return made


def _groups(ledger: Ledger) -> Iterator[tuple[str, list[Coded]]]:
    judgements = standing_by(ledger, BLIND, CODED, *ON_FIELDS)
    yield BLIND, blind_coded(ledger, judgements)
    yield OPEN, _open_coded(ledger, judgements)
    yield from sorted(project_coded(ledger, judgements).items())


def agreement_groups(ledger: Ledger) -> list[Group]:
    """Return each kind of coding with its agreement; those in which nothing was judged are left out."""
    return [_group(ledger, name, coded) for name, coded in _groups(ledger) if coded]


def _group(ledger: Ledger, name: str, coded: list[Coded]) -> Group:
    units = units_of(coded)
    events = {item.unit: (item.event, item.field) for item in coded}
    apart = differing(units)[:SHOWN]
    labels = labels_of(ledger, {events[unit][0] for unit in apart})
    made = [
        Difference(events[u][0], labels.get(events[u][0], ""), events[u][1], tuple(sorted(units[u].items())))
        for u in apart
    ]
    return Group(name, measure_agreement(units), tuple(made))


def coded_rows(ledger: Ledger) -> Iterator[dict[str, object]]:
    """Yield every standing verdict as a row."""
    for group, coded in _groups(ledger):
        labels = labels_of(ledger, {item.event for item in coded})
        for item in coded:
            row: dict[str, object] = {name: getattr(item, name, "") for name in AGREEMENT_COLUMNS}
            yield row | {"group": group, "label": labels.get(item.event, "")}
