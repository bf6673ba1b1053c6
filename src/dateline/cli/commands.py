"""The command line: `dateline add`, `read`, `events`, `show`, `quotes`, `search`, `export`, `serve`, `doctor`.

Thin: it reads arguments, calls the library and prints. Nothing heavy is imported before a command needs it, so
that `--help` answers at once. Exit codes: 0 well, 1 failed, 2 used wrongly.
"""

import json
import os
import re
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline import __version__
from dateline.cli.codebook import app as codebook_app
from dateline.cli.desk import register as register_desk
from dateline.cli.entity import register as register_entity
from dateline.cli.news import register as register_news
from dateline.cli.official import register
from dateline.cli.options import (
    SHEET,
    SHOWN,
    CodebookOption,
    FormatOption,
    LedgerOption,
    LimitOption,
    ModelOption,
    PlaceOption,
    SheetOption,
    SinceOption,
    StatusOption,
    TypeOption,
    UntilOption,
    WhoOption,
    check_choice,
    console,
    note_unknown,
    open_ledger,
    print_found,
    print_rows,
    print_views,
    written,
)
from dateline.cli.serve import register as register_serve
from dateline.config import Config, load_config
from dateline.errors import DatelineError, UsageError

if TYPE_CHECKING:
    from dateline.dating.stretches import PageDate
    from dateline.store.ledger import Ledger

