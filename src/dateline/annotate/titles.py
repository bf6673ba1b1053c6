"""Read the title before a name: "then-Prime Minister", "Russian Foreign Minister", "Secretary of State", "Mr".

In: a sheet and the first token of a name. Out: a `Title` with office, qualifier, country and gender, as far as told.
"""

from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.offices import offices_named
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind

LONGEST = 9  # tokens; titles in news are shorter, what runs on is a list


@dataclass(frozen=True, slots=True)
class Title:
    """A title that begins at token `first` and ends before the name."""

    first: int
    text: str | None = None
    office: str | None = None
    qualifier: str | None = None
    country: str | None = None
    gender: str | None = None
    honorific: bool = False


@lru_cache(maxsize=1)
def honorifics() -> dict[str, str]:
    """Return honorifics with the gender that they tell, or "either"."""
    return {word: gender for gender, words in lexicon("titles").lists("honorifics").items() for word in words}


@lru_cache(maxsize=1)
def title_heads() -> frozenset[str]:
    """Return the words in which a title may end."""
    return frozenset(word for words in lexicon("titles").lists("heads").values() for word in words)


@lru_cache(maxsize=1)
def strong_heads() -> frozenset[str]:
    """Return the heads after which a capitalised word is a person, whatever the model says."""
    table = lexicon("titles")
    return frozenset(
        word for part in ("state", "government", "force", "law", "faith") for word in table.strings("heads", part)
    )


@lru_cache(maxsize=1)
def within_words() -> frozenset[str]:
    """Return the words that stand inside a title before its head: "deputy *prime* minister"."""
    return lexicon("titles").words("within", "words")


@lru_cache(maxsize=1)
def _qualifiers() -> dict[str, str]:
    return {word: kind for kind, words in lexicon("titles").lists("qualifiers").items() for word in words}


@lru_cache(maxsize=1)
def _styles() -> frozenset[str]:
    return lexicon("titles").words("styles", "words")


@lru_cache(maxsize=1)
def gendered_words() -> dict[str, str]:
    """Return the words of titles that tell a gender."""
    return {word: gender for gender, words in lexicon("titles").lists("gendered").items() for word in words}


def singular(word: str) -> str:
    """Return a title's head in the singular: "Presidents Ek and Lund"."""
    if word in title_heads():
        return word
    return word[:-1] if word.endswith("s") and word[:-1] in title_heads() else word


def is_head(token: Token | None) -> bool:
    """Say whether a title may end in the token."""
    if token is None or (token.tag_ == "VBZ" and token.lower_ not in title_heads()):  # "who heads the firm"
        return False
    return singular(token.lower_) in title_heads()


def read_title(sheet: Sheet, name: int) -> Title | None:
    """Return the title that stands right before the token `name`, or None."""
    before = sheet.token(name - 1)
    if before is None:
        return None
    if before.lower_ in honorifics():
        outer = read_title(sheet, name - 1)
        gender = honorifics()[before.lower_]
        told = gender if gender != "either" else None
        if outer is None:
            return Title(name - 1, gender=told, honorific=True)
        return Title(outer.first, outer.text, outer.office, outer.qualifier, outer.country, told or outer.gender)
    if ends_style(before):
        sex = {"his": "male", "her": "female"}.get(before.nbor(-1).lower_)
        return Title(name - 2, sheet.words(name - 2, name - 1), gender=sex, honorific=True)
    if _qualifiers().get(before.lower_) == "late":
        return Title(name - 1, qualifier="late")
    end = _end_of_title(sheet, name - 1)
    return _title_from(sheet, end, name - 1) if end is not None else None


def ends_style(token: Token) -> bool:
    """Say whether a word ends a style before a name: "His *Holiness*", "Her *Majesty*"."""
    if token.i == 0 or token.lower_ not in _styles() or not token.text[0].isupper():
        return False
    return token.nbor(-1).lower_ in ("his", "her", "their", "your")


def _end_of_title(sheet: Sheet, index: int) -> int | None:
    """Return the head of the title that ends at a token: the head itself, or what "of State" hangs on."""
    token = sheet.token(index)
    if is_head(token):
        return index
    if token is not None and token.lower_ in ("elect", "designate"):  # with a hyphen or without
        return index - 2 if is_head(sheet.token(index - 2)) else index - 1 if is_head(sheet.token(index - 1)) else None
    for back in range(index - 1, max(index - 4, 0), -1):
        if sheet.sentence.doc[back].lower_ in ("of", "for"):
            tail = sheet.words(back + 1, index).lower()
            return back - 1 if tail in _after_of() and is_head(sheet.token(back - 1)) else None
    return None


