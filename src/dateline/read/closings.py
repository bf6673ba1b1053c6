"""Read the day and time that a wire's closing line codes: "CP-NY-05-04-19 2214EDT", "CNA 042044 May 19".

In: one line. Out: the moment in ISO 8601, or None. Such a line stands under the last paragraph of a wire's file.
"""

import re

from dateline.read.published import find_stamps

_MONTH_FIRST = re.compile(
    r"\W*[A-Z]{2,6}(?:[-/ ][A-Z]{1,4}){0,3}[- ](?P<month>\d{1,2})[-/](?P<day>\d{1,2})[-/](?P<year>\d{2}|\d{4})"
    r"[ ,]\s*(?P<hour>\d{2}):?(?P<minute>\d{2})\s?(?:hrs\s?)?(?P<zone>[A-Z]{1,4})?\W*"
)
_DAY_FIRST = re.compile(
    r"\W*[A-Z]{2,6} (?P<day>\d{2})(?P<hour>\d{2})(?P<minute>\d{2}) (?P<month>[A-Za-z]{3,9}) (?P<year>\d{2,4})\W*"
)
_NAMES = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CENTURY = 50  # two digits from here on are a year of the last century


def read_closing(line: str) -> str | None:
    """Return the moment that a wire's closing line gives; month before day where both are figures, as wires write."""
    match = _MONTH_FIRST.fullmatch(line) or _DAY_FIRST.fullmatch(line)
    if not match:
        return None
    part = match.groupdict()
    year = int(part["year"])
    year += (2000 if year < _CENTURY else 1900) if year < 100 else 0
    month = _NAMES[min(int(part["month"]), 12)] if part["month"].isdigit() else part["month"]
    zone = part.get("zone") or ""
    stamps = find_stamps(f"{part['day']} {month} {year}, {part['hour']}:{part['minute']} {zone}".strip())
    return stamps[0].iso if stamps else None
