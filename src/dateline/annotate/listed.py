"""Claim listed names in a sentence: countries, peoples, capitals, organisations; then places and other bodies.

In: a `Sheet`. Out: drafts on it. People's names must be claimed before bodies that only the model knows.
"""

import re
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from dateline.annotate.actors import Known, known_actors
from dateline.annotate.countries import country_coded
from dateline.annotate.descriptions import continent_acting
from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.firms import body_named_after, firm_named_after
from dateline.annotate.offices import persons_named
from dateline.annotate.places import common_words, country_id, find_place, find_wider, side_of, wider_words
from dateline.annotate.timewords import time_words
from dateline.annotate.titles import is_head
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Place

_PLACE_LABELS = ("GPE", "LOC", "FAC")
_HYPHENED = re.compile(r"\b[A-Z]\w+(?:-[a-z]{1,4})+-[A-Z]\w+")
_NEARBY = ("in", "at", "near", "from", "to", "outside", "around", "of", "into", "across", "through", "between", "over")


def find_listed(sheet: Sheet, reserved: frozenset[int]) -> None:
    """Claim every listed name, but none inside a person's name (`reserved` tokens)."""
    for hit in known_actors().find(sheet.sentence.text):
        bounds = sheet.stretch(hit.start, hit.end)
        if bounds is None or reserved & set(range(bounds[0], bounds[1] + 1)):
            continue
        other = firm_named_after(sheet, bounds, hit.value) or body_named_after(sheet, bounds, hit.value)
        other = (
            other or continent_acting(sheet, sheet.sentence.doc[bounds[1]]) or _some_members(sheet, bounds, hit.value)
        )
        if other is not None:
            sheet.claim(other)
        elif not _is_other(sheet, bounds, hit.value):
            sheet.claim(draft_known(sheet, bounds, hit.value))


def _is_other(sheet: Sheet, bounds: tuple[int, int], known: Known) -> bool:
    """Say whether the words are no name here: "IS" as a verb, "Fed up", "The Sun rose"."""
    token = sheet.sentence.doc[bounds[0]]
    joint, name = sheet.token(bounds[0] - 1), sheet.token(bounds[0] - 2)
    if joint is not None and name is not None and joint.lower_ in ("de", "do", "del") and name.pos_ == "PROPN":
        return True  # the end of a firm's or town's name: "Minas de Peru"
    if bounds[0] == bounds[1] and known.kind == MentionKind.ORGANISATION:
        return token.pos_ not in ("PROPN", "NOUN", "ADJ", "X") or (token.text.istitle() and token.tag_ in ("VB", "VBD"))
    return False


def _some_members(sheet: Sheet, bounds: tuple[int, int], known: Known) -> Draft | None:
    """Return the draft of some of a party, who are not the whole of it: "three *Democrats*", "moderate *Tories*"."""
    token = sheet.sentence.doc[bounds[1]]
    if known.sector != "PTY" or token.tag_ not in ("NNS", "NNPS"):
        return None
    told = [c.i for c in token.lefts if c.dep_ in ("amod", "nummod", "compound") and c.i < bounds[0]]
    if not told or sheet.sentence.doc[bounds[0] - 1].i not in told:
        return None
    name = sheet.words(min(told), token.i)
    return Draft(
        bounds[0], token.i, MentionKind.GROUP, name, "description", country=known.country, sector="PTY", unnamed=True,
        head=token.i,
    )  # fmt: skip


def draft_known(sheet: Sheet, bounds: tuple[int, int], known: Known) -> Draft:
    """Return the draft of a listed name."""
    first, last = bounds
    if known.form == "capital":
        return _draft_capital(sheet, first, last, known)
    place = find_place(known.name) if known.kind == MentionKind.COUNTRY else None
    if known.kind == MentionKind.PLACE:
        return _draft_place(sheet, first, last)
    form = known.form if known.form in ("nationality", "people") else "name"
    if form == "nationality" and sheet.sentence.doc[last].dep_ in (
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "attr",
        "agent",
    ):
        form = "people"
    return Draft(first, last, known.kind, known.name, form, country=known.country, sector=known.sector, place=place)


