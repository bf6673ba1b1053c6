"""Draw events in time: row by row while they are few, as bars by year, month or day when they are many; a calendar.

In: events (whole, or as rows of a table) or counts by time. Out: SVG as text, readable in print and by the
colour-blind, with a description.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Protocol

from dateline.plot.svg import LINE, PAPER, QUIET, colour, cut, element, legend, picture, words
from dateline.store.overview import Bucket

WIDTH = 1100
ROW = 24
MOST_ROWS = 80
"""Rows that one still reads as a list: two pages in print."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
UNITS = {"year": 4, "month": 7, "day": 10}


class Dated(Protocol):
    """What is drawn of an event."""

    @property
    def id(self) -> str:
        """The event's id."""

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def status(self) -> str:
        """Whether it happened."""

    @property
    def start(self) -> str | None:
        """Its first day."""

    @property
    def end(self) -> str | None:
        """Its last day."""


def draw_timeline(events: Sequence[Dated], title: str, *, links: bool = True, heading: bool = False) -> str:
    """Return dated events as rows, in the order of their days, each at its place in time."""
    dated = sorted((e for e in events if e.start and e.end), key=lambda e: (e.start or "", e.id))
    if not dated:
        told = "There is no dated event."
        return picture([words("no dated event", 10, 30)], WIDTH, 50, title=title, told=told, heading=heading)
    ends = min(_number(e.start) for e in dated), max(_number(e.end) for e in dated)
    height = 80 + ROW * len(dated)
    parts = _scale(ends, height - 24)
    parts += [_row(event, 50 + ROW * row, ends, links=links) for row, event in enumerate(dated)]
    parts.append(legend(sorted({str(e.status) for e in dated}), 20, height - 12))
    told = f"{len(dated)} events from {dated[0].start} to {max(e.end or '' for e in dated)}."
    return picture(parts, WIDTH, height, title=title, told=told, heading=heading)


def _number(day: str | None) -> int:
    return date.fromisoformat(day or "1970-01-01").toordinal()


AXIS, DAYS_AT, LABEL_AT = 340, 390, 576
"""The width of the axis, and where days and labels begin: the longest days (21 Oct – 20 Nov 2016) take 150."""
LETTER = 7.3
"""The width of a letter of 13 pixels in the widest of our labels, as Chromium sets them."""


def _x(day: int, ends: tuple[int, int]) -> float:
    return 20 + (day - ends[0]) / max(1, ends[1] - ends[0]) * AXIS


def _scale(ends: tuple[int, int], height: float) -> list[str]:
    """Return lines at the turns of years, or of months where all is within two years."""
    parts, last = [], -99.0
    for day, name in _turns(ends):
        x = _x(day, ends)
        parts.append(element("line", x1=round(x, 1), y1=28, x2=round(x, 1), y2=round(height - 8), stroke=LINE))
        if x - last > 8 * len(name):
            parts.append(words(name, x + 3, 24, fill=QUIET))
            last = x
    return parts


def _turns(ends: tuple[int, int]) -> list[tuple[int, str]]:
    first, last = date.fromordinal(ends[0]), date.fromordinal(ends[1])
    if last.year - first.year >= 2:
        step = max(1, (last.year - first.year) // 8)
        years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1, step)]
        return [(day.toordinal(), str(day.year)) for day in years]
    months = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13)]
    return [(d.toordinal(), f"{MONTHS[d.month - 1]} {d.year}") for d in months if ends[0] <= d.toordinal() <= ends[1]]


def _row(event: Dated, y: float, ends: tuple[int, int], *, links: bool) -> str:
    left, right = (round(_x(_number(day), ends), 1) for day in (event.start, event.end))
    status = str(event.status)
    shade = colour(status)
    span = element("line", x1=left, y1=y - 4, x2=right, y2=y - 4, stroke=shade, stroke_width=4, opacity="0.5")
    filled = status in ("occurred", "ongoing")
    dot = element("circle", cx=left, cy=y - 4, r=5, fill=shade if filled else PAPER, stroke=shade, stroke_width=2)
    told = "" if status == "occurred" else status.replace("-", " ")
    room = (WIDTH - 12 - LABEL_AT) / LETTER - (len(told) + 2 if told else 0)
    what = words(cut(event.label, int(room)), LABEL_AT, y)
    if told:
        what += words(told, WIDTH - 12, y, text_anchor="end", fill=QUIET, font_style="italic")
    line = words(tell_days(event.start or "", event.end or ""), DAYS_AT, y, fill=QUIET) + what
    return span + dot + (element("a", line, href=f"/event/{event.id}") if links else line)


def tell_days(start: str, end: str) -> str:
    """Return days as short as a row has room for: 2016, Oct 2016, 5 Sep 2016, 4–5 Sep 2016, 21 Oct – 20 Nov 2016."""
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return f"{first.day} {_month(first)}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        if (first.month, last.month) == (1, 12):
            return str(first.year)
        if first.month == last.month:
            return _month(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_month(last)}"
    left = _month(first) if first.year != last.year else MONTHS[first.month - 1]
    return f"{first.day} {left} – {last.day} {_month(last)}"


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


# --- many events ----------------------------------------------------------------------------------------------------


