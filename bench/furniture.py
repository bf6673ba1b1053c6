"""Measure how well website furniture is told from text on plain pages: the seeds and our own marked pages.

Data: a folder of pages with a gold file `../gold/seeds.json` beside it (its `articles`), or a folder of `*.page`
files as tests/pages/README.md describes.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from bench.parts.marked import MarkedPage, load_marked
from bench.report import Report
from dateline.ids import fold, page_id
from dateline.model.text import Article, Block, BlockKind, Page
from dateline.read.article import read_article

DATA = "seeds"
PAGES = Path(__file__).resolve().parents[1] / "tests" / "pages"
NOT_TOLD = BlockKind.FURNITURE


def run(data: Path, split: str | None) -> Report:
    """Score the folder's pages, and our own marked pages beside them."""
    figures: dict[str, float] = {}
    cases: list[str] = []
    gold = data.parent / "gold" / "seeds.json"
    if gold.exists():
        cases += list(_score_gold(data, json.loads(gold.read_text(encoding="utf-8"))))
        for part in ("furniture", "text", "metadata"):
            mine = [case for case in cases if f" {part} " in case]
            figures[f"gold_{part}"] = _share(mine)
    marked = load_marked(data) or load_marked(PAGES)
    shares, lines = score_marked(marked)
    cases += lines
    return Report("furniture", str(data), split, len(marked), figures | shares, _baseline(marked), tuple(cases))


def _share(cases: list[str]) -> float:
    return sum(case.startswith("+") for case in cases) / max(1, len(cases))


def read_text(text: str) -> Article:
    """Read a text as a plain page."""
    data = text.encode()
    return read_article(Page(*page_id(data), data, "text"))


def _score_gold(data: Path, gold: dict[str, dict[str, dict[str, object]]]) -> Iterator[str]:
    for short, wanted in gold["articles"].items():
        text = (data / str(gold["pages"][short])).read_bytes().decode()
        article = read_text(text)
        lost = {i for b in article.blocks if b.kind is NOT_TOLD for i in range(b.start, b.end)}
        for part, want in (("furniture", True), ("text", False)):
            for words in wanted[part]:  # type: ignore[attr-defined]
                at = _at(str(words), text, line=want)
                inside = [i in lost for i in range(at, at + len(str(words)))]
                right = at >= 0 and (all(inside) if want else not any(inside))
                yield f"{'+' if right else '-'} {short} {part} {words}"
        for key in ("title", "publisher", "credit", "published"):
            if wanted[key]:
                have = getattr(article, key) or ""
                right = (
                    have[:10] == str(wanted[key])[:10] if key == "published" else fold(str(wanted[key])) in fold(have)
                )
                yield f"{'+' if right else '-'} {short} metadata {key}: {have!r}, wanted {wanted[key]!r}"


def _at(words: str, text: str, *, line: bool) -> int:
    found = re.search(rf"(?m)^\W*({re.escape(words)})", text) if line else None
    return found.start(1) if found else text.find(words)


def score_marked(pages: list[MarkedPage]) -> tuple[dict[str, float], list[str]]:
    """Score marked pages: blocks with their kinds, characters of furniture, body kept, metadata."""
    found = right = wanted = furniture_right = furniture_found = furniture_wanted = body_lost = body = 0
    fields: list[str] = []
    lines: list[str] = []
    for page in pages:
        article = read_text(page.text)
        mine, gold = blocks_of(article.text, article.blocks), blocks_of(page.text, page.blocks)
        found, wanted, right = found + len(mine), wanted + len(gold), right + len(mine & gold)
        lines += [
            f"{'+' if b in mine else '-'} {page.name} {b[2]} {page.text[b[0] : b[1]][:60]!r}" for b in sorted(gold)
        ]
        ours, theirs = furniture_in(article.text, article.blocks), furniture_in(page.text, page.blocks)
        furniture_right += len(ours & theirs)
        furniture_found, furniture_wanted = furniture_found + len(ours), furniture_wanted + len(theirs)
        told = characters(page.text, page.blocks, BlockKind.BODY)
        body, body_lost = body + len(told), body_lost + len(told & ours)
        fields += list(_fields(page, article))
    return {
        "block_f1": _f1(right, found, wanted),
        "furniture_f1": _f1(furniture_right, furniture_found, furniture_wanted),
        "furniture_recall": furniture_right / max(1, furniture_wanted),
        "body_kept": 1 - body_lost / max(1, body),
        "metadata": _share(fields),
    }, lines + fields


def _f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / max(1, found + wanted)


def blocks_of(text: str, blocks: tuple[Block, ...]) -> set[tuple[int, int, str]]:
    """Return blocks as start, end and kind; pieces of furniture that follow one another count as one."""
    merged: list[tuple[int, int, str]] = []
    for block in blocks:
        if merged and block.kind is NOT_TOLD and merged[-1][2] == NOT_TOLD:
            merged[-1] = (merged[-1][0], block.end, NOT_TOLD)
        else:
            merged.append((block.start, block.end, block.kind))
    return set(merged)


def characters(text: str, blocks: tuple[Block, ...], kind: BlockKind) -> set[int]:
    """Return the offsets of all characters but white space in blocks of a kind."""
    return {i for b in blocks if b.kind is kind for i in range(b.start, b.end) if not text[i].isspace()}


def furniture_in(text: str, blocks: tuple[Block, ...]) -> set[int]:
    """Return the offsets of the characters of furniture."""
    return characters(text, blocks, NOT_TOLD)


def _fields(page: MarkedPage, article: Article) -> Iterator[str]:
    for key, want in page.fields.items():
        have = getattr(article, key)
        right = (sorted(have) == sorted(want or ())) if key == "byline" else _same(key, have, want)
        yield f"{'+' if right else '-'} {page.name} field {key}: {have!r}, wanted {want!r}"


def _same(key: str, have: str | None, want: str | None) -> bool:
    if not want or not have:
        return not want and not have
    return have.startswith(want) if key == "published" else fold(want) in fold(have) or fold(have) in fold(want)


def _baseline(pages: list[MarkedPage]) -> dict[str, dict[str, float]]:
    """Keep everything as body, one block a line: what stock extractors do with plain text."""
    right = found = wanted = 0
    for page in pages:
        lines = {(m.start(), m.end(), "body") for m in re.finditer(r"\S.*\S|\S", page.text)}
        gold = blocks_of(page.text, page.blocks)
        right, found, wanted = right + len(lines & gold), found + len(lines), wanted + len(gold)
    return {"all is body": {"block_f1": _f1(right, found, wanted), "body_kept": 1.0, "furniture_f1": 0.0}}
