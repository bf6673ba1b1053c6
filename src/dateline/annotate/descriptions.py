"""Find actors described without a name: "a White House official", "the Russian president", "Syrian rebels".

In: a `Sheet` on which all names are claimed. Out: drafts of offices, bodies and groups. Whom a definite description
means is left to `names` and `coreference`.
"""

from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from dateline.annotate.actors import bare_words, group_words, institution_words, kept_words, role_words
from dateline.annotate.countries import country_coded
from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.titles import build_title, is_town_of_leader, name_office, title_heads
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind

_DETERMINERS = ("the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my")
_PLURAL = ("NNS", "NNPS")


def find_descriptions(sheet: Sheet) -> None:
    """Add a draft for every description whose head the lexicon of actors knows."""
    titles = sheet.title_tokens()
    for token in sheet.sentence.words:
        if token.pos_ in ("NOUN", "PROPN", "ADJ") and token.i not in titles and token.i not in sheet.holders:
            for draft in describe(sheet, token):
                sheet.add(draft)
        elif _counts_people(token) and token.i not in sheet.holders:
            sheet.add(Draft(token.i, token.i, MentionKind.GROUP, "people", "description", sector="CVL", unnamed=True,
                            head=token.i))  # fmt: skip


def find_worlds(sheet: Sheet) -> None:
    """Claim "the West" where it stands for its states, before it is taken for a place."""
    for token in sheet.sentence.words:
        if token.text in lexicon("actors").words("sides", "words") and _is_side_of_world(sheet, token):
            sheet.claim(Draft(token.i, token.i, MentionKind.GROUP, f"the {token.text}", sector="IMG", head=token.i))


def continent_acting(sheet: Sheet, token: Token) -> Draft | None:
    """Return the draft of a continent that stands for its states: "Europe condemned the raid"; None for a place."""
    if token.text not in lexicon("actors").words("sides", "bare") or not _acts_as_one(sheet, token):
        return None
    return Draft(token.i, token.i, MentionKind.GROUP, token.text, sector="IMG", head=token.i)


def _acts_as_one(sheet: Sheet, token: Token) -> bool:
    """Say whether a continent does something or is done to, as its states: "Europe condemned the raid"."""
    around = [sheet.token(token.i - 1), sheet.token(token.i + 1)]
    if any(t is not None and (t.text == "-" or t.pos_ == "PROPN") for t in around):
        return False
    if token.dep_ == "pobj":
        return token.head.lower_ in ("by", "against")
    return token.dep_ in ("nsubj", "dobj") and token.head.lemma_ not in (
        "visit",
        "tour",
        "leave",
        "cross",
        "reach",
        "be",
    )


def _is_side_of_world(sheet: Sheet, token: Token) -> bool:
    """Say whether "the West" is the states of it, by what it does or what is done to it, not where the sun sets."""
    before, after = sheet.token(token.i - 1), sheet.token(token.i + 1)
    if before is None or before.text not in ("the", "The") or (after is not None and after.text[0].isupper()):
        return False
    if after is not None and (after.lower_ == "of" or after.text == "-"):
        return False
    if token.dep_ == "pobj":
        return token.head.lower_ in lexicon("actors").words("sides", "prepositions")
    return token.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "poss")


def _counts_people(token: Token) -> bool:
    """Say whether a bare number is of people, by what is done to it: the 40 of "killed six and wounded 40"."""
    if token.tag_ != "CD" or token.ent_type_ not in ("CARDINAL", "") or token.dep_ not in ("dobj", "nsubjpass"):
        return False
    below = any(child.dep_ == "prep" and child.lower_ in ("of", "per") for child in token.children)
    return not below and token.head.lemma_.lower() in lexicon("actors").words("bare", "hurting")


def describe(sheet: Sheet, head: Token) -> list[Draft]:
    """Return the drafts of the description that a token heads: one, or one for each country that it names."""
    lemma = _lemma(head)
    if lemma in ("elect", "designate"):
        return _elect(sheet, head)
    if head.dep_ in ("compound", "amod", "nmod") or _is_half(sheet, head) or _names_next(sheet, head):
        return []
    first = _start(sheet, head)
    if lemma in role_words() and not (
        head.tag_ in _PLURAL and lemma in group_words() and len(_countries(sheet, first, head)) < 2
    ):
        return _offices(sheet, first, head, role_words()[lemma])
    before = sheet.token(head.i - 1)
    pair = f"{before.lower_} {lemma}" if before is not None and before.i >= first else lemma
    if pair in group_words() or lemma in group_words():
        return _groups(sheet, first, head, group_words().get(pair) or group_words()[lemma])
    if lemma in institution_words():
        return _bodies(sheet, first, head, institution_words()[lemma])
    return []


