"""Read the events that an article's sentences tell.

In: an article's sentences with the annotations made so far. Out: one `EventMention` a trigger, with participants,
status, times, place and details, each tied to its words. Entities, dates and events across articles are left to later
stages.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.ahead import Known, is_live, place_ahead
from dateline.extract.amounts import amounts_of
from dateline.extract.apart import take_apart
from dateline.extract.attendance import is_political, is_told_whole, tidy_participants
from dateline.extract.backreferences import as_announced, as_unplanned, means_untold, refer_back
from dateline.extract.clauses import is_verb
from dateline.extract.codebook import Codebook
from dateline.extract.company import add_company
from dateline.extract.contexts import score_sentences
from dateline.extract.details import BRIEF, details_of, gathering_of, times_of
from dateline.extract.doubts import believed_fillers, is_told_by_mishap
from dateline.extract.encounters import (
    CONSULT,
    Draft,
    is_setting,
    join_drafts,
)
from dateline.extract.frames import Match, match_frames
from dateline.extract.generic import general_status
from dateline.extract.habits import is_figure, is_habit
from dateline.extract.lengths import add_length
from dateline.extract.locations import named_goals, place_of, place_value
from dateline.extract.lookalikes import is_elsewhere
from dateline.extract.pointing import point_back
from dateline.extract.refers import Refers
from dateline.extract.rolls import run_on
from dateline.extract.sides import complete_fillers
from dateline.extract.status import read_status
from dateline.extract.tolls import TOLL, set_toll, take_up_attack
from dateline.extract.voices import Voices, narrowest_attribution
from dateline.lexicon import lexicon
from dateline.model.claims import (
    Attribution,
    Detail,
    EventMention,
    Mention,
    MentionKind,
    Participant,
    Status,
    StatusReading,
    TimeExpression,
)
from dateline.model.text import Article, BlockKind


@dataclass(frozen=True, slots=True)
class _Annotations:
    """What earlier stages found in the article."""

    references: Refers
    times: Sequence[TimeExpression]
    attributions: Sequence[Attribution]
    codebook: Codebook
    day: date | None = None  # of publication
    live: bool = False  # told minute by minute

    def known(self, times: Sequence[TimeExpression]) -> Known:
        """Return what is known of the time of an event with these times."""
        return Known(times, self.times, self.day, self.live)


def read_events(
    article: Article,
    sentences: Sequence[Sentence],
    *,
    references: Refers,
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
    codebook: Codebook,
) -> tuple[EventMention, ...]:
    """Return the event mentions of an article, in the order of the text."""
    references = Voices(references, attributions)
    annotations = _Annotations(references, times, attributions, codebook, article.day, is_live(article.text))
    told: list[Draft] = []
    untold: list[Draft] = []
    before: Sentence | None = None
    for sentence in sentences:
        found = best_matches(sentence, references, codebook)
        told_here = [m for m in found if not _is_told_twice(m, found) and not is_told_by_mishap(sentence, m, sentences)]
        drafts = [_draft(sentence, match, annotations) for match in told_here]
        longer = add_length(sentence, told, drafts, times)
        told, drafts = longer[: len(told)], longer[len(told) :]
        for draft in (point_back(one, before, references, times) for one in join_drafts(drafts)):
            filled = draft if means_untold(draft, told, untold) else as_announced(_take_up(draft, told), told)
            if filled.participants and (filled.type != CONSULT or _is_encounter(filled, references)):
                told += take_apart(filled)
            else:
                untold.append(filled)
        before = sentence
    return tuple(_write(draft, annotations) for draft in told)


def _take_up(draft: Draft, told: Sequence[Draft]) -> Draft:
    """Return a draft with those of what was told before it that it refers back to."""
    return as_unplanned(take_up_attack(refer_back(draft, told), told), told)


def best_matches(sentence: Sentence, references: Refers, codebook: Codebook) -> list[Match]:
    """Return the best match of each token that opens a frame, none inside the words of a longer one."""
    found = [matches[0] for token in sentence.words if (matches := match_frames(sentence, token, references, codebook))]
    if not found or is_elsewhere(sentence):
        return []
    taken = {word.i: match for match in sorted(found, key=lambda match: len(match.words)) for word in match.words}
    return [match for match in found if taken[match.trigger.i] is match]


def _is_told_twice(match: Match, found: Sequence[Match]) -> bool:
    """Say whether a noun tells what the verb that carries it tells, and no more of who takes part: "granted a loan"."""
    if match.frame.type == CONSULT or match.frame.word_class != "noun":
        return False
    verbs = match.arguments.get("light")
    twins = [other for other in found if other.trigger in verbs and other.frame.type == match.frame.type]
    return any(len(twin.fillers) >= len(match.fillers) for twin in twins)


def _draft(sentence: Sentence, match: Match, annotations: _Annotations) -> Draft:
    match, scene = set_toll(sentence, match)
    participants = _participants(sentence, match, annotations.references)
    times = times_of(scene, annotations.times)
    status = place_ahead(_status(sentence, match), scene, match, annotations.known(times))
    status = _in_general(status, sentence, match, times)
    return Draft(match, scene, participants, status, times, match.frame.kind)


def _participants(sentence: Sentence, match: Match, references: Refers) -> tuple[Participant, ...]:
    fillers = believed_fillers(sentence, match)
    if match.frame.type == CONSULT:
        fillers = complete_fillers(sentence, match, references, fillers)
    found = tuple(Participant(filler.mention.referent, filler.role, filler.mention.span) for filler in fillers)
    if match.frame.type != CONSULT:
        return found
    return add_company(sentence, match, references, tidy_participants(run_on(sentence, match, references, found)))


def _in_general(
    status: StatusReading, sentence: Sentence, match: Match, times: Sequence[TimeExpression]
) -> StatusReading:
    """Return the status, ongoing or possible where the sentence tells a habit, a rule or a thought, not a deed."""
    if status.status != Status.OCCURRED or match.frame.type == CONSULT:
        return status
    deed = _deed(match)
    light = next((verb for verb in match.arguments.get("light") if _forms_of(verb) & match.frame.light), None)
    told = general_status(sentence, light if light is not None and not is_verb(deed) else deed, match.frame.type, times)
    return StatusReading(told, status.polarity, status.cues) if told else status


def _forms_of(verb: Token) -> frozenset[str]:
    return frozenset((verb.lemma_.lower(), verb.lower_))


def _is_encounter(draft: Draft, references: Refers) -> bool:
    if is_habit(draft.trigger) or is_figure(draft.trigger) or is_setting(draft.trigger):
        return False
    return is_political(draft, references) and is_told_whole(draft)


def _status(sentence: Sentence, match: Match) -> StatusReading:
    reading = read_status(sentence, _deed(match))
    if "not" in match.frame.need and reading.status == Status.NOT_HELD:  # "did not accept": that is what is told
        reading = StatusReading(Status.OCCURRED)
    if match.frame.status and reading.status == Status.OCCURRED:
        return StatusReading(match.frame.status, reading.polarity, (sentence.place(match.trigger), *reading.cues))
    return reading


def _deed(match: Match) -> Token:
    """Return the word whose standing is the event's: a verb that does what its noun tells ("declared a truce")."""
    if match.frame.light:
        for verb in match.arguments.get("light"):
            if verb.lemma_.lower() in _performative():
                return verb
    return match.trigger


