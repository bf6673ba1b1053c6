"""Load our own marked pages, `*.page`, as tests/pages/README.md describes them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dateline.model.text import Block, BlockKind

KINDS = {
    "t": BlockKind.TITLE, "s": BlockKind.SUBTITLE, "by": BlockKind.BYLINE, "dl": BlockKind.DATELINE,
    "cr": BlockKind.CREDIT, "dt": BlockKind.DATE, "b": BlockKind.BODY, "cap": BlockKind.CAPTION,
    "f": BlockKind.FURNITURE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page's text with the blocks and the metadata that a careful reader marked."""

    name: str
    text: str
    blocks: tuple[Block, ...]
    fields: dict[str, Any]


def load_marked(folder: Path) -> list[MarkedPage]:
    """Return the marked pages of a folder; none where it has none."""
    return [parse_marked(path) for path in sorted(folder.glob("*.page"))]


def parse_marked(path: Path) -> MarkedPage:
    """Read one marked page."""
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = yaml.safe_load(front)
    wrapped = bool(fields.pop("wrapped", False))
    pieces: list[tuple[int, int, BlockKind]] = []
    text = ""
    for mark, stretch in re.findall(r"⟦([\w+]+)⟧([^⟦]*)", body):
        if mark == "+":  # the rest of a paragraph that a stray line break cut
            start, _, kind = pieces.pop()
            pieces.append((start, len(text) + len(stretch.split("\n")[0].rstrip()), kind))
            text += stretch.split("\n")[0]
            mark, stretch = "b", stretch[len(stretch.split("\n")[0]) :]
        pieces += [(len(text) + a, len(text) + b, KINDS[mark]) for a, b in _lines(stretch, wrapped=wrapped)]
        text += stretch
    return MarkedPage(path.stem, text, tuple(Block(*piece) for piece in pieces), fields)


def _lines(stretch: str, *, wrapped: bool) -> Iterator[tuple[int, int]]:
    pattern = r"\S(?:.|\n(?!\s*\n))*" if wrapped else r"\S.*"
    for match in re.finditer(pattern, stretch):
        yield match.start(), match.start() + len(match.group().rstrip())
