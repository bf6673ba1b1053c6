"""Read "the North" and "the South" as the countries that an article has named in full.

In: the sheets of all sentences, all names claimed. Out: drafts of countries on words that nothing or a mere point of
the compass has claimed. Which countries are called so is told by `resources/lexicons/place_words.toml`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from dateline.annotate.countries import country_name
from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.places import find_place
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind


def expand_halves(sheets: Sequence[Sheet]) -> None:
    """Claim each bare "North" and "South" that means a country which the article names."""
    halves = _halves_named(sheets)
    for sheet in sheets if halves else ():
        for token in sheet.sentence.words:
            if token.text in halves and _is_bare(sheet, token):
                _claim(sheet, token, halves[token.text])


def _halves_named(sheets: Sequence[Sheet]) -> Mapping[str, str]:
    """Return the country of each half, where the article names just one that is called so."""
    table = lexicon("place_words").mapping("halves")
    named: dict[str, set[str]] = defaultdict(set)
    for sheet in sheets:
        for draft in sheet.of_kind(MentionKind.COUNTRY):
            if draft.country in table:
                named[table[draft.country]].add(draft.country)
    return {half: next(iter(codes)) for half, codes in named.items() if len(codes) == 1}


def _is_bare(sheet: Sheet, token: Token) -> bool:
    """Say whether the word stands alone behind its article or before its 's, and is no part of a longer name."""
    draft = sheet.at(token.i)
    if draft is not None and (draft.kind != MentionKind.PLACE or draft.name_first != draft.last):
        return False
    before, after = sheet.token(token.i - 1), sheet.token(token.i + 1)
    if after is not None and (after.text == "-" or after.lower_ == "of" or after.pos_ == "PROPN"):
        return False
    owner = after is not None and after.lower_ in ("'s", "’s")
    if before is not None and before.lower_ in ("entire", "whole", "all"):
        return True  # a headline has no article
    return owner or (before is not None and any(child.dep_ in ("det", "amod") for child in token.children))


def _claim(sheet: Sheet, token: Token, code: str) -> None:
    draft = sheet.at(token.i)
    if draft is not None:
        sheet.release(draft)
    name = country_name(code)
    sheet.claim(Draft(token.i, token.i, MentionKind.COUNTRY, name, country=code, sector="GOV", place=find_place(name)))
