"""Complete and correct the sides of an encounter that one sentence names, where the parse lost or mistook some.

In: a sentence, a match of a frame and the participants read from it. Out: participants, with those whom
the parse lost, and without those who are said to have been left out. What earlier sentences tell is for `encounters`.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.clauses import expand, governor, is_verb, surface_subjects
from dateline.extract.company import is_company, labels_of, left_out
from dateline.extract.frames import Filler, Match
from dateline.extract.refers import Refers
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind, Participant


@lru_cache(maxsize=8)
def _words(*keys: str) -> frozenset[str]:
    return lexicon("encounters").words(*keys)


# --- those who were there, and those who were not


def complete_fillers(
    sentence: Sentence, match: Match, references: Refers, fillers: Sequence[Filler]
) -> tuple[Filler, ...]:
    """Return the fillers as the whole clause tells the sides: none who was left out, nor who only looked on."""
    absent = set(left_out(match))
    present = [filler for filler in fillers if filler.token not in absent and not _stands_by(filler)]
    present = [f for f in _without_forum(match, present) if not _only_object(match, f) and not _only_judges(match, f)]
    present = [f for f in present if not _only_addressed(match, f) and not _is_called_after(f) and not _is_rank(f)]
    present = [f for f in present if not _is_of_press(sentence, f, references) and not _at_home(f, present)]
    present = _theirs(sentence, match, references, present) or present
    present = [*present, *_receivers(sentence, match, references, present)]
    present = [*present, *_named_among(sentence, match, references, present)]
    present = [*present, *_told_last(sentence, match, references, present)]
    return tuple(_without_onlookers(sentence, match, references, present))


def _named_among(sentence: Sentence, match: Match, references: Refers, fillers: Sequence[Filler]) -> Iterator[Filler]:
    """Yield those whom a group's own words name: "officials, *including Ek*", "a delegation *led by Lund*"."""
    held = {filler.mention.referent.key for filler in fillers}
    for role, label in labels_of(match):
        for token in match.arguments.get(label):
            if token.pos_ not in ("NOUN", "PROPN"):
                continue
            for name in _members(token):
                for mention in references.of(sentence, name):
                    if mention.referent.kind == MentionKind.PERSON and mention.referent.key not in held:
                        held.add(mention.referent.key)
                        yield Filler(role, name, mention)


def _told_last(sentence: Sentence, match: Match, references: Refers, fillers: Sequence[Filler]) -> Iterator[Filler]:
    """Yield those of whom a sentence tells last that they were there: "Taking part in the talks were *Ek* and Lund"."""
    verbs = (*match.arguments.get("around"), *match.arguments.get("light"))
    held = {filler.mention.referent.key for filler in fillers}
    role = next((role for role, _ in labels_of(match)), "participant")
    for verb in verbs:
        if verb.tag_ != "VBG" or verb.lemma_.lower() not in _words("joining") | _words("convening"):
            continue
        be = next((t for t in (verb.head, *verb.children) if t.lemma_ == "be" and t.i > match.trigger.i), None)
        told = [c for c in be.children if c.dep_ in ("attr", "nsubj") and c.i > be.i] if be is not None else []
        for token in (t for c in told for t in c.subtree if t.dep_ in _HEADS):
            for mention in references.of(sentence, token):
                if mention.form == "name" and mention.referent.key not in held and _is_party(mention):
                    held.add(mention.referent.key)
                    yield Filler(role, token, mention)


_HEADS = ("attr", "nsubj", "conj", "appos")
"""What heads a phrase of a list told last; an owner or a title in it is nobody who was there."""


def _is_party(mention: Mention) -> bool:
    return mention.referent.kind in (MentionKind.PERSON, MentionKind.COUNTRY, MentionKind.ORGANISATION)


def _members(group: Token) -> Iterator[Token]:
    """Yield the heads of those who are told as part of a group, or as its head."""
    for child in group.children:
        if child.dep_ == "prep" and child.lower_ in _words("among"):
            yield from (t for c in child.children if c.dep_ == "pobj" for t in expand(c))
        elif child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_.lower() in _words("leading"):
            yield from (
                t
                for by in child.children
                if by.dep_ == "agent"
                for c in by.children
                if c.dep_ == "pobj"
                for t in expand(c)
            )


