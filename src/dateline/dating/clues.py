"""What a page without a date shows of its day: offices, gatherings with weekdays, past years, linked reports.

In: a `Reading`. Out: `Clue`s, each with the days of publication that it allows and the words that it rests on. What
follows from all of them together is left to `dateline.dating.constraints`.
"""

import re
from calendar import month_abbr, monthrange
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache

from dateline.annotate.editions import Edition
from dateline.annotate.gatherings import editions, load_gatherings, place_key, series_of
from dateline.annotate.offices import FOLDER, Term, offices_named, terms_of
from dateline.annotate.places import split_dateline
from dateline.dating.counting import REAL
from dateline.dating.encounters import encounter_clues, tells_news
from dateline.dating.hints import hint_clues
from dateline.dating.pagetop import is_far, news_days, top_sentences, weekday_clues, weekday_of
from dateline.dating.stretches import (
    FIRST,
    LAST,
    LEAD,
    LINKED,
    NEWS,
    OCCASION,
    PAST,
    SLACK,
    TITLED,
    UNTITLED,
    WEEK,
    Clue,
    merge,
    moved,
    ranged,
    show,
)
from dateline.dating.summitcity import city_clues
from dateline.lexicon import load_table
from dateline.model.claims import Interval, Mention, MentionKind, Precision, Reading, Referent, TimeExpression
from dateline.model.text import BlockKind, Span

_HELD_IN = re.compile(r"[^.!?\n]*\b(?:in|at)\s+(?:the\s+)?[^.!?\n]{0,30}$")


def collect_clues(reading: Reading) -> tuple[Clue, ...]:
    """Return all clues of a reading, its own date aside.

    Who is named without a title may not be in office yet, or no more: that only helps to choose among gatherings.
    """
    occasion = tuple(occasion_clues(reading))
    offices = (clue for clue in office_clues(reading) if clue.trust == TITLED or occasion)
    offices = (clue for clue in offices if not _is_buried(clue, occasion))
    found = (
        *offices,
        *past_clues(reading),
        *dateline_clues(reading),
        *occasion,
        *news_clues(reading),
        *told_clues(reading),
    )
    return (*found, *hint_clues(reading))


def news_clues(reading: Reading) -> Iterator[Clue]:
    """Yield the day that the top of a page with a date tells of: its news, where it names one in the week before."""
    page = reading.article.day
    if page is None:
        return
    top = top_sentences(reading)[:LEAD]
    for time in reading.times:
        day = time.interval
        if day is None or day.start != day.end or not any(span.covers(time.span) for span in top):
            continue
        if time.modifier is None and 0 <= (page - day.start).days <= WEEK.days:
            words = time.span.slice(reading.article.text)
            yield Clue("news", words, (ranged(FIRST, LAST),), f"its news is of {words}", UNTITLED, time.span, (day,))
            return


def told_clues(reading: Reading) -> Iterator[Clue]:
    """Yield the full date on which the first encounter that a page without a date tells took place: its news."""
    met = (e for e in reading.events if e.type == "CONSULT" and e.status.status in REAL and not e.headline)
    first = next(met, None)
    if reading.article.day is not None or first is None:
        return
    if not any(s.covers(first.trigger) for s in top_sentences(reading)[:LEAD]):
        return
    for time in first.times:
        day = time.interval
        if day is not None and day.start == day.end and time.basis == "explicit" and time.modifier is None:
            words = time.span.slice(reading.article.text)
            days = (ranged(day.start, moved(day.start, WEEK)),)
            yield Clue("told", words, days, f"its news is of {words}", UNTITLED, time.span, (day,))
            return


def _is_buried(clue: Clue, occasion: Sequence[Clue]) -> bool:
    """Say whether an office is that of the one at whose funeral the page is: it does not end with its news."""
    rites = (e.name for one in occasion for e in one.editions if e.name.startswith(("Funeral of", "Memorial of")))
    who = clue.explanation.partition(" is called ")[0]
    return any(name.endswith(who) for name in rites)


