"""Find what stands beside a description and tells whose it is: a name, a country, a quotation about its bearer.

In: the head of a description, with what its sentence's tokens stand for so far. Out: the heads of what is set beside
it, and those who are meant thereby or cannot be. The choice among others is left to `antecedents`.
"""

from collections.abc import Mapping
from dataclasses import replace

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind, Referent

Found = Mapping[tuple[int, int], tuple[Mention, ...]]
"""What the tokens of a sentence stand for, by its index and theirs."""


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


def people_in(sentence: Sentence, quoted: frozenset[int], found: Found) -> set[str]:
    """Return the people of whom a quotation tells, none of whom says it: '"*The minister* is away," she said'."""
    mentions = (m for at in quoted for m in found.get((sentence.index, at), ()))
    return {m.referent.key for m in mentions if m.referent.kind in (MentionKind.PERSON, MentionKind.OFFICE)}


def of_country(described: Referent, owner: Referent | None) -> Referent:
    """Return a described office as that of the country that "its" stands for: "*its* president"."""
    if owner is None or owner.kind != MentionKind.COUNTRY or described.country is not None:
        return described
    name = f"{described.name} of {owner.name}"
    return replace(described, key=f"{described.kind}:{fold(name)}", name=name, country=owner.country)
