"""On which day an anchor fell, as one page tells it: "the election" of "two weeks after the election".

In: a `TimeExpression` counted from something, and its `Reading`. Out: the interval from which it is counted, with the
words for it; or the event mention that the anchor tells, whose day other pages may know.
"""

import re
from collections.abc import Iterator
from datetime import date

from dateline.annotate.gatherings import editions, series_of
from dateline.annotate.offices import terms_of
from dateline.dating.stretches import ranged
from dateline.ids import fold
from dateline.model.claims import EventMention, Interval, MentionKind, Precision, Reading, TimeExpression
from dateline.model.text import Span

SHORT = 3
"""Letters: a word as short as that names nothing that another sentence could take up."""

_COUNTED = re.compile(r"ANCHOR[+-]\d")


def is_counted(time: TimeExpression) -> bool:
    """Say whether an expression counts days, weeks or more from something that the text names."""
    return bool(time.anchor and time.anchor.start < time.anchor.end and _COUNTED.match(time.value))


def find_anchored(time: TimeExpression, reading: Reading) -> int | None:
    """Return which event mention of the page the anchor tells, by its place among them, or None."""
    if not is_counted(time) or time.anchor is None:
        return None
    inside = ((e.trigger.start, n) for n, e in enumerate(reading.events) if time.anchor.covers(e.trigger))
    return min(inside, default=(0, None))[1]


def clause_time(event: EventMention, reading: Reading) -> TimeExpression | None:
    """Return the count from a clause that dates the event: "two days after they met, she *flew* home".

    The parse hangs such a count on the clause's own verb; it dates the first event outside the clause. A clause that
    tells no event dates what stands before the count, else the first event behind it: "two weeks after Ek was elected".
    """
    for time in reading.times:
        if not event.sentence.covers(time.span) or not is_counted(time) or time.anchor is None:
            continue
        outside = [e for e in reading.events if e.sentence == event.sentence and not time.anchor.covers(e.trigger)]
        outside.sort(key=lambda one: one.trigger.start)
        if find_anchored(time, reading) is None:
            before = [one for one in outside if one.trigger.end <= time.span.start]
            outside = before[-1:] or outside
        if outside and outside[0] == event:
            return time
    return None


def anchor_days(time: TimeExpression, reading: Reading, latest: Interval | None) -> tuple[Interval, str] | None:
    """Return the days of what an expression is counted from, and the words that give them; None where none do.

    `latest` are the days of the page: nothing that is yet to come then is meant.
    """
    if time.anchor is None:
        return None
    told = _elected(time.anchor, reading, latest) or _just_told(time.anchor, reading)
    told = told or _told_beside(time.anchor, reading)
    return told or _gathering(time.anchor, reading, latest)


def _elected(anchor: Span, reading: Reading, latest: Interval | None) -> tuple[Interval, str] | None:
    """The day on which someone named in the anchor was elected, the last one before the page."""
    words = anchor.slice(reading.article.text)
    if "elect" not in words.lower():
        return None
    inside = [m.referent for m in reading.mentions if anchor.overlaps(m.span)]
    people = {one.name for one in inside if one.kind == MentionKind.PERSON}
    found = {term.elected for name in people for term in terms_of(name) if term.elected}
    days = sorted(day for day in found if latest is None or day <= latest.end)
    return _day(days[-1], words) if days and (latest is not None or len(days) == 1) else None


def _day(day: date, words: str) -> tuple[Interval, str]:
    return ranged(day, day), words


def _just_told(anchor: Span, reading: Reading) -> tuple[Interval, str] | None:
    """The day told last before "that": "on Aug. 14 they met in Rome. A week before *that* ..."."""
    if anchor.slice(reading.article.text).lower() not in ("that", "then", "this"):
        return None
    spans = [s for s in reading.sentences if s.start < anchor.start][-2:]
    days = [(t.span, t.interval) for t in reading.times if t.span.end <= anchor.start and t.interval is not None]
    told = [(span, day) for span, day in days if any(s.covers(span) for s in spans) and day.start == day.end]
    return (told[-1][1], told[-1][0].slice(reading.article.text)) if told else None


def _told_beside(anchor: Span, reading: Reading) -> tuple[Interval, str] | None:
    """The one day that another sentence tells which names the same thing: "the vote was held on 3 May".

    The last sentence before the anchor goes first, then the next behind it; of a person's doing, one that names them.
    """
    text = reading.article.text
    words = [word for word in fold(anchor.slice(text)).split() if len(word) > SHORT]
    if not words:
        return None
    people = _people_in(anchor, reading)
    before = [s for s in reading.sentences if s.end <= anchor.start]
    for sentence in (*reversed(before), *(s for s in reading.sentences if s.start >= anchor.end)):
        if words[-1] not in fold(sentence.slice(text)).split() or not people <= _people_in(sentence, reading):
            continue
        days = {day.start for day in _days_in(sentence, reading)}
        return _day(days.pop(), sentence.slice(text)) if len(days) == 1 else None
    return None


def _people_in(span: Span, reading: Reading) -> set[str]:
    inside = (m.referent for m in reading.mentions if span.covers(m.span))
    return {one.key for one in inside if one.kind == MentionKind.PERSON and not one.unnamed}


def _days_in(sentence: Span, reading: Reading) -> Iterator[Interval]:
    for time in reading.times:
        day = time.interval
        sure = day is not None and day.precision in (Precision.DAY, Precision.MINUTE) and time.modifier is None
        if sure and day is not None and sentence.covers(time.span):
            yield day


def _gathering(anchor: Span, reading: Reading, latest: Interval | None) -> tuple[Interval, str] | None:
    """The last edition before the page of a gathering that the anchor names."""
    inside = [m.referent for m in reading.mentions if anchor.overlaps(m.span)]
    named = [one for one in inside if one.kind == MentionKind.GATHERING and not one.unnamed]
    series = series_of(named[0].name) if named else None
    if series is None or latest is None:
        return None
    places = {one.place.country for one in inside if one.place is not None}
    past = [e for e in editions(series) if e.interval.start <= latest.end and (not places or e.country in places)]
    last = max(past, key=lambda edition: edition.interval.start, default=None)
    return (last.interval, last.name) if last is not None else None
