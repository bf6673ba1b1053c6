"""What was said, to search: kept by page, found by speaker, addressee, act, topic, words and day.

In: readings with the subjects of their attributions; then a `QuoteFilter`. Out: `QuoteLine`s, each with the event that
it speaks of, where it speaks of one, and with the claim that it denies.
"""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from dateline.ids import fold
from dateline.model.claims import Reading
from dateline.model.record import DatedMention
from dateline.model.text import Span
from dateline.store.asked import check_day, plain
from dateline.store.ledger import Ledger

MADE_BY_SAYING = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN"})
"""Types of event that are done by saying so: the quotation speaks of its own act."""

NEAR = 12
"""Characters between a cue and its content: " the charge", " that"."""

AFTER = 200
"""Characters after a denial within which another one, that tells no more than "no", goes on with it: a sentence."""


class Told(Protocol):
    """What an attribution is about, as `dateline.extract.subjects` reads it."""

    @property
    def topics(self) -> tuple[str, ...]:
        """What its content names."""

    @property
    def denies(self) -> int | None:
        """The number of the attribution that it denies."""


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """What `dateline quotes` may be asked for; None stands for no wish. Days are ISO, both ends included."""

    speaker: str | None = None
    addressee: str | None = None
    act: str | None = None
    topic: str | None = None
    about: str | None = None  # words that it holds
    since: str | None = None
    until: str | None = None
    limit: int = 200
    after: tuple[str | None, str, int] | None = None
    """The day, page and number of the last quotation seen."""


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quotation as one row; `within` and `denies` are who tells it and the words that it denies.

    `number` is its place among the quotations of its page.
    """

    page: str
    speaker: str | None
    source_kind: str
    act: str
    kind: str
    addressee: str | None
    words: str
    start: int
    end: int
    said: str | None
    path: str | None
    topics: str | None = None
    within: str | None = None
    denies: str | None = None
    event: str | None = None
    number: int = 0


def place_quotes(ledger: Ledger, reading: Reading, said: str | None, subjects: Sequence[Told]) -> None:
    """Keep a page's attributions where they can be searched; `said` is the day of the page, if it is known."""
    page = reading.page.id
    ledger.database.execute("DELETE FROM quote WHERE page = ?", (page,))
    rows = []
    for number, (told, subject) in enumerate(zip(reading.attributions, subjects, strict=True)):
        if told.act == "record":  # a row of an official record is no quotation
            continue
        first, last = told.content[0].start, told.content[-1].end
        words = " … ".join(part.slice(reading.article.text) for part in told.content)
        speaker = told.speaker
        rows.append(
            (page, number, told.kind, told.act, speaker.name if speaker else None,
             fold(speaker.name) if speaker else None, speaker.key if speaker else None, told.source_kind.value,
             told.addressee.name if told.addressee else None, words, fold(words), first, last, said,
             "; ".join(subject.topics) or None, told.within, subject.denies)
        )  # fmt: skip
    marks = ",".join("?" * 17)
    ledger.database.executemany(f"INSERT INTO quote VALUES ({marks})", rows)  # noqa: S608 - question marks only


def search_quotes(ledger: Ledger, wanted: QuoteFilter) -> list[QuoteLine]:
    """Return what was said that fits the filter, in the order of its days."""
    where, values = _conditions(wanted)
    query = (  # those to show are chosen first: to join them all took half a second on 100,000 events
        f"WITH chosen AS (SELECT q.page, q.number FROM quote q WHERE {where} "  # noqa: S608 - values are parameters
        "ORDER BY q.said, q.page, q.number LIMIT ?) "
        "SELECT q.page, q.speaker, q.source_kind, q.act, q.kind, q.addressee, q.words, q.first, q.last, q.said, path, "
        "q.topics, coalesce(o.speaker, o.words), d.words, NULL, q.number FROM chosen JOIN quote q USING (page, number) "
        "JOIN page ON page.id = q.page "
        "LEFT JOIN quote o ON o.page = q.page AND o.number = q.within "
        "LEFT JOIN quote d ON d.page = q.page AND d.number = q.denies "
        "ORDER BY q.said, q.page, q.number"
    )
    lines = [QuoteLine(*row) for row in ledger.database.execute(query, (*values, wanted.limit))]
    return list(_with_events(ledger, lines))


