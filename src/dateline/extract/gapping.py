"""Part what one verb tells of several partners: "met Ek in Lima on Monday and Lund in Quito on Tuesday" is two.

In: an article's event mentions, its mentions and times. Out: the event mentions, each partner's one of its own with his
place and time. Partners who share a place and a time are left together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from dateline.extract.encounters import CONSULT
from dateline.extract.locations import place_value
from dateline.model.claims import Detail, EventMention, Mention, MentionKind, Participant, TimeExpression
from dateline.model.text import Article, Span

WHEN = re.compile(
    r"(?:\s+(?:in|at|near)\s+[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)*)?\s*,?\s*(?:early\s+|late\s+)?(?:on|in|at)?\s*"
)
"""What stands between a partner and his time, a place that no map knows with it: "Ek *at Erz on* Monday"."""

WHERE = re.compile(r"\s*,?\s+(?:back\s+)?(?:in|at|near|outside)\s+(?:the\s+)?", re.IGNORECASE)
LAND = re.compile(r",\s+")
"""What stands between a partner and his place, and before the land of a town: "Ek *in* Lima, Peru"."""

JOIN = re.compile(
    r"\s*[,;]?\s*(?:and\s+)?(?:then\s+|later\s+|before\s+)?(?:with\s+|to\s+)?(?:the\s+)?(?:[^.;,]{3,60},\s+)?", re.I
)
"""What stands between two legs: "on Monday *and with the premier,* Lund"."""

CLOSE = re.compile(r"\s*(?:[.;:,)]|$|(?:and|but|before|after|while|when|as|to|for|about|during)\b)", re.I)
"""What the last leg ends with; before anything else its person may be the subject of a verb of his own."""

Spanned = TypeVar("Spanned", Mention, TimeExpression)

PEOPLE = (MentionKind.PERSON, MentionKind.OFFICE)
PLACES = (MentionKind.PLACE, MentionKind.COUNTRY)
LEAST = 2
"""Legs from which they are encounters of their own."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A partner with the places and times right behind him, and where the last of them ends."""

    partner: Mention
    places: tuple[Mention, ...]
    times: tuple[TimeExpression, ...]
    end: int


def part_by_partner(
    article: Article, mentions: Sequence[Mention], times: Sequence[TimeExpression], events: Sequence[EventMention]
) -> tuple[EventMention, ...]:
    """Return the events, in the order of the text, with one for each partner who was met at his own time or place."""
    found: list[EventMention] = []
    for event in events:
        legs = _legs(article.text, event, mentions, times)
        found += [_of_leg(event, leg, legs) for leg in legs] or [event]
    return tuple(found)


def _legs(
    text: str, event: EventMention, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> tuple[Leg, ...]:
    """Return the run of legs that begins with a partner behind the verb; none where there are not two or more."""
    if event.type != CONSULT or not _base(event):
        return ()
    behind = Span(event.trigger.end, event.sentence.end)
    near = [mention for mention in mentions if behind.covers(mention.span)]
    told = [time for time in times if behind.covers(time.span) and time.kind == "date"]
    run: list[Leg] = []
    for person in _outermost(text, near):
        leg = _leg(text, person, near, told)
        if leg is None or (run and not JOIN.fullmatch(text[run[-1].end : person.span.start])):
            break
        run.append(leg)
    whole = len(run) >= LEAST and CLOSE.match(text, run[-1].end, event.sentence.end)
    known = {participant.referent.key for participant in event.participants}
    return tuple(run) if whole and run[0].partner.referent.key in known else ()


def _base(event: EventMention) -> tuple[Participant, ...]:
    """Return those who stand before the verb: each partner met them."""
    return tuple(one for one in event.participants if one.span.end <= event.trigger.start)


def _outermost(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the people in order, none that stands inside another, an office before its holder's name."""
    people = [mention for mention in mentions if mention.referent.kind in PEOPLE]
    people.sort(key=lambda mention: (mention.span.start, -mention.span.end))
    end = 0
    for mention in people:
        named = any(LAND.fullmatch(text[mention.span.end : m.span.start]) for m in people if m.form == "name")
        if mention.span.start >= end and (mention.form == "name" or not named):
            end = mention.span.end
            yield mention


def _leg(text: str, person: Mention, mentions: Sequence[Mention], times: Sequence[TimeExpression]) -> Leg | None:
    """Return a person with what stands right behind, None where neither a place nor a time does."""
    settings = [m for m in mentions if m.referent.kind in (*PLACES, MentionKind.ORGANISATION)]
    places: list[Mention] = []
    told: list[TimeExpression] = []
    end = person.span.end
    while True:
        between = (WHERE, LAND) if places else (WHERE,)
        place = _next(text, end, settings, between)
        time = _next(text, end, times, (WHEN,))
        if time is not None and (place is None or time.span.start < place.span.start):
            told.append(time)
            end = time.span.end
        elif place is not None:
            places.append(place)
            end = place.span.end
        else:
            return Leg(person, tuple(places), tuple(told), end) if places or told else None


def _next(text: str, end: int, items: Sequence[Spanned], between: Sequence[re.Pattern[str]]) -> Spanned | None:
    """Return the item that stands right behind, with only such words between."""
    behind = (item for item in items if item.span.start > end)
    return next((item for item in behind if any(p.fullmatch(text[end : item.span.start]) for p in between)), None)


def _of_leg(event: EventMention, leg: Leg, legs: Sequence[Leg]) -> EventMention:
    """Return the encounter with one partner, without what belongs to the others."""
    away = [Span(other.partner.span.start, other.end) for other in legs if other is not leg]
    kept = [one for one in event.participants if not any(span.covers(one.span) for span in away)]
    if all(one.referent.key != leg.partner.referent.key for one in kept):
        role = next(one.role for one in event.participants if one.referent.key == legs[0].partner.referent.key)
        kept.append(Participant(leg.partner.referent, role, leg.partner.span))
    moved = event.place_span is not None and any(span.covers(event.place_span) for span in away)
    place = next((m for m in leg.places if m.referent.kind in PLACES), None)
    if place is not None:
        event = replace(event, place=place_value(place), place_span=place.span)
    elif moved:
        event = replace(event, place=None, place_span=None)
    times = tuple(time for time in event.times if time not in leg.times and not any(s.covers(time.span) for s in away))
    return replace(
        event,
        participants=tuple(kept),
        times=(*leg.times, *times),
        details=tuple(_resized(event.details, len(kept), away, legs)),
    )


def _resized(details: Sequence[Detail], count: int, away: Sequence[Span], legs: Sequence[Leg]) -> Iterator[Detail]:
    """Yield the details without the others' and what only names a partner, its format by how many are left."""
    for detail in details:
        if detail.field == "format":
            sides = {2: "bilateral", 3: "trilateral"}.get(count, "multilateral")
            yield replace(detail, value=sides)
        elif detail.field == "topic" and any(detail.span.overlaps(leg.partner.span) for leg in legs):
            continue
        elif not any(span.covers(detail.span) for span in away):
            yield detail
