"""Read what an HTML page's markup says of the article: JSON-LD, meta tags, microdata, visible bylines and times.

In: the parsed tree. Out: `Markup`, the candidates for each field in order of trust. Choosing among them is left to
`html.py`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.lexicon import lexicon

Tree = Any  # an lxml element; lxml ships no types
_ARTICLE = re.compile(r"(?i)article|posting|report$|^WebPage$|NewsItem|liveblog|review$")
_BEST = re.compile(r"(?i)article|posting|report$|liveblog")
_HEADLINE = 200  # characters; the longest headline in bench/pages has 180
_BY = re.compile(r"\s*(?:By|BY) [A-Z]")
_LINE = 100  # characters of a byline; a sentence that opens with "By" is longer
_DEEPEST = 12  # levels of a JSON-LD value that are looked into


@dataclass(frozen=True, slots=True)
class Markup:
    """The candidates that the markup holds, by source; dates as they stand there."""

    headlines: tuple[str, ...] = ()  # JSON-LD headline
    social: tuple[str, ...] = ()  # og:title, twitter:title and their like
    tops: tuple[str, ...] = ()  # h1
    window: str | None = None  # <title>
    bold: tuple[str, ...] = ()  # lower headings, and what is set in bold as headlines were before style sheets
    authors: tuple[str, ...] = ()  # JSON-LD
    named: tuple[str, ...] = ()  # meta tags
    bylines: tuple[str, ...] = ()  # visible
    lines: tuple[str, ...] = ()  # text that opens as a byline does, in elements that nothing marks as one
    published: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    times: tuple[str, ...] = ()  # visible <time> elements
    publisher: str | None = None
    body: str | None = None  # JSON-LD articleBody
    url: str | None = None


def read_markup(tree: Tree) -> Markup:
    """Return what the markup of a page says."""
    items = list(_articles(tree))
    metas = _metas(tree)

    def tagged(kind: str) -> list[str | None]:
        return [metas.get(name) for name in lexicon("read_markup").strings("meta", kind)]

    return Markup(
        headlines=_all(_text(item.get("headline")) for item in items),
        social=_all(tagged("titles")),
        tops=_all(_words(node) for node in tree.iter("h1")),
        bold=_all(_words(node) for node in tree.iter("h2", "h3", "h4", "b", "strong") if len(_words(node)) < _HEADLINE),
        window=next((_words(node) for node in tree.iter("title")), None),
        authors=_all(name for item in items for name in _names(item.get("author"))),
        named=_all(tagged("authors")),
        bylines=_all(_visible_bylines(tree)),
        lines=_all(text.strip() for text in tree.itertext() if len(text) < _LINE and _BY.match(text)),
        published=_all([*_dated(items, "datePublished"), *tagged("published"), *_property(tree, "datePublished")]),
        modified=_all([*_dated(items, "dateModified"), *tagged("modified")]),
        times=_all(node.get("datetime") or _words(node) for node in tree.iter("time")),
        publisher=_publisher(items) or next((name for name in tagged("publishers") if name), None),
        body=next((body for item in items if (body := _text(item.get("articleBody")))), None),
        url=_address(tree) or metas.get("og:url"),
    )


def _dated(items: list[Mapping[str, Any]], key: str) -> list[str | None]:
    return [_text(item.get(key)) for item in items]


def _all(values: Any) -> tuple[str, ...]:
    """Return the values that are there, once each, white space made plain."""
    plain = (re.sub(r"\s+", " ", value).strip() for value in values if value)
    return tuple(dict.fromkeys(value for value in plain if value))


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        value = next((item for item in value if isinstance(item, str)), None)
    return value if isinstance(value, str) else None


def _words(node: Tree) -> str:
    return re.sub(r"\s+", " ", node.text_content() or "").strip()


def _metas(tree: Tree) -> dict[str, str]:
    """Return the meta tags by name in small letters; the first of a name counts."""
    found: dict[str, str] = {}
    for node in tree.iter("meta"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").lower()
        content = (node.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _property(tree: Tree, name: str) -> Iterator[str | None]:
    for node in tree.xpath(f"//*[@itemprop='{name}']")[:4]:
        yield node.get("datetime") or node.get("content") or _words(node)


def _articles(tree: Tree) -> Iterator[Mapping[str, Any]]:
    """Yield the JSON-LD objects that describe the article, the likeliest first."""
    found = [item for node in tree.iter("script") if _is_ld(node) for item in _objects(_loads(node.text or ""))]
    articles = [item for item in found if _ARTICLE.search(_kind(item))]
    yield from sorted(articles, key=lambda item: (not _BEST.search(_kind(item)), "headline" not in item))


def _is_ld(node: Tree) -> bool:
    return "ld+json" in (node.get("type") or "").lower()


def _kind(item: Mapping[str, Any]) -> str:
    kind = item.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _loads(source: str) -> Any:
    """Return a JSON value as pages write it: line breaks in strings, comments and stray marks about it forgiven."""
    source = (
        re.sub(
            r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$",
            "",
            source,
        )
        .strip()
        .rstrip(";")
    )
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "liveBlogUpdate"):
            if isinstance(value.get(key), dict | list) and key != "liveBlogUpdate":
                yield from _objects(value[key], depth + 1)


def _names(value: Any) -> Iterator[str]:
    """Yield the names in a JSON-LD author: a string, an object or a list of them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _names(item)
    elif isinstance(value, dict):
        yield from _names(value.get("name"))


def _publisher(items: list[Mapping[str, Any]]) -> str | None:
    return next((name for item in items for name in _names(item.get("publisher"))), None)


def _visible_bylines(tree: Tree) -> Iterator[str]:
    """Yield what elements marked as author or byline show."""
    path = (
        "//*[@rel='author' or @itemprop='author' or @data-testid='byline' or contains(@class,'byline') or "
        "contains(@class,'author-name') or contains(@class,'author__name') or contains(@class,'authorName')]"
    )
    for node in tree.xpath(path)[:12]:
        words = _words(node)
        if 2 < len(words) < 200:
            yield words


def _address(tree: Tree) -> str | None:
    return next(
        (node.get("href") for node in tree.iter("link") if (node.get("rel") or "").lower() == "canonical"), None
    )
