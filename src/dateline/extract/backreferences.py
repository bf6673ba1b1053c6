"""Say which encounter a noun refers back to: "the meeting", "their talks", and take over who took part in it.

In: a `Draft` and those that the article told before it. Out: the draft, with the others' participants where its noun
takes them up. Whether mentions of different sentences or pages are one event is left to `dateline.link`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.clauses import clause_verb, governor, is_verb
from dateline.extract.encounters import CONSULT, TOLD, Draft, comes_apart, is_definite
from dateline.extract.sides import without_doubles
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Status, TimeExpression


@lru_cache(maxsize=32)
def _words(*keys: str) -> frozenset[str]:
    return lexicon("encounters").words(*keys)


def refer_back(draft: Draft, told: Sequence[Draft]) -> Draft:
    """Fill an encounter that is referred to by "the meeting" or "their talks" with those of the one told before."""
    if draft.type != CONSULT or is_verb(draft.trigger):
        return draft
    if (same := _told_as_first(draft, told)) is not None:
        return same
    if _is_another(draft):
        return draft
    if _is_denied(draft):
        return _refer_theirs(draft, told)
    if not is_definite(draft.trigger) and (draft.keys or draft.status.status in TOLD):
        return draft
    if _is_only_theirs(draft):
        return _refer_theirs(draft, told)
    if _is_said_of_it(draft):
        sides = _countries(draft) - {None}
        told = [before for before in told if sides <= _countries(before) or None in _countries(before)]
        draft = _without_kinds(draft)
        before = find_antecedent(draft, told, known=draft.keys)
        return draft if before is None else _fill(draft, before)
    joined = _joins(draft)
    if (len(draft.keys) > 1 or _has_strangers(draft)) and not joined:
        return draft
    before = find_antecedent(draft, told, known=_whose(draft) if joined else draft.keys)
    return draft if before is None else _fill(draft, before)


def _whose(draft: Draft) -> frozenset[str]:
    """Return whose an encounter is by its own noun: who attends "the meeting of *the council*" joins no other one."""
    if draft.match.arguments.get("by"):
        return frozenset()  # "the talks were led by Ek, with Lund beside him": both join those of others
    own = {token for label in _OWN for token in draft.match.arguments.get(label)}
    return frozenset(f.mention.referent.key for f in draft.match.fillers if f.token in own)


_OWN = ("of", "between", "among", "pair", "with")


def as_announced(draft: Draft, told: Sequence[Draft]) -> Draft:
    """Return an encounter as still to come where it was only announced: "if *the talks* go well" after "will meet"."""
    if draft.type != CONSULT or draft.status.status is not Status.OCCURRED or len(draft.keys) < 2:
        return draft
    if not (_ranks_first(draft.trigger) if is_verb(draft.trigger) else _is_ahead(draft.trigger)):
        return draft
    least = 0 if is_verb(draft.trigger) else 1  # a visit's goal may be told by a town first
    like = [one for one in told if one.type == CONSULT and (least or one.kind == draft.kind)]
    same = [o for o in like if len(o.keys & draft.keys) > least or _is_between_same(o, draft) or _is_half(o, draft)]
    if not same or any(one.status.status in TOLD for one in same) or same[-1].status.status not in _AHEAD:
        return draft
    return replace(draft, status=replace(draft.status, status=same[-1].status.status))


_AHEAD = (Status.PLANNED, Status.POSSIBLE)


def as_unplanned(draft: Draft, told: Sequence[Draft]) -> Draft:
    """Return an encounter as held where it was only not planned: "*the handshake* was not arranged"."""
    if draft.type != CONSULT or draft.status.status is not Status.NOT_HELD or is_verb(draft.trigger):
        return draft
    told_of = (clause_verb(draft.trigger), *(child for child in draft.trigger.children if child.dep_ == "relcl"))
    arranged = any(verb is not None and verb.lemma_.lower() in _words("arranging") for verb in told_of)
    if not arranged or not is_definite(draft.trigger):
        return draft
    held = [one for one in told if one.type == CONSULT and one.kind == draft.kind and draft.keys <= one.keys]
    if not held or held[-1].status.status not in TOLD:
        return draft
    return replace(draft, status=replace(held[-1].status, cues=draft.status.cues))


def _is_between_same(one: Draft, other: Draft) -> bool:
    """Say whether two encounters are between the same two countries: "the Norland mission's talks", "our talks"."""
    left, right = _countries(one) - {None}, _countries(other) - {None}
    return left == right and len(left) > 1


def _is_half(one: Draft, other: Draft) -> bool:
    """Say whether an encounter was told by one side alone: "the talks with Norland", then "our talks with Norland"."""
    return bool(one.keys) and one.keys < other.keys and _is_same_noun(one, other)


def _ranks_first(verb: Token) -> bool:
    """Say whether an infinitive only ranks whom the present tense speaks of: "he *is the first* to visit Norland"."""
    noun = verb.head
    return verb.tag_ == "VB" and noun.dep_ == "attr" and noun.head.tag_ in ("VBZ", "VBP")


def _is_ahead(noun: Token) -> bool:
    """Say whether the clause of a noun is told in the present or of the future, and the noun does not set its time."""
    verb = clause_verb(noun)
    if verb is None or (comes_apart(noun) and governor(noun)[1] != "from" and not _is_awaited(noun, verb)):
        return False
    while verb.tag_ == "VB" and (above := _over_infinitive(verb)) is not None:
        verb = above  # "stand to gain from the talks"
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    if any(child.tag_ == "VBD" or child.lemma_ == "have" for child in auxiliaries):
        return False
    return verb.tag_ in ("VBP", "VBZ") or any(child.tag_ in ("MD", "VBP", "VBZ") for child in auxiliaries)


def _over_infinitive(verb: Token) -> Token | None:
    """Return the verb over a bare or full infinitive, be there an adjective between: "*be* glad to gain from it"."""
    bound = any(child.dep_ == "aux" and child.lower_ != "to" for child in verb.lefts)
    if bound or verb.head == verb or verb.dep_ not in ("xcomp", "ccomp", "advcl"):
        return None
    return clause_verb(verb.head)


def _is_awaited(noun: Token, verb: Token) -> bool:
    """Say whether what is told goes on to the end of an encounter: "will stay high *until after* the talks"."""
    coming = any(child.tag_ == "MD" for child in verb.children)
    before = [noun.doc[i].lower_ for i in range(max(0, noun.left_edge.i - 3), noun.i)]
    return coming or any(word in _words("awaiting") for word in before)


def means_untold(draft: Draft, told: Sequence[Draft], untold: Sequence[Draft]) -> bool:
    """Say whether a bare definite noun takes up talks of which the text did not say whose they are.

    "The round of negotiations was opened in Lund. ... The negotiations": those, not the meeting told before them.
    """
    if draft.type != CONSULT or draft.keys or is_verb(draft.trigger) or not is_definite(draft.trigger):
        return False
    strange = next((one for one in reversed(untold) if _is_same_noun(one, draft) and _names_itself(one.trigger)), None)
    known = next((one for one in reversed(told) if _is_same_noun(one, draft)), None)
    if strange is None or known is not None:
        return False
    return draft.scene.sentence.index - strange.scene.sentence.index <= NEAR


def _names_itself(noun: Token) -> bool:
    """Say whether a noun tells of an encounter anew: without an article, or with its own word: "the *trade* talks"."""
    return not is_definite(noun) or any(child.dep_ in ("compound", "amod", "nmod") for child in noun.lefts)


NEAR = 2
"""Sentences over which a noun takes up the same noun rather than another one told before."""


def _is_same_noun(left: Draft, right: Draft) -> bool:
    return left.type == CONSULT and left.trigger.lemma_ == right.trigger.lemma_


def _told_as_first(draft: Draft, told: Sequence[Draft]) -> Draft | None:
    """Return a noun that only says which encounter the one told before it was, with that one's sides.

    "Ek met Lund on Monday, the *first talks* between leaders of the two countries since 1959": Ek's with Lund.
    """
    noun = draft.trigger
    ranked = any(child.lower_ in _words("ranks") or child.pos_ == "NUM" for child in noun.lefts)
    opens = noun.left_edge.i and noun.left_edge.nbor(-1).text in (",", "—", "–", "-", "in")
    vague = all(p.referent.unnamed or p.referent.kind == MentionKind.COUNTRY for p in draft.participants)
    if not ranked or not opens or not vague or draft.match.arguments.get("with"):
        return None
    here = [one for one in told if one.scene.sentence.index == draft.scene.sentence.index and one.type == CONSULT]
    before = next((one for one in reversed(here) if len(one.keys) > 1 and one.trigger.i < noun.i), None)
    if before is None or not (_countries(draft) - {None}) <= _countries(before):
        return None
    return replace(_fill(replace(draft, participants=()), before), status=before.status)


def _is_said_of_it(draft: Draft) -> bool:
    """Say whether a noun only tells what the news was: "it was the first meeting between a king and a pope"."""
    if draft.trigger.dep_ != "attr" or len(draft.keys) < 2:
        return False
    subjects = [child for child in draft.trigger.head.children if child.dep_ in ("nsubj", "expl")]
    return any(child.lower_ in _words("it") for child in subjects) and any(
        participant.referent.unnamed for participant in draft.participants
    )


def _countries(draft: Draft) -> set[str | None]:
    return {participant.referent.country for participant in draft.participants}


def _without_kinds(draft: Draft) -> Draft:
    """Return a draft without those who are only described."""
    return replace(draft, participants=tuple(p for p in draft.participants if not p.referent.unnamed))


def _has_strangers(draft: Draft) -> bool:
    """Say whether the other side is told and is nobody known: "his talks with *Wall Street*"."""
    held = {filler.token for filler in draft.match.fillers}
    return any(t not in held and t.pos_ in ("NOUN", "PROPN") for t in draft.match.arguments.get("with"))


def _fill(draft: Draft, before: Draft) -> Draft:
    """Return a draft with those who take part in an encounter told before, by the noun that refers to it."""
    span = draft.scene.sentence.place(draft.trigger)
    names = {participant.referent.name for participant in draft.participants}
    filled = tuple(replace(p, span=span) for p in before.participants if p.referent.name not in names)
    own = {p.referent.country for p in draft.participants if p.referent.kind == MentionKind.PERSON} - {None}
    filled = tuple(p for p in filled if p.referent.kind != MentionKind.COUNTRY or p.referent.country not in own)
    return replace(draft, participants=without_doubles((*draft.participants, *filled)))


def _is_only_theirs(draft: Draft) -> bool:
    """Say whether nothing but a pronoun tells who took part: "their talks"."""
    tokens = {filler.token for filler in draft.match.fillers}
    if draft.match.arguments.get("with"):
        return False
    return (
        bool(tokens) and len(draft.keys) > 1 and all(token.dep_ == "poss" and token.pos_ == "PRON" for token in tokens)
    )


def _is_denied(draft: Draft) -> bool:
    """Say whether somebody only denies that anyone met, which takes up what was told: "Ek denied *any meeting*"."""
    verb, role = governor(draft.trigger)
    open_sides = not any(draft.match.arguments.get(label) for label in _OWN)
    some = any(child.lower_ == "any" for child in draft.trigger.lefts)
    return some and open_sides and verb is not None and verb.lemma_ == "deny" and role == "object"


def _refer_theirs(draft: Draft, told: Sequence[Draft]) -> Draft:
    """Return a draft of "their talks" with those of the last encounter told, where those it names were in none."""
    if find_antecedent(draft, told, known=draft.keys) is not None:
        return draft
    before = find_antecedent(draft, told, known=())
    return draft if before is None else _fill(replace(draft, participants=()), before)


REACH = 12
"""Sentences over which a noun alone refers back; farther ones were other encounters in the samples we read."""


def find_antecedent(draft: Draft, told: Sequence[Draft], *, known: Iterable[str]) -> Draft | None:
    """Return the last encounter told before that the draft's noun may refer to and that has all `known` in it.

    One that was told by the same noun goes before.
    """
    wanted = frozenset(known)
    several = draft.trigger.tag_ == "NNS" and draft.kind != "talks"
    fitting = [
        before
        for before in reversed(told)
        if len(before.keys) > 1
        and wanted <= before.keys
        and _may_refer(draft, before.kind)
        and (wanted or draft.scene.sentence.index - before.scene.sentence.index <= REACH)
        and (not several or before.trigger.tag_ == "NNS")  # "those conversations" are not one told before
        and not _is_set_off(draft, before)
        and not _is_apart(draft, before)
    ]
    if (sides := _sides(draft.trigger)) is not None:
        fitting = [before for before in fitting if len(before.keys) == sides]
    if draft.status.status in TOLD:  # what took place was told as such before what is only planned
        fitting.sort(key=lambda before: before.status.status not in TOLD)
    fitting.sort(key=lambda before: _only_sets_time(before, fitting))
    here = (before for before in fitting if _is_beside(draft, before))
    same = (
        before
        for before in fitting
        if before.trigger.lemma_ == draft.trigger.lemma_ and not _only_sets_time(before, fitting)
    )
    news = (before for before in fitting if not _is_recalled(before))
    return next(here, None) or next(same, None) or next(news, None) or next(iter(fitting), None)


def _only_sets_time(draft: Draft, others: Sequence[Draft]) -> bool:
    """Say whether a noun tells when another encounter was, which is the news: "*after his talks* with Ek he met Lund".

    The other one is told by a verb that the noun hangs on.
    """
    if is_verb(draft.trigger) or not comes_apart(draft.trigger):
        return False
    verb, _ = governor(draft.trigger)
    return verb is not None and any(other.trigger == verb for other in others)


def _is_beside(draft: Draft, before: Draft) -> bool:
    """Say whether the sentence itself has told the encounter: "Ek met Lund in May, but *the talks* brought nothing"."""
    verb = clause_verb(before.trigger)
    inside = before.scene.sentence.index == draft.scene.sentence.index and before.trigger.i < draft.trigger.i
    while verb is not None and verb.dep_ == "conj":
        verb = verb.head
    return inside and verb is not None and verb.dep_ not in ("relcl", "acl")


def _is_set_off(draft: Draft, before: Draft) -> bool:
    """Say whether a noun only sets the time of the encounter told beside it: "spoke to Ek *after the meeting*"."""
    if before.scene.sentence.index != draft.scene.sentence.index or not comes_apart(draft.trigger):
        return False
    verb, _ = governor(draft.trigger)
    return verb is not None and verb == clause_verb(before.trigger)


def _is_another(draft: Draft) -> bool:
    """Say whether a noun's own words make it another encounter than was told: "other talks", "the annual meeting"."""
    before = [child.lower_ for word in draft.match.words for child in word.lefts]
    same = "such" in before and not {"any", "no"}.isdisjoint(before)  # "no such meeting" is the one that was told
    return any(word in _words("another") for word in before if not (same and word == "such"))


