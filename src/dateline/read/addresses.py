"""Read the day that a page's address gives: "/2016/11/20/talks", "/world/2016/nov/20/talks", "/20161120-talks".

In: an address. Out: a day in ISO 8601, or None.
"""

import re
from datetime import date

from dateline.read.published import EARLIEST

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PATH = re.compile(
    r"(?:https?://|www\.)[^/\s]+/(?:\S*?[/_-])??"
    r"(?:(?P<y1>(?:19|20)\d\d)(?P<sign>[/_-])(?P<m1>\d{1,2}|[A-Za-z]{3,9})(?P=sign)(?P<d1>\d{1,2})"
    r"|(?P<y2>(?:19|20)\d\d)(?P<m2>\d\d)(?P<d2>\d\d))(?=[/._-]|$)"
)


def day_of_address(address: str | None) -> str | None:
    """Return the day in an address; one with more than one is a listing's and gives none."""
    found = {day for match in _PATH.finditer(address or "") if (day := _day(match))}
    return found.pop() if len(found) == 1 else None


def _day(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    month = (part["m1"] or part["m2"]).lower()
    number = int(month) if month.isdigit() else next((i for i, m in enumerate(_MONTHS, 1) if month.startswith(m)), 0)
    try:
        day = date(int(part["y1"] or part["y2"]), number, int(part["d1"] or part["d2"]))
    except ValueError:
        return None
    return day.isoformat() if day.year >= EARLIEST else None
