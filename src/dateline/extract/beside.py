"""Find the name that stands beside a noun which only describes its bearer: "its ally the United States".

In: the head of a description. Out: the heads of what is set beside it. Whom these stand for is left to `coreference`.
"""

from spacy.tokens import Token

from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind


def is_open(mention: Mention) -> bool:
    """Say whether a mention is somebody without a name, whom what stands beside it may name."""
    who = mention.referent
    return who.unnamed and who.kind in (MentionKind.PERSON, MentionKind.GROUP, MentionKind.ORGANISATION)


def set_beside(token: Token) -> list[Token]:
    """Return the heads of a noun's appositions, also of one that the parser did not see: "its ally *Peru*"."""
    found = [child for child in token.children if child.dep_ == "appos"]
    found = [child for child in found if all(t.text != ":" for t in token.doc[token.i : child.i])]  # who says it
    if found or token.lemma_.lower() not in lexicon("doubts").words("beside", "words"):
        return found
    after = token.i + 1
    if after < len(token.doc) and token.doc[after].dep_ == "det":
        after += 1
    if after >= len(token.doc) or token.doc[after].pos_ != "PROPN":
        return []
    name = token.doc[after]
    return [name.head if name.dep_ == "compound" and name.head.i > name.i else name]
