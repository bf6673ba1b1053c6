"""The lexicon of status: which words over an event make it planned, possible, cancelled or not held.

In: `lexicons/status.toml`. Out: `Effects`, looked up by relation and word. Walking the chain is left to
`dateline.extract.status`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from dateline.lexicon import Table, lexicon

RELATIONS = (
    "to",
    "that",
    "whether",
    "ing",
    "object",
    "about",
    "subject",
    "purpose",
    "noun",
    "adjective",
    "predicate",
    "before",
)
_EVERY_COMPLEMENT = ("to", "that", "ing", "object")


@dataclass(frozen=True, slots=True)
class Effect:
    """What a class of words does to the event under it, by whether the word itself holds."""

    name: str
    holds: str
    negated: str
    planned: str
    possible: str


@dataclass(frozen=True, slots=True)
class Effects:
    """All classes, by relation and word; and the plain word lists."""

    by_relation: Mapping[str, Mapping[str, Effect]]
    lists: Mapping[str, frozenset[str]]
    modals: Mapping[str, str]
    prepositions: Mapping[str, str]

    def find(self, relation: str, *keys: str) -> Effect | None:
        """Return the effect of the first key that the relation knows."""
        words = self.by_relation.get(relation, {})
        for key in keys:
            if key in words:
                return words[key]
        return None


@lru_cache(maxsize=1)
def load_effects() -> Effects:
    """Read the lexicon, once."""
    return build_effects(lexicon("status"))


def build_effects(table: Table) -> Effects:
    """Turn the table into look-ups; raise ResourceError where a class lacks a part."""
    by_relation: dict[str, dict[str, Effect]] = {relation: {} for relation in RELATIONS}
    for name in table.get("class", default={}):
        effect = _read_effect(table, name)
        for relation in ("every", *RELATIONS):
            for word in table.strings("class", name, relation) if table.get("class", name, relation) else ():
                for target in _EVERY_COMPLEMENT if relation == "every" else (relation,):
                    by_relation[target].setdefault(word, effect)
    lists = {name: frozenset(words) for name, words in table.lists("list").items()}
    modals = {word: kind for kind, words in table.lists("modal").items() for word in words}
    prepositions = {word: kind for kind, words in table.lists("preposition").items() for word in words}
    return Effects(by_relation, lists, modals, prepositions)


def _read_effect(table: Table, name: str) -> Effect:
    values = [table.get("class", name, part) for part in ("holds", "negated", "planned", "possible")]
    if not all(isinstance(value, str) for value in values):
        raise table.error(f"class {name!r} needs holds, negated, planned and possible", f"[class.{name}]")
    return Effect(name, *values)


def keys_of(token: Token) -> tuple[str, ...]:
    """Return the forms under which a governing word may stand in the lexicon, the longest first."""
    word, lemma = token.lower_, token.lemma_.lower()
    for child in token.children:
        if child.dep_ == "prt":
            return f"{lemma} {child.lower_}", word, lemma
    after = token.i + 1
    if after < len(token.doc) and token.doc[after].dep_ in ("advmod", "prep") and token.doc[after].head.i == token.i:
        return f"{lemma} {token.doc[after].lower_}", word, lemma
    return word, lemma
