"""Let a person judge: same, not the same, split, right, wrong, edit, unverifiable, undo.

In: an open ledger, events or fields, and who judges and why. Out: judgements, appended, and the record of the events
that they reach made anew, in one transaction. Nothing is overwritten.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from dateline.errors import DatelineError, UsageError
from dateline.ids import digest
from dateline.match.agreement import days_of, load_rules, minutes_of
from dateline.model.claims import Status
from dateline.model.record import Event, Judgement
from dateline.pipeline import rebuild
from dateline.store.judgements import act_of, judgements_on, named
from dateline.store.ledger import Ledger, now
from dateline.store.queries import get_event
from dateline.verdicts import ON_FIELDS


class StaleError(DatelineError):
    """The event was changed by someone else since the person saw it: look again, then judge."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who judges, and why."""

    author: str
    reason: str = ""


def event_version(event: Event) -> str:
    """Return a mark that is the same as long as nothing that a person can judge changes in the event."""
    fields = (f"{f.name}={f.value}={f.state}={f.note}" for f in event.fields)
    return digest(event.id, event.label, *fields, *sorted(event.mentions))


@contextmanager
def fresh_event(ledger: Ledger, event: str, version: str | None = None) -> Iterator[Event]:
    """Hold the ledger for a change to an event; raise StaleError where it is not the one that was seen."""
    with ledger.transaction():
        found = get_event(ledger, event)
        if version and event_version(found) != version:
            raise StaleError(f"{found.label}: somebody changed this event since you opened it; look again, then judge")
        yield found


def judge_same(ledger: Ledger, left: Event, right: Event, signed: Signature) -> tuple[Judgement, ...]:
    """Hold two events to be one: all their mentions are joined to the first of them."""
    if left.id == right.id:
        raise UsageError(f"{left.id}: these are one event already")
    mentions = sorted({*left.mentions, *right.mentions})
    barred = _barred(ledger, mentions)
    if barred:
        raise UsageError(f"{barred.author or 'a reviewer'} held them not the same; undo {barred.id} first")
    return _append(ledger, "same", [(mentions[0], other) for other in mentions[1:]], signed)


def _barred(ledger: Ledger, mentions: Sequence[str]) -> Judgement | None:
    inside = set(mentions)
    found = judgements_on(ledger, mentions)
    return next((j for j in found if j.verdict == "different" and {j.left, j.right} <= inside), None)


def judge_different(ledger: Ledger, left: Event, right: Event, signed: Signature) -> tuple[Judgement, ...]:
    """Hold two events apart for ever: no rule may join any mention of the one with any of the other."""
    if left.id == right.id:
        raise UsageError(f"{left.id}: this is one event; split a mention off it instead")
    return _append(ledger, "different", [(a, b) for a in left.mentions for b in right.mentions], signed)


def told_mentions(ledger: Ledger, event: Event) -> Iterator[tuple[str, str, str]]:
    """Yield the mentions of an event: the id, the page, the sentence with the words that tell it marked."""
    for told in ledger.mentions(event.mentions):
        reading = ledger.reading(told.page)
        text, sentence, words = reading.article.text, told.mention.sentence, told.mention.trigger
        marked = f"{text[sentence.start : words.start]}[{words.slice(text)}]{text[words.end : sentence.end]}"
        yield told.id, reading.page.path or reading.page.url or reading.page.id, " ".join(marked.split())


def split_mention(ledger: Ledger, event: Event, mention: str, signed: Signature) -> tuple[Judgement, ...]:
    """Take one mention (its id, or the start of it) out of an event, away from all its others."""
    fits = [m for m in event.mentions if m.startswith(mention)]
    if len(fits) != 1:
        raise UsageError(
            f"{mention}: {event.id} has {len(fits) or 'no'} mentions of that id: {', '.join(event.mentions)}"
        )
    others = [m for m in event.mentions if m != fits[0]]
    if not others:
        raise UsageError(f"{event.id}: it has one mention only; nothing to split")
    return _append(ledger, "different", [(fits[0], other) for other in others], signed)


def keep_mention(ledger: Ledger, event: Event, mention: str, signed: Signature) -> tuple[Judgement, ...]:
    """Hold one mention of an event to tell that event indeed, whatever the rules come to think of it."""
    if mention not in event.mentions:
        raise UsageError(f"{mention}: {event.id} has no mention of that id")
    return _append(ledger, "same", [(mention, other) for other in event.mentions if other != mention], signed)


def code_blind(ledger: Ledger, event: Event, verdict: str, said: str, signed: Signature) -> Judgement:
    """Note what a coder holds of a field, FIELD=VALUE, without any effect on the record: for double coding."""
    name, _, value = said.partition("=")
    if verdict not in ON_FIELDS or not re.fullmatch(r"[a-z_]+", name):
        raise UsageError(f"{verdict} {said!r}: a verdict is one of {', '.join(ON_FIELDS)}, on FIELD=VALUE")
    if verdict == "edit":
        check_value(name, " ".join(value.split()))
    if not signed.author.strip():
        raise UsageError("a judgement needs the name of who makes it")
    right = f"{name}={verdict}:{' '.join(value.split())}"
    return _keep(ledger, "blind", (min(event.mentions), right), signed)


