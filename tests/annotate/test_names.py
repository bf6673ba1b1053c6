"""Who and what a text names: the table of cases in tests/cases/names.yml."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.make import make_article

from dateline.annotate.names import find_names
from dateline.annotate.sentences import load_model, parse_articles, parse_sentences
from dateline.model.claims import Mention

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "cases" / "names.yml").read_text(encoding="utf-8")
)


def mentions_of(case: dict[str, Any]) -> tuple[str, tuple[Mention, ...]]:
    article = make_article(case["text"], published=case.get("day"))
    return article.text, find_names(article, parse_sentences(article, load_model()))


def told(mention: Mention, keys: dict[str, str]) -> dict[str, str]:
    """What the case asks of a mention: its kind and name, and the other attributes that the case gives."""
    referent = mention.referent
    own = {"kind": str(referent.kind), "name": referent.name, "form": mention.form}
    return {key: own[key] if key in own else str(getattr(referent, key)) for key in keys}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"])[:60])
def test_names(case: dict[str, Any]) -> None:
    text, mentions = mentions_of(case)
    for words, wanted in case.get("want", {}).items():
        keys = {key: str(value) for key, value in wanted.items()}
        found = [told(m, keys) for m in mentions if m.span.slice(text) == words]
        assert keys in found, (words, found, [(m.span.slice(text), m.referent.key) for m in mentions])
    for words in case.get("none", ()):
        assert words not in [m.span.slice(text) for m in mentions]
    for pair in case.get("same", ()):
        one = {m.referent.key for m in mentions if m.span.slice(text) in pair}
        assert len(one) == 1, (pair, one)
    for pair in case.get("apart", ()):
        several = {m.referent.key for m in mentions if m.span.slice(text) in pair}
        assert len(several) == len(pair), (pair, several)


def test_every_mention_slices_to_words_of_its_sentence() -> None:
    for case in CASES:
        text, mentions = mentions_of(case)
        for mention in mentions:
            words = mention.span.slice(text)
            assert words.strip() == words
            assert words


@pytest.mark.parametrize(
    ("dateline", "text", "who"),
    [
        ("SYDNEY, Australia", "The prime minister met Ana Ek on Tuesday.", "Tony Abbott"),
        ("SYDNEY, Australia", "Japan said that the prime minister met Ana Ek on Tuesday.", "prime minister"),
        (
            "SYDNEY, Australia",
            "Chinese Premier Bo Lund left. The prime minister met Ana Ek on Tuesday.",
            "prime minister",
        ),
        (None, "The prime minister met Ana Ek on Tuesday.", "prime minister"),
    ],
)
def test_an_office_without_a_country_is_that_of_where_the_page_was_filed(
    dateline: str | None, text: str, who: str
) -> None:
    article = replace(make_article(text, published="2014-03-05"), dateline=dateline)
    (sentences,) = parse_articles([article], load_model())
    named = [m.referent.name for m in find_names(article, sentences) if m.span.slice(text) == "prime minister"]
    assert named == [who]
