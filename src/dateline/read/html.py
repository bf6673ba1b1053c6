"""Extract an HTML page's article: its text, and what its markup says of it.

In: the decoded HTML. Out: `Extracted`. Text comes from trafilatura, metadata from the markup first and from
trafilatura and htmldate where the markup is silent; which blocks of the text are furniture is left to `furniture.py`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from dateline.ids import fold
from dateline.read.bylines import read_bare_byline, read_byline
from dateline.read.markup import Markup, read_markup
from dateline.read.masthead import names_outlet
from dateline.read.metadata import MODIFIED, Metadata
from dateline.read.published import parse_stamp
from dateline.read.tables import unfold_tables

_SEPARATOR = re.compile(r"\s+(?:[|»·•*–—-]|::)\s+")
_SLUG = re.compile(r"^[a-z0-9_]+(?:-[a-z0-9_]+)*$|https?:|^@|^\d|@")
_LONGEST_NAME = 60  # characters; a longer "author" is a sentence about one
_LARGEST = 6_000_000  # characters; the largest page of bench/pages has 1.7 million
_TAGS = 100_000  # the most in bench/pages is 5,852
_DEEPEST = 400  # levels of nested elements; browsers themselves stop at 512, and no page of news comes near


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of an HTML page, title first, with what the markup says."""

    text: str
    title: str | None
    metadata: Metadata
    url: str | None = None


def extract_html(source: str, url: str | None = None) -> Extracted:
    """Return the article that an HTML page holds; raise ValueError where it holds none."""
    if len(source) > _LARGEST or source.count("<") > _TAGS:
        raise ValueError(f"is HTML of more than {_LARGEST:,} characters or {_TAGS:,} tags, which no page of news has")
    import trafilatura  # heavy, and not needed for plain text

    tree = trafilatura.load_html(source)
    if tree is None:
        raise ValueError("is no HTML that can be read")
    if _is_deeper(tree, _DEEPEST):
        raise ValueError(f"is HTML nested more than {_DEEPEST} levels deep")
    markup = read_markup(tree)
    unfold_tables(tree)
    address = url or markup.url
    found: Any = trafilatura.bare_extraction(
        tree, url=address, favor_precision=True, include_comments=False, with_metadata=True
    )
    body = _body(found.text if found else None, markup)
    if not body:
        raise ValueError("has no article text")
    title = choose_headline(markup) or (found.title if found else None)
    title, site = _cut_window(title, markup)
    text = f"{title}\n\n{body}" if title and not fold(body).startswith(fold(title)) else body
    return Extracted(text, title, _metadata(markup, found, title, site), address)


def _is_deeper(tree: Any, most: int) -> bool:
    """Say whether elements are nested more than `most` levels deep, without recursion."""
    level, depth = [tree], 0
    while level:
        depth += 1
        if depth > most:
            return True
        level = [child for node in level for child in node if isinstance(child.tag, str)]
    return False


def _body(extracted: str | None, markup: Markup) -> str | None:
    """Return the text of the article; the markup's own copy where extraction found next to nothing of it."""
    given = unescape(markup.body).strip() if markup.body else ""
    if not extracted:
        return given or None
    return given if len(given) > 3 * len(extracted) and "<" not in given[:200] else extracted


def _cut_window(title: str | None, markup: Markup) -> tuple[str | None, str | None]:
    """Return a window's title cut to the headline that the page shows as well, and the site's name beside it."""
    seen = {fold(line) for line in (*markup.tops, *markup.bold)}
    parts = _SEPARATOR.split(title or markup.window or "")
    shown = [part for part in parts if fold(part) in seen and _is_headline(part)]
    if title and len(shown) == 1 and len(parts) == 2:
        return shown[0], next(part for part in parts if part != shown[0])
    window = _SEPARATOR.split(markup.window or "")
    rest = [part for part in window if title and fold(part) != fold(title)]
    return title, rest[0] if len(window) == 2 and len(rest) == 1 and names_outlet(rest[0]) else None


