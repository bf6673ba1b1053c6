"""Tell a single deed from what is done in general, what a rule lets be done, and what is only thought of.

In: the word whose standing is an event's, with its type and times. Out: the status of what is no single deed, or None.
The words are in `lexicons/generic.toml`. Modals, negation, plans and whether-clauses are read by `status` before.
"""

from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.lexicon import lexicon
from dateline.model.claims import Status, TimeExpression
from dateline.model.text import BlockKind

_SHORT = (BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.CAPTION)
"""Blocks that tell news in the present tense."""


_OF_A_DEED = ("aux", "auxpass", "nsubj", "nsubjpass")
"""What a deed in "-ing" that is told has, and one that is thought of has not: "having met", "with Peru threatening"."""


@lru_cache(maxsize=16)
def _words(*keys: str) -> frozenset[str]:
    return lexicon("generic").words(*keys)


def general_status(sentence: Sentence, deed: Token, type_name: str, times: Sequence[TimeExpression]) -> Status | None:
    """Return ongoing for habits and standing rules, possible for what is let or thought of; None for a single deed."""
    if _is_supposed(deed) or _is_let(deed) or _is_thought(deed) or _is_doubted(deed) or _is_asked(deed):
        return Status.POSSIBLE
    if _is_of_whoever(deed) or _is_lasting(deed) or (_is_kept(deed) and not times):
        return Status.ONGOING
    if deed.dep_ in ("xcomp", "ccomp") and deed.head.lemma_.lower() in _words("habit", "verbs"):
        return Status.ONGOING
    if not _is_present(deed):
        return None
    if any(child.lower_ in _words("habit", "adverbs") for child in deed.children):
        return Status.ONGOING
    if deed.dep_ == "relcl" and _is_whoever(deed.head):
        return Status.ONGOING  # "countries that break the pact"
    stands = deed.lemma_.lower() in _words("stands", "verbs") and deed.dep_ != "ccomp"
    lasting = (stands or type_name in _words("present", "types")) and not _tells_news(sentence, deed, times)
    return Status.ONGOING if lasting else None


def _is_whoever(noun: Token) -> bool:
    """Say whether a plural stands for whoever is so: "countries", not "the countries" or "six countries"."""
    return noun.tag_ == "NNS" and not any(child.dep_ in ("det", "poss", "nummod") for child in noun.lefts)


def _is_of_whoever(deed: Token) -> bool:
    """Say whether an adjective tells how whoever it is must be: "loans to *countries willing* to reform"."""
    behind = deed.pos_ == "ADJ" and deed.dep_ in ("amod", "relcl", "acl") and deed.i > deed.head.i
    return behind and _is_whoever(deed.head)


def _is_lasting(verb: Token) -> bool:
    """Say whether a perfect or a participle tells what is so all along: "has always opposed", "meeting weekly"."""
    perfect = verb.tag_ == "VBN" and any(child.lower_ in ("has", "have", "had") for child in verb.lefts)
    if not perfect and verb.tag_ != "VBG":
        return False
    return any(child.lower_ in _words("habit", "lasting") for child in verb.children)


def _is_kept(verb: Token) -> bool:
    """Say whether a participle behind a noun tells how it is with it: "hostages *held* by", "rebels *threatening*"."""
    if verb.dep_ != "acl":
        return False
    if verb.tag_ == "VBG":
        return verb.lemma_.lower() in _words("stands", "verbs")
    return verb.lower_ in _words("kept", "participles")


def _is_asked(verb: Token) -> bool:
    """Say whether a clause is what somebody asks for or calls out, or an infinitive that tells a manner or practice."""
    helper = next((child for child in verb.lefts if child.lower_ == "to" and child.dep_ == "aux"), None)
    if helper is not None:
        manner = any(child.dep_ == "advmod" and child.lower_ in _words("stands", "manner") for child in verb.lefts)
        return manner or (helper.i > 0 and helper.nbor(-1).lemma_.lower() in _words("stands", "practice"))
    if verb.tag_ == "VB" and verb.i > 0 and verb.nbor(-1).is_quote and not any(True for _ in verb.lefts):
        return True
    asked = verb.dep_ == "ccomp" and verb.head.lemma_.lower() in _words("stands", "asking")
    return (
        asked
        and verb.tag_ in ("VB", "VBP")
        and any(child.dep_ == "nsubj" and child.tag_ in ("NN", "NNP") for child in verb.lefts)
    )


def _is_present(verb: Token) -> bool:
    """Say whether a verb stands in the plain present: "arrests", "is arrested", but not "is arresting"."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if not helpers:
        return verb.tag_ in ("VBZ", "VBP")
    return verb.tag_ == "VBN" and all(h.lemma_ == "be" and h.tag_ in ("VBZ", "VBP") for h in helpers)


def _tells_news(sentence: Sentence, verb: Token, times: Sequence[TimeExpression]) -> bool:
    """Say whether the present tense is that of headlines, captions and accounts with a day of their own."""
    if sentence.block in _SHORT or sentence.text.rstrip("'\"”’ ")[-1:] not in (".", "!", "?", ";", ":", ","):
        return True
    dated = any(time.kind == "date" and (time.interval is not None or time.direction == "past") for time in times)
    after = any(child.dep_ == "mark" and child.lower_ in ("after", "as", "since") for child in verb.children)
    return dated or after


def _is_supposed(verb: Token) -> bool:
    """Say whether the clause is a condition or a term, whatever stands before its mark: "even if they agree"."""
    first = verb.head if verb.dep_ == "conj" else verb
    return any(child.dep_ == "mark" and child.lower_ in ("if", "unless", "until") for child in first.children)


def _is_let(verb: Token) -> bool:
    """Say whether the deed is only let or made possible by the verb above."""
    first = verb.head if verb.dep_ == "conj" else verb
    return first.dep_ in ("xcomp", "ccomp") and first.head.lemma_.lower() in _words("permitting", "verbs")


def _is_doubted(deed: Token) -> bool:
    """Say whether the clause of a deed is one that somebody doubts: "sceptical that Peru would be *prepared*"."""
    clause = deed if deed.dep_ != "acomp" else deed.head
    return clause.dep_ in ("ccomp", "xcomp") and clause.head.lemma_.lower() in _words("doubting", "words")


def _is_thought(verb: Token) -> bool:
    """Say whether a deed in "-ing" is a subject or stands under a preposition that leaves it open."""
    if verb.tag_ != "VBG" or any(child.dep_ in _OF_A_DEED for child in verb.children):
        return False
    joined = verb.dep_ in ("conj", "advcl") and (verb.head.tag_ == "VBG" or verb.head.dep_ == "pobj")
    first = verb.head if joined else verb
    if first.dep_ in ("csubj", "csubjpass"):
        return True
    if first.dep_ != "pcomp" and not (joined and first.dep_ == "pobj"):
        return False
    preposition = first.head
    above = preposition.head.lemma_.lower()
    if preposition.lower_ in ("of", "in", "for") and above in _words("thought", "open"):
        return True
    if preposition.lower_ == "of":
        return above in _words("thought", "accusing")
    return preposition.lower_ in _words("thought", "prepositions")
