"""Find the outcomes that a sentence tells or denies: "reached an understanding", "gaps remain", "without a deal".

In: a parsed sentence. Out: `Outcome`s, at most one a polarity, each with the place of its words. Which encounter they
are the outcome of is left to `accounts`; the words that decide stand in `lexicons/accounts.toml`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.lexicon import lexicon
from dateline.model.text import Span

AGREEMENT = "agreement"
_OBJECTS = frozenset({"dobj", "obj", "nsubjpass"})
_UNREAL = frozenset({"could", "would", "may", "might", "can", "should", "must", "will", "to", "'ll", "’ll"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """A result told (`polarity` pos) or denied (neg)."""

    value: str
    polarity: str
    span: Span


@lru_cache(maxsize=16)
def _words(key: str) -> frozenset[str]:
    return lexicon("accounts").words(key)


def may_tell(sentence: Sentence) -> bool:
    """Say whether any word of the sentence could tell an outcome, before anything is looked at."""
    return any(t.lemma_.lower() in _words("results") or t.lemma_.lower() in _words("gaps") for t in sentence.words)


def read_outcomes(sentence: Sentence) -> Iterator[Outcome]:
    """Yield the outcomes that the sentence tells, one a polarity."""
    found: dict[str, list[int]] = {}
    for token in sentence.words:
        told = _of_gap(token) or _of_result(token)
        if told is not None:
            found.setdefault(told[0], []).extend((token.i, *told[1]))
    for polarity, places in found.items():
        span = sentence.stretch(sentence.doc[min(places)], sentence.doc[max(places)])
        yield Outcome(AGREEMENT, polarity, span)


def _of_gap(token: Token) -> tuple[str, list[int]] | None:
    """Read what stands between the two sides: "gaps remain", "have not closed the gaps", "ended in deadlock"."""
    if token.lemma_.lower() not in _words("gaps") or token.pos_ not in ("NOUN", "PROPN"):
        return None
    verb = _governor(token)
    if verb is None:
        return None
    lasting = [c for c in token.children if c.dep_ == "relcl" and c.lemma_ in _words("lasting")]
    if any(c.dep_ == "amod" and c.lower_ in _words("lasting_adjectives") for c in token.children) or lasting:
        return "neg", [token.left_edge.i, *(c.i for c in lasting)]
    subject = token.dep_ in ("nsubj", "nsubjpass", "attr") or (token.dep_ == "pobj" and token.head.dep_ == "nsubj")
    if subject and verb.lemma_ in _words("lasting") and not _negated(verb):
        return "neg", [verb.i]
    if token.dep_ in _OBJECTS and verb.lemma_ in _words("closing") and _negated(verb):
        return "neg", [verb.i, *(c.i for c in verb.children if c.dep_ in ("neg", "aux"))]
    if token.dep_ in ("dobj", "pobj") and verb.lemma_ in _words("ending") and token.lemma_ in _words("impasses"):
        return "neg", [verb.i]
    return None


def _of_result(token: Token) -> tuple[str, list[int]] | None:
    """Read a result under a verb that reaches or misses it: "reached a deal", "failed to agree on a truce"."""
    if token.lemma_.lower() not in _words("results") or token.pos_ not in ("NOUN", "PROPN"):
        return None
    verb = _governor(token)
    if token.dep_ == "pobj" and token.head.lower_ == "without" and verb is not None:
        return ("neg", [token.head.i, verb.i]) if verb.lemma_ in _words("ending") else None
    if verb is None or not _reaches(token, verb):
        return None
    if _negated(verb) or any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in token.children):
        return "neg", [verb.i, token.left_edge.i]
    return _by_chain(verb)


def _reaches(token: Token, verb: Token) -> bool:
    """Say whether the verb reaches the result: as its object, or "agree on" it; "sign" only what is reached."""
    if verb.lemma_ in _words("agreeing"):
        return token.dep_ == "pobj" and token.head.lower_ in ("on", "to", "upon")
    return verb.lemma_ in _words("reached") and token.dep_ in _OBJECTS


def _by_chain(verb: Token) -> tuple[str, list[int]] | None:
    """Let what stands over the verb decide: "failed to reach", "kept from reaching", "hopes to reach"."""
    above = verb.head
    if verb.dep_ == "pcomp":  # "without reaching", "keeping both from reaching"
        over = above.head
        if above.lower_ == "without":
            return "neg", [above.i, verb.i]
        missed = above.lower_ == "from" and over.lemma_ in _words("missed")
        return ("neg", [verb.i, over.i]) if missed else None
    if verb.dep_ in ("xcomp", "acl", "advcl", "ccomp") and verb.tag_ == "VB":
        if above.lemma_ in _words("missed"):
            return ("neg", [above.i, verb.i]) if not _negated(above) else None
        return ("pos", [above.i, verb.i]) if above.lemma_ in _words("managing") and not _negated(above) else None
    finite = verb.tag_ in ("VBD", "VBN", "VBZ", "VBP") or _headline(verb)
    return ("pos", [verb.i]) if finite and not _unreal(verb) else None


def _headline(verb: Token) -> bool:
    return verb.dep_ == "ROOT" and verb.tag_ in ("VB", "NN") and any(c.dep_ == "nsubj" for c in verb.lefts)


def _unreal(verb: Token) -> bool:
    return any(c.lower_ in _UNREAL for c in verb.lefts if c.dep_ == "aux") or any(
        c.dep_ == "mark" and c.lower_ in ("if", "unless", "whether", "until", "once") for c in verb.lefts
    )


def _negated(verb: Token) -> bool:
    return any(child.dep_ == "neg" or child.lower_ in ("never", "hardly") for child in verb.children)


def _governor(token: Token) -> Token | None:
    """Return the verb over a noun, through prepositions and nouns that it hangs on."""
    climb = token
    for _ in range(4):
        climb = climb.head
        if climb.pos_ in ("VERB", "AUX") or climb.dep_ == "ROOT":
            return climb
    return None
