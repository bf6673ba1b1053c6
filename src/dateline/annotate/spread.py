"""Carry people's names over the article: surnames of those named in full, and office-holders named by surname alone.

In: the sheets of all sentences. Out: person drafts on words that nothing else claims.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.impostors import small_words
from dateline.annotate.offices import offices_named, persons_named, terms_of
from dateline.annotate.people import claim_person, name_end, particles
from dateline.annotate.persons import LONG, NEAR, is_full, period_of, surnames_of
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Interval, MentionKind, Precision

_ACTING = ("nsubj", "nsubjpass", "poss", "conj", "dobj", "pobj", "agent", "dative", "appos", "ROOT", "compound")
_WITH = ("with", "by", "from", "between", "against", "to", "under", "for", "of", "about")


def spread_surnames(sheets: Sequence[Sheet]) -> None:
    """Claim every free word that is the surname of someone whom the article names in full."""
    people = _people(sheets)
    surnames = {s.rpartition(" ")[2] for draft in people if is_full(draft.name) for s in surnames_of(draft.name)}
    surnames |= {fold(draft.name) for draft in people if not is_full(draft.name)}
    joined = {s for draft in people if is_full(draft.name) and "-" in draft.name for s in surnames_of(draft.name)}
    for sheet in sheets:
        for token in sheet.sentence.words:
            if _is_joined(token) and fold(token.doc[token.i : token.i + 3].text) in joined:
                _claim_joined(sheet, token)
            elif token.text[0].isupper() and _plain(token) in surnames and _may_be_name(sheet, token):
                claim_person(sheet, _with_particles(sheet, token.i), token.i)


def _is_joined(token: Token) -> bool:
    """Say whether a hyphen joins the word to another in capitals: "Ek-Lund"."""
    if token.i + 2 >= len(token.doc) or not token.text[0].isupper() or token.whitespace_:
        return False
    return token.nbor().text == "-" and not token.nbor().whitespace_ and token.nbor(2).text[0].isupper()


def _claim_joined(sheet: Sheet, token: Token) -> None:
    """Claim both halves of a surname with a hyphen, though each was taken for a person of its own."""
    halves = [sheet.at(token.i), sheet.at(token.i + 2)]
    if all(half is None or (half.kind == MentionKind.PERSON and half.name_first == half.last) for half in halves):
        for half in halves:
            if half is not None:
                sheet.release(half)
        claim_person(sheet, token.i, token.i + 2)


def _plain(token: Token) -> str:
    """Return a word folded; folding is only dear for what is not ASCII."""
    return str(token.lower_) if token.is_ascii and token.is_alpha else fold(token.text)


def _people(sheets: Iterable[Sheet]) -> list[Draft]:
    return [draft for sheet in sheets for draft in sheet.of_kind(MentionKind.PERSON)]


def _may_be_name(sheet: Sheet, token: Token) -> bool:
    if not sheet.is_free(token.i, token.i):
        return False
    if token.lower_ in _months():
        return _is_month_person(token)
    if token.pos_ in ("AUX", "ADP", "DET", "PRON", "SCONJ"):
        return False
    following = sheet.token(token.i + 1)
    if following is not None and following.pos_ == "PROPN" and following.ent_type_ == token.ent_type_ == "ORG":
        return False  # Trump Tower, Clinton Foundation
    return token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "VERB", "INTJ")


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    return lexicon("persons").words("months")


def _is_month_person(token: Token) -> bool:
    """Tell May the person from the month: who acts, owns or is addressed is a person."""
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.pos_ not in ("PROPN", "AUX") or (
        following is not None and (following.like_num or following.text[0].isdigit())
    ):
        return False
    if token.dep_ in ("nsubj", "nsubjpass", "poss"):
        return True
    if token.tag_ == "MD":  # no modal stands before a past tense: "May said"
        return following is not None and following.tag_ in ("VBD", "VBZ")
    return token.dep_ == "pobj" and token.head.lower_ in ("with", "by", "between", "against")


def _with_particles(sheet: Sheet, index: int) -> int:
    """Return where a surname begins with its particles: "al-Assad", "van der Bellen"."""
    first = index
    while first and (sheet.token(first - 1) is not None) and sheet.is_free(first - 1, first - 1):
        before = sheet.sentence.doc[first - 1]
        if before.text == "-" and first > 1 and sheet.sentence.doc[first - 2].lower_ in particles():
            first -= 2
        elif before.lower_ in particles() and before.lower_ not in ("e", "y"):
            first -= 1
        else:
            break
    return first


def find_known_surnames(sheets: Sequence[Sheet], day: date | None) -> None:
    """Claim free words that are the surname of someone in office around the article's time."""
    period = period_of(day, _people(sheets))
    small = small_words(token for sheet in sheets for token in sheet.sentence.words)
    for sheet in sheets:
        for token in sheet.sentence.words:
            if _is_office_holder(sheet, token, period) and not (token.lower_ in small and _ends_other(token)):
                following = sheet.token(token.i + 1)
                joined = following is not None and following.text in ("-", "–", "/")
                claim_person(sheet, token.i, token.i if joined else name_end(sheet, token.i))


def _acts(token: Token) -> bool:
    if token.ent_type_ in ("DATE", "TIME", "EVENT", "WORK_OF_ART", "LAW"):
        return token.ent_type_ == "DATE" and token.lower_ in _months()
    if token.tag_ == "MD":
        return True
    if token.dep_ == "compound":
        beside = [token.doc[i].text for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.doc)]
        return any(text in ("-", "–", "/") for text in beside)
    return token.dep_ in _ACTING and (token.dep_ != "pobj" or token.head.lower_ in _WITH)


def _is_office_holder(sheet: Sheet, token: Token, period: Interval | None) -> bool:
    if (
        not (token.pos_ == "PROPN" or token.lower_ in _months())
        or not token.text[0].isupper()
        or not sheet.is_free(token.i, token.i)
    ):
        return False
    return _acts(token) and _held_office(token.text, period) and _may_be_name(sheet, token)


def _ends_other(token: Token) -> bool:
    """Say whether the word ends a longer name of something, as Store does in "the App Store"."""
    before = token.nbor(-1) if token.i else None
    return before is not None and before.dep_ == "compound" and before.pos_ == "PROPN"


def _held_office(surname: str, period: Interval | None) -> bool:
    """Say whether the word is the surname of someone who led a country or its diplomacy around the time."""
    high = {*offices_named("leader"), *offices_named("diplomat"), "vice president"}
    if period is None:
        found = persons_named(surname)
        return len(found) == 1 and any(term.office in high for term in terms_of(found[0]))
    start = date.fromordinal(max(period.start.toordinal() - LONG, 1))
    end = date.fromordinal(min(period.end.toordinal() + NEAR, date.max.toordinal()))
    wide = Interval(start, end, Precision.RANGE)
    return any(
        term.office in high for one in persons_named(surname, wide) for term in terms_of(one) if term.covers(wide)
    )
