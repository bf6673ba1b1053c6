"""Turn the parse around a verb, noun or adjective into labelled arguments.

In: a `Sentence` and a token of it. Out: `Arguments`: head tokens by label, coordination expanded, voice undone,
subjects found through control, relative clauses and participles. Whom a token stands for is left to coreference,
what an argument means to the codebook's frames.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.carriers import (
    carries,
    is_equation,
    is_judged,
    is_said_of,
    is_topic,
    is_topical,
    lacks_object,
    only_mentions,
    sent_there,
    stands_behind_aim,
    strayed_clauses,
    strayed_company,
    tells,
    travellers,
    verb_word,
    word_set,
)
from dateline.extract.clauses import clause_verb, expand, governor, is_passive, is_verb, surface_subjects
from dateline.extract.phrases import coordinate_verbs, objects_shared, phrase_objects, read_phrases, with_purpose
from dateline.lexicon import lexicon

Found = dict[str, list[Token]]

_OBJECTS = ("dobj", "obj")
_MODIFIERS = ("compound", "amod", "nmod")
_PREPOSITIONAL = ("prep", "dative", "agent", "conj", "advmod", "prt")
_PREPOSITION_TAGS = ("ADP", "SCONJ", "ADV", "VERB")
_INSIDE_PREDICATE = ("pobj", "prep", "conj", "amod", "advmod", "acomp", "attr", "oprd", "pcomp")


@dataclass(frozen=True, slots=True)
class Arguments:
    """The arguments of one trigger.

    Labels: `subject` (who does it), `object` (to whom it is done), `indirect`, `possessive`, `modifier`,
    `pair` (modifiers joined by a hyphen), `complement` (the verb of a clause that completes it), `attribute`,
    `particle`, `not`, `aux`, `passive` (the verb itself where it is one), `clause` (the verb of an adverbial clause),
    `loose` (a noun beside the verb: "saw *eye* to eye"), `naming` ("talks involving *A*"), `light` (the verb that has
    a noun as its object), `predicate` (the verb whose subject a noun is), `around` (the verb of the clause that its
    phrase stands in), `outer` (who acts there),
    `teller` (who announces or rules out what a noun tells), and every preposition by its own word.
    """

    trigger: Token
    labels: Mapping[str, tuple[Token, ...]] = field(default_factory=dict)

    def get(self, label: str) -> tuple[Token, ...]:
        """Return the head tokens under a label, in the order of the text."""
        return self.labels.get(label, ())


def read_arguments(sentence: Sentence, token: Token) -> Arguments:
    """Return the labelled arguments of `token`, which may be a verb, a noun or an adjective of the sentence."""
    found: Found = {}
    if is_verb(token):
        _read_verb(token, found)
    elif token.pos_ in ("NOUN", "PROPN", "PRON", "NUM"):
        _read_noun(token, found)
    else:
        _read_adjective(token, found)
    return Arguments(token, {label: _in_order(tokens) for label, tokens in found.items()})


def _in_order(tokens: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(sorted(set(tokens), key=lambda token: token.i))


def _add(found: Found, label: str, tokens: Iterable[Token]) -> None:
    held = found.setdefault(label, [])
    held.extend(token for token in tokens if token not in held)
    if not held:
        del found[label]


# --- verbs


def _read_verb(verb: Token, found: Found) -> None:
    subjects = surface_subjects(verb)
    if is_passive(verb):
        _add(found, "passive", [verb])
        _add(found, "object", subjects)
    else:
        _add(found, "subject", subjects)
    for child in verb.children:
        _read_verb_child(verb, child, found)
    if "object" not in found:
        _add(found, "object", objects_shared(verb))
    _read_gap(verb, found)
    _lift(found, verb)


def _read_verb_child(verb: Token, child: Token, found: Found) -> None:
    if child.dep_ in _OBJECTS or (verb.tag_ == "NNS" and child.pos_ == "PROPN" and child.i > verb.i):
        if not stands_behind_aim(verb, child):
            _add(found, "object", expand(child))  # a headline's verb read as a noun takes its object as it can
    elif child.dep_ == "agent":
        agents = phrase_objects(child)
        _add(found, "by", agents)
        if is_passive(verb):
            _add(found, "subject", agents)
    elif child.dep_ == "dative" and child.pos_ != "ADP":
        _add(found, "indirect", expand(child))
    elif child.dep_ in ("aux", "auxpass"):
        _add(found, "aux", [child])
    elif child.dep_ == "neg":
        _add(found, "not", [child])
    elif child.dep_ == "prt" or (child.dep_ == "advmod" and child.lower_ == "back"):
        _add(found, "particle", [child])
    elif child.dep_ in ("xcomp", "ccomp"):
        _add(found, "complement", coordinate_verbs(child))
        if child.dep_ == "ccomp" and not is_verb(child):
            _add(found, "object", expand(child))
    elif child.dep_ in ("attr", "acomp", "oprd"):
        _add(found, "attribute", expand(child))
    elif child.dep_ == "advcl":
        _add(found, "clause", coordinate_verbs(child))
        _add(found, "with", with_purpose(child))
    elif child.dep_ == "npadvmod":
        _add(found, "loose", [child])
    else:
        _read_preposition(child, found)


def _read_gap(verb: Token, found: Found) -> None:
    """Give a relative clause the noun it hangs on, where its own object or preposition lacks one."""
    if verb.dep_ == "relcl":
        noun = verb.head
        placed = any(child.tag_ == "WRB" for child in verb.lefts)  # "the town *where* Ek met Lund" lacks nobody
        if placed or any(noun in tokens for tokens in found.values()):
            return
        bare = [child for child in verb.children if child.dep_ == "prep" and not list(child.children)]
        if bare:
            _add(found, bare[0].lower_, expand(noun))
        elif "object" not in found:
            _add(found, "object", [noun])


# --- prepositions


def _read_preposition(child: Token, found: Found) -> None:
    """Add what stands under a preposition, and under those coordinated with it."""
    if child.dep_ != "prep" and (child.dep_ not in _PREPOSITIONAL or child.pos_ not in _PREPOSITION_TAGS):
        return
    for label, tokens in read_phrases(child):
        _add(found, label, tokens)
    for other in child.children:
        if other.dep_ == "conj" and other.pos_ == "ADP":
            _read_preposition(other, found)


def _lift(found: Found, trigger: Token) -> None:
    """Add the phrases that the parser hung on an argument although they belong to the trigger.

    "talks with Mr Ek on trade in Oslo": `on` hangs on the name and `in` on `trade`; names take no such phrases.
    """
    own = set(found)
    todo = [(label, token) for label, tokens in found.items() if label not in _CLOSED for token in tokens]
    todo += [("of", token) for token in found.get("of", ()) if "with" not in own]  # "a meeting of ministers with banks"
    seen = {token.i for _, token in todo}
    while todo:
        label, token = todo.pop()
        for child in token.children:
            if child.dep_ != "prep" or child.i < trigger.i:
                continue
            for name, tokens in read_phrases(child):
                if name == "of" and label in ("in", "at") and token.pos_ == "PROPN" and "of" not in own:
                    tokens = [t for t in tokens if t.tag_ == "NNS"]  # "a meeting in Oslo *of farmers*"
                elif name == "of" or (label == "of" and name != "with") or not _leaves(label, token, name, own):
                    continue
                _add(found, name, tokens)
                fresh = [t for t in tokens if t.i not in seen and not is_verb(t)]
                seen.update(t.i for t in fresh)
                todo += [(name, t) for t in fresh]


def _leaves(label: str, token: Token, name: str, own: set[str]) -> bool:
    """Say whether a phrase on an argument is the trigger's: any on a name, a new one on an object, else a place."""
    if token.pos_ in ("PROPN", "PRON"):
        return True
    if name in own:
        return False
    return label == "object" or name in ("in", "at", "about") or (name == "with" and label in _TOPICAL)


