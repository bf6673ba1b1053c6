"""Say why two dated mentions cannot be one event: a literal list of contradictions, which forbid a merge.

In: two `DatedMention`s. Out: the reason in words, or None. What speaks for a merge is left to `features`.
"""

import re
from functools import lru_cache

from dateline.lexicon import Table, lexicon
from dateline.match.blocking import BEFORE, EARLIER, NEWS, SOON, days_off, is_loose, told_weekday
from dateline.match.company import compare_company
from dateline.match.deeds import parties_apart, parties_fit
from dateline.match.features import (
    REAL,
    counts_times,
    occasions_differ,
    same_day,
    same_occasion,
    same_people,
    same_place,
    shared_words,
    takes_up,
)
from dateline.match.places import fits_place
from dateline.match.quantities import minutes_of
from dateline.model.claims import Basis, EventMention, Place, Status
from dateline.model.record import DatedMention

ACTS_WORDS, OTHERWISE = 0.12, 0.17
"""Share of telling words that two reports of one deed have in common at least, where nothing stands between them; more
where they describe their people otherwise. In bench/samples/deeds.tsv .08 and .15 for all join 2 pairs more and 11
fewer of 286 that are one, 2 more and none fewer of the others. Of 29 merges of other Reuters stories, gone through by
eye, 6 of the 9 wrong ones describe people otherwise below .17, and none of the right ones that stand for themselves."""
ALIKE = 0.12
"""Share of telling words from which two reports of which one is hardly dated may be of one event."""


@lru_cache(maxsize=1)
def _kinds() -> Table:
    return lexicon("kinds")


def types_differ(left: DatedMention, right: DatedMention) -> bool:
    """They are different types of event."""
    return left.mention.type != right.mention.type


def days_differ(left: DatedMention, right: DatedMention) -> bool:
    """They are told of different days."""
    if left.interval is None or right.interval is None or left.interval.meets(right.interval):
        return False
    if takes_up(left, right) and Basis.PUBLICATION in (left.basis, right.basis):
        return False  # only its page dates the one: it is of the other's day
    if (
        _is_reprint(left, right)
        or _names_undated(left, right)
        or _names_undated(right, left)
        or _one_journey(left, right)
    ):
        return False
    return not (_reaches_back(left, right) or _reaches_back(right, left))


REPRINT = 0.9
"""Share of telling words from which a sentence is held to be printed anew, with "yesterday" and all: the 65 such pairs
of other days in 6,000 Reuters stories and the news clusters, gone through by eye, were repeats of one report."""


def _is_reprint(left: DatedMention, right: DatedMention) -> bool:
    """Say whether a page prints the sentence of another anew a day or two later, so that its "today" is off."""
    a, b = left.interval, right.interval
    if a is None or b is None or left.page == right.page or Basis.EXPLICIT in (left.basis, right.basis):
        return False
    near = max((b.start - a.end).days, (a.start - b.end).days) <= NEWS
    return near and len(left.words) >= LEAST and shared_words(left, right) >= REPRINT


LEAST = 6
"""Telling words that a sentence has at least which shows by itself that it is printed anew."""


def _names_undated(noun: DatedMention, dated: DatedMention) -> bool:
    """Say whether "the talks", which only their page dates, may be those that it dates elsewhere: talks go on."""
    same = noun.page == dated.page and noun.mention.kind == dated.mention.kind == "talks"
    return same and noun.recap and noun.basis == Basis.PUBLICATION


OVERNIGHT = 1
"""Days by which two reports of one arrival may differ: setting out, and coming in on the next day."""


def _one_journey(left: DatedMention, right: DatedMention) -> bool:
    """Say whether both tell of a visit of the same people to one place that began overnight."""
    a, b = left.interval, right.interval
    if a is None or b is None or left.page == right.page or {left.mention.kind, right.mention.kind} != {"visit"}:
        return False
    near = max((b.start - a.end).days, (a.start - b.end).days) <= OVERNIGHT
    return near and bool(same_place(left, right)) and compare_company(left, right).same