@lru_cache(maxsize=1)
def _performative() -> frozenset[str]:
    return lexicon("lookalikes").words("sets", "performative")


def _write(draft: Draft, annotations: _Annotations) -> EventMention:
    """Write a draft down as an event mention, with what the drafts joined to it add."""
    sentence, frame = draft.scene.sentence, draft.match.frame
    trigger = sentence.stretch(draft.match.words[0], draft.match.words[-1])
    if draft.match.words[-1].i - draft.match.words[0].i >= len(draft.match.words) + 3:
        trigger = sentence.place(draft.trigger)  # the fixed words stand apart: the head alone
    place = _first_place(draft, annotations)
    gathering = _first_gathering(draft, annotations)
    return EventMention(
        type=frame.type,
        kind=None if draft.kind == TOLL else draft.kind,
        mode=_mode(draft),
        frame=frame.id,
        trigger=trigger,
        sentence=sentence.span,
        participants=draft.participants,
        status=draft.status,
        times=_times(draft),
        place=place_value(place),
        place_span=place.span if place else None,
        gathering=gathering.referent if gathering else None,
        gathering_span=gathering.span if gathering else None,
        details=_details(draft, annotations, gathering),
        attribution=narrowest_attribution(trigger, annotations.attributions),
        headline=sentence.block in (BlockKind.TITLE, BlockKind.SUBTITLE),
        sequel=_sequel(draft),
    )


def _all(draft: Draft) -> tuple[Draft, ...]:
    return (draft, *draft.others)


