"""How a word stands on its chain, and what a word of a class makes of the event below it.

In: tokens and the lexicon of status. Out: `Standing`, and `Chain`, which the readers of verbs and of nouns share.
Reading clauses and noun phrases is left to `status_verbs` and `status_nouns`.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.effects import Effect, Effects
from dateline.model.text import BlockKind

_COLUMN = {
    "holds": "holds",
    "ongoing": "holds",
    "not-held": "negated",
    "cancelled": "negated",
    "planned": "planned",
    "postponed": "planned",
    "possible": "possible",
    "doubted": "possible",
}
_TIMING = frozenset({"advmod", "npadvmod", "poss", "amod", "tmod"})
_WHEN = frozenset({"in", "on", "for", "within", "at"})
"""Where a word of time says when: "talks in the next week", not "talks before next week's vote"."""

_TURNED = {"not-held": "holds", "possible": "doubted", "doubted": "possible"}
"""What a negated word comes to under a mood: not refused, hoped not, doubted not."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a word stands: a status' value, or "holds" or "doubted"; `firm` where a word says so, not a default."""

    mood: str
    cues: tuple[Token, ...] = ()
    firm: bool = False

    @property
    def open(self) -> bool:
        """Say whether it is still to come."""
        return self.mood in ("planned", "possible", "postponed")

    @property
    def holds(self) -> bool:
        """Say whether it was or is so."""
        return self.mood in ("holds", "ongoing")

    def under(self, outer: "Standing") -> "Standing":
        """Return this standing inside another one: a plan to hope is a hope, a refused refusal holds."""
        cues, firm = self.cues + outer.cues, self.firm or outer.firm
        if outer.mood == "holds" or (outer.mood == "ongoing" and self.mood != "holds"):
            return Standing(self.mood, cues, firm)
        if self.mood == "not-held":
            return Standing(_TURNED.get(outer.mood, self.mood), cues, firm)
        if self.mood in ("possible", "doubted") and outer.mood == "planned":
            return Standing(self.mood, cues, firm)
        return Standing(outer.mood, cues, firm)


class Chain(ABC):
    """One sentence's chains; a word's standing is asked for from below and answered from above."""

    __slots__ = ("asks", "caption", "effects", "sentence", "title")

    def __init__(self, sentence: Sentence, effects: Effects) -> None:
        self.effects = effects
        self.sentence = sentence
        self.title = sentence.block == BlockKind.TITLE
        self.caption = sentence.block == BlockKind.CAPTION
        self.asks = "?" in sentence.doc.text

    @abstractmethod
    def standing(self, token: Token, depth: int) -> Standing:
        """Return how the token stands, `depth` words up at most."""

    def listed(self, name: str, *words: str) -> bool:
        """Say whether one of the words is in a list of the lexicon."""
        return not self.effects.lists[name].isdisjoint(words)

    def resolve(self, effect: Effect, outer: Standing, cue: Token) -> Standing:
        """Return what a word of a class makes of the event below it, given how the word itself stands."""
        mood: str = getattr(effect, _COLUMN[outer.mood])
        if mood == "done":  # in the past it was done: "had to", "was able to"
            mood = "same" if _is_past(cue) else "possible"
        if outer.mood == "cancelled" and mood == "not-held":
            mood = "cancelled"
        if outer.mood == "postponed" and mood == "planned":
            mood = "postponed"
        if mood != "same":
            return Standing(mood, (cue, *outer.cues), True)
        if outer.mood == "ongoing" and effect.name == "implied":
            return Standing("ongoing", outer.cues, True)
        return Standing("holds", outer.cues if effect.name != "report" else (), effect.name == "implied")

    def rebuttal(self) -> Token | None:
        """Return the verb by which the sentence has someone deny its charge: "a charge Russia *denies*"."""
        for token in self.sentence.words:
            if self.listed("rebutting", token.lemma_) and self._rebuts(token):
                return token
        return None

    def _rebuts(self, verb: Token) -> bool:
        before = [child for child in verb.lefts if child.dep_ == "dobj"]
        charges = [*before, verb.head] if verb.dep_ == "relcl" else before
        return any(c.tag_ == "WDT" for c in before) or any(self._is_claim(charge) for charge in charges)

    def _is_claim(self, noun: Token) -> bool:
        effect = self.effects.find("noun", noun.lemma_)
        return effect is not None and effect.name == "claimed"

    def near(self, token: Token, name: str) -> Token | None:
        """Return the word of a list that sets a present-tense verb or a noun in time: "meet *tomorrow*"."""
        for child in token.children:
            if child.dep_ in _TIMING or (child.dep_ == "prep" and child.lower_ in _WHEN):
                found = self._timed(child, name)
                if found is not None:
                    return found
        return None

    def _timed(self, child: Token, name: str) -> Token | None:
        words = tuple(child.subtree)[:4] if child.dep_ == "prep" else (*child.lefts, child, *child.rights)
        for word in words:
            alone = word.lower_ == "later" and child.dep_ == "advmod" and not child.n_rights
            if not alone and self.listed(name, word.lower_):
                return word
        return None

    def weekday(self, verb: Token) -> Token | None:
        """Return the day of the week that makes a present-tense verb a plan: "leaves on *Monday*"."""
        if self.listed("speech", verb.lemma_):
            return None
        for child in verb.rights:
            inner = child.rights if child.dep_ == "prep" and child.lower_ == "on" else (child,)
            for word in inner if child.dep_ in ("prep", "npadvmod") else ():
                if self.listed("weekday", word.lower_):
                    return word
        return None

    def is_here(self, noun: Token) -> bool:
        """Say whether a noun phrase points at what is going on: "these talks"."""
        return any(left.lower_ in ("this", "these") for left in noun.lefts)

    def is_known(self, noun: Token) -> bool:
        """Say whether a noun phrase points at something known: "the talks", "their meeting"."""
        return any(left.dep_ == "poss" or self.listed("definite", left.lower_) for left in noun.lefts)


def _is_past(word: Token) -> bool:
    """Say whether a verb, or the verb over an adjective, is in the past tense."""
    verb = word if word.tag_[0] == "V" else word.head
    return verb.tag_ in ("VBD", "VBN")
