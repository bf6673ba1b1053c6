"""Bring together what tells one encounter: triggers of one sentence, and phrases that refer back to one told before.

In: `Draft`s, the event mentions of a sentence before they are written down. Out: fewer and fuller ones. Whether
mentions of different sentences or pages are one event is left to `dateline.link`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.classes import classes_of
from dateline.extract.clauses import clause_verb, governor, is_verb
from dateline.extract.frames import Match
from dateline.extract.scenes import Scene
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Participant, Status, StatusReading, TimeExpression

CONSULT = "CONSULT"


@dataclass(frozen=True, slots=True)
class Draft:
    """An event mention in the making; `others` are drafts of the same sentence that tell the same encounter."""

    match: Match
    scene: Scene
    participants: tuple[Participant, ...]
    status: StatusReading
    times: tuple[TimeExpression, ...]
    kind: str | None
    others: tuple["Draft", ...] = ()

    @property
    def trigger(self) -> Token:
        """The token that opened the frame."""
        return self.match.trigger

    @property
    def type(self) -> str:
        """The event's type."""
        return self.match.frame.type

    @property
    def keys(self) -> frozenset[str]:
        """Who takes part, by the keys of their referents."""
        return frozenset(participant.referent.key for participant in self.participants)


@lru_cache(maxsize=32)
def _words(*keys: str) -> frozenset[str]:
    return lexicon("encounters").words(*keys)


@lru_cache(maxsize=1)
def _specific() -> tuple[str, ...]:
    return lexicon("encounters").strings("specific")


# --- within one sentence


def join_drafts(drafts: Sequence[Draft]) -> list[Draft]:
    """Return a sentence's drafts with those that tell one encounter joined into one."""
    joined: list[Draft] = []
    for draft in drafts:
        at = next((i for i, held in enumerate(joined) if _tells_same(held, draft)), None)
        if at is None:
            joined.append(draft)
        else:
            joined[at] = _join(joined[at], draft)
    return joined


def _join(left: Draft, right: Draft) -> Draft:
    """Return the fuller of two drafts, with the more specific kind and the other kept for its details."""
    base, other = (right, left) if len(right.keys) > len(left.keys) else (left, right)
    extra = tuple(p for p in other.participants if p.referent.key not in base.keys)
    kind = min(left.kind, right.kind, key=_specificity)
    rest = (*base.others, replace(other, others=()), *other.others)
    return replace(base, kind=kind, participants=(*base.participants, *extra), others=rest)


def _specificity(kind: str | None) -> int:
    order = _specific()
    return order.index(kind) if kind in order else len(order)


def _tells_same(left: Draft, right: Draft) -> bool:
    """Say whether two triggers of one sentence tell one encounter."""
    if left.type != CONSULT or right.type != CONSULT or not _kinds_agree(left.kind, right.kind):
        return False
    if _is_linked(left, right) or _is_linked(right, left):
        return not left.keys or not right.keys or _one_holds_other(left, right)
    if not left.keys or not right.keys or not _one_holds_other(left, right):
        return False
    if any(
        len(draft.keys) < 2 and not is_verb(draft.trigger) and is_definite(draft.trigger) for draft in (left, right)
    ):
        return False  # "who saw Ek, told of the talks": that noun refers to what was told before
    return left.status.status == right.status.status and not _set_apart(left, right)


def _one_holds_other(left: Draft, right: Draft) -> bool:
    return left.keys <= right.keys or right.keys <= left.keys


def _kinds_agree(left: str | None, right: str | None) -> bool:
    """Say whether one encounter can be of both kinds; a call is no handshake, a visit no meeting."""
    if left == right:
        return True
    alone, distant, present = _words("alone"), _words("distant"), _words("present")
    if left in alone or right in alone:
        return False
    return not ((left in distant and right in present) or (right in distant and left in present))


def _is_linked(upper: Draft, lower: Draft) -> bool:
    """Say whether the lower noun is said of the upper verb: set beside it, or in a phrase of time or manner on it."""
    token = lower.trigger
    if is_verb(token):
        return False
    if token.dep_ == "attr" and token.i > upper.trigger.i and is_definite(token):  # "in what may be their last talk"
        return True
    if token.dep_ in ("appos", "npadvmod", "dep", "attr") and token.i > upper.trigger.i:
        return clause_verb(token.head) == clause_verb(upper.trigger)
    verb, label = governor(token)
    return verb is not None and verb == clause_verb(upper.trigger) and label in _words("linking")


