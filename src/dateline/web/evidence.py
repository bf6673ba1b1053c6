"""The words behind a statement, in the paragraph in which they stand.

In: statements, the event's reports, and the articles' texts, read only when they are shown. Out: `Evidence`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dateline.export.evidence import spread_sources
from dateline.export.terminal import name_of
from dateline.model.claims import Reading
from dateline.model.record import Event, Field, Report, Statement
from dateline.model.text import BlockKind, Span
from dateline.store.ledger import Ledger

AROUND = 420
"""Characters of a paragraph shown before and after the words."""
SHOWN = 4
"""Statements shown of a value at once; further ones are folded away, and the rest stand side by side on a page."""
FOLDED = 8


@dataclass(frozen=True, slots=True)
class Readings:
    """The readings of one request, each taken from the ledger once and only when it is asked for."""

    ledger: Ledger
    known: dict[str, Reading] = field(default_factory=dict)

    def of(self, page: str) -> Reading:
        """Return what was read from a page."""
        if page not in self.known:
            self.known[page] = self.ledger.reading(page)
        return self.known[page]

    def text(self, page: str) -> str:
        """Return the text of a page."""
        return self.of(page).article.text


@dataclass(frozen=True, slots=True)
class Evidence:
    """A statement with the rest of its paragraph, and the report that it stands in."""

    statement: Statement
    report: Report
    before: str
    after: str
    where: str

    @property
    def address(self) -> str:
        """Return the link that leads to the words in their article."""
        span = self.statement.span
        return f"/article/{self.statement.page}?start={span.start}&end={span.end}#marked"


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a field: all who give it, the first of them with their words, and by which sources."""

    value: str
    evidence: tuple[Evidence, ...]
    folded: tuple[Evidence, ...]
    count: int
    sources: tuple[int, ...]


def say_evidence(statement: Statement, report: Report, readings: Readings) -> Evidence:
    """Return the statement with the paragraph around its words."""
    text, span = readings.text(statement.page), statement.span
    left, right = _paragraph(readings.of(statement.page), span)
    before, after = text[left : span.start], text[span.end : right]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return Evidence(statement, report, before, after, name_of(report))


def _paragraph(reading: Reading, span: Span) -> tuple[int, int]:
    """Return the ends of the paragraph of an article in which a span stands; furniture is no paragraph."""
    text = reading.article.text
    for block in reading.article.blocks:
        if block.kind is not BlockKind.FURNITURE and block.span.covers(span):
            first = max(block.start, text.rfind("\n", block.start, span.start) + 1)
            last = text.find("\n", span.end, block.end)
            return first, block.end if last < 0 else last
    return span.start, span.end


def said_of(
    found: Field, statements: Mapping[str, Statement], reports: Mapping[str, Report], readings: Readings
) -> tuple[Said, ...]:
    """Group a field's evidence by the value that it gives, the value shown first, then the most told."""
    groups: dict[str, dict[tuple[str, int], Statement]] = defaultdict(dict)
    for item in found.statements:
        told = statements[item]
        groups[told.value].setdefault((told.page, told.span.start), told)
    ranked = sorted(groups, key=lambda value: (value != found.value, -len(groups[value]), value))
    return tuple(_said(value, tuple(groups[value].values()), reports, readings) for value in ranked)


def _said(value: str, told: Sequence[Statement], reports: Mapping[str, Report], readings: Readings) -> Said:
    spread = spread_sources(told, reports)
    shown = [say_evidence(item, reports[item.page], readings) for item in spread[: SHOWN + FOLDED]]
    sources = tuple(sorted({reports[item.page].independent_source for item in told}))
    return Said(value, tuple(shown[:SHOWN]), tuple(shown[SHOWN:]), len(told), sources)


def reports_of(event: Event) -> dict[str, Report]:
    """Return an event's reports by their pages."""
    return {report.page: report for report in event.reports}
