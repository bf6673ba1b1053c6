"""Occasions that are named after one person: leaders are sworn in, crowned and buried before their peers.

In: a sentence's words and people; a rite's name, "inauguration of Ana Costa". Out: the name by which a record calls
the rite, and the days it may have had: those of the tables of gatherings, and the first day of each term that the
tables of offices know. Second inaugurations and funerals are lines of `resources/gatherings/rites.tsv`.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from dateline.annotate.countries import country_coded
from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.editions import Edition
from dateline.annotate.leadership import order_offices
from dateline.annotate.offices import Term, persons_named, terms_of
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Precision

REACH = 9  # tokens from the rite's word to the person's name: "of Argentina's new president-elect, Ana Costa"
JOIN = " of "
FIRST_DAY = "inauguration"
"""The rite with which a term begins."""


def find_rites(sheet: Sheet) -> None:
    """Claim the rites that the sentence names after somebody: "Costa's inauguration", "the funeral of Ole Ek"."""
    doc = sheet.sentence.doc
    for token in sheet.sentence.words:
        rite = _rites().get(token.lower_)
        if rite is None or token.pos_ not in ("NOUN", "PROPN", "ADJ", "VERB") or not sheet.is_free(token.i, token.i):
            continue
        last = token.i
        while last + 1 < len(doc) and doc[last + 1].lower_ in _tails():
            last += 1
        person = _owner(sheet, token.i) or _named_behind(sheet, last)
        if person is not None:
            name = f"{rite}{JOIN}{person.name}"
            sheet.claim(Draft(token.i, last, MentionKind.GATHERING, name, head=token.i))


def _owner(sheet: Sheet, index: int) -> Draft | None:
    """Return the person in the possessive before the word: "Costa's second inauguration"."""
    doc, before = sheet.sentence.doc, index - 1
    while before > 0 and index - before < 4 and doc[before].pos_ in ("ADJ", "NOUN", "NUM"):
        before -= 1
    if before < 1 or doc[before].tag_ != "POS":
        return None
    draft = sheet.at(before - 1)
    return draft if draft is not None and draft.kind is MentionKind.PERSON else None


def _named_behind(sheet: Sheet, index: int) -> Draft | None:
    """Return the first person named behind "of", "for" within the same phrase."""
    doc = sheet.sentence.doc
    if index + 1 >= len(doc) or doc[index + 1].lower_ not in ("of", "for"):
        return None
    for position in range(index + 2, min(index + 2 + REACH, len(doc))):
        draft = sheet.at(position)
        if draft is not None and draft.kind is MentionKind.PERSON:
            return draft
        if doc[position].pos_ in ("VERB", "AUX", "ADP", "SCONJ", "CCONJ"):
            return None
    return None


def is_rite(name: str) -> bool:
    """Say whether a gathering's name is that of a rite of one person."""
    return name.split(JOIN)[0] in set(_rites().values()) and JOIN in name


def entries(name: str, known: Iterable[Edition]) -> tuple[Edition, ...]:
    """Return the days that the rite may have had, oldest first: those among the known ones, and first days of terms."""
    if not is_rite(name):
        return ()
    rite, person = name.split(JOIN, 1)
    people = set(persons_named(person))
    listed = [one for one in known if _is_of(one, rite, person, people)]
    begun = _beginnings(name, person) if rite == FIRST_DAY and len(people) == 1 else ()
    every = [*listed, *(one for one in begun if not any(one.interval.meets(other.interval) for other in listed))]
    return tuple(sorted(every, key=lambda edition: edition.start.start))


def _is_of(edition: Edition, rite: str, person: str, people: set[str]) -> bool:
    kind, _, whose = edition.name.partition(JOIN)
    if _rites().get(kind.lower()) != rite:
        return False
    return fold(whose) == fold(person) or bool(people & set(persons_named(whose)) and len(people) == 1)


def _beginnings(name: str, person: str) -> Iterator[Edition]:
    for term in terms_of(person):
        leading = order_offices(term.country, term.start.start.year)
        if term.office in leading and term.start.precision is Precision.DAY:
            yield _sworn_in(name, term)


def _sworn_in(name: str, term: Term) -> Edition:
    country = country_coded(term.country)
    capital = country.capitals[0] if country and country.capitals else None
    return Edition(name, name, term.start, term.start, capital, None, term.country)


@lru_cache(maxsize=1)
def _rites() -> dict[str, str]:
    return dict(lexicon("gatherings").mapping("rites"))


@lru_cache(maxsize=1)
def _tails() -> frozenset[str]:
    return lexicon("gatherings").words("rite_tails")
