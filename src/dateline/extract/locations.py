"""Find where an event took place: the named place in the phrases of its trigger and clause.

In: a sentence, a trigger, the article's references. Out: the mention that names the place, or None where the sentence
names none for this event. The place of a dateline or of a gathering is added by later stages.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.countries import country_coded
from dateline.annotate.sentences import Sentence
from dateline.annotate.towns import is_town
from dateline.extract.arguments import Arguments, read_arguments
from dateline.extract.clauses import clause_verb, is_verb
from dateline.extract.refers import Refers
from dateline.extract.scenes import Scene, is_of_another_time, set_scene
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind, Place, Referent

_PLACES = (MentionKind.PLACE, MentionKind.COUNTRY)
_ENTITIES = ("GPE", "LOC", "FAC")


@lru_cache(maxsize=16)
def _words(*keys: str) -> frozenset[str]:
    return lexicon("details").words(*keys)


def place_of(scene: Scene, references: Refers) -> Mention | None:
    """Return the mention that tells where the event took place: in its own phrases, else in its setting's."""
    for tokens in (scene.near, scene.far):
        found = list(_clause_places(scene, tokens, references))
        if found:
            return _most_exact(scene, found)
        if tokens is scene.near and (other := _told_beside(scene, references)) is not None:
            return other
    return None


def _most_exact(scene: Scene, found: Sequence[Mention]) -> Mention:
    """Return the first town among the places, before countries; for a house on no map that town or land which has it.

    "At the Ek Hall in Lima" was in Lima, whatever the hall's name sounds like.
    """
    first = next((mention for mention in found if not _is_country(mention)), found[0])
    known = [mention for mention in found if mention.referent.place is not None]
    if known and _is_house(scene, first):
        return min(known, key=_wideness)
    if first.referent.place is not None and first.referent.place.precision == "venue":
        return next((mention for mention in found if _is_city_state(mention)), first)
    return first


def _is_city_state(mention: Mention) -> bool:
    """Say whether a country is a city of that name: a hall "on Singapore's Ek island" is in Singapore."""
    country = country_coded(mention.referent.country or "") if mention.referent.kind == MentionKind.COUNTRY else None
    return country is not None and (not country.capitals or country.name in country.capitals)


def _wideness(mention: Mention) -> int:
    place = mention.referent.place
    return ("city", "region", "country", "venue").index(place.precision) if place else 4


def _is_house(scene: Scene, mention: Mention) -> bool:
    """Say whether a name on no map is a house's: "the Ek *Theatre*"."""
    if mention.referent.place is not None:
        return False
    words = scene.sentence.tokens(mention.span)
    words += [word.head for word in words if word.dep_ in ("compound", "nmod")]
    return any(word.lemma_.lower() in _words("venues") for word in words)


def _told_beside(scene: Scene, references: Refers) -> Mention | None:
    """Return the place that the event's clause points back to: "Rome, *where* they met", "met him *there*"; or that
    of the journey that it was for: "visited *Rome* for talks".
    """
    verb = clause_verb(scene.trigger)
    if verb is None:
        return None
    mark = _pointer(scene, verb)
    before = list(verb.doc[: mark.i]) if mark is not None else _journey(scene, verb)
    for token in reversed(before):
        if mark is not None and token.head.lower_ == "of":
            continue  # "the Heart of Asia talks in Lima, where they met"
        if token.dep_ == "appos" and token.head.i < token.i and _as_place(scene.sentence, token.head, references):
            continue  # "London, Ontario, where they met"
        for mention in references.of(scene.sentence, token):
            if mention.referent.kind in _PLACES and token.dep_ in _GOALS:
                return mention
    return None


_GOING = ("to", "in", "at", "into", "for")
_GOALS = ("pobj", "dobj", "appos", "conj")


def _pointer(scene: Scene, verb: Token) -> Token | None:
    """Return the word that points back to a place: "where" over a relative clause, "there" in one's own."""
    clause = verb.head if verb.dep_ == "conj" else verb
    words = (*scene.near, *(child for child in clause.children if clause.dep_ == "relcl"))
    return next((t for t in words if t.lower_ in ("where", "there") and t.dep_ == "advmod"), None)


