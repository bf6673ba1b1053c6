"""Name those who take part in an encounter and are only described: "met creditors", "talks with union leaders".

In: a sentence, a match of a frame and the participants that it yielded. Out: participants known by their words alone.
They are sought where fewer than two are known, and in lists with the named; who has a name is found by `frames`.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.actors import group_words, role_words
from dateline.annotate.sentences import Sentence
from dateline.extract.classes import classes_of
from dateline.extract.clauses import surface_subjects
from dateline.extract.frames import FALLBACK, Match
from dateline.extract.nouns import noun_phrase
from dateline.extract.refers import Refers
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind, Participant, Referent
from dateline.model.text import Span

LONGEST = 8
"""Words beyond which a description is cut to its head; longer ones took in clauses in the samples we read."""


MEMBERS = ("between", "among", "of")
"""Labels under which all who take part are listed, named or not: "talks between the banks and Denmark"."""

LISTED = ("with", "object", "subject")
"""Labels under which those without a name count beside the named: "met Ek and church leaders"."""


def add_company(
    sentence: Sentence, match: Match, references: Refers, participants: Sequence[Participant]
) -> tuple[Participant, ...]:
    """Return the participants, with those only described who are listed, or where fewer than two are known."""
    held = {participant.referent.key for participant in participants}
    found = [p for p in _described(sentence, match, references, participants) if p.referent.key not in held]
    unique = {participant.referent.key: participant for participant in reversed(found)}
    return (*participants, *reversed(unique.values()))


def _described(
    sentence: Sentence, match: Match, references: Refers, participants: Sequence[Participant]
) -> Iterator[Participant]:
    kept = {participant.span for participant in participants}
    taken = {filler.token for filler in match.fillers if filler.mention.span in kept} | set(left_out(match))
    enough = len({participant.referent.key for participant in participants}) > 1
    for role, label in labels_of(match):
        told = match.arguments.get(label)
        if enough and label not in MEMBERS and not _is_open(label, told, taken):
            continue
        for token in told:
            if enough and label not in MEMBERS and _only_attends(sentence, token, kept):
                continue
            if taken & {below for child in token.children if child.dep_ == "appos" for below in child.subtree}:
                continue  # "the *islands* - Norland and Sudland": they are named
            if token in taken or not is_company(sentence, token, references):
                continue
            named = named_behind(sentence, token, references) if _is_post(token) else None
            if named is not None:
                yield Participant(named.referent, role, named.span)
            else:
                yield Participant(_referent(sentence, token, references), role, sentence.stretch(*_ends(token)))


def _is_post(token: Token) -> bool:
    """Say whether a noun tells of one person's post."""
    posts = lexicon("encounters").words("posts") | role_words().keys()
    return token.tag_ == "NN" and token.lemma_.lower() in posts


def named_behind(sentence: Sentence, token: Token, references: Refers) -> Mention | None:
    """Return the person whose name follows a post told at length: "the head of the bank of Lund, *Bo Ek*, met"."""
    before = token
    for word in sentence.words[token.i + 1 : token.i + 1 + FARTHEST]:
        if before.text == ",":
            return next((m for m in references.of(sentence, word) if _is_name_of_one(sentence, m, word)), None)
        if word.text != "," and word.pos_ not in ("PROPN", "NOUN", "ADJ", "DET", "ADP", "PART"):
            return None
        before = word
    return None


def _is_name_of_one(sentence: Sentence, mention: Mention, word: Token) -> bool:
    """Say whether a person's name starts at a word and stands alone: "Bo Ek, met", not "Bo Ek said", "Bo Ek's aide"."""
    start, end = sentence.place(word).start, mention.span.end
    after = sentence.text[end - sentence.start : end - sentence.start + 2]
    named = mention.form == "name" and mention.referent.kind == MentionKind.PERSON
    return named and mention.span.start == start and after[:1] in (",", ".", ";", "")


FARTHEST = 9
"""Words between a post and the name behind it: "the president of the central bank of the Republic of Lund, Bo Ek"."""


def _is_open(label: str, told: Sequence[Token], taken: set[Token]) -> bool:
    """Say whether a list goes on with those who have no name: "met Ek *and church leaders*", or has none who has."""
    return label in LISTED and (label == "with" or not taken.isdisjoint(told))


