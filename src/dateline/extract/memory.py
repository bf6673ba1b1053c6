"""Remember what an article spoke of, and choose the one whom "he", "she", "it" or a plural "they" takes up.

In: traces in the order of the text. Out: a `Referent`, or None where nothing agrees. The weights were set on our own
table of cases, tests/cases/coreference.yml.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.annotate.titles import gendered_words
from dateline.extract.clauses import surface_subjects
from dateline.extract.discourse import SUBJECTS, Trace, words_of
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Referent

THINGS = (MentionKind.COUNTRY, MentionKind.ORGANISATION)
PEOPLE = (MentionKind.PERSON, MentionKind.OFFICE)
START, PER_SENTENCE, PER_PARAGRAPH = 3.0, 1.1, 0.3
GOVERNS = 0.8  # for the subject of a clause over the pronoun
OWN = 2.0  # for the subject of a verb by which somebody takes up what is his own: "reaffirmed *his* promise"
KNOWN = 0.5  # for a gender that the article or the name tells
HERE = 1.5  # for a group in the same sentence as "them", whose subject is another
MOUTHPIECE = 2.0  # off one who only spoke for another: "his spokesman said. He will meet" is the other
OFTEN = 0.03  # for each time that it was spoken of, up to ten


@lru_cache(maxsize=8)
def reach_of(kind: str) -> int:
    """Return how many sentences back a kind of reference looks."""
    return int(lexicon("coreference").get("reach", kind))


def _keeps_own(subject: Token, token: Token) -> bool:
    """Say whether a possessor stands in the object of a verb that is done with what is one's own."""
    thing = token.head
    if token.dep_ != "poss" or thing.dep_ not in ("dobj", "pobj") or subject.head.i == subject.i:
        return False
    verb = thing.head.head if thing.dep_ == "pobj" else thing.head
    return verb.i == subject.head.i and verb.lemma_.lower() in words_of("verbs", "own")


LESS = 0.8  # for things and people without a name
THING = Referent("", MentionKind.ORGANISATION, "")
"""What stands for any thing that is no actor."""
_STRANGERS = {f"stranger:{gender}": gender for gender in ("male", "female", "either")}