def _journey(scene: Scene, verb: Token) -> list[Token]:
    """Return the words of a journey's goal where the event is what it was for, or what came of it.

    "Visited *Rome* for talks", "flew to *Rome* to meet", "came to *Rome* and met".
    """
    above = verb.head
    if verb.dep_ in ("advcl", "xcomp", "conj") and _goes(above) and above.i < verb.i and not _has_own_subject(verb):
        aim = any(child.tag_ == "TO" for child in verb.children) or verb.dep_ == "conj"
        return _goal_words(above, verb) if aim else []
    if not _goes(verb) or is_verb(scene.trigger):
        return []
    prep = scene.trigger.head
    return list(verb.doc[verb.i : prep.i]) if prep.dep_ == "prep" and prep.lower_ == "for" else []


def _goes(verb: Token) -> bool:
    return is_verb(verb) and verb.lemma_.lower() in _words("journeys")


def _has_own_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _goal_words(journey: Token, until: Token) -> list[Token]:
    """Return the words that tell where a journey goes, up to a later verb; none where it comes from somewhere."""
    heads = [c for c in journey.children if (c.dep_ == "prep" and c.lower_ in _GOING) or c.dep_ == "dobj"]
    return [token for head in heads for token in head.subtree if head.i <= token.i < until.i]


def event_place(sentence: Sentence, token: Token, references: Refers) -> Mention | None:
    """Return the place of the event that any verb or noun of a sentence tells, if the sentence names one.

    Beside the phrases of place it looks at where a deed goes to or at what it is done to: "captured Seoul", "shelled
    the suburbs of Homs", "the owner of a bar in Sofia was shot".
    """
    arguments = read_arguments(sentence, token)
    scene = set_scene(sentence, arguments)
    own = next(_clause_places(scene, scene.near, references), None)
    return (
        _settled_object(scene, arguments, references)
        or own
        or _from_arguments(scene, arguments, references)
        or place_of(scene, references)
        or _from_below(scene, references)
    )


def _settled_object(scene: Scene, arguments: Arguments, references: Refers) -> Mention | None:
    """Return the village that the event is done to, before the land around it: "seized the village of Ek in Peru"."""
    for token in arguments.get("object"):
        if token.lemma_.lower() in _settlements() and any(child.lower_ == "of" for child in token.children):
            return next((m for m in named_places(scene.sentence, token, references) if not _is_country(m)), None)
    return None


@lru_cache(maxsize=1)
def _settlements() -> frozenset[str]:
    return lexicon("place_words").words("settlements")


def _from_below(scene: Scene, references: Refers) -> Mention | None:
    """Return the first place named in a clause below the trigger's: "was shot after men came to his home in Ek"."""
    verb = clause_verb(scene.trigger)
    if verb is None:
        return None
    return next(_clause_places(scene, tuple(verb.subtree), references), None)


def place_value(mention: Mention | None) -> Place | None:
    """Return a mention's place on the map, or its bare name where the map does not know it."""
    if mention is None:
        return None
    return mention.referent.place or Place(mention.referent.name, country=mention.referent.country)


def _is_country(mention: Mention) -> bool:
    place = mention.referent.place
    return mention.referent.kind == MentionKind.COUNTRY or (place is not None and place.precision == "country")


def _clause_places(scene: Scene, tokens: Iterable[Token], references: Refers) -> Iterator[Mention]:
    """Yield the places named in phrases of place among some tokens, those on the trigger itself first."""
    receives = scene.trigger.lemma_.lower() in _words("receiving")
    preps = [
        t
        for t in tokens
        if t.dep_ in ("prep", "pcomp", "advmod")
        and (t.lower_ in _words("place_labels") or (receives and t.lower_ == "to" and t.head == scene.trigger))
    ]
    preps.sort(key=lambda prep: (prep.head != scene.trigger, abs(prep.i - scene.trigger.i)))
    for prep in preps:
        if not _is_told_elsewhere(scene, prep):
            named = list(_named_below(scene.sentence, prep, references))
            if prep.lower_ != "on" or not all(_is_country(m) for m in named):  # "talks on Korea"
                yield from named


