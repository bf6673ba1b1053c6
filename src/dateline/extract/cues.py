"""Find the words that say that someone said, thought, wanted or showed something.

In: a parsed sentence and the frames of `lexicons/reporting.toml`. Out: `Cue`s with their first and last token and what
they take. Where the content and the source stand is left to `contents` and `sources`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from dateline.extract.quotatives import QUOTES, closing_mark, is_plain_quotative, is_quotative
from dateline.lexicon import Table, lexicon

_BEFORE = frozenset({"aux", "auxpass", "neg", "advmod"})
_CLOSING = frozenset({'"', "”", "’", "''", "»"})
_VERBAL = frozenset({"VERB", "AUX"})
_COPULAS = frozenset({"be", "feel", "seem", "remain", "appear", "become"})
_BOUND = frozenset({"held", "being"})
_CITING = frozenset({"quote", "cite"})
_LEAD = 5  # tokens that a cue may take in before or after its chief word; longer ones on train were seldom one cue


@dataclass(frozen=True, slots=True)
class Frame:
    """One entry of the lexicon: the words after the head, and what the whole takes."""

    sort: str  # verb, noun, adjective, preposition, adverb
    words: tuple[str, ...]
    takes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in a sentence; `first` and `last` are the numbers of its outer tokens, `head` its chief one."""

    head: Token
    first: int
    last: int
    frame: Frame
    passive: bool = False

    def takes(self, kind: str) -> bool:
        """Say whether the cue's content may be of this kind."""
        return kind in self.frame.takes


@lru_cache(maxsize=1)
def frames() -> dict[str, tuple[Frame, ...]]:
    """Return the verb frames by head lemma, those of most words first."""
    table, merged = lexicon("reporting"), dict[tuple[str, ...], set[str]]()
    for entry in table.tables("verbs"):
        for phrase in _strings(table, entry["words"]):
            merged.setdefault(tuple(phrase.split()), set()).update(_strings(table, entry["takes"]))
    return _index((Frame("verb", words, frozenset(takes)) for words, takes in merged.items()))


@lru_cache(maxsize=1)
def noun_frames() -> dict[str, Frame]:
    """Return the noun frames by lemma."""
    lists = lexicon("reporting").lists("nouns")
    takes = {
        word: frozenset(kind for kind, words in lists.items() if word in words)
        for words in lists.values()
        for word in words
    }
    return {word: Frame("noun", (word,), kinds) for word, kinds in takes.items()}


@lru_cache(maxsize=1)
def adjective_frames() -> dict[str, tuple[Frame, ...]]:
    """Return the adjective frames by first word."""
    lists = lexicon("reporting").lists("adjectives")
    merged = dict[tuple[str, ...], set[str]]()
    for kind, phrases in lists.items():
        for phrase in phrases:
            merged.setdefault(tuple(phrase.split()), set()).add(kind)
    return _index(Frame("adjective", words, frozenset(takes)) for words, takes in merged.items())


@lru_cache(maxsize=1)
def preposition_frames() -> dict[str, tuple[Frame, ...]]:
    """Return the prepositions that stand before a source, by first word."""
    phrases = lexicon("reporting").strings("prepositions", "source")
    return _index(Frame("preposition", tuple(phrase.split()), frozenset({"sentence"})) for phrase in phrases)


@lru_cache(maxsize=1)
def hearsay() -> dict[str, Frame]:
    """Return the adverbs that tell of hearsay."""
    return {
        word: Frame("adverb", (word,), frozenset({"sentence"}))
        for word in lexicon("reporting").strings("adverbs", "hearsay")
    }


@lru_cache(maxsize=1)
def _lemmas() -> dict[str, str]:
    return lexicon("reporting").mapping("lemmas")


@lru_cache(maxsize=256)
def word_set(name: str, *keys: str) -> frozenset[str]:
    """Return a list of a lexicon as a set, made once."""
    return lexicon(name).words(*keys)


def _strings(table: Table, value: object) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise table.error("words and takes should be lists of strings", "[[verbs]]")
    return value


