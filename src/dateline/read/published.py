"""Read the day, time and zone of publication from a line of text or a markup value.

In: a line, and the countries that the page may come from. Out: `Stamp`s in ISO 8601. Which of several is the day of
publication is left to `metadata.py`; what a date within the article's sentences means, to `dateline.annotate.dates`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateline.lexicon import lexicon

_LAST_MONTH = 12
EARLIEST = 1800  # no newspaper page that we read is older
_MONTH_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september")
_ENGLISH = {
    name: number
    for number, month in enumerate((*_MONTH_NAMES, "october", "november", "december"), start=1)
    for name in (month, month[:3], month[:4] if month == "september" else month)
}
_DATE = r"""(?ix)(?<![\w/-])(?:
      (?P<y1>\d{4})(?P<s1>[-/.])\ ?(?P<m1>\d{1,2})(?P=s1)\ ?(?P<d1>\d{1,2})(?=\D|$)
    | (?P<y7>\d{4}),?\s+(?P<n7>NAMES)\.?\s+(?P<d7>\d{1,2})(?![\d:])
    | (?P<n2>NAMES)\.?,?\s*(?:-\s*)?(?P<d2>\d{1,2})(?:st|nd|rd|th)?\s*[,-]?\s+(?:at\s+)?(?P<y2>\d{4})(?!\d)
    | (?P<n6>NAMES)\s+(?P<d6>\d{1,2}),?\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+[AP]M)?\s+(?:[A-Z]{2,4}\s+)?
      (?P<y6>\d{4})(?!\d)
    | (?P<d3>\d{1,2})(?:st|nd|rd|th|er|\.|º)?[\s-]+(?:of\s+|de\s+)?(?P<n3>NAMES)\.?,?[\s-]+(?:del?\s+)?
      (?P<y3>\d{4})(?!\d)
    | (?P<y5>\d{4})年\s?(?P<m5>\d{1,2})月\s?(?P<d5>\d{1,2})日
    | (?P<n10>SHORT)\.?\ (?P<d10>\d{1,2}),?\ [’'](?P<y10>\d{2})(?!\d)
    | (?P<d8>\d{1,2})[ -]?(?P<n8>SHORT)[ -]?[’']?(?P<y8>\d{2})(?![\d:.,h])
    | (?P<a4>\d{1,2})(?P<s4>[/.-])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4})(?!\d)
    | (?P<a9>\d{1,2})(?P<s9>[/.])(?P<b9>\d{1,2})(?P=s9)(?P<y9>\d{2})(?![\d.:/])
    )"""
_TIME = re.compile(
    r"""(?ix)(?<![\d:/.-])(?:
      (?P<h1>\d{1,2})[:.h](?P<m1>\d{2})(?:[:.](?P<s1>\d{2})(?:\.\d+)?)?\s*(?P<p1>[ap]\.?m\b\.?)?
    | (?P<h2>\d{1,2})\s*(?P<p2>[ap]\.?m\b\.?)
    | (?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)(?=\s*(?:hrs|h\b|GMT|UTC))
    )(?:\s*(?:hrs|hours|h)\b)?
    (?:\s*[(,]?\s*(?P<zone>(?:GMT|UTC)\s*[+-]\s*\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2}|(?-i:[A-Z]{2,4}|Z)\b|(?-i:(?:[A-Z]\.){3})))?"""
)
_DIGIT = re.compile(r"\d")
_SOURCE = re.compile(r"^\([^()\d]{2,40}\)\s+")  # "(The Alba Packet) Updated: 3 May 2016"
_WEEKDAYS = re.compile(r"(?i)\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as a line gives it, in ISO 8601; `start` and `end` are its place in the line.

    `kind` is published, modified or None, by the words before it. `open` says that day and month may be swapped.
    """

    iso: str
    start: int
    end: int
    kind: str | None = None
    open: bool = False

    @property
    def day(self) -> date:
        """The day, in the page's own zone."""
        return date.fromisoformat(self.iso[:10])


def find_stamps(line: str, places: Sequence[str] = ()) -> tuple[Stamp, ...]:
    """Return the dates with a year that a line gives, each with the time and zone that stand beside it."""
    dates = list(_dates().finditer(line))
    stamps = []
    for index, match in enumerate(dates):
        left = dates[index - 1].end() if index else 0
        right = dates[index + 1].start() if index + 1 < len(dates) else len(line)
        clock = _clock_beside(line, left, match, right)
        day, swapped = _day(match, (*_places_of_zone(clock, places), *places))
        if not day:
            continue
        if match.group("a4") or match.group("a9"):
            day, swapped = _settle(day, line[left : match.start()], swapped=swapped)
        iso = _with_clock(day, clock, places) if clock else day.isoformat()
        start = min(match.start(), clock.start()) if clock else match.start()
        end = max(match.end(), clock.end()) if clock else match.end()
        stamps.append(Stamp(iso, start, end, _kind(line[left:start]), swapped))
    return tuple(stamps)


