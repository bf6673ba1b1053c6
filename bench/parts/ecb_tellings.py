"""Make the product's tellings from ECB+ articles: of the gold mentions, or of the mentions that the product finds."""

from collections.abc import Iterable, Iterator

from spacy.language import Language

from bench.parts.cat import parse_words
from bench.parts.ecb import Story
from dateline.annotate.sentences import Sentence, load_model
from dateline.extract.tellings import find_triggers, read_telling
from dateline.match.stories import StoryVector, make_vector
from dateline.match.tellings import Telling

Tellings = dict[str, list[Telling]]


def read_tellings(stories: Iterable[Story]) -> tuple[Tellings, dict[str, StoryVector]]:
    """Return the tellings of the gold mentions by article, and the articles' vectors."""
    model = load_model()
    found: Tellings = {}
    vectors = {}
    for story in stories:
        found[story.name] = list(_gold(story, model))
        vectors[story.name] = make_vector("", story.text)
    return found, vectors


def _sentences(story: Story, model: Language) -> Iterator[tuple[int, Sentence]]:
    for number in sorted(story.counted & set(story.sentences)):
        yield number, parse_words(number, list(story.sentences[number]), model)


def _gold(story: Story, model: Language) -> Iterator[Telling]:
    for number, sentence in _sentences(story, model):
        for marking in story.markings:
            if marking.sentence == number:
                yield read_telling(marking.id, story.name, sentence, [sentence.doc[i] for i in marking.tokens])


def find_tellings(stories: Iterable[Story]) -> Tellings:
    """Return the tellings of the triggers that the product finds, by article.

    A found trigger that is a token of a gold mention has that mention's id; two of one mention count as one mention.
    """
    model = load_model()
    found: Tellings = {}
    for story in stories:
        at = {(marking.sentence, i): marking.id for marking in story.markings for i in marking.tokens}
        mine: dict[str, Telling] = {}
        for number, sentence in _sentences(story, model):
            for token in find_triggers(sentence):
                ident = at.get((number, token.i), f"{story.name}@{number}.{token.i}")
                mine.setdefault(ident, read_telling(ident, story.name, sentence, [token]))
        found[story.name] = list(mine.values())
    return found