def _set_apart(left: Draft, right: Draft) -> bool:
    """Say whether two triggers are put at different times: "met after their talks in May", or by their own dates."""
    own, other = {t.span for t in left.times}, {t.span for t in right.times}
    if own and other and not own & other and clause_verb(left.trigger) != clause_verb(right.trigger):
        return True
    return any(_comes_apart(draft.trigger) for draft in (left, right))


def _comes_apart(token: Token) -> bool:
    if is_verb(token):
        return False
    _, label = governor(token)
    return label in _words("apart")


# --- back references


def refer_back(draft: Draft, told: Sequence[Draft]) -> Draft:
    """Fill an encounter that is referred to by "the meeting" or "their talks" with those of the one told before."""
    if draft.type != CONSULT or is_verb(draft.trigger):
        return draft
    if not is_definite(draft.trigger) and (draft.keys or draft.status.status in _TOLD):
        return draft
    if _is_only_theirs(draft):
        return _refer_theirs(draft, told)
    if _is_said_of_it(draft):
        draft = _without_kinds(draft)
        before = find_antecedent(draft, told, known=draft.keys)
        return draft if before is None else _fill(draft, before)
    joined = _joins(draft)
    if (len(draft.keys) > 1 or _has_strangers(draft)) and not joined:
        return draft
    before = find_antecedent(draft, told, known=frozenset() if joined else draft.keys)
    return draft if before is None else _fill(draft, before)


def _is_said_of_it(draft: Draft) -> bool:
    """Say whether a noun only tells what the news was: "it was the first meeting between a king and a pope"."""
    if draft.trigger.dep_ != "attr" or len(draft.keys) < 2:
        return False
    subjects = [child for child in draft.trigger.head.children if child.dep_ in ("nsubj", "expl")]
    return any(child.lower_ in _words("it") for child in subjects) and any(
        participant.referent.unnamed for participant in draft.participants
    )


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
    return replace(draft, participants=(*draft.participants, *filled))


def _is_only_theirs(draft: Draft) -> bool:
    """Say whether nothing but a pronoun tells who took part: "their talks"."""
    tokens = {filler.token for filler in draft.match.fillers}
    return len(draft.keys) > 1 and all(token.dep_ == "poss" and token.pos_ == "PRON" for token in tokens)


def _refer_theirs(draft: Draft, told: Sequence[Draft]) -> Draft:
    """Return a draft of "their talks" with those of the last encounter told, where those it names were in none."""
    if find_antecedent(draft, told, known=draft.keys) is not None:
        return draft
    before = find_antecedent(draft, told, known=())
    return draft if before is None else _fill(replace(draft, participants=()), before)


_TOLD = (Status.OCCURRED, Status.ONGOING)
"""Where these stand, a new encounter may be told; "ruled out a meeting" speaks of the one in question."""


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
        and _may_refer(draft.kind, before.kind)
        and (wanted or draft.scene.sentence.index - before.scene.sentence.index <= REACH)
        and (not several or before.trigger.tag_ == "NNS")  # "those conversations" are not one told before
    ]
    if (sides := _sides(draft.trigger)) is not None:
        fitting = [before for before in fitting if len(before.keys) == sides]
    same = (before for before in fitting if before.trigger.lemma_ == draft.trigger.lemma_)
    news = (before for before in fitting if not _is_recalled(before))
    return next(same, None) or next(news, None) or next(iter(fitting), None)


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


def _may_refer(kind: str | None, before: str | None) -> bool:
    return kind == before or before in lexicon("encounters").lists("refers").get(kind or "", ())


def is_definite(noun: Token) -> bool:
    """Say whether a noun stands for something already told: "the meeting", "their talks", "this exchange"."""
    return any(
        (child.dep_ == "det" and child.lower_ in _words("definite"))
        or (child.dep_ == "poss" and child.pos_ in ("PRON", "DET"))
        for child in noun.children
    )


