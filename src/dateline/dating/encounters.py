"""Which known encounter of leaders a page tells as news, and which one a told month or year means.

In: a `Reading` of a page without a date, or an event with its days. Out: `Clue`s with the encounters' days, or the one
edition. Nobody's name alone dates a page: place or kind must agree with the table, and the weekday where one is told.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from dateline.annotate.editions import Edition
from dateline.annotate.encounters import Encounter, encounters_among, is_at
from dateline.annotate.gatherings import place_key
from dateline.annotate.offices import load_terms, offices_named, persons_named
from dateline.dating.pagetop import gathering_days, is_far, news_days, top_sentences, weekday_clues, weekday_of
from dateline.dating.stretches import OCCASION, Clue, merge, show
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import EventMention, Interval, MentionKind, Reading, Referent, Status, TimeExpression
from dateline.model.text import BlockKind, Span

HEAD = 2  # sentences in which names, place and weekday together tell an encounter that no verb of the codebook tells
RARE = 2  # encounters: whom the table has together more often have called each other more often than it knows
_REAL = (Status.OCCURRED, Status.ONGOING)
_CANCELLED = (Status.CANCELLED, Status.NOT_HELD)
_CALLS = ("phone-call", "video-call")
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_AND = re.compile(r"\s+and\s+(?:\w+\s+)?")
_IN = re.compile(r"\b(?:in|at|near|to)\s+$")


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of a page's top that may tell an encounter; `event` is None where only names stand together."""

    sentence: Span
    people: tuple[frozenset[str], ...]  # for each one named, who that may be in the tables
    event: EventMention | None = None

    @property
    def names(self) -> frozenset[str]:
        """All names of the tables that may be meant."""
        return frozenset().union(*self.people)

    def tells_of(self, who: Set[str]) -> bool:
        """Say whether each of them is named by words of his own: one "Kim" is not two."""
        return sum(1 for one in self.people if one & who) >= len(who)


def encounter_clues(reading: Reading) -> Iterator[Clue]:
    """Yield a clue with the days of the known encounters that the page may tell as its news, and one for a weekday."""
    if reading.article.day is not None:
        return
    for telling in _tellings(reading):
        pool = [e for e in encounters_among(telling.names) if telling.tells_of(e.who) and _agrees(e, telling, reading)]
        if not pool:
            continue
        editions = tuple(one.edition for one in pool)
        shown = ", ".join(f"{e.name}, {show(e.interval)}" for e in editions[:6]) + (" ..." if len(pool) > 6 else "")
        words = telling.sentence.slice(reading.article.text)
        span = telling.event.trigger if telling.event else telling.sentence
        days = merge(news_days(edition) for edition in editions)
        yield Clue("gathering", words, days, f"told as news of {shown}", OCCASION, span, editions=editions)
        yield from weekday_clues(reading, editions)
        return


def tells_news(event: EventMention, reading: Reading) -> bool:
    """Say whether nothing in the sentence tells the encounter as one of earlier days."""
    return _is_news(event.sentence, reading) and not _looks_back(Telling(event.sentence, (), event), reading)


def known_encounter(event: EventMention, within: Interval) -> Edition | None:
    """Return the one known encounter of the event's people at its place within the time, or None."""
    if event.kind in _CALLS or event.type != "CONSULT" or event.status.status not in _REAL or event.place is None:
        return None
    telling = Telling(event.sentence, _participants(event), event)
    found = [
        one.edition
        for one in encounters_among(telling.names)
        if one.held and telling.tells_of(one.who) and len(one.who) == len(telling.people)
        if within.start <= one.edition.interval.start and one.edition.interval.end <= within.end
        if is_at(one, {place_key(event.place.name)}, _countries(event))
    ]
    return found[0] if len(found) == 1 else None


# --- what the page's top tells ------------------------------------------------------------------------------------


