"""Which words of a sentence stand in quotation marks, and who is said to speak them.

In: a parsed sentence. Out: tokens. Attribution proper is left to `attribution`; this serves the choice of antecedents.
"""

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.discourse import SUBJECTS

_EITHER, _OPENS, _CLOSES = '"', "“«„", "”»"


def quoted_tokens(sentence: Sentence) -> frozenset[int]:
    """Return the numbers of the tokens inside quotation marks; a mark that is never closed opens to the end."""
    inside: set[int] = set()
    is_open = False
    for token in sentence.words:
        first = token.text[0]
        if first in _OPENS or first in _CLOSES or first == _EITHER:
            is_open = first in _OPENS or (first == _EITHER and not is_open)
        elif is_open:
            inside.add(token.i)
    return frozenset(inside)


def speaker_token(sentence: Sentence, quoted: frozenset[int]) -> Token | None:
    """Return the subject of the verb of saying outside the quotation."""
    if not quoted:
        return None
    for verb in sentence.words:
        if verb.pos_ == "VERB" and verb.i not in quoted and verb.dep_ in ("ROOT", "parataxis", "ccomp"):
            for child in verb.children:
                if child.dep_ in SUBJECTS and child.i not in quoted:
                    return child
    return None
