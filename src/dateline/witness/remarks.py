"""Read the remarks of an official record: who was met, on which of the days.

In: the remarks, the country visited and the days of the trip. Out: `Told` items with their spans. Remarks are written
by clerks in few set forms ("Met with President Gray and the Kings of Freedonia and Sylvania; addressed Parliament"),
so they are read by rule, clause by clause; whom a title and surname mean is left to `witness.people`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.annotate.countries import country_named, load_countries
from dateline.ids import fold
from dateline.lexicon import Table, load_table
from dateline.model.claims import Interval, Precision
from dateline.model.text import Span
from dateline.witness.rows import FOLDER

_CLAUSE = re.compile(r"(?<!\b[A-Z])(?<!\bSt)(?<!\bMr)(?<!\bDr)\.(?=\s|$)\s*|;\s*")
_NAME = re.compile(
    r"\s+((?:(?:[^\W\d_]['’])?[^\W\d_a-z][\w’'-]*\.?|de|da|di|del|della|der|van|von|bin|ibn|al|el|la|ul|d['’]\w+)"
    r"(?:\s+|$|(?=[,;.)])))+"
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAYS = re.compile(rf"\b({'|'.join(_MONTHS)}) (\d{{1,2}})(?:\s?[-–]\s?(?:({'|'.join(_MONTHS)}) )?(\d{{1,2}}))?\b")
_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_LIST = re.compile(r"\s*(?:,\s*and\s+|,\s*|\s+and\s+)(?:the\s+)?")
PREFIX = 3
"""Words before a title among which its country stands: "Federal Republic of" is the longest of those met."""


@dataclass(frozen=True, slots=True)
class Told:
    """Someone whom the remarks say was met: a title with a name, or with a country alone.

    `span` covers the words, `cue` those that say that they met. `country` is ISO alpha-3, or None for a body's head;
    `days` are those told for the
    encounter itself, with their words; `heads` is set for "heads of state and government of ...".
    """

    span: Span
    cue: Span
    title: str
    name: str | None
    country: str | None
    days: tuple[Interval, Span] | None = None
    former: bool = False
    heads: bool = False


@lru_cache(maxsize=1)
def words() -> Table:
    """Return the words of remarks."""
    return load_table(FOLDER / "remarks.toml")


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    plurals = list(words().mapping("plural"))
    known = sorted((*words().strings("titles"), *words().strings("heads"), *plurals), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, known))})(s?)\b(?!['’]s)", re.IGNORECASE)


@lru_cache(maxsize=1)
def _cues() -> re.Pattern[str]:
    known = sorted(words().strings("met"), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, known))})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    return {fold(word): c.code for c in reversed(load_countries()) for word in (*c.adjectives, c.name, *c.aliases)}


def read_remarks(text: str, host: str | None, trip: Interval) -> tuple[Told, ...]:
    """Return those whom the remarks say were met, in their order; a title without a country is the host's."""
    found: list[Told] = []
    cue: Span | None = None
    for clause in _clauses(text):
        opened = _cues().search(text, clause.start, clause.end)
        if opened:
            cue = Span(*opened.span())
        elif not _goes_on(text, clause):
            cue = None
        if cue is not None:
            start = max(cue.end, clause.start)
            days = find_days(text, clause, trip)
            found += _people(text, Span(start, clause.end), cue, host, days)
    return tuple(found)


def _clauses(text: str) -> Iterator[Span]:
    start = 0
    for cut in _CLAUSE.finditer(text):
        if cut.start() > start:
            yield Span(start, cut.start())
        start = cut.end()
    if start < len(text):
        yield Span(start, len(text))


def _goes_on(text: str, clause: Span) -> bool:
    """Say whether a clause only goes on with the list of the one before: "; the Kings of ...", "; and with"."""
    rest = re.match(r"(?:and\s+)?(?:also\s+)?(?:with\s+)?(?:the\s+)?", text[clause.start : clause.end])
    return bool(_titles().match(text, clause.start + (rest.end() if rest else 0)))


def find_days(text: str, clause: Span, trip: Interval) -> tuple[Interval, Span] | None:
    """Return the one day or range that a clause names, where it lies on the trip, and its words."""
    matches = _DAYS.finditer(text, clause.start, clause.end)
    found = {days: Span(*match.span()) for match in matches if (days := _days(match, trip))}
    return next(iter(found.items())) if len(found) == 1 else None


def _days(match: re.Match[str], trip: Interval) -> Interval | None:
    month, first, last_month, last = match.groups()
    for year in sorted({trip.start.year, trip.end.year}):
        try:
            start = date(year, _MONTHS.index(month) + 1, int(first))
            end = date(year, _MONTHS.index(last_month or month) + 1, int(last)) if last else start
        except ValueError:
            continue
        if start <= end and start >= trip.start and end <= trip.end:
            return Interval(start, end, Precision.DAY if start == end else Precision.RANGE)
    return None


