"""Coding projects at the desk: begin one, give every event its verdict, see how far it is, hand it on.

In: requests. Out: HTML from the templates and CSV. A project and its verdicts are judgements.
"""

import io
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline.config import RESOURCES
from dateline.errors import UsageError
from dateline.export.formats import FORMS
from dateline.judging import Signature, code_event, undo
from dateline.lexicon import load_table
from dateline.match.agreement import days_of
from dateline.model.record import Event
from dateline.store.judgements import standing_by
from dateline.store.ledger import Ledger
from dateline.store.projects import (
    PROJECT,
    Codebook,
    Project,
    begin_project,
    events_whole,
    list_projects,
    members_among,
    uncoded_events,
    years_of,
)
from dateline.store.queries import get_event, labels_of
from dateline.web.agreement import Coded
from dateline.web.coders import AGREEMENT_COLUMNS, CODED, project_coded
from dateline.web.desk import Desk
from dateline.web.evidence import Readings
from dateline.web.reviewing import csv_file
from dateline.web.sessions import read_form
from dateline.web.views import Told, told_sentences
from dateline.web.wording import load_wording

AT_ONCE = 10
Form = Annotated[dict[str, str], Depends(read_form)]
Sign = Callable[[Request, dict[str, str]], Signature]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a project is: events and verdicts by year, and by coder."""

    years: tuple[tuple[str, int, int], ...]
    coders: tuple[tuple[str, int], ...]

    @property
    def whole(self) -> int:
        """How many events it has."""
        return sum(events for _, events, _ in self.years)

    @property
    def done(self) -> int:
        """How many of them have a verdict."""
        return sum(done for _, _, done in self.years)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event without a verdict, and the first sentences that tell it."""

    event: Event
    told: tuple[Told, ...]


@lru_cache(maxsize=1)
def load_codebooks() -> dict[str, Codebook]:
    """Return the codebooks of projects by their keys."""
    table = load_table(RESOURCES / "desk" / "codebooks.toml")
    rows = table.get("codebook", default=[])
    made = [Codebook(r["key"], r["name"], tuple(r["types"]), tuple(r["kinds"]), r["form"]) for r in rows]
    return {codebook.key: codebook for codebook in made}


def add_projects(application: FastAPI, desk: Desk, sign: Sign) -> None:
    """Add the routes of coding projects."""
    _add_showing(application, desk)
    _add_coding(application, desk, sign)
    _add_handing_on(application, desk)


def _add_showing(application: FastAPI, desk: Desk) -> None:
    @application.get("/projects", response_class=HTMLResponse, include_in_schema=False)
    def projects(request: Request) -> HTMLResponse:
        with desk.reading() as ledger:
            judgements = standing_by(ledger, PROJECT, CODED)
            found = list_projects(judgements)
            coded = project_coded(ledger, judgements)
            known = [(p, _progress(ledger, p, coded.get(p.name, []))) for p in found.values()]
        return desk.show(request, "projects.html", projects=known, codebooks=load_codebooks())

    @application.get("/project/{name}", response_class=HTMLResponse, include_in_schema=False)
    def project(request: Request, name: str) -> HTMLResponse:
        author = desk.sessions.of(request).author
        with desk.reading() as ledger:
            found = _project(ledger, name)
            coded = project_coded(ledger, standing_by(ledger, CODED), name).get(name, [])
            seen = [c for c in coded if c.coder == author] if found.blind else coded
            progress = _progress(ledger, found, seen)
            waiting = _waiting(ledger, found, {c.event for c in seen}) if author or not found.blind else []
            labels = labels_of(ledger, {c.event for c in seen[-AT_ONCE:]})
        return desk.show(
            request, "project.html", project=found, codebook=load_codebooks()[found.codebook], progress=progress,
            forms=tuple(FORMS),
            waiting=waiting, latest=seen[-AT_ONCE:][::-1], labels=labels, then=f"/project/{quote(name)}",
        )  # fmt: skip