def find_refused(line: str) -> tuple[tuple[int, int, str], ...]:
    """Return where a line announces a day that cannot be, each with the reason: "Published: 31 February 2016"."""
    found = []
    for match in _dates().finditer(line):
        if _day(match, ())[0] is None and _kind(line[: match.start()]):
            early = _year(match) < EARLIEST
            found.append(
                (match.start(), match.end(), f"it lies before {EARLIEST}" if early else "there is no such day")
            )
    return tuple(found)


def is_date_line(line: str) -> bool:
    """Say whether a line holds a date of publication and hardly anything else."""
    if len(line) > 160 or not _DIGIT.search(line):
        return False
    line = _SOURCE.sub("", line)
    spans = [(stamp.start, stamp.end) for stamp in find_stamps(line)] or [found[:2] for found in find_refused(line)]
    if not spans:
        return False
    rest = line
    for start, end in reversed(spans):
        rest = rest[:start] + " " + rest[end:]
    words = re.findall(r"[^\W\d_]+", _WEEKDAYS.sub(" ", _TIME.sub(" ", rest)).lower())
    return len([word for word in words if word not in _beside()]) <= 1


def parse_stamp(value: str, places: Sequence[str] = ()) -> str | None:
    """Return a markup value or a record's date in ISO 8601, or None where it is none."""
    value = value.strip()
    try:
        moment = datetime.fromisoformat(value.replace("Z", "+00:00") if value.endswith("Z") else value)
    except ValueError:
        found = find_stamps(value, places)
        return found[0].iso if found else None
    if moment.year < EARLIEST:
        return None
    return value[:10] if re.fullmatch(r"\d{4}-?\d{2}-?\d{2}", value) and len(value) == 10 else moment.isoformat()


def country_of(text: str) -> tuple[str, ...]:
    """Return the countries that a page's words and signs point to, the likeliest first."""
    counts = {place: sum(text.count(word) for word in words) for place, words in _places().items()}
    return tuple(place for place, count in sorted(counts.items(), key=lambda item: -item[1]) if count)


def _day(match: re.Match[str], places: Sequence[str]) -> tuple[date | None, bool]:
    """Return the day that a match gives, and whether day and month could also be the other way round."""
    part = {name: value for name, value in match.groupdict().items() if value}
    year = _year(match)
    month_name = next((value for name, value in part.items() if name[0] == "n"), None)
    if month_name or "m1" in part or "m5" in part:
        month = _months()[month_name.lower()] if month_name else int(part.get("m1") or part["m5"])
        number, swapped = next(int(value) for name, value in part.items() if name[0] == "d"), False
    else:
        first, second, sign = (next(value for name, value in part.items() if name[0] == kind) for kind in "abs")
        month, number, swapped = _in_order(int(first), int(second), sign, places)
    try:
        return (date(year, month, number) if year >= EARLIEST else None), swapped
    except ValueError:
        return None, False


def _settle(day: date, before: str, *, swapped: bool) -> tuple[date, bool]:
    """Return the day that the weekday before two figures settles, and whether they are still open."""
    named = _WEEKDAYS.findall(before)
    if not named or day.day > _LAST_MONTH:
        return day, swapped
    other = date(day.year, day.day, day.month)
    likely = [one for one in dict.fromkeys((day, other)) if f"{one:%a}".lower() == named[-1][:3].lower()]
    return (likely[0], False) if len(likely) == 1 else (day, swapped)


def _year(match: re.Match[str]) -> int:
    """Return the year that a date gives."""
    return next(_full_year(value) for name, value in match.groupdict().items() if value and name[0] == "y")


def _in_order(first: int, second: int, sign: str, places: Sequence[str]) -> tuple[int, int, bool]:
    """Return month and day of two figures, and whether they could also stand the other way round."""
    american = second > 12 or (first <= 12 and bool(places) and places[0] == "US" and sign == "/")
    swapped = first <= 12 and second <= 12 and first != second and not places and sign != "."
    return (first, second, swapped) if american else (second, first, swapped)


def _full_year(written: str) -> int:
    """Return the year that two or four digits stand for: two are this century's up to 49, the last one's above."""
    short = int(written)
    return short if len(written) > 2 else short + (2000 if short < 50 else 1900)


