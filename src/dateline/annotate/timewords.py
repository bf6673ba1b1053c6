"""The words of time as numbers and as pieces of regular expressions.

In: resources/lexicons/times.toml. Out: `TimeWords`, read once, and `compile_pattern`, which turns a template such
as "<d:DAYNUM> <m:MONTH>" into a compiled expression. What a match means is left to the rules.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon import Table, lexicon

DOT_AFTER = 4  # names up to this length are abbreviations and may end in a full stop; May, June and July may not
AGO = (
    "AGO"  # the modifier of weeks that are counted back or ahead from the day: "two weeks ago" is not a calendar's week
)


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Words in small letters with what they count for; `pieces` are the named parts of templates."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, str]
    seasons: Mapping[str, str]
    dayparts: Mapping[str, str]
    numbers: Mapping[str, float]
    ordinals: Mapping[str, int]
    vague: frozenset[str]
    clocks: Mapping[str, str]
    zones: Mapping[str, str]
    holidays: Mapping[str, str]
    known: Mapping[str, str]
    refs: Mapping[str, str]
    modifiers: Mapping[str, str]
    parts: Mapping[str, str]
    sides: Mapping[str, str]
    bounds: Mapping[str, int]
    pieces: Mapping[str, str]


def month_number(text: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation."""
    return time_words().months[text.lower().rstrip(".")]


def weekday_number(text: str) -> int:
    """Return 1 (Monday) to 7 for a weekday's name or abbreviation."""
    return time_words().weekdays[text.lower().rstrip(".")]


def unit_letter(text: str) -> str:
    """Return the ISO letter of a unit, with T before it for a part of a day."""
    return time_words().units[text.lower()]


def read_count(text: str) -> float | None:
    """Return the number that digits or words name; None for "several" and its like."""
    plain = re.sub(r"\s+", " ", text.lower().replace(",", "").replace("-", " ")).strip()
    words = time_words()
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain)
    if plain in words.numbers:
        return float(words.numbers[plain])
    pieces = plain.split()
    if len(pieces) == 2 and all(piece in words.numbers for piece in pieces):
        tens, ones = (float(words.numbers[piece]) for piece in pieces)
        return tens * ones if ones in (12, 100) else tens + ones
    return None


@lru_cache(maxsize=256)
def compile_pattern(template: str) -> re.Pattern[str]:
    """Compile a template: <NAME> stands for a piece, <x:NAME> for a piece caught as group x, a space for any."""
    pieces = time_words().pieces

    def fill(match: re.Match[str]) -> str:
        group, name = match.group(1), match.group(2)
        return f"(?P<{group}>{pieces[name]})" if group else f"(?:{pieces[name]})"

    filled = re.sub(r"<(?:(\w+):)?([A-Z]+)>", fill, template.replace(" ", r"\s+"))
    return re.compile(rf"(?<![\w-]){filled}", re.IGNORECASE)


@lru_cache(maxsize=1)
def time_words() -> TimeWords:
    """Read the lexicon once."""
    table = lexicon("times")
    names = {
        key: _invert(table, key) for key in ("months", "weekdays", "units", "seasons", "dayparts", "refs", "modifiers")
    }
    sides, parts = _invert(table, "sides"), _invert(table, "parts")
    numbers, bounds = table.get("numbers"), table.get("bounds")
    ordinals, clocks = table.get("ordinals"), table.mapping("clocks")
    lowered = {key: _lower(table.mapping(key)) for key in ("zones", "holidays", "known")}
    vague = table.words("vague", "counts")
    return TimeWords(
        {word: int(number) for word, number in names["months"].items()},
        {word: int(number) for word, number in names["weekdays"].items()},
        names["units"],
        names["seasons"],
        names["dayparts"],
        numbers,
        ordinals,
        vague,
        clocks,
        lowered["zones"],
        lowered["holidays"],
        lowered["known"],
        names["refs"],
        names["modifiers"],
        parts,
        sides,
        bounds,
        _pieces(table, names, numbers, vague),
    )


def _invert(table: Table, key: str) -> dict[str, str]:
    return {word.lower(): value for value, words in table.lists(key).items() for word in words}


def _lower(mapping: Mapping[str, str]) -> dict[str, str]:
    return {word.lower(): value for word, value in mapping.items()}


def any_of(words: Iterable[str]) -> str:
    """Return an expression for any of the words, longest first, with any space between their parts."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)


def _pieces(
    table: Table, names: Mapping[str, Mapping[str, str]], numbers: Iterable[str], vague: Iterable[str]
) -> dict[str, str]:
    digits = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,5}(?:\.\d+)?"
    tens = (
        r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)"
    )
    number = f"(?:{digits}|{tens}|(?:{any_of(numbers)})\\b)"
    long_units = [word for word, letter in names["units"].items() if not letter.startswith("T")]
    return {
        "MONTH": _dotted(names["months"]),
        "WEEKDAY": _dotted(names["weekdays"]) + r"\b",
        "DAYNUM": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:]\d|\s?(?:%|percent\b|per\scent\b))",
        "YEAR": r"(?:1[5-9]|20)\d\d(?![\w%]|[.,:]\d|\s?(?:%|percent\b|per\scent\b))",
        "UNIT": f"(?:{any_of(names['units'])})\\b",
        "LONGUNIT": f"(?:{any_of(long_units)})\\b",
        "SEASON": f"(?:{any_of(names['seasons'])})\\b",
        "DAYPART": f"(?:{any_of(names['dayparts'])})\\b",
        "NUM": number,
        "VAGUE": f"(?:{any_of(vague)})\\b",
        "PART": rf"(?:{any_of(_invert(table, 'parts'))})(?:[\s-]+(?:in\s+|on\s+)?)",
        "HOLIDAY": f"(?:{any_of(table.mapping('holidays'))})\\b",
        "KNOWN": any_of(table.mapping("known")) + r"\b",
        "ZONE": rf"(?:{any_of(table.mapping('zones'))})\b",
        "REFS": f"(?:{any_of(names['refs'])})\\b",
        "ORDINAL": f"(?:{any_of(table.get('ordinals'))})\\b",
        "TO": r"(?:\s*[-–—]\s*|\s+(?:to|and|through|until|till)\s+)",
        "COMMA": r"(?:\s*,\s*|\s+)",
    }


def _dotted(words: Iterable[str]) -> str:
    """Names of months or days; an abbreviation may carry a full stop."""
    short = [word for word in words if len(word) <= DOT_AFTER and word not in ("may", "june", "july")]
    long = [word for word in words if word not in short]
    both = short + [word for word in long if len(word) == DOT_AFTER + 1 and word in ("thurs",)]
    return rf"(?:(?:{any_of(long)})\b|(?:{any_of(both)})\b\.?)"
