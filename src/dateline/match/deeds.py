"""Compare who takes part in two deeds, where pages often do no more than describe them: "gunmen", "15 people".

In: two `DatedMention`s that are no encounters. Out: whether each has somebody whom the other cannot mean, and whether
those who are described fit. An encounter's company is left to `company`.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Participant, Referent
from dateline.model.record import DatedMention

DOER = "actor"
"""The role of who does a deed; all the others have it done to them."""

GROUND = (MentionKind.PLACE, MentionKind.COUNTRY, MentionKind.ORGANISATION)
"""What people are hit in: "shelled the town", "attacked the consulate", "killing six civilians"."""


def who_takes_part(mention: DatedMention) -> set[str]:
    """Return who takes part in a deed; those known by description only are one where each page uses the same words.

    "Gunmen" of one day and place are held to be the same in two reports; whether they are is left to the rest.
    """
    return {entity.removeprefix(f"{mention.page}:") for entity in mention.entities}


def parties_apart(left: DatedMention, right: DatedMention) -> bool:
    """Say whether each deed has somebody whom the other has not and cannot mean by another description."""
    mine, others = who_takes_part(left), who_takes_part(right)
    if mine <= others or others <= mine:
        return False
    if _sides(left) & {(who, not doing) for who, doing in _sides(right)}:
        return True  # who does the one has the other done to him: each answers the other
    alone = [one.referent for one in (*_alone(left, others), *_alone(right, mine))]
    if not any(one.unnamed for one in alone) and not any(_is_body_of(a, b) for a in alone for b in alone):
        return True
    beside = not _may_describe(left, right)
    fits = _take_up if beside else _meet
    if beside and not _any_fits(left, right, fits):
        return True
    return any(
        _unmatched(_on_side(_alone(left, others), doing), _on_side(right.mention.participants, doing), fits)
        and _unmatched(_on_side(_alone(right, mine), doing), _on_side(left.mention.participants, doing), fits)
        for doing in (True, False)
    )


def parties_fit(left: DatedMention, right: DatedMention) -> bool:
    """Say whether those of one deed can be those of the other, as told in other words or in part."""
    if who_takes_part(left) == who_takes_part(right) or parties_apart(left, right):
        return False
    return _any_fits(left, right, _meet if _may_describe(left, right) else _take_up)


Fits = Callable[[Participant, Participant], bool]


def _any_fits(left: DatedMention, right: DatedMention, fits: Fits) -> bool:
    return any(
        fits(one, other)
        for doing in (True, False)
        for one in _on_side(left.mention.participants, doing)
        for other in _on_side(right.mention.participants, doing)
    )


def _sides(mention: DatedMention) -> set[tuple[str, bool]]:
    """Return who takes part and whether as the one who does it."""
    told = zip(mention.entities, mention.mention.participants, strict=True)
    return {(entity.removeprefix(f"{mention.page}:"), one.role == DOER) for entity, one in told}


def _may_describe(left: DatedMention, right: DatedMention) -> bool:
    """Say whether the two may describe the same people by other words: two pages do, and one sentence."""
    return left.page != right.page or left.mention.sentence == right.mention.sentence


def _alone(mention: DatedMention, others: set[str]) -> Iterator[Participant]:
    """Yield those of one deed who are not among the other's; places are compared as places."""
    for entity, one in zip(mention.entities, mention.mention.participants, strict=True):
        if entity.removeprefix(f"{mention.page}:") not in others and one.referent.kind != MentionKind.PLACE:
            yield one


def _on_side(parties: Iterable[Participant], doing: bool) -> list[Participant]:
    return [one for one in parties if (one.role == DOER) == doing]


def _unmatched(ones: list[Participant], others: list[Participant], fits: Fits) -> bool:
    """Say whether one of these cannot be meant by any of those, of whom there are some."""
    return bool(others) and any(not any(fits(one, other) for other in others) for one in ones)


def _meet(one: Participant, other: Participant) -> bool:
    if one.referent.key == other.referent.key:
        return True
    if one.role != DOER and other.role != DOER and _is_ground(one.referent) != _is_ground(other.referent):
        return True
    return may_mean(one.referent, other.referent)


def _take_up(one: Participant, other: Participant) -> bool:
    """Say whether a page's later words take up its own: "jihadists stormed the post. The attackers ..."."""
    if one.referent.key == other.referent.key:
        return True
    again = {_head(one.referent), _head(other.referent)} & lexicon("parties").words("again")
    return bool(again) and may_mean(one.referent, other.referent)


