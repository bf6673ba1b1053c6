"""Tell an article of politics from others, and an act of politics by those who take part in it.

In: the mentions of an article; a frame's anchor and the referents that fill its roles. Out: whether somebody of the
anchor's classes takes part. In an article of politics, people whom no table knows act as those do whom one knows.
"""

from collections.abc import Iterable, Sequence

from dateline.extract.classes import classes_of, is_of_any_house
from dateline.model.claims import Mention, MentionKind, Referent

ACTORS = 3
"""States, officials and political bodies that an article of politics names at the least."""

SHARE = 0.5
"""Their share of all whom it names; a match report names a minister or two among many players."""

_NAMED = (MentionKind.PERSON, MentionKind.ORGANISATION, MentionKind.COUNTRY)


def is_of_politics(mentions: Sequence[Mention]) -> bool:
    """Say whether most of those whom an article names are states, officials or political bodies."""
    named = {m.referent.key: m.referent for m in mentions if m.referent.kind in _NAMED and not m.referent.unnamed}
    acting = sum("political" in classes_of(referent) for referent in named.values())
    return acting >= max(ACTORS, SHARE * len(named))


def is_anchored(anchor: frozenset[str], referents: Iterable[Referent], *, political: bool) -> bool:
    """Say whether one who takes part is of the anchor's classes, or any person in an article of politics."""
    return any(classes_of(referent) & anchor or (political and _may_act(referent)) for referent in referents)


def _may_act(referent: Referent) -> bool:
    """Say whether someone of no known part in politics is a person by name, or by a post that is none of a firm."""
    if acts_unnamed(referent):
        return True
    if referent.kind == MentionKind.PERSON:
        return not referent.unnamed and not is_of_any_house(referent)
    return referent.kind == MentionKind.OFFICE and referent.sector not in _OF_FIRMS


def acts_unnamed(referent: Referent) -> bool:
    """Say whether someone without a name is of those who act in politics: forces, rebels, bodies of a state, crowds."""
    return referent.unnamed and referent.sector in _UNNAMED


_UNNAMED = frozenset(
    {"COP", "CVL", "GOV", "JUD", "LAB", "LEG", "MIL", "NGO", "OPP", "PTY", "REB", "REL", "SPY", "UAF", "EDU", "REF"}
)
"""Sectors whose groups and bodies act in an article of politics; firms, newspapers and gangs need a name."""

_OF_FIRMS = ("BUS", "MED")
