"""Whom pronouns and descriptions stand for: the table of cases in tests/cases/coreference.yml."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.make import make_article

from dateline.annotate.names import find_names
from dateline.annotate.sentences import load_model, parse_sentences
from dateline.extract.coreference import References, resolve_references

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "coreference.yml").read_text(encoding="utf-8")
)


def read(case: dict[str, Any]) -> tuple[list[tuple[str, str]], References, str]:
    """Every reference with whom it stands for: ("he", "Jan Kowal"), ("the two leaders", "Ana Ruiz + Jan Kowal")."""
    article = make_article(case["text"], published=case.get("day"), title=case.get("title"))
    sentences = parse_sentences(article, load_model())
    references = resolve_references(article, sentences, find_names(article, sentences))
    told = []
    for sentence in sentences:
        for token in sentence.doc:
            found = references.of(sentence, token)
            if found and sentence.place(token).end == found[0].span.end:
                names = sorted({m.referent.name for m in found})
                told.append((found[0].span.slice(article.text).lower(), " + ".join(names)))
    return told, references, article.text


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[-60:])
def test_references(case: dict[str, Any]) -> None:
    told, _, _ = read(case)
    for words, wanted in case.get("want", {}).items():
        names = wanted if isinstance(wanted, list) else [wanted]
        assert [name for word, name in told if word == words] == names, (words, told)
    for words in case.get("none", ()):
        assert words not in [word for word, _ in told], (words, told)


def test_within_gives_the_outermost_mentions_of_a_span() -> None:
    case = {"text": "Russian President Vladimir Putin said he would go."}
    told, references, text = read(case)
    first = references.mentions[0]
    assert first.span.slice(text) == "Russian President Vladimir Putin"
    assert [m.span.slice(text) for m in references.within(first.span)] == ["Russian President Vladimir Putin"]
    assert ("he", "Vladimir Putin") in told