def _draft_capital(sheet: Sheet, first: int, last: int, known: Known) -> Draft:
    token, name = sheet.sentence.doc[last], sheet.words(first, last)
    if stands_for_government(token):
        if known.kind == MentionKind.ORGANISATION:  # the body of states that sits there
            return Draft(first, last, known.kind, known.name, "metonym", sector=known.sector)
        place = find_place(known.name)
        return Draft(
            first, last, MentionKind.COUNTRY, known.name, "metonym", country=known.country, sector="GOV", place=place
        )
    place = find_place(name, near=country_beside(sheet, last) or known.country)
    country = place.country if place else known.country
    return Draft(first, last, MentionKind.PLACE, place.name if place else name, country=country, place=place)


def _draft_place(sheet: Sheet, first: int, last: int) -> Draft:
    name = sheet.words(first, last)
    place = find_place(name, near=country_beside(sheet, last))
    return Draft(
        first,
        last,
        MentionKind.PLACE,
        place.name if place else name,
        country=place.country if place else None,
        place=place,
    )


def find_settlements(sheet: Sheet) -> None:
    """Claim what follows "the village of" and the like as a place, whatever the model takes it for."""
    for noun in sheet.sentence.words:
        of = sheet.token(noun.i + 1)
        if of is None or of.lower_ != "of" or noun.lower_ not in lexicon("place_words").words("settlements"):
            continue
        first = last = noun.i + 2
        while (token := sheet.token(last)) is not None and _is_plain_name(token) and sheet.is_free(last, last):
            last += 1
        if last > first:
            _claim_named_place(sheet, first, last - 1, known=False)


def _is_plain_name(token: Token) -> bool:
    named = token.pos_ == "PROPN" and token.ent_type_ != "DATE" and token.text.isalpha()  # no "Hokkaido Friday"
    return named and token.text[0].isupper() and not is_head(token)


def find_hyphened(sheet: Sheet) -> None:
    """Claim places whose name holds a small word between hyphens: Mazar-i-Sharif, Port-au-Prince."""
    for match in _HYPHENED.finditer(sheet.sentence.text):
        bounds = sheet.stretch(match.start(), match.end())
        place = find_place(match.group())
        if bounds is not None and place is not None and sheet.is_free(*bounds):
            sheet.claim(Draft(*bounds, MentionKind.PLACE, place.name, country=place.country, place=place))


@lru_cache(maxsize=1)
def _metonyms() -> dict[str, frozenset[str]]:
    table = lexicon("metonyms")
    return {key: table.words(key) for key in table.data if key != "bodies"}


def stands_for_government(token: Token) -> bool:
    """Say whether the name of a capital means the government that sits there."""
    words = _metonyms()
    while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    head = token.head
    if token.dep_ in ("nsubj", "csubj"):
        return head.lemma_.lower() not in words["city_subjects"]
    if token.dep_ in ("dobj", "nsubjpass", "dative", "iobj"):
        return head.pos_ == "VERB" and head.lemma_.lower() not in words["city_objects"]
    if token.dep_ == "poss":
        return head.lemma_.lower() not in words["city_nouns"]
    if token.dep_ == "pobj":
        return _after_preposition(head, words)
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ in ("pro", "anti")


def _after_preposition(preposition: Token, words: dict[str, frozenset[str]]) -> bool:
    lower = preposition.lower_
    if lower in words["government_prepositions"]:
        return True
    return preposition.head.lemma_.lower() in words.get(f"{lower}_words", frozenset())


