"""Match the codebook's frames against one token of a sentence and fill their roles with entities.

In: a sentence, a token, the article's references, the codebook. Out: `Match`es, the best first. Which of them become
event mentions, and with what status and details, is left to `events`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.extract.arguments import Arguments, lend, read_arguments, read_phrase
from dateline.extract.beside import is_open, set_beside
from dateline.extract.classes import classes_of, is_one_of, is_text
from dateline.extract.clauses import expand, is_verb, measured
from dateline.extract.codebook import CONSULT, Codebook, Frame, Role, Trigger
from dateline.extract.described import FORM, describe_actor
from dateline.extract.lists import listed_before
from dateline.extract.owners import is_own_master, owners_of, sayings
from dateline.extract.politics import acts_unnamed, is_anchored
from dateline.extract.refers import Refers
from dateline.extract.trigger_words import fixes, forms_of, is_epithet, is_hyphenated, is_month, near_words, topmost
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind

FALLBACK = "|"
"""Stands between a role's labels: those after it count only while fewer than two are found, or only company is."""

_OWN = frozenset(
    {"subject", "object", "indirect", "by", "to", "against", "with", "from", "on", "complement.subject"}
) | {*("object.possessive", "object.by", "object.from")}
"""Labels of the trigger's own arguments, under which one told by words alone may stand."""

_COMPANY = ("with", "alongside", "including")
"""Labels that tell with whom, and leave open who."""


@dataclass(frozen=True, slots=True)
class Filler:
    """One entity in a role, with the token that stands for it."""

    role: str
    token: Token
    mention: Mention


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that a token opens, with what fills its roles; `words` are the trigger's tokens."""

    frame: Frame
    trigger: Token
    words: tuple[Token, ...]
    fillers: tuple[Filler, ...]
    about: tuple[Token, ...]
    arguments: Arguments = field(repr=False)

    @property
    def rank(self) -> tuple[int, int, int]:
        """How well the frame fits: words of the trigger, needs met, entities found."""
        frame = self.frame
        needs = len(frame.need) + bool(frame.light) + bool(frame.except_light)
        return len(self.words), needs, len(self.known)

    @property
    def known(self) -> tuple[Filler, ...]:
        """The fillers that stand for somebody known, not those told by words alone."""
        return known(self.fillers)


