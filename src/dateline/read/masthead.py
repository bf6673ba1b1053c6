"""Know a masthead: the line at the top of a page that gives the site's name, alone or with motto, section or day.

In: a line, where it stands and the page's other lines. Out: the name and how much speaks for it. Whether the name is
the publisher's is for `publisher.py` to weigh, and whether the line may be the title for `headings.py`. The words are
data: `lexicons/metadata.toml`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.lexicon import lexicon
from dateline.read.bylines import initials, read_byline
from dateline.read.cues import read_signs, split_words
from dateline.read.published import is_date_line

ENOUGH = 2
"""The weight from which a line is a masthead. Measured on our marked pages and the tops in tests/cases: at 1 the names
of sections and persons over a headline are taken, at 3 the mastheads with a motto are lost."""

TOP = 8
"""Lines among which a site prints its name; banners on cookies and advertisements may stand above it."""

_CELLS = re.compile(
    r"(?:\s+(?:[|•·»›«>/–—*-]+|::))+\s+|\s{2,}|\t|:\s+(?=\D)"
    r"|,\s+(?=(?i:mon|tues|wednes|thurs|fri|satur|sun)day\b)"
)
_JOINTS = r"of|and|the|for|on|de|des|du|del|della|di|da|do|dos|der|die|das|und|y|et|la|le|les|los|las|al|el|van|&"
_NAME = re.compile(rf"[A-ZÀ-Þ\d][\w&’'.!-]*(?: (?:[A-ZÀ-Þ&\d][\w&’'.!-]*|{_JOINTS}))*")
_EDGES = re.compile(r"^(?:\[(?i:logo|image|banner)\]|[^\w“‘(])+|[^\w.!”’)]+$|^\(|\)$")
_SPACED = re.compile(r"\w(?: \w)+(?:\s{2,}\w(?: \w)*)*")
_SHORT = re.compile(r"[A-Z]{2,6}")
_DOMAIN = re.compile(r"(?<=[a-z])\.(?:com|net|org|info|news|example|co\.[a-z]{2}|com\.[a-z]{2}|[a-z]{2})$")
_LONGEST = 6  # words; the longest names of newspapers and ministries on our marked pages have as many
_PUBLIC = 12  # words; a ministry gives its country's name in full
_CHARACTERS = 90  # of a name and a motto


@dataclass(frozen=True, slots=True)
class Masthead:
    """The name that a line gives, the short name beside it, and the weight of what speaks for it."""

    name: str
    short: str | None
    weight: int

    @property
    def sure(self) -> bool:
        """Say whether the line is a masthead beyond doubt."""
        return self.weight >= ENOUGH

    @property
    def shorts(self) -> tuple[str, ...]:
        """Return the spellings of the short name."""
        return (self.short, f"The {self.short}") if self.short else ()


def read_masthead(line: str, others: Sequence[str]) -> Masthead | None:
    """Return the masthead that a line at the top of a page may be, or None.

    `others` are the page's other lines that are not its body's.
    """
    if len(line) > _CHARACTERS or read_byline(line) is not None or read_signs(line).shape not in (None, "crumbs"):
        return None
    cells = [bare for cell in _CELLS.split(_close_up(line)) if (bare := _EDGES.sub("", cell))]
    if not cells or is_date_line(line) or is_date_line(cells[0]):
        return None
    name, short = _pick(cells)
    name = _without_edition(name)
    if not _may_name(name):
        return None
    weight = 2 * names_outlet(name) + 2 * any(_speaks_of(name, other) for other in others)
    weight += bool(short) or any(cell.startswith(f"{name} ") for cell in cells) or any(map(_is_beside, cells[1:]))
    return Masthead(name, short, weight)


def _is_beside(cell: str) -> bool:
    """Say whether a cell is what a masthead has beside the name: a section, the day, the number of the issue."""
    return read_signs(cell).exact or is_date_line(cell) or read_signs(cell).shape == "docket"


def _close_up(line: str) -> str:
    """Return a line printed letter by letter, "T H E   H E R O N", in words."""
    if not _SPACED.fullmatch(line):
        return line
    return " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", line))


def _pick(cells: Sequence[str]) -> tuple[str, str | None]:
    """Return the name among a line's cells, and its short name: "NBK  North Bay Broadcasting"."""
    for short in cells[:2]:
        full = next((cell for cell in cells[:2] if cell != short and initials(cell) == short), None)
        if full and _SHORT.fullmatch(short):
            return full, short
    return next((cell for cell in cells if cell.lower() not in _controls()), cells[0]), None


def _without_edition(name: str) -> str:
    """Return a name without the words of its edition: "Lantern ONLINE", "Kessel Radio Digital Edition"."""
    words = _DOMAIN.sub("", name).split()
    while len(words) > 1 and words[-1].lower() in _editions():
        words.pop()
    return " ".join(words)


def _may_name(name: str) -> bool:
    words = name.split()
    signs = read_signs(name)
    public = words[:1] and words[0].lower() in _institutions() and "of" in words
    if not words or len(words) > (_PUBLIC if public else _LONGEST) or not _NAME.fullmatch(name) or len(name) < 3:
        return False
    if signs.exact or signs.lists or signs.shape or signs.interface or signs.opens or signs.imperative:
        return False
    small = split_words(name)
    return not is_date_line(name) and sum(read_signs(word).exact for word in words) < 2 and _never().isdisjoint(small)


def names_outlet(name: str) -> bool:
    """Say whether a name opens or ends with a word of publishing, or opens as an institution's does."""
    words = re.split(r"[\s-]+", name.lower().removeprefix("the "))
    if len(words) < 2:
        return False
    return bool({words[0], words[-1]} & _publishing()) or (words[0] in _institutions() and "of" in words)


def _speaks_of(name: str, other: str) -> bool:
    """Say whether another line speaks of the name as a site's: its copyright, its address, its services."""
    bare = name.removeprefix("The ").removeprefix("THE ")
    found = re.search(rf"(?<![\w@.]){re.escape(bare)}(?![\w-])", other, re.IGNORECASE)
    if not found or found.group().islower():
        return False
    signs = read_signs(other)
    around = signs.strong or signs.services or signs.reader or signs.we or signs.address
    return bool(around) or signs.shape in ("copyright", "house", "reproduction") or signs.biography


@lru_cache(maxsize=1)
def _publishing() -> frozenset[str]:
    table = lexicon("metadata")
    return table.words("publisher", "words") | table.words("masthead", "words")


@lru_cache(maxsize=1)
def _controls() -> frozenset[str]:
    return lexicon("metadata").words("masthead", "controls")


@lru_cache(maxsize=1)
def _institutions() -> frozenset[str]:
    return lexicon("metadata").words("masthead", "institutions")


@lru_cache(maxsize=1)
def _editions() -> frozenset[str]:
    return lexicon("metadata").words("masthead", "editions")


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    """Return words that a headline has and no masthead."""
    return lexicon("metadata").words("byline", "never") - _publishing() - lexicon("metadata").words("masthead", "may")