def linked_clues(linked: Sequence[Interval]) -> Iterator[Clue]:
    """Yield the clue that other reports' times of the same event give, any of them: this page tells it as news."""
    if linked:
        days = merge(ranged(one.start, moved(one.end, NEWS)) for one in linked)
        told = " or ".join(show(one) for one in linked)
        yield Clue("linked", "", days, f"another report puts the event on {told}", LINKED, told=tuple(linked))


# --- offices ------------------------------------------------------------------------------------------------------


def office_clues(reading: Reading) -> Iterator[Clue]:
    """Yield a clue for each person whom the page names with an office of the tables."""
    counts = Counter(mention.referent.key for mention in reading.mentions)
    seen: set[str] = set()
    for mention in reading.mentions:
        who = mention.referent
        if who.kind != MentionKind.PERSON or who.key in seen or not who.office:
            continue
        seen.add(who.key)
        clue = office_clue(who, mention.span, mention.span.slice(reading.article.text), counts[who.key])
        if clue is not None and (clue.trust == TITLED or who.name in reading.article.text):
            yield clue


def office_clue(who: Referent, span: Span | None = None, words: str = "", weight: int = 1) -> Clue | None:
    """Return the days on which the person may be called by the office, or None where no table knows the term."""
    terms = [term for term in terms_of(who.name) if _same_office(term, who)]
    if not terms or len({term.person for term in terms}) > 1:
        return None
    days = merge(stretch for term in terms for stretch in _term_days(term, who.qualifier))
    if not days:
        return None
    trust = TITLED if who.title or who.qualifier else UNTITLED
    shown = ", ".join(show(one) for one in days)
    called = f"{who.qualifier} {who.office}" if who.qualifier else f"{who.office}"
    why = f"{who.name} is called {called}: {shown}"
    seat = "" if who.qualifier or terms[0].office in _shared() else f"{terms[0].country} {terms[0].office}"
    return Clue("office", words or who.name, days, why, trust, span, weight=weight, seat=seat)


def _same_office(term: Term, who: Referent) -> bool:
    if who.country and term.country != who.country:
        return False
    return any(term.office in offices_named(told) for told in (who.office, who.title) if told)


@lru_cache(maxsize=1)
def _shared() -> frozenset[str]:
    return load_table(FOLDER / "kinds.toml").words("shared")


def _term_days(term: Term, qualifier: str | None) -> Iterator[Interval]:
    end = moved(term.end.end, SLACK) if term.end else LAST
    if qualifier == "former":
        if term.end:
            yield Interval(term.end.start, LAST, Precision.RANGE)
    elif qualifier in ("-elect", "elect"):
        yield ranged(term.elected or moved(term.start.start, timedelta(days=-120)), moved(term.start.end, SLACK))
    elif qualifier != "late":
        yield ranged(term.start.start, end)


# --- years that are over ------------------------------------------------------------------------------------------


def past_clues(reading: Reading) -> Iterator[Clue]:
    """Yield a clue for the latest date, told in full and as past: the page cannot be older."""
    text = reading.article.text
    told = [t for t in reading.times if _is_past(t) and _IN.search(text, max(0, t.span.start - 20), t.span.start)]
    if told:
        latest = max(told, key=lambda time: (time.interval.start if time.interval else FIRST, -time.span.start))
        assert latest.interval is not None
        words = latest.span.slice(reading.article.text)
        days = Interval(latest.interval.start, LAST, Precision.RANGE)
        yield Clue("past", words, (days,), f"{words} is told as past", PAST, latest.span)


def _is_past(time: TimeExpression) -> bool:
    sure = time.kind == "date" and time.basis == "explicit" and time.interval is not None
    return sure and (time.modifier == "SINCE" or (time.direction == "past" and time.modifier is None))


_IN = re.compile(r"\b(?:in|on|since|during|from|of)\s+(?:the\s+)?$", re.IGNORECASE)
"""What stands before a year that dates something; "a 1988 budget" may be passed before 1988."""


# --- gatherings ---------------------------------------------------------------------------------------------------


