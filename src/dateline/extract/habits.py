"""Tell what people do time and again from what they did once: "she talks with him from time to time".

In: the verb of an encounter. Out: whether its sentence tells of a habit, which is no event.
"""

from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.clauses import is_verb
from dateline.lexicon import lexicon


@lru_cache(maxsize=4)
def _words(key: str) -> frozenset[str]:
    return lexicon("habits").words(key)


def is_habit(verb: Token) -> bool:
    """Say whether a plain present tense with a word of frequency tells of a habit; what was done often was done."""
    if not is_verb(verb) or verb.tag_ not in ("VBZ", "VBP") or any(c.dep_ == "aux" for c in verb.children):
        return False
    below = [token for child in verb.children if child.dep_ in _HOLDERS for token in child.subtree]
    told = " ".join(token.lower_ for token in below)
    return any(f" {phrase} " in f" {told} " for phrase in _words("phrases")) or any(
        token.lower_ in _words("words") for token in below
    )


_HOLDERS = ("advmod", "prep", "npadvmod")
"""What a word of frequency hangs under; those of an object or a clause below are its own."""
