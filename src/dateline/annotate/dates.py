"""Find what a text says of time, and work out for which days.

In: an `Article` and its parsed `Sentence`s. Out: `TimeExpression`s in order, closed against the article's day of
publication where that is known, open where it is not; `anchor_time` closes those later. What the words come to is in
`timerules` and `durations`, the calendar in `timevalues`, past or future in `tense`.
"""

import re
from calendar import month_abbr
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from dateline.annotate.sentences import Sentence
from dateline.annotate.tense import read_direction
from dateline.annotate.timegates import Gate, allows
from dateline.annotate.timejoin import join_sketches
from dateline.annotate.timepatterns import match_patterns
from dateline.annotate.timerules import Sketch
from dateline.annotate.timevalues import cover, is_open, recent_days, resolve_value, shift_far, value_days
from dateline.annotate.timewords import AGO, time_words
from dateline.model.claims import Basis, Interval, Precision, TimeExpression
from dateline.model.text import Article, BlockKind, Span

PARTS = {"START": (0.0, 0.5), "MID": (0.25, 0.75), "END": (0.5, 1.0)}
"""How much of a year or month "early", "mid" and "late" may mean: generous, since no one agrees."""

ABOUT_A_WEEK, ABOUT_WEEKS = 2, 3
"""Days by which "a week ago" and "two weeks ago" may be off: what is four or ten days back is told in days, and what is
nearer to another count of weeks is told as that."""

Expressions = tuple[TimeExpression, ...]


def find_times(article: Article, sentences: Sequence[Sentence]) -> Expressions:
    """Return the time expressions of the sentences, in order, none inside another."""
    gate, day = Gate.of(article), filed_day(article)
    found: list[TimeExpression] = []
    for sentence in sentences:
        for sketch in sketch_sentence(sentence, gate):
            told = _express(sketch, sentence, day, found)
            found.append(_past_midnight(told, article) or told)
    return tuple(found)


_FILED = re.compile(r"\b(?:([A-Z][a-z]{2})[a-z]*\.?\s+(\d{1,2})|(\d{1,2})\s+([A-Z][a-z]{2})[a-z]*)\b")
_MONTHS = {name: number for number, name in enumerate(month_abbr) if name}
FILED = 2
"""Days by which a dateline may be older than its page: a paper prints on Monday what was filed on Sunday."""


def filed_day(article: Article) -> date | None:
    """Return the day that the article's words are told from: its dateline's, where that is just before its own."""
    for block in article.blocks:
        match = _FILED.search(block.span.slice(article.text)) if block.kind is BlockKind.DATELINE else None
        month = _MONTHS.get((match[1] or match[4]) if match else "")
        if article.day is None or match is None or month is None:
            continue
        days = (article.day - timedelta(back) for back in range(FILED + 1))
        number = int(match[2] or match[3])
        return next((day for day in days if (day.month, day.day) == (month, number)), article.day)
    return article.day


EVENING = 15
"""The hour, UTC, from which on the next day has begun somewhere: at UTC+9 midnight is 15:00."""


def _past_midnight(told: TimeExpression, article: Article) -> TimeExpression | None:
    """Return a weekday told as past that the page's clock has just not reached: there the next day has begun.

    A page of Monday evening that says what was done "on Tuesday" tells of the next morning elsewhere, not of last week.
    """
    day, clock = article.day, article.published
    if day is None or clock is None or len(clock) < 16 or told.basis != Basis.WEEKDAY or told.interval is None:
        return None
    tomorrow = day + timedelta(1)
    if told.interval.start != told.interval.end or (tomorrow - told.interval.start).days != 7:
        return None
    words = told.span.slice(article.text).lower().split()
    if len(words) != 1 or _utc(clock).hour < EVENING:
        return None
    days = Interval(tomorrow, tomorrow, Precision.DAY)
    return replace(told, value=tomorrow.isoformat(), interval=days, direction="past")


def _utc(published: str) -> datetime:
    told = datetime.fromisoformat(published)
    return told.astimezone(UTC) if told.tzinfo else told


def anchor_time(
    expression: TimeExpression, reference: date | Interval, direction: str | None = None
) -> tuple[Interval, Basis] | None:
    """Close an open expression against a day or a range of days; None where no interval follows from it.

    The reference is the day of publication, or, where the value opens with ANCHOR, the time of what the expression
    is counted from. For a range the covering interval is returned: every day that it may be. `direction` is used
    where the expression tells none.
    """
    whole = reference if isinstance(reference, Interval) else Interval(reference, reference, Precision.DAY)
    side = expression.direction or direction
    ends = [_close(expression, day, side) for day in sorted({whole.start, whole.end})]
    closed = [one for one in ends if one is not None]
    if len(closed) < len(ends) or not closed:
        return None
    return cover(interval for interval, _ in closed), closed[0][1]


def _close(expression: TimeExpression, day: date, side: str | None) -> tuple[Interval, Basis] | None:
    if expression.kind == "duration":
        interval = length_days(expression.value, day, side) if expression.direction else None
        return (interval, Basis.RELATIVE) if interval else None
    if expression.kind == "set":
        return None
    if (expression.value, expression.modifier) == ("PAST_REF", "NEAR"):
        return recent_days(day), Basis.RELATIVE
    resolved = resolve_value(expression.value, day, side)
    if resolved is None:
        return None
    modifier = AGO if _WEEKS_FROM.fullmatch(expression.value) else expression.modifier
    return narrow(resolved.interval, modifier, day, side), resolved.basis


_WEEKS_FROM = re.compile(r"ANCHOR[+-]\d+W")