_TOPICAL = ("about", "on", "over", "regarding", "of")

_CLOSED = frozenset({"subject", "possessive", "modifier", "complement", "clause", "outer", "light", "particle", "of"})
"""Labels whose tokens keep their own prepositional phrases."""


# --- nouns


def _read_noun(noun: Token, found: Found) -> None:
    for child in noun.children:
        if child.dep_ == "poss":
            _add(found, "possessive", expand(child))
        elif child.dep_ in _MODIFIERS:
            _add_modifiers(child, found)
        elif child.dep_ in ("acl", "relcl"):
            _read_noun_clause(noun, child, found)
        elif child.dep_ in ("ccomp", "advcl"):
            _add(found, "complement", coordinate_verbs(child))
        else:
            _read_preposition(child, found)
    for clause in strayed_clauses(noun):
        _carry(noun, clause, found)
    _lift(found, noun)
    _read_carrier(noun, found)


def _add_modifiers(child: Token, found: Found) -> None:
    """Add a modifier with those joined to it by a hyphen: the two names of "the Ek-Lund talks" are a `pair`."""
    heads = expand(child)
    joined = [
        left
        for token in heads
        for left in token.children
        if left.dep_ in _MODIFIERS and _hyphenated(left) and token.tag_ != "VBN"  # "U.N.-sponsored"
    ]
    if joined or _hyphenated(child):
        _add(found, "pair", [*heads, *joined])
    _add(found, "modifier", [*heads, *joined])


