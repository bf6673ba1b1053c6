"""Hold a ledger against an official record, and add what the record says of our events as statements of its own.

In: an open ledger and the file of an official record. Out: `Findings`: a verdict for each of our encounters and
visits, and what the record has and the ledger lacks. Nothing of ours is overwritten: a row becomes a page, its
statements have an official source, and where it tells an event of ours a judgement says so, which can be undone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dateline.dating.timing import place_in_time
from dateline.errors import PageError
from dateline.export.record import filled
from dateline.model.claims import Interval, Reading, Referent, Skipped
from dateline.model.record import DatedMention, Event
from dateline.pipeline import RULES, rebuild, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events
from dateline.witness.reading import read_row
from dateline.witness.rows import MEDIA, read_file, row_of
from dateline.witness.verdicts import NOT_COVERED, ORDER, Encounter, Verdict, find_missing, judge, make_record

AUTHOR = "rule:corroborate"
"""The author of the judgements that put a row and our event together."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What the record tells and the ledger lacks."""

    told: DatedMention
    row: str


@dataclass(frozen=True, slots=True)
class Findings:
    """What an official record says of a ledger; `rows` names the row of each of its pages."""

    verdicts: tuple[Verdict, ...]
    missing: tuple[Missing, ...]
    rows: dict[str, str]
    skipped: tuple[Skipped, ...]
    added: int = 0

    def count(self, verdict: str) -> int:
        """Return how many encounters have the verdict."""
        return sum(one.verdict == verdict for one in self.verdicts)


def corroborate(ledger: Ledger, *paths: Path, write: bool = True, every: bool = False) -> Findings:
    """Hold the ledger against the record in files; raise UsageError, in one line, for a file that is no record.

    Several files are one record: what one of them lacks another may have.

    Without `write` nothing is added to the ledger. With `every` all rows are added, not only those that tell of
    events of ours.
    """
    readings, skipped = _read(paths)
    told = {reading.page.id: place_in_time(reading)[1] for reading in readings}
    whole = {reading.page.id: row_of(reading.page).complete for reading in readings}
    record = make_record((mention, whole[page]) for page, mentions in told.items() for mention in mentions)
    ours = encounters(ledger)
    verdicts = sorted((judge(one, record) for one in ours), key=_order)
    lacking = find_missing([mention for mentions in told.values() for mention in mentions], ours)
    rows = {reading.page.id: reading.page.path or reading.page.id for reading in readings}
    missing = sorted((Missing(mention, rows[mention.page]) for mention in lacking), key=_missing_order)
    wanted = {v.told.page for v in verdicts if v.told is not None}
    chosen = [reading for reading in readings if every or reading.page.id in wanted]
    added = _add(ledger, chosen, verdicts) if write else 0
    return Findings(tuple(verdicts), tuple(missing), rows, tuple(skipped), added)


def _read(paths: Iterable[Path]) -> tuple[list[Reading], list[Skipped]]:
    readings: dict[str, Reading] = {}
    skipped = []
    for page in (page for path in paths for page in read_file(path)):
        try:
            readings.setdefault(page.id, read_row(page))
        except PageError as error:
            skipped.append(Skipped(error.stage, error.reason, error.name))
    return list(readings.values()), skipped


def _order(verdict: Verdict) -> tuple[int, str, str]:
    when = verdict.encounter.when
    return ORDER.index(verdict.verdict), when.start.isoformat() if when else "9", verdict.encounter.id


def _missing_order(one: Missing) -> tuple[str, str, str]:
    when = one.told.interval
    return when.start.isoformat() if when else "9", one.row, one.told.id


# --- our side -----------------------------------------------------------------------------------------------------


def encounters(ledger: Ledger) -> tuple[Encounter, ...]:
    """Return our encounters and visits as our own pages tell them, whatever official records add."""
    query = "SELECT id FROM page WHERE media = ?"
    official = {row[0] for row in ledger.database.execute(query, (MEDIA,))}
    made = (_encounter(ledger, event, official) for event in all_events(ledger) if event.type == "CONSULT")
    return tuple(one for one in made if one is not None)


def _encounter(ledger: Ledger, event: Event, official: set[str]) -> Encounter | None:
    own = [mention for mention in ledger.mentions(event.mentions) if mention.page not in official]
    if not own:
        return None
    people: dict[str, Referent] = {}
    for mention in own:
        for who, entity, name in zip(mention.mention.participants, mention.entities, mention.names, strict=True):
            people.setdefault(entity, replace(who.referent, name=name))
    dated = sorted((m.interval for m in own if m.interval), key=lambda i: (i.end - i.start, i.start))
    places = [m.place or m.mention.place for m in own if m.place or m.mention.place]
    kinds = [m.mention.kind for m in own if m.mention.kind]
    when: Interval | None = dated[0] if dated else None
    finest = min(places, key=lambda place: place.precision == "country" if place else True, default=None)
    status = event.status if len(own) == len(event.mentions) else own[0].mention.status.status
    kind = kinds[0] if kinds else event.kind
    return Encounter(
        event.id, event.label, status, kind, tuple(people.values()), when, finest, tuple(m.id for m in own)
    )


# --- what is added ------------------------------------------------------------------------------------------------


def _add(ledger: Ledger, readings: Iterable[Reading], verdicts: Sequence[Verdict]) -> int:
    added = sum(ledger.add_reading(reading, RULES) for reading in readings)
    update(ledger)
    known = {frozenset((j.left, j.right)) for j in ledger.judgements()}
    touched: set[str] = set()
    for verdict in verdicts:
        told = verdict.told
        if told is None or not verdict.named or verdict.verdict == NOT_COVERED:
            continue
        left, right = verdict.encounter.mentions[0], told.id
        together = len(ledger.events_of((left, right))) == 1
        if not together and frozenset((left, right)) not in known:
            ledger.judge("same", left, right, author=AUTHOR, reason=f"{verdict.verdict}: {verdict.reason}")
            touched |= {left, right}
    if touched:
        with ledger.transaction():
            rebuild(ledger, touched)
    return added


# --- rows to print ------------------------------------------------------------------------------------------------

COLUMNS = (
    "verdict", "event", "label", "kind", "start", "end", "place", "row", "row_kind", "row_start", "row_end",
    "row_place", "row_people", "days_apart", "names_those_who_met", "reason",
)  # fmt: skip


def verdict_row(verdict: Verdict, findings: Findings) -> dict[str, Any]:
    """Return a verdict as one row; what is not known is left out."""
    encounter = verdict.encounter
    return filled(
        {
            "verdict": verdict.verdict,
            "event": encounter.id,
            "label": encounter.label,
            "kind": encounter.kind,
            "start": encounter.when.start.isoformat() if encounter.when else None,
            "end": encounter.when.end.isoformat() if encounter.when else None,
            "place": encounter.place.name if encounter.place else None,
            **(_told(verdict.told, findings.rows[verdict.told.page]) if verdict.told else {}),
            "days_apart": verdict.days,
            "names_those_who_met": verdict.named if verdict.told else None,
            "reason": verdict.reason,
        }
    )


def missing_row(missing: Missing) -> dict[str, Any]:
    """Return what the ledger lacks as one row with the same keys."""
    return filled({"verdict": "missing", **_told(missing.told, missing.row), "reason": "the ledger has no such event"})


def _told(told: DatedMention, row: str) -> dict[str, Any]:
    return {
        "row": row,
        "row_kind": told.mention.kind,
        "row_start": told.interval.start.isoformat() if told.interval else None,
        "row_end": told.interval.end.isoformat() if told.interval else None,
        "row_place": told.place.name if told.place else None,
        "row_people": list(told.names),
    }
