"""Walk a parse: coordination, voice, relative pronouns, and the subject that a verb shares with another.

In: tokens of one parsed sentence. Out: tokens of it. Labels are given by `arguments`.
"""

from collections.abc import Mapping
from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.joined import joined_to, reduced_on, set_apart
from dateline.lexicon import lexicon

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_DEEPEST = 12  # no sentence of the corpora climbs further; a bound against a malformed tree


def is_verb(token: Token) -> bool:
    """Say whether a token is a verb, or a headline's verb that was tagged as a noun: "Ek hosts Lund"."""
    if token.pos_ in ("VERB", "AUX"):
        return True
    return token.tag_ == "NNS" and token.dep_ == "ROOT" and any(child.dep_ == "nsubj" for child in token.children)


def expand(token: Token) -> list[Token]:
    """Return a noun phrase's head and those coordinated with it; a relative pronoun gives its antecedent."""
    found = _resolve(token)
    for child in token.children:
        if child.dep_ == "conj" and not is_verb(child) and child.pos_ != "ADP":
            found += expand(child)
        elif child.dep_ == "conj" and child.pos_ == "ADP" and child.is_title:  # "and *Under* Secretary Bo Ek"
            found += [t for c in child.children if c.dep_ == "pobj" and c.pos_ == "PROPN" for t in expand(c)]
    return [*_swallowed(token), *found, *_set_beside(token)]


def _swallowed(token: Token) -> list[Token]:
    """Return names before a name that the parser took for parts of it: "President *Ek* and Chancellor Lund"."""
    return _joined_before(token) if token.pos_ == "PROPN" else []


def _joined_before(token: Token) -> list[Token]:
    found: list[Token] = []
    for child in token.lefts:
        if child.dep_ in ("nmod", "compound"):
            found += [child] if _is_coordinated(child) else _joined_before(child)
    return found if token.pos_ == "PROPN" else [t for t in found if t.ent_type_ == "PERSON"]  # not "Ways and Means"


def _set_beside(token: Token) -> list[Token]:
    """Return several names set beside one noun: "Minister *Ek* and Envoy *Lund*", "the two, *Ek* and *Lund*"."""
    beside = [child for child in token.children if child.dep_ == "appos"]
    if token.pos_ == "PROPN":  # "met Ek, the head of the firm, and *Lund*", hung on the head
        joined = [(c, n) for c in beside if c.pos_ == "NOUN" for n in c.children if _is_person_joined(n)]
        listed = [c for c, _ in joined if c.tag_ == "NNS"]  # "met Ek, *army chiefs* and Lund"
        return [*listed, *(t for _, n in joined for t in expand(n))]
    names = [child for child in beside if child.pos_ == "PROPN"]
    listed = [t for name in names for t in expand(name)]
    return listed if len(listed) > 1 else []


def _is_person_joined(token: Token) -> bool:
    return token.dep_ == "conj" and token.pos_ == "PROPN" and token.ent_type_ not in ("GPE", "NORP", "LOC", "DATE")


def _is_coordinated(token: Token) -> bool:
    """Say whether a name has an "and" hung on it."""
    return token.pos_ == "PROPN" and any(child.dep_ == "cc" and child.lower_ != "or" for child in token.children)


def _resolve(token: Token) -> list[Token]:
    if token.tag_ in ("WDT", "WP", "WP$") and token.lower_ in _RELATIVES:
        clause = _relative_clause(token)
        if clause is not None and clause.head.i < token.i:
            return expand_left(clause.head, before=token.i)
        if clause is None and (cleft := set_apart(token)):
            return cleft
    if token.pos_ in ("ADJ", "ADV"):
        counted = [child for child in token.children if child.dep_ == "nummod"]
        if counted:  # "the two last met": the parser makes `last` the subject
            return [*counted, token]
    return [token]


def expand_left(noun: Token, *, before: int) -> list[Token]:
    """Return a relative clause's antecedent with those coordinated with it, as far as they stand before it."""
    return [token for token in expand(noun) if token.i < before] or [noun]


def _relative_clause(token: Token) -> Token | None:
    for above in token.ancestors:
        if above.dep_ == "relcl":
            return above
        if above.dep_ == "ROOT":
            return None
    return None