def _index(found: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    index: dict[str, list[Frame]] = {}
    for frame in found:
        index.setdefault(frame.words[0], []).append(frame)
    return {lemma: tuple(sorted(entries, key=lambda f: -len(f.words))) for lemma, entries in index.items()}


def find_cues(doc: Doc) -> Iterator[Cue]:
    """Yield the candidates of one sentence, left to right; several for one head where the lexicon has several."""
    verbs, nouns, adjectives = frames(), noun_frames(), adjective_frames()
    prepositions, adverbs, lemmas = preposition_frames(), hearsay(), _lemmas()
    for token in doc:
        lemma = lemmas.get(token.lower_) or token.lemma_.lower()
        if token.lower_ in adjectives and _felt(token):
            yield from _adjective_cues(token, adjectives[token.lower_])
        elif lemma in verbs and (token.pos_ in _VERBAL or _mistagged(token)) and not _lends(token):
            yield from _verb_cues(token, verbs[lemma])
        elif lemma in nouns and token.pos_ in ("NOUN", "PROPN") and _may_tell(token, nouns[lemma]):
            yield _noun_cue(token, nouns[lemma])
        elif lemma in adjectives and token.dep_ in ("acomp", "conj", "attr", "ROOT", "oprd"):
            yield from _adjective_cues(token, adjectives[lemma])
        elif token.text == ":" and (cue := _colon_cue(token)) is not None:
            yield cue
        if token.pos_ == "VERB" and not _tells_alone(verbs.get(lemma, ())) and is_plain_quotative(token):
            yield Cue(token, first_token(token), token.i, Frame("verb", (lemma,), frozenset({"quote"})))
        if (low := token.lower_) in prepositions:
            yield from _preposition_cues(token, prepositions[low])
        elif low in adverbs and not _colours_telling(token, verbs):
            yield Cue(token, token.i, token.i, adverbs[low])


def _tells_alone(entries: Iterable[Frame]) -> bool:
    """Say whether the lexicon has a verb as a cue by itself: "say", not only "react to"."""
    return any(len(frame.words) == 1 for frame in entries)


def _colours_telling(adverb: Token, verbs: Mapping[str, tuple[Frame, ...]]) -> bool:
    """Say whether an adverb of hearsay stands with a verb that tells itself: "Ek *reportedly* said"."""
    told = verbs.get(adverb.head.lemma_.lower(), ()) if adverb.head.pos_ == "VERB" else ()
    return any({"clause", "quote"} <= frame.takes and len(frame.words) == 1 for frame in told)


def _may_tell(noun: Token, frame: Frame) -> bool:
    """Say whether a noun stands as one of its kinds must: "in Ek's view", "Ek's answer was"."""
    if frame.takes - _BOUND:
        return True
    return ("held" in frame.takes and is_held(noun)) or ("being" in frame.takes and _being(noun) is not None)


def _being(noun: Token) -> Token | None:
    """Return the verb by which a noun tells: "Ek's answer *was* that ...", 'her slogan *is* "..."'."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ != "be" or verb.i < noun.i or not any(c.dep_ == "poss" for c in noun.lefts):
        return None
    that = any(c.dep_ == "ccomp" and c.i > verb.i and c.left_edge.lower_ == "that" for c in verb.rights)
    quoted = verb.i + 1 < len(verb.doc) and verb.nbor().text in QUOTES
    return verb if that or quoted else None


def is_held(noun: Token) -> bool:
    """Say whether a noun is a view that the rest of its clause gives: "in Ek's *view*, the road is lost"."""
    return noun.dep_ == "pobj" and noun.head.lower_ == "in" and any(c.dep_ == "poss" for c in noun.lefts)


def light_verb(noun: Token) -> Token | None:
    """Return the verb that only lends the noun its subject: "*made* a promise", "*voiced* support"."""
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in word_set("sources", "light_verbs"):
        return noun.head
    return None


def _lends(verb: Token) -> bool:
    """Say whether a verb only lends its subject to the cue after it: to a noun, to "saying" in "quoted as saying"."""
    if verb.lemma_ in _CITING and is_passive(verb):
        return any(c.dep_ == "pcomp" for to in verb.rights if to.lower_ == "as" for c in to.rights)
    nouns = noun_frames()
    return any(
        c.dep_ == "dobj"
        and (frame := nouns.get(c.lemma_.lower())) is not None
        and _may_tell(c, frame)
        and _has_topic(c)
        for c in verb.rights
        if light_verb(c) is not None
    )


def _has_topic(noun: Token) -> bool:
    return _topic_preposition(noun) is not None or any(c.dep_ in ("acl", "relcl", "ccomp") for c in noun.rights)


def _topic_preposition(noun: Token) -> Token | None:
    """Return the preposition that opens what the noun is about: "criticism *of* the plan"."""
    words = word_set("reporting", "noun_prepositions")
    return next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ in words), None)


def _noun_cue(noun: Token, frame: Frame) -> Cue:
    """Return the noun with its light verb before it, and with its preposition where that stands right after it."""
    verb, after = light_verb(noun), _topic_preposition(noun)
    clause = any(c.dep_ in ("acl", "ccomp", "relcl") and c.i == noun.i + 1 for c in noun.rights)
    being = _being(noun) if "being" in frame.takes else None
    if being is not None:
        return Cue(noun, noun.i, being.i, frame)
    joined = after is not None and after.i == noun.i + 1 and "topic" in frame.takes and not clause
    first = noun.i if verb is None else first_token(verb)
    while (
        verb is None
        and first
        and noun.doc[first - 1].dep_ in ("amod", "advmod")
        and noun.doc[first - 1].head.i in (noun.i, first)
    ):
        first -= 1  # "their *withering criticism of*"
    return Cue(noun, first, noun.i + 1 if joined else noun.i, frame)


def _mistagged(token: Token) -> bool:
    """Say whether a word tagged as a noun stands where a headline's or a quotation's verb should."""
    if token.tag_ in ("NNS", "NN") and any(t.text in _CLOSING for t in token.doc[: token.i]):
        alone = token.i + 1 >= len(token.doc) or token.nbor().is_punct
        return alone and closing_mark(token) is not None and is_quotative(token)
    return (
        token.pos_ in ("PROPN", "NOUN")
        and token.dep_ in ("ROOT", "ccomp")
        and any(c.dep_ == "nsubj" for c in token.lefts)
    )


def _verb_cues(token: Token, entries: tuple[Frame, ...]) -> Iterator[Cue]:
    first = _wide_first(token)
    passive = is_passive(token)
    for frame in entries:
        last = match_words(token, frame.words[1:])
        if last is not None:
            yield Cue(token, first, _given_in(token, last, frame), frame, passive)


def _given_in(verb: Token, last: int, frame: Frame) -> int:
    """Return the last token with the statement that the words were given in: "*said in a statement*"."""
    doc, at = verb.doc, last + 1
    if "quote" not in frame.takes or at >= len(doc) or doc[at].lower_ != "in" or doc[at].head.i != verb.i:
        return last
    given = next((c for c in doc[at].rights if c.dep_ == "pobj"), None)
    if given is None or given.lemma_.lower() not in word_set("reporting", "given_in") or given.i - verb.i > _LEAD:
        return last
    return last if any(c.dep_ != "punct" for c in given.rights) else given.i


def _wide_first(verb: Token) -> int:
    """Return the first token with what leads up to the cue: "*issued a statement* saying", "*began by* saying"."""
    above = verb.head
    if verb.tag_ != "VBG" or not above.i < verb.i <= above.i + _LEAD:
        return first_token(verb)
    if verb.dep_ == "pcomp" and above.lower_ == "by" and above.head.lemma_ in word_set("reporting", "opening"):
        return first_token(above.head if above.i - above.head.i == 1 else verb)
    if verb.dep_ == "pcomp" and above.lower_ == "as" and is_passive(above.head) and above.head.lemma_ in _CITING:
        return first_token(above.head if above.i - above.head.i == 1 else verb)  # "*was quoted as* saying"
    issued = verb.dep_ == "acl" and above.dep_ == "dobj" and above.lemma_.lower() in word_set("reporting", "issued")
    if issued and above.head.lemma_ in word_set("reporting", "issuing") and verb.i - above.head.i <= _LEAD:
        return first_token(above.head)
    return first_token(verb)


def match_words(head: Token, words: tuple[str, ...]) -> int | None:
    """Return the number of the last token of the words after the head, or None where they don't follow it."""
    at, doc = head.i, head.doc
    for word in words:
        at += 1
        while at < len(doc) and doc[at].lower_ != word and _slips_in(doc[at]) and at - head.i < 5:
            at += 1
        if at >= len(doc) or doc[at].lower_ != word:
            return None
    if not words and at + 1 < len(doc) and doc[at + 1].dep_ == "prt" and doc[at + 1].head.i == head.i:
        return at + 1
    return at


def _slips_in(token: Token) -> bool:
    return token.dep_ in ("advmod", "npadvmod", "neg") or (
        token.tag_ == "PRP" and token.lower_.endswith(("self", "selves"))
    )


def first_token(head: Token) -> int:
    """Return the number of the first of the auxiliaries, negation and adverbs that stand right before the head."""
    at, doc = head.i, head.doc
    while at and doc[at - 1].head.i == head.i and doc[at - 1].dep_ in _BEFORE and doc[at - 1].tag_ != "WRB":
        at -= 1
    return at


def is_passive(token: Token) -> bool:
    """Say whether a verb is passive: by its auxiliary, or as a bare participle after its noun."""
    if token.tag_ != "VBN":
        return False
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in token.lefts):
        return True
    if token.dep_ == "conj" and not any(c.dep_ in ("nsubj", "aux") for c in token.lefts):
        return is_passive(token.head)
    if token.dep_ == "acl" and token.head.left_edge.i and token.doc[token.head.left_edge.i - 1].text in _CLOSING:
        return False  # "...?" the officer asked
    if token.dep_ == "acl" and _misread(token):
        return False
    if token.dep_ in ("acl", "advcl") and is_quotative(token):
        return False
    return token.dep_ in ("acl", "amod", "advcl") and not any(c.dep_ == "aux" for c in token.lefts)


