"""Find the day of publication where no line of its own gives it: in a masthead, a print notice or a wire's last line.

In: the text and its blocks. Out: a date in ISO 8601, or None. Lines that say when they were published, and nothing
else, are read in `metadata.py` before.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from dateline.model.text import Block, BlockKind
from dateline.read.addresses import day_of_address
from dateline.read.closings import read_closing
from dateline.read.published import find_stamps, is_date_line

_CELLS = re.compile(r"\s{2,}|\s+[*]\s+|\t|\s+[|•·»›>/–—]\s+|\s+[–-]\s+")
_OWN = (BlockKind.BODY, BlockKind.TITLE, BlockKind.CAPTION)
_LEADING = re.compile(r"[^,\d]{3,60}, (?=\S)")  # "The Alba Packet, Saturday, May 4, 1991, Page 1"
_PAGE = re.compile(r",? (?i:p(?:age|g|p)?\.?) ?[A-Z]?-?\d{1,3}\W*$")
_PRINTED = re.compile(
    r"(?i)\b(?:print(?:ed)?|paper|issue|edition|appeared|published|first ran|originally|posted|created|filed|submitted"
    r"|added)\b"
)
_HEAD = 12  # lines above the first paragraph that may be a masthead's
_BRIEF = 60  # characters
_FEW = 6  # words, the month's name among them
_LONGEST = 200  # characters of a notice that a text was printed before


def find_loose_date(text: str, blocks: Sequence[Block], places: Sequence[str]) -> str | None:
    """Return the first date of publication among the lines about the body, or None."""
    body = [block for block in blocks if block.kind is BlockKind.BODY]
    if not body:
        return None
    lines = [(block.start, text[block.start : block.end]) for block in blocks if block.kind not in _OWN]
    head = [line for start, line in lines if start < body[0].start][:_HEAD]
    tail = [line for start, line in lines if start > body[-1].start]
    found = chain(
        _closing_dates(tail),
        _head_dates(head, places),
        _printed_dates([*tail, *head], places),
        _address_dates([line for _, line in lines]),
    )
    return next(found, None)


def _closing_dates(lines: Sequence[str]) -> Iterator[str]:
    yield from (found for line in lines if (found := read_closing(line)))


def _head_dates(lines: Sequence[str], places: Sequence[str]) -> Iterator[str]:
    """Yield the dates that stand as a cell among others in the lines at the head, or behind the paper's name."""
    for line in lines:
        paged = _PAGE.sub("", line)
        for cell in (*_CELLS.split(line), _LEADING.sub("", paged, count=1), line):
            if is_date_line(cell) or (cell == line and _is_short(line)):
                days = {stamp.day for stamp in find_stamps(cell, places) if not stamp.open}
                yield from (stamp.iso for stamp in find_stamps(line, places) if stamp.day in days)


def _is_short(line: str) -> bool:
    """Say whether a line has beside its date but a few words, all capitalised: "Kigali, 19/03/2025 (AGI)"."""
    words = re.findall(r"[^\W\d_]+", line)
    return len(line) < _BRIEF and len(words) <= _FEW and all(word[0].isupper() or len(word) < _FEW for word in words)


def _printed_dates(lines: Sequence[str], places: Sequence[str]) -> Iterator[str]:
    """Yield the dates of notices such as "This article appeared in the print edition of 3 May 2016"."""
    for line in lines:
        if len(line) < _LONGEST and _PRINTED.search(line):
            yield from (stamp.iso for stamp in find_stamps(line, places) if not stamp.open)


def _address_dates(lines: Sequence[str]) -> Iterator[str]:
    """Yield the day in the page's own address, printed alone on a line; of several any may be a link's."""
    days = {day for line in lines if line.startswith(("http", "www.")) and (day := day_of_address(line))}
    yield from days if len(days) == 1 else ()
