"""Read from a plain text's blocks what the page says of itself: title, writers, publisher, credit, dateline, dates.

In: the text and its blocks. Out: `Metadata`. What HTML says in its markup is left to `html.py`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from dateline.model.text import Block, BlockKind
from dateline.read.bylines import find_agency, initials, read_bare_byline, read_byline, read_credit, read_service
from dateline.read.datelines import read_dateline, read_dateline_line
from dateline.read.loose_dates import find_loose_date
from dateline.read.published import Stamp, country_of, find_refused, find_stamps
from dateline.read.publisher import country_of_publisher, find_publisher

_LABEL = re.compile(r"^(?:Headline|HEADLINE|Title|TITLE):\s+")  # as data banks of newspapers print it


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
    publisher = find_publisher(text, blocks)
    writers = dict.fromkeys(chain(*map(names_in, lines[BlockKind.BYLINE])))
    place, agency = _dateline(lines[BlockKind.DATELINE])
    places = tuple(dict.fromkeys((*country_of_publisher(publisher), *country_of(text))))
    published, modified, basis, notes = _dates([*_date_lines(text, blocks), *lines[BlockKind.DATELINE]], places)
    if published is None and (loose := find_loose_date(text, blocks, places)):
        published, basis = loose, "text"
    return Metadata(
        title=_title(lines[BlockKind.TITLE], publisher),
        byline=tuple(name for name in writers if name != publisher),
        publisher=publisher,
        credit=_credit(_in_full(agency, text, blocks), lines[BlockKind.CREDIT], lines[BlockKind.BYLINE]),
        dateline=place,
        published=published,
        modified=modified,
        basis=basis,
        notes=notes,
    )


def _date_lines(text: str, blocks: Sequence[Block]) -> list[str]:
    """Return the lines of date, those above the title last: a masthead shows the day of the visit."""
    title = next((b.start for b in blocks if b.kind is BlockKind.TITLE), -1)
    dates = [b for b in blocks if b.kind is BlockKind.DATE]
    return [text[b.start : b.end] for b in sorted(dates, key=lambda b: b.start < title)]


def _title(lines: Sequence[str], publisher: str | None) -> str | None:
    """Return the headline without its label and without the site's name behind it."""
    if not lines:
        return None
    title = re.sub(r"\s+", " ", _LABEL.sub("", lines[0])).strip()
    return re.sub(rf"\s+[|–—-]\s+(?i:{re.escape(publisher)})$", "", title) if publisher else title


def names_in(line: str) -> tuple[str, ...]:
    """Return the writers that a byline names."""
    return read_byline(line) or read_bare_byline(line.strip(" |•·")) or ()


def _credit(agency: str | None, lines: Sequence[str], bylines: Sequence[str]) -> str | None:
    """Return who is credited: the dateline's agency, the writer's agency, and those whom the credits name."""
    service = next((name for line in bylines if (name := read_service(line))), None)
    if agency and service and agency == initials(service):
        agency, service = f"{service} ({agency})", None
    found = [
        agency,
        service,
        *(read_credit(line) or read_credit(line.strip(" ()")) or find_agency(line) or line for line in lines),
    ]
    return "; ".join(dict.fromkeys(who for who in found if who)) or None


def _in_full(agency: str | None, text: str, blocks: Sequence[Block]) -> str | None:
    """Return an agency's short name with its full one, where a line beside the text gives that: "MNS" of its bureau."""
    if not agency or find_agency(agency) == agency:
        return agency
    lines = (text[b.start : b.end].strip() for b in blocks if b.kind is not BlockKind.BODY)
    full = next((line for line in lines if line.count(" ") in range(1, 6) and initials(line) == agency), None)
    return f"{full} ({agency})" if full else agency


def _dateline(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """Return the place and the agency of the datelines."""
    for line in lines:
        found = read_dateline_line(line) or read_dateline(f"{line} {'X' * 30}")
        if found:
            return found.place, found.agency
    return (lines[0].strip(" |—-,") if lines else None), None


def _dates(lines: Sequence[str], places: Sequence[str]) -> tuple[str | None, str | None, str | None, tuple[str, ...]]:
    """Return when the page was published and changed, the basis of the first, and notes on dates left out.

    Where a page only tells when it was changed, that day stands for the other, and the basis says so.
    """
    stamps = [stamp for line in lines for stamp in find_stamps(line, places)]
    sure = [stamp for stamp in stamps if not stamp.open]
    swapped = (f"the date {s.iso} is left out: day and month may be swapped" for s in stamps if s.open and not sure)
    refused = (f"the date {line[a:b]!r} is left out: {reason}" for line in lines for a, b, reason in find_refused(line))
    notes = tuple(dict.fromkeys((*swapped, *refused)))
    modified = max((s.iso for s in sure if s.kind == "modified"), default=None)
    published = _first(sure, "published") or _first(sure, None)
    if published or not modified:
        return published, modified, "text" if published else None, notes
    return _first(sure, "modified"), modified, MODIFIED, notes


MODIFIED = "modified"
"""The basis of a day of publication that is only the day of the last change."""


def _first(stamps: Sequence[Stamp], kind: str | None) -> str | None:
    """Return the fullest of the first day's stamps of a kind."""
    chosen = [stamp for stamp in stamps if stamp.kind == kind]
    if not chosen:
        return None
    return max((s for s in chosen if s.day == chosen[0].day), key=lambda s: len(s.iso)).iso