def _metadata(markup: Markup, found: Any, title: str | None, site: str | None) -> Metadata:
    published = _first_date(markup.published) or _first_date(markup.times[:1])
    modified = _first_date(markup.modified)
    basis = "markup"
    if published is None and found and found.date:
        published = found.date
        basis = MODIFIED if modified and modified[:10] == found.date else "markup"
    return Metadata(
        title=title,
        byline=choose_authors(markup, found.author if found else None),
        publisher=markup.publisher or (found.sitename if found else None) or site,
        published=published,
        modified=modified,
        basis=basis if published else None,
    )


def _first_date(values: Sequence[str]) -> str | None:
    """Return the first value that is a date; a fuller one of the same day goes before."""
    dates = [stamp for value in values if (stamp := parse_stamp(value))]
    return max((d for d in dates if d[:10] == dates[0][:10]), key=len) if dates else None


def choose_headline(markup: Markup) -> str | None:
    """Return the title that most of JSON-LD, social tags and headings agree on; else the heading that is seen."""
    site = fold(markup.publisher or "")
    sources = [
        [_plain(title, site) for title in group] for group in (markup.tops[:3], markup.headlines[:3], markup.social)
    ]
    window = _plain(markup.window or "", site)
    keyed = [{fold(title): title for title in reversed(group) if len(fold(title)) > 3} for group in sources]
    for key in dict.fromkeys(key for group in keyed for key in group):
        if sum(key in group for group in keyed) >= 2:
            return next(group[key] for group in keyed if key in group)
    likely = [group[key] for group in keyed for key in group if key != site and _is_headline(group[key])]
    return likely[0] if likely else (window or None)


def _is_headline(title: str) -> bool:
    return len(title.split()) > 2


def _plain(title: str, site: str) -> str:
    """Return a title without entities and without the site's name behind it."""
    title = re.sub(r"\s+", " ", unescape(unescape(title))).strip()
    parts = _SEPARATOR.split(title)
    while len(parts) > 1 and (_names_site(parts[-1], site) or (len(parts) > 2 and len(parts[-1].split()) < 4)):
        cut = title.rfind(parts[-1])
        title = _SEPARATOR.sub("", title[:cut] + " ") if len(parts) == 2 else title[:cut].rstrip(" |»·•*–—:-")
        parts = _SEPARATOR.split(title)
    return title.strip()


def _names_site(part: str, site: str) -> bool:
    """Say whether the last part of a title is the site's name, or looks like one."""
    key = fold(part)
    if site and (key in site or site in key):
        return True
    return bool(re.fullmatch(r"[\w.-]+\.(?:com|org|net|co\.uk|ca|in|au|co\.za|ie|nz)", part.strip(), re.IGNORECASE))


def choose_authors(markup: Markup, guessed: str | None) -> tuple[str, ...]:
    """Return the writers: from JSON-LD, else meta tags, else the bylines that are seen, else trafilatura's guess."""
    for names in (markup.authors, markup.named):
        found = _people(names)
        if found:
            return found
    seen = next((names for line in markup.bylines if (names := _seen(line))), ())
    return seen or _people((guessed or "").split("; ")) or _sole_byline(markup.lines)


def _sole_byline(lines: Sequence[str]) -> tuple[str, ...]:
    """Return the names of the one byline that stands unmarked on the page; of several, any may be a link's."""
    found = {names for line in lines if (names := read_byline(line))}
    return found.pop() if len(found) == 1 else ()


def _seen(line: str) -> tuple[str, ...]:
    """Return the names in a visible byline, what stands behind them cut off."""
    line = re.split(r"\s[•|·]\s|\d{1,2}[:.]\d{2}|\b\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}", line)[
        0
    ].strip()
    return read_byline(line) or read_bare_byline(line) or ()


def _people(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names among a list of authors, several in one string cut apart."""
    return tuple(dict.fromkeys(name for text in names for name in _apart(unescape(text))))


def _apart(text: str) -> Iterator[str]:
    text = re.sub(r"^(?i:by)\s+|\s+(?i:for|reporting from) .*$", "", text.strip())
    parts = re.split(r"\s*(?:;|\||\s&\s|,?\s+\band\b\s+|,\s+(?=[^,]+\s))\s*", text)
    for part in parts:
        part = part.strip(" ,.")
        if part and len(part) <= _LONGEST_NAME and not _SLUG.search(part):
            yield part
