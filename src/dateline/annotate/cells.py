"""Read the cells of the tables of offices and gatherings: dates of day, month or year precision, country codes.

In: a `Row` and the name of a column. Out: `Interval`s and codes; a malformed cell raises `ResourceError` with file
and line. What the tables mean is left to `offices` and `gatherings`.
"""

import calendar
import re
from datetime import date
from functools import lru_cache

import pycountry

from dateline.errors import ResourceError
from dateline.lexicon import Row
from dateline.model.claims import Interval, Precision

PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
BODIES = frozenset(
    {"UN", "NATO", "EU", "AU", "ARAB", "ASEAN", "CW", "OSCE", "IMF", "WB", "WHO", "ECB", "IAEA", "WTO", "CIS"}
)
"""Codes of our own for international bodies, which have no ISO code."""


def read_interval(row: Row, column: str) -> Interval | None:
    """Return the days that a cell may mean: `1990-11` is all of November 1990; None for an empty cell."""
    text = row[column]
    if not text:
        return None
    parts = PARTIAL.fullmatch(text)
    if parts is None:
        raise row.error(f"{column} {text!r} is not a date; write 1990, 1990-11 or 1990-11-29")
    try:
        return _spread(*(int(part) if part else None for part in parts.groups()))
    except ValueError as error:
        raise row.error(f"{column} {text!r}: {error}") from error


def _spread(year: int | None, month: int | None, day: int | None) -> Interval:
    assert year is not None
    if month is None:
        return Interval(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    if day is None:
        last = calendar.monthrange(year, month)[1]
        return Interval(date(year, month, 1), date(year, month, last), Precision.MONTH)
    return Interval(date(year, month, day), date(year, month, day), Precision.DAY)


def read_country(row: Row, column: str) -> str:
    """Return the ISO 3166-1 alpha-3 code, past or present, or the body's code that a cell holds."""
    code = row[column]
    if code not in known_codes():
        raise row.error(f"{column} {code!r} is neither an ISO 3166-1 alpha-3 code nor one of {sorted(BODIES)}")
    return code


@lru_cache(maxsize=1)
def known_codes() -> frozenset[str]:
    """Return all codes that a table may use; ISO has none for Kosovo, XKX is in general use."""
    present = {country.alpha_3 for country in pycountry.countries}
    past = {country.alpha_3 for country in pycountry.historic_countries}
    return frozenset(present | past | BODIES | {"XKX"})


def check_order(row: Row, start: Interval | None, end: Interval | None) -> None:
    """Raise ResourceError where the row ends before it starts."""
    if start and end and end.end < start.start:
        raise ResourceError(f"{row.path}:{row.number}: ends on {end.end} before it starts on {start.start}")
