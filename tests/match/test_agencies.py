"""Whom an article names as its source: a table of pages, read for real."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.match.agencies import find_agencies
from dateline.read.article import read_article
from tests.make import make_page

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "agencies.yml").read_text(encoding="utf-8"))
TEXT = (
    "Croatian President Ivo Tarr met Norwegian Prime Minister Ola Brenn on Monday, and the two talked for an hour of "
    "herring and mines.\n\nThey will meet again in July, an aide said, and both sides will prepare a treaty."
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["page"].replace("TEXT", "")[-40:])
def test_agencies(case: dict[str, Any]) -> None:
    article = read_article(make_page(case["page"].replace("TEXT", TEXT) + "\n"))
    assert sorted(find_agencies(article)) == case["agencies"]
