"""Rules for dates: what the words for days, months, years and their parts come to, before a reference day is known.

In: a sentence's characters. Out: `Sketch`es, overlapping ones too. Durations and counts have rules of their own
(`durations`); which sketch stands, and for which day, is decided in `dates`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from dateline.annotate.timewords import (
    month_number,
    time_words,
    unit_letter,
    weekday_number,
)

Match = re.Match[str]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What one stretch of a sentence says of time; `start` and `end` count characters of the sentence.

    `anchor` is the stretch that the value is counted from, where it stands in the sentence. `name` is the rule's.
    """

    name: str
    start: int
    end: int
    value: str
    kind: str = "date"
    direction: str | None = None
    modifier: str | None = None
    minutes: float | None = None
    clock: str | None = None
    anchor: tuple[int, int] | None = None


def read_part(words: str | None) -> str | None:
    """Return the modifier for "early", "the end of", "later" and their like."""
    if not words:
        return None
    plain = re.sub(r"\s+", " ", words.lower().strip(" -")).removeprefix("the ")
    return time_words().parts.get(re.sub(r" (?:in|on)$", "", plain))


def full_year(text: str | None) -> str:
    """Return a year's digits, XXXX where none stands."""
    return text or "XXXX"


def day_value(year: str | None, month: str, day: str) -> str:
    """Return the value of a day of a month."""
    number = int(re.sub(r"\D", "", day))
    return f"{full_year(year)}-{month_number(month):02d}-{number:02d}"


def _read_day(match: Match) -> tuple[str, ...]:
    return (day_value(match["y"], match["m"], match["d"]),)


def _read_day_pair(match: Match) -> tuple[str, ...]:
    first = day_value(match["y"], match["m"], match["d"])
    return (f"{first}/{day_value(match['y'], match['m'], match['e'])}",)


def _read_two_months(match: Match) -> tuple[str, ...]:
    """Two days in two months; the year may stand behind the last alone."""
    groups = match.groupdict()
    later, year = groups["y"], groups.get("x") or groups["y"]
    first = day_value(year, match["m"], match["d"])
    return (f"{first}/{day_value(later, match['n'], match['e'])}",)


def _read_iso(match: Match) -> tuple[str, ...] | None:
    clock = f"T{match['t']}" if match["t"] else ""
    return (f"{match['y']}-{match['m']}-{match['d']}{clock}",)


def _read_numeric(match: Match) -> tuple[str, ...] | None:
    """Day and month in figures: sure only where one of them can be no month, or dots tell the European order."""
    first, second = int(match["a"]), int(match["b"])
    year = match["y"] if len(match["y"]) == 4 else f"20{match['y']}"
    if match["sep"] == "." or first > 12 or first == second:
        month, day = second, first
    elif second > 12:
        month, day = first, second
    else:  # either order: all that is sure lies between the two readings
        low, high = sorted((f"{year}-{first:02d}-{second:02d}", f"{year}-{second:02d}-{first:02d}"))
        return (f"{low}/{high}",)
    return (f"{year}-{month:02d}-{day:02d}",) if 1 <= month <= 12 and 1 <= day <= 31 else None


def _read_month(match: Match) -> tuple[str, ...]:
    """A month with or without a year; "last October" leaves out the one that we are in."""
    month, year = f"{month_number(match['m']):02d}", match.groupdict().get("y")
    return _floating(f"{month}", match) if year is None else (f"{year}-{month}",)


def _read_month_pair(match: Match) -> tuple[str, ...]:
    first, last = month_number(match["m"]), month_number(match["n"])
    year = full_year(match["y"])
    earlier = match.groupdict().get("x") or (year if year == "XXXX" or first <= last else f"{int(year) - 1}")
    return (f"{earlier}-{first:02d}/{year}-{last:02d}",)


def _floating(rest: str, match: Match) -> tuple[str, ...]:
    """Put the prefix that "last", "next" or nothing before a name of a day or month asks for."""
    which = (match.groupdict().get("which") or "").strip().lower().removeprefix("the ")
    if which in ("last", "past", "previous"):
        return f"PREV-{rest}", "past"
    if which == "next":
        return f"NEXT-{rest}", "future"
    return f"XXXX-{rest}", "future" if which in ("coming", "this coming", "upcoming") else ""


