"""Tiny builders: the smallest page, article, mention or reading that a test needs."""

from datetime import date
from pathlib import Path

import pytest

from dateline.ids import page_id
from dateline.model.claims import (
    EventMention,
    Interval,
    MentionKind,
    Participant,
    Place,
    Precision,
    Referent,
    Status,
    StatusReading,
)
from dateline.model.record import DatedMention
from dateline.model.text import Article, Block, BlockKind, Page, Span

SHARED = Path(__file__).resolve().parents[2] / "shared"

needs_seeds = pytest.mark.skipif(
    not (SHARED / "seeds").is_dir(), reason="the real seed pages are not beside this checkout (../shared/seeds)"
)


def make_page(text: str, *, path: str = "page.txt", media: str = "text") -> Page:
    """A page of the given text."""
    raw = text.encode()
    made, sha256 = page_id(raw)
    return Page(made, sha256, raw, media, path=path)


def make_article(text: str, *, published: str | None = None, title: str | None = None) -> Article:
    """An article whose lines are its body blocks; `title`, if given, is put before them as a block of its own."""
    blocks, at = [], 0
    if title is not None:
        blocks.append(Block(0, len(title), BlockKind.TITLE))
        text, at = f"{title}\n{text}", len(title) + 1
    for line in text[at:].split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), BlockKind.BODY))
        at += len(line) + 1
    basis = "text" if published else None
    return Article("p_test", text, tuple(blocks), title=title, published=published, published_basis=basis)


def make_person(name: str, **told: str) -> Referent:
    """A person known by name."""
    return Referent(f"person:{name.lower()}", MentionKind.PERSON, name, **told)  # type: ignore[arg-type]


def make_told(
    ident: str,
    *who: str,
    day: str | None = "2016-09-05",
    kind: str = "meeting",
    status: Status = Status.OCCURRED,
    page: str = "p_1",
    place: str | None = None,
    type: str = "CONSULT",
    words: str = "",
) -> DatedMention:
    """A dated mention of an encounter of the people named."""
    people = tuple(make_person(name) for name in who)
    mention = EventMention(
        type=type,
        kind=kind,
        mode=None,
        frame="test",
        trigger=Span(0, 4),
        sentence=Span(0, 10),
        participants=tuple(Participant(p, "participant", Span(0, 4)) for p in people),
        status=StatusReading(status),
    )
    interval = Interval(date.fromisoformat(day), date.fromisoformat(day), Precision.DAY) if day else None
    return DatedMention(
        id=ident,
        page=page,
        ordinal=0,
        mention=mention,
        entities=tuple(p.key for p in people),
        names=tuple(who),
        interval=interval,
        basis="explicit" if interval else None,
        date_reason=None,
        place=Place(place, "CHN") if place else None,
        words=frozenset(words.split()),
        as_of=interval,
    )
