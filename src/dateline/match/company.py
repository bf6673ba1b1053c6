"""Compare who takes part in two event mentions.

In: two `DatedMention`s. Out: how many take part in both, and how many in one of them only. One whom a page knows by
description alone ("the activist") is an entity of that page's own; here he may be whom another page describes by the
same words, or names with the same office and country. Which pairs are compared is left to `blocking`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

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
    mine, others = mine - both, others - both
    if not (mine and others and both) or left.page == right.page or left.mention.type != "CONSULT":
        return Company(len(both), len(mine), len(others))
    found = sum(1 for _ in _described(_who(left, mine), _who(right, others)))
    return Company(len(both) + found, len(mine) - found, len(others) - found)


def _who(mention: DatedMention, wanted: set[str]) -> Who:
    told = zip(mention.entities, mention.mention.participants, strict=True)
    return {entity: one.referent for entity, one in sorted(told, key=lambda pair: pair[0]) if entity in wanted}


def _described(left: Who, right: Who) -> Iterator[tuple[str, str]]:
    """Yield the pairs of which one is described as the other is, each of them once."""
    taken: set[str] = set()
    for mine, one in left.items():
        for theirs, other in right.items():
            if theirs not in taken and fits_description(one, other):
                taken.add(theirs)
                yield mine, theirs
                break


def fits_description(left: Referent, right: Referent) -> bool:
    """Say whether two of different pages, of whom one at least has no name, may be one."""
    if left.unnamed and right.unnamed:
        return left.key == right.key
    if not (left.unnamed or right.unnamed) or {left.kind, right.kind} != {MentionKind.PERSON, MentionKind.OFFICE}:
        return False
    known = left.office and right.office and left.country and right.country
    return bool(known) and left.office == right.office and left.country == right.country
