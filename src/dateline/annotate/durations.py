"""Rules for lengths of time, counts of units from some other time, repeated times and times of day.

In: a sentence's characters. Out: `Sketch`es as in `timerules`: "four minutes", "an hour and a half", "two weeks
ago", "three days after the vote", "the past ten years", "every Tuesday", "10:42 PM IST".
"""

from collections.abc import Callable

from dateline.annotate.timerules import Match, Sketch
from dateline.annotate.timewords import read_count, time_words, unit_letter, weekday_number

MINUTES = {"TS": 1 / 60, "TM": 1.0, "TH": 60.0, "D": 1440.0, "W": 10080.0, "FN": 20160.0}
"""Length of the units that always have the same one; a month or year has not."""

_ISO = {"DE": ("Y", 10), "CE": ("Y", 100), "FN": ("W", 2), "Q": ("M", 3), "WE": ("WE", 1)}


def length_value(count: float | None, unit: str) -> str:
    """Return the ISO 8601 duration; X for a count that is not told, the next smaller unit for a half."""
    letter, times = _ISO.get(unit, (unit, 1))
    if count is None:
        return f"PTX{unit[1]}" if unit.startswith("T") else f"PX{letter}"
    total = count * times
    if unit.startswith("T"):
        return clock_length(total * MINUTES[unit]) if unit != "TS" else f"PT{total:g}S"
    if total != int(total):
        smaller = {"Y": ("M", 12), "M": ("W", 4), "W": ("D", 7), "D": ("TH", 24)}.get(letter)
        return length_value(round(total * smaller[1], 2), smaller[0]) if smaller else f"P{total:g}{letter}"
    return f"P{total:g}{letter}"


def clock_length(minutes: float) -> str:
    """Return minutes as a duration: whole hours in hours, up to 99 minutes in minutes, else in both."""
    hours, rest = divmod(minutes, 60)
    if rest == 0 and hours:
        return f"PT{hours:g}H"
    return f"PT{minutes:g}M" if minutes < 100 else f"PT{hours:g}H{rest:g}M"


def length_minutes(count: float | None, unit: str) -> float | None:
    """Return the minutes of a length, None where the count or the unit does not fix them."""
    return count * MINUTES[unit] if count is not None and unit in MINUTES else None


def _count(match: Match) -> float | None:
    count = read_count(match["n"])
    groups = match.groupdict()
    half = bool(groups.get("half") or groups.get("tail"))
    return count + 0.5 if half and count is not None else count


def _length(match: Match) -> Sketch | None:
    """ "Four minutes", "an hour and a half", "two-hour", "several days"."""
    count, unit = _count(match), unit_letter(match["u"])
    if match["u"].lower() in ("second", "min", "sec", "hr") and not match["n"][:1].isdigit():
        return None  # "a second meeting"
    return Sketch(
        "length",
        match.start("n"),
        match.end(),
        length_value(count, unit),
        kind="duration",
        minutes=length_minutes(count, unit),
    )


def _half(match: Match) -> Sketch | None:
    unit = unit_letter(match["u"])
    words = match["share"].lower()
    share = 0.5 if words == "half" else (0.75 if words.startswith("three") else 0.25)
    value, minutes = length_value(share, unit), length_minutes(share, unit)
    if unit in ("Y", "DE", "CE", "D") and share != 0.5:
        return None
    return Sketch("half", match.start(), match.end(), value, kind="duration", minutes=minutes)


def _two_units(match: Match) -> Sketch | None:
    """ "Two hours and ten minutes"."""
    first, second = unit_letter(match["u"]), unit_letter(match["v"])
    left, right = read_count(match["n"]), read_count(match["k"])
    if left is None or right is None or (first, second) not in (("TH", "TM"), ("TM", "TS"), ("Y", "M"), ("D", "TH")):
        return None
    if first == "Y":
        return Sketch("two_units", match.start(), match.end(), f"P{left:g}Y{right:g}M", kind="duration")
    minutes = left * MINUTES[first] + right * MINUTES[second]
    value = clock_length(minutes) if first == "TH" else length_value(left, first) + length_value(right, second)[-3:]
    if first == "D":
        value = f"P{left:g}DT{right:g}H"
    return Sketch("two_units", match.start(), match.end(), value, kind="duration", minutes=minutes)


def _between(match: Match) -> Sketch | None:
    """ "Two to three hours", "two or three days": both ends are kept."""
    unit, low, high = unit_letter(match["u"]), read_count(match["n"]), read_count(match["k"])
    if low is None or high is None or low >= high:
        return None
    value = f"{length_value(low, unit)}/{length_value(high, unit)}"
    return Sketch("between", match.start("n"), match.end(), value, kind="duration", modifier="APPROX")


def _bare(match: Match) -> Sketch | None:
    """ "For hours", "days of talks"."""
    unit = unit_letter(match["u"])
    return Sketch("bare", match.start("u"), match.end("u"), length_value(None, unit), kind="duration")


def _long(match: Match) -> Sketch | None:
    """ "Decades-long", "month-long", "hourlong"."""
    unit = unit_letter(match["u"])
    count = None if match["u"].lower().endswith("s") else 1.0
    return Sketch(
        "long",
        match.start(),
        match.end(),
        length_value(count, unit),
        kind="duration",
        minutes=length_minutes(count, unit),
    )


