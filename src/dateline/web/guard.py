"""The door before every route: host names, size, pace, who may come in; and the headers of every answer.

In: an ASGI application and `Rules`. Out: an ASGI application that refuses what the rules forbid, tells unforeseen
errors without their trace, and puts the security headers on all that it sends.
"""

import hmac
import ipaddress
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dateline.web.access import Access
from dateline.web.desk import Desk, file_mark
from dateline.web.limits import RateLimit
from dateline.web.problems import API, tell_bug, tell_failure
from dateline.web.sessions import COOKIE

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-cache, private",
}
"""Put on every answer that does not say otherwise itself, the strictest that our own pages work under."""
LONGEST_BODY = 1_000_000
LONGEST_ADDRESS = 8_000
SEARCHES = re.compile(r"(/api/v1)?/search$")
OPEN = re.compile(r"/login$|/static/")
"""What a visitor sees before coming in."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Names under which we answer (another that leads here, by DNS rebinding, gets nothing), who may come in, paces.

    With `addresses`, any IP address is answered too: rebinding needs a name.
    """

    names: frozenset[str] = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})
    addresses: bool = False
    access: Access = field(default_factory=Access)
    searching: RateLimit = field(default_factory=lambda: RateLimit(burst=60, per_second=20))
    entering: RateLimit = field(default_factory=lambda: RateLimit(burst=5, per_second=1 / 12))


@dataclass(frozen=True, slots=True)
class Guard:
    """The application behind the door."""

    application: ASGIApp
    desk: Desk
    rules: Rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; what is no HTTP goes by, but for the web sockets that we do not have."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
            return
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return
        request, started = Request(scope, receive), False
        tag = self._tag(request)

        async def sent(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(raw=message["headers"])
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if tag and message["status"] == 200 and headers.get("content-type", "").startswith("text/html"):
                    headers["ETag"] = tag
                self._rename(request, headers)
            await send(message)

        refusal = self._refusal(request) or _unchanged(request, tag)
        if refusal is not None:
            await refusal(scope, receive, sent)
            return
        try:
            await self.application(scope, receive, sent)
        except Exception as error:  # the last resort: an answer without the trace
            if started:
                raise
            await tell_bug(self.desk, request, error)(scope, receive, sent)

    def _tag(self, request: Request) -> str:
        """Return a tag that is another whenever a page would be: for each browser, record and server; "" for no page.

        It is taken before the page is made: what is written meanwhile makes the next one another.
        """
        if request.method != "GET" or not self.desk.ledger.exists():
            return ""
        told = (
            request.url.path, request.url.query, request.headers.get("hx-request", ""), file_mark(self.desk.ledger),
            request.cookies.get(COOKIE, ""),
        )  # fmt: skip
        return f'"{hmac.new(self.desk.sessions.seal, repr(told).encode(), sha256).hexdigest()[:24]}"'

    def _rename(self, request: Request, headers: MutableHeaders) -> None:
        """Take the name that somebody now judges under to the browser."""
        named = request.scope.get("state", {}).get("session")
        if named is not None:
            answer = Response()
            self.desk.sessions.give(request, answer, named)
            for name, value in answer.headers.items():
                if name == "set-cookie":
                    headers.append(name, value)

    def _refusal(self, request: Request) -> Response | None:
        """Return why the request goes no further, or None."""
        if not self._is_ours(request.headers.get("host", "")):
            return Response("Not the name of this server.", 421, media_type="text/plain")
        if len(request.url.path) + len(request.url.query) > LONGEST_ADDRESS:
            return tell_failure(self.desk, request, 414, "The address is too long.")
        return self._oversized(request) or self._hurried(request) or self._uninvited(request)

    def _is_ours(self, host: str) -> bool:
        name = re.sub(r":\d*$", "", host)
        return name.lower() in self.rules.names or (self.rules.addresses and _is_address(name.strip("[]")))

    def _oversized(self, request: Request) -> Response | None:
        length = request.headers.get("content-length")
        if length is None and "transfer-encoding" in request.headers:
            return tell_failure(self.desk, request, 411, "Say how long the request is (Content-Length).")
        if length is not None and not (length.isdigit() and int(length) <= LONGEST_BODY):
            return tell_failure(self.desk, request, 413, f"A request may have {LONGEST_BODY} bytes at the most.")
        return None

    def _hurried(self, request: Request) -> Response | None:
        asker = request.client.host if request.client else ""
        limit = self.rules.searching if SEARCHES.fullmatch(request.url.path) else None
        if request.url.path == "/login" and request.method == "POST":
            limit = self.rules.entering
        wait = limit.wait(asker) if limit else 0.0
        if not wait:
            return None
        response = tell_failure(self.desk, request, 429, "Too many requests; try again in a moment.")
        response.headers["Retry-After"] = str(int(wait) + 1)
        return response

    def _uninvited(self, request: Request) -> Response | None:
        access = self.rules.access
        if not access.required or OPEN.match(request.url.path):
            return None
        if access.bears_token(request.headers.get("authorization", "")) or self.desk.sessions.admitted(request):
            return None
        if not request.url.path.startswith(API) and request.method == "GET":
            return RedirectResponse(f"/login?then={quote(request.url.path + _query(request))}", 303)
        response = tell_failure(self.desk, request, 401, "Send the token as `Authorization: Bearer TOKEN`.")
        response.headers["WWW-Authenticate"] = 'Bearer realm="Dateline"'
        return response


def _unchanged(request: Request, tag: str) -> Response | None:
    """Return 304 where the browser has the page as it is."""
    known = {part.strip() for part in request.headers.get("if-none-match", "").split(",")}
    return Response(status_code=304, headers={"ETag": tag}) if tag and tag in known else None


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
