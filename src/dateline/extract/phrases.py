"""Read prepositional phrases: the label each answers to and the heads that stand under it.

In: the token of a preposition. Out: labels and tokens. Which phrases are whose is left to `arguments`.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.clauses import expand, is_passive, is_verb
from dateline.extract.trigger_words import is_guest_word
from dateline.lexicon import lexicon


@lru_cache(maxsize=1)
def _joined() -> Mapping[str, str]:
    return lexicon("arguments").mapping("joined")


def read_phrases(prep: Token, before: str = "") -> Iterator[tuple[str, list[Token]]]:
    """Yield label and objects of a preposition, a compound one under its last word or its own name."""
    name = f"{before} {prep.lower_}".strip()
    if tokens := phrase_objects(prep):
        yield _joined().get(name, name), tokens
    for child in prep.children:
        if child.dep_ in ("prep", "pcomp") and child.pos_ == "ADP":
            yield from read_phrases(child, name)


def phrase_objects(prep: Token) -> list[Token]:
    """Return the heads that stand under a preposition: nouns with those coordinated, or the verbs of a gerund."""
    found: list[Token] = []
    for child in prep.children:
        if child.dep_ in ("pobj", "pcomp") and child.pos_ != "ADP":
            found += (_own_subject(child) or coordinate_verbs(child)) if is_verb(child) else expand(child)
    return found + _other_side(found) if prep.lower_ == "between" and len(found) == 1 else found


def _other_side(found: list[Token]) -> list[Token]:
    """Return the second side where it hangs in the first: "between a team led by Ek and *banks*"."""
    names = (
        name
        for clause in found[0].children
        if clause.dep_ in ("acl", "relcl")
        for prep in clause.children
        if prep.dep_ in ("agent", "prep")
        for name in prep.children
    )
    return [t for name in names for c in name.children if c.dep_ == "conj" for t in expand(c)]


def _own_subject(verb: Token) -> list[Token]:
    """Return the subject of a clause that stands under a preposition: "talks with *Ek* smiling"."""
    aimed = verb.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)
    subject = verb.tag_ == "VBG" or aimed
    return [t for c in verb.children if c.dep_ == "nsubj" and subject for t in expand(c)]


def coordinate_verbs(head: Token) -> list[Token]:
    """Return a clause's verb and those coordinated with it."""
    found = [head]
    for child in head.children:
        if child.dep_ == "conj" and is_verb(child):
            found += coordinate_verbs(child)
    return found


def with_purpose(clause: Token) -> list[Token]:
    """Return those whom the parser made the subject of a purpose: "opened talks with *envoys* to end the feud"."""
    if clause.tag_ != "VB" or not any(c.dep_ == "mark" and c.lower_ == "with" for c in clause.lefts):
        return []
    return [t for c in clause.lefts if c.dep_ == "nsubj" for t in expand(c)]


def objects_shared(verb: Token) -> list[Token]:
    """Return the objects that stand under a word behind: "killed or wounded *soldiers*", "met visiting *Ek*"."""
    guests = [c for c in verb.children if is_guest_word(c)]
    if guests:
        return [t for c in guests[0].children if c.dep_ in ("dobj", "obj") for t in expand(c)]
    twins = [c for c in verb.children if c.dep_ == "conj" and is_verb(c) and c.i == verb.i + 2 and c.tag_ == verb.tag_]
    if is_passive(verb) or not twins:
        return []
    return [t for c in twins[0].children if c.dep_ in ("dobj", "obj") for t in expand(c)]
