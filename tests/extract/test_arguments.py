"""Arguments of a verb or noun, by label, whatever shape the sentence has."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from bench.parts.predicates import is_predicate

from dateline.annotate.mending import mend_parse
from dateline.annotate.sentences import Sentence, load_model
from dateline.extract.arguments import read_arguments
from dateline.model.text import BlockKind

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parents[1] / "cases" / "arguments.yml").read_text("utf-8"))


def parse(text: str) -> Sentence:
    """Parse one sentence that stands alone."""
    model = load_model()
    doc = model.make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, step in model.pipeline:
        doc = step(doc)
    mend_parse(doc)
    return Sentence(0, 0, len(text), BlockKind.BODY, doc)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text'][:50]} [{case['at']}]")
def test_arguments_of_a_word(case: dict[str, Any]) -> None:
    sentence = parse(case["text"])
    token = next(token for token in sentence.doc if token.text == case["at"])
    arguments = read_arguments(sentence, token)
    told = {label: [head.text for head in arguments.get(label)] for label in case["labels"]}
    assert told == case["labels"]


def test_predicates_are_verbs_and_the_nouns_made_of_them() -> None:
    sentence = parse("The government has announced the destruction of the building.")
    assert [token.text for token in sentence.doc if is_predicate(token)] == ["announced", "destruction"]
