"""Values of time: from an open value and a reference day to a closed value and its days.

In: a value as the rules write it, a reference day, a direction. Out: the TIMEX3 value and its `Interval`, or None
where nothing follows. No text is read here.

Closed values are TIMEX3's: 2016, 2016-11, 2016-11-20, 2016-W46, 2016-W46-WE, 2016-Q3, 2016-H1, 2016-SU, 201 (a
decade), 20 (a century), FY2016, A/B (from A to B), with T and a time of day behind a day. Open ones are:

    XXXX-11, XXXX-11-20, XXXX-WXX-7, XXXX-SU, XXXX-Q3   the nearest one on the side that the direction tells
    XXXX-XX-20                                          the nearest 20th
    XXXX-WXX-5@+7                                       so many days from that weekday
    PREV-..., NEXT-...                                  the same, the reference itself left out
    REF+0D, REF-1M, REF-1Y-10, REF+1W-2, REF-1M-30      counted from the reference; then a month or day inside it
    ANCHOR+2W, ANCHOR+XD                                the same from another time or event; X is "several"
    PAST_REF, PRESENT_REF, FUTURE_REF                   no length is told
"""

import calendar
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter  # type: ignore[import-untyped]

from dateline.annotate.timewords import time_words
from dateline.model.claims import Basis, Interval, Precision

ONE = timedelta(days=1)
CLOSE = 30  # days: a day without a year that lies so near is meant, whatever the tense seems to be
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of a season, as the northern half of the world counts them; a winter has the year in which it ends."""

_OFFSET = re.compile(r"(REF|ANCHOR)([+-])(\d+(?:\.\d+)?|X)(TS|TM|TH|DE|CE|WE|FN|[DWMQY])(?:-(.+))?$")
_CLOCK = re.compile(r"T(?:MO|MI|AF|EV|NI|\d\d.*)$")
_MOVING = re.compile(r"(\d{4})-(?:e([+-]\d+)|n(\d)w(\d)m(\d+)([+-]\d+)?)")
_FLOATING = re.compile(r"(XXXX|PREV|NEXT)-(.+)$")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A closed value, its days and how they were worked out."""

    value: str
    interval: Interval
    basis: Basis


def is_open(value: str) -> bool:
    """Say whether a value needs a reference day."""
    return value.startswith(("XXXX", "PREV", "NEXT", "REF", "ANCHOR")) or value.endswith("_REF")


def resolve_value(value: str, reference: date, direction: str | None = None) -> Resolved | None:
    """Close a value against a reference day; None where even then no interval follows."""
    body, clock = _split_clock(value)
    if "/" in body:
        return _resolve_range(body, reference, direction)
    vague = _resolve_vague(body, reference)
    if vague:
        return vague
    closed = close_value(body, reference, direction) if is_open(body) else body
    interval = value_days(closed + clock) if closed else None
    if closed is None or interval is None:
        return None
    if _MOVING.fullmatch(closed):
        closed = interval.start.isoformat()
    return Resolved(closed + clock, interval, _basis(body))


def recent_days(reference: date) -> Interval:
    """Return the days that "recently" can mean."""
    return days(reference - timedelta(days=time_words().bounds["recent"]), reference, Precision.RANGE)


def _basis(value: str) -> Basis:
    if re.match(r"(?:XXXX|PREV|NEXT)-WXX-\d", value):
        return Basis.WEEKDAY
    return Basis.RELATIVE if is_open(value) else Basis.EXPLICIT


def _split_clock(value: str) -> tuple[str, str]:
    match = None if re.match(r"P[\dXT]", value) else _CLOCK.search(value)
    return (value[: match.start()], match.group()) if match else (value, "")


def _resolve_range(value: str, reference: date, direction: str | None) -> Resolved | None:
    """The end is settled first: in "4 to 5 September" it alone tells the month, in a past range it is the nearer."""
    first, _, last = value.partition("/")
    ending = resolve_value(last, reference, direction)
    if ending is None:
        return None
    opening = resolve_value(first, ending.interval.end if is_open(first) else reference, "past")
    if opening is None or opening.interval.start > ending.interval.end:
        return None
    whole = days(opening.interval.start, ending.interval.end, Precision.RANGE)
    return Resolved(f"{opening.value}/{ending.value}", whole, max(opening.basis, ending.basis, key=_looseness))


def _looseness(basis: Basis) -> int:
    return [Basis.EXPLICIT, Basis.WEEKDAY, Basis.RELATIVE].index(basis)


def _resolve_vague(value: str, reference: date) -> Resolved | None:
    """ "Days ago", "hours later": from the reference as far as so loose a count can reach."""
    match = _OFFSET.match(value)
    if not match or (match[3] != "X" and not match[4].startswith("T")):
        return None
    unit = match[4]
    count = float(time_words().bounds[unit]) if match[3] == "X" else float(match[3])
    reach = shift_far(reference, count if match[2] == "+" else -count, unit)
    whole = days(min(reach, reference), max(reach, reference), Precision.RANGE)
    return Resolved(value, whole, Basis.RELATIVE)


