"""Know a picture's caption, and cut its credit out of a line on which sentences of the article stand as well.

In: a line or piece. Out: whether it is a caption; the pieces that it falls into. The words are data:
`lexicons/read_captions.toml`.
"""

import re
from functools import lru_cache

from dateline.lexicon import lexicon
from dateline.read.cells import is_strip
from dateline.read.cues import Signs
from dateline.read.pieces import Piece

_NAMED_SIDE = re.compile(r"[A-Z][\w’'-]+, (?:(?:second |third )?(?:from )?(?:left|right|centre|center))[,.] ")
_POINTED = re.compile(r"\((?:from )?(?:second |third )?(?:left|right|centre|center|L|R|C|pictured|above|top|bottom)\)")
_STOP = re.compile(r"[.!?…][\"”’')\]]*$")
_LEAST = 6  # words; a caption has more, a picture's credit alone fewer
_CAPTION = 45  # words of a caption with its credit behind it; a paragraph with a credit behind it has more
_LONGEST = 300  # characters of a caption that points left and right


def is_caption(text: str, signs: Signs) -> bool:
    """Say whether a line is a picture's caption: it opens so, ends with a picture's credit or points left and right."""
    if is_strip(text):
        return False
    if opens_caption(text) or _closing().search(text) or _ends_in_credit(text):
        return len(signs.words) > _LEAST
    return bool(_POINTED.search(text) or _NAMED_SIDE.search(text[:90])) and len(text) < _LONGEST


def opens_caption(text: str) -> bool:
    """Say whether a text opens as a caption does: "FILE PHOTO: ..."."""
    return text.lower().startswith(lexicon("read_captions").strings("opens", "phrases"))


def cut_credits(piece: Piece) -> tuple[Piece, ...]:
    """Return a piece cut about the credits of pictures in it; whole where no sentence of the article is beside one.

    What stands before a credit is the caption where it opens as one does or is no sentence.
    """
    edges = [0]
    for match in _inside().finditer(piece.text):
        before, behind = piece.text[edges[-1] : match.start()].strip(), piece.text[match.end() :].strip()
        own = bool(_STOP.search(before)) and not opens_caption(before) and (behind or before.count(" ") > _CAPTION)
        if own or len(behind.split()) > _LEAST:
            edges += [match.start()] if own else []
            edges += [match.end()]
    parts = (_part(piece, left, right) for left, right in zip(edges, [*edges[1:], len(piece.text)], strict=True))
    return tuple(part for part in parts if part.text)


def _part(piece: Piece, left: int, right: int) -> Piece:
    raw = piece.text[left:right]
    start = piece.start + left + len(raw) - len(raw.lstrip())
    return Piece(start, start + len(raw.strip()), raw.strip(), piece.line, piece.token, piece.glued or left > 0)


def _ends_in_credit(text: str) -> bool:
    return any(match.start() and match.end() == len(text) for match in _inside().finditer(text))


@lru_cache(maxsize=1)
def _closing() -> re.Pattern[str]:
    return re.compile(str(lexicon("read_captions").get("credits", "pattern")))


@lru_cache(maxsize=1)
def _inside() -> re.Pattern[str]:
    return re.compile(str(lexicon("read_captions").get("inside", "pattern")))
