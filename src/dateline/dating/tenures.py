"""Date a page by how long ago somebody of the tables took office: "who took office two weeks ago".

In: a `Reading` of a page without a date. Out: `Clue`s, each with the days on which its words are true. The words for
taking office are those of `lexicons/occasions.toml`.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from dateline.annotate.offices import Term, terms_of
from dateline.dating.stretches import OCCASION, Clue, merge, moved, ranged, show
from dateline.lexicon import lexicon
from dateline.model.claims import Interval, MentionKind, Reading, TimeExpression
from dateline.model.text import Span

UNITS = {"D": (1, 1), "W": (7, 4), "M": (30, 16), "Y": (365, 183)}
"""Days of a unit, and by how many "so many ago" may be off: half a unit and a bit."""

BESIDE = 40
"""Characters between the words and their time: "took office as prime minister two weeks ago"."""

_AGO = re.compile(r"REF-(\d+)([DWMY])")
_MONTH = re.compile(r"XXXX-(\d\d)")


def tenure_clues(reading: Reading) -> Iterator[Clue]:
    """Yield the days that a time told with somebody's taking office allows, each person's once."""
    seen: set[str] = set()
    text = reading.article.text
    for sentence in reading.sentences:
        for match in _words().finditer(text, sentence.start, sentence.end):
            time = _time_behind(Span(match.start(), match.end()), sentence, reading)
            name = _person_before(match.start(), sentence, reading)
            if time is None or name is None or name in seen:
                continue
            found = (_days(time, start) for start in _starts(name, match.group().lower()))
            days = merge(one for one in found if one is not None)
            if days:
                seen.add(name)
                words = text[match.start() : time.span.end]
                why = f"{name} {words!r}: {', '.join(show(one) for one in days)}"
                yield Clue("tenure", words, days, why, OCCASION, time.span)


def _time_behind(words: Span, sentence: Span, reading: Reading) -> TimeExpression | None:
    """Return the time right behind the words that is counted from the page, or a month that has no year."""
    for time in reading.times:
        near = sentence.covers(time.span) and 0 <= time.span.start - words.end <= BESIDE
        between = reading.article.text[words.end : time.span.start]
        if near and not re.search(r"[,.;:\"“”]|\band\b", between) and time.direction == "past":
            return time if _AGO.fullmatch(time.value) or _MONTH.fullmatch(time.value) else None
    return None


def _person_before(start: int, sentence: Span, reading: Reading) -> str | None:
    """Return the last person of whom the sentence speaks before the words."""
    people = [
        mention.referent.name
        for mention in reading.mentions
        if mention.referent.kind is MentionKind.PERSON and sentence.covers(mention.span) and mention.span.end <= start
    ]
    return people[-1] if people else None


def _starts(name: str, words: str) -> Iterator[date]:
    """Yield the days on which the person was chosen or took office, by which of the two the words tell."""
    terms = terms_of(name)
    if len({term.person for term in terms}) != 1:
        return
    for term in terms:
        yield _start(term, words)


def _start(term: Term, words: str) -> date:
    chosen = words in lexicon("occasions").lists("personal")["elected"]
    return (term.elected if chosen else None) or term.start.start


def _days(time: TimeExpression, start: date) -> Interval | None:
    """Return the days from which the time, looking back, meets the start."""
    ago, month = _AGO.fullmatch(time.value), _MONTH.fullmatch(time.value)
    if ago:
        days, slack = UNITS[ago[2]]
        about, off = moved(start, timedelta(days=int(ago[1]) * days)), timedelta(days=slack)
        return ranged(moved(about, -off), moved(about, off))
    if month and int(month[1]) == start.month:
        return ranged(start, moved(start, timedelta(days=YEAR)))
    return None


YEAR = 365
"""Days over which a bare month is the last one of its name."""


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    lists = lexicon("occasions").lists("personal")
    words = sorted({*lists["sworn"], *lists["elected"]}, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
