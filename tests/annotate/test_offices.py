"""Who held which office when: known facts, the names of offices and people, and what a wrong table says."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dateline.annotate.offices import (
    FOLDER,
    holders,
    leaders,
    load_terms,
    offices_named,
    offices_of,
    persons_named,
    terms_of,
)
from dateline.errors import ResourceError
from dateline.model.claims import Interval, Precision

CASES: dict[str, Any] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "offices.yml").read_text("utf-8"))
COLUMNS = "country\toffice\tperson\tstart\tend\telected\tnote\n"


def day(value: date) -> Interval:
    return Interval(value, value, Precision.DAY)


@pytest.mark.parametrize(("office", "country", "when", "person"), CASES["held"])
def test_one_person_held_the_office(office: str, country: str, when: date, person: str) -> None:
    assert {term.person for term in holders(office, country, when)} == {person}


@pytest.mark.parametrize(("country", "when", "person"), CASES["led"])
def test_one_person_led_the_country(country: str, when: date, person: str | None) -> None:
    assert {term.person for term in leaders(country, when)} == ({person} if person else set())
    assert holders("the leader", country, when) == leaders(country, when)


@pytest.mark.parametrize(("office", "country", "when", "people"), CASES["both"])
def test_several_may_have_held_it(office: str, country: str, when: date, people: list[str]) -> None:
    assert sorted({term.person for term in holders(office, country, when)}) == sorted(people)


@pytest.mark.parametrize(("words", "offices"), CASES["meant"])
def test_words_for_an_office(words: str, offices: list[str]) -> None:
    assert sorted(offices_named(words)) == sorted(offices)


@pytest.mark.parametrize("case", CASES["named"], ids=lambda case: case[0])
def test_people_by_name(case: list[Any]) -> None:
    name, people, *when = case
    assert persons_named(name, day(when[0]) if when else None) == tuple(people)


def test_terms_of_one_person_are_in_order() -> None:
    told = [(term.office, term.start.start.year) for term in terms_of("Vladimir Putin")]
    assert told == [("prime minister", 1999), ("president", 1999), ("prime minister", 2008), ("president", 2012)]
    assert [term.office for term in offices_of("Putin", date(2009, 1, 1))] == ["prime minister"]


def test_a_president_elect_has_the_day_of_the_election() -> None:
    first = next(term for term in terms_of("Donald Trump") if term.office == "president")
    assert first.elect is not None
    assert (first.elect.start, first.elect.end) == (date(2016, 11, 8), date(2017, 1, 20))
    assert next(term for term in terms_of("Theresa May")).elect is None


@given(st.sampled_from(load_terms().terms), st.integers(-400, 4000))
def test_holders_are_those_who_held_the_office_on_the_day(term: object, shift: int) -> None:
    assert isinstance(term, type(load_terms().terms[0]))
    when = term.start.start + timedelta(days=shift)
    found = holders(term.office, term.country, when)
    assert all(one.covers(day(when)) for one in found)
    assert (term in found) == term.covers(day(when))


@given(st.sampled_from(load_terms().terms))
def test_every_listed_name_finds_its_person(term: object) -> None:
    assert isinstance(term, type(load_terms().terms[0]))
    assert all(term.person in persons_named(spelling, term.start) for spelling in term.spellings)


def make_folder(folder: Path, rows: str) -> Path:
    (folder / "kinds.toml").write_text((FOLDER / "kinds.toml").read_text("utf-8"), "utf-8")
    (folder / "people.tsv").write_text("person\tsurname\tspellings\n", "utf-8")
    (folder / "terms.tsv").write_text(COLUMNS + rows, "utf-8")
    return folder


def test_a_month_counts_for_all_its_days(tmp_path: Path) -> None:
    table = load_terms(make_folder(tmp_path, "FRA\tpresident\tAnne Aube\t1990-11\t1995\n"))
    (term,) = table.terms
    assert term.covers(day(date(1990, 11, 1)))
    assert term.covers(day(date(1995, 12, 31)))
    assert not term.covers(day(date(1996, 1, 1)))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("FRA\tpresident\tAnne Aube\t1990-13\n", "terms.tsv:2: start '1990-13'"),
        ("FRA\tpresident\tAnne Aube\tspring\n", "terms.tsv:2: start 'spring' is not a date"),
        ("FRA\tpresident\tAnne Aube\t1990\t1989\n", "terms.tsv:2: ends on 1989-12-31 before"),
        ("FRX\tpresident\tAnne Aube\t1990\n", "terms.tsv:2: country 'FRX'"),
        ("FRA\tpresidente\tAnne Aube\t1990\n", "terms.tsv:2: no office is called 'presidente'"),
        ("FRA\tpresident\tAnne Aube\n", "terms.tsv:2: a term needs a person and a start"),
        (
            "FRA\tpresident\tAnne Aube\t1990-05-01\t1995-05-01\nFRA\tpresident\tBertrand Brun\t1995-04-20\n",
            "terms.tsv:3: Bertrand Brun begins before Anne Aube ends",
        ),
    ],
)
def test_a_wrong_table_is_named_with_its_line(tmp_path: Path, row: str, message: str) -> None:
    with pytest.raises(ResourceError, match=message.replace("(", r"\(")):
        load_terms(make_folder(tmp_path, row))