def _add_coding(application: FastAPI, desk: Desk, sign: Sign) -> None:
    @application.post("/projects", include_in_schema=False)
    def begin(request: Request, form: Form) -> Response:
        who, made = sign(request, form), _asked(form)
        with desk.opened() as ledger:
            begin_project(ledger, made, who.author)
        return RedirectResponse(f"/project/{quote(made.name)}", status_code=303)

    @application.post("/project/{name}/code", include_in_schema=False)
    def code(request: Request, name: str, form: Form) -> Response:
        who = sign(request, form)
        with desk.opened() as ledger, ledger.transaction():
            _project(ledger, name)
            code_event(ledger, get_event(ledger, form.get("event", "")), (name, form.get("verdict", "")), who)
        return RedirectResponse(f"/project/{quote(name)}", status_code=303)

    @application.post("/project/{name}/close", include_in_schema=False)
    def close(request: Request, name: str, form: Form) -> Response:
        who = sign(request, form)
        with desk.opened() as ledger:
            undo(ledger, _project(ledger, name).id, who)
        return RedirectResponse("/projects", status_code=303)


def _add_handing_on(application: FastAPI, desk: Desk) -> None:
    @application.get("/project/{name}/verdicts.csv", include_in_schema=False)
    def verdicts(name: str) -> Response:
        with desk.reading() as ledger:
            coded = project_coded(ledger, standing_by(ledger, CODED), _project(ledger, name).name).get(name, [])
            labels = labels_of(ledger, {c.event for c in coded})
        rows: list[dict[str, object]] = [
            {column: getattr(c, column, "") for column in AGREEMENT_COLUMNS}
            | {"group": name, "label": labels.get(c.event, "")}
            for c in coded
        ]
        return csv_file(rows, AGREEMENT_COLUMNS, "verdicts.csv")

    @application.get("/project/{name}/record/{form}", include_in_schema=False)
    def record(name: str, form: str) -> Response:
        if form not in FORMS:
            raise UsageError(f"{form}: there is no such form; there are {', '.join(FORMS)}")
        with desk.reading() as ledger:
            _project(ledger, name)
            last = {c.event: c.verdict for c in project_coded(ledger, standing_by(ledger, CODED), name).get(name, [])}
            events = list(events_whole(ledger, [event for event, verdict in last.items() if verdict == "in"]))
        events.sort(key=lambda event: (event.start or "9", event.id))
        stream = io.StringIO()
        FORMS[form].write(events, stream)
        headers = {"Content-Disposition": f'attachment; filename="{form}.{FORMS[form].ending}"'}
        return Response(stream.getvalue(), media_type=f"{FORMS[form].media}; charset=utf-8", headers=headers)


def _asked(form: dict[str, str]) -> Project:
    """Return the project that a form asks for; raise UsageError for what cannot be."""
    say, name = load_wording().say, " ".join(form.get("name", "").split())
    if not name or len(name) > 60 or not all(c.isalnum() or c in " -_." for c in name):
        raise UsageError(say("projects.bad_name"))
    codebook = form.get("codebook", "")
    if codebook not in load_codebooks():
        raise UsageError(say("projects.bad_codebook", codebook=codebook))
    since, until = form.get("since", ""), form.get("until", "")
    for day in (since, until):
        if day:
            _check_day(day)
    return Project(name, codebook, since, until, form.get("who", "")[:200], blind="blind" in form)


def _check_day(day: str) -> None:
    try:
        days_of(day)
    except ValueError:
        raise UsageError(f"{day!r} is not a day; write it as 2016-11-20") from None


def _project(ledger: Ledger, name: str) -> Project:
    found = list_projects(standing_by(ledger, PROJECT)).get(name)
    if found is None:
        raise UsageError(load_wording().say("projects.missing", name=name))
    return found


def _progress(ledger: Ledger, project: Project, coded: list[Coded]) -> Progress:
    codebook = load_codebooks()[project.codebook]
    members = members_among(ledger, project, codebook, {c.event for c in coded})
    done = Counter(members.values())
    years = tuple((year, events, done[year]) for year, events in years_of(ledger, project, codebook).items())
    coders = Counter(coder for coder, event in {(c.coder, c.event) for c in coded} if event in members)
    return Progress(years, tuple(sorted(coders.items())))


def _waiting(ledger: Ledger, project: Project, done: set[str]) -> list[Waiting]:
    codebook, readings = load_codebooks()[project.codebook], Readings(ledger)
    events = uncoded_events(ledger, project, codebook, done=done, limit=AT_ONCE)
    return [Waiting(event, told_sentences(ledger, event, readings)[:3]) for event in events]