def draw_bars(buckets: Sequence[Bucket], unit: str, title: str, *, heading: bool = False) -> str:
    """Return how many events began in each year, month or day as bars, parted by status."""
    if not buckets:
        return draw_timeline((), title, heading=heading)
    times = all_times(buckets[0].when, buckets[-1].when, unit)
    totals: Counter[str] = Counter()
    for bucket in buckets:
        totals[bucket.when] += bucket.events
    most, wide = max(totals.values()), (WIDTH - 90) / len(times)
    at = {when: 70 + wide * number for number, when in enumerate(times)}
    parts = _levels(most) + _names(times, at, wide)
    raised: Counter[str] = Counter()
    for bucket in buckets:
        top = 330 - 290 * (raised[bucket.when] + bucket.events) / most
        tall = 290 * bucket.events / most
        parts.append(_bar(bucket, at[bucket.when], top, (max(1.0, wide - min(2.0, wide / 5)), tall)))
        raised[bucket.when] += bucket.events
    by_status: Counter[str] = Counter()
    for bucket in buckets:
        by_status[bucket.status] += bucket.events
    parts.append(legend([status for status, _ in by_status.most_common()], 70, 392))
    told = f"{totals.total():,} events by {unit} from {times[0]} to {times[-1]}; most in {_top(totals)} ({most:,})."
    return picture(parts, WIDTH, 405, title=title, told=told, heading=heading)


def _top(totals: Counter[str]) -> str:
    return min(totals, key=lambda when: (-totals[when], when))


def all_times(first: str, last: str, unit: str) -> list[str]:
    """Return all years, months or days from the first to the last, those without an event too."""
    if unit == "year":
        return [f"{year:04}" for year in range(int(first), int(last) + 1)]
    if unit == "month":
        begin, end = (int(when[:4]) * 12 + int(when[5:7]) - 1 for when in (first, last))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(begin, end + 1)]
    begin, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    return [date.fromordinal(day).isoformat() for day in range(begin, end + 1)]


def _levels(most: int) -> list[str]:
    parts = []
    step = max(1, 10 ** (len(str(most)) - 1) * (1 if most < 3 * 10 ** (len(str(most)) - 1) else 2))
    for level in range(0, most + 1, step):
        y = round(330 - 290 * level / most, 1)
        parts.append(element("line", x1=70, y1=y, x2=WIDTH - 20, y2=y, stroke=LINE))
        parts.append(words(f"{level:,}", 62, y + 4, fill=QUIET, text_anchor="end"))
    return parts


def _names(times: Sequence[str], at: dict[str, float], wide: float) -> list[str]:
    step = max(1, round(9 * len(times[0]) / wide + 0.5))
    return [words(when, at[when] + wide / 2, 350, fill=QUIET, text_anchor="middle") for when in times[::step]]


def _bar(bucket: Bucket, x: float, y: float, size: tuple[float, float]) -> str:
    told = element("title", f"{bucket.when}: {bucket.events} {bucket.status}")
    place = {"x": round(x, 1), "y": round(y, 1), "width": round(size[0], 1), "height": round(size[1], 2)}
    return element("rect", told, **place, fill=colour(bucket.status))


# --- the calendar ---------------------------------------------------------------------------------------------------


def draw_calendar(buckets: Sequence[Bucket], title: str, *, heading: bool = False) -> str:
    """Return months (or, for counts by day, days) as boxes, each as dark as events began in it, with their number."""
    counts: Counter[str] = Counter()
    for bucket in buckets:
        counts[bucket.when] += bucket.events
    years: dict[int, int] = defaultdict(int)
    for when, count in counts.items():
        years[int(when[:4])] += count
    rows = sorted(years)
    by_day = bool(counts) and len(next(iter(counts))) == UNITS["day"]
    parts = _days(counts, rows) if by_day else _months(counts, rows)
    told = "; ".join(f"{year}: {years[year]}" for year in rows) or "no dated event"
    height = 60 + (150 if by_day else 40) * max(1, len(rows))
    return picture(parts, WIDTH, height, title=title, told=f"Events by year: {told}.", heading=heading)


def _shade(count: int, most: int) -> float:
    return round(0.14 + 0.5 * (count / most) ** 0.5, 2) if count else 0


def _months(counts: Counter[str], rows: Sequence[int]) -> list[str]:
    most = max(counts.values(), default=1)
    parts = [words(name, 112 + 80 * i, 30, fill=QUIET, text_anchor="middle") for i, name in enumerate(MONTHS)]
    for row, year in enumerate(rows):
        y = 44 + 40 * row
        parts.append(words(str(year), 20, y + 24))
        for month in range(1, 13):
            count, x = counts[f"{year:04}-{month:02}"], 76 + 80 * (month - 1)
            shade = _shade(count, most)
            box = {"x": x, "y": y, "width": 76, "height": 36}
            parts.append(element("rect", "", **box, fill="#0072b2", fill_opacity=shade, stroke=LINE))
            if count:
                parts.append(words(f"{count:,}", x + 38, y + 24, text_anchor="middle"))
    return parts


def _days(counts: Counter[str], rows: Sequence[int]) -> list[str]:
    """Return the days of each year in columns of weeks, Monday on top."""
    most, parts = max(counts.values(), default=1), []
    for row, year in enumerate(rows):
        y0, first = 44 + 150 * row, date(year, 1, 1)
        parts.append(words(str(year), 20, y0 + 10))
        day = first
        while day.year == year:
            week = (day.timetuple().tm_yday - 1 + first.weekday()) // 7
            x, y = 76 + 18 * week, y0 + 18 * day.weekday()
            count = counts[day.isoformat()]
            if day.day == 1:
                parts.append(words(MONTHS[day.month - 1], x, y0 - 8, fill=QUIET))
            told = element("title", f"{day.isoformat()}: {count}") if count else ""
            shade = {"fill": "#0072b2", "fill_opacity": _shade(count, most), "stroke": LINE}
            parts.append(element("rect", told, x=x, y=y, width=15, height=15, **shade))
            if count > 1:
                number = str(count) if count < 100 else "•"
                parts.append(words(number, x + 7.5, y + 11, font_size=9, text_anchor="middle"))
            day += timedelta(days=1)
    return parts
