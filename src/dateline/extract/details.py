"""Read the details of one event from its sentence: times, gathering, venue, duration, format, topics.

In: a sentence, the trigger with its arguments, the article's references and times. Out: values with the spans of
their words. Whether the event happened and who took part is left to `status` and `events`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.places import seats_pattern
from dateline.annotate.sentences import Sentence
from dateline.extract.arguments import read_arguments, reporting
from dateline.extract.clauses import is_verb
from dateline.extract.nouns import noun_phrase
from dateline.extract.refers import Refers
from dateline.extract.scenes import Scene, is_of_another_time
from dateline.lexicon import lexicon
from dateline.model.claims import Detail, Mention, MentionKind, TimeExpression
from dateline.model.text import Span

BRIEF = "brief"
"""The length of an event that is only called short."""


@lru_cache(maxsize=32)
def _words(*keys: str) -> frozenset[str]:
    return lexicon("details").words(*keys)


# --- times


def times_of(scene: Scene, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """Return the sentence's times that stand in the event's clause, or set the clause that it is told in."""
    inside = [t for t in times if scene.sentence.span.covers(t.span) and (t.kind == "date" or _lasts(scene, t))]
    inside = [t for t in inside if not (_is_anothers(scene, t) or _is_last_time(scene, t))]
    own = tuple(t for t in inside if _stands_in(scene.near, scene, t))
    if all(t.value.startswith("ANCHOR") for t in own):
        own = _opening(scene, times) or own
    if any(t.kind == "date" for t in own):
        return own
    lent = (t for t in inside if _stands_in(scene.far, scene, t) and (not own or t.kind == "date"))
    return (*own, *lent)  # "met in May and talked *for an hour*": how long is its own, when the other clause tells


def _opening(scene: Scene, times: Sequence[TimeExpression]) -> tuple[TimeExpression, ...]:
    """Return the time that the event's clause hangs on: "had not spoken since *July*, when Ek telephoned Lund"."""
    clause = next((t for t in (scene.trigger, *scene.trigger.ancestors) if t.dep_ == "relcl"), None)
    if clause is None or not any(child.lower_ == "when" for child in clause.lefts):
        return ()
    found = (t for t in times if t.kind == "date" and scene.sentence.span.covers(t.span))
    held = [t for t in found if _stands_in((clause.head,), scene, t)]
    return tuple(replace(t, modifier=None) if t.modifier == "SINCE" else t for t in held)


def _is_last_time(scene: Scene, time: TimeExpression) -> bool:
    """Say whether a time is that from which on there was nothing of the kind: "met for the first time since *May*"."""
    if time.modifier != "SINCE":
        return False
    before = (word for word in scene.sentence.words if word.idx < time.span.start - scene.sentence.start)
    return any(word.lower_ in _words("firsts") for word in before)


def _is_anothers(scene: Scene, time: TimeExpression) -> bool:
    """Say whether a time is that of what was before: "first since *Mr Ek in 1943*", "since the vote in *May*"."""
    first = min(scene.sentence.tokens(time.span), key=lambda token: token.i, default=None)
    if first is None or first.i < 2 or first.nbor(-1).lower_ not in ("in", "on", "under", "at"):
        return False
    within = first.nbor(-1)
    return _since_noun(within.head) or _since_name(first.nbor(-2))