def _is_told_elsewhere(scene: Scene, prep: Token) -> bool:
    """Say whether a phrase tells where someone or something else is: "the mayor of a town in Peru"."""
    head = prep.head
    if (
        _is_counted_from(scene, prep)
        or is_of_another_time(scene, prep)
        or (prep.lower_ == "on" and head == scene.trigger and not is_verb(head))
    ):
        return True  # "talks on the border"
    if head != scene.trigger and (head.lemma_.lower() in _words("situations") or _is_of_topic(scene, head)):
        return True
    return head.pos_ == "PROPN" and head.dep_ in ("nsubj", "nsubjpass") and is_verb(scene.trigger)


def _is_of_topic(scene: Scene, noun: Token) -> bool:
    """Say whether a noun is what an event noun is about: "talks on the *strife* in Ek" are not in Ek."""
    if is_verb(scene.trigger) or not scene.trigger.is_ancestor(noun):
        return False
    up = next((t for t in (noun, *noun.ancestors) if t.head.head == scene.trigger), noun)
    opened = up.head.lower_ in _words("topic_openings") and up.head.dep_ == "prep"
    return opened and up.lemma_.lower() not in (_words("no_topics") | _words("place_nouns"))


def _is_counted_from(scene: Scene, prep: Token) -> bool:
    """Say whether a phrase stands in what a time is counted from: "*met* for the first time since the vote in Peru"."""
    marks = [t for t in prep.ancestors if t.lower_ in ("after", "before", "since") and not t.is_ancestor(scene.trigger)]
    return any(t.lower_ == "since" for t in marks) or any(
        t.lemma_.lower() in _units() for mark in marks for t in (mark.head, *mark.children)
    )


@lru_cache(maxsize=1)
def _units() -> frozenset[str]:
    return frozenset(word for words in lexicon("times").lists("units").values() for word in words)


def _named_below(sentence: Sentence, prep: Token, references: Refers) -> Iterator[Mention]:
    for child in prep.children:
        if child.dep_ == "pobj":
            yield from named_places(sentence, child, references)


def named_places(sentence: Sentence, head: Token, references: Refers) -> Iterator[Mention]:
    """Yield the places that a noun phrase names: its head, what stands before it, what it is of, in or near."""
    todo = [head]
    while todo:
        token = todo.pop(0)
        if found := _as_place(sentence, token, references):
            yield found
        todo += [child for child in token.children if child.dep_ in ("pobj", "compound", "appos", "conj", "nmod")]
        for child in token.children:
            if _is_of_body(sentence, token, references):
                break
            if child.dep_ == "prep" and child.lower_ in _words("nested_labels"):
                todo += [below for below in child.children if below.dep_ == "pobj"]
        if (token is not head or head.dep_ == "pobj") and token.lemma_.lower() not in _words("no_places"):
            # "Peru's north" is a place, "Peru's army" and "at Peru's request" are not
            owners = (child for child in token.children if child.dep_ == "poss")
            todo += [t for t in owners if t.ent_type_ in _ENTITIES or _names_country(sentence, t, references)]


def _is_of_body(sentence: Sentence, token: Token, references: Refers) -> bool:
    """Say whether a body is only whose the thing is, wherever it sits: "in command of *the guard* in Lima"."""
    if token.dep_ != "pobj" or token.head.lower_ != "of":
        return False
    whose = token.head.head.lemma_.lower()
    if whose in _words("venues") or whose in _words("place_nouns") or whose in _settlements():
        return False
    return any(m.referent.kind is MentionKind.ORGANISATION for m in references.of(sentence, token))


def _names_country(sentence: Sentence, token: Token, references: Refers) -> bool:
    return any(m.referent.kind == MentionKind.COUNTRY and m.form == "name" for m in references.of(sentence, token))


def named_goals(sentence: Sentence, head: Token, references: Refers) -> Iterator[Mention]:
    """Yield the places that a journey's goal names: those known, else a name that is nobody's."""
    yield from named_places(sentence, head, references)
    if head.pos_ == "PROPN" and head.ent_type_ not in (*_NEVER, "PERSON") and not references.of(sentence, head):
        yield _unknown_place(sentence, head)