def _clock_beside(line: str, left: int, match: re.Match[str], right: int) -> re.Match[str] | None:
    """Return the time that stands behind the date, else before it."""
    if match.group("n6"):  # "Sat May 4 19:12:03 1996": the time stands within the date
        return _TIME.search(line, match.start(), match.end())
    behind = next((m for m in _TIME.finditer(line, match.end(), right) if m.start() - match.end() <= 16), None)
    if behind and _WORDS_BETWEEN.search(line[match.end() : behind.start()]):
        behind = None
    before = [m for m in _TIME.finditer(line, left, match.start()) if match.start() - m.end() <= 16]
    return behind or (before[-1] if before else None)


_WORDS_BETWEEN = re.compile(r"(?i)\b(?:updated|published|modified|posted|edited)\b")


def _with_clock(day: date, clock: re.Match[str], places: Sequence[str]) -> str:
    parts = clock.groupdict()
    hour = int(parts["h1"] or parts["h2"] or parts["h3"])
    minute, second = int(parts["m1"] or parts["m3"] or 0), int(parts["s1"] or 0)
    half = (parts["p1"] or parts["p2"] or "").lower()[:1]
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 59:
        return day.isoformat()
    moment = datetime(day.year, day.month, day.day, hour, minute, second)
    return moment.isoformat() + _offset(parts["zone"], moment, places)


def _places_of_zone(clock: re.Match[str] | None, places: Sequence[str]) -> tuple[str, ...]:
    """Return the countries in which the letters of a time's zone are used; none for the world's own time."""
    zone = ((clock.group("zone") if clock else None) or "").upper().replace(".", "")
    choice = _choose_zone(zone, places) if zone not in ("GMT", "UTC", "Z") else None
    return tuple(choice.get("places", (zone,))) if choice else ()


def _choose_zone(zone: str, places: Sequence[str]) -> dict[str, Any] | None:
    """Return what a zone's letters stand for in the likeliest of the places, or None for letters that are no zone."""
    rank = {place: index for index, place in enumerate(places)}
    choices = _zones().get(zone, ())
    return min(
        choices, key=lambda choice: min((rank.get(p, 99) for p in choice.get("places", ())), default=99), default=None
    )


def _offset(zone: str | None, moment: datetime, places: Sequence[str]) -> str:
    """Return the zone as "+05:30", or nothing where the line names none that is known."""
    if not zone:
        return ""
    number = re.search(r"([+-])\s*(\d{1,2}):?(\d{2})?$", zone)
    if number:
        return f"{number.group(1)}{int(number.group(2)):02d}:{number.group(3) or '00'}"
    best = _choose_zone(zone.upper().replace(".", ""), places)
    if not best:
        return ""
    return str(best["offset"]) if "offset" in best else _local(str(best["zone"]), moment)


def _local(name: str, moment: datetime) -> str:
    try:
        shift = moment.replace(tzinfo=ZoneInfo(name)).utcoffset() or timedelta()
    except ZoneInfoNotFoundError:
        return ""
    return datetime(2000, 1, 1, tzinfo=timezone(shift)).isoformat()[-6:]


def _kind(before: str) -> str | None:
    """Return published or modified, by the last such words before a date."""
    words = " ".join(re.findall(r"[^\W\d_]+", before.lower()))
    best, rank = None, (-1, 0)
    for kind, cues in _cues().items():
        for cue in cues:
            found = f" {words} ".rfind(f" {cue} ")
            if found >= 0 and (found + len(cue), len(cue)) > rank:  # of two that end alike the longer: "modified on"
                best, rank = kind, (found + len(cue), len(cue))
    return best


@lru_cache(maxsize=1)
def _months() -> dict[str, int]:
    """Return the names of the months, English and foreign, each with its number."""
    foreign = lexicon("metadata").strings("months", "names")
    named = {name: number for number, names in enumerate(foreign, start=1) for name in names.split("|")}
    return named | _ENGLISH


@lru_cache(maxsize=1)
def _dates() -> re.Pattern[str]:
    """Match a date; a name of three letters is enough before two digits of a year, as in "27-JUN-12"."""
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    short = "|".join(name for name in _ENGLISH if len(name) == 3)
    return re.compile(_DATE.replace("NAMES", names).replace("SHORT", short))


@lru_cache(maxsize=1)
def _cues() -> dict[str, tuple[str, ...]]:
    table = lexicon("metadata")
    return {kind: table.strings("dates", kind) for kind in ("published", "modified")}


@lru_cache(maxsize=1)
def _beside() -> frozenset[str]:
    cues = {word for group in _cues().values() for cue in group for word in cue.split()}
    return lexicon("metadata").words("dates", "beside") | cues | {zone.lower() for zone in _zones()}


@lru_cache(maxsize=1)
def _zones() -> dict[str, tuple[dict[str, Any], ...]]:
    table = lexicon("read_zones").get("zones")
    return {name: tuple(choices) for name, choices in table.items()}


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[str, ...]]:
    return lexicon("read_zones").lists("places")
