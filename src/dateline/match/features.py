"""Compare two dated mentions: a literal list of explained features, and the contradictions that forbid a merge.

In: two `DatedMention`s. Out: a score with its reasons, or the reason why they cannot be one event. Which pairs are
compared is left to `blocking`, what follows from the scores to `clusters`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from dateline.ids import fold
from dateline.lexicon import Table, lexicon
from dateline.match.blocking import is_loose, told_weekday
from dateline.match.company import compare_company
from dateline.match.learned import learned_weights
from dateline.model.claims import Basis, Interval, Place, Precision, Status
from dateline.model.record import DatedMention

Pair = tuple[DatedMention, DatedMention]


@dataclass(frozen=True, slots=True)
class Feature:
    """A sign that two mentions tell one event; the function's docstring is what the user reads beside a merge."""

    function: Callable[[DatedMention, DatedMention], float]

    @property
    def weight(self) -> float:
        """Return what the feature adds to the score."""
        return learned_weights()[self.function.__name__]

    @property
    def reason(self) -> str:
        """Say in words what the feature saw."""
        return (self.function.__doc__ or "").strip().rstrip(".")


REAL = frozenset({Status.OCCURRED, Status.ONGOING})


@lru_cache(maxsize=1)
def _kinds() -> Table:
    return lexicon("kinds")


# --- what speaks for a merge --------------------------------------------------------------------------------------


def same_people(left: DatedMention, right: DatedMention) -> float:
    """The same people take part."""
    return float(compare_company(left, right).same)


def people_within(left: DatedMention, right: DatedMention) -> float:
    """The people of one report are among those of the other."""
    return float(compare_company(left, right).within)


def shared_people(left: DatedMention, right: DatedMention) -> float:
    """Two or more people take part in both."""
    return float(compare_company(left, right).shared >= 2)


def described_alike(left: DatedMention, right: DatedMention) -> float:
    """Two pages describe those who take part, whom they do not name, by the same words."""
    if left.mention.type == "CONSULT" or left.page == right.page:
        return 0.0
    return float(set(left.entities) != set(right.entities) and _who(left) == _who(right))


def same_day(left: DatedMention, right: DatedMention) -> float:
    """Both are told of the same day."""
    if left.interval is None or right.interval is None:
        return 0.0
    exact = {Precision.DAY, Precision.MINUTE}
    return float(
        left.interval.start == right.interval.start and {left.interval.precision, right.interval.precision} <= exact
    )


def close_in_time(left: DatedMention, right: DatedMention) -> float:
    """The times told for them can be the same."""
    if left.interval is None or right.interval is None or same_day(left, right):
        return 0.0
    longest = max((i.end - i.start).days for i in (left.interval, right.interval))
    return 31.0 / (31.0 + longest) if left.interval.meets(right.interval) else 0.0


def same_place(left: DatedMention, right: DatedMention) -> float:
    """Both are told of the same place."""
    a, b = left.place, right.place
    if a is None and b is None:  # a town that no gazetteer knows stands as the venue
        return float(bool(_named_venue(left)) and _named_venue(left) == _named_venue(right))
    return float(bool(a and b and a.precision == b.precision and a.country == b.country and fits_place(a, b)))


def _named_venue(mention: DatedMention) -> str | None:
    """Return the venue, folded, where its words are a name: "in Lundby", not "at the palace"."""
    venues = (d.value for d in mention.mention.details if d.field == "venue" and d.value[:1].isupper())
    return next((fold(venue) for venue in venues), None)


def same_occasion(left: DatedMention, right: DatedMention) -> float:
    """Both stand on the same gathering."""
    return float(bool(left.mention.gathering and right.mention.gathering) and not occasions_differ(left, right))


def recap(left: DatedMention, right: DatedMention) -> float:
    """One article tells both, one of them as what it has told already."""
    return float(takes_up(left, right) and bool(set(left.entities) & set(right.entities)))


def takes_up(left: DatedMention, right: DatedMention) -> bool:
    """Say whether the later of two encounters of one article is a definite noun that can take the earlier one up."""
    if left.page != right.page:
        return False
    first, later = sorted((left, right), key=lambda told: told.mention.trigger)
    return later.recap and not first.mention.headline


def same_kind(left: DatedMention, right: DatedMention) -> float:
    """Both are called the same kind of event."""
    return float(left.mention.kind is not None and left.mention.kind == right.mention.kind)


def one_article(left: DatedMention, right: DatedMention) -> float:
    """One article tells both."""
    return float(left.page == right.page)


def both_unreal(left: DatedMention, right: DatedMention) -> float:
    """Both speak of something planned, possible or ruled out."""
    return float(left.mention.status.status not in REAL and right.mention.status.status not in REAL)


def shared_words(left: DatedMention, right: DatedMention) -> float:
    """Their sentences share telling words."""
    union = len(left.words | right.words)
    return len(left.words & right.words) / union if union else 0.0