def _near_length(match: Match) -> Sketch | None:
    """ "The past decade", "the next six months", "recent days": a length that ends or begins at the page's day."""
    unit, words = unit_letter(match["u"]), (match.groupdict().get("n") or "").strip()
    which = match["which"].lower()
    plural = match["u"].lower().endswith("s")
    count = read_count(words) if words else (None if plural else 1.0)
    if not words and not plural and which not in ("past", "last", "coming", "next"):
        return None
    future = which in ("next", "coming", "upcoming", "following")
    return Sketch(
        "near_length",
        match.start(),
        match.end(),
        length_value(count, unit),
        kind="duration",
        direction="future" if future else "past",
        minutes=length_minutes(count, unit),
    )


def _offset_value(base: str, sign: str, count: float | None, unit: str) -> str:
    if count is not None and count != int(count):
        if unit in ("Y", "DE"):
            count, unit = round(count * (12 if unit == "Y" else 120)), "M"
        elif unit == "W":
            count, unit = round(count * 7), "D"
    if unit == "FN":
        count, unit = (count * 2 if count is not None else None), "W"
    return f"{base}{sign}{'X' if count is None else f'{count:g}'}{unit}"


def _ago(match: Match) -> Sketch | None:
    """ "Two weeks ago", "three days from now"."""
    unit, words = unit_letter(match["u"]), match.groupdict().get("n") or ""
    ago = match["side"].lower() in ("ago", "back")
    count = _count(match) if words else None
    value = _offset_value("REF", "-" if ago else "+", count, unit)
    start = match.start("n") if words else match.start("u")
    return Sketch("ago", start, match.end(), value, direction="past" if ago else "future")


def _in_time(match: Match) -> Sketch | None:
    """ "In two weeks' time"."""
    value = _offset_value("REF", "+", _count(match), unit_letter(match["u"]))
    return Sketch("in_time", match.start("n"), match.end(), value, direction="future")


def _told_offset(match: Match) -> Sketch | None:
    """ "Two days later", "a week after the vote", "days before": counted from another time; `dates` finds it."""
    unit, words = unit_letter(match["u"]), match.groupdict().get("n") or ""
    if not words and not match["u"].lower().endswith("s"):
        return None
    side = match["side"].lower()
    count = (1.0 if words.lower() == "the" else _count(match)) if words else None
    value = _offset_value("ANCHOR", "+" if side in ("after", "later", "following", "since") else "-", count, unit)
    start = match.start("n") if words else match.start("u")
    return Sketch("told_offset", start, match.end(), value, anchor=(match.end(), match.end()))


def _shortly(match: Match) -> Sketch | None:
    """ "Shortly after the vote": near another time, on one side of it."""
    sign = "+" if match["side"].lower() in ("after", "following") else "-"
    return Sketch("shortly", match.start(), match.end(), f"ANCHOR{sign}XD", anchor=(match.end(), match.end()))


def _set(match: Match) -> Sketch | None:
    """ "Every Tuesday", "each year", "daily"."""
    groups = match.groupdict()
    if groups.get("w"):
        value = f"XXXX-WXX-{weekday_number(match['w'].rstrip('s') if match['w'].endswith('days') else match['w'])}"
    elif groups.get("adverb"):
        value = _ADVERBS[match["adverb"].lower()]
    else:
        count = read_count(groups["n"]) if groups.get("n") else 1.0
        value = length_value(count, unit_letter(match["u"]))
    start = match.end("lead") if groups.get("lead") else match.start()
    return Sketch("set", start, match.end(), value, kind="set")


_ADVERBS = {
    "daily": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "quarterly": "P3M",
    "annual": "P1Y", "annually": "P1Y", "yearly": "P1Y", "hourly": "PT1H", "nightly": "P1D",
}  # fmt: skip


def _clock(match: Match) -> Sketch | None:
    """A time of day; four figures without a colon count only before a zone."""
    groups = match.groupdict()
    hour, minute = int(match["h"]), int(groups.get("mi") or 0)
    half = (groups.get("half") or "").lower().replace(".", "")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    if hour > 24 or minute > 59:
        return None
    zone = (groups.get("zone") or "").lower()
    shown = f"{hour:02d}:{minute:02d}"
    offset = time_words().zones.get(zone, "") or (zone.upper() if zone else "")
    return Sketch("clock", match.start(), match.end(), f"ANCHOR+0DT{shown}", clock=f"{shown} {offset}".strip())


def _word_clock(match: Match) -> Sketch | None:
    shown = time_words().clocks[match["word"].lower()]
    return Sketch("clock", match.start("word"), match.end(), f"ANCHOR+0D{shown}", clock=shown[1:])


LENGTH_READERS: dict[str, Callable[[Match], Sketch | None]] = {
    "ago": _ago,
    "bare": _bare,
    "between": _between,
    "clock": _clock,
    "half": _half,
    "in_time": _in_time,
    "length": _length,
    "long": _long,
    "near_length": _near_length,
    "set": _set,
    "shortly": _shortly,
    "told_offset": _told_offset,
    "two_units": _two_units,
    "word_clock": _word_clock,
}
"""What a pattern's `read` may name in times_patterns.toml, beside the readers of `timerules`."""
