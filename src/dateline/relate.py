"""Say how events stand to each other, where one article tells both: that article is the witness.

In: events with their mentions, as clustered. Out: relations by event: an encounter follows another, is part of a visit,
is a stop of the same trip, is what the reports of a later one refer to; an act answers another. Which denial denies
which accusation is left to `rebuttal`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import combinations

from dateline.lexicon import lexicon
from dateline.link import Cluster
from dateline.match.places import fits_place
from dateline.model.claims import Interval, Place, Precision, Status
from dateline.model.record import DatedMention, Relation
from dateline.model.text import Span

REAL = (Status.OCCURRED, Status.ONGOING)
TRIP = 10
"""Days between two stops of a trip at the most."""
NEWS = 7
"""Days before its page within which an encounter is the page's own news, and beyond which an earlier one is not."""
AFTER = ("then", "later", "afterwards", "after")


@dataclass(frozen=True, slots=True)
class _Told:
    event: str
    mention: DatedMention


def relate_events(clusters: Mapping[str, Cluster]) -> dict[str, tuple[Relation, ...]]:
    """Return the relations of each event (by id) to the others of the same articles."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for told in _by_page(clusters).values():
        met = [t for t in told if t.mention.mention.type == "CONSULT"]
        for event, other, relation in (
            *_following(met),
            *_parts(met),
            *_trips(met),
            *_references(met),
            *_replies(told),
        ):
            found[event].add((other, relation))
    return {
        event: tuple(Relation(other, relation) for other, relation in sorted(pairs)) for event, pairs in found.items()
    }


def _by_page(clusters: Mapping[str, Cluster]) -> dict[str, list[_Told]]:
    pages: dict[str, list[_Told]] = defaultdict(list)
    for event, cluster in clusters.items():
        for mention in cluster.mentions:
            pages[mention.page].append(_Told(event, mention))
    for told in pages.values():
        told.sort(key=lambda t: (t.mention.mention.trigger.start, t.mention.id))
    return pages


def _following(told: Sequence[_Told]) -> Iterator[tuple[str, str, str]]:
    """Yield an encounter told with "then" or "later" after another of the same day with a person in common."""
    for number, later in enumerate(told):
        if (later.mention.mention.sequel or "") not in AFTER or not _real(later):
            continue
        for earlier in reversed(told[:number]):
            if _real(earlier) and earlier.event != later.event and _meet(earlier.mention, later.mention):
                yield later.event, earlier.event, "follows"
                break


def _parts(told: Sequence[_Told]) -> Iterator[tuple[str, str, str]]:
    """Yield encounters that took place on a visit or at a dinner told beside them."""
    followed = {pair[:2] for pair in _following(told)}
    for left, right in combinations(told, 2):
        for part, holder in ((left, right), (right, left)):
            narrower = _may_hold(holder.mention, part.mention) and (holder.event, part.event) not in followed
            if narrower and part.event != holder.event and _inside(part, holder):
                yield part.event, holder.event, "part_of"


def _may_hold(holder: DatedMention, part: DatedMention) -> bool:
    """Say whether one kind of encounter holds the other; a dinner holds no talks, only a word in passing."""
    table = lexicon("kinds")
    if holder.mention.kind in table.words("short") and part.mention.kind not in table.words("passing"):
        return False
    return _breadth(part) < _breadth(holder)


def _breadth(mention: DatedMention) -> int:
    """Return how much an encounter may hold: a visit a dinner, a dinner a handshake, a handshake nothing."""
    whole = lexicon("kinds").strings("whole")
    kind = mention.mention.kind
    return len(whole) - whole.index(kind) if kind in whole else 0


def _trips(told: Sequence[_Told]) -> Iterator[tuple[str, str, str]]:
    """Yield encounters of one person in two places within days, where the text speaks of a trip.

    Two stops of one trip beside a third are stops of it too, whichever sentence speaks of the trip.
    """
    words = lexicon("relations").words("trip")
    stops = [(a, b) for a, b in combinations(told, 2) if (a.mention.words | b.mention.words) & words and _is_trip(a, b)]
    beside: dict[str, list[_Told]] = defaultdict(list)
    for left, right in stops:
        beside[left.event].append(right)
        beside[right.event].append(left)
    more = [pair for others in beside.values() for pair in combinations(others, 2) if _is_trip(*pair)]
    for left, right in stops + more:
        yield left.event, right.event, "same_trip"
        yield right.event, left.event, "same_trip"


def _is_trip(left: _Told, right: _Told) -> bool:
    """Say whether somebody met others in two places within days."""
    a, b = left.mention, right.mention
    if left.event == right.event or not set(a.entities) & set(b.entities):
        return False
    return bool(_near(a, b) and a.place and b.place and not fits_place(a.place, b.place))


def _near(left: DatedMention, right: DatedMention) -> bool:
    if left.interval is None or right.interval is None:
        return False
    apart = max((right.interval.start - left.interval.end).days, (left.interval.start - right.interval.end).days)
    return apart <= TRIP


def _references(told: Sequence[_Told]) -> Iterator[tuple[str, str, str]]:
    """Yield the earlier encounters of the same people to which a page refers that tells of a new one."""
    for news in told:
        if not (_real(news) and _is_news(news.mention)):
            continue
        for other in told:
            if other.event != news.event and _real(other) and _before(other.mention, news.mention):
                yield news.event, other.event, "refers_to"


def _is_news(mention: DatedMention) -> bool:
    """Say whether an encounter is told as the page's own news: within days of the page."""
    if mention.interval is None or mention.as_of is None:
        return False
    return 0 <= (mention.as_of.end - mention.interval.start).days <= NEWS and mention.interval.end <= mention.as_of.end