def match_frames(sentence: Sentence, token: Token, references: Refers, codebook: Codebook) -> tuple[Match, ...]:
    """Return the frames that `token` opens, the best first; none for nearly every token."""
    triggers = codebook.triggers(token.lower_, token.lemma_.lower(), noun=token.pos_ == "NOUN")
    if not triggers or token.dep_ in ("aux", "auxpass") or is_epithet(token) or is_month(token):
        return ()
    site = _Site(sentence, token, references)
    found = [match for trigger in triggers if (match := site.match(trigger)) is not None]
    return tuple(sorted(found, key=lambda match: match.rank, reverse=True))


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a role may be filled by: classes, and whether by words alone; `taken` are in other roles already."""

    wanted: frozenset[str]
    taken: frozenset[str]
    described: bool


class _Site:
    """A token with its arguments, read once for all frames that it may open."""

    __slots__ = ("_phrase", "_read", "references", "sentence", "token")

    def __init__(self, sentence: Sentence, token: Token, references: Refers) -> None:
        self.sentence, self.token, self.references = sentence, token, references
        self._read: dict[int, Arguments] = {}
        self._phrase: Arguments | None = None

    def match(self, trigger: Trigger) -> Match | None:
        """Return the match of one frame under one of its triggers, or None."""
        frame = trigger.frame
        words = self.words(trigger)
        if words is None:
            return None
        arguments = self.read(frame, words)
        if not self.carried(frame, arguments) or not self.fits(frame, arguments):
            return None
        fillers = self.fill(frame, arguments)
        if fillers is not None:  # the "forces" that one joins are part of the saying
            fillers = tuple(filler for filler in fillers if filler.token not in words)
        if fillers is not None and len(self.counted(fillers)) < frame.least:
            fillers = (*fillers, *self.listed(frame, fillers))
        if fillers is None or len(self.counted(fillers)) < frame.least:
            return None
        referents = (filler.mention.referent for filler in fillers)
        if frame.anchor and not is_anchored(frame.anchor, referents, political=self.references.political):
            return None
        about = tuple(token for label in frame.about for token in self.get(arguments, label))
        return Match(frame, self.token, words, fillers, about, arguments)

    def listed(self, frame: Frame, fillers: tuple[Filler, ...]) -> list[Filler]:
        """Return those whom the words list as subjects of an encounter's verb, beside those whom the parse gives."""
        role = next((role for role in frame.roles if role.every and "subject" in role.labels), None)
        if frame.type != CONSULT or frame.word_class != "verb" or role is None:
            return []
        found = [Filler(role.name, t, m) for t, m in listed_before(self.sentence, self.references, self.token)]
        keys = {filler.mention.referent.key for filler in found}
        if any(filler.mention.referent.key not in keys for filler in fillers):
            return []
        return [one for one in found if _is_new(one, list(fillers))]

    def counted(self, fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
        """Return those of the fillers that count as somebody: in an article of politics, its forces and groups too."""
        if not self.references.political:
            return known(fillers)
        return tuple(f for f in fillers if f.mention.form != FORM or acts_unnamed(f.mention.referent))

    def read(self, frame: Frame, words: tuple[Token, ...]) -> Arguments:
        """Return the trigger's arguments as the frame sees them: its light verbs lend theirs, whatever they are."""
        if frame.word_class == "adjective":
            return self.phrase()
        head = self.token if frame.word_class == "verb" else topmost(words)
        arguments = merge(self.arguments(head), [self.arguments(word) for word in words if word != head])
        for verb in arguments.get("light"):
            if forms_of(verb) & frame.light:
                return lend(arguments, verb)
        return arguments

    def arguments(self, token: Token) -> Arguments:
        """Return the arguments of any token of the sentence, read once."""
        if token.i not in self._read:
            self._read[token.i] = read_arguments(self.sentence, token)
        return self._read[token.i]

    def phrase(self) -> Arguments:
        if self._phrase is None:
            self._phrase = read_phrase(self.sentence, self.token)
        return self._phrase

    def get(self, arguments: Arguments, label: str) -> tuple[Token, ...]:
        """Return the tokens under a label: "a.b" leads through arguments' arguments, "a|b" is either."""
        if "|" in label:
            return tuple(token for part in label.split("|") for token in self.get(arguments, part))
        first, _, rest = label.partition(".")
        tokens = arguments.get(first)
        tokens += tuple(below for token in tokens for below in measured(token))
        if not rest:
            return tokens
        if label == "in.of":
            tokens = tuple(token for token in tokens if token.lemma_.lower() not in sayings())
        if rest in _WHOSE:  # whose house it is that burns, but not whose cousin is shot or whose airline is sold
            tokens = tuple(token for token in tokens if not is_own_master(token))
        return tuple(found for token in tokens for found in self.get(self.arguments(token), rest))

    # --- the trigger's words

    def words(self, trigger: Trigger) -> tuple[Token, ...] | None:
        word_class, pos = trigger.frame.word_class, self.token.pos_
        if word_class == "verb":
            told = is_verb(self.token) and self.token.dep_ != "amod"  # "the captured general" is no news of a capture
            return self.verb_words(trigger.words) if told else None
        if word_class == "noun" and pos not in ("NOUN", "PROPN") and not is_hyphenated(self.token):
            return None
        described = pos in ("ADJ", "ADV", "VERB") and not is_hyphenated(self.token)  # not "ill-prepared"
        if word_class == "adjective" and len(trigger.words) == 1 and not described:
            return None
        return self.words_before(trigger.words)

    def words_before(self, words: tuple[str, ...]) -> tuple[Token, ...] | None:
        """Return the consecutive tokens that end at the head, hyphens between them left out."""
        found, at = [self.token], self.token.i
        for word in reversed(words[:-1]):
            at -= 1
            if at >= 0 and self.token.doc[at].text in ("-", "–"):
                at -= 1
            if at < 0 or word not in forms_of(self.token.doc[at]):
                return None
            found.append(self.token.doc[at])
        return tuple(reversed(found))

    def verb_words(self, words: tuple[str, ...]) -> tuple[Token, ...] | None:
        """Return the verb with the particles, prepositions and objects that the trigger fixes."""
        found = [self.token]
        for word in words[1:]:
            near = next(
                (t for t in near_words(self.token) if t not in found and word in forms_of(t) and fixes(t)), None
            )
            if near is None:
                return None
            found.append(near)
        if found[-1].dep_ == "aux":  # "is reported to be", not "is reported to the court"
            return None
        return tuple(sorted(found, key=lambda token: token.i))

    # --- what must and must not stand there

    def carried(self, frame: Frame, arguments: Arguments) -> bool:
        if not frame.light and not frame.except_light:
            return True
        over = {form for label in ("light", "predicate") for t in arguments.get(label) for form in forms_of(t)}
        return bool(over & frame.light or not frame.light) and not over & frame.except_light

    def fits(self, frame: Frame, arguments: Arguments) -> bool:
        for label, lemmas in frame.need.items():
            heads = self.get(arguments, label)
            if not heads or (lemmas and not any(self.forms(t) & lemmas for t in heads)):
                return False
        for label, lemmas in frame.forbid.items():
            heads = self.get(arguments, label)
            if heads and (not lemmas or any(self.forms(t, known=True) & lemmas for t in heads)):
                return False
        return True

    def forms(self, token: Token, *, known: bool = False) -> frozenset[str]:
        """Return a word's forms; of a pronoun also those of the head of what it stands for: "they", the *soldiers*.

        Where that is `known` and counts, the pronoun's own forms are left out: an "it" that is a state is no thing.
        """
        heads = [m.referent.name.lower().split()[-1] for m in self.mentions(token)] if token.pos_ == "PRON" else []
        own = frozenset[str]() if known and heads else forms_of(token)
        return own.union(*((head, head.removesuffix("s")) for head in heads))

    # --- roles

    def fill(self, frame: Frame, arguments: Arguments) -> tuple[Filler, ...] | None:
        """Return what fills the frame's roles, or None where one is filled by what it must not be."""
        found: list[Filler] = []
        for role in frame.roles:
            wanted = frame.require.get(role.name, frozenset())
            taken = frozenset(filler.mention.referent.key for filler in found)
            fillers, other = self.fill_role(role, arguments, _Opening(wanted, taken, frame.type != CONSULT))
            if not fillers and ("any" in wanted or (other and not _is_for_company(frame, other))):
                return None
            held = {other.token.i for other in found if "participant" not in (other.role, role.name)}
            new = [f for f in fillers if _is_new(f, found) and f.token.i not in held]
            if "any" in wanted and not new:  # nobody but the actor himself: "Peru warned that Peru would fall"
                return None
            found += [f for n, f in enumerate(new) if _is_new(f, new[:n])]
        return tuple(f for f in found if not _is_credit(f, found) and not _is_named_beside(f, found))

    def fill_role(self, role: Role, arguments: Arguments, opening: _Opening) -> tuple[list[Filler], set[str]]:
        """Return a role's fillers, and the labels under which one was refused for its class."""
        found: list[Filler] = []
        refused: set[str] = set()
        alone = True
        for label in role.labels:
            if label == FALLBACK:
                if alone is False and len({filler.mention.referent.key for filler in found}) > 1:
                    break
                continue
            tokens = self.get(arguments, label)
            fitting, others = self.split(role.name, tokens, opening.wanted)
            found += fitting
            if opening.described and label in _OWN:
                found += self.described(role.name, tokens, opening.wanted)
            alone = alone and (label in _COMPANY or not fitting)
            refused |= {label} if others else set()
            if not role.every and any(filler.mention.referent.key not in opening.taken for filler in found):
                break  # whoever acts is not done to as well: the next label may tell who is
        return found, refused

    def split(self, role: str, tokens: tuple[Token, ...], wanted: frozenset[str]) -> tuple[list[Filler], bool]:
        """Return the entities of a wanted class among some tokens, and whether any was of none.

        Where a group is not wanted, the state that it speaks for stands for it: "officials from Denmark".
        """
        fitting: list[Filler] = []
        refused = False
        wanted = wanted - {"any"}
        for token in tokens:
            fillers = list(self.entities(role, (token,)))
            fit = [f for f in fillers if not wanted or classes_of(f.mention.referent) & wanted]
            if "state" in wanted and all(_is_described(f.mention) for f in fit):
                fit = [Filler(role, token, mention) for mention in self.behind(token)] or fit
            refused = refused or bool(fillers and not fit)
            fitting += fit
        return fitting, refused

    def behind(self, token: Token) -> Iterator[Mention]:
        """Yield the states that a group which speaks for them is of, from or called after."""
        if {token.lemma_.lower(), token.lower_.removesuffix("s")}.isdisjoint(_delegates()) or _is_private(token):
            return
        for child in token.children:
            below = [child] if child.dep_ in ("amod", "compound", "poss") else []
            if child.dep_ == "prep" and child.lower_ in ("of", "from"):
                below = [t for t in child.children if t.dep_ == "pobj"]
            for head in below:
                for mention in (m for t in expand(head) for m in self.references.of(self.sentence, t)):
                    if mention.referent.kind == MentionKind.COUNTRY:
                        yield mention

    def described(self, role: str, tokens: tuple[Token, ...], wanted: frozenset[str]) -> Iterator[Filler]:
        """Yield those who are told by words alone among the tokens: "several banks"."""
        for token in tokens:
            mention = None if self.mentions(token) else describe_actor(self.sentence, token)
            if mention is not None and (wanted <= {"any"} or classes_of(mention.referent) & wanted):
                yield Filler(role, token, mention)

    def entities(self, role: str, tokens: tuple[Token, ...]) -> Iterator[Filler]:
        for token in tokens:
            for mention in self.mentions(token):
                if not is_text(mention.referent) and not is_one_of(token, mention):
                    yield Filler(role, token, mention)

    def mentions(self, token: Token) -> tuple[Mention, ...]:
        """Return whom a phrase stands for, by its head or by what is set beside it: "the leaders, Ek and Lund"."""
        found = owners_of(self.sentence, token, self.references) or self.references.of(self.sentence, token)
        if found and not all(is_open(mention) for mention in found):
            return found
        beside = [*set_beside(token), *([token.head] if token.dep_ == "appos" and not found else [])]
        named = tuple(m for child in beside for m in self.references.of(self.sentence, child))
        return named if named and not (found and all(m.referent.unnamed for m in named)) else found


def known(fillers: tuple[Filler, ...]) -> tuple[Filler, ...]:
    """Return those of the fillers that stand for somebody known, not told by words alone."""
    return tuple(filler for filler in fillers if filler.mention.form != FORM)


def merge(arguments: Arguments, others: list[Arguments]) -> Arguments:
    """Return a trigger's arguments with the prepositional phrases of its other words."""
    labels = dict(arguments.labels)
    for other in others:
        for label, tokens in other.labels.items():
            if label not in labels and any(token.dep_ == "pobj" for token in tokens):
                labels[label] = tokens
    return Arguments(arguments.trigger, labels) if others else arguments


_WHOSE = ("possessive", "modifier", "of")


@lru_cache(maxsize=1)
def _delegates() -> frozenset[str]:
    return lexicon("encounters").words("delegates")


def _is_private(token: Token) -> bool:
    """Say whether a group speaks for no state: "Danish *business* leaders"."""
    private = lexicon("encounters").words("private")
    return any(child.dep_ in ("compound", "amod", "nmod") and child.lower_ in private for child in token.lefts)


def _is_for_company(frame: Frame, refused: set[str]) -> bool:
    """Say whether a frame may be told of those only described, whom `company` names: "EC finance *ministers* met"."""
    return frame.type == CONSULT and frame.least == 0 and "modifier" not in refused


def _is_described(mention: Mention) -> bool:
    """Say whether a body has no name of its own here: "delegations from"."""
    kinds = (MentionKind.ORGANISATION, MentionKind.GROUP)
    return mention.form == "description" and mention.referent.kind in kinds


def _is_credit(filler: Filler, found: list[Filler]) -> bool:
    """Say whether a news agency heads the sentence beside a doer, as in a caption whose credit ran into it."""
    who = filler.mention.referent
    opens = who.kind == MentionKind.ORGANISATION and who.sector == "MED" and filler.token.i <= _CREDIT_WORDS
    return opens and any(other.role == filler.role and other is not filler for other in found)


def _is_named_beside(filler: Filler, found: list[Filler]) -> bool:
    """Say whether words describe one whose name stands right behind: "the Soviet news *agency* Tass"."""
    if not filler.mention.referent.unnamed:
        return False
    return any(o.role == filler.role and o.token.i == filler.token.i + 1 and o.token.pos_ == "PROPN" for o in found)


_CREDIT_WORDS = 4
"""How many tokens a credit may take: "AP : Associated Press"."""


def _is_new(filler: Filler, found: list[Filler]) -> bool:
    referent = filler.mention.referent
    return all(referent.key != o.mention.referent.key and referent.name != o.mention.referent.name for o in found)