def _receivers(sentence: Sentence, match: Match, references: Refers, fillers: Sequence[Filler]) -> Iterator[Filler]:
    """Yield who receives those who talk: "*Ek* received Lund and Dahl for talks"."""
    if not fillers or is_verb(match.trigger):
        return
    verb, label = governor(match.trigger)
    objects = {t for c in verb.children if c.dep_ == "dobj" for t in expand(c)} if verb is not None else set()
    if verb is None or label != "for" or verb.lemma_.lower() not in _words("receiving"):
        return
    if all(filler.token in objects for filler in fillers):
        role = fillers[0].role
        yield from (Filler(role, t, m) for t in surface_subjects(verb) for m in references.of(sentence, t))


def _stands_by(filler: Filler) -> bool:
    """Say whether one only tells of it, or sees to it: "a *source* said of it", "*U.N.-sponsored* talks"."""
    token = filler.token
    if token.dep_ == "amod" and "-" in token.text and token.text.endswith("ed"):
        return True
    return token.lemma_.lower() in _words("tellers") and filler.mention.form == "description"


def _only_object(match: Match, filler: Filler) -> bool:
    """Say whether a body or state is only what was spoken of: "accused the *bank* at a meeting"."""
    sure = (
        token for label in ("with", "between", "possessive", "pair", "subject") for token in match.arguments.get(label)
    )
    objects = {c for verb in match.arguments.get("around") for c in verb.children if c.dep_ in ("dobj", "dative")}
    if is_verb(match.trigger) or filler.token not in objects or filler.token in set(sure):
        return False
    return filler.mention.referent.kind not in (MentionKind.PERSON, MentionKind.OFFICE)


def _only_addressed(match: Match, filler: Filler) -> bool:
    """Say whether one is only whom someone turns to at another time: "after talks with Ek, Lund wrote to *Dahl*"."""
    verb, label = governor(match.trigger)
    if is_verb(match.trigger) or verb is None or label not in _words("apart"):
        return False
    own = {t for name, tokens in match.arguments.labels.items() if name != "around" for t in tokens}
    turned = [c for p in verb.children if p.lower_ == "to" for c in p.children] + [
        c for c in verb.children if c.dep_ in ("dobj", "dative")
    ]
    return filler.token in turned and filler.token not in own


def _is_called_after(filler: Filler) -> bool:
    """Say whether a place only gives talks of many their name: "the *Lund* round"."""
    token = filler.token
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return token.dep_ == "compound" and following in _words("rounds")


def _is_rank(filler: Filler) -> bool:
    """Say whether one only tells among whom someone is the first: "the first visit by *a Danish leader*"."""
    token = filler.token
    if token.head.lower_ != "by" or not any(c.lower_ in ("a", "an", "any") for c in token.lefts):
        return False
    return any(child.lower_ in _words("ranking") for child in token.head.head.lefts)


def _at_home(filler: Filler, fillers: Sequence[Filler]) -> bool:
    """Say whether "his" means one whose own country was visited: "Ek, of Norland, shunned Lund on *his* trip there"."""
    who = filler.mention.referent
    if filler.role != "visitor" or filler.token.pos_ != "PRON" or who.country is None or not who.office:
        return False
    hosts = (f.mention.referent for f in fillers if f.role == "host")
    return any(host.kind == MentionKind.COUNTRY and host.country == who.country for host in hosts)


def _is_of_press(sentence: Sentence, filler: Filler, references: Refers) -> bool:
    """Say whether one is told as a broadcaster's or paper's own: "spoke to *Radio Lund's Bo Ek*" is an interview."""
    owners = (c for c in filler.token.lefts if c.dep_ in ("poss", "compound", "nmod"))
    return any(m.referent.sector == "MED" for owner in owners for m in references.of(sentence, owner))


