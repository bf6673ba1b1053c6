"""Read an article sentence by sentence and find the antecedents of its pronouns and descriptions.

In: sentences in order and the named mentions. Out: for each token the mentions that it stands for. Which of several
candidates is taken is left to `memory` and `pairs`.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from dateline.annotate.holders import elected, same_office
from dateline.annotate.sentences import Sentence
from dateline.extract.beside import of_country, people_in
from dateline.extract.discourse import SUBJECTS, Trace, genders_of, head_of, pronouns, tokens_in, weigh, words_of
from dateline.extract.epithets import meant_by_epithet
from dateline.extract.memory import LESS, PEOPLE, Memory, clash, may_be_actor, may_mean, unknown
from dateline.extract.pairs import Pairs, ends_of, fits_rank, plural_wanted
from dateline.extract.quoting import quoted_tokens, speaker_token
from dateline.ids import fold
from dateline.model.claims import Mention, MentionKind, Referent
from dateline.model.text import Article, BlockKind

Found = dict[tuple[int, int], tuple[Mention, ...]]

_THEN = re.compile(
    r",\s+(?:then|now|formerly|currently|once|at the time|until recently)\s+(?:(?:the|a|an|its|his|her)\s+)?"
)
TOLD_OF = 3
"""Times that an article names someone of whom it tells, and not in passing."""
_RELATIVE = ("WP", "WDT", "WP$")


class Reader:
    """Goes through an article once, in order; keeps what was spoken of and by whom."""

    def __init__(self, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> None:
        self.article = article
        self.memory = Memory(genders_of(mentions, article.text))
        self.named = _by_sentence(sentences, mentions)
        self.offices = _by_end(mention for mention in mentions if _is_office(mention))
        people = (m.referent for m in mentions if m.referent.kind == MentionKind.PERSON)
        self.people = list({person.key: person for person in people}.values())
        self.pairs = Pairs(named=Counter(m.referent.key for m in mentions))
        self.speaker: Referent | None = None
        self.teller, self.told = -1, frozenset[int]()  # who says a sentence's quotation, and what it says

    # --- one sentence

    def read(self, sentence: Sentence) -> Found:
        """Return what the sentence's tokens stand for, and remember it."""
        found: Found = {}
        self._enter_names(sentence, found)
        self._enter_others(sentence, found)
        self.pairs.note(sentence, found)
        quoted = quoted_tokens(sentence)
        self._hear_speaker(sentence, quoted, found)
        for token in sentence.words:
            self._refer(sentence, token, quoted, found)
        self._fill(sentence, found)
        self.pairs.note(sentence, found)
        return found

    def _enter_names(self, sentence: Sentence, found: Found) -> None:
        """Enter the named mentions: every token of one stands for the smallest that holds it."""
        for mention in self.named.get(sentence.index, ()):
            if not _is_open(sentence, mention):
                _enter(sentence, mention, found)
                head = head_of(sentence, mention)
                if head is not None and not _is_spelt_out(mention, head):
                    self._trace(sentence, mention, head)

    def _enter_others(self, sentence: Sentence, found: Found) -> None:
        """Remember what else was spoken of, so that "its" of a tram is no country's."""
        for token in sentence.words:
            other = unknown(token) if (sentence.index, token.i) not in found else None
            if other is not None:
                weight = weigh(token, sentence) * LESS
                self.memory.enter(Trace(sentence.index, token.i, other, weight, sentence.paragraph, token))

    def _trace(self, sentence: Sentence, mention: Mention, head: Token) -> None:
        weight = weigh(head, sentence) * (0.3 if mention.form == "nationality" else 1.0)
        people = mention.form == "people"
        self.memory.enter(
            Trace(sentence.index, head.i, mention.referent, weight, sentence.paragraph, head, people=people)
        )

    def _hear_speaker(self, sentence: Sentence, quoted: frozenset[int], found: Found) -> None:
        """Find who speaks the sentence's quotation, so that "he" inside it is another."""
        token, self.teller = speaker_token(sentence, quoted), -1
        if token is None:
            return
        self.teller, self.told = token.i, quoted
        self._refer(sentence, token, frozenset(), found)
        if heard := found.get((sentence.index, token.i)):
            self.speaker = heard[0].referent

    def _fill(self, sentence: Sentence, found: Found) -> None:
        """Enter the descriptions that nothing before them explains, as what they are by themselves."""
        for mention in self.named.get(sentence.index, ()):
            held = found.get((sentence.index, tokens_in(sentence, mention.span)[-1].i))
            if _is_open(sentence, mention) and (held is None or held[0].span == mention.span):
                _enter(sentence, mention, found)

    # --- one token

    def _refer(self, sentence: Sentence, token: Token, quoted: frozenset[int], found: Found) -> None:
        if (sentence.index, token.i) in found:
            return
        referents, first = self._referents(sentence, token, quoted, found)
        if not referents:
            return
        relative = token.tag_ in _RELATIVE
        form = "pronoun" if relative or token.lower_ in pronouns() else "description"
        span = sentence.stretch(first, token)
        made = tuple(Mention(span, referent, form) for referent in referents)
        found[sentence.index, token.i] = made
        for mention in () if relative else made:
            self._trace(sentence, mention, token)
        joined = token.dep_ != "conj" and any(child.dep_ == "conj" for child in token.children)
        if joined or (len(made) > 1 and form == "description"):
            self.pairs.note(sentence, found)  # "he and Ek", "Peru's and Chad's envoys": they may be "they" behind

    def _referents(
        self, sentence: Sentence, token: Token, quoted: frozenset[int], found: Found
    ) -> tuple[tuple[Referent, ...], Token]:
        """Return whom a token stands for, and the first token of its phrase."""
        if token.tag_ in _RELATIVE or (token.lower_ == "that" and token.dep_ in SUBJECTS):
            return self._relative(sentence, token, found), token
        if token.lower_ in pronouns():
            return self._pronoun(sentence, token, quoted, found), token
        wanted = plural_wanted(token)
        if wanted is not None:
            pair = self._sides(sentence, token, found) if wanted.number == 2 and wanted.rank is None else ()
            pair = pair or self.pairs.resolve(sentence, wanted, self.memory.traces)
            if pair:
                return pair, wanted.first
        meant = meant_by_epithet(sentence, token, self.memory)
        if meant is not None:
            return (meant,), next(child for child in token.lefts if child.dep_ == "det")
        return self._described(sentence, token, found)

    def _relative(self, sentence: Sentence, token: Token, found: Found) -> tuple[Referent, ...]:
        """Return what a relative pronoun stands for: the noun that its clause hangs on."""
        clause = token.head
        while clause.dep_ not in ("relcl", "ROOT", "ccomp", "advcl") and clause.head.i != clause.i:
            clause = clause.head
        if clause.dep_ != "relcl":
            return ()
        return tuple(m.referent for m in found.get((sentence.index, clause.head.i), ()))

    def _pronoun(self, sentence: Sentence, token: Token, quoted: frozenset[int], found: Found) -> tuple[Referent, ...]:
        sort = pronouns()[token.lower_]
        banned = {self.speaker.key} if token.i in quoted and self.speaker is not None else set()
        if token.i == self.teller:
            banned |= people_in(sentence, self.told, found)
        if token.lower_ in words_of("pronouns", "reflexive"):
            own = self._reflexive(sentence, token, found)
            if own:
                return own
        if sort == "plural":
            return self._sides(sentence, token, found) or self._they(sentence, token, banned)
        if sort == "thing" and not may_be_actor(token):
            return ()
        if (
            sort != "thing"
            and token.dep_ == "poss"
            and (owner := self._owner_above(sentence, token, found)) is not None
        ):
            return (owner,)
        best = self.memory.singular(sentence, token, sort, banned)
        return (best,) if best else ()

    def _owner_above(self, sentence: Sentence, token: Token, found: Found) -> Referent | None:
        """Return whose the noun is that the phrase of "his" belongs to: "*Ek's* account of his talks with Lund"."""
        prep = token.head.head
        owners = [c for c in prep.head.lefts if c.dep_ == "poss"] if prep.dep_ == "prep" and prep.lower_ == "of" else []
        mentions = (m for owner in owners for m in found.get((sentence.index, owner.i), ()))
        return next((m.referent for m in mentions if m.form == "name" and m.referent.kind == MentionKind.PERSON), None)

    def _reflexive(self, sentence: Sentence, token: Token, found: Found) -> tuple[Referent, ...]:
        """Return what "himself" leans on: the name before it, or the subject of its verb."""
        beside = found.get((sentence.index, token.i - 1))
        if beside is not None and beside[0].referent.kind in PEOPLE:
            return tuple(m.referent for m in beside)
        for above in token.ancestors:
            for child in above.children:
                if child.dep_ in SUBJECTS and child.i < token.i and (sentence.index, child.i) in found:
                    return tuple(m.referent for m in found[sentence.index, child.i])
        return ()

    def _sides(self, sentence: Sentence, token: Token, found: Found) -> tuple[Referent, ...]:
        """Return the two whom the clause above sets against each other: "Ek told Lund of it when *they* met"."""
        clause = token.head
        above = clause.head
        if token.dep_ != "nsubj" or clause.dep_ != "advcl" or above.pos_ != "VERB":
            return ()
        if not any(child.lower_ in words_of("clauses", "beside") for child in clause.lefts):
            return ()
        before = {noun: found.get((sentence.index, noun.i), ()) for noun in ends_of(above) if noun.i < token.i}
        people = [m for m in before.values() if len(m) == 1 and m[0].referent.kind == MentionKind.PERSON]
        sides = {side[0].referent.key: side[0].referent for side in people}
        doer = any(noun.dep_ == "nsubj" and told in people for noun, told in before.items())
        return tuple(sides.values()) if doer and len(sides) == 2 else ()

    def _they(self, sentence: Sentence, token: Token, banned: set[str]) -> tuple[Referent, ...]:
        """Return the group or the several people that "they" means: whichever was in play last."""
        pair = self.pairs.latest(sentence, token, banned)
        group, score = self.memory.group(sentence, token, banned)
        if pair is not None and pair.score(sentence.index) >= score:
            return pair.referents
        return (group,) if group is not None else ()

    # --- "the president", "his Russian counterpart"

    def _described(self, sentence: Sentence, token: Token, found: Found) -> tuple[tuple[Referent, ...], Token]:
        """Return whom a definite description of an office means, by the people before it."""
        mentions = self.offices.get(sentence.place(token).end, ())
        if not mentions:
            return (), token
        first = tokens_in(sentence, mentions[0].span)[0]
        if "counterpart" in (mentions[0].referent.office or ""):
            return tuple(self._counterpart(sentence, token, m, found) for m in mentions), first
        named = self._named_before(sentence, first)
        if named is not None:
            return (named,), first
        if not _is_definite(token):
            return tuple(next(iter(self._named_below(sentence, m.referent)), m.referent) for m in mentions), first
        if any(_says_more(m.referent) for m in mentions):
            return tuple(m.referent for m in mentions), first
        owner = self._owner(sentence, token, found) if any(c.lower_ in ("its", "their") for c in token.lefts) else None
        return tuple(self._holder(sentence, token, of_country(m.referent, owner)) for m in mentions), first

    def _named_before(self, sentence: Sentence, first: Token) -> Referent | None:
        """Return whom an apposition with a time describes, however it was parsed: "Ann Ek, then the speaker of ..."."""
        place = sentence.place(first).start
        for mention in self.named.get(sentence.index, ()):
            if mention.referent.kind == MentionKind.PERSON and mention.span.end < place:
                between = self.article.text[mention.span.end : place]
                if len(between) < 40 and _THEN.fullmatch(between):
                    return mention.referent
        return None

    def _holder(self, sentence: Sentence, token: Token, described: Referent) -> Referent:
        """Return the one spoken of last who holds the office, else the description itself."""
        if _is_firms_own(token, described):
            return described
        if described.qualifier == "-elect":
            return elected(self.people, described) or described
        beside = self._told_behind(sentence, token)
        found = [
            trace.referent
            for trace in self.memory.recent(sentence, "description")
            if trace.referent.kind in PEOPLE
            and trace.referent.key not in (described.key, *beside)
            and may_mean(trace, sentence, token)
            and _may_hold(trace.referent, described)
        ]
        home = self._speaker_country(sentence, token) if described.country is None else None
        own = [person for person in found if home and person.country == home]
        return (own or self._spoken_of(found) or [described])[0]

    def _told_behind(self, sentence: Sentence, token: Token) -> set[str]:
        """Return who is named behind under the same verb, and is another: "*the president* thanked President Ek"."""
        named = ((m, head_of(sentence, m)) for m in self.named.get(sentence.index, ()) if m.form == "name")
        return {m.referent.key for m, head in named if head is not None and head.i > token.i and clash(head, token)}

    def _named_below(self, sentence: Sentence, described: Referent) -> list[Referent]:
        """Return whom a headline's bare office means, if the article names just one who holds it: "Pope flies home"."""
        if sentence.block != BlockKind.TITLE or fold(described.name) != fold(described.office or ""):
            return []
        holders = [person for person in self.people if person.office == described.office]
        return holders if len(holders) == 1 and _may_hold(holders[0], described) else []

    def _spoken_of(self, found: list[Referent]) -> list[Referent]:
        """Return candidates, the latest first; one named in passing gives way to one of whom the article tells."""
        often = [person for person in found if self.pairs.named[person.key] >= TOLD_OF]
        return often if found and often and self.pairs.named[found[0].key] == 1 else found

    def _speaker_country(self, sentence: Sentence, token: Token) -> str | None:
        """Return the country of the official who says it: "the president" of an adviser's words is his own."""
        for above in token.ancestors:
            if above.pos_ != "VERB" or above.i == token.head.i:
                continue
            for child in above.children:
                mentions = [m for m in self.named.get(sentence.index, ()) if child.i in _span_of(sentence, m)]
                if child.dep_ == "nsubj" and mentions:
                    who = mentions[0].referent
                    return who.country if who.kind in PEOPLE and who.office else None
        return None

    def _counterpart(self, sentence: Sentence, token: Token, mention: Mention, found: Found) -> Referent:
        """Return who holds the same office as the one to whom "his" points, in the other country."""
        owner, described = self._owner(sentence, token, found), mention.referent
        if owner is None or described.country is None or owner.office is None:
            return described
        for person in self.people:
            if person.country == described.country and _are_peers(person, owner):
                return person
        return same_office(owner.office, described.country, self.article.day) or described

    def _owner(self, sentence: Sentence, token: Token, found: Found) -> Referent | None:
        for child in token.children:
            if child.dep_ == "poss":
                self._refer(sentence, child, frozenset(), found)
                held = found.get((sentence.index, child.i))
                if held:
                    return held[0].referent
        return None


