"""Place what one page tells in time: the page's own day, and the days of each of its event mentions.

In: a `Reading`. Out: the page's interval with the reason, and `DatedMention`s. What constrains a day is left to
`dateline.dating.constraints`; what other pages say to `dateline.link`.
"""

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise

from dateline.annotate.gatherings import editions_within
from dateline.annotate.namesakes import Setting, choose_namesake, weigh_countries
from dateline.annotate.places import city_of_seat, find_dateline, find_place
from dateline.annotate.towns import find_town
from dateline.dating.clues import collect_clues
from dateline.dating.constraints import date_event, date_page
from dateline.dating.counting import REAL
from dateline.dating.retold import date_retold
from dateline.dating.stretches import EventDate, PageDate
from dateline.extract.statements import mention_ids
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.match.stories import matter_words, read_vector
from dateline.model.claims import Basis, EventMention, Interval, Mention, MentionKind, Place, Precision, Reading, Status
from dateline.model.record import DatedMention
from dateline.model.text import BlockKind, Span
from dateline.relations.answering import ANSWERED
from dateline.relations.replying import (
    find_mover,
    find_prompting,
    find_reply,
    find_turn,
    opens_as_answer,
    opens_with_move,
)

REACH, ADJECTIVES = 40, 2
"""Characters and words before a noun among which its article stands: "the talks", "the informal meeting"."""

NOW = "PRESENT_REF"
"""The value of "now", which gives a noun no time of its own."""

WIDE = 8
"""Days beyond which what is told as news is not dated: who was in office leaves a page years."""

ABOUT = 24
"""The most telling words of a page by which it is held to be about the same as another."""

MATTER = 16
"""The most telling words of a page that name nobody, by which two pages are held to tell of talks on one matter."""

SHORT = 3
"""Words of so many letters or fewer tell nothing when sentences are compared."""


@dataclass(frozen=True, slots=True)
class PageTime:
    """When a page was published, as far as it can be worked out, and why so; `days` are the stretches that remain."""

    interval: Interval | None
    reason: str
    days: tuple[Interval, ...] = ()


def place_in_time(reading: Reading, linked: Sequence[Interval] = ()) -> tuple[PageTime, tuple[DatedMention, ...]]:
    """Return the page's time and its event mentions with theirs.

    `linked` are the times that other pages give for an event that this one tells as news (see `dating.linked`).
    """
    page = date_page(collect_clues(reading), linked, reading.article.day)
    ids = mention_ids(reading)
    about = read_vector(reading.article).strongest(ABOUT) if reading.events else ()
    dates = date_retold(reading, tuple(_date(reading, event, page) for event in reading.events), page)
    told = tuple(_dated(reading, number, when, ids[number], page) for number, when in enumerate(dates))
    matter = matter_words(reading.article, MATTER) if any(e.type == "CONSULT" for e in reading.events) else ()
    near = _chained(told)
    told = tuple(
        replace(m, linked=bool(linked), about=about, matter=matter, chained=m.mention.sentence in near) for m in told
    )
    return PageTime(page.interval, page.reason, page.days), told


def _chained(told: Sequence[DatedMention]) -> set[Span]:
    """Return the sentences that say what the one before answers, or is answered by, and those before them."""
    spans = sorted({m.mention.sentence for m in told})
    sure = {m.mention.sentence for m in told if m.answers or m.traced}
    return {span for pair in pairwise(spans) if pair[1] in sure for span in pair}


def _dated(reading: Reading, number: int, when: EventDate, ident: str, page: PageDate) -> DatedMention:
    event = reading.events[number]
    return DatedMention(
        id=ident,
        page=reading.page.id,
        ordinal=number,
        mention=event,
        entities=tuple(p.referent.key for p in event.participants),
        names=tuple(p.referent.name for p in event.participants),
        interval=when.interval,
        basis=when.basis.value if when.basis else None,
        date_reason=when.explanation,
        place=_place(reading, event, when, page),
        words=telling_words(event.sentence.slice(reading.article.text)),
        as_of=page.interval,
        recap=_is_recap(reading, event),
        reply=find_reply(reading, event),
        turn=find_turn(reading, event),
        answers=opens_as_answer(reading, event),
        prompts=find_prompting(reading, event),
        traced=opens_with_move(reading, event),
        mover=find_mover(reading, event),
        series=_is_series(reading, event),
    )


def _date(reading: Reading, event: EventMention, page: PageDate) -> EventDate:
    """Return when an event was; a deed told only as what was answered has no part in the day of the answer.

    "Norway expelled two envoys on Friday after Croatia had expelled four": Friday is the day of the first, and the
    other one was some days before.
    """
    cues = (find_reply(reading, event), find_turn(reading, event))
    cue = next((at for at in cues if at is not None), None)
    if cue is None or not event.sentence.start < cue:
        return date_event(event, page, reading)
    if event.trigger.start < cue:
        return date_event(_without_answered(reading, event, cue), page, reading)
    own = tuple(time for time in event.times if time.span.end > cue)
    when = date_event(replace(event, times=own or event.times), page, reading)
    if own or when.interval is None:
        return when
    first = when.interval.start - timedelta(ANSWERED)
    return replace(when, interval=Interval(first, when.interval.end, Precision.RANGE), basis=Basis.RELATIVE)


