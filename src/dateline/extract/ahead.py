"""Tell what was still to come, or under way, when a page came out, though its words tell it as done.

In: the status that the chain of words gives, the scene and match, and the times of the sentence with the day of
publication. Out: the status, planned or ongoing where a time, a timetable or a journey says so. What an earlier
sentence announced is left to `backreferences`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.carriers import is_said_of
from dateline.extract.clauses import governor, is_verb
from dateline.extract.codebook import CONSULT
from dateline.extract.frames import Match
from dateline.extract.scenes import Scene
from dateline.lexicon import lexicon
from dateline.model.claims import Status, StatusReading, TimeExpression
from dateline.model.text import BlockKind


@dataclass(frozen=True, slots=True)
class Known:
    """The times of an event, all times of the article, the day on which it came out, and whether it told as it went.

    A page that tells as it goes, minute by minute, tells in the present what has just been done.
    """

    times: Sequence[TimeExpression]
    article: Sequence[TimeExpression]
    day: date | None
    live: bool = False


_MINUTE = re.compile(r"(?:^|\n)[\s\-*•]*(?:at\s+)?\d{1,2}[:.h]\d{2}\b(?!\s*(?:GMT|UTC|E[SD]T|[ap]\.?m)?\s*(?:\n|$))")
ENTRIES = 3
"""Entries that open with a minute from which a page is told as it went; one or two are times of a programme."""


def is_live(text: str) -> bool:
    """Say whether a text is told minute by minute: its paragraphs open with the time of day."""
    return len(_MINUTE.findall(text)) >= ENTRIES


@lru_cache(maxsize=8)
def _words(key: str) -> frozenset[str]:
    return lexicon("ahead").words(key)


def place_ahead(status: StatusReading, scene: Scene, match: Match, known: Known) -> StatusReading:
    """Return the status of what is told as done, planned or ongoing where it was not yet over."""
    if status.status != Status.OCCURRED:
        return status
    ahead = next(_coming(scene, match, known), None)
    if ahead is not None:
        return StatusReading(Status.PLANNED, status.polarity, (*status.cues, ahead.span))
    near = next(_signs(scene.trigger), None) if match.frame.type == CONSULT else None
    if near is not None:
        return StatusReading(Status.PLANNED, status.polarity, (*status.cues, scene.sentence.place(near)))
    if match.frame.type != CONSULT or scene.sentence.block != BlockKind.BODY:
        return status
    return _by_timetable(status, scene, match, known)


# --- by a day


def _coming(scene: Scene, match: Match, known: Known) -> Iterator[TimeExpression]:
    """Yield the event's times that were still to come."""
    if known.day is None:
        return
    yield from (time for time in known.times if _is_ahead(scene.sentence, time, known.day))
    if match.frame.type == CONSULT:
        yield from _opening(scene, known.article, known.day)


def _is_ahead(sentence: Sentence, time: TimeExpression, day: date) -> bool:
    """Say whether a time was still to come on a day: told so, "later this week", or a day too far back to be meant."""
    if time.interval is None or time.kind != "date":
        return False
    words = sentence.text[time.span.start - sentence.start : time.span.end - sentence.start].lower()
    if time.interval.start > day and (time.direction != "past" or _is_soon(words, time.interval.start, day)):
        return True
    if words.startswith("later this"):
        return time.interval.end > day
    yearless = not any(word.isdigit() and len(word) == 4 for word in words.split()) and time.direction == "past"
    return bool(yearless and _MONTH_AND_DAY.match(words) and (day - time.interval.start).days > HALF_YEAR)


_MONTH_AND_DAY = re.compile(r"[a-z]+\.? \d{1,2}$|\d{1,2} [a-z]+$")
HALF_YEAR = 200
"""Days beyond which a day without its year is no longer one gone by: "at the May 19 meeting", told in March."""


def _is_soon(words: str, start: date, day: date) -> bool:
    """Say whether words name a day of the weeks to come: "linked to a *June 15-16* meeting", told on the tenth."""
    return bool(re.match(r"[a-z]+\.? \d{1,2}\b", words)) and start - day < timedelta(days=SOON)


SOON = 60
"""Days within which a day without its year is one to come, whatever the tense of its clause."""


def _opening(scene: Scene, times: Sequence[TimeExpression], day: date) -> Iterator[TimeExpression]:
    """Yield the day, still to come, on which an encounter is said to open: "the talks, *starting on June 14*, ..."."""
    sentence, end = scene.sentence, scene.sentence.place(scene.trigger).end
    for time in times if not is_verb(scene.trigger) else ():
        if time.interval is None or time.kind != "date" or not end < time.span.start < sentence.end:
            continue
        between = _WHERE.sub("", sentence.text[end - sentence.start : time.span.start - sentence.start]).lower()
        words = re.findall(r"[a-z]+", between)
        opens = words[:1] and words[0] in _words("opening") and not _words("past") & set(words)
        if opens and len(between) < OPENING and time.interval.end > day:
            yield time


