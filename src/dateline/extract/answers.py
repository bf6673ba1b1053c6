"""Read flat contradictions as what they are: "we have laid none", told after a charge of laying mines, is a denial.

In: the attributions of an article, with its sentences. Out: the same, the claims that answer an accusation by a flat no
made denials. What a denial denies is said by `denials`, which this asks.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.chain import is_verbal, read_clause
from dateline.extract.cues import word_set
from dateline.extract.denials import denier_is_target, find_denied, shared_words
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Attribution
from dateline.model.text import Article

_SHORT = 4  # words of an answer without a verb: "Nonsense", "A complete fabrication"


def read_answers(
    attributions: Sequence[Attribution], article: Article, sentences: Sequence[Sentence]
) -> tuple[Attribution, ...]:
    """Return the attributions, flat contradictions of what was told before them as denials."""
    told = [_outright(attribution, article) for attribution in attributions]
    if len(told) < 2:
        return tuple(told)
    for number, attribution in enumerate(told):
        if attribution.act == "claim" and _is_flat(attribution, article, sentences) and _answers(number, told, article):
            told[number] = replace(attribution, act="denial")
    return tuple(told)


def _outright(attribution: Attribution, article: Article) -> Attribution:
    """Return a claim that denies whatever it answers as a denial: "we did no such thing", "that never happened"."""
    words = fold(" ".join(part.slice(article.text) for part in attribution.content).replace("’", "'"))
    if attribution.act == "claim" and any(re.search(form, words) for form in _denying_forms()):
        return replace(attribution, act="denial")
    return attribution


@lru_cache(maxsize=1)
def _denying_forms() -> tuple[re.Pattern[str], ...]:
    """Return what finds each phrase of denying at the end of a clause: "it didn't happen overnight" denies little."""
    return tuple(re.compile(rf"\b{re.escape(fold(words))}$") for words in lexicon("acts").strings("denying"))


def _answers(number: int, told: Sequence[Attribution], article: Article) -> bool:
    """Say whether a contradiction has something to contradict: told before it, and tied to its speaker or words."""
    link = find_denied(number, told, article.text)
    if link is None or told[link.claim].cue.start > told[number].cue.end:
        return False
    accused, target = told[link.claim].act == "accusation", denier_is_target.__name__ in link.reasons
    return target or (accused and (shared_words.__name__ in link.reasons or told[number].speaker is None))


def _is_flat(attribution: Attribution, article: Article, sentences: Sequence[Sentence]) -> bool:
    """Say whether what is told is a flat no: a negated clause without a modal, or a word for what is not so."""
    first = attribution.content[0]
    sentence = next((s for s in sentences if s.start <= first.start < s.end), None)
    words = sentence.tokens(first) if sentence is not None else []
    inside = {token.i for token in words}
    heads = [t for t in words if t.head.i == t.i or t.head.i not in inside]
    root = next((t for t in heads if is_verbal(t)), None)
    if root is None:
        plain = fold(first.slice(article.text)).split()
        return len(plain) <= _SHORT and bool(set(plain) & word_set("acts", "falsities"))
    return _contradicts(root)


def _contradicts(verb: Token) -> bool:
    clause = read_clause(verb)
    predicate = {c.lower_ for c in verb.rights if c.dep_ in ("acomp", "attr", "oprd")} if verb.lemma_ == "be" else set()
    if clause.negation is None:
        return bool(predicate & word_set("acts", "falsities")) and clause.modal is None
    if predicate & word_set("acts", "falsities"):
        return False  # "that is not a lie"
    return clause.modal is None or (clause.perfect and clause.modal.lower_ in ("could", "would"))
