"""Sessions of the people at the desk: the name they judge under, and the token of their forms, in a sealed cookie.

In: a request. Out: a `Session`, or a refusal of a change that does not come from one of our own forms. The cookie holds
the session itself under the server's seal, so that each of its processes knows it; the seal is made anew with every
server: when it ends, the sessions end.
"""

import base64
import hmac
import json
import mmap
import secrets
from dataclasses import dataclass, field, replace
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

from fastapi import HTTPException, Request, Response

COOKIE = "dateline_session"
LONGEST = 20_000
"""Bytes of a form: far more than ours need."""
MARK, MARKS = 16, 65_536
"""Bytes by which an ended session is known, and how many are: a megabyte, more than a server sees people go."""


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


@dataclass(frozen=True, slots=True)
class Ended:
    """The sessions that people ended, in memory that the processes of one server share; the oldest give way."""

    memory: mmap.mmap = field(default_factory=lambda: mmap.mmap(-1, MARK * (MARKS + 1)))

    def add(self, session: Session) -> None:
        """Remember that a session was ended."""
        count = int.from_bytes(self.memory[:MARK], "big")
        at = MARK * (1 + count % MARKS)
        self.memory[at : at + MARK] = _mark(session)
        self.memory[:MARK] = (count + 1).to_bytes(MARK, "big")

    def __contains__(self, session: Session) -> bool:
        return self.memory.find(_mark(session), MARK) >= 0


def _mark(session: Session) -> bytes:
    return sha256(session.secret.encode()).digest()[:MARK]


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sessions of one server, and the seal by which it knows its own."""

    seal: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    ended: Ended = field(default_factory=Ended)

    def of(self, request: Request) -> Session:
        """Return the request's session, a new one where it has none."""
        named: Session | None = getattr(request.state, "session", None)
        return named or self._opened(request) or _new()

    def _opened(self, request: Request) -> Session | None:
        """Return the session that the request's cookie holds; None where the seal is not ours."""
        told, _, seal = request.cookies.get(COOKIE, "").partition(".")
        if not told or not hmac.compare_digest(self._seal_of(told).encode(), seal.encode("utf-8", "replace")):
            return None
        found = Session(*json.loads(base64.urlsafe_b64decode(told)))
        return None if found.admitted and found in self.ended else found

    def _seal_of(self, told: str) -> str:
        return hmac.new(self.seal, told.encode("utf-8", "replace"), sha256).hexdigest()

    def sealed(self, session: Session) -> str:
        """Return the cookie that holds a session."""
        parts = (session.secret, session.token, session.author, session.person, session.admitted)
        told = base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()
        return f"{told}.{self._seal_of(told)}"

    def admitted(self, request: Request) -> bool:
        """Say whether the request's session is one that came in."""
        found = self._opened(request)
        return found is not None and found.admitted

    def admit(self, person: str) -> Session:
        """Return a new session for who came in, so that nobody comes in by a cookie that was planted before."""
        return replace(_new(), author=person, person=person, admitted=True)

    def forget(self, session: Session) -> None:
        """End a session."""
        self.ended.add(session)

    def give(self, request: Request, response: Response, session: Session) -> None:
        """Set the cookie, where the browser has not got it: for our own pages only, and out of reach of scripts."""
        sealed = self.sealed(session)
        if request.cookies.get(COOKIE) != sealed:
            response.set_cookie(COOKIE, sealed, httponly=True, samesite="strict", path="/")

    def rename(self, request: Request, session: Session, author: str) -> None:
        """Remember the name that the person judges under: the answer takes it to the browser."""
        request.state.session = replace(session, author=author[:80])


def _new() -> Session:
    return Session(secrets.token_urlsafe(24), secrets.token_urlsafe(24))


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