def _tellings(reading: Reading) -> Iterator[Telling]:
    top = top_sentences(reading)
    for event in reading.events:
        told = event.type == "CONSULT" and event.status.status in (*_REAL, *_CANCELLED)
        if told and any(s.covers(event.trigger) for s in top) and _is_news(event.sentence, reading):
            yield Telling(event.sentence, _participants(event), event)
    for sentence in _head(reading):
        if _is_news(sentence, reading) and not _words_of(sentence, reading) & _lexicon("remote"):
            yield Telling(sentence, tuple(_may_be(one) for one in _opening_pair(sentence, reading)))


def _opening_pair(sentence: Span, reading: Reading) -> tuple[Referent, ...]:
    """Return the two people with whom the sentence opens, as its subject: "Mr Low and Mr Bat parted"."""
    people = [m for m in reading.mentions if m.referent.kind is MentionKind.PERSON and sentence.covers(m.span)]
    people.sort(key=lambda mention: mention.span.start)
    text = reading.article.text
    if len(people) < 2 or len(text[sentence.start : people[0].span.start].split()) > 1:
        return ()
    joined = _AND.fullmatch(text[people[0].span.end : people[1].span.start])
    return (people[0].referent, people[1].referent) if joined else ()


def _head(reading: Reading) -> tuple[Span, ...]:
    titles = _titles(reading)
    told = [s for s in reading.sentences if not any(t.covers(s) for t in titles)]
    return tuple(told[:HEAD])


def _titles(reading: Reading) -> tuple[Span, ...]:
    kinds = (BlockKind.TITLE, BlockKind.SUBTITLE)
    return tuple(b.span for b in reading.article.blocks if b.kind in kinds)


def _is_news(sentence: Span, reading: Reading) -> bool:
    """Say whether nothing in the sentence looks back: no year, no earlier month, no anniversary."""
    if any(is_far(time, None) for time in reading.times if sentence.covers(time.span)):
        return False
    return not _words_of(sentence, reading) & _lexicon("remembrance")


def _words_of(sentence: Span, reading: Reading) -> frozenset[str]:
    return frozenset(fold(sentence.slice(reading.article.text)).split())


@lru_cache(maxsize=4)
def _lexicon(key: str) -> frozenset[str]:
    return lexicon("gatherings").words(key)


def _participants(event: EventMention) -> tuple[frozenset[str], ...]:
    people = {p.referent.key: p.referent for p in event.participants}
    return tuple(found for one in people.values() if (found := _may_be(one)))


def _may_be(who: Referent) -> frozenset[str]:
    """Return who a person or the holder of an office ("the Latvian president") may be in the tables."""
    if who.qualifier in ("former", "late") or who.kind not in (MentionKind.PERSON, MentionKind.OFFICE):
        return frozenset()
    if named := persons_named(who.name):
        return frozenset(named)
    terms = load_terms().by_office
    offices = offices_named(who.office or "") if who.country else ()
    return frozenset(t.person for office in offices for t in terms.get((who.country or "", office), ()))


# --- what must agree ----------------------------------------------------------------------------------------------


def _agrees(one: Encounter, telling: Telling, reading: Reading) -> bool:
    event = telling.event
    weekday = _weekday_agrees(one, telling, reading)
    if _looks_back(telling, reading):
        return False
    if weekday is False or _month_day_agrees(one, telling, reading) is False:
        return False
    if one.kind == "call":
        rare = len(encounters_among(one.who)) <= RARE
        return event is not None and event.kind in _CALLS and rare and weekday is True
    cancelled = event is not None and event.status.status in _CANCELLED
    if event is not None and (event.kind in _CALLS or cancelled != (one.kind == "cancelled")):
        return False
    if one.kind == "cancelled" and event is None:
        return False
    return _place_agrees(one, telling, reading, sure=weekday is True) and (event is not None or weekday is True)


