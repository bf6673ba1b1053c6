"""Average linkage: merge the two groups whose pairs score highest on average, down to a threshold.

In: ids and the scores of pairs. Out: clusters as sorted tuples, the same whatever the order of the input. A pair
without a score counts as one that scores nothing.
"""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush

Sums = dict[str, dict[str, float]]


def average_linkage(
    ids: Iterable[str], scores: Mapping[tuple[str, str], float], threshold: float
) -> tuple[tuple[str, ...], ...]:
    """Return the clusters; ties go by the groups' first ids."""
    groups = _Groups(ids, scores, threshold)
    while groups.heap:
        _, left, right, size = heappop(groups.heap)
        if groups.is_current(left, right, size):
            groups.merge(left, right)
    return tuple(sorted(tuple(sorted(group)) for group in groups.members.values()))


class _Groups:
    """Groups under the id of their first member, with the sums of scores between them."""

    def __init__(self, ids: Iterable[str], scores: Mapping[tuple[str, str], float], threshold: float) -> None:
        self.threshold = threshold
        self.members = {name: [name] for name in sorted(set(ids))}
        self.sums: Sums = {name: {} for name in self.members}
        for (left, right), score in scores.items():
            self.sums[left][right] = self.sums[right][left] = score
        pairs = {(min(pair), max(pair)) for pair in scores}
        self.heap = [entry for pair in pairs if (entry := self._entry(*pair))]
        heapify(self.heap)

    def _entry(self, left: str, right: str) -> tuple[float, str, str, int] | None:
        sizes = len(self.members[left]), len(self.members[right])
        mean = self.sums[left][right] / (sizes[0] * sizes[1])
        return (-mean, left, right, sum(sizes)) if mean >= self.threshold else None

    def is_current(self, left: str, right: str, size: int) -> bool:
        """Say whether both groups are still what they were when their mean was taken."""
        if left not in self.members or right not in self.members:
            return False
        return len(self.members[left]) + len(self.members[right]) == size

    def merge(self, left: str, right: str) -> None:
        """Take the right group, whose first id is the later one, into the left one."""
        self.members[left] += self.members.pop(right)
        gone = self.sums.pop(right)
        gone.pop(left, None)
        self.sums[left].pop(right, None)
        for other, total in gone.items():
            self.sums[other].pop(right, None)
            self.sums[left][other] = self.sums[other][left] = total + self.sums[left].get(other, 0.0)
        for other in self.sums[left]:
            if entry := self._entry(min(left, other), max(left, other)):
                heappush(self.heap, entry)
