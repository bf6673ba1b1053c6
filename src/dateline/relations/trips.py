"""Say which encounters are stops of one trip: of one person, in two places, within days, where the text says so.

In: what one page tells, or two mentions of different pages. Out: the stops, and the keys under which those of different
pages find each other.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Protocol

from dateline.lexicon import lexicon
from dateline.match.places import fits_place
from dateline.model.claims import MentionKind
from dateline.model.record import DatedMention
from dateline.relations.holding import TRIP


class Told(Protocol):
    """A mention with the event that it stands in."""

    @property
    def event(self) -> str: ...  # noqa: D102
    @property
    def mention(self) -> DatedMention: ...  # noqa: D102


def find_stops(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield encounters of one person in two places within days, where the text speaks of a trip.

    Two stops of one trip beside a third are stops of it too, whichever sentence speaks of the trip.
    """
    stops = [(a, b) for a, b in combinations(told, 2) if _tells(a.mention) | _tells(b.mention) and _is_trip(a, b)]
    beside: dict[str, list[Told]] = defaultdict(list)
    for left, right in stops:
        beside[left.event].append(right)
        beside[right.event].append(left)
    yield from stops
    for others in beside.values():
        yield from (pair for pair in combinations(others, 2) if _is_trip(*pair))


def _tells(mention: DatedMention) -> bool:
    return bool(mention.words & lexicon("relations").words("trip"))


def _is_trip(left: Told, right: Told) -> bool:
    return left.event != right.event and _are_apart(left.mention, right.mention)


def _are_apart(left: DatedMention, right: DatedMention) -> bool:
    """Say whether somebody met others in two places within days."""
    if not set(left.entities) & set(right.entities) or not _near(left, right):
        return False
    return bool(left.place and right.place and not fits_place(left.place, right.place))


def _near(left: DatedMention, right: DatedMention) -> bool:
    if left.interval is None or right.interval is None:
        return False
    apart = max((right.interval.start - left.interval.end).days, (left.interval.start - right.interval.end).days)
    return apart <= TRIP


def are_stops(left: DatedMention, right: DatedMention) -> bool:
    """Say whether two encounters of different pages are stops of one trip: each page speaks of a trip."""
    return _tells(left) and _tells(right) and bool(_people(left) & _people(right)) and _are_apart(left, right)


def trip_keys(mention: DatedMention) -> Iterator[str]:
    """Yield the keys of an encounter told of a trip: each person, and the days in stretches that meet."""
    when = mention.interval
    if mention.mention.type != "CONSULT" or when is None or not _tells(mention) or (when.end - when.start).days > TRIP:
        return
    first, last = when.start.toordinal() // TRIP, when.end.toordinal() // TRIP + 1
    for who in sorted(_people(mention)):
        yield from (f"trip {who} {stretch}" for stretch in range(first, last + 1))


def _people(mention: DatedMention) -> set[str]:
    told = zip(mention.entities, mention.mention.participants, strict=True)
    return {e for e, p in told if p.referent.kind is MentionKind.PERSON}
