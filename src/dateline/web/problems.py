"""How what went wrong is told: problem details (RFC 9457) to programs, a page to people.

In: a status and what happened. Out: responses. Every error of the application goes through here, the unforeseen too:
its trace goes to the log, never to the asker.
"""

import json
import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response

from dateline.errors import DatelineError, LedgerError, UsageError
from dateline.web.desk import Desk

API = "/api/"
MEDIA = "application/problem+json"
LOG = logging.getLogger("dateline.web")
NO_HEADERS: Mapping[str, str] = {}


def problem(request: Request, status: int, detail: str, **more: Any) -> Response:
    """Return an error as RFC 9457 tells it; `more` are members besides the five of the standard."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    told = {**body, "instance": request.url.path, **more}
    return Response(json.dumps(told, ensure_ascii=False), status, media_type=MEDIA)


def tell_failure(desk: Desk, request: Request, status: int, detail: str, **more: Any) -> Response:
    """Return an error to a program or to a person, as the address asks."""
    if request.url.path.startswith(API):
        return problem(request, status, detail, **more)
    page: HTMLResponse = desk.show(request, "error.html", status, message=detail)
    return page


def tell_bug(desk: Desk, request: Request, error: Exception) -> Response:
    """Return 500 for an error that nobody foresaw, and keep its trace in the log."""
    LOG.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return tell_failure(desk, request, 500, "This is a fault of Dateline; its log says more.")


def add_failures(application: FastAPI, desk: Desk) -> None:
    """Add how the application tells its errors."""

    @application.exception_handler(DatelineError)
    async def failed(request: Request, error: DatelineError) -> Response:
        response = tell_failure(desk, request, status_of(request, error), str(error))
        if isinstance(error, LedgerError):
            response.headers["Retry-After"] = "2"
        return response

    @application.exception_handler(RequestValidationError)
    async def misread(request: Request, error: RequestValidationError) -> Response:
        faults = [{"where": ".".join(map(str, e["loc"])), "what": str(e["msg"])} for e in error.errors()]
        told = "; ".join(f"{fault['where']}: {fault['what']}" for fault in faults)
        return tell_failure(desk, request, 422, told, errors=faults)

    @application.exception_handler(404)
    @application.exception_handler(405)
    @application.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        response = tell_failure(desk, request, error.status_code, str(error.detail))
        response.headers.update(error.headers or NO_HEADERS)
        return response


def status_of(request: Request, error: DatelineError) -> int:
    """Return 404 where the address names what is not there, 422 where it asks what cannot be, 503 for a busy ledger."""
    if isinstance(error, UsageError):
        return 404 if request.path_params else 422
    return 503 if isinstance(error, LedgerError) else 500