@dataclass(slots=True)
class Memory:
    """The traces so far, with the genders that the article tells."""

    genders: Mapping[str, str]
    traces: list[Trace] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def enter(self, trace: Trace) -> None:
        """Remember that something was spoken of."""
        self.traces.append(trace)
        self.counts[trace.referent.key] += 1

    def recent(self, sentence: Sentence, kind: str) -> Iterator[Trace]:
        """Yield the traces in reach of one kind of reference, the latest first."""
        reach = reach_of(kind)
        for trace in reversed(self.traces):
            if trace.sentence < sentence.index - reach:
                return
            yield trace

    def singular(self, sentence: Sentence, token: Token, sort: str, banned: Collection[str]) -> Referent | None:
        """Return whom a singular pronoun takes up."""
        kinds = THINGS if sort == "thing" else PEOPLE
        firm = acts_as_one(token)
        barred = {*banned, *self._under_verb(sentence, token)}
        found = (
            trace
            for trace in self.recent(sentence, "singular")
            if trace.referent.kind in kinds
            and trace.referent.key not in barred
            and not (firm and trace.referent.key == THING.key)
            and self.agrees(trace.referent, sort)
            and may_mean(trace, sentence, token)
            and not _tells_of_another(trace, sort)
        )
        best = max(found, key=lambda trace: self.score(trace, sentence, token) + self.surely(trace, sort), default=None)
        if best is not None:
            return best.referent if best.referent.name else None
        return self._named_later(sentence, token, sort)

    def _under_verb(self, sentence: Sentence, token: Token) -> set[str]:
        """Return who has his own part under the pronoun's verb, wherever he was named before: "Ek praised *him*"."""
        here = (trace for trace in reversed(self.traces) if trace.sentence == sentence.index)
        subject = _shared_subject(token)
        touching = _touching(token)
        return {
            trace.referent.key
            for trace in here
            if (trace.token < token.i and (clash(trace.head, token) or trace.token == subject))
            or trace.head in touching
        }

    def group(self, sentence: Sentence, token: Token, banned: Collection[str]) -> tuple[Referent | None, float]:
        """Return the group that "they" takes up, and how well it fits."""
        found = (
            trace
            for trace in self.recent(sentence, "plural")
            if is_plural(trace) and trace.referent.key not in banned and may_mean(trace, sentence, token)
        )
        scored = [(self.score(trace, sentence, token) + _beside(trace, sentence, token), trace) for trace in found]
        score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return (best.referent if best is not None else None), score

    def agrees(self, referent: Referent, sort: str) -> bool:
        """Say whether the gender agrees; an unknown one does, and things have none."""
        if referent.key in _STRANGERS:
            return _STRANGERS[referent.key] in (sort, "either")
        return sort == "thing" or self.genders.get(referent.key, sort) == sort

    def surely(self, trace: Trace, sort: str) -> float:
        """Return what a gender that is known to agree adds."""
        key = trace.referent.key
        return KNOWN if self.genders.get(key, _STRANGERS.get(key)) == sort else 0.0

    def score(self, trace: Trace, sentence: Sentence, token: Token) -> float:
        """Return how well a trace fits: near, prominent, often spoken of."""
        distance = sentence.index - trace.sentence
        score = trace.weight + START - PER_SENTENCE * distance
        if distance and trace.paragraph != sentence.paragraph:
            score -= PER_PARAGRAPH
        if not distance and trace.head.dep_ in SUBJECTS and trace.head.head.is_ancestor(token):
            score += GOVERNS if self._may_govern(trace.referent, token) else -GOVERNS
            score += OWN if _keeps_own(trace.head, token) else 0.0
        elif not distance and trace.head.dep_ == "dobj" and trace.head.head.is_ancestor(token):
            score += GOVERNS  # "has held *Ek* since arresting him"
        if (is_mouthpiece(trace.referent) or _only_told(trace)) and not _tells(token):
            score -= MOUTHPIECE
        return score + min(self.counts[trace.referent.key], 10) * OFTEN

    def _may_govern(self, subject: Referent, token: Token) -> bool:
        """Say whether the subject above a pronoun is meant; no aide is: "an aide said Ek had spoken to *her*"."""
        known = subject.key in self.genders or _STRANGERS.get(subject.key, "either") != "either"
        return known or subject.kind not in PEOPLE or token.dep_ in (*SUBJECTS, "poss")

    def _named_later(self, sentence: Sentence, token: Token, sort: str) -> Referent | None:
        """Return who is named later in the sentence: "As he arrived, Ek said"."""
        if not any(t.dep_ in ("advcl", "prep", "pcomp") for t in token.ancestors):
            return None
        kinds = THINGS if sort == "thing" else PEOPLE
        for trace in self.traces:
            later = trace.sentence == sentence.index and trace.token > token.i and trace.head.dep_ in SUBJECTS
            if later and trace.referent.kind in kinds and self.agrees(trace.referent, sort):
                return trace.referent
        return None


def _beside(trace: Trace, sentence: Sentence, token: Token) -> float:
    """Return what it adds that a group stands in the sentence of "them": "sent a note to *citizens* and told them"."""
    return HERE if token.lower_ == "them" and trace.sentence == sentence.index else 0.0


def is_mouthpiece(referent: Referent) -> bool:
    """Say whether a person speaks for another."""
    return bool(set((referent.office or "").split()) & words_of("mouthpieces", "offices"))


def _only_told(trace: Trace) -> bool:
    """Say whether somebody without a name only told what the sentence tells: "they agreed, *a diplomat* said"."""
    verb = trace.head.head
    if trace.head.dep_ not in SUBJECTS or verb.lemma_.lower() not in words_of("mouthpieces", "verbs"):
        return False
    told = any(child.dep_ in ("ccomp", "parataxis") and child.i < trace.head.i for child in verb.children)
    return (told or verb.dep_ == "parataxis") and (trace.referent.unnamed or not trace.referent.name)


def _tells(token: Token) -> bool:
    """Say whether a pronoun is the subject of a verb of telling, as one who speaks for another is: "he added"."""
    return token.dep_ in SUBJECTS and token.head.lemma_.lower() in words_of("mouthpieces", "verbs")


def _tells_of_another(trace: Trace, sort: str) -> bool:
    """Say whether what was told of somebody is told of one of the other gender: "her *father* is an activist. She"."""
    if trace.head.dep_ != "attr" or trace.referent.kind not in PEOPLE:
        return False
    subjects = [child for child in trace.head.head.children if child.dep_ in SUBJECTS]
    genders = {gendered_words().get(subject.lemma_.lower()) for subject in subjects} - {None}
    return bool(genders) and sort not in genders


