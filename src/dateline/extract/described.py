"""Name an actor by its words alone, where nothing known stands for it: "several banks", "the committee".

In: a sentence and the head of a phrase. Out: a mention of a group or body known only by that phrase, or None where the
head is no actor: a thing, a price, a plan. Whom else a phrase may stand for is read by `coreference` before.
"""

from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.actors import group_words, institution_words, role_words
from dateline.annotate.sentences import Sentence
from dateline.extract.clauses import measured
from dateline.extract.nouns import noun_phrase
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind, Referent

FORM = "words"
"""The form of a mention that is known by its words in this place only."""

LONGEST = 6
"""Words beyond which a description is cut to its head: longer ones took in clauses in the samples we read."""


def describe_actor(sentence: Sentence, token: Token) -> Mention | None:
    """Return a mention of the actor that a noun describes; None where it describes none, or only names one."""
    if not _is_plain(token) or _is_part(token) or measured(token):
        return None
    sector = _sector(token)
    if sector is None:
        return None
    words = noun_phrase(token)
    words = words if len(words) <= LONGEST else [token]
    name = token.doc[words[0].i : words[-1].i + 1].text
    kind = _kind(token)
    referent = Referent(f"{kind}:{fold(name)}", kind, name, sector=sector, unnamed=True)
    return Mention(sentence.stretch(words[0], words[-1]), referent, FORM)


def _is_plain(token: Token) -> bool:
    """Say whether a word is a common noun; the first of a sentence may have the capital of a name."""
    opens = token.pos_ == "PROPN" and token.is_sent_start is True
    return token.pos_ == "NOUN" or (opens and _plural(token) is not None)


def _plural(token: Token) -> str | None:
    """Return the sector of a plural, by its lemma or, where it is taken for a name, by its form."""
    lemma = token.lemma_.lower()
    for word in (lemma, token.lower_.removesuffix("s")):
        if found := group_words().get(word) or role_words().get(word) or body_words().get(word):
            return found
    return None


def _kind(token: Token) -> MentionKind:
    if token.tag_ in ("NNS", "NNPS"):
        return MentionKind.GROUP
    return MentionKind.ORGANISATION if token.lemma_.lower() in body_words() else MentionKind.PERSON


def _is_part(token: Token) -> bool:
    """Say whether the noun is part of a longer word or name: "bank" in "bank-led"."""
    after = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.dep_ in ("compound", "amod", "nmod") or after.text in ("-", "–")


def _sector(token: Token) -> str | None:
    lemma = token.lemma_.lower()
    if token.tag_ in ("NNS", "NNPS"):
        return _plural(token) or ("GOV" if _is_told_with(token) else None)
    told = body_words().get(lemma) or _single_words().get(lemma)
    return told or (_one_of_many(lemma) if _is_indefinite(token) else None)


def _is_indefinite(token: Token) -> bool:
    """Say whether one is told of as new, and by no name or people before the word: not "a *French* nun"."""
    before = list(token.lefts)
    return any(t.lower_ in ("a", "an", "another", "one") for t in before) and not any(
        t.text[0].isupper() and t.lower_ not in ("a", "an", "another", "one") for t in before
    )


def _one_of_many(lemma: str) -> str | None:
    """Return the sector of one who is new to the reader: "a *priest*", "an *islander*"."""
    return _newcomers().get(lemma) or group_words().get(lemma)


@lru_cache(maxsize=1)
def _newcomers() -> dict[str, str]:
    return {word: sector for sector, words in lexicon("actors").lists("described_a").items() for word in words}


def _is_told_with(token: Token) -> bool:
    """Say whether a head is an actor by the word before it: "*Western* powers"."""
    before = lexicon("actors").lists("described_with").get(token.lemma_.lower(), ())
    return any(child.lower_ in before for child in token.lefts)


@lru_cache(maxsize=1)
def _single_words() -> dict[str, str]:
    """Return the heads of people who take part by their post alone: "a palace source"."""
    return {word: sector for sector, words in lexicon("actors").lists("described_one").items() for word in words}


@lru_cache(maxsize=1)
def body_words() -> dict[str, str]:
    """Return the heads of bodies, with their sectors: those of the lexicon and those that need a name elsewhere."""
    listed = {word: sector for sector, words in lexicon("actors").lists("described").items() for word in words}
    return institution_words() | listed
