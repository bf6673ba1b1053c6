"""Hold our encounters and visits against an official record: confirmed, date-corrected, contradicted, not covered.

In: an encounter's mentions and the rows' event mentions, all placed in time. Out: one `Verdict` with its reason. What
becomes of it in the ledger is left to `dateline.corroborate`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from dateline.annotate.offices import crowned_words, offices_named
from dateline.annotate.persons import same_name
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Interval, MentionKind, Place, Precision, Referent, Status
from dateline.model.record import DatedMention
from dateline.witness.remarks import words

CONFIRMED, CORRECTED, CONTRADICTED, NOT_COVERED = "confirmed", "date-corrected", "contradicted", "not covered"
ORDER = (CONTRADICTED, CORRECTED, CONFIRMED, NOT_COVERED)
NEAR = timedelta(days=7)
"""How far apart the days of one encounter may be told; leaders seldom meet twice within a week at one place."""

WIDE = timedelta(days=45)
"""A time wider than this tells too little to say that a record lacks the encounter or puts it on other days."""

UNREAL = (Status.NOT_HELD, Status.CANCELLED)


@dataclass(frozen=True, slots=True)
class Encounter:
    """One event of ours, as our own pages tell it: its most exact time, its place and all who take part."""

    id: str
    label: str
    status: Status
    kind: str | None
    people: tuple[Referent, ...]
    when: Interval | None
    place: Place | None
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the record says of an encounter; `told` is the row's event mention that says so, `page` its row.

    `named` says that the row names those who met, not only the visit. `days` is how far the days are apart.
    """

    encounter: Encounter
    verdict: str
    reason: str
    told: DatedMention | None = None
    named: bool = False
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """An official record's event mentions, by the surnames and states of those who take part.

    `covered` gives, for each traveller, the days from first to last that the record tells of; of those in `complete`
    it lists every trip.
    """

    by_who: Mapping[str, tuple[DatedMention, ...]]
    covered: Mapping[str, Interval]
    complete: frozenset[str]
    home: Mapping[str, str]

    def of(self, person: Referent) -> tuple[DatedMention, ...]:
        """Return the mentions in which the person may take part."""
        return self.by_who.get(_surname(person), ())

    def trips(self, person: Referent) -> list[DatedMention]:
        """Return the visits that the person made."""
        return [m for m in self.of(person) if m.mention.kind == "visit" and is_same(person, _visitor(m))]


def make_record(told: Iterable[tuple[DatedMention, bool]]) -> Record:
    """Return the record that event mentions of rows make; each comes with whether its form lists every trip."""
    index: dict[str, list[DatedMention]] = defaultdict(list)
    covered: dict[str, Interval] = {}
    complete: dict[str, bool] = {}
    home: dict[str, str] = {}
    for mention, whole in told:
        for who in mention.mention.participants:
            index[_surname(who.referent)].append(mention)
        first = _visitor(mention)
        if mention.interval is not None:
            covered[first.key] = _span(covered.get(first.key), mention.interval)
        complete[first.key] = complete.get(first.key, True) and whole
        if first.country:
            home[first.key] = first.country
    return Record(
        {key: tuple(found) for key, found in index.items()},
        covered,
        frozenset(key for key, whole in complete.items() if whole),
        home,
    )


def _span(known: Interval | None, more: Interval) -> Interval:
    if known is None:
        return more
    return Interval(min(known.start, more.start), max(known.end, more.end), Precision.RANGE)


def _surname(who: Referent) -> str:
    return fold(who.name).rpartition(" ")[2] if who.kind == MentionKind.PERSON else who.key


def _visitor(mention: DatedMention) -> Referent:
    return mention.mention.participants[0].referent


# --- one encounter ------------------------------------------------------------------------------------------------


def judge(encounter: Encounter, record: Record) -> Verdict:
    """Return what the record says of an encounter."""
    why = _uncovered(encounter, record)
    if why:
        return Verdict(encounter, NOT_COVERED, why)
    found = sorted(_candidates(encounter, record), key=lambda c: c.rank)
    best = found[0] if found else None
    if best is not None and best.gap == 0 and best.there:
        return _confirmed(encounter, best)
    if best is not None and best.there and timedelta(days=best.gap) <= NEAR:
        days = _shown(best.told.interval)
        why = f"the record puts it on {days}, {best.gap} day{'s' if best.gap > 1 else ''} away"
        return Verdict(encounter, CORRECTED, why, best.told, best.named, best.gap)
    return _against(encounter, record, best)


