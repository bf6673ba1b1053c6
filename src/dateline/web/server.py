"""The web page: reads a ledger, shows it, and lets a person judge; on this machine only unless told otherwise.

In: a ledger's path and where to listen. Out: a FastAPI application, or a running server. Nothing is loaded from
anywhere else; the Content-Security-Policy forbids inline script and style.
"""

import ipaddress
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

import uvicorn
from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

from dateline.annotate.offices import load_terms
from dateline.errors import UsageError
from dateline.store.ledger import Ledger
from dateline.web.access import Access
from dateline.web.api import add_api
from dateline.web.changes import add_changes
from dateline.web.desk import HERE, Desk
from dateline.web.entrance import add_entrance
from dateline.web.guard import Guard, Rules
from dateline.web.pages import add_pages
from dateline.web.problems import add_failures

HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Listening:
    """Where the server listens, under which further names it answers, and who may come in."""

    host: str = HOST
    port: int = 8765
    names: tuple[str, ...] = ()
    access: Access = field(default_factory=Access)

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
        return Rules(names, addresses=not self.loopback, access=self.access)


def run_server(ledger: Path, where: Listening, *, writable: bool = True) -> None:
    """Serve the ledger until interrupted; raise LedgerError where there is none."""
    application = make_application(ledger, writable=writable, rules=where.rules)
    print(f"Dateline shows {ledger} at {_address(where)} (Ctrl-C ends it)", flush=True)
    if not where.loopback:
        print(
            "warning: other machines can reach this server, and what goes over the wire can be read on the way;"
            " put a proxy with TLS before it",
            file=sys.stderr,
            flush=True,
        )
    Thread(target=load_terms, daemon=True).start()  # a second of reading, that the first to judge need not wait for
    uvicorn.run(application, host=where.host, port=where.port, log_level="warning", server_header=False)


def make_application(ledger: Path, *, writable: bool = True, rules: Rules | None = None) -> FastAPI:
    """Return the application for one ledger; raise LedgerError where it cannot be opened."""
    Ledger(ledger, create=False).close()
    desk, rules = Desk(ledger, writable), rules or Rules()
    application = FastAPI(title="Dateline", docs_url=None, redoc_url=None, openapi_url="/api/v1/openapi.json")
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


def _address(where: Listening) -> str:
    host = f"[{where.host}]" if ":" in where.host else where.host
    return f"http://{host}:{where.port}/"
