"""Mend what the small parser gets wrong again and again, before anybody reads the tree.

In: a parsed `Doc`. Out: the same Doc, a few heads and labels changed. Each mending is a pattern of grammar, not of
names; what is mended is told in its docstring.
"""

from collections.abc import Mapping
from functools import lru_cache

from spacy.tokens import Doc, Token

from dateline.lexicon import lexicon

COUNTED = frozenset({"two", "three", "four", "pair", "both", "trio", "duo"})
WHEN = frozenset({"last", "first", "next", "then", "later", "once"})

MILLIONS = {"m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
"""Short forms of amounts by which money is told: "pledged $200m"."""

AUXILIARIES = frozenset({"be", "have", "do", "get", "'s", "’s"})
FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})


def mend_parse(doc: Doc) -> None:
    """Apply every mending to a sentence."""
    for token in doc:
        if token.lower_ in WHEN and token.dep_ in ("nsubj", "appos", "amod"):
            _mend_counted(token)
        elif token.tag_ == "MD" and token.text == "May" and token.i > 0:
            _mend_may(token)
        elif token.dep_ == "nmod" and token.i < token.head.i and token.ent_type_ == "PERSON":
            _mend_titled_pair(token, token.head)
        elif token.dep_ == "appos" and token.head.dep_ == "compound" and token.head.i < token.i < token.head.head.i:
            _mend_titled_pair(token, token.head.head)
        elif token.dep_ == "conj" and token.pos_ == "PROPN" and not _mend_person_beside_land(token):
            _mend_listed_subject(token)
        elif token.dep_ == "conj" and token.tag_ in ("NNS", "NNPS"):
            _mend_two_owners(token)
        elif token.dep_ == "compound" and token.ent_type_ == "DATE" and token.pos_ == "PROPN":
            _mend_day_before_subject(token)
        elif token.dep_ == "amod" and token.tag_ in ("VBD", "VBN", "VBG"):
            _mend_describing(token)
        elif token.dep_ == "conj" and token.tag_ in ("VBD", "VBZ", "VBP"):
            _mend_second_subject(token)
        elif token.dep_ == "appos" and token.head.dep_ == "pobj":
            _mend_object_behind_as(token)
        elif token.dep_ == "pobj" and token.head.lower_ == "as":
            _mend_object_behind_adjective(token)
        elif token.dep_ == "dobj" and token.lower_ in MILLIONS and token.i and token.nbor(-1).like_num:
            token.lemma_ = MILLIONS[token.lower_]
        elif token.dep_ == "csubj" and token.tag_ == "VBG":
            _mend_participle_subject(token)
        elif token.dep_ == "ccomp" and token.tag_ == "VB":
            _mend_purpose(token)
        elif token.dep_ == "compound" and token.head.tag_ == "VBZ" and token.pos_ == "PROPN":
            token.dep_ = "nsubj"  # a finite verb has a subject, no first part
        elif token.dep_ == "dobj" and token.left_edge.i and token.left_edge.nbor(-1).text == ",":
            _mend_second_object(token)
        elif token.dep_ == "npadvmod" and token.pos_ == "PROPN":
            _mend_object(token)
        elif token.dep_ == "aux" and token.tag_ == "VBZ" and token.lemma_ not in AUXILIARIES:
            _mend_headline_auxiliary(token)
    if doc and not any(token.tag_ in FINITE for token in doc):
        _mend_headline_noun(doc)


@lru_cache(maxsize=1)
def _days() -> frozenset[str]:
    table = lexicon("times")
    names = (words for part in ("weekdays", "months") for words in table.lists(part).values())
    return frozenset(word.lower() for words in names for word in words)


def _mend_second_object(noun: Token) -> None:
    """A second object behind a comma says what the whole is: "will receive Ek on Monday, *their first meeting*"."""
    first = next((c for c in noun.head.children if c.dep_ == "dobj" and c.i < noun.i), None)
    if first is not None and noun.head.i < first.i and not any(c.dep_ in ("cc", "conj") for c in first.children):
        noun.dep_ = "npadvmod"


