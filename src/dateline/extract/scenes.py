"""Set the scene of an event: the tokens of its own clause, and those of the clauses that set its time and manner.

In: a sentence and the arguments of a trigger. Out: `Scene`. What stands in it is read by `details` and `locations`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.arguments import Arguments, reporting
from dateline.extract.clauses import clause_tokens, clause_verb, is_verb
from dateline.lexicon import lexicon


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an event is told: its sentence, its trigger with arguments, and the tokens of its own clause.

    `near` is the clause of the trigger; `far` adds the clauses of its manner and time ("as the summit opened").
    """

    sentence: Sentence
    arguments: Arguments
    near: tuple[Token, ...]
    far: tuple[Token, ...]

    @property
    def trigger(self) -> Token:
        """The token that tells the event."""
        return self.arguments.trigger


def set_scene(sentence: Sentence, arguments: Arguments) -> Scene:
    """Return the scene around a trigger."""
    trigger = arguments.trigger
    verb = clause_verb(trigger)
    if verb is None:
        return Scene(sentence, arguments, tuple(trigger.subtree), tuple(trigger.doc))
    own = [] if is_verb(trigger) else [clause_tokens(trigger), *_told_of(trigger)]
    near = _merged(clause_tokens(verb), *own, *_raised(verb))
    far = _merged(near, *_settings(verb))
    likened = _likened(trigger)
    return Scene(sentence, arguments, *(tuple(t for t in part if t not in likened) for part in (near, far)))


def _likened(trigger: Token) -> frozenset[Token]:
    """Return the tokens of what an event is only likened to: "their talks *recall* those of *Ek and Moe in Lima*".

    Its time and place are its own. The parser hangs the last of it on the verb of likening.
    """
    verb = next((above for above in trigger.ancestors if above.lemma_.lower() in _likening()), None)
    if verb is None or trigger.i > verb.i:
        return frozenset()
    behind = (child for child in verb.children if child.dep_ in ("dobj", "prep", "attr") and child.i > verb.i)
    return frozenset(token for child in behind for token in child.subtree)


@lru_cache(maxsize=1)
def _likening() -> frozenset[str]:
    return lexicon("details").words("likening")


def _told_of(noun: Token) -> Iterator[list[Token]]:
    """Yield the clauses that tell more of a noun: "a meeting *held in Oslo*", "the talks *which were to be in May*"."""
    for child in (*noun.children, *_which_of_people(noun)):
        if child.dep_ in ("acl", "relcl"):
            yield from (clause_tokens(verb) for verb in _leading_to(child))


def _which_of_people(noun: Token) -> Iterator[Token]:
    """Yield the clauses with "which" that the parser hangs on a person: "talks with Ek *which were to be in May*"."""
    for token in noun.subtree:
        apart = token.dep_ == "relcl" and token.head != noun and token.head.ent_type_ == "PERSON"
        if apart and any(child.lower_ == "which" and child.tag_ == "WDT" for child in token.lefts):
            yield token


def _leading_to(verb: Token) -> Iterator[Token]:
    """Yield a verb and what it only leads up to: "*was* to *take* place", "*was due* to *begin*"."""
    yield verb
    for child in verb.children:
        if child.dep_ == "xcomp" or (child.dep_ == "acomp" and verb.lemma_ == "be"):
            yield from _leading_to(child)


def _merged(*groups: Iterable[Token]) -> tuple[Token, ...]:
    return tuple(sorted({token for group in groups for token in group}, key=lambda token: token.i))


def _raised(verb: Token) -> Iterator[list[Token]]:
    """Yield the clauses of verbs that only raise this one's subject: "is expected on Monday to meet"."""
    while verb.dep_ == "xcomp" and verb.head.lemma_.lower() in _raising():
        verb = verb.head
        yield clause_tokens(verb)


@lru_cache(maxsize=1)
def _raising() -> frozenset[str]:
    return lexicon("details").words("raising")


def _settings(verb: Token) -> Iterator[list[Token]]:
    """Yield the clauses that set the time or manner of a verb's clause, and that of a verb that shares its subject."""
    for child in verb.children:
        if (child.dep_ == "advcl" and _is_setting(child)) or (child.dep_ == "ccomp" and _runs_on(child, verb)):
            yield clause_tokens(child)
    if verb.dep_ == "relcl":
        yield _where(verb)
    if verb.dep_ == "ccomp" and verb.i < verb.head.i and not _reports(verb.head):
        yield clause_tokens(verb.head)  # the parser's "they met as the summit | opened": not said, but set in time
    if verb.dep_ in ("conj", "xcomp", "acl", "advcl") and is_verb(verb.head) and not _is_apart(verb):
        yield clause_tokens(verb.head)
        if verb.dep_ in ("conj", "xcomp") or _is_aim(verb):
            yield from _settings(verb.head)


def _is_aim(verb: Token) -> bool:
    """Say whether a verb tells what the one above was done for: "on Monday she rose and went over *to shake* hands"."""
    return verb.dep_ == "advcl" and verb.tag_ == "VB" and any(child.lower_ == "to" for child in verb.lefts)


WIDTH = 6
"""Tokens before "where" in which a time may stand beside the place: "in Rome in June, where"."""


def _where(verb: Token) -> list[Token]:
    """Return the place and time that a clause with "where" or "when" goes on from: "in Rome in June, *where*"."""
    mark = next((t for t in verb.subtree if t.lower_ in ("where", "when") and t.i <= verb.i), None)
    if mark is None:
        return []
    before = verb.doc[max(0, mark.i - WIDTH) : mark.i]
    phrases = [t for t in before if t.dep_ == "prep" and t.lower_ in ("in", "at", "on")]
    own = [t for prep in phrases for t in prep.subtree if t.i < mark.i]
    above = clause_verb(verb.head)
    return own + (clause_tokens(above) if above is not None and verb.head.dep_ == "pobj" else [])


def _runs_on(before: Token, verb: Token) -> bool:
    """Say whether a clause set the time of the one behind it: "they left in May after Mr Ek, the host, | came"."""
    if _reports(verb) or before.i > verb.i:
        return False
    last = max((t for t in before.subtree if t.i < verb.i), key=lambda token: token.i)
    above = (last, *last.ancestors)
    return any(t.dep_ == "prep" and t.head == before and t.lower_ in ("after", "as", "before", "since") for t in above)


def _is_agreed(verb: Token) -> bool:
    """Say whether a verb tells what was agreed or promised, whose own day is not told: "agreed *on Monday* to meet"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_.lower() in lexicon("light_verbs").words("telling")


def _is_apart(verb: Token) -> bool:
    """Say whether the clause above has a time of its own: "*whether* they will meet, nobody could say on Saturday".

    So has what came after: "sang on Sunday *after* he *had* met Ek".
    """
    marks = {child.lower_ for child in verb.children if child.dep_ == "mark"}
    had = any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.lefts)
    return _is_agreed(verb) or ("whether" in marks and _reports(verb.head)) or ("after" in marks and had)


def _reports(verb: Token) -> bool:
    return verb.lemma_.lower() in reporting()


def _is_setting(verb: Token) -> bool:
    return any(child.dep_ in ("mark", "advmod") and child.lower_ in ("as", "when", "while") for child in verb.children)


def is_of_another_time(scene: Scene, word: Token) -> bool:
    """Say whether a phrase stands in what another time is told by: "their first *since* a row in Lima"."""
    above = [token for token in word.ancestors if not token.is_ancestor(scene.trigger) and token != scene.trigger]
    return any(
        token.lower_ in lexicon("details").words("other_times") and token.dep_ in ("prep", "mark") for token in above
    )
