"""Tell, before any sentence is parsed, which cannot hold an event or an attribution.

In: an article's sentences as words. Out: whether each is to be parsed. The gate opens at any word that may be the head
of a trigger in the codebook or of a cue of speech, in whatever form, at a name, since a pronoun may go back to it, at a
colon, beside quotation marks, and at a headline; what it keeps shut is mostly a line of figures. That stays in its
place, unparsed. `python -m bench gate` counts what it costs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from dateline.extract.codebook import Codebook
from dateline.extract.cues import adjective_frames, frames, hearsay, noun_frames, preposition_frames
from dateline.lexicon import lexicon
from dateline.model.text import BlockKind

_CLASSES = ["VERB", "NOUN", "ADJ", "ADV"]
_MARKS = frozenset({":", '"', "“", "”", "„", "«", "»", "‘", "’", "'", "``", "''", "`"})
_HEADLINES = frozenset({BlockKind.TITLE, BlockKind.SUBTITLE})
"""Headlines are parsed whatever they say: their verbs are tagged as names and their lemmas mended afterwards."""

_REACH = 3  # sentences before and after a quotation mark that may name who speaks: as far as sources are sought


@dataclass(frozen=True, slots=True)
class Gate:
    """The words at which a sentence is parsed, with the lemmatizer that leads each form to them."""

    words: frozenset[str]
    lemmatizer: Lemmatizer
    _seen: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, model: Language, codebook: Codebook) -> "Gate | None":
        """Return the gate of a codebook, or None for a pipeline whose lemmas cannot be foretold: all is parsed then."""
        lemmatizer = dict(model.components).get("lemmatizer")
        if not isinstance(lemmatizer, Lemmatizer) or lemmatizer.mode != "rule":
            return None
        return cls(frozenset(codebook.index) | cue_words(), lemmatizer)

    def open(self, docs: Sequence[Doc], kinds: Sequence[BlockKind]) -> list[bool]:
        """Return for each sentence of an article whether it is to be parsed."""
        marked = [_is_marked(doc) for doc in docs]
        near = _spread(marked)
        return [
            beside or kind in _HEADLINES or _names(doc) or any(self.tells(token.text, doc) for token in doc)
            for doc, kind, beside in zip(docs, kinds, near, strict=True)
        ]

    def tells(self, form: str, doc: Doc) -> bool:
        """Say whether a word, as some part of speech, is the head of a trigger or of a cue."""
        seen = self._seen.get(form)
        if seen is None:
            if len(self._seen) >= MOST:
                self._seen.clear()
            seen = self._seen[form] = not self.words.isdisjoint(self._lemmas(form, doc))
        return seen

    def _lemmas(self, form: str, doc: Doc) -> set[str]:
        low = form.lower()
        alone = Doc(doc.vocab, words=[low] * len(_CLASSES), pos=_CLASSES)
        lemmas = (lemma.lower() for token in alone for lemma in self.lemmatizer.lemmatize(token))
        return {low, *_mended().get(low, ()), *lemmas}


MOST = 100_000
"""Forms whose answer is kept, some 10 MB."""


def cue_words() -> frozenset[str]:
    """Return the first words of all cues of speech."""
    return frozenset().union(frames(), noun_frames(), adjective_frames(), preposition_frames(), hearsay())


@lru_cache(maxsize=1)
def _mended() -> dict[str, tuple[str, ...]]:
    """Return the lemmas that our own lexicons give a form, whatever the lemmatizer says."""
    found: dict[str, tuple[str, ...]] = {}
    for lemma, forms in lexicon("lemmas").lists("verbs").items():
        for form in forms:
            found[form] = (*found.get(form, ()), lemma)
    for form, lemma in (
        *lexicon("reporting").mapping("lemmas").items(),
        *lexicon("headlines").mapping("verbs").items(),
    ):
        found[form] = (*found.get(form, ()), lemma)
    return found


def _names(doc: Doc) -> bool:
    """Say whether a word in the middle has a capital; the first word has one whatever it is."""
    return any(len(token) > 1 and token.text[0].isupper() for token in doc[1:])


def _is_marked(doc: Doc) -> bool:
    return any(token.text in _MARKS for token in doc)


def _spread(marked: Sequence[bool]) -> list[bool]:
    """Say of each sentence whether it or one near it has a mark: who speaks may stand before or after the words."""
    near = [False] * len(marked)
    for at, found in enumerate(marked):
        if found:
            first, last = max(0, at - _REACH), at + _REACH + 1
            near[first:last] = [True] * len(near[first:last])
    return near
