"""Read the values of counts, sums and durations as ranges, so that "dozens", "more than 100" and "41" can be compared.

In: a field's value as `extract.amounts` and `annotate.durations` write it. Out: the least and the greatest number that
it may stand for. What the words stand for is in `resources/reconcile.toml`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

Range = tuple[float, float]

ENDLESS = float("inf")
_NUMBER = re.compile(r"(?P<sign>>=|<=|>|<|~)?(?P<number>[\d.]+)(?: (?P<unit>\S+))?")
_LENGTH = re.compile(
    r"P(?:(?P<weeks>[\d.]+)W)?(?:(?P<days>[\d.]+)D)?"
    r"(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?"
)
_UNTOLD = {"PTXS": (2 / 60, 1.0), "PTXM": (2.0, 60.0), "PTXH": (90.0, 1440.0), "PXD": (2880.0, 20160.0)}
"""Durations whose count is not told ("for hours"): two of the unit at least, one of the next one at the most."""


@dataclass(frozen=True, slots=True)
class NumberWords:
    """What numbers in words may stand for, and by what share "about" may be off."""

    words: Mapping[str, Range]
    about: float = 0.0

    def range_of(self, value: str) -> tuple[Range, str | None] | None:
        """Return the least and the greatest number of a value and its unit, such as a currency; None for no number."""
        found = _NUMBER.fullmatch(value)
        if found is not None:
            number = float(found["number"])
            return self._bounded(found["sign"] or "", number), found["unit"]
        sign = re.match(r">=|<=|>|<|~", value)
        rest = value[sign.end() :] if sign else value
        for word in sorted(self.words, key=len, reverse=True):
            if rest == word or rest.startswith(f"{word} "):
                low, high = self.words[word]
                return (low, ENDLESS if sign and sign[0].startswith(">") else high), rest[len(word) + 1 :] or None
        return None

    def _bounded(self, sign: str, number: float) -> Range:
        if sign == "~":
            return number * (1 - self.about), number * (1 + self.about)
        if sign.startswith(">"):
            return (number if sign == ">=" else number * (1 + 1e-9)), ENDLESS
        if sign.startswith("<"):
            return 0.0, (number if sign == "<=" else number * (1 - 1e-9))
        return number, number


def minutes_of(value: str) -> float | None:
    """Return an ISO 8601 duration in minutes; None for a word such as `brief` and for a count that is not told."""
    found = _LENGTH.fullmatch(value)
    if found is None or value in ("P", "PT"):
        return None
    weeks, days, hours, minutes, seconds = (float(part or 0) for part in found.groups())
    return weeks * 10080 + days * 1440 + hours * 60 + minutes + seconds / 60


def length_range(value: str, brief: float) -> Range | None:
    """Return the least and greatest number of minutes of a duration; up to `brief` for one only called short."""
    if value == "brief":
        return 0.0, brief
    if value in _UNTOLD:
        return _UNTOLD[value]
    first, _, last = value.partition("/")
    low, high = minutes_of(first), minutes_of(last or first)
    return None if low is None or high is None else (low, high)


def gap(left: Range, right: Range) -> float:
    """Return by what share of the greater the nearest ends of two ranges are apart; 0 where they meet."""
    (_, below), (above, _) = sorted((left, right))
    return 0.0 if above <= below else (above - below) / above


def width(found: Range) -> float:
    """Return how loose a range is: 0 for one number, 1 for one without an end."""
    low, high = found
    return 1.0 if high == ENDLESS else (high - low) / high if high else 0.0
