"""Tell who takes part in an encounter, and whether enough is told of it to be one.

In: a `Draft` or the participants that a match yielded. Out: the same without those who only stand by, and with those
whom the parser lost from a list. Who is only described is left to `company`, who was told before to `encounters`.
"""

from collections.abc import Sequence
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.arguments import reporting
from dateline.extract.business import acts_for_public, holds_public_post
from dateline.extract.classes import classes_of
from dateline.extract.clauses import governor, is_verb
from dateline.extract.company import is_of_firm
from dateline.extract.encounters import TOLD, Draft, is_definite
from dateline.extract.refers import Refers
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Participant


@lru_cache(maxsize=32)
def _words(*keys: str) -> frozenset[str]:
    return lexicon("encounters").words(*keys)


def is_told_whole(draft: Draft) -> bool:
    """Say whether a draft tells enough of an encounter: two who take part, or one who is said to.

    A noun with no one but the other side ("closer dialogue with X") tells of none that took place, nor does one with
    no one but who acts beside it ("before the meeting X said").
    """
    if _is_interview(draft) or _is_saying(draft) or _is_naming(draft):
        return False
    if draft.kind == "visit":  # where a visit went to may be a place alone
        return any(participant.role != "host" for participant in draft.participants)
    if draft.status.status in TOLD:
        whole = len(draft.keys) > 1 and not _is_one_side(draft) and not _is_one_party(draft)
        return whole or _is_joined(draft) or _is_gathered(draft)
    if len(draft.keys) > 1 or is_verb(draft.trigger):
        return True
    arguments = draft.match.arguments
    told = is_definite(draft.trigger) and bool(arguments.get("with"))
    return told or any(arguments.get(label) for label in _MEMBERS)


def _is_interview(draft: Draft) -> bool:
    """Say whether a call has nobody but who speaks: "Ek said in a telephone call from Rome" was said to the press."""
    if draft.kind != "phone-call" or is_verb(draft.trigger) or draft.others or not draft.match.fillers:
        return False
    outer = draft.match.arguments.get("outer")
    told = [f for f in draft.match.fillers if f.token not in draft.match.arguments.get("from")]
    alone = len({filler.mention.referent.key for filler in told}) < 2
    return alone and not is_definite(draft.trigger) and all(filler.token in outer for filler in told)


def _is_naming(draft: Draft) -> bool:
    """Say whether a call only gives a name: "called Ek, his rival, *a fraud*", 'Ek "a friend"'."""
    verb, objects = draft.trigger, draft.match.arguments.get("object")
    if draft.kind != "phone-call" or verb.lemma_.lower() != "call" or not is_verb(verb) or not objects:
        return False
    after = verb.doc[objects[-1].i + 1 : verb.right_edge.i + 1]
    named = any(t.dep_ in _NAMED and any(c.lower_ in ("a", "an") for c in t.lefts) for t in after)
    return named or any(map(_is_named_next, objects)) or any(token.lower_ in ("them", "it") for token in objects)


def _is_named_next(called: Token) -> bool:
    """Say whether a name for someone follows at once: 'called Ek "my partner"', "called Ek the worst of all"."""
    doc, at = called.doc, called.right_edge.i + 1 if called.right_edge.i > called.i else called.i + 1
    following = (doc[i] for i in (called.i + 1, at) if i < len(doc))
    return any(t.text in ('"', "“", "‘") or (t.tag_ in ("DT", "PRP$") and not _is_of_time(t)) for t in following)


def _is_of_time(word: Token) -> bool:
    return word.head.dep_ == "npadvmod" or word.ent_type_ in _TIMES or word.head.ent_type_ in _TIMES


_TIMES = ("DATE", "TIME")


_NAMED = ("appos", "oprd", "attr", "dobj", "conj")
"""What a name that someone is given may be read as, where words stand between."""


def _is_saying(draft: Draft) -> bool:
    """Say whether a participle only tells where one said something: "*Speaking* in Rome, Ek and Lund said"."""
    verb, arguments = draft.trigger, draft.match.arguments
    if draft.kind != "conversation" or verb.tag_ != "VBG" or verb.dep_ != "advcl" or arguments.get("passive"):
        return False
    company = [token for label in ("with", "to", "object") for token in arguments.get(label)]
    return not company and verb.head.lemma_ in reporting()


def _is_one_side(draft: Draft) -> bool:
    """Say whether all who are named are only the other side: "reached through negotiations with A and B"."""
    labels = ("with",) if not is_verb(draft.trigger) else ("with", "object")
    arguments = draft.match.arguments
    if draft.others or arguments.get("passive"):
        return False
    place = draft.scene.sentence.place
    other = [place(token) for label in labels for token in arguments.get(label)]
    known = {f.mention.referent.key for f in draft.match.fillers if place(f.token) in other}
    return all(p.referent.key in known or any(p.span.covers(span) for span in other) for p in draft.participants)