def _is_apart(draft: Draft, before: Draft) -> bool:
    """Say whether a noun bears a name or a time that the encounter told before does not: "the *Oslo* talks"."""
    held = {participant.span for participant in draft.participants}
    filled = {filler.token for filler in draft.match.fillers if filler.mention.span in held}
    before_text, dates = before.scene.sentence.text, {time.value for time in before.times}
    names = (
        child.text
        for word in draft.match.words
        for child in word.lefts
        if child.pos_ == "PROPN" and child.ent_type_ not in _TIMES and child not in filled
    )
    if any(name not in before_text for name in names):
        return True
    own = [t for t in draft.times if t.kind == "date" and _lies_on(draft, t)]
    return any(_COARSE.match(time.value) and time.value not in dates for time in own)


_TIMES = ("DATE", "TIME", "CARDINAL", "ORDINAL")


def _lies_on(draft: Draft, time: TimeExpression) -> bool:
    """Say whether a time stands before the noun as part of its phrase: "last October's talks"."""
    place = draft.scene.sentence.place
    return any(time.span.covers(place(child)) for child in draft.trigger.lefts)


def _sides(noun: Token) -> int | None:
    """Return how many a noun says took part: "the three-way meeting"; None where it does not say."""
    words = set(noun.doc[noun.left_edge.i : noun.i].text.lower().split())
    counts = lexicon("encounters").lists("sides")
    return next((int(count) for count, listed in counts.items() if not words.isdisjoint(listed)), None)