FEATURES = (
    Feature(same_people),
    Feature(people_within),
    Feature(shared_people),
    Feature(described_alike),
    Feature(same_day),
    Feature(close_in_time),
    Feature(same_place),
    Feature(same_occasion),
    Feature(same_kind),
    Feature(one_article),
    Feature(recap),
    Feature(both_unreal),
    Feature(shared_words),
)
THRESHOLD = 3.5
"""Set on the seed pages and by eye on the news clusters; ACTS_WORDS likewise."""
ACTS_WORDS = 0.12
NEWS = 2
"""Days before its printing of which a page may tell without saying so: on 688 Reuters stories the next day's reports
of one meeting stood apart without this."""
ALIKE = 0.12
"""Share of telling words from which two reports of which one is hardly dated may be of one event."""


def score_pair(left: DatedMention, right: DatedMention) -> tuple[float, tuple[str, ...]]:
    """Return the sum of the weighted features and the reasons that counted, strongest first."""
    found = [(f.weight * value, f.reason) for f in FEATURES if (value := f.function(left, right))]
    found.sort(key=lambda item: (-item[0], item[1]))
    return sum(weight for weight, _ in found), tuple(reason for _, reason in found)


# --- what forbids it ----------------------------------------------------------------------------------------------


def types_differ(left: DatedMention, right: DatedMention) -> bool:
    """They are different types of event."""
    return left.mention.type != right.mention.type


def days_differ(left: DatedMention, right: DatedMention) -> bool:
    """They are told of different days."""
    if left.interval is None or right.interval is None or left.interval.meets(right.interval):
        return False
    if takes_up(left, right) and Basis.PUBLICATION in (left.basis, right.basis):
        return False  # only its page dates the one: it is of the other's day
    if _names_undated(left, right) or _names_undated(right, left) or _one_journey(left, right):
        return False
    return not (_reaches_back(left, right.interval) or _reaches_back(right, left.interval))


def _names_undated(noun: DatedMention, dated: DatedMention) -> bool:
    """Say whether "the talks", which only their page dates, may be those that it dates elsewhere: talks go on."""
    same = noun.page == dated.page and noun.mention.kind == dated.mention.kind == "talks"
    return same and noun.recap and noun.basis == Basis.PUBLICATION


OVERNIGHT = 1
"""Days by which two reports of one arrival may differ: setting out, and coming in on the next day."""


def _one_journey(left: DatedMention, right: DatedMention) -> bool:
    """Say whether both tell of a visit of the same people to one place that began overnight."""
    a, b = left.interval, right.interval
    if a is None or b is None or left.page == right.page or {left.mention.kind, right.mention.kind} != {"visit"}:
        return False
    near = max((b.start - a.end).days, (a.start - b.end).days) <= OVERNIGHT
    return near and bool(same_place(left, right)) and compare_company(left, right).same


def _reaches_back(mention: DatedMention, earlier: Interval) -> bool:
    """Say whether a mention that only its page dates can be of the other's day, which is a day or two before."""
    if mention.basis != Basis.PUBLICATION or mention.interval is None:
        return False
    gap = (mention.interval.start - earlier.end).days
    return 0 < gap <= NEWS


def _told_place(mention: DatedMention) -> Place | None:
    """Return the place that the mention's own words or its gathering give, not what its page's dateline lends it."""
    return mention.place if mention.mention.place or mention.mention.gathering else None


def weekdays_differ(left: DatedMention, right: DatedMention) -> bool:
    """They are told of different weekdays."""
    a, b = told_weekday(left), told_weekday(right)
    return a is not None and b is not None and a != b and not (_is_one_day(left) and _is_one_day(right))


def _is_one_day(mention: DatedMention) -> bool:
    return mention.interval is not None and mention.interval.start == mention.interval.end


def hardly_alike(left: DatedMention, right: DatedMention) -> bool:
    """One of them is hardly dated, and neither place nor occasion nor words show that they are the same."""
    if left.page == right.page or not (is_loose(left) or is_loose(right)):
        return False
    return not (same_place(left, right) or same_occasion(left, right) or shared_words(left, right) >= ALIKE)


def places_differ(left: DatedMention, right: DatedMention) -> bool:
    """They are told of different places."""
    return not fits_place(_told_place(left), _told_place(right))


def occasions_differ(left: DatedMention, right: DatedMention) -> bool:
    """They stand on different gatherings."""
    a, b = left.mention.gathering, right.mention.gathering
    return bool(a and b and a.key != b.key and not (a.unnamed or b.unnamed))


def people_differ(left: DatedMention, right: DatedMention) -> bool:
    """Each has people that the other has not."""
    if left.mention.type == "CONSULT":
        return compare_company(left, right).apart
    a, b = _who(left), _who(right)
    return not (a <= b or b <= a)


def _who(mention: DatedMention) -> set[str]:
    """Return who takes part in a deed; those known by description only are one where each page uses the same words.

    "Gunmen" of one day and place are held to be the same in two reports; whether they are is left to the rest.
    """
    return {entity.removeprefix(f"{mention.page}:") for entity in mention.entities}