def _read_weekday(match: Match) -> tuple[str, ...]:
    value, *direction = _floating(f"WXX-{weekday_number(match['w'])}", match)
    return (value + _daypart(match), *direction)


def _daypart(match: Match) -> str:
    word = match.groupdict().get("daypart")
    return f"T{time_words().dayparts[word.lower()]}" if word else ""


def _read_weekday_pair(match: Match) -> tuple[str, ...]:
    return (f"XXXX-WXX-{weekday_number(match['w'])}/XXXX-WXX-{weekday_number(match['v'])}",)


def _read_year(match: Match) -> tuple[str, ...]:
    return (match["y"],)


def _read_year_pair(match: Match) -> tuple[str, ...] | None:
    first, last = match["y"], match["z"]
    last = first[: 4 - len(last)] + last
    return (f"{first}/{last}",) if first < last else None


def _read_decade(match: Match) -> tuple[str, ...]:
    digits = match["dec"]
    if len(digits) == 2:
        digits = ("20" if digits < "30" else "19") + digits
    return (digits[:3],)


def _read_century(match: Match) -> tuple[str, ...] | None:
    number = int(match["cen"])
    return (f"{number - 1:02d}",) if 1 < number <= 22 else None


_RELATIVE_DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": 0}


def _read_near_day(match: Match) -> tuple[str, ...]:
    word = match["near"].lower()
    part = "TNI" if word in ("tonight",) else _daypart(match)
    offset = _RELATIVE_DAYS[word]
    return f"REF{offset:+d}D{part}", "future" if offset > 0 else ("past" if offset < 0 else "")


def _read_far_day(match: Match) -> tuple[str, ...]:
    return ("REF+2D", "future") if match["which"].lower() == "after" else ("REF-2D", "past")


def _read_daypart(match: Match) -> tuple[str, ...]:
    part = time_words().dayparts[match["daypart"].lower()]
    offset = {"last": -1, "yesterday": -1, "tomorrow": 1}.get(match["which"].lower(), 0)
    return f"REF{offset:+d}DT{part}", {-1: "past", 1: "future"}.get(offset, "")


_STEPS = {"this": 0, "current": 0, "same": 0, "the current": 0, "last": -1, "past": -1, "previous": -1, "next": 1}
_STEPS |= {"coming": 1, "upcoming": 1, "following": 1, "preceding": -1, "this past": 0, "this coming": 1}
_TOLD = ("previous", "following", "preceding", "same")  # counted from the time that is being told of


def _read_near_unit(match: Match) -> tuple[str, ...] | None:
    """ "Last month", "this year", "the following week"."""
    which, unit = re.sub(r"\s+", " ", match["which"].lower()), unit_letter(match["u"])
    if unit.startswith("T") or which not in _STEPS or (unit == "D" and which == "past"):
        return None
    the = (match.groupdict().get("the") or "").strip().lower()
    if (not the and which in ("following", "previous", "preceding", "same")) or match["u"].lower().endswith("s"):
        return None  # "following months of talks"
    if the == "the" and which in ("past", "last", "coming") and unit != "Q":
        return None  # "the past year" is a length of time: durations
    told = which in _TOLD or (the == "the" and which == "next")
    if unit == "D" and not told and which != "next":
        return None
    step = _STEPS[which]
    base = "ANCHOR" if told or unit == "D" else "REF"
    steps = step * (2 if unit == "FN" else 1)
    return f"{base}{steps:+d}{'W' if unit == 'FN' else unit}", {-1: "past", 1: "future"}.get(step, "")


def _read_weekday_of_week(match: Match) -> tuple[str, ...]:
    step = _STEPS[match["which"].lower()]
    return f"REF{step:+d}W-{weekday_number(match['w'])}", {-1: "past", 1: "future"}.get(step, "")


def _read_month_of_year(match: Match) -> tuple[str, ...]:
    step = _STEPS[match["which"].lower()]
    groups = match.groupdict()
    day = groups.get("d") or groups.get("e")
    rest = f"{month_number(match['m']):02d}" + (f"-{int(re.sub('[^0-9]', '', day)):02d}" if day else "")
    return f"REF{step:+d}Y-{rest}", {-1: "past", 1: "future"}.get(step, "")


def _read_the_unit(match: Match) -> tuple[str, ...] | None:
    """ "The end of the year", "later in the day": the unit that we are in, or the day that is being told of."""
    unit = unit_letter(match["u"])
    base = "ANCHOR" if unit == "D" else "REF"
    return None if unit.startswith("T") or unit in ("FN",) else (f"{base}+0{unit}",)


