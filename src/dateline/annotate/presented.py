"""Find people whom an office presents, whatever the model says of their names.

In: a `Sheet`. Out: person drafts for "its leader, Tulan Arbed, said" and for "the two ministers, Arne Vold of Norway
and Pilar Reyes of Peru". That they hold the office is seen elsewhere (`holders`, `joint_titles`).
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.annotate.drafts import Sheet
from dateline.annotate.people import LONGEST, claim_person, starts_name
from dateline.annotate.places import find_place
from dateline.annotate.titles import singular, strong_heads, title_ending
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind

LONGEST_PRESENTED = 3  # words: longer runs of capitals are rather the name of a body
LONGEST_HOME = 4  # tokens behind "of": "the Republic of Norland"


def find_presented_names(sheet: Sheet) -> None:
    """Claim the name between commas behind an office, whatever the model says: "its leader, Tulan Arbed, said"."""
    not_last = lexicon("persons").words("not_last")
    for comma in sheet.sentence.words:
        first = comma.i + 1
        if comma.text != "," or not comma.i or not _presents(comma.nbor(-1)):
            continue
        last = first
        while (token := sheet.token(last)) is not None and _is_plain(token) and last - first < LONGEST:
            last += 1
        closing, words = sheet.token(last), last - first
        if not 2 <= words <= LONGEST_PRESENTED or closing is None or closing.text not in (",", ".", ";"):
            continue
        if sheet.is_free(first, last - 1) and sheet.sentence.doc[last - 1].lower_ not in not_last:
            claim_person(sheet, first, last - 1)


def _presents(head: Token) -> bool:
    """Say whether a word is the office of somebody told: "its leader", "the council's president", "the chairman"."""
    behind = head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.dep_ != "pobj"
    if behind:  # "the Vice President of *Norland*, Bo Ek,"
        head = head.head.head
    if head.lower_ not in strong_heads() or (head.text[0].isupper() and not behind):
        return False
    return any(child.dep_ in ("poss", "det") for child in head.lefts)


def _is_plain(token: Token) -> bool:
    return token.text.istitle() and token.text.isalpha() and starts_name(token) and find_place(token.text) is None


def find_presented_lists(sheet: Sheet) -> None:
    """Claim the names of a list behind a plural office: "the two ministers, Arne Vold of Norway and Pilar Reyes"."""
    for _, runs in _presented_lists(sheet):
        for first, last in runs:
            if sheet.is_free(first, last):
                claim_person(sheet, first, last)


def give_listed_offices(sheet: Sheet) -> None:
    """Give each of the people of such a list the office, and the country behind the name."""
    for head, runs in list(_presented_lists(sheet)):
        office = title_ending(sheet, head).office
        for _, last in runs:
            person = sheet.at(last)
            if person is None or person.kind != MentionKind.PERSON or person.office or not office:
                continue
            land = next((d for i in (last + 2, last + 3) if (d := sheet.at(i)) and d.kind == MentionKind.COUNTRY), None)
            home = land.country if land is not None and _past_home(sheet, last + 1) > last + 1 else None
            sheet.change(person, office=office, title=person.title or office, country=person.country or home)


def _presented_lists(sheet: Sheet) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Yield the plural offices before a list of two names or more, each with first and last token of the names."""
    for comma in sheet.sentence.words:
        if comma.text not in (",", ":", "-", "–", "—") or not comma.i or not _is_plural_office(comma.nbor(-1)):
            continue
        runs = list(_listed_runs(sheet, comma.i + 1))
        if len(runs) > 1:
            yield comma.i - 1, runs


def _is_plural_office(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") and singular(token.lower_) in strong_heads()


def _listed_runs(sheet: Sheet, start: int) -> Iterator[tuple[int, int]]:
    """Yield first and last token of each name of a list, as far as it is one; nothing where a part is no name."""
    found: list[tuple[int, int]] = []
    while (last := _run_end(sheet, start)) is not None:
        found.append((start, last))
        following = _past_home(sheet, last + 1)
        if (join := sheet.token(following)) is None or join.lower_ not in (",", "and"):
            break
        beyond = sheet.token(following + 1)
        start = following + 1 + (join.text == "," and beyond is not None and beyond.lower_ == "and")
    yield from found


def _run_end(sheet: Sheet, first: int) -> int | None:
    """Return the last of two or three capitalised words that may be a name, or None."""
    last = first
    while (token := sheet.token(last)) is not None and token.text.istitle() and token.text.isalpha():
        if not starts_name(token) or last - first >= LONGEST_PRESENTED:
            return None
        last += 1
    words = last - first
    if words < 2 or find_place(sheet.words(first, last - 1)) is not None:
        return None
    return last - 1 if sheet.sentence.doc[last - 1].lower_ not in lexicon("persons").words("not_last") else None


def _past_home(sheet: Sheet, index: int) -> int:
    """Return the token behind "of Norway" or "from the Republic of Norland", or the one given where none stands."""
    token = sheet.token(index)
    if token is None or token.lower_ not in ("of", "from", "for"):
        return index
    end = index + 1
    while (token := sheet.token(end)) is not None and end - index <= LONGEST_HOME:
        if not (token.text[0].isupper() or token.lower_ in ("the", "of")):
            break
        end += 1
    return end
