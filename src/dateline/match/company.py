"""Compare who takes part in two event mentions.

In: two `DatedMention`s. Out: how many take part in both, and how many in one of them only. One whom a page knows by
description alone ("the activist") is an entity of that page's own; here he may be whom another page describes by the
same words, or names with the same office and country. Which pairs are compared is left to `blocking`.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.model.claims import MentionKind, Referent
from dateline.model.record import DatedMention

Who = Mapping[str, Referent]


@dataclass(frozen=True, slots=True)
class Company:
    """Numbers of participants: of both mentions, and of either alone."""

    shared: int
    left_alone: int
    right_alone: int

    @property
    def same(self) -> bool:
        """Say whether the same take part in both."""
        return bool(self.shared) and not self.left_alone and not self.right_alone

    @property
    def within(self) -> bool:
        """Say whether all of one mention are among those of the other, who are more."""
        return bool(self.shared) and bool(self.left_alone) != bool(self.right_alone)

    @property
    def apart(self) -> bool:
        """Say whether each has somebody whom the other has not."""
        return bool(self.left_alone and self.right_alone)


def compare_company(left: DatedMention, right: DatedMention) -> Company:
    """Compare the participants of two mentions; of two encounters those known by description too."""
    mine, others = set(left.entities), set(right.entities)
    both = mine & others
    found = len(_described(left, right)) if mine - both and others - both else 0
    return Company(len(both) + found, len(mine - both) - found, len(others - both) - found)


def name_described(mentions: Sequence[DatedMention]) -> tuple[DatedMention, ...]:
    """Return the mentions of one event, those known by description as the ones whom another of them names."""
    named = [m for m in mentions if not all(p.referent.unnamed for p in m.mention.participants)]
    return tuple(_named_by(mention, named) if _is_described(mention) else mention for mention in mentions)


def _is_described(mention: DatedMention) -> bool:
    return mention.mention.type == "CONSULT" and any(p.referent.unnamed for p in mention.mention.participants)


def _named_by(mention: DatedMention, others: Sequence[DatedMention]) -> DatedMention:
    names: dict[str, tuple[str, str]] = {}
    for other in others:
        shown = dict(zip(other.entities, other.names, strict=True))
        known = {e for e, p in zip(other.entities, other.mention.participants, strict=True) if not p.referent.unnamed}
        for mine, theirs in _described(mention, other):
            if theirs in known:
                names.setdefault(mine, (theirs, shown[theirs]))
    pairs = [names.get(entity, (entity, name)) for entity, name in zip(mention.entities, mention.names, strict=True)]
    return replace(mention, entities=tuple(e for e, _ in pairs), names=tuple(n for _, n in pairs))


def _described(left: DatedMention, right: DatedMention) -> tuple[tuple[str, str], ...]:
    """Return the pairs of which one is described as the other is, each of them once."""
    mine, others = set(left.entities), set(right.entities)
    both = mine & others
    if left.mention.type != "CONSULT":
        return ()
    if both:
        fits = fits_description if left.page != right.page else fits_again if left.recap or right.recap else None
    else:
        fits = fits_headline if left.mention.headline or right.mention.headline else None
    return tuple(_pairs(_who(left, mine - both), _who(right, others - both), fits)) if fits else ()


def _who(mention: DatedMention, wanted: set[str]) -> Who:
    told = zip(mention.entities, mention.mention.participants, strict=True)
    return {entity: one.referent for entity, one in sorted(told, key=lambda pair: pair[0]) if entity in wanted}


def _pairs(left: Who, right: Who, fits: Callable[[Referent, Referent], bool]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of which one is described as the other is, each of them once."""
    taken: set[str] = set()
    for mine, one in left.items():
        for theirs, other in right.items():
            if theirs not in taken and fits(one, other):
                taken.add(theirs)
                yield mine, theirs
                break


def fits_description(left: Referent, right: Referent) -> bool:
    """Say whether two of different pages, of whom one has no name or is a state, may be one."""
    if _stands_for(left, right):
        return True
    if left.unnamed and right.unnamed:
        return left.key == right.key
    if not (left.unnamed or right.unnamed) or {left.kind, right.kind} != {MentionKind.PERSON, MentionKind.OFFICE}:
        return False
    known = left.office and right.office and left.country and right.country
    return bool(known) and left.office == right.office and left.country == right.country


def fits_again(left: Referent, right: Referent) -> bool:
    """Say whether a page that takes an encounter up means the same people by other words: "the business leaders"."""
    known = left.country is None or right.country is None or left.country == right.country
    return left.unnamed and right.unnamed and left.kind == right.kind and known


def _stands_for(left: Referent, right: Referent) -> bool:
    """Say whether one is in an office of the country or the body of states that the other is: "Peru", its minister."""
    person, state = (left, right) if left.kind == MentionKind.PERSON else (right, left)
    if person.kind != MentionKind.PERSON or person.office is None:
        return False
    if state.kind == MentionKind.ORGANISATION:
        return person.sector == state.sector == "IGO"
    return state.kind == MentionKind.COUNTRY and person.country is not None and person.country == state.country


def fits_headline(left: Referent, right: Referent) -> bool:
    """Say whether a headline's description may be one whom its page or another names: "Danish envoy", "premier".

    Across pages this keeps such a headline from standing in the way of its page's own news; nothing proposes the pair.
    """
    if left.unnamed == right.unnamed or {left.kind, right.kind} != {MentionKind.PERSON, MentionKind.OFFICE}:
        return False
    return left.country is None or right.country is None or left.country == right.country