def _is_recap(reading: Reading, event: EventMention) -> bool:
    """Say whether a definite noun without a time of its own takes up what the page has told: "after the talks"."""
    dated = any(time.kind == "date" and time.value != NOW for time in event.times)
    if event.type != "CONSULT" or event.headline or dated:
        return False
    before = reading.article.text[max(0, event.trigger.start - REACH) : event.trigger.start].lower()
    words = re.findall(r"\w+(?:-\w+)*|[^\w\s]", before)[-ADJECTIVES:]
    definite = lexicon("encounters").words("definite") | lexicon("encounters").words("own")
    return any(word in definite for word in words)


def _is_series(reading: Reading, event: EventMention) -> bool:
    """Say whether many encounters over a long time are told as one: "met regularly", "met from June to November"."""
    if event.type != "CONSULT":
        return False
    text = reading.article.text
    before = text[max(event.sentence.start, event.trigger.start - REACH) : event.trigger.start].lower()
    after = text[event.trigger.end : event.sentence.end].lower()
    return bool(_many()[0].search(before) or _many()[1].search(after))


def _without_answered(reading: Reading, event: EventMention, cue: int) -> EventMention:
    """Return an answer without the times that stand behind what it answers: "in response to the ban *last week*"."""
    behind = [e.trigger.end for e in reading.events if e.sentence == event.sentence and e.trigger.start > cue]
    own = tuple(time for time in event.times if not behind or time.span.start < min(behind))
    return replace(event, times=own)


