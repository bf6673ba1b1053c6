"""Know the sentences in which a site asks its readers for something: money, an address, a click.

In: judged pieces with the kinds that are clear already. Out: the same kinds, such sentences turned into furniture.
What speaks so by itself was judged in `judging.py`; here the neighbours and the rest of the page speak: a report does
not turn to its reader, so one paragraph that does is the site's own. Comment and advice do, and are left alone.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dateline.lexicon import lexicon
from dateline.model.text import BlockKind as Kind
from dateline.read.judging import Judged
from dateline.read.trunk import BULLET, speaks_for_site

_APPEAL = 0.8  # weight from which prose beside an appeal is a part of it
_BESIDE_APPEAL = 0.5  # the same beside one that is beyond doubt
_TURNED = 0.1
"""Share of the paragraphs that may turn to the reader on a page that reports. Of 79 news stories and 79 HTML pages with
at least eight paragraphs, eight in ten lie below; essays, advice and reviews above."""

_NOTICE = 60  # words of a paragraph that speaks for the site; what people say without quotation marks is longer
_OFTEN = 3  # words such as "you" and "we" that make a paragraph the site's without a word of its services
_FEW = 5  # paragraphs
_CALL = 16  # words of a call such as "Get breaking news on your phone."
_PARAGRAPH = 8  # words from which a piece counts as a paragraph


def drop_appeals(pieces: Sequence[Judged], kinds: list[Kind | None]) -> None:
    """Turn the prose of appeals into furniture."""
    _settle_between(pieces, kinds)
    if not _reports(pieces, kinds):
        return
    for index, judged in enumerate(pieces):
        if kinds[index] is Kind.BODY and (_asks(judged) or _is_glued_call(pieces, index)):
            kinds[index] = Kind.FURNITURE
    _join_sides(pieces, kinds)


def _settle_between(pieces: Sequence[Judged], kinds: list[Kind | None]) -> None:
    """Turn prose between two pieces of an appeal, or beside one, into furniture where it speaks as they do."""
    strong = [i for i, judged in enumerate(pieces) if judged.signs.strong and kinds[i] is Kind.FURNITURE]
    for left, right in pairwise(strong):
        if 1 < right - left <= 5:
            for index in range(left + 1, right):
                ours = pieces[index].signs.we and not _is_quoted(pieces[index])
                if kinds[index] is Kind.BODY and (ours or speaks_for_site(pieces[index])):
                    kinds[index] = Kind.FURNITURE
    _join_sides(pieces, kinds)


def _join_sides(pieces: Sequence[Judged], kinds: list[Kind | None]) -> None:
    for order in (range(len(pieces)), range(len(pieces) - 1, -1, -1)):
        for index in order:
            if kinds[index] is Kind.BODY and any(_joins(pieces, kinds, index, side) for side in (index - 1, index + 1)):
                kinds[index] = Kind.FURNITURE


def _joins(pieces: Sequence[Judged], kinds: Sequence[Kind | None], index: int, side: int) -> bool:
    """Say whether prose belongs to the appeal on one side of it: it speaks to the reader for the site as that does."""
    if not 0 <= side < len(pieces) or kinds[side] is not Kind.FURNITURE or pieces[index].signs.said:
        return False
    beside = pieces[side].signs
    if not (beside.strong or beside.we or beside.reader):
        return False
    if not (pieces[index].signs.services or pieces[index].signs.we):
        return pieces[index].weight >= 1.0
    least = _APPEAL if pieces[side].weight < 2.5 else _BESIDE_APPEAL
    return pieces[index].weight >= least


def _reports(pieces: Sequence[Judged], kinds: Sequence[Kind | None]) -> bool:
    """Say whether a page reports: hardly a paragraph turns to the reader, those that ask for something left out."""
    told = [p for p, k in zip(pieces, kinds, strict=True) if k is Kind.BODY and p.wordy >= _PARAGRAPH]
    rest = [judged for judged in told if not _asks(judged)]
    grace = len(rest) >= _FEW  # one such paragraph in a short report may be an appeal in words that we do not know
    return 2 * len(rest) > len(told) and sum(map(_turns, rest)) <= max(grace, _TURNED * len(rest))


def _turns(judged: Judged) -> bool:
    return not _is_spoken(judged) and judged.signs.reader + judged.signs.imperative > 0


def _is_spoken(judged: Judged) -> bool:
    return judged.signs.said or _is_quoted(judged)


def _is_quoted(judged: Judged) -> bool:
    return judged.text[:1] in "‘'" or any(mark in judged.text for mark in '“”"')


def _asks(judged: Judged) -> bool:
    """Say whether a paragraph speaks for the site to its reader, or is one short call to him."""
    signs = judged.signs
    if _is_spoken(judged) or BULLET.match(judged.text):
        return False
    if signs.we and signs.reader and judged.wordy < _NOTICE:
        return signs.services + signs.imperative > 0 or signs.we + signs.reader > _OFTEN
    return judged.wordy <= _CALL and not _calls().isdisjoint(signs.words[:1])


def _is_glued_call(pieces: Sequence[Judged], index: int) -> bool:
    """Say whether a short sentence that turns to the reader is glued to another without a space between them."""
    judged = pieces[index]
    if judged.wordy > _CALL or _is_spoken(judged):
        return False
    glued = any(_are_glued(left, right) for left, right in pairwise(pieces[max(0, index - 1) : index + 2]))
    return glued and judged.signs.reader + judged.signs.we + judged.signs.imperative > 0


def _are_glued(left: Judged, right: Judged) -> bool:
    return right.piece.glued and right.piece.start == left.piece.end


@lru_cache(maxsize=1)
def _calls() -> frozenset[str]:
    return lexicon("furniture").words("calls", "words")
