"""Say whose house, kin or firm a phrase tells of, before those whose it is are taken for those who act.

In: tokens. Out: whether what a phrase names acts for itself, not for the state that it is called after. The words are
in `lexicons/lookalikes.toml` and `lexicons/doubts.toml`.
"""

from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.described import body_words
from dateline.lexicon import lexicon


@lru_cache(maxsize=1)
def sayings() -> frozenset[str]:
    """Return the nouns of "in ... of" that make a saying of it, and no place."""
    return lexicon("doubts").words("places", "sayings")


def is_own_master(token: Token) -> bool:
    """Say whether a phrase is of kin, of a private body or of a firm by its name: "the Kenyan miller Dobo Mills"."""
    forms = {token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")}
    if forms & _own_masters():
        return True
    return token.pos_ == "PROPN" and token.ent_type_ == "ORG" and not forms & body_words().keys()


@lru_cache(maxsize=1)
def _own_masters() -> frozenset[str]:
    """Return the heads whose acts and wounds are not those of the one whose they are: kin and private bodies."""
    words = lexicon("lookalikes")
    return words.words("sets", "kin") | words.words("sets", "private")