@lru_cache(maxsize=1)
def _many() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what stands right before, and what right behind, an encounter that is many."""
    table = lexicon("habits")
    before, behind = ("|".join(map(re.escape, table.strings(key))) for key in ("many_before", "many_after"))
    months = "|".join(name[:3] for name in calendar.month_name[1:]).lower()
    month = rf"(?:(?:early|mid|late)[ -])?(?:{months})[a-z.]*+(?!\s*\d{{1,2}}\b)"
    until = rf"from\b[^.;]{{0,90}}\b(?:to|until|till|through)\s+(?:{month}|(?:19|20)\d\d)"
    gap = r"^\s*(?:\w+\s+){0,4}?"
    return re.compile(rf"\b(?:{before})\s+(?:\w+\s+)?$"), re.compile(rf"{gap}(?:(?:{behind})\b|{until})")


def _place(reading: Reading, event: EventMention, told: EventDate, page: PageDate) -> Place | None:
    """Return the event's own place, that of its venue, or of the gathering: its own, else the page's.

    A name that no table places on the map is a venue, not the place. What the page tells of its own day with no
    other place named was where its dateline says; what only tells another event again was where that one was.
    """
    when = told.interval
    if event.place is not None and event.place.precision == "venue" and (city := city_of_seat(event.place.name)):
        return city
    if event.place is not None and event.place.country is not None:
        return _among_own(reading, event, event.place)
    if event.place is not None and event.place_span is not None and _is_settlement(reading, event.place_span):
        return event.place
    if event.place is not None and (town := _town(reading, event, event.place)) is not None:
        return town
    seat = next((city for d in event.details if d.field == "venue" and (city := city_of_seat(d.value))), None)
    if seat is not None:
        return seat
    if told.like is not None and (first := reading.events[told.like]) is not event:
        return _place(reading, first, replace(told, like=None), page)
    if when is None:
        return _news_town(reading, event) if _is_undated_news(reading, event) else None
    if event.gathering is not None:
        found = editions_within(event.gathering.name, when)
    else:
        plan = event.status.status not in (
            *REAL,
            Status.NOT_HELD,
        )  # "will come again" is no part of the two's encounter
        found = tuple(one for one in page.editions if one.series or not plan) if _there(event) else ()
    held = [edition for edition in found if edition.city and covers(edition.interval, when)]
    if len(held) == 1:
        return find_place(held[0].city or "", near=held[0].country)
    return _dateline(reading, event, when, page) or _beside(reading, event, when, page)


def _town(reading: Reading, event: EventMention, place: Place) -> Place | None:
    """Return the small town that a name means in the lands of those who met, else in those that the page names."""
    own = {p.referent.country for p in event.participants} - {None}
    named = {m.referent.country for m in reading.mentions if m.form != "metonym"} - {None}
    for countries in (own, named):
        if (town := find_town(place.name, {code for code in countries if code})) is not None:
            return town
    return None


def _beside(reading: Reading, event: EventMention, when: Interval, page: PageDate) -> Place | None:
    """Return the town of the day's news for another encounter of that day of those who were there.

    "Ek met Lund in Lima on Monday. Earlier on Monday Ek held talks with Moe" were in Lima.
    """
    if page.story is None or when != page.story or when.start != when.end or event.headline or not _there(event):
        return None
    news = next((one for one in reading.events if _is_news(one)), None)
    if news is None or event.status.status not in REAL or news.place is None:
        return None
    if news.place.precision not in ("city", "venue"):
        return None
    there = {p.referent.key for p in news.participants if p.referent.kind is MentionKind.PERSON}
    for one in reading.events:
        keys = {p.referent.key for p in one.participants if p.referent.kind is MentionKind.PERSON}
        if one.type == event.type and (one == event or one.place is None) and keys & there:
            there |= keys
    mine = [p.referent for p in event.participants]
    town = city_of_seat(news.place.name) or news.place
    return town if all(who.key in there for who in mine) and len(mine) > 1 else None


def _is_news(event: EventMention) -> bool:
    """Say whether an encounter in person took place by what the text itself tells, its headline aside."""
    return _there(event) and not event.headline and event.status.status in REAL and len(event.participants) > 1


def _among_own(reading: Reading, event: EventMention, place: Place) -> Place:
    """Return the place, or its namesake at home where all who take part are of one country: Tripoli in Lebanon.

    What the text itself tells apart ("Tripoli, Libya") stays, and so does a city far larger than its namesake.
    """
    countries = {p.referent.country for p in event.participants}
    home = countries.pop() if len(countries) == 1 and len(event.participants) > 1 else None
    if home is None or home == place.country or place.basis is None or event.place_span is None:
        return place
    if _TOLD_APART.match(reading.article.text, event.place_span.end):
        return place
    named = weigh_countries(m.referent.country for m in reading.mentions if m.form != "metonym")
    others = (m.referent.place for m in reading.mentions if m.referent.place and m.referent.name != place.name)
    setting = Setting(countries=named, people=home, elsewhere=tuple(dict.fromkeys(others)))
    return choose_namesake(place.name, setting) or place


_TOLD_APART = re.compile(r",?\s+(?:in\s+|\()?[A-Z]\w+")


def _is_settlement(reading: Reading, span: Span) -> bool:
    """Say whether the text calls a name that is on no map of ours a village or town."""
    before = reading.article.text[max(0, span.start - REACH) : span.start].lower().split()
    return len(before) > 1 and before[-1] == "of" and before[-2] in lexicon("place_words").words("settlements")


def _dateline(reading: Reading, event: EventMention, when: Interval, page: PageDate) -> Place | None:
    """Return the town of the page's news, by its headline or its dateline, for an encounter of the page's own day."""
    news = page.story or page.interval
    if news is None or not _there(event) or event.status.status not in REAL:
        return None
    if (when.end - when.start).days > WIDE:
        return _news_town(reading, event) if _is_undated_news(reading, event) else None
    if when.start != when.end or not 0 <= (news.end - when.start).days <= 1:
        return None
    return _news_town(reading, event)


def _news_town(reading: Reading, event: EventMention) -> Place | None:
    """Return the town that the headline names for an encounter of those whom it names, else the dateline's."""
    heads = [block for block in reading.article.blocks if block.kind is BlockKind.TITLE]
    told = [m for m in reading.mentions if any(one.start <= m.span.start < one.end for one in heads)]
    people = {m.referent.key for m in told} & {p.referent.key for p in event.participants}
    towns = [m for m in told if m.referent.place and m.referent.place.precision == "city" and _is_at(reading, m)]
    if len(people) > 1 and len({m.referent.key for m in towns}) == 1:
        return towns[0].referent.place
    return find_dateline(reading.article.dateline or "")


def _is_at(reading: Reading, mention: Mention) -> bool:
    """Say whether a place is told as where something is: "talks *in* Oslo", not "the road to Oslo"."""
    before = reading.article.text[max(0, mention.span.start - REACH) : mention.span.start].split()
    return bool(before) and before[-1].lower() in lexicon("place_words").words("where")


def _is_undated_news(reading: Reading, event: EventMention) -> bool:
    """Say whether an encounter is the first that a page tells, and of a weekday at most: its news."""
    first = next((one for one in reading.events if _is_news(one)), None)
    days = (time.value for time in event.times if time.kind == "date" and time.value != NOW)
    return (event is first or event.headline) and all(day.startswith(("XXXX-WXX-", "REF+0D", "REF-1D")) for day in days)


def _there(event: EventMention) -> bool:
    """Say whether the event is an encounter in person: those of a summit's days took place at the summit."""
    return event.type == "CONSULT" and event.kind not in lexicon("kinds").words("remote")


def covers(outer: Interval, inner: Interval) -> bool:
    """Say whether one interval holds the other."""
    return outer.start <= inner.start and inner.end <= outer.end


def telling_words(sentence: str) -> frozenset[str]:
    """Return the folded words of a sentence that are longer than three letters."""
    return frozenset(word for word in fold(sentence).split() if len(word) > SHORT)
