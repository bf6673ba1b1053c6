"""Find the source of a cue: the words that name the one who says, thinks or wants.

In: a `Cue`. Out: a `Source` with its head token and its outer tokens, or None where the sentence names none. Whom it
stands for is left to `speakers`.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dateline.extract.cues import Cue, is_passive, light_verb, word_set
from dateline.extract.insertions import over_insertion
from dateline.extract.phrase import Source, noun_phrase, past_dateline
from dateline.extract.quotatives import DOUBLE, QUOTES, phrase_after_quotation

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_INNER = frozenset({"compound", "poss", "nmod", "amod", "det", "pobj"})
_RELATIVE = frozenset({"WP", "WDT"})
_DASHES = frozenset({"-", "--", "—", "–"})
_BRACKET = 5  # tokens up to a bracket's end: "(R-Ohio)", "(Reuters)"
_DEPTH = 5  # clauses climbed in search of a subject: "began by saying that he was going to tell ..."


def find_source(cue: Cue) -> Source | None:
    """Return the cue's source, or None."""
    if cue.frame.sort == "preposition":
        return _governed(cue)
    if cue.frame.sort == "colon":
        return _beside_colon(cue)
    if cue.frame.sort == "noun":
        return noun_source(cue.head)
    if cue.frame.sort == "adjective":
        return _subject_source(cue.head if is_passive(cue.head) and cue.head.dep_ != "acomp" else cue.head.head)
    if cue.frame.sort == "adverb" or cue.takes("raising"):
        return None
    return agent(cue.head) if cue.passive else _quoted_one(cue) or _beside_quotation(cue) or _subject_source(cue.head)


def _quoted_one(cue: Cue) -> Source | None:
    """Return whom somebody else quotes: "The agency quoted *an aide* as saying that ..."."""
    above = cue.head.head
    if cue.head.dep_ != "pcomp" or above.lower_ != "as" or above.head.lemma_.lower() not in ("quote", "cite"):
        return None
    return next((noun_phrase(c) for c in above.head.rights if c.dep_ == "dobj" and c.i < above.i), None)


def _beside_quotation(cue: Cue) -> Source | None:
    """Return the phrase between a quotation and a verb that the parser has not made its subject."""
    phrase = phrase_after_quotation(cue.head) if cue.takes("quote") and cue.head.tag_ != "VBG" else None
    if phrase is None or any(c.dep_ in _SUBJECTS and phrase[0] <= c.i <= phrase[1] for c in cue.head.lefts):
        return None
    first, last, head = phrase
    return Source(cue.head.doc[head], first, min(last, cue.first - 1))


def _beside_colon(cue: Cue) -> Source | None:
    doc, colon = cue.head.doc, cue.head.i
    before, after = (0, colon - 1), (colon + 1, len(doc) - 1)
    first, last = after if after[1] - after[0] < 3 and before[1] > after[1] - after[0] else before
    if doc[first].lower_ == "from" and last > first:
        first += 1  # 'From the letter: "..."'
    about = next((t.i for t in doc[first + 1 : last + 1] if t.lower_ == "on" and t.nbor(-1).pos_ == "PROPN"), last + 1)
    words = [t for t in doc[first:about] if t.is_alpha]
    return Source(words[-1], first, words[-1].i) if words else None


def agent(verb: Token) -> Source | None:
    """Return a passive's by-phrase."""
    for child in verb.rights:
        if child.dep_ == "agent":
            return next((noun_phrase(t) for t in child.rights if t.dep_ == "pobj"), None)
    return None


def _governed(cue: Cue) -> Source | None:
    doc = cue.head.doc
    for token in doc[cue.first : cue.last + 1]:
        for child in token.rights:
            if child.i > cue.last and child.dep_ in ("pobj", "dobj", "pcomp"):
                return noun_phrase(child)
    return None


def _subject_source(verb: Token) -> Source | None:
    subject = _out_of_quotation(_inverted(verb) or find_subject(verb) or _neighbour(verb), verb)
    if subject is None:
        found = over_insertion(verb)
        return past_dateline(found) if found is not None else None
    if (
        subject.lower_ in ("it", "there", "that", "this", "what")
        and subject.tag_ not in _RELATIVE
        and _dummy(subject, verb)
    ):
        return None
    if subject.tag_ in _RELATIVE:
        bearer = next((a for a in _clauses(verb) if a.dep_ == "relcl"), None)
        return Source(subject, subject.i, subject.i, bearer.head if bearer is not None else None)
    return _before_cue(past_dateline(noun_phrase(_outside_brackets(subject, verb))), verb)


def _out_of_quotation(subject: Token | None, verb: Token) -> Token | None:
    """Return the subject outside the words quoted: '"I hate it," *she* said, but added that', not "I"."""
    if subject is None or subject.i > verb.i or not (_is_quoted(subject) and not _is_quoted(verb)):
        return subject
    outside = (t for t in reversed(verb.doc[subject.i + 1 : verb.i]) if t.dep_ in _SUBJECTS and not _is_quoted(t))
    return next(outside, subject)


