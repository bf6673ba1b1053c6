"""Find people whom the model takes for something else by what only people have: "Tulan's father" tells of a person.

In: the sheets of an article with the names that each sentence shows by itself. Out: the same sheets, with the whole
names that end in such a word claimed. Words of kinship are in `lexicons/persons.toml`.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from dateline.annotate.drafts import Sheet
from dateline.annotate.people import claim_person
from dateline.annotate.places import common_words, find_place
from dateline.annotate.titles import is_head
from dateline.lexicon import lexicon


def find_people_with_kin(sheets: Sequence[Sheet]) -> None:
    """Claim the whole names, over all sheets, whose last word has kin somewhere: "Tulan's father", then "Ama Tulan"."""
    families = {token.text for sheet in sheets for token in _owners(sheet)}
    for sheet in sheets if families else ():
        for token in sheet.sentence.words:
            before = sheet.token(token.i - 1)
            if token.text in families and before is not None and _is_given(before):
                claim_person(sheet, before.i, token.i)


def _owners(sheet: Sheet) -> Iterator[Token]:
    """Yield the words of no place or claimed name that have kin: the word before "'s father"."""
    kin = lexicon("persons").words("kin")
    for token in sheet.sentence.words:
        owner = token.dep_ == "poss" and _is_plain(token) and token.head.lemma_.lower() in kin
        if owner and sheet.at(token.i) is None and find_place(token.text) is None:
            yield token


def _is_given(token: Token) -> bool:
    """Say whether a word may be the given name before a surname: neither a title nor a place's or people's name."""
    common = token.lower_ in common_words() or token.lower_ in lexicon("persons").words("never")
    return _is_plain(token) and not common and not is_head(token) and find_place(token.text) is None


def _is_plain(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.is_alpha and token.text.istitle() and len(token) > 1
