"""Link event mentions that tell one event, within and across articles.

In: dated mentions and the standing judgements. Out: `Cluster`s, each with the reasons of its merges. Order plays no
part: the same mentions make the same clusters.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.match.blocking import block_keys, meeting_keys
from dateline.match.clusters import Link, build_clusters
from dateline.match.company import name_described
from dateline.match.contradictions import contradiction, hardly_told_alike
from dateline.match.deeds import name_parties
from dateline.match.features import THRESHOLD, score_pair
from dateline.model.record import DatedMention, Judgement, Merge


@dataclass(frozen=True, slots=True)
class Cluster:
    """The mentions of one event, and why they were put together."""

    mentions: tuple[DatedMention, ...]
    merges: tuple[Merge, ...]


def cluster_mentions(mentions: Sequence[DatedMention], judgements: Iterable[Judgement] = ()) -> tuple[Cluster, ...]:
    """Return the clusters of the mentions; a person's judgements go before every rule."""
    by_id = {mention.id: mention for mention in mentions}
    links, never = _by_person(judgements, by_id)
    scored = {}
    for left, right in candidate_pairs(mentions):
        merge = link_pair(by_id[left], by_id[right])
        if merge is not None:
            scored[left, right] = merge
    links += [Link(left, right, merge.score) for (left, right), merge in scored.items()]
    groups = build_clusters(
        by_id, links, forbids=lambda a, b: contradiction(by_id[a], by_id[b]) is not None, never=never
    )
    return tuple(_cluster(group, by_id, scored) for group in groups)


def link_pair(left: DatedMention, right: DatedMention) -> Merge | None:
    """Return why two mentions may tell one event, or None where they do not."""
    if contradiction(left, right) is not None or hardly_told_alike(left, right):
        return None
    score, reasons = score_pair(left, right)
    return Merge(left.id, right.id, round(score, 3), reasons) if score >= THRESHOLD else None


def _cluster(
    group: Sequence[str], by_id: Mapping[str, DatedMention], scored: Mapping[tuple[str, str], Merge]
) -> Cluster:
    inside = [scored[pair] for pair in combinations(group, 2) if pair in scored]
    told = [by_id[item] for item in group]
    return Cluster(
        name_described(told) if told[0].mention.type == "CONSULT" else name_parties(told),
        tuple(sorted(inside, key=lambda m: (-m.score, m.left, m.right))),
    )


def candidate_pairs(mentions: Iterable[DatedMention]) -> set[tuple[str, str]]:
    """Return the pairs of mentions that share a block, each sorted."""
    blocks: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        for key in block_keys(mention):
            blocks[key].add(mention.id)
    return {
        (min(left, right), max(left, right))
        for key in blocks
        for other in meeting_keys(key)
        if other in blocks
        for left in blocks[key]
        for right in blocks[other]
        if left != right
    }


def _by_person(
    judgements: Iterable[Judgement], by_id: Mapping[str, DatedMention]
) -> tuple[list[Link], frozenset[frozenset[str]]]:
    links, never = [], set()
    for judgement in judgements:
        if judgement.left in by_id and judgement.right in by_id:
            if judgement.verdict == "same":
                links.append(Link(judgement.left, judgement.right, by_person=True))
            elif judgement.verdict == "different":
                never.add(frozenset((judgement.left, judgement.right)))
    return links, frozenset(never)
