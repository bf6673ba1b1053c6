"""Whose minister is met at the end of a journey: "flew to Lusaka and met the president" means Zambia's.

In: a `Sheet` with its names and offices. Out: offices without a country of their own get that of the place to which the
sentence's verb went before.
"""

from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.offices import offices_named
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind

SITES = (MentionKind.PLACE, MentionKind.COUNTRY)
FAR = 4
"""Steps from an office up to the verb that is joined with the journey's: "had talks with *the emir*" takes three."""


def place_offices(sheet: Sheet) -> None:
    """Give bare offices the country of the place that was travelled to in the same breath."""
    for office in list(sheet.of_kind(MentionKind.OFFICE)):
        if office.country or office.qualifier or not office.definite or not _is_bare(sheet, office):
            continue
        verb = _joined_verb(sheet.sentence.doc[office.last])
        while verb is not None:
            goal = _goal(sheet, verb)
            if goal is not None:
                sheet.change(office, country=goal.country)
                break
            verb = verb.head if verb.dep_ == "conj" else None


def _is_bare(sheet: Sheet, office: Draft) -> bool:
    """Say whether an office stands alone with its article: "the president", not "the company's president"."""
    head = sheet.sentence.doc[office.last]
    alone = all(child.dep_ in ("det", "punct", "amod", "compound", "cc", "conj") for child in head.children)
    article = sheet.token(office.first - 1) if sheet.sentence.doc[office.first].pos_ != "DET" else head.left_edge
    definite = article is not None and article.lower_ == "the"
    return alone and definite and bool(offices_named(office.office or ""))


def _joined_verb(token: Token) -> Token | None:
    """Return the verb under which the office stands, if it is joined to one before it."""
    for _ in range(FAR):
        token = token.head
        if token.pos_ == "VERB":
            return token.head if token.dep_ == "conj" else None
    return None


def _goal(sheet: Sheet, verb: Token) -> Draft | None:
    """Return the place to which a verb goes: "visited *Lusaka*", "flew to *Lusaka*", "stopped in *Zambia*"."""
    if verb.lemma_.lower() not in _journeys():
        return None
    for child in verb.children:
        sites = (
            [child]
            if child.dep_ == "dobj"
            else [c for c in child.children if child.lower_ in ("to", "in", "at", "into")]
        )
        for site in sites:
            draft = sheet.at(site.i)
            if draft is not None and draft.kind in SITES and draft.country:
                return draft
    return None


@lru_cache(maxsize=1)
def _journeys() -> frozenset[str]:
    return lexicon("details").words("journeys")
