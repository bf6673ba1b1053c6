"""Date what a page tells again of an encounter that it put some days back: "the talks", "they spoke for an hour".

In: a reading with its page's date and the dates of its events. Out: the dates, those of encounters told without a time
moved to the day of the same people's encounter told before them. Where a page opens with an encounter of the two as
news of its own day, nothing is moved. What other pages tell is left to `dateline.dating.recalled`.
"""

from collections.abc import Sequence

from dateline.dating.anchors import clause_time
from dateline.dating.constraints import own_time
from dateline.dating.counting import REAL
from dateline.dating.stretches import NEWS, WEEK, EventDate, PageDate, moved, show
from dateline.lexicon import lexicon
from dateline.model.claims import Basis, EventMention, MentionKind, Reading


def date_retold(reading: Reading, dates: Sequence[EventDate], page: PageDate) -> tuple[EventDate, ...]:
    """Return the dates of the events, in their order."""
    if page.interval is None:
        return tuple(dates)
    return tuple(_of_same(reading, number, dates, page) or when for number, when in enumerate(dates))


def _of_same(reading: Reading, number: int, dates: Sequence[EventDate], page: PageDate) -> EventDate | None:
    """Return the day of the encounter that an event without a time tells again, if it does."""
    event = reading.events[number]
    if dates[number].basis != Basis.PUBLICATION or not _may_retell(event, reading):
        return None
    told = [other for other, one in enumerate(reading.events) if _goes_with(event, one)]
    first = next((other for other in told if not reading.events[other].headline), number)
    before = [other for other in told if _lies_back(dates[other], page)]
    if first not in before or number == first:
        return None
    latest = max((other for other in before if _starts(reading, other) < _starts(reading, number)), default=first)
    day = dates[latest].interval
    words = reading.events[latest].trigger.slice(reading.article.text)
    why = f"no time is told; it takes up {words!r} of {show(day)}" if day else ""
    return EventDate(day, Basis.RELATIVE, why, first)


def _may_retell(event: EventMention, reading: Reading) -> bool:
    if event.type != "CONSULT" or event.status.status not in REAL:
        return False
    return own_time(event) is None and clause_time(event, reading) is None


def _goes_with(event: EventMention, other: EventMention) -> bool:
    """Say whether two encounters are of the same people, both in one room or both at a distance."""
    if other.type != "CONSULT" or other.status.status not in REAL:
        return False
    remote = lexicon("kinds").words("remote")
    return len(_people(event) & _people(other)) > 1 and (event.kind in remote) == (other.kind in remote)


def _people(event: EventMention) -> set[str]:
    named = (p.referent for p in event.participants if not p.referent.unnamed)
    return {who.key for who in named if who.kind in (MentionKind.PERSON, MentionKind.OFFICE)}


def _lies_back(when: EventDate, page: PageDate) -> bool:
    """Say whether a page tells an encounter as one of earlier days, and tells them closely enough to be meant."""
    days = when.interval
    if days is None or page.interval is None or when.basis == Basis.PUBLICATION:
        return False
    return days.end < moved(page.interval.start, -NEWS) and days.end - days.start <= WEEK


def _starts(reading: Reading, number: int) -> int:
    return reading.events[number].trigger.start
