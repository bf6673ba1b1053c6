"""Reports retold with most words replaced count once, and reporters of their own count each, on texts of our own."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.match.reuse import candidate_pairs, group_reports, reuse_keys, shared_passages, total_share
from dateline.model.text import Article, Block, BlockKind

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "reuse.yml").read_text(encoding="utf-8"))


def reports(case: dict[str, Any]) -> tuple[Article, Article]:
    texts = (case["first"], case["second"])
    left, right = (Article(p, t, (Block(0, len(t), BlockKind.BODY),)) for p, t in zip("ab", texts, strict=True))
    return left, right


@pytest.mark.parametrize("case", CASES["spun"], ids=lambda case: case["name"])
def test_a_report_retold_sentence_by_sentence_is_the_same_source(case: dict[str, Any]) -> None:
    left, right = reports(case)
    assert group_reports([left, right]).groups == (("a", "b"),)
    assert group_reports([left, right], by_keys=True).groups == (("a", "b"),)
    assert any(not passage.exact for passage in shared_passages(left, right))


@pytest.mark.parametrize("case", CASES["own"], ids=lambda case: case["name"])
def test_a_reporter_of_his_own_is_a_source_of_his_own(case: dict[str, Any]) -> None:
    left, right = reports(case)
    assert total_share(shared_passages(left, right)) == 0
    assert group_reports([left, right]).groups == (("a",), ("b",))


@pytest.mark.parametrize("case", CASES["spun"], ids=lambda case: case["name"])
def test_retold_sentences_in_another_order_are_no_copy_by_themselves(case: dict[str, Any]) -> None:
    left, right = reports(case)
    turned = "\n\n".join(reversed(right.text.strip().split("\n\n")))
    mixed = Article("b", turned, (Block(0, len(turned), BlockKind.BODY),))
    assert total_share(shared_passages(left, mixed)) < 0.5
    assert candidate_pairs({"a": reuse_keys(left), "b": reuse_keys(mixed)})