def _is_spelt_out(mention: Mention, head: Token) -> bool:
    """Say whether a group is named one by one beside it: after "the envoys, Ek and Lund, met", they are Ek and Lund."""
    if mention.referent.kind != MentionKind.GROUP:
        return False
    names = (child for child in head.children if child.dep_ == "appos" and child.pos_ == "PROPN")
    return any(child.dep_ == "conj" for name in names for child in name.children)


def _by_sentence(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    """Group mentions by sentence, the longer first; both are in the order of the text."""
    groups: dict[int, list[Mention]] = {}
    ordered = sorted(mentions, key=lambda m: m.span.start)
    at = 0
    for sentence in sorted(sentences, key=lambda s: s.start):
        while at < len(ordered) and ordered[at].span.start < sentence.end:
            if ordered[at].span.start >= sentence.start:
                groups.setdefault(sentence.index, []).append(ordered[at])
            at += 1
    for group in groups.values():
        group.sort(key=lambda m: (m.span.start - m.span.end, m.span.start))
    return groups


def _by_end(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    groups: dict[int, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.span.end, []).append(mention)
    return groups


def _enter(sentence: Sentence, mention: Mention, found: Found) -> None:
    for token in tokens_in(sentence, mention.span):
        key = (sentence.index, token.i)
        held = found.get(key)
        if held is None or held[0].span.end - held[0].span.start > mention.span.end - mention.span.start:
            found[key] = (mention,)
        elif held[0].span == mention.span and mention not in held and held[0].form == mention.form:
            found[key] = (*held, mention)


def _is_office(mention: Mention) -> bool:
    return mention.referent.kind == MentionKind.OFFICE and mention.referent.unnamed and mention.form == "title"


def _is_open(sentence: Sentence, mention: Mention) -> bool:
    """Say whether a mention describes someone whom what comes before it may name."""
    if _is_office(mention):
        return True
    if mention.referent.kind != MentionKind.GROUP or not mention.referent.unnamed:
        return False
    head = head_of(sentence, mention)
    return head is not None and plural_wanted(head) is not None


def _span_of(sentence: Sentence, mention: Mention) -> set[int]:
    return {token.i for token in tokens_in(sentence, mention.span)}


def _may_hold(person: Referent, described: Referent) -> bool:
    """Say whether the person is the one described: of that office, country and qualifier, so far as they are told."""
    fits = fits_rank(person, described.office or "") or person.name.endswith(f" {described.name}")
    return fits and described.country in (None, person.country) and described.qualifier in (None, person.qualifier)


def _is_firms_own(token: Token, described: Referent) -> bool:
    """Say whether a post in a firm belongs to the one that "its" means; we do not know whose firm another's is."""
    owned = any(child.dep_ == "poss" and child.lower_ == "its" for child in token.lefts)
    return owned and (described.office or "") in words_of("posts", "firm")


def _is_definite(token: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that") or c.dep_ == "poss" for c in token.lefts)


def _says_more(described: Referent) -> bool:
    """Say whether the description has words beside office and country: "the Southeast Asian leader"."""
    if described.country is not None or described.qualifier:
        return False
    return len(fold(described.name).split()) > len(fold(described.office or "").split())


def _are_peers(left: Referent, right: Referent) -> bool:
    return fits_rank(left, right.office or "") or (fits_rank(left, "leader") and fits_rank(right, "leader"))
