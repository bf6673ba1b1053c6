"""Say which accusation a denial denies, across all articles.

In: a denial and an accusation. Out: whether the one denies the other, and the keys by which they find each other. A
pair needs one side in common (the denier is the accused, or speaks for the accused's country) and telling words that
both use; a denial of "the charge" denies the accusation of its own sentence. The order of the mentions plays no part.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Interval, MentionKind, Referent, Status
from dateline.model.record import DatedMention

DISPUTING = ("ACCUSE", "REJECT")
"""The types of event of which one may deny another."""

ACCUSED = ("recipient", "target")
DENIAL, CLAIM = "d", "c"
"""What the keys of denials and of accusations begin with."""
ENOUGH = 2
"""Telling words that a denial and an accusation of two articles must share; one is a subject, two are a matter."""
WITHIN = timedelta(days=92)
"""How long after an accusation a denial of another page answers it: a quarter. What is denied later stands told anew
beside its denial; without a limit the denials of a whole ledger meet its accusations by two words of chance."""
SHORTEST = 3
"""Letters that are left of a word without its ending: "laying" is "lay", and "being" stays as it is."""
LONGEST = timedelta(days=3 * 366)
"""A time longer than this tells nothing of when: what is so loosely dated is compared with its like only."""


def is_denial(mention: DatedMention) -> bool:
    """Say whether a mention tells that someone denied something, and did so."""
    return mention.mention.type == "REJECT" and mention.mention.kind == "denial" and _real(mention)


def is_accusation(mention: DatedMention) -> bool:
    """Say whether a mention tells that someone accused someone, and did so."""
    return mention.mention.type == "ACCUSE" and _real(mention)


def _real(mention: DatedMention) -> bool:
    return mention.mention.status.status in (Status.OCCURRED, Status.ONGOING)


def denies(denial: DatedMention, claim: DatedMention) -> bool:
    """Say whether the one denies the other; False where they are no denial and no accusation."""
    if not (is_denial(denial) and is_accusation(claim)):
        return False
    if _in_general(denial) and _sentence(denial) == _sentence(claim):
        return True
    deniers = _sides(denial, ("actor",))
    if not deniers & _sides(claim, ACCUSED) or deniers & _persons(claim, ("actor",)):
        return False
    return _answers(denial, claim)


def _answers(denial: DatedMention, claim: DatedMention) -> bool:
    """Say whether both speak of one matter, and the accusation was not made after the denial was printed."""
    said = denial.as_of or denial.interval
    if said is not None and claim.interval is not None and claim.interval.start > said.end:
        return False
    near = denial.page == claim.page or _near(_when(denial), _when(claim))
    return near and len(_stems(denial) & _stems(claim)) >= ENOUGH


def _near(said: Interval | None, made: Interval | None) -> bool:
    if said is None or made is None:
        return said is made
    return made.start <= said.end and made.end >= said.start - WITHIN


def _when(mention: DatedMention) -> Interval | None:
    """Return when a denial was printed or an accusation made; None where that is hardly known."""
    when = (mention.as_of or mention.interval) if is_denial(mention) else mention.interval
    return when if when is not None and when.end - when.start <= LONGEST else None


# --- how the two find each other without a look at all others --------------------------------------------------------


def page_key(mention: DatedMention) -> str:
    """Return the key that all denials and accusations of the mention's page are kept under."""
    return mention.page


def told_keys(mention: DatedMention) -> frozenset[str]:
    """Return the keys under which a denial or an accusation is kept; none for what is neither."""
    sort = _sort(mention)
    return frozenset((page_key(mention), *_keys(sort, mention, _when(mention)))) if sort else frozenset()


def sought_keys(mention: DatedMention) -> frozenset[str]:
    """Return the keys under which the accusations that a denial may answer are kept, or the denials of an accusation.

    Of what other pages tell, only that which shares `ENOUGH` of the keys can answer.
    """
    sort, when = _sort(mention), _when(mention)
    if sort is None:
        return frozenset()
    if when is not None:
        back, on = (WITHIN, timedelta()) if sort == DENIAL else (timedelta(), WITHIN)
        when = Interval(max(when.start, date.min + back) - back, min(when.end, date.max - on) + on, when.precision)
    return frozenset(_keys(CLAIM if sort == DENIAL else DENIAL, mention, when))


def _sort(mention: DatedMention) -> str | None:
    if is_denial(mention):
        return DENIAL
    return CLAIM if is_accusation(mention) else None


def _keys(sort: str, mention: DatedMention, when: Interval | None) -> Iterator[str]:
    months = [f"{year:04}-{month:02}" for year, month in _months(when)] if when else ["undated"]
    sides = _sides(mention, ("actor",) if is_denial(mention) else ACCUSED)
    yield from (f"{sort} {side} {month} {word}" for side in sides for month in months for word in _stems(mention))


def _months(when: Interval) -> Iterator[tuple[int, int]]:
    first, last = (day.year * 12 + day.month - 1 for day in (when.start, when.end))
    yield from ((month // 12, month % 12 + 1) for month in range(first, last + 1))


# --- what they speak of ----------------------------------------------------------------------------------------------


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
        if p.role in roles and p.referent.country and (p.referent.kind in speaks or _is_of_government(p.referent))
    }
    return _persons(mention, roles) | countries


def _is_of_government(person: Referent) -> bool:
    """Say whether a person holds an office by which he speaks for his country: "the Danish defence minister"."""
    return person.kind == MentionKind.PERSON and person.office is not None and person.sector == "GOV"


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
    word = _irregular().get(word, word)
    for ending in ("ing", "ence", "ed", "es", "er", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=1)
def _irregular() -> dict[str, str]:
    """Return the base form of each irregular form of a verb."""
    return {form: base for base, forms in lexicon("irregular").lists("verbs").items() for form in forms}
