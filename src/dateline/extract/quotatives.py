"""Read the telling right beside a quotation by its words, where the parser has gone astray over the marks.

In: a token that may tell. Out: whether a quotation ends or opens beside it, and the phrase of the one who speaks. What
is quoted is left to `speeches`.
"""

from spacy.tokens import Doc, Token

QUOTES = frozenset("\"“”„«»‘’'`") | {"''", "``"}
DOUBLE = frozenset('"“”„«»') | {"''", "``"}
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_OPENING = frozenset({"DT", "PRP", "PRP$", "NNP", "NNPS", "NN", "NNS", "JJ", "CD", "WP"})
_REACH = 25  # tokens between a quotation and its verb: "the 43-year-old mother of three from ... asked"
_LEAD = 8  # tokens between a verb and the quotation that it opens: "tweeted in response:"


def closing_mark(verb: Token) -> int | None:
    """Return the number of the closing mark before "..., the mayor said", with no other verb in between."""
    doc = verb.doc
    for i in range(verb.i - 1, max(verb.i - _REACH, -1), -1):
        if doc[i].text in DOUBLE:
            closes = sum(t.text in DOUBLE for t in doc[: i + 1]) % 2 == 0 or doc[i].text in "”»"
            return i if closes and _goes_on(doc, i) else None
        stops = doc[i].tag_ in _FINITE or doc[i].lower_ in ("who", "which", "that", "and", "but")
        if stops and not _inserted(doc, i, verb.i):
            return None
    return None


def _inserted(doc: Doc, at: int, verb: int) -> bool:
    """Say whether a word stands between the commas of an insertion before a verb: '"...," Ek, old *and* ill, said'."""
    if doc[verb - 1].text != ",":
        return False
    before = next((i for i in range(at - 1, max(at - _REACH, 0), -1) if doc[i].text in DOUBLE or doc[i].text == ","), 0)
    return doc[before].text == "," and doc[before - 1].pos_ in _NOMINAL and doc[before - 1].text not in DOUBLE


def _goes_on(doc: Doc, mark: int) -> bool:
    """Say whether a quotation ends as one does that the telling follows: with ',"', '?"' or '",'."""
    return any(t.text[-1:] in ",?!…" or t.text in ("-", "--", "—", "–") for t in doc[max(mark - 1, 0) : mark + 2])


def is_quotative(verb: Token) -> bool:
    """Say whether a word stands where a quotation's verb does: '"...?" the old man *asked*', 'he *replied*: "..."'."""
    mark = closing_mark(verb)
    if mark is not None and verb.i - mark > 1:
        return phrase_after_quotation(verb) is not None
    return _opens_quotation(verb)


def is_plain_quotative(verb: Token) -> bool:
    """Say whether any finite verb tells by its place alone: '"It is ours," an angry Ek *retaliated*.'."""
    doc, mark = verb.doc, closing_mark(verb)
    if (
        mark is None
        or verb.tag_ not in ("VBD", "VBZ")
        or not verb.text.islower()
        or verb.dep_ in ("aux", "auxpass", "relcl", "advcl")
    ):
        return False
    opened = doc[0].text in DOUBLE or sum(t.text in DOUBLE for t in doc[: verb.i]) == 1
    ended = verb.i + 1 < len(doc) and doc[verb.i + 1].text in (".", ",", ";", ":")
    if mark == verb.i - 1:  # '..." reacted Ek.'
        return opened and verb.i + 1 < len(doc) and doc[verb.i + 1].pos_ in ("PROPN", "PRON")
    return opened and ended and verb.i - mark - 1 < _LEAD and phrase_after_quotation(verb) is not None


def _opens_quotation(verb: Token) -> bool:
    doc = verb.doc
    for i in range(verb.i + 1, min(verb.i + _LEAD, len(doc) - 1)):
        if doc[i].tag_ in _FINITE or doc[i].text in QUOTES:
            return False
        if doc[i].text in (":", ","):
            return doc[i + 1].text in DOUBLE
    return False


def phrase_after_quotation(verb: Token) -> tuple[int, int, int] | None:
    """Return first, last and head of the phrase between a closing mark and its verb; None where none stands there."""
    mark = closing_mark(verb)
    if mark is None:
        return None
    doc, first, last = verb.doc, mark + 1, verb.i - 1
    while first <= last and (doc[first].is_punct or doc[first].pos_ in ("ADV", "SCONJ", "CCONJ")):
        first += 1
    while last >= first and (doc[last].is_punct or doc[last].pos_ in ("ADV", "AUX")):
        last -= 1
    head = None
    for token in doc[first : last + 1]:
        if head is not None and (token.text in (",", "(") or token.pos_ == "ADP"):
            break
        head = token if token.pos_ in _NOMINAL or token.tag_ in ("NN", "JJ") else head
    return (first, last, head.i) if head is not None and doc[first].tag_ in _OPENING else None
