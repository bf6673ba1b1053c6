"""The short noun phrase around a head, without what hangs on it as a clause.

In: the head of a phrase. Out: its tokens. The wider phrase that names a source is read by `phrase`.
"""

from spacy.tokens import Token


def noun_phrase(token: Token) -> list[Token]:
    """Return the tokens of a short noun phrase: modifiers and "of" phrases, no clause, no determiner."""
    left = token.left_edge.i
    end = token.i
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end + 1:
            objects = [below for below in child.children if below.dep_ == "pobj"]
            end = max((below.i for below in objects), default=end)
    words = list(token.doc[left : end + 1])
    while len(words) > 1 and (
        words[0].dep_ in ("det", "poss", "prep", "advmod", "cc") or not words[0].text[0].isalnum()
    ):
        if words[0].dep_ == "poss" and words[0].pos_ != "PRON":
            break
        words.pop(0)
    return words
