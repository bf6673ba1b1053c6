"""Say how events stand to each other: one follows another, is part of a visit, or is only referred to.

In: events with their mentions, as clustered. Out: relations by event. Only events that one article tells are related:
that article is the witness.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.lexicon import lexicon
from dateline.link import Cluster
from dateline.model.claims import Status
from dateline.model.record import DatedMention, Relation

REAL = (Status.OCCURRED, Status.ONGOING)
AFTER = ("then", "later", "afterwards", "after")


@dataclass(frozen=True, slots=True)
class _Told:
    event: str
    mention: DatedMention


def relate_events(clusters: Mapping[str, Cluster]) -> dict[str, tuple[Relation, ...]]:
    """Return the relations of each event (by id) to the others of the same articles."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for told in _by_page(clusters).values():
        for event, other, relation in (*_following(told), *_parts(told)):
            found[event].add((other, relation))
    return {
        event: tuple(Relation(other, relation) for other, relation in sorted(pairs)) for event, pairs in found.items()
    }


def _by_page(clusters: Mapping[str, Cluster]) -> dict[str, list[_Told]]:
    pages: dict[str, list[_Told]] = defaultdict(list)
    for event, cluster in clusters.items():
        for mention in cluster.mentions:
            if mention.mention.type == "CONSULT":
                pages[mention.page].append(_Told(event, mention))
    for told in pages.values():
        told.sort(key=lambda t: (t.mention.mention.trigger.start, t.mention.id))
    return pages


def _following(told: Sequence[_Told]) -> Iterator[tuple[str, str, str]]:
    """Yield an encounter told with "then" or "later" after another of the same day with a person in common."""
    for number, later in enumerate(told):
        if (later.mention.mention.sequel or "") not in AFTER or not _real(later):
            continue
        for earlier in reversed(told[:number]):
            if _real(earlier) and earlier.event != later.event and _meet(earlier.mention, later.mention):
                yield later.event, earlier.event, "follows"
                break


def _parts(told: Iterable[_Told]) -> Iterator[tuple[str, str, str]]:
    """Yield encounters that took place on a visit or at a dinner told beside them."""
    whole = lexicon("kinds").words("whole")
    for left, right in combinations(told, 2):
        for part, holder in ((left, right), (right, left)):
            kinds = part.mention.mention.kind in whole, holder.mention.mention.kind in whole
            if kinds == (False, True) and part.event != holder.event and _inside(part, holder):
                yield part.event, holder.event, "part_of"


def _real(told: _Told) -> bool:
    return told.mention.mention.status.status in REAL


def _meet(left: DatedMention, right: DatedMention) -> bool:
    same_time = left.interval is None or right.interval is None or left.interval.meets(right.interval)
    return same_time and bool(set(left.entities) & set(right.entities))


def _inside(part: _Told, whole: _Told) -> bool:
    if not (_real(part) and _real(whole)):
        return False
    inner, outer = part.mention.interval, whole.mention.interval
    if inner is None or outer is None or not (outer.start <= inner.start and inner.end <= outer.end):
        return False
    return len(set(part.mention.entities) & set(whole.mention.entities)) >= 2
