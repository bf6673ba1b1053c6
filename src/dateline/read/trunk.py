"""Find the trunk of a page: the stretch in which its paragraphs stand close together.

In: judged pieces with the kinds that are clear already. Out: the first and last index of the trunk. A sentence in a
menu before it or in a box behind it is no part of the article, however much it looks like one.
"""

import re
from collections.abc import Sequence

from dateline.model.text import BlockKind as Kind
from dateline.read.headings import overlap
from dateline.read.judging import Judged

_COST = 35  # characters of prose that a line of anything else outweighs; at 70 live blogs fall apart, at 15 menus stay
BULLET = re.compile(r"^\s*(?:[-–—•*▪●◦·]|\d{1,2}[.)])\s")
"""A line of a list, which is the article's own."""

_BANNER = 0.15  # share of the prose that may stand above the title; with more of it the line is no title
_LATE = 0.8  # share of the prose behind which a sentence may be a box's
_PARTED = 2  # lines between the text and such a sentence; one advertisement alone parts paragraphs too
_FOREIGN = 0.2  # share of its longer words in the text below which a sentence tells other things
_FAR = 15  # lines between the trunk and a sentence that make a menu of them
_APART = 5  # the same for a sentence so short that it is more often a box's than a last paragraph
_SHORT = 60  # characters
_ADDRESSED = 0.35  # the same share for one that speaks to the reader or of the site
_MOST = 400  # characters of one paragraph that count, so that a long notice at the foot is no second trunk


def find_trunk(pieces: Sequence[Judged], kinds: Sequence[Kind | None]) -> tuple[int, int] | None:
    """Return the first and last paragraph of the stretch that holds most prose for the other lines in it."""
    best, found, total, start = 0, None, 0, 0
    for index, (judged, kind) in enumerate(zip(pieces, kinds, strict=True)):
        if kind is not Kind.BODY:
            total -= _COST if kind in (None, Kind.FURNITURE) else 0
            continue
        if total <= 0:
            total, start = 0, index
        total += min(len(judged.text), _MOST)
        if total > best:
            best, found = total, (start, index)
    return found


def count_gap(kinds: Sequence[Kind | None], index: int) -> int:
    """Return how many lines of furniture and open lines stand right before a piece."""
    gap = 0
    while gap < index and kinds[index - gap - 1] in (None, Kind.FURNITURE):
        gap += 1
    return gap


def speaks_for_site(judged: Judged) -> bool:
    """Say whether a piece speaks to the reader, as "we" or of the site's services, and reports nothing."""
    signs = judged.signs
    return not signs.said and signs.reader + signs.we + signs.services > 0


def drop_before(pieces: Sequence[Judged], kinds: list[Kind | None], heading: int) -> None:
    """Turn prose above the title into furniture: it stands in a menu or a banner. Much of it is the article's."""
    above = [i for i in range(heading) if kinds[i] is Kind.BODY]
    total = sum(len(p.text) for p, k in zip(pieces, kinds, strict=True) if k is Kind.BODY)
    if sum(len(pieces[i].text) for i in above) < _BANNER * total:
        for index in above:
            kinds[index] = Kind.FURNITURE


def drop_behind(pieces: Sequence[Judged], kinds: list[Kind | None], last: int) -> int:
    """Turn prose behind the trunk into furniture where other lines part it from the text and it tells other things.

    Return the index of the last paragraph that is left.
    """
    trunk = find_trunk(pieces, kinds)
    if not trunk:
        return last
    told = " ".join(p.text for p, k in zip(pieces[: trunk[1] + 1], kinds, strict=False) if k is Kind.BODY)
    total, gone = len(told), 0
    for index, judged in enumerate(pieces):
        if kinds[index] is not Kind.BODY:
            continue
        gone += len(judged.text)
        if gone < _LATE * total and index <= trunk[1]:
            continue
        if judged.signs.said or BULLET.match(judged.text) or count_gap(kinds, index) < _PARTED:
            continue
        least = _APART if len(judged.text) < _SHORT else _FAR
        apart = index > trunk[1] and count_gap(kinds, index) >= least
        foreign = _ADDRESSED if speaks_for_site(judged) else _FOREIGN if apart else 0.0
        if overlap(judged.text, told) < foreign:
            kinds[index] = Kind.FURNITURE
    return max((i for i, k in enumerate(kinds[: last + 1]) if k is Kind.BODY), default=last)
