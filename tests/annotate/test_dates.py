"""Time expressions: the table of cases, and what must hold of any of them."""

import calendar
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.annotate.dates import anchor_time, find_times
from dateline.annotate.sentences import load_model, parse_sentences
from dateline.annotate.timepatterns import load_rules
from dateline.annotate.timevalues import resolve_value, value_days
from dateline.model.claims import Basis, Interval, Precision, TimeExpression
from dateline.model.text import Article, Block, BlockKind, Span

CASES = Path(__file__).parents[1] / "cases" / "times.yml"


def read_cases() -> list[tuple[str, str, str | None, bool]]:
    rows = []
    for group in yaml.safe_load(CASES.read_text(encoding="utf-8")):
        for line in group["lines"].strip().splitlines():
            sentence, _, expected = line.partition(" => ")
            rows.append((sentence, expected, str(group["day"]) if group["day"] else None, bool(group.get("title"))))
    return rows


def find(text: str, day: str | None, kind: BlockKind = BlockKind.BODY) -> list[TimeExpression]:
    article = Article("p", text, (Block(0, len(text), kind),), published=day)
    return list(find_times(article, parse_sentences(article, load_model())))


def expected_days(text: str) -> tuple[date, date]:
    if ".." in text:
        first, _, last = text.partition("..")
        return date.fromisoformat(first), date.fromisoformat(last)
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 0
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def matches(time: TimeExpression, outcome: str) -> bool:
    first, *rest = outcome.split()
    if first == "length":
        minutes = None if rest[1] == "-" else float(rest[1])
        return (time.kind, time.value, time.minutes) == ("duration", rest[0], minutes)
    if first == "set":
        return (time.kind, time.value) == ("set", rest[0])
    if first in ("open", "vague"):
        return time.value == rest[0] and time.interval is None
    if time.interval is None or time.basis is None:
        return False
    precisions = rest[0].split("-or-")
    told = (time.interval.start, time.interval.end) == expected_days(first)
    return told and time.interval.precision in precisions and time.basis == rest[1]


@pytest.mark.parametrize(("sentence", "expected", "day", "title"), read_cases(), ids=lambda value: str(value)[:60])
def test_case(sentence: str, expected: str, day: str | None, title: bool) -> None:
    text = sentence.replace("[", "").replace("]", "")
    times = find(text, day, BlockKind.TITLE if title else BlockKind.BODY)
    words = [time.span.slice(text) for time in times]
    assert words == re.findall(r"\[(.+?)\]", sentence)
    if expected == "none":
        return
    for time, outcome in zip(times, expected.split("; "), strict=True):
        assert matches(time, outcome), time


def test_the_table_is_long_enough() -> None:
    assert len(read_cases()) >= 300


def test_modifiers_and_anchors() -> None:
    text = "About two hours later, they met two weeks after the election in Oslo for more than 90 minutes."
    later, after, length = find(text, "2016-11-16")
    assert (later.modifier, later.value) == (None, "ANCHOR+2TH")
    assert after.anchor is not None
    assert after.anchor.slice(text).startswith("the election")
    assert length.modifier == "MORE_THAN"


def test_a_clock_keeps_its_zone() -> None:
    (time,) = find("The plane crashed at 9:15 a.m. EST.", "2016-11-16")
    assert (time.clock, time.value) == ("09:15 -05:00", "2016-11-16T09:15")


def expression(value: str, direction: str | None = None) -> TimeExpression:
    return TimeExpression(Span(0, 1), "date", value, direction=direction)


def test_an_open_weekday_is_anchored_to_a_range_by_covering_it() -> None:
    reference = Interval(date(2016, 11, 19), date(2016, 11, 20), Precision.RANGE)
    found = anchor_time(expression("XXXX-WXX-7", "past"), reference)
    assert found == (Interval(date(2016, 11, 13), date(2016, 11, 20), Precision.RANGE), Basis.WEEKDAY)


def test_an_event_anchor_is_closed_with_the_time_of_the_event() -> None:
    found = anchor_time(expression("ANCHOR+1D"), date(2016, 11, 8))
    assert found == (Interval(date(2016, 11, 9), date(2016, 11, 9), Precision.DAY), Basis.RELATIVE)


def test_no_day_is_invented_for_what_names_none() -> None:
    assert value_days("2017-02-30") is None
    assert resolve_value("XXXX-02-30", date(2016, 1, 1)) is None
    assert anchor_time(expression("FUTURE_REF"), date(2016, 1, 1)) is None


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@given(days, st.integers(1, 7))
def test_a_past_weekday_is_the_latest_one_and_a_future_one_the_next(day: date, number: int) -> None:
    value = f"XXXX-WXX-{number}"
    past, future = resolve_value(value, day, "past"), resolve_value(value, day, "future")
    assert past is not None
    assert future is not None
    assert past.interval.start.isoweekday() == future.interval.start.isoweekday() == number
    assert timedelta(0) <= day - past.interval.start < timedelta(7)
    assert timedelta(0) <= future.interval.start - day < timedelta(7)


@given(
    days,
    st.sampled_from(["XXXX-10", "XXXX-WXX-3", "REF-1M", "REF+0Y", "REF-2W", "XXXX-SU", "REF-1D", "PREV-05", "NEXT-01"]),
    st.integers(0, 40),
    st.sampled_from(["past", "future", None]),
)
def test_a_range_holds_what_each_day_of_it_gives(day: date, value: str, length: int, side: str | None) -> None:
    last = day + timedelta(days=length)
    whole = anchor_time(expression(value, side), Interval(day, last, Precision.RANGE))
    assert whole is not None
    for step in range(length + 1):
        one = anchor_time(expression(value, side), day + timedelta(days=step))
        assert one is not None
        assert whole[0].start <= one[0].start
        assert one[0].end <= whole[0].end


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="0123456789/-:. MayJunSundatwo of", max_size=40))
def test_spans_slice_to_words_of_the_text(text: str) -> None:
    for time in find(f"On {text}.", "2016-11-16"):
        words = time.span.slice(f"On {text}.")
        assert words == words.strip()
        assert words


def test_every_pattern_has_a_case() -> None:
    text = " ".join(sentence.replace("[", "").replace("]", "") for sentence, *_ in read_cases())
    assert [rule.name for rule in load_rules() if not rule.pattern.search(text)] == []
