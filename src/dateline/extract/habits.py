"""Tell an encounter from a habit ("she talks with him from time to time") and a figure of speech ("saw eye to eye").

In: the verb of an encounter. Out: whether its sentence tells of no event.
"""

from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.clauses import clause_verb, governor, is_verb
from dateline.lexicon import lexicon


@lru_cache(maxsize=4)
def _words(*keys: str) -> frozenset[str]:
    return frozenset(word for key in keys for word in lexicon("habits").words(key))


def is_habit(verb: Token) -> bool:
    """Say whether a plain present tense with a word of frequency tells of a habit, or a past one with no day.

    So does one under a verb of the present with "when": "it shows when she talks with him".
    """
    if not is_verb(verb):
        rule = any(token.lower_ == "whenever" for token in verb.subtree)
        return rule or _is_duty(verb) or _is_process(verb) or _is_round(verb) or _is_pastime(verb)
    if verb.dep_ == "advcl" and verb.tag_ == "VB" and is_verb(verb.head):  # "usually meet *to discuss* fish"
        return is_habit(verb.head)
    if verb.tag_ == "VBG" and verb.head.lemma_ in _words("passing") and _is_plain_present(verb.head):
        return True  # "spends her days meeting mayors"
    if _is_done_often(verb):
        return True
    if not _is_plain_present(verb):
        return False
    marks = {child.lower_ for child in verb.children if child.dep_ in ("mark", "advmod")}
    if "whenever" in marks or ("when" in marks and verb.dep_ == "advcl" and not _is_future(verb.head)):
        return True
    if _is_said_of_always(verb):
        return True
    below = _below(verb, _HOLDERS)
    return _has_phrase(below, "phrases") or any(token.lower_ in _words("words") for token in below)


def _is_done_often(verb: Token) -> bool:
    """Say whether a past tense without a day tells of no one encounter: "they *often talked*", "met periodically"."""
    if verb.tag_ not in ("VBD", "VBN") or any(t.ent_type_ in ("DATE", "TIME") for t in _below(verb, _HOLDERS)):
        return False
    return any(t.dep_ == "advmod" and t.lower_ in _words("often") and clause_verb(t) == verb for t in verb.subtree)


def _is_said_of_always(verb: Token) -> bool:
    """Say whether a present tense under a past telling, with no day, tells what goes on: "said he *meets* families"."""
    told = verb.dep_ == "ccomp" and verb.head.tag_ == "VBD" and verb.head.i < verb.i
    own = (token for token in verb.subtree if clause_verb(token) == verb)
    return told and not any(token.ent_type_ in ("DATE", "TIME") for token in own)


def _is_pastime(noun: Token) -> bool:
    """Say whether a plain present tells how one spends one's days: "he *spends* his time *meeting* with mayors"."""
    verb, label = governor(noun)
    return verb is not None and label == "object" and verb.lemma_ in _words("passing") and _is_plain_present(verb)


def _is_duty(noun: Token) -> bool:
    """Say whether an office, told in passing, brings encounters with it: "who *chairs meetings* of the council"."""
    verb, label = governor(noun)
    if verb is None or label != "object" or verb.dep_ not in ("relcl", "advcl") or not _is_plain_present(verb):
        return False
    bare = not any(child.dep_ == "det" for child in noun.children)
    return bare and noun.tag_ == "NNS" and noun.lemma_.lower() in _words("held")


def _is_round(noun: Token) -> bool:
    """Say whether plural encounters only tell when something comes again: "the weekly briefing after *meetings*"."""
    prep = noun.head
    if noun.tag_ != "NNS" or prep.lower_ not in ("after", "following", "before") or prep.i == 0:
        return False
    bare = not any(child.dep_ in ("det", "poss", "nummod") for child in noun.children)
    return bare and any(child.lower_ in _words("words", "again") for child in prep.nbor(-1).lefts)


def _is_process(noun: Token) -> bool:
    """Say whether a noun tells of no sitting but of an activity: "a banker involved in debt *negotiation*"."""
    if noun.tag_ != "NN" or noun.lemma_.lower() not in _words("activities") or governor(noun)[1] in ("", "object"):
        return False
    if any(child.lower_ in _words("mass") for child in noun.lefts):
        return True
    return not any(child.dep_ in ("det", "poss", "nummod") for child in noun.children)


def is_figure(verb: Token) -> bool:
    """Say whether the words under a verb make it a figure of speech, in whatever tense."""
    if is_verb(verb) and verb.lemma_ in _words("beholding") and any(c.lower_ in _words("ever") for c in verb.children):
        return True  # "unlike any we have ever seen"
    return is_verb(verb) and _has_phrase(_below(verb, (*_HOLDERS, "dobj", "attr", "acomp")), "figures")


def _below(verb: Token, labels: tuple[str, ...]) -> list[Token]:
    return [token for child in verb.children if child.dep_ in labels for token in child.subtree]


def _has_phrase(tokens: list[Token], key: str) -> bool:
    told = " ".join(token.lower_ for token in tokens if not token.is_punct)
    return any(f" {phrase} " in f" {told} " for phrase in _words(key))


def _is_plain_present(verb: Token) -> bool:
    return is_verb(verb) and verb.tag_ in ("VBZ", "VBP") and not any(c.dep_ == "aux" for c in verb.children)


def _is_future(verb: Token) -> bool:
    """Say whether a verb tells of what is to come: "will speak when he meets her" is no habit."""
    return any(child.dep_ == "aux" and child.tag_ in ("MD", "TO") for child in verb.children)


_HOLDERS = ("advmod", "prep", "npadvmod")
"""What a word of frequency hangs under; those of an object or a clause below are its own."""
