"""How often one asker may ask: a bucket of tokens for each, refilled at a steady pace.

In: who asks and the time. Out: how long to wait, 0.0 for not at all. Forgets the askers longest unheard of.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

MOST = 10_000
"""Askers remembered: at a hundred bytes each, a megabyte."""


@dataclass(slots=True)
class RateLimit:
    """So many requests at once at the most, and so many a second in the long run, for each asker."""

    burst: float
    per_second: float
    clock: Callable[[], float] = monotonic
    buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def wait(self, asker: str) -> float:
        """Take a token and return 0.0, or return in how many seconds there will be one."""
        now = self.clock()
        left, then = self.buckets.pop(asker, (self.burst, now))
        left = min(self.burst, left + (now - then) * self.per_second)
        allowed = left >= 1
        self.buckets[asker] = (left - 1 if allowed else left, now)
        while len(self.buckets) > MOST:
            self.buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) / self.per_second
