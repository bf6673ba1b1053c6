"""Find the names of people in a sentence: the model's, those after a title, and known ones that the model misses.

In: a `Sheet` on which listed names are claimed already. Out: person drafts on it. Who is who over the article is left
to `persons`.
"""

import re
from functools import lru_cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.nameends import SUFFIXES, before_verb, is_kin, is_kin_told, suffix_end, suffixed_name, tells_rule
from dateline.annotate.offices import first_words, is_listed, persons_named
from dateline.annotate.places import find_place
from dateline.annotate.sectors import sector_of_office
from dateline.annotate.titles import (
    Title,
    ends_style,
    honorifics,
    is_head,
    read_title,
    singular,
    strong_heads,
    within_words,
)
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind

LONGEST = 6  # tokens of a name
ROMAN = re.compile(r"[IVX]{2,}")
"""A number after the name of a king or pope; no name by itself."""


@lru_cache(maxsize=1)
def particles() -> frozenset[str]:
    """Return the small words inside names: "bin", "de", "al"."""
    return lexicon("persons").words("particles")


@lru_cache(maxsize=1)
def _never() -> frozenset[str]:
    return lexicon("persons").words("never")


@lru_cache(maxsize=1)
def _not_last() -> frozenset[str]:
    return lexicon("persons").words("not_last")


def find_full_names(sheet: Sheet) -> None:
    """Claim the names of two words and more that the model or the table of offices knows as people."""
    _find_listed_names(sheet)
    for ent in sheet.sentence.doc.ents:
        if ent.label_ in ("PERSON", "ORG", "GPE", "NORP", "FAC", "WORK_OF_ART", "LOC", "PRODUCT"):
            bounds = _trim(sheet, ent)
            if bounds is None or bounds[0] == bounds[1]:
                continue
            joint = _joint(sheet, *bounds)
            if joint is not None:
                claim_person(sheet, bounds[0], joint - 1)
                claim_person(sheet, joint + 1, bounds[1])
            elif ent.label_ == "PERSON" or _is_known(sheet.words(*bounds)):
                claim_person(sheet, *bounds)


def _find_listed_names(sheet: Sheet) -> None:
    """Claim full names of the tables however the model cuts them: "Luiz" Inacio Lula da Silva."""
    doc = sheet.sentence.doc
    for first in doc:
        if first.lower_ not in first_words() or not _may_open(first) or not sheet.is_free(first.i, first.i):
            continue
        for last in range(min(first.i + LONGEST, len(doc)) - 1, first.i, -1):
            if doc[last].text[0].isalnum() and is_listed(doc[first.i : last + 1].text):
                claim_person(sheet, first.i, _second_surname(doc, last), name=sheet.words(first.i, last))
                break


def _may_open(token: Token) -> bool:
    """Say whether a listed name may begin with a token: "Shah" and "Amir" are names as well as titles."""
    return starts_name(token) or (token.text.istitle() and token.lower_ in lexicon("persons").words("title_names"))


def _second_surname(doc: Doc, last: int) -> int:
    """Return the last word of a name of which the tables have all but that: Rodrigo Borja "Cevallos"."""
    following = doc[last + 1] if last + 1 < len(doc) else None
    if following is None or following.ent_type_ != "PERSON" or not following.text.istitle():
        return last
    if following.lower_ in SUFFIXES:
        return last
    joined = doc[last].dep_ == "compound" and doc[last].head.i == following.i and following.tag_ == "NNP"
    return last + 1 if joined and starts_name(following) else last


def _joint(sheet: Sheet, first: int, last: int) -> int | None:
    """Return the hyphen or stroke between two people: "Obama-Putin", but not "Jean-Claude Juncker" or "Ban Ki-moon"."""
    doc = sheet.sentence.doc
    for index in range(first + 1, last):
        if (
            doc[index].text in ("-", "–", "/")
            and doc[first].lower_ not in particles()
            and doc[index + 1].text[0].isupper()
            and last - index == 1
            and index - first == 1
        ):
            return index
    return None


