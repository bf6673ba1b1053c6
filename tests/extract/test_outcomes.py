"""What a sentence tells of the result of an encounter, whatever encounter it was."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extract.test_arguments import parse

from dateline.extract.outcomes import read_outcomes

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "outcomes.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_outcomes_of_a_sentence(case: dict[str, Any]) -> None:
    found = read_outcomes(parse(case["text"]))
    assert {outcome.span.slice(case["text"]): outcome.polarity for outcome in found} == case["told"]
