"""Which of several cities of one name an article means: the table of cases in tests/cases/namesakes.yml."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.annotate.names import find_names
from dateline.annotate.namesakes import Setting, choose_namesake
from dateline.annotate.places import find_place, namesakes
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