def _mend_object(name: Token) -> None:
    """A name right behind a verb without an object is its object, if it is no day: "warplanes bombed *Ek*"."""
    verb = name.head
    if name.left_edge.i != verb.i + 1 or verb.pos_ != "VERB" or verb.tag_ == "VBN":
        return
    if name.ent_type_ in ("DATE", "TIME") or name.lower_.rstrip(".") in _days():
        return
    if not any(child.dep_ in ("dobj", "dative", "ccomp", "xcomp") for child in verb.children):
        name.dep_ = "dobj"


def _mend_second_subject(verb: Token) -> None:
    """In "Ek tested a bomb and the council met", the council met: what a finite verb follows is no second object."""
    noun = verb.nbor(-1)
    first = noun.head
    if (
        noun.dep_ != "conj"
        or first.dep_ not in ("dobj", "pobj")
        or _has_subject(verb)
        or not verb.head.is_ancestor(noun)
    ):
        return
    joined = noun.left_edge.i and noun.left_edge.nbor(-1).dep_ == "cc"
    if joined and noun.pos_ in ("NOUN", "PROPN"):
        noun.head, noun.dep_ = verb, "nsubj"


def _mend_object_behind_as(noun: Token) -> None:
    """In "dismissed as fiction the charge", the charge is dismissed: behind "as" it is the verb's object."""
    preposition = noun.head.head
    verb = preposition.head
    if preposition.lower_ != "as" or verb.pos_ != "VERB" or not any(c.dep_ in ("det", "poss") for c in noun.lefts):
        return
    beside = noun.left_edge.i and noun.left_edge.nbor(-1).text != ","
    if beside and not any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children):
        noun.head, noun.dep_ = verb, "dobj"


def _mend_object_behind_adjective(noun: Token) -> None:
    """In "dismissed as absurd the charge", the charge is dismissed: no adjective stands before an article."""
    preposition, verb = noun.head, noun.head.head
    article = next((child for child in noun.lefts if child.dep_ in ("det", "poss")), None)
    adjective = preposition.nbor() if preposition.i + 1 < len(noun.doc) else noun
    if article is None or adjective.head != noun or adjective.dep_ != "amod" or adjective.i != article.left_edge.i - 1:
        return
    if verb.pos_ == "VERB" and not any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children):
        adjective.head, noun.head, noun.dep_ = preposition, verb, "dobj"


def _mend_purpose(infinitive: Token) -> None:
    """In "will see Ek in Lima to sign a deal" they see Ek: what he is to be seen for is no clause with a subject."""
    verb, name = infinitive.head, next((c for c in infinitive.lefts if c.dep_ == "nsubj"), None)
    to = any(child.dep_ == "aux" and child.lower_ == "to" for child in infinitive.lefts)
    purposeful = verb.lemma_ in lexicon("arguments").words("purposeful")
    if purposeful and to and name is not None and name.left_edge.i == verb.i + 1:
        name.head, name.dep_ = verb, "dobj"
        infinitive.dep_ = "advcl"


def _mend_counted(word: Token) -> None:
    """A word of time beside a pair is no part of it."""
    if word.dep_ == "nsubj":
        _mend_counted_subject(word)
    elif word.i:
        _mend_counted_adverb(word)


def _mend_describing(verb: Token) -> None:
    """A verb form that only seems to describe a noun tells what somebody did."""
    if verb.head.dep_ == "appos" and verb.tag_ != "VBG":
        _mend_verb_behind_name(verb)
    elif verb.head.dep_ == "dobj" and verb.tag_ == "VBG":
        _mend_seen_doing(verb)


def _mend_counted_subject(word: Token) -> None:
    """In "the two last met" the two met, not the last."""
    number = next((child for child in word.children if child.lower_ in COUNTED), None)
    if number is None or word.head.pos_ not in ("VERB", "AUX"):
        return
    for child in list(word.children):
        if child.i < number.i:
            child.head = number
    number.head, number.dep_, number.pos_ = word.head, "nsubj", "NOUN"
    word.dep_, word.pos_, word.tag_ = "advmod", "ADV", "RB"


def _mend_counted_adverb(word: Token) -> None:
    """In "the pair last spoke in May" the word between the pair and the verb tells when they spoke."""
    pair = word.nbor(-1)
    if (
        word.head == pair
        and pair.lower_ in COUNTED
        and pair.dep_ in ("nsubj", "nsubjpass")
        and pair.head.i == word.i + 1
    ):
        word.head, word.dep_, word.pos_, word.tag_ = pair.head, "advmod", "ADV", "RB"


