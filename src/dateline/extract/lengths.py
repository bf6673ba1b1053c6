"""Read how long an encounter was where the next sentence says so: "It lasted an hour", "They emerged after two hours".

In: a sentence, the article's times and the `Draft` told last. Out: the draft with its length, where the sentence gives
one. A length in the encounter's own sentence is read by `details`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.clauses import is_verb
from dateline.extract.encounters import CONSULT, TOLD, Draft
from dateline.lexicon import lexicon
from dateline.model.claims import Detail, TimeExpression


@lru_cache(maxsize=8)
def _words(key: str) -> frozenset[str]:
    return lexicon("encounters").words("lengths", key)


def add_length(sentence: Sentence, told: Sequence[Draft], times: Sequence[TimeExpression]) -> Draft | None:
    """Return the encounter told in the sentence before with the length that this one gives, if any."""
    last = told[-1] if told else None
    if last is None or last.type != CONSULT or last.status.status not in TOLD or last.length is not None:
        return None
    if sentence.index - last.scene.sentence.index != 1:
        return None
    time = next((t for t in times if sentence.span.covers(t.span) and _is_its_length(sentence, t)), None)
    return replace(last, length=Detail("duration", time.value, time.span)) if time is not None else None


def _is_its_length(sentence: Sentence, time: TimeExpression) -> bool:
    if time.kind != "duration" or time.minutes is None:
        return False
    words = sentence.tokens(time.span)
    if any(child.lower_ == "of" for word in words for child in word.rights):
        return False  # "two hours of rain"
    head = next((word.head for word in words if word.head not in words), None)
    while head is not None and not is_verb(head) and head.head != head and head.dep_ in ("prep", "pobj"):
        head = head.head  # "for *most of* an hour", "after *about* two hours"
    return head is not None and head.dep_ == "ROOT" and _tells_length(head, words[0])


def _tells_length(verb: Token, first: Token) -> bool:
    """Say whether a verb says of "it" how long it went on, or of "they" how long they were there or when they left."""
    if any(child.dep_ in ("neg", "aux", "auxpass") for child in verb.children):
        return False
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    if subject.lower_ in _words("it"):
        return verb.lemma_.lower() in _words("going_on")
    if subject.lower_ not in _words("they") and not any(child.lower_ in _words("they") for child in subject.lefts):
        return False
    if verb.lemma_.lower() in _words("coming_out"):
        return any(child.lower_ == "after" for child in verb.rights if child.i < first.i)
    return verb.lemma_ == "be" and any(child.lower_ in _words("beside_each_other") for child in verb.rights)
