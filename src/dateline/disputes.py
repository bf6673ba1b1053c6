"""Say which events of a ledger deny which, around a change, so that a page more costs the same however many there are.

In: a ledger and the events about to be written, with their mentions. Out: relations. When one mention denies another
is said by `dateline.rebuttal`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from dateline.link import Cluster
from dateline.model.record import DatedMention, Relation
from dateline.rebuttal import DISPUTING, ENOUGH, denies, page_key, sought_keys, told_keys
from dateline.store.disputes import place_dispute, sharing_keys
from dateline.store.ledger import Ledger

SORTS = ("denies", "denied_by")


def denied_with(ledger: Ledger, events: Iterable[str]) -> set[str]:
    """Return the events of the record that deny any of the given ones, or that these deny."""
    return {r.event for event in events for r in ledger.record(event).related if r.relation in SORTS}


def relate_denials(ledger: Ledger, clusters: Mapping[str, Cluster]) -> dict[str, set[Relation]]:
    """Return how the events to be written stand to others by denial, and these others to them."""
    inside = {m.id: event for event, cluster in clusters.items() for m in cluster.mentions}
    told = [m for c in clusters.values() for m in c.mentions if m.mention.type in DISPUTING]
    for mention in told:
        place_dispute(ledger, mention.id, told_keys(mention))
    related: dict[str, set[Relation]] = defaultdict(set)
    for denial, claim in _pairs(ledger, told):
        left, right = (inside.get(m) or ledger.event_of(m) for m in (denial, claim))
        if left and right and left != right:
            related[left].add(Relation(right, "denies"))
            related[right].add(Relation(left, "denied_by"))
    return related


def _pairs(ledger: Ledger, told: Iterable[DatedMention]) -> set[tuple[str, str]]:
    """Return the pairs of mentions, denial first, in which any of the given ones denies or is denied."""
    pairs = set()
    for mention in told:
        near = sharing_keys(ledger, sought_keys(mention), ENOUGH) | sharing_keys(ledger, [page_key(mention)])
        for other in ledger.mentions(near):
            if denies(mention, other):
                pairs.add((mention.id, other.id))
            if denies(other, mention):
                pairs.add((other.id, mention.id))
    return pairs