_WHERE = re.compile(r"^\s+(?:in|at)(?:\s+[A-Z][\w.'’-]*)+")
"""The place of an encounter, which may stand before its day: "the meeting in Oslo starting on June 14"."""

OPENING = 40
"""Characters within which the day of an opening stands behind its encounter, so that no other clause lies between."""


def _signs(trigger: Token) -> Iterator[Token]:
    """Yield the words by which an encounter without a day draws near, is awaited, or is of a week not yet over."""
    yield from (word for sign in (_nearing, _running, _awaited) if (word := sign(trigger)) is not None)


def _awaited(noun: Token) -> Token | None:
    """Return the verb of waiting over an encounter: "traders *wait* to see what comes out of the ministers' talks"."""
    if is_verb(noun) or is_said_of(noun):  # "will wait for the *outcome* of the talks"
        return None
    above = (token for token in noun.ancestors if is_verb(token))
    return next((verb for verb in above if verb.lemma_.lower() in _words("awaiting")), None)


def _nearing(noun: Token) -> Token | None:
    """Return the participle that tells of an encounter that it draws near: "with his talks with Ek *coming* up"."""
    if is_verb(noun):
        return None
    clauses = [noun.head, *(below for below in noun.subtree if below.i > noun.i)]
    found = (t for t in clauses if t.tag_ == "VBG" and not any(c.dep_ == "aux" for c in t.children))
    return next((t for t in found if _draws_near(t)), None)


def _running(noun: Token) -> Token | None:
    """Return the word by which a week not yet over has what one only speaks of: "a briefing on *this* week's talks"."""
    verb, label = governor(noun)
    will = verb is not None and label == "subject" and any(c.tag_ == "MD" for c in verb.children)
    if is_verb(noun) or not (will or label in _words("looking")):
        return None
    weeks = (c for c in noun.lefts if c.dep_ == "poss" and c.lemma_.lower() in _words("running"))
    return next((t for week in weeks for t in week.lefts if t.lower_ == "this"), None)


def _draws_near(verb: Token) -> bool:
    up = any(child.dep_ == "prt" and child.lower_ == "up" for child in verb.children)
    return verb.lemma_.lower() in _words("nearing") or (up and verb.lemma_ == "come")


# --- by a timetable or a journey


def _by_timetable(status: StatusReading, scene: Scene, match: Match, known: Known) -> StatusReading:
    """Return the status, planned where the present tense tells of a journey with its day: "who flies to Rome today"."""
    token = scene.trigger
    if known.live and token.tag_ in ("VBZ", "VBP"):
        return status
    if match.frame.mode == "visit" and _is_on_the_way(token):
        return StatusReading(Status.ONGOING, status.polarity, status.cues)  # "Ek, travelling to Rome, said"
    if _is_travelled_for(token, scene.sentence, known):
        return StatusReading(Status.PLANNED, status.polarity, (*status.cues, scene.sentence.place(token.head)))
    if token.tag_ not in ("VBZ", "VBP") or any(child.dep_ == "aux" for child in token.children):
        return status
    visit, day = match.frame.mode == "visit", next((time.span for time in known.times if time.kind == "date"), None)
    if (visit and day is None) or (not visit and token.dep_ != "ROOT"):
        return status  # "Ek visits schools" is a habit
    return StatusReading(Status.PLANNED, status.polarity, (*status.cues, day or scene.sentence.place(token)))


def _is_on_the_way(verb: Token) -> bool:
    """Say whether a participle beside the subject tells of a journey not yet over: "Ek, *flying* to Rome, said"."""
    held = [child for child in verb.lefts if child.dep_ != "punct"]
    if verb.tag_ != "VBG" or verb.i == 0 or verb.nbor(-1).text != "," or any(c.dep_ != "nsubj" for c in held):
        return False
    subjects = [child for child in verb.head.lefts if child.dep_ == "nsubj" and child.i < verb.i < verb.head.i]
    return verb.dep_ == "acl" or (verb.dep_ == "advcl" and bool(subjects or held))


def _is_travelled_for(noun: Token, sentence: Sentence, known: Known) -> bool:
    """Say whether someone has only just set out for an encounter: "flew to Rome yesterday *for talks*"."""
    if is_verb(noun) or known.day is None:
        return False
    verb, label = governor(noun)
    if verb is None or label != "for" or verb.lemma_.lower() not in _words("journeys"):
        return False
    told = (time for time in known.article if time.kind == "date" and sentence.span.covers(time.span))
    days = [time.interval.end for time in told if time.interval is not None]
    return all(known.day - day <= timedelta(days=1) for day in days)
