"""Measure what is read from real HTML pages: body, title, day of publication, authors.

Data: folders of `PUBLISHER_DATE.html.gz` with `PUBLISHER.json` (one gold article a page, in the order of the dates)
and `meta.info` (each page's address). Pages in any language are read, so that none is left out.
"""

import gzip
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.parts.rouge import rouge_lsum
from bench.report import Report
from dateline.errors import PageError
from dateline.ids import fold, page_id
from dateline.model.text import Article, BlockKind, Page
from dateline.read.article import read_article

DATA = "bench/pages"
SAME = 0.6  # share of words in common that makes two titles one; other pages' titles share less than .2
PUBLISHED = {"trafilatura on a sister set, as published": {"body_rouge_lsum": 0.936}}


@dataclass(frozen=True, slots=True)
class GoldPage:
    """One page as fetched, with what its publisher's own markup was read to by hand-written rules."""

    name: str
    page: Page
    title: str
    authors: tuple[str, ...]
    day: str
    body: str


def run(data: Path, split: str | None) -> Report:
    """Score all pages below a folder; a page that cannot be read counts as wrong in everything."""
    rows: list[dict[str, float]] = []
    plain: list[dict[str, float]] = []
    cases: list[str] = []
    for gold in load_pages(data):
        row, remarks = score_page(gold)
        rows.append(row)
        plain.append(score_plain(gold))
        cases += [
            f"{'+' if row[key] >= 0.95 else '-'} {gold.name} {key} {remarks.get(key, '')}"
            for key in row
            if key[0] != "_"
        ]
    figures = {
        "body_rouge_lsum": _mean(rows, "body"),
        "title_accuracy": _mean(rows, "title"),
        "title_exact": _mean(rows, "_exact"),
        "day_accuracy": _mean(rows, "day"),
        "author_f1": author_f1(rows),
    }
    alone = {"body_rouge_lsum": _mean(plain, "body"), "title_accuracy": _mean(plain, "title"),
             "title_exact": _mean(plain, "_exact"),
             "day_accuracy": _mean(plain, "day"), "author_f1": author_f1(plain)}  # fmt: skip
    return Report(
        "pages", str(data), split, len(rows), figures, {"trafilatura alone": alone, **PUBLISHED}, tuple(cases)
    )


def load_pages(data: Path) -> Iterator[GoldPage]:
    """Yield the pages below a folder with their gold."""
    for gold_file in sorted(data.rglob("*.json")):
        addresses = json.loads(info.read_text("utf-8")) if (info := gold_file.parent / "meta.info").exists() else {}
        versions = json.loads(gold_file.read_text(encoding="utf-8"))
        files = sorted(gold_file.parent.glob(f"{gold_file.stem}_[12]*.html.gz"))
        for file, wanted in zip(files, versions.values(), strict=False):
            yield _gold(file, wanted, addresses.get(file.name, {}).get("url"))


def _gold(file: Path, wanted: Mapping[str, Any], url: str | None) -> GoldPage:
    data = gzip.decompress(file.read_bytes())
    body = wanted["body"]
    lines = [*body["summary"]]
    for section in body["sections"]:
        lines += [*section["headline"], *section["paragraphs"]]
    return GoldPage(
        name=file.name.removesuffix(".html.gz"),
        page=Page(*page_id(data), data, "html", str(file), url),
        title=wanted["title"],
        authors=tuple(wanted.get("authors") or ()),
        day=wanted["publishing_date"][:10],
        body="\n".join(lines),
    )


def score_page(gold: GoldPage) -> tuple[dict[str, float], dict[str, str]]:
    """Return a page's marks, and what stands where the wanted value should."""
    try:
        article = read_article(gold.page, languages=())
    except PageError as error:
        return _marks(gold, "", None, None, ()), {"body": str(error)}
    row = _marks(gold, body_of(article), article.title, article.published, article.byline)
    remarks = {
        "body": f"{row['body']:.3f}",
        "title": f"{article.title!r}, wanted {gold.title!r}",
        "day": f"{article.published} ({article.published_basis}), wanted {gold.day}",
        "authors": f"{article.byline}, wanted {gold.authors}",
    }
    return row, remarks


def body_of(article: Article) -> str:
    """Return the lines of an article that are its body."""
    told = (BlockKind.BODY, BlockKind.SUBTITLE)
    lines: list[str] = []
    for block in article.blocks:
        line = block.span.slice(article.text)
        if block.kind is BlockKind.DATELINE:
            lines.append(line + " ")
        elif block.kind in told and lines and lines[-1].endswith(" "):
            lines[-1] += line
        elif block.kind in told:
            lines.append(line)
    return "\n".join(lines)


def score_plain(gold: GoldPage) -> dict[str, float]:
    """Return the marks of trafilatura alone, as it comes."""
    import trafilatura

    found: Any = trafilatura.bare_extraction(
        gold.page.data, url=gold.page.url, include_comments=False, with_metadata=True
    )
    if found is None:
        return _marks(gold, "", None, None, ())
    return _marks(gold, found.text or "", found.title, found.date, tuple((found.author or "").split("; ")))


def _marks(
    gold: GoldPage, body: str, title: str | None, published: str | None, byline: tuple[str, ...]
) -> dict[str, float]:
    wanted, had = {fold(name) for name in gold.authors}, {fold(name) for name in byline if name}
    return {
        "body": rouge_lsum(gold.body, body),
        "title": float(same_title(title or "", gold.title)),
        "_exact": float(fold(title or "") == fold(gold.title)),
        "day": float((published or "")[:10] == gold.day),
        "authors": 2 * len(wanted & had) / (len(wanted) + len(had)) if wanted or had else 1.0,
        "_right": len(wanted & had),
        "_found": len(had),
        "_wanted": len(wanted),
    }


def same_title(found: str, wanted: str) -> bool:
    """Say whether two titles are one headline.

    A page mostly carries two or three wordings of its headline (on the page, for search, for social media) and the
    gold keeps one of them, now this and now that; so a wording counts that shares most of its words with the gold.
    """
    left, right = Counter(fold(found).split()), Counter(fold(wanted).split())
    return 2 * (left & right).total() >= SAME * (left.total() + right.total()) > 0


def author_f1(rows: list[dict[str, float]]) -> float:
    """Return the micro-F1 over all authors' names."""
    right, both = sum(r["_right"] for r in rows), sum(r["_found"] + r["_wanted"] for r in rows)
    return 2 * right / both if both else 1.0


def _mean(rows: list[dict[str, float]], key: str) -> float:
    return sum(row[key] for row in rows) / max(1, len(rows))
