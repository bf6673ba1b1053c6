"""Say how events stand to each other where no single page tells both, around a change to a ledger.

In: a ledger and the events about to be written, with their mentions. Out: relations: which denial denies which
accusation, which encounter was part of which, which are stops of one trip, and what an act answers. What makes a pair
is said by `rebuttal`, `holding`, `trips` and `answering`; here pairs are found by stored keys, so that a page more
costs the same however many there are.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from dateline.link import Cluster
from dateline.model.record import DatedMention, Relation
from dateline.reach import Reach
from dateline.relations.answering import answers, deed_keys
from dateline.relations.holding import holds, is_whole, stay_keys
from dateline.relations.rebuttal import DISPUTING, ENOUGH, denies, page_key, sought_keys, told_keys
from dateline.relations.trips import are_stops, trip_keys
from dateline.store.disputes import kept_under, place_keys, sharing_keys, standing_beside
from dateline.store.ledger import Ledger

SORTS = ("denies", "denied_by")


@dataclass(frozen=True, slots=True)
class Bond:
    """One way in which events stand to each other: by which keys two mentions meet, and whether they do.

    `on_pages` says that it is made here of two mentions of one page too.
    """

    relation: str
    keys: Callable[[DatedMention], Iterable[str]]
    holds: Callable[[DatedMention, DatedMention], bool]
    on_pages: bool = False


BONDS = (
    Bond("part_of", stay_keys, lambda part, whole: holds(whole, part)),
    Bond("same_trip", trip_keys, are_stops),
    Bond("response_to", deed_keys, answers, on_pages=True),
)


def _bond_keys(mention: DatedMention) -> set[str]:
    return {key for bond in BONDS for key in bond.keys(mention)} if mention.mention.type not in DISPUTING else set()


def stood_with(ledger: Ledger, events: Iterable[str]) -> set[str]:
    """Return the events whose record may say how they stand to any of the given ones, as these stand in the ledger.

    Of encounters only those that hold others, or are stops, are spoken of by other pages' events.
    """
    found: set[str] = set()
    mentions: list[str] = []
    for event in events:
        record = ledger.record(event)
        found |= {r.event for r in record.related if r.relation in SORTS}
        mentions += record.mentions
    spoken = [m.id for m in ledger.mentions(mentions) if m.mention.type != "CONSULT" or is_whole(m) or _is_stop(m)]
    return found | standing_beside(ledger, spoken)


def _is_stop(mention: DatedMention) -> bool:
    return any(trip_keys(mention))


def relate_across(ledger: Ledger, reach: Reach, clusters: Mapping[str, Cluster]) -> dict[str, set[Relation]]:
    """Return how the events to be written stand to others that other pages tell, and these others to them."""
    inside = {m.id: event for event, cluster in clusters.items() for m in cluster.mentions}
    told = [m for c in clusters.values() for m in c.mentions]
    for mention in told:
        place_keys(ledger, mention.id, {*told_keys(mention), *_bond_keys(mention)})
    related: dict[str, set[Relation]] = defaultdict(set)
    for denial, claim in _denials(ledger, told):
        left, right = (inside.get(m) or ledger.event_of(m) for m in (denial, claim))
        if left and right and left != right:
            related[left].add(Relation(right, "denies"))
            related[right].add(Relation(left, "denied_by"))
    for left, right, relation in _bonds(ledger, reach, told, inside):
        related[left].add(Relation(right, relation))
    return related


def _denials(ledger: Ledger, told: Iterable[DatedMention]) -> set[tuple[str, str]]:
    """Return the pairs of mentions, denial first, in which any of the given ones denies or is denied."""
    pairs = set()
    for mention in told:
        if mention.mention.type not in DISPUTING:
            continue
        near = sharing_keys(ledger, sought_keys(mention), ENOUGH) | sharing_keys(ledger, [page_key(mention)])
        for other in ledger.mentions(near):
            if denies(mention, other):
                pairs.add((mention.id, other.id))
            if denies(other, mention):
                pairs.add((other.id, mention.id))
    return pairs


def _bonds(
    ledger: Ledger, reach: Reach, told: Iterable[DatedMention], inside: Mapping[str, str]
) -> set[tuple[str, str, str]]:
    """Return the events, the first of which stands to the second as told: one of the two is about to be written.

    Of two events one pair of mentions is enough.
    """
    found: set[tuple[str, str, str]] = set()
    for bond in BONDS:
        mine = {m.id: keys for m in told if m.mention.type not in DISPUTING and (keys := set(bond.keys(m)))}
        kept = kept_under(ledger, {key for keys in mine.values() for key in keys})
        events = {ident: event for rows in kept.values() for ident, event in rows if event} | dict(inside)
        for mention, keys in mine.items():
            near = {ident for key in keys for ident, _ in kept.get(key, ())}
            for left, right in _pairs(mention, sorted(near & set(events))):
                pair = (events[left], events[right], bond.relation)
                if pair[0] != pair[1] and pair not in found and _stand(reach, bond, left, right):
                    found.add(pair)
    return found


def _stand(reach: Reach, bond: Bond, left: str, right: str) -> bool:
    """Say whether two mentions stand to each other so, of different pages where `relate` sees to those of one."""
    one, other = reach.told_of(left), reach.told_of(right)
    return (bond.on_pages or one.page != other.page) and bond.holds(one, other)


def _pairs(mention: str, others: Iterable[str]) -> Iterator[tuple[str, str]]:
    for other in others:
        if other != mention:
            yield mention, other
            yield other, mention