ON_EVENTS = ("in", "out", "unverifiable")


def code_event(ledger: Ledger, event: Event, told: tuple[str, str], signed: Signature) -> Judgement:
    """Note a coder's verdict on an event for a coding project, `told` being both; the record stays as it is."""
    project, verdict = told
    if verdict not in ON_EVENTS:
        raise UsageError(f"{verdict!r}: a verdict of a coding project is one of {', '.join(ON_EVENTS)}")
    if not signed.author.strip():
        raise UsageError("a judgement needs the name of who makes it")
    return _keep(ledger, "coded", (min(event.mentions), f"{project}={verdict}"), signed)


def judge_field(ledger: Ledger, event: Event, verdict: str, said: str, signed: Signature) -> tuple[Judgement, ...]:
    """Give a verdict on a field: `said` is FIELD=VALUE; `edit` sets it, `unverifiable` needs the field alone."""
    name, _, value = said.partition("=")
    if verdict not in ON_FIELDS or not re.fullmatch(r"[a-z_]+", name):
        raise UsageError(f"{verdict} {said!r}: a verdict is one of {', '.join(ON_FIELDS)}, on FIELD=VALUE")
    value = " ".join(value.split())
    if name not in known_fields(event):
        raise UsageError(f"{name!r} is no field; there are {', '.join(sorted(known_fields(event)))}")
    if verdict != "unverifiable":
        check_value(name, value)
    anchor = _anchor(event, name, value)
    return _append(ledger, verdict, [(anchor, name if verdict == "unverifiable" else f"{name}={value}")], signed)


def known_fields(event: Event) -> frozenset[str]:
    """Return the fields on which a verdict can be given: those with a rule, the status, and what the event has."""
    return frozenset((*load_rules().fields, "status", *(field.name for field in event.fields)))


def _anchor(event: Event, name: str, value: str) -> str:
    """Return the mention that carries the verdict: one that tells the value, else the event's first."""
    telling = sorted(s.mention for s in event.statements if s.field == name and s.value == value)
    return telling[0] if telling else min(event.mentions)


def check_value(name: str, value: str) -> None:
    """Raise UsageError where a field cannot have the value."""
    if not value:
        raise UsageError(f"{name}: a value is missing")
    if name == "status" and value not in tuple(Status):
        raise UsageError(f"{value!r} is no status; there are {', '.join(Status)}")
    if name == "date":
        try:
            first, last = days_of(value)
        except ValueError:
            raise UsageError(f"{value!r} is no date; write it as 2016-11-20 or 2016-11-20/2016-11-22") from None
        if last < first:
            raise UsageError(f"{value!r} ends before it begins")
    if name == "duration" and value.startswith("P") and minutes_of(value) is None:
        raise UsageError(f"{value!r} is no duration; write it as PT4M, PT1H30M or in words")


def undo(ledger: Ledger, judgement: str | None, signed: Signature) -> tuple[Judgement, ...]:
    """Take back a judgement and those of the same act; without an id, the last act of a person."""
    found = named(ledger, judgement) if judgement else _last(ledger)
    if not found or len(found) > 1:
        raise UsageError(f"{judgement or 'undo'}: no standing judgement of a person has that id; see `dateline log`")
    act = act_of(ledger, found[0])
    with ledger.transaction():
        at = now()
        made = tuple(_keep(ledger, "undo", (j.id, ""), signed, undoes=j.id, at=at) for j in act)
        rebuild(ledger, _mentions_in(act))
    return made


def _last(ledger: Ledger) -> list[Judgement]:
    return [j for j in ledger.judgements() if not j.author.startswith("rule:")][-1:]


def _append(ledger: Ledger, verdict: str, pairs: Iterable[tuple[str, str]], signed: Signature) -> tuple[Judgement, ...]:
    if not signed.author.strip():
        raise UsageError("a judgement needs the name of who makes it")
    with ledger.transaction():
        at = now()
        made = tuple(_keep(ledger, verdict, pair, signed, at=at) for pair in pairs)
        rebuild(ledger, _mentions_in(made))
    return made


def _keep(ledger: Ledger, verdict: str, pair: tuple[str, str], signed: Signature, **told: str) -> Judgement:
    return ledger.judge(verdict, *pair, author=signed.author.strip(), reason=signed.reason.strip(), **told)


def _mentions_in(judgements: Iterable[Judgement]) -> set[str]:
    return {side for j in judgements for side in (j.left, j.right) if re.fullmatch(r"m_[0-9a-f]+", side)}
