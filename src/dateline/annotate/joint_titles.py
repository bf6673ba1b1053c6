"""Give each of several people the office that one plural title gives to all.

In: a `Sheet` with descriptions and names. Out: the same sheet: "the foreign ministers of Peru and Chile, Ana Ek and
Bo Lund", "Presidents Ana Ek and Bo Lund", "ministers Ana Ek of Peru and Bo Lund of Chile".
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.people import claim_person, particles
from dateline.annotate.titles import is_head
from dateline.model.claims import MentionKind

Give = Callable[[Sheet, Draft, Draft], None]


def find_joint_names(sheet: Sheet) -> None:
    """Claim the full names behind "the ministers of Peru and Chile," where they are as many as the countries."""
    for title in sheet.sentence.words:
        if title.tag_ not in ("NNS", "NNPS") or not is_head(title):
            continue
        lands = _lands_of(sheet, title)
        runs = list(_runs(sheet, max(lands[-1].last, title.i) + 1)) if len(lands) > 1 else []
        for first, last in runs if len(runs) == len(lands) else ():
            if last > first and sheet.is_free(first, last):
                claim_person(sheet, first, last)


def _lands(sheet: Sheet, title: Token) -> list[Draft]:
    """Return the countries joined behind a title: "of Peru, Chile and Chad"."""
    found: list[Draft] = []
    preposition = sheet.token(title.i + 1)
    index = title.i + 2
    if preposition is None or preposition.lower_ not in ("of", "from"):
        return found
    while (token := sheet.token(index)) is not None:
        draft = sheet.at(index)
        if draft is not None and draft.kind == MentionKind.COUNTRY:
            found.append(draft)
            index = draft.last + 1
        elif token.lower_ in ("and", "the") or (token.text == "," and _before_land(sheet, index)):
            index += 1
        else:
            break
    return found


def _lands_before(sheet: Sheet, title: Token) -> list[Draft]:
    """Return the countries joined before a title: "the Greek and Turkish foreign ministers", "Peru's and Chile's"."""
    found: list[Draft] = []
    index = title.i - 1
    while (token := sheet.token(index)) is not None and title.i - index < REACH:
        draft = sheet.at(index)
        if draft is not None and draft.kind == MentionKind.COUNTRY:
            found.insert(0, draft)
            index = draft.first - 1
        elif token.lower_ in _JOINING or (not found and token.pos_ in ("ADJ", "NOUN", "PROPN")):
            index -= 1
        else:
            break
    return found


_JOINING = ("and", ",", "'s", "’s", "'", "’")
REACH = 16  # tokens before a plural title in which its countries stand


def _before_land(sheet: Sheet, comma: int) -> bool:
    after = [sheet.at(comma + 1), sheet.at(comma + 2)]
    return any(draft is not None and draft.kind == MentionKind.COUNTRY for draft in after)


def _runs(sheet: Sheet, index: int) -> Iterator[tuple[int, int]]:
    """Yield first and last token of the names listed from a comma on: ", Ana Ek, Bo Lund and Ida Moe"."""
    first: int | None = None
    while (token := sheet.token(index)) is not None:
        word = token.text.istitle() or token.lower_ in particles()
        if word and token.text not in (",",) and token.lower_ != "and" and token.is_alpha:
            first = index if first is None else first
        else:
            if first is not None:
                yield first, index - 1
            first = None
            if token.text not in (",", "-", "’", "'") and token.lower_ != "and":
                return
        index += 1


def pair_appositions(sheet: Sheet, give: Give) -> None:
    """Give the people set beside "the ministers of Peru and Chile" one country's office each, in their order."""
    heads = {draft.head for draft in sheet.of_kind(MentionKind.OFFICE) if draft.head is not None}
    for head in sorted(heads):
        offices = [draft for draft in sheet.of_kind(MentionKind.OFFICE) if draft.head == head]
        people = _people_beside(sheet, sheet.sentence.doc[head])
        lands = _lands_of(sheet, sheet.sentence.doc[head])
        if len(offices) > 1 and len(people) == len(offices):
            for person, office in zip(people, offices, strict=True):
                give(sheet, person, office)
        elif len(lands) > 1 and len(people) == len(lands):
            for person, land in zip(people, lands, strict=True):
                _name_office(sheet, person, replace(offices[0], country=land.country))


def _name_office(sheet: Sheet, person: Draft, office: Draft) -> None:
    sheet.change(
        person, office=person.office or office.office, title=person.title or office.title,
        country=person.country or office.country, sector=person.sector or office.sector,
    )  # fmt: skip


def _lands_of(sheet: Sheet, title: Token) -> list[Draft]:
    return _lands(sheet, title) or _lands_before(sheet, title)


def _people_beside(sheet: Sheet, head: Token) -> list[Draft]:
    """Return the people listed between commas behind the title's countries, however the parse hangs them."""
    lands = _lands_of(sheet, head)
    runs = _runs(sheet, max(lands[-1].last, head.i) + 1) if lands else ()
    found = (sheet.at(last) for _, last in runs)
    return [draft for draft in found if draft is not None and draft.kind == MentionKind.PERSON]


def _joined(token: Token) -> list[Token]:
    """Return a token and those joined to it by "and"."""
    return sorted((token, *token.conjuncts), key=lambda one: one.i)


def _people(sheet: Sheet, tokens: Sequence[Token]) -> list[Draft]:
    found: dict[int, Draft] = {}
    for token in tokens:
        draft = sheet.at(token.i)
        if draft is not None and draft.kind == MentionKind.PERSON:
            found[draft.name_first] = draft
    return list(found.values())


def share_titles(sheet: Sheet) -> None:
    """Give the office of "Presidents Ana Ek and Bo Lund" to the second as well."""
    for person in list(sheet.of_kind(MentionKind.PERSON)):
        if person.first == person.name_first or not person.office:
            continue
        title = sheet.sentence.doc[person.name_first - 1]
        if not title.lower_.endswith("s") or not is_head(title) or title.lemma_.lower() == title.lower_:
            continue
        for other in _people(sheet, _joined(sheet.sentence.doc[person.last])):
            if other.last > person.last and not other.title and not other.office:
                sheet.change(
                    other, office=person.office, title=person.title, sector=other.sector or person.sector,
                    country=other.country or person.country,
                )  # fmt: skip


def name_counterparts(sheet: Sheet) -> None:
    """Give "his Chadian counterpart, Bo Lund" the office of the one named before: a minister's is a minister."""
    people = sorted(sheet.of_kind(MentionKind.PERSON), key=lambda draft: draft.name_first)
    for index, person in enumerate(people):
        before = [one.office for one in people[:index] if one.office and one.office != COUNTERPART]
        if person.office == COUNTERPART and before:
            sheet.change(person, office=before[-1])


COUNTERPART = "counterpart"
