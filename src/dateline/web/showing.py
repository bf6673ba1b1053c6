"""Put our values into words for people: days, lengths, places, fields, statuses.

In: a value as the record holds it. Out: a string to show; what has no better form is shown as it is.
"""

import re
from datetime import date
from functools import lru_cache

import pycountry

from dateline.model.claims import Interval, Precision
from dateline.web.wording import load_wording


def show_days(start: str | None, end: str | None = None) -> str:
    """Return a day, a month, a year or a range, as short as it can be told in words."""
    if not start:
        return load_wording().say("value.undated")
    first, last = _day(start), _day(end or start)
    if first is None or last is None:
        return start if not end or end == start else load_wording().say("value.to", start=start, end=end)
    return Interval(first, last, Precision.RANGE).in_words()


def show_time(when: str) -> str:
    """Return a year, a month or a day in words, as `2016`, `2016-11` or `2016-11-20` tell it."""
    if len(when) == 4:
        return when
    first = date.fromisoformat(f"{when}-01"[:10])
    return f"{first:%B %Y}" if len(when) == 7 else show_days(when)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def show_length(value: str) -> str:
    """Return an ISO 8601 duration in words."""
    found = re.fullmatch(r"P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?", value)
    if not found or value in ("P", "PT"):
        return value
    say = load_wording().say
    names = (("day", "days"), ("hour", "hours"), ("minute", "minutes"))
    parts = [
        say(f"value.{one}") if number == "1" else say(f"value.{several}", n=number)
        for number, (one, several) in zip(found.groups(), names, strict=True)
        if number
    ]
    return " ".join(parts)


@lru_cache(maxsize=512)
def show_country(code: str | None) -> str:
    """Return the name of a country by its ISO 3166-1 alpha-3 code; another code stands for itself."""
    if not code:
        return ""
    found = pycountry.countries.get(alpha_3=code)
    return str(getattr(found, "common_name", found.name)) if found else code


def show_value(field: str, value: str) -> str:
    """Return the value of a field in words."""
    if field == "date":
        start, _, end = value.partition("/")
        return show_days(start, end or None)
    if field == "duration":
        return show_length(value)
    if field == "status":
        return load_wording().word("status", value)
    if field in ("kind", "mode", "format", "context"):
        return value.replace("-", " ").replace("_", " ")
    return value
