"""The tables of cases for what is read from plain text: furniture, dates, datelines, bylines."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.model.text import BlockKind
from dateline.read.article import read_article
from dateline.read.bylines import read_byline
from dateline.read.datelines import read_dateline
from dateline.read.published import find_stamps, is_date_line
from tests.make import make_page

CASES = Path(__file__).parents[1] / "cases"


def table(name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load((CASES / name).read_text(encoding="utf-8"))
    return rows


@pytest.mark.parametrize("case", table("furniture.yml"), ids=lambda case: case["name"])
def test_furniture_is_marked_and_text_kept(case: dict[str, Any]) -> None:
    article = read_article(make_page(case["page"]), languages=())
    text = article.text
    marked = {i for b in article.blocks if b.kind is BlockKind.FURNITURE for i in range(b.start, b.end)}
    for words in case["furniture"]:
        at = text.find(words)
        assert at >= 0
        assert set(range(at, at + len(words))) <= marked, words
    for words in case["kept"]:
        at = text.find(words)
        assert at >= 0
        assert not set(range(at, at + len(words))) & marked, words


@pytest.mark.parametrize("case", table("furniture_stamps.yml"), ids=lambda case: case["line"])
def test_date_lines(case: dict[str, Any]) -> None:
    stamps = find_stamps(case["line"], tuple(case.get("places", ("IN",))))
    assert [(stamp.iso, stamp.kind) for stamp in stamps] == [(case["iso"], case["kind"])]
    assert is_date_line(case["line"])


@pytest.mark.parametrize("case", table("furniture_datelines.yml"), ids=lambda case: case["text"])
def test_datelines(case: dict[str, Any]) -> None:
    found = read_dateline(case["text"])
    if case.get("none"):
        assert found is None
    else:
        assert found is not None
        assert (found.place, found.agency) == (case["place"], case["agency"])
        assert case["text"][found.length :].startswith("The two ministers")


@pytest.mark.parametrize("case", table("furniture_bylines.yml"), ids=lambda case: case["line"])
def test_bylines(case: dict[str, Any]) -> None:
    names = read_byline(case["line"])
    assert (None if names is None else list(names)) == case["names"]


@pytest.mark.parametrize("case", table("metadata.yml"), ids=lambda case: case["name"])
def test_what_a_page_says_of_itself(case: dict[str, Any]) -> None:
    article = read_article(make_page(case["page"]), languages=())
    for key, want in case["fields"].items():
        have = getattr(article, key)
        assert (list(have) if key == "byline" else have) == want, key


@pytest.mark.parametrize(
    "line", ["He arrived on 3 May 2016 with two aides and a dog.", "The pact of 3 May 2016 holds, says minister"]
)
def test_a_sentence_with_a_date_is_no_date_line(line: str) -> None:
    assert not is_date_line(line)


def test_a_date_that_may_be_swapped_says_so() -> None:
    (stamp,) = find_stamps("03/04/2016")
    assert stamp.open
    (stamp,) = find_stamps("03/04/2016", ("GB",))
    assert (stamp.iso, stamp.open) == ("2016-04-03", False)
