"""Find bodies that a text knows by their letters alone: "the TUV", "MHP accuses the premier".

In: a `Sheet` on which all other names are claimed. Out: organisations on it. A word in capitals is a body only where it
acts or is acted on; letters that are no body (GDP, GMT, CEO) are in `lexicons/actors.toml`.
"""

import re

from spacy.tokens import Token

from dateline.annotate.drafts import Draft, Sheet
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind

_LETTERS = re.compile(r"[A-Z][A-Z0-9]{1,6}(?:-[A-Z0-9]{1,6})?")
_ACTS = ("nsubj", "nsubjpass", "dobj")
_BY = ("by", "with", "of", "against", "between", "from")
_OTHER = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL", "LANGUAGE")
SHOUTED = 0.5
"""Share of a sentence's words in capitals from which they mean nothing: a headline, a lead in capitals."""


def find_acronyms(sheet: Sheet) -> None:
    """Claim the words in capitals that stand where an actor stands and that nothing else explains."""
    found = [token for token in sheet.sentence.words if _is_body(sheet, token)]
    if found and not _is_shouted(sheet):
        for token in found:
            sheet.claim(Draft(token.i, token.i, MentionKind.ORGANISATION, token.text))


def _is_body(sheet: Sheet, token: Token) -> bool:
    if not _LETTERS.fullmatch(token.text) or token.pos_ != "PROPN" or token.ent_type_ in _OTHER:
        return False
    if token.text in lexicon("actors").words("letters", "no_body") or not sheet.is_free(token.i, token.i):
        return False
    if token.i and token.nbor(-1).text in ("<", "(", "/", "["):  # a ticker, another's letters
        return False
    if token.dep_ == "pobj":
        return token.head.lower_ in _BY and token.head.head.pos_ in ("VERB", "PROPN")
    return token.dep_ in _ACTS and token.head.pos_ == "VERB"


def _is_shouted(sheet: Sheet) -> bool:
    words = [token.text for token in sheet.sentence.words if token.is_alpha and len(token.text) > 1]
    return sum(word.isupper() for word in words) >= SHOUTED * len(words)
