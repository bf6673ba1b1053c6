"""Read one page into an article: text, blocks and what the page says of itself.

In: a `Page`. Out: an `Article`, or PageError with the reason. Plain text keeps every character; HTML is extracted by
`html.py`; a record brings its text and metadata itself.
"""

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.errors import PageError
from dateline.model.text import Article, Block, Page
from dateline.read.addresses import day_of_address
from dateline.read.decode import decode_html, decode_page, note_garbled
from dateline.read.furniture import join_menus, mark_blocks
from dateline.read.html import extract_html
from dateline.read.language import name_language
from dateline.read.metadata import Metadata, read_metadata
from dateline.read.published import EARLIEST, country_of, parse_stamp

LARGEST = 2_000_000
"""The most characters of text that are read of one page; the longest articles that we have seen have 200,000."""

READ = ("en",)
"""The languages that are read, by ISO 639-1 code."""


def read_article(page: Page, *, languages: Sequence[str] = READ, recurring: frozenset[str] = frozenset()) -> Article:
    """Return the article that a page holds.

    `languages` are those that are read; an empty one reads any. `recurring` are lines (`furniture.line_key`) known to
    stand on many pages of the site. Raises PageError where the page has no text or is in another language.
    """
    try:
        article = _READERS[page.media](page, tuple(languages), recurring)
    except ValueError as error:
        raise PageError(page.path or page.url or page.id, str(error)) from error
    return _with_sound_dates(article, page.found)


def _read_text(page: Page, languages: tuple[str, ...], recurring: frozenset[str]) -> Article:
    decoded = decode_page(page.data, page.encoding)
    text = decoded.text
    if "\x00" in text:
        raise ValueError("holds null characters, not a page of text")
    language = _language_of(text, languages)
    blocks = mark_blocks(text, recurring=recurring)
    found = read_metadata(text, blocks)
    notes = (*decoded.notes, *note_garbled(text), *found.notes)
    return _article(page, text, blocks, found, notes=notes, language=language)


def _read_html(page: Page, languages: tuple[str, ...], recurring: frozenset[str]) -> Article:
    decoded = decode_html(page.data, page.encoding)
    extracted = extract_html(decoded.text, page.url)
    language = _language_of(extracted.text, languages)
    blocks = mark_blocks(extracted.text, title=extracted.title, recurring=recurring)
    found = _prefer(extracted.metadata, read_metadata(extracted.text, blocks))
    return _article(
        page, extracted.text, blocks, found, notes=decoded.notes, language=language, url=page.url or extracted.url
    )


def _read_record(page: Page, languages: tuple[str, ...], recurring: frozenset[str]) -> Article:
    record = json.loads(page.data)
    text = record["text"]
    language = _language_of(text, languages)
    blocks = mark_blocks(text, title=record.get("title"), recurring=recurring)
    own = read_metadata(text, blocks)
    given = parse_stamp(record["published"], country_of(text)) if record.get("published") else None
    notes = [*note_garbled(text), *own.notes]
    if record.get("published") and not given:
        notes.append(f"the given date {record['published']!r} is no date of a page and is left out")
    said = Metadata(
        title=record.get("title"), publisher=record.get("publisher"), published=given, basis="given" if given else None
    )
    url = record.get("url")
    return _article(page, text, blocks, _prefer(said, own), notes=notes, language=language, url=url)


_READERS = {"text": _read_text, "html": _read_html, "record": _read_record}


def _language_of(text: str, languages: tuple[str, ...]) -> str:
    """Return the language's code; raise ValueError for a text that is none, too long or in a language not read."""
    if not re.search(r"\w", text):
        raise ValueError("has no text")
    if len(text) > LARGEST:
        raise ValueError(f"has more than {LARGEST:,} characters, which no article has")
    code, language = name_language(text)
    if languages and code not in languages:
        raise ValueError(f"is written in {language}, and only English is read")
    return code


def _prefer(said: Metadata, own: Metadata) -> Metadata:
    """Return what markup or record says, completed by what the text itself says."""
    return Metadata(
        title=said.title or own.title,
        byline=said.byline or own.byline,
        publisher=said.publisher or own.publisher,
        credit=own.credit,
        dateline=own.dateline,
        published=said.published or own.published,
        modified=said.modified or own.modified,
        basis=said.basis or own.basis,
    )


def _article(
    page: Page,
    text: str,
    blocks: Sequence[Block],
    found: Metadata,
    *,
    notes: Sequence[str],
    language: str,
    url: str | None = None,
) -> Article:
    address = url or page.url
    by_address = None if found.published else day_of_address(address)
    return Article(
        page=page.id,
        text=text,
        blocks=join_menus(text, blocks),
        title=found.title,
        byline=found.byline,
        publisher=found.publisher,
        credit=found.credit,
        dateline=found.dateline,
        published=found.published or by_address,
        published_basis=found.basis if found.published else "url" if by_address else None,
        modified=found.modified,
        language=language,
        url=address,
        notes=tuple(notes),
    )


def _with_sound_dates(article: Article, found: date | None) -> Article:
    """Return the article without dates that cannot be right, each named in a note."""
    notes = list(article.notes)
    values: dict[str, str | None] = {"published": article.published, "modified": article.modified}
    for key, value in values.items():
        reason = _refusal(value, found)
        if reason:
            notes.append(f"the {key} date {value} is left out: {reason}")
            values[key] = None
    published, modified = values["published"], values["modified"]
    basis = article.published_basis
    if published is None and article.published:  # as where only the day of a change is told
        published, basis = modified, "modified"
    if published and modified and _day(modified) < _day(published) - timedelta(days=1):
        notes.append(f"the modified date {modified} is left out: it lies before {published}, the day of publication")
        modified = None
    return replace(
        article,
        published=published,
        published_basis=basis if published else None,
        modified=modified,
        notes=tuple(notes),
    )


def _day(value: str) -> date:
    return date.fromisoformat(value[:10])


CLOCK_ZERO = "1970-01-01T00:00"
"""What computers' clocks count from, and what a page shows whose maker knew no date."""


def _refusal(value: str | None, found: date | None) -> str | None:
    """Say why a date cannot be one of publication, or None where it can."""
    if not value:
        return None
    try:
        day = date.fromisoformat(value[:10])
    except ValueError:
        return "there is no such day"
    if day.year < EARLIEST:
        return f"it lies before {EARLIEST}"
    if value.startswith(CLOCK_ZERO):
        return "it is the zero of computers' clocks, which stands where no date is known"
    if found and day > found + timedelta(days=1):  # a day's grace: it may be tomorrow already where the page was made
        return f"it lies in the future of {found}, when the page was found"
    return None
