"""Find what each side says of an encounter: its accounts, its outcomes, and whether it would take place.

In: an article's sentences, attributions and event mentions. Out: the event mentions with `account`, `outcome` and
`status` details added. An account belongs to the encounter that it speaks of: one told inside it, or the last one
before it whose people it names.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.coreference import References
from dateline.extract.outcomes import may_tell, read_outcomes
from dateline.extract.status import read_status
from dateline.lexicon import lexicon
from dateline.model.claims import Attribution, Detail, EventMention, Referent, Status
from dateline.model.text import Article, BlockKind, Span

REAL = (Status.OCCURRED, Status.ONGOING)
NO_ACCOUNT = ("hope", "wish", "intention", "question", "promise", "threat", "demand")
"""Acts of speech that look ahead: they tell nothing of what took place."""


@dataclass(frozen=True, slots=True)
class _Page:
    article: Article
    sentences: Sequence[Sentence]
    references: References
    attributions: Sequence[Attribution]
    events: Sequence[EventMention]


@dataclass(frozen=True, slots=True)
class _Cues:
    silent_verbs: frozenset[str]
    declining_verbs: frozenset[str]
    silent_objects: frozenset[str]


@lru_cache(maxsize=1)
def _cues() -> _Cues:
    table = lexicon("accounts")
    return _Cues(*(table.words(field.name) for field in fields(_Cues)))


def add_accounts(
    article: Article,
    sentences: Sequence[Sentence],
    references: References,
    attributions: Sequence[Attribution],
    events: Sequence[EventMention],
) -> tuple[EventMention, ...]:
    """Return the event mentions, those of encounters with the accounts and outcomes that the article gives of them."""
    page = _Page(article, sentences, references, attributions, events)
    added: dict[int, list[Detail]] = defaultdict(list)
    for index, detail in (*_accounts(page), *_silences(page), *_outcomes(page), *_standings(page)):
        added[index].append(detail)
    return tuple(
        replace(event, details=(*event.details, *added[index])) if index in added else event
        for index, event in enumerate(events)
    )


# --- accounts -----------------------------------------------------------------------------------------------------


def _accounts(page: _Page) -> Iterator[tuple[int, Detail]]:
    """Yield what a named source says of an encounter that happened."""
    for told in page.attributions:
        if told.speaker is None or told.within is not None or told.act in NO_ACCOUNT:
            continue
        content = Span(told.content[0].start, told.content[-1].end)
        if _looks_ahead(page, content) or not _tells(page, content):
            continue
        index = _spoken_of(page, content, {told.speaker.key})
        if index is not None:
            words = " ".join(content.slice(page.article.text).split())
            yield index, Detail("account", words, content)


def _looks_ahead(page: _Page, content: Span) -> bool:
    """Say whether the words tell of an encounter that has not been, or of nothing but what has not."""
    inside = [event for event in page.events if content.covers(event.trigger)]
    unreal = [event for event in inside if event.status.status not in REAL]
    return any(event.type == "CONSULT" for event in unreal) or (bool(unreal) and len(unreal) == len(inside))


def _tells(page: _Page, content: Span) -> bool:
    """Say whether the words are a clause that looks back, and not a mere topic ("spoke of *their meeting*")."""
    for sentence in page.sentences:
        if sentence.span.overlaps(content):
            return any(t.pos_ in ("VERB", "AUX") and t.tag_ in ("VBD", "VBN") for t in sentence.tokens(content))
    return False


def _spoken_of(page: _Page, content: Span, speakers: set[str]) -> int | None:
    """Return the encounter that the words speak of, or None.

    It is one whose trigger they hold, or the last before them of which they name two people (or one beside the
    speaker who took part).
    """
    inside = [i for i, e in enumerate(page.events) if _is_encounter(e) and content.covers(e.trigger)]
    if inside:
        return inside[0]
    named = {m.referent.key for m in page.references.within(content)} | speakers
    for index in range(len(page.events) - 1, -1, -1):
        event = page.events[index]
        people = {p.referent.key for p in event.participants}
        if _is_encounter(event) and event.trigger.start < content.end and len(people & named) >= 2:
            return index
    return None


def _is_encounter(event: EventMention) -> bool:
    return event.type == "CONSULT" and event.status.status in REAL and len(event.participants) >= 2


def _silences(page: _Page) -> Iterator[tuple[int, Detail]]:
    """Yield the sources that are told to have given no account: "did not provide details", "declined to comment"."""
    for sentence in page.sentences if any(_is_encounter(event) for event in page.events) else ():
        for token in sentence.words:
            if token.pos_ == "VERB" and _is_silence(token):
                who = _speaker(page, sentence, token)
                index = _last_encounter(page, sentence.end)
                if who and index is not None:
                    span = sentence.stretch(*_clause(token))
                    yield index, Detail("account", f"{who.name} gave no account", span, polarity="neg", source=who)


def _is_silence(token: Token) -> bool:
    cues = _cues()
    negated = any(child.dep_ == "neg" for child in token.children)
    silent = (negated and token.lemma_ in cues.silent_verbs) or token.lemma_ in cues.declining_verbs
    objects = cues.silent_objects
    return silent and (
        any(child.lemma_ in objects for child in token.subtree if child.i > token.i) or token.lemma_ in objects
    )


def _speaker(page: _Page, sentence: Sentence, verb: Token) -> Referent | None:
    for child in verb.children:
        if child.dep_ == "nsubj":
            found = page.references.of(sentence, child)
            return found[0].referent if found else None
    return None


def _clause(verb: Token) -> tuple[Token, Token]:
    inside = sorted(verb.subtree, key=lambda t: t.i)
    while len(inside) > 1 and inside[-1].is_punct:
        inside.pop()
    return inside[0], inside[-1]


def _last_encounter(page: _Page, before: int) -> int | None:
    for index in range(len(page.events) - 1, -1, -1):
        if _is_encounter(page.events[index]) and page.events[index].trigger.start < before:
            return index
    return None


# --- outcomes -----------------------------------------------------------------------------------------------------


def _outcomes(page: _Page) -> Iterator[tuple[int, Detail]]:
    """Yield results that the text tells ("reached an understanding") or denies ("gaps remain")."""
    for sentence in page.sentences if any(_is_encounter(event) for event in page.events) else ():
        if not may_tell(sentence):
            continue
        for outcome in read_outcomes(sentence):
            index = _of_sentence(page, sentence)
            if index is not None:
                yield index, Detail("outcome", outcome.value, outcome.span, polarity=outcome.polarity)


def _of_sentence(page: _Page, sentence: Sentence) -> int | None:
    """Return the encounter of the sentence, else the last one told before it; after a title, the first one."""
    here = [i for i, e in enumerate(page.events) if _is_encounter(e) and sentence.span.covers(e.trigger)]
    if here:
        return here[0]
    before = None if sentence.block is BlockKind.TITLE else _last_encounter(page, sentence.end)
    if before is not None:
        return before
    return next((i for i, e in enumerate(page.events) if _is_encounter(e)), None)


# --- whether it would take place ------------------------------------------------------------------------------------


def _standings(page: _Page) -> Iterator[tuple[int, Detail]]:
    """Yield what is said of an encounter told before: "suggested *it* would go ahead", "*the trip* was called off"."""
    for sentence in page.sentences if any(event.type == "CONSULT" for event in page.events) else ():
        for token in sentence.words:
            if token.dep_ not in ("nsubj", "nsubjpass") or not _happens(token.head):
                continue
            index = _meant(page, sentence, token)
            if index is not None:
                verb = token.head
                undone = token.lower_ != "it" or _is_passive(verb)  # what is done to it, not that this was done
                status = read_status(sentence, token if undone else verb).status
                last = max((c.i for c in verb.children if c.dep_ in ("prt", "advmod", "dobj")), default=verb.i)
                span = sentence.stretch(token, sentence.doc[max(last, verb.i)])
                yield index, Detail("status", status.value, span)


def _meant(page: _Page, sentence: Sentence, subject: Token) -> int | None:
    """Return the encounter that "it" or a bare definite noun takes up, None where the noun tells one itself."""
    before = sentence.place(subject).start
    if subject.lower_ == "it":
        return _antecedent(page, sentence, before)
    kinds = lexicon("accounts").lists("definite").get(subject.lemma_.lower(), ())
    told = any(event.trigger.start == before for event in page.events)
    definite = any(c.lower_ in ("the", "that", "this", "his", "her", "their") for c in subject.lefts)
    if told or not kinds or not definite or any(c.dep_ in ("prep", "relcl", "acl") for c in subject.rights):
        return None
    return _antecedent(page, sentence, before, kinds)


def _happens(verb: Token) -> bool:
    """Say whether a verb, with the particle after it or its "be" before it, tells that something takes place."""
    words = lexicon("accounts").words("happening")
    follows = {f"{verb.lemma_} {c.lower_}" for c in verb.rights}
    passive = {f"be {verb.lower_}", *(f"be {verb.lower_} {c.lower_}" for c in verb.rights)}
    return bool(({verb.lemma_} | follows | (passive if _is_passive(verb) else set())) & words)


def _is_passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.lefts)


def _antecedent(page: _Page, sentence: Sentence, before: int, kinds: Sequence[str] = ()) -> int | None:
    """Return the last encounter, of one of the kinds, told before the pronoun in its sentence or the one before."""
    start = page.sentences[sentence.index - 1].start if sentence.index else sentence.start
    for index in range(len(page.events) - 1, -1, -1):
        event = page.events[index]
        fits = event.kind in kinds if kinds else len(event.participants) >= 2
        if event.type == "CONSULT" and fits and start <= event.trigger.start < before:
            return index
    return None
