"""Say whom the words of an article stand for: names, titles, pronouns, "the two leaders", relative pronouns.

In: an article, its parsed sentences and the mentions that `find_names` found. Out: `References`, asked by sentence and
head token. What is spoken of in "I" and "we" depends on who speaks and is left to `attribution`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.antecedents import Reader
from dateline.extract.politics import is_of_politics
from dateline.model.claims import Mention
from dateline.model.text import Article, Span


@dataclass(frozen=True, slots=True)
class References:
    """For every token that stands for someone or something known, the mentions that say for whom."""

    mentions: tuple[Mention, ...]
    by_token: Mapping[tuple[int, int], tuple[Mention, ...]]
    political: bool = False

    def of(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        """Return the mentions that the phrase under `token` stands for; none where it is nothing known.

        A name, title, description or "he" gives one; "the two leaders" and "they" may give several. A reference's
        mention has the span of its own words. Coordination is not expanded.
        """
        return self.by_token.get((sentence.index, token.i), ())

    def within(self, span: Span) -> list[Mention]:
        """Return the mentions inside the span, outermost only, in order; pronouns that are resolved count."""
        inside = sorted((m for m in self.mentions if span.covers(m.span)), key=lambda m: (m.span.start, -m.span.end))
        found: list[Mention] = []
        for mention in inside:
            if not found or not found[-1].span.covers(mention.span) or found[-1].span == mention.span:
                found.append(mention)
        return found


def resolve_references(article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> References:
    """Return what every name, title, pronoun and plural description of the article stands for."""
    reader = Reader(article, sentences, mentions)
    by_token: dict[tuple[int, int], tuple[Mention, ...]] = {}
    for sentence in sentences:
        by_token.update(reader.read(sentence))
    every = {id(m): m for group in by_token.values() for m in group} | {id(m): m for m in mentions}
    kept = sorted(every.values(), key=lambda m: (m.span.start, -m.span.end))
    return References(tuple(kept), by_token, is_of_politics(mentions))
