"""Show in a terminal what was found over the record: disagreements, what rules decide, what is new.

In: `Conflict`s, a `Sensitivity`, `News`. Out: rich renderables; colours and widths are rich's to decide.
"""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.conflicts import Conflict, Side
from dateline.export.terminal import name_of
from dateline.model.record import Report, Statement
from dateline.sensitivity import RULES, Sensitivity
from dateline.watch import News

WORDS = 160
"""Characters of a quotation in a table."""
SHOWN = 3
"""Sides of a disagreement that stand beside each other, and words shown of each."""


def conflicts_view(found: Iterable[Conflict]) -> Group:
    """Return the disagreements, each with its sides beside each other."""
    parts: list[RenderableType] = []
    for conflict in found:
        head = Text.assemble((f"{conflict.strength:.2f}  {conflict.field}", "bold red"), f"  {conflict.label}")
        parts += [head.append(f"  {conflict.event[:10]}", style="dim"), Padding(_sides(conflict), (0, 0, 1, 6))]
    return Group(*parts) if parts else Group(Text("the sources disagree about nothing"))


def _sides(conflict: Conflict) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    shown = conflict.sides[:SHOWN]
    for side in shown:
        table.add_column(_side_head(side), ratio=1, overflow="fold")
    most = max(len(_lines(side)) for side in shown)
    for number in range(min(most, SHOWN)):
        table.add_row(*(_cell(conflict, side, number) for side in shown))
    return table


def _side_head(side: Side) -> str:
    count = f"{side.sources} independent source{'s' * (side.sources != 1)}"
    return f"{' or '.join(side.values)}  ({count}{'' if side.stated else ', worked out'})"


def _lines(side: Side) -> list[Statement]:
    """Return one statement for each thing said by each speaker of each page."""
    told = {(s.page, s.source, s.quote): s for s in side.statements}
    return list(told.values())


def _cell(conflict: Conflict, side: Side, number: int) -> Text:
    lines = _lines(side)
    if number >= len(lines):
        return Text("")
    statement = lines[number]
    return _quoted(statement, conflict.reports[statement.page])


def _quoted(statement: Statement, report: Report | None) -> Text:
    said = f"{statement.source}: " if statement.source else ""
    words = Text.assemble((said, "magenta"), f"“{short(statement.quote)}”")
    if report is not None:
        words.append(f"  {name_of(report)} {statement.span.start}-{statement.span.end}", style="dim")
    return words


def short(words: str, most: int = WORDS) -> str:
    """Return words on one line, cut where they are too long."""
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def sensitivity_view(found: Sensitivity) -> Group:
    """Return what each rule would change, counted, and then field by field."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("event", "field", "shown", "by rule", "under rule", "would be"):
        table.add_column(column, overflow="fold", max_width=44 if column == "event" else None)
    for shift in found.shifts:
        event = Text(shift.label).append(f"  {shift.event[:10]}", style="dim")
        table.add_row(event, shift.field, Text(shift.value), shift.by, shift.rule, Text(short(shift.other)))
    told = f"{found.fields} fields of {found.events} events have more than one value"
    return Group(Text(told, style="bold"), *_counts(found), Text(""), table)


def _counts(found: Sensitivity) -> Iterator[Text]:
    for rule in RULES:
        fields, events = found.counts()[rule]
        if fields:
            yield Text(f"  {rule:<8} would change {fields} field{'s' * (fields != 1)} of {events} "
                       f"event{'s' * (events != 1)}")  # fmt: skip


def news_lines(found: Sequence[News]) -> Iterator[Text]:
    """Yield what is new, one thing a line, with the words and where they stand below."""
    for news in found:
        yield Text.assemble((f"{news.kind:<14}", STYLES[news.kind]), f"{_told(news)}  ", (news.event[:10], "dim"))
        if news.statement is not None:
            yield Text(f"{'':<14}").append(_quoted(news.statement, news.report))
        if news.against is not None:
            yield Text(f"{'':<14}against ").append(_quoted(news.against, None))


STYLES = {"event": "green", "status": "cyan", "contradiction": "bold red", "denial": "bold red"}


def _told(news: News) -> str:
    if news.kind == "event":
        return f"{news.label} ({news.after})"
    if news.kind == "denial":
        return f"{news.label}: denied by {news.after}"
    change = "was" if news.kind == "status" else "held"
    return f"{news.label}: {news.field} {change} {news.before}, now {news.after}"
