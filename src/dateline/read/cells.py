"""Cut a line that a site lays out in cells: "News   Sport   Weather", "Ann Day | 3 May 2016 | Share | Print".

In: a piece of one line. Out: its cells, and the pieces that it falls into where furniture stands beside writers, date
or a headline. Whether a cell is furniture is for `judging.py` to say.
"""

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from dateline.read.bylines import read_byline
from dateline.read.pieces import Piece
from dateline.read.published import is_date_line

_GAP = re.compile(r"\s{2,}|\t|\s+[|•·»›]\s+|(?<=\S)[|•·](?=\S)")
_NUMBER = re.compile(r"[\W\d_]+")
_FEW = 4  # words; the longest name of a section or control beside others on our marked pages
_PARTS = re.compile(r"(?:\s+[|•·»›/–—*-]+)+\s+|\s*\|\s*|\s{2,}|\t")
_CRUMBS = re.compile(r"\s+(?:»|›|>|::|→|⟩)\s+")
_DATED = 120  # characters
_STRIP = 3  # cells from which a line of short words is a strip of navigation


def find_cells(text: str) -> list[tuple[int, int]]:
    """Return the cells of a line as start and end; one for a line that has no gaps."""
    edges = [0, *(edge for match in _GAP.finditer(text) for edge in match.span()), len(text)]
    return [(left, right) for left, right in pairwise(edges) if not _GAP.fullmatch(text, left, right) and left < right]


def is_strip(text: str) -> bool:
    """Say whether a line is a strip of navigation: three cells or more of a few words each, and no numbers."""
    cells = [text[left:right] for left, right in find_cells(text)]
    return len(cells) >= _STRIP and all(_is_short(cell) and not _NUMBER.fullmatch(cell) for cell in cells)


def is_crumbs(text: str) -> bool:
    """Say whether a line is a path through the site: "Home > World > Story", "Coast :: World :: Talks"."""
    return len(_CRUMBS.split(text)) >= _STRIP and not text.endswith((".", "?", "!"))


def is_dated_strip(text: str) -> bool:
    """Say whether a line is a strip that gives the day among other things: "Source: Coast | 4 May 2019 | 20:12"."""
    cells = [cell for cell in _PARTS.split(text) if cell]
    return len(text) < _DATED and len(cells) >= _STRIP and any(map(is_date_line, cells)) and not text.endswith("?")


def cut_cells(piece: Piece, is_site: Callable[[str], bool]) -> tuple[Piece, ...] | None:
    """Return the pieces of a line in cells, furniture apart from the rest; None where the whole line is furniture.

    `is_site` says of a cell whether it is furniture. A line without such a cell comes back whole.
    """
    cells = find_cells(piece.text)
    if len(cells) < 2 or is_date_line(piece.text):
        return (piece,)
    site = [_is_site(piece.text[left:right], is_site) for left, right in cells]
    rest = [piece.text[left:right] for (left, right), one in zip(cells, site, strict=True) if not one]
    if not any(site):
        return (piece,)
    if 2 * sum(site) >= len(cells) and all(_is_short(cell) and not _is_signed(cell) for cell in rest):
        return None
    return tuple(_groups(piece, cells, site))


def _is_site(cell: str, is_site: Callable[[str], bool]) -> bool:
    """Say whether a cell is furniture; a bare number may stand in a table, and a date is the page's own."""
    return not _NUMBER.fullmatch(cell) and not _is_signed(cell) and is_site(cell)


def _is_signed(cell: str) -> bool:
    return is_date_line(cell) or read_byline(cell) is not None


def _is_short(cell: str) -> bool:
    return cell.count(" ") < _FEW


def _groups(piece: Piece, cells: Sequence[tuple[int, int]], site: Sequence[bool]) -> list[Piece]:
    """Return neighbouring cells of one sort as one piece each."""
    groups: list[tuple[int, int, bool]] = []
    for (left, right), one in zip(cells, site, strict=True):
        if groups and groups[-1][2] == one:
            groups[-1] = (groups[-1][0], right, one)
        else:
            groups.append((left, right, one))
    edges = [0, *(left for left, _, _ in groups[1:]), len(piece.text)]
    return [_part(piece, left, right) for left, right in pairwise(edges)]


def _part(piece: Piece, left: int, right: int) -> Piece:
    text = piece.text[left:right].rstrip()
    start = piece.start + left
    return Piece(start, start + len(text), text, piece.line, glued=left > 0 or piece.glued)
