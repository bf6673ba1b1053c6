"""The names that are marked all at once are those that the pipeline's recogniser marks one after the other."""

import importlib
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from dateline.annotate.entities import NAME, can_stand_in, quicken_names
from dateline.config import DEFAULT_MODEL

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
ODD = " \n Mia  Ek \n\n of Ostland . The \n Porto Dell \n Group . Ek"


def load() -> Language:
    """Return the pipeline as the package ships it."""
    model: Language = importlib.import_module(DEFAULT_MODEL).load()
    return model


@pytest.fixture(scope="module")
def plain() -> Language:
    """The pipeline with its own recogniser."""
    return load()


@pytest.fixture(scope="module")
def ours() -> Language:
    """The pipeline with ours in its place."""
    return quicken_names(load())


def marks(doc: Doc) -> list[tuple[str, str, str]]:
    """Return what is marked of each token."""
    return [(token.text, token.ent_iob_, token.ent_type_) for token in doc]


def test_the_same_names_are_marked(plain: Language, ours: Language) -> None:
    """In whole texts, in their lines each by itself, and where spaces and line breaks stand inside and at the ends."""
    texts = [ODD, "", "Ek", *(path.read_text(encoding="utf-8") for path in EXAMPLES)]
    texts += [line for text in texts for line in text.splitlines()]
    found = list(ours.pipe(texts))
    assert [marks(doc) for doc in found] == [marks(plain(text)) for text in texts]
    assert sum(len(doc.ents) for doc in found) > 200


def test_what_is_marked_already_is_kept(plain: Language, ours: Language) -> None:
    """A text with a name marked beforehand is read as the pipeline's recogniser reads it, its neighbours too."""
    found = []
    for model in (plain, ours):
        docs = [model.make_doc("Mia Ek met Bo Lund in Porto Dell.") for _ in range(3)]
        docs[1].set_ents([Span(docs[1], 2, 4, label="ORG")])
        found.append([marks(doc) for doc in model.pipe(docs)])
    assert found[0] == found[1]
    assert ("met", "B", "ORG") in found[1][1]


def test_only_a_recogniser_of_this_build_gives_way() -> None:
    """A search of several beams decides otherwise, and keeps its place."""
    model = load()
    recogniser = model.get_pipe("ner")
    assert isinstance(recogniser, EntityRecognizer)
    assert can_stand_in(recogniser)
    recogniser.cfg["beam_width"] = 4
    assert quicken_names(model).pipe_names[-1] == "ner"
    recogniser.cfg["beam_width"] = 1
    assert NAME in quicken_names(model).pipe_names[-1]
