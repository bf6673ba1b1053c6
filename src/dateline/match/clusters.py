"""Turn judgements about pairs into clusters: a person's links first, then the best pairs, never across a "no".

In: ids, pairs with scores, a test that forbids. Out: clusters as sorted tuples, the same whatever the order of the
input. Comparing the things themselves is left to `features`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """A pair that could be one, with its score; a person's `same` has `by_person` set and goes before all scores."""

    left: str
    right: str
    score: float = 0.0
    by_person: bool = False


@dataclass(slots=True)
class _Clusters:
    parent: dict[str, str]
    members: dict[str, list[str]] = field(default_factory=dict)

    def root(self, item: str) -> str:
        while self.parent[item] != item:
            self.parent[item] = self.parent[self.parent[item]]
            item = self.parent[item]
        return item

    def join(self, left: str, right: str) -> None:
        keep, drop = sorted((left, right))
        self.parent[drop] = keep
        self.members[keep] += self.members.pop(drop)


def build_clusters(
    ids: Iterable[str],
    links: Iterable[Link],
    *,
    forbids: Callable[[str, str], bool],
    never: frozenset[frozenset[str]] = frozenset(),
) -> tuple[tuple[str, ...], ...]:
    """Return the clusters that the links make, best link first.

    A union is refused where any pair across it is in `never` (a person said that they differ) or, for a rule's link,
    where `forbids` says so of any pair across it.
    """
    unique = sorted(set(ids))
    clusters = _Clusters({item: item for item in unique}, {item: [item] for item in unique})
    for link in sorted(links, key=_strength):
        if link.left not in clusters.parent or link.right not in clusters.parent:
            continue
        left, right = clusters.root(link.left), clusters.root(link.right)
        if left != right and _may_join(clusters.members[left], clusters.members[right], link, forbids, never):
            clusters.join(left, right)
    return tuple(sorted(tuple(sorted(group)) for group in clusters.members.values()))


def _strength(link: Link) -> tuple[bool, float, str, str]:
    return (not link.by_person, -link.score, *sorted((link.left, link.right)))  # type: ignore[return-value]


def _may_join(
    left: Sequence[str],
    right: Sequence[str],
    link: Link,
    forbids: Callable[[str, str], bool],
    never: frozenset[frozenset[str]],
) -> bool:
    pairs = [(a, b) for a in left for b in right]
    if never and any(frozenset(pair) in never for pair in pairs):
        return False
    return link.by_person or not any(forbids(a, b) for a, b in pairs)
