"""The commands that hold the record against what others keep: `dateline corroborate` and `dateline reference`.

Thin, as `cli` is; nothing heavy is imported before a command needs it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from dateline.corroborate import Findings
    from dateline.reference import Match

LedgerOption = Annotated[
    Path | None, typer.Option("--ledger", help="The ledger's file; else DATELINE_LEDGER, else dateline.db here.")
]
FormatOption = Annotated[str, typer.Option("--format", "-f", help="table, json, jsonl or csv.")]
FORMATS = ("table", "json", "jsonl", "csv")


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(name="corroborate")(corroborate_file)
    app.command(name="reference")(reference_file)


def corroborate_file(
    files: Annotated[
        list[Path], typer.Argument(help="State Department XML, a COLT-style CSV, or our JSON Lines.", metavar="FILE...")
    ],
    format: FormatOption = "table",
    every: Annotated[
        bool, typer.Option("--all", help="Add every row, not only those that tell of our events.")
    ] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Print the verdicts; add nothing to the ledger.")] = False,
    missing: Annotated[int, typer.Option("--missing", min=0, help="So many missing rows in the table.")] = 20,
    ledger: LedgerOption = None,
) -> None:
    """Hold our encounters and visits against an official record, and list what the ledger lacks."""
    from dateline.config import load_config
    from dateline.corroborate import COLUMNS, corroborate, missing_row, verdict_row
    from dateline.store.ledger import Ledger

    _check(format)
    with Ledger(ledger or load_config().ledger, create=False) as opened:
        findings = corroborate(opened, *files, write=not dry, every=every)
    for skipped in findings.skipped:
        print(f"skipped {skipped.subject}: {skipped.reason}", file=sys.stderr)
    rows = [verdict_row(one, findings) for one in findings.verdicts]
    lacking = [missing_row(one) for one in findings.missing]
    if format == "table":
        _table(rows, ("verdict", "event", "label", "start", "row", "row_start", "reason"))
        _table(lacking[:missing], ("verdict", "row", "row_kind", "row_people", "row_place", "row_start", "row_end"))
        _told(findings, dry=dry)
    elif format == "json":
        print(json.dumps({"verdicts": rows, "missing": lacking}, ensure_ascii=False, indent=2))
    else:
        _write([*rows, *lacking], COLUMNS, format)


def _told(findings: "Findings", *, dry: bool) -> None:
    from dateline.witness.verdicts import ORDER

    counts = ", ".join(f"{findings.count(verdict)} {verdict}" for verdict in ORDER)
    added = "nothing added (--dry-run)" if dry else f"{findings.added} rows added"
    print(f"{counts}; {len(findings.missing)} in the record that the ledger lacks; {added}", file=sys.stderr)


def reference_file(
    file: Annotated[Path, typer.Argument(help="A CSV, FollowTheMoney JSON Lines or a Wikidata extract of people.")],
    format: FormatOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """Load a reference of people, and give the ledger's people their outside identifiers."""
    from dateline.config import load_config
    from dateline.reference import COLUMNS, load_reference, match_row
    from dateline.store.ledger import Ledger

    _check(format)
    with Ledger(ledger or load_config().ledger, create=False) as opened:
        matches = load_reference(opened, file)
    rows = [match_row(one) for one in matches]
    if format == "table":
        _table(rows, COLUMNS)
        _counted(matches)
    elif format == "json":
        print(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        _write(rows, COLUMNS, format)


def _counted(matches: "Sequence[Match]") -> None:
    counts = {"matched": 0, "ambiguous": 0, "unknown": 0}
    for one in matches:
        counts[one.outcome] += 1
    print(", ".join(f"{count} {outcome}" for outcome, count in counts.items()), file=sys.stderr)


def _check(given: str) -> None:
    if given not in FORMATS:
        raise typer.BadParameter(f"{given!r}; there are {', '.join(FORMATS)}", param_hint="--format")


def _table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich.console import Console
    from rich.table import Table

    if not rows:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(_cell(row.get(column)) for column in columns))
    Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 180).print(table)


def _write(rows: Sequence[dict[str, Any]], columns: Sequence[str], format: str) -> None:
    if format == "jsonl":
        for row in rows:
            print(json.dumps(row, ensure_ascii=False))
        return
    from dateline.export.csv import write_rows

    write_rows(rows, columns, sys.stdout)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
