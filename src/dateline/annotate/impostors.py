"""Weigh over the whole article whether what the model takes for a person is one, and take off what is not.

In: the sheets of all sentences with the people that each shows by itself. Out: the same sheets; a firm becomes an
organisation, a city a place, and words of menus and headlines are nobody. Titles, given names and the tables of
offices outweigh all else.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.offices import persons_named
from dateline.annotate.people import given_names
from dateline.annotate.persons import is_full
from dateline.annotate.places import common_words, find_place
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind

_CAMEL = re.compile(r"(?:[a-z][A-Z]|[A-Z]{2}[a-z])")
_NAMED = re.compile(r"^(?:Ma?c|De|Di|Du|La|Le|Van|Fitz|O['’]|D['’])[A-Z]")
_PLACES = ("GPE", "LOC", "FAC")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the article tells of its words: written small, in mixed case, a firm's, and the model's labels."""

    small: frozenset[str]
    mixed: frozenset[str]
    firms: frozenset[str]
    labels: Mapping[str, Counter[str]]


def drop_impostors(sheets: Sequence[Sheet]) -> None:
    """Take off, over all sheets, the drafts of people that are none."""
    if not any(True for _ in _people(sheets)):
        return
    seen = _gather(sheets)
    for sheet, draft in list(_people(sheets)):
        if is_full(draft.name) and _is_no_name(sheet, draft, seen):
            _take_off(sheet, draft, seen)
    family = frozenset(word for _, d in _people(sheets) if is_full(d.name) for word in fold(d.name).split())
    for sheet, draft in list(_people(sheets)):
        if not is_full(draft.name) and fold(draft.name) not in family and _is_no_surname(sheet, draft, seen):
            _take_off(sheet, draft, seen)


def _people(sheets: Iterable[Sheet]) -> Iterator[tuple[Sheet, Draft]]:
    return ((sheet, draft) for sheet in sheets for draft in sheet.of_kind(MentionKind.PERSON))


def _gather(sheets: Sequence[Sheet]) -> Evidence:
    words = [token for sheet in sheets for token in sheet.sentence.words]
    labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for token in words:
        if token.ent_type_ and token.text[0].isupper():
            labels[token.lower_][token.ent_type_] += 1
    full = [draft for _, draft in _people(sheets) if is_full(draft.name)]
    return Evidence(
        small=small_words(words),
        mixed=frozenset(fold(draft.name) for draft in full if not draft.name.isupper()),
        firms=frozenset(t.lower_ for t in words if _is_firm(t)),
        labels=labels,
    )


def small_words(words: Iterable[Token]) -> frozenset[str]:
    """Return the common words that the article writes small, twice at least: once may be a slip or an address."""
    counts = Counter(t.text for t in words if t.is_lower and t.is_alpha and t.pos_ in ("NOUN", "VERB", "ADJ", "ADV"))
    return frozenset(word for word, count in counts.items() if count > 1) | common_words()


def _is_firm(token: Token) -> bool:
    """Say whether a firm's word stands right behind: "Nordbank CEO", "Nordbank Inc"."""
    if token.i + 1 >= len(token.doc) or token.pos_ != "PROPN":
        return False
    after = token.nbor()
    return after.lower_ in lexicon("persons").words("firm_heads")


def _is_told(draft: Draft) -> bool:
    """Say whether a title or "Mr" stands before the name, or the tables know it; a menu in capitals has no titles."""
    titled = draft.first < draft.name_first and not (draft.name.isupper() and (draft.title or "").isupper())
    return titled or bool(persons_named(draft.name))


def _is_no_name(sheet: Sheet, draft: Draft, seen: Evidence) -> bool:
    """Say whether words that the model took for a full name are none."""
    tokens = sheet.sentence.doc[draft.name_first : draft.last + 1]
    if any(token.lower_ in lexicon("persons").words("inside_never") for token in tokens[1:-1]):
        return not persons_named(draft.name)
    if _after_settlement(sheet, draft) and not persons_named(draft.name):
        return True
    if _is_told(draft) or tokens[0].lower_ in given_names():
        return False
    if draft.name.isupper() and len(draft.name) > 4:
        return fold(draft.name) not in seen.mixed
    return tokens[-1].text.istitle() and tokens[-1].lower_ in seen.small


def _after_settlement(sheet: Sheet, draft: Draft) -> bool:
    """Say whether the name follows "the village of" and the like."""
    of, noun = sheet.token(draft.first - 1), sheet.token(draft.first - 2)
    return bool(of and noun and of.lower_ == "of" and noun.lower_ in lexicon("place_words").words("settlements"))


def _is_no_surname(sheet: Sheet, draft: Draft, seen: Evidence) -> bool:
    """Say whether a single word that the model took for a person is none."""
    name, key = draft.name, draft.name.lower()
    if _stands_in_place(sheet, draft) and _is_place(name):
        return True
    if _is_told(draft) or key in given_names():
        return False
    if len(name) == 1 or name.isupper() or (_CAMEL.search(name) and not _NAMED.match(name)):
        return True
    if key in seen.small or key in seen.firms:
        return True
    label = seen.labels.get(key, Counter())
    return label["PERSON"] < label.total() - label["PERSON"] or _is_place(name)


def _stands_in_place(sheet: Sheet, draft: Draft) -> bool:
    """Say whether a word stands where places do and people do not: "found in *Valencia*"."""
    token = sheet.sentence.doc[draft.last]
    return draft.first == draft.last and token.dep_ == "pobj" and token.head.lower_ in ("in", "near", "outside")


def _is_place(name: str) -> bool:
    place = find_place(name)
    return place is not None and place.precision in ("country", "region", "city")


def _take_off(sheet: Sheet, draft: Draft, seen: Evidence) -> None:
    """Release a draft that is no person; what is surely a place or firm is entered as such."""
    sheet.release(draft)
    key = draft.name.lower()
    label = seen.labels.get(key, Counter())
    if _after_settlement(sheet, draft):
        sheet.claim(Draft(draft.first, draft.last, MentionKind.PLACE, draft.name))
        return
    if is_full(draft.name) or draft.first < draft.name_first or key in seen.small:
        return
    place = find_place(draft.name)
    if place is not None and label["ORG"] <= sum(label[one] for one in _PLACES):
        name, country = place.name, place.country
        sheet.claim(Draft(draft.first, draft.last, MentionKind.PLACE, name, country=country, place=place))
    elif key in seen.firms or label["ORG"] or _CAMEL.search(draft.name):
        sheet.claim(Draft(draft.first, draft.last, MentionKind.ORGANISATION, draft.name))
