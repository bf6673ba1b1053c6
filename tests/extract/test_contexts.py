"""Contexts are scored from lemmas; the longer phrase wins, repetition adds nothing."""

from pathlib import Path

import pytest
import yaml

from dateline.annotate.sentences import load_model, parse_sentences
from dateline.extract.contexts import contexts, score_article, score_contexts, score_sentences
from dateline.model.text import Article, Block, BlockKind

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "contexts.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_contexts_of_a_sentence(case: dict[str, list[str]]) -> None:
    text = str(case["text"])
    article = Article("p_test", text, (Block(0, len(text), BlockKind.BODY),))
    found = {name for name, _ in score_sentences(parse_sentences(article, load_model()))}
    assert set(case["want"]) <= found
    assert not set(case["not"]) & found


def test_there_are_37_contexts() -> None:
    assert len(contexts()) == 37


def test_repetition_adds_nothing() -> None:
    assert score_contexts(["election", "election"]) == score_contexts(["election"]) == (("election", 1.0),)


def test_longer_phrase_takes_its_words() -> None:
    assert "military" in dict(score_contexts(["military", "x"]))
    assert dict(score_contexts(["drug", "cartel"])) == {"illegal_drugs": 1.0}


def test_weak_words_need_company() -> None:
    assert score_contexts(["freedom"]) == ()
    assert dict(score_contexts(["freedom", "activist"]))["pro_democracy"] == 0.8


def test_an_article_has_the_contexts_of_its_told_blocks() -> None:
    text = "Menu hospital\nVoters went to the polls.\nThe elections were calm, and turnouts were high."
    blocks = (Block(0, 13, BlockKind.FURNITURE), Block(14, len(text), BlockKind.BODY))
    found = score_article(Article("p_test", text, blocks))
    assert found[0][0] == "election"
    assert "health" not in dict(found)
