"""What stands at the ends of a person's name: a headline's verb in capitals, "Jr.", a noun of rule, a word of kinship.

In: a `Sheet` or a `Doc` and the tokens of a name. Out: its last token, and what the person is called. Names that the
tables of offices have go without "Jr.", save those whose sons bear it: Donald Trump Jr. is not Donald Trump.
"""

from functools import lru_cache

from spacy.tokens import Doc, Token

from dateline.annotate.drafts import Sheet
from dateline.annotate.offices import persons_named
from dateline.ids import fold
from dateline.lexicon import lexicon

SUFFIXES = frozenset({"jr", "jr.", "sr", "sr."})


@lru_cache(maxsize=1)
def _headline_verbs() -> frozenset[str]:
    return lexicon("headlines").words("capitals", "verbs")


def before_verb(doc: Doc, first: int, last: int) -> int:
    """Return the last token of a name before a verb that a headline's capitals made part of it: "Ek *Quits*"."""
    for index in range(first + 1, last + 1):
        if doc[index].text.istitle() and doc[index].lower_ in _headline_verbs():
            return index - 1
    return last


def suffix_end(sheet: Sheet, last: int) -> int:
    """Return the last token of a name with the "Jr." behind it, a comma between them or not."""
    for step in (1, 2):
        suffix = sheet.token(last + step)
        if suffix is None or (step == 2 and sheet.sentence.doc[last + 1].text != ","):
            break
        if suffix.lower_ in SUFFIXES and suffix.text[0].isupper():
            return last + step if sheet.is_free(last + 1, last + step) else last
    return last


def suffixed_name(name: str, suffix: Token) -> str:
    """Return what a person with "Jr." behind the name is called; the tables' own go without."""
    if persons_named(name) and fold(name) not in sons() and len(name.split()) > 1:
        return name
    return f"{name} {suffix.text.rstrip('.')}."


@lru_cache(maxsize=1)
def sons() -> frozenset[str]:
    """Return those of the tables, by folded full name, whose sons bear the same name with "Jr."."""
    return frozenset(fold(one) for one in lexicon("persons").words("sons"))


def tells_rule(sheet: Sheet, last: int) -> bool:
    """Say whether the noun behind a surname is of somebody's rule: "the Ek administration", "an Ek appointee"."""
    nouns = lexicon("persons").words("rule")
    following, beyond = sheet.token(last + 1), sheet.token(last + 2)
    if following is None or sheet.sentence.doc[last].dep_ not in ("compound", "nmod", "amod", "poss"):
        return False
    pair = f"{following.lower_} {beyond.lower_}" if beyond is not None else ""
    return following.lower_ in nouns or pair in nouns


def is_kin(sheet: Sheet, first: int) -> bool:
    """Say whether a word of kinship introduces the name: "her father, Olav Ek", "Lund's wife Mia Lund"."""
    before = sheet.token(first - 1)
    if before is not None and before.text == ",":
        before = sheet.token(first - 2)
    if before is None or before.lower_ not in lexicon("persons").words("kin"):
        return False
    back = (sheet.token(index) for index in range(before.i - 1, max(before.i - 4, -1), -1))
    return any(t is not None and (t.tag_ in ("PRP$", "POS") or t.lower_ in ("another", "the", "a")) for t in back)


def is_kin_told(sheet: Sheet, last: int) -> bool:
    """Say whether a word of kinship stands behind the name: "Olav Ek, the minister's brother"."""
    words = (child for child in sheet.sentence.doc[last].children if child.dep_ == "appos" and child.i > last)
    kin = [word for word in words if word.lower_ in lexicon("persons").words("kin")]
    return any(child.dep_ == "poss" for word in kin for child in word.children)
