"""Claim bodies that no list knows by the words of their names: "the Foreign Ministry", "the Tamban Freedom Front".

In: a `Sheet` on which listed names and people stand. Out: drafts of organisations, with the sector that the name's own
head tells, and of peoples and parties without a country. The heads are data: `lexicons/actors.toml`.
"""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.actors import group_words
from dateline.annotate.drafts import Draft, Sheet
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind

LONGEST = 8  # words of a body's name

_LINKS = ("of", "for", "and", "the")
_MARKS = ("'s", "’s", "'", "’")


def find_bodies(sheet: Sheet) -> None:
    """Claim what only the model knows as organisations, and peoples and parties without a country."""
    titles = sheet.title_tokens()
    for ent in sheet.sentence.doc.ents:
        if ent.label_ not in ("ORG", "NORP") or ent.start in titles:
            continue
        first, last = ent.start, ent.end - 1
        while first < last and (ent.doc[first].pos_ == "DET" or not ent.doc[first].text[0].isalnum()):
            first += 1
        while last > first and ent.doc[last].lower_ in _MARKS:
            last -= 1
        if not ent.doc[first].text[0].isupper() or not sheet.is_free(first, last):
            continue
        kind = MentionKind.ORGANISATION if ent.label_ == "ORG" else MentionKind.GROUP
        told = sector_told(sheet, first, last) if kind == MentionKind.ORGANISATION else _sector_of(ent.doc[last])
        sheet.claim(Draft(first, last, kind, sheet.words(first, last), sector=told))


def _sector_of(token: Token) -> str | None:
    """Return the sector of people called after what they are: "Maoists", "the Communists"."""
    return group_words().get(token.lower_.removesuffix("s")) if token.lower_.endswith("s") else None


def find_called_bodies(sheet: Sheet) -> None:
    """Claim the bodies that the model missed: a run of capitals behind "the" whose head is a body's."""
    titles = sheet.title_tokens()
    for article in sheet.sentence.words:
        if article.lower_ != "the" or article.i + 1 in titles:
            continue
        first = article.i + 1
        run = list(_run(sheet, first))
        named = sum(token.text[0].isupper() for token in run)
        if named < 2 or not sheet.is_free(first, run[-1].i) or not (told := sector_told(sheet, first, run[-1].i)):
            continue
        sheet.claim(Draft(first, run[-1].i, MentionKind.ORGANISATION, sheet.words(first, run[-1].i), sector=told))


def _run(sheet: Sheet, first: int) -> Iterator[Token]:
    """Yield the words of a name: capitals, and small words that lead to another capital."""
    at = first
    while at - first < LONGEST and (token := sheet.token(at)) is not None:
        if not _is_capital(token) and not (at > first and _leads_on(sheet, at)):
            return
        yield token
        at += 1


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and not token.text.isupper() and token.text.replace("-", "").isalpha()


def _leads_on(sheet: Sheet, at: int) -> bool:
    token, after = sheet.token(at), sheet.token(at + 1)
    if token is None or after is None or token.lower_ not in (*_LINKS, *_MARKS):
        return False
    return _is_capital(after) or (after.lower_ in _LINKS and token.lower_ not in _MARKS and _leads_on(sheet, at + 1))


def sector_told(sheet: Sheet, first: int, last: int) -> str | None:
    """Return the sector that the head of a body's name tells: "Ministry" of Defence, Foreign "Ministry"."""
    tokens = [sheet.sentence.doc[index] for index in range(first, last + 1)]
    link = next((n for n, token in enumerate(tokens) if n and token.lower_ in ("of", "for")), len(tokens))
    head = tokens[link - 1]
    return _heads().get(head.lower_) if head.text[0].isupper() else None


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    table = lexicon("actors").lists("called_bodies")
    return {word: sector for sector, words in table.items() for word in words}
