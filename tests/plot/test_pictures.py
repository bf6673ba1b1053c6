"""Pictures: what they show, that they show it the same each time, and that any text is safe in them."""

import json
import xml.etree.ElementTree as ElementTree
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.plot.draw import draw, gather
from dateline.plot.globe import AREAS, frame_area, load_outlines, project
from dateline.plot.spread import draw_map, draw_network, place_names, place_spots
from dateline.plot.svg import COLOURS
from dateline.plot.timeline import all_times, draw_bars, draw_calendar, tell_days
from dateline.store.ledger import Ledger
from dateline.store.overview import Bucket, Spot, Tie, count_by_pair, count_by_place, count_by_time, extent_of
from dateline.store.queries import EventFilter, all_events, find_events
from tests.web.ledgers import make_ledger

HOSTILE = '<script>alert(1)</script> & "quotes" \x00\x0b\ufffe'


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return Ledger(make_ledger(tmp_path_factory.mktemp("plot") / "plot.db"), create=False)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter() if element.tag.endswith("text")]


# --- counting -------------------------------------------------------------------------------------------------------


def test_counts_are_those_of_the_events(ledger: Ledger) -> None:
    events = list(all_events(ledger))
    extent = extent_of(ledger, EventFilter())
    assert extent.dated == sum(event.start is not None for event in events)
    assert extent.undated == sum(event.start is None for event in events)
    assert extent.first == min(event.start for event in events if event.start)
    for unit, width in (("year", 4), ("month", 7), ("day", 10)):
        buckets = count_by_time(ledger, EventFilter(), unit)
        assert sum(bucket.events for bucket in buckets) == extent.dated
        assert {len(bucket.when) for bucket in buckets} == {width}
    spots = count_by_place(ledger, EventFilter())
    assert sum(spot.events for spot in spots) == sum(event.place is not None for event in events)
    assert {s.name: s.latitude for s in spots} == {
        e.place.name: e.place.latitude for e in events if e.place is not None
    }


def test_pairs_are_those_who_met(ledger: Ledger) -> None:
    ties = count_by_pair(ledger, EventFilter(who=("Merkel",)))
    assert ties
    for tie in ties:
        both = EventFilter(who=(tie.left_name, tie.right_name, "Merkel"), type="CONSULT")
        held = [line for line in find_events(ledger, both) if line.status in ("occurred", "ongoing", "disputed")]
        assert tie.events == len(held)


@pytest.mark.parametrize(
    ("wanted", "inside"),
    [(EventFilter(until="2016"), "2016-11-20"), (EventFilter(until="2016-11", since="2016-11"), "2016-11-20")],
)
def test_a_year_or_a_month_means_all_its_days(ledger: Ledger, wanted: EventFilter, inside: str) -> None:
    days = [line.start for line in find_events(ledger, wanted) if line.start]
    assert inside in days
    assert max(days) < "2017"


# --- drawing --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("picture", ["timeline", "map", "network", "calendar"])
def test_a_picture_is_the_same_each_time(ledger: Ledger, picture: str) -> None:
    shown = gather(ledger, picture, EventFilter())
    assert draw(shown) == draw(gather(ledger, picture, EventFilter()))
    assert ElementTree.fromstring(draw(shown)).get("role") == "img"


def test_a_picture_of_another_name(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="there are timeline, map"):
        gather(ledger, "pie", EventFilter())


def test_any_name_is_safe() -> None:
    for svg in (
        draw_network([Tie("a", HOSTILE, "b", "B", 2)], HOSTILE),
        draw_map([Spot(HOSTILE, "FRA", 48.0, 2.0, 3)], HOSTILE),
    ):
        assert "<script" not in svg
        assert any("<script>alert(1)" in text for text in texts(svg))


def test_nothing_to_show_says_so() -> None:
    assert texts(draw_network([])) == ["nobody met"]
    assert texts(draw_bars([], "year", "Events")) == ["no dated event"]
    assert "no dated event" in draw_calendar([], "Calendar")
    assert "0 events at 0 places" in draw_map([], "Map")


def test_wider_lines_for_more_encounters() -> None:
    svg = draw_network([Tie("a", "A", "b", "B", 9), Tie("b", "B", "c", "C", 1)])
    lines = {
        e[0].text: float(e.get("stroke-width") or 0) for e in ElementTree.fromstring(svg) if e.tag.endswith("line")
    }
    assert lines["A and B: 9"] > 2 * lines["B and C: 1"]


def test_bars_stand_on_each_other_and_name_their_times() -> None:
    buckets = [Bucket("2015", "occurred", 30), Bucket("2015", "planned", 10), Bucket("2017", "occurred", 20)]
    svg = draw_bars(buckets, "year", "Events")
    assert {"2015", "2016", "2017"} <= set(texts(svg))
    bars = {e[0].text: e for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("rect") and len(e)}
    low, high = bars["2015: 30 occurred"], bars["2015: 10 planned"]
    assert float(high.get("y", 0)) + float(high.get("height", 0)) == pytest.approx(float(low.get("y", 0)), abs=0.2)


