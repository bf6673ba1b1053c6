"""Date what a page recalls of an encounter without its day by the reports of it: "since his meeting with Ek".

In: a reading and its dated mentions, or a ledger into which mentions came. Out: the keys by which such mentions are
found, and the mentions placed on the one day that fits. Only what pages date by themselves is believed, so that the
order in which they come plays no part; what is counted from a told event is left to `dating.counted`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from dateline.dating.anchors import clause_time
from dateline.dating.constraints import own_time
from dateline.dating.counted import FALLBACKS, LOOSE, WAITS
from dateline.dating.stretches import moved, ranged, show
from dateline.dating.timing import place_in_time
from dateline.lexicon import lexicon
from dateline.match.blocking import NEWS, SEEKS, pairs_in
from dateline.match.company import compare_company
from dateline.match.contradictions import kinds_differ, places_differ, told_place
from dateline.match.features import REAL, occasions_differ, same_occasion, same_place
from dateline.model.claims import Basis, Interval, Reading
from dateline.model.record import DatedMention
from dateline.store.ledger import Ledger

RECALLS = "^"
"""What the key begins with under which what a page recalls waits for reports of it."""

NEAR = timedelta(days=31)
"""How far back that lies which a page recalls with nothing but the people to tell it by. Of the 396 judged pairs of
bench/samples/pairs*.tsv 18 more are together than without recalls, and none wrongly; the furthest lie 28 days apart."""

ALONE = timedelta(days=92)
"""How far back these people have no other encounter then: who meet every few weeks may have met once more."""

FAR = timedelta(days=400)
"""How far back it lies at most, where place or occasion speak for it: a year, told a few weeks later."""

REACH = 60
"""Characters before a trigger among which the word that opens its clause stands."""


# --- what one page recalls ----------------------------------------------------------------------------------------


def recall_keys(reading: Reading, mentions: Sequence[DatedMention]) -> dict[str, tuple[str, ...]]:
    """Return, by mention, the keys of what the page recalls without a day: its people and the quarters before."""
    return {m.id: _waiting(m) for m in mentions if is_recalled(m, mentions, reading)}


def is_recalled(mention: DatedMention, beside: Iterable[DatedMention], reading: Reading) -> bool:
    """Say whether an encounter is told as one of earlier days, without a day, and is not the page's own news."""
    if not _is_undated(mention, reading):
        return False
    if _is_before(mention, reading):
        return True
    if not (mention.recap or _follows(mention, reading, "opening")):
        return False
    return not any(_is_its_news(other, mention, reading) for other in beside if other != mention)


def _is_before(mention: DatedMention, reading: Reading) -> bool:
    """Say whether its own words put it before the news: "had met", "their first meeting", "met recently"."""
    if own_time(mention.mention) is not None:
        return True
    return any(_follows(mention, reading, key) for key in ("another", "latest", "had"))


def _is_undated(mention: DatedMention, reading: Reading) -> bool:
    told, day = mention.mention, mention.as_of
    if told.type != "CONSULT" or told.status.status not in REAL or told.headline or mention.series or mention.linked:
        return False
    named = {p.referent.key for p in told.participants if not p.referent.unnamed}  # "bankers" meet whom they will
    if len(named) < 2 or day is None or day.start != day.end:
        return False
    time = own_time(told) or clause_time(told, reading)
    if time is None:
        return mention.basis in FALLBACKS
    return (time.value, time.modifier) == RECENTLY


RECENTLY = ("PAST_REF", "NEAR")
"""The value and the modifier of "recently", which says no more than that it was before."""


def _follows(mention: DatedMention, reading: Reading, key: str) -> bool:
    """Say whether words of a list stand right before an encounter, or open its clause."""
    told = mention.mention
    before = reading.article.text[max(told.sentence.start, told.trigger.start - REACH) : told.trigger.start].lower()
    return bool(_cues(key).search(before))


@lru_cache(maxsize=4)
def _cues(key: str) -> re.Pattern[str]:
    if key == "had":
        return re.compile(r"\bhad\s+(?:\w+\s+){0,2}$")
    words = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in lexicon("recalls").strings(key))
    return re.compile(rf"\b(?:{words})\b[^.;:!?]*$" if key == "opening" else rf"\b(?:{words})\s+(?:[\w-]+\s+){{0,2}}$")