def find_places(sheet: Sheet) -> None:
    """Claim what the model takes for places, what the gazetteer knows after "in" and the like, and the like."""
    titles = sheet.title_tokens()
    for ent in sheet.sentence.doc.ents:
        if ent.label_ in _PLACE_LABELS and ent.start not in titles and not _is_zone(ent[-1]):
            _claim_place(sheet, ent)
    for token in sheet.sentence.words:
        if (
            token.pos_ == "PROPN"
            and token.text[0].isupper()
            and token.i not in titles
            and sheet.is_free(token.i, token.i)
            and _is_placed(token)
            and not _is_zone(token)
            and not _is_of_body(token)
        ):
            _claim_in_run(sheet, token)


def _is_zone(token: Token) -> bool:
    """Say whether a word is a zone of time: the EST of "at 10 p.m. EST" is no region of Burkina Faso."""
    return token.text.isupper() and token.lower_ in time_words().zones


def _is_of_body(token: Token) -> bool:
    """Say whether a word is no place within the name of a body: the "March" of "Women's March", Kennedy Space Center.

    A city before what bears its name is one, as Boston is in Boston Police, unless office-holders are called so.
    """
    body = next((ent for ent in token.doc.ents if ent.label_ == "ORG" and ent.start <= token.i < ent.end), None)
    if body is None or len(body) == 1:
        return False
    owned = any(child.dep_ == "poss" and child.i >= body.start for child in token.children)
    bearer = token.dep_ == "compound" and token.head.i < body.end and bool(persons_named(token.text))
    return owned or bearer


def _is_placed(token: Token) -> bool:
    if token.ent_type_ in ("PERSON", "DATE"):
        return False
    if token.dep_ == "dobj" and any(t.dep_ == "conj" and t.ent_type_ == "GPE" for t in token.children):
        return True  # "patrolled Ek and Lima"
    head = token.head if token.dep_ != "conj" else token.head.head
    return token.dep_ in ("pobj", "conj", "appos", "compound") and (head.lower_ in _NEARBY or token.dep_ != "pobj")


def _claim_in_run(sheet: Sheet, token: Token) -> None:
    """Claim the longest place that a run of names begins with: "Los Angeles" International Airport.

    Of one word, only the whole run, its first word or its last: Air is no place in Delta Air Lines.
    """
    first, last = _compound_start(sheet, token), token.i
    while (after := sheet.token(last + 1)) is not None and after.pos_ == "PROPN" and sheet.is_free(last + 1, last + 1):
        last += 1
    for end in range(last, first, -1):
        if sheet.sentence.doc[end].text[0].isupper() and find_place(sheet.words(first, end)) is not None:
            _claim_named_place(sheet, first, end, known=True)
            return
    before = sheet.at(first - 1)
    is_rest = before is not None and before.kind == MentionKind.PLACE
    alone = first == last
    if token.lower_ in common_words() and not (alone and token.dep_ == "pobj" and token.head.lower_ in _NEARBY):
        return
    if token.i in (first, last) and not is_rest:
        _claim_named_place(sheet, token.i, token.i, known=True)


def _compound_start(sheet: Sheet, token: Token) -> int:
    first = token.i
    while first and sheet.is_free(first - 1, first - 1) and sheet.sentence.doc[first - 1].pos_ == "PROPN":
        first -= 1
    return first


def _claim_place(sheet: Sheet, ent: Tokens) -> None:
    first, last = ent.start, ent.end - 1
    while first < last and (ent.doc[first].pos_ == "DET" or not ent.doc[first].text[0].isalnum()):
        first += 1
    while last > first and not ent.doc[last].text[-1].isalnum() and ent.doc[last].text[-1] != ".":
        last -= 1
    while last > first and (ent.doc[last].lower_ in ("'s", "’s") or ent.doc[last].ent_type_ == "DATE"):
        last -= 1
    if ent.doc[first].text[0].isupper() and sheet.is_free(first, last):
        _claim_named_place(sheet, first, last, known=False)