def _is_ground(who: Referent) -> bool:
    return who.kind in GROUND


def may_mean(left: Referent, right: Referent) -> bool:
    """Say whether two of whom one at least is known by description only, or is a state, may be the same."""
    if left.country and right.country and left.country != right.country:
        return False
    if not (left.unnamed or right.unnamed):
        return _is_body_of(left, right) or _is_body_of(right, left)
    if _head(left) == _head(right):
        return True
    if left.unnamed and right.unnamed:
        return _describe_alike(left, right)
    described, named = (left, right) if left.unnamed else (right, left)
    if named.kind == MentionKind.PERSON:
        return not _is_many(described)
    if named.kind == MentionKind.COUNTRY:
        return described.sector in lexicon("parties").words("state")
    told = "armed" if named.sector is None else _class_of(named)  # a body that no table knows is one of the armed
    return told is not None and _class_of(described) == told


def _is_body_of(body: Referent, state: Referent) -> bool:
    """Say whether one is a court, an army or the like of the state that the other is."""
    kinds = body.kind == MentionKind.ORGANISATION and state.kind == MentionKind.COUNTRY
    return kinds and body.country is not None and body.sector in lexicon("parties").words("state")


def _describe_alike(left: Referent, right: Referent) -> bool:
    if left.sector == right.sector or {_head(left), _head(right)} & lexicon("parties").words("anyone"):
        return True
    return _class_of(left) is not None and _class_of(left) == _class_of(right)


def _head(who: Referent) -> str:
    return fold(who.name).rpartition(" ")[2]


def _is_many(who: Referent) -> bool:
    head = _head(who)
    return head in lexicon("parties").words("many") or head.endswith(("s", "men"))


def _class_of(who: Referent) -> str | None:
    classes = lexicon("parties").lists("classes")
    return next((name for name, sectors in classes.items() if who.sector in sectors), None)


@dataclass(frozen=True, slots=True)
class _Party:
    """One who takes part in the deed, under whatever key: the name shown, and in how many mentions he stands."""

    key: str
    name: str
    referent: Referent
    told: int

    @property
    def rank(self) -> tuple[bool, bool, int, str]:
        """Order parties by how much they tell: names, then descriptions, those that say least of all last."""
        return self.referent.unnamed, _head(self.referent) in lexicon("parties").words("anyone"), -self.told, self.key


def name_parties(mentions: Sequence[DatedMention]) -> tuple[DatedMention, ...]:
    """Return the mentions of one deed, descriptions of the same people as the most telling of them."""
    meant: dict[tuple[bool, str], _Party] = {}
    for doing in (True, False):
        parties = _parties(mentions, doing)
        for number, party in enumerate(parties):
            better = (other for other in parties[:number] if may_mean(party.referent, other.referent))
            whom = next((other for other in better if not _stand_together(mentions, party, other)), None)
            if party.referent.unnamed and whom is not None:
                meant[doing, party.key] = meant.get((doing, whom.key), whom)
    return tuple(_renamed(mention, meant) for mention in mentions) if meant else tuple(mentions)


def _parties(mentions: Sequence[DatedMention], doing: bool) -> list[_Party]:
    """Return those on one side of a deed, the most telling first."""
    found: dict[str, list[tuple[str, Referent]]] = defaultdict(list)
    for mention in mentions:
        for entity, name, one in zip(mention.entities, mention.names, mention.mention.participants, strict=True):
            if (one.role == DOER) == doing:
                found[entity.removeprefix(f"{mention.page}:")].append((name, one.referent))
    parties = (_Party(key, *min(told, key=str), len(told)) for key, told in found.items())
    return sorted(parties, key=lambda party: party.rank)


def _stand_together(mentions: Sequence[DatedMention], one: _Party, other: _Party) -> bool:
    """Say whether a mention tells of both, so that they are two: "soldiers and civilians"."""
    return any({one.key, other.key} <= who_takes_part(mention) for mention in mentions)


def _renamed(mention: DatedMention, meant: Mapping[tuple[bool, str], _Party]) -> DatedMention:
    pairs = []
    for entity, name, one in zip(mention.entities, mention.names, mention.mention.participants, strict=True):
        whom = meant.get((one.role == DOER, entity.removeprefix(f"{mention.page}:")))
        if whom is not None:
            entity, name = (f"{mention.page}:{whom.key}" if whom.referent.unnamed else whom.key), whom.name
        pairs.append((entity, name))
    return replace(mention, entities=tuple(e for e, _ in pairs), names=tuple(n for _, n in pairs))
