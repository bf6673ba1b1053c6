"""Say which act answers which: envoys expelled for envoys expelled, tariffs for tariffs.

In: what one page tells, in the order of its text, or two mentions of different pages. Out: the act that answers, and
what it answers. Where a page says so is found by `replying`.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Protocol

from dateline.lexicon import lexicon
from dateline.model.record import DatedMention
from dateline.model.text import Span
from dateline.relations.holding import is_real

NEXT = 3
"""Characters between two sentences of one paragraph, or of two that follow each other."""
ANSWERED = 10
"""Days within which a deed is answered where the text does not say when it was done: expulsions follow within a week
or so, and a stretch of more than 14 days would tell nothing of its time (see `match.blocking`)."""
BUCKET = 10
"""Days of one key: two deeds so many days apart share one at the most."""


class Told(Protocol):
    """A mention with the event that it stands in."""

    @property
    def event(self) -> str: ...  # noqa: D102
    @property
    def mention(self) -> DatedMention: ...  # noqa: D102


def find_replies(told: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield each act that a page tells as an answer, with what it answers; `told` are in the order of the text."""
    sentences: dict[Span, list[Told]] = defaultdict(list)
    for number, item in enumerate(told):
        sentences[item.mention.mention.sentence].append(item)
        if item.mention.answers and (last := _last_before(told[:number], item)) is not None:
            yield item, last
    for group in sentences.values():
        yield from _in_sentence(group)
        moved = _last_before(told, group[0]) if group[0].mention.traced else None
        if moved is not None and strikes_back(moved.mention, group[0].mention):
            yield moved, group[0]


def _in_sentence(group: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """Yield the answers that one sentence tells.

    What is answered stands after the words that say so; what answers it before them, or, where the sentence opens with
    them, after it. Of what prompted an act it is the other way round.
    """
    first = group[0].mention
    if first.prompts is not None:
        before, after = _around(group, first.prompts)
        if before and after and before[-1].event != after[0].event:
            yield after[0], before[-1]
        return
    at = first.turn if first.reply is None else first.reply
    if at is None:
        return
    before, after = _around(group, at)
    answered, answers = after[:1], before[-1:] or after[1:2]
    if not (answered and answers) or answered[0].event == answers[0].event:
        return
    if first.reply is not None or strikes_back(answers[0].mention, answered[0].mention):
        yield answers[0], answered[0]


def _around(group: Sequence[Told], at: int) -> tuple[list[Told], list[Told]]:
    before = [t for t in group if t.mention.mention.trigger.start < at]
    return before, [t for t in group if t.mention.mention.trigger.start >= at]


def _last_before(told: Sequence[Told], answer: Told) -> Told | None:
    """Return what the sentence before told last, for a sentence that opens with "in response, "."""
    sentence = answer.mention.mention.sentence
    before = [t for t in told if t.mention.mention.sentence.end <= sentence.start and t.event != answer.event]
    if not before or sentence.start - before[-1].mention.mention.sentence.end > NEXT:
        return None
    near = [t for t in before if t.mention.mention.sentence == before[-1].mention.mention.sentence]
    last = next((t for t in reversed(near) if is_real(t.mention)), near[-1])  # a threat, not what it threatens with
    return last if set(last.mention.entities) != set(answer.mention.entities) else None


def strikes_back(answer: DatedMention, answered: DatedMention) -> bool:
    """Say whether who was hit by the one deed did the other to who had done it: envoys for envoys."""
    struck = _countries(answered, HIT) & _countries(answer, DOER)
    return bool(struck and _countries(answered, DOER) & _countries(answer, HIT))


DOER, HIT = ("actor",), ("recipient", "target")


def _countries(mention: DatedMention, roles: tuple[str, ...]) -> set[str]:
    return {p.referent.country for p in mention.mention.participants if p.role in roles and p.referent.country}


# --- of two pages -----------------------------------------------------------------------------------------------------


def answers(answer: DatedMention, deed: DatedMention) -> bool:
    """Say whether an act answers a deed that another page tells: the mover's last days' deeds against who answers."""
    if answer.mover is None or not (_is_deed(answer) and _is_deed(deed) and is_real(deed)):
        return False
    when, done = answer.interval, deed.interval
    if when is None or done is None or done.end > when.end or when.start - done.start > timedelta(ANSWERED):
        return False
    return answer.mover in _countries(deed, DOER) and bool(_countries(deed, HIT) & _countries(answer, DOER))


def _is_deed(mention: DatedMention) -> bool:
    return mention.mention.type in lexicon("relations").words("blows")


def deed_keys(mention: DatedMention) -> Iterator[str]:
    """Yield the keys under which an answer and the deeds of who is answered meet: who hit whom, and the days."""
    when = mention.interval
    if when is None or not _is_deed(mention) or (when.end - when.start).days > ANSWERED + BUCKET:
        return
    doers, hit = _countries(mention, DOER), _countries(mention, HIT)
    pairs = {(a, b) for a in doers for b in hit} if is_real(mention) else set()
    if mention.mover is not None:
        pairs |= {(mention.mover, doer) for doer in doers}
    first, last = when.start.toordinal() // BUCKET, when.end.toordinal() // BUCKET + 1
    for a, b in sorted(pairs):
        yield from (f"deed {a} {b} {bucket}" for bucket in range(first, last + 1))
