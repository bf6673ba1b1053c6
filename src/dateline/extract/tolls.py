"""Let a toll take up the attack that it counts the dead of: "The death *toll* rose to 15".

In: a `Draft` and those that the article told before it. Out: the draft, a toll's with the participants of the last
attack told before. A toll that opens an article names the attack itself ("the death toll from Monday's *attack* on a
market in Kano"): its day and town are those of the toll. The counts themselves are read by `amounts`; which mentions
are one event is left to `link`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.actors import group_words
from dateline.annotate.sentences import Sentence
from dateline.extract.amounts import amounts_of
from dateline.extract.arguments import read_arguments
from dateline.extract.encounters import Draft
from dateline.extract.frames import Match
from dateline.extract.scenes import Scene, set_scene
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Participant, Referent, Status
from dateline.model.text import BlockKind

TOLL = "toll"
"""The kind of the frames that only count the dead of what was told before."""

_REAL = (Status.OCCURRED, Status.ONGOING)


def take_up_attack(draft: Draft, told: Sequence[Draft]) -> Draft:
    """Return a toll with those who took part in the last attack told before it; any other draft as it is.

    A toll that no number is told of ("the death toll rose") brings nothing up to date, and nobody takes part in it.
    """
    if draft.kind != TOLL:
        return draft
    if not amounts_of(draft.scene.sentence, draft.type):
        return replace(draft, participants=())
    like = [before for before in told if before.type == draft.type and before.status.status in _REAL]
    if not like or _is_new(draft):
        whole = draft.participants or not _is_violence(draft.trigger) or _is_headline(draft.scene.sentence)
        return draft if whole else _with_victims(draft)
    span, names = draft.scene.sentence.place(draft.trigger), {p.referent.name for p in draft.participants}
    taken = tuple(replace(p, span=span) for p in like[-1].participants if p.referent.name not in names)
    return replace(draft, participants=(*draft.participants, *taken))


def set_toll(sentence: Sentence, match: Match) -> tuple[Match, Scene]:
    """Return a match with its scene; that of a toll which names its attack as told by the attack's own words.

    "The toll from Monday's attack rose on Tuesday": what rose on Tuesday is the count.
    """
    attack = _counted_attack(match) if match.frame.kind == TOLL else None
    if attack is None:
        return match, set_scene(sentence, match.arguments)
    arguments, words = read_arguments(sentence, attack), tuple(attack.subtree)
    return replace(match, trigger=attack, arguments=arguments), Scene(sentence, arguments, words, words)


def _counted_attack(match: Match) -> Token | None:
    """Return the noun of violence whose dead the toll counts, or None."""
    labels = ("from", "in", "of", "after") if match.frame.word_class == "noun" else ("subject", "by")
    named = (token for label in labels for token in match.arguments.get(label))
    return next((token for token in named if _is_violence(token)), None)


def _is_new(draft: Draft) -> bool:
    """Say whether the attack that a count is told of is told for the first time: "*a* blast in Kano left nine dead"."""
    return _is_violence(draft.trigger) and any(child.lower_ in ("a", "an", "another") for child in draft.trigger.lefts)


def _is_violence(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lemma_.lower() in _violence()


@lru_cache(maxsize=1)
def _violence() -> frozenset[str]:
    return lexicon("doubts").words("accidents", "violence") | lexicon("doubts").words("accidents", "blasts")


def _is_headline(sentence: Sentence) -> bool:
    """Say whether the text under it will tell the count again, with more of the attack."""
    return sentence.block in (BlockKind.TITLE, BlockKind.SUBTITLE)


def _with_victims(draft: Draft) -> Draft:
    """Return a toll whose attack names nobody with the dead that it counts: "people", as others describe them."""
    who = Referent(
        f"{MentionKind.GROUP}:people", MentionKind.GROUP, "people", sector=group_words().get("people"), unnamed=True
    )
    span = draft.scene.sentence.stretch(draft.match.words[0], draft.match.words[-1])
    return replace(draft, participants=(Participant(who, "recipient", span),))
