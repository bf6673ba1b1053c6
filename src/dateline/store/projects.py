"""Coding projects: a codebook and a period, in which every event must get a verdict.

In: an open ledger and a `Project`. Out: its events, those without a verdict, and how far it has come. A project is
itself a judgement, as its verdicts are: appended, signed, undone by another.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from dateline.errors import UsageError
from dateline.ids import fold
from dateline.model.record import Event, Judgement
from dateline.store.codec import read_event, unpack
from dateline.store.judgements import standing_by
from dateline.store.ledger import Ledger

PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Codebook:
    """Which events a project is about, and the form in which it is handed on."""

    key: str
    name: str
    types: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    form: str = "csv"


@dataclass(frozen=True, slots=True)
class Project:
    """A coding project; `id` is the judgement that began it. Days are ISO, both ends included."""

    name: str
    codebook: str
    since: str = ""
    until: str = ""
    who: str = ""
    blind: bool = False
    id: str = ""


def list_projects(judgements: Iterable[Judgement]) -> dict[str, Project]:
    """Return the standing projects by name."""
    found = {}
    for judgement in judgements:
        if judgement.verdict == PROJECT:
            found[judgement.left] = Project(judgement.left, **json.loads(judgement.right), id=judgement.id)
    return found


def begin_project(ledger: Ledger, project: Project, author: str) -> Judgement:
    """Keep a project; raise UsageError where there is one of its name."""
    with ledger.transaction():
        if project.name in list_projects(standing_by(ledger, PROJECT)):
            raise UsageError(f"{project.name}: there is a project of that name already")
        told = {key: value for key, value in asdict(project).items() if key not in ("name", "id")}
        return ledger.judge(PROJECT, project.name, json.dumps(told, sort_keys=True), author=author)


def _conditions(project: Project, codebook: Codebook) -> tuple[str, tuple[str, ...]]:
    parts, values = ["1"], list[str]()
    for column, wanted in (("type", codebook.types), ("kind", codebook.kinds)):
        if wanted:
            parts.append(f"{column} IN ({','.join('?' * len(wanted))})")
            values += wanted
    if project.since:
        parts.append("last_day >= ?")
        values.append(project.since)
    if project.until:
        parts.append("first_day <= ?")
        values.append(project.until)
    for name in project.who.split(","):
        if name.strip():
            parts.append("event IN (SELECT event FROM record_who WHERE instr(' ' || folded || ' ', ?))")
            values.append(f" {fold(name)} ")
    return " AND ".join(parts), tuple(values)


def years_of(ledger: Ledger, project: Project, codebook: Codebook) -> dict[str, int]:
    """Return how many events of each year, "" for the undated, stand in the project."""
    where, values = _conditions(project, codebook)
    query = (
        f"SELECT coalesce(substr(first_day, 1, 4), ''), count(*) FROM listing WHERE {where} "  # noqa: S608 - ours
        "GROUP BY 1 ORDER BY 1"
    )
    return {row[0]: int(row[1]) for row in ledger.database.execute(query, values)}


def members_among(ledger: Ledger, project: Project, codebook: Codebook, events: Collection[str]) -> dict[str, str]:
    """Return those of the events that stand in the project, each with its year, "" for the undated."""
    where, values = _conditions(project, codebook)
    query = f"SELECT coalesce(substr(first_day, 1, 4), '') AS year FROM listing WHERE event = ? AND {where}"  # noqa: S608
    found = {event: ledger.database.execute(query, (event, *values)).fetchone() for event in events}
    return {event: row["year"] for event, row in found.items() if row is not None}


def uncoded_events(
    ledger: Ledger, project: Project, codebook: Codebook, *, done: Collection[str], limit: int
) -> list[Event]:
    """Return the first events of the project, by their days, that have no verdict yet."""
    found: list[Event] = []
    for event in project_events(ledger, project, codebook):
        if event not in done:
            row = ledger.database.execute("SELECT body FROM record WHERE event = ?", (event,)).fetchone()
            found.append(read_event(row["body"]))
        if len(found) == limit:
            break
    return found


def project_events(ledger: Ledger, project: Project, codebook: Codebook) -> Iterator[str]:
    """Yield the ids of the project's events in the order of their days, the undated last."""
    where, values = _conditions(project, codebook)
    query = f"SELECT event FROM listing WHERE {where} ORDER BY first_day IS NULL, first_day, event"  # noqa: S608
    for row in ledger.database.execute(query, values):
        yield row["event"]


def events_whole(ledger: Ledger, events: Sequence[str]) -> Iterator[Event]:
    """Yield events whole, in the order given; those that are no longer in the record are left out."""
    for event in events:
        row = ledger.database.execute("SELECT body FROM record WHERE event = ?", (event,)).fetchone()
        if row is not None:
            yield unpack(row["body"], Event)
