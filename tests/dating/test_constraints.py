"""Dating by constraint: offices, gatherings, weekdays, past years, linked reports; pages and events."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.gatherings import editions
from dateline.dating.clues import collect_clues, office_clue
from dateline.dating.constraints import date_event, date_page
from dateline.dating.stretches import Clue, EventDate, PageDate, intersect, merge, ranged
from dateline.model.claims import (
    Basis,
    EventMention,
    Interval,
    Mention,
    MentionKind,
    Participant,
    Place,
    Precision,
    Reading,
    Referent,
    Status,
    StatusReading,
    TimeExpression,
)
from dateline.model.text import Article, Block, BlockKind, Page, Span

OBAMA = Referent("person:obama", MentionKind.PERSON, "Barack Obama", "president", "President", "USA")
PUTIN = Referent("person:putin", MentionKind.PERSON, "Vladimir Putin", "president", "Russian President", "RUS")
TRUMP = Referent("person:trump", MentionKind.PERSON, "Donald Trump", "president", "President", "USA")
APEC = Referent("gathering:apec", MentionKind.GATHERING, "APEC")
G20 = Referent("gathering:g20", MentionKind.GATHERING, "G20")
LIMA = Referent("place:lima", MentionKind.PLACE, "Lima", country="PER", place=Place("Lima", "PER"))


class Story:
    """A reading put together from words: each mention and time is found in the text by its own words."""

    def __init__(self, text: str, published: str | None = None) -> None:
        self.text = text
        self.mentions: list[Mention] = []
        self.times: list[TimeExpression] = []
        self.published = published

    def at(self, words: str) -> Span:
        start = self.text.index(words)
        return Span(start, start + len(words))

    def name(self, words: str, referent: Referent) -> "Story":
        self.mentions.append(Mention(self.at(words), referent))
        return self

    def time(self, words: str, value: str, direction: str | None = None, **more: object) -> "Story":
        fields = {"kind": "date", "direction": direction} | more
        self.times.append(TimeExpression(span=self.at(words), value=value, **fields))  # type: ignore[arg-type]
        return self

    def reading(self) -> Reading:
        lines, at = [], 0
        for line in self.text.splitlines(keepends=True):
            lines.append(Span(at, at + len(line.rstrip())))
            at += len(line)
        blocks = tuple(Block(s.start, s.end, BlockKind.BODY) for s in lines)
        article = Article("p", self.text, blocks, published=self.published)
        page = Page("p", "0", b"", "text")
        return Reading(page, article, tuple(lines), tuple(self.mentions), tuple(self.times))

    def event(self, trigger: str, *, status: Status = Status.OCCURRED, **more: object) -> EventMention:
        span = self.at(trigger)
        sentence = next(s for s in self.reading().sentences if s.covers(span))
        people = tuple(
            Participant(m.referent, "participant", m.span) for m in self.mentions if m.referent in (OBAMA, PUTIN)
        )
        fields = {"times": tuple(t for t in self.times if sentence.covers(t.span))} | more
        return EventMention(
            "CONSULT",
            "meeting",
            None,
            "consult.meet",
            span,
            sentence,
            people,
            StatusReading(status),
            **fields,  # type: ignore[arg-type]
        )

    def page(self) -> PageDate:
        reading = self.reading()
        return date_page(collect_clues(reading), published=reading.article.day)

    def when(self, trigger: str, **more: object) -> EventDate:
        return date_event(self.event(trigger, **more), self.page(), self.reading())  # type: ignore[arg-type]


def lima() -> Story:
    text = "President Obama met the Russian President Putin on Sunday at the APEC summit in Lima.\nThey had talks."
    return (
        Story(text).name("President Obama", OBAMA).name("Russian President Putin", PUTIN).name("APEC summit", APEC)
        .name("Lima", LIMA).time("Sunday", "XXXX-WXX-7", "past")
    )  # fmt: skip


def day(text: str) -> date:
    return date.fromisoformat(text)


def test_weekday_gathering_and_office_give_the_day() -> None:
    found = lima().when("met", gathering=APEC)
    assert found.interval == Interval(day("2016-11-20"), day("2016-11-20"), Precision.DAY)
    assert found.basis == Basis.GATHERING
    for words in ("Sunday", "APEC", "Lima", "Barack Obama"):
        assert words in found.explanation


def test_the_page_keeps_every_constraint() -> None:
    page = lima().page()
    assert page.interval == ranged(day("2016-11-20"), day("2016-11-22"))
    assert {c.kind for c in page.constraints} == {"office", "gathering", "weekday"}
    assert page.contradictions == ()
    assert page.story == ranged(day("2016-11-20"), day("2016-11-20"))


def test_an_event_without_a_time_has_the_day_of_the_news() -> None:
    found = lima().when("talks")
    assert found.interval == ranged(day("2016-11-20"), day("2016-11-20"))
    assert "no time is told" in found.explanation


def test_what_is_planned_without_a_day_has_the_days_of_the_gathering() -> None:
    found = lima().when("talks", status=Status.PLANNED)
    assert found.interval == editions("APEC")[-1].interval or found.interval is not None
    assert found.interval is not None
    assert (found.interval.start, found.interval.end) == (day("2016-11-19"), day("2016-11-20"))


def test_a_contradiction_is_reported_and_the_less_trusted_clue_set_aside() -> None:
    story = lima()
    story.text += "\nDonald Trump was there."
    story.name("Donald Trump", replace(TRUMP, title=None))
    page = story.page()
    assert page.interval == lima().page().interval
    assert ["Donald Trump" in c.explanation for c in page.contradictions] == [True]


@pytest.mark.parametrize(
    ("qualifier", "inside", "outside"),
    [
        (None, "2018-01-01", "2016-12-01"),
        ("-elect", "2016-12-01", "2016-11-01"),
        ("former", "2022-01-01", "2018-01-01"),
    ],
)
def test_qualifiers_shift_the_days(qualifier: str | None, inside: str, outside: str) -> None:
    clue = office_clue(replace(TRUMP, qualifier=qualifier))
    assert clue is not None
    page = date_page([clue], published=day(inside))
    assert page.contradictions == ()
    assert date_page([clue], published=day(outside)).contradictions != ()


def test_a_past_year_is_a_lower_bound() -> None:
    explicit = {"interval": Interval(day("2014-01-01"), day("2014-12-31"), Precision.YEAR), "basis": Basis.EXPLICIT}
    story = Story("President Obama spoke.\nThe island was seized in 2014.").name("President Obama", OBAMA)
    story.time("2014", "2014", "past", **explicit)
    page = story.page()
    assert page.interval is not None
    assert page.interval.start == day("2014-01-01")
    assert page.interval.end.year == 2017


def test_two_cannot_hold_one_office_at_a_time() -> None:
    story = Story("President Reagan said no. Reagan left. President Carter had not.")
    reagan = Referent("person:reagan", MentionKind.PERSON, "Ronald Reagan", "president", "President", "USA")
    carter = Referent("person:carter", MentionKind.PERSON, "Jimmy Carter", "president", "President", "USA")
    story.name("President Reagan", reagan).name("Reagan left", reagan).name("President Carter", carter)
    page = story.page()
    assert page.interval == ranged(day("1981-01-20"), day("1989-01-23"))
    assert [c.words for c in page.contradictions] == ["President Carter"]


def test_a_surname_without_a_title_is_no_clue() -> None:
    story = Story("Brown met Putin at the APEC summit.").name("APEC summit", APEC)
    brown = Referent("person:brown", MentionKind.PERSON, "Gordon Brown", "prime minister", None, "GBR")
    assert [c.kind for c in collect_clues(story.name("Brown", brown).reading())] == ["gathering"]


def test_nothing_known_leaves_the_page_open() -> None:
    page = Story("A man walked by.").page()
    assert page.interval is None
    assert page.basis is None


def test_a_linked_report_narrows_the_page() -> None:
    clue = office_clue(OBAMA)
    assert clue is not None
    linked = ranged(day("2016-09-05"), day("2016-09-05"))
    page = date_page([clue], [linked])
    assert page.interval == ranged(day("2016-09-05"), day("2016-09-07"))


def test_a_month_is_seen_from_the_page() -> None:
    story = lima()
    story.text += "\nThe envoys met in October."
    story.time("October", "XXXX-10", "past")
    found = story.when("envoys")
    assert found.interval == Interval(day("2016-10-01"), day("2016-10-31"), Precision.MONTH)


def test_recent_lies_before_the_news() -> None:
    story = lima()
    story.text += "\nHe spoke of a recent call."
    story.time("recent", "PAST_REF", "past", modifier="NEAR")
    found = story.when("call")
    assert found.interval == ranged(day("2016-10-21"), day("2016-11-20"))


def test_shortly_after_an_election_is_counted_from_it() -> None:
    story = lima()
    story.text += "\nThe king rang shortly after Trump was elected."
    story.name("Trump", replace(TRUMP, title=None)).time(
        "shortly after", "ANCHOR+XD", anchor=story.at("Trump was elected")
    )
    found = story.when("rang")
    assert found.interval is not None
    assert found.interval.start == day("2016-11-08")
    assert found.interval.end <= day("2016-11-20")


def test_a_summit_earlier_this_year_has_its_own_days_if_only_one_fits() -> None:
    story = Story("The two last met during a G20 summit earlier this year.\nObama Putin", "2016-11-10")
    story.name("Obama", OBAMA).name("Putin", PUTIN).name("G20", G20)
    span = Interval(day("2016-01-01"), day("2016-11-10"), Precision.RANGE)
    story.time("earlier this year", "2016", "past", interval=span, basis=Basis.RELATIVE, modifier="EARLIER")
    found = story.when("met", gathering=G20)
    assert (found.basis, found.interval) == (Basis.GATHERING, ranged(day("2016-09-04"), day("2016-09-05")))
    assert story.when("met").interval == span


def test_a_dated_page_gives_its_day_as_a_fallback_that_says_so() -> None:
    found = Story("The ministers met.", "2016-11-10").when("met")
    assert found.basis == Basis.PUBLICATION
    assert found.interval == Interval(day("2016-11-10"), day("2016-11-10"), Precision.DAY)


def test_what_is_planned_for_no_day_gets_none() -> None:
    assert Story("The ministers may meet.", "2016-11-10").when("meet", status=Status.POSSIBLE).interval is None


def test_what_happens_elsewhere_is_not_the_days_news() -> None:
    assert lima().when("talks", place=Place("Bern", "CHE")).interval is None


def test_what_is_planned_before_a_day_lies_between_the_page_and_that_day() -> None:
    story = Story("The king will receive Ek before she leaves for Bern on Friday.", "2016-11-16")
    friday = Interval(day("2016-11-18"), day("2016-11-18"), Precision.DAY)
    story.time("Friday", "2016-11-18", "future", interval=friday, basis=Basis.WEEKDAY)
    found = story.when("receive", status=Status.PLANNED, times=())
    assert (found.basis, found.interval) == (Basis.RELATIVE, ranged(day("2016-11-16"), day("2016-11-18")))


def test_a_weekday_before_the_news_is_counted_from_the_news() -> None:
    story = lima()
    assert story.page().story is not None
    story.text += "\nThe two had agreed on it in a call on Saturday."
    story.time("Saturday", "XXXX-WXX-6", "past")
    assert story.when("call").interval == ranged(day("2016-11-19"), day("2016-11-19"))


# --- what must hold of any clues ----------------------------------------------------------------------------------

dates = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 1, 1))
stretches = st.builds(lambda start, length: ranged(start, start + timedelta(days=length)), dates, st.integers(0, 5000))
clues = st.builds(
    lambda kind, days, trust, weight: Clue(kind, kind, merge(days), kind, trust, weight=weight),
    st.sampled_from(["office", "gathering", "past"]),
    st.lists(stretches, min_size=1, max_size=3),
    st.integers(1, 5),
    st.integers(1, 3),
)


@given(st.lists(clues, max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_clues_changes_nothing(pool: list[Clue], random: st.DataObject) -> None:
    shuffled = list(pool)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert date_page(shuffled) == date_page(pool)


@given(st.lists(clues, max_size=6), clues)
def test_one_more_clue_never_widens_unless_it_contradicts(pool: list[Clue], more: Clue) -> None:
    before, after = date_page(pool), date_page([*pool, more])
    if set(after.contradictions) == set(before.contradictions):
        assert intersect(after.days, before.days) == after.days


@given(st.lists(clues, max_size=6))
def test_no_clue_vanishes(pool: list[Clue]) -> None:
    page = date_page(pool)
    assert len(page.constraints) + len(page.contradictions) == len(pool)


@given(st.lists(clues, min_size=1, max_size=6), clues)
def test_a_clue_given_twice_counts_once(pool: list[Clue], more: Clue) -> None:
    assert date_page([*pool, more]).days == date_page([*pool, more, more]).days