def _hyphenated(token: Token) -> bool:
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    return following.text in ("-", "–", "—", "/")


def _read_noun_clause(noun: Token, clause: Token, found: Found) -> None:
    """Read "talks held by A with B", "a call that A made to B", "a demand to free C"."""
    if any(child.dep_ == "mark" for child in clause.children) and not lacks_object(clause):  # "a report that Ek left"
        _add(found, "complement", coordinate_verbs(clause))
        return
    if clause.tag_ == "VB":
        _add(found, "complement", coordinate_verbs(clause))
    word = verb_word(clause)
    if clause.tag_ == "VBG" and word in word_set("naming"):
        _add(found, "naming", [t for c in clause.children if c.dep_ in _OBJECTS for t in expand(c)])
    elif word in word_set("light"):
        _carry(noun, clause, found)
    elif word in word_set("staging"):
        _carry(noun, clause, found, actor=False)
    else:
        _add(found, "light", [clause])


def _read_carrier(noun: Token, found: Found) -> None:
    """Add what the verb over the noun tells: light verbs, "took place", "took part in", and the clause around."""
    verb, label = governor(noun)
    if verb is None:
        return
    word = verb_word(verb)
    if label == "object" and is_judged(verb):
        return
    if label == "object" and only_mentions(word, noun):
        found.pop("with", None)
    elif label == "object":
        _add(found, "light", [verb])
        if word in word_set("naming"):
            _add(found, "outer", _above_naming(verb))
        if carries(word, noun) or word in word_set("staging"):
            _carry(noun, verb, found, actor=carries(word, noun))
        if word in word_set("staging"):
            _add(found, "teller", _logical_subjects(verb))
    elif label == "subject":
        _add(found, "predicate", [verb])
        if word in word_set("naming"):
            _add(found, "naming", [t for c in verb.children if c.dep_ in _OBJECTS for t in expand(c)])
        if word in word_set("happen"):
            _carry(noun, verb, found)
    elif (word, label) in _joining() and not is_equation(verb):
        _add(found, "around", [verb])
        _carry(noun, verb, found)
    else:
        _add(found, "around", [verb])
        if is_topical(verb):
            return
        if "with" not in found and label in word_set("surround"):
            _add(found, "with", strayed_company(noun, verb))
        if (label in word_set("surround") and not is_topic(noun, label, word) and not is_said_of(noun)) or (
            label in word_set("beside") and (tells(verb) or ("with" in found and not is_said_of(noun)))
        ):
            _add(found, "outer", sent_there(verb, label) or travellers(noun, verb) or _logical_subjects(verb))


