"""The commands that look over the record: `dateline conflicts`, `sensitivity`, `watch`, `stories`, `sources`.

Thin, as `cli` is; nothing heavy is imported before a command needs it.
"""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import (
    SHOWN,
    FieldOption,
    FormatOption,
    LedgerOption,
    LimitOption,
    SinceOption,
    TypeOption,
    UntilOption,
    WhoOption,
    check_choice,
    open_ledger,
    print_found,
    print_rows,
    print_views,
)

if TYPE_CHECKING:
    from dateline.model.record import Event
    from dateline.store.ledger import Ledger
    from dateline.store.queries import EventFilter


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(name="conflicts")(list_conflicts)
    app.command(name="sensitivity")(show_sensitivity)
    app.command(name="watch")(show_news)
    app.command(name="stories")(show_stories)
    app.command(name="sources")(show_sources)


def list_conflicts(
    who: WhoOption = None,
    type: TypeOption = None,
    field: FieldOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = None,
    format: FormatOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """List what the sources disagree about, strongest first, with the words side by side."""
    from dateline.conflicts import conflict_row, conflicts
    from dateline.export.findings import conflicts_view

    check_choice(format, SHOWN)
    with open_ledger(ledger) as opened:
        found = conflicts(opened, _filter(who, type, since, until))
    found = [c for c in found if not field or c.field in field][:limit]
    print_found(conflicts_view(found), (conflict_row(conflict) for conflict in found), format)


def show_sensitivity(
    rule: Annotated[list[str] | None, typer.Option("--rule", help="Only under this rule; repeat for several.")] = None,
    field: FieldOption = None,
    who: WhoOption = None,
    type: TypeOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    format: FormatOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """Show which events and fields would have other values under other rules of reconciling."""
    from dateline.export.findings import sensitivity_view
    from dateline.sensitivity import RULES, sensitivity, shift_row

    check_choice(format, SHOWN)
    for name in rule or ():
        check_choice(name, RULES, "--rule")
    with open_ledger(ledger) as opened:
        found = sensitivity(opened, _filter(who, type, since, until), rule or RULES, field or ())
    print_found(sensitivity_view(found), (shift_row(shift) for shift in found.shifts), format)


def show_news(
    since: Annotated[
        int | None, typer.Option("--since", min=0, help="Since this mark instead, and set none; 0 is the start.")
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", help="text, json or jsonl.")] = "text",
    ledger: LedgerOption = None,
) -> None:
    """Print what is new since the last watch: events, status changes, statements that contradict the record."""
    from dateline.export.findings import news_lines
    from dateline.store.marks import get_mark, last_mark, set_mark
    from dateline.watch import news_row, watch

    check_choice(format, ("text", "json", "jsonl"))
    with open_ledger(ledger) as opened:
        mark = last_mark(opened) if since is None else get_mark(opened, since)
        found = watch(opened, mark)
        if format == "text":
            print_views(*news_lines(found))
        else:
            print_rows((news_row(news) for news in found), format)
        sys.stdout.flush()  # what was not delivered is told again: the mark is set last
        if since is None:
            now = set_mark(opened)
            print(f"{len(found)} new since mark {mark.number}; mark {now.number} is set", file=sys.stderr)


def show_stories(
    story: Annotated[str | None, typer.Argument(help="A story's id, or the start of it; without one, all.")] = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="The fewest sentences that tell its chief events.")
    ] = False,
    least: Annotated[int, typer.Option("--least", min=1, help="Only stories of so many articles or more.")] = 1,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: LimitOption = None,
    format: FormatOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """List the stories; or show one with its articles, timeline and independent sources."""
    from dateline.export.gathered import stories_table, story_view, summary_view
    from dateline.stories.story import get_story, line_row, stories, story_object
    from dateline.summary import summarise_story, summary_object

    check_choice(format, SHOWN)
    if summary and story is None:
        raise typer.BadParameter("name a story: `dateline stories` lists them", param_hint="--summary")
    with open_ledger(ledger) as opened:
        if story is None:
            lines = stories(opened, least, since, until)[:limit]
            print_found(stories_table(lines), (line_row(line) for line in lines), format)
            return
        found = get_story(opened, story)
        if summary:
            told = summarise_story(opened, found)
            print_found(summary_view(told), (summary_object(one) for one in told), format)
        else:
            print_found(story_view(found), [story_object(found)], format)


def show_sources(
    ident: Annotated[
        str | None,
        typer.Argument(help="An event's or a story's id; without one, who copies whom among publishers.", metavar="ID"),
    ] = None,
    format: FormatOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """Show who copies whom, with the passages that they share, and how many sources are independent."""
    from dateline.export.gathered import publishers_table, sources_view
    from dateline.stories.copying import publishers, sources_object, sources_of

    check_choice(format, SHOWN)
    with open_ledger(ledger) as opened:
        if ident is None:
            counts = publishers(opened)
            rows = [{"publisher": a, "copies": b, "articles": n} for (a, b), n in sorted(counts.items())]
            print_found(publishers_table(counts), rows, format)
        else:
            found = sources_of(opened, ident)
            print_found(sources_view(found), [sources_object(found)], format)


def show_summary(ledger: "Ledger", event: "Event", format: str) -> None:
    """Print the summary of one event."""
    from dateline.export.gathered import summary_view
    from dateline.summary import summarise_event, summary_object

    found = summarise_event(ledger, event)
    print_found(summary_view([found]), [summary_object(found)], format)


def _filter(who: list[str] | None, type: str | None, since: str | None, until: str | None) -> "EventFilter":
    from dateline.store.queries import EventFilter

    return EventFilter(tuple(who or ()), type, since=since, until=until)
