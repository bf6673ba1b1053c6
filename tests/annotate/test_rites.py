"""Rites of one person: what they are called, and the days that the tables give them."""

from datetime import date

import pytest
from tests.make import make_article

from dateline.annotate.gatherings import editions, editions_within, series_of
from dateline.annotate.names import find_names
from dateline.annotate.sentences import load_model, parse_sentences
from dateline.model.claims import Interval, MentionKind, Precision

NAMED = [
    ("They spoke at the inauguration of Argentina's new president, Javier Milei.", "inauguration of Javier Milei"),
    ("He flew in for Narendra Modi's swearing-in ceremony.", "inauguration of Narendra Modi"),
    ("The two met after the funeral of former Israeli president Shimon Peres.", "funeral of Shimon Peres"),
    ("The pair shook hands at a memorial service for Nelson Mandela.", "funeral of Nelson Mandela"),
    ("Both attended the investiture of Fernando Lugo as president.", "inauguration of Fernando Lugo"),
    ("Kings and queens came for King Charles's coronation.", "coronation of Charles"),
    ("He laid flowers at a memorial in Warsaw.", None),
    ("The installation of a pump at the plant that Boris Yeltsin saw took a year.", None),
    ("The funeral was told to Barack Obama by phone.", None),
]
DAYS = [
    ("inauguration of Javier Milei", ["2023-12-10"]),
    ("inauguration of Barack Obama", ["2009-01-20", "2013-01-21"]),
    ("inauguration of Vladimir Putin", ["2000-05-07", "2004-05-07", "2012-05-07", "2018-05-07", "2024-05-07"]),
    ("funeral of Shimon Peres", ["2016-09-30"]),
    ("funeral of Peres", ["2016-09-30"]),
    ("funeral of Ole Ekmann", []),
    ("inauguration of a bridge", []),
]


@pytest.mark.parametrize(("sentence", "name"), NAMED)
def test_a_rite_is_called_after_its_person(sentence: str, name: str | None) -> None:
    article = make_article(sentence)
    found = find_names(article, parse_sentences(article, load_model()))
    rites = [m.referent.name for m in found if m.referent.kind is MentionKind.GATHERING]
    assert rites == ([name] if name else [])


@pytest.mark.parametrize(("name", "days"), DAYS)
def test_a_rite_has_the_days_of_the_tables(name: str, days: list[str]) -> None:
    found = [edition.interval.start.isoformat() for edition in editions(name)]
    assert [day for day in days if day in found] == days
    assert bool(found) == bool(days)


def test_a_first_day_in_office_is_in_the_capital() -> None:
    day = date(2023, 12, 10)
    found = editions_within("inauguration of Javier Milei", Interval(day, day, Precision.DAY))
    assert [(edition.city, edition.country) for edition in found] == [("Buenos Aires", "ARG")]


def test_a_rite_is_a_series_of_its_own() -> None:
    assert series_of("funeral of Shimon Peres") == "funeral of Shimon Peres"
    assert series_of("the funeral") is None