def close_value(value: str, reference: date, direction: str | None) -> str | None:
    """Return the closed value of one open value, or None where it stays open."""
    match = _OFFSET.match(value)
    if match:
        return _close_offset(match, reference, direction)
    match = _FLOATING.match(value)
    if match:
        return _close_floating(match[1], match[2], reference, direction)
    return None


def _close_offset(match: re.Match[str], reference: date, direction: str | None) -> str | None:
    sign, count, unit, inner = match[2], float(match[3]), match[4], match[5]
    steps = count if sign == "+" else -count
    if unit == "WE":
        return _weekend(reference, int(steps), direction)
    moved = shift_far(reference, steps, unit)
    if inner:
        return _inside(moved, unit, inner)
    return name_unit(moved, unit)


def _weekend(reference: date, steps: int, direction: str | None) -> str:
    back = steps == 0 and direction != "future" and reference.isoweekday() < 6
    return name_unit(reference + timedelta(weeks=steps - back), "W") + "-WE"


def _inside(moved: date, unit: str, inner: str) -> str | None:
    if unit == "W":
        return (moved + timedelta(days=int(inner) - moved.isoweekday())).isoformat()
    if unit == "M":
        nth = re.fullmatch(r"(n\dw\dm)0([+-]\d+)?", inner)
        month = moved.month + (nth is not None and nth[2] is not None)  # the last is counted back from the month after
        if nth:
            return f"{moved.year}-{nth[1]}{month}{nth[2] or ''}"
        return f"{moved:%Y-%m}-{min(int(inner), calendar.monthrange(moved.year, moved.month)[1]):02d}"
    return f"{moved.year}-{inner}" if unit == "Y" else None


def _close_floating(prefix: str, rest: str, reference: date, direction: str | None) -> str | None:
    side = {"PREV": "past", "NEXT": "future"}.get(prefix, direction)
    strict = prefix != "XXXX"
    if rest.startswith("WXX-") and rest != "WXX-WE":
        number, _, beyond = rest[4:].partition("@")
        found = _nearest_weekday(int(number), reference, side, strict=strict)
        return (found + timedelta(int(beyond or 0))).isoformat()
    if rest.startswith("XX-"):
        return _nearest_in_month(int(rest[3:]), reference, side)
    if re.fullmatch(r"\d\d-\d\d", rest) and not strict:
        return _nearest_day(rest, reference, side)
    return _nearest_period(rest, reference, side, strict=strict)


def _nearest_weekday(number: int, reference: date, side: str | None, *, strict: bool) -> date:
    ahead = (number - reference.isoweekday()) % 7
    if side == "future":
        return reference + timedelta(days=ahead or (7 if strict else 0))
    return reference - timedelta(days=(7 - ahead) % 7 or (7 if strict else 0))


def _nearest_in_month(number: int, reference: date, side: str | None) -> str | None:
    """A day of the month: the nearest on the side that the tense tells."""
    months = (shift_months(reference.replace(day=1), step) for step in (-2, -1, 0, 1, 2))
    found = [day for first in months if (day := _real_day(f"{first:%Y-%m}-{number:02d}"))]
    sided = [day for day in found if not side or (day >= reference if side == "future" else day <= reference)]
    return min(sided, key=lambda day: abs(day - reference)).isoformat() if sided else None


def _nearest_day(rest: str, reference: date, side: str | None) -> str | None:
    """A month and day: the nearest where one is close, else the one that the tense tells."""
    found = [day for year in range(reference.year - 1, reference.year + 2) if (day := _real_day(f"{year}-{rest}"))]
    if not found:
        return None
    nearest = min(found, key=lambda day: abs(day - reference))
    if abs(nearest - reference).days > CLOSE and side:
        sided = [day for day in found if (day >= reference) == (side == "future")]
        nearest = min(sided, key=lambda day: abs(day - reference)) if sided else nearest
    return nearest.isoformat()


def _real_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _nearest_period(rest: str, reference: date, side: str | None, *, strict: bool) -> str | None:
    """A month, season, quarter or half: the latest that has begun, or the first that is not over."""
    years = range(reference.year - 2, reference.year + 3)
    found = [(f"{year}-{rest}", period) for year in years if (period := value_days(f"{year}-{rest}"))]
    if side == "future":
        fits = [name for name, period in found if (period.start if strict else period.end) >= reference]
        return fits[0] if fits else None
    fits = [name for name, period in found if (period.end if strict else period.start) <= reference]
    return fits[-1] if fits else None


def days(start: date, end: date, precision: Precision) -> Interval:
    """Return the interval; a range of one day is a day."""
    return Interval(start, end, Precision.DAY if start == end and precision is Precision.RANGE else precision)