def occasion_clues(reading: Reading) -> Iterator[Clue]:
    """Yield a clue for the gathering that the page reports from, and one for each weekday told of it."""
    named = [m for m in reading.mentions if m.referent.kind == MentionKind.GATHERING and m.form != "pronoun"]
    series = _occasion(reading, named)
    if series is None:
        known = tuple(_bilateral_clues(reading)) or tuple(encounter_clues(reading))
        yield from known or city_clues(reading, named)
        return
    mentions = [m for m in named if series_of(m.referent.name) == series]
    pool = _at_place(editions(series), list(_places(reading, mentions)))
    pool = _where_told(pool, reading) or (_where_filed(pool, reading) if pool == editions(series) else pool)
    days = merge(news_days(edition) for edition in pool)
    if not days:
        return
    first = mentions[0]
    words = first.span.slice(reading.article.text)
    shown = ", ".join(f"{e.city or e.country} {show(e.interval)}" for e in pool[:6]) + (" ..." if len(pool) > 6 else "")
    yield Clue("gathering", words, days, f"told as news of {series}: {shown}", OCCASION, first.span, editions=pool)
    yield from weekday_clues(reading, pool)


def _bilateral_clues(reading: Reading) -> Iterator[Clue]:
    """Yield a clue for a summit of two or three states known by the place and the sides of the page's first encounter.

    "Talks in Helsinki" of the American and Russian presidents can only be those that the tables have there.
    """
    top = top_sentences(reading)
    for event in reading.events:
        if event.type != "CONSULT" or event.place is None or event.place_span is None or len(event.participants) < 2:
            continue
        if not tells_news(event, reading):
            continue
        sides = {p.referent.country for p in event.participants if p.referent.country}
        city = place_key(event.place.name)
        pool = tuple(
            e for e in _between(frozenset(sides)) if city in (place_key(e.city or "-"), place_key(e.venue or "-"))
        )
        if pool and any(s.covers(event.trigger) for s in top):
            words = event.place_span.slice(reading.article.text)
            shown = ", ".join(f"{e.name} {show(e.interval)}" for e in pool[:6])
            days = merge(news_days(edition) for edition in pool)
            yield Clue("gathering", words, days, f"told as news of {shown}", OCCASION, event.place_span, editions=pool)
            yield from weekday_clues(reading, pool)
            return


@lru_cache(maxsize=64)
def _between(sides: frozenset[str]) -> tuple[Edition, ...]:
    """Return the summits of the tables that just these two or three states held with each other."""
    known = load_gatherings()
    now = {"RUS" if side == "SUN" else side for side in sides}
    names = [one.id for one in known.series.values() if 2 <= len(one.members) <= 3 and set(one.members) == now]
    return tuple(edition for name in names for edition in known.editions.get(name, ()))


_DATELINE_DAY = re.compile(
    r"\b(?:(?P<m1>[A-Z][a-z]{2})[a-z]*\.?\s+(?P<d1>\d{1,2})|(?P<d2>\d{1,2})\s+(?P<m2>[A-Z][a-z]{2})[a-z]*)\b"
)
_MONTHS = {name: number for number, name in enumerate(month_abbr) if name}
_OLDEST, _LATEST = 1945, 2100  # years that a page may be of


def dateline_clues(reading: Reading) -> Iterator[Clue]:
    """Yield a clue for the day and month of a dateline that gives no year: "PARIS, Nov 4 (Agency)"."""
    for block in reading.article.blocks:
        if block.kind is not BlockKind.DATELINE:
            continue
        words = block.span.slice(reading.article.text)
        match = _DATELINE_DAY.search(words)
        month = _MONTHS.get((match["m1"] or match["m2"]) if match else "")
        if match is None or month is None:
            continue
        number = int(match["d1"] or match["d2"])
        days = tuple(_day_of_years(month, number))
        if days:
            yield Clue("dateline", match.group(), days, f"the dateline says {match.group()}", TITLED, block.span)
            yield from _filed_on_weekday(reading, days)
        return


