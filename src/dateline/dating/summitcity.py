"""Date a page by the city of a summit that it names in no other way: "the Kathmandu summit", "a summit in Lima".

In: a `Reading` and its mentions of gatherings that no table knows by name. Out: a `Clue` with the editions held there,
and one for the weekday told. How far a clue counts beside others is left to `dateline.dating.constraints`.
"""

from collections.abc import Sequence

from dateline.annotate.editions import Edition
from dateline.annotate.gatherings import editions_within, series_of
from dateline.annotate.offices import terms_of
from dateline.dating.pagetop import is_far, news_days, top_sentences, weekday_clues
from dateline.dating.stretches import OCCASION, Clue, merge, show
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind, Reading
from dateline.model.text import Span

SELDOM = 4
"""Editions of all series beyond which a city says nothing: Brussels and Geneva hold several summits a year."""


def city_clues(reading: Reading, named: Sequence[Mention]) -> tuple[Clue, ...]:
    """Return the clues of a summit told as the page's news with its city and a weekday; none where either is missing.

    The weekday has to be one of the summit's, and those named have to be in office: a city holds summits that no
    table has.
    """
    for mention in named:
        if series_of(mention.referent.name) is not None or not _is_summit(mention):
            continue
        sentence = next((s for s in top_sentences(reading) if s.covers(mention.span)), None)
        if sentence is None or any(is_far(t, reading.article.day) for t in reading.times if sentence.covers(t.span)):
            continue
        pool = _attended(_held_at(reading, mention), reading)
        weekdays = tuple(weekday_clues(reading, pool)) if 0 < len(pool) <= SELDOM else ()
        if weekdays:
            words = mention.span.slice(reading.article.text)
            shown = ", ".join(f"{one.name} {show(one.interval)}" for one in pool)
            days = merge(news_days(one) for one in pool)
            why = f"told as news of a summit there: {shown}"
            return (Clue("gathering", words, days, why, OCCASION, mention.span, editions=pool), *weekdays)
    return ()


def _attended(pool: Sequence[Edition], reading: Reading) -> tuple[Edition, ...]:
    """Return the editions in whose days all held office whom the page's top names and the tables know, one at least."""
    top = top_sentences(reading)
    people = {m.referent.name for m in reading.mentions if m.referent.kind is MentionKind.PERSON and _in(m, top)}
    terms = [found for name in people if (found := terms_of(name))]
    return tuple(e for e in pool if terms and all(any(t.covers(e.interval) for t in held) for held in terms))


def _in(mention: Mention, spans: Sequence[Span]) -> bool:
    return any(span.covers(mention.span) for span in spans)


def _is_summit(mention: Mention) -> bool:
    last = mention.referent.name.split()[-1].lower()
    return last.rstrip("s") in lexicon("gatherings").words("of_leaders")


def _held_at(reading: Reading, mention: Mention) -> tuple[Edition, ...]:
    """Return the editions in the city that stands in the summit's own name, else in that of the page's dateline."""
    sites = [m.referent for m in reading.mentions if m.referent.place and mention.span.overlaps(m.span)]
    filed = reading.article.dateline.split(",")[0] if reading.article.dateline else None
    city = next((site.name for site in sites if site.kind is MentionKind.PLACE), filed)
    return editions_within(None, city=city) if city else ()