def _is_its_news(other: DatedMention, mention: DatedMention, reading: Reading) -> bool:
    """Say whether a page tells an encounter as its news of the day that the mention may take up."""
    if other.mention.type != "CONSULT" or other.mention.status.status not in REAL:
        return False
    if compare_company(mention, other).shared < 2 or (mention.mention.gathering and not other.mention.gathering):
        return False
    if own_time(other.mention) is not None:
        day, page = other.interval, mention.as_of
        return day is not None and page is not None and (page.start - day.end).days <= NEWS
    return not (other.recap or _is_before(other, reading) or _follows(other, reading, "opening"))


def _waiting(mention: DatedMention) -> tuple[str, ...]:
    quarters = sorted({_quarter(month) for month in _months_before(mention)})
    return tuple(f"{RECALLS}{pair}|{quarter}" for pair in pairs_in(mention) for quarter in quarters)


def _months_before(mention: DatedMention) -> list[str]:
    """Return the months in which a report of what the mention recalls may lie, as keys have them."""
    day = mention.as_of
    if day is None:
        return []
    first, last = moved(day.start, -FAR), day.end
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in months]


def _quarter(month: str) -> str:
    return f"{month[:5]}Q{(int(month[5:]) + 2) // 3}"


# --- what other pages tell of it ----------------------------------------------------------------------------------


def recollect(ledger: Ledger, touched: Iterable[str]) -> Iterator[tuple[DatedMention, tuple[str, ...]]]:
    """Yield the mentions that reports which came place elsewhere, with the keys by which they wait."""
    waiting = {told for mention in touched for told in _awaiting(ledger, mention)}
    for told in ledger.mentions(waiting):
        now = _placed(told, ledger)
        if now != told:
            yield now, tuple(key for key in ledger.keys(told.id) if key.startswith(RECALLS))


def _awaiting(ledger: Ledger, mention: str) -> Iterator[str]:
    """Yield what recalls an encounter that a mention may report, or one that it may recall, itself among them."""
    for key in ledger.keys(mention):
        if key.startswith(RECALLS):
            yield from ledger.block(key)
        elif found := _REPORT.fullmatch(key):
            yield from ledger.block(f"{RECALLS}{found[1]}|{_quarter(found[2])}")


_REPORT = re.compile(r"CONSULT\|(.*)\|(\d{4}-\d\d)")


def _placed(told: DatedMention, ledger: Ledger) -> DatedMention:
    """Return the mention on the day of what it recalls; without a day where several fit, as it was where none does."""
    reading = ledger.reading(told.page)
    alone = _alone(told, reading)
    reports = _reports(alone, ledger)
    if not any(_fits(alone, one) for one in reports):
        return _with_the_first(alone, ledger)
    days = find_recalled(alone, reports, reading)
    if not days:
        return alone
    placed = replace(alone, place=told_place(alone), linked=True, recalled=True)
    if len(days) > 1:
        why = f"told without a day; these people met on {', '.join(show(day) for day in days)}, as other pages tell"
        return replace(placed, interval=None, basis=None, date_reason=why)
    why = f"told without a day; the only encounter of these people that fits it was on {show(days[0])}"
    return replace(placed, interval=days[0], basis=Basis.RELATIVE.value, date_reason=why)


def _with_the_first(alone: DatedMention, ledger: Ledger) -> DatedMention:
    """Return the mention beside the first that recalls the same encounter at one place, whose day no page tells."""
    keys = [key for key in ledger.keys(alone.id) if key.startswith(RECALLS)]
    others = ledger.mentions({other for key in keys for other in ledger.block(key)})
    first = min((one for one in others if _recalls_same(alone, one)), key=_page_day, default=alone)
    if _page_day(alone) <= _page_day(first):
        return alone
    day = first.interval if first.recalled else first.as_of
    why = f"told without a day, and first by a page of {show(first.as_of)}" if first.as_of else None
    placed = replace(alone, interval=day, basis=first.basis, date_reason=why)
    return replace(placed, place=told_place(alone), linked=True, recalled=True)


def _recalls_same(told: DatedMention, other: DatedMention) -> bool:
    """Say whether two pages recall an encounter of the same people at one place or occasion."""
    if told.page == other.page or not compare_company(told, other).same or occasions_differ(told, other):
        return False
    return _speaks_for(told, replace(other, place=told_place(other))) and not kinds_differ(told, other)