def _as_place(sentence: Sentence, token: Token, references: Refers) -> Mention | None:
    mentions = references.of(sentence, token)
    if token.dep_ in ("compound", "nmod", "amod") and token.head.lemma_.lower() in _words("missions"):
        return None  # "the Peruvian embassy" stands in another land
    if token.dep_ in ("compound", "nmod") and token.head.lemma_.lower() in (_words("named_houses") | _words("doings")):
        return None  # "the Ek hotel" is a house, not the town that happens to be called Ek; "late Ek trading" is none
    for mention in mentions:
        if mention.referent.kind in _PLACES:
            return mention
    if token.pos_ != "PROPN" or token.ent_type_ in _NEVER:
        return None
    if mentions and token.dep_ != "compound" and not _is_town(token, mentions):
        return None
    if token.dep_ == "compound" and token.head.lemma_.lower() not in _words("place_nouns"):
        return None
    if token.ent_type_ in _ENTITIES or _stands_for_place(token):
        return _unknown_place(sentence, token)
    return None


def _is_town(token: Token, mentions: Sequence[Mention]) -> bool:
    """Say whether a name right behind "in", which was taken for a body that nothing more is known of, is a town's."""
    unknown = all(m.referent.kind is MentionKind.ORGANISATION and not m.referent.sector for m in mentions)
    return unknown and token.head.lower_ == "in" and not token.text.isupper() and is_town(token.text)


_NEVER = ("DATE", "TIME", "NORP", "MONEY", "PERCENT", "EVENT", "LAW", "LANGUAGE")


def _stands_for_place(token: Token) -> bool:
    """Say whether a name stands where only a place does: "in *Ek*", "the town of *Ek*", "the *Ek* district"."""
    head = token.head
    if token.dep_ == "compound":
        return True
    if token.dep_ != "pobj":
        return False
    if head.lower_ == "of":
        return head.head.lemma_.lower() in _words("place_nouns")
    return head.lower_ in ("in", "near", "outside", "inside", "at") and (
        token.ent_type_ != "PERSON" or head.lower_ == "at"
    )


def _unknown_place(sentence: Sentence, token: Token) -> Mention:
    """Return a mention of a place that is on no map of ours, under the name that the text gives it."""
    first = token
    while first.i > 0 and first.nbor(-1).dep_ in ("compound", "punct") and first.nbor(-1).pos_ in ("PROPN", "PUNCT"):
        if first.nbor(-1).pos_ == "PUNCT" and first.nbor(-1).text not in ("-", "–"):
            break
        first = first.nbor(-1)
    span = sentence.stretch(first, token)
    name = sentence.text[first.idx : token.idx + len(token.text)]
    return Mention(span, Referent(f"place:{fold(name)}", MentionKind.PLACE, name))


def _from_arguments(scene: Scene, arguments: Arguments, references: Refers) -> Mention | None:
    """Return a place that the trigger goes to, acts on or has in its arguments."""
    goals = [token for label in sorted(_words("goal_labels")) for token in arguments.get(label)]
    for token in goals:
        for mention in named_places(scene.sentence, token, references):
            return mention
    hurt = scene.trigger.lemma_.lower() in _words("hurting")
    for token in (*arguments.get("object"), *arguments.get("subject")):
        if hurt and token.pos_ == "PROPN":
            continue  # who is shot is somebody, not a town
        for mention in named_places(scene.sentence, token, references):
            if mention.referent.kind == MentionKind.PLACE:
                return mention
    return _taken_place(scene, arguments)


def _taken_place(scene: Scene, arguments: Arguments) -> Mention | None:
    """Return a name that stands as the object of a verb that is done to places: "seized *Ek*"."""
    if scene.trigger.lemma_.lower() not in _words("place_takers"):
        return None
    names = (t for t in arguments.get("object") if t.pos_ == "PROPN" and t.ent_type_ not in (*_NEVER, "PERSON"))
    return next((_unknown_place(scene.sentence, token) for token in names), None)
