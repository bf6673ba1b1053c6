"""Put together what stands side by side: "Friday" and "10 p.m.", "two weeks after" and "the vote", "since" and "2011".

In: the `Sketch`es of a sentence. Out: fewer ones, with modifiers, anchors and directions that neighbouring words give.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.annotate.timerules import Sketch
from dateline.annotate.timewords import AGO, any_of, time_words

_GAP = re.compile(r"\s*,?\s*(?:(?:at|on|around|about|shortly before|of)\s+)?$")


def join_sketches(sketches: Sequence[Sketch], sentence: Sentence) -> list[Sketch]:
    """Return the sketches with neighbours joined and the words before them read."""
    joined: list[Sketch] = []
    for sketch in sketches:
        pair = _join(joined[-1], sketch, sentence.text) if joined else None
        if pair is not None:
            joined[-1] = pair
        else:
            joined.append(sketch)
    return _hang([_modify(one, sentence) for one in joined], sentence)


def _join(left: Sketch, right: Sketch, text: str) -> Sketch | None:
    if not _GAP.fullmatch(text[left.end : right.start]) or right.start - left.end > 12:
        return None
    whole = replace(left, end=right.end)
    if right.clock and not left.clock and left.kind == "date" and _is_day(left.value):
        return replace(whole, value=re.sub(r"T..$", "", left.value) + f"T{right.clock[:5]}", clock=right.clock)
    if left.clock and not right.clock and right.kind == "date" and _is_day(right.value):
        value = re.sub(r"T..$", "", right.value) + f"T{left.clock[:5]}"
        return replace(whole, name=right.name, value=value, clock=left.clock, direction=right.direction)
    inner = _inside(left, right)
    return replace(whole, value=inner, direction=right.direction, modifier=left.modifier) if inner else None


def _is_day(value: str) -> bool:
    return bool(
        re.search(
            r"(?:-\d\d-\d\d|-XX-\d\d|WXX-\d(?:@[+-]\d+)?|[+-]\d+D|W-\d|M-\d\d|n\dw\dm\d+(?:[+-]\d+)?)(?:T(?:MO|MI|AF|EV|NI))?$",
            value,
        )
    )


def _inside(left: Sketch, right: Sketch) -> str | None:
    """ "October of last year", "Tuesday of next week", "summer of last year"."""
    match = re.fullmatch(r"REF([+-]\d+)([YW])", right.value)
    floating = re.fullmatch(r"XXXX-(\d\d(?:-\d\d)?|SP|SU|FA|WI|Q\d|H\d|WXX-\d)", left.value)
    if match is None or floating is None or right.modifier:
        return None
    rest = floating.group(1)
    if match.group(2) == "W":
        return f"REF{match.group(1)}W-{rest[4:]}" if rest.startswith("WXX") else None
    return None if rest.startswith("WXX") else f"REF{match.group(1)}Y-{rest}"


def _modify(sketch: Sketch, sentence: Sentence) -> Sketch:
    """Read the words before: "about" a length, "since", "until" or "later" a date."""
    before = sentence.text[: sketch.start]
    if sketch.kind == "duration" and _is_rate(sketch, sentence):
        return replace(sketch, kind="set", minutes=None)
    if sketch.kind == "duration":
        found = sketch.modifier or (None if sketch.direction else _last(before, _lengths()))
        return replace(sketch, modifier=found) if found else sketch
    if sketch.kind != "date" or sketch.modifier:
        return sketch
    found = _last(before, _sides())
    if found is None:
        found = AGO if _counts_weeks(sketch) else _parts(before, sketch)
    if found == "BY" and not re.match(r"REF|XXXX|NEXT|\d", sketch.value):
        found = None
    return replace(sketch, modifier=found) if found else sketch


def _counts_weeks(sketch: Sketch) -> bool:
    return sketch.name in ("ago", "in_time") and bool(re.fullmatch(r"REF[+-]\d+W", sketch.value))


def _is_rate(sketch: Sketch, sentence: Sentence) -> bool:
    """ "Two billion dollars a year": a length with "a" right behind a noun is how often, not how long."""
    if not re.match(r"an? ", sentence.text[sketch.start : sketch.end]):
        return False
    before = [t for t in sentence.words if t.idx < sketch.start]
    return bool(before) and (before[-1].pos_ in ("NOUN", "NUM", "SYM") or before[-1].text in ("%", "times"))


def _parts(before: str, sketch: Sketch) -> str | None:
    match = re.search(r"\b(earlier|later)(?:\s+(?:in|on))?\s+$", before, re.IGNORECASE)
    if match is None or sketch.value.startswith("ANCHOR"):
        return None
    return time_words().parts[match[1].lower()]


def _last(before: str, pairs: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    return next((value for pattern, value in pairs if pattern.search(before)), None)


@lru_cache(maxsize=1)
def _lengths() -> tuple[tuple[re.Pattern[str], str], ...]:
    return _endings(time_words().modifiers)


@lru_cache(maxsize=1)
def _sides() -> tuple[tuple[re.Pattern[str], str], ...]:
    return _endings(time_words().sides, article=True)


def _endings(words: dict[str, str] | object, *, article: bool = False) -> tuple[tuple[re.Pattern[str], str], ...]:
    assert isinstance(words, dict)
    groups: dict[str, list[str]] = {}
    for word, value in words.items():
        groups.setdefault(value, []).append(word)
    tail = r"\s+(?:the\s+)?$" if article else r"\s+$"
    return tuple(
        (re.compile(rf"(?<!\w)(?:{any_of(group)}){tail}", re.IGNORECASE), value) for value, group in groups.items()
    )


def _hang(sketches: list[Sketch], sentence: Sentence) -> list[Sketch]:
    """Give "two weeks after" the event or time behind it; without one it is counted from the time told last."""
    done: list[Sketch] = []
    for at, sketch in enumerate(sketches):
        if sketch.anchor is None:
            done.append(sketch)
            continue
        anchored = _anchor(sketch, sketches[at + 1] if at + 1 < len(sketches) else None, sentence)
        if anchored is not None:
            done.append(anchored)
    return done


def _anchor(sketch: Sketch, following: Sketch | None, sentence: Sentence) -> Sketch | None:
    words = sentence.text[sketch.start : sketch.end].lower()
    if re.search(r"(?:earlier|later)$", words):
        return replace(sketch, anchor=None)
    stretch = _event_behind(sketch, sentence)
    if stretch is None or _is_whole(sketch, stretch, sentence):
        return None if sketch.name == "shortly" else replace(sketch, anchor=None)
    return replace(sketch, anchor=stretch)


def _is_whole(sketch: Sketch, stretch: tuple[int, int], sentence: Sentence) -> bool:
    """Say whether a clause behind "the week before" is all the sentence: "The week before he had gone to Rome."."""
    opens = not sentence.text[: sketch.start].strip(" \"'“‘")
    ends = not sentence.text[stretch[1] :].strip(" .!?\"'”’")
    inside = (t for t in sentence.words if stretch[0] <= t.idx < stretch[1])
    return opens and ends and any(token.dep_ in ("nsubj", "nsubjpass") for token in inside)


def _event_behind(sketch: Sketch, sentence: Sentence) -> tuple[int, int] | None:
    """The noun phrase or clause behind "after", as far as the parse lets it reach."""
    tokens = [t for t in sentence.words if t.idx >= sketch.end]
    if not tokens or tokens[0].is_punct:
        return None
    first = tokens[0]
    head = _head_behind(first, sketch, sentence)
    if head is None:
        return None
    inside = [t for t in head.subtree if t.idx >= first.idx]
    last = _cut(inside, first)
    return first.idx, last.idx + len(last.text)


def _head_behind(first: Token, sketch: Sketch, sentence: Sentence) -> Token | None:
    """Climb from the first word behind the preposition to the last head that still lies behind it."""
    head = first
    while head.head != head and head.head.idx >= sketch.end:
        head = head.head
    return head if head.pos_ in ("NOUN", "PROPN", "VERB", "AUX", "PRON", "NUM", "ADJ") else None


def _cut(tokens: list[Token], first: Token) -> Token:
    """The last token before a comma or a gap: what follows it is another clause."""
    last = first
    for token in tokens:
        if token.i > last.i + 1 or token.text in (",", ";", "—", "–"):
            break
        last = token
    return last
