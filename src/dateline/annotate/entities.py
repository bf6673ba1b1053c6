"""Mark the names in sentences as the pipeline's recogniser would, all sentences at once.

In: tokenised `Doc`s. Out: the same Docs with their entities. spaCy's recogniser asks at every token which of its 74
moves are allowed, which took a fifth of the whole parse. But where no name is open, what it does rests on the token
alone, and an open name can only go on or end: so a few products of matrices give the moves of all tokens. Network and
moves are the pipeline's own; only the order of the work is another.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

NAME = "dateline_entities"

TOGETHER = 64
"""Sentences whose scores are made at once; with more, the scores no longer fit the processor's own memory."""

ASKED: list[int | str] = ["IS_SPACE", "SENT_START", "ENT_IOB"]
_FEATURES = 3  # the token, the first token of the open name, the token before

Array = Any
"""A numpy array; the networks do not tell of which type."""


def quicken_names(model: Language) -> Language:
    """Let `Entities` stand in for each of a pipeline's recognisers where it can."""
    for name, pipe in list(model.pipeline):
        if isinstance(pipe, EntityRecognizer) and can_stand_in(pipe):
            model.add_pipe(NAME, f"{NAME}_{name}", after=name, config={"recogniser": name})
            model.disable_pipe(name)
    return model


@Language.factory(NAME, default_config={"recogniser": "ner"})
def _make_entities(nlp: Language, name: str, recogniser: str) -> "Entities":
    pipe = nlp.get_pipe(recogniser)
    assert isinstance(pipe, EntityRecognizer)
    return Entities(pipe)


def can_stand_in(recogniser: EntityRecognizer) -> bool:
    """Say whether a recogniser is built, and moves, as `Entities` reckons."""
    network = recogniser.model
    if recogniser.cfg["beam_width"] != 1 or network.name != "parser_model" or not network.attrs["has_upper"]:
        return False
    moves = set(_moves(recogniser))
    closed = all({f"I-{move[2:]}", f"L-{move[2:]}"} <= moves for move in moves if move[0] == "B")
    built = not network.attrs["unseen_classes"] and network.layers[1].get_dim("nF") == _FEATURES
    return built and closed and "O" in moves


def _moves(recogniser: EntityRecognizer) -> list[str]:
    moves = recogniser.moves
    return [moves.get_class_name(number) for number in range(moves.n_moves)]


@dataclass(frozen=True, slots=True)
class _Free:
    """The moves where no name is open, each with what the network's last layer holds for it and for what follows."""

    labels: list[str]
    names: Array  # whether the move marks a token as part of a name
    opens: Array  # whether that name goes on after it
    score: Array  # the numbers of the moves in the network,
    goes_on: Array  # those of the moves by which the name that it opened goes on
    ends: Array  # and of those by which it ends

    @classmethod
    def of(cls, moves: list[str]) -> "_Free":
        """Return the free ones of a recogniser's moves, in its order."""
        free = [move for move in moves if move[0] in "BUO" and move != "U-"]  # "U-" only keeps what is marked already
        number = {move: at for at, move in enumerate(moves)}
        return cls(
            [move[2:] for move in free],
            np.array([move != "O" for move in free]),
            np.array([move[0] == "B" for move in free]),
            np.array([number[move] for move in free]),
            *(np.array([number.get(f"{after}-{move[2:]}", 0) for move in free]) for after in "IL"),
        )


class Entities:
    """A recogniser's network and moves."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._recogniser = recogniser
        self._encoder, self._lower, self._upper = recogniser.model.layers
        self._free = _Free.of(_moves(recogniser))

    def __call__(self, doc: Doc) -> Doc:
        """Mark the names of one text."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = TOGETHER) -> Iterator[Doc]:
        """Mark the names of texts, and yield them in order."""
        rest = iter(docs)
        while batch := list(islice(rest, min(batch_size, TOGETHER))):
            bare, asked = [], []
            for doc in batch:
                rows = doc.to_array(ASKED)
                if rows[:, 2].any():
                    self._recogniser(doc)  # it keeps what is marked already
                elif len(doc):
                    bare.append(doc)
                    asked.append(rows)
            if bare:
                self._mark(bare, asked)
            yield from batch

    def _mark(self, docs: Sequence[Doc], asked: Sequence[Array]) -> None:
        """Mark the names of texts that have none yet."""
        rows = np.concatenate(asked)
        bounds = np.cumsum([len(doc) for doc in docs])
        last = np.append(rows[1:, 1] == 1, True)  # a name ends with its sentence
        last[bounds - 1] = True
        features = self._lower.predict(self._encoder.predict(docs))
        chosen = self._choose(features, rows[:, 0] == 1, last)
        found = iter([*self._names(chosen, self._ends(features, chosen, last)), (len(rows), 0, "")])
        first, end, label = next(found)
        start = 0
        for doc, bound in zip(docs, bounds.tolist(), strict=True):
            marked = []
            while first < bound:
                marked.append(Span(doc, first - start, end - start, label=label))
                first, end, label = next(found)
            doc.set_ents(marked, default="outside")
            start = bound

    def _choose(self, features: Array, space: Array, last: Array) -> Array:
        """Return for each token the free move that scores best there, of those that are allowed."""
        free, upper = self._free, self._upper
        empty = features[0]
        scores = upper.ops.gemm(
            self._hidden(features[1:, 0] + empty[1] + empty[2]), upper.get_param("W")[free.score], trans2=True
        )
        scores += upper.get_param("b")[free.score]
        scores[np.ix_(space, free.names)] = -np.inf
        scores[np.ix_(last, free.opens)] = -np.inf
        return scores.argmax(axis=1)

    def _hidden(self, summed: Array) -> Array:
        """Return what a network's second layer makes of summed features: the greatest of the pieces of each."""
        summed += self._lower.get_param("b")
        return reduce(np.maximum, (summed[:, :, piece] for piece in range(summed.shape[2])))

    def _ends(self, features: Array, chosen: Array, last: Array) -> dict[int, int]:
        """Return the token after each name that a move opens, by the name's first token; all names go on together."""
        weights, bias = self._upper.get_param("W"), self._upper.get_param("b")
        ends: dict[int, int] = {}
        first = np.flatnonzero(self._free.opens[chosen])
        at = first + 1
        while len(first):
            hidden = self._hidden(features[at + 1, 0] + features[first + 1, 1] + features[at, 2])
            goes_on, closes = (
                np.einsum("ij,ij->i", hidden, weights[moves[chosen[first]]]) + bias[moves[chosen[first]]]
                for moves in (self._free.goes_on, self._free.ends)
            )
            closed = last[at] | (closes > goes_on)
            ends.update(zip(first[closed].tolist(), (at[closed] + 1).tolist(), strict=True))
            first, at = first[~closed], at[~closed] + 1
        return ends

    def _names(self, chosen: Array, ends: dict[int, int]) -> Iterator[tuple[int, int, str]]:
        """Yield the names with their labels, in order: what stands inside an open one was no free move."""
        after = 0
        for first in np.flatnonzero(self._free.names[chosen]).tolist():
            if first >= after:
                after = ends.get(first, first + 1)
                yield first, after, self._free.labels[chosen[first]]