def _reaches_back(mention: DatedMention, other: DatedMention) -> bool:
    """Say whether a mention that only its page dates can be of the other's day: of its page's or one before it.

    What was two days before is told with its day: of the judged pairs (bench/samples/pairs*.tsv) two days apart, the
    five that are one are both dated by their pages alone, and the three of which one is told of its day are two.
    """
    if mention.basis != Basis.PUBLICATION or mention.interval is None or other.interval is None:
        return False
    days = [mention.interval.start, mention.as_of.end if mention.as_of else mention.interval.start]
    told = OVERNIGHT if other.basis in (Basis.EXPLICIT, Basis.WEEKDAY, Basis.RELATIVE) else NEWS
    reach = EARLIER if mention.mention.sequel in BEFORE else told
    return any(0 <= (day - other.interval.end).days <= reach for day in days)


def told_place(mention: DatedMention) -> Place | None:
    """Return the place that the mention's own words or its gathering give, not what its page's dateline lends it."""
    return mention.place if mention.mention.place or mention.mention.gathering else None


def weekdays_differ(left: DatedMention, right: DatedMention) -> bool:
    """They are told of different weekdays."""
    a, b = told_weekday(left), told_weekday(right)
    return a is not None and b is not None and a != b and not (_is_one_day(left) and _is_one_day(right))


def _is_one_day(mention: DatedMention) -> bool:
    return mention.interval is not None and mention.interval.start == mention.interval.end


def hardly_alike(left: DatedMention, right: DatedMention) -> bool:
    """One of them is hardly dated, and neither place nor occasion nor words show that they are the same."""
    if left.page == right.page or not (is_loose(left) or is_loose(right)):
        return False
    if _calls_off(left, right) or _calls_off(right, left):
        return False
    return not (same_place(left, right) or same_occasion(left, right) or shared_words(left, right) >= ALIKE)


def _calls_off(news: DatedMention, plan: DatedMention) -> bool:
    """Say whether one tells, without a day, that the other is off, which was planned for a day soon after its page."""
    days = days_off(news)
    if days is None or plan.mention.status.status != Status.PLANNED or not same_people(news, plan):
        return False
    if plan.interval is not None:
        return days.meets(plan.interval)
    told = plan.as_of  # "they will speak of the tunnel", on the page that tells of the plan
    return told is not None and 0 <= (days.start - told.end).days <= SOON


def hardly_told_alike(left: DatedMention, right: DatedMention) -> bool:
    """Say whether two reports of deeds have too few words in common to be put together for themselves.

    What others put together with both may do so: "40 were wounded in the attack".
    """
    if left.mention.type == "CONSULT":
        return False
    if left.mention.type != "ASSAULT" and _names_nobody(left) and _names_nobody(right):
        return shared_words(left, right) < NAMELESS
    return shared_words(left, right) < (OTHERWISE if parties_fit(left, right) else ACTS_WORDS)


def _names_nobody(mention: DatedMention) -> bool:
    return all(participant.referent.unnamed for participant in mention.mention.participants)


NAMELESS = 0.2
"""The same where neither names anybody and nobody was hurt: "members picketed", "countries declined". Of 80 merges of
deeds of 6,000 Reuters stories, ECB+ and news_cluster, gone through by eye, two of the eleven wrong ones are such and
have .12 and .17, the right ones .22 to .75."""


def places_differ(left: DatedMention, right: DatedMention) -> bool:
    """They are told of different places."""
    if fits_place(told_place(left), told_place(right)):
        return False
    return not (_is_put_right(left, right) or _is_placed_otherwise(left, right))


def _is_put_right(left: DatedMention, right: DatedMention) -> bool:
    """Say whether two pages tell one encounter in the same words but for its place: one of them is put right, or wrong.

    Nobody meets the same people on one day in two towns and has it told in the same words.
    """
    if left.page == right.page or left.mention.type != "CONSULT" or not same_day(left, right):
        return False
    one, other = (told.words - _place_words(told) for told in (left, right))
    alike = len(one & other) >= max(LEAST, REPRINT * len(one | other))
    return alike and bool(same_people(left, right))