def _looks_back(telling: Telling, reading: Reading) -> bool:
    """Say whether the encounter is told as what was before ("when they first met"), with no day of its own."""
    times = _own_times(telling, reading)
    if any(weekday_of(time) or _MONTH_DAY.match(time.value) for time in times):
        return False
    before = any(time.value.startswith(("PAST_REF", "ANCHOR")) for time in times)
    return before or bool(_words_of(telling.sentence, reading) & _lexicon("backward"))


def _own_times(telling: Telling, reading: Reading) -> tuple[TimeExpression, ...]:
    """The times of the event itself; those of the sentence where none is read in it, or tells that it is called off."""
    if telling.event is not None and telling.event.status.status not in _CANCELLED:
        return telling.event.times
    return tuple(time for time in reading.times if telling.sentence.covers(time.span))


def _weekday_agrees(one: Encounter, telling: Telling, reading: Reading) -> bool | None:
    """Say whether the sentence's weekday, else the top's first, is a day of it; None where none is told."""
    days = [t for t in reading.times if weekday_of(t) and t.direction != "future"]
    own = next((t for t in days if t in _own_times(telling, reading)), None)
    if own is None and telling.event is None:
        return False
    top = top_sentences(reading)
    told = own or next((t for t in days if any(s.covers(t.span) for s in top)), None)
    if told is None:
        return None
    found = gathering_days(one.edition, _number(told))
    within = one.edition.interval
    return any(within.start <= day <= within.end for day in found) if own else bool(found)


def _number(time: TimeExpression) -> int:
    match = weekday_of(time)
    return int(match[1]) if match else 0


def _month_day_agrees(one: Encounter, telling: Telling, reading: Reading) -> bool | None:
    """Say whether a day and month of the sentence is one of its days; None where none is told."""
    times = [t for t in reading.times if telling.sentence.covers(t.span)]
    told = [(int(m[1]), int(m[2])) for t in times if (m := _MONTH_DAY.match(t.value))]
    within = one.edition.interval
    known = {(d.month, d.day) for d in (within.start, within.end)}
    return None if not told else bool(known & set(told))


def _place_agrees(one: Encounter, telling: Telling, reading: Reading, *, sure: bool) -> bool:
    """The event's own place decides, else a city of its sentence, else the dateline's, else the page's first lines."""
    event = telling.event
    if event is not None and event.place is not None:
        return is_at(one, {place_key(event.place.name)}, _countries(event) if sure else frozenset())
    inside = _cities(telling.sentence, reading)
    told = inside or ({place_key(reading.article.dateline.split(",")[0])} if reading.article.dateline else set())
    if told and is_at(one, told):
        return True
    spans = (telling.sentence,) if inside else (telling.sentence, *_titles(reading), *_head(reading))
    return any(_names_city(one, span, reading) for span in spans)


def _countries(event: EventMention) -> frozenset[str]:
    """The event's place where it is a country: "met in Iceland"."""
    place = event.place
    return frozenset({place.country}) if place and place.precision == "country" and place.country else frozenset()


def _cities(span: Span, reading: Reading) -> set[str]:
    inside = [m.referent for m in reading.mentions if span.covers(m.span) and m.referent.kind is MentionKind.PLACE]
    return {place_key(one.place.name) for one in inside if one.place and one.place.precision == "city"}


def _names_city(one: Encounter, span: Span, reading: Reading) -> bool:
    """Say whether the encounter's city stands in the text as a place, not as its government ("Moscow denied it")."""
    text, city = reading.article.text, one.edition.city
    states = [m.span for m in reading.mentions if m.referent.kind is MentionKind.COUNTRY]
    for match in re.finditer(rf"\b{re.escape(city or '-')}\b", text[span.start : span.end], re.IGNORECASE):
        found = Span(span.start + match.start(), span.start + match.end())
        before = text[max(0, found.start - 8) : found.start]
        if _IN.search(before) or not any(state.overlaps(found) for state in states):
            return True
    return False