def _since_noun(noun: Token) -> bool:
    """Say whether a noun is what "since" counts from."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "since"


def _since_name(name: Token) -> bool:
    """Say whether "since" stands right before a name, however the parse hangs it."""
    if name.pos_ not in ("PROPN", "NOUN", "PRON"):
        return False
    while name.i > 0 and (
        name.nbor(-1).dep_ in ("compound", "det", "amod", "poss", "nmod") or name.nbor(-1).text == "'s"
    ):
        name = name.nbor(-1)
    return name.i > 0 and name.nbor(-1).lower_ == "since"


def _stands_in(tokens: tuple[Token, ...], scene: Scene, time: TimeExpression) -> bool:
    left, right = time.span.start - scene.sentence.start, time.span.end - scene.sentence.start
    return any(token.idx < right and token.idx + len(token.text) > left for token in tokens)


# --- gathering, venue, duration, format, topics


def gathering_of(scene: Scene, references: Refers) -> Mention | None:
    """Return the gathering at which the event took place: in its clause, else in one that sets its time."""
    for tokens in (scene.near, scene.far):
        for token in tokens:
            if token == scene.trigger or token.pos_ not in ("NOUN", "PROPN"):
                continue
            for mention in references.of(scene.sentence, token):
                if mention.referent.kind == MentionKind.GATHERING:
                    return mention
    return None


def details_of(scene: Scene, about: Sequence[Token], times: Sequence[TimeExpression]) -> tuple[Detail, ...]:
    """Return venue, duration, format and topics, each with the words that tell it."""
    found = [*_venue(scene), *_duration(scene, times), *_formats(scene), *_topics(scene, about)]
    return tuple(dict.fromkeys(found))


def _phrase(field: str, scene: Scene, token: Token) -> Detail:
    return _told_in(field, scene, noun_phrase(token))


def _told_in(field: str, scene: Scene, words: Sequence[Token]) -> Detail:
    span = scene.sentence.stretch(words[0], words[-1])
    start, end = words[0].idx, words[-1].idx + len(words[-1].text)
    return Detail(field, scene.sentence.text[start:end], span)


_VENUE_LABELS = ("at", "in", "over", "aboard", "on", "inside", "outside")


def _venue(scene: Scene) -> Iterator[Detail]:
    for token in scene.near:
        placed = token.dep_ == "pobj" and token.head.lower_ in _VENUE_LABELS and token != scene.trigger
        if placed and token.lemma_.lower() in _words("venues") and not is_of_another_time(scene, token):
            yield _phrase("venue", scene, token)
            return
    received = scene.trigger.lemma_.lower() in _words("receiving")  # "will welcome him *to* the White House"
    for token in scene.near:
        opens = token.lower_ in ("at", "in", "inside") or (received and token.lower_ == "to")
        if (
            opens
            and token.dep_ == "prep"
            and not is_of_another_time(scene, token)
            and (house := _seat_behind(scene, token))
        ):
            yield house
            return


def _seat_behind(scene: Scene, prep: Token) -> Detail | None:
    """Return the house of a government or body that is named right behind a preposition."""
    match = seats_pattern().match(scene.sentence.text, prep.idx + len(prep.text) + 1)
    if match is None:
        return None
    start = scene.sentence.start
    return Detail("venue", match["house"], Span(start + match.start("house"), start + match.end("house")))


def _duration(scene: Scene, times: Sequence[TimeExpression]) -> Iterator[Detail]:
    for time in times:
        length = told_length(time)
        if length is not None and _lasts(scene, time):
            yield Detail("duration", length, time.span)
            return
    yield from _brief(scene)


def told_length(time: TimeExpression) -> str | None:
    """Return the length that a time expression gives, the lesser end of "four to five hours"; None for any other."""
    if time.kind != "duration":
        return None
    low, mark, _ = time.value.partition("/")
    return low if time.minutes is not None or (mark and low.startswith("PT")) else None


def _brief(scene: Scene) -> Iterator[Detail]:
    """Yield the word that calls the event short: "spoke *briefly*", "a *brief* handshake"."""
    heads = (scene.trigger, *scene.arguments.get("predicate"), *scene.arguments.get("light"))
    for token in (child for head in heads for child in head.children):
        if token.dep_ in ("advmod", "amod") and token.lower_ in _words("brief"):
            yield Detail("duration", BRIEF, scene.sentence.place(token))
            return


def _lasts(scene: Scene, time: TimeExpression) -> bool:
    """Say whether a length of time is the event's own: "spoke for an hour", "a 90-minute call", "lasted an hour"."""
    tokens = scene.sentence.tokens(time.span)
    inside = {token.i for token in tokens}
    heads = {token.head for token in tokens if token.head.i not in inside}
    heads |= {head.head for head in heads if head.lower_ in ("for", "together", "of")}
    heads |= {verb for head in heads for verb in _said_of(head, tokens)}
    heads = {head for head in heads if not _was_meant(head)}
    return any(_is_event(scene, head) for head in heads) or _is_length_of(tokens, scene.trigger)


def _was_meant(verb: Token) -> bool:
    """Say whether a verb tells only how long something was to be: "had been *due* to last an hour"."""
    bound = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.lefts)
    return bound and verb.head.lemma_.lower() in _words("meaning")