def is_plural(trace: Trace) -> bool:
    """Say whether "they" may take up what a trace spoke of."""
    kind, head = trace.referent.kind, trace.head
    if kind == MentionKind.GROUP:
        return True
    if kind == MentionKind.ORGANISATION:
        return trace.referent.sector == "REB" or head.tag_ in ("NNPS", "NNS")
    return kind == MentionKind.COUNTRY and (head.tag_ in ("NNPS", "NNS") or trace.people)


def may_mean(trace: Trace, sentence: Sentence, token: Token) -> bool:
    """Say whether grammar lets a pronoun mean what was spoken of there: before it, and not beside it under one verb."""
    return trace.sentence != sentence.index or (trace.token < token.i and not clash(trace.head, token))


def clash(head: Token, token: Token) -> bool:
    """Say whether two words are arguments of one verb, so that a plain pronoun can't mean the other."""
    if token.lower_ in words_of("pronouns", "reflexive") or token.dep_ == "poss":
        return False
    if token.dep_ in ("dobj", "dative") and head in surface_subjects(token.head):
        return True  # "Ek, after accusing *him*": he accuses another
    return _verb(head) == _verb(token)


def unknown(token: Token) -> Referent | None:
    """Return what stands for a thing or a person without a name that a noun tells of; None for other words."""
    titled = token.tag_ == "NNP" and any(c.dep_ == "det" for c in token.lefts)  # "the Director of the Press Office"
    if not titled and (token.pos_ != "NOUN" or token.tag_ != "NN"):
        return None
    if token.dep_ not in ("nsubj", "nsubjpass", "dobj", "attr"):
        return None
    lemma = token.lemma_.lower()
    gender = gendered_words().get(lemma)
    if gender or lemma in words_of("people", "words"):
        return Referent(f"stranger:{gender or 'either'}", MentionKind.PERSON, "")
    return None if titled else THING


def acts_as_one(token: Token) -> bool:
    """Say whether the verb of "it" is one that only actors do."""
    verb = token.head
    return token.dep_ == "nsubj" and verb.lemma_.lower() in words_of("things", "acting")


def may_be_actor(token: Token) -> bool:
    """Say whether "it" may be a country or body: not in "it is unclear", "it would go ahead", "working at it"."""
    if token.dep_ == "expl" or _is_empty(token):
        return False
    if token.lower_ != "it":
        return True
    if token.dep_ in SUBJECTS:
        return token.head.lemma_.lower() not in words_of("things", "events")
    governor = token.head.head if token.dep_ == "pobj" else token.head
    return governor.lemma_.lower() in words_of("things", "actors")


def _is_empty(token: Token) -> bool:
    """Say whether "it" stands for nothing: "it is unclear whether", "it was Ek who"."""
    if token.lower_ != "it" or token.dep_ not in SUBJECTS:
        return False
    verb = token.head
    if verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children):
        return any(c.dep_ in ("ccomp", "csubj", "csubjpass", "xcomp") for c in verb.children)
    if verb.lemma_ not in ("be", "seem", "appear", "become", "remain", "take", "rain", "happen"):
        return False
    return any(c.dep_ in ("acomp", "attr", "ccomp", "csubj", "xcomp", "advcl", "oprd") for c in verb.children)


def _touching(token: Token) -> list[Token]:
    """Return the subject of a verb that is done to another's hand or arm: "*Ek* walked over and shook his hand"."""
    limb, verb = token.head, token.head.head
    if token.dep_ != "poss" or limb.dep_ != "dobj" or limb.lemma_.lower() not in words_of("touch", "limbs"):
        return []
    return surface_subjects(verb) if verb.lemma_.lower() in words_of("touch", "verbs") else []


def _shared_subject(token: Token) -> int | None:
    """Return the subject that a pronoun's verb shares with the verb it is joined to: "*Ek* phoned and praised him"."""
    verb = token.head
    if token.dep_ not in ("dobj", "dative") or verb.dep_ != "conj" or any(c.dep_ in SUBJECTS for c in verb.children):
        return None
    while verb.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in verb.children):
        verb = verb.head
    return next((child.i for child in verb.children if child.dep_ in SUBJECTS), None)


def _verb(token: Token) -> int:
    if token.dep_ == "nsubj" and token.head.dep_ == "ccomp" and any(c.tag_ == "TO" for c in token.head.children):
        return int(token.head.head.i)  # "consider them to be": them is what is considered
    while token.dep_ in ("conj", "pobj", "prep", "dative", "agent", "pcomp") and token.head.pos_ not in ("VERB", "AUX"):
        token = token.head
    return int(token.head.i)
