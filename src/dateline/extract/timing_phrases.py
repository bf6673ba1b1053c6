"""Tell the phrases that say when, where or to whom something was said from those that belong to what was said.

In: the head of a phrase. Out: whether it is a circumstance of the telling, by `lexicons/circumstances.toml`.
"""

from spacy.tokens import Token

from dateline.extract.cues import word_set


def is_circumstance(token: Token) -> bool:
    """Say whether a phrase tells when, where or to whom something was said: "on Sunday", "in an interview"."""
    if token.dep_ == "npadvmod":
        return token.lemma_.lower() in word_set("circumstances", "times")
    noun = next((c for c in token.rights if c.dep_ == "pobj"), None)
    return noun is not None and (
        noun.lemma_.lower() in word_set("circumstances", "times")
        or noun.lemma_.lower() in word_set("circumstances", "settings")
    )
