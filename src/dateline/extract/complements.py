"""Find the complement after a cue: the clause, object, infinitive or phrase that it governs.

In: a `Cue`. Out: the kind of complement and its range of token numbers. What stands before a cue, or around it, is left
to `contents`.
"""

from spacy.tokens import Token

from dateline.extract.cues import Cue, frames, word_set
from dateline.extract.phrase_end import PHRASES, end_phrase
from dateline.extract.quotatives import DOUBLE, QUOTES
from dateline.extract.timing_phrases import is_circumstance

Range = tuple[int, int]

OBJECTS = frozenset({"dobj", "obj", "attr"})
MARKS = frozenset({",", ".", ";", ":", "-", "--", "—", "–", "!", "?", "…", "..."})
_DASHES = frozenset({",", "-", "--", "—", "–"})
_ASKING = frozenset({"how", "what", "why", "when", "where", "who", "whether", "if", "which"})
_TIMING = frozenset({"after", "when", "before", "while", "as", "though", "although", "once"})
_FURTHER = frozenset({"as", "predicate"})
_AGAINST = frozenset({"though", "although"})
_STOP = frozenset({"conj", "cc", "parataxis", "agent", "mark"})


def find_complement(cue: Cue) -> tuple[str, Range | None]:
    """Return the kind and the range of what follows the cue; of several, the one that starts first."""
    verbal = _verbal(cue)
    tried = (
        ("topic", _topic(cue)),
        ("clause", _clause(cue)),
        verbal,
        ("object", _object(cue)),
        ("as", _object_as(cue)),
        ("predicate", _predicate(cue)),
    )
    starts = [(start, kind) for kind, start in tried if start is not None]
    if not starts:
        return "", None
    start, kind = min(starts)
    if kind == "object" and (question := _question(cue, start)) is not None:
        start, kind = question, "clause"  # "asked the firm how it would pay"
    if kind == "object" and (told := _told_that(cue, start)) is not None:
        start, kind = told, "clause"  # "warned Norland on Sunday that ..."
    if kind == "object" and verbal[0] == "infinitive":
        kind = "infinitive"  # "urged both sides to stop"
    last = content_end(cue, start)
    return kind, trim(cue.head, start, end_phrase(cue, start, last) if kind in PHRASES else last)


def _topic(cue: Cue) -> int | None:
    if not cue.takes("topic") or len(cue.frame.words) < 2:
        return None
    following = cue.last + 1
    if cue.frame.words[-1] == "to" and following < len(cue.head.doc) and _infinitive_of_its_own(cue):
        return None
    doc = cue.head.doc
    if following >= len(doc) or doc[following].text in MARKS - {":"} or doc[following].dep_ == "cc":
        return None
    return following if any(t.head.i <= cue.last for t in doc[following : following + 12] if t.i > cue.last) else None


def _infinitive_of_its_own(cue: Cue) -> bool:
    """Say whether "to" opens an infinitive that the verb takes by itself: "vowed to fight", not "vowed to the king"."""
    particle = cue.head.doc[cue.last]
    alone = any(len(f.words) == 1 and "infinitive" in f.takes for f in frames().get(cue.frame.words[0], ()))
    return particle.dep_ == "aux" and alone


def dependants(cue: Cue) -> list[Token]:
    """Return what hangs on the cue to its right, in order."""
    tokens = [cue.head] if cue.last == cue.head.i else [cue.head, cue.head.doc[cue.last]]
    return sorted((c for token in tokens for c in token.rights if c.i > cue.last), key=lambda c: c.i)


def _clause(cue: Cue) -> int | None:
    if not (cue.takes("clause") or cue.takes("told")):
        return None
    for child in dependants(cue):
        if child.dep_ == "ccomp" and not _embraces(child, cue):
            return _with_subject(child, cue)
        if child.dep_ in ("acl", "advcl") and len(cue.frame.words) > 2 and _has_that(child):
            return int(child.left_edge.i)  # "made it clear that", "made the point that"
        if child.dep_ == "ccomp" and cue.head.dep_ in ("relcl", "pcomp", "ccomp", "csubj"):
            return cue.last + 1  # "which officials said will go into effect"
        if (
            child.dep_ == "advcl"
            and any(c.lower_ in ("if", "whether") for c in child.lefts)
            and cue.takes("infinitive")
        ):
            return int(child.left_edge.i)  # "asked if"
    return _far_that(cue)


