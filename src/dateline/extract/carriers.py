"""Tell what the verb over a noun does for it: carries it, only mentions it, or only says what it is.

In: verbs and nouns of a parsed sentence, with the words of `lexicons/light_verbs.toml`. Out: yes or no, and words.
What a verb lends to its noun is left to `arguments`.
"""

from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.clauses import expand, is_verb, surface_subjects
from dateline.lexicon import lexicon


@lru_cache(maxsize=16)
def word_set(name: str) -> frozenset[str]:
    """Return a list of words of the lexicon of light verbs."""
    return lexicon("light_verbs").words(name)


def verb_word(verb: Token) -> str:
    """Return a verb's lemma, with its particle where the two are listed together: "call off"."""
    lemma: str = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ == "prt" and (word := f"{lemma} {child.lower_}") in word_set("particle_verbs"):
            return word
    return lemma


def carries(word: str, noun: Token) -> bool:
    """Say whether a verb's subject takes part in its noun: "held talks", "told the meeting"."""
    gathered = word in word_set("audience") and noun.lemma_.lower() in word_set("mentioned")
    return gathered or word in word_set("light")


def only_mentions(word: str, noun: Token) -> bool:
    """Say whether a verb brings the noun up with someone: "raised the talks with Ek"."""
    told = any(child.dep_ in ("det", "poss") and child.lower_ not in ("a", "an") for child in noun.children)
    return told and word in word_set("mentioning") and noun.lemma_.lower() in word_set("mentioned")


def strayed_clauses(noun: Token) -> list[Token]:
    """Return participles that were hung on what a curb is on: "a ban on beef *imposed* by Peru", which is the ban."""
    below = (thing for prep in noun.children if prep.dep_ == "prep" for thing in prep.children if thing.dep_ == "pobj")
    clauses = (clause for thing in below for clause in thing.children if clause.dep_ == "acl")
    return [clause for clause in clauses if clause.tag_ == "VBN" and clause.lemma_ in word_set("imposing")]


def is_judged(verb: Token) -> bool:
    """Say whether a passive only tells how others saw a noun: "the meeting is *considered* by most a success"."""
    if not any(child.dep_ == "auxpass" for child in verb.children) or verb_word(verb) not in word_set("judged"):
        return False
    return any(child.dep_ in ("xcomp", "oprd") or child.lower_ == "as" for child in verb.children)


def stands_behind_aim(verb: Token, noun: Token) -> bool:
    """Say whether a clause that tells what something was done for parts a noun from its verb: "met to sell *Norfisk*".

    The parser hangs a name there on the upper verb where it does not know what to make of it.
    """
    between = (child for child in verb.children if verb.i < child.i < noun.i and child.dep_ == "advcl")
    return any(is_verb(child) and any(c.lower_ == "to" for c in child.lefts) for child in between)


def tells(verb: Token) -> bool:
    """Say whether someone tells or agrees to something, by the verb or the one above it: "agreed to resume trade"."""
    verbs = (verb, verb.head) if verb.dep_ == "xcomp" else (verb,)
    return any(verb_word(one) in word_set("telling") for one in verbs)


def is_equation(verb: Token) -> bool:
    """Say whether "be" tells what something is, not where: "gas was *an issue* in the talks"."""
    return verb.lemma_ == "be" and any(child.dep_ in ("attr", "acomp") for child in verb.children)


def is_topical(verb: Token) -> bool:
    """Say whether one is only what others spoke of: "gas was *an issue* in the talks"."""
    nouns = [child for child in verb.children if child.dep_ == "attr"]
    return verb.lemma_ == "be" and any(noun.lemma_.lower() in word_set("topical") for noun in nouns)


def is_topic(noun: Token, label: str, word: str) -> bool:
    """Say whether one only speaks of what a noun tells: "on the talks with Ek, Lund said", not "on a visit"."""
    return label == "on" and word in word_set("telling") and noun.lemma_.lower() not in word_set("ridden")


def is_said_of(noun: Token) -> bool:
    """Say whether a noun only tells what something known of it is: "the *outcome* of the talks"."""
    prep = noun.head
    outward = prep.lower_ in ("of", "about", "in") and prep.head.lemma_.lower() in word_set("outward")
    return outward and noun.dep_ == "pobj"


def strayed_company(noun: Token, verb: Token) -> list[Token]:
    """Return whom a noun's "with" names where it hangs on the verb: "gave their views at talks on Monday *with Ek*"."""
    if word_set("mentioned").isdisjoint((noun.lemma_.lower(), noun.lower_)) or is_said_of(noun) or noun.i < verb.i:
        return []
    preps = [c for c in verb.children if c.dep_ == "prep" and c.lower_ == "with" and c.i > noun.i]
    return [t for p in preps for c in p.children if c.dep_ == "pobj" for t in expand(c)]


def lacks_object(clause: Token) -> bool:
    """Say whether a clause after "that" lacks what its light verb carries: "sanctions that Chile imposed"."""
    carried = verb_word(clause) in word_set("light") | word_set("staging")
    return clause.dep_ == "relcl" and carried and not any(child.dep_ in ("dobj", "obj") for child in clause.children)


def sent_there(verb: Token, label: str) -> list[Token]:
    """Return those who were sent to an encounter by others: "they sent *Ek* to Oslo for a meeting with Lund"."""
    if verb.lemma_.lower() not in word_set("sending") or label not in ("for", "to"):
        return []
    return [t for c in verb.children if c.dep_ in ("dobj", "nsubjpass") for t in expand(c)]


def travellers(noun: Token, verb: Token) -> list[Token]:
    """Return whom something was done to on a journey, who made it: "during a visit, *Ek* was asked by Lund"."""
    if noun.lemma_.lower() not in word_set("ridden") or all(c.dep_ != "agent" for c in verb.children):
        return []
    met = surface_subjects(verb)
    own = (t.pos_ == "PROPN" or t.lower_ in ("he", "she") for t in met)
    return met if any(own) and any(c.dep_ == "nsubjpass" for c in verb.children) else []
