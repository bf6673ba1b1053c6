"""Read from a plain text's blocks what the page says of itself: title, writers, publisher, credit, dateline, dates.

In: the text and its blocks. Out: `Metadata`. What HTML says in its markup is left to `html.py`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dateline.config import RESOURCES
from dateline.lexicon import lexicon, load_rows
from dateline.model.text import Block, BlockKind
from dateline.read.bylines import find_agency, read_bare_byline, read_byline, read_credit
from dateline.read.cues import read_signs
from dateline.read.datelines import read_dateline, read_dateline_line
from dateline.read.published import Stamp, country_of, find_stamps

_NAME = r"(?:[Tt]he )?[A-Z][\w&’'.-]*[\w](?: (?:of|and|&|the|on|[A-Z][\w&’'.-]*[\w]|\d+))*"
_THE = re.compile(r"The [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,2}")  # "The Lagos Beacon"
_ENOUGH = 2  # weight from which an unknown name is taken for the publisher's


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says of itself; dates in ISO 8601."""

    title: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    credit: str | None = None
    dateline: str | None = None
    published: str | None = None
    modified: str | None = None
    basis: str | None = None
    notes: tuple[str, ...] = ()


def read_metadata(text: str, blocks: Sequence[Block]) -> Metadata:
    """Return what the blocks of a text say of the page."""
    lines = {kind: [text[b.start : b.end] for b in blocks if b.kind is kind] for kind in BlockKind}
    publisher = find_publisher(lines)
    place, agency = _dateline(lines[BlockKind.DATELINE])
    places = tuple(dict.fromkeys((*_country_of_publisher(publisher), *country_of(text))))
    published, modified, notes = _dates([*_date_lines(text, blocks), *lines[BlockKind.DATELINE]], places)
    return Metadata(
        title=_title(lines[BlockKind.TITLE]),
        byline=tuple(dict.fromkeys(name for line in lines[BlockKind.BYLINE] for name in names_in(line))),
        publisher=publisher,
        credit=_credit(agency if agency != publisher else None, lines[BlockKind.CREDIT]),
        dateline=place,
        published=published,
        modified=modified,
        basis="text" if published else None,
        notes=notes,
    )


def _date_lines(text: str, blocks: Sequence[Block]) -> list[str]:
    """Return the lines of date, those above the title last: a masthead shows the day of the visit."""
    title = next((b.start for b in blocks if b.kind is BlockKind.TITLE), -1)
    dates = [b for b in blocks if b.kind is BlockKind.DATE]
    return [text[b.start : b.end] for b in sorted(dates, key=lambda b: b.start < title)]


def _title(lines: Sequence[str]) -> str | None:
    return re.sub(r"\s+", " ", lines[0]).strip() if lines else None


def names_in(line: str) -> tuple[str, ...]:
    """Return the writers that a byline names."""
    return read_byline(line) or read_bare_byline(line.strip(" |•·")) or ()


def _credit(agency: str | None, lines: Sequence[str]) -> str | None:
    found = [agency, *(read_credit(line.strip(" ()")) or find_agency(line) for line in lines)]
    return "; ".join(dict.fromkeys(who for who in found if who)) or None


