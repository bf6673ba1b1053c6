"""What else dates a page without a date: ages, events named, anniversaries, days to come, and a weekday with its date.

In: a `Reading`. Out: `Clue`s. Offices and gatherings are left to `clues`; the days of birth and the events that news
name are data: `resources/dating/`.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from dateline.annotate.offices import persons_named
from dateline.config import RESOURCES
from dateline.dating.pagetop import top_sentences
from dateline.dating.stretches import FIRST, LAST, NEWS, OCCASION, PAST, Clue, merge, moved, ranged
from dateline.dating.tenures import tenure_clues
from dateline.lexicon import Row, lexicon, load_rows
from dateline.model.claims import Interval, Mention, MentionKind, Precision, Reading, TimeExpression
from dateline.model.text import Span

FOLDER = RESOURCES / "dating"
AROUND = timedelta(days=60)  # a date without a year is told of days within two months
HALF, YEAR = timedelta(days=183), timedelta(days=366)
OLDEST, LATEST = 1945, 2100  # years that a page may be of

_AGE_BEHIND = re.compile(r"(?:,\s+(?:who\s+is\s+|aged\s+)?|\s+\(|,?\s+who\s+is\s+)(\d{2})(?=\)|,|\.\s|\s+years\s+old)")
_AGE_BEFORE = re.compile(r"\b(\d{2})-year-old(?:\s+[\w'’-]+){0,4}\s+$")
_NOT_NOW = re.compile(r"\b(?:died|dies|dead|then|born|aged \d+ when)\b", re.IGNORECASE)


def hint_clues(reading: Reading) -> Iterator[Clue]:
    """Yield the clues of a page that does not say its date."""
    if reading.article.day is None:
        yield from age_clues(reading)
        yield from event_clues(reading)
        yield from anniversary_clues(reading)
        yield from future_clues(reading)
        yield from date_clues(reading)
        yield from tenure_clues(reading)


# --- ages ---------------------------------------------------------------------------------------------------------


def age_clues(reading: Reading) -> Iterator[Clue]:
    """Yield the year of life in which the page tells someone's age, for those whose day of birth is known."""
    seen: set[str] = set()
    for mention in reading.mentions:
        if mention.referent.kind is not MentionKind.PERSON or mention.form == "pronoun":
            continue
        found, name = _age_beside(mention, reading), mention.referent.name
        born = _born(name) if found is not None and name not in seen else None
        if found is None or born is None:
            continue
        seen.add(name)
        age = int(found.slice(reading.article.text))
        days = ranged(_birthday(born, age), moved(_birthday(born, age + 1), NEWS))
        yield Clue("age", f"{age}", (days,), f"{name}, born {born.isoformat()}, is {age}", PAST, found)


def _age_beside(mention: Mention, reading: Reading) -> Span | None:
    """Return where the text tells someone's age: "Ek, 61, said", "the 61-year-old Ek"."""
    text = reading.article.text
    sentence = next((s for s in reading.sentences if s.covers(mention.span)), None)
    if sentence is None or _NOT_NOW.search(sentence.slice(text)):
        return None
    match = _AGE_BEHIND.match(text, mention.span.end)
    match = match or _AGE_BEFORE.search(text[: mention.span.start], max(0, mention.span.start - 80))
    return Span(match.start(1), match.end(1)) if match else None


def _born(name: str) -> date | None:
    people = persons_named(name)
    return _births().get(people[0]) if len(people) == 1 else None


@lru_cache(maxsize=1)
def _births() -> Mapping[str, date]:
    return {row["person"]: _day(row, "born") for row in load_rows(FOLDER / "births.tsv")}


def _day(row: Row, cell: str) -> date:
    try:
        return date.fromisoformat(row[cell])
    except ValueError as error:
        raise row.error(f"{row[cell]!r} is no day") from error


def _birthday(born: date, age: int) -> date:
    return date(born.year + age, born.month, min(born.day, monthrange(born.year + age, born.month)[1]))


# --- events that news name ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An event known by name: the words for it, and its first day; `loose` words date only an anniversary."""

    name: str
    words: re.Pattern[str]
    day: date
    loose: bool


@lru_cache(maxsize=1)
def named_events() -> tuple[NamedEvent, ...]:
    """Return the events of the table, the latest first."""
    rows = load_rows(FOLDER / "events.tsv")
    made = (NamedEvent(r["name"], _pattern(r), _day(r, "day"), r["only"] == "anniversary") for r in rows)
    return tuple(sorted(made, key=lambda event: event.day, reverse=True))


