"""Summarise an event or a story: the fewest sentences of its pages that carry every stated field, each cited.

In: an `Event` with its pages' readings, or a `Story`. Out: `Summary`s. Nothing is generated: every line is a sentence
as it stands on its page, with the fields that it carries. The fewest are found exactly for events (a sentence for each
field at most); where two choices are equally few, the one that independent sources back best goes first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from dateline.conflicts import conflicts_of
from dateline.errors import UsageError
from dateline.ids import fold
from dateline.model.claims import Reading
from dateline.model.record import Event, FieldState, Report, Statement
from dateline.model.text import Span
from dateline.store.ledger import Ledger
from dateline.stories.story import Story

LEFT_OUT = ("mode", "account")
"""Fields that no summary has to carry: a code that no words state, and the speeches, which `quotes` lists."""

EXACT = 14
"""Sentences among which the fewest are sought by trying all choices; beyond, the one that adds most goes first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a summary: its words, where they stand, and what they carry as `field: value`."""

    quote: str
    page: str
    span: Span
    report: Report
    carries: tuple[str, ...]
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """The lines in the order of their days and pages, and what no sentence states: worked out, not told."""

    lines: tuple[Line, ...]
    unstated: tuple[str, ...] = ()
    event: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a page, the wanted values that it carries, and how many sources back them in all."""

    page: str
    span: Span
    carries: frozenset[str]
    backing: int


def summarise_event(ledger: Ledger, event: Event) -> Summary:
    """Return the summary of an event, from the pages of the ledger."""
    return summarise(event, {report.page: ledger.reading(report.page) for report in event.reports})


def summarise(event: Event, readings: Mapping[str, Reading]) -> Summary:
    """Return the fewest sentences of an event's pages that carry each of its stated values."""
    wanted = values_of(event)
    sentences = _sentences(event, wanted, readings)
    stated = frozenset(key for sentence in sentences for key in sentence.carries)
    chosen = fewest(sentences, stated)
    reports = {r.page: r for r in event.reports}
    lines = sorted((_line(s, readings, reports, event) for s in chosen), key=_order)
    return Summary(tuple(lines), tuple(key for key in wanted if key not in stated), event.id, event.label)


def _order(line: Line) -> tuple[str, str, Span]:
    return line.report.published or "9", line.page, line.span


def values_of(event: Event) -> tuple[str, ...]:
    """Return what a summary of the event must carry, as `field: value`: each value shown, each side of a conflict."""
    wanted: dict[str, None] = {}
    known = {s.id: s for s in event.statements}
    sides = {c.field: {value for side in c.sides for value in side.values} for c in conflicts_of(event)}
    for field in event.fields:
        if field.name in LEFT_OUT or field.state is FieldState.RETRACTED:
            continue
        shown = set(field.value.split("; ")) | sides.get(field.name, set())
        for statement in (known[item] for item in field.statements):
            if _said(statement) in shown:
                wanted[_key(statement)] = None
    return tuple(wanted)


def _said(statement: Statement) -> str:
    denied = statement.polarity == "neg" and statement.field == "outcome"
    return f"no {statement.value}" if denied else statement.value


def _key(statement: Statement) -> str:
    return f"{statement.field}: {_said(statement)}"


def _sentences(event: Event, wanted: Iterable[str], readings: Mapping[str, Reading]) -> list[Sentence]:
    """Return the sentences that state wanted values in words; what is worked out from elsewhere counts for none."""
    keys, carries = set(wanted), defaultdict(set)  # type: set[str], dict[tuple[str, Span], set[str]]
    source = {r.page: r.independent_source for r in event.reports}
    backers: dict[str, set[int]] = defaultdict(set)
    for statement in event.statements:
        sentence = _sentence_at(readings[statement.page], statement.span)
        if sentence is not None and _key(statement) in keys and not _is_elsewhere(statement):
            carries[statement.page, sentence].add(_key(statement))
            backers[_key(statement)].add(source[statement.page])
    return [
        Sentence(page, span, frozenset(held), sum(len(backers[key]) for key in held))
        for (page, span), held in sorted(carries.items())
    ]


