"""Say which accusation a denial denies, across all articles.

In: mentions of denials and accusations, with the events that they now belong to. Out: pairs of events with the reasons.
A pair needs one side in common (the denier is the accused, or speaks for the accused's country) and telling words that
both use; a denial of "the charge" denies the accusation of its own sentence. The order of the mentions plays no part.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Status
from dateline.model.record import DatedMention

DISPUTING = ("ACCUSE", "REJECT")
"""The types of event of which one may deny another."""

ACCUSED = ("recipient", "target")
ENOUGH = 2
"""Telling words that a denial and an accusation of two articles must share; one is a subject, two are a matter."""


@dataclass(frozen=True, slots=True)
class Told:
    """A mention and the event that it now belongs to."""

    event: str
    mention: DatedMention


def is_denial(mention: DatedMention) -> bool:
    """Say whether a mention tells that someone denied something, and did so."""
    return mention.mention.type == "REJECT" and mention.mention.kind == "denial" and _real(mention)


def is_accusation(mention: DatedMention) -> bool:
    """Say whether a mention tells that someone accused someone, and did so."""
    return mention.mention.type == "ACCUSE" and _real(mention)


def _real(mention: DatedMention) -> bool:
    return mention.mention.status.status in (Status.OCCURRED, Status.ONGOING)


def pair_denials(told: Iterable[Told]) -> set[tuple[str, str]]:
    """Return the pairs of events, denial first, of which the one denies the other."""
    denials, accusations = [], defaultdict(list)
    for item in told:
        if is_denial(item.mention):
            denials.append(item)
        elif is_accusation(item.mention):
            for side in _sides(item.mention, ACCUSED):
                accusations[side].append(item)
            accusations[_sentence(item.mention)].append(item)
    return {(denial.event, claim.event) for denial in denials for claim in _denied(denial.mention, accusations)}


def _denied(denial: DatedMention, accusations: Mapping[str, list[Told]]) -> Iterator[Told]:
    """Yield the accusations that a denial answers."""
    if _in_general(denial):
        yield from accusations.get(_sentence(denial), ())
    deniers = _sides(denial, ("actor",))
    for side in sorted(deniers):
        for claim in accusations.get(side, ()):
            if not deniers & _persons(claim.mention, ("actor",)) and _answers(denial, claim.mention):
                yield claim


def _answers(denial: DatedMention, claim: DatedMention) -> bool:
    """Say whether both speak of one matter, and the accusation was not made after the denial was printed."""
    said = denial.as_of or denial.interval
    if said is not None and claim.interval is not None and claim.interval.start > said.end:
        return False
    return len(_stems(denial) & _stems(claim)) >= ENOUGH


def _in_general(denial: DatedMention) -> bool:
    """Say whether only "a charge" or "the allegations" are denied, with no word of what they say."""
    topics = [fold(detail.value) for detail in denial.mention.details if detail.field == "topic"]
    nouns = lexicon("acts").words("accusing_nouns")
    return bool(topics) and all(topic.rpartition(" ")[2] in nouns for topic in topics)


def _sentence(mention: DatedMention) -> str:
    return f"{mention.page} {mention.mention.sentence.start}"


def _persons(mention: DatedMention, roles: tuple[str, ...]) -> set[str]:
    return {e for e, p in zip(mention.entities, mention.mention.participants, strict=True) if p.role in roles}


def _sides(mention: DatedMention, roles: tuple[str, ...]) -> set[str]:
    """Return who stands on one side: the entities, and the countries that states and governments speak for."""
    speaks = (MentionKind.COUNTRY, MentionKind.ORGANISATION, MentionKind.OFFICE)
    countries = {
        f"country {p.referent.country}"
        for p in mention.mention.participants
        if p.role in roles and p.referent.country and p.referent.kind in speaks
    }
    return _persons(mention, roles) | countries


def _stems(mention: DatedMention) -> frozenset[str]:
    """Return the stems of a mention's telling words, names and words of accusing and denying left out."""
    names = {word for name in mention.names for word in fold(name).split()}
    empty = lexicon("acts").words("empty_words") | lexicon("acts").words("accusing_nouns") | names
    return frozenset(stem(word) for word in mention.words - empty if stem(word) not in _acts())


@lru_cache(maxsize=1)
def _acts() -> frozenset[str]:
    cues = lexicon("acts").lists("cues")
    return frozenset(stem(word) for act in ("denial", "accusation", "rejection") for word in cues[act])


def stem(word: str) -> str:
    """Return a word without its commonest endings."""
    for ending in ("ing", "ence", "ed", "es", "er", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word[: -len(ending)]
    return word