def _is_known(name: str) -> bool:
    return " " in name and bool(persons_named(name)) and len(name.split()) > 1


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the first names of the lexicon that are nothing else."""
    table = lexicon("persons")
    return (table.words("first", "male") | table.words("first", "female")) - table.words("first", "doubtful")


def find_given_names(sheet: Sheet) -> None:
    """Claim two capitalised words of which the first is a given name, where the model sees no one."""
    for token in sheet.sentence.words:
        if token.pos_ != "PROPN" or token.lower_ not in given_names() or not starts_name(token):
            continue
        last = name_end(sheet, token.i) if sheet.is_free(token.i, token.i) else token.i
        if last > token.i and sheet.sentence.doc[last].lower_ not in _not_last():
            claim_person(sheet, token.i, last)


def find_lone_names(sheet: Sheet) -> None:
    """Claim single words that the model takes for people, and capitalised words after a title."""
    for token in sheet.sentence.words:
        if token.i and starts_name(token) and sheet.is_free(token.i, token.i) and _after_title(sheet, token):
            claim_person(sheet, token.i, name_end(sheet, token.i))
    for ent in sheet.sentence.doc.ents:
        if ent.label_ == "PERSON":
            bounds = _trim(sheet, ent)
            if bounds is not None and sheet.is_free(*bounds):
                claim_person(sheet, _given_before(sheet, *bounds), bounds[1])


def _given_before(sheet: Sheet, first: int, last: int) -> int:
    """Return where a lone surname's given name begins, if the model left it out."""
    before = sheet.token(first - 1)
    if first != last or before is None or not sheet.is_free(first - 1, first - 1) or not starts_name(before):
        return first
    joins = (
        before.pos_ == "PROPN" and before.dep_ == "compound" and before.head.i == first and not before.text.isupper()
    )
    return first - 1 if joins and before.ent_type_ in ("", "PERSON") else first


def _after_title(sheet: Sheet, token: Token) -> bool:
    before = sheet.sentence.doc[token.i - 1]
    if before.lower_ in honorifics() or ends_style(before):
        return True
    if before.lower_ in ("elect", "designate") and token.i > 2:
        return is_head(sheet.token(token.i - 3))
    if singular(before.lower_) not in strong_heads() or _title_goes_on(sheet, token):
        return False
    known = token.ent_type_ == "GPE" and find_place(token.text) is not None
    return (
        not known
        and token.ent_type_ not in ("DATE", "TIME", "NORP", "EVENT")
        and (before.dep_ in ("compound", "nmod", "amod", "appos", "poss") or before.text[0].isupper())
    )


def _title_goes_on(sheet: Sheet, token: Token) -> bool:
    """Say whether a word after a title's head belongs to a longer title: "Deputy *First* Minister"."""
    following = sheet.token(token.i + 1)
    return token.lower_ in within_words() and following is not None and is_head(following)


def starts_name(token: Token) -> bool:
    """Say whether a token may begin a name."""
    return bool(
        token.text[0].isupper()
        and (token.text[0].isalpha())
        and token.pos_ in ("PROPN", "NOUN", "ADJ", "X", "VERB", "AUX", "INTJ")
        and token.lower_ not in _never()
        and token.lower_ not in honorifics()
        and not is_head(token)
        and not ends_style(token)
        and not ROMAN.fullmatch(token.text)
        and not _asks(token)
    )


def _asks(token: Token) -> bool:
    """Say whether the word opens a question: "*Will* Ek meet Lund?" is about no Will."""
    return token.i == 0 and token.lower_ in ("will", "may") and token.doc.text.rstrip('"”’ ').endswith("?")