def _is_quoted(token: Token) -> bool:
    return sum(t.text in DOUBLE for t in token.doc[: token.i]) % 2 == 1


def _before_cue(source: Source, verb: Token) -> Source:
    """Cut a phrase that runs into the cue itself: "a man saying ..."."""
    if source.first <= verb.i < source.head.i:
        return Source(source.head, verb.i + 1, source.last)  # 'Said Ellis: "..."'
    if source.first <= verb.i <= source.last:
        last = verb.i - 1 if verb.i > source.head.i and verb.nbor(-1).text == "," else source.head.i
        while last > source.head.i and source.head.doc[last].is_punct:
            last -= 1  # "two aides, Holm and Ek, *called*"
        return Source(source.head, source.first, max(last, source.first))
    return _without_aside(source) if source.last < verb.i else source


def _without_aside(source: Source) -> Source:
    """Cut from a name alone what is told of it before the verb: "*Ek*, who had left, said"."""
    after = source.head.i + 1
    aside = source.first == source.head.i and source.head.doc[after].text == "," and source.last > after
    told = aside and any(c.dep_ == "relcl" and c.left_edge.i == after + 1 for c in source.head.rights)
    return Source(source.head, source.first, source.head.i) if told else source


def _outside_brackets(subject: Token, verb: Token) -> Token:
    """Return the name before a bracket whose inside the parser took for the subject: "Ann Lee (R-Ohio) said"."""
    doc, at = subject.doc, subject.i
    closing = next((t.i for t in doc[at + 1 : at + _BRACKET] if t.text in "()"), None)
    if closing is None or doc[closing].text != ")":
        return subject
    opening = next((i for i in range(at, max(at - 6, 0), -1) if doc[i].text == "(" or doc[i].text.startswith("(")), 0)
    if not opening:
        return subject
    return _after_agency(doc, closing, verb) or doc[opening - 1]


def _after_agency(doc: Doc, closing: int, verb: Token) -> Token | None:
    """Return the name that follows an agency's bracket and a dash: "TARN (Reuters) - *Carl Ek* said"."""
    if closing + 2 >= verb.i or doc[closing + 1].text not in _DASHES:
        return None
    head = doc[closing + 2]
    while head.i + 1 < verb.i and doc[head.i + 1].pos_ in ("PROPN", "NOUN", "ADJ", "DET"):
        head = doc[head.i + 1]
    return head if head.pos_ in ("PROPN", "NOUN", "PRON") else None


def _inverted(verb: Token) -> Token | None:
    """Return who speaks in '"...," recalled one of the drivers', which the parser takes for an object."""
    if verb.i == 0 and verb.dep_ == "compound" and verb.tag_ == "VBD":
        return verb.head  # 'Said Ellis: "..."'
    if verb.i == 0 or verb.nbor(-1).text not in DOUBLE or verb.tag_ == "VBG":
        return None
    if any(c.dep_ in _SUBJECTS and not _quote_between(c, verb) for c in verb.children):
        return None
    return next((c for c in verb.rights if c.dep_ in ("dobj", "attr", "npadvmod", "oprd") and c.i - verb.i < 6), None)


def _quote_between(subject: Token, verb: Token) -> bool:
    """Say whether a quotation ends between the two: the subject is then that of the words quoted."""
    if subject.i > verb.i or not any(t.text in DOUBLE for t in subject.doc[subject.i + 1 : verb.i]):
        return False
    ends = verb.nbor(-1).text in DOUBLE and verb.nbor(-2).text[-1:] in ",?!"
    if ends and sum(t.text in DOUBLE for t in subject.doc[subject.i + 1 : verb.i]) == 1:
        return True  # '... no more. #Zelin," wrote a reader'
    return sum(t.text in DOUBLE for t in subject.doc[: subject.i]) % 2 == 1


def _above(verb: Token) -> Token:
    """Return the verb's head, or what stands over it outside the quotation that a participle leads up to."""
    above = verb.head
    while (
        _set_off(verb) and above.i > verb.i and above.head.i != above.i and _is_quoted(above) and not _is_quoted(verb)
    ):
        above = above.head
    return above


def _set_off(verb: Token) -> bool:
    """Say whether a verb is a participle behind a comma: "Ek laughed, *telling* the crowd"."""
    start = verb.left_edge.i
    return verb.tag_ == "VBG" and start > 0 and verb.doc[start - 1].text == ","


def _parted(first: Token, last: Token) -> bool:
    """Say whether a comma parts two subjects: the first is an aside's, "*Holding signs* up, the marchers chanted"."""
    left = last.left_edge.i - 1
    while left > first.i and last.doc[left].text in DOUBLE:
        left -= 1
    return left > first.i and last.doc[left].text == "," and first.left_edge.tag_ == "VBG"


def _opens_between(first: Token, last: Token) -> bool:
    """Say whether a colon and a quotation open between two subjects: 'Ek on the radio: "We said so"'."""
    return any(t.text == ":" and t.nbor().text in DOUBLE for t in first.doc[first.i + 1 : last.i])


