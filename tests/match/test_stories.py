"""Stories: what belongs together, in any order."""

import random
from datetime import date

import pytest

from dateline.match.stories import (
    THRESHOLD,
    cluster_stories,
    make_vector,
    read_vector,
    reading_order,
    stems,
    story_id,
)
from dateline.model.text import Article, Block, BlockKind

TEXTS = {
    "light1": (
        "Norhaven lighthouse closed over cracks",
        "The lighthouse of Norhaven was closed on Monday after engineers found cracks in the tower.",
    ),
    "light2": (
        "Cracks shut lighthouse",
        "Engineers examined the tower in Norhaven, where cracks forced the lighthouse to close its doors to visitors.",
    ),
    "light3": (
        "Norhaven tower may be pulled down",
        "The cracked lighthouse in Norhaven, closed since Monday, may be demolished, engineers told the council.",
    ),
    "cheese1": (
        "Sudland bans blue cheese",
        "The government of Sudland banned imports of blue cheese from Varga farms after mould tests failed.",
    ),
    "cheese2": (
        "Farmers protest at cheese ban",
        "Varga farms called the Sudland import ban on blue cheese absurd; the mould tests were old, farmers said.",
    ),
    "chess": (
        "Okoye wins chess title",
        "Grandmaster Okoye took the chess title in Oslo with a rook sacrifice that stunned her rival.",
    ),
}
VECTORS = {name: make_vector(title, body) for name, (title, body) in TEXTS.items()}


def test_articles_of_one_story_meet_and_others_stay_apart() -> None:
    assert cluster_stories(VECTORS) == (("cheese1", "cheese2"), ("chess",), ("light1", "light2", "light3"))


def test_order_changes_nothing() -> None:
    names = list(VECTORS)
    expected = cluster_stories(VECTORS)
    for seed in range(5):
        random.Random(seed).shuffle(names)
        assert cluster_stories({name: VECTORS[name] for name in names}) == expected


def test_other_stories_change_nothing() -> None:
    lights = {name: vector for name, vector in VECTORS.items() if name.startswith("light")}
    assert cluster_stories(lights) == (("light1", "light2", "light3"),)


def test_a_vector_has_length_one_and_is_like_itself() -> None:
    vector = VECTORS["chess"]
    assert vector.similarity(vector) == pytest.approx(1.0)
    assert vector.similarity(VECTORS["cheese1"]) < THRESHOLD


def test_common_words_weigh_little() -> None:
    weights = make_vector("", "The police said on Monday that the walrus was in the garden").weights
    assert weights["walru" if "walru" in weights else "walrus"] > 3 * weights["said"]


def test_empty_articles_are_stories_of_their_own() -> None:
    assert cluster_stories({"a": make_vector("", ""), "b": make_vector("", "")}) == (("a",), ("b",))


def test_a_year_apart_is_less_alike_and_a_month_is_not() -> None:
    first, month, year = (
        make_vector(*TEXTS["light1"], date(*day)) for day in ((2020, 1, 5), (2020, 2, 5), (2021, 2, 5))
    )
    assert first.similarity(month) == pytest.approx(1.0)
    assert first.similarity(year) < 0.8
    assert first.similarity(make_vector(*TEXTS["light1"])) == pytest.approx(1.0)


def test_furniture_tells_nothing_of_the_story() -> None:
    text = "Subscribe to Walrus Weekly\nThe lighthouse closed."
    blocks = (Block(0, 26, BlockKind.FURNITURE), Block(27, len(text), BlockKind.BODY))
    assert "walru" not in "".join(read_vector(Article("p", text, blocks)).weights)


def test_stems_take_endings_off() -> None:
    assert stems("Engineers’ tests: testing, tested; Norhaven's") == ["engineer", "test", "test", "test", "norhaven"]


def test_a_storys_id_is_made_from_its_first_article() -> None:
    assert story_id("a") == story_id("a") != story_id("b")


def test_a_story_is_closed_after_two_years() -> None:
    title, body = TEXTS["light1"]
    body = " ".join((body, *(f"reef{number}" for number in range(60))))
    vectors = {name: make_vector(title, body, date(*day)) for name, day in (("a", (2020, 1, 5)), ("b", (2020, 9, 5)))}
    assert cluster_stories(vectors) == (("a", "b"),)
    vectors["c"] = make_vector(title, body, date(2023, 1, 5))
    assert cluster_stories(vectors) == (("a", "b"), ("c",))


def test_undated_articles_come_last_and_join_any_story() -> None:
    assert reading_order("a", None) > reading_order("b", date(2020, 1, 5)) > reading_order("a", date(2020, 1, 5))
    vectors = {"z": make_vector(*TEXTS["light1"], date(2020, 1, 5)), "a": make_vector(*TEXTS["light2"])}
    assert cluster_stories(vectors) == (("a", "z"),)


def test_short_texts_of_one_pair_months_apart_are_two_stories() -> None:
    told = {
        "spring": ("Abel meets Berg", "Prime Minister Ann Abel met Bo Berg in Lund and spoke of tariffs.", 3),
        "spring again": ("Abel and Berg meet", "Bo Berg met Prime Minister Ann Abel in Lund for talks on tariffs.", 3),
        "autumn": ("Abel and Berg meet", "Bo Berg met Prime Minister Ann Abel in Lund and spoke of ferries.", 9),
    }
    vectors = {name: make_vector(title, body, date(2019, month, 4)) for name, (title, body, month) in told.items()}
    assert cluster_stories(vectors) == (("autumn",), ("spring", "spring again"))
