"""The routes that judge: a field's verdict, same or not the same, split, undo. Each appends; none overwrites.

In: posted forms with the session's token and the version of the event that the person saw. Out: judgements and a way
back to the event. A form about an event that has changed since is refused with 409, and nothing is lost.
"""

import re
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from dateline.errors import UsageError
from dateline.judging import (
    Signature,
    StaleError,
    code_blind,
    fresh_event,
    judge_different,
    judge_field,
    judge_same,
    keep_mention,
    split_mention,
    undo,
)
from dateline.store.judgements import last_of
from dateline.store.ledger import Ledger
from dateline.store.queries import get_event
from dateline.web.desk import Desk
from dateline.web.projects import add_projects
from dateline.web.saved import forget_view, save_view
from dateline.web.sessions import check_form, read_form
from dateline.web.wording import load_wording

QUEUES = re.compile(r"/(review|project/[\w%.~-]{1,200})(\?[\w=&%.~-]{0,200})?")
"""The pages to which a form may lead back."""
Form = Annotated[dict[str, str], Depends(read_form)]


def add_changes(application: FastAPI, desk: Desk) -> None:
    """Add the routes that judge."""

    def signed(request: Request, form: dict[str, str]) -> Signature:
        session = desk.sessions.of(request)
        check_form(request, session, form)
        request.state.form = form
        author = session.person or form.get("author", "").strip()[:80] or session.author
        if author:
            desk.sessions.rename(request, session, author)
        return Signature(author or "reviewer", form.get("reason", "")[:400])

    add_projects(application, desk, signed)

    @application.exception_handler(StaleError)
    async def stale(request: Request, error: StaleError) -> Response:
        form = getattr(request.state, "form", {})
        told = [(name, form[name]) for name in ("field", "value", "verdict", "reason") if form.get(name)]
        back = f"{urlsplit(request.headers.get('referer', '')).path or '/events'}#field-{form.get('field', '')}"
        return desk.show(request, "error.html", 409, message=str(error), back=back, told=told)

    @application.post("/event/{event}/field", include_in_schema=False)
    def field(request: Request, event: str, form: Form) -> Response:
        who, name = signed(request, form), form.get("field", "")
        said = f"{name}={form.get('value', '')[:400]}"
        with desk.opened() as ledger, fresh_event(ledger, event, form.get("version")) as found:
            judge_field(ledger, found, form.get("verdict", ""), said, who)
        return _back(form, f"/event/{event}#field-{name}")

    @application.post("/event/{event}/link", include_in_schema=False)
    def link(request: Request, event: str, form: Form) -> Response:
        who = signed(request, form)
        with desk.opened() as ledger, fresh_event(ledger, event, form.get("version")) as found:
            other = get_event(ledger, form.get("other", "").strip())
            verdict = {"same": judge_same, "different": judge_different}.get(form.get("verdict", ""))
            if verdict is None:
                raise UsageError("say whether they are the same or not the same")
            verdict(ledger, found, other, who)
        return _back(form, f"/event/{event}")

    @application.post("/event/{event}/split", include_in_schema=False)
    def split(request: Request, event: str, form: Form) -> Response:
        who = signed(request, form)
        with desk.opened() as ledger, fresh_event(ledger, event, form.get("version")) as found:
            split_mention(ledger, found, form.get("mention") or "none", who)
        return _back(form, f"/event/{event}")

    @application.post("/event/{event}/keep", include_in_schema=False)
    def keep(request: Request, event: str, form: Form) -> Response:
        who = signed(request, form)
        with desk.opened() as ledger, fresh_event(ledger, event, form.get("version")) as found:
            keep_mention(ledger, found, form.get("mention", ""), who)
        return _back(form, f"/event/{event}")

    @application.post("/event/{event}/blind", include_in_schema=False)
    def blind(request: Request, event: str, form: Form) -> Response:
        who, name = signed(request, form), form.get("field", "")
        said = f"{name}={form.get('value', '')[:400]}"
        with desk.opened() as ledger, ledger.transaction():
            code_blind(ledger, get_event(ledger, event), form.get("verdict", ""), said, who)
        return _back(form, f"/event/{event}#field-{name}")

    @application.post("/you", include_in_schema=False)
    def name_oneself(request: Request, form: Form) -> Response:
        signed(request, form)
        return _back(form, "/review")

    @application.post("/undo", include_in_schema=False)
    def take_back(request: Request, form: Form) -> Response:
        who = signed(request, form)
        with desk.opened() as ledger:
            undo(ledger, form.get("judgement") or _last_of(ledger, who), who)
        return _back(form, "/log")

    @application.post("/views", include_in_schema=False)
    def keep_view(request: Request, form: Form) -> Response:
        who = signed(request, form)
        with desk.opened() as ledger:
            view = save_view(ledger, form.get("name", ""), form.get("address", ""), who)
        return RedirectResponse(f"/events?{view.address}", status_code=303)

    @application.post("/views/forget", include_in_schema=False)
    def drop_view(request: Request, form: Form) -> Response:
        who = signed(request, form)
        with desk.opened() as ledger:
            forget_view(ledger, form.get("judgement", ""), who)
        return RedirectResponse("/events", status_code=303)


def _last_of(ledger: Ledger, who: Signature) -> str:
    """Return a person's own last judgement that stands; nobody undoes another's by mistake."""
    mine = last_of(ledger, who.author, ("view", "project"))
    if mine is None:
        raise UsageError(load_wording().say("review.nothing_yours"))
    return mine.id


def _back(form: dict[str, str], otherwise: str) -> Response:
    """Lead on to the queue that the form came from, else to what was changed; never off our own pages."""
    then = form.get("then", "")
    return RedirectResponse(then if QUEUES.fullmatch(then) else otherwise, status_code=303)
