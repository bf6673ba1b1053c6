"""The web page: reads a ledger, shows it, and lets a person judge; on this machine only unless told otherwise.

In: a ledger's path and where to listen. Out: a FastAPI application, or a running server. Nothing is loaded from
anywhere else; the Content-Security-Policy forbids inline script and style.
"""

import ipaddress
import sys
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from dateline.annotate.offices import load_terms
from dateline.annotate.places import find_place
from dateline.errors import UsageError
from dateline.plot.spread import lay_out
from dateline.store.ledger import Ledger
from dateline.store.overview import Tie
from dateline.web.access import Access
from dateline.web.api import add_api
from dateline.web.changes import add_changes
from dateline.web.desk import HERE, Desk
from dateline.web.entrance import add_entrance
from dateline.web.guard import Guard, Rules
from dateline.web.pages import add_pages
from dateline.web.problems import add_failures
from dateline.web.workers import serve

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the server listens, under which further names it answers, who may come in, and how many processes answer.

    Each process keeps its own count of who asks how often, so that it may allow only its part.
    """

    host: str = HOST
    port: int = 8765
    names: tuple[str, ...] = ()
    access: Access = field(default_factory=Access)
    workers: int = 1

    @property
    def loopback(self) -> bool:
        """Say whether only this machine can reach it."""
        try:
            return self.host == "localhost" or ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def rules(self) -> Rules:
        """Return the rules of the door; raise UsageError for an open server that would let everybody in."""
        if not self.loopback and not self.access.required:
            raise UsageError(
                f"--host {self.host} lets other machines in; name who may come with --token-file or --password-file"
            )
        names = Rules().names | {self.host.lower()} | {name.lower() for name in self.names}
        paces = (replace(pace, burst=pace.burst / self.workers, per_second=pace.per_second / self.workers)
                 for pace in (Rules().searching, Rules().entering))  # fmt: skip
        return Rules(names, not self.loopback, self.access, *paces)


def run_server(ledger: Path, where: Listening, *, writable: bool = True) -> None:
    """Serve the ledger until interrupted; raise LedgerError where there is none."""
    application = make_application(ledger, writable=writable, rules=where.rules)

    _prepare(application.state.desk)

    def ready(port: int) -> None:
        print(f"Dateline shows {ledger} at {_address(where, port)} (Ctrl-C ends it)", flush=True)

    if not where.loopback:
        print(
            "warning: other machines can reach this server, and what goes over the wire can be read on the way;"
            " put a proxy with TLS before it",
            file=sys.stderr,
            flush=True,
        )
    try:
        serve(application, (where.host, where.port), where.workers, ready)
    except OSError as error:
        raise UsageError(f"{_address(where, where.port)}: {error.strerror}; name another port with --port") from error


def make_application(ledger: Path, *, writable: bool = True, rules: Rules | None = None) -> FastAPI:
    """Return the application for one ledger; raise LedgerError where it cannot be opened."""
    Ledger(ledger, create=False).close()
    desk, rules = Desk(ledger, writable), rules or Rules()
    application = FastAPI(title="Dateline", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
    application.state.desk = desk
    application.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    application.add_middleware(Guard, desk=desk, rules=rules)
    add_failures(application, desk)
    add_pages(application, desk)
    add_api(application, desk)
    if writable:
        add_changes(application, desk)
    if rules.access.required:
        add_entrance(application, desk, rules.access)
    return application


def _prepare(desk: Desk) -> None:
    """Read offices, cities, templates and the queue once for all processes: seconds that nobody need wait for."""
    load_terms()
    find_place("Lima")
    with suppress(UsageError):  # the network's library is an extra, and takes a moment to load
        lay_out((Tie("one", "one", "other", "other", 1),), 100, 100)
    if desk.writable:
        with Ledger(desk.ledger, create=False) as ledger:  # closed again: no open database may be shared by processes
            desk.queue.all(ledger)
    for name in desk.templates.env.list_templates(extensions=["html"]):
        desk.templates.env.get_template(name)


def _address(where: Listening, port: int) -> str:
    host = f"[{where.host}]" if ":" in where.host else where.host
    return f"http://{host}:{port}/"
