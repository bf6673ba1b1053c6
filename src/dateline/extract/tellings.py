"""Make tellings from parses: the words of an event mention's trigger and what stands around it.

In: a parsed sentence and the trigger's tokens. Out: `Telling`s for `dateline.match.tellings`, and triggers found
without a codebook: every full verb, and nouns and adjectives that the table of senses knows.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.arguments import Arguments, read_arguments
from dateline.lexicon import lexicon
from dateline.match.senses import plain_word, senses_of
from dateline.match.stories import RAREST, common_words, stems
from dateline.match.tellings import Telling

_ACTORS = ("subject", "possessive", "by")
_OBJECTS = ("object", "of", "modifier", "indirect")
_PLACES = ("in", "at", "on", "to", "from", "near")
_CARRIERS = frozenset(
    ("complement", "aux", "passive", "particle", "light", "predicate", "around", "clause", "outer", "teller")
)
_WORDS = ("PROPN", "NOUN", "NUM", "ADJ")
_NOUNS = ("NOUN", "PROPN")
_INSIDE = ("compound", "nmod", "flat", "amod", "nummod", "poss")
_NEAR = 5  # tokens on either side of a head that its phrase is read from
_BEFORE = 3  # tokens before a trigger in which negation and time to come are looked for


def read_telling(ident: str, page: str, sentence: Sentence, tokens: Sequence[Token]) -> Telling:
    """Return the telling of the event whose trigger the tokens are."""
    head = head_of(tokens)
    found = read_arguments(sentence, head)
    particles = _particles(tokens, head, found)
    around = sentence.doc[max(0, head.i - _BEFORE) : head.i]
    before = {word.lemma_.lower() for word in around}
    table = lexicon("tellings")
    own = {token.i for token in tokens}
    return Telling(
        id=ident,
        page=page,
        sentence=sentence.index,
        lemma=plain_word(head.lemma_),
        words=_own_words(tokens, head),
        senses=_senses(tokens, head, found),
        particles=particles,
        noun=head.pos_ in _NOUNS,
        main=head.dep_ == "ROOT",
        ahead=bool(before & table.words("ahead")),
        denied=bool(before & table.words("denied")),
        weight=_weight(head.lemma_),
        actors=_bag(found, _ACTORS),
        objects=_bag(found, _OBJECTS),
        places=_bag(found, _PLACES),
        arguments=_bag(found, [label for label in found.labels if label not in _CARRIERS]),
        names=_bag(found, [label for label in found.labels if label not in ("outer", "teller")], ("PROPN",)),
        numbers=frozenset(t.lower_ for t in sentence.words if t.pos_ == "NUM" and any(c.isdigit() for c in t.text)),
        dates=frozenset(t.lemma_.lower() for t in sentence.words if t.ent_type_ == "DATE" and not t.is_stop),
        context=_context(token.text for token in sentence.words if token.i not in own),
    )


def head_of(tokens: Sequence[Token]) -> Token:
    """Return the token of a trigger that the others hang on."""
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head is token), tokens[-1])


def _own_words(tokens: Sequence[Token], head: Token) -> frozenset[str]:
    words = {plain_word(token.lemma_) for token in tokens if not token.is_punct}
    return frozenset(word for word in words if len(word) > 2) or frozenset((plain_word(head.lemma_),))


def _particles(tokens: Sequence[Token], head: Token, found: Arguments) -> frozenset[str]:
    known = lexicon("tellings").mapping("particles")
    near = [*tokens, *found.get("particle")]
    if head.pos_ not in _NOUNS and head.i + 1 < len(head.doc):
        near.append(head.nbor())
    return frozenset(known[token.lower_] for token in near if token.lower_ in known)


def _senses(tokens: Sequence[Token], head: Token, found: Arguments) -> frozenset[str]:
    lemma = head.lemma_.lower()
    whole = "+".join(token.lemma_.lower() for token in tokens)
    senses = senses_of((whole, lemma, *(f"{lemma}+{particle.lower_}" for particle in found.get("particle"))))
    return senses or senses_of(token.lemma_.lower() for token in tokens)


def _bag(found: Arguments, labels: Iterable[str], kinds: Sequence[str] = _WORDS) -> frozenset[str]:
    heads = (head for label in labels for head in found.get(label))
    return frozenset(plain_word(word.lemma_) for head in heads for word in _phrase(head) if word.pos_ in kinds)


def _phrase(head: Token) -> Iterator[Token]:
    yield head
    yield from (word for word in head.children if word.dep_ in _INSIDE and abs(word.i - head.i) <= _NEAR)


def _weight(lemma: str) -> float:
    word = next(iter(stems(lemma)), lemma)
    return math.log(common_words().get(word, RAREST)) / math.log(RAREST)


def _context(words: Iterable[str]) -> Mapping[str, float]:
    shares = common_words()
    counts = Counter(stems(" ".join(words)))
    raw = {word: (1 + math.log(count)) * -math.log(shares.get(word, RAREST)) for word, count in counts.items()}
    length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
    return {word: weight / length for word, weight in raw.items() if weight > 0}


def find_triggers(sentence: Sentence) -> Iterator[Token]:
    """Yield the tokens of a sentence that tell an event: full verbs, nouns and adjectives of a known sense."""
    table = lexicon("tellings")
    empty, stative = table.words("empty"), table.words("things")
    for token in sentence.words:
        lemma = token.lemma_.lower()
        acts = token.pos_ == "VERB" and token.dep_ not in ("aux", "auxpass") and lemma not in empty
        names = token.pos_ in ("NOUN", "ADJ") and lemma not in stative
        if acts or (names and senses_of((lemma,))):
            yield token