def name_end(sheet: Sheet, first: int) -> int:
    """Return the last token of the name that begins at `first`: capitalised words with their particles and hyphens."""
    doc, last = sheet.sentence.doc, first
    for index in range(first + 1, min(first + LONGEST, len(doc))):
        token = doc[index]
        if not sheet.is_free(index, index):
            break
        if token.text[0].isupper() and token.pos_ == "PROPN" and token.ent_type_ not in ("DATE", "NORP"):
            last = index
        elif not (token.lower_ in particles() or token.text in ("-", "’", "'")) or not _goes_on(doc, index):
            break
    return last


def _goes_on(doc: object, index: int) -> bool:
    following = doc[index + 1] if index + 1 < len(doc) else None  # type: ignore[index,arg-type]
    return following is not None and (following.text[0].isupper() or following.lower_ in particles())


def _trim(sheet: Sheet, ent: Tokens) -> tuple[int, int] | None:
    """Return first and last token of the name in an entity, titles and possessives left out."""
    doc = sheet.sentence.doc
    first, last = _one_name(ent)
    last = before_verb(doc, first, last)
    while (
        last > first
        and doc[last].lower_ not in SUFFIXES
        and (doc[last].lower_ in ("'s", "’s", "'", "’") or (not doc[last].text[-1].isalnum() and doc[last].text != "."))
    ):
        last -= 1
    first = _with_given(sheet, first, last)
    first = max([first, *(index + 1 for index in range(first, last) if is_head(doc[index]))])
    while first < last and (_is_trimmed(sheet, doc[first]) or _is_label(doc[first], doc[last]) or _asks(doc[first])):
        first += 1
    while first < last and (_ends_after(doc[last]) or _is_small(doc[last])):
        last -= 1
    last = _widen(sheet, first, last)
    token = doc[first]
    if not token.text[0].isalpha() or (token.text[0].islower() and token.lower_ not in particles()):
        return None
    if token.lower_ in _never() or token.lower_ in honorifics() or (first == last and _is_no_name(token)):
        return None
    if doc[last].lower_ in _not_last() or any(t.text[0].isdigit() for t in doc[first : last + 1]):
        return None
    return first, last


def _is_small(token: Token) -> bool:
    """Say whether a word in small letters follows the name: "Ben *made* the plays", but not "Ban Ki-*moon*"."""
    return token.text.islower() and token.pos_ in ("VERB", "AUX") and token.nbor(-1).text not in ("-", "–")


def _is_no_name(token: Token) -> bool:
    """Say whether a word alone is part of a name or title at the most: "II", "President"."""
    return is_head(token) or ends_style(token) or ROMAN.fullmatch(token.text) is not None


def _with_given(sheet: Sheet, first: int, last: int) -> int:
    """Return where a name begins of which the model left out the first word: Luiz "Inacio Lula"."""
    before = sheet.token(first - 1)
    if before is None or first == last or not starts_name(before) or before.text.isupper() or before.ent_type_:
        return first
    hangs = before.dep_ == "compound" and first <= before.head.i <= last
    return first - 1 if hangs and before.tag_ == "NNP" and before.lower_ in given_names() else first


def _one_name(ent: Tokens) -> tuple[int, int]:
    """Return the first and last token of the one name in an entity: the longer side of a 's, a name told twice once."""
    doc, first, last = ent.doc, ent.start, ent.end - 1
    for index in range(first + 1, last):
        if doc[index].lower_ in ("'s", "’s"):
            first, last = (index + 1, last) if last - index >= index - first else (first, index - 1)
            break
    for index in range(first + 1, last + 1):
        if doc[index].text == "/" and index - first > 1:  # the name and the agency of a photograph's credit
            last = index - 1
            break
    half = (last - first + 1) // 2
    words = [token.text for token in doc[first : last + 1]]
    return (first, first + half - 1) if half > 1 and words[:half] == words[half:] else (first, last)


def _is_label(first: Token, last: Token) -> bool:
    """Say whether a word in capitals stands before a name that is not: "EPA Mia Ek", "MVP Bo Lund"."""
    return len(first.text) > 2 and first.text.isalpha() and first.text.isupper() and last.text.istitle()


