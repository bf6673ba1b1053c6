"""Tell the dealings of firms from politics: "the board rejected the bid", "the chairman resigned".

In: a sentence, the type of an event and those who take part in it. Out: whether it is a firm's own matter. The words
are under `business` in `lexicons/elsewhere.toml`; what a frame itself forbids is left to `frames`.
"""

from collections.abc import Iterable
from functools import lru_cache

from dateline.annotate.offices import terms_of
from dateline.annotate.sentences import Sentence
from dateline.extract.classes import classes_of
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Referent


@lru_cache(maxsize=8)
def _words(name: str) -> frozenset[str]:
    return lexicon("elsewhere").words("business", name)


def is_firm_matter(sentence: Sentence, type_name: str, actors: Iterable[Referent]) -> bool:
    """Say whether a sentence with words of business tells of an act by nobody who acts for the public."""
    if type_name in _words("except") or not _tells_of_firms(sentence):
        return False
    return not any(acts_for_public(actor) for actor in actors)


def _tells_of_firms(sentence: Sentence) -> bool:
    return any(token.lower_ in _words("words") or token.lemma_.lower() in _words("words") for token in sentence.words)


def acts_for_public(referent: Referent) -> bool:
    """Say whether someone acts for a state, a party or another public body, as far as the text tells."""
    classes = classes_of(referent)
    if classes & {"state", "igo"}:
        return True
    return "political" in classes and not _has_firms_post(referent)


def holds_public_post(referent: Referent) -> bool:
    """Say whether somebody's office is told with a word of a public body: "central bank governor"."""
    return not _words("public").isdisjoint((referent.office or "").lower().replace("-", " ").split())


def _has_firms_post(referent: Referent) -> bool:
    """Say whether a person's post is one that a firm has, and no country or public body is told with it."""
    told = (referent.title or referent.office or "").lower().replace("-", " ").split()
    if (referent.office or "").lower() in _words("firms_only") and not terms_of(referent.name):
        return True
    if referent.unnamed and _words("words").intersection([*told, *_owner(referent)]):
        return True  # "a company official", "the carrier's vice president"
    if referent.kind not in (MentionKind.PERSON, MentionKind.OFFICE) or referent.country or terms_of(referent.name):
        return False
    return bool(told) and told[-1] in _words("posts") and not _words("public").intersection(told)


def _owner(referent: Referent) -> list[str]:
    """Return the words by which a description says whose post it is: "the *company* 's officer"."""
    return referent.name.lower().replace("'s", " ").replace("’s", " ").split()
