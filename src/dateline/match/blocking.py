"""Keys under which mentions that may tell one event meet, so that not every pair is compared.

In: a `DatedMention`. Out: its keys. Two mentions are compared only if they share a key; adding a page touches only
the blocks of its keys.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Basis, Interval, Precision, Status, TimeExpression
from dateline.model.record import DatedMention

LONGEST = 36
"""Months beyond which an interval tells too little to look for its match outside its own page by its months."""

ASKS, ANSWERS = ">", "<"
"""What the keys of mentions begin with of which the first meet one another and the second only the first: undated and
dated ones by weekday, deeds of people described and of people named by their pages' words."""


def block_keys(mention: DatedMention) -> tuple[str, ...]:
    """Return the mention's keys: its page, and type, pair of participants by last name and month it may lie in.

    A page without a date still tells its news of a weekday: that is a key too, of what is dated and of what is not.
    """
    kind = mention.mention.type
    groups = pairs_in(mention)
    times = [*_times(mention)]
    weekday = told_weekday(mention)
    across = [f"{sign}{kind}|{group}|{time}" for group in groups for sign, time in times]
    if weekday:
        sign = ASKS if is_loose(mention) else ANSWERS
        across += [f"{sign}{kind}|{group}|W{weekday}" for group in groups]
    return (f"{kind}|{mention.page}", *across, *described_keys(mention), *place_keys(mention))


def pairs_in(mention: DatedMention) -> list[str]:
    """Return the pairs of those who take part, by last names as keys have them; one who stands alone by himself."""
    people = sorted({_short(name) for name in mention.names})
    return ["+".join(pair) for pair in combinations(people, 2)] if len(people) > 1 else people


WITHIN, ALIKE = "(", "="
"""What the keys begin with of a deed of a month or more: those under which it meets deeds of a day, and its like."""

SPANS = ((45, 1), (140, 3), (LONGEST * 31, 12))
"""Of deeds told of at most so many days, those meet whose middles lie in one stretch of so many months."""


