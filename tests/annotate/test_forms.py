"""The forms that are kept say what the pipeline's own rules say, token by token."""

import importlib
from pathlib import Path

import pytest
from spacy.language import Language

from dateline.annotate.forms import NAME, RULES, can_stand_in, quicken
from dateline.annotate.sentences import load_model
from dateline.config import DEFAULT_MODEL

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
ODD = "There's a man who isn't here;  let's go, he'd gotta say.\t'Em all? I do n't know: it was her, she staged it."


@pytest.fixture(scope="module")
def plain() -> Language:
    """The pipeline as the package ships it, with our lemmas but its own rules."""
    model: Language = importlib.import_module(DEFAULT_MODEL).load()
    quicken(model)
    model.remove_pipe(NAME)
    for name in RULES:
        model.enable_pipe(name)
    return model


@pytest.mark.parametrize("text", [ODD, *(path.read_text(encoding="utf-8") for path in EXAMPLES)])
def test_kept_forms_are_those_of_the_rules(plain: Language, text: str) -> None:
    """Each token has the same tag, label, part of speech, morphology, lemma and head, first asked or kept."""
    for _ in range(2):
        ours, theirs = load_model()(text), plain(text)
        for mine, token in zip(ours, theirs, strict=True):
            assert (mine.text, mine.tag_, mine.dep_, mine.pos_, str(mine.morph), mine.lemma_, mine.head.i) == (
                *(token.text, token.tag_, token.dep_, token.pos_, str(token.morph), token.lemma_, token.head.i),
            )


def test_a_pipeline_with_other_rules_keeps_them() -> None:
    """A pattern that asks more of a token than its form, tag and label leaves the pipeline's ruler in its place."""
    model: Language = importlib.import_module(DEFAULT_MODEL).load()
    assert can_stand_in(model)
    model.get_pipe("attribute_ruler").add([[{"ENT_TYPE": "PERSON"}]], {"POS": "PROPN"})  # type: ignore[attr-defined]
    assert not can_stand_in(model)
    quicken(model)
    assert NAME not in model.pipe_names
    assert "attribute_ruler" in model.pipe_names