def _is_elsewhere(statement: Statement) -> bool:
    """Say whether the statement's own words do not give its value: a pronoun for a name, a day that no word tells."""
    words = fold(statement.quote).split()
    if statement.field == "participant":
        return not set(fold(statement.value).split()) & set(words)
    if statement.field in ("date", "place") and statement.inferred_from is not None:
        return statement.fallback or not any(c.isdigit() or c.isupper() for c in statement.quote)
    return statement.inferred_from is not None


def _sentence_at(reading: Reading, span: Span) -> Span | None:
    return next((s for s in reading.sentences if s.covers(span)), None)


def fewest(sentences: Sequence[Sentence], wanted: frozenset[str]) -> list[Sentence]:
    """Return the fewest sentences that together carry all that is wanted; of equals the best backed, then shortest."""
    useful = [s for s in sentences if not any(_is_better(other, s) for other in sentences)]
    if len(useful) > EXACT:
        return _greedy(useful, wanted)
    for count in range(len(useful) + 1):
        fitting = [c for c in combinations(useful, count) if wanted <= frozenset().union(*(s.carries for s in c))]
        if fitting:
            return list(min(fitting, key=_rank))
    return []


def _rank(choice: Iterable[Sentence]) -> tuple[int, int, list[tuple[str, Span]]]:
    choice = list(choice)
    length = sum(s.span.end - s.span.start for s in choice)
    return -sum(s.backing for s in choice), length, [(s.page, s.span) for s in choice]


def _is_better(other: Sentence, sentence: Sentence) -> bool:
    """Say whether another sentence carries all that this one does, and more, or the same in fewer words."""
    if other.carries != sentence.carries:
        return other.carries > sentence.carries
    return _rank([other]) < _rank([sentence])


def _greedy(sentences: Sequence[Sentence], wanted: frozenset[str]) -> list[Sentence]:
    chosen: list[Sentence] = []
    left = set(wanted)
    while left:
        best = min(sentences, key=lambda s: (-len(s.carries & left), *_rank([s])))
        chosen.append(best)
        left -= best.carries
    return [s for s in chosen if not wanted <= frozenset().union(*(o.carries for o in chosen if o is not s))]


def _line(sentence: Sentence, readings: Mapping[str, Reading], reports: Mapping[str, Report], event: Event) -> Line:
    words = sentence.span.slice(readings[sentence.page].article.text)
    inside = [s for s in event.statements if s.page == sentence.page and sentence.span.covers(s.span)]
    speakers = {s.source for s in inside if s.field == "status"}
    speaker = speakers.pop() if len(speakers) == 1 else None
    return Line(words, sentence.page, sentence.span, reports[sentence.page], tuple(sorted(sentence.carries)), speaker)


# --- stories --------------------------------------------------------------------------------------------------------

CHIEF = 5
"""Events of a story that its summary tells: those that most of its articles tell, encounters before other events."""


def summarise_story(ledger: Ledger, story: Story) -> tuple[Summary, ...]:
    """Return the summaries of a story's chief events, in the order of its timeline.

    An event that fewer than half as many articles tell as tell the chief one is none; raise UsageError without events.
    """
    if not story.timeline:
        raise UsageError(f"{story.line.id}: no event is told in this story, so there is nothing to summarise")
    most = max(told.articles for told in story.timeline)
    ranked = sorted(story.timeline, key=lambda told: (-told.articles, told.event.type != "CONSULT", -told.sources))
    chief = {told.event.id for told in ranked[:CHIEF] if 2 * told.articles > most}
    return tuple(summarise_event(ledger, told.event) for told in story.timeline if told.event.id in chief)


def summary_object(found: Summary) -> dict[str, Any]:
    """Return a summary as a JSON object."""
    return {
        "event": found.event,
        "label": found.label,
        "sentences": [
            {
                "quote": line.quote,
                "page": line.page,
                "start": line.span.start,
                "end": line.span.end,
                "publisher": line.report.publisher,
                "published": line.report.published,
                "carries": list(line.carries),
            }
            for line in found.lines
        ],
        "unstated": list(found.unstated),
    }
