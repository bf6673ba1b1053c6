"""Denials find the accusations that they deny, in whatever order the pages are told."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from dateline.model.claims import Interval, MentionKind, Participant, Precision, Referent, Status
from dateline.model.record import DatedMention
from dateline.model.text import Span
from dateline.relations.rebuttal import ENOUGH, denies, page_key, sought_keys, told_keys
from tests.make import make_told

STATE = Referent("country:freedonia", MentionKind.COUNTRY, "Freedonia", country="FRE")
PALACE = Referent("organisation:palace", MentionKind.ORGANISATION, "the Palace", country="FRE")
MINISTER = Referent("person:ilka tann", MentionKind.PERSON, "Ilka Tann", country="FRE")
RIVAL = Referent("country:sylvania", MentionKind.COUNTRY, "Sylvania", country="SYL")


@dataclass(frozen=True)
class Told:
    """A mention and the event that it belongs to."""

    event: str
    mention: DatedMention


def pair_denials(told: Iterable[Told]) -> set[tuple[str, str]]:
    """The pairs of events of which the one denies the other; each pair must be found by its keys, from both sides."""
    found = set()
    for one, other in permutations(told, 2):
        if denies(one.mention, other.mention):
            found.add((one.event, other.event))
            for left, right in ((one.mention, other.mention), (other.mention, one.mention)):
                shared = sought_keys(left) & told_keys(right)
                assert len(shared) >= ENOUGH or page_key(left) in told_keys(right)
    return found


def told(event: str, *who: tuple[Referent, str], words: str, day: str = "2016-09-05", **more: str) -> Told:
    """A mention of an accusation, or of a denial where `kind` says so."""
    kind = more.get("kind", "")
    made = make_told(event, page=more.get("page", event), day=day, words=words, type="REJECT" if kind else "ACCUSE")
    people = tuple(Participant(referent, role, Span(0, 4)) for referent, role in who)
    said = Interval(date.fromisoformat(day), date.fromisoformat(day), Precision.DAY)
    mention = replace(made.mention, participants=people, kind=kind or None)
    whole: DatedMention = replace(
        made,
        mention=mention,
        entities=tuple(r.key for r, _ in who),
        names=tuple(r.name for r, _ in who),
        interval=said,
        as_of=said,
    )
    return Told(event, whole)


CHARGE = told(
    "charge", (RIVAL, "actor"), (STATE, "recipient"), words="sylvania accused freedonia of jamming radar beacons"
)
DENIAL = told(
    "denial", (STATE, "actor"), words="freedonia denied that it jammed radar beacons", day="2016-09-07", kind="denial"
)


@pytest.mark.parametrize("order", [(CHARGE, DENIAL), (DENIAL, CHARGE)])
def test_a_denial_is_linked_in_any_order(order: tuple[Told, ...]) -> None:
    assert pair_denials(order) == {("denial", "charge")}


def test_a_government_answers_for_its_country() -> None:
    spoken = told("palace", (PALACE, "actor"), words="palace denies radar beacons were jammed", kind="denial")
    assert pair_denials([CHARGE, spoken]) == {("palace", "charge")}


def test_a_minister_answers_for_his_country_and_a_deputy_of_no_office_does_not() -> None:
    words = "the minister denied that they had laid mines in the strait"
    charge = told(
        "mines",
        (RIVAL, "actor"),
        (STATE, "recipient"),
        words="sylvania accused freedonia of laying mines in the strait",
    )
    minister = replace(MINISTER, office="defence minister", sector="GOV")
    assert pair_denials([charge, told("minister", (minister, "actor"), words=words, kind="denial")]) == {
        ("minister", "mines")
    }
    assert pair_denials([charge, told("nobody", (MINISTER, "actor"), words=words, kind="denial")]) == set()


def test_what_does_not_answer_is_not_linked() -> None:
    other = told("other", (STATE, "actor"), words="freedonia denied hoarding grain stores", kind="denial")
    early = told(
        "early", (STATE, "actor"), words="freedonia denied it jammed radar beacons", day="2016-09-01", kind="denial"
    )
    stranger = told("stranger", (RIVAL, "actor"), words="sylvania denied it jammed radar beacons", kind="denial")
    assert pair_denials([CHARGE, other, early, stranger]) == set()


def test_what_was_not_done_denies_nothing() -> None:
    planned = replace(DENIAL.mention.mention.status, status=Status.POSSIBLE)
    unsaid = replace(DENIAL.mention, mention=replace(DENIAL.mention.mention, status=planned))
    assert pair_denials([CHARGE, Told("denial", unsaid)]) == set()


def test_what_is_denied_long_after_is_not_linked_across_pages() -> None:
    late = told(
        "late", (STATE, "actor"), words="freedonia denied it jammed radar beacons", day="2017-03-07", kind="denial"
    )
    assert pair_denials([CHARGE, late]) == set()
    beside = Told("late", replace(late.mention, page=CHARGE.mention.page))
    assert pair_denials([CHARGE, beside]) == {("late", "charge")}


@pytest.mark.parametrize("days", [0, 1, 31, 60, 92])
def test_a_denial_within_a_quarter_is_found_whatever_the_months(days: int) -> None:
    for month in range(1, 13):
        charged = Interval(date(2015, month, 28), date(2015, month, 28), Precision.DAY)
        said = replace(charged, start=charged.start + timedelta(days), end=charged.start + timedelta(days))
        charge = Told("charge", replace(CHARGE.mention, interval=charged, as_of=charged))
        denial = Told("denial", replace(DENIAL.mention, interval=said, as_of=said))
        assert pair_denials([charge, denial]) == {("denial", "charge")}


def test_the_undated_meets_the_undated_only() -> None:
    charge = Told("charge", replace(CHARGE.mention, interval=None, as_of=None))
    denial = Told("denial", replace(DENIAL.mention, interval=None, as_of=None))
    assert pair_denials([charge, denial]) == {("denial", "charge")}
    assert pair_denials([CHARGE, denial]) == set()
