"""Disagreements on their sides, with a strength; and what other rules would make of the same statements."""

from typing import Any

import pytest

from dateline.conflicts import conflict_row, conflicts_of
from dateline.link import cluster_mentions
from dateline.match.agreement import load_rules
from dateline.model.record import Event, Judgement, Report, Statement
from dateline.model.text import Span
from dateline.reconcile import Witnesses, reconcile_event
from dateline.sensitivity import RULES, judged_fields, shifts_of
from tests.make import make_told

PAGES = ("p_1", "p_2", "p_3")


def say(field: str, value: str, page: str = "p_1", **told: Any) -> Statement:
    ident = f"s_{field}_{value}_{page}_{told.get('source')}_{told.get('polarity')}"
    return Statement(ident, "m_p_1", field, value, page, Span(0, 4), f"words of {value}", **told)


def event_of(*statements: Statement, copies: bool = False) -> Event:
    told = [make_told(f"m_{page}", "Ann Abel", "Bo Berg", page=page) for page in PAGES]
    (cluster,) = cluster_mentions(told)
    numbers = (1, 1, 2) if copies else (1, 2, 3)
    reports = {p: Report(p, f"{p}.txt", None, None, None, None, None, n) for p, n in zip(PAGES, numbers, strict=True)}
    status = say("status", "occurred")
    return reconcile_event("e_1", cluster, [status, *statements], Witnesses(reports), load_rules())


def strength(*statements: Statement, copies: bool = False) -> float:
    (conflict,) = conflicts_of(event_of(*statements, copies=copies))
    return conflict.strength


def test_each_side_has_its_values_words_and_sources() -> None:
    (conflict,) = conflicts_of(event_of(say("killed", "12"), say("killed", ">=10", "p_2"), say("killed", "30", "p_3")))
    assert [side.values for side in conflict.sides] == [("12",), ("30",)]  # at least ten fits both
    assert [side.sources for side in conflict.sides] == [1, 1]
    row = conflict_row(conflict)
    assert row["sides"][1]["statements"][0]["quote"] == "words of 30"
    assert row["sides"][1]["statements"][0]["path"] == "p_3.txt"
    assert 0 < row["strength"] <= 1


def test_what_agrees_is_no_conflict() -> None:
    assert conflicts_of(event_of(say("duration", "PT4M"), say("duration", "brief", "p_2"))) == ()


def test_the_better_backed_side_stands_first() -> None:
    told = say("killed", "30"), say("killed", "12", "p_2"), say("killed", "12", "p_3")
    (conflict,) = conflicts_of(event_of(*told))
    assert [side.values for side in conflict.sides] == [("12",), ("30",)]


def test_copies_back_a_side_once() -> None:
    told = say("killed", "12"), say("killed", "12", "p_2"), say("killed", "30", "p_3")
    assert [s.sources for s in conflicts_of(event_of(*told, copies=True))[0].sides] == [1, 1]
    assert [s.sources for s in conflicts_of(event_of(*told))[0].sides] == [2, 1]


def test_days_far_apart_are_stronger_than_neighbours() -> None:
    near = strength(say("date", "2016-09-05"), say("date", "2016-09-06", "p_2"))
    far = strength(say("date", "2016-09-05"), say("date", "2016-10-25", "p_2"))
    assert far > 2 * near


def test_words_are_stronger_than_what_is_worked_out() -> None:
    told = say("date", "2016-09-05"), say("date", "2016-09-06", "p_2")
    worked = say("date", "2016-09-05"), say("date", "2016-09-06", "p_2", inferred_from="a weekday")
    assert strength(*told) == pytest.approx(2 * strength(*worked), abs=0.002)


def test_who_stands_against_whom() -> None:
    def between(*statements: Statement) -> str:
        return conflicts_of(event_of(*statements))[0].between

    assert between(say("killed", "12"), say("killed", "30", "p_2")) == "sources"
    assert between(say("killed", "12", source="Ann Abel"), say("killed", "30", source="Bo Berg")) == "speakers"
    assert between(say("killed", "12"), say("killed", "30")) == "itself"
    one = strength(say("killed", "12", source="Ann Abel"), say("killed", "30", source="Bo Berg"))
    assert (
        strength(say("killed", "12"), say("killed", "30", "p_2"))
        > one
        > strength(say("killed", "12"), say("killed", "30"))
    )


def test_outcomes_affirmed_and_denied_stand_on_two_sides() -> None:
    (conflict,) = conflicts_of(event_of(say("outcome", "a truce"), say("outcome", "a truce", "p_2", polarity="neg")))
    assert {side.values for side in conflict.sides} == {("a truce",), ("no a truce",)}


# --- sensitivity ----------------------------------------------------------------------------------------------------


def others(event: Event, field: str) -> dict[str, str]:
    return {shift.rule: shift.other for shift in shifts_of(event, field, RULES)}


def test_every_rule_says_what_it_would_show() -> None:
    event = event_of(
        say("killed", "12", as_of="2016-09-07", source_kind="own"),
        say("killed", "12", "p_2", as_of="2016-09-06", source_kind="own"),
        say("killed", "dozens", "p_3", as_of="2016-09-08", source_kind="official"),
    )
    assert next(f.value for f in event.fields if f.name == "killed") == "dozens"  # the last said
    assert others(event, "killed") == {"mode": "12", "precise": "12", "union": "12; dozens"}


def test_the_trusted_word_is_the_officials() -> None:
    event = event_of(
        say("occasion", "the regatta"),
        say("occasion", "the regatta", "p_2"),
        say("occasion", "the fair", "p_3", source="the ministry", source_kind="official"),
    )
    assert others(event, "occasion")["trusted"] == "the fair"
    assert "precise" not in others(event, "occasion")  # nothing to measure


def test_fields_that_keep_all_lose_nothing() -> None:
    assert others(event_of(say("topic", "fish"), say("topic", "ice", "p_2")), "topic") == {}


def test_judged_fields_are_known_by_mention() -> None:
    given = [Judgement("j_1", "edit", "m_1", "date=2016-09-05"), Judgement("j_2", "same", "m_1", "m_2")]
    assert judged_fields(given) == {("m_1", "date")}
