"""One gathering as it was held: its days and its place."""

from dataclasses import dataclass

from dateline.model.claims import Interval, Precision


@dataclass(frozen=True, slots=True)
class Edition:
    """One gathering of a series, with its days; month or year precision where the day is not known."""

    series: str
    name: str
    start: Interval
    end: Interval
    city: str | None = None
    venue: str | None = None
    country: str | None = None
    note: str = ""

    @property
    def interval(self) -> Interval:
        """All days that the gathering may have had."""
        exact = self.start.precision is Precision.DAY and self.end.precision is Precision.DAY
        if self.start == self.end:
            return self.start
        return Interval(self.start.start, self.end.end, Precision.RANGE if exact else self.start.precision)
