"""The web page: reads a ledger, shows it on this machine only, and lets a person judge.

In: a ledger's path. Out: a FastAPI application, or a running server on 127.0.0.1. Nothing is loaded from anywhere
else; the Content-Security-Policy forbids inline script and style.
"""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from dateline.errors import DatelineError, UsageError
from dateline.store.ledger import Ledger
from dateline.web.api import add_api, problem
from dateline.web.changes import add_changes
from dateline.web.desk import HERE, Desk
from dateline.web.pages import add_pages

HOST = "127.0.0.1"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}
ALLOWED_HOSTS = frozenset({"127.0.0.1", "localhost", "[::1]", "testserver"})
"""Names under which we answer: another name that leads here (DNS rebinding) gets nothing."""


def run_server(ledger: Path, port: int, *, writable: bool = True) -> None:
    """Serve the ledger until interrupted; raise LedgerError where there is none."""
    application = make_application(ledger, writable=writable)
    print(f"Dateline shows {ledger} at http://{HOST}:{port}/ (Ctrl-C ends it)", flush=True)
    uvicorn.run(application, host=HOST, port=port, log_level="warning")


def make_application(ledger: Path, *, writable: bool = True) -> FastAPI:
    """Return the application for one ledger; raise LedgerError where it cannot be opened."""
    Ledger(ledger, create=False).close()
    desk = Desk(ledger, writable)
    application = FastAPI(title="Dateline", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    application.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    _add_safety(application)
    _add_failures(application, desk)
    add_pages(application, desk)
    add_api(application, desk)
    if writable:
        add_changes(application, desk)
    return application


def _add_failures(application: FastAPI, desk: Desk) -> None:
    @application.exception_handler(DatelineError)
    async def failed(request: Request, error: DatelineError) -> Response:
        status = 404 if isinstance(error, UsageError) else 500
        if request.url.path.startswith("/api/"):
            return problem(status, str(error))
        page: HTMLResponse = desk.show(request, "error.html", status, message=str(error))
        return page


def _add_safety(application: FastAPI) -> None:
    @application.middleware("http")
    async def guard(request: Request, call: Callable[[Request], Awaitable[Response]]) -> Response:
        name = re.sub(r":\d+$", "", request.headers.get("host", ""))
        response = await call(request) if name in ALLOWED_HOSTS else Response("not here", status_code=421)
        for header, value in HEADERS.items():
            response.headers[header] = value
        return response