def test_times_without_an_event_have_their_place() -> None:
    assert all_times("2015-11", "2016-02", "month") == ["2015-11", "2015-12", "2016-01", "2016-02"]
    assert all_times("2016-02-28", "2016-03-01", "day") == ["2016-02-28", "2016-02-29", "2016-03-01"]
    assert all_times("0999", "1001", "year") == ["0999", "1000", "1001"]


# --- the map --------------------------------------------------------------------------------------------------------


def test_equal_earth() -> None:
    """The corners that the projection's authors give: 2.70663 wide at the equator, 1.31740 high at the pole."""
    assert project(0, 0) == (0, 0)
    assert project(180, 0)[0] == pytest.approx(2.70663, abs=1e-4)
    assert project(0, 90)[1] == pytest.approx(1.31737, abs=1e-4)
    assert project(-30, -40) == pytest.approx(tuple(-v for v in project(30, 40)))


def test_outlines_are_of_the_whole_world() -> None:
    codes = {code for code, _ in load_outlines()}
    assert {"FRA", "RUS", "PER", "VNM", "USA", "FJI"} <= codes
    assert len(codes) > 165
    for _, ring in load_outlines():
        assert ring[0] == ring[-1]
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert max(abs(a[0] - b[0]) for a, b in pairwise(ring)) < 100  # none goes around the world


@pytest.mark.parametrize("area", AREAS)
def test_every_part_of_the_map_has_land(area: str) -> None:
    svg = draw_map([], "Map", area=area)
    path = next(e for e in ElementTree.fromstring(svg).iter() if e.tag.endswith("path"))
    assert len(path.get("d", "")) > 1_000
    assert frame_area(area, 1100).height < 1_500


def test_places_lie_where_they_are() -> None:
    frame = frame_area("europe", 1000)
    spots = [
        Spot("Lima", "PER", -12.05, -77.04, 9),
        Spot("Paris", "FRA", 48.85, 2.35, 4),
        Spot("X", None, None, None, 1),
    ]
    assert [spot.name for spot, _ in place_spots(spots, frame)] == ["Paris"]
    north, south = frame.at(10, 60), frame.at(10, 40)
    assert north[1] < south[1]
    names = place_names([(Spot(f"Town {i}", "FRA", 48, 2, 30 - i), (500.0, 300.0 + i)) for i in range(30)], frame)
    assert 1 < len(names) < 10  # names that would cover each other are left out
    with pytest.raises(UsageError, match="europe"):
        frame_area("atlantis", 100)


# --- for print ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("picture", ["timeline", "map", "network", "calendar"])
def test_charts_for_print(ledger: Ledger, picture: str) -> None:
    charts = pytest.importorskip("dateline.plot.charts")
    spec = json.loads(charts.write_chart(gather(ledger, picture, EventFilter()), ".json"))
    assert spec["title"]["text"] == spec["description"].split(". ")[0]
    assert spec["layer"]


def test_a_chart_as_svg_and_png(ledger: Ledger) -> None:
    charts = pytest.importorskip("dateline.plot.charts")
    shown = gather(ledger, "calendar", EventFilter())
    svg = charts.write_chart(shown, ".svg").decode()
    assert {"title", "desc"} <= {e.tag.rpartition("}")[2] for e in ElementTree.fromstring(svg)}
    assert charts.write_chart(shown, ".png").startswith(b"\x89PNG")
    with pytest.raises(UsageError, match="written as"):
        charts.write_chart(shown, ".pdf")


def test_statuses_differ_in_grey_too() -> None:
    charts = pytest.importorskip("dateline.plot.charts")
    assert set(charts.SHAPES) == set(COLOURS)


def test_the_command(ledger: Ledger, tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from dateline.cli import app

    out = tmp_path / "met.json"
    done = CliRunner().invoke(app, ["plot", "network", "--who", "Putin", "-o", str(out), "--ledger", str(ledger.path)])
    assert done.exit_code == 0, done.output
    assert "Putin" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("start", "end", "told"),
    [
        ("2016-11-20", "2016-11-20", "20 Nov 2016"),
        ("2016-11-04", "2016-11-05", "4–5 Nov 2016"),
        ("2016-10-21", "2016-11-20", "21 Oct – 20 Nov 2016"),
        ("2015-12-30", "2016-01-02", "30 Dec 2015 – 2 Jan 2016"),
        ("2016-02-01", "2016-02-29", "Feb 2016"),
        ("2016-01-01", "2016-12-31", "2016"),
    ],
)
def test_days_are_told_as_short_as_can_be(start: str, end: str, told: str) -> None:
    assert tell_days(start, end) == told
