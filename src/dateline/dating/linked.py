"""Date a page without a date by other pages' reports of an encounter that it tells as news.

In: an undated page's mentions as it places them alone, and dated mentions of other pages. Out: the days that these
give for the same encounter, none where nothing shows that it is the same. Only pages that date themselves are
believed, so that the order in which pages come plays no part.
"""

from collections.abc import Callable, Iterable, Iterator

from dateline.dating.stretches import NEWS, intersect, moved, ranged
from dateline.dating.timing import PageTime
from dateline.match.blocking import is_news, told_days
from dateline.match.contradictions import ALIKE, kinds_differ, places_differ
from dateline.match.features import REAL, pages_alike, same_occasion, same_place, shared_words
from dateline.model.claims import Interval, MentionKind, Reading
from dateline.model.record import DatedMention

SURE = 8
"""Days: a page whose own clues leave no more than these needs no other page."""
CROWD = 3
"""So many people in one encounter are rarely together twice on one weekday."""
FURTHER = 4
"""Names beside those of the encounter that two pages share when they tell one piece of news."""

ABOUT = 0.33
"""Share of the most telling words that two such pages have in common: all campaign news names the same parties, states
and rivals. Of PolNeAR's pages with half of their days taken away, four times over, the two dated wrongly share .21 with
the page that dated them, the one dated rightly .46."""

OWN_DAY = frozenset({"PRESENT_REF"})
"""Values of times that leave the day open."""

Names = Callable[[str], frozenset[str]]


def is_unsure(page: PageTime) -> bool:
    """Say whether a page's own clues leave its day open."""
    return page.interval is None or (page.interval.end - page.interval.start).days > SURE


def find_linked(
    page: PageTime, told: Iterable[DatedMention], others: Iterable[DatedMention], names: Names
) -> tuple[Interval, ...]:
    """Return the days that other pages give for what the page tells as news, in order; none where nothing fits.

    `names` gives a page's names of people and places, folded.
    """
    known = [other for other in others if not other.linked and _is_day(other)]
    days = {
        other.interval
        for mention in seekers(told)
        for other in known
        if other.interval is not None and _is_same(mention, other, names) and _can_tell(page, other.interval)
    }
    return tuple(sorted((d for d in days if d is not None), key=lambda day: day.start))


def seekers(told: Iterable[DatedMention]) -> Iterator[DatedMention]:
    """Yield the encounters that took place on a day named without its year, and those that are news with no day at all.

    The page's news is its first encounter that took place, with all that it tells of the same people.
    """
    encounters = [mention for mention in told if _took_place(mention)]
    for mention in encounters:
        if told_days(mention) or (_people(mention) == _people(encounters[0]) and _is_untimed(mention)):
            yield mention


def _took_place(mention: DatedMention) -> bool:
    return mention.mention.type == "CONSULT" and mention.mention.status.status in REAL and len(mention.names) > 1


def _is_untimed(mention: DatedMention) -> bool:
    """Say whether people with names are told to have met at a time of day at most, and not before something else."""
    told = mention.mention
    named = not any(p.referent.unnamed for p in told.participants)
    return named and told.sequel is None and not any(t.kind == "date" and t.value not in OWN_DAY for t in told.times)


def _is_day(mention: DatedMention) -> bool:
    return mention.interval is not None and mention.interval.start == mention.interval.end


def _can_tell(page: PageTime, day: Interval) -> bool:
    """Say whether the page's own clues let it tell of that day as news."""
    return bool(intersect((ranged(day.start, moved(day.end, NEWS)),), page.days))


def _is_same(mention: DatedMention, other: DatedMention, names: Names) -> bool:
    """Say whether a dated mention of another page tells the same encounter."""
    if mention.page == other.page or other.mention.type != "CONSULT" or other.mention.status.status not in REAL:
        return False
    if _people(mention) != _people(other) or not _on_day(told_days(mention), other):
        return False
    if kinds_differ(mention, other) or places_differ(mention, other):
        return False
    return _is_shown(mention, other, names) if told_days(mention) else _is_one_news(mention, other, names)


def _is_one_news(mention: DatedMention, other: DatedMention, names: Names) -> bool:
    """Say whether enough other names and words speak for two pages' one piece of news, where the one tells no day."""
    further = len((names(mention.page) & names(other.page)) - _people(mention))
    enough = FURTHER - 1 if same_place(mention, other) else FURTHER
    return is_news(other) and further >= enough and pages_alike(mention, other) >= ABOUT


def _is_shown(mention: DatedMention, other: DatedMention, names: Names) -> bool:
    """Say whether more than two names and a weekday speaks for it."""
    if len(mention.names) >= CROWD or any("-" in day for day in told_days(mention)):
        return True
    if same_place(mention, other) or same_occasion(mention, other) or shared_words(mention, other) >= ALIKE:
        return True
    return len((names(mention.page) & names(other.page)) - _people(mention)) >= FURTHER


def _people(mention: DatedMention) -> frozenset[str]:
    return frozenset(mention.names)


def _on_day(told: set[str], other: DatedMention) -> bool:
    day = other.interval.start if other.interval is not None else None
    return day is not None and told <= {f"W{day.isoweekday()}", f"{day:%m-%d}"}


def names_in(reading: Reading) -> frozenset[str]:
    """Return the names of people and places that a page gives, countries left out."""
    kinds = (MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION)
    return frozenset(
        mention.referent.name
        for mention in reading.mentions
        if mention.form == "name" and mention.referent.kind in kinds and not mention.referent.unnamed
    )
