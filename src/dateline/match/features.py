"""Compare two dated mentions: two literal lists of explained features, of encounters and of deeds.

In: two `DatedMention`s. Out: a score with its reasons. What forbids a merge is left to `contradictions`, which pairs
are compared to `blocking`, what follows from the scores to `clusters`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from dateline.ids import fold
from dateline.match.company import compare_company
from dateline.match.deeds import parties_fit, who_takes_part
from dateline.match.learned import learned_weights
from dateline.match.places import fits_place
from dateline.model.claims import Precision, Status
from dateline.model.record import DatedMention

Pair = tuple[DatedMention, DatedMention]


@dataclass(frozen=True, slots=True)
class Feature:
    """A sign that two mentions tell one event; the function's docstring is what the user reads beside a merge."""

    function: Callable[[DatedMention, DatedMention], float]

    @property
    def name(self) -> str:
        """Return the name under which its weight stands in the tables."""
        return self.function.__name__

    @property
    def reason(self) -> str:
        """Say in words what the feature saw."""
        return (self.function.__doc__ or "").strip().rstrip(".")


REAL = frozenset({Status.OCCURRED, Status.ONGOING})


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
    return float(set(left.entities) != set(right.entities) and who_takes_part(left) == who_takes_part(right))


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


def occasions_differ(left: DatedMention, right: DatedMention) -> bool:
    """They stand on different gatherings."""
    a, b = left.mention.gathering, right.mention.gathering
    return bool(a and b and a.key != b.key and not (a.unnamed or b.unnamed))


def recap(left: DatedMention, right: DatedMention) -> float:
    """One article tells both, one of them as what it has told already."""
    return float(takes_up(left, right) and bool(set(left.entities) & set(right.entities)))


def takes_up(left: DatedMention, right: DatedMention) -> bool:
    """Say whether the later of two encounters of one article is a definite noun that can take the earlier one up."""
    if left.page != right.page:
        return False
    first, later = sorted((left, right), key=lambda told: told.mention.trigger)
    return (later.recap and not first.mention.headline) or _called_off(first, later)


def _called_off(first: DatedMention, later: DatedMention) -> bool:
    """Say whether one calls off the plan told after it: "called off her meeting with Ek. They were due to meet ..."."""
    undone = first.mention.status.status in (Status.CANCELLED, Status.POSTPONED)
    return undone and first.recap and later.mention.status.status is Status.PLANNED


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


def fitting_people(left: DatedMention, right: DatedMention) -> float:
    """Those who take part can be the same, told in other words."""
    return float(parties_fit(left, right))


def one_sentence(left: DatedMention, right: DatedMention) -> float:
    """One sentence tells both."""
    return float(left.page == right.page and left.mention.sentence == right.mention.sentence)


def same_count(left: DatedMention, right: DatedMention) -> float:
    """Both count as many."""
    return float(bool(_counts(left) & _counts(right)))


def _counts(mention: DatedMention) -> set[tuple[str, str]]:
    """Return the counts told, without "at least" and "about"; one or two are counted of many deeds."""
    told = ((detail.field, detail.value.lstrip("<>=~")) for detail in mention.mention.details)
    return {(name, value) for name, value in told if value.isdigit() and int(value) > FEW}


FEW = 2


def counts_far(left: DatedMention, right: DatedMention) -> float:
    """One counts more than twice as many as the other."""
    return float(counts_times(left, right) > 2)


def counts_times(left: DatedMention, right: DatedMention) -> float:
    """Return how many times as many one counts of the same as the other; 0 where they count nothing of the same."""
    pairs = ((int(a), int(b)) for name, a in _counts(left) for other, b in _counts(right) if name == other)
    return min((max(pair) / min(pair) for pair in pairs), default=0.0)


def same_frame(left: DatedMention, right: DatedMention) -> float:
    """Both tell the same sort of deed."""
    return float(left.mention.frame == right.mention.frame)


def near_days(left: DatedMention, right: DatedMention) -> float:
    """One is told of a day or two before the other's page, which tells it without a day."""
    if left.interval is None or right.interval is None:
        return 0.0
    return float(not left.interval.meets(right.interval))


def pages_alike(left: DatedMention, right: DatedMention) -> float:
    """Their pages are about the same."""
    if left.page == right.page or not (left.about and right.about):
        return 0.0
    return len(set(left.about) & set(right.about)) / min(len(left.about), len(right.about))


ENCOUNTERS = tuple(
    Feature(function)
    for function in (
        same_people,
        people_within,
        shared_people,
        same_day,
        close_in_time,
        near_days,
        same_place,
        same_occasion,
        same_kind,
        one_article,
        recap,
        both_unreal,
        shared_words,
    )
)
DEEDS = tuple(
    Feature(function)
    for function in (
        same_people,
        people_within,
        shared_people,
        described_alike,
        fitting_people,
        same_day,
        close_in_time,
        near_days,
        same_place,
        same_occasion,
        same_frame,
        same_count,
        counts_far,
        one_article,
        one_sentence,
        both_unreal,
        shared_words,
        pages_alike,
    )
)
THRESHOLD = 3.5
"""Set on the seed pages and by eye on the news clusters."""


def features_of(type: str) -> tuple[str, tuple[Feature, ...]]:
    """Return the features by which two mentions of a type are compared, and the table that holds their weights."""
    return ("encounters", ENCOUNTERS) if type == "CONSULT" else ("deeds", DEEDS)


def score_pair(left: DatedMention, right: DatedMention) -> tuple[float, tuple[str, ...]]:
    """Return the sum of the weighted features and the reasons that counted, strongest first."""
    table, features = features_of(left.mention.type)
    weights = learned_weights(table)
    found = [(weights[f.name] * value, f.reason) for f in features if (value := f.function(left, right))]
    found.sort(key=lambda item: (-item[0], item[1]))
    return sum(weight for weight, _ in found), tuple(reason for _, reason in found)
