"""Tell which words of a sentence tell something that happens, and who acts and who is acted on, without a codebook.

In: tokens and their arguments. Out: tokens. What kind of event it is, is left to the codebook's frames.
"""

from functools import lru_cache
from pathlib import Path

from spacy.tokens import Token

from dateline.extract.arguments import Arguments
from dateline.extract.clauses import is_verb
from dateline.lexicon import Table, load_table


@lru_cache(maxsize=1)
def _table() -> Table:
    return load_table(Path(__file__).parents[1] / "predicates.toml")


def is_predicate(token: Token) -> bool:
    """Say whether a token tells an event: a full verb, or a noun made of one that carries an argument."""
    if is_verb(token):
        return token.dep_ not in ("aux", "auxpass", "amod", "compound") and token.lemma_ not in ("be", "have")
    return token.pos_ == "NOUN" and _names_event(token)


def _names_event(noun: Token) -> bool:
    word = noun.lemma_.lower()
    return word in _nouns() or (len(word) > 6 and word.endswith(_endings()) and word not in _things())


@lru_cache(maxsize=1)
def _nouns() -> frozenset[str]:
    return _table().words("nouns")


@lru_cache(maxsize=1)
def _things() -> frozenset[str]:
    return _table().words("things")


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return _table().strings("endings")


def actors(arguments: Arguments) -> tuple[Token, ...]:
    """Return who acts: the subject, of a noun its owner or the one it is "by"; of what befalls one, no one."""
    if _befalls(arguments):
        return ()
    for label in ("subject", "by", "between", "possessive"):
        if found := arguments.get(label):
            return found
    return ()


def recipients(arguments: Arguments) -> tuple[Token, ...]:
    """Return who or what is acted on: the object, of a noun what it is "of", or the subject of what befalls it."""
    if _befalls(arguments):
        return arguments.get("subject") or arguments.get("possessive") or arguments.get("of")
    if is_verb(arguments.trigger):
        return arguments.get("object")
    return arguments.get("of")


def _befalls(arguments: Arguments) -> bool:
    """Say whether the trigger tells what happens to its subject, as "die" and "rise" do."""
    return arguments.trigger.lemma_.lower() in _befalling() and not arguments.get("object")


@lru_cache(maxsize=1)
def _befalling() -> frozenset[str]:
    return _table().words("befalling")
