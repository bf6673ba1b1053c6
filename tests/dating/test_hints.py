"""What dates a page that does not say its date, beside offices and gatherings."""

import pytest

from dateline.dating.clues import collect_clues
from dateline.dating.constraints import date_page
from dateline.dating.hints import named_events
from dateline.dating.stretches import PageDate
from dateline.export.datings import dating_object, dating_view
from dateline.pipeline import process
from tests.make import make_page


def dated(text: str) -> PageDate:
    return date_page(collect_clues(process(make_page(text))))


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        (
            "President Vladimir Putin, 64, opened a bridge on Tuesday. He said that it had cost too much.",
            "age", "2016-10-07", "2017-10-09",
        ),
        (
            "President Emmanuel Macron, who took office two weeks ago, opened a bridge. He had paid too much.",
            "tenure", "2017-05-24", "2017-06-01",
        ),
        (
            "President Dmitry Medvedev, who was elected in March, opened a bridge. He said that it had cost too much.",
            "tenure", "2008-05-07", "2009-03-02",
        ),
        (
            "The 70-year-old President Ronald Reagan opened a bridge on Tuesday. He said that it had cost too much.",
            "age", "1981-02-06", "1982-02-08",
        ),
        (
            "President Recep Tayyip Erdogan opened a bridge. He said that it will be paid for by 2019.",
            "future", "2014-08-28", "2019-12-31",
        ),
        (
            "Prime Minister Margaret Thatcher opened a bridge. It was the first since the Falklands war, she said.",
            "event", "1982-04-02", "1990-12-01",
        ),
        (
            "President Francois Mitterrand marked the 40th anniversary of the founding of NATO with a long speech.",
            "anniversary", "1988-04-03", "1989-10-04",
        ),
        (
            "President Emmanuel Macron spoke in Arles thirty years after the fall of the Berlin Wall.",
            "anniversary", "2019-05-10", "2020-11-09",
        ),
        (
            "President Ronald Reagan opened a bridge on Friday, March 13. Many came, though it rained all day.",
            "date", "1981-01-20", "1987-05-12",
        ),
    ],
)  # fmt: skip
def test_each_constraint_narrows_the_page_and_is_shown(text: str, kind: str, start: str, end: str) -> None:
    found = dated(text)
    assert kind in {one.kind for one in found.constraints}
    assert found.interval is not None
    assert (str(found.interval.start), str(found.interval.end)) == (start, end)
    shown = "\n".join(line.plain for line in dating_view({"the page": found}))
    assert all(one.explanation in shown for one in found.constraints)
    assert len(dating_object(found)["constraints"]) == len(found.constraints)


@pytest.mark.parametrize(
    "text",
    [
        "President Ronald Reagan, who died at 93, had opened the bridge.",
        "President Ronald Reagan met 64 mayors at the bridge.",
        "President Ronald Reagan said that the bridge would have been done by 1985.",
        "President Ronald Reagan opened Falklands Road.",
        "President Ronald Reagan opened a bridge on March 13.",
    ],
)
def test_what_tells_no_day_is_no_constraint(text: str) -> None:
    assert {one.kind for one in dated(text).constraints} <= {"office"}


def test_a_contradiction_is_told() -> None:
    found = dated("President Ronald Reagan, 40, opened a bridge on Tuesday. He said that it had cost too much.")
    assert [one.kind for one in found.contradictions] == ["age"]
    assert "contradicts" in found.reason
    assert any("contradicts" in line.plain for line in dating_view({"the page": found}))


def test_the_table_of_named_events_is_sound() -> None:
    for event in named_events():
        assert not event.words.search("")
        assert event.words.groups == 0, event.name
