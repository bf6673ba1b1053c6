"""Say how events stand to each other, where one article tells both: that article is the witness.

In: events with their mentions, as clustered. Out: relations by event: an encounter follows another, is part of a visit,
is a stop of the same trip, is what the reports of a later one refer to; an act answers another. Which denial denies
which accusation is left to `rebuttal`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.link import Cluster
from dateline.model.record import DatedMention, Relation
from dateline.relations.answering import find_replies
from dateline.relations.holding import is_inside, is_real, may_hold
from dateline.relations.trips import find_stops

NEWS = 7
"""Days before its page within which an encounter is the page's own news, and beyond which an earlier one is not."""
AFTER = ("then", "later", "afterwards", "after")


@dataclass(frozen=True, slots=True)
class _Told:
    event: str
    mention: DatedMention


def relate_events(clusters: Mapping[str, Cluster]) -> dict[str, tuple[Relation, ...]]:
    """Return the relations of each event (by id) to the others of the same articles."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for told in _by_page(clusters).values():
        met = [t for t in told if t.mention.mention.type == "CONSULT"]
        for event, other, relation in (
            *_following(met),
            *_parts(met),
            *_trips(met),
            *_references(met),
            *((item.event, other.event, "response_to") for item, other in find_replies(told)),
        ):
            found[event].add((other, relation))
    return {
        event: tuple(Relation(other, relation) for other, relation in sorted(pairs)) for event, pairs in found.items()
    }


def _by_page(clusters: Mapping[str, Cluster]) -> dict[str, list[_Told]]:
    pages: dict[str, list[_Told]] = defaultdict(list)
    for event, cluster in clusters.items():
        for mention in cluster.mentions:
            pages[mention.page].append(_Told(event, mention))
    for told in pages.values():
        told.sort(key=lambda t: (t.mention.mention.trigger.start, t.mention.id))
    return pages


def _following(told: Sequence[_Told]) -> Iterator[tuple[str, str, str]]:
    """Yield an encounter told with "then" or "later" after another of the same day with a person in common."""
    for number, later in enumerate(told):
        if (later.mention.mention.sequel or "") not in AFTER or not is_real(later.mention):
            continue
        for earlier in reversed(told[:number]):
            if is_real(earlier.mention) and earlier.event != later.event and _meet(earlier.mention, later.mention):
                yield later.event, earlier.event, "follows"
                break


def _parts(told: Sequence[_Told]) -> Iterator[tuple[str, str, str]]:
    """Yield encounters that took place on a visit or at a dinner told beside them."""
    followed = {pair[:2] for pair in _following(told)}
    for left, right in combinations(told, 2):
        for part, holder in ((left, right), (right, left)):
            narrower = may_hold(holder.mention, part.mention) and (holder.event, part.event) not in followed
            if narrower and part.event != holder.event and is_inside(part.mention, holder.mention):
                yield part.event, holder.event, "part_of"


def _trips(met: Sequence[_Told]) -> Iterator[tuple[str, str, str]]:
    for left, right in find_stops(met):
        yield left.event, right.event, "same_trip"
        yield right.event, left.event, "same_trip"


def _references(told: Sequence[_Told]) -> Iterator[tuple[str, str, str]]:
    """Yield the earlier encounters of the same people to which a page refers that tells of a new one."""
    for news in told:
        if not (is_real(news.mention) and _is_news(news.mention)):
            continue
        for other in told:
            if other.event != news.event and is_real(other.mention) and _before(other.mention, news.mention):
                yield news.event, other.event, "refers_to"


def _is_news(mention: DatedMention) -> bool:
    """Say whether an encounter is told as the page's own news: within days of the page."""
    if mention.interval is None or mention.as_of is None:
        return False
    return 0 <= (mention.as_of.end - mention.interval.start).days <= NEWS and mention.interval.end <= mention.as_of.end


def _before(earlier: DatedMention, later: DatedMention) -> bool:
    if earlier.interval is None or later.interval is None:
        return False
    apart = (later.interval.start - earlier.interval.end).days
    return apart > NEWS and len(set(earlier.entities) & set(later.entities)) >= 2


def _meet(left: DatedMention, right: DatedMention) -> bool:
    same_time = left.interval is None or right.interval is None or left.interval.meets(right.interval)
    return same_time and bool(set(left.entities) & set(right.entities))
