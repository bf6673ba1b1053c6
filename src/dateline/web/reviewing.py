"""The review queue: what is most in doubt and most told of, to be judged by mouse or keyboard.

In: requests. Out: HTML from the templates. The verdicts themselves are taken by `dateline.web.changes`.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from dateline.judging import event_version
from dateline.store.desk import Doubt, ledger_counts, review_queue
from dateline.store.ledger import Ledger
from dateline.web.desk import Desk
from dateline.web.evidence import Readings
from dateline.web.views import FieldView, field_views


@dataclass(frozen=True, slots=True)
class DoubtView:
    """A thing to review: the event's version and the field with its evidence."""

    doubt: Doubt
    version: str
    field: FieldView


def add_reviewing(application: FastAPI, desk: Desk) -> None:
    """Add the routes of the review queue."""

    @application.get("/review", response_class=HTMLResponse, include_in_schema=False)
    def review(request: Request) -> HTMLResponse:
        with desk.opened() as ledger:
            doubts, count = review_queue(ledger, 10)
            done = ledger_counts(ledger)["judgement"]
            items = doubt_views(ledger, doubts)
        return desk.show(request, "review.html", items=items, count=count, done=done)


def doubt_views(ledger: Ledger, doubts: Sequence[Doubt]) -> tuple[DoubtView, ...]:
    """Return what the review queue shows of each doubt."""
    readings = Readings(ledger)
    made = []
    for doubt in doubts:
        field = next(iter(field_views(doubt.event, readings, only=doubt.field)))
        made.append(DoubtView(doubt, event_version(doubt.event), field))
    return tuple(made)
