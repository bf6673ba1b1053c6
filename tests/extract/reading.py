"""Read a few sentences in a test: an article of one body block, its sentences, names and references."""

from dataclasses import dataclass
from functools import cache

from dateline.annotate.dates import find_times
from dateline.annotate.names import find_names
from dateline.annotate.sentences import Sentence, load_model, parse_sentences
from dateline.extract.attribution import read_attributions
from dateline.extract.codebook import Codebook
from dateline.extract.coreference import References, resolve_references
from dateline.extract.events import read_events
from dateline.extract.in_turn import part_in_turn
from dateline.model.claims import EventMention
from dateline.model.text import Article, Block, BlockKind


@dataclass(frozen=True)
class Read:
    """An article with its sentences and references."""

    article: Article
    sentences: tuple[Sentence, ...]
    references: References


@cache
def read_text(text: str, title: str = "") -> Read:
    """Parse a text, with a title above it if there is one, and find whom it names."""
    whole = f"{title}\n{text}" if title else text
    blocks = [Block(0, len(title), BlockKind.TITLE)] if title else []
    blocks.append(Block(len(whole) - len(text), len(whole), BlockKind.BODY))
    article = Article("p_test", whole, tuple(blocks), title=title or None, published="2016-09-06")
    sentences = parse_sentences(article, load_model())
    mentions = find_names(article, sentences)
    return Read(article, sentences, resolve_references(article, sentences, mentions))


def told_in(text: str, title: str = "") -> tuple[EventMention, ...]:
    """Read a text and return all that it tells, by the whole codebook."""
    read = read_text(text, title)
    times = find_times(read.article, read.sentences)
    events = read_events(
        read.article,
        read.sentences,
        references=read.references,
        times=times,
        attributions=read_attributions(read.article, read.sentences, read.references),
        codebook=Codebook.load(),
    )
    return part_in_turn(read.article, find_names(read.article, read.sentences), times, events)
