"""Find gatherings in a sentence: "the APEC summit", "G20 talks", "at the G7", "the Riyadh summit".

In: a `Sheet`. Out: gathering drafts on it, called by the series' id where the tables know it. When and where they
were held is left to `gatherings` and to dating.
"""

from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.gatherings import match_gathering
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind

_INSIDE = (
    "compound",
    "amod",
    "nmod",
    "poss",
    "nummod",
    "punct",
    "case",
    "prep",
    "pobj",
    "conj",
    "cc",
    "det",
    "npadvmod",
)


@lru_cache(maxsize=8)
def _words(key: str) -> frozenset[str]:
    return lexicon("gatherings").words(key)


def find_gatherings(sheet: Sheet) -> None:
    """Claim the gatherings that the sentence names."""
    for token in sheet.sentence.words:
        if token.pos_ not in ("NOUN", "PROPN") or not sheet.is_free(token.i, token.i):
            continue
        lemma = token.lemma_.lower()
        if lemma in _words("heads") or lemma in _words("with_series"):
            _claim_phrase(sheet, token, alone=lemma in _words("heads"))
    for draft in list(sheet.of_kind(MentionKind.ORGANISATION)):
        _turn_series(sheet, draft)


def _claim_phrase(sheet: Sheet, head: Token, *, alone: bool) -> None:
    first = _phrase_start(sheet, head)
    series = match_gathering(sheet.words(first, head.i)) if first < head.i else None
    if series is None and not (alone and _is_political(sheet, first, head)):
        return
    name = series or sheet.words(first, head.i)
    named = series is not None or any(sheet.sentence.doc[i].pos_ == "PROPN" for i in range(first, head.i))
    for draft in {id(d): d for i in range(first, head.i + 1) if (d := sheet.at(i))}.values():
        if draft.kind == MentionKind.ORGANISATION or series is not None:
            _drop(sheet, draft)
    core = head.i if not sheet.is_free(first, head.i) else first
    draft = Draft(first, head.i, MentionKind.GATHERING, name, core=core, unnamed=not named, head=head.i)
    sheet.claim(draft)


def _drop(sheet: Sheet, draft: Draft) -> None:
    if draft.kind == MentionKind.PERSON:
        return
    sheet.drafts.remove(draft)
    for index in [i for i, holder in sheet.holders.items() if holder is draft]:
        del sheet.holders[index]


def _phrase_start(sheet: Sheet, head: Token) -> int:
    """Return the first token of a gathering's name: what stands before the head in its noun phrase."""
    doc, first = sheet.sentence.doc, head.i
    while first and _belongs(doc[first - 1], head):
        first -= 1
    while first < head.i and (doc[first].pos_ in ("PUNCT", "CCONJ", "ADP", "PART")):
        first += 1
    return first


def _belongs(token: Token, head: Token) -> bool:
    if token.pos_ in ("DET", "VERB", "AUX", "ADP", "CCONJ", "SCONJ", "PRON", "ADV"):
        return False
    if token.pos_ == "PUNCT" and token.text not in ("-", "(", ")", "'", "’"):
        return False
    return token.is_ancestor(head) is False and (head.is_ancestor(token) or token.text in ("-", "(", ")"))


def _is_political(sheet: Sheet, first: int, head: Token) -> bool:
    before = {sheet.sentence.doc[i].lower_ for i in range(first, head.i)}
    if head.lemma_.lower() == "summit":
        return True
    if before & _words("not_before") or head.lemma_.lower() == "congress":
        return False
    return any(sheet.at(i) is not None for i in range(first, head.i)) or bool(
        before & {"peace", "international", "donor", "donors", "security"}
    )


def _turn_series(sheet: Sheet, draft: Draft) -> None:
    """Make a gathering of a series' bare name where the words around say so."""
    series = match_gathering(draft.name) if draft.sector == "IGO" else None
    if series is None:
        return
    token = sheet.sentence.doc[draft.last]
    head = token.head
    lemma = head.lemma_.lower()
    if (
        (token.dep_ == "dobj" and lemma in _words("verbs"))
        or (token.dep_ == "pobj" and lemma in ("at", "during", "before", "after", "ahead"))
        or (token.dep_ == "pobj" and lemma == "of" and head.head.lemma_.lower() in _words("of_words"))
    ):
        pass
    else:
        return
    sheet.change(draft, kind=MentionKind.GATHERING, name=series, country=None, sector=None)
