"""Date by constraint: a page from its clues, and an event from its own words, its gathering and its page.

In: `Clue`s; an `EventMention` with its page's date and reading. Out: `PageDate` with every constraint shown and every
contradiction reported; `EventDate` with basis and explanation. Finding the clues is left to `dateline.dating.clues`.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from dateline.annotate.dates import anchor_time
from dateline.annotate.editions import Edition
from dateline.annotate.gatherings import editions, series_of
from dateline.annotate.offices import terms_of
from dateline.dating.anchors import clause_time
from dateline.dating.clues import linked_clues
from dateline.dating.counting import REAL, date_ahead, date_by_anchor, date_uncounted
from dateline.dating.encounters import known_encounter
from dateline.dating.pagetop import gathering_days, weekday_of
from dateline.dating.stretches import (
    FIRST,
    LAST,
    UNTITLED,
    WEEK,
    Clue,
    Constraint,
    EventDate,
    PageDate,
    intersect,
    merge,
    moved,
    ranged,
    show,
)
from dateline.model.claims import (
    Basis,
    EventMention,
    Interval,
    MentionKind,
    Precision,
    Reading,
    Status,
    TimeExpression,
)

LONG = 7  # days: a longer time may be narrowed to the gathering's own days
PUBLISHED = 9  # trust of the page's own date: above every clue


# --- the page -----------------------------------------------------------------------------------------------------


def date_page(clues: Iterable[Clue], linked: Sequence[Interval] = (), published: date | None = None) -> PageDate:
    """Return the days on which a page with these clues can have come out.

    The most trusted clue counts first; one that leaves no day is set aside and reported. The order of the clues does
    not matter, and one more that contradicts none narrows the interval or leaves it as it is. `linked` are the times
    that other reports of the same event give; `published` is the page's own date, which goes before all.
    """
    every = [*clues, *linked_clues(linked)]
    if published is not None:
        day = (Interval(published, published, Precision.DAY),)
        every.append(Clue("published", "", day, f"the page says {published.isoformat()}", PUBLISHED))
    days: tuple[Interval, ...] = (ranged(FIRST, LAST),)
    kept: list[Clue] = []
    aside: list[Clue] = []
    for clue in sorted(every, key=_rank):
        rival = clue.seat and any(one.seat == clue.seat and one.days != clue.days for one in kept)
        left = () if rival else intersect(days, clue.days)
        (kept if left else aside).append(clue)
        days = left or days
    return _page_date(days, kept, aside)


def _rank(clue: Clue) -> tuple[object, ...]:
    """Most trusted first, then most often told, then the latest, since a page may call someone of the past by his
    office but nobody of the future; the rest only makes the order sure.
    """
    latest = max((one.start.toordinal() for one in clue.days), default=0)
    return -clue.trust, -clue.weight, -latest, clue.kind, clue.words, tuple((d.start, d.end) for d in clue.days)


def _page_date(days: tuple[Interval, ...], kept: Sequence[Clue], aside: Sequence[Clue]) -> PageDate:
    open_ended = days[0].start == FIRST or days[-1].end == LAST
    interval = None if open_ended else ranged(days[0].start, days[-1].end)
    found = tuple(e for clue in kept for e in clue.editions if any(_near(e, one) for one in days))
    return PageDate(
        interval,
        _page_basis(kept) if interval else None,
        tuple(_shown(clue) for clue in kept),
        tuple(_shown(clue) for clue in aside),
        days,
        _story(kept, days) if interval else None,
        found,
        _reason(days, kept, aside),
    )


_WORTH = {"past": 0, "gathering": 1001, "weekday": 1002, "linked": 1003, "published": 1004}
"""Which clues a reason names rather than others that do the same; an office counts as often as it is told."""


def _reason(days: tuple[Interval, ...], kept: Sequence[Clue], aside: Sequence[Clue]) -> str:
    """Name the clues that matter: those told least go first, as long as the others leave the same days."""
    needed = list(kept)
    for clue in sorted(kept, key=lambda one: (_WORTH.get(one.kind, one.weight), _rank(one))):
        others = [one for one in needed if one is not clue]
        if _allowed(others) == days:
            needed = others
    needed.sort(key=lambda one: (-_WORTH.get(one.kind, 0), _rank(one)))
    told = "; ".join(clue.explanation for clue in needed) or "nothing in the page dates it"
    wrong = "; ".join(clue.explanation for clue in aside if clue.trust > UNTITLED)
    return f"{told} (set aside, as it contradicts: {wrong})" if wrong else told


def _allowed(clues: Iterable[Clue]) -> tuple[Interval, ...]:
    days: tuple[Interval, ...] = (ranged(FIRST, LAST),)
    for clue in clues:
        days = intersect(days, clue.days)
    return days


def _shown(clue: Clue) -> Constraint:
    return Constraint(clue.kind, clue.words, clue.days, clue.explanation, clue.span)


def _near(edition: Edition, days: Interval) -> bool:
    return ranged(moved(edition.interval.start, timedelta(-2)), moved(edition.interval.end, timedelta(2))).meets(days)


def _page_basis(kept: Sequence[Clue]) -> Basis:
    kinds = {clue.kind for clue in kept}
    if "published" in kinds:
        return Basis.PUBLICATION
    if "gathering" in kinds:
        return Basis.GATHERING
    return Basis.OFFICE if "office" in kinds else Basis.RELATIVE


def _story(kept: Sequence[Clue], days: Sequence[Interval]) -> Interval | None:
    """The one day told of from which the page can still come; that of the news at the top of a page with a date."""
    news = next((clue.told[0] for clue in kept if clue.kind == "news"), None)
    if news is not None:
        return news
    every = (one for clue in kept for one in clue.told)
    told = {one for one in every if intersect((ranged(one.start, moved(one.start, WEEK)),), days)}
    return next(iter(told)) if len(told) == 1 else None


# --- the event ----------------------------------------------------------------------------------------------------


def date_event(event: EventMention, page: PageDate, reading: Reading) -> EventDate:
    """Return when the mention puts its event, and how that was worked out."""
    time = own_time(event) or _beside(event, reading) or clause_time(event, reading)
    if time is None:
        known = date_uncounted(event, page, reading) or date_ahead(event, page, reading)
        return known or _without_time(event, page)
    told = _on_gathering_day(event, time, page, reading) or _by_words(event, time, page, reading)
    if told.interval is None and time.value.startswith("ANCHOR"):
        return _without_time(event, page)
    return _as_known(event, told)


def _as_known(event: EventMention, told: EventDate) -> EventDate:
    """Narrow a month or year to the days of the one encounter of these people there that the tables know in it."""
    if told.interval is None or (told.interval.end - told.interval.start).days < LONG:
        return told
    known = known_encounter(event, told.interval)
    if known is None:
        return told
    why = f"{told.explanation}: the only one known in that time is {known.name}, {show(known.interval)}"
    return EventDate(known.interval, Basis.GATHERING, why)


def own_time(event: EventMention) -> TimeExpression | None:
    """Return the expression that dates the event: the most exact one that does not merely lie before or after it."""
    dates = [t for t in event.times if t.kind == "date" or (t.kind == "duration" and t.direction and t.interval)]
    dates = [t for t in dates if not t.value.startswith(("PRESENT", "FUTURE")) and not _HOURS.match(t.value)]
    dates = [t for t in dates if not (t.anchor and t.anchor.covers(event.trigger))]
    return min((t for t in dates if t.modifier not in ("BEFORE", "AFTER")), key=_looseness, default=None)


_HOURS = re.compile(r"ANCHOR[+-]\d+T")
"""So many hours or minutes before or after something: no day follows from it."""


def _beside(event: EventMention, reading: Reading) -> TimeExpression | None:
    """A time right behind the trigger is the event's, wherever the parse hangs it: "a call shortly after the vote"."""
    behind = (t for t in reading.times if 0 <= t.span.start - event.trigger.end <= 1 and t.kind == "date")
    return next((t for t in behind if t.value.startswith(("ANCHOR", "PAST_REF"))), None)


