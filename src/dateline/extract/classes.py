"""Tell to which of the codebook's classes of actor a referent belongs.

In: a `Referent`. Out: the words that a frame's `require` and `anchor` use: person, state, igo, official, political ...
"""

from collections.abc import Mapping
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.offices import terms_of
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind, Referent


def is_text(referent: Referent) -> bool:
    """Say whether what was taken for a body is a text by its name: "Clean Water Act", "Lima Accord"."""
    last = referent.name.lower().split()[-1:] or [""]
    return referent.kind == MentionKind.ORGANISATION and last[0] in lexicon("doubts").words("texts", "words")


def is_one_of(token: Token, mention: Mention) -> bool:
    """Say whether a word tells of one of a people, who is not their state: "the first *American* to bomb it"."""
    if mention.form != "people" or token.tag_ not in ("NN", "NNP"):
        return False
    return any(child.lower_ in ("a", "an", "another", "one") or child.tag_ == "JJ" for child in token.lefts)


def classes_of(referent: Referent) -> frozenset[str]:
    """Return the classes, as `require` names them, that a referent belongs to."""
    found = set(_CLASSES[referent.kind])
    if referent.kind == MentionKind.ORGANISATION:
        if referent.sector in ("GOV", "MIL", "COP", "JUD", "LEG", "SPY"):
            found.add("state")
        if referent.sector == "IGO":
            found.add("igo")
    if referent.kind == MentionKind.GROUP and referent.sector == "IMG":
        found.add("state")  # "the West": several states that act as one
    if (
        referent.office
        or referent.kind == MentionKind.OFFICE
        or (referent.kind == MentionKind.PERSON and (referent.title or terms_of(referent.name)))
    ):
        found.add("official")
    if not referent.unnamed and referent.kind != MentionKind.GROUP:
        found.add("named")
    if found & {"state", "igo"} or _is_political(referent):
        found.add("political")
    return frozenset(found)


def _is_political(referent: Referent) -> bool:
    """Say whether the sector is one of politics; a person of none is where the table of offices knows them."""
    if referent.kind == MentionKind.OFFICE and referent.title == referent.office and not referent.country:
        speaks = any(word in (referent.office or "") for word in _speakers())  # for whom is not told
        return referent.sector in _POLITICAL and not speaks
    if referent.kind == MentionKind.PERSON and (referent.sector is None or is_of_any_house(referent)):
        return bool(terms_of(referent.name))
    return referent.sector in _POLITICAL


def is_of_any_house(referent: Referent) -> bool:
    """Say whether a person's title is one that a firm or a film has as well as a state, and none is told with it."""
    title = (referent.title or referent.office or "").lower()
    return title in lexicon("elsewhere").words("business", "any_house") and referent.country is None


@lru_cache(maxsize=1)
def _speakers() -> frozenset[str]:
    return lexicon("encounters").words("spokespeople")


_POLITICAL = frozenset(
    {
        "COP",
        "GOV",
        "IGO",
        "IMG",
        "ISM",
        "JUD",
        "LEG",
        "MIL",
        "NGO",
        "OPP",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNO",
        "EUR",
    }
)
"""Sectors of those who act in politics, whatever else they are."""

_CLASSES: Mapping[MentionKind, tuple[str, ...]] = {
    MentionKind.PERSON: ("person",),
    MentionKind.ORGANISATION: ("organisation",),
    MentionKind.COUNTRY: ("state",),
    MentionKind.PLACE: ("place",),
    MentionKind.OFFICE: ("person", "office"),
    MentionKind.GATHERING: ("gathering",),
    MentionKind.GROUP: ("group",),
}
