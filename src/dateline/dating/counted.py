"""Date what is counted from what other pages date: "two days after they met in Lima", "a week after the election".

In: a reading and its dated mentions, or a ledger whose events were made anew. Out: the keys by which such mentions
wait for the event or the happening, and the mentions as its day places them. What one page alone tells of the anchor
is left to `dateline.dating.anchors`, which happenings pages tell to `dateline.dating.occasions`.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from dateline.dating.anchors import clause_time, find_anchored, is_counted
from dateline.dating.constraints import own_time
from dateline.dating.counting import count_from
from dateline.dating.occasions import find_occasions, occasion_key
from dateline.dating.stretches import WEEK, ranged, show
from dateline.model.claims import Basis, Interval, Precision, Reading, TimeExpression
from dateline.model.record import DatedMention, Event
from dateline.store.ledger import Ledger
from dateline.store.occasions import ToldDay, place_occasions, take_changed, told_days

WAITS = "@"
"""What the key begins with under which a mention waits for the day of the one that it is counted from."""

FALLBACKS = (None, Basis.PUBLICATION.value)
"""Bases that give way to a count: no day at all, or only the page's own."""


def waiting_keys(reading: Reading, mentions: Sequence[DatedMention]) -> dict[str, tuple[str, ...]]:
    """Return, by mention, the key of the event mention of the same page that it is counted from."""
    found: dict[str, tuple[str, ...]] = {}
    for mention in mentions:
        time = _count(mention, reading)
        if time is None or not _is_open(mention, time):
            continue
        number = find_anchored(time, reading)
        if number is not None and number != mention.ordinal:
            found[mention.id] = (WAITS + mentions[number].id,)
        elif number is None and is_counted(time) and time.anchor is not None:
            key = occasion_key(time.anchor, reading)
            found[mention.id] = (WAITS + key,) if key else ()
    return found


def keep_occasions(ledger: Ledger, reading: Reading, page: Interval | None) -> None:
    """Keep the days of elections and the like that a page tells where other pages find them."""
    told = find_occasions(reading, page)
    days = (ToldDay(one.key, reading.page.id, one.days.start, one.days.end, one.words) for one in told)
    place_occasions(ledger, reading.page.id, days)


def _count(mention: DatedMention, reading: Reading) -> TimeExpression | None:
    return own_time(mention.mention) or clause_time(mention.mention, reading)


def _is_open(mention: DatedMention, time: TimeExpression) -> bool:
    """Say whether the page alone leaves the day open; what is counted roughly is dated by the page at best."""
    return mention.basis in FALLBACKS and time.interval is None


def recount(
    ledger: Ledger, touched: Iterable[str], written: Iterable[str]
) -> Iterator[tuple[DatedMention, tuple[str, ...]]]:
    """Yield the mentions that other pages' days place elsewhere, with the keys by which they wait.

    These are the days of events that were written, and of happenings that pages told since; touched mentions look anew.
    """
    keys = {key for mention in touched for key in _keys_awaited(ledger, mention)}
    yield from _recount_occasions(ledger, {*(key for key in keys if "|" in key), *take_changed(ledger)})
    events = awaited_events(ledger, keys, written)
    for ident in sorted(events):
        event = events[ident]
        for anchor in event.mentions:
            for told in ledger.mentions(sorted(ledger.block(WAITS + anchor))):
                if told.id in event.mentions:
                    continue
                now = _counted(told, event, ledger.reading(told.page))
                if now != told:
                    yield now, (WAITS + anchor,)


def _keys_awaited(ledger: Ledger, mention: str) -> Iterator[str]:
    """Yield what a mention waits for: another mention, or a happening by its key."""
    for (key,) in ledger.database.execute("SELECT key FROM block WHERE mention = ?", (mention,)).fetchall():
        if key.startswith(WAITS):
            yield key[len(WAITS) :]


def _recount_occasions(ledger: Ledger, keys: Iterable[str]) -> Iterator[tuple[DatedMention, tuple[str, ...]]]:
    for key in sorted(keys):
        told = told_days(ledger, key)
        for mention in ledger.mentions(sorted(ledger.block(WAITS + key))):
            now = _counted_from_day(mention, told, ledger.reading(mention.page))
            if now != mention:
                yield now, (WAITS + key,)


TERM = timedelta(days=4 * 365)
"""How long a happening is the last of its kind in its country without anybody telling of a later one: a term."""


def _counted_from_day(mention: DatedMention, told: Sequence[ToldDay], reading: Reading) -> DatedMention:
    """Return the mention as counted from the last happening before its page, itself where none is known."""
    time, latest = _count(mention, reading), mention.as_of
    anchor = last_told(told, latest)
    days = count_from(time, Interval(anchor.start, anchor.end, Precision.RANGE), latest) if time and anchor else None
    if days is None or anchor is None:
        return mention
    why = f"counted from {show(ranged(anchor.start, anchor.end))}, as another page tells it: {anchor.words!r}"
    return replace(mention, interval=days, basis=Basis.RELATIVE.value, date_reason=why, linked=True)


def last_told(told: Sequence[ToldDay], latest: Interval | None) -> ToldDay | None:
    """Return the last happening before a page, as most pages tell it; None where none is near enough to be it.

    What pages put within a week is one happening; of a page without a date only the one happening known can be meant.
    """
    before = [one for one in told if latest is None or latest.end - TERM <= one.start <= latest.end]
    last = max((one.start for one in before), default=None)
    if last is None or (latest is None and min(one.start for one in before) < last - WEEK):
        return None
    same = [one for one in before if one.start >= last - WEEK]
    votes = Counter((one.start, one.end) for one in same)
    return min(same, key=lambda one: (one.end - one.start, -votes[one.start, one.end], one.start, one.page))


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


LOOSE = 14
"""Days up to which an event is dated well enough to count from it: a count of weeks gives a week, and so on."""


def day_of(event: Event) -> Interval | None:
    """Return the day or few days of an event; a day that is only that of its page's publication is none."""
    if not event.start or event.date_basis in FALLBACKS:
        return None
    try:
        start, end = date.fromisoformat(event.start[:10]), date.fromisoformat((event.end or event.start)[:10])
    except ValueError:
        return None
    return ranged(start, end) if (end - start).days <= LOOSE else None


def awaited_events(ledger: Ledger, keys: Iterable[str], written: Iterable[str]) -> dict[str, Event]:
    """Return the events, among those written and those of mentions that are waited for, whose day something awaits."""
    query = "SELECT 1 FROM mention m JOIN block b ON b.key = ? || m.id WHERE m.event = ? LIMIT 1"
    awaited = {event for event in written if ledger.database.execute(query, (WAITS, event)).fetchone()}
    awaited |= {event for key in keys if "|" not in key and (event := ledger.event_of(key))}
    return {event: ledger.record(event) for event in sorted(awaited)}
