"""Take apart what one verb tells of several encounters: "held separate talks with Ek and Lund", "met both separately".

In: a `Draft` of an encounter. Out: one draft for each of those who were met one by one, or the draft as it is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.extract.encounters import CONSULT, Draft
from dateline.lexicon import lexicon
from dateline.model.claims import Participant

PLURAL = ("NNS", "NNPS")


def take_apart(draft: Draft) -> tuple[Draft, ...]:
    """Return a draft for each encounter that the sentence tells as one of several, each between two sides."""
    if draft.type != CONSULT or len(draft.keys) < 3 or not _is_one_by_one(draft):
        return (draft,)
    first, others = _sides(draft)
    if not first or not others:
        return (draft,)
    if len(others) > 1:
        return tuple(replace(draft, participants=(*first, other)) for other in others)
    return tuple(replace(draft, participants=(one, *others)) for one in first)


def _sides(draft: Draft) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Return those who are the verb's subject, and the rest."""
    subjects = {word.i for token in draft.match.arguments.get("subject") for word in token.subtree}
    place = draft.scene.sentence.place
    spans = [place(token) for token in draft.scene.sentence.doc if token.i in subjects]
    first = tuple(p for p in draft.participants if any(p.span.overlaps(span) for span in spans))
    return first, tuple(p for p in draft.participants if p not in first)


def _is_one_by_one(draft: Draft) -> bool:
    """Say whether the words tell of several: "met separately", "in two separate calls", but "a separate meeting"."""
    words = lexicon("encounters").words("one_by_one")
    said = (word for part in (draft, *draft.others) for word in _beside(part) if word.lower_ in words)
    return any(word.pos_ == "ADV" or word.head.tag_ in PLURAL for word in said)


def _beside(draft: Draft) -> Iterator[Token]:
    """Yield the words that say how the encounter was held: at its verb, its noun, and at a noun for it behind "in"."""
    verbs: Sequence[Token] = (*draft.match.words, *draft.match.arguments.get("light"))
    for word in verbs:
        for child in word.children:
            yield child
            if child.dep_ == "prep":
                yield from (below for noun in child.children if noun.dep_ == "pobj" for below in noun.children)
