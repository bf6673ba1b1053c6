"""What the routes share: the ledger, the templates, the sessions, and whether anything may be changed.

In: a ledger's path. Out: a `Desk` that opens the ledger for one request and shows a template. All page text is
escaped by the templates.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from dateline.store.ledger import Ledger
from dateline.web.sessions import Sessions
from dateline.web.showing import show_country, show_days, show_value
from dateline.web.wording import load_wording

T = TypeVar("T")
HERE = Path(__file__).parent


def make_templates() -> Jinja2Templates:
    """Return the templates, with the words of the desk and the ways to show our values at hand."""
    made, wording = Jinja2Templates(directory=HERE / "templates"), load_wording()
    made.env.trim_blocks = made.env.lstrip_blocks = True
    made.env.globals.update(
        say=wording.say, word=wording.word, many=wording.count, days=show_days, country=show_country, shown=show_value
    )
    return made


def file_mark(path: Path) -> tuple[int, ...]:
    """Return numbers that change with every commit to a ledger: its file's, and its log's where one is written."""
    log = path.with_name(f"{path.name}-wal")
    kept, written = path.stat(), log.stat() if log.exists() else None
    if written is None or not written.st_size:  # a reader makes an empty one
        return kept.st_mtime_ns, kept.st_size
    return kept.st_mtime_ns, kept.st_size, written.st_mtime_ns, written.st_size


@dataclass(slots=True)
class Memo:
    """What takes a moment to count, kept as long as the record stays as it is."""

    mark: tuple[int, ...] = ()
    known: dict[str, Any] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)

    def of(self, ledger: Ledger, name: str, count: Callable[[Ledger], T]) -> T:
        """Return what is counted, anew where the record changed since."""
        mark = file_mark(ledger.path)
        with self.lock:  # who comes meanwhile waits, instead of counting the same
            if mark != self.mark:
                self.mark, self.known = mark, {}
            if name not in self.known:
                self.known[name] = count(ledger)
            found: T = self.known[name]
        return found


@dataclass(frozen=True, slots=True)
class Desk:
    """One ledger on show; without `writable` nothing can be judged."""

    ledger: Path
    writable: bool = True
    templates: Jinja2Templates = field(default_factory=make_templates)
    sessions: Sessions = field(default_factory=Sessions)
    memo: Memo = field(default_factory=Memo)

    @contextmanager
    def opened(self) -> Iterator[Ledger]:
        """Open the ledger for one request."""
        with Ledger(self.ledger, create=False) as ledger:
            yield ledger

    def show(self, request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """Answer with a template; where judging is allowed, with the session's cookie and token."""
        values = {"here": request.url.path, **values}
        if not self.writable:
            return self.templates.TemplateResponse(request, template, {**values, "writable": False}, status)
        session = self.sessions.of(request)
        known = {"csrf": session.token, "author": session.author, **values, "writable": True}
        response = self.templates.TemplateResponse(request, template, known, status_code=status)
        self.sessions.give(response, session)
        return response