def _neighbour(verb: Token) -> Token | None:
    """Return the name right before a finite verb that the parser has left without a subject: "..., May said"."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP", "VBN"):
        return None
    at, doc = verb.i - 1, verb.doc
    while at > 0 and doc[at].pos_ == "ADV":
        at -= 1
    if at >= 0 and doc[at].text[:1].isupper() and (doc[at].pos_ == "PROPN" or doc[at].tag_ == "MD"):
        return doc[at]
    return _after_quote(verb) if verb.tag_ != "VBN" else None


def _after_quote(verb: Token) -> Token | None:
    """Return the head of the first phrase between a closing quotation mark and the verb."""
    doc = verb.doc
    mark = next((i for i in range(verb.i - 1, max(verb.i - 25, -1), -1) if doc[i].text in QUOTES), None)
    if mark is None:
        return None
    return next(
        (t for t in doc[mark + 1 : verb.i] if t.pos_ in ("NOUN", "PROPN", "PRON") and t.dep_ not in _INNER), None
    )


def _dummy(subject: Token, verb: Token) -> bool:
    """Say whether "it" stands for a clause to come: "it seems that"."""
    return subject.dep_ == "expl" or subject.lower_ == "there" or is_passive(verb)


def _clauses(verb: Token) -> Iterator[Token]:
    yield verb
    for _ in range(_DEPTH):
        if verb.dep_ not in ("conj", "xcomp", "advcl", "ccomp", "aux"):
            return
        verb = verb.head
        yield verb


def find_subject(verb: Token, depth: int = 0) -> Token | None:
    """Return the verb's own subject, or the one that it shares with the verb or noun above it."""
    own = [c for c in verb.children if c.dep_ in _SUBJECTS and not _quote_between(c, verb)]
    if own:
        # with two, "..., said the mayor" has its clause's head taken for the first
        later = own[-1].i > verb.i or _opens_between(own[0], own[-1]) or _parted(own[0], own[-1])
        return own[-1] if later else own[0]
    if (stray := _stray(verb)) is not None:
        return stray
    above = _above(verb)
    if depth >= _DEPTH or above.i == verb.i:
        return None
    if verb.dep_ in ("acl", "relcl"):
        return _participle_subject(verb, above, depth)
    if verb.dep_ == "xcomp":
        return _controller(above) or find_subject(above, depth + 1)
    if verb.dep_ in ("conj", "advcl", "ccomp", "dep", "auxpass", "aux", "parataxis") and above.pos_ in ("VERB", "AUX"):
        return find_subject(above, depth + 1)
    if verb.dep_ in ("pcomp", "conj", "advcl"):
        return _above_preposition(above, depth)
    return None


def _stray(verb: Token) -> Token | None:
    """Return the subject that the parser took for the object of "as" or "after": "as *a court* has ruled"."""
    at = verb.i - 1
    while at > 0 and verb.doc[at].head.i == verb.i and verb.doc[at].dep_ in ("aux", "advmod", "neg"):
        at -= 1
    noun = verb.doc[max(at, 0)]
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or at < verb.i - 1
    conjunction = noun.dep_ == "pobj" and noun.head.lower_ in ("as", "after", "before", "since", "until", "than")
    return noun if finite and conjunction and verb.dep_ in ("conj", "ROOT", "ccomp", "advcl") else None


def _controller(above: Token) -> Token | None:
    """Return the object that does what its verb asks: "urged *him* to say"."""
    if above.lemma_ in word_set("sources", "subject_control"):
        return None
    return next((c for c in above.rights if c.dep_ in ("dobj", "dative")), None)


def _participle_subject(verb: Token, noun: Token, depth: int) -> Token | None:
    """Return who speaks in "a statement saying": the statement's giver where there is one, else the noun."""
    if noun.lemma_.lower() in word_set("sources", "carriers") and noun.dep_ in ("dobj", "pobj"):
        above = noun.head if noun.dep_ == "dobj" else noun.head.head
        giver = find_subject(above, depth + 1) if above.pos_ in ("VERB", "AUX") else None
        return giver or noun
    return noun


def _above_preposition(above: Token, depth: int) -> Token | None:
    if above.dep_ in ("prep", "agent", "mark"):
        above = above.head
    if above.pos_ in ("VERB", "AUX"):
        return find_subject(above, depth + 1)
    if above.pos_ in ("NOUN", "PROPN"):
        return next((c for c in above.lefts if c.dep_ == "poss"), None)
    return None


def noun_source(noun: Token) -> Source | None:
    """Return the noun's possessor, its "from" or "by" phrase, or the subject of the light verb over it."""
    for child in noun.lefts:
        if child.dep_ == "poss":
            return Source(child, child.left_edge.i, child.right_edge.i)
    for child in noun.rights:
        if child.dep_ in ("prep", "agent") and child.lower_ in ("from", "by", "among"):
            return next((noun_phrase(t) for t in child.rights if t.dep_ == "pobj"), None)
    verb = light_verb(noun)
    return _subject_source(verb) if verb is not None and not is_passive(verb) else None