def _times(mention: DatedMention) -> Iterator[tuple[str, str]]:
    """Yield when a mention may lie, as keys do: signs and months.

    Of a deed that is told of a month or a year, only the calendar's month, quarter or year counts in which its middle
    lies. "Shelled the border villages last month" is told month after month, each time of days that meet those of the
    month before: without such bounds all of them, and what is told of single days between, would be one chain, which
    grows with the ledger and is gone through for every page more.
    """
    interval = mention.interval or days_off(mention)
    if interval is None:
        return
    days = (interval.end - interval.start).days
    if mention.mention.type == "CONSULT" or days <= LONG:
        yield from (("", month) for month in _months(_reached(mention, interval)))
        return
    months = next((months for most, months in SPANS if days <= most), 12)
    middle = interval.start + timedelta(days // 2)
    stretch = _stretch(f"{middle:%Y-%m}", months)
    inside = [month for month in _months(interval) if _stretch(month, months) == stretch]
    if inside:
        yield ALIKE, f"{months}:{stretch}"
        yield from ((WITHIN, month) for month in inside)


def _reached(mention: DatedMention, interval: Interval) -> Interval:
    """Return the days of an encounter with those before them of which its page may tell without saying so."""
    if mention.mention.type != "CONSULT" or mention.basis != Basis.PUBLICATION:
        return interval
    return replace(interval, start=interval.start - timedelta(EARLIER if mention.mention.sequel in BEFORE else NEWS))


OFF = frozenset({Status.CANCELLED, Status.POSTPONED, Status.NOT_HELD})

SOON = 45
"""Days after its page within which that lies which is called off without a day: plans are told weeks ahead."""


def days_off(mention: DatedMention) -> Interval | None:
    """Return the days in which that was to be which a mention calls off without telling its day; else None."""
    day = mention.as_of
    if mention.mention.type != "CONSULT" or mention.interval is not None or mention.mention.status.status not in OFF:
        return None
    if day is None or (day.end - day.start).days > FEW:
        return None
    return Interval(day.start, day.end + timedelta(SOON), Precision.RANGE)


BEFORE = ("earlier", "previously")
"""What an encounter is told with that was some days before: "he had earlier met"."""

EARLIER = 7
"""Days by which it may have been before."""


def _stretch(month: str, months: int) -> str:
    """Return the first month of the month, quarter or year in which a month lies."""
    first = (int(month[5:]) - 1) // months * months + 1
    return f"{month[:5]}{first:02d}"


PLAIN, NAMED = "[", "]"
"""What the keys begin with of deeds of people without a name, and of all others, where they meet by place and day."""


def place_keys(mention: DatedMention) -> tuple[str, ...]:
    """Return the keys of a deed's town and days, under which one that names nobody finds the others: gunmen, a toll.

    Those that name somebody do not meet one another there: a capital sees too much in a day.
    """
    place = mention.place
    if mention.mention.type == "CONSULT" or place is None or place.precision == "country":
        return ()
    sign = PLAIN if all(p.referent.unnamed for p in mention.mention.participants) else NAMED
    where = place.geonames_id or fold(place.name)
    return tuple(f"{sign}{mention.mention.type}|@{where}|{day}" for day in _days(mention, FEW))


TERMS = 3
"""The most telling words of its page under which a deed of people without a name is looked for: of 198 links between
the pages of bench/samples/deeds.tsv the names alone find 98, one word more 195."""

LONG = 14
"""Days from which on a deed tells too little of its time to be looked for by its page's words."""

FEW = 3
"""Days up to which a deed is looked for by its place."""

NEWS = 2
"""Days before its printing of which a page may tell without saying so: on 688 Reuters stories the next day's reports
of one meeting stood apart without this."""


def described_keys(mention: DatedMention) -> tuple[str, ...]:
    """Return the keys of a deed of people whom pages only describe, in other words each: its page's words and week.

    Deeds of those who have a name answer them, where a state or a body may have done what "warplanes" or "gunmen" did.
    """
    told = mention.mention
    if told.type == "CONSULT":
        return ()
    described = any(p.referent.unnamed for p in told.participants)
    if not described and told.type not in lexicon("parties").words("answering"):
        return ()
    sign = ASKS if described else ANSWERS
    weeks = _weeks(mention)
    return tuple(f"{sign}{told.type}|~{term}|{week}" for term in mention.about[:TERMS] for week in weeks)


def _weeks(mention: DatedMention) -> list[str]:
    """Return the weeks that a mention may lie in."""
    return sorted({f"{day:%G-W%V}" for day in _days(mention, LONG)})


def _days(mention: DatedMention, most: int) -> list[date]:
    """Return the days that a mention may lie in, from two before its page where only that dates it; none of many."""
    interval = mention.interval
    if interval is None or (interval.end - interval.start).days > most:
        return []
    first = interval.start - timedelta(NEWS if mention.basis == Basis.PUBLICATION else 0)
    return [first + timedelta(number) for number in range((interval.end - first).days + 1)]


ANY = "*"
"""What stands for the day in the keys of encounters that are told as news without one."""

SEEKS, FOUND = "?", "!"
"""What the keys begin with under which an encounter of an undated page seeks dated reports, and these are found."""


def seeking_keys(mention: DatedMention) -> tuple[str, ...]:
    """Return the keys under which an encounter that its page cannot date seeks dated reports: pair and weekday or day.

    Those reports answer under `answering_keys`; that a page seeks stays so when it has been found. News that is told
    with no time at all seeks what other pages tell as news of the pair.
    """
    return _by_day(SEEKS, mention, told_days(mention) or {ANY})


def answering_keys(mention: DatedMention) -> tuple[str, ...]:
    """Return the keys of `seeking_keys` that a mention of one sure day answers."""
    day = mention.interval
    if day is None or day.start != day.end or mention.linked:
        return ()
    told = {f"W{day.start.isoweekday()}", f"{day.start:%m-%d}"}
    return _by_day(FOUND, mention, told | {ANY} if is_news(mention) else told)


def is_news(mention: DatedMention) -> bool:
    """Say whether a page of a known day tells what came on a day of the week before it."""
    day, page = mention.interval, mention.as_of
    if day is None or page is None or (page.end - page.start).days > FEW:
        return False
    return day.start == day.end and timedelta(0) <= page.end - day.start <= timedelta(EARLIER)


def _by_day(sign: str, mention: DatedMention, days: Iterable[str]) -> tuple[str, ...]:
    if mention.mention.type != "CONSULT" or len(mention.names) < 2:
        return ()
    pairs = combinations(sorted({_short(name) for name in mention.names}), 2)
    return tuple(f"{sign}{'+'.join(pair)}|{day}" for pair in pairs for day in sorted(days))


def told_days(mention: DatedMention) -> set[str]:
    """Return the weekdays ("W4") and days of the year ("11-20") that the mention's own words tell without a year."""
    found = {time.value for time in mention.mention.times if _of_event(time)}
    days = {f"W{value[9]}" for value in found if value.startswith("XXXX-WXX-")}
    return days | {value[5:] for value in found if _DAY_OF_YEAR.fullmatch(value)}


_DAY_OF_YEAR = re.compile(r"XXXX-\d\d-\d\d")


def meeting_keys(key: str) -> tuple[str, ...]:
    """Return the keys whose mentions a key's mentions meet.

    A hardly dated mention asks for all of its weekday; dated ones answer it, but do not meet one another there: the
    days of a whole ledger fall on seven weekdays, and a page would cost the more the larger the ledger is. So do deeds
    of people without a name and of others at one place, and deeds of a stretch of time and of a day.
    """
    if key.startswith(ANSWERS):
        return (ASKS + key[len(ANSWERS) :],)
    if key.startswith(ASKS):
        return (key, ANSWERS + key[len(ASKS) :])
    if key.startswith(NAMED):
        return (PLAIN + key[len(NAMED) :],)
    if key.startswith(PLAIN):
        return (key, NAMED + key[len(PLAIN) :])
    if key.startswith(WITHIN):
        return (key[len(WITHIN) :],)
    return (key, WITHIN + key) if _MONTH.search(key) and not key.startswith(ALIKE) else (key,)


_MONTH = re.compile(r"\|\d{4}-\d\d$")


def told_weekday(mention: DatedMention) -> int | None:
    """Return the weekday of the mention, 1 for Monday: of its day, else as its own words tell it."""
    interval = mention.interval
    if interval is not None and interval.start == interval.end:
        return interval.start.isoweekday()
    told = {t.value[9] for t in mention.mention.times if t.value.startswith("XXXX-WXX-") and _of_event(t)}
    return int(told.pop()) if len(told) == 1 else None


def is_loose(mention: DatedMention) -> bool:
    """Say whether the mention is hardly dated: no interval, or one too long for its months to be keys."""
    return mention.interval is None or not any(_months(mention.interval))


def _of_event(time: TimeExpression) -> bool:
    return time.kind == "date" and time.modifier not in ("BEFORE", "AFTER") and time.value[9:10].isdigit()


def _short(name: str) -> str:
    return fold(name).rpartition(" ")[2] or fold(name)


def _months(interval: Interval | None) -> Iterator[str]:
    if interval is None:
        return
    first = interval.start.year * 12 + interval.start.month - 1
    last = interval.end.year * 12 + interval.end.month - 1
    if last - first < LONGEST:
        yield from (f"{m // 12:04d}-{m % 12 + 1:02d}" for m in range(first, last + 1))