def _is_one_party(draft: Draft) -> bool:
    """Say whether those who speak at talks are of one country and no one tells with whom: "Ek and Lund, in talks"."""
    arguments = draft.match.arguments
    if draft.kind != "talks" or is_verb(draft.trigger) or draft.others or len(draft.match.fillers) < len(draft.keys):
        return False
    if governor(draft.trigger)[1] in ("object", "subject", "attribute", "between", "with", ""):
        return False
    if any(arguments.get(label) for label in ("with", "between", "among", "pair", "naming", "modifier")):
        return False
    people = (MentionKind.PERSON, MentionKind.OFFICE)
    countries = {participant.referent.country for participant in draft.participants}
    return len(countries - {None}) == 1 and all(p.referent.kind in people for p in draft.participants)


def _is_joined(draft: Draft) -> bool:
    """Say whether the one who is named attends or calls a meeting: "chaired an emergency meeting"."""
    one = all(participant.referent.kind != MentionKind.GROUP for participant in draft.participants)
    if one and _is_left_open(draft.trigger):
        return False  # the article tells elsewhere whose it is
    verbs = (*draft.match.arguments.get("light"), *draft.match.arguments.get("around"))
    own = (draft.trigger,) if is_verb(draft.trigger) else verbs
    return any(verb.lemma_.lower() in _words("convening") for verb in own)


def _is_left_open(noun: Token) -> bool:
    """Say whether a noun leaves open who else was there: "chairing *the meeting*", "hosted *talks*"."""
    if is_verb(noun):
        return False
    timed = any(child.dep_ == "poss" and child.ent_type_ in ("DATE", "TIME") for child in noun.children)
    bare = not any(child.dep_ in ("amod", "compound", "nmod", "prep") for child in noun.children)
    return timed or (bare and is_definite(noun)) or noun.lemma_.lower() in _words("bargaining")


def _is_gathered(draft: Draft) -> bool:
    """Say whether those of one body or group met: "the cabinet met", "a meeting of the council"."""
    arguments = draft.match.arguments
    if arguments.get("with") or (is_verb(draft.trigger) and arguments.get("object")):
        return False
    place = draft.scene.sentence.place
    labels = _GATHERED if draft.trigger.lemma_.lower() not in _words("bargaining") else _AT_TABLE
    spans = [place(token) for label in labels for token in arguments.get(label)]
    bodies = [p for p in draft.participants if p.referent.kind in (MentionKind.ORGANISATION, MentionKind.GROUP)]
    several = [f.token for f in draft.match.fillers if f.token.tag_ == "NNS"]  # "Danish ministers met"
    return any(span in spans for span in map(place, several)) or any(b.span.covers(s) for b in bodies for s in spans)


_GATHERED = ("subject", "of", "between", "among", "possessive", "modifier")
_AT_TABLE = ("of", "between", "among")
"""Labels under which one body can be all who bargain: "the IMF talks" and "its talks" leave the other side untold."""

_MEMBERS = ("subject", "possessive", "between", "pair", "naming", "among", "of", "teller", "indirect")


def is_political(draft: Draft, references: Refers) -> bool:
    """Say whether a state, an official or a political body takes part; whom others meet is not coded.

    A president, a chairman or a chief of nobody knows what is one of a firm, but in an article of politics.
    """
    return any(_is_public(participant, draft.scene.sentence, references) for participant in draft.participants)


def _is_public(participant: Participant, sentence: Sentence, references: Refers) -> bool:
    """Say whether one who takes part acts for the public: a state, an official, a party, not the people of a firm."""
    referent, end = participant.referent, participant.span.end
    if holds_public_post(referent):
        return True  # a central bank's head, though a bank's
    if "political" not in classes_of(referent):
        return False
    if referent.kind == MentionKind.GROUP:
        heads = (token for token in sentence.words if sentence.place(token).end == end)
        return not any(is_of_firm(sentence, head, references) for head in heads)
    return references.political or referent.title in _HEADS or acts_for_public(referent)


_HEADS = ("President", "Vice President")
"""Whole titles, in capitals before a name, that are those of a state; "Alcor president Bo Ek" is a firm's."""


def tidy_participants(participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """Leave out states whose own people are named, the unnamed beside the named, and the press."""
    people = [p for p in participants if p.referent.kind == MentionKind.PERSON and not p.referent.unnamed]
    countries = {p.referent.country for p in people if p.referent.country}
    return tuple(p for p in participants if not _is_doubled(p, people, countries))


_OWN_SIDES = ("PTY", "LEG", "OPP", "JUD")
"""Sectors of bodies whom those who govern the same country meet as another side."""


def _is_doubled(participant: Participant, people: Sequence[Participant], countries: set[str]) -> bool:
    referent = participant.referent
    if referent.sector == "MED" or referent.kind == MentionKind.PLACE:
        return True
    office = (referent.office or "").lower()
    hosts = office == "host" and referent.country is not None  # "their Danish *host* Ek" presents no programme
    press = not hosts and not _words("press").isdisjoint(office.split())
    if press or any(word in office for word in _words("spokespeople")):
        return True
    if referent.kind in (MentionKind.COUNTRY, MentionKind.ORGANISATION) and referent.country in countries:
        return referent.sector not in _OWN_SIDES  # the state of its people, but a party or parliament beside them
    if referent.kind == MentionKind.OFFICE and referent.country and referent.country in countries:
        return True
    return referent.unnamed and referent.kind == MentionKind.GROUP and len(people) > 1
