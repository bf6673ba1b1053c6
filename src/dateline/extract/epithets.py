"""Say which country or body of states a description takes up: "the isolated country", "the bloc", "the Fund".

In: a token and what the article spoke of before it. Out: a `Referent`, or None where the words describe none or name
their own. The words are in `lexicons/coreference.toml`.
"""

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.discourse import SUBJECTS, Trace, words_of
from dateline.extract.memory import Memory, may_mean
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Referent

_PREPOSITIONS = ("by", "against", "to", "with", "from", "upon", "toward", "towards", "between")


def meant_by_epithet(sentence: Sentence, token: Token, memory: Memory) -> Referent | None:
    """Return whom a definite noun takes up that says only what sort of state or body it is."""
    if token.tag_ not in ("NN", "NNP") or not _takes_part(token) or not _is_bare(token):
        return None
    if token.lemma_.lower() in words_of("epithets", "states"):
        return _state(sentence, token, memory)
    return _body(sentence, token, memory)


def _takes_part(token: Token) -> bool:
    if token.dep_ == "pobj":
        return token.head.lower_ in _PREPOSITIONS
    return token.dep_ in (*SUBJECTS, "dobj", "dative", "poss", "conj")


def _is_bare(token: Token) -> bool:
    """Say whether "the" stands before the noun, and no word that names whose or which it is."""
    if not any(child.lower_ in ("the", "this") for child in token.lefts):
        return False
    if any(child.dep_ in ("prep", "relcl", "acl", "appos") and child.i == token.i + 1 for child in token.rights):
        return False
    return all(child.dep_ in ("det", "amod", "advmod", "compound") and not child.ent_type_ for child in token.lefts)


def _state(sentence: Sentence, token: Token, memory: Memory) -> Referent | None:
    """Return the country in play; with a word that judges it not the one that speaks: "Peru said the *rogue* state"."""
    words = [child.lower_ for child in token.lefts if child.dep_ != "det"]
    judged = any(word in words_of("epithets", "judging") for word in words)
    if words and not judged and not all(word in words_of("epithets", "plain") for word in words):
        return None
    if token.lemma_.lower() != "country" and not words:
        return None
    found = [
        trace
        for trace in memory.recent(sentence, "singular")
        if trace.referent.kind == MentionKind.COUNTRY
        and may_mean(trace, sentence, token)
        and not (judged and (_is_above(trace, sentence, token) or _judges(trace)))
    ]
    scores: dict[str, float] = {}
    states = {trace.referent.key: trace.referent for trace in found}
    for trace in found:
        key = trace.referent.key
        often = OFTEN * memory.counts[key] if judged else 0.0
        scores[key] = max(scores.get(key, -MARGIN), memory.score(trace, sentence, token) + often)
    first, second, *_ = [*sorted(scores, key=lambda key: scores[key], reverse=True), "", ""]
    sure = first and (not second or scores[first] - scores[second] >= MARGIN)
    return states[first] if sure else None


OFTEN = 0.2
"""For each time that a state was spoken of: whom an article judges, it is about."""

MARGIN = 1.0
"""How far the country in play must lie before the next; where two lie closer, a reader of our cases could not tell."""


def _judges(trace: Trace) -> bool:
    """Say whether one only spoke or judged there: the rogue state is what is spoken of."""
    return trace.head.dep_ in SUBJECTS and trace.head.head.lemma_.lower() in words_of("things", "acting")


def _is_above(trace: Trace, sentence: Sentence, token: Token) -> bool:
    """Say whether what was spoken of is the subject of a clause over the token."""
    here = trace.sentence == sentence.index
    return here and trace.head.dep_ in SUBJECTS and trace.head.head.is_ancestor(token)


def _body(sentence: Sentence, token: Token, memory: Memory) -> Referent | None:
    """Return the body of states that its last word names again, or that is of the sort told: "the Fund", "the bloc"."""
    if any(child.dep_ != "det" for child in token.lefts):
        return None
    sorts = lexicon("coreference").lists("epithets", "bodies")
    word = token.lower_
    for trace in memory.recent(sentence, "description"):
        who = trace.referent
        if who.kind != MentionKind.ORGANISATION or who.sector != "IGO" or who.unnamed:
            continue
        named = token.text[0].isupper() and who.name.lower().split()[-1] == word and len(who.name.split()) > 1
        if (named or who.name in sorts.get(word, ())) and may_mean(trace, sentence, token):
            return who
    return None