def is_passive(verb: Token) -> bool:
    """Say whether what stands as the verb's subject is what the deed is done to."""
    deps = {child.dep_ for child in verb.children}
    if "nsubjpass" in deps or "auxpass" in deps:
        return not _mistaken_passive(verb, deps)
    if verb.tag_ != "VBN":
        return False
    if "aux" in deps or _binds_itself(verb, deps):
        return False
    if reduced_on(verb):
        return True
    if verb.dep_ == "conj" and is_verb(verb.head):
        return is_passive(verb.head) and verb.head.tag_ == "VBN" and not deps & set(_SUBJECTS)
    return verb.dep_ in ("acl", "advcl", "relcl", "oprd", "xcomp", "ccomp", "ROOT") and "dobj" not in deps


def _binds_itself(verb: Token, deps: set[str]) -> bool:
    """Say whether a verb that none can have done to him opens an infinitive: "Italy, in turn, *offered* to pay"."""
    infinitive = any(c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.lefts) for c in verb.rights)
    return infinitive and "nsubj" in deps and verb.lemma_ in lexicon("arguments").words("own_will")


def _mistaken_passive(verb: Token, deps: set[str]) -> bool:
    """Say whether "he's told the envoy" was read as "he is told"."""
    short = any(child.dep_ == "auxpass" and child.lower_ in ("'s", "’s") for child in verb.children)
    return short and "dobj" in deps


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return what stands as the verb's subject, its own or the one it shares with the verb or noun above it."""
    heads = [child for child in verb.children if child.dep_ in _SUBJECTS and not is_verb(child)]
    own = [token for head in heads for token in expand(head)] or _lost_subjects(verb)
    if own:
        return _listed(verb, own) + own
    if depth >= _DEEPEST or verb.head == verb:
        return _stray_subjects(verb) if verb.head == verb else []
    return _shared_subjects(verb, depth)


def _lost_subjects(verb: Token) -> list[Token]:
    return _named_as_modal(verb) or _before_quotation(verb) or _before_purpose(verb)


def _before_purpose(verb: Token) -> list[Token]:
    """Return the subject that was hung on an infinitive before its verb: "*Ek*, on a trip to explain it, met Lund"."""
    return [
        token
        for clause in verb.lefts
        if clause.dep_ == "advcl" and not any(c.lower_ == "for" for c in clause.lefts)
        for child in clause.lefts
        if child.dep_ == "nsubj" and (_is_purpose(clause, child) or _is_aside(clause))
        for token in expand(child)
    ]


def _is_purpose(clause: Token, subject: Token) -> bool:
    return clause.tag_ == "VB" and any(c.lower_ == "to" and c.i > subject.i for c in clause.lefts)


def _is_aside(clause: Token) -> bool:
    """Say whether a participle stands between commas after the subject: "*Ek*, flying to Rome, said"."""
    return clause.tag_ == "VBG" and clause.i > 0 and clause.nbor(-1).text == ","


def _named_as_modal(verb: Token) -> list[Token]:
    """Return a name that was read as a modal verb, which a past form shows: "*May* told reporters"."""
    return [
        child
        for child in verb.lefts
        if child.dep_ == "aux" and child.tag_ == "MD" and child.is_title and verb.tag_ in ("VBD", "VBZ")
    ]


def _before_quotation(verb: Token) -> list[Token]:
    """Return the name before a quotation that opens with its verb: 'saying Mr *Ek* "will stay"', read as an object."""
    at = verb.i - 1
    if at < 1 or verb.tag_ not in ("VBD", "VBZ", "VBP") or verb.doc[at].text not in ('"', "“", "'", "‘"):
        return []
    name = verb.doc[at - 1]
    return [name] if name.pos_ in ("PROPN", "PRON", "NOUN") and name.dep_ in ("dobj", "pobj", "dep") else []


def _listed(verb: Token, own: list[Token]) -> list[Token]:
    """Return the names before the subject in a headline's list: "Ek, Lund hold talks"."""
    first = min(own, key=lambda token: token.i)
    comma = first.left_edge.i - 1
    if comma < 1 or first.doc[comma].text != ",":
        return []
    return [
        child
        for child in verb.lefts
        if child.i < comma and child.pos_ == "PROPN" and child.dep_ in _STRAY and not _is_time(child)
    ]


_STRAY = ("dep", "nmod", "npadvmod", "dislocated", "conj")
"""What the parser calls a name of the subject that it could not place."""


