"""Find the people or countries that "the two leaders", "both sides" and "the pair" stand for.

In: what the sentences so far spoke of. Out: for a plural description the referents of the pair in play, none where no
pair is known.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.countries import country_name
from dateline.annotate.sentences import Sentence
from dateline.extract.discourse import Trace, words_of
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind, Referent
from dateline.model.text import BlockKind

REACH = 12  # sentences; a pair named longer ago is taken up only if it is the article's own
HERE = 2.0  # for a pair that the same sentence has put together before; up to one more for the nearest
NEAR, OFTEN = 0.3, 0.8  # for each sentence between, and each time that the article put the pair together, up to three
LAST = 3.0  # for a pair of the same sentence or the one before: it is spoken of, whoever else the article is about
OWN = 0.2  # for each time that the article names the one of a pair whom it names less: its own people are meant
FIRM = 2.6  # for a pair that a verb or an "and" puts together
LOOSE = 1.6  # for two that a sentence only names, or that are a part of a larger party
WEAK = 2.0  # a pair of this weight and less was only named in one sentence
GATHERED = 4  # sentences, this one included, over which three or more who were named apart are taken up as so many
_PEOPLE = (MentionKind.PERSON,)
_COUNTRIES = (MentionKind.COUNTRY,)


@dataclass(frozen=True, slots=True)
class Pair:
    """People or countries that a sentence put together; `weight` says how firmly."""

    sentence: int
    referents: tuple[Referent, ...]
    weight: float
    token: int = 0  # the last word that puts them together

    def score(self, sentence: int) -> float:
        """Return how well "they" fits the pair, on the scale of `memory`."""
        return self.weight + 3.0 - 1.0 * (sentence - self.sentence)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A plural description: how many it means, of which rank, people or countries, and where its words begin."""

    first: Token
    number: int | None
    rank: str | None
    countries: bool = False


@lru_cache(maxsize=1)
def _lists() -> Mapping[str, frozenset[str]]:
    table = lexicon("coreference")
    return {key: table.words("pairs", key) for key in ("people", "alone", "countries", "bare")}


@lru_cache(maxsize=1)
def _ranks() -> frozenset[str]:
    return frozenset(lexicon("coreference").get("ranks", default={}))


@lru_cache(maxsize=1)
def _numbers() -> Mapping[str, int]:
    return dict(lexicon("coreference").get("pairs", "numbers"))


def plural_wanted(token: Token) -> Wanted | None:
    """Read "the two leaders", "both men", "the pair", "both", "the leaders"; None for any other word."""
    if token.pos_ not in ("NOUN", "PROPN", "NUM", "PRON", "DET"):
        return None
    lemma = token.lemma_.lower()
    words = _lists()
    if token.lower_ in words["alone"]:
        return _alone(token)
    countries = lemma in words["countries"]
    if token.tag_ not in ("NNS", "NNPS") or not (countries or lemma in words["people"]):
        return None
    number = _number_before(token)
    if _is_modified(token) or (number is None and not (lemma in words["bare"] and _is_definite(token))):
        return None
    return Wanted(_first(token), number, lemma, countries)


def _alone(token: Token) -> Wanted | None:
    """Read "the pair", "the two", "both" where no noun follows."""
    if token.dep_ in ("nummod", "det", "predet", "preconj", "cc", "advmod", "amod", "compound", "quantmod"):
        return None
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if token.dep_ == "appos" or any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
        return None
    if following is not None and (following.pos_ == "ADJ" or following.lower_ in ("most", "least", "more")):
        return None
    if token.lower_ != "both" and not any(child.lower_ in ("the", "these", "those") for child in token.children):
        return None
    return Wanted(_first(token), _numbers().get(token.lower_, 2), None)


def _first(token: Token) -> Token:
    return next((child for child in token.lefts if child.dep_ in ("det", "nummod", "predet")), token)


def _number_before(token: Token) -> int | None:
    whole = (c for c in token.lefts if c.i == 0 or c.nbor(-1).text != "-")  # "ninety-two nations" are not two
    return next((_numbers()[c.lower_] for c in whole if c.lower_ in _numbers()), None)


def _is_definite(token: Token) -> bool:
    return any(child.lower_ in ("the", "these") for child in token.lefts)