app = typer.Typer(
    name="dateline",
    help="A sourced record of political events, read from raw news pages.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Pages = Annotated[list[str], typer.Argument(help="Files, folders, globs, or - for standard input.", metavar="PAGE...")]


def main() -> None:
    """Run the command line; an error made on purpose is one line on standard error and exit code 1."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # with two, small products took a quarter more time, not less
    debug = "--debug" in sys.argv
    if debug:
        sys.argv.remove("--debug")
    try:
        app()
    except DatelineError as error:
        if debug:
            raise
        print(f"dateline: {error}", file=sys.stderr)
        sys.exit(1)
    except BrokenPipeError:  # the reader of a pipe went away, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"dateline {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """A sourced record of political events, read from raw news pages. --debug shows the trace of an error."""


def _config(ledger: Path | None = None, model: str | None = None, codebook: Path | None = None) -> Config:
    config = load_config()
    if ledger is not None:
        config = replace(config, ledger=ledger)
    if model is not None:
        config = replace(config, model=model)
    return replace(config, codebook=codebook) if codebook is not None else config


@app.command()
def add(pages: Pages, ledger: LedgerOption = None, model: ModelOption = None, codebook: CodebookOption = None) -> None:
    """Read pages into the ledger and bring the record up to date."""
    from dateline.pipeline import add_pages, load_kit, update
    from dateline.store.ledger import Ledger

    config = _config(ledger, model, codebook)
    kit = load_kit(config)
    counts = {"added": 0, "known": 0, "skipped": 0}
    try:
        with Ledger(config.ledger) as opened, _progress() as tick:
            for outcome in add_pages(opened, pages, kit):
                counts[outcome.result] += 1
                if outcome.result == "skipped":
                    print(f"skipped {outcome.name}: {outcome.reason}", file=sys.stderr)
                tick(outcome.name)
            change = update(opened, kit)
    except KeyboardInterrupt:
        print(f"interrupted; {counts['added']} added, which are kept: run it again to go on", file=sys.stderr)
        raise typer.Exit(130) from None  # as a shell counts what ctrl-C ended
    told = f"{counts['added']} added, {counts['known']} known already, {counts['skipped']} skipped"
    print(f"{told}; {change.events} events new or changed in {config.ledger}", file=sys.stderr)
    if counts["skipped"] and not counts["added"] and not counts["known"]:
        raise typer.Exit(1)


def _progress() -> Any:
    from contextlib import contextmanager

    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    @contextmanager
    def shown() -> Any:
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("reading", total=None)
            yield lambda name: bar.update(task, advance=1, description=f"read {Path(name).name[:40]}")

    return shown()


@app.command()
def read(
    pages: Pages,
    format: Annotated[str, typer.Option("--format", "-f", help="jsonl or json.")] = "jsonl",
    model: ModelOption = None,
    codebook: CodebookOption = None,
) -> None:
    """Print what is read from each page alone, without a ledger."""
    from dateline.export.reading import reading_object
    from dateline.model.claims import Skipped
    from dateline.pipeline import load_kit, place_alone, read_pages

    check_choice(format, ("jsonl", "json"))
    found: list[dict[str, Any]] = []
    count = skipped = 0
    for item in read_pages(pages, load_kit(_config(None, model, codebook))):
        if isinstance(item, Skipped):
            print(f"skipped {item.subject}: {item.reason}", file=sys.stderr)
            skipped += 1
            continue
        count += 1
        shown = reading_object(item, place_alone(item))
        if format == "jsonl":
            print_rows([shown], format)
        else:
            found.append(shown)
    if format == "json":
        print(json.dumps(found, ensure_ascii=False, indent=2))
    if skipped and not count:
        raise typer.Exit(1)


@app.command()
def events(
    who: WhoOption = None,
    type: TypeOption = None,
    kind: Annotated[str | None, typer.Option("--kind", help="Such as meeting or handshake.")] = None,
    status: StatusOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    place: PlaceOption = None,
    limit: LimitOption = None,
    skipped: Annotated[bool, typer.Option("--skipped", help="List what was left out instead, with reasons.")] = False,
    format: SheetOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """List the events of the record."""
    from dateline.export import csv, terminal
    from dateline.model.claims import Status
    from dateline.store.queries import EventFilter, find_events, list_skipped, values_of

    check_choice(format, SHEET)
    check_choice(status and status.lower(), Status, "--status")
    with open_ledger(ledger) as opened:
        if skipped:
            _print_skipped(list_skipped(opened), format)
            return
        wanted = EventFilter(tuple(who or ()), type, kind, status, since, until, place, limit=limit)
        lines = find_events(opened, wanted)
        if not lines:
            note_unknown("type", type and type.upper(), values_of(opened, "type"))
            note_unknown("kind", kind and kind.lower(), values_of(opened, "kind"))
    if format == "csv":
        csv.write_lines(lines, sys.stdout)
    else:
        rows = ({name: getattr(line, name) for name in line.__slots__} for line in lines)
        print_found(terminal.events_table(lines), rows, format)


def _print_skipped(rows: list[tuple[str, str, str, str]], format: str) -> None:
    keys = ("subject", "stage", "reason", "at")
    if format != "table":
        print_rows([dict(zip(keys, row, strict=True)) for row in rows], format, keys)
        return
    for subject, stage, reason, at in rows:
        print(f"{at[:10]}  {stage:<8} {subject}: {reason}")


@app.command()
def show(
    event: Annotated[
        str | None, typer.Argument(help="An event's id, or the start of it; without one, the encounter most told of.")
    ] = None,
    summary: Annotated[bool, typer.Option("--summary", help="The fewest sentences that carry every field.")] = False,
    whole: Annotated[bool, typer.Option("--all", help="Every statement, not the most telling of each value.")] = False,
    format: FormatOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """Show one event: every field, its state, the words, their source, page and position."""
    from dateline.cli.news import show_summary
    from dateline.export.record import event_object
    from dateline.export.terminal import event_view
    from dateline.store.queries import get_event, labels_of, most_told

    check_choice(format, SHOWN)
    with open_ledger(ledger) as opened:
        found = get_event(opened, event or most_told(opened))
        labels = labels_of(opened, (relation.event for relation in found.related))
        if summary:
            show_summary(opened, found, format)
            return
        datings = _datings(opened, [r.page for r in found.reports if not r.published]) if format == "table" else {}
    if format == "table":
        print_views(event_view(found, labels, whole, datings))
    else:
        print(json.dumps(event_object(found), ensure_ascii=False, indent=2 if format == "json" else None))


def _datings(ledger: "Ledger", undated: list[str]) -> dict[str, "PageDate"]:
    """Return how pages without a date were dated; what reads pages is only loaded where there are some."""
    if not undated:
        return {}
    from dateline.pipeline import explain_date

    return {page: explain_date(ledger, page) for page in undated}


@app.command()
def quotes(
    speaker: Annotated[str | None, typer.Option("--speaker", help="Who said it.")] = None,
    addressee: Annotated[str | None, typer.Option("--addressee", help="To whom it was said.")] = None,
    act: Annotated[str | None, typer.Option("--act", help="Such as denial, claim or demand.")] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="Whom or what it speaks of.")] = None,
    about: Annotated[str | None, typer.Option("--about", help="Words that it holds.")] = None,
    since: Annotated[str | None, typer.Option("--since", help="Said on this day or later: 2016-11-20, 2016.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Said on this day or earlier.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="So many at the most.")] = 200,
    format: FormatOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """List who said what, to whom, of what; with what it denies and the event that it speaks of."""
    from dateline.export.terminal import quotes_table
    from dateline.store.quotes import QuoteFilter, acts_of, search_quotes

    check_choice(format, SHOWN)
    with open_ledger(ledger) as opened:
        lines = search_quotes(opened, QuoteFilter(speaker, addressee, act, topic, about, since, until, limit))
        if not lines:
            note_unknown("act", act and act.lower(), acts_of(opened))
    rows = ({name: getattr(line, name) for name in line.__slots__} for line in lines)
    print_found(quotes_table(lines), rows, format)


@app.command()
def search(
    text: Annotated[str, typer.Argument(help="Words; quotation marks keep words together.")],
    limit: Annotated[int, typer.Option("--limit", min=1, help="So many at the most.")] = 20,
    ledger: LedgerOption = None,
) -> None:
    """Find pages by their words."""
    from dateline.export.terminal import hits_view
    from dateline.store.queries import search_words

    if not re.search(r"\w", text):
        raise UsageError(f"{text!r} holds no word to search for; name a word")
    with open_ledger(ledger) as opened:
        print_views(hits_view(search_words(opened, text, limit)))


@app.command()
def export(
    to: Annotated[
        str,
        typer.Option(
            "--to",
            help="jsonl, csv, colt, polecat, plover, gdelt, gdelt-mentions, icews, ftm, ical (docs/formats.md);"
            " site: pages that a browser opens from a folder.",
        ),
    ] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="A file, instead of standard output; a folder for a site.")
    ] = None,
    ledger: LedgerOption = None,
) -> None:
    """Write the whole record."""
    from dateline.export.formats import FORMS
    from dateline.export.record import event_object
    from dateline.reference import identifiers_of
    from dateline.store.queries import all_events

    check_choice(to, ("jsonl", "site", *FORMS), "--to")
    if to == "site":
        _export_site(_config(ledger).ledger, output)
        return
    with open_ledger(ledger) as opened, written(output) as stream:
        if to in FORMS:
            left_out = FORMS[to].write(all_events(opened), stream)
            if left_out:
                print(f"{left_out} events that {to} has no way to tell are left out", file=sys.stderr)
            return
        known = identifiers_of(opened)
        for event in all_events(opened):
            stream.write(json.dumps(event_object(event, known), ensure_ascii=False) + "\n")


def _export_site(ledger: Path, folder: Path | None) -> None:
    try:
        from dateline.web.site import write_site
    except ModuleNotFoundError as error:
        raise DatelineError(f"a site needs {error.name}; install it with `pip install 'dateline[web]'`") from error
    if folder is None:
        raise typer.BadParameter("name the folder of the site", param_hint="--output")
    count = write_site(ledger, folder)
    print(f"{count} files in {folder}; open {folder / 'index.html'}", file=sys.stderr)


@app.command()
def doctor(ledger: LedgerOption = None, model: ModelOption = None) -> None:
    """Say what is installed, which model is used, and whether the ledger is well."""
    from dateline.doctor import examine

    well = True
    for finding in examine(_config(ledger, model)):
        well = well and finding.well
        print(f"{'ok ' if finding.well else 'BAD'} {finding.what}: {finding.told}")
    if not well:
        raise typer.Exit(1)


register(app)
register_entity(app)
register_desk(app)
register_news(app)
register_serve(app)
app.add_typer(codebook_app)
