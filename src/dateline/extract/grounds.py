"""Tell grounds and wares from those who take part: a region that a missile crosses, a weapon that is deployed.

In: the fillers of a match. Out: those that take part, a state in place of its ground. The words are in
`lexicons/doubts.toml`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.countries import country_name
from dateline.extract.classes import classes_of
from dateline.extract.frames import Filler
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Referent


@lru_cache(maxsize=8)
def _words(*keys: str) -> frozenset[str]:
    return lexicon("doubts").words(*keys)


def settle_grounds(fillers: Sequence[Filler], type_name: str) -> tuple[Filler, ...]:
    """Return the fillers with the states whose ground is threatened or crossed, and without mere places.

    A place where something is done is kept where nobody else is told to take part.
    """
    if type_name not in _words("places", "types") or type_name == "CONSULT":
        return tuple(fillers)
    doers = {f.mention.referent.country for f in fillers if f.role == "actor"}
    kept = [_owned(f, doers) if type_name in _words("grounds", "types") else f for f in fillers]
    sure = [f for f in kept if not _is_only_where(f)]
    return tuple(sure) if any(f.role == "actor" for f in sure) else tuple(kept)


def _is_only_where(filler: Filler) -> bool:
    """Say whether a place only tells where: "strikes *in Lund*", "a rocket into the *North Sea*"."""
    place, token = filler.mention.referent, filler.token
    if filler.role != "recipient" or place.kind != MentionKind.PLACE:
        return False
    if _is_named_settlement(token):
        return False
    where = token.dep_ == "pobj" and token.head.lower_ in _words("grounds", "prepositions")
    return where or (token.dep_ == "pobj" and place.country is None)


def _is_named_settlement(token: Token) -> bool:
    """Say whether a place is what the noun before it is: "shelled the *port of Lund*"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return False
    return token.head.head.lemma_.lower() in lexicon("place_words").words("settlements")


def _owned(filler: Filler, doers: set[str | None]) -> Filler:
    """Return the filler with the state to which its place or territory belongs, where that is not who acts."""
    place = filler.mention.referent
    inside = filler.token.dep_ == "pobj" and filler.token.head.lower_ in _words("grounds", "inside")
    if filler.role != "recipient" or place.kind not in (MentionKind.PLACE, MentionKind.COUNTRY) or inside:
        return filler
    held = lexicon("doubts").get("sovereigns", place.country or "", default=None)
    owner = held or (place.country if place.kind == MentionKind.PLACE else None)
    if owner is None or owner in doers:
        return filler
    name = country_name(owner)
    state = Referent(f"{MentionKind.COUNTRY}:{fold(name)}", MentionKind.COUNTRY, name, country=owner, sector="GOV")
    return replace(filler, mention=replace(filler.mention, referent=state))


def is_ware(filler: Filler) -> bool:
    """Say whether a name is of what is deployed, built or levied: "agreed to deploy *Arrow*", "a launch of *Arrow*"."""
    who = filler.mention.referent
    if filler.role != "recipient" or filler.mention.form != "name":
        return False
    if who.kind not in (MentionKind.PERSON, MentionKind.ORGANISATION) or "political" in classes_of(who):
        return False
    known = who.sector or who.country or who.office or who.title
    return not known and _is_handled(filler.token)


def is_means(filler: Filler, type_name: str) -> bool:
    """Say whether troops are only what is threatened with: "threatened to use *troops*"."""
    token = filler.token
    if filler.role != "recipient" or type_name != "THREATEN" or token.dep_ != "dobj":
        return False
    return filler.mention.referent.unnamed and token.head.lemma_.lower() in _words("wares", "using")


def _is_handled(token: Token) -> bool:
    """Say whether a noun is the object of a verb, or of its noun, that is done to things."""
    while token.dep_ in ("appos", "conj") and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    if token.dep_ in ("dobj", "nsubjpass"):
        return token.head.lemma_.lower() in _words("wares", "verbs")
    return (
        token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and token.head.head.lemma_.lower() in _words("wares", "nouns")
    )