def _uncovered(encounter: Encounter, record: Record) -> str | None:
    """Say why the record cannot tell of the encounter, or None where it can."""
    if encounter.kind in lexicon("kinds").words("remote"):
        return "a conversation at a distance; the record holds trips and visits"
    people = [one for one in encounter.people if one.kind == MentionKind.PERSON and record.of(one)]
    if not people:
        return "the record tells of none of those who take part"
    if encounter.when is None:
        return "the day is not known"
    near = Interval(encounter.when.start - NEAR, encounter.when.end + NEAR, Precision.RANGE)
    if not any(record.covered[key].meets(near) for one in people for key in _keys(one, record)):
        return "the record does not reach to that day"
    return None


def _keys(person: Referent, record: Record) -> set[str]:
    """The travellers in whose rows the person stands: he himself, or those who met him."""
    return {_visitor(mention).key for mention in record.of(person)}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row's event that may be the encounter: how many days apart, at that place or not, naming both or not."""

    told: DatedMention
    gap: int
    there: bool
    named: bool

    @property
    def rank(self) -> tuple[object, ...]:
        return (not self.there, self.gap, not self.named, self.told.id)


def _candidates(encounter: Encounter, record: Record) -> Iterator[_Candidate]:
    seen = {mention.id: mention for one in encounter.people for mention in record.of(one)}
    for told in seen.values():
        named = _names_both(encounter, told)
        if told.interval is None or encounter.when is None or not (named or _is_presence(encounter, told)):
            continue
        there = _fits(encounter.place, told)
        yield _Candidate(told, _gap(encounter.when, told.interval), there, named)


def _names_both(encounter: Encounter, told: DatedMention) -> bool:
    """Say whether two of those who take part are told by name or office in the row's event."""
    there = [p.referent for p in told.mention.participants]
    found = {n for one in encounter.people for n, other in enumerate(there) if is_same(one, other)}
    if len(found) >= 2:
        return True
    return encounter.kind == told.mention.kind == "visit" and 0 in found and _hosted(encounter, told) is not None


def _is_presence(encounter: Encounter, told: DatedMention) -> bool:
    """Say whether the row has one of them on a visit to the other's state, or to the place told."""
    if told.mention.kind != "visit" or not any(is_same(one, _visitor(told)) for one in encounter.people):
        return False
    return _hosted(encounter, told) is not None


def _hosted(encounter: Encounter, told: DatedMention) -> str | None:
    host = told.mention.participants[-1].referent.country
    others = {one.country for one in encounter.people if not is_same(one, _visitor(told)) and one.country}
    place = encounter.place.country if encounter.place else None
    return host if host and (host in others or _same_ground(host, place)) else None


def is_same(left: Referent, right: Referent) -> bool:
    """Say whether two are one: the same key, one name with or without what stands before it, one office or state."""
    if left.key == right.key:
        return True
    if left.kind != MentionKind.PERSON or right.kind != MentionKind.PERSON:
        return _same_office(left, right)
    if left.country and right.country and not _same_ground(left.country, right.country):
        return False
    mine, yours = _uncrowned(left.name), _uncrowned(right.name)
    if mine == yours:
        return True
    if " " in mine and " " in yours:
        return same_name(mine, yours)
    return mine.rpartition(" ")[2] == yours.rpartition(" ")[2] or mine in yours.split() or yours in mine.split()


def _uncrowned(name: str) -> str:
    """Return a name folded, without the title that the names of monarchs are given with: King Olav V."""
    first, _, rest = fold(name).partition(" ")
    return rest if rest and first in crowned_words() else fold(name)


def _same_office(left: Referent, right: Referent) -> bool:
    if not (left.office and right.office and left.country and left.country == right.country):
        return False
    return bool(set(offices_named(left.office)) & set(offices_named(right.office)))


def _same_ground(left: str | None, right: str | None) -> bool:
    """Say whether two states are one, or one stands on the other's ground, or one is a territory of the other."""
    if left is None or right is None or left == right:
        return left == right and left is not None
    wider = {
        key: {*words().lists("was").get(key, ()), *words().lists("territories").get(key, ())} for key in (left, right)
    }
    return right in wider[left] or left in wider[right]


def _fits(place: Place | None, told: DatedMention) -> bool:
    """Say whether an encounter's place lies in the country of the row; a town is not held against another of it."""
    if place is None or place.country is None or told.place is None:
        return True
    return _same_ground(told.place.country, place.country) or _same_ground(_host(told), place.country)


def _host(told: DatedMention) -> str | None:
    return told.place.country if told.place else None


def _gap(left: Interval, right: Interval) -> int:
    if left.meets(right):
        return 0
    return (right.start - left.end).days if left.end < right.start else (left.start - right.end).days