def _mend_seen_doing(participle: Token) -> None:
    """In "they were filmed shaking hands" they shook hands: no participle describes a passive verb's object."""
    noun, verb = participle.head, participle.head.head
    if verb.i == participle.i - 1 and verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children):
        participle.head, participle.dep_ = verb, "xcomp"
        noun.head, noun.dep_ = participle, "dobj"


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in verb.children)


def _mend_day_before_subject(day: Token) -> None:
    """In "On Monday Lima severed its ties", Lima severed them: a day begins no name before a verb without a subject."""
    name, preposition = day.head, day.head.head
    verb = preposition.head
    if name.dep_ != "pobj" or name.pos_ != "PROPN" or not preposition.i < day.i < name.i:
        return
    if name.ent_type_ == "DATE" and (day.lower_ not in _days() or name.lower_ in _days() or name.like_num):
        return  # of "Sunday Abiy Ahmed" the tagger makes one date
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.i != name.right_edge.i + 1:
        return
    if _has_subject(verb):
        return
    day.head, day.dep_ = preposition, "pobj"
    name.head, name.dep_ = verb, "nsubj"


def _mend_verb_behind_name(verb: Token) -> None:
    """In "Weeks later Ek accused Lund of it", Ek did: no name that heads a sentence is described by the next."""
    name = verb.head.head
    if name.pos_ != "PROPN" or name.dep_ != "ROOT" or verb.i != name.i + 1 or verb.head.pos_ != "PROPN":
        return
    after = [child for child in name.children if child.i > verb.i]
    earlier = [child for child in name.children if child.dep_ in ("npadvmod", "advmod", "prep") and child.i < name.i]
    verb.dep_, verb.pos_, verb.tag_ = "ROOT", "VERB", "VBD"
    verb.head = verb
    name.head, name.dep_ = verb, "nsubj"
    for child in (*earlier, *after):
        child.head = verb
        if child.dep_ == "appos" and child.left_edge.i == verb.i + 1:
            child.dep_ = "dobj"


def _mend_participle_subject(participle: Token) -> None:
    """In "34 banks holding the debt agreed", the banks agreed: a participle behind a plural noun only describes it."""
    verb, noun = participle.head, participle.nbor(-1) if participle.i else participle
    if noun.head != participle or noun.dep_ != "nsubj" or noun.tag_ != "NNS" or verb.i < participle.i:
        return
    if _has_subject(verb):
        return
    noun.head, noun.dep_ = verb, "nsubj"
    participle.head, participle.dep_ = noun, "acl"


def _mend_may(word: Token) -> None:
    """A modal goes with a bare verb: before "told" or "earlier said" in mid-sentence, May is a person."""
    verb = word.head
    if verb.tag_ not in ("VBD", "VBZ") or any(child.dep_ == "nsubj" for child in verb.children):
        return
    word.dep_, word.pos_, word.tag_ = "nsubj", "PROPN", "NNP"


def _mend_two_owners(noun: Token) -> None:
    """In "Ek's and Lund's ministers met", ministers met: both own them, and Ek is not one of two that are joined."""
    first, second = noun.head, next((child for child in noun.children if child.dep_ == "poss"), None)
    mark = first.nbor() if first.i + 1 < len(noun.doc) else first
    if second is None or mark.tag_ != "POS" or mark.head != first or second.left_edge.i != mark.i + 2:
        return
    if mark.nbor().dep_ != "cc":
        return
    label, head = first.dep_, first.head
    noun.head, noun.dep_ = (noun if head == first else head), label
    mark.nbor().head = noun
    first.head, first.dep_ = noun, "poss"


def _mend_listed_subject(name: Token) -> None:
    """In "After talks with Ek, Lund said", Lund says; no list ends with a comma before a verb without a subject."""
    verb = name.doc[name.right_edge.i + 1] if name.right_edge.i + 1 < len(name.doc) else name
    left = name.left_edge.i - 1
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or left < 1 or name.doc[left].text != ",":
        return
    if _has_subject(verb):
        return
    if any(child.dep_ in ("cc", "conj") for child in name.head.children if child != name) or not _is_under(name, verb):
        return
    name.head, name.dep_ = verb, "nsubj"


