"""What readers of frames need of an article's references: whom a phrase stands for.

In: nothing. Out: `Refers`, a protocol; `coreference` and `voices` have the classes that keep it.
"""

from typing import Protocol

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.model.claims import Mention


class Refers(Protocol):
    """What is needed of the article's references: whom the head of a phrase stands for."""

    @property
    def political(self) -> bool:
        """Whether the article is of politics."""

    def of(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        """Return the mentions that the phrase under `token` stands for."""
