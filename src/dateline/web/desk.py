"""What the routes share: the ledger, the templates, the sessions, and whether anything may be changed.

In: a ledger's path. Out: a `Desk` that opens the ledger for one request and shows a template. All page text is
escaped by the templates.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from fastapi import Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from dateline.store.ledger import Ledger
from dateline.web.opened import Opened
from dateline.web.queue import Queue
from dateline.web.sessions import Sessions
from dateline.web.showing import show_country, show_days, show_time, show_value
from dateline.web.wording import load_wording

T = TypeVar("T")
HERE = Path(__file__).parent


def make_templates() -> Jinja2Templates:
    """Return the templates, with the words of the desk and the ways to show our values at hand."""
    made, wording = Jinja2Templates(directory=HERE / "templates"), load_wording()
    made.env.trim_blocks = made.env.lstrip_blocks = True
    made.env.globals.update(
        say=wording.say,
        word=wording.word,
        many=wording.count,
        days=show_days,
        day_words=show_time,
        country=show_country,
        shown=show_value,
    )
    return made


def file_mark(path: Path) -> tuple[int, ...]:
    """Return numbers that change with every commit to a ledger: its file's, and its log's where one is written."""
    log = path.with_name(f"{path.name}-wal")
    kept, written = path.stat(), log.stat() if log.exists() else None
    if written is None or not written.st_size:  # a reader makes an empty one
        return kept.st_mtime_ns, kept.st_size
    return kept.st_mtime_ns, kept.st_size, written.st_mtime_ns, written.st_size


MOST = 500
"""Counts and pictures remembered: some 100 kB each at the most, 64 kB in the mean of pictures."""


@dataclass(slots=True)
class Memo:
    """What takes a moment to work out, kept as long as the record stays as it is; the longest unused goes first."""

    path: Path
    mark: tuple[int, ...] = ()
    known: OrderedDict[object, Future[Any]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def of(self, name: object, make: Callable[[], T]) -> T:
        """Return what is made, anew where the record changed since; who comes meanwhile waits for the first."""
        mark, first = file_mark(self.path), False
        with self.lock:
            if mark != self.mark:
                self.mark, self.known = mark, OrderedDict()
            if name not in self.known:
                first, self.known[name] = True, Future()
                while len(self.known) > MOST:
                    self.known.popitem(last=False)
            self.known.move_to_end(name)
            promised: Future[T] = self.known[name]
        if first:
            self._keep(name, promised, make)
        return promised.result()

    def _keep(self, name: object, promised: Future[T], make: Callable[[], T]) -> None:
        try:
            promised.set_result(make())
        except BaseException as error:
            promised.set_exception(error)
            with self.lock:
                if self.known.get(name) is promised:  # the next to come tries again
                    del self.known[name]


@dataclass(frozen=True, slots=True)
class Desk:
    """One ledger on show; without `writable` nothing can be judged."""

    ledger: Path
    writable: bool = True
    templates: Jinja2Templates = field(default_factory=make_templates)
    sessions: Sessions = field(default_factory=Sessions)
    memo: Memo = field(init=False)
    pool: Opened = field(init=False)
    queue: Queue = field(default_factory=Queue)

    def __post_init__(self) -> None:
        object.__setattr__(self, "memo", Memo(self.ledger))
        object.__setattr__(self, "pool", Opened(self.ledger))

    @contextmanager
    def opened(self) -> Iterator[Ledger]:
        """Open the ledger for one request that may write."""
        with self.pool.taken() as ledger:
            yield ledger

    @contextmanager
    def reading(self) -> Iterator[Ledger]:
        """Open the ledger for one request that reads: all that it reads is of one moment, whoever writes meanwhile."""
        with self.pool.taken() as ledger:
            ledger.database.execute("BEGIN")
            yield ledger

    def show(self, request: Request, template: str, status: int = 200, **values: object) -> HTMLResponse:
        """Answer with a template; where judging is allowed, with the session's cookie and token."""
        values = {"here": request.url.path, **values}
        if not self.writable:
            return self.templates.TemplateResponse(request, template, {**values, "writable": False}, status)
        session = self.sessions.of(request)
        known = {"csrf": session.token, "author": session.author, **values, "writable": True}
        response = self.templates.TemplateResponse(request, template, known, status_code=status)
        self.sessions.give(request, response, session)
        return response