def _lemma(head: Token) -> str:
    """Return a head's lemma; a group's plural behind a dateline keeps its capital and its s: "OSLO - *Rebels* left"."""
    word: str = head.lemma_.lower()
    opens = head.i == 0 or not head.nbor(-1).text[-1].isalnum()
    if head.tag_ in ("NNP", "NNPS") and opens and word.removesuffix("s") in group_words():
        return word.removesuffix("s")
    return word


def _names_next(sheet: Sheet, head: Token) -> bool:
    """Say whether the name itself follows: "the newspaper Haaretz"."""
    following = sheet.at(head.i + 1)
    return following is not None and following.kind == MentionKind.ORGANISATION and following.first == head.i + 1


def _is_half(sheet: Sheet, head: Token) -> bool:
    """Say whether the word is half of a hyphened one: "partner-like"."""
    following = sheet.token(head.i + 1)
    return following is not None and following.text == "-" and not head.whitespace_


def _elect(sheet: Sheet, token: Token) -> list[Draft]:
    """Read "the president-elect" without a name."""
    back = 2 if token.i > 1 and sheet.sentence.doc[token.i - 1].text == "-" else 1
    head = sheet.token(token.i - back)
    if head is None or head.lemma_.lower() not in role_words():
        return []
    first = min(_start(sheet, head), _start(sheet, token), head.i)
    title = build_title(sheet, first, head.i, head.i)
    countries = [*_countries(sheet, first, token), title.country]
    name = sheet.words(first, token.i)
    return [
        Draft(
            first, token.i, MentionKind.OFFICE, name, "title", office=title.office, title=name, country=countries[0],
            sector="GOV", qualifier="-elect", unnamed=True, head=token.i,
        )
    ]  # fmt: skip


def _start(sheet: Sheet, head: Token) -> int:
    """Return the first token of the description, its determiner left out."""
    doc, first = sheet.sentence.doc, head.i
    while first and head.is_ancestor(doc[first - 1]) and doc[first - 1].pos_ not in ("VERB", "AUX", "ADP", "SCONJ"):
        if doc[first - 1].text in (",", ";", ":", '"', "“", "”", "(", "!", "?") and head.i - first > 0:
            break
        first = _bracket(doc, first - 1)
    while first < head.i and (_opens(doc[first]) or _tells_age(doc[first : head.i])):
        first += 1
    return first


def _tells_age(words: Span) -> bool:
    """Say whether words begin within an age: "a 42-*year-old* driver" is a driver."""
    ages = ("year", "old")
    return len(words) > 0 and words[0].lower_ in ages and any(word.lower_ == "old" for word in words[:3])


def _bracket(doc: Doc, at: int) -> int:
    """Return where the brackets open that close at a token, else the token: "the old party *(PP)* government"."""
    if doc[at].text != ")":
        return at
    return next((i for i in range(at - 1, max(at - _BRACKETED, 0), -1) if doc[i].text == "("), at)


_BRACKETED = 6
"""Tokens that brackets inside a description hold at most: letters that a body is known by."""


def _opens(token: Token) -> bool:
    """Say whether a word only opens the phrase: determiners, numbers, "at least"."""
    if token.pos_ in ("DET", "PRON", "PUNCT", "CCONJ", "NUM", "ADV", "ADP") or token.dep_ == "predet":
        return True
    return token.lower_ in ("least", "most", "more", "than", "up", "about", "other", "others", "dozen")


def _kept(sheet: Sheet, first: int, head: Token) -> str:
    """Return the description's name: names, nouns and the adjectives that matter."""
    doc = sheet.sentence.doc
    aside = {i for end in range(first, head.i) if doc[end].text == ")" for i in range(_bracket(doc, end), end + 1)}
    words = [doc[i] for i in range(first, head.i) if i not in aside and _keeps(sheet, doc[i])]
    text = "".join(t.text_with_ws for t in [*words, head]).strip()
    return text.replace("’s ", "'s ")


