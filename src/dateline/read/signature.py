"""Cut a line that gives both the writers and the date: "By Ann Day | Lima | Updated: 3 May 2016".

In: one line. Out: its parts with their kinds.
"""

import re
from itertools import pairwise

from dateline.model.text import BlockKind
from dateline.read.bylines import names_publisher, read_bare_byline, read_byline, read_service
from dateline.read.published import find_stamps, is_date_line

_CUT = re.compile(
    r"\s*[|•·]\s*|\s+/\s+|\s{2,}|\t|\s+[–—-]\s+|(?<=[\d)mM.])\s+(?=(?i:by) [A-Z])"
    r"|\s*(?=\b(?i:last updated|first published|updated|published|posted)\b)"
)
_DIGIT = re.compile(r"\d")
_EDGES = " |•·–—-,/"


def cut_signature(line: str) -> list[tuple[int, int, BlockKind | None]]:
    """Return the parts of a line as start, end and kind; None for a part that is neither byline nor date."""
    stamps = (stamp.start for stamp in find_stamps(line) if read_service(line[: stamp.start].strip(_EDGES)))
    edges = sorted({0, *(m.end() for m in _CUT.finditer(line) if m.end()), *stamps, len(line)})
    parts: list[tuple[int, int, BlockKind | None]] = []
    for left, right in pairwise(edges):
        if bare := line[left:right].strip(_EDGES):
            kind = _kind(bare)
            if not parts and not kind and right < len(line) and read_bare_byline(bare):
                kind = BlockKind.BYLINE
            if parts and kind is BlockKind.DATE and parts[-1][2] is BlockKind.DATE:
                parts[-1] = (parts[-1][0], right, kind)
            else:
                parts.append((left, right, kind))
    return parts


def _kind(part: str) -> BlockKind | None:
    if is_date_line(part):
        return BlockKind.DATE
    return BlockKind.BYLINE if read_byline(part) is not None else None


def is_signature(line: str) -> bool:
    """Say whether a line holds writers and date, and beside them at most a place or two words."""
    if len(line) > 160 or line.endswith((".", "?", "!")) or not _DIGIT.search(line):
        return False
    parts = cut_signature(line)
    kinds = {kind for _, _, kind in parts}
    if BlockKind.DATE in kinds and BlockKind.BYLINE not in kinds:
        return all(kind or names_publisher(line[left:right].strip(_EDGES)) for left, right, kind in parts)
    if not {BlockKind.BYLINE, BlockKind.DATE} <= kinds:
        return False
    return all(kind or len(line[left:right].split()) <= 4 for left, right, kind in parts)
