"""Find what a person should look at first: fields in doubt, possible duplicates, weak merges.

In: an open ledger. Out: `Doubt`s, the most doubtful of the most told of first. Nothing is judged here.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import sqrt

from dateline.match.contradictions import contradiction, hardly_told_alike
from dateline.match.features import THRESHOLD, score_pair
from dateline.model.record import DatedMention, Event, Judgement
from dateline.store.codec import unpack
from dateline.store.ledger import Ledger

CONFLICTING, INFERRED, DUPLICATE, WEAK = "conflicting", "inferred", "duplicate", "weak"
KINDS = (CONFLICTING, INFERRED, DUPLICATE, WEAK)
DOUBT = {CONFLICTING: 3.0, INFERRED: 1.0, DUPLICATE: 2.0, WEAK: 1.5}
"""How doubtful each kind is; an event's importance is its number of reports."""
LOOKED_AT = 300
"""Events looked into for the queue: those that sources differ on, then those most told of."""
COMPARED = 120
"""Of them, the events of which duplicates are sought."""
NEARLY = 1.5
"""How far a score may stand from the threshold of linking and be in doubt: about one feature's weight."""
FIELDS = ("status", "date", "place", "duration", "kind", "outcome")
ON_FIELDS = ("right", "wrong", "edit", "unverifiable")
SETTLING = (*ON_FIELDS, "same", "different")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to review: a field of an event, an event that may be another one, or a mention that may not belong.

    `mentions` are two mentions that stand for the pair, of a duplicate or of a weak merge; `told` are all of the event.
    """

    kind: str
    event: str
    reason: str
    weight: float
    field: str = ""
    value: str = ""
    other: str = ""
    mentions: tuple[str, ...] = ()
    score: float = 0.0
    told: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it this thing and no other."""
        return (self.kind, self.event, self.field, self.other, *self.mentions)


@dataclass(slots=True)
class Looked:
    """What was seen of events and pairs of them when they were last looked into, by their bodies."""

    events: dict[bytes, tuple[Event, tuple[Doubt, ...]]] = field(default_factory=dict)
    pairs: dict[tuple[bytes, bytes], Doubt | None] = field(default_factory=dict)


def find_doubts(ledger: Ledger, before: Looked | None = None) -> tuple[tuple[Doubt, ...], Looked]:
    """Return all that is in doubt among the events looked into, the weightiest first, and what was looked at.

    What was looked at `before` and is as it was then is not looked into again.
    """
    before, looked = before or Looked(), Looked()
    query = (  # the events are chosen by their index before any body is read
        "WITH chosen AS MATERIALIZED (SELECT event FROM listing "
        "ORDER BY conflicts > 0 DESC, reports DESC, event LIMIT ?) "
        "SELECT body FROM chosen JOIN record_body USING (event)"
    )
    bodies = [row["body"] for row in ledger.database.execute(query, (LOOKED_AT,))]
    for body in bodies:
        looked.events[body] = before.events.get(body) or _look_into(body)
    found = [doubt for body in bodies for doubt in looked.events[body][1]]
    found += _duplicates(ledger, bodies[:COMPARED], before, looked)
    return tuple(sorted(found, key=lambda d: (-d.weight, d.key))), looked


def _look_into(body: bytes) -> tuple[Event, tuple[Doubt, ...]]:
    event = unpack(body, Event)
    return event, (*_fields(event), *_weak(event))


def _importance(event: Event) -> float:
    return 1.0 + sqrt(len(event.reports)) + (event.type == "CONSULT")


def _fields(event: Event) -> Iterator[Doubt]:
    for told in event.fields:
        if told.state.value in (CONFLICTING, INFERRED) and told.name in FIELDS:
            weight = _importance(event) * DOUBT[told.state.value]
            about = (told.note or "", weight, told.name, told.value)
            yield Doubt(told.state.value, event.id, *about, told=event.mentions)


def _weak(event: Event) -> Iterator[Doubt]:
    """Yield the mentions that hang on an event by one thread."""
    if len(event.mentions) < 2 or not event.merges:
        return
    seen: set[frozenset[str]] = set()
    for mention in event.mentions:
        mine = [m for m in event.merges if mention in (m.left, m.right)]
        best = max(mine, key=lambda m: m.score, default=None)
        if best is not None and best.score < THRESHOLD + NEARLY:
            other = best.right if best.left == mention else best.left
            if frozenset((mention, other)) in seen:
                continue
            seen.add(frozenset((mention, other)))
            weight = _importance(event) * DOUBT[WEAK] * (1 + THRESHOLD + NEARLY - best.score) / 2
            reason = "; ".join(best.reasons)
            yield Doubt(WEAK, event.id, reason, weight, mentions=(mention, other), score=best.score)


