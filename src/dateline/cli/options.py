"""What the commands share: their options, opening the ledger, and printing as a table, JSON or CSV.

In: what the user typed. Out: values, or an error that says what was wrong with it. Nothing heavy is imported before a
command needs it.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TextIO

import typer

from dateline.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from dateline.store.ledger import Ledger

LedgerOption = Annotated[
    Path | None, typer.Option("--ledger", help="The ledger's file; else DATELINE_LEDGER, else dateline.db here.")
]
ModelOption = Annotated[str | None, typer.Option("--model", help="Another installed spaCy pipeline.")]
CodebookOption = Annotated[Path | None, typer.Option("--codebook", help="A folder of your own event types.")]
FormatOption = Annotated[str, typer.Option("--format", "-f", help="table, json or jsonl.")]
SheetOption = Annotated[str, typer.Option("--format", "-f", help="table, json, jsonl or csv.")]
WhoOption = Annotated[list[str] | None, typer.Option("--who", help="A participant; repeat for several.")]
TypeOption = Annotated[str | None, typer.Option("--type", help="A PLOVER type, such as CONSULT.")]
StatusOption = Annotated[str | None, typer.Option("--status", help="Such as occurred or planned.")]
PlaceOption = Annotated[str | None, typer.Option("--place", help="A place's name, or a country's ISO code.")]
SinceOption = Annotated[str | None, typer.Option("--since", help="First day, as 2016-11-20.")]
UntilOption = Annotated[str | None, typer.Option("--until", help="Last day.")]
FieldOption = Annotated[list[str] | None, typer.Option("--field", help="Only this field; repeat for several.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=1, help="So many at the most.")]

SHOWN = ("table", "json", "jsonl")
SHEET = (*SHOWN, "csv")
WIDTH = 160
"""Columns of what goes into a pipe, which has no width of its own: names are not broken for it."""


def check_choice(given: str | None, known: Iterable[str], option: str = "--format") -> None:
    """Raise typer.BadParameter, which lists what there is, where a word is none of those known."""
    known = tuple(known)
    if given is not None and given not in known:
        raise typer.BadParameter(f"{given!r}; there are {', '.join(known)}", param_hint=option)


def note_unknown(what: str, given: str | None, known: Iterable[str]) -> None:
    """Say on standard error that nothing was found since the ledger has no such value, and which it has."""
    known = tuple(known)
    if given is not None and given not in known:
        print(f"no {what} of this ledger is {given!r}; there are {', '.join(known) or 'none'}", file=sys.stderr)


def open_ledger(ledger: Path | None) -> "Ledger":
    """Open the ledger that is named, else that of the configuration; raise LedgerError where there is none."""
    from dateline.config import load_config
    from dateline.store.ledger import Ledger

    return Ledger(ledger or load_config().ledger, create=False)


@contextmanager
def written(path: Path | None) -> "Iterator[TextIO]":
    """Give a file to write text to, standard output without one; raise UsageError where it cannot be written."""
    if path is None:
        yield sys.stdout
        return
    try:
        stream = path.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{path}: cannot be written: {error.strerror}") from error
    with stream:
        yield stream


def console(*, stderr: bool = False, width: int = WIDTH) -> "Console":
    """Return where tables and progress are shown."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, width=None if stderr or sys.stdout.isatty() else width)


def print_views(*items: "RenderableType") -> None:
    """Print what is shown to people."""
    where = console()
    for item in items:
        where.print(item)


def print_rows(rows: Iterable[dict[str, Any]], format: str, columns: Sequence[str] = ()) -> None:
    """Print rows as one JSON list, as JSON Lines or, in these columns, as CSV."""
    if format == "csv":
        from dateline.export.csv import write_rows

        write_rows(list(rows), columns, sys.stdout)
    elif format == "json":
        print(json.dumps(list(rows), ensure_ascii=False, indent=2))
    else:
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))


def print_found(view: "RenderableType", rows: Iterable[dict[str, Any]], format: str) -> None:
    """Print what was found: the view as a table, else the rows."""
    if format == "table":
        print_views(view)
    else:
        print_rows(rows, format)
