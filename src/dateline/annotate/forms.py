"""Give each token its part of speech, its morphology and its lemma, as the pipeline's own rules would, but once a form.

In: a tagged and parsed `Doc`. Out: the same Doc. The pipeline's attribute ruler tries every pattern at every token and
took a tenth of the whole parse; what it decides of a token rests on the token's form, tag and label alone, so the ruler
and the lemmatizer are asked once and the answer is kept. Where a pattern of two words matches, they read the sentence.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

from dateline.lexicon import lexicon

NAME = "dateline_forms"
RULES = ("attribute_ruler", "lemmatizer")

ASKED: list[int | str] = ["ORTH", "TAG", "DEP"]
GIVEN: list[int | str] = ["POS", "MORPH", "LEMMA"]

Key = tuple[int, ...]
Row = tuple[int, ...]

MOST = 100_000
"""Forms kept at most, some 20 MB: 1,000 news stories hold 20,000."""

_LEMMAS = "lemma_index"
_VERBAL = ["VB", "VBD", "VBG", "VBN", "VBP", "VBZ"]
_SEEN = frozenset({"TAG", "LOWER", "ORTH", "TEXT", "SHAPE", "LENGTH", "DEP", "IS_SPACE", "IS_ALPHA"})
"""What a pattern may ask of a token for the answer to rest on its form, tag and label alone."""


def quicken(model: Language) -> Language:
    """Mend the lemmas that the pipeline's rules get wrong, and let `Forms` stand in for the rules where it can."""
    if model.has_pipe("attribute_ruler"):
        _mend_lemmas(model.get_pipe("attribute_ruler"))
    if can_stand_in(model):
        _index_lemmas(model.get_pipe("lemmatizer"))
        model.add_pipe(NAME, after=RULES[-1])
        for name in RULES:
            model.disable_pipe(name)
    return model


def _mend_lemmas(ruler: object) -> None:
    """Give the verb forms that the lemmatizer gets wrong their lemma before it comes to them."""
    assert isinstance(ruler, AttributeRuler)
    for lemma, forms in lexicon("lemmas").lists("verbs").items():
        ruler.add([[{"LOWER": form, "TAG": {"IN": _VERBAL}}] for form in forms], {"LEMMA": lemma})


def _index_lemmas(lemmatizer: object) -> None:
    """Let the lemmatizer's lists of known lemmas be sets: it went through 57,000 nouns for each new form, in 70 us."""
    assert isinstance(lemmatizer, Lemmatizer)
    table = lemmatizer.lookups.get_table(_LEMMAS, {})
    for part, lemmas in list(table.items()):
        table[part] = frozenset(lemmas)


def can_stand_in(model: Language) -> bool:
    """Say whether a pipeline has a ruler and a lemmatizer, one after the other, that look at each token by itself."""
    names = model.pipe_names
    if not any(tuple(pair) == RULES for pair in pairwise(names)):
        return False
    ruler, lemmatizer = (model.get_pipe(name) for name in RULES)
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer):
        return False
    return lemmatizer.mode == "rule" and _looks_at_tokens(ruler.patterns)


class Forms:
    """The ruler and the lemmatizer of a pipeline, with what they said of each form, tag and label."""

    def __init__(self, model: Language) -> None:
        ruler, lemmatizer = (model.get_pipe(name) for name in RULES)
        assert isinstance(ruler, AttributeRuler)
        assert isinstance(lemmatizer, Lemmatizer)
        self._ruler, self._lemmatizer = ruler, lemmatizer
        beyond = list(_reach_beyond(ruler.patterns))
        self._beyond = _matcher(model, beyond)
        self._opening = _matcher(model, [pattern[:1] for pattern in beyond])
        self._alone = AttributeRuler(model.vocab)
        self._alone.add_patterns(_single(ruler.patterns))
        self._kept: dict[Key, Row] = {}
        self._openers: set[Key] = set()

    def __call__(self, doc: Doc) -> Doc:
        """Set parts of speech, morphology and lemmas of a sentence."""
        if len(self._kept) >= MOST:
            self._kept.clear()
        keys = [tuple(key) for key in doc.to_array(ASKED).tolist()]
        if missing := [key for key in dict.fromkeys(keys) if key not in self._kept]:
            self._ask(doc, missing)
        if not self._openers.isdisjoint(keys) and self._beyond(doc, allow_missing=True):
            return self._lemmatizer(self._ruler(doc))
        rows: Any = np.asarray([self._kept[key] for key in keys], dtype=np.uint64).reshape(-1, len(GIVEN))
        return doc.from_array(GIVEN, rows)

    def _ask(self, doc: Doc, keys: Sequence[Key]) -> None:
        """Keep what the rules of one word, and the lemmatizer, say of some words."""
        words = Doc(doc.vocab, words=[doc.vocab.strings[key[0]] for key in keys])
        for token, key in zip(words, keys, strict=True):
            token.tag, token.dep = key[1], key[2]
        self._openers |= {keys[start] for _, start, _ in self._opening(words, allow_missing=True)}
        self._lemmatizer(self._alone(words))
        self._kept.update(zip(keys, map(tuple, words.to_array(GIVEN).tolist()), strict=True))


@Language.factory(NAME)
def _make_forms(nlp: Language, name: str) -> Forms:
    return Forms(nlp)


def _looks_at_tokens(patterns: Iterable[Mapping[str, Any]]) -> bool:
    return all(set(token) <= _SEEN for entry in patterns for pattern in entry["patterns"] for token in pattern)


def _reach_beyond(patterns: Iterable[Mapping[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the patterns of several words, and those that change what the answers rest on."""
    for entry in patterns:
        changes = not {"TAG", "DEP"}.isdisjoint(entry["attrs"])
        yield from (pattern for pattern in entry["patterns"] if changes or len(pattern) > 1)


def _single(patterns: Iterable[Mapping[str, Any]]) -> list[Any]:
    """Return the patterns that look at one word and change nothing that the answers rest on, in their order."""
    kept = [(entry, [pattern for pattern in entry["patterns"] if len(pattern) == 1]) for entry in patterns]
    return [{**entry, "patterns": ones} for entry, ones in kept if ones and {"TAG", "DEP"}.isdisjoint(entry["attrs"])]


def _matcher(model: Language, patterns: Iterable[list[dict[str, Any]]]) -> Matcher:
    matcher = Matcher(model.vocab)
    for number, pattern in enumerate(patterns):
        matcher.add(str(number), [pattern])
    return matcher
