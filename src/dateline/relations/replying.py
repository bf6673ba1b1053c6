"""Find the words by which a page says that one act answers another: "in response to", "hit back with", "prompting".

In: a reading and one of its events. Out: where in the text such words stand, and whose move is answered where the move
itself is not told. Which act answers which is left to `answering`.
"""

import re
from functools import lru_cache

from dateline.lexicon import lexicon
from dateline.model.claims import EventMention, MentionKind, Reading

MOVE_REACH = 30
"""Characters behind "in retaliation for" within which the name of the country stands whose move is answered."""


def find_reply(reading: Reading, event: EventMention) -> int | None:
    """Return where the event's sentence says that something answers something else, or None."""
    found = _reply_cues().search(_sentence(reading, event))
    return event.sentence.start + found.start() if found else None


def find_prompting(reading: Reading, event: EventMention) -> int | None:
    """Return where the event's sentence says that what stands before led to what stands after, or None."""
    found = _prompting().search(_sentence(reading, event))
    return event.sentence.start + found.start() if found else None


def find_turn(reading: Reading, event: EventMention) -> int | None:
    """Return where the event's sentence, which tells several hostile deeds, says that one came after another."""
    struck = lexicon("relations").words("struck")
    beside = [other for other in reading.events if other.sentence == event.sentence and other.type in struck]
    if event.type not in struck or len(beside) < 2:
        return None
    found = _after().search(_sentence(reading, event))
    return event.sentence.start + found.start() if found else None


def opens_as_answer(reading: Reading, event: EventMention) -> bool:
    """Say whether the event's sentence answers the one before: "In response, ...", "It retaliated by banning ...".

    What is done in answer stands right behind the verb and "by" or "with", or it is what "hit back with" tells itself.
    """
    text = reading.article.text
    opening = _sentence(reading, event).split()[:4]
    if " ".join(opening).startswith(lexicon("relations").strings("answer")):
        return True
    if _moved().match(_sentence(reading, event)) or _own_answer().match(text[event.trigger.start : event.sentence.end]):
        return True
    before = text[event.sentence.start : event.trigger.end].lower()
    return bool(_answering().search(before))


def opens_with_move(reading: Reading, event: EventMention) -> bool:
    """Say whether the sentence tells what the one before it answers: "The move follows", "It came a day after"."""
    sentence = _sentence(reading, event)
    found = _move().match(sentence)
    return found is not None and event.sentence.start + found.end() <= event.trigger.end


def find_mover(reading: Reading, event: EventMention) -> str | None:
    """Return the country whose move is answered, where it is told no closer: "in retaliation for *Prague's* move"."""
    found = _reply_cues().search(_sentence(reading, event))
    if found is None:
        return None
    start = event.sentence.start + found.end()
    if any(other.sentence == event.sentence and other.trigger.start > start for other in reading.events):
        return None  # what is answered is told there itself
    near = (m for m in reading.mentions if start <= m.span.start <= start + MOVE_REACH)
    return next((m.referent.country for m in near if m.referent.kind is MentionKind.COUNTRY), None)


def _sentence(reading: Reading, event: EventMention) -> str:
    return event.sentence.slice(reading.article.text).lower()


def _any_of(key: str) -> str:
    words = sorted(lexicon("relations").strings(key), key=len, reverse=True)
    return "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in words)


@lru_cache(maxsize=1)
def _reply_cues() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('reply')})\b")


@lru_cache(maxsize=1)
def _prompting() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('prompting')})\b(?!\s+by\b)")


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('after')})\b")


@lru_cache(maxsize=1)
def _answering() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any_of('answering')})\b[^,;:.\"“”]{{0,40}}\b(?:by|with)\s+(?:\w+\s+){{0,2}}\w+$")


@lru_cache(maxsize=1)
def _move() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('move')})\b.{{0,30}}?\b(?:{_any_of('came')})\b")


@lru_cache(maxsize=1)
def _moved() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('move')})\b.{{0,30}}?\b(?:{_any_of('prompting')})\b(?!\s+by\b)")


@lru_cache(maxsize=1)
def _own_answer() -> re.Pattern[str]:
    return re.compile(rf"(?:{_any_of('answering')})\b[^,;:.\"“”]{{0,40}}\bwith\b", re.IGNORECASE)
