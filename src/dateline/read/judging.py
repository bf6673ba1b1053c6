"""Judge one piece of a page by itself: website furniture, the article's prose, or open.

In: a `Piece`. Out: `Judged`, the piece with its signs, a weight and a verdict. What the neighbours and the place on
the page make of an open one is left to `layout.py`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise

from dateline.read.bylines import find_closing_credit
from dateline.read.captions import cut_credits, is_caption
from dateline.read.cells import cut_cells, is_crumbs
from dateline.read.cues import Signs, read_signs
from dateline.read.pieces import Piece

ENOUGH = 2.0
"""The weight from which prose is furniture. Measured on the marked pages of tests/pages: at 1.5 a quoted aside on
newsletters is lost, at 2.5 appeals for donations stay."""

_SPOKEN = 3  # words; a paragraph that a credit closes has more
_BRIEF = 16  # words; a promotion in one sentence has fewer
_USUAL = 35  # words of a usual paragraph of news
_SENTENCE_END = re.compile(r"[.!?…]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z])")
_TITLED = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Gov|Gen|Rep|St|U\.S|U\.N|U\.K|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec|[A-Z])\.\s+$"
)


class Verdict(StrEnum):
    """What a piece looks like by itself."""

    FURNITURE = "furniture"
    PROSE = "prose"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Judged:
    """A piece, its signs, its weight as furniture and the verdict."""

    piece: Piece
    signs: Signs
    weight: float
    verdict: Verdict

    @property
    def text(self) -> str:
        """The piece's characters."""
        return self.piece.text

    @property
    def wordy(self) -> int:
        """The number of the piece's words."""
        return len(self.signs.words)


def judge_pieces(pieces: tuple[Piece, ...]) -> list[Judged]:
    """Judge each piece; one that holds both the article's sentences and furniture is cut between them."""
    return [judged for piece in pieces for part in cut_credits(piece) for judged in _judge(part)]


def _judge(piece: Piece) -> Iterator[Judged]:
    """Judge a piece, the credit that closes a paragraph apart."""
    credit = find_closing_credit(piece.text) if piece.text.count(" ") > _SPOKEN else None
    if not credit or read_signs(piece.text).shape:
        yield from _judge_whole(piece)
        return
    end = len(piece.text[:credit].rstrip())
    yield from _judge_whole(Piece(piece.start, piece.start + end, piece.text[:end], piece.line, glued=piece.glued))
    rest = piece.text[credit:]
    yield _judge_line(Piece(piece.start + credit, piece.end, rest, piece.line, glued=True), read_signs(rest), bad=False)


def _judge_whole(piece: Piece) -> Iterator[Judged]:
    signs = read_signs(piece.text)
    if piece.token:
        yield Judged(piece, signs, ENOUGH, Verdict.FURNITURE)
    elif _is_running(piece, signs):
        judged = _judge_prose(piece, signs)
        cuts = (
            _cuts(piece) if signs.strong or (signs.services and (signs.reader or signs.imperative or signs.we)) else []
        )
        yield from _cut(piece, cuts) if cuts else [judged]
    else:
        whole = is_crumbs(piece.text) or is_caption(piece.text, signs) or signs.shape not in (None, "crumbs")
        parts = (piece,) if whole else cut_cells(piece, _is_site)
        if parts is None or parts == (piece,):
            yield _judge_line(piece, signs, bad=parts is None or _is_furniture_line(piece.text, signs))
            return
        for part in parts:
            signs = read_signs(part.text)
            yield _judge_line(part, signs, bad=_is_furniture_line(part.text, signs))


def _judge_line(piece: Piece, signs: Signs, *, bad: bool) -> Judged:
    return Judged(piece, signs, ENOUGH if bad else 0.0, Verdict.FURNITURE if bad else Verdict.OPEN)


def _is_site(cell: str) -> bool:
    return _is_furniture_line(cell, read_signs(cell))


def _is_running(piece: Piece, signs: Signs) -> bool:
    """Say whether a piece is running text and not a line: it ends as a sentence does, or is long."""
    if signs.exact or signs.lists or signs.shape or signs.interface:
        return False
    if _is_bare_question(piece.text, signs):
        return False
    return piece.prose or len(signs.words) > 25