def _claim_named_place(sheet: Sheet, first: int, last: int, *, known: bool) -> None:
    """Claim a place; with `known`, only one that the gazetteer has as a large city, a region or a venue."""
    name, before = sheet.words(first, last), sheet.token(first - 1)
    if before is not None and before.lower_ == "the" and name.lower() in lexicon("place_words").words("compass"):
        return
    if name.lower() in lexicon("place_words").words("realms"):
        return
    place = _find_wider(sheet, first, name) or find_place(name, near=country_beside(sheet, last))
    if place is None and known:
        return
    shown = place.name if place else name
    sheet.claim(Draft(first, last, MentionKind.PLACE, shown, country=place.country if place else None, place=place))


def _find_wider(sheet: Sheet, first: int, name: str) -> Place | None:
    """Return the region that "the province of Kunduz" is, not the city of that name."""
    of, noun = sheet.token(first - 1), sheet.token(first - 2)
    if of is None or noun is None or of.lower_ != "of" or noun.lower_ not in wider_words():
        return None
    return find_place(f"{name} {noun.lower_}")


def country_beside(sheet: Sheet, last: int) -> str | None:
    """Return the country that stands right after a place: "Paris, Texas", "Danang (Vietnam)", "Lima in Peru"."""
    for step in (1, 2, 3):
        token, draft = sheet.token(last + step), sheet.at(last + step)
        if draft is not None and draft.kind in (MentionKind.COUNTRY, MentionKind.PLACE):
            return draft.country
        if token is None or (token.text not in (",", "(", "in") and not token.text[0].isupper()):
            return None
        if token.pos_ == "PROPN" and step > 1:
            wider = find_wider(token.text)
            return wider.country if wider is not None and wider.precision in ("region", "country") else None
    return None


def find_sides(sheet: Sheet) -> None:
    """Widen countries and places to their side: "eastern Ukraine" is a place in Ukraine, not the state."""
    for draft in list(sheet.of_kind(MentionKind.COUNTRY)):
        before = sheet.token(draft.first - 1)
        if before is None or draft.form != "name" or side_of(f"{before.lower_} x") is None:
            continue
        name = f"{_side(before)} {sheet.words(draft.first, draft.last)}"
        place = Place(name, draft.country, precision="region", parent_id=country_id(draft.country))
        sheet.change(draft, first=draft.first - 1, core=draft.first, kind=MentionKind.PLACE, name=name, place=place)


def _side(word: Token) -> str:
    """Return one spelling of a side: the north Ek of one page is the northern Ek of the other."""
    return f"{word.lower_.removesuffix('ern')}ern"


def find_capitals(sheet: Sheet) -> None:
    """Enter "the Peruvian capital" and "Peru's capital" as the city that it is; "the capital of Peru" too."""
    for token in sheet.sentence.words:
        if token.lower_ != "capital" or token.pos_ not in ("NOUN", "PROPN"):
            continue
        beside = [sheet.at(token.i - 1), sheet.at(token.i - 2), sheet.at(token.i + 2)]
        owner = next((d for d in beside if d is not None and d.kind == MentionKind.COUNTRY and d.country), None)
        country = country_coded(owner.country or "") if owner is not None else None
        place = find_place(country.capitals[0], near=country.code) if country and country.capitals else None
        if owner is None or place is None or not _names_capital(sheet, owner, token):
            continue
        first, last = min(owner.first, token.i), max(owner.last, token.i)
        draft = Draft(first, last, MentionKind.PLACE, place.name, "description", country=place.country, place=place)
        sheet.add(replace(draft, head=token.i))


def _names_capital(sheet: Sheet, owner: Draft, token: Token) -> bool:
    """Say whether the country's name and "capital" make one phrase, and not "Russian capital flight"."""
    following = sheet.token(token.i + 1)
    if following is not None and following.pos_ in ("NOUN", "PROPN"):
        return False
    if owner.first > token.i:
        return following is not None and following.lower_ == "of"
    between = {t.lower_ for t in sheet.sentence.doc[owner.last + 1 : token.i]}
    return between <= {"'s", "’s", "'", "’"}
