"""Whether the event that a word tells of happened, read from the whole chain over the word.

In: a parsed sentence and a trigger (verb, noun or adjective). Out: `StatusReading` with the words that decided it.
Each word's standing is its own clause's, changed by the word that governs it, and so on up to the root; what the
words mean is in `lexicons/status.toml`. Whose word it is, is left to `dateline.extract.attribution`.
"""

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.chain import heads_clause
from dateline.extract.effects import load_effects
from dateline.extract.standing import Chain, Standing
from dateline.extract.status_nouns import noun_standing
from dateline.extract.status_verbs import verb_standing
from dateline.model.claims import Status, StatusReading

DEEPEST = 12
"""Words climbed before giving up; no chain in the news we looked at is longer than nine."""

_STATUS = {"holds": Status.OCCURRED, "doubted": Status.POSSIBLE}


def read_status(sentence: Sentence, trigger: Token) -> StatusReading:
    """Return the status of the event that the trigger tells of, its polarity and the cues' places."""
    standing = status_of_chain(sentence, trigger)
    status = _STATUS.get(standing.mood) or Status(standing.mood)
    negative = standing.mood in ("not-held", "doubted")
    cues = sorted({sentence.place(cue) for cue in standing.cues if cue.i != trigger.i})
    return StatusReading(status, "neg" if negative else "pos", tuple(cues))


def status_of_chain(sentence: Sentence, token: Token) -> Standing:
    """Return how a word stands in its sentence, from itself up to the root."""
    return _SentenceChain(sentence, load_effects()).standing(token, DEEPEST)


class _SentenceChain(Chain):
    """The chain of one sentence, verbs and nouns read each in its own way."""

    __slots__ = ()

    def standing(self, token: Token, depth: int) -> Standing:
        """Return how the token stands."""
        if depth <= 0:
            return Standing("holds")
        if heads_clause(token) and token.dep_ not in ("amod", "compound"):
            return verb_standing(self, token, depth)
        return noun_standing(self, token, depth)