def length_days(value: str, reference: date, side: str | None) -> Interval | None:
    """Return the days that a length reaches from the reference: "the past three weeks", "the next several days"."""
    match = re.fullmatch(r"P(T?)(\d+(?:\.\d+)?|X)(WE|[YMWDHS])", value)
    if match is None:
        return None
    unit = match[1] + match[3]
    count = float(time_words().bounds[unit]) if match[2] == "X" else float(match[2])
    reach = shift_far(reference, -count if side == "past" else count, unit)
    return Interval(min(reach, reference), max(reach, reference), Precision.RANGE)


def narrow(interval: Interval, modifier: str | None, reference: date, side: str | None = None) -> Interval:
    """Return the part of the interval that "early", "late", "earlier", "later" or "since" leave of it.

    Of a part in which the reference lies, only the days on the side told are left.
    """
    start, end = interval.start, interval.end
    if modifier == "SINCE" and start <= reference:
        return _ranged(start, reference)
    if modifier in ("UNTIL", "BY") and start > reference:
        return _ranged(reference, end)
    if start == end:
        return interval
    if modifier == AGO:
        return _about_weeks(start, reference)
    if modifier in PARTS:
        first, last = (start + (end - start) * share for share in PARTS[modifier])
        if first <= reference <= last:
            first, last = (reference if side == "future" else first), (reference if side == "past" else last)
        return _ranged(first, last)
    if start < reference <= end and modifier == "EARLIER":
        return _ranged(start, reference - timedelta(1))  # what was today is told as "today"
    if start <= reference < end and modifier == "LATER":
        return _ranged(reference + timedelta(1), end)
    return interval


def _about_weeks(start: date, reference: date) -> Interval:
    """Return the days that a count of weeks means, `start` being the Monday of the week so many weeks away.

    Who says "two weeks ago" counts back from today, to the nearest week: not to the calendar's week.
    """
    weeks = -((reference - start).days // 7)
    about = timedelta(ABOUT_A_WEEK if abs(weeks) == 1 else ABOUT_WEEKS)
    day = reference + timedelta(weeks=weeks)
    return _ranged(day - about, day + about)


def _ranged(start: date, end: date) -> Interval:
    return Interval(start, end, Precision.DAY if start == end else Precision.RANGE)


def _express(sketch: Sketch, sentence: Sentence, day: date | None, earlier: Sequence[TimeExpression]) -> TimeExpression:
    """Make the expression of a sketch, closed as far as the page's day and the times told before allow."""
    span = Span(sentence.start + sketch.start, sentence.start + sketch.end)
    direction = sketch.direction
    if direction is None and sketch.kind == "date" and not sketch.value.startswith("ANCHOR"):
        direction = read_direction(sentence, sketch.start, sketch.end)
    anchor = Span(sentence.start + sketch.anchor[0], sentence.start + sketch.anchor[1]) if sketch.anchor else None
    bare = TimeExpression(
        span, sketch.kind, sketch.value, None, None, direction, anchor, sketch.minutes, sketch.modifier, sketch.clock
    )
    if sketch.value.startswith("ANCHOR"):
        return _tell_from(bare, earlier, sentence, day)
    return close_expression(bare, day) if day else _close_alone(bare)


def close_expression(expression: TimeExpression, reference: date) -> TimeExpression:
    """Return the expression with its interval, and its value closed, as seen from a day; itself where it stays open."""
    found = anchor_time(expression, reference)
    if found is None:
        return expression
    resolved = resolve_value(expression.value, reference, expression.direction) if expression.kind == "date" else None
    value = resolved.value if resolved else expression.value
    return replace(expression, value=value, interval=found[0], basis=found[1])


def _close_alone(expression: TimeExpression) -> TimeExpression:
    """Close what needs no reference: "in 2014", "10 November 2017"."""
    if (
        expression.kind != "date"
        or is_open(expression.value.partition("/")[0])
        or is_open(expression.value.partition("/")[2])
    ):
        return expression
    start = value_days(expression.value.partition("/")[0])
    return close_expression(expression, start.end) if start and expression.modifier != "SINCE" else expression


def _tell_from(
    expression: TimeExpression, earlier: Sequence[TimeExpression], sentence: Sentence, day: date | None
) -> TimeExpression:
    """Close "two days later" against the time told last, if the sentence or the one before it tells one."""
    if expression.anchor is not None and expression.anchor.start != expression.anchor.end:
        return expression  # an event; its day is found later
    reach = sentence.start - 400
    for other in reversed(earlier):
        if other.span.start < reach or other.kind != "date":
            break
        if other.interval and other.interval.precision in (Precision.DAY, Precision.MINUTE):
            return replace(close_from(expression, other.interval), anchor=other.span)
    if expression.value.startswith("ANCHOR+0D") and day:  # "earlier in the day" with no other day told
        return close_expression(expression, day)
    return expression


def close_from(expression: TimeExpression, reference: Interval) -> TimeExpression:
    """Return the expression closed against the time that it is counted from."""
    found = anchor_time(expression, reference)
    if found is None:
        return expression
    value = expression.value
    if reference.start == reference.end:
        resolved = resolve_value(value, reference.start, expression.direction)
        value = resolved.value if resolved else value
    return replace(expression, value=value, interval=found[0], basis=Basis.RELATIVE)


def sketch_sentence(sentence: Sentence, gate: Gate) -> list[Sketch]:
    """Return the sketches that stand in the sentence, in order; the longest has precedence."""
    found = match_patterns(sentence.text)
    chosen: list[Sketch] = []
    for sketch in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        free = all(sketch.end <= other.start or other.end <= sketch.start for other in chosen)
        if free and allows(sketch, sentence, gate):
            chosen.append(sketch)
    return join_sketches(sorted(chosen, key=lambda one: one.start), sentence) if chosen else []
