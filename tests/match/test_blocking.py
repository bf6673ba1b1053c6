"""Keys: who meets whom, and that what is told month after month makes no chain."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from dateline.link import candidate_pairs
from dateline.match.blocking import block_keys, meeting_keys
from dateline.model.claims import Interval, MentionKind, Participant, Place, Precision, Referent
from dateline.model.record import DatedMention
from dateline.model.text import Span
from tests.make import make_told

FORCES = Referent("organisation:sudland guard", MentionKind.ORGANISATION, "Sudland Guard")
GUNMEN = Referent("group:gunmen", MentionKind.GROUP, "gunmen", sector="REB", unnamed=True)
RAIDERS = replace(GUNMEN, key="group:raiders", name="raiders")
EKBY = Place("Ekby", "SWE")


def shelling(
    page: str, first: str, last: str | None = None, *, who: Referent = FORCES, place: Place | None = None,
    type: str = "ASSAULT",
) -> DatedMention:  # fmt: skip
    """A deed of the days from first to last, alone on its page."""
    told = make_told(f"m_{page}", page=page, day=first, type=type)
    span = Interval(date.fromisoformat(first), date.fromisoformat(last or first), Precision.RANGE)
    people = (Participant(who, "actor", Span(0, 4)),)
    return replace(
        told, mention=replace(told.mention, participants=people), names=(who.name,), entities=(who.key,),
        interval=span, place=place, about=(),
    )  # fmt: skip


def meets(left: DatedMention, right: DatedMention) -> bool:
    pairs = candidate_pairs([left, right])
    by_keys = {other for key in block_keys(left) for other in meeting_keys(key)} & set(block_keys(right))
    assert bool(pairs) == bool(by_keys)
    return bool(pairs)


def test_deeds_of_a_month_meet_those_of_its_days_and_their_like() -> None:
    month = shelling("p_1", "2019-03-01", "2019-03-31")
    assert meets(month, shelling("p_2", "2019-03-09"))
    assert meets(shelling("p_2", "2019-03-09"), month)
    assert meets(month, shelling("p_2", "2019-03-03", "2019-04-02"))
    assert meets(shelling("p_1", "2019-01-01", "2019-12-31"), shelling("p_2", "2019-02-01", "2020-01-20"))


def test_they_do_not_meet_across_the_calendar() -> None:
    month = shelling("p_1", "2019-02-20", "2019-03-20")  # told on 20 March of the month before
    assert meets(month, shelling("p_2", "2019-03-09"))
    assert not meets(month, shelling("p_2", "2019-02-22"))
    assert not meets(month, shelling("p_2", "2019-03-20", "2019-04-20"))


def test_encounters_meet_in_every_month_that_they_may_lie_in() -> None:
    talks = shelling("p_1", "2019-02-01", "2019-04-20", type="CONSULT")
    assert meets(talks, shelling("p_2", "2019-02-22", type="CONSULT"))
    assert meets(talks, shelling("p_2", "2019-04-20", "2019-06-20", type="CONSULT"))


def test_what_is_told_month_after_month_is_no_chain() -> None:
    days = [date(2015, 1, 5) + timedelta(28 * number) for number in range(60)]
    told = [shelling(f"p_{d}", str(d - timedelta(30)), str(d)) for d in days] + [
        shelling(f"q_{d}", str(d)) for d in days
    ]
    met: dict[str, set[str]] = {item.id: {item.id} for item in told}
    for left, right in candidate_pairs(told):
        met[left].add(right)
        met[right].add(left)
    reached, todo = set[str](), [told[30].id]
    while todo:
        item = todo.pop()
        todo += met[item] - reached
        reached |= met[item]
    assert len(reached) < 6


@pytest.mark.parametrize(("day", "found"), [("2019-03-09", True), ("2019-03-16", False)])
def test_raiders_are_found_by_town_and_day(day: str, found: bool) -> None:
    gunmen = shelling("p_1", "2019-03-09", who=GUNMEN, place=EKBY)
    assert meets(gunmen, shelling("p_2", day, who=RAIDERS, place=EKBY)) == found
    assert meets(shelling("p_2", day, place=EKBY), gunmen) == found
    assert not meets(gunmen, shelling("p_2", day, who=RAIDERS, place=replace(EKBY, name="Lundby")))
    assert not meets(gunmen, shelling("p_2", day, who=RAIDERS, place=Place("Sudland", "SWE", precision="country")))


def test_those_who_are_named_do_not_meet_by_their_town() -> None:
    other = replace(FORCES, key="organisation:norland guard", name="Norland Rangers")
    left, right = (shelling(p, "2019-03-09", who=who, place=EKBY) for p, who in (("p_1", FORCES), ("p_2", other)))
    assert not meets(left, right)