def _ends_after(token: Token) -> bool:
    """Say whether a word at the end is no part of the name: "Ek addressed", "Ek Photographer"."""
    if token.lower_ in lexicon("persons").words("captions"):
        return True
    return token.text[0].islower() and not _belongs(token)


def _belongs(token: Token) -> bool:
    """Say whether a word in small letters is part of a name: a particle, or the end of Ban Ki-moon."""
    if token.lower_ in particles():
        return True
    return token.i > 1 and token.nbor(-1).text == "-" and token.tag_ not in ("VBN", "VBD", "VBG")


def _widen(sheet: Sheet, first: int, last: int) -> int:
    """Take in what the model cut off: "Ursula von der" Leyen."""
    doc = sheet.sentence.doc
    while last + 1 < len(doc) and doc[last].lower_ in particles() and _follows_particle(doc[last + 1]):
        last += 1
    if doc[last].lower_ in particles() and last + 2 < len(doc) and doc[last + 1].text == "-":
        last += 2
    while last > first and doc[last].text == "-":
        last -= 1
    last += _is_cut_short(sheet, first, last)
    return last + 2 if _is_second_half(doc, last) else last


def _follows_particle(token: Token) -> bool:
    """Say whether a word goes on with a name after its particle: "der *Leyen*", but not "Ben *made* the plays"."""
    return token.text[0].isupper() or token.lower_ in particles()


def _is_cut_short(sheet: Sheet, first: int, last: int) -> bool:
    """Say whether the model left out the last word, on which the others hang: "Lee Hsien" Loong."""
    doc = sheet.sentence.doc
    if last == first or last + 1 >= len(doc) or doc[last].dep_ != "compound" or doc[last].head.i != last + 1:
        return False
    word = doc[last + 1]
    plain = word.tag_ == "NNP" and not word.ent_type_ and word.text.isalpha() and starts_name(word)
    return plain and not word.text.isupper() and sheet.is_free(last + 1, last + 1)


def _is_second_half(doc: Doc, last: int) -> bool:
    """Say whether a hyphen and a word in small letters follow without a space: Lee Jae-"myung"."""
    if last + 2 >= len(doc) or doc[last].text[0].islower() or doc[last].whitespace_:
        return False
    hyphen, half = doc[last + 1], doc[last + 2]
    joined = hyphen.text == "-" and not hyphen.whitespace_ and half.text.isalpha() and half.text.islower()
    return joined and doc[last - 1].text[0].isupper() and half.tag_ not in ("VBN", "VBD", "VBG", "JJ")


def _is_trimmed(sheet: Sheet, token: Token) -> bool:
    lower = token.lower_
    if lower in honorifics() or is_head(token) or ends_style(token) or not token.text[0].isalpha():
        return True
    return (token.text[0].islower() and lower not in particles()) or lower in _never()


def claim_person(sheet: Sheet, first: int, last: int, *, name: str | None = None) -> bool:
    """Enter a person whose name is tokens `first` to `last`, with the title before it; known as `name` if given."""
    if not sheet.is_free(first, last):
        return False
    whole = suffix_end(sheet, last)
    if whole > last:
        name, last = suffixed_name(name or sheet.words(first, last), sheet.sentence.doc[whole]), whole
    title = read_title(sheet, first) or Title(first)
    return sheet.claim(
        Draft(
            title.first,
            last,
            MentionKind.PERSON,
            name or sheet.words(first, last),
            core=first,
            office=title.office,
            title=title.text,
            country=title.country,
            sector=sector_of_office(title.office, title.text),
            qualifier=title.qualifier,
            gender=title.gender,
            ruling=tells_rule(sheet, last),
            kin=is_kin(sheet, title.first) or is_kin(sheet, first) or is_kin_told(sheet, last),
        )
    )
