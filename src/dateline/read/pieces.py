"""Cut plain text into pieces, one a paragraph, heading or other line of the page.

In: the text of a page. Out: `Piece`s in order that never overlap and together hold every character that is not
white space. Lines wrapped at a fixed width are joined; template tokens and sentences glued together without a space
are cut apart. What each piece is, is left to `furniture.py`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import median

from dateline.lexicon import lexicon
from dateline.read.bylines import read_byline
from dateline.read.cues import read_signs
from dateline.read.datelines import opens_story
from dateline.read.published import find_stamps, is_date_line

_FINAL = (".", "!", "?", "…", ":", ";", '"', "”", "’", "'", ")", "]", "»")
_STOP = re.compile(r"""[.!?…]["”’'»)\]]*$|[”"][.,]?$""")
_SENTENCE = re.compile(r"""[.!?…]["”’'»)\]]*$|^[“"].*[”"]$""", re.DOTALL)
_WIDTH = 90  # characters; wire services break their lines below it
_GLUE = re.compile(
    r"(?:(?<=[^\W\d_]{3}[.!?])|(?<=[a-z]{2}[.!?])(?<!Mr\.)(?<!Ms\.)(?<!Dr\.)(?<!St\.)(?<!Jr\.)(?<!Sr\.)(?<!No\.)(?<!Lt\.)"
    r"|(?<=\d\d[.!?])|(?<=\)[.!?]))(?!(?<=[A-Z]{3}\.)[A-Z]{2,3}\b)(?=[A-Z“‘][^\W\d_])|(?<=[^\W\d_]{2}[.!?][”\"’])(?=[A-Z“‘][^\W\d_])"
)
_DATELINE_GLUE = re.compile(
    r"(?<=[a-z]{3})(?=[A-Z]{3,}[A-Z .'-]*(?:, [A-Z]\w+)?(?:,? [A-Z][a-z]+\.? \d{1,2})? ?(?:\([A-Z][\w. ]+\) ?)?[—–:-])"
)
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]+ |[“\"][A-Z])")
_STAMPED = re.compile(r"(?:posted|published|updated|filed|created|submitted|added|by)\b")
_CUE = 90  # characters; the longest cue that a site glues to a sentence is a line of a newsletter's box
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, white space at its ends left out; `line` is the number of the line that it opens on.

    `token` says that it is a template token; `glued` that it stands on one line with the piece before it.
    """

    start: int
    end: int
    text: str
    line: int
    token: bool = False
    glued: bool = False

    @property
    def prose(self) -> bool:
        """Say whether the piece ends as a sentence does and is long enough to be one."""
        return bool(_SENTENCE.search(self.text)) and self.text.count(" ") >= 3


def cut_pieces(text: str) -> tuple[Piece, ...]:
    """Return the pieces of a text."""
    lines = [_trim(text, m.start(), m.end(), i) for i, m in enumerate(_LINE.finditer(text))]
    lines = [line for line in lines if line.text]
    gaps = _gaps(text, lines)
    joined = _join_wrapped(text, lines, gaps) if _is_wrapped(text, lines, gaps) else _join_broken(text, lines, gaps)
    return tuple(piece for line in joined for piece in _cut_inside(text, line))


def _trim(text: str, start: int, end: int, line: int, *, glued: bool = False) -> Piece:
    raw = text[start:end]
    bare = raw.strip().strip("\ufeff\u200b\xa0 ")
    start += raw.find(bare) if bare else 0
    return Piece(start, start + len(bare), bare, line, glued=glued)


def _gaps(text: str, lines: list[Piece]) -> list[bool]:
    """Say of each line whether a blank line stands before it."""
    blank = [True]
    for left, right in pairwise(lines):
        between = text[left.end : right.start]
        blank.append(between.count("\n") > 1 or between.count("\r") > between.count("\n") + 1)
    return blank


def _is_wrapped(text: str, lines: list[Piece], gaps: list[bool]) -> bool:
    """Say whether the lines were broken at a fixed width, as wire services do.

    Then most lines that are followed at once by another fill the width and end in mid-sentence; in a page with one
    paragraph a line, nearly all long lines end as a sentence does.
    """
    followed = [line for line, gap in zip(lines, gaps[1:], strict=False) if not gap]
    if len(followed) < 2:
        return False
    width = max(len(line.text) for line in lines)
    if not 40 <= width <= 132:
        return False
    full = [line for line in followed if len(line.text) > 0.75 * width]
    running = [line for line in full if not _STOP.search(line.text)]
    return len(full) > 0.5 * len(followed) and len(running) > 0.6 * len(full)


def _join_wrapped(text: str, lines: list[Piece], gaps: list[bool]) -> list[Piece]:
    """Join the lines of each paragraph; a blank line, an indent or a short last line ends one."""
    width = median(sorted(len(line.text) for line in lines)[len(lines) // 2 :])
    indents = [_indent(text, line) for line in lines]
    usual = min(indents, default=0)
    groups: list[list[Piece]] = []
    for index, line in enumerate(lines):
        new = not groups or gaps[index] or indents[index] > usual
        if not new:
            before = groups[-1][-1]
            new = is_date_line(before.text) or (len(before.text) < 0.6 * width and bool(_STOP.search(before.text)))
        if new:
            groups.append([line])
        else:
            groups[-1].append(line)
    return [_join(text, group) for group in groups]


def _indent(text: str, line: Piece) -> int:
    start = max(text.rfind("\n", 0, line.start), text.rfind("\r", 0, line.start)) + 1
    return line.start - start


def _join_broken(text: str, lines: list[Piece], gaps: list[bool]) -> list[Piece]:
    """Join a paragraph that one stray line break cuts in two: the rest opens with a small letter."""
    groups: list[list[Piece]] = []
    for index, line in enumerate(lines):
        if groups and not gaps[index] and _runs_on(groups[-1][-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_join(text, group) for group in groups]


def _runs_on(left: Piece, right: Piece) -> bool:
    """Say whether a line goes on in the next: in small letters, or from a wire's first line of fixed width."""
    if len(left.text) < 50 or left.text.endswith(_FINAL):
        return False
    if right.text[:1].islower() and not (_STAMPED.match(right.text) and find_stamps(right.text)):
        return right.text[1:2] != "-" and read_byline(right.text) is None
    return len(left.text) < _WIDTH and opens_story(left.text)


