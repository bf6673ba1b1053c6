"""Which of several cities of one name an article means: the table of cases in tests/cases/namesakes.yml."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.annotate.names import find_names
from dateline.annotate.namesakes import Setting, choose_namesake
from dateline.annotate.places import find_dateline, find_place, namesakes
from dateline.annotate.sentences import load_model, parse_articles
from dateline.ids import fold
from dateline.model.claims import Place
from dateline.model.text import Article, Block, BlockKind

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "namesakes.yml").read_text(encoding="utf-8")
)


def read_places(text: str, dateline: str | None = None) -> dict[str, Place]:
    article = Article("p_1", text, (Block(0, len(text), BlockKind.BODY),), dateline=dateline)
    (sentences,) = parse_articles([article], load_model())
    return {fold(m.referent.name): m.referent.place for m in find_names(article, sentences) if m.referent.place}


@pytest.mark.parametrize("case", [case for case in CASES if "missed" not in case], ids=lambda case: str(case["text"]))
def test_namesakes(case: dict[str, Any]) -> None:
    place = read_places(case["text"])[fold(case["name"])]
    assert place.country == case["country"]


def test_the_place_says_why_it_is_meant() -> None:
    place = read_places("Bo Lund drove from Seville to Cordoba for the talks.")["cordoba"]
    assert place.basis is not None
    assert "km from Seville, named in the same sentence" in place.basis


def test_the_dateline_counts_as_a_place_near_by() -> None:
    text = "Ana Ek met Bo Lund in Cordoba on Monday."
    assert read_places(text, "SEVILLE")["cordoba"].country == "ESP"
    assert read_places(text, "BUENOS AIRES")["cordoba"].country == "ARG"


def test_what_the_text_tells_apart_holds_for_the_whole_article() -> None:
    text = "Ana Ek spoke in Cordoba, Spain. Buenos Aires was told. In Cordoba she met Bo Lund."
    assert read_places(text)["cordoba"].country == "ESP"


def test_the_nearer_a_place_the_more_it_speaks_for_its_neighbour() -> None:
    lima = find_place("Lima")
    assert lima is not None
    countries = [
        choose_namesake("Victoria", Setting(beside=(replace(lima, latitude=one.latitude, longitude=one.longitude),)))
        for one in (namesake.place for namesake in namesakes("Victoria"))
    ]
    assert len({place.country for place in countries if place}) > 3
    assert all(place is not None and place.basis for place in countries)


@pytest.mark.parametrize(
    ("dateline", "town", "latitude"),
    [
        ("MELBOURNE, Fla.", "Melbourne", 28),
        ("ALEXANDRIA, Va", "Alexandria", 39),
        ("SPRINGFIELD, Ill", "Springfield", 40),
        ("SPRINGFIELD, Mass.", "Springfield", 42),
        ("COLUMBUS, Ga.", "Columbus", 32),
        ("LONDON, Ont.", "London", 43),
        ("TRIPOLI, Lebanon", "Tripoli", 34),
        ("MELBOURNE", "Melbourne", -38),
    ],
)
def test_a_datelines_state_tells_which_town_it_is(dateline: str, town: str, latitude: int) -> None:
    filed = find_dateline(dateline)
    assert filed is not None
    assert round(filed.latitude or 0) == latitude


def test_a_town_of_the_dateline_is_the_same_town_in_the_text() -> None:
    text = "Ana Ek met workers in Melbourne on Monday."
    assert read_places(text, "MELBOURNE, Fla.")["melbourne"].country == "USA"
    assert read_places(text, "MELBOURNE")["melbourne"].country == "AUS"


def test_a_dateline_without_a_state_does_not_speak_for_itself() -> None:
    place = read_places("Ana Ek met workers in Cambridge on Monday.", "CAMBRIDGE")["cambridge"]
    assert place.basis is not None
    assert "named in the same article" not in place.basis