def _joins(draft: Draft) -> bool:
    """Say whether the one named only joined an encounter of others: "also took part in the talks"."""
    verbs = [*draft.match.arguments.get("light"), *draft.match.arguments.get("around")]
    if governor(draft.trigger)[1] not in _words("joined"):
        verbs = [verb for verb in verbs if verb.lemma_ != "be"]  # "was higher before the meeting"
    return any(verb.lemma_.lower() in _words("joining") for verb in verbs)


# --- who takes part


def is_told_whole(draft: Draft) -> bool:
    """Say whether a draft tells enough of an encounter: two who take part, or one who is said to.

    A noun with no one but the other side ("closer dialogue with X") tells of none that took place, nor does one with
    no one but who acts beside it ("before the meeting X said").
    """
    if draft.kind == "visit":  # where a visit went to may be a place alone
        return True
    if draft.status.status in _TOLD:
        whole = len(draft.keys) > 1 and not _is_one_side(draft)
        return whole or _is_joined(draft) or _is_gathered(draft)
    if len(draft.keys) > 1 or is_verb(draft.trigger):
        return True
    arguments = draft.match.arguments
    told = is_definite(draft.trigger) and bool(arguments.get("with"))
    return told or any(arguments.get(label) for label in _MEMBERS)


def _is_one_side(draft: Draft) -> bool:
    """Say whether all who are named are only the other side: "reached through negotiations with A and B"."""
    labels = ("with",) if not is_verb(draft.trigger) else ("with", "object")
    arguments = draft.match.arguments
    if draft.others or arguments.get("passive"):
        return False
    other = {token for label in labels for token in arguments.get(label)}
    return draft.keys <= {f.mention.referent.key for f in draft.match.fillers if f.token in other}


def _is_joined(draft: Draft) -> bool:
    """Say whether the one who is named attends or calls a meeting: "chaired an emergency meeting"."""
    verbs = (*draft.match.arguments.get("light"), *draft.match.arguments.get("around"))
    own = (draft.trigger,) if is_verb(draft.trigger) else verbs
    return any(verb.lemma_.lower() in _words("convening") for verb in own)


def _is_gathered(draft: Draft) -> bool:
    """Say whether those of one body or group met: "the cabinet met", "a meeting of the council"."""
    arguments = draft.match.arguments
    if arguments.get("with") or (is_verb(draft.trigger) and arguments.get("object")):
        return False
    place = draft.scene.sentence.place
    spans = [place(token) for label in _GATHERED for token in arguments.get(label)]
    bodies = [p for p in draft.participants if p.referent.kind in (MentionKind.ORGANISATION, MentionKind.GROUP)]
    several = [f.token for f in draft.match.fillers if f.token.tag_ == "NNS"]  # "Danish ministers met"
    return any(span in spans for span in map(place, several)) or any(b.span.covers(s) for b in bodies for s in spans)


_GATHERED = ("subject", "of", "between", "among", "possessive", "modifier")

_MEMBERS = ("subject", "possessive", "between", "pair", "naming", "among", "of", "teller", "indirect")


def is_political(participants: Sequence[Participant]) -> bool:
    """Say whether a state, an official or a political body takes part; whom others meet is not coded."""
    return any("political" in classes_of(participant.referent) for participant in participants)


def tidy_participants(participants: Sequence[Participant]) -> tuple[Participant, ...]:
    """Leave out states whose own people are named, the unnamed beside the named, and the press."""
    people = [p for p in participants if p.referent.kind == MentionKind.PERSON and not p.referent.unnamed]
    countries = {p.referent.country for p in people if p.referent.country}
    return tuple(p for p in participants if not _is_doubled(p, people, countries))


def _is_doubled(participant: Participant, people: Sequence[Participant], countries: set[str]) -> bool:
    referent = participant.referent
    if referent.sector == "MED" or referent.kind == MentionKind.PLACE:
        return True
    if referent.office and any(word in referent.office.lower() for word in _words("spokespeople")):
        return True
    if referent.kind in (MentionKind.COUNTRY, MentionKind.ORGANISATION) and referent.country in countries:
        return True
    if referent.kind == MentionKind.OFFICE and referent.country and referent.country in countries:
        return True
    return referent.unnamed and referent.kind == MentionKind.GROUP and len(people) > 1
