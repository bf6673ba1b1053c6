"""Read the list of people before a verb from its words, whatever the parser made of their titles.

In: a sentence, a verb, the article's references. Out: the mentions of those listed, none where the words between two
names are more than titles.
"""

from itertools import pairwise

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.refers import Refers
from dateline.model.claims import Mention, MentionKind

TITLING = ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PART", "PUNCT")
"""Parts of speech of the words that may stand between a comma and the name of the next of a list."""


def listed_before(sentence: Sentence, references: Refers, verb: Token) -> list[tuple[Token, Mention]]:
    """Return the people of a list that stands whole before its verb, whatever the parser made of their titles.

    "The President of Norland Ek, the head of its council Lund and the Prime Minister of Peru Dahl met."
    """
    subject = next((c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None:
        return []
    words = sentence.words[subject.left_edge.i : verb.i]
    named = [(t, m) for t in words for m in references.of(sentence, t) if _ends_name(sentence, t, m)]
    behind = words[named[-1][0].i + 1 - words[0].i :] if named else words
    whole = len(named) > 1 and all(t.pos_ in ("PUNCT", "ADV", "AUX") for t in behind)
    pairs = list(pairwise(named))
    if not whole or not all(_goes_on(sentence, references, one[0], other) for one, other in pairs):
        return []
    last = sentence.words[named[-2][0].i + 1 : named[-1][0].i]
    return named if any(t.lower_ == "and" for t in last) else []


def _ends_name(sentence: Sentence, token: Token, mention: Mention) -> bool:
    person = mention.referent.kind == MentionKind.PERSON and mention.form == "name"
    return person and sentence.place(token).end == mention.span.end


def _goes_on(sentence: Sentence, references: Refers, before: Token, named: tuple[Token, Mention]) -> bool:
    """Say whether a list goes on from one name to the next: with a comma or "and", then titles and no more."""
    token, mention = named
    between = [t for t in sentence.words[before.i + 1 : token.i] if sentence.place(t).end <= mention.span.start]
    if not between or between[0].lower_ not in (",", "and", "&"):
        return False
    titling = (t.pos_ in (*TITLING, "CCONJ") or (t.dep_ == "poss" and t.pos_ == "PRON") for t in between)
    inner = [t.text for t in between[1:-1] if not (t.text == "," and t.nbor(1).lower_ == "and")]
    if not all(titling) or any(mark in (",", ";", ":") for mark in inner):
        return False
    first = between[1] if between[0].text == "," and len(between) > 1 else between[0]
    aside = first.lower_ == "and" and between[-1].text == ","  # "and his host of the day, *Ek*"
    return aside or (between[-1].pos_ != "ADP" and titles_stand(sentence, references, before.i + 1, token))


def titles_stand(sentence: Sentence, references: Refers, start: int, name: Token) -> bool:
    """Say whether the words before a name are its titles: "ambassador to Oslo Bo Day", not "the son of King Bo"."""
    linked = [t for t in sentence.words[start : name.i] if t.pos_ == "ADP" or t.lower_ in ("'s", "’s")]
    if not linked:
        return True
    between = sentence.words[linked[-1].i + 1 : name.i]
    places = (MentionKind.COUNTRY, MentionKind.PLACE, MentionKind.ORGANISATION)
    return any(m.referent.kind in places for t in between for m in references.of(sentence, t)) or len(
        [t for t in between if t.is_title and t.pos_ == "PROPN"]
    ) > len([t for t in between if t in name.subtree])