@lru_cache(maxsize=1)
def _after_of() -> frozenset[str]:
    return lexicon("titles").words("within", "after_of")


def _title_from(sheet: Sheet, head: int, last: int) -> Title:
    first = head
    while first > 0 and head - first < LONGEST and _joins(sheet, first - 1):
        first -= 1
    first = _skip_marks(sheet, first, head)
    return build_title(sheet, first, head, last)


def title_ending(sheet: Sheet, head: int) -> Title:
    """Return the title whose last word is the token `head`, whatever stands behind it."""
    return _title_from(sheet, head, head)


def _skip_marks(sheet: Sheet, first: int, head: int) -> int:
    while first < head and not sheet.sentence.doc[first].text[0].isalpha():
        first += 1
    return first


def _joins(sheet: Sheet, index: int) -> bool:
    """Say whether a token to the left of a title still belongs to it."""
    token, draft = sheet.sentence.doc[index], sheet.at(index)
    if draft is not None:
        return (
            draft.kind in (MentionKind.COUNTRY, MentionKind.ORGANISATION, MentionKind.PLACE) and draft.form != "people"
        )
    lower = token.lower_
    if lower in within_words() or lower in _qualifiers() or is_head(token):
        return token.pos_ not in ("VERB", "AUX") or lower in _qualifiers()
    if lower in ("-", "–", "/", "'s", "’s", "'", "’"):
        return index > 0 and (lower not in ("–",))
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.ent_type_ in ("ORG", "NORP", "GPE", "")


def build_title(sheet: Sheet, first: int, head: int, last: int) -> Title:
    """Return the title of tokens `first` to `last` whose head is `head`."""
    doc = sheet.sentence.doc
    qualifier, country, office_from = None, None, first
    for index in range(first, last + 1):
        word = doc[index].lower_
        qualifier = qualifier or _qualifiers().get(word)
        draft = sheet.at(index)
        if draft is not None and draft.country and index <= head and not _is_no_land(draft, word, doc[head]):
            country = draft.country  # the nearest: "Associated Press *Danish* Prime Minister"
        named = doc[index].pos_ == "PROPN" and word not in within_words() and not is_head(doc[index])
        if draft is not None or named or word in _qualifiers() or _is_mark(word):
            office_from = index + 1 if index < head else office_from
    text = sheet.words(first, last)
    office = name_office(" ".join([*(t.lower_ for t in doc[office_from:head]), *_rest(sheet, head, last)]))
    words = [t.lower_ for t in doc[first : last + 1]]
    gender = next((gendered_words()[word] for word in words if word in gendered_words()), None)
    told = None if qualifier == "present" else qualifier
    return Title(first, text, office, _shown(told), country, gender)


def _is_no_land(draft: Draft, word: str, head: Token) -> bool:
    """Say whether what stands before a head tells no country: a town, or a minister's field taken for a party."""
    field = draft.kind == MentionKind.ORGANISATION and word in within_words() and singular(head.lower_) == "minister"
    return field or is_town_of_leader(draft, head)


def is_town_of_leader(draft: Draft, head: Token) -> bool:
    """Say whether a place before a leader is a town: the Norland leader leads no state with a town of the name."""
    town = draft.kind == MentionKind.PLACE and draft.place is not None and draft.place.precision == "city"
    return town and head.lower_ in ("leader", "president", "premier", "ruler", "king", "queen", "minister")


def _is_mark(word: str) -> bool:
    """Say whether a token is no word of an office: a stroke, a possessive; the hyphen of "secretary-general" is one."""
    return (not word[0].isalpha() and word != "-") or word in ("'s", "’s")


def _rest(sheet: Sheet, head: int, last: int) -> list[str]:
    doc = sheet.sentence.doc
    tail = [t.lower_ for t in doc[head + 1 : last + 1] if t.lower_ not in ("-", "elect", "designate")]
    return [singular(doc[head].lower_), *tail]


def _shown(qualifier: str | None) -> str | None:
    return "-elect" if qualifier == "elect" else qualifier


def name_office(text: str) -> str | None:
    """Return the office's usual name in small letters: the tables' where they know it."""
    plain = text.replace(" - ", "-").strip(" -")
    known = offices_named(plain)
    if known and plain.split()[-1] not in ("leader", "chief", "head", "ruler", "diplomat"):
        return known[0] if len(known) == 1 or plain in known else plain
    return plain or None


def title_of_birth(title: str | None, office: str | None) -> str | None:
    """Return the title, of what stands before a name, under which one goes by the given name alone: King, Pope."""
    words = [*(title or "").split()[-1:], *(office or "").split()[-1:]]
    return next((word for word in words if word.lower() in lexicon("titles").words("regnal", "words")), None)