def _is_modified(token: Token) -> bool:
    """Say whether the phrase names its own people: "the Asian leaders", "leaders of Peru"."""
    if any(c.dep_ == "prep" and c.lower_ in ("of", "from", "in") for c in token.rights):
        return True
    return any(
        c.dep_ in ("amod", "compound", "nmod", "poss") and c.lower_ not in ("prime", "foreign", "defence", "defense")
        for c in token.lefts
    )


def fits_rank(referent: Referent, rank: str) -> bool:
    """Say whether a person's office is the one named, or of that rank."""
    office = referent.office
    if office is None or not rank:
        return False
    if office == rank or (office.endswith(f" {rank}") and rank not in ("president", "minister")):
        return True
    if office.startswith(f"{rank} of "):  # "the chancellor" is he of the exchequer
        return True
    return rank in _ranks() and office in words_of("ranks", rank)


@dataclass(slots=True)
class Pairs:
    """The pairs that an article has put together so far."""

    people: list[Pair] = field(default_factory=list)
    nations: list[Pair] = field(default_factory=list)
    counts: Counter[tuple[str, ...]] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)  # how often the whole article names each

    def note(self, sentence: Sentence, found: Mapping[tuple[int, int], tuple[Mention, ...]]) -> None:
        """Remember the pairs of a sentence, so far as it was read; what was noted of it before gives way."""
        here = {token: mentions for (index, token), mentions in found.items() if index == sentence.index}
        self._forget(sentence)
        self.people += self._put_together(sentence, here, _PEOPLE)
        self.nations += self._put_together(sentence, here, _COUNTRIES)

    def _forget(self, sentence: Sentence) -> None:
        for pairs in (self.people, self.nations):
            while pairs and pairs[-1].sentence == sentence.index:
                self.counts[_keys(pairs.pop())] -= 1

    def _put_together(
        self, sentence: Sentence, here: Mapping[int, tuple[Mention, ...]], kinds: tuple[MentionKind, ...]
    ) -> list[Pair]:
        weight = 0.8 if sentence.block == BlockKind.TITLE else 1.0
        groups = [(token, _joined(token, here, kinds)) for token in _hubs(sentence, here)]
        made = [
            Pair(sentence.index, group, (LOOSE if _is_within(group, groups) else FIRM) * weight, _last(token))
            for token, group in groups
            if len(group) > 1
        ]
        every = _distinct(m.referent for i in sorted(here) for m in here[i] if m.referent.kind in kinds)
        if len(every) == 2 and not any(set(p.referents) == set(every) for p in made):
            made.append(Pair(sentence.index, every, LOOSE * weight, max(here)))
        for pair in made:
            self.counts[_keys(pair)] += 1
        return made

    def latest(self, sentence: Sentence, token: Token, banned: set[str]) -> Pair | None:
        """Return the pair of people that "they" may mean: the latest, this sentence's own included."""
        own = [
            pair
            for pair in self.people
            if sentence.index - pair.sentence <= 3
            and not banned & {r.key for r in pair.referents}
            and (pair.sentence < sentence.index or pair.token < token.i)
        ]
        return max(own, key=lambda p: p.weight - (sentence.index - p.sentence), default=None)

    def resolve(self, sentence: Sentence, wanted: Wanted, traces: Sequence[Trace]) -> tuple[Referent, ...]:
        """Return whom a plural description means, or nothing."""
        if wanted.countries:
            firm = [pair for pair in self.nations if wanted.number or pair.weight > WEAK]
            found = self._best(firm, sentence, wanted)
            return found or tuple(_state_of(r) for r in self._best(self.people, sentence, wanted) if r.country)
        return self._best(self.people, sentence, wanted) or self._by_rank(sentence, wanted, traces)

    def _best(self, pairs: Sequence[Pair], sentence: Sentence, wanted: Wanted) -> tuple[Referent, ...]:
        number = wanted.number or 2
        best, best_score = None, float("-inf")
        for pair in pairs:
            if len(pair.referents) != number or not _rank_fits(pair, wanted):
                continue
            if pair.sentence == sentence.index and pair.token >= wanted.first.i:
                continue
            distance = sentence.index - pair.sentence
            often = self.counts[_keys(pair)]
            score = pair.weight - NEAR * min(distance, REACH) + OFTEN * min(often, 3)
            score += 0 if distance else HERE + pair.token / wanted.first.i
            score += OWN * min(6, *(self.named[r.key] for r in pair.referents))
            score += LAST * min(1.0, pair.weight / FIRM) if distance <= 1 else 0
            if score >= best_score:
                best, best_score = pair, score
        return best.referents if best else ()

    def _by_rank(self, sentence: Sentence, wanted: Wanted, traces: Sequence[Trace]) -> tuple[Referent, ...]:
        """Return the two people of the rank who were spoken of last, though never in one breath."""
        if wanted.number != 2:
            return self._by_number(sentence, wanted, traces)
        people = _distinct(
            t.referent
            for t in reversed(traces)
            if t.referent.kind == MentionKind.PERSON and (not wanted.rank or fits_rank(t.referent, wanted.rank))
        )
        return tuple(reversed(people[:2])) if len(people) >= 2 and wanted.rank else ()

    def _by_number(self, sentence: Sentence, wanted: Wanted, traces: Sequence[Trace]) -> tuple[Referent, ...]:
        """Return the three and more of whom the last few sentences speak, if they are as many: "the four leaders"."""
        for back in range(GATHERED) if wanted.number else ():
            people = _distinct(
                t.referent
                for t in traces
                if t.sentence >= sentence.index - back
                and (t.sentence < sentence.index or t.token < wanted.first.i)
                and t.referent.kind == MentionKind.PERSON
                and (wanted.rank not in _ranks() or t.referent.office is None or fits_rank(t.referent, wanted.rank))
            )
            if len(people) >= (wanted.number or 0):
                return people if len(people) == wanted.number else ()
        return ()


