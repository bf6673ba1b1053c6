"""Mark the blocks of a page's text: title, byline, dateline, date, credit, body, caption, furniture.

In: the text. Out: `Block`s in order that never overlap and hold every character but white space. The text is cut by
`pieces.py`, judged piece by piece in `judging.py` and placed by `layout.py`; where in doubt a piece stays the
article's own, for a sentence lost is worse than a line of furniture kept.
"""

from collections.abc import Iterator, Sequence

from dateline.model.text import Block, BlockKind
from dateline.read.datelines import read_dateline
from dateline.read.judging import Judged, judge_pieces
from dateline.read.layout import place_kinds
from dateline.read.pieces import cut_pieces
from dateline.read.signature import cut_signature

_HEAD = 3  # paragraphs that may open with a dateline: a summary or two may stand before the first


def mark_blocks(text: str, *, title: str | None = None, recurring: frozenset[str] = frozenset()) -> tuple[Block, ...]:
    """Return the blocks of a text.

    `title` is the article's title where markup gives it; `recurring` are lines, as `line_key` returns them, that
    stand on many pages of the same site.
    """
    pieces = judge_pieces(cut_pieces(text))
    kinds = place_kinds(pieces, title=title, recurring=recurring)
    return tuple(_blocks(pieces, kinds))


def line_key(line: str) -> str:
    """Return what a line is known by among the lines that recur over a site's pages."""
    return judge_pieces(cut_pieces(line))[0].signs.key if line.strip() else ""


def join_menus(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return the blocks with neighbouring furniture of one line as one: the bars of a menu are no part of the text."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and last.kind is block.kind is BlockKind.FURNITURE and "\n" not in text[last.end : block.start]:
            joined[-1] = Block(last.start, block.end, block.kind)
        else:
            joined.append(block)
    return tuple(joined)


def _blocks(pieces: Sequence[Judged], kinds: Sequence[BlockKind]) -> Iterator[Block]:
    told = 0
    for judged, kind in zip(pieces, kinds, strict=True):
        piece = judged.piece
        if kind is BlockKind.BODY:
            told += 1
            found = read_dateline(piece.text) if told <= _HEAD else None
            if found:
                yield Block(piece.start, piece.start + len(piece.text[: found.length].rstrip()), BlockKind.DATELINE)
                yield Block(piece.start + found.length, piece.end, kind)
                told = _HEAD
                continue
        elif kind in (BlockKind.BYLINE, BlockKind.DATE):
            yield from _parts(judged, kind)
            continue
        yield Block(piece.start, piece.end, kind)


def _parts(judged: Judged, kind: BlockKind) -> Iterator[Block]:
    """Cut a line that holds both the writers' names and the date, and perhaps the place between them."""
    piece = judged.piece
    parts = cut_signature(piece.text)
    if len({one for _, _, one in parts if one}) < 2:
        yield Block(piece.start, piece.end, kind)
        return
    for left, right, one in parts:
        raw = piece.text[left:right]
        yield Block(piece.start + left, piece.start + left + len(raw.rstrip()), one or BlockKind.DATELINE)