def _is_placed_otherwise(left: DatedMention, right: DatedMention) -> bool:
    """Say whether two pages put one encounter of a day into two places of a country: then its place is disputed.

    Who go from town to town together meet in each: that a page tells both, or tells the one as another, a later or an
    evening's, keeps them two, and so does that nothing but the people and the day speaks for one.
    """
    a, b = left.mention, right.mention
    if left.page == right.page or a.type != "CONSULT" or {a.kind, b.kind} & _kinds().words("whole"):
        return False
    if not (same_day(left, right) and compare_company(left, right).same) or len(set(left.entities)) < 2:
        return False
    if Basis.PUBLICATION in (left.basis, right.basis) or _is_one_of_several(a) or _is_one_of_several(b):
        return False
    lands = {place.country for place in (told_place(left), told_place(right)) if place}
    return len(lands) == 1 and (_lengths(a) & _lengths(b) != set() or _on_one_matter(left, right))


def _is_one_of_several(told: EventMention) -> bool:
    """Say whether an encounter is told as one of several of its day: "met again", "in the evening", "then met"."""
    return told.sequel is not None or any(time.clock or _HOUR.search(time.value) for time in told.times)


_HOUR = re.compile(r"T(?:MO|MI|AF|EV|NI|\d)")


def _lengths(told: EventMention) -> set[str]:
    return {detail.value for detail in told.details if detail.field == "duration" and detail.value[-1:].isupper()}


def _on_one_matter(left: DatedMention, right: DatedMention) -> bool:
    """Say whether the pages of two encounters tell of one matter, in words that name nobody."""
    hollow = _kinds().words("hollow")
    shared = set(left.matter) & set(right.matter) - hollow - _place_words(left) - _place_words(right)
    return len(shared) >= MATTERS


MATTERS = 2
"""Words by which the matter of two pages is one: "fertiliser plant". Set on pages of our own: no encounters of one day
and the same people stand in two towns in PolNeAR, news_cluster or the pages of bench/samples/pairs*.tsv."""


def _place_words(mention: DatedMention) -> set[str]:
    """Return the words of the place's name, as the mention's words are told."""
    return set(mention.place.name.lower().split()) if mention.place else set()


def people_differ(left: DatedMention, right: DatedMention) -> bool:
    """Each has people that the other has not."""
    if left.mention.type == "CONSULT":
        return compare_company(left, right).apart
    return parties_apart(left, right)


def counts_differ(left: DatedMention, right: DatedMention) -> bool:
    """One counts many times as many as the other, and they are not told of one town."""
    return left.page != right.page and counts_times(left, right) > MANY and not same_place(left, right)


MANY = 4
"""Times as many from which a toll did not rise: first reports of one attack told by several pages of news_cluster are
up to three times apart."""


def kinds_differ(left: DatedMention, right: DatedMention) -> bool:
    """The kinds exclude each other, as a phone call and a handshake do."""
    a, b = left.mention.kind, right.mention.kind
    if a is None or b is None or a == b:
        return False
    remote, present, whole = (_kinds().words(k) for k in ("remote", "present", "whole"))
    if _is_call_elsewhere(left, right) or _is_call_elsewhere(right, left):
        return True
    if (a in remote and b in present) or (b in remote and a in present):
        return True
    if _is_its_summit(left, right) or _is_its_summit(right, left):
        return False
    return (a in whole) != (b in whole) or (a in whole and b in whole)


def _is_call_elsewhere(call: DatedMention, other: DatedMention) -> bool:
    """Say whether one is a call and the other told of a town: those who call are in two."""
    remote, place = _kinds().words("remote"), other.mention.place
    if call.mention.kind not in remote or other.mention.kind in remote or place is None:
        return False
    return place.precision != "country"


def _is_its_summit(summit: DatedMention, talks: DatedMention) -> bool:
    """Say whether talks are the very summit: of the same people, and of all its days, not of one of them."""
    if summit.mention.kind != "summit" or talks.mention.kind not in _kinds().words("talks"):
        return False
    if summit.interval is None or talks.interval is None or not compare_company(summit, talks).same:
        return False
    return talks.interval.start <= summit.interval.start and summit.interval.end <= talks.interval.end