def _mode(draft: Draft) -> str | None:
    return next((part.match.frame.mode for part in _all(draft) if part.match.frame.mode), None)


def _times(draft: Draft) -> tuple[TimeExpression, ...]:
    return tuple(dict.fromkeys(time for part in _all(draft) for time in part.times))


def _first_place(draft: Draft, annotations: _Annotations) -> Mention | None:
    goal = _goal(draft, annotations)
    found = (place_of(part.scene, annotations.references) for part in _all(draft))
    place = next((mention for mention in found if mention), None) or _destination(draft) or draft.there
    if goal is None or (place is not None and goal.referent.country in (None, place.referent.country)):
        return place if goal is None or goal.referent.country else goal
    return goal


def _goal(draft: Draft, annotations: _Annotations) -> Mention | None:
    """Return the place that a journey goes to, be it on no map of ours: "will travel to Camp David"."""
    if draft.kind != "visit" or not is_verb(draft.trigger):
        return None
    tokens = [token for label in ("to", "into") for token in draft.match.arguments.get(label)]
    return next((m for token in tokens for m in named_goals(draft.scene.sentence, token, annotations.references)), None)


def _destination(draft: Draft) -> Mention | None:
    """Return the town or country that a visit went to."""
    if draft.kind != "visit":
        return None
    places = (MentionKind.PLACE, MentionKind.COUNTRY)
    hosts = (f.mention for part in _all(draft) for f in part.match.fillers if f.role == "host")
    return next((mention for mention in hosts if mention.referent.kind in places), None)


def _first_gathering(draft: Draft, annotations: _Annotations) -> Mention | None:
    found = (gathering_of(part.scene, annotations.references) for part in _all(draft))
    return next((mention for mention in found if mention), None)


def _details(draft: Draft, annotations: _Annotations, gathering: Mention | None) -> tuple[Detail, ...]:
    found: list[Detail] = []
    if gathering is not None:
        found.append(Detail("occasion", gathering.referent.name, gathering.span))
    for part in _all(draft):
        found += details_of(part.scene, part.match.about, annotations.times)
    if draft.length is not None and not any(d.field == "duration" and d.value != BRIEF for d in found):
        found = [*(d for d in found if d.field != "duration"), draft.length]  # minutes say more than "a brief chat"
    found += _sides(draft, found)
    found += amounts_of(draft.scene.sentence, draft.type)
    found += (Detail("context", name, draft.scene.sentence.span) for name in _contexts(draft.scene.sentence))
    return tuple(dict.fromkeys(found))


def _contexts(sentence: Sentence) -> tuple[str, ...]:
    """Return the contexts that a sentence speaks for most."""
    return tuple(name for name, _ in score_sentences([sentence])[:CONTEXTS])


CONTEXTS = 2
"""Contexts kept of a sentence: PLOVER's coders rarely give an event more."""


def _sides(draft: Draft, found: Sequence[Detail]) -> Iterator[Detail]:
    """Yield the format that the number of participants gives, where the words give none."""
    named = {"bilateral", "trilateral", "multilateral"}
    if (
        draft.type != CONSULT
        or draft.kind == "visit"
        or any(p.referent.kind == MentionKind.GROUP for p in draft.participants)
        or any(detail.field == "format" and detail.value in named for detail in found)
    ):
        return
    sides = {2: "bilateral", 3: "trilateral"}.get(len(draft.keys), "multilateral" if len(draft.keys) > 3 else None)
    if sides:
        span = draft.scene.sentence.place(draft.trigger)
        yield Detail("format", sides, span, inferred_from="the number of participants")


@lru_cache(maxsize=1)
def _sequels() -> frozenset[str]:
    return lexicon("details").words("sequels")


def _sequel(draft: Draft) -> str | None:
    """Return the word that places the event in the article's order: "first held ...", "then met"."""
    arguments = draft.match.arguments
    for verb in (draft.trigger, *arguments.get("light"), *arguments.get("around")):
        for child in verb.children:
            if child.dep_ == "advmod" and child.lower_ in _sequels():
                return str(child.lower_)
            if child.lower_ in ("after", "following") and any(_is_told_before(n, draft) for n in child.children):
                return "after"
    return None


def _is_told_before(noun: Token, draft: Draft) -> bool:
    """Say whether a noun takes up an encounter that the article told before: "after *the talks*, he telephoned ..."."""
    definite = any(child.lower_ in ("the", "their", "that", "this") for child in noun.children)
    return noun != draft.trigger and definite and noun.lemma_.lower() in lexicon("details").words("sequel_nouns")