def _looseness(time: TimeExpression) -> tuple[int, int]:
    """How many days the words leave open, roughly: a day before a month before a year."""
    if time.interval is not None:
        return (time.interval.end - time.interval.start).days, time.span.start
    if "WXX" in time.value or (time.value.startswith("REF") and "D" in time.value):
        return 0, time.span.start
    if len(time.value.split("-")) >= 3:
        return 0, time.span.start
    return (31 if "-" in time.value else 365), time.span.start


def _editions(event: EventMention, page: PageDate) -> tuple[Edition, ...]:
    """The editions that the event may belong to: its own gathering's, else those of the page's occasion."""
    series = series_of(event.gathering.name) if event.gathering else None
    if series is None:
        pool = page.editions
    else:
        pool = tuple(e for e in page.editions if e.series == series) or editions(series)
    country = event.place.country if event.place else None
    return tuple(e for e in pool if country is None or e.country is None or e.country == country)


def _on_gathering_day(event: EventMention, time: TimeExpression, page: PageDate, reading: Reading) -> EventDate | None:
    words = time.span.slice(reading.article.text)
    if time.interval is not None:
        return _edition_within(event, time.interval, words)
    weekday = time.value[9:10] if time.value.startswith("XXXX-WXX-") else ""
    if not weekday.isdigit() or not page.days:
        return None
    reach = merge(ranged(moved(one.start, timedelta(-6)), moved(one.end, timedelta(6))) for one in page.days)
    found = {
        (day, edition.name)
        for edition in _editions(event, page)
        for day in gathering_days(edition, int(weekday))
        if intersect((ranged(day, day),), reach)
    }
    if len(found) != 1:
        return None
    day, name = found.pop()
    return EventDate(ranged(day, day), Basis.GATHERING, f"{words} of {name}; {page.reason}")