def _read_quarter(match: Match) -> tuple[str, ...] | None:
    word = (match.groupdict().get("o") or match.groupdict().get("q") or "").lower()
    number = time_words().ordinals.get(word) or (int(word) if word.isdigit() else 0)
    letter = "H" if (match.groupdict().get("half") or "").lower() == "half" else "Q"
    limit = 2 if letter == "H" else 4
    if not 1 <= number <= limit:
        return None
    return (f"{full_year(match.groupdict().get('y'))}-{letter}{number}",)


def _read_half_of(match: Match) -> tuple[str, ...] | None:
    number = time_words().ordinals[match["o"].lower()]
    which = {"this": "+0", "last": "-1", "next": "+1", "the": "+0"}[match["which"].lower()]
    return (f"REF{which}Y-{'H' if match['half'].lower() == 'half' else 'Q'}{number}",) if number <= 4 else None


def _read_season(match: Match) -> tuple[str, ...]:
    season, year = time_words().seasons[match["s"].lower()], match.groupdict().get("y")
    return (f"{year}-{season}",) if year else _floating(season, match)


def _read_fiscal(match: Match) -> tuple[str, ...]:
    return (f"FY{match['y']}",)


def _read_holiday(match: Match) -> tuple[str, ...]:
    rule = time_words().holidays[re.sub(r"\s+", " ", match["h"].lower())]
    year = match.groupdict().get("y")
    return (f"{year}-{rule}",) if year else _floating(rule, match)


def _read_known(match: Match) -> tuple[str, ...]:
    return (time_words().known[match["k"].lower()],)


def _read_ref(match: Match) -> tuple[str, ...]:
    words = re.sub(r"\s+", " ", match["r"].lower())
    value = time_words().refs[words]
    near = "NEAR" if value == "PAST_REF" and words != "the past" else ""
    return value, {"PAST_REF": "past", "FUTURE_REF": "future"}.get(value, ""), near


def _read_recent(match: Match) -> tuple[str, ...]:
    return "PAST_REF", "past", "NEAR"


def _read_told_day(match: Match) -> tuple[str, ...]:
    """ "The day before", "the next day", "that day", "the same day", "the week after"."""
    unit = unit_letter(match["u"])
    step = {"before": -1, "earlier": -1, "after": 1, "later": 1}.get((match["side"] or "").lower(), 0)
    return (f"ANCHOR{step:+d}{unit}",) if not unit.startswith("T") else ("ANCHOR+0D",)


READERS: dict[str, Callable[[Match], tuple[str, ...] | None]] = {
    "century": _read_century,
    "day": _read_day,
    "day_pair": _read_day_pair,
    "daypart": _read_daypart,
    "decade": _read_decade,
    "far_day": _read_far_day,
    "fiscal": _read_fiscal,
    "half_of": _read_half_of,
    "holiday": _read_holiday,
    "iso": _read_iso,
    "known": _read_known,
    "month": _read_month,
    "month_of_year": _read_month_of_year,
    "month_pair": _read_month_pair,
    "near_day": _read_near_day,
    "near_unit": _read_near_unit,
    "numeric": _read_numeric,
    "quarter": _read_quarter,
    "recent": _read_recent,
    "ref": _read_ref,
    "season": _read_season,
    "the_unit": _read_the_unit,
    "told_day": _read_told_day,
    "two_months": _read_two_months,
    "weekday": _read_weekday,
    "weekday_of_week": _read_weekday_of_week,
    "weekday_pair": _read_weekday_pair,
    "year": _read_year,
    "year_pair": _read_year_pair,
}
"""What a pattern's `read` may name in times_patterns.toml, beside the readers of `durations`."""


def sketch_date(name: str, read: Callable[[Match], tuple[str, ...] | None], match: Match) -> Sketch | None:
    """Return the sketch of a match that one of the readers above can read, or None where it is no time after all."""
    found = read(match)
    if found is None:
        return None
    value, direction, told, *_ = (*found, "", "")
    groups = match.groupdict()
    start = match.end("lead") if groups.get("lead") else match.start()  # words before that are no part of it
    part = read_part(groups.get("part"))
    return Sketch(name, start, match.end(), value, direction=direction or None, modifier=part or told or None)
