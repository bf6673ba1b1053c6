"""Rules for days and weeks by their place in the calendar: "the first Monday of August", "Friday week".

In: a match of a pattern of times_patterns.toml. Out: the open value that it comes to, as the readers of `timerules`
give it. What that value is in days stands in `timevalues`.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping

from dateline.annotate.timerules import Match
from dateline.annotate.timewords import month_number, read_count, time_words, unit_letter, weekday_number

WEEK, FORTNIGHT = 7, 14
COMMON_YEAR = 2001  # where no year is told, February ends on the 28th
_LAST = ("last", "final", "closing")
_OPENING = ("opening",)
_STEPS = {"this": 0, "the": 0, "last": -1, "next": 1}


def _read_weekday_on(match: Match) -> tuple[str, ...]:
    """ "Friday week", "a week on Friday", "a fortnight on Friday": so many days beyond the next Friday."""
    beyond = FORTNIGHT if match["u"].lower() == "fortnight" else WEEK
    return f"XXXX-WXX-{weekday_number(match['w'])}@+{beyond}", "future"


def _read_weekday_back(match: Match) -> tuple[str, ...]:
    """ "A week ago on Monday", "the Sunday before last": a week before the last one; today may be a Monday itself."""
    opening = "XXXX" if match.groupdict().get("ago") else "PREV"
    return f"{opening}-WXX-{weekday_number(match['w'])}@-{WEEK}", "past"


def _read_weekdays_ago(match: Match) -> tuple[str, ...] | None:
    """ "Two Fridays ago": the first is the last Friday, the second a week before it."""
    count = read_count(match["n"])
    if count is None or count != int(count) or count < 1:
        return None
    weekday = match["w"].lower().removesuffix("s")
    return f"PREV-WXX-{weekday_number(weekday)}@-{int(count - 1) * WEEK}", "past"


def _read_nights_ago(match: Match) -> tuple[str, ...] | None:
    count = read_count(match["n"])
    return (f"REF-{int(count)}DTNI", "past") if count is not None and count == int(count) else None


def _read_unit_before(match: Match) -> tuple[str, ...] | None:
    """ "The month before last", "the week after next"."""
    unit = unit_letter(match["u"])
    if unit.startswith("T") or unit in ("D", "FN"):
        return None
    return ("REF-2" + unit, "past") if match["side"].lower() == "before" else ("REF+2" + unit, "future")


def _read_weekday_of_month(match: Match) -> tuple[str, ...] | None:
    """ "The first Monday of August", "the last Sunday in October 2015", "the second Tuesday of next month"."""
    number, weekday = _ordinal(match["o"]), weekday_number(match["w"])
    if number is None:
        return None
    counted = "n1w{}m{}-7" if number < 0 else f"n{number}w{{}}m{{}}"
    if match.groupdict().get("which"):
        return _in_month(match["which"], counted.format(weekday, "0"))
    month = month_number(match["m"]) + (number < 0)  # the last one is a week before the first of the month after
    return _of_year(match, counted.format(weekday, month))


def _read_week_of_month(match: Match) -> tuple[str, ...] | None:
    """ "The first week of August", "the second half of May", "the last week of this month"."""
    number, half = _ordinal(match["o"]), match["u"].lower() == "half"
    if number is None or number > (2 if half else 4):
        return None
    first, last = _halves(number) if half else _weeks(number)
    if match.groupdict().get("which"):
        closing, *direction = _in_month(match["which"], last)
        return f"REF+0M-{first}/{closing}", *direction  # a range's opening is counted from its end
    number = month_number(match["m"])
    month, last = f"{number:02d}", f"{min(int(last), monthrange(COMMON_YEAR, number)[1]):02d}"
    year = match.groupdict().get("y") or "XXXX"
    return (f"{year}-{month}-{first}/{year}-{month}-{last}",)


def _weeks(number: int) -> tuple[str, str]:
    """Return the first and last day of a week of a month; the last week ends with the month."""
    return ("22", "31") if number < 0 else (f"{number * 7 - 6:02d}", f"{number * 7:02d}")


def _halves(number: int) -> tuple[str, str]:
    return ("01", "15") if number == 1 else ("16", "31")


def _read_day_of_month(match: Match) -> tuple[str, ...]:
    """ "The 3rd of this month", "on the 20th"."""
    day = f"{int(re.sub('[^0-9]', '', match['d'])):02d}"
    which = match.groupdict().get("which")
    return _in_month(which, day) if which else (f"XXXX-XX-{day}",)


def _read_winter_pair(match: Match) -> tuple[str, ...]:
    """ "The winter of 2014-15": a winter has the year in which it ends, any other season of two years the first."""
    season, year = time_words().seasons[match["s"].lower()], int(match["y"])
    return (f"{year + (season == 'WI')}-{season}",)


def _ordinal(word: str) -> int | None:
    """Return the number of "first" to "fourth"; -1 for the last."""
    if word.lower() in _LAST:
        return -1
    if word.lower() in _OPENING:
        return 1
    number = time_words().ordinals.get(word.lower())
    return number if number is not None and number <= 5 else None


def _in_month(which: str, rest: str) -> tuple[str, ...]:
    step = _STEPS[which.lower()]
    return f"REF{step:+d}M-{rest}", {-1: "past", 1: "future"}.get(step, "")


def _of_year(match: Match, rest: str) -> tuple[str, ...]:
    return (f"{match.groupdict().get('y') or 'XXXX'}-{rest}",)


PLACE_READERS: Mapping[str, Callable[[Match], tuple[str, ...] | None]] = {
    "day_of_month": _read_day_of_month,
    "nights_ago": _read_nights_ago,
    "unit_before": _read_unit_before,
    "week_of_month": _read_week_of_month,
    "weekday_back": _read_weekday_back,
    "weekday_of_month": _read_weekday_of_month,
    "weekday_on": _read_weekday_on,
    "weekdays_ago": _read_weekdays_ago,
    "winter_pair": _read_winter_pair,
}
"""What a pattern's `read` may name in times_patterns.toml, beside the readers of `timerules` and `durations`."""
