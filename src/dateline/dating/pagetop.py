"""The top of a page: its first sentences and titles, and what the times told there mean for a gathering's days.

In: a `Reading`, editions. Out: spans, days, `Clue`s. Which gathering a page reports from is left to `clues` and
`encounters`.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from dateline.annotate.editions import Edition
from dateline.dating.stretches import LEAD, NEWS, OCCASION, WEEK, Clue, merge, moved, ranged
from dateline.model.claims import Interval, Precision, Reading, TimeExpression
from dateline.model.text import BlockKind, Span


def top_sentences(reading: Reading) -> tuple[Span, ...]:
    """Return the first sentences of the text, then what titles and captions say."""
    aside = (BlockKind.CAPTION, BlockKind.TITLE, BlockKind.SUBTITLE)
    spans = [b.span for b in reading.article.blocks if b.kind in aside]
    beside = [s for s in reading.sentences if any(span.covers(s) for span in spans)]
    told = [s for s in reading.sentences if s not in beside]
    return (*told[:LEAD], *beside)


def is_far(time: TimeExpression, day: date | None) -> bool:
    """Say whether a time is not the news' own: last year, 2009, earlier this year."""
    if time.kind != "date":
        return False
    if day is not None and time.interval is not None:
        return not time.interval.meets(ranged(moved(day, -WEEK), moved(day, WEEK))) or time.modifier == "EARLIER"
    return bool(re.match(r"(?:REF-\d+[MYQ]|REF\+0Y|XXXX-\d\d$|\d{4}|\d{3}$)", time.value)) and time.basis != "weekday"


def weekday_of(time: TimeExpression) -> re.Match[str] | None:
    """Return a match whose first group is the number of the weekday, Monday being 1, or None."""
    return re.match(r"XXXX-WXX-([1-7])", time.value)


def news_days(edition: Edition) -> Interval:
    """Return the days on which a gathering is told as going on."""
    return ranged(moved(edition.interval.start, -NEWS), moved(edition.interval.end, NEWS))


def weekday_clues(reading: Reading, pool: Sequence[Edition]) -> Iterator[Clue]:
    """Yield a clue where the top tells a weekday of the gathering: the page came out that day or in the week after."""
    top = top_sentences(reading)
    for time in reading.times:
        match = weekday_of(time)
        if match is None or time.direction == "future" or not any(s.covers(time.span) for s in top):
            continue
        told = tuple(ranged(day, day) for e in pool for day in gathering_days(e, int(match[1])))
        if told:
            words = time.span.slice(reading.article.text)
            days = merge(ranged(one.start, moved(one.start, WEEK)) for one in told)
            yield Clue("weekday", words, days, f"{words} is a day of the gathering", OCCASION, time.span, told)
            return


def gathering_days(edition: Edition, weekday: int) -> tuple[date, ...]:
    """Return the edition's days of that weekday; where it has none, the one right before or after it."""
    if edition.interval.precision not in (Precision.DAY, Precision.RANGE):
        return ()
    length = (edition.interval.end - edition.interval.start).days
    days = [edition.interval.start + timedelta(days=step) for step in range(min(length, 30) + 1)]
    inside = tuple(day for day in days if day.isoweekday() == weekday)
    beside = (moved(days[0], timedelta(days=-1)), moved(days[-1], timedelta(days=1)))
    return inside or tuple(day for day in beside if day.isoweekday() == weekday)
