"""Know a dateline: the place, day and agency before the first sentence, or on a line of their own.

In: the text of a paragraph or line. Out: how much of it is dateline, and the place and agency that it names.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon import lexicon
from dateline.read.bylines import find_agency

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_MONTH}\s+{_NUMBER}|{_NUMBER}\s+{_MONTH})(?:,?\s+\d{{4}})?"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+(?:[ /-][A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,4}"
_WORDS = r"[A-ZÀ-Þ][\w.’'-]+(?: (?:[A-ZÀ-Þ][\w.’'-]+|de|del|la|al|es|the|of|and|on)){0,4}"
_REGION = rf"(?:,? ?\({_WORDS}\)|, {_WORDS}\.?)"
_AGENCY = r"(?:\([^()\n]{2,60}\)\.?|/[^/\n]{2,40}/\.?|\[[^\]\n]{2,40}\])"
_BREAK = r"\s*(?:(?:—|–|--|(?<=\s)-)(?=\s|[A-Z“\"‘])|-(?=\s|[A-Z][a-z]|[“\"‘]))\s*"
_SHAPES = (
    # "PARIS, Nov 4 (Agency) - ", "MOSCOW, May 17. /RIN/. ", "LIMA, Peru (AP) — "
    re.compile(
        rf"(?P<place>{_CAPITALS}{_REGION}?)(?:,? ?{_DAY}[.,]?)?(?: ?{_AGENCY})?"
        rf"(?:{_BREAK}|(?<=[)/\]])\.?\s+|(?<=\d)[.:]\s+)"
    ),
    re.compile(rf"(?P<place>{_WORDS}{_REGION}?)(?:,? ?{_DAY}[.,]?)? ?{_AGENCY}(?:{_BREAK}|:\s*|\s+)"),
    re.compile(rf"(?P<place>{_WORDS}{_REGION}?),? ?{_DAY}[.,]? ?(?:{_BREAK}|:\s+)"),
    re.compile(rf"(?P<place>{_CAPITALS}{_REGION}?):\s+"),
    re.compile(rf"{_DAY} ?{_AGENCY}{_BREAK}"),
    re.compile(r"\((?P<agency>[A-Z][\w ./&’'-]{1,40})\)\s*(?:[—–-]+\s*)?(?=[A-Z“\"‘])"),
)
_LINE = re.compile(
    r"(?:(?P<agency>dpa|[A-Z][\w./-]*(?: [A-Z][\w./-]*)?)[ ,|/:-]+)?"
    rf"(?P<place>{_WORDS})(?P<region>(?: ?\({_WORDS}\)|, {_WORDS}))?"
    rf"(?:[,|/ -]+(?P<behind>[A-Z][A-Za-z./]*))?(?:[,| -]+{_DAY})?"
)
_SIGNED = r"\([A-Z]{3,12}\)\.\s+$"  # "Lima (NORCABLE). The two": an agency's letters, though we do not know it
_DATED_PLACE = re.compile(rf"(?P<place>{_WORDS}{_REGION}?), {_DAY}")  # a year must stand in it
_PLACE_AND_DAY = re.compile(rf"(?P<place>{_CAPITALS}{_REGION}?),? {_DAY}")
_DOTTED = re.compile(rf"(?P<place>{_WORDS}(?:, {_WORDS})?) [●•]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SHORT_NAME = re.compile(r" ?\(([A-Z]{2,6})\)$")
_COUNTRIES = ("US", "USA", "UK", "UAE", "DPRK", "DRC", "PNG", "CAR", "FYROM")
_LONGEST = 90  # characters; the longest dateline of a joint wire story with two places falls below


@dataclass(frozen=True, slots=True)
class Dateline:
    """How many characters at the start of a text are dateline, and what they name."""

    length: int
    place: str | None = None
    agency: str | None = None


def read_dateline(text: str) -> Dateline | None:
    """Return the dateline that a paragraph opens with, or None."""
    for index, shape in enumerate(_SHAPES):
        match = shape.match(text[: _LONGEST + 40])
        if match and match.end() <= _LONGEST and match.end() < len(text) - 20:
            found = match.group()
            parts = match.groupdict()
            place = _clean(_without_agency(parts.get("place")))
            if {place, parts.get("agency")} & _never() or (
                place and place.isupper() and not _never().isdisjoint(place.split())
            ):
                continue
            if index == 1 and not (find_agency(found) or re.search(rf"[—–:-]\s*$|{_DAY}|{_SIGNED}", found)):
                continue
            agency = find_agency(found[len(parts.get("place") or "") :]) or bracketed(found)
            return Dateline(match.end(), place, agency)
    return None


def read_dateline_line(line: str) -> Dateline | None:
    """Return what a line of its own names where it is an agency and a place: "AFP Danang (Vietnam)", or None."""
    if len(line) > 60 or line.endswith((".", "?", "!")):
        return None
    if dotted := _DOTTED.fullmatch(line):
        return Dateline(len(line), _clean(dotted.group("place")))
    bare = line.strip(" -–—|:.")
    if placed := _PLACE_AND_DAY.fullmatch(bare) or (_YEAR.search(bare) and _DATED_PLACE.fullmatch(bare)):
        return None if placed.group("place") in _never() else Dateline(len(line), _clean(placed.group("place")))
    match = _LINE.fullmatch(line.strip(" -–—|:"))
    if not match:
        return None
    ahead, behind = match.group("agency"), match.group("behind")
    agency = next((word for word in (ahead, behind) if word and find_agency(word) == word), None)
    if not agency:
        return None
    return Dateline(len(line), _clean((match.group("place") or "") + (match.group("region") or "")), agency)


def is_capital_place(line: str) -> bool:
    """Say whether a line is a town's name in capitals, or may be: "PORT ALBA", "LUSA, Solmark"."""
    match = re.fullmatch(rf"{_CAPITALS}{_REGION}?", line)
    return bool(match) and line.count(" ") < 3 and line not in _never() and _never().isdisjoint(line.split())


def opens_story(text: str) -> bool:
    """Say whether a line opens with a dateline beyond doubt: day or agency stand in it, or a paragraph follows."""
    found = read_dateline(text)
    if not found:
        return False
    return bool(found.agency or re.search(_DAY, text[: found.length])) or len(text) > 120


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return lexicon("metadata").words("dateline", "never")


def bracketed(found: str) -> str | None:
    """Return the short name in brackets or between strokes, which is the agency's where none known is named."""
    match = re.search(r"[(/\[]([A-Z][\w .&’'-]{1,30})[)/\]]", found)
    return match.group(1) if match and not re.search(_DAY, match.group(1)) else None


def _without_agency(place: str | None) -> str | None:
    """Return a place without the short name of an agency behind it: "PORT ALBA (CP)"; countries' letters stay."""
    match = _SHORT_NAME.search(place or "")
    return place[: match.start()] if place and match and match.group(1) not in _COUNTRIES else place


def _clean(place: str | None) -> str | None:
    return place.strip(" ,.:-–—/|") if place and place.strip(" ,.:-–—/|") else None