def _keys(pair: Pair) -> tuple[str, ...]:
    return tuple(sorted(referent.key for referent in pair.referents))


def _rank_fits(pair: Pair, wanted: Wanted) -> bool:
    """Say whether the pair can be "leaders" or "ministers": those whose office is known must have the rank."""
    if wanted.countries or wanted.rank not in _ranks():
        return True
    return all(r.office is None or fits_rank(r, wanted.rank) for r in pair.referents if wanted.rank)


def _is_within(group: tuple[Referent, ...], groups: Sequence[tuple[Token, tuple[Referent, ...]]]) -> bool:
    """Say whether a larger party holds the group: "Ek met Lund and Berg" makes no pair of Lund and Berg."""
    own = {referent.key for referent in group}
    return any(own < {referent.key for referent in other} for _, other in groups)


def _hubs(sentence: Sentence, here: Mapping[int, tuple[Mention, ...]]) -> list[Token]:
    """Return the words that may put names together: the names themselves and the verbs over them."""
    hubs: dict[int, Token] = {}
    for index in here:
        token = sentence.doc[index]
        for one in (token, token.head, token.head.head, token.head.head.head):
            hubs.setdefault(one.i, one)
    return [hubs[index] for index in sorted(hubs)]


def _joined(
    token: Token, here: Mapping[int, tuple[Mention, ...]], kinds: tuple[MentionKind, ...]
) -> tuple[Referent, ...]:
    """Return those whom a token puts together: coordinated names, or the two that one verb joins."""
    own = here.get(token.i, ())
    if len(own) > 1 and token.pos_ in ("NOUN", "PROPN"):  # offices too: "the ministers of Peru and Chad"
        offices = (MentionKind.OFFICE,) if kinds is _PEOPLE else ()
        return _distinct(m.referent for m in own if m.referent.kind in (*kinds, *offices))
    if token.pos_ == "NOUN" and token.lemma_.lower() in words_of("together", "nouns"):
        return _meant(_of_two(token), here, kinds)
    if token.pos_ == "VERB":
        if token.lemma_.lower() in words_of("together", "verbs"):
            return _partners(token, here, kinds)
        if beside := _beside(token):
            return _meant(beside, here, kinds)
    if token.dep_ == "conj" or not any(child.dep_ == "conj" for child in token.children):
        return ()
    return _meant(_chain(token), here, kinds)


def _meant(
    tokens: Iterable[Token], here: Mapping[int, tuple[Mention, ...]], kinds: tuple[MentionKind, ...]
) -> tuple[Referent, ...]:
    return _distinct(m.referent for t in tokens for m in _of(t, here) if m.referent.kind in kinds)