def _mend_person_beside_land(name: Token) -> bool:
    """In "Ek of Norland and Lund of Sweden", Lund is joined to Ek and not to his country; say whether it was mended."""
    land = name.head
    owner = land.head.head
    homes = [child for child in name.children if child.dep_ == "prep" and child.lower_ in ("of", "from")]
    if land.dep_ != "pobj" or land.head.lower_ not in ("of", "from") or not homes or land.pos_ != "PROPN":
        return False
    if owner.pos_ != "PROPN" or land.ent_type_ == "PERSON" or owner.ent_type_ in ("GPE", "ORG", "LOC", "FAC"):
        return False
    for child in list(land.children):
        if child.dep_ in ("cc", "punct") and land.i < child.i < name.i:
            child.head = owner
    name.head = owner
    return True


def _is_under(name: Token, verb: Token) -> bool:
    """Say whether a name stands in a phrase before a verb that hangs on it."""
    head = name.head
    return head.dep_ == "pobj" and head.i < name.i < verb.i and verb.is_ancestor(head)


def _mend_headline_auxiliary(word: Token) -> None:
    """In "Ek cancels visit", cancels is the verb and the visit its object: only be, have and do are auxiliaries."""
    noun = word.head
    if noun.i < word.i or noun.tag_ not in ("VB", "VBP") or any(c.dep_ == "dobj" for c in noun.children):
        return
    word.dep_ = noun.dep_
    _make_verb(word)
    if noun.head == noun:
        word.head = word
    else:
        word.head = noun.head
    for child in list(noun.children):
        if child.i < word.i:
            child.head = word
    noun.head, noun.dep_, noun.pos_, noun.tag_ = word, "dobj", "NOUN", "NN"


@lru_cache(maxsize=1)
def _headline_verbs() -> Mapping[str, str]:
    return lexicon("headlines").mapping("verbs")


def _make_verb(word: Token) -> None:
    """Make a word the verb that its form in -s is."""
    word.pos_, word.tag_ = "VERB", "VBZ"
    word.lemma_ = _headline_verbs().get(word.lower_, word.lower_.removesuffix("s"))


def _mend_headline_noun(doc: Doc) -> None:
    """In "Ek phones Lund", read without any verb, phones is the verb."""
    for word in doc[1:-1]:
        before, after = word.nbor(-1), word.nbor()
        named = before.pos_ in ("PROPN", "NOUN") and before.text[0].isupper()
        if (
            word.is_lower
            and word.lower_ in _headline_verbs()
            and named
            and after.pos_ in ("PROPN", "DET", "ADJ", "NOUN")
        ):
            _mend_around(word, before)
            return


def _mend_around(word: Token, subject: Token) -> None:
    """Make a word the root, with the name before it as subject and the phrases after it as object or as they were."""
    outside = [t for t in word.doc if t != word and (t.head == t or (t.head.i - word.i) * (t.i - word.i) <= 0)]
    word.head, word.dep_ = word, "ROOT"
    _make_verb(word)
    for token in outside:
        if token == subject or token.i > word.i:
            token.head = word
        elif token.i < word.i:
            token.head = subject
        if token.i > word.i and token.pos_ in ("NOUN", "PROPN", "PRON"):
            token.dep_ = "dobj"
    if subject.head.i < word.i:  # the name hung on another before it, which is the subject then
        return
    subject.head, subject.dep_ = word, "nsubj"


def _mend_titled_pair(first: Token, second: Token) -> None:
    """In "President Ek and minister Bo Day met", Ek and Day met: the title between them joins nobody to Ek."""
    joined = [child for child in first.children if child.dep_ == "conj" and first.i < child.i < second.i]
    own = [child.i for child in second.children if child.dep_ == "compound" and child.i > first.i]
    if len(joined) != 1 or joined[0].i != min([second.i, *own]) - 1 or second.dep_ == "conj":
        return
    title = first.head if first.dep_ == "appos" else None
    first.head, first.dep_ = (second.head if second.head.i != second.i else first), second.dep_
    second.head, second.dep_ = first, "conj"
    joined[0].head, joined[0].dep_ = second, "compound"
    if title is not None:
        title.head = first
