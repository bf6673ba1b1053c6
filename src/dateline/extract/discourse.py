"""Who is in play at a point of an article: what was named before, how prominently, and by what gender.

In: sentences and mentions, in order. Out: `Trace`s that candidates for a reference are chosen from. Which words refer
back is left to `coreference`.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.persons import first_name_gender
from dateline.annotate.sentences import Sentence
from dateline.annotate.titles import gendered_words, honorifics
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind, Referent
from dateline.model.text import BlockKind, Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "agent")
_WEIGHTS = {"nsubj": 2.0, "nsubjpass": 1.8, "agent": 1.0, "dobj": 1.0, "dative": 1.0, "poss": 0.7, "pobj": 0.6}


@dataclass(frozen=True, slots=True)
class Trace:
    """One time that a referent was spoken of, by whatever words: where, and how prominently."""

    sentence: int
    token: int
    referent: Referent
    weight: float
    paragraph: int
    head: Token
    people: bool = False  # by the name of its people: "the Russians"


@lru_cache(maxsize=1)
def pronouns() -> dict[str, str]:
    """Return third-person pronouns with their gender or number."""
    table = lexicon("coreference").lists("pronouns")
    return {word: sort for sort in ("male", "female", "thing", "plural") for word in table[sort]}


def tokens_in(sentence: Sentence, span: Span) -> list[Token]:
    """Return the sentence's tokens that a span of the article covers."""
    found = sentence.doc.char_span(span.start - sentence.start, span.end - sentence.start, alignment_mode="expand")
    return list(found) if found is not None else []


@lru_cache(maxsize=64)
def words_of(*keys: str) -> frozenset[str]:
    """Return a list of the lexicon of coreference as a set."""
    return lexicon("coreference").words(*keys)


def head_of(sentence: Sentence, mention: Mention) -> Token | None:
    """Return the head token of a mention: the one whose own head lies outside."""
    tokens = tokens_in(sentence, mention.span)
    inside = {token.i for token in tokens}
    heads = [token for token in tokens if token.head.i not in inside or token.head.i == token.i]
    return heads[-1] if heads else (tokens[-1] if tokens else None)


def weigh(token: Token, sentence: Sentence) -> float:
    """Return how prominent a phrase is by its role; a title counts less than the text."""
    head = token
    while head.dep_ in ("conj", "appos") and head.head.i != head.i:
        head = head.head
    label = "nsubj" if _is_cleft(head) else head.dep_
    weight = _WEIGHTS.get(label, 0.4)
    if label in SUBJECTS and head.head.dep_ in ("ROOT", "conj", "parataxis"):
        weight += 0.6
    return weight * (0.8 if sentence.block == BlockKind.TITLE else 1.0)


def _is_cleft(token: Token) -> bool:
    """Say whether a phrase is picked out as who did it: "it was *Ek* who took the first step"."""
    if token.dep_ != "attr" or token.head.lemma_ != "be":
        return False
    empty = any(child.lower_ == "it" and child.dep_ in SUBJECTS for child in token.head.children)
    clauses = (*token.children, *token.head.children)
    return empty and any(child.dep_ in ("relcl", "ccomp", "advcl") and child.i > token.i for child in clauses)


def genders_of(mentions: Sequence[Mention], text: str) -> dict[str, str]:
    """Return the gender of each person that a title, an honorific or a first name tells, by referent key."""
    votes: dict[str, Counter[str]] = {}
    for mention in mentions:
        if mention.referent.kind in (MentionKind.PERSON, MentionKind.OFFICE):
            told = _told_gender(mention, text)
            if told:
                votes.setdefault(mention.referent.key, Counter())[told] += 1
    return {key: counter.most_common(1)[0][0] for key, counter in votes.items()}


def _own_words(told: str) -> list[str]:
    """Return the words that are somebody's own, not the owner's: "Mr Ek's spokeswoman" is no Mr."""
    return re.split(r"['’]s?\s", told.lower())[-1].split()


def _told_gender(mention: Mention, text: str) -> str | None:
    for word in (*_own_words(mention.span.slice(text)), *_own_words(mention.referent.title or "")):
        gender = honorifics().get(word) or gendered_words().get(word)
        if gender in ("male", "female"):
            return gender
    return first_name_gender(mention.referent.name)
