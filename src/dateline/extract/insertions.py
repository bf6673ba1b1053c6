"""Find the subject that an insertion parts from its verb, where the parser has lost it: "Ek, a Norlander, called ...".

In: a finite verb without a subject. Out: the phrase before the insertion, as a `Source`. Subjects that the parser has
found are left to `sources`.
"""

from spacy.tokens import Doc, Token

from dateline.extract.cues import first_token
from dateline.extract.phrase import Source

_MARKS = frozenset({",", "-", "--", "—", "–", ")"})
_OPENS = frozenset({",", "-", "--", "—", "–", "("})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_ASIDE = frozenset({"VBG", "VBN", "IN", "RB"})
"""Tags of words that open an insertion which tells of something else: "Ek, speaking in the rain, said"."""
_REACH = 40  # tokens: insertions before a verb of saying were no longer on PolNeAR's training part


def over_insertion(verb: Token) -> Source | None:
    """Return the phrase before the insertion that ends right before a verb; None where there is none."""
    doc, start = verb.doc, first_token(verb)
    if start < 3 or doc[start - 1].text not in _MARKS or doc[start].tag_ not in _FINITE | {"RB", "VBN"}:
        return None
    for mark in doc[max(1, start - _REACH) : start - 1]:
        head = _phrase_before(doc, mark) if mark.text in _OPENS else None
        if head is not None:
            aside = doc[mark.i + 1].tag_ in _ASIDE and doc[mark.i + 1].lower_ != "like"
            return Source(head, head.left_edge.i, mark.i - 1 if aside else start - 2)
    return None


def _phrase_before(doc: Doc, mark: Token) -> Token | None:
    """Return the head of a noun phrase that ends before a mark and opens the sentence or a clause."""
    head = doc[mark.i - 1]
    while head.head.i < mark.i and head.head.i != head.i and head.dep_ not in ("conj", "appos"):
        head = head.head
    if head.pos_ not in _NOMINAL or head.left_edge.i > head.i:
        return None
    first = head.left_edge.i
    return head if first == 0 or doc[first - 1].is_punct or doc[first - 1].pos_ in ("CCONJ", "SCONJ") else None