def _before(earlier: DatedMention, later: DatedMention) -> bool:
    if earlier.interval is None or later.interval is None:
        return False
    apart = (later.interval.start - earlier.interval.end).days
    return apart > NEWS and len(set(earlier.entities) & set(later.entities)) >= 2


def _replies(told: Sequence[_Told]) -> Iterator[tuple[str, str, str]]:
    """Yield the act that a sentence tells as the answer to another, and that other one.

    What is answered stands after the words that say so; what answers it before them, or, where the sentence opens with
    them, after it.
    """
    sentences: dict[Span, list[_Told]] = defaultdict(list)
    for number, item in enumerate(told):
        if item.mention.answers and (last := _last_before(told[:number], item)) is not None:
            yield item.event, last.event, "response_to"
        if item.mention.reply is not None or item.mention.turn is not None:
            sentences[item.mention.mention.sentence].append(item)
    for group in sentences.values():
        first = group[0].mention
        at = first.turn if first.reply is None else first.reply
        if at is None:
            continue
        before = [t for t in group if t.mention.mention.trigger.start < at]
        after = [t for t in group if t.mention.mention.trigger.start >= at]
        answered, answers = after[:1], before[-1:] or after[1:2]
        if not (answered and answers) or answered[0].event == answers[0].event:
            continue
        if first.reply is not None or _strikes_back(answers[0].mention, answered[0].mention):
            yield answers[0].event, answered[0].event, "response_to"


def _strikes_back(answer: DatedMention, answered: DatedMention) -> bool:
    """Say whether who was hit by the one deed did the other to who had done it: envoys for envoys."""
    struck = _countries(answered, ("recipient", "target")) & _countries(answer, ("actor",))
    return bool(struck and _countries(answered, ("actor",)) & _countries(answer, ("recipient", "target")))


def _countries(mention: DatedMention, roles: tuple[str, ...]) -> set[str]:
    return {p.referent.country for p in mention.mention.participants if p.role in roles and p.referent.country}


def _last_before(told: Sequence[_Told], answer: _Told) -> _Told | None:
    """Return what the sentence before told last, for a sentence that opens with "in response, "."""
    sentence = answer.mention.mention.sentence
    before = [t for t in told if t.mention.mention.sentence.end <= sentence.start and t.event != answer.event]
    if not before or sentence.start - before[-1].mention.mention.sentence.end > NEXT:
        return None
    near = [t for t in before if t.mention.mention.sentence == before[-1].mention.mention.sentence]
    last = next((t for t in reversed(near) if _real(t)), near[-1])  # a threat rather than what it threatens with
    return last if set(last.mention.entities) != set(answer.mention.entities) else None


NEXT = 3
"""Characters between two sentences of one paragraph, or of two that follow each other."""


def _real(told: _Told) -> bool:
    return told.mention.mention.status.status in REAL


def _meet(left: DatedMention, right: DatedMention) -> bool:
    same_time = left.interval is None or right.interval is None or left.interval.meets(right.interval)
    return same_time and bool(set(left.entities) & set(right.entities))


def _inside(part: _Told, whole: _Told) -> bool:
    if not (_real(part) and _real(whole)):
        return False
    inner, outer = part.mention.interval, _whole_stay(whole.mention)
    if inner is None or outer is None or not (outer.start <= inner.start and inner.end <= outer.end):
        return False
    shared = set(part.mention.entities) & set(whole.mention.entities)
    return len(shared) >= 2 or (bool(shared) and _there(part.mention.place, whole.mention.place))


def _whole_stay(mention: DatedMention) -> Interval | None:
    """Return the days of an encounter, with those that its told length adds: "arrived on Tuesday for *three days*"."""
    lengths = (_DAYS.fullmatch(d.value) for d in mention.mention.details if d.field == "duration")
    days = max((int(found[1]) for found in lengths if found), default=0)
    stay = mention.interval
    if stay is None or not 1 < days <= TRIP or stay.start != stay.end:
        return stay
    return replace(stay, end=stay.start + timedelta(days - 1), precision=Precision.RANGE)


_DAYS = re.compile(r"P(\d{1,3})D")


def _there(inner: Place | None, outer: Place | None) -> bool:
    return inner is not None and outer is not None and fits_place(inner, outer)
