"""Show the record in a terminal: the table of events, and one event whole.

In: rows from `store.queries` and `Event`s. Out: rich renderables; colours and widths are rich's to decide.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.dating.stretches import PageDate
from dateline.export.datings import dating_view
from dateline.export.evidence import WHOLE, Proof, prove
from dateline.model.record import Event, Field, Report, Statement
from dateline.store.queries import EventLine, Hit
from dateline.store.quotes import QuoteLine

STATE_STYLES = {
    "agreed": "green",
    "single": "",
    "updated": "cyan",
    "conflicting": "bold red",
    "inferred": "yellow",
    "retracted": "dim",
}
STATUS_STYLES = {"occurred": "green", "ongoing": "green", "disputed": "bold red", "not-held": "red", "cancelled": "red"}
ORDER = (
    "status", "date", "place", "venue", "occasion", "kind", "mode", "format", "participant", "duration", "topic",
    "outcome", "account",
)  # fmt: skip

REASONS = 5
"""Reasons for merging shown at once, the most frequent first."""


def events_table(lines: Sequence[EventLine]) -> Table:
    """Return the table of events: date, place, who, what, status, reports and independent sources."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("date", no_wrap=True)
    table.add_column("place", max_width=16)
    table.add_column("who", ratio=3)
    table.add_column("what", max_width=18)
    table.add_column("status")
    table.add_column("reports", justify="right")
    table.add_column("sources", justify="right")
    table.add_column("event", no_wrap=True, style="dim")
    for line in lines:
        what = line.kind or line.type.lower()
        flag = Text(" ≠", style="bold red") if line.conflicts else Text("")
        table.add_row(
            show_days(line.start, line.end),
            Text(line.place or line.country or ""),
            Text(", ".join(line.who)),
            Text(what if line.type == "CONSULT" or not line.kind else f"{line.type.lower()}: {what}"),
            Text(line.status, style=STATUS_STYLES.get(line.status, "")) + flag,
            str(line.reports),
            str(line.sources),
            line.id[:10],
        )
    return table


def show_days(start: str | None, end: str | None) -> str:
    """Return a day, a month, a year or a range, as short as it can be told."""
    if not start:
        return "undated"
    if not end or start == end:
        return start
    if start[:7] == end[:7] and start[8:] == "01" and end[8:] in ("28", "29", "30", "31"):
        return start[:7]
    if start[:4] == end[:4] and start[5:] == "01-01" and end[5:] == "12-31":
        return start[:4]
    if start[:7] == end[:7]:
        return f"{start}…{end[8:]}"
    if int(end[:4]) - int(start[:4]) > 1:
        return f"{start[:4]}…{end[:4]}"
    return f"{start}…{end[5:] if start[:4] == end[:4] else end}"


def event_view(
    event: Event,
    labels: Mapping[str, str] | None = None,
    whole: bool = False,
    datings: Mapping[str, PageDate] | None = None,
) -> RenderableType:
    """Return one event: each field with its state and the words behind it, then reports and relations.

    `labels` are those of related events, by id; `whole` shows every statement, not the most telling of each value;
    `datings` tell how its pages without a date were dated, by page.
    """
    parts: list[RenderableType] = [Text(event.label, style="bold"), Text(f"{event.id}   {event.type}", style="dim"), ""]
    statements = {s.id: s for s in event.statements}
    reports = {r.page: r for r in event.reports}
    for field in sorted(event.fields, key=lambda f: (ORDER.index(f.name) if f.name in ORDER else 99, f.name)):
        each = whole or field.name in WHOLE
        proofs = _all_of(field, statements) if each else prove(field, statements, reports)
        parts += [_field_head(field), _evidence(field, proofs, reports)]
    named = {name_of(reports[page]): dated for page, dated in (datings or {}).items() if page in reports}
    parts += [
        *_history(event),
        *_reports(event),
        *dating_view(named),
        *_related(event, labels or {}),
        *_merges(event, whole),
    ]
    return Group(*parts)


def _field_head(field: Field) -> Text:
    value = "what each side said" if field.name == "account" else field.value
    head = Text.assemble((f"{field.name:<12}", "bold"), " ", value, "  ")
    head.append(f"[{field.state.value}]", style=STATE_STYLES[field.state.value])
    if field.note:
        head.append(f"\n{'':<13}{field.note}", style="italic")
    return head


def _all_of(field: Field, statements: Mapping[str, Statement]) -> tuple[Proof, ...]:
    """Return every statement of a field; of what each side said, one side after the other."""
    told = [statements[item] for item in field.statements]
    if field.name == "account":
        told.sort(key=lambda s: (s.source or "", s.as_of or "", s.page, s.span))
    return (Proof(field.value, tuple(told), 0),)


