"""Settle the lines between a page's paragraphs: links to other pages, headings of boxes, crossheads.

In: judged pieces with the kinds that are clear already. Out: the kinds of the lines from the first paragraph to the
last. What is not plainly a link or a box's heading stays the article's own.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from dateline.lexicon import lexicon
from dateline.model.text import BlockKind as Kind
from dateline.read.bylines import read_byline
from dateline.read.judging import Judged
from dateline.read.published import find_stamps
from dateline.read.trunk import BULLET

_RUN = 2
_QUESTION = 10  # words below which a question between furniture is a poll's or a link's
_ALONE = 12
"""Words below which a line between two of furniture is a link: in the news stories and HTML pages of the benchmarks
no crosshead stands so."""

_HEADLINE = 14  # words; what is longer is a picture's caption
_ROW = re.compile(r"\t|\s{2,}|[%€£$] ?\d|\d ?%|\d[\d,.]*\D+\d")
SUMMARY = 8
"""Lines under the title in which sentences before the byline sum the article up."""


def place_middle(
    pieces: Sequence[Judged], kinds: list[Kind | None], first: int, last: int, heading: int | None
) -> None:
    """Settle the lines between paragraphs: what is not plainly a link stays."""
    counts = Counter(judged.text for judged in pieces)
    title = pieces[heading].text if heading is not None else ""
    capitals = any(
        _is_capital_link(p, title) and k is None for p, k in zip(pieces[first:last], kinds[first:last], strict=True)
    )
    for index in range(first, min(last + 1, len(pieces))):
        judged = pieces[index]
        if kinds[index] is Kind.DATE and index > first + 1 and not any(s.kind for s in find_stamps(judged.text)):
            heads = judged.text.endswith(":")  # "July 15, 1960:" heads a passage
            kinds[index] = Kind.BODY if heads else Kind.FURNITURE
        if kinds[index] is not None:
            continue
        if index <= first + SUMMARY and (read_byline(judged.text) is not None):
            kinds[index] = Kind.BYLINE
        elif BULLET.match(judged.text):
            kinds[index] = Kind.BODY
        else:
            link = _is_link(judged, title, kinds, index) or _heads_appeal(judged, pieces, kinds, index + 1)
            link = link or _goes_elsewhere(pieces, index) or (capitals and judged.text.isupper() and judged.wordy > 2)
            again = counts[judged.text] > 1 or judged.signs.key == _key(title) or _is_pulled(judged, pieces)
            kinds[index] = Kind.FURNITURE if link or again else Kind.BODY


def drop_runs(pieces: Sequence[Judged], kinds: list[Kind | None], first: int, last: int) -> None:
    """Turn two or more lines on end that are no sentences into furniture: the headlines of links, or their tags.

    On real pages stripped of their markup three in four such lines are; of single ones, which may be crossheads, half.
    """
    index = first
    while index <= last and index < len(pieces):
        end = index
        while end <= last and kinds[end] is None and _may_stand_in_run(pieces[end]):
            end += 1
        opened = index > 0 and (pieces[index - 1].text.endswith((":", ";", ",")) or pieces[index - 1].signs.summary)
        if end - index >= _RUN and not opened:
            for at in range(index, end):
                kinds[at] = Kind.CAPTION if pieces[at].wordy > _HEADLINE else Kind.FURNITURE
        index = max(end, index + 1)


def _may_stand_in_run(judged: Judged) -> bool:
    """Say whether a line may be a link among others; items of lists, rows of tables and speech are the article's."""
    text = judged.text
    if BULLET.match(text) or text[:1] in "“\"‘'" or text.endswith((":", ";", ",", "?", ".")) or _ROW.search(text):
        return False
    return text[:1].isupper() and not judged.piece.glued


def _heads_appeal(judged: Judged, pieces: Sequence[Judged], kinds: Sequence[Kind | None], under: int) -> bool:
    """Say whether a few words head the box of an appeal or newsletter that stands under them."""
    if under >= len(pieces) or kinds[under] is not Kind.FURNITURE or judged.wordy > 7 or judged.text.endswith("?"):
        return False
    signs = pieces[under].signs
    return (signs.strong > 0 or signs.services + signs.we + signs.reader > 1) and pieces[under].wordy > 4


def _is_pulled(judged: Judged, pieces: Sequence[Judged]) -> bool:
    """Say whether a line in capitals repeats words of a paragraph: a quotation pulled out of the text."""
    if not judged.text.isupper() or judged.wordy < PULLED:
        return False
    return any(judged.signs.key in _key(other.text) for other in pieces if other is not judged)


PULLED = 3
"""Words from which a line in capitals is a quotation pulled out rather than a crosshead that takes up a word or two."""


def _is_link(judged: Judged, title: str, kinds: Sequence[Kind | None], index: int) -> bool:
    """Say whether a line is a link: a few words with furniture before and behind them, or a headline in capitals."""
    around = kinds[max(0, index - 1) : index + 2]
    few = judged.wordy < (_QUESTION if judged.text.endswith("?") else _ALONE)
    if few and len(around) == 3 and around[0] is around[2] is Kind.FURNITURE:
        return True
    return _is_capital_link(judged, title)


def _is_capital_link(judged: Judged, title: str) -> bool:
    return judged.wordy >= 6 and judged.text.isupper() and not title.isupper()


def _goes_elsewhere(pieces: Sequence[Judged], index: int) -> bool:
    """Say whether the line under a piece is the link to the rest of it: "Read more", "Watch now"."""
    under = pieces[index + 1].signs if index + 1 < len(pieces) else None
    return bool(under and under.key in _onward())


@lru_cache(maxsize=1)
def _onward() -> frozenset[str]:
    return lexicon("furniture").words("onward", "lines")


def _key(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))
