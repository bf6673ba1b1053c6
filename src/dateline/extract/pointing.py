"""Take over the place, with its day, to which "there" points back: "spent Saturday in Rome. There she met Ek".

In: a `Draft`, the sentence before its own, the article's references and times. Out: the draft with the place that its
clause points back to. What "there" and "where" mean inside one sentence is read by `locations`.
"""

from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate.sentences import Sentence
from dateline.extract.encounters import CONSULT, Draft
from dateline.extract.locations import place_of
from dateline.extract.refers import Refers
from dateline.model.claims import Mention, MentionKind, TimeExpression

BESIDE = 25
"""Characters between a place and the time told with it: "a few hours on Saturday in Rome", "in Rome in May"."""

_AT = ("in", "at", "to", "into", "near")


def point_back(draft: Draft, before: Sentence | None, references: Refers, times: Sequence[TimeExpression]) -> Draft:
    """Return a draft whose clause says "there" with the place that the sentence before told last, and its day."""
    if draft.type != CONSULT or before is None or not _says_there(draft) or place_of(draft.scene, references):
        return draft
    place = _told_last(before, references)
    if place is None or any(time.kind == "date" for time in draft.times):
        return draft if place is None else replace(draft, there=place)
    beside = (t for t in times if t.kind == "date" and before.span.covers(t.span) and _gap(t, place) <= BESIDE)
    return replace(draft, there=place, times=(*draft.times, *beside))


def _says_there(draft: Draft) -> bool:
    return any(token.lower_ == "there" and token.dep_ == "advmod" for token in draft.scene.near)


def _told_last(sentence: Sentence, references: Refers) -> Mention | None:
    """Return the town that a sentence names last behind a preposition of place, else the land."""
    named = [
        mention
        for token in sentence.words
        if token.dep_ == "pobj" and token.head.lower_ in _AT
        for mention in references.of(sentence, token)
        if mention.referent.kind in (MentionKind.PLACE, MentionKind.COUNTRY)
    ]
    towns = [mention for mention in named if mention.referent.kind is MentionKind.PLACE]
    return (towns or named)[-1] if named else None


def _gap(time: TimeExpression, place: Mention) -> int:
    return max(place.span.start - time.span.end, time.span.start - place.span.end)
