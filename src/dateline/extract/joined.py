"""Mend what the parser hung wrongly: a coordinated verb on a nearer one, a cleft's clause on nobody.

In: tokens of one sentence. Out: the verb whose subject a coordinated one shares, or whom a cleft sets apart; `clauses`
reads subjects by them.
"""

from spacy.tokens import Token

from dateline.annotate.actors import group_words, institution_words, role_words
from dateline.lexicon import lexicon

_VERBS = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


def joined_to(verb: Token, head: Token) -> Token:
    """Return the verb that a coordinated one goes with: what is told in the past is not joined to a bare form.

    "Peru said it was vital that Chad *obey* and *called* for calm", "said the boats *were* old and *called* for calm":
    Peru called, for no boat does.
    """
    told = head.dep_ == "ccomp" and head.head.pos_ in _VERBS and head.tag_ == verb.tag_ == head.head.tag_ == "VBD"
    if told and verb.lemma_ in lexicon("arguments").words("spoken") and not _has_speaker(head):
        return head.head
    tense = _tense(verb)
    if head.tag_ != "VB" or tense is None:
        return head
    above = (t for t in head.ancestors if t.pos_ in _VERBS and _tense(t) == tense)
    whole = (t for t in above if t.dep_ in ("ROOT", "conj") or (t.dep_ == "ccomp" and _has_speaker(t)))
    return next(whole, head)


def _tense(verb: Token) -> str | None:
    """Return the tag that tells a verb's tense, its own or its first auxiliary's; None where it has none."""
    tag = next((c.tag_ for c in verb.lefts if c.dep_ in ("aux", "auxpass")), verb.tag_)
    return {"VBD": "past", "VBZ": "present"}.get(tag)


def _has_speaker(verb: Token) -> bool:
    """Say whether the subject of a clause could speak: a name, a pronoun of people, a post, a group, a body."""
    heads = [c for c in verb.lefts if c.dep_ in _SUBJECTS]
    known = (group_words(), role_words(), institution_words())
    return not heads or any(
        t.pos_ == "PROPN"
        or (t.pos_ == "PRON" and t.lower_ not in ("it", "this", "that", "there"))
        or any(t.lemma_.lower() in words for words in known)
        for t in heads
    )


def set_apart(token: Token) -> list[Token]:
    """Return whom a cleft sets before its pronoun: "it was *he* who praised Ek", read as a clause of its own."""
    over = token.head.head
    if token.head.dep_ != "ccomp" or over.lemma_ != "be" or not any(c.lower_ == "it" for c in over.lefts):
        return []
    return [c for c in over.children if c.dep_ == "attr" and c.i < token.i]


def reduced_on(verb: Token) -> Token | None:
    """Return the noun right before a participle that was hung on a verb: "agonized over workers *held* by Iran"."""
    before = verb.doc[verb.i - 1] if verb.i else verb
    if verb.dep_ != "conj" or verb.tag_ != "VBN" or before.pos_ not in ("NOUN", "PROPN") or before.dep_ == "nsubj":
        return None
    return before if any(child.dep_ == "agent" for child in verb.rights) else None
