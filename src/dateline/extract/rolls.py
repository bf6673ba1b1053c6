"""Complete the people whom a sentence lists, where the parser lost the list among titles and appositions.

In: a sentence, a match of a frame and the participants read from it. Out: participants, with those who run on in a
list behind one of them, or who stand in the list before the verb.
"""

from collections.abc import Sequence

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.clauses import clause_verb, governor, is_verb
from dateline.extract.company import named_behind
from dateline.extract.frames import Match
from dateline.extract.lists import TITLING, listed_before, titles_stand
from dateline.extract.refers import Refers
from dateline.model.claims import Mention, MentionKind, Participant
from dateline.model.text import Span

LONGEST = 10
"""Tokens between two people of a list: the longest title read in the samples ("Bank of ... Governor") has seven."""


def run_on(
    sentence: Sentence, match: Match, references: Refers, participants: Sequence[Participant]
) -> tuple[Participant, ...]:
    """Return the participants with the people whom the words list after one of them: "met Ek and envoy Bo Lund"."""
    found = list(participants)
    for participant in participants:
        for title, mention in _listed_after(sentence, references, participant, clause_verb(match.trigger)):
            found = [held for held in found if not title.covers(held.span) or held.span.end == title.end]
            if all(mention.referent.key != held.referent.key for held in found):
                found.append(Participant(mention.referent, participant.role, mention.span))
    verb = clause_verb(match.trigger)
    above, label = governor(match.trigger)
    carried = match.trigger == verb or verb in match.arguments.get("light") or (above == verb and label in _DOING)
    listed = [m for _, m in listed_before(sentence, references, verb)] if carried and verb is not None else []
    people = {p.referent.key for p in found if not p.referent.unnamed}
    if people < {mention.referent.key for mention in listed}:
        role = next((p.role for p in found if p.role != "host"), "participant")
        unnamed = (held for held in found if held.referent.unnamed)
        return (*(Participant(mention.referent, role, mention.span) for mention in listed), *unnamed)
    return tuple(found)


_DOING = ("with", "for", "in", "over")
"""Prepositions by which a verb's subjects take part in what a noun tells: "Ek and Lund parted *with* a handshake"."""


def _listed_after(
    sentence: Sentence, references: Refers, participant: Participant, verb: Token | None
) -> list[tuple[Span, Mention]]:
    """Return the people listed after one, up to the last whom "and" joins, with the place of titles and name."""
    at = next((t.i for t in sentence.words if sentence.place(t).end == participant.span.end), None)
    found: list[tuple[Span, Mention]] = []
    if at is not None and participant.referent.kind == MentionKind.OFFICE:  # "the envoy to Oslo *Bo Day*"
        named = _next_person(sentence, references, at + 1, verb) if _opens_phrase(sentence, at + 1) else None
        if named is None:
            whole = named_behind(sentence, sentence.words[at], references)
            return [(Span(participant.span.start, whole.span.end), whole)] if whole else []
        found, at = [(Span(participant.span.start, named[1].span.end), named[1])], named[0]
    elif participant.referent.kind != MentionKind.PERSON:
        return []
    joined = len(found)
    while at is not None:
        start, by_and = _separator(sentence, at + 1)
        nearest = _next_person(sentence, references, start, verb) if start else None
        if nearest is None:
            break
        at, mention = nearest
        found.append((sentence.stretch(sentence.words[start], sentence.words[at]), mention))
        joined = len(found) if by_and else joined
    return found[:joined]


def _opens_phrase(sentence: Sentence, at: int) -> bool:
    """Say whether a phrase that tells of what an office is begins there: "of the council"."""
    return at < len(sentence.words) and sentence.words[at].lower_ in ("of", "to", "for", "at", "without")


def _separator(sentence: Sentence, at: int) -> tuple[int, bool]:
    """Return where the next of a list begins, 0 where none does, and whether "and" stands before it."""
    words, start = sentence.words, at
    if at < len(words) and words[at].text == ",":
        at += 1
    by_and = at < len(words) and words[at].lower_ in ("and", "&")
    at += by_and
    return (at if start < at < len(words) else 0), by_and


def _next_person(sentence: Sentence, references: Refers, start: int, verb: Token | None) -> tuple[int, Mention] | None:
    """Return the person whose titles begin at a word, with the last word of the name; None for any other phrase."""
    for token in sentence.words[start : start + LONGEST]:
        own = token.dep_ == "poss" and token.pos_ == "PRON"  # "and *their* host Ek"
        if (token.pos_ not in TITLING and not own) or token.text in (",", ";", ":"):
            return None
        for mention in references.of(sentence, token):
            whole = mention.form == "name" and sentence.place(token).end == mention.span.end
            if whole and mention.referent.kind == MentionKind.PERSON and _is_listed(sentence, token, verb):
                return (token.i, mention) if titles_stand(sentence, references, start, token) else None
    return None


def _is_listed(sentence: Sentence, name: Token, verb: Token | None) -> bool:
    """Say whether a name ends a phrase of a list: neither an owner nor the subject of what follows."""
    after = sentence.words[name.i + 1] if name.i + 1 < len(sentence.words) else None
    if after is not None and after.text in ("'s", "’s", "'", "’"):
        return False
    head = name
    while head.dep_ in ("appos", "compound", "conj", "nmod") and head.head != head and not is_verb(head.head):
        head = head.head
    subject = next((t for t in (name, head) if t.dep_ in ("nsubj", "nsubjpass") and t.i >= name.i), None)
    return subject is None or subject.head == verb