def _with_subject(clause: Token, cue: Cue) -> int:
    """Return a clause's start, its subject with it where the parser takes that for the cue's object.

    "Ek argued *the tunnel*, which most back, *would not last*".
    """
    bare = clause.tag_ == "VB" and any(c.tag_ == "MD" for c in clause.lefts)
    if bare and not any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj") for c in clause.lefts):
        things = (c for c in cue.head.rights if c.dep_ == "dobj" and cue.last < c.left_edge.i and c.i < clause.i)
        return int(next(things, clause).left_edge.i)
    return int(clause.left_edge.i)


def _has_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.lefts)


def _far_that(cue: Cue) -> int | None:
    """Return the "that" of a clause which the parser has hung elsewhere: "told the paper before he left that ..."."""
    if any(c.dep_ in ("ccomp", "xcomp") or (c.dep_ == "dobj" and not cue.takes("told")) for c in cue.head.children):
        return None
    verbs = frames()
    for token in cue.head.doc[cue.last + 1 :]:
        if token.text in QUOTES or token.dep_ == "relcl" or (token.lemma_.lower() in verbs and token.pos_ == "VERB"):
            return None
        if token.lower_ == "that" and (token.dep_ == "mark" or _opens_statement(token, cue)):
            return int(token.i)
    return None


def _opens_statement(that: Token, cue: Cue) -> bool:
    """Say whether a "that" taken for a relative follows what belongs to the telling.

    That is its time or place, "said on Monday that Ek ...", or those who were told, "told a channel that Ek ...".
    """
    if that.tag_ != "WDT" or that.i + 1 >= len(that.doc) or that.head.dep_ != "relcl":
        return False
    noun = that.head.head
    own = any(c.dep_ in ("nsubj", "nsubjpass") and c.i > that.i for c in that.head.lefts)
    if own and noun.dep_ == "dobj" and noun.head.i == cue.head.i:
        return cue.takes("told") and noun.lemma_.lower() not in word_set("sources", "carriers")
    return own and noun.dep_ == "pobj" and is_circumstance(noun.head)


def _question(cue: Cue, start: int) -> int | None:
    """Return the start of the question that follows the one who is asked."""
    if cue.frame.words[0] not in word_set("acts", "asking") or not cue.takes("clause"):
        return None
    for child in dependants(cue):
        opening = child.left_edge
        if child.dep_ in ("ccomp", "advcl") and opening.i > start and opening.lower_ in _ASKING:
            return int(opening.i)
    return None


def _told_that(cue: Cue, start: int) -> int | None:
    """Return the start of the "that" which follows the one to whom something is said: "warned him *that* ..."."""
    if cue.frame.words[0] not in word_set("acts", "told") or not cue.takes("clause"):
        return None
    marks = (c for child in dependants(cue) if child.dep_ == "ccomp" for c in child.lefts if c.dep_ == "mark")
    return next((int(mark.i) for mark in marks if mark.lower_ == "that" and mark.i > start), None)


def _embraces(child: Token, cue: Cue) -> bool:
    return child.left_edge.i <= cue.head.i <= child.right_edge.i


def _verbal(cue: Cue) -> tuple[str, int | None]:
    for child in dependants(cue):
        if child.dep_ == "xcomp" and child.left_edge.i > cue.last:
            kind = _verbal_kind(child)
            if (
                cue.takes(kind)
                or (kind == "gerund" and cue.takes("object"))
                or (kind != "predicate" and cue.takes("topic"))
            ):
                return kind, int(child.left_edge.i)
        elif cue.takes("infinitive") and _infinitive(child, cue):
            return "infinitive", int(child.left_edge.i)
    return "", None


def _infinitive(child: Token, cue: Cue) -> bool:
    """Say whether a clause is an infinitive that hangs askew: "told them at a rally *to* vote"."""
    if child.dep_ == "ccomp":
        return any(c.lower_ == "to" for c in child.lefts)
    told = any(c.dep_ in ("dobj", "dative") for c in cue.head.rights)
    return child.dep_ == "advcl" and cue.takes("told") and told and child.left_edge.lower_ == "to"


def _verbal_kind(child: Token) -> str:
    if child.tag_ == "VBG":
        return "gerund"
    return "infinitive" if any(c.lower_ == "to" and c.dep_ == "aux" for c in child.lefts) else "predicate"


def _object(cue: Cue) -> int | None:
    if not cue.takes("object"):
        return None
    for child in dependants(cue):
        if child.dep_ in OBJECTS and child.left_edge.i > cue.last and not _empty(child, cue):
            return int(child.left_edge.i)
        if child.dep_ == "ccomp" and child.left_edge.i > cue.last and child.left_edge.tag_ in ("WP", "WRB", "WDT"):
            return int(child.left_edge.i)
    return None


