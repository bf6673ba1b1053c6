"""Settle which of several cities of one name an article means, by the countries that it names.

In: the sheets of all sentences, places claimed. Out: the same sheets; a city whose own country the article never names
gives way to its namesake in a country that the article does name, if that is not far smaller.
"""

from collections import Counter
from collections.abc import Sequence

from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.places import namesake_in
from dateline.model.claims import MentionKind, Place


def settle_namesakes(sheets: Sequence[Sheet]) -> None:
    """Give each city that stands far from all the article's countries to its namesake in one of them."""
    kinds = (MentionKind.COUNTRY, MentionKind.PERSON, MentionKind.OFFICE)
    named = Counter(d.country for sheet in sheets for d in sheet.of_kind(*kinds) if d.country and d.form != "metonym")
    for sheet in sheets if named else ():
        for draft in sheet.of_kind(MentionKind.PLACE):
            place = _settle(sheet, draft, named)
            if place is not None:
                sheet.change(draft, place=place, country=place.country)


def _settle(sheet: Sheet, draft: Draft, named: Counter[str]) -> Place | None:
    """Return the namesake that the draft means, None where it stays as it is."""
    place = draft.place
    if place is None or place.precision != "city" or place.geonames_id is None or place.country in named:
        return None
    words = sheet.words(draft.name_first, draft.last)
    found = (namesake_in(words, country) for country, _ in named.most_common())
    return next((one for one in found if one is not None), None)