# --- possible duplicates --------------------------------------------------------------------------------------------


def _duplicates(ledger: Ledger, bodies: Iterable[bytes], before: Looked, looked: Looked) -> list[Doubt]:
    """Return which events may be one, comparing only pairs of which one is not as it was before."""
    seen: set[frozenset[str]] = set()
    for body in bodies:
        event = looked.events[body][0]
        for other in _alike(ledger, event):
            if (pair := frozenset((event.id, other))) in seen:
                continue
            seen.add(pair)
            theirs = ledger.database.execute("SELECT body FROM record_body WHERE event = ?", (other,)).fetchone()[0]
            known = before.pairs.get((body, theirs), UNKNOWN)
            fresh = known is UNKNOWN
            looked.pairs[body, theirs] = _compared(ledger, event, unpack(theirs, Event)) if fresh else known
    return [doubt for doubt in looked.pairs.values() if doubt is not None]


def _alike(ledger: Ledger, event: Event) -> list[str]:
    """Return the events of the type that begin within three days of one and share its people, two or all of them."""
    who = [person.entity for person in event.participants][:12]
    if not who or not event.start:
        return []
    marks = ",".join("?" * len(who))
    query = (  # CROSS JOIN and + have SQLite look at the week first: by type or people, it read tens of thousands
        "SELECT r.event FROM listing r CROSS JOIN record_who w ON w.event = r.event "  # noqa: S608 - question marks only
        "WHERE r.first_day BETWEEN date(?, '-3 days') AND date(?, '+3 days') AND +r.type = ? AND r.event != ? "
        f"AND w.entity IN ({marks}) GROUP BY r.event HAVING count(*) >= ? ORDER BY count(*) DESC, r.event LIMIT 6"
    )
    values = (event.start, event.start, event.type, event.id, *who, min(2, len(who)))
    return [row["event"] for row in ledger.database.execute(query, values)]


UNKNOWN = Doubt("", "", "", 0.0)
"""A pair that was not compared before."""


def _compared(ledger: Ledger, event: Event, right: Event) -> Doubt | None:
    """Return the doubt whether two events are one, where no rule forbids it and much speaks for it."""
    pairs = [
        (score_pair(a, b), a.id, b.id)
        for a in ledger.mentions(event.mentions[:6])
        for b in ledger.mentions(right.mentions[:6])
        if _may_be_one(a, b)
    ]
    if not pairs:
        return None
    (score, reasons), a, b = max(pairs)
    if score < THRESHOLD - NEARLY:
        return None
    weight = max(_importance(event), _importance(right)) * DOUBT[DUPLICATE] * min(1.5, score / THRESHOLD)
    return Doubt(DUPLICATE, event.id, "; ".join(reasons), weight, other=right.id, mentions=(a, b), score=score)


def _may_be_one(left: DatedMention, right: DatedMention) -> bool:
    return contradiction(left, right) is None and not hardly_told_alike(left, right)


# --- what was judged already ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Settled:
    """What judgements have settled: fields by mention, and pairs of mentions."""

    fields: frozenset[tuple[str, str]]
    pairs: frozenset[frozenset[str]]

    @classmethod
    def by(cls, judgements: Iterable[Judgement]) -> "Settled":
        """Return what the standing judgements settle."""
        known = list(judgements)
        fields = {(j.left, j.right.partition("=")[0]) for j in known if j.verdict in ON_FIELDS}
        pairs = {frozenset((j.left, j.right)) for j in known if j.verdict in ("same", "different")}
        return cls(frozenset(fields), frozenset(pairs))

    def and_by(self, judgements: Iterable[Judgement]) -> "Settled":
        """Return what further judgements settle besides."""
        more = self.by(judgements)
        return Settled(self.fields | more.fields, self.pairs | more.pairs)

    def holds(self, doubt: Doubt) -> bool:
        """Say whether a doubt is settled."""
        if doubt.field:
            return any((mention, doubt.field) in self.fields for mention in doubt.told)
        return frozenset(doubt.mentions) in self.pairs