def _said_of(head: Token, length: Sequence[Token]) -> list[Token]:
    """Return the verb into which "he said" was put, with the length hung on it: "talked, *he said*, for an hour"."""
    if head.lemma_.lower() not in reporting() or not length or head.i > length[0].i:
        return []
    over = [head.head] if head.dep_ == "parataxis" else []
    return over + [child for child in head.lefts if child.dep_ == "ccomp" and is_verb(child)]


def _is_length_of(length: Sequence[Token], noun: Token) -> bool:
    """Say whether a noun is what there was so much of: "after three hours of *talks*", not "an hour of the talks"."""
    definite = any(child.dep_ in ("det", "poss") for child in noun.children)
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head in length and not definite


def _is_event(scene: Scene, token: Token) -> bool:
    arguments = scene.arguments
    return token == scene.trigger or token in (*arguments.get("predicate"), *arguments.get("light"))


def _formats(scene: Scene) -> Iterator[Detail]:
    for name, words in _formats_table():
        for token in scene.near:
            if (token.lower_ in words or token.lemma_.lower() in words) and not _belongs_elsewhere(scene, token):
                yield Detail("format", name, scene.sentence.place(token))
                break


@lru_cache(maxsize=1)
def _formats_table() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((name, frozenset(words)) for name, words in lexicon("details").lists("formats").items())


def _belongs_elsewhere(scene: Scene, token: Token) -> bool:
    """Say whether a word of format is said of something else: "a *private* citizen", "a senior *official*"."""
    if token.pos_ in ("NOUN", "PROPN") and token.lemma_.lower() not in _words("formats", "sidelines"):
        return token.dep_ not in ("amod", "compound") or token.head != scene.trigger
    return token.dep_ in ("amod", "compound") and token.head != scene.trigger and token.head.pos_ in ("NOUN", "PROPN")


def _topics(scene: Scene, about: Sequence[Token]) -> Iterator[Detail]:
    for token in dict.fromkeys((*about, *_told_topics(scene))):
        if is_verb(token) or token.pos_ not in ("NOUN", "PROPN") or token.ent_type_ in ("DATE", "TIME"):
            continue
        if token.lemma_.lower() not in _words("no_topics"):
            yield _told_in("topic", scene, _topic_phrase(token))


LONGEST_TOPIC = 9
"""Tokens of a topic; what is longer is told by its noun phrase alone."""


def _topic_phrase(noun: Token) -> list[Token]:
    """Return a topic with what it is about: "the situation *in the north*", "efforts *to end the war*"."""
    words = noun_phrase(noun)
    end = words[-1].i
    for child in noun.rights:
        if child.left_edge.i == end + 1 and _narrows(child):
            end = max((below.i for below in child.subtree if _stands_within(below, child)), default=end)
    longer = list(noun.doc[words[0].i : end + 1])
    return longer if len(longer) <= LONGEST_TOPIC else words


def _narrows(child: Token) -> bool:
    """Say whether a phrase after a noun says which it is: a place or matter after a preposition, or an aim."""
    aim = child.dep_ in ("acl", "relcl") and child.tag_ == "VB" and child.left_edge.lower_ == "to"
    return aim or (child.dep_ == "prep" and child.lower_ in _words("topic_prepositions"))


def _stands_within(token: Token, phrase: Token) -> bool:
    """Say whether a token of a phrase belongs to it before any clause, addition or aside."""
    aside = ("cc", "conj", "punct", "relcl", "acl", "advcl", "appos", "ccomp", "parataxis")
    above = [token, *(up for up in token.ancestors if phrase.is_ancestor(up))]
    return not any(step.dep_ in aside for step in above if step != phrase)


def _told_topics(scene: Scene) -> Iterator[Token]:
    """Yield topics told by a verb: "the talks covered trade", "met to discuss trade"."""
    arguments = scene.arguments
    for verb in arguments.get("predicate"):
        if verb.lemma_.lower() in _words("topic_verbs"):
            yield from _objects(scene.sentence, verb)
    for label in ("clause", "complement"):
        for verb in arguments.get(label):
            if verb.lemma_.lower() in _words("purpose_verbs"):
                yield from _objects(scene.sentence, verb)


def _objects(sentence: Sentence, verb: Token) -> tuple[Token, ...]:
    told = read_arguments(sentence, verb)
    return told.get("object") or told.get("on")