def _only_judges(match: Match, filler: Filler) -> bool:
    """Say whether one only speaks of an encounter of others: "the union *criticised* the ministers' meeting"."""
    arguments = match.arguments
    if arguments.get("with") or filler.token not in arguments.get("teller"):
        return False
    return any(verb.lemma_.lower() in _words("judging") for verb in arguments.get("light"))


def _without_forum(match: Match, fillers: Sequence[Filler]) -> list[Filler]:
    """Return the fillers without the body in whose house many states talk: "*U.N.* talks on fish"."""
    if match.frame.kind != "talks" or is_verb(match.trigger) or match.arguments.get("with"):
        return list(fillers)
    only = set(match.arguments.get("modifier")) - set(match.arguments.get("pair"))
    forums = [f for f in fillers if f.token in only and f.mention.referent.sector == "IGO"]
    others = {f.token for f in fillers} - only
    return list(fillers) if others & set(match.arguments.get("possessive")) else [f for f in fillers if f not in forums]


def _theirs(sentence: Sentence, match: Match, references: Refers, fillers: Sequence[Filler]) -> list[Filler]:
    """Return those whom "their" means where the verb around tells it: "*he* agreed with *Ek* at their talks"."""
    own = {token for token in match.arguments.get("possessive") if token.lower_ == "their"}
    verbs = match.arguments.get("around")
    above = {token for verb in verbs for token in surface_subjects(verb)} if own else set()
    if not fillers or any(f.token not in above and (f.token.dep_ != "poss" or f.token.pos_ != "PRON") for f in fillers):
        return []
    role = fillers[0].role
    found: list[Filler] = []
    for verb in verbs:
        others = [t for p in verb.children if p.lower_ == "with" for c in p.children for t in expand(c)]
        if others:
            found += [
                Filler(role, t, m) for t in (*surface_subjects(verb), *others) for m in references.of(sentence, t)
            ]
    return found if len({filler.mention.referent.key for filler in found}) > 1 else []


def _without_onlookers(
    sentence: Sentence, match: Match, references: Refers, fillers: Sequence[Filler]
) -> Iterator[Filler]:
    """Yield the fillers without those beside it where both sides are told: "Ek watched Denmark's talks with banks"."""
    sure, open_ = _surely_told(match)
    told = {f.mention.referent.key for f in fillers if f.token in sure}
    named = {filler.token for filler in fillers}
    over = len(told) == 1 and named.isdisjoint(open_) and any(is_company(sentence, t, references) for t in open_)
    yield from (f for f in fillers if not over or f.token in sure)


def _surely_told(match: Match) -> tuple[frozenset[Token], tuple[Token, ...]]:
    """Return the tokens of the side that a noun names as its own, and those of the other side."""
    arguments = match.arguments
    own = {token for label in ("possessive", "subject") for token in arguments.get(label)}
    return (frozenset(own), arguments.get("with")) if not is_verb(match.trigger) else (frozenset(), ())


# --- one told twice


def without_doubles(participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """Leave out who is named again by less: a surname beside the whole name, a state beside its own envoys."""
    kept = [p for p in participants if not any(_says_less(p, other) for other in participants if other != p)]
    return tuple(p for i, p in enumerate(kept) if not any(_is_same_body(p, other) for other in kept[:i]))


def _is_same_body(one: Participant, other: Participant) -> bool:
    """Say whether two descriptions begin with one body's name: "the IMF mission" and "the IMF team"."""
    left, right = one.referent, other.referent
    first = left.name.split()[0]
    described = left.unnamed and right.unnamed and MentionKind.ORGANISATION in (left.kind, right.kind)
    return described and first[0].isupper() and first == right.name.split()[0]


def _says_less(one: Participant, other: Participant) -> bool:
    left, right = one.referent, other.referent
    if left.kind == right.kind == MentionKind.PERSON:
        return set(left.name.split()) < set(right.name.split())
    if left.kind == MentionKind.COUNTRY and right.kind == MentionKind.OFFICE:
        return left.country is not None and left.country == right.country
    return False
