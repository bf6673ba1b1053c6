"""Bring together what tells one encounter: triggers of one sentence, and phrases that refer back to one told before.

In: `Draft`s, the event mentions of a sentence before they are written down. Out: fewer and fuller ones. Whether
mentions of different sentences or pages are one event is left to `dateline.link`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.extract.clauses import clause_verb, governor, is_verb
from dateline.extract.frames import Match
from dateline.extract.scenes import Scene
from dateline.lexicon import lexicon
from dateline.model.claims import Detail, Mention, Participant, Status, StatusReading, TimeExpression

CONSULT = "CONSULT"


@dataclass(frozen=True, slots=True)
class Draft:
    """An event mention in the making; `others` are drafts of the same sentence that tell the same encounter.

    `length` is how long it was as a sentence after it tells, `there` the place to which its clause points back.
    """

    match: Match
    scene: Scene
    participants: tuple[Participant, ...]
    status: StatusReading
    times: tuple[TimeExpression, ...]
    kind: str | None
    others: tuple["Draft", ...] = ()
    length: Detail | None = None
    there: Mention | None = None

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
    status = other.status if _is_under_way(base, other) else base.status
    return replace(base, kind=kind, participants=(*base.participants, *extra), others=rest, status=status)


def _is_under_way(visit: Draft, other: Draft) -> bool:
    """Say whether a visit that somebody came for has begun: "arrived in Oslo *for a three-day visit*"."""
    both = visit.kind == other.kind == "visit"
    return both and visit.status.status is Status.PLANNED and other.status.status in TOLD


def _specificity(kind: str | None) -> int:
    order = _specific()
    return order.index(kind) if kind in order else len(order)


def _tells_same(left: Draft, right: Draft) -> bool:
    """Say whether two triggers of one sentence tell one encounter."""
    if left.type != CONSULT or right.type != CONSULT or not _kinds_agree(left.kind, right.kind):
        return False
    if is_setting(left.trigger) or is_setting(right.trigger) or _are_sundered(left, right):
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


def _are_sundered(left: Draft, right: Draft) -> bool:
    """Say whether the words between two triggers make them two: "talks *separate from* the ministers' meeting"."""
    first, last = sorted((left.trigger, right.trigger), key=lambda token: token.i)
    between = f" {' '.join(token.lower_ for token in first.doc[first.i + 1 : last.i])} "
    return any(f" {phrase} " in between for phrase in _words("sundering"))


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
    if is_verb(token) or comes_apart(upper.trigger):
        return False  # "before the trilateral meeting the two held talks"
    words = {word.i for word in lower.match.words}
    token = next((word for word in lower.match.words if word.head.i not in words), token)
    if token.dep_ in ("amod", "compound", "nmod") and not is_verb(token.head):
        token = token.head  # "sat down for face-to-face talks"
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
    return any(comes_apart(draft.trigger) for draft in (left, right)) or _comes_later(left, right)


def _comes_later(left: Draft, right: Draft) -> bool:
    """Say whether the later of two triggers stands in a clause of its own with "later": "and later they had dinner"."""
    first, last = sorted((left, right), key=lambda draft: draft.trigger.i)
    verb = clause_verb(last.trigger)
    if verb is None or verb == clause_verb(first.trigger):
        return False
    return any(c.dep_ == "advmod" and c.lower_ in _words("later") and c.i > first.trigger.i for c in verb.children)


def comes_apart(token: Token) -> bool:
    """Say whether a noun stands behind a word that sets it at another time: "after the talks"."""
    if is_verb(token):
        return False
    prep = token.head
    if prep.lower_ == "of" and prep.head.lower_ in _words("edges"):
        return comes_apart(prep.head)  # "before the start of the talks"
    _, label = governor(token)
    return label in _words("apart")


def is_setting(noun: Token) -> bool:
    """Say whether a noun is a gathering beside which others met: "on the sidelines of *the meeting*"."""
    prep = noun.head
    return prep.lower_ == "of" and prep.head.lemma_.lower() in _words("margins")


def is_definite(noun: Token) -> bool:
    """Say whether a noun stands for something already told: "the meeting", "their talks", "no such exchange"."""
    return any(
        (child.dep_ == "det" and child.lower_ in _words("definite"))
        or child.lower_ == "such"  # "no such exchange": no article of its own
        or (child.dep_ == "poss" and child.pos_ in ("PRON", "DET"))
        for child in noun.children
    )


TOLD = (Status.OCCURRED, Status.ONGOING)
"""Where these stand, a new encounter may be told; "ruled out a meeting" speaks of the one in question."""
