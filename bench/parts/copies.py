"""Copies of readings of other matters at other times, so that a large ledger needs few pages to be read.

In: a reading. Out: for each number a copy, a page of its own: the letters of names of persons, groups, organisations,
offices and countries are moved on, and those of the words that hardly any article has, lengths kept, so that all spans
hold; all days lie so many months later. So each copy tells of others who did something else: with the persons alone
renamed, a ledger would hold four hundred copies of one text of one government, which no ledger does. Places, gatherings
and common words stay as they are. What changes is looked for once a reading; a copy then takes a tenth of the time that
a page's `update` takes, and is no part of what is measured.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase
from typing import Any

import msgspec

from dateline.ids import page_id
from dateline.match.stories import common_words, stems
from dateline.model.claims import Reading

STEP = timedelta(days=28)
RENAMED = ("person", "organisation", "country", "office", "group")
"""The kinds of referents that go by other names in a copy."""
_WORD = re.compile(r"[A-Za-z]+")
_MARK = re.compile('"\ue000(\\d+)\ue001"')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Story:
    """A reading cut into what stays and what changes in a copy."""

    reading: Reading
    fixed: tuple[bytes, ...]  # its JSON, between the changing values
    changing: tuple[tuple[str, str], ...]  # each one's sort and its value in the original
    text: tuple[str, ...]  # the article's text: every other piece is a name or a rare word

    @classmethod
    def of(cls, reading: Reading) -> "Story":
        """Look for all that changes."""
        plain = msgspec.to_builtins(replace(reading, page=replace(reading.page, data=b"")))
        changing: list[tuple[str, str]] = []
        marked = msgspec.json.encode(_mark(plain, reading.page.id, changing)).decode()
        fixed = tuple(piece.encode() for piece in _MARK.split(marked)[::2])
        return cls(reading, fixed, tuple(changing), tuple(_cut(reading)))

    def copy(self, number: int, salt: str = "") -> Reading:
        """Return the copy of a number; `salt` makes it a page of its own beside another copy of that number."""
        raw = f"{salt}{number}:{self.reading.page.id}".encode()
        ident, sha256 = page_id(raw)
        values = (msgspec.json.encode(_changed(sort, value, number) or ident) for sort, value in self.changing)
        joined = b"".join(piece for pair in zip(self.fixed, (*values, b""), strict=True) for piece in pair)
        made = msgspec.json.decode(joined, type=Reading)
        page = replace(made.page, sha256=sha256, data=raw, path=f"{ident}.txt")
        title = made.article.title and _joined(_rare(made.article.title), number)
        return replace(made, page=page, article=replace(made.article, text=_joined(self.text, number), title=title))


def _mark(value: Any, page: str, changing: list[tuple[str, str]]) -> Any:
    """Return plain values with a mark in place of each that changes, in the order of the marks."""
    if isinstance(value, list | tuple):
        return [_mark(item, page, changing) for item in value]
    if isinstance(value, dict):
        named = value.get("kind") in RENAMED and "key" in value
        return {
            key: _marked(key, item, changing) if named and key in ("key", "name") else _mark(item, page, changing)
            for key, item in value.items()
        }
    if isinstance(value, str) and value == page:
        return _marked("page", value, changing)
    return _marked("day", value, changing) if isinstance(value, str) and _is_day(value) else value


def _marked(sort: str, value: str, changing: list[tuple[str, str]]) -> str:
    changing.append((sort, value))
    return f"\ue000{len(changing) - 1}\ue001"


def _is_day(text: str) -> bool:
    """Say whether a text is an ISO day, alone or with a time."""
    try:
        return _DAY.match(text) is not None and bool(date.fromisoformat(text[:10]))
    except ValueError:
        return False


def _changed(sort: str, value: str, number: int) -> str:
    """Return what stands in a copy for a changing value; nothing for the page's id, which is not made from it."""
    if sort == "day":
        return later(value[:10], number) + value[10:]
    if sort == "key":
        kind, _, name = value.partition(":")
        return f"{kind}:{rotated(name, number)}"
    return rotated(value, number) if sort == "name" else ""


def _cut(reading: Reading) -> Iterator[str]:
    """Yield the article's text in pieces, what stays and what is moved on in turn."""
    text, at = reading.article.text, 0
    named = (m.span for m in reading.mentions if m.referent.kind in RENAMED and m.form == "name")
    for span in sorted(named, key=lambda one: (one.start, -one.end)):
        if span.start >= at:  # a name inside another moves with it
            yield from _rare(text[at : span.start])
            yield text[span.start : span.end]
            at = span.end
    yield from _rare(text[at:])


def _rare(text: str) -> Iterator[str]:
    """Yield a text in pieces, what stays and the words in turn that hardly any article has."""
    at = 0
    for match in _WORD.finditer(text):
        if _is_rare(match.group()):
            yield text[at : match.start()]
            yield match.group()
            at = match.end()
    yield text[at:]


@lru_cache(maxsize=65536)
def _is_rare(word: str) -> bool:
    return len(word) > 2 and not set(stems(word)) <= common_words().keys()


def _joined(pieces: Iterable[str], number: int) -> str:
    return "".join(rotated(piece, number) if at % 2 else piece for at, piece in enumerate(pieces))


@lru_cache(maxsize=4096)
def later(day: str, number: int) -> str:
    """Return an ISO day so many steps later."""
    return (date.fromisoformat(day) + number * STEP).isoformat()


@lru_cache(maxsize=65536)
def rotated(name: str, number: int) -> str:
    """Return a name, each word of it moved on alike wherever it stands, so that a surname stays that of its bearer."""
    return _WORD.sub(lambda match: _moved(match.group(), number), name)


def _moved(name: str, number: int) -> str:
    """Return a word with each letter moved on by as many places as the copy's number and the letter's own place say."""
    letters = list(name)
    for place in (0, 1, 2):
        letters[place::3] = name[place::3].translate(_moving(number // 26**place % 26))
    return "".join(letters)


@lru_cache(maxsize=26)
def _moving(by: int) -> dict[int, int]:
    alphabets = (ascii_lowercase, ascii_uppercase)
    return {ord(a): ord(b) for letters in alphabets for a, b in zip(letters, letters[by:] + letters[:by], strict=True)}
