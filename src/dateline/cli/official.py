"""The commands that hold the record against what others keep: `dateline corroborate` and `dateline reference`.

Thin, as `cli` is; nothing heavy is imported before a command needs it.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dateline.cli.options import SHEET, LedgerOption, SheetOption, check_choice, console, open_ledger, print_rows

if TYPE_CHECKING:
    from dateline.corroborate import Findings
    from dateline.reference import Match


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(name="corroborate")(corroborate_file)
    app.command(name="reference")(reference_file)


def corroborate_file(
    files: Annotated[
        list[Path], typer.Argument(help="State Department XML, a COLT-style CSV, or our JSON Lines.", metavar="FILE...")
    ],
    format: SheetOption = "table",
    every: Annotated[
        bool, typer.Option("--all", help="Add every row, not only those that tell of our events.")
    ] = False,
    dry: Annotated[bool, typer.Option("--dry-run", help="Print the verdicts; add nothing to the ledger.")] = False,
    missing: Annotated[int, typer.Option("--missing", min=0, help="So many missing rows in the table.")] = 20,
    ledger: LedgerOption = None,
) -> None:
    """Hold our encounters and visits against an official record, and list what the ledger lacks."""
    from dateline.corroborate import COLUMNS, corroborate, missing_row, verdict_row

    check_choice(format, SHEET)
    with open_ledger(ledger) as opened:
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
        print_rows([*rows, *lacking], format, COLUMNS)


def _told(findings: "Findings", *, dry: bool) -> None:
    from dateline.witness.verdicts import ORDER

    counts = ", ".join(f"{findings.count(verdict)} {verdict}" for verdict in ORDER)
    added = "nothing added (--dry-run)" if dry else f"{findings.added} rows added"
    print(f"{counts}; {len(findings.missing)} in the record that the ledger lacks; {added}", file=sys.stderr)


def reference_file(
    file: Annotated[Path, typer.Argument(help="A CSV, FollowTheMoney JSON Lines or a Wikidata extract of people.")],
    format: SheetOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """Load a reference of people, and give the ledger's people their outside identifiers."""
    from dateline.reference import COLUMNS, load_reference, match_row

    check_choice(format, SHEET)
    with open_ledger(ledger) as opened:
        matches = load_reference(opened, file)
    rows = [match_row(one) for one in matches]
    if format == "table":
        _table(rows, COLUMNS)
        _counted(matches)
    else:
        print_rows(rows, format, COLUMNS)


def _counted(matches: "Sequence[Match]") -> None:
    counts = {"matched": 0, "ambiguous": 0, "unknown": 0}
    for one in matches:
        counts[one.outcome] += 1
    print(", ".join(f"{count} {outcome}" for outcome, count in counts.items()), file=sys.stderr)


def _table(rows: Sequence[dict[str, Any]], columns: Sequence[str]) -> None:
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column.replace("_", " "), overflow="fold")
    for row in rows:
        table.add_row(*(Text(_cell(row.get(column))) for column in columns))  # no markup: names may hold brackets
    console(width=180).print(table)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)
