"""Counts and sums are read with what the text says of them, and their spans cover the number."""

from pathlib import Path

import pytest
import yaml

from dateline.annotate.sentences import load_model, parse_sentences
from dateline.extract.amounts import amounts_of, read_amounts
from dateline.model.claims import Detail
from dateline.model.text import Article, Block, BlockKind

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "amounts.yml").read_text(encoding="utf-8"))


def amounts(text: str) -> list[Detail]:
    """Return the counts of a one-sentence article."""
    article = Article("p_test", text, (Block(0, len(text), BlockKind.BODY),))
    return [d for sentence in parse_sentences(article, load_model()) for d in read_amounts(sentence)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_counts_of_a_sentence(case: dict[str, object]) -> None:
    assert [[d.field, d.value] for d in amounts(str(case["text"]))] == case["want"]


def test_span_covers_bound_and_unit() -> None:
    text = "Kenya received more than $3 million from Japan."
    (detail,) = amounts(text)
    assert detail.span.slice(text) == "more than $3 million"


def test_an_event_carries_its_own_counts() -> None:
    text = "Police killed two men and arrested 25 marchers."
    article = Article("p_test", text, (Block(0, len(text), BlockKind.BODY),))
    (sentence,) = parse_sentences(article, load_model())
    assert [d.value for d in amounts_of(sentence, "ASSAULT")] == ["2"]
    assert [d.value for d in amounts_of(sentence, "COERCE")] == ["25"]
    assert amounts_of(sentence, "CONSULT") == ()