def kinds_differ(left: DatedMention, right: DatedMention) -> bool:
    """The kinds exclude each other, as a phone call and a handshake do."""
    a, b = left.mention.kind, right.mention.kind
    if a is None or b is None or a == b:
        return False
    remote, present, whole = (_kinds().words(k) for k in ("remote", "present", "whole"))
    if _is_call_elsewhere(left, right) or _is_call_elsewhere(right, left):
        return True
    if (a in remote and b in present) or (b in remote and a in present):
        return True
    if _is_its_summit(left, right) or _is_its_summit(right, left):
        return False
    return (a in whole) != (b in whole) or (a in whole and b in whole)


def _is_call_elsewhere(call: DatedMention, other: DatedMention) -> bool:
    """Say whether one is a call and the other told of a town: those who call are in two."""
    remote, place = _kinds().words("remote"), other.mention.place
    if call.mention.kind not in remote or other.mention.kind in remote or place is None:
        return False
    return place.precision != "country"


def _is_its_summit(summit: DatedMention, talks: DatedMention) -> bool:
    """Say whether talks are the very summit: of the same people, and of all its days, not of one of them."""
    if summit.mention.kind != "summit" or talks.mention.kind not in _kinds().words("talks"):
        return False
    if summit.interval is None or talks.interval is None or not compare_company(summit, talks).same:
        return False
    return talks.interval.start <= summit.interval.start and summit.interval.end <= talks.interval.end


def realities_differ(left: DatedMention, right: DatedMention) -> bool:
    """One happened, the other is only planned, possible or ruled out, and they are not announcement and deed."""
    a, b = left.mention, right.mention
    if (a.status.status in REAL) == (b.status.status in REAL):
        return False
    if left.page == right.page:
        return True
    unreal = b if a.status.status in REAL else a
    real = a if unreal is b else b
    passing = _kinds().words("passing")
    if real.kind in passing and unreal.kind not in passing:
        return True
    one_day = same_day(left, right) or ((left.recap or right.recap) and not days_differ(left, right))
    return not ((one_day or _is_one_claim(left, right)) and same_people(left, right))


CLAIM = 0.25
"""Share of telling words from which a deed of a month and its denial are one: "blocked the trawlers in January"."""


def _is_one_claim(left: DatedMention, right: DatedMention) -> bool:
    """Say whether a deed and its denial are told of the same stretch of time in the same words."""
    deed = left.mention.type != "CONSULT" and left.interval is not None and left.interval == right.interval
    return deed and shared_words(left, right) >= CLAIM


def rounds_differ(left: DatedMention, right: DatedMention) -> bool:
    """One is a round of its own, with aides or of two alone, and they differ in who took part."""
    if compare_company(left, right).same:
        return False
    enlarged = _has_format(left, "enlarged") != _has_format(right, "enlarged")
    return enlarged or _is_of_two_alone(left, right) or _is_of_two_alone(right, left)


def _is_of_two_alone(pair: DatedMention, more: DatedMention) -> bool:
    """Say whether one is told as of two alone, and the other, of more, beside it or as of three or many."""
    if not _has_format(pair, "bilateral") or len(set(pair.entities)) != 2 or len(set(more.entities)) < 3:
        return False
    return pair.page == more.page or _has_format(more, "trilateral") or _has_format(more, "multilateral")


def _has_format(mention: DatedMention, value: str) -> bool:
    details = (d for d in mention.mention.details if d.field == "format" and d.inferred_from is None)
    return any(detail.value == value for detail in details)


CONTRADICTIONS = (
    types_differ,
    days_differ,
    weekdays_differ,
    places_differ,
    occasions_differ,
    people_differ,
    kinds_differ,
    realities_differ,
    rounds_differ,
    hardly_alike,
)


def contradiction(left: DatedMention, right: DatedMention) -> str | None:
    """Return the reason why the two cannot be one event, or None."""
    for check in CONTRADICTIONS:
        if check(left, right):
            return (check.__doc__ or check.__name__).strip().rstrip(".")
    if left.mention.type != "CONSULT" and shared_words(left, right) < ACTS_WORDS:
        return "Their sentences share too few words"
    return None


NEAR = 0.3
"""Degrees within which two cities are one under two spellings: a large city's breadth."""


def fits_place(left: Place | None, right: Place | None) -> bool:
    """Say whether one place can be, or lie in, the other."""
    if left is None or right is None:
        return True
    if left.country and right.country and left.country != right.country:
        return False
    if left.geonames_id is not None and left.geonames_id == right.geonames_id:
        return True  # one city under an old and a new name
    if left.precision != right.precision or "country" in (left.precision, right.precision):
        return True
    return fold(left.name).replace(" ", "") == fold(right.name).replace(" ", "") or _close(left, right)


def _close(left: Place, right: Place) -> bool:
    if None in (left.latitude, left.longitude, right.latitude, right.longitude):
        return False
    apart = (left.latitude or 0) - (right.latitude or 0), (left.longitude or 0) - (right.longitude or 0)
    return max(map(abs, apart)) < NEAR
