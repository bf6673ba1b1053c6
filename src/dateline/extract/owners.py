"""Say whose house, kin or firm a phrase tells of, before those whose it is are taken for those who act.

In: tokens. Out: whether what a phrase names acts for itself, not for the state that it is called after; and for whom
those act who are told as somebody's own. The words are in `lexicons/lookalikes.toml` and `lexicons/doubts.toml`.
"""

from functools import lru_cache
from typing import Protocol

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.described import body_words
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind


class Owners(Protocol):
    """What is needed of the article's references: whom a pronoun stands for."""

    def of(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        """Return the mentions that the phrase under `token` stands for."""


@lru_cache(maxsize=1)
def sayings() -> frozenset[str]:
    """Return the nouns of "in ... of" that make a saying of it, and no place."""
    return lexicon("doubts").words("places", "sayings")


def is_own_master(token: Token) -> bool:
    """Say whether a phrase is of kin, of a private body or of a firm by its name: "the Kenyan miller Dobo Mills"."""
    forms = {token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")}
    if forms & _own_masters():
        return True
    if token.pos_ != "PROPN" or token.ent_type_ != "ORG":
        return False
    sectors = {body_words()[form] for form in forms & body_words().keys()}
    return not sectors or sectors <= _PRIVATE


_PRIVATE = frozenset({"BUS", "LAB", "NGO"})
"""Sectors of bodies that act for themselves, whatever country they are called after: "the French Mills Association"."""


@lru_cache(maxsize=1)
def _own_masters() -> frozenset[str]:
    """Return the heads whose acts and wounds are not those of the one whose they are: kin and private bodies."""
    words = lexicon("lookalikes")
    return words.words("sets", "kin") | words.words("sets", "private")


def owners_of(sentence: Sentence, token: Token, owners: Owners) -> tuple[Mention, ...]:
    """Return the state or body that acts through its own hands: "its *forces*", "its *staff*"; none for others."""
    if token.lemma_.lower() not in lexicon("doubts").words("hands", "words"):
        return ()
    whose = (child for child in token.children if child.dep_ == "poss" and child.pos_ == "PRON")
    told = [mention for child in whose for mention in owners.of(sentence, child)]
    return tuple(m for m in told if m.referent.kind in (MentionKind.COUNTRY, MentionKind.ORGANISATION))
