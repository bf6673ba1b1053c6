"""Run a codebook's own examples: each frame must be told by its `yes` sentences and left alone by its `no` sentences.

In: a `Codebook` and a spaCy pipeline. Out: a `Miss` for each example that does otherwise. The files themselves are
checked by `codebook` as they are loaded.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from spacy.language import Language

from dateline.annotate.names import find_names
from dateline.annotate.sentences import parse_sentences
from dateline.extract.codebook import Codebook, EventType, Frame
from dateline.extract.coreference import resolve_references
from dateline.extract.events import best_matches
from dateline.extract.frames import Match
from dateline.model.text import Article, Block, BlockKind

_Stage = Callable[[str], tuple[Match, ...]]


@dataclass(frozen=True, slots=True)
class Miss:
    """An example that did not come out: the frame or type that it belongs to, the sentence, what was wrong with it."""

    subject: str
    text: str
    reason: str


def rehearse(codebook: Codebook, model: Language) -> tuple[int, tuple[Miss, ...]]:
    """Return how many examples were run, and those that failed."""
    stage = cache(lambda text: _told(text, codebook, model))
    count = sum(len(f.yes) + len(f.no) for f in codebook.frames) + sum(len(kind.no) for kind in codebook.types)
    misses = [miss for kind in codebook.types for miss in _misses(kind, stage)]
    return count, tuple(misses)


def _misses(kind: EventType, stage: _Stage) -> Iterator[Miss]:
    for frame in kind.frames:
        yield from _frame_misses(frame, stage)
    for text in kind.no:
        if any(match.frame.type == kind.name for match in stage(text)):
            yield Miss(kind.name, text, "should tell no event of the type, and does")


def _frame_misses(frame: Frame, stage: _Stage) -> Iterator[Miss]:
    if not frame.yes:
        yield Miss(frame.id, "", "has no example under `yes`")
    for text in frame.yes:
        told = {match.frame.id for match in stage(text)}
        if frame.id not in told:
            instead = f"; it tells {', '.join(sorted(told))}" if told else "; it tells no event"
            yield Miss(frame.id, text, f"should tell this frame, and does not{instead}")
    for text in frame.no:
        if frame.id in {match.frame.id for match in stage(text)}:
            yield Miss(frame.id, text, "should not tell this frame, and does")


def _told(text: str, codebook: Codebook, model: Language) -> tuple[Match, ...]:
    article = Article("rehearsal", text, (Block(0, len(text), BlockKind.BODY),))
    sentences = parse_sentences(article, model)
    references = resolve_references(article, sentences, find_names(article, sentences))
    found = (match for sentence in sentences for match in best_matches(sentence, references, codebook))
    return tuple(match for match in found if match.fillers)