def _stray_subjects(verb: Token) -> list[Token]:
    """Return a root's nearest name to the left where the parser found no subject, as it does in headlines."""
    found: list[Token] = []
    for child in verb.lefts:
        if child.pos_ == "PROPN" and child.dep_ in _STRAY and not _is_time(child):
            found += expand(child)
        elif child.dep_ == "prep" and child.is_title and child.lower_ not in _prepositions():
            found += [t for c in child.children if c.dep_ == "pobj" for t in expand(c)]  # a first name read as one
    return found


@lru_cache(maxsize=1)
def _prepositions() -> frozenset[str]:
    return lexicon("arguments").words("prepositions")


def _is_time(token: Token) -> bool:
    return token.ent_type_ in ("DATE", "TIME")


def _shared_subjects(verb: Token, depth: int) -> list[Token]:
    head = verb.head
    if beside := _beside_participle(verb) or list(filter(None, [reduced_on(verb)])):
        return beside
    if verb.dep_ == "conj" and is_verb(head):
        return surface_subjects(joined_to(verb, head), depth + 1)
    if verb.dep_ == "xcomp" and is_verb(head):
        return _controllers(head, depth)
    if verb.dep_ in ("acl", "relcl"):
        return _modified_noun(verb, depth)
    if verb.dep_ == "ccomp" and is_verb(head) and _has_mark(verb):
        return []
    return _above(verb, depth)


def _has_mark(verb: Token) -> bool:
    return any(child.dep_ in ("mark", "expl") for child in verb.children) and verb.tag_ not in ("VBG", "VBN")


def _controllers(head: Token, depth: int) -> list[Token]:
    """Return who does what an infinitive or participle under `head` tells: "told *him* to go", "*he* hopes to go"."""
    if not is_passive(head) and head.lemma_ not in _subject_control():
        objects = [t for c in head.children if c.dep_ in ("dobj", "dative") and c.pos_ != "ADP" for t in expand(c)]
        if objects:
            return objects
        if asked := _asked(head):
            return asked
    return surface_subjects(head, depth + 1)


def _asked(head: Token) -> list[Token]:
    """Return who is asked to do something under a verb's preposition: "called on *Ek* to resign"."""
    labels = _object_control().get(head.lemma_, ())
    preps = [p for p in head.children if p.dep_ == "prep" and p.lower_ in labels]
    return [t for p in preps for c in p.children if c.dep_ == "pobj" for t in expand(c)]


@lru_cache(maxsize=1)
def _subject_control() -> frozenset[str]:
    return lexicon("arguments").words("subject_control")


@lru_cache(maxsize=1)
def _object_control() -> Mapping[str, tuple[str, ...]]:
    return lexicon("arguments").lists("object_control")


def _modified_noun(verb: Token, depth: int) -> list[Token]:
    """Return who does what a clause on a noun tells: the noun itself, or who holds the plan that it names."""
    noun = verb.head
    if (
        noun.dep_ in ("ccomp", "ROOT", "advcl") and verb.tag_ == "VB"
    ):  # "whether the pair *plan* to meet", read as a noun
        mistaken = [t for c in noun.children if c.dep_ == "compound" for t in expand(c)]
        if mistaken:
            return mistaken
    if verb.tag_ != "VB":
        return expand_left(noun, before=verb.i)
    owners = [t for c in noun.children if c.dep_ == "poss" for t in expand(c)]
    if owners:
        return owners
    above, label = governor(noun)
    if above is not None and label in ("object", "attribute", "as"):  # "came as the first leader to visit"
        return surface_subjects(above, depth + 1)
    return [noun]


def _above(verb: Token, depth: int) -> list[Token]:
    """Return the subject of the clause above a participle or a gerund after a preposition."""
    head = verb.head
    if is_verb(head) and verb.dep_ == "advcl" and verb.tag_ == "VB" and (asked := _asked(head)):
        return asked
    if verb.dep_ == "pcomp" and head.lower_ in ("of", "from", "into", "for") and is_verb(head.head):
        blamed = [t for c in head.head.children if c.dep_ == "dobj" for t in expand(c)]
        if blamed and not is_passive(head.head):  # "accused *Ek* of lying", "kept *Ek* from leaving"
            return blamed
    if verb.dep_ == "pcomp" and head.lower_ in ("about", "regarding", "concerning"):
        return []  # "spoke about talking to the rebels": whoever would do it
    steps = 0
    while not is_verb(head) and head.head != head and steps < _DEEPEST:
        owners = [t for c in head.children if c.dep_ == "poss" for t in expand(c)]
        if owners and head.pos_ == "NOUN":
            return owners
        head, steps = head.head, steps + 1
    return surface_subjects(head, depth + 1) if is_verb(head) else []


