"""Make what a user typed fit for a query: days checked, wildcards made plain.

In: text. Out: text that stands in a query as a parameter.
"""

import re
from contextlib import suppress
from datetime import date

from dateline.errors import UsageError


def check_day(text: str) -> str:
    """Return a day, month or year as it was typed; raise UsageError where the calendar has none such."""
    if re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        with suppress(ValueError):
            date.fromisoformat(f"{text}-01-01"[:10])
            return text
    raise UsageError(f"{text!r} is not a day; write it as 2016-11-20, 2016-11 or 2016")


def plain(text: str) -> str:
    """Return text for LIKE with `\\` as its escape, in which % and _ stand for themselves."""
    return re.sub(r"([\\%_])", r"\\\1", text)