def _called(sheet: Sheet, first: int, head: Token) -> str:
    """Return the description's name with the country that only stands behind it: "leadership of Peru" is Peruvian."""
    name = _kept(sheet, first, head)
    before = any(d.country for i in range(first, head.i) if (d := sheet.at(i)))
    behind = [d for d in _behind(sheet, head) if d.kind == MentionKind.COUNTRY and d.form == "name"]
    country = country_coded(behind[0].country or "") if len(behind) == 1 and not before else None
    if country and country.adjectives:
        return f"{country.adjectives[0]} {name if head.pos_ == 'PROPN' else name[0].lower() + name[1:]}"
    ruler = _ruler(sheet, head)
    return f"{ruler.name} {name}" if ruler and head.lower_ in bare_words() else name


def _ruler(sheet: Sheet, head: Token) -> Draft | None:
    """Return the person of whom a body is said to be: "the regime of Kim Jong Un"."""
    of = sheet.token(head.i + 1)
    drafts = (sheet.at(t.i) for t in of.children) if of is not None and of.lower_ == "of" else ()
    return next((d for d in drafts if d is not None and d.kind == MentionKind.PERSON), None)


def _end_of_name(sheet: Sheet, head: Token) -> int:
    """Return the last token of a body's name that tells what it is for: "Ministry *of Foreign Affairs*"."""
    doc, at = sheet.sentence.doc, head.i + 1
    if not head.text[0].isupper() or at + 1 >= len(doc) or doc[at].lower_ not in ("of", "for"):
        return head.i
    last = at
    while last + 1 < len(doc) and _goes_on(sheet, last + 1):
        last += 1
    while last > at and doc[last].lower_ in ("and", "the"):
        last -= 1
    return last if last > at else head.i


def _goes_on(sheet: Sheet, at: int) -> bool:
    """Say whether a token goes on with a body's name: a word with a capital, of no country, or what joins such."""
    token, held = sheet.sentence.doc[at], sheet.at(at)
    if held is not None and held.kind in (MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.PERSON):
        return False
    return (token.text[0].isupper() and token.text.isalpha()) or token.lower_ in ("and", "the")


def _keeps(sheet: Sheet, token: Token) -> bool:
    if token.i in sheet.holders:
        return True
    if token.text == "-":  # of a name or office with a hyphen, not of "pro-"
        if 0 < token.i < len(token.doc) - 1 and token.nbor(-1).lower_ in title_heads():
            return token.nbor().lower_ in title_heads()
        return 0 < token.i < len(token.doc) - 1 and token.i - 1 in sheet.holders and token.i + 1 in sheet.holders
    following = sheet.token(token.i + 1)
    if following is not None and following.text == "-" and following.head != token and not token.whitespace_:
        return _keeps(sheet, following)  # "16-year-old" is no part of a name
    return token.pos_ in ("PROPN", "NOUN") or token.lower_ in kept_words() or token.lower_ in ("'s", "’s")


def _countries(sheet: Sheet, first: int, head: Token) -> list[str]:
    """Return the countries in a description: before the head, or after "of"."""
    before = (d for i in range(first, head.i) if (d := sheet.at(i)))
    found = [d.country for d in before if d.country and not is_town_of_leader(d, head)]
    found += [d.country for d in _behind(sheet, head) if d.country]
    return list(dict.fromkeys(found))


def _behind(sheet: Sheet, head: Token) -> list[Draft]:
    """Return the names right under a preposition behind the head: "soldiers *of Peru*"."""
    prepositions = [c for c in head.children if c.dep_ == "prep" and c.lower_ in ("of", "for", "from")]
    found = [d for child in prepositions for t in child.subtree if (d := sheet.at(t.i)) and _directly(t, child)]
    return list(dict.fromkeys(found))


def _directly(token: Token, preposition: Token) -> bool:
    while token.dep_ in ("conj", "compound", "nmod") and token.head.i != preposition.i:
        token = token.head
    return token.head.i == preposition.i


def _definite(sheet: Sheet, head: Token, first: int) -> bool:
    before = sheet.token(first - 1)
    if before is not None and before.lower_ in (
        "a",
        "an",
        "another",
        "one",
        "some",
        "any",
        "no",
        "every",
        "each",
        "several",
        "many",
    ):
        return False
    return (
        (before is not None and before.lower_ in _DETERMINERS)
        or any(c.dep_ == "poss" for c in head.children)
        or bool(_countries(sheet, first, head))
    )


def _groups(sheet: Sheet, first: int, head: Token, sector: str) -> list[Draft]:
    bare = lexicon("actors")
    alone = sector in bare.words("bare", "single") or head.lemma_.lower() in bare.words("bare", "alone")
    if head.tag_ not in _PLURAL and not alone:
        return []
    return _sides(sheet, first, head, sector) or [_group(sheet, first, head, sector)]