def _edition_within(event: EventMention, interval: Interval, words: str) -> EventDate | None:
    """A summit "earlier this year": its days, if the tables know one that fits and all could be there."""
    if event.gathering is None or (interval.end - interval.start).days < LONG:
        return None
    series = series_of(event.gathering.name)
    country = event.place.country if event.place else None
    found = [
        edition
        for edition in (editions(series) if series else ())
        if interval.start <= edition.interval.start
        and edition.interval.end <= interval.end
        and country in (None, edition.country)
        and _could_attend(event, edition)
    ]
    if len(found) != 1:
        return None
    why = f"{words}: the only {found[0].series} between {show(interval)} was {found[0].name}, {show(found[0].interval)}"
    return EventDate(found[0].interval, Basis.GATHERING, why)


def _could_attend(event: EventMention, edition: Edition) -> bool:
    """Everyone named held an office known to the tables while it was held."""
    people = [p.referent for p in event.participants if p.referent.kind == MentionKind.PERSON]
    return bool(people) and all(any(t.covers(edition.interval) for t in terms_of(one.name)) for one in people)


def _by_words(event: EventMention, time: TimeExpression, page: PageDate, reading: Reading) -> EventDate:
    words = time.span.slice(reading.article.text)
    if time.interval is not None:
        return EventDate(time.interval, time.basis or Basis.RELATIVE, f"{words!r}, as the page tells it")
    if time.value.startswith("ANCHOR"):
        return date_by_anchor(time, page, reading)
    reference = _reference(time, page, reading)
    found = anchor_time(time, reference) if reference else None
    if found is None or reference is None:
        return EventDate(None, None, f"{words!r} hangs on the page's day, which is not known")
    return EventDate(found[0], found[1], f"{words!r} seen from {show(reference)}")


def _reference(time: TimeExpression, page: PageDate, reading: Reading) -> Interval | None:
    """What the words are counted from: the day of the news for what lies before it, else the page's own days."""
    before = time.value in ("PAST_REF", "REF+0D") or (weekday_of(time) and _is_behind(time, reading))
    if before and page.story is not None:
        return page.story
    if time.value == "PAST_REF" and page.interval is not None:
        return ranged(page.interval.start, page.interval.start)
    return page.interval


_HAD = re.compile(
    r"\b(?:had|'d|’d)\s+(?:\w+ly\s+|also\s+|already\s+|first\s+|been\s+)*\w+"
    r"(?:ed|en|wn|et|eld|ade|aid|old|ent|eft|ept|ost|ung|un|ut|at|ought|one)\b"
)


def _is_behind(time: TimeExpression, reading: Reading) -> bool:
    """Say whether a sentence looks back from the news: "they *had agreed* on it in a call on Saturday"."""
    sentence = next((s for s in reading.sentences if s.covers(time.span)), None)
    return sentence is not None and bool(_HAD.search(sentence.slice(reading.article.text)))


def _may_hold(edition: Edition, days: Interval) -> bool:
    """Say whether the gathering went on on one of the days, or had not begun: then the page's own day stands."""
    return edition.interval.meets(days) or edition.interval.start > days.end


def _without_time(event: EventMention, page: PageDate) -> EventDate:
    """No time is told: the gathering's days for what is planned there, the day of the news for what was."""
    fits = _editions(event, page)
    elsewhere = bool(page.editions) and not fits and event.place is not None
    if elsewhere or page.interval is None:
        return EventDate(None, None, "no time is told, and it is not part of the page's own news")
    edition = fits[0] if len(fits) == 1 else None
    if event.status.status not in REAL:
        return _not_real(event, page, edition)
    if edition is not None and event.gathering is not None and not _may_hold(edition, page.story or page.interval):
        return EventDate(edition.interval, Basis.GATHERING, f"no time is told; at {edition.name}, before the page")
    if page.story is not None:
        return EventDate(page.story, page.basis, f"no time is told; told with the news of that day; {page.reason}")
    if edition is not None and event.gathering is not None:
        shared = intersect((edition.interval,), (ranged(FIRST, page.interval.end),))
        if shared and page.basis != Basis.PUBLICATION:
            return EventDate(shared[0], Basis.GATHERING, f"no time is told; at {edition.name}")
    return EventDate(page.interval, page.basis, f"no time is told; {page.reason}")


def _not_real(event: EventMention, page: PageDate, edition: Edition | None) -> EventDate:
    """What is planned or spoken of without a day: the days of the gathering that goes on, else none at all."""
    if edition is not None and page.interval is not None and page.interval.start <= moved(edition.interval.end, WEEK):
        return EventDate(edition.interval, Basis.GATHERING, f"no time is told; spoken of around {edition.name}")
    if event.status.status == Status.NOT_HELD:
        return EventDate(page.interval, page.basis, f"no time is told; {page.reason}")
    return EventDate(None, None, "it has not happened, and no time is told")