def _page_day(mention: DatedMention) -> tuple[date, str]:
    return (mention.as_of.start if mention.as_of else date.max), mention.id


def _alone(told: DatedMention, reading: Reading) -> DatedMention:
    """Return the mention as its page alone places it, with its people as now known."""
    if not told.recalled:
        return told
    return replace(place_in_time(reading)[1][told.ordinal], entities=told.entities, names=told.names)


def _reports(told: DatedMention, ledger: Ledger) -> list[DatedMention]:
    keys = (f"CONSULT|{pair}|{month}" for pair in pairs_in(told) for month in _months_before(told))
    found = {mention for key in keys for mention in ledger.block(key)}
    sure = (one for one in found if not any(key.startswith(UNSURE) for key in ledger.keys(one)))
    return ledger.mentions(sure)


UNSURE = (RECALLS, WAITS, SEEKS)
"""What the keys of mentions begin with whose days hang on other pages: nothing is recalled by them."""


def find_recalled(told: DatedMention, reports: Iterable[DatedMention], reading: Reading) -> list[Interval]:
    """Return the days of the encounters that a mention can recall: one where it is sure, several where they fit alike.

    The page's own dated telling goes first, then what place or occasion speak for, however far back within a year;
    else the people alone must do, who then have met but once in the weeks before. What other pages tell of the page's
    own days meets it as it is.
    """
    another = _follows(told, reading, "another") or _follows(told, reading, "latest")
    known = [one for one in reports if _fits(told, one)]
    if not another and (own := _days_of([one for one in known if _is_own(told, one)])):
        return own[:1] if len(own) == 1 else []
    known = [one for one in known if one.page != told.page]
    if any(_back(told, one) <= timedelta(NEWS) for one in known):
        return []
    if days := _days_of([one for one in known if _speaks_for(told, one)]):
        return days
    near = sorted(_days_of([one for one in known if _back(told, one) <= ALONE]), key=lambda day: day.start)
    if near and _follows(told, reading, "latest"):
        near = near[-1:]
    return [] if len(near) == 1 and not _meets_within(told, near[0]) else near


def _is_own(told: DatedMention, report: DatedMention) -> bool:
    """Say whether the page itself tells the day of what it recalls; what has an occasion is of none without."""
    own = report.page == told.page and report.basis != Basis.PUBLICATION
    return own and not (told.mention.gathering and not report.mention.gathering)


def _back(told: DatedMention, report: DatedMention) -> timedelta:
    """Return how long before the page of the one the other was."""
    if told.as_of is None or report.interval is None:
        return FAR
    return told.as_of.start - report.interval.end


def _meets_within(told: DatedMention, day: Interval) -> bool:
    return told.as_of is not None and told.as_of.start - day.end <= NEAR


def _fits(told: DatedMention, report: DatedMention) -> bool:
    """Say whether a report can be of what is recalled: of the same people, and nothing stands between."""
    if report.linked or report.series or report.mention.status.status not in REAL:
        return False
    if report.interval is None or told.as_of is None or (report.interval.end - report.interval.start).days > LOOSE:
        return False
    if not told.as_of.start - FAR <= report.interval.start <= report.interval.end <= told.as_of.end:
        return False
    company = compare_company(told, report)
    if company.shared < 2 or company.apart or occasions_differ(told, report):
        return False
    return not (kinds_differ(told, report) or places_differ(told, report))


def _speaks_for(told: DatedMention, report: DatedMention) -> bool:
    """Say whether more than people speaks for it: a town, an occasion."""
    own = replace(told, place=told_place(told))
    return bool(same_place(own, report) or same_occasion(own, report))


def _days_of(reports: Sequence[DatedMention]) -> list[Interval]:
    """Return the days of which reports tell, those that can be of one encounter once: the most exact ones."""
    days: list[Interval] = []
    for report in sorted(reports, key=_exactness):
        own = report.interval
        if own is None:
            continue
        loose = report.basis == Basis.PUBLICATION
        reach = ranged(moved(own.start, -timedelta(NEWS)), own.end) if loose else own
        if not any(reach.meets(day) for day in days):
            days.append(own)
    return days


def _exactness(report: DatedMention) -> tuple[bool, int, date]:
    assert report.interval is not None
    return report.basis == Basis.PUBLICATION, (report.interval.end - report.interval.start).days, report.interval.start