def _sides(sheet: Sheet, first: int, head: Token, sector: str) -> list[Draft]:
    """Return one draft for each whom "and" joins before one head: "*Chadian* and *UN* troops", "*the PP* and rebels".

    None where fewer than two are named so.
    """
    doc = sheet.sentence.doc
    joint = next((i for i in range(first + 1, head.i) if doc[i].dep_ == "cc" and doc[i].lower_ == "and"), None)
    left = sheet.at(joint - 1) if joint else None
    if joint is None or left is None or left.kind not in (MentionKind.COUNTRY, MentionKind.ORGANISATION):
        return []
    right = sheet.at(joint + 1)
    if right is None:  # a body by its own name, and then others
        whole = left.kind == MentionKind.ORGANISATION and left.name_first <= first
        rest = _group(sheet, joint + 1, head, sector)
        both = [replace(left, first=first, last=head.i, core=None, form="description", head=head.i), rest]
        return [both[0], replace(rest, first=first)] if whole else []
    named = [d for i in range(first, joint + 2) if (d := sheet.at(i)) and d.name_first == i]
    tail = _kept(sheet, right.last + 1, head)
    group = _group(sheet, right.last + 1, head, sector)
    return [
        replace(group, first=first, name=f"{sheet.words(d.name_first, d.last)} {tail}", country=d.country)
        for d in named
    ]


def _group(sheet: Sheet, first: int, head: Token, sector: str) -> Draft:
    countries = _countries(sheet, first, head)
    return Draft(
        first, head.i, MentionKind.GROUP, _called(sheet, first, head), "description",
        country=countries[0] if countries else None, sector=sector, unnamed=True, head=head.i,
        definite=_definite(sheet, head, first),
    )  # fmt: skip


def _bodies(sheet: Sheet, first: int, head: Token, sector: str) -> list[Draft]:
    countries = _countries(sheet, first, head)
    named = bool(countries) or any(sheet.at(i) or sheet.sentence.doc[i].pos_ == "PROPN" for i in range(first, head.i))
    if not named and head.lemma_.lower() not in bare_words():
        return []
    inside = sheet.at(head.i - 1) or sheet.at(head.i - 2)
    if inside is not None and inside.kind == MentionKind.ORGANISATION and head.lemma_.lower() in _same_words():
        return [replace(inside, first=first, last=head.i, core=None, form="name", head=head.i)]
    several = head.tag_ in _PLURAL and len(countries) > 1
    if head.tag_ in _PLURAL and not several and (sides := _sides(sheet, first, head, sector)):
        return sides
    last = _end_of_name(sheet, head)
    draft = Draft(
        first, last, MentionKind.ORGANISATION, _called(sheet, first, head) + sheet.tail(head.i, last), "description",
        sector=sector, country=countries[0] if countries else None, unnamed=not named, head=head.i,
        definite=_definite(sheet, head, first),
    )  # fmt: skip
    if not several:
        return [draft]
    return [replace(draft, name=_body_of(code, head), country=code) for code in countries]


def _same_words() -> frozenset[str]:
    """Return the heads that only say what a named body is: "TASS news agency"."""
    return lexicon("actors").words("bare", "same")


def _body_of(code: str, head: Token) -> str:
    """Return "Ethiopian delegation" for one of "delegations from Ethiopia and Egypt"."""
    country = country_coded(code)
    adjective = country.adjectives[0] if country and country.adjectives else code
    return f"{adjective} {head.lemma_.lower()}"


def _offices(sheet: Sheet, first: int, head: Token, sector: str) -> list[Draft]:
    countries = _countries(sheet, first, head)
    title = build_title(sheet, first, head.i, head.i)
    office = title.office or name_office(head.lemma_.lower())
    plural = head.tag_ in _PLURAL
    definite = _definite(sheet, head, first)
    if plural and len(countries) < 2:
        return [_group(sheet, first, head, sector)]
    return [
        Draft(
            first, head.i, MentionKind.OFFICE, _kept(sheet, first, head), "title", office=office, title=title.text,
            country=country, sector=sector, qualifier=title.qualifier, gender=title.gender, unnamed=True, head=head.i,
            definite=definite,
        )
        for country in (*countries, *((None,) if not countries else ()))
    ]  # fmt: skip
