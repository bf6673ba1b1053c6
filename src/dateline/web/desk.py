"""What the routes share: the ledger, the templates, the sessions, and whether anything may be changed.

In: a ledger's path. Out: a `Desk` that opens the ledger for one request and shows a template. All page text is
escaped by the templates.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from dateline.store.ledger import Ledger
from dateline.web.sessions import Sessions

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Desk:
    """One ledger on show; without `writable` nothing can be judged."""

    ledger: Path
    writable: bool = True
    templates: Jinja2Templates = field(default_factory=lambda: Jinja2Templates(directory=HERE / "templates"))
    sessions: Sessions = field(default_factory=Sessions)

    @contextmanager
    def opened(self) -> Iterator[Ledger]:
        """Open the ledger for one request."""
        with Ledger(self.ledger, create=False) as ledger:
            yield ledger

    def show(self, request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """Answer with a template; where judging is allowed, with the session's cookie and token."""
        if not self.writable:
            return self.templates.TemplateResponse(request, template, {**values, "writable": False}, status)
        session = self.sessions.of(request)
        known = {**values, "writable": True, "csrf": session.token, "author": session.author}
        response = self.templates.TemplateResponse(request, template, known, status_code=status)
        self.sessions.give(response, session)
        return response
