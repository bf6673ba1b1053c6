"""The commands that judge and draw: `dateline same`, `different`, `split`, `field`, `undo`, `log`, `plot`.

Thin, as `cli` is; nothing heavy is imported before a command needs it.
"""

import os
import sys
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import (
    SHEET,
    LedgerOption,
    PlaceOption,
    SheetOption,
    SinceOption,
    StatusOption,
    TypeOption,
    UntilOption,
    WhoOption,
    check_choice,
    open_ledger,
    print_rows,
)
from dateline.errors import UsageError

if TYPE_CHECKING:
    from dateline.judging import Signature
    from dateline.model.record import Judgement

AuthorOption = Annotated[str | None, typer.Option("--author", help="Who judges; else the user of this machine.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why, in a few words.")]
EventArgument = Annotated[str, typer.Argument(help="An event's id, or the start of it.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(name="same")(same)
    app.command(name="different")(different)
    app.command(name="split")(split)
    app.command(name="field")(field)
    app.command(name="undo")(undo_judgement)
    app.command(name="log")(log)
    app.command(name="plot")(plot)


def same(
    left: EventArgument,
    right: EventArgument,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Hold two events to be one."""
    from dateline.judging import judge_same
    from dateline.store.queries import get_event

    with open_ledger(ledger) as opened:
        _told(judge_same(opened, get_event(opened, left), get_event(opened, right), _signed(author, reason)))
        print(f"now {get_event(opened, left).id}: {get_event(opened, left).label}")


def different(
    left: EventArgument,
    right: EventArgument,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Hold two events apart: no rule may ever join them."""
    from dateline.judging import judge_different
    from dateline.store.queries import get_event

    with open_ledger(ledger) as opened:
        _told(judge_different(opened, get_event(opened, left), get_event(opened, right), _signed(author, reason)))


def split(
    event: EventArgument,
    mention: Annotated[
        str | None, typer.Option("--mention", help="The mention's id, or the start of it; without one, list them.")
    ] = None,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Take one mention out of an event; or list its mentions with their ids."""
    from dateline.judging import split_mention, told_mentions
    from dateline.store.queries import get_event

    with open_ledger(ledger) as opened:
        if mention is None:
            for ident, page, words in told_mentions(opened, get_event(opened, event)):
                print(f"{ident}  {page}  {words}")
            return
        made = split_mention(opened, get_event(opened, event), mention, _signed(author, reason))
        _told(made)
        print(f"{made[0].left} now tells {opened.event_of(made[0].left)}")


def field(
    event: EventArgument,
    said: Annotated[
        str, typer.Argument(help="FIELD=VALUE, such as date=2016-11-20; for unverifiable the field alone.")
    ],
    verdict: Annotated[str, typer.Option("--verdict", help="edit, right, wrong or unverifiable.")] = "edit",
    author: AuthorOption = None,
    reason: ReasonOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Give a verdict on one field of an event; the statements that were read stay."""
    from dateline.judging import judge_field
    from dateline.store.queries import get_event

    with open_ledger(ledger) as opened:
        _told(judge_field(opened, get_event(opened, event), verdict, said, _signed(author, reason)))
        print(get_event(opened, event).label)


def undo_judgement(
    judgement: Annotated[
        str | None, typer.Argument(help="A judgement's id, or the start of it; without one, a person's last act.")
    ] = None,
    author: AuthorOption = None,
    reason: ReasonOption = "",
    ledger: LedgerOption = None,
) -> None:
    """Take a judgement back, by another judgement."""
    from dateline.judging import undo

    with open_ledger(ledger) as opened:
        _told(undo(opened, judgement, _signed(author, reason)))


def log(
    author: Annotated[str | None, typer.Option("--author", help="Only this person's.")] = None,
    format: SheetOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """List all judgements, the undone and the undoing among them."""
    from dateline.model.record import Judgement

    check_choice(format, SHEET)
    with open_ledger(ledger) as opened:
        found = [j for j in opened.judgements(standing=False) if author in (None, j.author)]
    if format == "table":
        _told(found)
    else:
        rows = [{name: getattr(j, name) for name in Judgement.__slots__} for j in found]
        print_rows(rows, format, Judgement.__slots__)


def plot(
    picture: Annotated[str, typer.Argument(help="timeline, map, network or calendar.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file: .svg, .png, or .json (Vega-Lite).")],
    who: WhoOption = None,
    type: TypeOption = None,
    status: StatusOption = None,
    place: PlaceOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    story: Annotated[str | None, typer.Option("--story", help="A story's id, as `dateline stories` lists it.")] = None,
    area: Annotated[str, typer.Option("--area", help="A part of the map, such as europe.")] = "world",
    ledger: LedgerOption = None,
) -> None:
    """Draw the record, or a part of it, as a picture for print."""
    from dateline.model.claims import Status
    from dateline.plot.charts import write_chart
    from dateline.plot.draw import gather
    from dateline.store.queries import EventFilter
    from dateline.store.stories import get_line
    from dateline.stories.grouping import update_stories

    check_choice(status and status.lower(), Status, "--status")
    wanted = EventFilter(tuple(who or ()), type, None, status, since, until, place)
    with open_ledger(ledger) as opened:
        if story is not None:
            update_stories(opened)
            wanted = replace(wanted, story=get_line(opened, story)[0].id)
        shown = gather(opened, picture, wanted)
    drawn = write_chart(shown, output.suffix, area=area)
    try:
        output.write_bytes(drawn)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from error
    print(f"{picture} in {output}", file=sys.stderr)


def _signed(author: str | None, reason: str) -> "Signature":
    from dateline.judging import Signature

    return Signature(author or os.environ.get("USER") or os.environ.get("USERNAME") or "somebody", reason)


def _told(judgements: "Iterable[Judgement]") -> None:
    """Print one line an act: whoever joins or parts two events judges every pair of their mentions."""
    for _, group in groupby(judgements, key=_act):
        act = list(group)
        j, more = act[0], f"and {len(act) - 1} more" if len(act) > 1 else ""
        what = f"undoes {j.undoes}" if j.undoes else f"{j.left} {j.right}".strip()
        print("  ".join(part for part in (j.id, j.at[:19], j.author, j.verdict, what, more, j.reason) if part))


def _act(j: "Judgement") -> tuple[str, ...]:
    """Return what the judgements of one act have in common; other verdicts than on pairs stand alone."""
    joint = j.verdict in ("same", "different", "undo")
    return (j.verdict, j.author, j.at, j.reason) if joint else (j.id,)