def _dateline(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the place and the agency of the datelines."""
    for line in lines:
        found = read_dateline_line(line) or read_dateline(f"{line} {'X' * 30}")
        if found:
            return found.place, found.agency
    return (lines[0].strip(" |—-,") if lines else None), None


def _dates(lines: Sequence[str], places: Sequence[str]) -> tuple[str | None, str | None, tuple[str, ...]]:
    """Return when the page was published and changed, and notes on dates that could not be read."""
    stamps = [stamp for line in lines for stamp in find_stamps(line, places)]
    sure = [stamp for stamp in stamps if not stamp.open]
    notes = tuple(f"the date {s.iso} is left out: day and month may be swapped" for s in stamps if s.open and not sure)
    modified = max((s.iso for s in sure if s.kind == "modified"), default=None)
    published = _first(sure, "published") or _first(sure, None) or _first(sure, "modified")
    return published, modified, notes


def _first(stamps: Sequence[Stamp], kind: str | None) -> str | None:
    """Return the fullest of the first day's stamps of a kind."""
    chosen = [stamp for stamp in stamps if stamp.kind == kind]
    if not chosen:
        return None
    return max((s for s in chosen if s.day == chosen[0].day), key=lambda s: len(s.iso)).iso


def find_publisher(lines: dict[BlockKind, list[str]]) -> str | None:
    """Return the publisher that the page's furniture, byline and title name."""
    votes: Counter[str] = Counter()
    furniture = lines[BlockKind.FURNITURE] + lines[BlockKind.CREDIT]
    for line in furniture:
        for weight, name in _named(line):
            votes[name] += weight
        for name in known_publishers(line):
            votes[name] += 0 if find_agency(name) == name and line in lines[BlockKind.CREDIT] else 1
    for line in lines[BlockKind.BYLINE] + lines[BlockKind.TITLE][:1]:
        for name in (*_after_names(line), *known_publishers(line)):
            votes[name] += 3 if line in lines[BlockKind.BYLINE] else 0
    _count_heads(votes, lines[BlockKind.FURNITURE][:3], furniture)
    best = max(votes, key=lambda name: (votes[name], name in _known_names(), len(name)), default=None)
    if best is None or (votes[best] < _ENOUGH and best not in _known_names()):
        return None
    return best


def _count_heads(votes: Counter[str], heads: Sequence[str], furniture: Sequence[str]) -> None:
    """Count the name of a site at the very top of its page when other lines speak of it too."""
    for head in heads:
        if read_signs(head).exact:
            continue
        sections = sum(read_signs(word).exact for word in head.split())
        if (
            sections < 2
            and 2 <= len(head.split()) <= 5
            and re.fullmatch(r"(?:[A-Z&][\w&’'-]*|of|the|and|for)(?: (?:[A-Z&][\w&’'-]*|of|the|and|for))*", head)
            and _has_word(head)
            and head.upper() != head
        ):
            votes[head.strip()] += 2 + sum(head in line for line in furniture if line != head)


def _named(line: str) -> Iterator[tuple[int, str]]:
    """Yield the names that a line of furniture gives as the publisher's, each with its weight."""
    for weight, pattern in _patterns():
        for match in pattern.finditer(line):
            name = _trimmed(match.group("who"))
            if name and (_has_word(name) or name in _known_names() or _THE.fullmatch(name)):
                yield weight, _known_names().get(name, name)


def _trimmed(name: str) -> str | None:
    """Return a captured name without the words about it, or None where it is no publisher's."""
    name = re.sub(
        r"(?:’s|'s)?\s*(?:\b(?:Pvt|Ltd|Inc|LLC|PLC|Co|App|Newsletters?|Premium|Digital|digital|Readers?|Journalists?)\b.*)$",
        "",
        name,
    )
    name = name.strip(" .,'’-")
    return None if not name or name.lower() in _never() else name


def _has_word(name: str) -> bool:
    return not _words().isdisjoint(re.findall(r"[a-z]+", name.lower()))


def _after_names(line: str) -> Iterator[str]:
    """Yield what stands behind the writers' names in a byline: "Ann Day, The Harbour Times"."""
    match = re.search(r"(?:,| [Ff]or| \|)\s*((?:The )?[A-Z][\w’'&-]*(?: [A-Z][\w’'&-]*){0,4})\s*$", line)
    if match:
        name = match.group(1)
        short = name.isupper() and 2 < len(name) < 6
        if short or _has_word(name) or name in _known_names():
            yield _known_names().get(name, name)


def known_publishers(line: str) -> tuple[str, ...]:
    """Return the names of the publishers of our table that a line holds."""
    return tuple(_known_names()[found] for found in dict.fromkeys(_known_pattern().findall(line)))


@lru_cache(maxsize=1)
def _known_names() -> dict[str, str]:
    """Return the spellings of the publishers that our table knows, each with the name."""
    rows = load_rows(RESOURCES / "publishers" / "names.tsv")
    return {spelling: row["name"] for row in rows for spelling in (row["name"], *row["aliases"].split("|")) if spelling}


def _country_of_publisher(publisher: str | None) -> tuple[str, ...]:
    country = _countries().get(publisher or "")
    return (country,) if country else ()


@lru_cache(maxsize=1)
def _countries() -> dict[str, str]:
    return {row["name"]: row["country"] for row in load_rows(RESOURCES / "publishers" / "names.tsv")}


@lru_cache(maxsize=1)
def _known_pattern() -> re.Pattern[str]:
    names = sorted(map(re.escape, _known_names()), key=len, reverse=True)
    return re.compile(rf"(?<![\w@.])(?:{'|'.join(names)})(?![\w])")


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    rows = lexicon("metadata").get("publisher", "patterns")
    return tuple((int(weight), re.compile(pattern.replace("{name}", _NAME))) for weight, pattern in rows)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    return lexicon("metadata").words("publisher", "words")


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return lexicon("metadata").words("publisher", "never")