_COARSE = re.compile(r"(\d{4}|XXXX)(-(\d\d|[A-Z]{2}))?$|REF[+-]\d+[MY]")
"""Values of times that leave the day open: a month, a season, a year, "last month"."""


def _is_recalled(draft: Draft) -> bool:
    """Say whether an encounter was told in passing, of another month or in a relative clause: "the talks" after it
    are those of the news.
    """
    if any(_COARSE.match(time.value) for time in draft.times if time.kind == "date"):
        return True
    verb = clause_verb(draft.trigger)
    clauses = (verb, verb.head) if verb is not None and verb.dep_ == "conj" else (verb,)
    return any(clause is not None and clause.dep_ == "relcl" for clause in clauses)


def _may_refer(draft: Draft, before: str | None) -> bool:
    narrow = lexicon("encounters").lists("narrow").get(draft.trigger.lemma_.lower())
    if narrow is not None and before not in narrow:
        return False
    return draft.kind == before or before in lexicon("encounters").lists("refers").get(draft.kind or "", ())


def _joins(draft: Draft) -> bool:
    """Say whether the one named only joined an encounter of others: "also took part in the talks"."""
    verbs = [*draft.match.arguments.get("light"), *draft.match.arguments.get("around")]
    if governor(draft.trigger)[1] not in _words("joined"):
        verbs = [verb for verb in verbs if verb.lemma_ != "be"]  # "was higher before the meeting"
    led = bool(draft.match.arguments.get("by"))
    joins = _words("joining") | (_words("presiding") if led else frozenset())
    return any(verb.lemma_.lower() in joins for verb in verbs)
