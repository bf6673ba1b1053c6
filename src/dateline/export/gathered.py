"""Show stories, summaries and the graph of who copies whom in a terminal.

In: `StoryLine`s, a `Story`, `Summary`s, `Sources`. Out: rich renderables; colours and widths are rich's to decide.
"""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from dateline.export.findings import short
from dateline.export.terminal import STATUS_STYLES, name_of, show_days
from dateline.store.stories import StoryLine
from dateline.stories.copying import Shared, Sources, Tie
from dateline.stories.story import Story
from dateline.summary import Summary

PASSAGES = 4
"""Shared passages that are shown of two reports; `--format jsonl` has all."""


def stories_table(lines: Iterable[StoryLine]) -> Table:
    """Return the table of stories, the newest first."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("days", no_wrap=True)
    table.add_column("articles", justify="right")
    table.add_column("sources", justify="right")
    table.add_column("title", ratio=1)
    table.add_column("story", no_wrap=True, style="dim")
    for line in lines:
        days = show_days(line.start, line.end)
        table.add_row(days, str(line.articles), str(line.sources), Text(line.title), line.id[:10])
    return table


def story_view(story: Story) -> Group:
    """Return a story whole: its articles by independent source, and its events as a timeline."""
    line = story.line
    head = Text.assemble((line.title, "bold"), f"\n{line.id}   {show_days(line.start, line.end)}")
    count = f"{_count(line.articles, 'article')}, {_count(line.sources, 'independent source')}"
    parts: list[RenderableType] = [head, Text(""), Text(count, style="bold")]
    for member in story.articles:
        file = (member.path or member.page).rpartition("/")[2]
        name = f"{member.publisher}, {file}" if member.publisher else file
        told = f"  source {member.source}: {name}, {member.day or 'undated'}"
        parts.append(Text(f"{told}: {short(member.title, 80)}" if member.title else told))
    return Group(*parts, Text(""), Text(_count(len(story.timeline), "event"), style="bold"), _timeline(story))


def _timeline(story: Story) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("date", no_wrap=True)
    table.add_column("event", ratio=1)
    table.add_column("status")
    table.add_column("articles", justify="right")
    table.add_column("sources", justify="right")
    table.add_column("", no_wrap=True, style="dim")
    for told in story.timeline:
        event = told.event
        status = Text(event.status.value, style=STATUS_STYLES.get(event.status.value, ""))
        days = show_days(event.start, event.end)
        table.add_row(days, Text(event.label), status, str(told.articles), str(told.sources), event.id[:10])
    return table


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def summary_view(found: Sequence[Summary]) -> Group:
    """Return summaries: each sentence with where it stands and what it carries, nothing added."""
    parts: list[RenderableType] = []
    for summary in found:
        parts.append(Text.assemble((summary.label, "bold"), (f"  {summary.event[:10]}", "dim")))
        for line in summary.lines:
            words = Text(f"“{' '.join(line.quote.split()).strip('“”')}”")
            where = f"{name_of(line.report)} {line.span.start}-{line.span.end}"
            cited = Text(f"{where}   {', '.join(line.carries)}", style="dim")
            parts += [Padding(words, (0, 0, 0, 2)), Padding(cited, (0, 0, 0, 4))]
        if summary.unstated:
            parts.append(
                Padding(Text(f"worked out, in no words: {', '.join(summary.unstated)}", style="italic"), (0, 2))
            )
        parts.append(Text(""))
    return Group(*parts)


def sources_view(found: Sources) -> Group:
    """Return the reports by independent source, and who copies whom with the passages of both."""
    names = {voice.page: voice.name for voice in found.voices}
    head = f"{_count(len(found.voices), 'report')}, {_count(found.independent, 'independent source')}"
    parts: list[RenderableType] = [Text(found.label, style="bold"), Text(""), Text(head, style="bold")]
    for voice in found.voices:
        credit = f" (names {', '.join(voice.agencies)})" if voice.agencies else ""
        parts.append(Text(f"  source {voice.source}: {voice.name}, {voice.day or 'undated'}{credit}"))
    for tie in found.ties:
        parts += [Text(""), _tie(tie, names), *_passages(tie.passages)]
    return Group(*parts)


def _tie(tie: Tie, names: Mapping[str, str]) -> Text:
    does = ("copies it" if tie.because else "one text") if tie.whole else "some words in common"
    why = f": {tie.because}" if tie.because else ""
    arrow = "→" if tie.because else "↔"
    return Text.assemble(
        (f"{names[tie.page]} {arrow} {names[tie.origin]}", "bold"), f"  {does}, {tie.share:.0%} of the shorter{why}"
    )


def _passages(passages: Sequence[Shared]) -> list[RenderableType]:
    lines: list[RenderableType] = []
    for passage in passages[:PASSAGES]:
        lines.append(Text(f"  {passage.start}-{passage.end} “{short(passage.words)}”"))
        if not passage.exact:
            lines.append(Text(f"    words replaced in {passage.their_start}-{passage.their_end} "
                              f"“{short(passage.theirs)}”", style="yellow"))  # fmt: skip
    if len(passages) > PASSAGES:
        lines.append(Text(f"  and {_count(len(passages) - PASSAGES, 'more passage')}", style="dim"))
    return lines


def publishers_table(counts: Mapping[tuple[str, str], int]) -> Table:
    """Return the table of which publisher's articles follow another's how often."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("publisher", "copies", "articles"):
        table.add_column(column, justify="right" if column == "articles" else "left")
    for (follower, followed), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        table.add_row(Text(follower), Text(followed), str(count))
    return table
