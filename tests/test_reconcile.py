from datetime import date

import pytest

from dateline.link import cluster_mentions
from dateline.match.agreement import Rule, differ, load_rules, minutes_of
from dateline.model.claims import Interval, Place, Precision, Status
from dateline.model.record import FieldState, Report, Statement
from dateline.model.text import Span
from dateline.reconcile import Witnesses, make_label, reconcile_event, reconcile_field, reconcile_status
from tests.make import make_told

REPORTS = {
    page: Report(page, f"{page}.txt", None, None, None, None, None, number)
    for number, page in enumerate(("p_1", "p_2", "p_3"), start=1)
}
WITNESSES = Witnesses(REPORTS)
RULES = load_rules()


def say(field: str, value: str, page: str = "p_1", **told: str | None) -> Statement:
    ident = f"s_{field}_{value}_{page}_{told.get('source')}_{told.get('as_of')}_{told.get('polarity')}"
    return Statement(ident, "m_1", field, value, page, Span(0, 1), value, **told)  # type: ignore[arg-type]


def state(field: str, *statements: Statement, places: dict[str, Place] | None = None) -> FieldState:
    return reconcile_field(RULES.of(field), statements, WITNESSES, places or {}).state


def test_briefly_and_four_minutes_agree() -> None:
    assert state("duration", say("duration", "PT4M"), say("duration", "brief", "p_2")) is FieldState.AGREED
    assert state("duration", say("duration", "PT90M"), say("duration", "brief", "p_2")) is FieldState.CONFLICTING
    assert state("duration", say("duration", "PT90M"), say("duration", "PT4M", "p_2")) is FieldState.CONFLICTING


def test_a_rising_toll_is_an_update() -> None:
    first, second = say("killed", "2", as_of="2016-09-05"), say("killed", "9", "p_2", as_of="2016-09-06")
    field = reconcile_field(RULES.of("killed"), [second, first], WITNESSES, {})
    assert (field.value, field.state) == ("9", FieldState.UPDATED)


def test_two_tolls_of_one_day_conflict() -> None:
    told = [say("killed", "2", as_of="2016-09-05"), say("killed", "9", "p_2", as_of="2016-09-05")]
    assert state("killed", *told) is FieldState.CONFLICTING


def test_outcomes_affirmed_and_denied_conflict() -> None:
    told = [say("outcome", "agreement"), say("outcome", "agreement", "p_2", polarity="neg")]
    assert state("outcome", *told) is FieldState.CONFLICTING


def test_a_city_and_its_country_agree() -> None:
    places = {"Lima": Place("Lima", "PER"), "Peru": Place("Peru", "PER", precision="country")}
    field = reconcile_field(RULES.of("place"), [say("place", "Peru"), say("place", "Lima", "p_2")], WITNESSES, places)
    assert (field.value, field.state) == ("Lima", FieldState.AGREED)


def test_inferred_says_why() -> None:
    field = reconcile_field(RULES.of("date"), [say("date", "2016-11-20", inferred_from="the summit")], WITNESSES, {})
    assert (field.state, field.note) == (FieldState.INFERRED, "the summit")


def test_a_source_that_first_said_nothing_is_an_update() -> None:
    told = [
        say("account", "none", source="White House", polarity="neg"),
        say("account", "they spoke of Ukraine", "p_2", source="White House"),
    ]
    assert state("account", *told) is FieldState.UPDATED


def test_status_follows_what_was_said_last() -> None:
    told = [
        say("status", "planned", as_of="2016-05-03"),
        say("status", "postponed", "p_2", as_of="2016-05-09"),
        say("status", "occurred", "p_3", as_of="2016-05-14"),
        say("status", "planned", "p_2", as_of="2016-05-15"),
    ]
    status, history, field = reconcile_status(told, WITNESSES, RULES)
    assert status is Status.OCCURRED
    assert [step.status.value for step in history] == ["planned", "postponed", "occurred", "planned"]
    assert field.state is FieldState.UPDATED


def test_incompatible_statuses_of_one_day_are_disputed() -> None:
    told = [
        say("status", "not-held", source="Ann Abel", as_of="2016-05-03"),
        say("status", "planned", source="Bo Berg", as_of="2016-05-03"),
    ]
    status, _, field = reconcile_status(told, WITNESSES, RULES)
    assert (status, field.state) == (Status.DISPUTED, FieldState.CONFLICTING)


def test_an_event_names_its_people_day_and_sources() -> None:
    told = [make_told("m_a", "Ann Abel", "Bo Berg"), make_told("m_b", "Ann Abel", "Bo Berg", page="p_2")]
    (cluster,) = cluster_mentions(told)
    event = reconcile_event("e_1", cluster, [say("status", "occurred")], WITNESSES, RULES)
    assert [p.name for p in event.participants] == ["Ann Abel", "Bo Berg"]
    assert event.start == event.end == "2016-09-05"
    assert event.merges[0].reasons


def test_lengths() -> None:
    assert minutes_of("PT1H30M") == minutes_of("PT90M") == 90
    assert minutes_of("brief") is None


def test_a_field_without_rule_keeps_all() -> None:
    assert not differ(Rule("x", differs="never"), say("x", "a"), say("x", "b"), {})


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2016-11-20", "2016-11-20", "20 November 2016"),
        ("2017-07-07", "2017-07-08", "7–8 July 2017"),
        ("2016-10-01", "2016-10-31", "October 2016"),
        ("2016-10-21", "2016-11-20", "21 October – 20 November 2016"),
        ("2016-12-30", "2017-01-02", "30 December 2016 – 2 January 2017"),
        ("2016-01-01", "2016-12-31", "2016"),
        ("2016-05-01", "9999-12-31", "1 May 2016 – 31 December 9999"),
    ],
)
def test_days_are_told_as_shortly_as_can_be(first: str, last: str, words: str) -> None:
    days = Interval(date.fromisoformat(first), date.fromisoformat(last), Precision.RANGE)
    assert days.in_words() == words
    assert make_label((), "talks", None, days) == f"somebody: talks, {words}"
