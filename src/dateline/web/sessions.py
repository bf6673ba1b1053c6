"""Sessions of the people at the desk: a random cookie, the name they judge under, and the token of their forms.

In: a request. Out: a `Session`, or a refusal of a change that does not come from one of our own forms. Sessions live
in memory: when the server ends, they end.
"""

import hmac
import secrets
from collections import OrderedDict
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from fastapi import HTTPException, Request, Response

COOKIE = "dateline_session"
MOST = 10_000
LONGEST = 20_000
"""Bytes of a form: far more than ours need."""


@dataclass(frozen=True, slots=True)
class Session:
    """One browser: its secret, the token that its forms carry, and the name last judged under.

    `person` is who came in with a password: judgements bear that name and no other. `admitted` is set for whoever came
    in, also with the token, which names nobody.
    """

    secret: str
    token: str
    author: str = ""
    person: str = ""
    admitted: bool = False


class Sessions:
    """The sessions of one server, the oldest forgotten first."""

    def __init__(self) -> None:
        self.known: OrderedDict[str, Session] = OrderedDict()

    def of(self, request: Request) -> Session:
        """Return the request's session, a new one where it has none."""
        found = self.known.get(request.cookies.get(COOKIE, ""))
        return self._new() if found is None else found

    def _new(self, person: str = "", *, admitted: bool = False) -> Session:
        made = Session(secrets.token_urlsafe(24), secrets.token_urlsafe(24), person, person, admitted)
        self.known[made.secret] = made
        while len(self.known) > MOST:
            self.known.popitem(last=False)
        return made

    def admitted(self, request: Request) -> bool:
        """Say whether the request's session is one that came in."""
        found = self.known.get(request.cookies.get(COOKIE, ""))
        return found is not None and found.admitted

    def admit(self, before: Session, person: str) -> Session:
        """Return a new session for who came in, so that nobody comes in by a cookie that was planted before."""
        self.known.pop(before.secret, None)
        return self._new(person, admitted=True)

    def forget(self, session: Session) -> None:
        """End a session."""
        self.known.pop(session.secret, None)

    def give(self, response: Response, session: Session) -> None:
        """Set the cookie: for our own pages only, and out of reach of scripts."""
        response.set_cookie(COOKIE, session.secret, httponly=True, samesite="strict", path="/")

    def rename(self, session: Session, author: str) -> None:
        """Remember the name that the person judges under."""
        self.known[session.secret] = replace(session, author=author[:80])


async def read_form(request: Request) -> dict[str, str]:
    """Return the fields of a posted form; refuse what is too long or no form."""
    if not request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        raise HTTPException(415, "a form was expected")
    body = await request.body()
    if len(body) > LONGEST:
        raise HTTPException(413, "the form is too long")
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def check_form(request: Request, session: Session, form: dict[str, str]) -> None:
    """Refuse a change whose token is not that of the session, or that comes from another page."""
    origin = request.headers.get("origin")
    if origin and urlsplit(origin).netloc != request.headers.get("host"):
        raise HTTPException(403, "the form comes from another page")
    if not hmac.compare_digest(form.get("csrf", "").encode(), session.token.encode()):
        raise HTTPException(403, "the form is out of date; open the page again")
