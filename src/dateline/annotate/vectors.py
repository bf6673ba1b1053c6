"""Keep the vector that a pipeline's first layer makes of a word, so that it is made once a form.

In: a loaded pipeline. Out: the same pipeline, whose embedding layers look words up that they have seen. The first layer
of spaCy's token encoder sees each word by itself, its form, its ends and its shape; it took a quarter of the parse,
and the kept vectors are the same, bit for bit. A pipeline that is built otherwise is left as it is.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Model

MOST = 50_000
"""Forms kept at most in a layer, some 25 MB; 1,000 news stories hold 15,000."""

_FIRST = "extract_features"


def keep_vectors(model: Language) -> Language:
    """Put a `_Kept` in the place of each embedding layer of the pipeline."""
    for _, pipe in model.pipeline:
        if isinstance(network := getattr(pipe, "model", None), Model):
            for encoder in list(_encoders(network)):
                _stand_in(network, encoder.layers[0])
    return model


def _encoders(network: Model[Any, Any]) -> Iterator[Model[Any, Any]]:
    """Yield the parts of a network whose first layer reads a sentence's features and sees each word by itself."""
    for part in network.walk():
        first = part.layers[0] if part.layers else None
        if first is not None and first.layers and first.layers[0].name == _FIRST and len(part.layers) > 1:
            columns = first.layers[0].attrs.get("columns", ())
            if len(columns) > 1 and _by_word(first):
                yield part


_BY_WORD = (
    "extract_features",
    "list2ragged",
    "ints-getitem",
    "hashembed",
    "maxout",
    "layernorm",
    "dropout",
    "ragged2list",
)


def _by_word(layer: Model[Any, Any]) -> bool:
    """Say whether all that a layer consists of works on one word at a time."""
    return all(part.layers or part.name in _BY_WORD for part in layer.walk())


def _stand_in(network: Model[Any, Any], embedding: Model[Any, Any]) -> None:
    kept = _Kept(embedding)
    made: Model[Any, Any] = Model("kept_vectors", kept.forward, layers=[embedding])
    network.replace_node(embedding, made)


class _Kept:
    """An embedding layer with the vectors that it made, by the features of the words."""

    def __init__(self, embedding: Model[Any, Any]) -> None:
        self._columns = embedding.layers[0].attrs["columns"]
        self._rest = embedding.layers[1:]
        self._places: dict[bytes, int] = {}
        self._vectors = np.zeros((0, 0), dtype=np.float32)

    def forward(
        self, model: Model[Any, Any], docs: Sequence[Doc], is_train: bool
    ) -> tuple[list[Any], Callable[[Any], Any]]:
        """Return the vectors of the sentences' words; training goes through the layer itself."""
        if is_train:
            vectors, back = model.layers[0](docs, is_train)
            return vectors, back
        if len(self._places) >= MOST:
            self._places.clear()
        keys = [self._features(doc) for doc in docs]
        self._add(dict.fromkeys(key for row in keys for key in row if key not in self._places))
        places = self._places
        return [self._vectors[[places[key] for key in row]] for row in keys], _no_way_back

    def _features(self, doc: Doc) -> list[bytes]:
        rows: Any = np.ascontiguousarray(doc.to_array(self._columns), dtype=np.uint64)
        found: list[bytes] = rows.view(f"V{8 * len(self._columns)}").ravel().tolist()
        return found

    def _add(self, new: dict[bytes, None]) -> None:
        """Let the layer make the vectors of words that it has not seen."""
        if not new:
            return
        made: Any = [np.frombuffer(b"".join(new), dtype=np.uint64).reshape(len(new), -1)]
        for layer in self._rest:
            made = layer.predict(made)
        start = len(self._places)
        self._vectors = np.concatenate([self._vectors[:start].reshape(start, made[0].shape[1]), made[0]])
        self._places.update((key, start + at) for at, key in enumerate(new))


def _no_way_back(gradient: Any) -> Any:
    raise ValueError("kept vectors cannot be trained; load the pipeline anew")