def _join(text: str, group: list[Piece]) -> Piece:
    start, end = group[0].start, group[-1].end
    return Piece(start, end, text[start:end], group[0].line)


def _cut_inside(text: str, line: Piece) -> Iterator[Piece]:
    """Cut template tokens out of a line, and the rest where two sentences are glued together."""
    at, first = line.start, True
    token = _tokens()
    matches = token.finditer(text, line.start, line.end) if any(c in line.text for c in "{[<%") else ()
    for match in matches:
        for piece in _unglue(text, at, match.start(), line.line):
            yield piece if first else _trim(text, piece.start, piece.end, line.line, glued=True)
            first = False
        yield Piece(match.start(), match.end(), match.group(), line.line, token=True, glued=not first)
        at, first = match.end(), False
    for piece in _unglue(text, at, line.end, line.line):
        yield piece if first else _trim(text, piece.start, piece.end, line.line, glued=True)
        first = False


def _unglue(text: str, start: int, end: int, line: int) -> Iterable[Piece]:
    cuts = sorted(
        {
            start,
            end,
            *(m.start() for m in _GLUE.finditer(text, start, end)),
            *_glued_words(text, start, end),
            *_glued_runs(text, start, end),
            *(m.start() for m in _closers().finditer(text, start, end)),
        }
    )
    for left, right in pairwise(cuts):
        piece = _trim(text, left, right, line, glued=left > start)
        if piece.text:
            yield piece


def _glued_runs(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a run of share buttons, or a cue, is glued to the word behind it."""
    run = _runs_glued().match(text, start, end)
    if run:
        yield run.end()
    for match in _DATELINE_GLUE.finditer(text, start, end):
        yield match.start()
    at = run.end() if run else start
    for match in _CAMEL.finditer(text, at, min(end, at + _CUE)):
        signs = read_signs(text[at : match.start()])
        if signs.exact or signs.interface or (signs.opens and signs.services):
            yield match.start()
            return


def _glued_words(text: str, start: int, end: int) -> Iterator[int]:
    for match in _words_glued().finditer(text, start, end):
        yield match.end() if match.group("before") else match.start()


@lru_cache(maxsize=1)
def _tokens() -> re.Pattern[str]:
    return re.compile(str(lexicon("furniture").get("tokens", "pattern")))


@lru_cache(maxsize=1)
def _closers() -> re.Pattern[str]:
    """Match the word by which an agency closes its last sentence."""
    words = "|".join(map(re.escape, lexicon("furniture").strings("glued", "closers")))
    return re.compile(rf"(?<=[.!?”\"’)] )(?:{words})\.?(?=[ \t]*(?:\n|$))")


@lru_cache(maxsize=1)
def _runs_glued() -> re.Pattern[str]:
    """Match the names of two share buttons or more without a space between them."""
    words = "|".join(sorted(map(re.escape, lexicon("furniture").strings("glued", "buttons")), key=len, reverse=True))
    return re.compile(rf"(?:(?:{words})\d{{0,6}}){{2,}}(?=[A-Z“‘\"]|\W|$)")


@lru_cache(maxsize=1)
def _words_glued() -> re.Pattern[str]:
    """Match a word of furniture glued before a capital, or behind the end of a sentence."""
    words = "|".join(sorted(map(re.escape, lexicon("furniture").strings("glued", "words")), key=len, reverse=True))
    return re.compile(rf"(?<![\w ])(?P<before>{words})(?=[A-Z“‘][a-z])|(?<=[.!?”\"])(?:{words})(?![\w])")