def _above_naming(verb: Token) -> list[Token]:
    """Return who acts above a clause that lists what is part of a gathering: "said of a trip that includes talks"."""
    above = clause_verb(verb.head) if verb.dep_ in ("relcl", "ccomp", "advcl", "acl") else None
    return _logical_subjects(above) if above is not None else []


def lend(arguments: Arguments, verb: Token) -> Arguments:
    """Return a noun's arguments with those of a verb over it, as under a light verb."""
    found = {label: list(tokens) for label, tokens in arguments.labels.items()}
    _carry(arguments.trigger, verb, found)
    return Arguments(arguments.trigger, {label: _in_order(tokens) for label, tokens in found.items()})


def _carry(noun: Token, verb: Token, found: Found, *, actor: bool = True) -> None:
    """Give the noun the subject (if it acts) and the prepositional phrases of the verb that carries it."""
    _add(found, "light", [verb])
    given: Found = {}
    _read_verb(verb, given)
    if "subject" not in given and noun not in given.get("object", []):  # "were caught in an exchange"
        given["subject"] = given.get("object", [])
    for label, tokens in given.items():
        if label not in _KEPT and (actor or label not in ("subject", "by")):
            _add(found, label, [token for token in tokens if token != noun])


_KEPT = frozenset({"passive", "object", "complement", "clause", "particle", "attribute", "aux", "not"})
"""Labels that a verb does not lend to the noun it carries."""


def _logical_subjects(verb: Token) -> list[Token]:
    if is_passive(verb):
        agents = [t for c in verb.children if c.dep_ == "agent" for t in phrase_objects(c)]
        return agents or surface_subjects(verb)
    return surface_subjects(verb)


@lru_cache(maxsize=1)
def reporting() -> frozenset[str]:
    """Return the words by which someone says, writes or thinks something."""
    return frozenset(word for table in lexicon("reporting").tables("verbs") for word in table["words"])


@lru_cache(maxsize=1)
def _joining() -> frozenset[tuple[str, str]]:
    """Return verbs with the preposition under which a noun takes their subject: "engage in talks"."""
    pairs = lexicon("light_verbs").lists("join")
    return frozenset((verb, prep) for prep, verbs in pairs.items() for verb in verbs)


# --- adjectives and phrases


def _read_adjective(token: Token, found: Found) -> None:
    """Read what an adjective or a fixed phrase is said of: "the minister is under house arrest"."""
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "advcl"):
            _add(found, "complement", coordinate_verbs(child))
        else:
            _read_preposition(child, found)
    _read_said_of(token, found)


def _read_said_of(token: Token, found: Found) -> None:
    head = token
    while head.dep_ in _INSIDE_PREDICATE and head.head != head:
        head = head.head
        if head.pos_ in ("NOUN", "PROPN", "PRON") and head.i < token.i:
            _add(found, "subject", [head])
            return
        if is_verb(head):
            break
    if is_verb(head):
        _read_predicate(head, found)


def _read_predicate(verb: Token, found: Found) -> None:
    _add(found, "around", [verb])
    given: Found = {}
    _read_verb(verb, given)
    if objects := given.get("object"):
        _add(found, "subject", objects)
        _add(found, "by", given.get("subject", []))
    else:
        _add(found, "subject", given.get("subject", []))
    for label, tokens in given.items():
        if label not in (*_KEPT, "subject"):
            _add(found, label, tokens)


def read_phrase(sentence: Sentence, token: Token) -> Arguments:
    """Return the arguments of a fixed phrase that ends at `token`, read as an adjective: "under house arrest"."""
    found: Found = {}
    _read_adjective(token, found)
    return Arguments(token, {label: _in_order(tokens) for label, tokens in found.items()})
