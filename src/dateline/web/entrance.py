"""The way in where a token or a password is asked for: the form, coming in, going out.

In: what was typed, once, over a form with the session's token. Out: a new session that is admitted, or the form again.
"""

import re
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import RedirectResponse, Response

from dateline.web.access import Access
from dateline.web.desk import Desk
from dateline.web.sessions import check_form, read_form

LOCAL = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")
"""An address on this server and no other: `//host` and `/\\host` lead away."""


def add_entrance(application: FastAPI, desk: Desk, access: Access) -> None:
    """Add the routes for coming in and going out."""

    @application.get("/login", include_in_schema=False)
    def ask(request: Request, then: str = "/") -> Response:
        return _form(desk, request, access, then)

    @application.post("/login", include_in_schema=False)
    def enter(request: Request, form: Annotated[dict[str, str], Depends(read_form)]) -> Response:
        session = desk.sessions.of(request)
        check_form(request, session, form)
        name, secret = form.get("name", "").strip(), form.get("secret", "")
        known = access.knows(name, secret) if access.people else access.bears_token(secret)
        if not known:
            return _form(desk, request, access, form.get("then", "/"), wrong=True)
        response = RedirectResponse(_local(form.get("then", "/")), 303)
        desk.sessions.give(request, response, desk.sessions.admit(name if access.people else ""))
        return response

    @application.post("/logout", include_in_schema=False)
    def leave(request: Request, form: Annotated[dict[str, str], Depends(read_form)]) -> Response:
        session = desk.sessions.of(request)
        check_form(request, session, form)
        desk.sessions.forget(session)
        return RedirectResponse("/login", 303)


def _form(desk: Desk, request: Request, access: Access, then: str, *, wrong: bool = False) -> Response:
    session = desk.sessions.of(request)
    told = {"then": _local(then), "named": bool(access.people), "wrong": wrong, "csrf": session.token}
    response = desk.templates.TemplateResponse(request, "login.html", told, 401 if wrong else 200)
    desk.sessions.give(request, response, session)
    return response


def _local(address: str) -> str:
    return address if LOCAL.fullmatch(address) else "/"