def _filed_on_weekday(reading: Reading, days: Sequence[Interval]) -> Iterator[Clue]:
    """Yield the years in which the dateline's day was the weekday that the page's top tells of, or the one after."""
    top = top_sentences(reading)
    for time in reading.times:
        match = weekday_of(time)
        if match is None or time.direction == "future" or not any(s.covers(time.span) for s in top):
            continue
        number = int(match[1])
        fits = tuple(d for d in days if number in (d.start.isoweekday(), moved(d.start, timedelta(-1)).isoweekday()))
        words = time.span.slice(reading.article.text)
        told = tuple({ranged(day, day) for one in fits for day in (_last(one.start, number),)})
        why = f"the dateline's day was {words} or the day after"
        yield Clue("weekday", words, fits, why, OCCASION, time.span, told)
        return


def _last(day: date, number: int) -> date:
    """Return the last day of that weekday, this one or before."""
    return moved(day, -timedelta((day.isoweekday() - number) % 7))


def _day_of_years(month: int, day: int) -> Iterator[Interval]:
    """Yield the day in each year, with the one after it: a story of one day may come out on the next."""
    for year in range(_OLDEST, _LATEST):
        if day <= monthrange(year, month)[1] and day > 0:
            first = date(year, month, day)
            yield ranged(first, moved(first, timedelta(days=1)))


def _occasion(reading: Reading, named: Sequence[Mention]) -> str | None:
    """The series that the page's top names without a date of its own, else one it names together with a weekday."""
    tops = top_sentences(reading)
    for mention in named:
        sentence = next((s for s in reading.sentences if s.covers(mention.span)), None)
        series = series_of(mention.referent.name)
        if sentence is None or series is None or not editions(series):
            continue
        times = [time for time in reading.times if sentence.covers(time.span)]
        if any(is_far(time, reading.article.day) for time in times):
            continue
        if sentence in tops or any(weekday_of(time) for time in times):
            return series
    return None


def _places(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Referent]:
    """Where the gathering is held, as told: "the summit in Lima", "the Lima summit", or the place of its events."""
    text = reading.article.text
    sites = [m for m in reading.mentions if m.referent.place is not None and m.form == "name"]
    for mention in mentions:
        if mention.referent.place is not None:
            yield mention.referent
        for site in sites:
            between = text[mention.span.end : site.span.start]
            if 0 < len(between) < 60 and _HELD_IN.match(between):
                yield site.referent
    series = {m.referent.key for m in mentions}
    for event in reading.events:
        if event.gathering is not None and event.gathering.key in series and event.place is not None:
            yield Referent("", MentionKind.PLACE, event.place.name, country=event.place.country, place=event.place)


def _at_place(pool: tuple[Edition, ...], sites: Sequence[Referent]) -> tuple[Edition, ...]:
    """The editions held at one of the places; all where none was, since the place may be told of something else."""
    cities = {place_key(site.name) for site in sites}
    found = tuple(e for e in pool if {place_key(e.city or "-"), place_key(e.venue or "-")} & cities)
    if found:
        return found
    countries = {site.place.country for site in sites if site.place is not None}
    return tuple(e for e in pool if e.country in countries) or pool


def _where_told(pool: tuple[Edition, ...], reading: Reading) -> tuple[Edition, ...]:
    """The editions held in the city of the page's first encounters, which are told with the gathering."""
    top = top_sentences(reading)
    told = (e for e in reading.events if e.type == "CONSULT" and e.place is not None and tells_news(e, reading))
    cities = {place_key(e.place.name) for e in told if e.place and any(s.covers(e.trigger) for s in top)}
    return tuple(e for e in pool if {place_key(e.city or "-"), place_key(e.venue or "-")} & cities)


def _where_filed(pool: tuple[Edition, ...], reading: Reading) -> tuple[Edition, ...]:
    """The editions held in the city that the page's dateline names; all where none was."""
    city = place_key(split_dateline(reading.article.dateline or "-")[0])
    return tuple(e for e in pool if place_key(e.city or "-") == city) or pool


# --- sets of days -------------------------------------------------------------------------------------------------