SPEAKERS = (
    "WITH RECURSIVE known (name) AS (SELECT min(speaker_folded) FROM quote UNION ALL "
    "SELECT (SELECT min(speaker_folded) FROM quote WHERE speaker_folded > name) FROM known WHERE name IS NOT NULL) "
    "SELECT name FROM known WHERE ' ' || name || ' ' LIKE ? ESCAPE '\\'"
)
"""The speakers whose names hold some words. Each is looked up once in the index of speakers: to read the speaker of
every quotation took twenty times as long."""


def _conditions(wanted: QuoteFilter) -> tuple[str, tuple[str | int, ...]]:
    parts, values = ["1"], list[str | int]()
    if wanted.after:
        said, page, number = wanted.after
        if said is None:
            parts.append("(q.said IS NOT NULL OR (q.page, q.number) > (?, ?))")
        else:
            parts.append("(q.said, q.page, q.number) > (?, ?, ?)")
            values.append(said)
        values += [page, number]
    if wanted.speaker:
        parts.append(f"q.speaker_folded IN ({SPEAKERS})")
        values.append(f"% {plain(fold(wanted.speaker))} %")
    for column, words in (("q.addressee", wanted.addressee), ("q.topics", wanted.topic)):
        if words:
            parts.append(f"{column} LIKE ? ESCAPE '\\'")
            values.append(f"%{plain(words)}%")
    if wanted.about:
        parts.append("q.folded LIKE ? ESCAPE '\\'")
        values.append(f"%{plain(fold(wanted.about))}%")
    if wanted.act:
        parts.append("q.act = ?")
        values.append(wanted.act.lower())
    for sign, day in ((">=", wanted.since), ("<=", wanted.until)):
        if day:
            parts.append(f"substr(q.said, 1, {len(check_day(day))}) {sign} ?")
            values.append(day)
    return " AND ".join(parts), tuple(values)


def _with_events(ledger: Ledger, lines: Sequence[QuoteLine]) -> Iterator[QuoteLine]:
    """Yield the lines with the event of which each speaks: told inside its words, or of which it is an account."""
    mentions = {page: ledger.mentions(ledger.mentions_of(page)) for page in {line.page for line in lines}}
    pages = {page: _events_of(ledger, page, told) for page, told in mentions.items()}
    for line in lines:
        told = mentions[line.page]
        span = Span(line.start, line.end)
        spoken = (event for place, event in pages[line.page] if span.covers(place))
        event = next(spoken, None) or _act_itself(ledger, line, told)
        denied = line.denies or (_denied_elsewhere(ledger, line, told) if line.act == "denial" else None)
        yield replace(line, event=event, denies=denied)


def _act_itself(ledger: Ledger, line: QuoteLine, told: Sequence[DatedMention]) -> str | None:
    """Return the event that saying it makes: an accusation, a denial, a demand, a threat with its cue right before."""
    made = [
        mention
        for mention in told
        if mention.mention.type in MADE_BY_SAYING and 0 <= line.start - mention.mention.trigger.end <= NEAR
    ]
    nearest = max(made, key=lambda m: (m.mention.trigger.end, m.id), default=None)
    return ledger.event_of(nearest.id) if nearest else None


def _denied_elsewhere(ledger: Ledger, line: QuoteLine, told: Sequence[DatedMention]) -> str | None:
    """Return what another article tells that a denial denies: its event is held to deny that of an accusation."""
    for mention in _denials_of(line, told):
        event = ledger.event_of(mention.id)
        denied = [r.event for r in ledger.record(event).related if r.relation == "denies"] if event else []
        for claim in sorted(denied):
            if words := _accusation(ledger, claim):
                return words
    return None


