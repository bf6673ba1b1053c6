"""The command that shows the record in a browser: `dateline serve`.

Thin, as `cli` is; nothing heavy is imported before the command needs it.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import LedgerOption
from dateline.errors import DatelineError, UsageError

if TYPE_CHECKING:
    from dateline.web.access import Access


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(name="serve")(serve)


def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port.")] = 8765,
    read_only: Annotated[bool, typer.Option("--read-only", help="Show, and let nobody judge: for publishing.")] = False,
    host: Annotated[
        str, typer.Option("--host", help="The address; another than this machine's needs a token or passwords.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None, typer.Option("--name", help="A host name to answer under as well, such as a proxy's.")
    ] = None,
    token_file: Annotated[
        Path | None, typer.Option("--token-file", help="A file with the token that all must show.")
    ] = None,
    password_file: Annotated[
        Path | None, typer.Option("--password-file", help="A file of people and their passwords' hashes.")
    ] = None,
    add_person: Annotated[
        str | None, typer.Option("--add-person", help="Ask for a password, write it to --password-file, and end.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=32, help="Processes that answer; else two, given two cores.")
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Show the record as a web page, on this machine unless told otherwise."""
    from dateline.config import load_config

    try:
        from dateline.web.server import Listening, run_server
    except ModuleNotFoundError as error:
        raise DatelineError(
            f"the web page needs {error.name}; install it with `pip install 'dateline[web]'`"
        ) from error
    if add_person is not None:
        _add_person(add_person, password_file)
        return
    where = Listening(
        host, port, tuple(name or ()), _access(token_file, password_file), workers or min(2, os.cpu_count() or 1)
    )
    run_server(ledger or load_config().ledger, where, writable=not read_only)


def _access(token_file: Path | None, password_file: Path | None) -> "Access":
    from dateline.web.access import Access, read_people, read_token

    if token_file and password_file:
        raise UsageError("give --token-file or --password-file, not both")
    return Access(read_token(token_file) if token_file else None, read_people(password_file) if password_file else {})


def _add_person(name: str, path: Path | None) -> None:
    from dateline.web.access import add_person

    if path is None:
        raise UsageError("--add-person needs --password-file, the file to write to")
    add_person(path, name, typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    print(f"{name} may come in by {path}")
