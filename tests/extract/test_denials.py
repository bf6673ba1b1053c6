"""Denials and what they deny, over a table of our own."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.extract.test_attribution import make_article, read

from dateline.extract.denials import link_denials

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "denials.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES)
def test_denial(case: dict[str, Any]) -> None:
    text = case["text"]
    attributions = read(text)
    links = link_denials(attributions, make_article(text))
    found = [
        tuple(" ".join(p.slice(text) for p in attributions[i].content) for i in (x.denial, x.claim)) for x in links
    ]
    if case["claim"] is None:
        assert found == []
    else:
        denials = case["denial"] if isinstance(case["denial"], list) else [case["denial"]]
        assert [(d in denial, case["claim"] in claim) for d, (denial, claim) in zip(denials, found, strict=True)] == [
            (True, True) for _ in denials
        ], found