def _is_bare_question(text: str, signs: Signs) -> bool:
    """Say whether a line is one short question or exclamation, which may be the headline of a link as well."""
    if (
        not text.endswith(("?", "!"))
        or len(signs.words) > _BRIEF
        or signs.said
        or text.startswith(("“", '"', "‘", "'"))
    ):
        return False
    return not _SENTENCE_END.search(text)


def weigh_prose(text: str, signs: Signs) -> float:
    """Return how much running text looks like furniture.

    Speaking to the reader about the site's own services weighs for it; words of saying and an opening quotation
    against it.
    """
    addressed = signs.reader + signs.we + signs.imperative + signs.opens > 0
    short = min(1.0, _USUAL / max(1, len(signs.words)))  # in a long paragraph a few such words mean little
    weight = (2.0 if addressed else 1.2) * signs.strong
    weight += short * (0.6 * min(signs.services, 3) + 0.5 * min(signs.reader, 3) + 0.4 * min(signs.we, 2))
    weight += 0.8 * (signs.imperative and signs.reader + signs.services + signs.address > 0)
    weight += 0.8 * signs.opens + (1.2 if addressed else 0.4) * signs.address
    if signs.opens and len(signs.words) < _BRIEF:
        weight += 0.8 * (signs.reader + signs.we + signs.services > 0) + 0.6 * signs.imperative
    told = not addressed and signs.strong < 2  # a story about newspapers has such words too
    if told or not (signs.strong or signs.imperative or signs.opens or signs.services > 1):
        weight = min(weight, ENOUGH - 0.1)  # "you" and "we" alone are an interview's as well
    weight -= 1.2 * signs.said + 1.0 * text.startswith(("“", '"', "‘"))
    return weight


def _judge_prose(piece: Piece, signs: Signs) -> Judged:
    weight = weigh_prose(piece.text, signs)
    return Judged(piece, signs, weight, Verdict.FURNITURE if weight >= ENOUGH else Verdict.PROSE)


def _is_furniture_line(text: str, signs: Signs) -> bool:
    if signs.shape == "digits" and "\t" in text:  # the row of a table
        return False
    if signs.exact or signs.lists or signs.shape or signs.opens or signs.interface or is_crumbs(text):
        return True
    if len(signs.words) > 14 and not signs.reader:
        return signs.strong > 1 or (signs.strong > 0 and signs.services > 0 and not signs.said)
    service = signs.services + signs.reader + signs.address + signs.we
    return signs.strong > 0 or (signs.imperative and service > 0) or (signs.services > 1 and len(signs.words) < 9)


def _cuts(piece: Piece) -> list[int]:
    """Return where furniture begins and ends among the piece's sentences; nothing where all are of one sort."""
    ends = [m.end() for m in _SENTENCE_END.finditer(piece.text) if not _TITLED.search(piece.text[: m.end()])]
    edges = [0, *ends, len(piece.text)]
    if len(edges) < 3:
        return []
    bad = [_is_bad(piece.text[left:right].strip()) for left, right in pairwise(edges)]
    tells = [_tells(piece.text[left:right].strip()) for left, right in pairwise(edges)]
    if all(bad) or not any(bad) or not any(tells):
        return []
    appeal = sum(right - left for left, right, one in zip(edges, edges[1:], bad, strict=False) if one)
    if 2 * appeal > len(piece.text) and not any(_reports(piece.text[a:b]) for a, b in pairwise(edges)):
        return []  # an appeal mostly, and its other sentences report nothing
    return [0, *(edges[i] for i in range(1, len(bad)) if bad[i] != bad[i - 1]), len(piece.text)]


@lru_cache(maxsize=512)
def _is_bad(sentence: str) -> bool:
    return weigh_prose(sentence, read_signs(sentence)) >= ENOUGH


def _reports(sentence: str) -> bool:
    return read_signs(sentence.strip()).said


def _tells(sentence: str) -> bool:
    """Say whether a sentence tells something and does not speak of the site or to its reader."""
    signs = read_signs(sentence)
    return len(signs.words) > 7 and not signs.reader and not signs.we and not signs.services and not signs.strong


def _cut(piece: Piece, cuts: list[int]) -> Iterator[Judged]:
    for left, right in pairwise(cuts):
        raw = piece.text[left:right]
        part = Piece(
            piece.start + left,
            piece.start + left + len(raw.rstrip()),
            raw.rstrip(),
            piece.line,
            glued=left > 0 or piece.glued,
        )
        yield _judge_prose(part, read_signs(part.text))
