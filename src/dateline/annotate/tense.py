"""On which side of the page's day a time lies: read from the verb that governs it and from the words before it.

In: a parsed sentence and a stretch of it. Out: "past", "future" or None. Which day follows is left to `dates`.
"""

from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.lexicon import lexicon
from dateline.model.text import BlockKind

STEPS = 12  # heads to climb at most; no governing verb was found further up
_CLAUSE = {"nsubj", "nsubjpass", "csubj"}


@lru_cache(maxsize=8)
def _words(key: str) -> frozenset[str]:
    return lexicon("times").words("direction", key)


@lru_cache(maxsize=1)
def _prepositions() -> tuple[str, ...]:
    return tuple(sorted(_words("prepositions"), key=len, reverse=True))


def read_direction(sentence: Sentence, start: int, end: int) -> str | None:
    """Return the direction of the stretch from `start` to `end`, counted in the sentence's characters."""
    token = _head(sentence, start, end)
    if token is None:
        return None
    lead = _lead(sentence.text[:start])
    if lead == "ahead of" or lead == "in the run-up to":
        return "future"
    verb = _said_before(token, sentence, start) or _climb(token)
    found = _verb_direction(verb, sentence) if verb is not None else _noun_direction(token)
    if lead in ("by", "until", "for", "no later than", "from"):
        return _after_preposition(lead, found, verb, token)
    return found


def _said_before(token: Token, sentence: Sentence, start: int) -> Token | None:
    """ "Said Monday that it is leaving": a verb of the past right before a day governs it, however it is parsed."""
    before = next((t for t in reversed(list(sentence.doc)) if t.idx < start), None)
    return before if before is not None and before.tag_ == "VBD" and token.pos_ == "PROPN" else None


def _lead(before: str) -> str | None:
    plain = before.rstrip().lower()
    for side in (" the", " this", " next"):
        plain = plain.removesuffix(side)
    return next(
        (lead for lead in _prepositions() if plain.endswith(lead) and plain[: -len(lead)][-1:] in ("", " ")), None
    )


def _after_preposition(lead: str, found: str | None, verb: Token | None, token: Token) -> str | None:
    if found == "future":
        return found
    governor = _planned(verb) or _planned(token.head) or any(_planned(one) for one in _ancestors(token, 3))
    if governor:
        return "future"
    return "future" if found is None and lead in ("by", "until", "no later than") else found


def _ancestors(token: Token, count: int) -> list[Token]:
    found: list[Token] = []
    while len(found) < count and token.head != token:
        token = token.head
        found.append(token)
    return found


def _head(sentence: Sentence, start: int, end: int) -> Token | None:
    """The token of the stretch that hangs on a word outside it."""
    inside = [t for t in sentence.words if t.idx < end and t.idx + len(t.text) > start]
    places = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in places or t.head == t), inside[0] if inside else None)


def _climb(token: Token) -> Token | None:
    """The verb that governs a token, the token itself left out."""
    for _ in range(STEPS):
        if token.head == token:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _planned(token: Token | None) -> bool:
    return token is not None and (token.lemma_.lower() in _words("planning") or token.lower_ in _words("planning"))


def _noun_direction(token: Token) -> str | None:
    """Without a verb, as in captions and headlines: a planning word above the date tells the future."""
    return "future" if any(_planned(one) for one in _ancestors(token, 3)) else None


def _verb_direction(verb: Token, sentence: Sentence, depth: int = 0) -> str | None:
    """Read one verb group; where it has no tense of its own, the verb above it speaks."""
    helpers = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    modal = next((one for one in helpers if one.tag_ == "MD" or one.lower_ in ("ll", "'ll", "’ll", "wo")), None)
    if modal is not None:
        return _modal_direction(verb, modal, helpers)
    tags = {one.tag_ for one in helpers} | {verb.tag_}
    infinitive = any(one.tag_ == "TO" for one in helpers)
    if not infinitive and (
        tags & {"VBD"} or any(one.lower_ in ("have", "has", "had", "'ve", "’ve") for one in helpers)
    ):
        return "future" if _due(verb) else None if _was_under_way(verb, helpers) else "past"
    if infinitive:
        return _infinitive_direction(verb, sentence, depth)
    if verb.tag_ in ("VBZ", "VBP") or helpers:
        return _present_direction(verb, sentence)
    if verb.tag_ == "VBN":
        return "future" if _planned(verb) else "past"
    return _above(verb, sentence, depth)


def _due(verb: Token) -> bool:
    """ "Was due on Sunday", "had been scheduled for Friday", "agreed a truce from Monday" stay open: told as past."""
    return verb.tag_ == "VBN" and _planned(verb) and any(c.lower_ in ("is", "are") for c in verb.children)


def _was_under_way(verb: Token, helpers: list[Token]) -> bool:
    """ "Had been arranging it for June 14" may mean a day to come: the nearest is meant."""
    return verb.tag_ == "VBG" and _planned(verb) and any(one.lower_ in ("been", "was", "were") for one in helpers)


def _modal_direction(verb: Token, modal: Token, helpers: list[Token]) -> str | None:
    if verb.tag_ == "VBN" and any(one.lower_ == "have" for one in helpers):
        return "past"
    if modal.lower_ in ("could", "can", "would") and any(one.lower_ == "have" for one in helpers):
        return "past"
    if modal.lower_ == "could":
        return None
    return "future" if modal.lower_ in _words("modals") else None


def _infinitive_direction(verb: Token, sentence: Sentence, depth: int) -> str | None:
    """ "Plans to meet on Sunday" lies ahead; "came to meet him on Sunday" has the tense of the coming."""
    head = verb.head
    if head == verb:
        return "future"  # a headline's "Leaders to meet Sunday"
    if _planned(head) or any(_planned(child) for child in head.children if child.dep_ in ("acomp", "attr", "oprd")):
        return "future"
    if sentence.block == BlockKind.TITLE and verb.dep_ == "ROOT":
        return "future"
    return _above(verb, sentence, depth)


def _present_direction(verb: Token, sentence: Sentence) -> str | None:
    """The present tells what is planned; in a headline it tells what has happened, unless a planning word says so."""
    if _planned(verb) or any(_planned(c) for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")):
        return "future"
    if sentence.block == BlockKind.TITLE:
        return "past" if verb.tag_ in ("VBZ", "VBP") else None
    if verb.lemma_ in ("say", "report", "come", "show", "write", "quote"):
        return "past"
    return "future"


def _above(verb: Token, sentence: Sentence, depth: int) -> str | None:
    if depth > 3:
        return None
    upper = _climb(verb)
    if upper is None:
        return None
    if verb.tag_ in ("VBG", "VB") and _planned(upper) and verb.dep_ in ("xcomp", "ccomp", "pcomp"):
        return "future"
    return _verb_direction(upper, sentence, depth + 1)
