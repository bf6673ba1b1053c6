"""Say which encounter holds which: a visit the talks on it, a summit the meetings beside it, a dinner a handshake.

In: two dated mentions, of one page or of two. Out: whether the one took place within the other, and the keys under
which mentions of different pages find each other. Which pairs are looked at is left to `relate` and `across`.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from dateline.annotate.gatherings import editions_within, match_gathering
from dateline.lexicon import lexicon
from dateline.match.places import fits_place
from dateline.model.claims import Interval, MentionKind, Place, Precision, Status
from dateline.model.record import DatedMention

REAL = (Status.OCCURRED, Status.ONGOING)
TRIP = 10
"""Days between two stops of a trip at the most, and days that a visit or a summit lasts at the most."""


def may_hold(holder: DatedMention, part: DatedMention) -> bool:
    """Say whether one kind of encounter holds the other; a dinner holds no talks, only a word in passing."""
    table = lexicon("kinds")
    if holder.mention.kind in table.words("short") and part.mention.kind not in table.words("passing"):
        return False
    return _breadth(part) < _breadth(holder)


def _breadth(mention: DatedMention) -> int:
    """Return how much an encounter may hold: a visit a dinner, a dinner a handshake, a handshake nothing."""
    whole = lexicon("kinds").strings("whole")
    kind = mention.mention.kind
    return len(whole) - whole.index(kind) if kind in whole else 0


def is_real(mention: DatedMention) -> bool:
    """Say whether an encounter took place, or goes on."""
    return mention.mention.status.status in REAL


def is_inside(part: DatedMention, whole: DatedMention) -> bool:
    """Say whether one encounter of a page lies within the days of another, with two in common or at its place."""
    if not (is_real(part) and is_real(whole) and _within(part, whole)):
        return False
    shared = set(part.entities) & set(whole.entities)
    return len(shared) >= 2 or (bool(shared) and _there(part.place, whole.place))


def _within(part: DatedMention, whole: DatedMention) -> bool:
    inner, outer = part.interval, whole_stay(whole)
    return inner is not None and outer is not None and outer.start <= inner.start and inner.end <= outer.end


def whole_stay(mention: DatedMention) -> Interval | None:
    """Return the days of an encounter, with those that its told length adds: "arrived on Tuesday for *three days*"."""
    held = _edition(mention)
    if held is not None:
        return held
    lengths = (_DAYS.fullmatch(d.value) for d in mention.mention.details if d.field == "duration")
    days = max((int(found[1]) for found in lengths if found), default=0)
    stay = mention.interval
    if stay is None or not 1 < days <= TRIP or stay.start != stay.end:
        return stay
    return replace(stay, end=stay.start + timedelta(days - 1), precision=Precision.RANGE)


def _edition(mention: DatedMention) -> Interval | None:
    """Return the days of the gathering whose summit it is, where they are known."""
    name = gathering_of(mention) if mention.mention.kind == "summit" and mention.interval is not None else None
    found = editions_within(name, mention.interval) if name and mention.interval else ()
    return found[0].interval if len(found) == 1 else None


_DAYS = re.compile(r"P(\d{1,3})D")


def _there(inner: Place | None, outer: Place | None) -> bool:
    return inner is not None and outer is not None and fits_place(inner, outer)


# --- of two pages -----------------------------------------------------------------------------------------------------


def holds(whole: DatedMention, part: DatedMention) -> bool:
    """Say whether an encounter of one page holds one that another page tells.

    No sentence ties the two, so more is asked than on one page: the guest himself, not only his host, was there, in
    the land that he visited or where the two met; or the part is told as one of the summit's.
    """
    if not (is_real(part) and is_real(whole) and may_hold(whole, part) and _within(part, whole)):
        return False
    if whole.mention.kind == "summit" and _is_beside(part, whole):
        return True
    shared = _people(part) & _people(whole)
    guests = _people(whole, "visitor")
    if not shared or (guests and not shared & guests):
        return False
    if part.place is not None and whole.place is not None and not fits_place(part.place, whole.place):
        return _is_host(whole, part.place)
    if len(shared) >= 2:
        return True
    if whole.mention.kind in lexicon("kinds").words("short"):
        return False
    return _there(part.place, whole.place) or (part.place is not None and _is_host(whole, part.place))


def _people(mention: DatedMention, role: str | None = None) -> set[str]:
    told = zip(mention.entities, mention.mention.participants, strict=True)
    return {e for e, p in told if p.referent.kind is MentionKind.PERSON and role in (None, p.role)}


def _is_host(whole: DatedMention, place: Place) -> bool:
    """Say whether a place lies in a country that was visited: told as host, or as where the visit was."""
    lands = {p.referent.country for p in whole.mention.participants if p.referent.kind is MentionKind.COUNTRY}
    if whole.place is not None and whole.place.precision == "country":
        lands.add(whole.place.country)
    return whole.mention.kind == "visit" and place.country is not None and place.country in lands


def _is_beside(part: DatedMention, summit: DatedMention) -> bool:
    """Say whether an encounter is told as one of a summit of many: at the same gathering, or beside it in its town."""
    if (name := gathering_of(summit)) is not None and name == gathering_of(part):
        return True
    many = len(summit.entities) > PAIR or any(p.referent.unnamed for p in summit.mention.participants)
    told = part.words & lexicon("kinds").words("beside")
    return bool(many and told and (town := _town(summit)) and town == _town(part))


PAIR = 2
"""Those who take part in a summit of two; what else they do in its town is no part of it."""


def _town(mention: DatedMention) -> str | None:
    return mention.place.name if mention.place is not None and mention.place.precision == "city" else None


def gathering_of(mention: DatedMention) -> str | None:
    """Return the gathering at which an encounter is told to have been: its own, or that of those who met there."""
    if mention.mention.gathering is not None:
        return mention.mention.gathering.name
    groups = (p.referent.name for p in mention.mention.participants if p.referent.unnamed)
    return next(filter(None, map(match_gathering, groups)), None) if mention.mention.kind == "summit" else None


def is_whole(mention: DatedMention) -> bool:
    """Say whether an encounter is of a kind that may hold others."""
    return mention.mention.type == "CONSULT" and _breadth(mention) > 0


def stay_keys(mention: DatedMention) -> Iterator[str]:
    """Yield the keys of an encounter's days: with each person who was there, and with the gathering."""
    stay = whole_stay(mention) if is_whole(mention) else mention.interval
    if mention.mention.type != "CONSULT" or not is_real(mention) or stay is None:
        return
    if (stay.end - stay.start).days > TRIP:
        return
    days = [stay.start + timedelta(number) for number in range((stay.end - stay.start).days + 1)]
    for who in sorted({*_people(mention), *filter(None, [gathering_of(mention), _town(mention)])}):
        yield from (f"stay {who} {day}" for day in days)