def _beside_participle(verb: Token) -> list[Token]:
    """Return who does it by a participle right behind a preposition's name: "despite *Peru and Chad* denouncing it"."""
    if verb.tag_ != "VBG" or verb.dep_ not in ("advcl", "xcomp"):
        return []
    preps = [c for c in verb.head.rights if c.dep_ == "prep" and c.i < verb.i and c.lower_ in _ABSOLUTE]
    named = [t for p in preps[-1:] for c in p.children if c.dep_ == "pobj" for t in expand(c)]
    last = max((t.i for t in named), default=verb.i)
    between = list(verb.doc[last + 1 : verb.i])
    return named if named and all(t.pos_ == "ADV" for t in between) else []


_ABSOLUTE = ("despite", "with", "without", "amid", "after", "by")
"""Prepositions after which a name and a participle make a clause."""


def governor(noun: Token) -> tuple[Token | None, str]:
    """Return the verb over a noun and how the noun stands to it: object, subject, attribute or a preposition.

    A noun in a phrase on another noun gets the verb above that noun, under its own preposition.
    """
    token = _outermost(noun)
    head, label = token.head, ""
    if token.dep_ in ("pobj", "pcomp"):
        head, label = head.head, head.lower_
    elif is_verb(head):
        return _direct(token, head)
    for _ in range(_DEEPEST):
        if is_verb(head):
            return head, label
        if head.head == head:
            return None, label
        head = head.head
    return None, label


def _outermost(noun: Token) -> Token:
    """Return the head of the phrase that a noun stands in: of a list, or of a measure ("a round of *talks*")."""
    token = noun
    for _ in range(_DEEPEST):
        if token.dep_ in ("conj", "appos") and not is_verb(token.head):
            token = token.head
        elif token.dep_ == "pobj" and token.head.lower_ == "of" and is_measure(token.head.head):
            token = token.head.head
        else:
            break
    return token


def is_measure(token: Token) -> bool:
    """Say whether a noun only counts or portions what it is of: "dozens of", "a round of", "some of"."""
    return token.lemma_.lower() in _measures() or token.lower_ in _measures()


@lru_cache(maxsize=1)
def _measures() -> frozenset[str]:
    return lexicon("lookalikes").words("sets", "measure")


def measured(token: Token) -> list[Token]:
    """Return what a measure noun is of, with those coordinated with it; nothing for any other noun."""
    if not is_measure(token) and not (token.tag_ == "CD" and token.lower_ not in ("1", "one")):  # "27 of them"
        return []
    return [t for p in token.children if p.lower_ == "of" for c in p.children if c.dep_ == "pobj" for t in expand(c)]


def _direct(token: Token, verb: Token) -> tuple[Token, str]:
    if token.dep_ in ("nsubjpass",):
        return verb, "subject" if _mistaken_passive(verb, {c.dep_ for c in verb.children}) else "object"
    if token.dep_ in ("dobj", "obj"):
        return verb, "object"
    if token.dep_ == "nsubj":
        return verb, "subject"
    return verb, "attribute" if token.dep_ in ("attr", "oprd") else "loose"


def clause_verb(token: Token) -> Token | None:
    """Return the verb of the innermost clause that a token stands in."""
    for above in (token, *token.ancestors):
        if is_verb(above) and above.dep_ not in ("aux", "auxpass", "amod", "compound"):
            return above
    return None


def clause_tokens(verb: Token) -> list[Token]:
    """Return the tokens of a verb's own clause in order, without the clauses below it that have their own verb."""
    found, todo = [verb], list(verb.children)
    while todo:
        token = todo.pop()
        if is_verb(token) and token.dep_ in _OWN_CLAUSE:
            continue
        found.append(token)
        todo.extend(token.children)
    return sorted(found, key=lambda token: token.i)


_OWN_CLAUSE = ("ccomp", "advcl", "relcl", "acl", "parataxis", "conj", "csubj", "pcomp", "xcomp", "dep")
