"""The table of page tops and tails: furniture is marked, the body stays, what the page says of itself is read."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.model.text import Article, BlockKind
from dateline.read.article import read_article
from tests.make import make_page

TABLE = yaml.safe_load((Path(__file__).parents[1] / "cases" / "page_ends.yml").read_text(encoding="utf-8"))


def lay_out(case: dict[str, Any]) -> str:
    """Return the page's text: top, body and tail, without the signs that mark furniture."""
    body = TABLE["bodies"][case["body"]].split("\n\n")
    parts = (case["top"], "\n\n".join(body[:2]), case.get("mid", ""), "\n\n".join(body[2:]), case["tail"])
    return "\n\n".join("\n".join(line.removeprefix("~") for line in part.strip().split("\n")) for part in parts if part)


def lines_of(case: dict[str, Any]) -> list[str]:
    """Return the lines of the page that are furniture."""
    lines = [line for part in ("top", "mid", "tail") for line in case.get(part, "").split("\n")]
    return [line.removeprefix("~") for line in lines if line.startswith("~")]


def marked(article: Article) -> set[int]:
    """Return the offsets of the characters that are marked as furniture."""
    return {i for b in article.blocks if b.kind is BlockKind.FURNITURE for i in range(b.start, b.end)}


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["name"])
def test_ends_of_a_page(case: dict[str, Any]) -> None:
    article = read_article(make_page(lay_out(case)), languages=())
    lost = marked(article)
    body = [line for line in TABLE["bodies"][case["body"]].split("\n") if line]
    assert [line for line in body if not is_free(article, line, lost)] == []
    assert [line for line in lines_of(case) if not is_told_apart(article, line)] == []
    have = {key: getattr(article, key) for key in case["fields"]}
    assert {k: list(v) if isinstance(v, tuple) else v for k, v in have.items()} == case["fields"]


def is_free(article: Article, line: str, lost: set[int]) -> bool:
    """Say whether no character of a line is furniture."""
    at = article.text.find(line)
    return not lost & set(range(at, at + len(line)))


def is_told_apart(article: Article, line: str) -> bool:
    """Say whether no part of a line is taken for the article's body, title or subtitle."""
    at = f"\n{article.text}".find(f"\n{line}")
    own = (BlockKind.BODY, BlockKind.TITLE, BlockKind.SUBTITLE)
    return at >= 0 and not any(b.kind in own and b.start < at + len(line) and at < b.end for b in article.blocks)
