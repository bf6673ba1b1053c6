"""Whom the words of an official record mean, and that both spellings of one person meet."""

from datetime import date

import pytest

from dateline.model.claims import Interval, MentionKind, Precision, Referent
from dateline.witness.people import person
from dateline.witness.verdicts import is_same

DAY = Interval(date(1990, 7, 23), date(1990, 7, 23), Precision.DAY)


@pytest.mark.parametrize(
    ("words", "office", "country", "name"),
    [
        ("Rodrigo Borja Cevallos", "president", "ECU", "Rodrigo Borja"),
        ("Rodrigo Borja", "president", "ECU", "Rodrigo Borja"),
        ("Rodrigo Zorro Cevallos", "president", "ECU", "Rodrigo Zorro Cevallos"),
    ],
)
def test_a_second_surname_is_left_out_where_the_tables_do(words: str, office: str, country: str, name: str) -> None:
    assert person(words, office, country, DAY).name == name


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("King Olav V", "Olav V", True),
        ("Olav V", "Queen Sonja", False),
        ("King Olav V", "King Harald V", False),
        ("Ana Ek", "Bo Lund", False),
    ],
)
def test_a_crown_before_the_name_makes_no_other(left: str, right: str, same: bool) -> None:
    made = [Referent(f"person:{name}", MentionKind.PERSON, name, "monarch", None, "NOR") for name in (left, right)]
    assert is_same(*made) is same