def _people(text: str, within: Span, cue: Span, host: str | None, told: tuple[Interval, Span] | None) -> Iterator[Told]:
    pending: list[str] = []  # "the Presidents and Prime Ministers of ..."
    matches = [m for m in _titles().finditer(text, within.start, within.end) if m.group()[0].isupper() or _is_heads(m)]
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else within.end
        if _is_unmet(text, match.start()):
            continue
        country, former = _before(text, within.start, match.start(), host)
        made = [*_named(text, match, end, country), *_of_countries(text, match, end)]
        if not made:
            pending.append(_singular(match))
        for span, name, land in made:
            for title in (_singular(match), *(() if name else pending)):
                yield Told(span, cue, title, name, land, told, former, _is_heads(match))
        pending = [] if made else pending


def _is_heads(match: re.Match[str]) -> bool:
    return match.group(1).lower() in {head.lower() for head in words().strings("heads")}


def _singular(match: re.Match[str]) -> str:
    return words().mapping("plural").get(match.group(1), match.group(1))


def _is_unmet(text: str, start: int) -> bool:
    """Say whether the words right before a title say that its holder was not met: "attended the funeral of"."""
    before = text[:start].rstrip().lower().split()[-5:]
    told = " ".join(word for word in before if word not in ("the", "former", "late"))
    ends = any(told.endswith(f" {phrase}") or told == phrase for phrase in words().strings("unmet"))
    return ends or any(
        " ".join(before[:n]).endswith(p) for p in words().strings("unmet") if " " in p for n in (3, 4, 5)
    )


def _before(text: str, first: int, start: int, host: str | None) -> tuple[str | None, bool]:
    """Return the country that the words before a title name, else the host's, and whether the holder is a former one.

    An organisation's initials before the title leave no country: "PLO Chairman".
    """
    before = re.split(r"[,;(]|\band\b|\bwith\b", text[first:start])[-1].split()
    former = any(word.lower() == "former" for word in before[-PREFIX:])
    for count in range(min(PREFIX, len(before)), 0, -1):
        code = _adjectives().get(fold(" ".join(before[-count:])))
        if code:
            return code, former
    return (None if before and re.fullmatch(r"[A-Z][A-Z-]{1,6}", before[-1]) else host), former


def _named(
    text: str, match: re.Match[str], end: int, country: str | None
) -> Iterator[tuple[Span, str | None, str | None]]:
    """Yield the names after a title; after a plural one a list: "Presidents Gray of Freedonia, Brown of Sylvania"."""
    if _is_heads(match):
        return
    at, first = match.end(), match.start()
    while name := _name_at(text, at, end):
        land, stop = _country_at(text, name.end, end)
        yield Span(first, stop), text[name.start : name.end], land or country
        comma = _LIST.match(text, stop, end)
        if not match.group(2) or comma is None:
            return
        first, at = comma.end(), comma.end() - 1


def _name_at(text: str, at: int, end: int) -> Span | None:
    """Return the name that begins right behind a place in the text, without months and trailing marks."""
    found = _NAME.match(text, at, end)
    if found is None:
        return None
    stops = words().words("stop")
    start, stop = at + len(text[at:]) - len(text[at:].lstrip()), at
    for word in re.finditer(r"\S+", text[at : found.end()]):
        if word.group().strip(",;") in stops or (word.group() == "and"):
            break
        stop = at + word.end()
    if text[start:stop].strip(" .,").rpartition(" ")[2] in words().words("not_people"):
        return None
    while stop > start and text[stop - 1] in ",;:)" + ("" if re.search(r"\b[A-Z]\.$", text[start:stop]) else "."):
        stop -= 1
    return Span(start, stop) if stop > start and text[start].isupper() else None


def _country_at(text: str, at: int, end: int) -> tuple[str | None, int]:
    """Return the country in "of COUNTRY" behind a name, and where the words end."""
    of = _OF.match(text, at, end)
    found = _land_at(text, of.end(), end) if of else None
    return (found[0], found[1]) if found else (None, at)


def _land_at(text: str, at: int, end: int) -> tuple[str, int] | None:
    """Return the longest name of a country that begins here."""
    spans = [at + m.end() for m in re.finditer(r"[\w.’'-]+", text[at : min(end, at + 60)])][:6]
    for stop in reversed(spans):
        for cut in (stop, stop - 1 if text[stop - 1] == "." else stop):
            found = country_named(text[at:cut])
            if found is not None:
                return found.code, cut
    return None


def _of_countries(text: str, match: re.Match[str], end: int) -> Iterator[tuple[Span, str | None, str | None]]:
    """Yield the countries of "the Presidents of Freedonia, Sylvania and Ruritania"."""
    of = _OF.match(text, match.end(), end)
    at = of.end() if of else -1
    while 0 <= at < end:
        found = _land_at(text, at, end)
        if found is None:
            return
        yield Span(at, found[1]), None, found[0]
        comma = _LIST.match(text, found[1], end)
        at = comma.end() if comma else -1


def split_title(text: str) -> tuple[str | None, str]:
    """Return the title that opens a name in a cell, if any, and the name: "President-elect Ann Gray"."""
    found = _titles().match(text)
    while found and text[found.end() : found.end() + 1] == " ":
        rest = text[found.end() + 1 :].strip()
        more = _titles().match(rest)
        if more is None or more.end() == len(rest):
            return found.group(1), rest
        text, found = rest, more
    return None, text.strip()
