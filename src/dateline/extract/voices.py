"""Say whom a word stands for where an event is told: as the article's references have it, with what they leave open.

In: the article's references and attributions. Out: `Voices`, asked like the references. "I" and "we" inside quotation
marks are the speaker; "it" under "the committee said" is the committee; a bare "American" is a firm and no people.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.arguments import reporting
from dateline.extract.clauses import clause_verb, is_verb, measured
from dateline.extract.described import describe_actor
from dateline.extract.refers import Refers
from dateline.model.claims import Attribution, Mention, MentionKind
from dateline.model.text import Span


@dataclass(frozen=True, slots=True)
class Voices:
    """The article's references, with "I" and "we" inside quotation marks standing for the speaker."""

    references: Refers
    attributions: Sequence[Attribution]

    @property
    def political(self) -> bool:
        """Whether the article is of politics."""
        return self.references.political

    def of(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        """Return the mentions that the phrase under `token` stands for."""
        found = self.references.of(sentence, token)
        if found and token.lower_ in _ITSELF:
            return self._itself(sentence, token, found)
        if token.lower_ in _HIMSELF:
            return self._himself(sentence, token, found)
        if token.lower_ in _THEIRS:
            return self._told_beside(sentence, token) or self._own(sentence, token) or found
        if found and _is_firm_called_after(token, found[0]):
            return ()
        if found or token.lower_ not in _FIRST_PERSON or token.pos_ != "PRON":
            return found
        return self._speaker(sentence.place(token))

    def _speaker(self, span: Span) -> tuple[Mention, ...]:
        index = narrowest_attribution(span, self.attributions)
        speaker = self.attributions[index].speaker if index is not None else None
        return (Mention(span, speaker, "pronoun"),) if speaker is not None and speaker.kind in _SPEAKERS else ()

    def _itself(self, sentence: Sentence, token: Token, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return whom "it" means: who says it, where that is somebody unknown to the article's references."""
        subject = _says_it(token)
        if subject is None or self.references.of(sentence, subject):
            return found
        described = describe_actor(sentence, subject)
        if described is not None:
            return (Mention(sentence.place(token), described.referent, described.form),)
        return () if subject.pos_ == "PROPN" else found

    def _told_beside(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        """Return whom words in brackets behind a pronoun name: "they (the *Chadians*) have asked"."""
        if token.i + 2 >= len(token.doc) or token.nbor().text != "(":
            return ()
        inside = itertools.takewhile(lambda t: t.text != ")", sentence.words[token.i + 2 :])
        named = [mention for t in inside for mention in self.references.of(sentence, t)]
        return tuple(dict.fromkeys(Mention(sentence.place(token), m.referent, "pronoun") for m in named))

    def _own(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        """Return whose "their" is where the clause's subject is told by words alone: "most *seamen* offered their"."""
        verb = clause_verb(token) if token.dep_ == "poss" else None
        subjects = [c for c in verb.children if c.dep_ in _SUBJECTS and c.i < token.i] if verb is not None else []
        heads = [head for s in subjects for head in measured(s) or [s]]
        if not heads or heads[0].tag_ != "NNS" or self.references.of(sentence, heads[0]):
            return ()
        described = describe_actor(sentence, heads[0])
        return (Mention(sentence.place(token), described.referent, described.form),) if described is not None else ()

    def _himself(self, sentence: Sentence, token: Token, found: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Return whom "he" means as a subject: who says it in the same breath, where that is one person by name."""
        subject = _says_it(token) if token.dep_ in _SUBJECTS else None
        told = self.references.of(sentence, subject) if subject is not None and subject.pos_ == "PROPN" else ()
        if len(told) != 1 or told[0].referent.kind != MentionKind.PERSON or (token.i and token.nbor(-1).text in _MARKS):
            return found
        return (Mention(sentence.place(token), told[0].referent, "pronoun"),)


_SPEAKERS = (MentionKind.PERSON, MentionKind.OFFICE)
_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "we", "us", "our", "ours"})
_THEIRS = frozenset({"they", "them", "their"})
_HIMSELF = frozenset({"he", "she"})
_MARKS = ('"', "“", "‘", "'")
_ITSELF = frozenset({"it", "its", "itself"})
_SUBJECTS = ("nsubj", "nsubjpass")


def _says_it(token: Token) -> Token | None:
    """Return the noun that says the clause in which "it" stands: "the *committee* said it ...", "*Dobo* said its"."""
    for above in token.ancestors:
        if not is_verb(above):
            continue
        if above.dep_ == "ccomp" and above.head.lemma_.lower() in reporting():
            subjects = [child for child in above.head.children if child.dep_ in _SUBJECTS and child.i < token.i]
            return next((s for s in subjects if s.pos_ in ("NOUN", "PROPN")), None)
        if any(
            child.dep_ in _SUBJECTS and child is not token and token not in child.subtree for child in above.children
        ):
            return None
    return None


def _is_firm_called_after(token: Token, mention: Mention) -> bool:
    """Say whether a word for a people stands alone in the singular, as firms are called: "American pledged to pay"."""
    if mention.referent.kind != MentionKind.COUNTRY or not token.lower_.endswith("an") or token.pos_ != "PROPN":
        return False
    return token.dep_ in _SUBJECTS and mention.form in ("nationality", "people") and not any(token.lefts)


def narrowest_attribution(trigger: Span, attributions: Sequence[Attribution]) -> int | None:
    """Return the index of the narrowest attribution whose content holds the trigger."""
    holding = [
        (part.end - part.start, index)
        for index, attribution in enumerate(attributions)
        for part in attribution.content
        if part.covers(trigger)
    ]
    return min(holding)[1] if holding else None
