"""Part what one verb tells of several times and places: "met in Lima in March, and in Quito in May" are two encounters.

In: an article's event mentions, its mentions and times. Out: the event mentions, each leg of such a list one of its own
with its own place and time. What stands in one place at several times, or the other way round, is left whole.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.extract.gapping import part_by_partner
from dateline.extract.locations import place_value
from dateline.model.claims import EventMention, Mention, MentionKind, TimeExpression
from dateline.model.text import Article, Span

WITHIN = re.compile(r"\s*,?\s*(?:back\s+|early\s+|late\s+)?(?:in|on|at|during|over)?\s*(?:the\s+)?", re.IGNORECASE)
"""What stands between the place and the time of one leg: "Lima *in* March"."""

BETWEEN = re.compile(
    r"\s*[,;]?\s*(?:and\s+)?(?:then\s+|later\s+|again\s+|once\s+more\s+)*(?:in|at|on)\s+(?:the\s+)?", re.IGNORECASE
)
"""What stands between two legs: "in March, *and again in* Quito in May"."""


@dataclass(frozen=True, slots=True)
class Leg:
    """A place with the time that stands beside it."""

    place: Mention
    time: TimeExpression

    @property
    def span(self) -> Span:
        """Return the stretch of both."""
        first, last = sorted((self.place.span, self.time.span), key=lambda span: span.start)
        return Span(first.start, last.end)


def part_in_turn(
    article: Article, mentions: Sequence[Mention], times: Sequence[TimeExpression], events: Sequence[EventMention]
) -> tuple[EventMention, ...]:
    """Return the events, in the order of the text, one for each partner and for each leg of those told in turn."""
    found: list[EventMention] = []
    for event in part_by_partner(article, mentions, times, events):
        legs = _legs(article, event, mentions, times) if len(event.times) > 1 else []
        found += [_of_leg(event, leg, legs) for leg in legs] or [event]
    return tuple(found)


def _of_leg(event: EventMention, leg: Leg, legs: Sequence[Leg]) -> EventMention:
    others = {other.time.span for other in legs if other is not leg}
    kept = tuple(time for time in event.times if time.span not in others)
    kept = kept if leg.time in kept else (leg.time, *kept)
    return replace(event, place=place_value(leg.place), place_span=leg.place.span, times=kept)


def _legs(
    article: Article, event: EventMention, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> list[Leg]:
    """Return the legs behind the verb that follow one another; none where there are not two or more."""
    behind = Span(event.trigger.end, event.sentence.end)
    pairs = sorted(_pairs(article, behind, mentions, times), key=lambda leg: leg.span.start)
    run: list[Leg] = pairs[:1]
    for leg in pairs[1:]:
        if BETWEEN.fullmatch(article.text[run[-1].span.end : leg.span.start]):
            run.append(leg)
        elif len(run) < LEAST:
            run = [leg]
    return run if len(run) >= LEAST else []


LEAST = 2
"""Legs from which they are encounters of their own."""


def _pairs(
    article: Article, behind: Span, mentions: Sequence[Mention], times: Sequence[TimeExpression]
) -> Iterator[Leg]:
    kinds = (MentionKind.PLACE, MentionKind.COUNTRY)
    places = [m for m in mentions if behind.covers(m.span) and m.form == "name" and m.referent.kind in kinds]
    told = [time for time in times if behind.covers(time.span) and time.kind == "date"]
    for place in places:
        for time in told:
            between = article.text[place.span.end : time.span.start]
            if place.span.end <= time.span.start and WITHIN.fullmatch(between):
                yield Leg(place, time)