def _pattern(row: Row) -> re.Pattern[str]:
    try:
        return re.compile(rf"(?<!\w)(?:{row['pattern']})(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise row.error(f"the pattern is none: {error}") from error


def event_clues(reading: Reading) -> Iterator[Clue]:
    """Yield the latest event that the page names: it cannot be older."""
    for event in named_events():
        match = None if event.loose else event.words.search(reading.article.text)
        if match is not None:
            days = Interval(event.day, LAST, Precision.RANGE)
            why = f"it names {event.name}, {event.day.isoformat()}"
            yield Clue("event", match.group(), (days,), why, PAST, Span(match.start(), match.end()))
            return


def anniversary_clues(reading: Reading) -> Iterator[Clue]:
    """Yield the time of an anniversary that the page tells: "the 40th anniversary of ...", "ten years after ..."."""
    text = reading.article.text
    for match in _anniversary().finditer(text):
        years = _number(match["nth"] or match["years"])
        event = next((e for e in named_events() if e.words.match(text, match.end())), None)
        if event is None or years is None or years < 1:
            continue
        centre = _birthday(event.day, years)
        days = ranged(moved(centre, -YEAR if match["nth"] else -HALF), moved(centre, HALF if match["nth"] else YEAR))
        why = f"it tells of {years} years since {event.name}, {event.day.isoformat()}"
        yield Clue("anniversary", match.group().strip(), (days,), why, OCCASION, Span(match.start(), match.end()))
        return


@lru_cache(maxsize=1)
def _anniversary() -> re.Pattern[str]:
    words = "|".join(sorted({*_ordinals(), *_cardinals()}, key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<nth>\d{{1,3}}(?:st|nd|rd|th)|{words})[- ]anniversary\s+(?:of\s+|since\s+)(?:the\s+)?"
        rf"|(?P<years>\d{{1,3}}|{words})\s+years\s+(?:after|since|on\s+from)\s+(?:the\s+)?)",
        re.IGNORECASE,
    )


def _ordinals() -> Mapping[str, int]:
    return lexicon("times").get("anniversaries", "ordinals")  # type: ignore[no-any-return]


def _cardinals() -> Mapping[str, int]:
    return lexicon("times").get("anniversaries", "cardinals")  # type: ignore[no-any-return]


def _number(words: str) -> int | None:
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else _ordinals().get(words.lower()) or _cardinals().get(words.lower())


# --- days told ----------------------------------------------------------------------------------------------------


def future_clues(reading: Reading) -> Iterator[Clue]:
    """Yield a clue for the earliest date, told in full and as yet to come: the page cannot be later."""
    told = [time for time in reading.times if _is_to_come(time, reading)]
    first = min(told, key=lambda time: (time.interval.end if time.interval else LAST, time.span.start), default=None)
    if first is not None and first.interval is not None:
        words = first.span.slice(reading.article.text)
        days = Interval(FIRST, first.interval.end, Precision.RANGE)
        yield Clue("future", words, (days,), f"{words} is told as yet to come", OCCASION, first.span)


_WILL = re.compile(r"\b(?:will|won't|(?:is|are) (?:due|scheduled|to)|plans? to)\b", re.IGNORECASE)
_WOULD = re.compile(r"\b(?:would|had|was|were|ago|promised|predicted)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:in|by|on|until|before)\s+(?:the\s+)?(?:(?:early|late|mid|end\s+of)[\s-])?$", re.IGNORECASE)


def _is_to_come(time: TimeExpression, reading: Reading) -> bool:
    """Say whether a date is surely told as one that lies ahead: "will open in 1990", "by the end of 1990"."""
    sure = time.kind == "date" and time.basis == "explicit" and time.interval is not None and time.direction == "future"
    text = reading.article.text
    if not sure or time.modifier not in (None, "BY") or not re.match(r"\d{4}(?:-|$)", time.value):
        return False
    if not _BY.search(text, max(0, time.span.start - 20), time.span.start) or text[time.span.end :][:1] == "/":
        return False
    if any(t.direction == "past" and t.interval == time.interval for t in reading.times):
        return False
    sentence = next((s for s in reading.sentences if s.covers(time.span)), None)
    words = sentence.slice(text) if sentence else ""
    return bool(_WILL.search(words)) and not _WOULD.search(words)


_WITH_DATE = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_NUMBERS = {"mon": 1, "tues": 2, "wednes": 3, "thurs": 4, "fri": 5, "satur": 6, "sun": 7}


def date_clues(reading: Reading) -> Iterator[Clue]:
    """Yield the years in which a date told with its weekday fell on that day: "on Friday, March 13"."""
    top = top_sentences(reading)
    for time in reading.times:
        words = time.span.slice(reading.article.text)
        value, named = re.fullmatch(r"XXXX-(\d\d)-(\d\d)", time.value), _WITH_DATE.search(words)
        if value is None or named is None:
            continue
        number = _NUMBERS[named.group(1).lower()]
        days = [day for day in _each_year(int(value[1]), int(value[2])) if day.isoweekday() == number]
        news = time.direction != "future" and any(s.covers(time.span) for s in top)
        told = tuple(ranged(day, day) for day in days) if news else ()
        near = merge(ranged(moved(day, -AROUND), moved(day, AROUND)) for day in days)
        if near:
            yield Clue("date", words, near, f"{words} was on that weekday", OCCASION, time.span, told)
            return


def _each_year(month: int, day: int) -> Iterator[date]:
    years = range(OLDEST, LATEST) if 1 <= month <= 12 and day >= 1 else ()
    return (date(year, month, day) for year in years if day <= monthrange(year, month)[1])