def _misread(verb: Token) -> bool:
    """Say whether a participle is its sentence's only verb, behind an insertion: "Ek, a former aide, *called* it"."""
    noun, doc = verb.head, verb.doc
    alone = noun.dep_ == "ROOT" or (noun.left_edge.i and doc[noun.left_edge.i - 1].text == ";")
    if not alone or noun.pos_ not in ("NOUN", "PROPN", "NUM") or verb.i + 1 >= len(doc):
        return False
    parted = verb.nbor(-1).text == "," or (noun.left_edge.i and doc[noun.left_edge.i - 1].text == ";")
    takes = any(c.dep_ in ("dobj", "oprd", "ccomp") for c in verb.rights)
    return bool(parted) and takes and not verb.nbor().is_punct and verb.nbor().lower_ not in ("as", "by")


def _felt(token: Token) -> bool:
    """Say whether a participle tells a state of mind: "were convinced that", with no one who convinces them."""
    if token.tag_ == "VBN" and token.dep_ == "acomp":
        return True
    if token.tag_ != "VBN" or not any(c.dep_ == "auxpass" for c in token.lefts):
        return False
    return not any(c.dep_ == "agent" for c in token.rights) and any(c.dep_ == "ccomp" for c in token.rights)


def _adjective_cues(token: Token, entries: tuple[Frame, ...]) -> Iterator[Cue]:
    linked = token.dep_ in ("acomp", "attr", "oprd") and token.head.lemma_ in _COPULAS
    copula = token.head if linked else token if _felt(token) else None
    if copula is None or copula.i > token.i:
        return
    for frame in entries:
        last = match_words(token, frame.words[1:])
        if last is not None:
            yield Cue(token, first_token(copula), last, frame)
            return