def _evidence(field: Field, proofs: Iterable[Proof], reports: Mapping[str, Report]) -> RenderableType:
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(ratio=3)
    table.add_column(ratio=2, style="dim")
    for proof in proofs:
        for number, statement in enumerate(proof.shown, start=1):
            where = f"{name_of(reports[statement.page])} {statement.span.start}-{statement.span.end}"
            more = f", and {proof.more} more" if proof.more and number == len(proof.shown) else ""
            table.add_row(_words(field, statement), Text(where + more))
    return Padding(table, (0, 0, 1, 13))


def _words(field: Field, statement: Statement) -> Text:
    said = f"{statement.source}: " if statement.source else ""
    plain = statement.value in (field.value, " ".join(statement.quote.split()))
    value = "" if plain else f"  → {'no ' * (statement.polarity == 'neg')}{statement.value}"
    return Text.assemble((said, "magenta"), f"“{_short(statement.quote)}”", (value, "cyan"))


def _short(words: str, most: int = 240) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[: most - 1] + "…"


def name_of(report: Report) -> str:
    """Return what a person would call a report: its publisher and file."""
    file = (report.path or report.url or report.page).rpartition("/")[2]
    return f"{report.publisher}, {file}" if report.publisher else file


def _history(event: Event) -> list[RenderableType]:
    if len({step.status for step in event.status_history}) < 2:
        return []
    lines: list[RenderableType] = [Text("status, step by step", style="bold")]
    for step in event.status_history:
        lines.append(Text(f"  {step.as_of or 'undated':<12}{step.status.value:<11}{step.source or 'the writer'}"))
    return [*lines, ""]


def _reports(event: Event) -> list[RenderableType]:
    count = f"{len(event.reports)} report{'s' * (len(event.reports) != 1)}"
    sources = f"{event.independent_sources} independent source{'s' * (event.independent_sources != 1)}"
    lines: list[RenderableType] = [Text(f"{count}, {sources}", style="bold")]
    for report in sorted(event.reports, key=lambda r: (r.independent_source, r.page)):
        day = report.published or "undated"
        basis = f" ({report.published_basis})" if report.published_basis else ""
        lines.append(Text(f"  source {report.independent_source}: {name_of(report)}, {day}{basis}"))
    for passage in event.shared:
        lines.append(Text(f"  shared by two reports ({passage.share:.0%} of the shorter): “{_short(passage.quote)}”"))
    return [*lines, ""]


def _related(event: Event, labels: Mapping[str, str]) -> list[RenderableType]:
    return [
        Text(f"{r.relation.replace('_', ' ')}: {labels.get(r.event, '')} ({r.event})".replace(":  (", " ("))
        for r in event.related
    ]


def _merges(event: Event, whole: bool) -> list[RenderableType]:
    """Return why the mentions are held to be one event: each reason, and for how many pairs of mentions it holds."""
    if not event.merges:
        return []
    lines: list[RenderableType] = [Text("why these mentions are one event", style="bold")]
    if whole:
        return [*lines, *(Text(f"  {m.score:.1f}  {'; '.join(m.reasons)}", style="dim") for m in event.merges)]
    counts = Counter(reason for merge in event.merges for reason in merge.reasons)
    pairs = len(event.merges)
    for reason, count in counts.most_common(REASONS):
        lines.append(Text(f"  {count} of {pairs} pair{'s' * (pairs != 1)}: {reason}", style="dim"))
    return lines


def quotes_table(lines: Iterable[QuoteLine]) -> Table:
    """Return the table of quotations: when, who, act, words, what they deny, where, and the event spoken of."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("said")
    table.add_column("who", max_width=26)
    table.add_column("act")
    table.add_column("words", ratio=1)
    table.add_column("where", max_width=30)
    table.add_column("event", no_wrap=True, style="dim")
    for line in lines:
        words = Text(_short(line.words))
        if line.denies:
            words.append(f"\ndenies: {_short(line.denies, 120)}", style="italic")
        where = f"{(line.path or line.page).rpartition('/')[2]} {line.start}-{line.end}"
        event = (line.event or "")[:10]
        table.add_row(line.said or "", _voice(line), line.act, words, Text(where, style="dim"), event)
    return table


def _voice(line: QuoteLine) -> Text:
    """Return who speaks, what kind of source it is, to whom, and who tells it."""
    voice = Text(line.speaker or "no speaker named")
    voice.append(f" [{line.source_kind}]", style="dim")
    if line.addressee:
        voice.append(f" to {line.addressee}")
    if line.within and line.within != line.speaker:
        voice.append(f"\nas told by {_short(line.within, 40)}", style="dim")
    return voice


def hits_view(hits: Iterable[Hit]) -> Group:
    """Return pages that hold the words sought, the words in bold."""
    parts: list[RenderableType] = []
    for hit in hits:
        parts.append(Text(hit.title or hit.path or hit.page, style="bold"))
        words = Text("  ")
        for piece in hit.snippet.replace("\n", " ").split("\x02"):
            found, mark, rest = piece.partition("\x03")
            words.append(found if mark else "", style="bold yellow").append(rest if mark else found)
        parts += [words, Text(f"  {hit.path or hit.page}", style="dim")]
    return Group(*parts)
