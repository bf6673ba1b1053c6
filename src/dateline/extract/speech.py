"""What the steps from drafts to speeches share: the speech itself, and what they need of the article.

In and out: values alone. What is a speech, and what belongs to it, is left to `speeches`, `parentheses` and `uncued`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.annotate.sentences import Sentence
from dateline.extract.drafts import Draft
from dateline.extract.phrase import Source
from dateline.extract.quotations import Quotation
from dateline.model.text import Span


@dataclass(frozen=True, slots=True)
class Speech:
    """Cue, source and content as spans; `draft` has the words behind them, `kind` is direct, indirect or mixed."""

    cue: Span
    content: tuple[Span, ...]
    kind: str = "direct"
    draft: Draft | None = None
    sentence: Sentence | None = None  # where the source stands
    source: Source | None = None
    index: int = 0  # the number of its sentence
    held: bool = False  # told by someone who is quoted, in the quotation


@dataclass(frozen=True, slots=True)
class Page:
    """What the steps need of the article: text, sentences, quotations, and the cues of all its drafts."""

    text: str
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]
    cues: Sequence[Span] = ()
    quoting: Sequence[Span] = ()  # the cues that may lead to a quotation

    def told_between(self, left: int, right: int) -> bool:
        """Say whether a cue stands between two places."""
        return any(left <= cue.start and cue.end <= right for cue in self.cues)

    def quoted_between(self, left: int, right: int) -> bool:
        """Say whether a cue that takes quotations stands between two places."""
        return any(left <= cue.start and cue.end <= right for cue in self.quoting)


def join_parts(parts: Iterable[Span]) -> list[Span]:
    """Return the parts in order, those that touch or overlap made one."""
    joined: list[Span] = []
    for part in sorted(parts):
        if joined and part.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, part.end))
        else:
            joined.append(part)
    return joined
