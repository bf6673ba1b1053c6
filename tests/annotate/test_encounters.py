"""The table of encounters: days, people in office, places; a faulty line is told with file and line."""

from pathlib import Path

import pytest

from dateline.annotate.encounters import Encounter, encounters_among, is_at, load_encounters
from dateline.annotate.gatherings import load_gatherings
from dateline.annotate.offices import persons_named, terms_of
from dateline.errors import ResourceError
from dateline.model.claims import Precision

HEAD = "who\tkind\tstart\tend\tcity\tcountry\tnote\n"
PAIR = "Ronald Reagan; Mikhail Gorbachev"


def every() -> set[Encounter]:
    return {one for group in load_encounters().values() for one in group}


def test_everyone_held_an_office_on_the_days() -> None:
    for one in every():
        early = {name for name in one.who if one.edition.note.startswith(f"{name} not yet in an office")}
        for name in one.who - early:
            assert any(term.covers(one.edition.interval) for term in terms_of(name)), (name, one)


def test_names_mean_one_person_each() -> None:
    assert all(persons_named(name) == (name,) for name in load_encounters())


def test_days_are_short_and_within_the_years_that_the_table_covers() -> None:
    for one in every():
        days = one.edition.interval
        assert 1985 <= days.start.year <= days.end.year <= 2026
        assert (days.end - days.start).days <= 31, one


def test_what_was_held_has_a_country_and_a_call_has_none() -> None:
    assert all(one.edition.country for one in every() if one.held)
    assert not any(one.edition.country for one in every() if one.kind == "call")


def test_the_table_is_large_and_not_read_as_editions() -> None:
    assert len(every()) > 500
    assert "" not in load_gatherings().editions


def test_encounters_need_all_their_people_and_come_in_order() -> None:
    assert encounters_among({"Ronald Reagan"}) == ()
    found = encounters_among({"Ronald Reagan", "Mikhail Gorbachev", "Helmut Kohl"})
    days = [one.edition.start.start for one in found]
    assert days == sorted(days)
    assert {"Geneva", "Reykjavik"} <= {one.edition.city for one in found if "Ronald Reagan" in one.who}


def test_places_agree_by_city_or_country() -> None:
    one = next(one for one in encounters_among(set(PAIR.split("; "))) if one.edition.city == "Reykjavik")
    assert is_at(one, {"reykjavik"})
    assert is_at(one, set(), {"ISL"})
    assert not is_at(one, {"geneva"}, {"CHE"})


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("Ronald Reagan\ttalks\t1986-10-11", "two people"),
        ("Ronald Reagan; Nobody Whosoever\ttalks\t1986-10-11", "Nobody Whosoever"),
        (f"{PAIR}\tpicnic\t1986-10-11", "picnic"),
        (f"{PAIR}\ttalks\t1986-13-11", "1986-13-11"),
        (f"{PAIR}\ttalks\t", "needs a start"),
        (f"{PAIR}\ttalks\t1986-10-12\t1986-10-11", "before it starts"),
        (f"{PAIR}\ttalks\t1986-10-12\t\tQuux\tQQQ", "QQQ"),
    ],
)
def test_a_faulty_line_is_told_with_file_and_line(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "encounters.tsv"
    path.write_text(HEAD + line + "\n", encoding="utf-8")
    with pytest.raises(ResourceError, match=rf"encounters.tsv:2.*{says}"):
        load_encounters(path)


def test_a_month_is_read_as_a_month(tmp_path: Path) -> None:
    path = tmp_path / "encounters.tsv"
    path.write_text(HEAD + f"{PAIR}\ttalks\t1986-10\t\tReykjavik\tISL\n", encoding="utf-8")
    (one,) = load_encounters(path)["Ronald Reagan"]
    assert one.edition.start.precision is Precision.MONTH
