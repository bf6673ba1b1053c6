"""Where an event took place, as its sentence tells it: the table of cases in tests/cases/event_places.yml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.make import make_article

from dateline.annotate.names import find_names
from dateline.annotate.sentences import load_model, parse_sentences
from dateline.extract.coreference import resolve_references
from dateline.extract.locations import event_place

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "event_places.yml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:60])
def test_places_of_events(case: dict[str, Any]) -> None:
    article = make_article(case["text"])
    (sentence,) = parse_sentences(article, load_model())
    references = resolve_references(article, [sentence], find_names(article, [sentence]))
    verb = next(token for token in sentence.doc if token.text == case["verb"])
    found = event_place(sentence, verb, references)
    assert (found.span.slice(article.text) if found else None) == case["place"]