def shift_far(day: date, count: float, unit: str) -> date:
    """Return the day `count` units after the day; parts of a day that pass no midnight for sure count as one day."""
    if unit.startswith("T"):
        hours = {"TS": 1 / 3600, "TM": 1 / 60, "TH": 1.0}[unit] * abs(count)
        whole = int(hours // 24) + 1
        return day + timedelta(days=whole if count > 0 else -whole)
    if unit in ("D", "W", "FN"):
        return _shift_days(day, count * {"D": 1, "W": 7, "FN": 14}[unit])
    if unit == "WE":
        return _shift_days(day, count * 7)
    return shift_months(day, round(count * {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}[unit]))


def _shift_days(day: date, count: float) -> date:
    try:
        return day + timedelta(days=round(count))
    except OverflowError:
        return day


def shift_months(day: date, months: int) -> date:
    """Return the same day so many months on, or the month's last; the first or last year of the calendar at most."""
    total = day.year * 12 + day.month - 1 + months
    year, month = min(max(total // 12, 1), 9999), total % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def name_unit(day: date, unit: str) -> str:
    """Return the value of the unit of time that the day lies in."""
    if unit in ("W", "FN", "WE"):
        year, week, _ = day.isocalendar()
        return f"{year}-W{week:02d}"
    names = {
        "D": day.isoformat(),
        "M": f"{day.year:04d}-{day.month:02d}",
        "Q": f"{day.year:04d}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04d}",
        "DE": f"{day.year // 10:03d}",
        "CE": f"{day.year // 100:02d}",
    }
    return names[unit]


def value_days(value: str) -> Interval | None:
    """Return the days of a closed value; None for a value that names none, such as 2017-02-30."""
    body, clock = _split_clock(value)
    for pattern, read in _CLOSED:
        match = pattern.fullmatch(body)
        if match:
            try:
                interval = read(match)
            except (ValueError, OverflowError):
                return None
            if clock and re.match(r"T\d\d:\d\d", clock):
                return Interval(interval.start, interval.end, Precision.MINUTE)
            return interval
    return None


def _year(match: re.Match[str]) -> Interval:
    year = int(match[1])
    return Interval(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def _months(year: int, first: int, count: int, precision: Precision = Precision.RANGE) -> Interval:
    start = shift_months(date(year, 1, 1), first - 1)
    return Interval(start, shift_months(start, count) - ONE, precision)


def _week(match: re.Match[str]) -> Interval:
    monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
    start = monday + timedelta(days=5) if match[3] else monday
    return Interval(start, monday + timedelta(days=6), Precision.RANGE)


def _day(match: re.Match[str]) -> Interval:
    day = date.fromisoformat(match[0])
    return Interval(day, day, Precision.DAY)


def _season(match: re.Match[str]) -> Interval:
    year, season = int(match[1]), match[2]
    return _months(year - (season == "WI"), SEASON_MONTHS[season], 3)


def _span_of_years(start: int, count: int) -> Interval:
    return Interval(date(max(start, 1), 1, 1), date(start + count - 1, 12, 31), Precision.RANGE)


def _moving(match: re.Match[str]) -> Interval:
    """A holiday that has another day each year: so many days from Easter, or the n-th weekday of a month."""
    year = int(match[1])
    if match[2] is not None:
        day = easter(year) + timedelta(days=int(match[2]))
    else:
        nth, weekday, month = int(match[3]), int(match[4]), int(match[5])
        first = date(year, month, 1) if month <= 12 else date(year + 1, 1, 1)
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1) + int(match[6] or 0))
    return Interval(day, day, Precision.DAY)


_CLOSED: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Interval]], ...] = (
    (re.compile(r"\d{4}-\d\d-\d\d"), _day),
    (re.compile(r"(\d{4})"), _year),
    (re.compile(r"(\d{4})-(\d\d)"), lambda m: _months(int(m[1]), int(m[2]), 1, Precision.MONTH)),
    (re.compile(r"(\d{4})-W(\d\d)(-WE)?"), _week),
    (re.compile(r"(\d{4})-Q([1-4])"), lambda m: _months(int(m[1]), int(m[2]) * 3 - 2, 3)),
    (re.compile(r"(\d{4})-H([12])"), lambda m: _months(int(m[1]), int(m[2]) * 6 - 5, 6)),
    (re.compile(r"(\d{4})-(SP|SU|FA|WI)"), _season),
    (re.compile(r"(\d{3})"), lambda m: _span_of_years(int(m[1]) * 10, 10)),
    (re.compile(r"(\d\d)"), lambda m: _span_of_years(int(m[1]) * 100, 100)),
    (re.compile(r"FY(\d{4})"), lambda m: _span_of_years(int(m[1]) - 1, 2)),  # whose year it is, the text does not say
    (_MOVING, _moving),
)


def cover(intervals: Iterable[Interval]) -> Interval:
    """Return the shortest interval that holds all of them."""
    pool = tuple(intervals)
    start, end = min(one.start for one in pool), max(one.end for one in pool)
    for one in pool:
        if (one.start, one.end) == (start, end):
            return one
    return Interval(start, end, Precision.RANGE)
