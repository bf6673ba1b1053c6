"""Date a page without a date by other pages' reports of an encounter that it tells as news.

In: an undated page's mentions as it places them alone, and dated mentions of other pages. Out: the days that these
give for the same encounter, none where nothing shows that it is the same. Only pages that date themselves are
believed, so that the order in which pages come plays no part.
"""

from collections.abc import Callable, Iterable

from dateline.match.blocking import told_days
from dateline.match.contradictions import ALIKE, kinds_differ, places_differ
from dateline.match.features import REAL, same_occasion, same_place, shared_words
from dateline.model.claims import Interval, MentionKind, Reading
from dateline.model.record import DatedMention
from dateline.stretches import NEWS, intersect, moved, ranged
from dateline.timing import PageTime

SURE = 8
"""Days: a page whose own clues leave no more than these needs no other page."""
CROWD = 3
"""So many people in one encounter are rarely together twice on one weekday."""
FURTHER = 4
"""Names beside those of the encounter that two pages share when they tell one piece of news."""

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
        for mention in told
        if seeks(mention)
        for other in known
        if other.interval is not None and _is_same(mention, other, names) and _can_tell(page, other.interval)
    }
    return tuple(sorted((d for d in days if d is not None), key=lambda day: day.start))


def seeks(mention: DatedMention) -> bool:
    """Say whether a mention is of an encounter that took place on a day named without its year."""
    status = mention.mention.status.status
    return mention.mention.type == "CONSULT" and status in REAL and len(mention.names) > 1 and bool(told_days(mention))


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
    return _is_shown(mention, other, names)


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
    return day is not None and bool(told) and told <= {f"W{day.isoweekday()}", f"{day:%m-%d}"}


def names_in(reading: Reading) -> frozenset[str]:
    """Return the names of people and places that a page gives, countries left out."""
    kinds = (MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION)
    return frozenset(
        mention.referent.name
        for mention in reading.mentions
        if mention.form == "name" and mention.referent.kind in kinds and not mention.referent.unnamed
    )
