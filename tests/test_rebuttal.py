"""Denials find the accusations that they deny, in whatever order the pages are told."""

from dataclasses import replace
from datetime import date

import pytest

from dateline.model.claims import Interval, MentionKind, Participant, Precision, Referent, Status
from dateline.model.record import DatedMention
from dateline.model.text import Span
from dateline.rebuttal import Told, pair_denials
from tests.make import make_told

STATE = Referent("country:freedonia", MentionKind.COUNTRY, "Freedonia", country="FRE")
PALACE = Referent("organisation:palace", MentionKind.ORGANISATION, "the Palace", country="FRE")
RIVAL = Referent("country:sylvania", MentionKind.COUNTRY, "Sylvania", country="SYL")


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
