"""Pair quotation marks, paragraph by paragraph.

In: an article. Out: `Quotation`s in order, marks included, with those inside another left out; a mark that is never
closed runs to the end of its paragraph. Who speaks, and whether anyone does, is left to `dateline.extract.attribution`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.annotate.sentences import Sentence
from dateline.model.text import TOLD, Article, Span

_MARK = re.compile(r"[\"“”„«»‘’'`]{2}(?<=''|``)|[\"“”„«»]|(?<![\w])['‘](?=\w)|['’](?!\w)")
_OPENS, _CLOSES = frozenset("“„«‘"), frozenset("”»’")
_DOUBLE, _SINGLE = "double", "single"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch in quotation marks, marks included; `closed` is False where the closing mark is missing."""

    span: Span
    closed: bool = True
    single: bool = False

    def inner(self, text: str) -> str:
        """Return the words between the marks."""
        return self.span.slice(text).strip("\"“”„«»‘’'` ")


def find_quotations(article: Article) -> tuple[Quotation, ...]:
    """Return the article's outermost quotations in order."""
    found: list[Quotation] = []
    for block in article.blocks:
        if block.kind in TOLD:
            for part in re.finditer(r"[^\n]+", article.text[block.start : block.end]):
                found += pair_marks(part.group(), block.start + part.start())
    return tuple(found)


def pair_marks(text: str, offset: int = 0) -> list[Quotation]:
    """Return the outermost quotations of one paragraph that starts at `offset`."""
    double = list(_pair(text, _marks(text, _DOUBLE)))
    masked = _mask(text, [(left, right) for left, right, _ in double])
    single = [(left, right, done) for left, right, done in _pair(masked, _marks(masked, _SINGLE)) if done]
    both = [(*pair, False) for pair in double] + [(*pair, True) for pair in single]
    return [Quotation(Span(offset + a, offset + b), done, alone) for a, b, done, alone in sorted(both)]


def _mask(text: str, pairs: Sequence[tuple[int, int]]) -> str:
    for left, right in pairs:
        text = text[:left] + " " * (right - left) + text[right:]
    return text


def _marks(text: str, sort: str) -> Iterator[tuple[int, int, str]]:
    """Yield each mark's place and whether it opens, closes or may do either."""
    for match in _MARK.finditer(text):
        mark = match.group()
        if (mark in "'‘’") == (sort == _SINGLE):
            yield match.start(), match.end(), _direction(text, match)


def _direction(text: str, match: re.Match[str]) -> str:
    mark = match.group()
    if mark == "``":
        return "open"
    if mark in _OPENS:
        return "close" if _ends_here(text, match) else "open"
    if mark in _CLOSES:
        # a curly closing mark typed where one should open: at the start or after a space, before a letter
        return "close" if match.start() and not text[match.start() - 1].isspace() else "either"
    before = text[match.start() - 1] if match.start() else " "
    after = text[match.end()] if match.end() < len(text) else " "
    if (before.isspace() or before in "([—–-") and not after.isspace():
        return "open"
    return "close" if not before.isspace() and (after.isspace() or after in ".,;:!?)]—–-'’”\"") else "either"


def _ends_here(text: str, match: re.Match[str]) -> bool:
    """Say whether an opening curly mark was typed where one should close: '“Not a word.“ he said'."""
    before, after = text[: match.start()][-1:], text[match.end() :][:1]
    return bool(before) and (before.isalnum() or before in ".,!?…") and (not after or after.isspace())


def _pair(text: str, marks: Iterator[tuple[int, int, str]]) -> Iterator[tuple[int, int, bool]]:
    opened: int | None = None
    depth = 0
    for start, end, direction in marks:
        if opened is None:
            if direction != "close":
                opened, depth = start, 1
        elif direction == "open":
            depth += 1  # a quotation inside, or the same one opened again after a lost closing mark
        else:
            depth -= 1
            if depth <= 0 or not _more_to_close(text, end):
                yield opened, end, True
                opened = None
    if opened is not None:
        yield opened, len(text.rstrip()), False


def _more_to_close(text: str, end: int) -> bool:
    """Say whether closing marks outnumber opening ones from here on, so that the outer one is still to come."""
    rest = text[end:]
    return rest.count("”") > rest.count("“") if "”" in rest or "“" in rest else False


def stands_alone(quotation: Quotation, sentences: Sequence[Sentence], text: str) -> bool:
    """Say whether a quotation is whole sentences: nothing stands before it in its first sentence or after it."""
    inside = [s for s in sentences if s.span.overlaps(quotation.span)]
    if not inside:
        return False
    before = text[inside[0].start : quotation.span.start]
    after = text[quotation.span.end : inside[-1].end]
    return not re.search(r"\w", before) and not re.search(r"\w", after)
