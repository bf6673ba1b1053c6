"""Date events by counts: "two days after the talks", what such a count starts from, and what came after a time.

In: an `EventMention`, its page's date and reading. Out: `EventDate`s with the words and the days that they are counted
from. On which day an anchor fell is left to `anchors`, all other times to `constraints`.
"""

import re
from dataclasses import replace
from datetime import timedelta

from dateline.annotate.dates import anchor_time
from dateline.annotate.timevalues import recent_days
from dateline.dating.anchors import anchor_days, is_counted
from dateline.dating.stretches import EventDate, PageDate, moved, ranged, show
from dateline.model.claims import Basis, EventMention, Interval, Reading, Status, TimeExpression

REAL = (Status.OCCURRED, Status.ONGOING)
YEAR = timedelta(days=365)
DAY = timedelta(days=1)


def date_uncounted(event: EventMention, page: PageDate, reading: Reading) -> EventDate | None:
    """Date an event without a time of its own that a count starts from, or that came after a time."""
    return _as_anchor(event, page, reading) or _before_count(event, page, reading) or _since(event, page, reading)


def _as_anchor(event: EventMention, page: PageDate, reading: Reading) -> EventDate | None:
    """Date what the news is counted from: "the talks came a day after X met Y" puts X and Y on the day before."""
    for time in event.times:
        match = re.fullmatch(r"ANCHOR([+-])(\d+)D", time.value)
        if match and page.story and time.anchor and time.anchor.covers(event.trigger):
            start = moved(page.story.start, timedelta(int(match[2]) * (-1 if match[1] == "+" else 1)))
            words = time.span.slice(reading.article.text)
            why = f"the news of {show(page.story)} came {words!r} it; {page.reason}"
            return EventDate(ranged(start, start), Basis.RELATIVE, why)
    return None


def _before_count(event: EventMention, page: PageDate, reading: Reading) -> EventDate | None:
    """Date what something else is counted from: it lies so long before the page at least, and a year more at most."""
    for time in event.times:
        counted = is_counted(time) and time.value.startswith("ANCHOR+")
        if not counted or time.anchor is None or not time.anchor.covers(event.trigger):
            continue
        latest = page.story or page.interval
        if latest is None or event.status.status not in REAL:
            return None
        words = time.span.slice(reading.article.text)
        back = replace(time, value=time.value.replace("+", "-", 1))
        found = anchor_time(back, latest)
        if found is None:
            return None
        days = ranged(moved(found[0].start, -YEAR), found[0].end)
        return EventDate(days, Basis.RELATIVE, f"what is told came {words!r} it; {page.reason}")
    return None


def _since(event: EventMention, page: PageDate, reading: Reading) -> EventDate | None:
    """Date what is only said to have come after a time: "the first to call after the May vote"."""
    after = [t for t in event.times if t.kind == "date" and t.modifier == "AFTER" and not t.value.startswith("ANCHOR")]
    if not after or page.interval is None or event.status.status not in REAL:
        return None
    words = after[0].span.slice(reading.article.text)
    anchored = after[0].interval or (found[0] if (found := anchor_time(after[0], page.interval)) else None)
    if anchored is None or anchored.start > page.interval.end:
        return None
    return EventDate(ranged(anchored.start, page.interval.end), Basis.RELATIVE, f"after {words!r}")


_BEFORE = re.compile(r"\b(?:before|ahead\s+of)\b[^.;:!?]{0,60}$")


def date_ahead(event: EventMention, page: PageDate, reading: Reading) -> EventDate | None:
    """Date what is planned and to come before a day told behind it: "will be received before leaving on Sunday"."""
    if event.status.status != Status.PLANNED or page.interval is None:
        return None
    for time in reading.times:
        if time.kind != "date" or not event.sentence.covers(time.span) or time.span.start < event.trigger.end:
            continue
        found = (time.interval, time.basis) if time.interval else anchor_time(time, page.interval, "future")
        between = reading.article.text[event.trigger.end : time.span.start]
        if found and found[0] is not None and found[0].end >= page.interval.start and _BEFORE.search(between):
            words = time.span.slice(reading.article.text)
            days = ranged(page.interval.start, found[0].end)
            return EventDate(days, Basis.RELATIVE, f"planned, and to come before {words!r}; {page.reason}")
    return None


def date_by_anchor(time: TimeExpression, page: PageDate, reading: Reading) -> EventDate:
    """ "Two weeks after the election": from the election's day where page or tables know it; else near the page."""
    words = (time.anchor or time.span).slice(reading.article.text)
    latest = page.story or page.interval
    told = anchor_days(time, reading, latest)
    counted = count_from(time, told[0], latest) if told is not None else None
    if told is not None and counted is not None:
        return EventDate(counted, Basis.RELATIVE, f"counted from {words!r}, {show(told[0])}: {told[1]!r}")
    if latest is not None and re.match(r"ANCHOR[+-]XT", time.value):
        days = ranged(moved(latest.start, -DAY), latest.end)
        return EventDate(days, Basis.RELATIVE, f"within hours of {words!r}, told with the news of {show(latest)}")
    if latest is not None and time.value.startswith(("ANCHOR+X", "ANCHOR-X")):
        interval = ranged(recent_days(latest.start).start, latest.end)
        return EventDate(interval, Basis.RELATIVE, f"near {words!r}, told as recent by a page of {show(latest)}")
    return EventDate(None, None, f"counted from {words!r}, whose day is not known")


def count_from(time: TimeExpression, anchor: Interval, latest: Interval | None) -> Interval | None:
    """Return the days that an expression comes to, counted from its anchor's; none is later than the page."""
    found = anchor_time(time, anchor)
    if found is None:
        return None
    start, end = found[0].start, found[0].end
    return found[0] if latest is None or end <= latest.end else ranged(start, max(start, latest.end))