def _preposition_cues(token: Token, entries: tuple[Frame, ...]) -> Iterator[Cue]:
    for frame in entries:
        end = token.i + len(frame.words)
        if end < len(token.doc) and tuple(t.lower_ for t in token.doc[token.i : end]) == frame.words:
            yield Cue(token, token.i, end - 1, frame)
            return


_COLON = Frame("colon", (":",), frozenset({"rest"}))
_LONGEST_NAME = 7  # tokens before the colon of "Name: what they said"; longer ones on train were seldom a source


def _colon_cue(colon: Token) -> Cue | None:
    """Return the colon of "Minister: no deal this year", or of "No deal this year: minister"."""
    doc = colon.doc
    before, after = list(doc[: colon.i]), list(doc[colon.i + 1 :])
    if any(t.text == ":" for t in before):
        return None
    if (_names_source(before) and len(after) > 2) or (len(before) > 2 and len(after) <= 3 and _is_account(after)):
        return Cue(colon, colon.i, colon.i, _COLON)
    return None


def _is_account(name: Sequence[Token]) -> bool:
    """Say whether the few words after a headline's colon are a report or an official: "...: poll", "...: officials"."""
    words = [t for t in name if t.is_alpha]
    return bool(words) and words[-1].lemma_.lower() in _speaking("official", "documents", "anonymous")


@lru_cache(maxsize=4)
def _speaking(*lists: str) -> frozenset[str]:
    return frozenset().union(*(word_set("sources", name) for name in lists))


def _names_source(name: Sequence[Token]) -> bool:
    """Say whether a few words before or after a colon are one who speaks: a name, an official, a poll."""
    words, labels = [t for t in name if t.is_alpha or t.pos_ == "PROPN"], word_set("reporting", "labels")
    if not words or len(name) > _LONGEST_NAME or any(t.lower_ in labels or t.pos_ in ("AUX", "PRON") for t in words):
        return False
    last = words[-1]
    if last.lemma_.lower() in _speaking("official", "documents", "media") and last.tag_[0] == "N":
        return True
    return (
        last.text[:1].isupper()
        and last.ent_type_ in ("PERSON", "ORG", "NORP", "")
        and not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in words)
    )
