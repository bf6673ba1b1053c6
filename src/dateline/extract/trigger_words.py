"""Say which words belong to a frame's trigger: its forms, its particles and objects, the top of several.

In: tokens. Out: their forms, the words near a verb that a trigger may fix, and what only describes a noun.
"""

from collections.abc import Iterator

from spacy.tokens import Token

from dateline.annotate.actors import role_words
from dateline.lexicon import lexicon


def is_epithet(token: Token) -> bool:
    """Say whether a verb only describes a noun: "the so-called accord", "met *visiting* President Ek"."""
    return (token.dep_ == "amod" and token.pos_ == "VERB" and is_hyphenated(token)) or is_guest_word(token)


def is_guest_word(token: Token) -> bool:
    """Say whether a participle right behind a verb only describes whom that verb has as object: "met *visiting* Ek"."""
    if token.tag_ != "VBG" or token.lemma_.lower() not in ("visit", "tour") or token.i == 0:
        return False
    behind = (
        token.head.i == token.i - 1 and token.head.tag_.startswith("V") and token.dep_ in ("xcomp", "advcl", "ccomp")
    )
    return behind and any(child.dep_ == "dobj" and _bears_title(child) for child in token.children)


def _bears_title(name: Token) -> bool:
    """Say whether a phrase tells of a post: "President Ek", "Chilean officials", not "Lower Lund"."""
    return any(t.lemma_.lower() in role_words() for t in name.subtree if t.i <= name.i)


def is_month(token: Token) -> bool:
    """Say whether a name of a month stands in a date: "in *March* 1986", not "the Women's *March*"."""
    if not token.text.istitle() or token.lower_ not in lexicon("lookalikes").words("sets", "days"):
        return False
    return not any(child.dep_ in ("det", "poss") for child in token.lefts)


def is_hyphenated(token: Token) -> bool:
    """Say whether a token ends a word of several parts: the last "one" of "one-to-one"."""
    return token.i > 0 and token.nbor(-1).text in ("-", "–")


def topmost(words: tuple[Token, ...]) -> Token:
    """Return the word of a noun trigger that the others hang on: the first "one" of "a one-to-one"."""
    return next((word for word in reversed(words) if word.head not in words or word.head == word), words[-1])


def fixes(token: Token) -> bool:
    """Say whether a word may be part of a saying: not the "on" of "called on Sunday", which opens a time."""
    objects = [child for child in token.children if child.dep_ == "pobj"]
    timed = token.pos_ == "ADP" and bool(objects) and all(t.ent_type_ in ("DATE", "TIME") for t in objects)
    return not timed


def forms_of(token: Token) -> frozenset[str]:
    """Return the forms under which a frame may name a word: its lemma, itself, a plural name's singular."""
    word = token.lower_
    if token.pos_ == "PROPN" and word.endswith("s"):
        return frozenset((token.lemma_.lower(), word, word[:-1]))  # names keep their plural: "Rebels"
    return frozenset((token.lemma_.lower(), word))


_FIXABLE = ("prep", "prt", "dobj", "agent", "advmod", "acomp", "attr", "xcomp", "dative", "npadvmod", "advcl")
"""What a verb's fixed words may stand under."""


def near_words(verb: Token) -> Iterator[Token]:
    """Yield a verb's children and, under prepositions, particles and objects, theirs."""
    for child in verb.children:
        if child.i > verb.i:
            yield child
            if child.dep_ in _FIXABLE:
                yield from child.children
                for below in child.children:
                    if below.dep_ in ("prep", "pobj"):
                        yield from below.children