def _denials_of(line: QuoteLine, told: Sequence[DatedMention]) -> list[DatedMention]:
    """Return the denials that a line's sentence tells, else the last one right before it: '"We did not," he said'."""
    denials = [mention for mention in told if mention.mention.kind == "denial"]
    places = [(mention, mention.mention.sentence) for mention in denials]
    inside = [mention for mention, sentence in places if sentence.start <= line.start and line.end <= sentence.end]
    before = [mention for mention, sentence in places if 0 <= line.start - sentence.end <= AFTER]
    return inside or sorted(before, key=lambda mention: mention.mention.trigger)[-1:]


def _accusation(ledger: Ledger, event: str) -> str | None:
    """Return the words of an accusation's fullest telling, with who makes it."""
    found = []
    for mention in ledger.mentions(ledger.event_mates({s.mention for s in ledger.record(event).statements})):
        sentence = mention.mention.sentence
        found += ledger.database.execute(
            "SELECT speaker, words FROM quote WHERE page = ? AND act = 'accusation' AND first >= ? AND last <= ?",
            (mention.page, sentence.start, sentence.end),
        ).fetchall()
    told = [f"{row['speaker']}: {row['words']}" if row["speaker"] else str(row["words"]) for row in found]
    return max(told, key=lambda words: (len(words), words), default=None)


def _events_of(ledger: Ledger, page: str, mentions: Sequence[DatedMention]) -> list[tuple[Span, str]]:
    """Return the places of a page's accounts and triggers with their events, encounters and accounts first."""
    told = [(m, ledger.event_of(m.id)) for m in mentions]
    events = {m.id: event for m, event in told if event is not None}
    accounts = (  # by the page's mentions: statements are found by mention, not by page
        "SELECT mention, body FROM statement WHERE mention IN (SELECT id FROM mention WHERE page = ?) "
        "AND page = ? AND field = 'account' ORDER BY id"
    )
    spans = [_account(row) for row in ledger.database.execute(accounts, (page, page))]
    first = [(span, events[mention]) for mention, span in spans if mention in events]
    told.sort(key=lambda pair: (pair[0].mention.type != "CONSULT", pair[0].mention.trigger, pair[0].id))
    return [*((m.mention.trigger, event) for m, event in told if event is not None), *first]


def _account(row: sqlite3.Row) -> tuple[str, Span]:
    span = json.loads(row["body"])["span"]
    return str(row["mention"]), Span(span["start"], span["end"])


def acts_of(ledger: Ledger) -> tuple[str, ...]:
    """Return the acts of the quotations of the ledger."""
    rows = ledger.database.execute("SELECT DISTINCT act FROM quote WHERE act IS NOT NULL ORDER BY 1")
    return tuple(row[0] for row in rows)


def latest_quotes(ledger: Ledger, speaker: str, limit: int) -> list[QuoteLine]:
    """Return what somebody of exactly that name said last, the latest first, the undated last."""
    query = (
        "SELECT q.page, q.speaker, q.source_kind, q.act, q.kind, q.addressee, q.words, q.first, q.last, q.said, path, "
        "q.topics, coalesce(o.speaker, o.words), d.words, NULL, q.number FROM quote q JOIN page ON page.id = q.page "
        "LEFT JOIN quote o ON o.page = q.page AND o.number = q.within "
        "LEFT JOIN quote d ON d.page = q.page AND d.number = q.denies "
        "WHERE q.speaker_folded = ? ORDER BY q.said DESC, q.page, q.number LIMIT ?"
    )
    lines = [QuoteLine(*row) for row in ledger.database.execute(query, (fold(speaker), limit))]
    return list(_with_events(ledger, lines))
