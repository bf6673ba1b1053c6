"""Say what is done by saying it (claim, denial, demand, ...), and to whom it is said.

In: a speech with its cue. Out: one of the acts of DESIGN.md and the addressee's head token. The words that decide stand
in `lexicons/acts.toml`.
"""

from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.cues import Cue, word_set
from dateline.lexicon import lexicon

CLAIM = "claim"
NO_COMMENT = "no-comment"
"""The act of one who would not speak: it claims nothing, and what was not said is nobody's word."""


@lru_cache(maxsize=1)
def _acts() -> dict[str, str]:
    """Return the act of each cue, by its words."""
    return {word: act for act, words in lexicon("acts").lists("cues").items() for word in words}


def read_act(cue: Cue, content: str) -> str:
    """Return the act that a cue and the words of its content make."""
    acts = _acts()
    lemma = cue.head.lemma_.lower()
    if withholds(cue, content):
        return NO_COMMENT
    if lemma in word_set("acts", "asking"):
        return _asked(cue, content)
    if cue.frame.sort == "verb" and cue.frame.words in (("call",), ("brand",), ("label",)):
        return _named(cue, content)
    act = acts.get(" ".join((lemma, *cue.frame.words[1:])), acts.get(lemma, CLAIM))
    return _turned(CLAIM if act != CLAIM and is_negated(cue.head) else act, content)


def withholds(cue: Cue, content: str) -> bool:
    """Say whether a cue tells that somebody did not speak: "declined to comment", "would not say who", "No comment"."""
    lemma = cue.head.lemma_.lower()
    if content.lower().strip("\"“”'‘’., ") in word_set("acts", "silences"):
        return lemma in word_set("acts", "refusing") or content.lower().strip("\"“”'‘’., ").startswith("no ")
    if lemma in word_set("acts", "refusing"):
        return any(c.dep_ == "xcomp" and c.lemma_.lower() in word_set("acts", "withheld") for c in cue.head.rights)
    return cue.frame.sort == "verb" and lemma in word_set("acts", "withheld") and is_negated(cue.head)


def is_negated(verb: Token) -> bool:
    """Say whether a verb is negated, by itself or with the one that "nor" or "or" joins it to."""
    if any(c.dep_ == "neg" or (c.dep_ in ("preconj", "cc") and c.lower_ == "neither") for c in verb.lefts):
        return True
    joint = [c.lower_ for c in verb.head.children if c.dep_ == "cc" and c.i < verb.i]
    return verb.dep_ == "conj" and bool({"or", "nor"} & set(joint)) and ("nor" in joint or is_negated(verb.head))


def _named(cue: Cue, content: str) -> str:
    """Tell a reproach from a demand and from plain naming: "called him a liar", "called him to help"."""
    if any(c.dep_ in ("xcomp", "ccomp") and any(g.lower_ == "to" for g in c.lefts) for c in cue.head.rights):
        return "demand"
    return "accusation" if _bare_words(content) & word_set("acts", "reproaches") else CLAIM


def _bare_words(content: str) -> set[str]:
    return {word.strip("\"'“”‘’.,;:!?").lower() for word in content.split()}


def _asked(cue: Cue, content: str) -> str:
    """Tell a question from a demand: "asked whether", "asked him to leave"."""
    infinitive = any(c.dep_ in ("xcomp", "ccomp") and any(g.lower_ == "to" for g in c.lefts) for c in cue.head.rights)
    return "demand" if infinitive or content.startswith("to ") or "for" in cue.frame.words else "question"


def _turned(act: str, content: str) -> str:
    """Let the content decide where the cue is neutral: "dismissed the allegations" is a denial, "...?" a question."""
    words = {word.strip("\"'“”‘’.,;:!?").lower() for word in content.split()[:8]}
    if act == "rejection":
        return "denial" if words & word_set("acts", "accusing_nouns") else CLAIM
    return "question" if act == CLAIM and content.rstrip("\"'”’ ").endswith("?") else act


def _is_infinitive(verb: Token) -> bool:
    return any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.lefts)


def read_addressee(cue: Cue) -> Token | None:
    """Return the head of the phrase that names the one spoken to: "told *reporters* that", "said to *him*"."""
    lemma = cue.head.lemma_.lower()
    if cue.passive or cue.frame.sort != "verb":
        return None
    for child in cue.head.rights:
        if child.dep_ in ("dobj", "dative") and lemma in word_set("acts", "told"):
            return (
                child
                if child.dep_ == "dobj" or child.pos_ != "ADP"
                else next((c for c in child.rights if c.dep_ == "pobj"), None)
            )
        if child.dep_ in ("ccomp", "xcomp") and lemma in word_set("acts", "told") and _is_infinitive(child):
            return next((c for c in child.lefts if c.dep_ == "nsubj"), None)  # "promised *Ek* to send aid"
        if (
            child.dep_ == "prep"
            and child.lower_ in ("to", "on", "upon", "with")
            and (child.lower_ == "to" or lemma in word_set("acts", "told_with"))
        ):
            return next((c for c in child.rights if c.dep_ == "pobj"), None)
    return None
