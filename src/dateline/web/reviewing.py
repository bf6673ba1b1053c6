"""The review queue, blind double coding, and how far reviewers agree.

In: requests. Out: HTML from the templates, agreement and log also as CSV. Verdicts are taken by `dateline.web.changes`.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import FastAPI, Query, Request
from fastapi.responses import HTMLResponse, Response

from dateline.export.csv import write_rows
from dateline.export.terminal import name_of
from dateline.judging import event_version
from dateline.model.record import DatedMention, Event
from dateline.store.doubts import KINDS, LOOKED_AT, SETTLING, Doubt
from dateline.store.judgements import count_acts, standing_by
from dateline.store.ledger import Ledger
from dateline.store.queries import get_event
from dateline.web.coders import AGREEMENT_COLUMNS, BLIND, agreement_groups, blind_coded, coded_rows
from dateline.web.desk import Desk
from dateline.web.evidence import Readings, reports_of
from dateline.web.queue import Queue, first_standing
from dateline.web.views import FieldView, field_views

AT_ONCE = 10
"""Cards on one page of the queue."""
LOG_COLUMNS = ("id", "at", "author", "verdict", "left", "right", "reason", "undoes")


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence of a pair, where it stands, and the event it is held to tell."""

    event: Event
    sentence: str
    page: str
    start: int
    end: int
    where: str


@dataclass(frozen=True, slots=True)
class Card:
    """A thing to review: a field with its evidence, or a pair of sentences; `version` is that of the event."""

    doubt: Doubt
    event: Event
    version: str
    field: FieldView | None = None
    pair: tuple[Telling, ...] = ()


def add_reviewing(application: FastAPI, desk: Desk) -> None:
    """Add the routes of reviewing."""
    queue = desk.queue

    @application.get("/review", response_class=HTMLResponse, include_in_schema=False)
    def review(request: Request, kind: Annotated[str, Query(max_length=20)] = "", blind: bool = False) -> HTMLResponse:
        author = desk.sessions.of(request).author
        with desk.reading() as ledger:
            if blind:
                doubts = _unseen(ledger, queue, author)
            else:
                doubts = [d for d in queue.standing(ledger) if kind in ("", d.kind)]
            done = count_acts(ledger, author, ("blind",) if blind else SETTLING)
            cards = [_card(ledger, doubt, event) for doubt, event in first_standing(ledger, doubts, AT_ONCE)]
        then = "/review?blind=true" if blind else f"/review?kind={kind}" if kind in KINDS else "/review"
        return desk.show(
            request, "review.html", cards=cards, count=len(doubts), done=done, kinds=KINDS, kind=kind,
            blind=blind, then=then, looked=LOOKED_AT,
        )  # fmt: skip

    @application.get("/agreement", response_class=HTMLResponse, include_in_schema=False)
    def agreement(request: Request) -> HTMLResponse:
        with desk.reading() as ledger:
            groups = agreement_groups(ledger)
        return desk.show(request, "agreement.html", groups=groups)

    @application.get("/agreement.csv", include_in_schema=False)
    def agreement_csv() -> Response:
        with desk.reading() as ledger:
            rows = list(coded_rows(ledger))
        return csv_file(rows, AGREEMENT_COLUMNS, "agreement.csv")

    @application.get("/log.csv", include_in_schema=False)
    def log_csv() -> Response:
        with desk.reading() as ledger:
            rows = [{name: getattr(j, name) for name in LOG_COLUMNS} for j in ledger.judgements(standing=False)]
        return csv_file(rows, LOG_COLUMNS, "judgements.csv")


def csv_file(rows: Iterable[dict[str, object]], columns: Sequence[str], name: str) -> Response:
    """Return rows as a CSV file to keep."""
    stream = io.StringIO()
    write_rows(rows, columns, stream)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(stream.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _unseen(ledger: Ledger, queue: Queue, author: str) -> list[Doubt]:
    """Return the fields in doubt that a coder has not coded yet, whatever others did."""
    judgements = standing_by(ledger, BLIND)
    coded = {(item.event, item.field) for item in blind_coded(ledger, judgements) if item.coder == author}
    return [d for d in queue.all(ledger) if d.field and (d.event, d.field) not in coded]


def _card(ledger: Ledger, doubt: Doubt, event: Event) -> Card:
    readings, version = Readings(ledger), event_version(event)
    if doubt.field:
        return Card(doubt, event, version, field=next(iter(field_views(event, readings, only=doubt.field))))
    told = {m.id: m for m in ledger.mentions(doubt.mentions)}
    events = (event, get_event(ledger, doubt.other) if doubt.other else event)
    pair = tuple(_telling(told[mention], of, readings) for mention, of in zip(doubt.mentions, events, strict=True))
    return Card(doubt, event, version, pair=pair)


def _telling(mention: DatedMention, event: Event, readings: Readings) -> Telling:
    span = mention.mention.sentence
    sentence = " ".join(span.slice(readings.text(mention.page)).split())
    where = name_of(reports_of(event)[mention.page])
    return Telling(event, sentence, mention.page, span.start, span.end, where)