def _empty(token: Token, cue: Cue) -> bool:
    """Say whether an object tells nothing: "he said nothing", "he announced himself", "he wrote a letter"."""
    if cue.frame.words[0] in word_set("sources", "writing") and token.lemma_.lower() in word_set("sources", "carriers"):
        return True
    return token.lower_ in word_set("sources", "nobody") or token.lower_.endswith(("self", "selves"))


def _object_as(cue: Cue) -> int | None:
    """Return the start of "the deal as a loss" in "sees the deal as a loss"."""
    if not cue.takes("as"):
        return None
    rights = dependants(cue)
    thing = next((c for c in rights if c.dep_ == "dobj"), None)
    likened = thing is not None and any(
        c.lower_ == "as" and c.dep_ in ("prep", "mark") and c.i > thing.i for c in (*rights, *thing.rights)
    )
    return int(thing.left_edge.i) if thing is not None and likened else None


def _predicate(cue: Cue) -> int | None:
    if not cue.takes("predicate"):
        return None
    if cue.frame.words[-1] == "as" and cue.last + 1 < len(cue.head.doc) and _fronted(cue):
        return cue.last + 1  # "whom he described as ...", "what they called ..."
    for child in dependants(cue):
        if child.dep_ in ("oprd", "acomp", "ccomp", "attr", "dobj", "xcomp") and child.left_edge.i > cue.last:
            return int(child.left_edge.i)
    return None


def _fronted(cue: Cue) -> bool:
    """Say whether a cue's object stands before it: "*whom* he described as"."""
    return any(c.dep_ == "dobj" and c.tag_ in ("WP", "WDT") for c in cue.head.lefts)


def content_end(cue: Cue, start: int) -> int:
    """Return the number of the last token that still belongs to the content that begins at `start`."""
    opening = cue.head.doc[start]
    last = int(opening.head.right_edge.i) if opening.dep_ == "mark" and opening.head.i > start else start
    for child in dependants(cue):
        if child.i < start and child.right_edge.i < start:
            continue
        if child.dep_ == "cc":
            continue
        if _stops(child) and not _goes_on(child, cue) and not _comes_between(child, cue):
            break
        if child.dep_ != "punct":
            last = max(last, child.right_edge.i)
    return _cut_participle(cue, start, last)


def _cut_participle(cue: Cue, start: int, last: int) -> int:
    """End the content before ", adding ...": such a participle goes on with the telling, not with what is told."""
    doc, verbs = cue.head.doc, frames()
    quoted = sum(t.text in DOUBLE for t in doc[cue.last + 1 : start]) % 2 == 1
    for token in doc[start : last + 1]:
        quoted ^= token.text in DOUBLE
        if token.text in _DASHES and token.i > start and not quoted and _names_charge(token):
            return token.i - 1
        if token.i > start and not quoted and (_breaks_off(token) or _tells_on(token, cue)):
            return token.i - 1
        if token.i > start and not quoted and _explains(token):
            return token.i
        if token.i > start and not quoted and (_times_quotation(token, cue) or _comments(token)):
            return token.i - 1
        telling = token.tag_ == "VBG" and token.dep_ in ("advcl", "conj") and token.lemma_.lower() in verbs
        if telling and not quoted and token.i > start and _after_comma(token):
            return token.i - 1
    return last


def _after_comma(token: Token) -> bool:
    """Say whether a comma stands before a word, a closing quotation mark aside: '"... no more," *adding*'."""
    at = token.i - 1
    if token.doc[at].text in DOUBLE and at:
        at -= 1
    return bool(token.doc[at].text == ",")


def _breaks_off(token: Token) -> bool:
    """Say whether a dash or "according" follows a closing quotation mark: what comes after is the writer's."""
    return token.i > 0 and token.nbor(-1).text in QUOTES and token.text in ("-", "--", "—", "–")


def _explains(mark: Token) -> bool:
    """Say whether the writer explains what a quotation has just named: 'was a "loan", *which is* the guild's word'."""
    if mark.text not in DOUBLE or mark.i + 2 >= len(mark.doc):
        return False
    following = mark.nbor() if mark.nbor(-1).text == "," else mark.nbor(2) if mark.nbor().text == "," else None
    return following is not None and following.lower_ in ("which", "who", "whose", "whom")


