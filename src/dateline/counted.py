"""Date what is counted from an event that other pages date: "two days after they met in Lima".

In: a reading and its dated mentions, or a ledger whose events were made anew. Out: the keys by which such mentions
wait for that event, and the mentions as the event's day places them. What one page alone tells of the anchor is left
to `dateline.anchors`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dateline.anchors import clause_time, find_anchored
from dateline.counting import count_from
from dateline.dating import own_time
from dateline.model.claims import Basis, Interval, Precision, Reading, TimeExpression
from dateline.model.record import DatedMention, Event
from dateline.store.ledger import Ledger
from dateline.stretches import show

WAITS = "@"
"""What the key begins with under which a mention waits for the day of the one that it is counted from."""

FALLBACKS = (None, Basis.PUBLICATION.value)
"""Bases that give way to a count: no day at all, or only the page's own."""


def waiting_keys(reading: Reading, mentions: Sequence[DatedMention]) -> dict[str, tuple[str, ...]]:
    """Return, by mention, the key of the event mention of the same page that it is counted from."""
    found: dict[str, tuple[str, ...]] = {}
    for mention in mentions:
        time = _count(mention, reading)
        number = find_anchored(time, reading) if time is not None and _is_open(mention, time) else None
        if number is not None and number != mention.ordinal:
            found[mention.id] = (WAITS + mentions[number].id,)
    return found


def _count(mention: DatedMention, reading: Reading) -> TimeExpression | None:
    return own_time(mention.mention) or clause_time(mention.mention, reading)


def _is_open(mention: DatedMention, time: TimeExpression) -> bool:
    """Say whether the page alone leaves the day open; what is counted roughly is dated by the page at best."""
    return mention.basis in FALLBACKS and time.interval is None


def recount(ledger: Ledger, events: Mapping[str, Event]) -> Iterator[tuple[DatedMention, tuple[str, ...]]]:
    """Yield the mentions that the days of events, made anew, place elsewhere, with the keys by which they wait."""
    for ident in sorted(events):
        event = events[ident]
        for anchor in event.mentions:
            for told in ledger.mentions(sorted(ledger.block(WAITS + anchor))):
                if told.id in event.mentions:
                    continue
                now = _counted(told, event, ledger.reading(told.page))
                if now != told:
                    yield now, (WAITS + anchor,)


def _counted(told: DatedMention, event: Event, reading: Reading) -> DatedMention:
    """Return the mention as counted from the event, itself where the event has no day of its own."""
    time, anchor = _count(told, reading), day_of(event)
    if time is None or anchor is None:
        return told
    days = count_from(time, anchor, told.as_of)
    if days is None or (told.as_of is not None and anchor.start > told.as_of.end):
        return told
    why = f"counted from {event.label!r}, {show(anchor)}, of the record"
    return replace(told, interval=days, basis=Basis.RELATIVE.value, date_reason=why, linked=True)


def day_of(event: Event) -> Interval | None:
    """Return the one day of an event; a day that is only that of its page's publication is none."""
    if not event.start or event.start[:10] != (event.end or event.start)[:10] or event.date_basis in FALLBACKS:
        return None
    try:
        day = date.fromisoformat(event.start[:10])
    except ValueError:
        return None
    return Interval(day, day, Precision.DAY)


def awaited_events(ledger: Ledger, touched: Iterable[str], written: Iterable[str]) -> dict[str, Event]:
    """Return the events, among those written and those that touched mentions wait for, whose day something awaits."""
    query = "SELECT 1 FROM mention m JOIN block b ON b.key = ? || m.id WHERE m.event = ? LIMIT 1"
    awaited = {event for event in written if ledger.database.execute(query, (WAITS, event)).fetchone()}
    for mention in touched:
        for (key,) in ledger.database.execute("SELECT key FROM block WHERE mention = ?", (mention,)).fetchall():
            event = ledger.event_of(key[len(WAITS) :]) if key.startswith(WAITS) else None
            awaited |= {event} if event else set()
    return {event: ledger.record(event) for event in sorted(awaited)}
