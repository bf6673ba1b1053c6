"""Claim firms and bodies that are named after a country: "Singapore Airlines", "Air France", "Syrian National Council".

In: a `Sheet` and a listed name of a country on it. Out: the draft of an organisation, not the state. Words that make
a firm or a body of a country's name are data: `lexicons/actors.toml`.
"""

from functools import lru_cache

from dateline.annotate.actors import Known
from dateline.annotate.drafts import Draft, Sheet
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind

LONGEST = 6  # words of a firm's name behind the country's


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    table = lexicon("actors")
    return {part: table.words("firms", part) for part in ("ends", "starts", "bodies", "state")}


def firm_named_after(sheet: Sheet, bounds: tuple[int, int], known: Known) -> Draft | None:
    """Return the firm of whose name a country's name is part, or None."""
    if known.kind != MentionKind.COUNTRY:
        return None
    first, last = _before(sheet, bounds[0]), _behind(sheet, bounds[1])
    if (first, last) == bounds or not sheet.is_free(first, last):
        return None
    name = sheet.words(first, last)
    return Draft(first, last, MentionKind.ORGANISATION, name, country=known.country, sector="BUS")


@lru_cache(maxsize=1)
def _bodies() -> dict[str, str]:
    """Return the words in which the names of bodies end, with PLOVER's letters of the sector, "" for none."""
    table = lexicon("actors").lists("named_bodies")
    return {word: "" if sector == "other" else sector for sector, words in table.items() for word in words}


def body_named_after(sheet: Sheet, bounds: tuple[int, int], known: Known) -> Draft | None:
    """Return the body of whose name a nationality is the beginning ("Syrian National Council"), or None."""
    if known.kind != MentionKind.COUNTRY or known.form != "nationality":
        return None
    end = bounds[1]
    while end - bounds[1] < LONGEST and _is_name(sheet, end + 1):
        end += 1
    while end > bounds[1] and sheet.sentence.doc[end].lower_ not in _bodies():
        end -= 1
    if end == bounds[1] or sheet.sentence.doc[end].text.isupper():
        return None
    sector = _bodies()[sheet.sentence.doc[end].lower_]
    end = _tail(sheet, end)
    if not sheet.is_free(bounds[0], end):
        return None
    name = sheet.words(bounds[0], end)
    return Draft(bounds[0], end, MentionKind.ORGANISATION, name, country=known.country, sector=sector or None)


def _tail(sheet: Sheet, end: int) -> int:
    """Return where a body's name ends that says what it is for: "Observatory *for Human Rights*"."""
    link = sheet.token(end + 1)
    if link is None or link.lower_ not in ("for", "of") or not _is_name(sheet, end + 2):
        return end
    last = end + 2
    while last - end < LONGEST and _is_name(sheet, last + 1):
        last += 1
    return last


def _behind(sheet: Sheet, last: int) -> int:
    """Return the firm's word in which the run of names behind the country's ends, else the country's last word."""
    end = last
    while end - last < LONGEST and _is_name(sheet, end + 1):
        end += 1
    words = {token.lower_ for token in sheet.sentence.doc[last + 1 : end + 1]}
    if end == last or words & _words()["state"]:
        return last
    return end if sheet.sentence.doc[end].lower_ in _words()["ends"] else last


def _is_name(sheet: Sheet, index: int) -> bool:
    token = sheet.token(index)
    return token is not None and token.text[0].isupper() and token.text.isalpha()


def _before(sheet: Sheet, first: int) -> int:
    """Return where the firm's name begins before the country's: "Air" France, "Bank of" China."""
    token = sheet.token(first - 1)
    if token is not None and token.text.istitle() and token.lower_ in _words()["starts"]:
        return first - 1
    noun = sheet.token(first - 2)
    if token is None or noun is None or token.lower_ != "of" or noun.lower_ not in _words()["bodies"]:
        return first
    return first - 2 if noun.text.istitle() else first
