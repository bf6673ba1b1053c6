"""Read how long an encounter was where another sentence says so: "It lasted an hour", "The call ran to ten minutes".

In: a sentence, the article's times and the `Draft`s told before it. Out: the drafts, one of them with its length, where
the sentence gives one. A length in the encounter's own sentence is read by `details`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.arguments import reporting
from dateline.extract.clauses import is_verb
from dateline.extract.details import told_length
from dateline.extract.encounters import CONSULT, TOLD, Draft, is_definite
from dateline.lexicon import lexicon
from dateline.model.claims import Detail, TimeExpression

REACH = 6
"""Sentences back over which "the call lasted an hour" is said of an encounter; "it" takes up the one before."""


@lru_cache(maxsize=16)
def _words(key: str) -> frozenset[str]:
    return lexicon("encounters").words("lengths", key)


@lru_cache(maxsize=1)
def _sittings() -> dict[str, frozenset[str]]:
    """Return for each noun of an encounter the kinds that it can stand for."""
    table = lexicon("encounters").lists("sittings")
    kinds = {name: frozenset(name.split()) for name in table}
    return {noun: kinds[name] for name, nouns in table.items() for noun in nouns}


def add_length(
    sentence: Sentence, told: Sequence[Draft], own: Sequence[Draft], times: Sequence[TimeExpression]
) -> list[Draft]:
    """Return the drafts told before and the sentence's own, the one that it says was so long with its length."""
    drafts = [*told, *own]
    for time in times:
        length = told_length(time) if sentence.span.covers(time.span) else None
        at = _whose_length(sentence, told, own, time) if length is not None else None
        if at is not None and length is not None:
            drafts[at] = replace(drafts[at], length=Detail("duration", length, time.span))
    return drafts


def _whose_length(sentence: Sentence, told: Sequence[Draft], own: Sequence[Draft], time: TimeExpression) -> int | None:
    """Return which of the encounters was so long, one told by the noun itself first; None where the words say none."""
    words = sentence.tokens(time.span)
    if any(child.lower_ == "of" and child not in words for word in words for child in word.rights):
        return None  # "two hours of rain"
    noun = _measured(words)
    if noun is not None:
        here = next((n for n, draft in enumerate(own) if noun in draft.match.words and draft.keys), None)
        return _last_like(noun, sentence, told) if here is None else len(told) + here
    verb = next((t for t in _above(words) if is_verb(t)), None)
    last = told[-1] if told else None
    if verb is None or last is None or not _is_open(last) or sentence.index - last.scene.sentence.index != 1:
        return None
    return len(told) - 1 if _is_main(verb) and _tells_length(verb, words[0]) else None


def _is_open(draft: Draft) -> bool:
    """Say whether an encounter took place and nobody has told yet how long it was."""
    return draft.type == CONSULT and draft.status.status in TOLD and draft.length is None


def _above(words: Sequence[Token]) -> Iterator[Token]:
    """Yield what a length hangs on, up to its verb: "for *most of* an hour", "ran *to about* five minutes"."""
    head = next((word.head for word in words if word.head not in words), None)
    while head is not None:
        yield head
        if is_verb(head) or head.head == head or head.dep_ not in ("prep", "pobj", "dobj", "attr", "npadvmod"):
            return
        head = head.head


def _is_main(verb: Token) -> bool:
    """Say whether a verb tells the sentence's news, be it said by somebody: "it *lasted* an hour, an aide said"."""
    return verb.dep_ == "ROOT" or (verb.dep_ == "ccomp" and verb.head.lemma_.lower() in reporting())


# --- "the exchange lasted six minutes"


def _measured(words: Sequence[Token]) -> Token | None:
    """Return the noun of an encounter that is said to have been so long."""
    above = list(_above(words))
    if above and above[0].lemma_.lower() in _sittings() and above[0].dep_ != "pobj":
        return above[0] if is_definite(above[0]) else None  # "the 90-minute *exchange* dealt with trade"
    verb = above[-1] if above and is_verb(above[-1]) else None
    if verb is None or any(child.dep_ in ("neg", "aux", "auxpass") for child in verb.children):
        return None
    had = verb.lemma_ in ("have", "be") and any(t.lemma_.lower() in _words("measures") for t in above)
    if not had and verb.lemma_.lower() not in _words("going_on"):
        return None
    noun = _subject(verb)
    if noun is None or noun.lemma_.lower() not in _sittings():
        return None
    return noun if (_is_main(verb) and is_definite(noun)) or _is_theirs(noun, verb) else None


def _subject(verb: Token) -> Token | None:
    """Return what a verb is said of: its subject, or the noun that its clause hangs on ("a chat *that* lasted")."""
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    relative = subject is not None and subject.tag_ in ("WDT", "WP")
    return verb.head if verb.dep_ == "relcl" and (relative or subject is None) else subject


def _is_theirs(noun: Token, verb: Token) -> bool:
    """Say whether a noun is what those told of before went to: "*they* withdrew for a chat that lasted an hour"."""
    above = next((t for t in noun.ancestors if is_verb(t)), None)
    subject = _subject(above) if above is not None and verb.dep_ == "relcl" else None
    return subject is not None and _are_they(subject)


def _are_they(subject: Token) -> bool:
    joined = any(child.dep_ == "conj" for child in subject.rights)  # "Ek and Lund were together for an hour"
    return joined or subject.lower_ in _words("they") or any(c.lower_ in _words("they") for c in subject.lefts)


def _last_like(noun: Token, sentence: Sentence, told: Sequence[Draft]) -> int | None:
    """Return the last encounter told that a noun can stand for."""
    kinds = _sittings()[noun.lemma_.lower()]
    for at in range(len(told) - 1, -1, -1):
        draft = told[at]
        if sentence.index - draft.scene.sentence.index > REACH:
            return None
        if draft.type == CONSULT and draft.kind in kinds and draft.status.status in TOLD:
            return at if _is_open(draft) else None
    return None


# --- "it lasted an hour", "they were alone for an hour"


def _tells_length(verb: Token, first: Token) -> bool:
    """Say whether a verb says of "it" how long it went on, or of "they" how long they were there or when they left."""
    if any(child.dep_ in ("neg", "aux", "auxpass") for child in verb.children):
        return False
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    if subject.lower_ in _words("it"):
        return verb.lemma_.lower() in _words("going_on")
    if not _are_they(subject):
        return False
    if verb.lemma_.lower() in _words("coming_out"):
        return any(child.lower_ == "after" for child in verb.rights if child.i < first.i)
    if verb.lemma_ == "spend":  # "the two spent an hour in the library"
        return any(first in (child, *child.subtree) for child in verb.rights if child.dep_ == "dobj")
    return verb.lemma_ == "be" and any(child.lower_ in _words("beside_each_other") for child in verb.rights)