def _of(token: Token, here: Mapping[int, tuple[Mention, ...]]) -> tuple[Mention, ...]:
    """Return whom a token stands for, a bare noun by the name set beside it: "and their *host* Ek"."""
    beside = (child for child in token.rights if child.dep_ == "appos" and token.pos_ == "NOUN")
    return here.get(token.i, ()) or next((here[child.i] for child in beside if child.i in here), ())


def _last(token: Token) -> int:
    """Return the word from which on a pair is known: the verb that joins it, or the last of its coordinated names."""
    return int(token.i if token.pos_ == "VERB" else _chain(token)[-1].i)


def _partners(
    verb: Token, here: Mapping[int, tuple[Mention, ...]], kinds: tuple[MentionKind, ...]
) -> tuple[Referent, ...]:
    subjects = [_who(c) for c in verb.children if c.dep_ == "nsubj"] or _told_of(verb)
    others = [c for c in verb.children if c.dep_ in ("dobj", "dative")]
    for child in [*verb.children, *others]:
        for prep in [child] if child.dep_ == "prep" else [c for c in child.children if c.dep_ == "prep"]:
            if prep.lower_ in ("with", "to"):
                others += [c for c in prep.children if c.dep_ == "pobj"]
    every = [t for one in (*subjects, *others) for t in _chain(one)]
    return _meant(every, here, kinds) if subjects and others else ()


def _who(subject: Token) -> Token:
    """Return the noun that a relative "who" stands for, any other subject itself."""
    return subject.head.head if subject.tag_ == "WP" and subject.head.dep_ == "relcl" else subject


def _of_two(noun: Token) -> list[Token]:
    """Return the two of what takes two: "Ek ruled out a meeting with Lund", "Ek spoke at a conference with Lund"."""
    others = [c for p in noun.children if p.dep_ == "prep" and p.lower_ == "with" for c in p.children]
    verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
    subjects = [_who(c) for c in verb.children if c.dep_ == "nsubj"] if verb is not None else []
    return [t for one in (*subjects, *others) for t in _chain(one)] if subjects and others else []


def _beside(verb: Token) -> list[Token]:
    """Return a subject and those who do the same beside it: "Ek will fly to Rome together with Lund"."""
    company = [c for t in verb.subtree if t.dep_ == "prep" and _is_company(t) for c in t.children if c.dep_ == "pobj"]
    subjects = [c for c in verb.children if c.dep_ == "nsubj"]
    return [t for one in (*subjects, *company) for t in _chain(one)] if subjects and company else []


def _is_company(prep: Token) -> bool:
    together = prep.lower_ == "with" and prep.i > 0 and prep.nbor(-1).lower_ in ("together", "along")
    return together or prep.lower_ == "alongside"


def _chain(token: Token) -> list[Token]:
    """Return a token and those that are coordinated with it."""
    chain = [token]
    while (following := next((c for c in chain[-1].children if c.dep_ == "conj"), None)) is not None:
        chain.append(following)
    return chain


def _told_of(verb: Token) -> list[Token]:
    """Return the subject of "was the first leader to meet Ek": he who is said to be the noun that the verb hangs on."""
    noun = verb.head
    if verb.dep_ not in ("relcl", "acl") or noun.dep_ != "attr" or not any(c.dep_ == "aux" for c in verb.children):
        return []
    return [c for c in noun.head.children if c.dep_ == "nsubj"]


def _distinct(referents: Iterable[Referent]) -> tuple[Referent, ...]:
    return tuple({r.key: r for r in referents}.values())


def _state_of(person: Referent) -> Referent:
    name = country_name(person.country or "")
    return Referent(
        f"{MentionKind.COUNTRY}:{fold(name)}", MentionKind.COUNTRY, name, country=person.country, sector="GOV"
    )


def ends_of(verb: Token) -> Iterator[Token]:
    """Yield whom a verb's clause may set against each other: its subject, its objects, those behind "with" and "to"."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "dobj", "dative"):
            yield child
        for prep in (child, *child.children):
            if prep.dep_ in ("prep", "dative") and prep.lower_ in ("with", "to", "from"):
                yield from (noun for noun in prep.children if noun.dep_ == "pobj")