def left_out(match: Match) -> Iterator[Token]:
    """Yield those who had no part in it: "Ek was excluded from the meeting", "banks would not be involved in it"."""
    arguments = match.arguments
    for verb in (*arguments.get("around"), *arguments.get("light")):
        negated = any(child.dep_ == "neg" for child in verb.children)
        listed = lexicon("encounters").words("including") if negated else lexicon("encounters").words("excluding")
        if verb.lemma_.lower() in listed:
            yield from surface_subjects(verb)
            yield from (child for child in verb.children if child.dep_ == "dobj")


def _only_attends(sentence: Sentence, token: Token, kept: set[Span]) -> bool:
    """Say whether a noun beside the named is their staff ("with *aides*") or the title of one of them."""
    lemma, place = token.lemma_.lower(), sentence.place(token)
    if lemma in lexicon("encounters").words("attending"):
        return True
    if token.tag_ == "NNS" or lemma not in role_words():
        return False
    after = [span.start for span in kept if span.start >= place.end]
    between = sentence.text[place.end - sentence.start : min(after, default=sentence.end) - sentence.start]
    return bool(after) and "," not in between and " and " not in between  # "*Governor* of the Bank of Lund Bo Ek"


def labels_of(match: Match) -> Iterator[tuple[str, str]]:
    """Yield the labels under which a frame looks for several who take part, the surest ones only."""
    for role in match.frame.roles:
        if role.every:
            for label in role.labels:
                if label == FALLBACK:
                    break
                yield role.name, label


def is_company(sentence: Sentence, token: Token, references: Refers) -> bool:
    """Say whether a noun describes people or a body that can meet, and stands for nobody known."""
    forms = {token.lemma_.lower(), token.lower_, token.lower_.removesuffix("s")}
    if token.pos_ not in ("NOUN", "PROPN") or forms.isdisjoint(_company()) or _is_of_manner(token):
        return False
    return all(m.referent.unnamed and m.referent.sector != "MED" for m in references.of(sentence, token))


def _is_of_manner(token: Token) -> bool:
    """Say whether a word is part of one that tells in what manner: "*government*-to-government talks"."""
    around = [token.doc[i].lower_ for i in range(max(0, token.i - 2), min(len(token.doc), token.i + 3))]
    at = min(2, token.i)
    return around[at + 1 :] == ["-", "to"] or around[:at] == ["to", "-"]


@lru_cache(maxsize=1)
def _company() -> frozenset[str]:
    listed = lexicon("encounters").words("company")
    press = lexicon("actors").words("groups", "MED") | lexicon("actors").words("roles", "MED")
    tellers = lexicon("encounters").words("tellers")
    return (listed | frozenset(group_words()) | frozenset(role_words())) - press - tellers


def _referent(sentence: Sentence, token: Token, references: Refers) -> Referent:
    name = " ".join(word.text for word in _words(token))
    lemma = token.lemma_.lower()
    sector = group_words().get(lemma) or role_words().get(lemma)
    if is_of_firm(sentence, token, references):
        sector = "BUS"
    return Referent(f"{MentionKind.GROUP}:{fold(name)}", MentionKind.GROUP, name, sector=sector, unnamed=True)


def is_of_firm(sentence: Sentence, token: Token, references: Refers) -> bool:
    """Say whether those who act for others bear a name that is of nothing public: "*Norplast* officials"."""
    if token.lemma_.lower() not in lexicon("encounters").words("agents"):
        return False
    before = [c for c in token.lefts if c.dep_ in ("compound", "nmod", "poss", "amod")]
    named = [c for c in before if (c.pos_ == "PROPN" and c.dep_ != "amod") or (c.is_upper and len(c) > 1)]
    if not named and token.lemma_.lower() in lexicon("encounters").words("open_to_all") and not references.political:
        named = [token]
    whole = sentence.place(token)
    mentions = [m for c in named if c != token for m in references.of(sentence, c) if not m.span.covers(whole)]
    if any(m.referent.country or "political" in classes_of(m.referent) for m in mentions):
        return False
    public = lexicon("elsewhere").words("business", "public")
    return bool(named) and not any(t.lower_ in public for c in named for t in c.subtree)


def _words(token: Token) -> list[Token]:
    words = noun_phrase(token)
    owned = any(word.dep_ == "poss" and word.pos_ != "PRON" for word in words)
    joined = next((i for i, word in enumerate(words) if word.dep_ == "cc" and word.i < token.i and owned), -1)
    words = words[joined + 1 :]  # "Alcor and Norland's telephone company": the company alone
    return words if len(words) <= LONGEST else [token]


def _ends(token: Token) -> tuple[Token, Token]:
    words = _words(token)
    return words[0], words[-1]
