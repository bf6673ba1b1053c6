"""What pages tell of happenings that time is counted from, and that are no events of the record: elections, coups.

In: a reading and its page's days. Out: `Occasion`s with their days, and the key of the one that an anchor names ("two
weeks after *the election*"), by which pages find each other. What follows is left to `dateline.dating.counted`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.annotate.dates import anchor_time
from dateline.annotate.namesakes import weigh_countries
from dateline.dating.anchors import anchor_days
from dateline.dating.counting import count_from
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Interval, Mention, MentionKind, Reading, TimeExpression
from dateline.model.text import Span

WORDS = 6
"""Words between a happening and its day: "the election was held in Peru on Sunday" has five."""

LONGEST = 31
"""Days: from a time longer than a month nothing is counted."""

BEFORE, BEHIND = 45, 40
"""Characters around a happening's word among which its country or town stands: "Peru's presidential election"."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """A happening as one page tells it: its key, its days, and the words from which both were taken."""

    key: str
    days: Interval
    words: str


def find_occasions(reading: Reading, page: Interval | None) -> tuple[Occasion, ...]:
    """Return the happenings of which the page tells the day, each once."""
    found: dict[Occasion, None] = {}
    for sentence in reading.sentences:
        text = sentence.slice(reading.article.text)
        for match in _words().finditer(text):
            noun = Span(sentence.start + match.start(), sentence.start + match.end())
            days = _days_told(noun, sentence, reading, page)
            key = _key(noun, sentence, reading) if days is not None else None
            if days is not None and key is not None:
                found[Occasion(key, days, text)] = None
    return tuple(found)


def occasion_key(anchor: Span, reading: Reading) -> str | None:
    """Return the key of the happening that an anchor names, None where it names none or leaves open whose it was."""
    sentence = next((s for s in reading.sentences if s.overlaps(anchor)), None)
    match = _words().search(anchor.slice(reading.article.text))
    if sentence is None or match is None:
        return None
    return _key(Span(anchor.start + match.start(), anchor.start + match.end()), sentence, reading)


def _days_told(noun: Span, sentence: Span, reading: Reading, page: Interval | None) -> Interval | None:
    """Return the one time that stands beside the word, closed against the page's days."""
    times = [t for t in reading.times if sentence.covers(t.span) and t.kind == "date" and _is_beside(t, noun, reading)]
    if len(times) != 1 or times[0].value.startswith(("PRESENT", "PAST", "FUTURE")):
        return None
    time = times[0]
    if time.modifier is not None or (time.anchor is not None and time.anchor.overlaps(noun)):
        return None
    found = time.interval or _close(time, reading, page)
    return found if found is not None and (found.end - found.start).days <= LONGEST else None


def _close(time: TimeExpression, reading: Reading, page: Interval | None) -> Interval | None:
    """Return the days of a time that the page leaves open: counted from what it tells besides, or from its own days."""
    if time.value.startswith("ANCHOR"):
        told = anchor_days(time, reading, page)
        return count_from(time, told[0], page) if told is not None else None
    closed = anchor_time(time, page) if page is not None else None
    return closed[0] if closed else None


def _is_beside(time: TimeExpression, noun: Span, reading: Reading) -> bool:
    first, last = sorted((time.span, noun), key=lambda span: span.start)
    between = reading.article.text[first.end : last.start]
    words = re.findall(r"[\w'’-]+", between.lower())
    apart = lexicon("occasions").words("apart", "words")
    return len(words) <= WORDS and not re.search(r"[.;:!?\"“”]", between) and apart.isdisjoint(words)


def _key(noun: Span, sentence: Span, reading: Reading) -> str | None:
    kind = _kinds()[" ".join(noun.slice(reading.article.text).lower().split())]
    if kind in lexicon("occasions").lists("personal"):
        who = _person_before(noun, sentence, reading)
        return f"{kind}|{who}" if who else None
    near = _named_near(noun, sentence, reading)
    if kind in lexicon("occasions").lists("local"):
        towns = [m for m in near if m.referent.kind == MentionKind.PLACE]
        return f"{kind}|{fold(towns[0].referent.name)}" if towns else None
    country = next((m.referent.country for m in near if m.referent.country), None) or _most_named(reading)
    return f"{kind}|{country}" if country else None


def _person_before(noun: Span, sentence: Span, reading: Reading) -> str | None:
    """Return the key of whom the words before tell it of, the nearest: "*Ana Ek* was elected"."""
    people = [
        m.referent
        for m in reading.mentions
        if m.referent.kind == MentionKind.PERSON and not m.referent.unnamed and sentence.covers(m.span)
        if noun.start - BEFORE <= m.span.end <= noun.start
    ]
    return people[-1].key if people else None


def _named_near(noun: Span, sentence: Span, reading: Reading) -> list[Mention]:
    """Return the countries and places that stand around the word, the nearest first."""
    reach = Span(max(sentence.start, noun.start - BEFORE), min(sentence.end, noun.end + BEHIND))
    kinds = (MentionKind.COUNTRY, MentionKind.PLACE)
    found = [m for m in reading.mentions if m.referent.kind in kinds and reach.covers(m.span) and m.form != "pronoun"]
    return sorted(found, key=lambda m: _gap(m.span, noun))


def _gap(span: Span, noun: Span) -> int:
    return noun.start - span.end if span.end <= noun.start else span.start - noun.end


def _most_named(reading: Reading) -> str | None:
    """Return the country that the page names most, if it is one: a page of Peru means Peru's election."""
    shares = weigh_countries(m.referent.country for m in reading.mentions)
    most = [country for country, share in shares.items() if share == 1]
    return most[0] if len(most) == 1 else None


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, str]:
    table = lexicon("occasions")
    groups = {**table.lists("national"), **table.lists("local"), **table.lists("personal")}
    return {word: kind for kind, words in groups.items() for word in words}


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    longest = sorted(_kinds(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest) + r")\b", re.IGNORECASE)


__all__ = ["Occasion", "find_occasions", "occasion_key"]