def _tells_on(joiner: Token, cue: Cue) -> bool:
    """Say whether "and" leads to a further verb of telling, in the tense of the cue: "... “no more” and *said*"."""
    doc, at = joiner.doc, joiner.i + 1
    if joiner.lower_ not in ("and", "but") or at >= len(doc):
        return False
    while at + 1 < len(doc) and doc[at].pos_ == "ADV":
        at += 1
    verb = doc[at]
    own = verb.head.i == cue.head.i or verb.lemma_.lower() not in word_set("reporting", "thinking")
    further = own and verb.tag_ == cue.head.tag_ and verb.tag_ in ("VBD", "VBZ", "VBG") and verb.dep_ == "conj"
    return further and any(
        _FURTHER & f.takes or {"clause", "quote"} <= f.takes for f in frames().get(verb.lemma_.lower(), ())
    )


def _goes_on(child: Token, cue: Cue) -> bool:
    """Say whether a clause after "and" still tells what was said: "he said that he had gone, and she *had* stayed"."""
    if child.dep_ != "conj" or cue.head.tag_ != "VBD" or not cue.takes("clause"):
        return False
    own = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.lefts)
    return own and any(c.dep_ == "aux" and c.lower_ in ("had", "would", "could", "might") for c in child.lefts)


def _comes_between(child: Token, cue: Cue) -> bool:
    """Say whether a circumstance stands before what belongs to the verb: "accused Ek on Friday *of lying*"."""
    if child.dep_ not in ("prep", "npadvmod"):
        return False
    askew = [c for noun in (child, *child.rights) for c in noun.rights if c.lower_ == "of" and _has_clause(c)]
    own = (c for c in cue.head.rights if c.i > child.i and c.dep_ == "prep")
    return bool(askew) or any(c.lower_ == "of" or (c.lower_ == "for" and _has_clause(c)) for c in own)


def _has_clause(preposition: Token) -> bool:
    return any(c.dep_ == "pcomp" for c in preposition.rights)


def _stops(child: Token) -> bool:
    if child.dep_ in _STOP:
        return True
    if child.dep_ == "advcl" and _follows_quotation(child):
        return True
    if child.dep_ == "advcl":
        return child.tag_ in ("VBG",) and child.left_edge.i > 0 and child.nbor(-1).text == ","
    return child.dep_ in ("prep", "npadvmod") and is_circumstance(child)


def _times_quotation(token: Token, cue: Cue) -> bool:
    """Say whether what stands right after a quotation is the writer's: when it was said, or what speaks against it."""
    after = token.doc[token.i - 1]
    if after.text in ",—–" and token.i > 1:
        after = token.doc[token.i - 2]
    if after.text not in DOUBLE:
        return False
    if token.lower_ in _TIMING and token.dep_ in ("mark", "advmod") and token.nbor(-1).text in DOUBLE:
        asked = token.i + 1 < len(token.doc) and token.nbor().lemma_.lower() in word_set("acts", "asking")
        return asked or not cue.takes("clause")
    if token.lower_ in _AGAINST and token.dep_ in ("mark", "advmod"):
        return True
    return token.lower_ in _TIMING and token.dep_ == "prep" and any(c.tag_ == "VBG" for c in token.rights)


def _comments(token: Token) -> bool:
    """Say whether a participle tells what came of what was quoted: 'called it a "sham," *vowing* to go'."""
    if token.i < 2 or token.nbor(-1).text not in DOUBLE or token.nbor(-2).text != ",":
        return False
    return token.tag_ == "VBG" and token.lower_ not in word_set("reporting", "going_on")


def _follows_quotation(child: Token) -> bool:
    """Say whether a clause tells when something was said: 'called it "a disgrace" *after* she had spoken'."""
    opening = child.left_edge
    return opening.lower_ in _TIMING and opening.i > 0 and opening.nbor(-1).text in DOUBLE


def _names_charge(mark: Token) -> bool:
    """Say whether a mark is followed by a word for what was just told: ", a charge the firm denies"."""
    following = mark.doc[mark.i + 1 : mark.i + 4]
    return (
        bool(following)
        and following[0].lower_ in ("a", "an")
        and any(t.lower_ in word_set("acts", "accusing_nouns") for t in following)
    )


def trim(token: Token, first: int, last: int) -> Range | None:
    """Return the range without marks and conjunctions at its ends, quotation marks kept; None where nothing is left."""
    doc = token.doc
    while first <= last and (doc[first].text in MARKS or doc[first].is_space):
        first += 1
    while first <= last and (doc[last].text in MARKS or doc[last].is_space or doc[last].dep_ == "cc"):
        last -= 1
    return (first, last) if first <= last else None
