"""The vectors that are kept are those that the pipeline's layer makes, bit for bit."""

import importlib
from pathlib import Path

import numpy as np
import pytest
from spacy.language import Language

from dateline.annotate.vectors import keep_vectors
from dateline.config import DEFAULT_MODEL

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))


def load() -> Language:
    """Return the pipeline as the package ships it."""
    model: Language = importlib.import_module(DEFAULT_MODEL).load()
    return model


def test_kept_vectors_change_nothing() -> None:
    """Whatever was read before, and with whatever company, a text gets the same tensor, tree and names."""
    plain, kept = load(), keep_vectors(load())
    texts = [path.read_text(encoding="utf-8") for path in EXAMPLES[:3]]
    alone = [plain(text) for text in texts]
    for docs in ([kept(text) for text in texts], list(kept.pipe(reversed(texts)))[::-1]):
        for doc, other in zip(alone, docs, strict=True):
            assert np.array_equal(doc.tensor, other.tensor)
            assert doc.to_json() == other.to_json()


def test_the_layers_stood_in_for() -> None:
    """Both of the pipeline's token encoders look their words up."""
    networks = [getattr(pipe, "model", None) for _, pipe in keep_vectors(load()).pipeline]
    names = [part.name for network in networks if network is not None for part in network.walk()]
    assert names.count("kept_vectors") >= 2


def test_a_full_store_starts_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more forms are kept than `MOST`, and the vectors stay right."""
    monkeypatch.setattr("dateline.annotate.vectors.MOST", 5)
    plain, kept = load(), keep_vectors(load())
    for text in ("Ek met Lund in Porto Dell.", "Nobody at all came to greet them there.", "Ek met Lund again."):
        assert np.array_equal(plain(text).tensor, kept(text).tensor)