def realities_differ(left: DatedMention, right: DatedMention) -> bool:
    """One happened, the other is only planned, possible or ruled out, and they are not announcement and deed."""
    a, b = left.mention, right.mention
    if (a.status.status in REAL) == (b.status.status in REAL):
        return False
    unreal = b if a.status.status in REAL else a
    real = a if unreal is b else b
    if left.page == right.page:
        return not _is_denied(left, right, unreal)
    if _is_passing(real) and unreal.kind not in _kinds().words("passing"):
        return True
    one_day = same_day(left, right) or ((left.recap or right.recap) and not days_differ(left, right))
    return not ((one_day or _is_one_claim(left, right)) and same_people(left, right))


def _is_denied(left: DatedMention, right: DatedMention, unreal: EventMention) -> bool:
    """Say whether a page tells an encounter and then that "the meeting" or "any such meeting" did not take place."""
    first, second = sorted((left, right), key=lambda mention: mention.ordinal)
    if second.mention is not unreal or unreal.status.status != Status.NOT_HELD or not second.recap:
        return False
    return first.mention.kind == unreal.kind and bool(same_people(left, right)) and not _is_passing(first.mention)


def _is_passing(told: EventMention) -> bool:
    """Say whether an encounter was a mere moment: by its kind, unless it is told to have lasted longer."""
    lasted = (minutes_of(d.value) for d in told.details if d.field == "duration")
    return told.kind in _kinds().words("passing") and max((m or 0 for m in lasted), default=0) <= MOMENT


MOMENT = 15
"""Minutes up to which an encounter is a moment, as `brief_minutes` of reconcile.toml has it."""


CLAIM = 0.25
"""Share of telling words from which a deed of a month and its denial are one: "blocked the trawlers in January"."""


def _is_one_claim(left: DatedMention, right: DatedMention) -> bool:
    """Say whether a deed and its denial are told of the same stretch of time in the same words."""
    deed = left.mention.type != "CONSULT" and left.interval is not None and left.interval == right.interval
    return deed and shared_words(left, right) >= CLAIM


def rounds_differ(left: DatedMention, right: DatedMention) -> bool:
    """One is a round of its own, with aides or of two alone, and they differ in who took part."""
    if compare_company(left, right).same:
        return False
    a, b = left.mention, right.mention
    if a.type == "CONSULT" and left.page == right.page and a.sentence == b.sentence and a.trigger != b.trigger:
        return True  # "chatted with the host after the meeting"
    enlarged = _has_format(left, "enlarged") != _has_format(right, "enlarged")
    return enlarged or _is_of_two_alone(left, right) or _is_of_two_alone(right, left)


def _is_of_two_alone(pair: DatedMention, more: DatedMention) -> bool:
    """Say whether one is told as of two alone, and the other, of more, beside it or as of three or many."""
    if not _has_format(pair, "bilateral") or len(set(pair.entities)) != 2 or len(set(more.entities)) < 3:
        return False
    return pair.page == more.page or _has_format(more, "trilateral") or _has_format(more, "multilateral")


def _has_format(mention: DatedMention, value: str) -> bool:
    details = (d for d in mention.mention.details if d.field == "format" and d.inferred_from is None)
    return any(detail.value == value for detail in details)


def series_differ(left: DatedMention, right: DatedMention) -> bool:
    """One tells of many encounters over a long time, the other of a single one."""
    if left.series == right.series:
        return False
    many, single = (left, right) if left.series else (right, left)
    return not (single.page == many.page and single.recap and single.mention.kind == "talks")


CONTRADICTIONS = (
    types_differ,
    days_differ,
    weekdays_differ,
    places_differ,
    occasions_differ,
    people_differ,
    counts_differ,
    kinds_differ,
    realities_differ,
    rounds_differ,
    series_differ,
    hardly_alike,
)


def contradiction(left: DatedMention, right: DatedMention) -> str | None:
    """Return the reason why the two cannot be one event, or None."""
    for check in CONTRADICTIONS:
        if check(left, right):
            return (check.__doc__ or check.__name__).strip().rstrip(".")
    return None
