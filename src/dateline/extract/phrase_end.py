"""Say where a content ends that is a phrase and no clause: "criticised the plan, *which cost him votes*".

In: a cue and the range that hangs on it. Out: the number of the last token that is still told. What the writer adds
after a comma, and what the source does next, are left out; clauses are left to `complements`.
"""

from spacy.tokens import Token

from dateline.extract.cues import Cue, word_set
from dateline.extract.quotatives import DOUBLE
from dateline.extract.timing_phrases import is_circumstance

PHRASES = frozenset({"object", "topic", "as", "predicate", "infinitive"})
_DIVIDES = frozenset({",", "-", "--", "—", "–", ";"})
_KEEPS = frozenset({"including", "being", "regarding", "concerning", "according"})
_ADDS = frozenset({"while", "because", "except", "though", "although", "whereas", "since", "even", "when"})
_RELATIVE = frozenset({"which", "who", "whose", "whom", "where"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def end_phrase(cue: Cue, start: int, last: int) -> int:
    """Return the last token of the phrase that begins at `start`, without what is added to it."""
    quoted = False
    for token in cue.head.doc[start : last + 1]:
        quoted ^= token.text in DOUBLE
        if not quoted and token.text in DOUBLE and token.i > start + 1 and _places(cue, token):
            return int(token.i)
        if quoted or token.i <= start + 1:
            continue
        if _divides(token) and _adds(token) and not _resumes(cue, token.i, last):
            return int(token.i - 1)
        if not _is_verbal(cue, start) and (_does_next(cue, start, token) or _times(token)):
            return int(token.i - 1)
    return last


def _divides(token: Token) -> bool:
    """Say whether a token is a comma or a dash, not the hyphen of "free-standing"."""
    return token.text in _DIVIDES and (token.text in ",;" or bool(token.nbor(-1).whitespace_))


def _places(cue: Cue, closing: Token) -> bool:
    """Say whether what follows a quotation tells when or where it was said: 'called it "rigged" in a letter'."""
    if closing.i + 1 >= len(closing.doc):
        return False
    following = closing.nbor()
    day = following.lemma_.lower() in word_set("circumstances", "times") and following.pos_ in ("PROPN", "NOUN")
    return day or following.lower_ == "during" or (following.dep_ == "prep" and is_circumstance(following))


def _is_verbal(cue: Cue, start: int) -> bool:
    """Say whether what is told opens as an infinitive, which has verbs and times of its own."""
    return bool(cue.head.doc[start].tag_ == "TO")


def _times(token: Token) -> bool:
    """Say whether a word tells when the telling was: "touted the plan *before* leaving"."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return token.lower_ in ("before", "after", "while", "when") and (following.tag_ in ("VBG", "PRP"))


def _resumes(cue: Cue, mark: int, last: int) -> bool:
    """Say whether the cue's own phrase goes on after what is added: "accused Ek, who was away, *of lying*"."""
    return any(
        t.head.i == cue.head.i and t.dep_ in ("prep", "xcomp", "oprd") for t in cue.head.doc[mark + 2 : last + 1]
    )


def _adds(mark: Token) -> bool:
    """Say whether a mark is followed by what the writer adds: a participle, a relative clause, a reason."""
    doc, at = mark.doc, mark.i + 1
    if at < len(doc) and doc[at].text in DOUBLE:
        at += 1
    if at + 1 >= len(doc):
        return False
    first, second = doc[at], doc[at + 1]
    if first.tag_ == "VBG":
        return first.lower_ not in _KEEPS and first.dep_ in ("advcl", "acl")
    if first.lower_ in _RELATIVE or (first.pos_ == "ADP" and second.lower_ in ("which", "whom", "whose")):
        return True
    clause = first.lower_ == "as" and second.dep_ in ("nsubj", "nsubjpass", "det", "poss", "compound")
    return clause or first.lower_ in _ADDS or (first.tag_ == "VBN" and first.dep_ == "acl")


def _does_next(cue: Cue, start: int, joiner: Token) -> bool:
    """Say whether "and" leads to what the source does next: "called for a vote and *left*"."""
    doc, at = joiner.doc, joiner.i + 1
    if joiner.lower_ not in ("and", "but"):
        return False
    while at + 1 < len(doc) and doc[at].pos_ == "ADV":
        at += 1
    if at >= len(doc) or doc[at].tag_ != cue.head.tag_ or doc[at].tag_ not in ("VBD", "VBZ", "VBG"):
        return False
    return not any(t.tag_ in _FINITE for t in doc[start : joiner.i])