def _confirmed(encounter: Encounter, best: _Candidate) -> Verdict:
    held = best.told.mention.status.status is Status.OCCURRED
    if encounter.status in UNREAL and held and best.named:
        return Verdict(encounter, CONTRADICTED, "the record says that it took place", best.told, True, 0)
    if not held and encounter.status not in UNREAL:
        return Verdict(encounter, CONTRADICTED, "the record says that it did not take place", best.told, True, 0)
    days = _shown(best.told.interval)
    if encounter.status in UNREAL:
        return Verdict(encounter, NOT_COVERED, f"the record tells of the visit of {days} only", best.told, False, 0)
    what = "tells of it" if best.named else "tells of the visit, not of those met"
    planned = "; it took place" if encounter.status in (Status.PLANNED, Status.POSSIBLE) and best.named else ""
    return Verdict(encounter, CONFIRMED, f"the record {what}, {days}{planned}", best.told, best.named, 0)


def _against(encounter: Encounter, record: Record, best: _Candidate | None) -> Verdict:
    """The record tells nothing that fits: say whether it rules the encounter out."""
    when = encounter.when
    if encounter.status in UNREAL or when is None or when.end - when.start > WIDE:
        return Verdict(encounter, NOT_COVERED, "the record tells nothing of it")
    if best is not None and best.gap == 0 and best.named and encounter.status is not Status.POSSIBLE:
        return Verdict(encounter, CONTRADICTED, f"the record has it in {_where(best.told)}", best.told, True, 0)
    place = encounter.place.country if encounter.place else None
    for one in encounter.people if place else ():
        away = _elsewhere(one, record, when, place)
        if away is not None:
            why = f"the record has {_visitor(away).name} in {_where(away)}, {_shown(away.interval)}"
            return Verdict(encounter, CONTRADICTED, why, away, False, 0)
        if _never_there(one, record, when, place):
            why = f"the record lists every trip of {one.name} and has none there within {NEAR.days} days"
            return Verdict(encounter, CONTRADICTED, why)
    return Verdict(encounter, NOT_COVERED, "the record tells nothing of it")


def _elsewhere(person: Referent, record: Record, when: Interval, place: str | None) -> DatedMention | None:
    """Return the trip on which the person was all the time told, when no trip of those days leads to the place."""
    trips = [t for t in record.trips(person) if t.interval and t.interval.meets(when)]
    if any(_same_ground(_host(trip), place) for trip in trips):
        return None
    days = Interval(when.start - timedelta(days=1), when.end + timedelta(days=1), Precision.RANGE)
    home = record.home.get(_visitor(trips[0]).key) if trips else None
    if home is not None and _same_ground(home, place):  # one leaves and comes home on the first and last day
        trips = [t for t in trips if t.interval and t.interval.start <= days.start and days.end <= t.interval.end]
    return next(
        (t for t in trips if t.interval and t.interval.start <= when.start and when.end <= t.interval.end), None
    )


def _never_there(person: Referent, record: Record, when: Interval, place: str | None) -> bool:
    trips = record.trips(person)
    key = _visitor(trips[0]).key if trips else ""
    if key not in record.complete or _same_ground(record.home.get(key), place):
        return False
    within = record.covered[key]
    return within.start <= when.start and when.end <= within.end


def _where(told: DatedMention) -> str:
    return told.place.name if told.place else "another place"


def _shown(when: Interval | None) -> str:
    if when is None:
        return "an unknown day"
    start, end = when.start.isoformat(), when.end.isoformat()
    return start if start == end else f"{start} to {end}"


def find_missing(record: Sequence[DatedMention], encounters: Sequence[Encounter]) -> tuple[DatedMention, ...]:
    """Return the record's event mentions that no encounter of ours tells of, in the order of their days."""
    ours: dict[str, list[Encounter]] = defaultdict(list)
    for encounter in encounters:
        for who in encounter.people:
            ours[_surname(who)].append(encounter)
    return tuple(told for told in record if not any(_tells(one, told) for one in _near(told, ours)))


def _near(told: DatedMention, ours: Mapping[str, Sequence[Encounter]]) -> Iterator[Encounter]:
    for who in told.mention.participants:
        yield from ours.get(_surname(who.referent), ())


def _tells(encounter: Encounter, told: DatedMention) -> bool:
    if encounter.when is None or told.interval is None or not _fits(encounter.place, told):
        return False
    if timedelta(days=_gap(encounter.when, told.interval)) > NEAR:
        return False
    return _names_both(encounter, told) or (told.mention.kind == "visit" and _is_presence(encounter, told))
