"""The chain over a trigger: what its own clause says, and which word governs it and how.

In: spaCy tokens of one sentence. Out: `Clause` (tense, aspect, modal, negation, marker of a verb's clause) and `Link`
(the word above and the relation to it). What either means for the status is left to `dateline.extract.status`.
"""

from dataclasses import dataclass

from spacy.tokens import Token

from dateline.extract.joined import joined_to

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_NEGATABLE = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj"})
_CLAUSAL = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "pcomp", "acl", "advcl", "relcl"})
_NONE = frozenset({"no", "neither", "nobody", "none", "nothing", "nowhere"})
_MARKS = frozenset({"mark", "advmod", "prep"})


@dataclass(frozen=True, slots=True)
class Clause:
    """What a verb's own clause says; `form` is finite, to, ing, participle or bare."""

    verb: Token
    form: str
    past: bool = False
    perfect: bool = False
    progressive: bool = False
    modal: Token | None = None
    negation: Token | None = None
    mark: Token | None = None
    subject: Token | None = None
    condition: Token | None = None  # the verb of an if-clause below it
    inverted: bool = False
    asking: Token | None = None  # who, why, how ... that opens it


@dataclass(frozen=True, slots=True)
class Link:
    """How a token hangs on the word above: relation and, where there is one, the preposition or marker."""

    governor: Token
    relation: str
    word: str = ""
    mark: Token | None = None


def is_verbal(token: Token) -> bool:
    """Say whether the token heads a clause."""
    return token.tag_[0] == "V" or token.tag_ == "MD" or token.pos_ == "AUX"


def heads_clause(token: Token) -> bool:
    """Say whether the token heads a clause, even a verb taken for a noun: "if the two *meet* in Rome"."""
    return is_verbal(token) or (token.dep_ == "advcl" and any(c.dep_ == "mark" for c in token.lefts))


def read_clause(verb: Token) -> Clause:
    """Read auxiliaries, negation, marker and subject from a verb's children, in one walk."""
    parts = _Parts(verb)
    if verb.dep_ == "conj" and not parts.auxiliaries and parts.subject is None and is_verbal(verb.head):
        parts.inherit(_Parts(joined_to(verb, verb.head)))
    return parts.clause()


class _Parts:
    """The children of a verb that bear on its clause, gathered while walking."""

    __slots__ = ("asking", "auxiliaries", "condition", "mark", "negation", "subject", "verb")

    def __init__(self, verb: Token) -> None:
        self.verb = verb
        self.auxiliaries: list[Token] = []
        self.negation: Token | None = None
        self.mark: Token | None = None
        self.subject: Token | None = None
        self.condition: Token | None = None
        self.asking: Token | None = None
        for child in verb.children:
            self._take(child, child.dep_)

    def _take(self, child: Token, dep: str) -> None:
        if dep in ("aux", "auxpass"):
            self.auxiliaries.append(child)
        elif dep == "neg" or child.lower_ in ("never", "nor"):
            self.negation = self.negation or (None if _merely(child) else child)
        elif dep == "mark":
            self.mark = child
        elif dep == "advcl" and child.i != self.verb.i:
            self._take_condition(child)
        elif child.lower_ == "longer" and child.n_lefts and naught(child) is not None:
            self.negation = child
        elif child.tag_ in ("WRB", "WP", "WDT", "WP$"):
            self.asking = self.asking or child
        if dep in SUBJECTS and child.dep_ != "expl":
            self.subject = child
        if dep in _NEGATABLE and self.negation is None:
            self.negation = naught(child)
        if dep == "preconj" and child.lower_ == "neither":
            self.negation = child

    def _take_condition(self, child: Token) -> None:
        for mark in child.lefts:
            if mark.dep_ == "mark" and mark.lower_ in ("if", "unless", "provided"):
                self.condition = child

    def inherit(self, first: "_Parts") -> None:
        """Take what a coordinated verb shares with the first: "did not meet or speak", "will meet and talk"."""
        tag = "VB" if self.verb.tag_ == "VBP" and first.verb.tag_ == "VB" else self.verb.tag_  # one form, two tags
        if tag in ("VB", "VBN", "VBG") and tag == first.verb.tag_:
            self.auxiliaries = first.auxiliaries
        if self.negation is None and first.negation is not None and self._shares(first.negation):
            self.negation = first.negation
        self.mark = self.mark or first.mark
        self.subject = first.subject
        self.condition = self.condition or first.condition

    def _shares(self, negation: Token) -> bool:
        """Say whether the first verb's negation reaches this one: not over "but", nor from an empty object."""
        joint = [left.lower_ for left in self.verb.head.children if left.dep_ == "cc" and left.i < self.verb.i]
        if "but" in joint or negation.dep_ not in ("neg", "advmod", "preconj"):
            return False
        return "or" in joint or "nor" in joint or self.verb.tag_ in ("VB", "VBN", "VBG")

    def clause(self) -> Clause:
        """Put the parts together."""
        verb, words = self.verb, [a.lower_ for a in self.auxiliaries]
        modal = next((a for a in self.auxiliaries if a.tag_ == "MD"), None)
        first = self.auxiliaries[0] if self.auxiliaries else verb
        return Clause(
            verb=verb,
            form=self._form(words),
            past=first.tag_ in ("VBD", "VBN"),
            perfect=any(a.lemma_ == "have" for a in self.auxiliaries),
            progressive=(verb.tag_ == "VBG" and bool(self.auxiliaries)) or "being" in words,
            modal=modal,
            negation=self.negation,
            mark=self.mark,
            subject=self.subject,
            condition=self.condition,
            inverted=bool(self.auxiliaries) and self.subject is not None and first.i < self.subject.i,
            asking=self.asking,
        )

    def _form(self, words: list[str]) -> str:
        tag = self.verb.tag_
        if "to" in words:
            return "to"
        if self.auxiliaries and self.auxiliaries[0].tag_ == "VBG":
            return "ing"  # "after being shot", "having met"
        if words or tag in ("VBZ", "VBP", "VBD", "MD"):
            return "finite"
        if tag == "VBG":
            return "ing"
        return "participle" if tag == "VBN" else "bare"


def naught(noun: Token) -> Token | None:
    """Return the word that makes a noun phrase empty: "*no* talks", "*neither* side", "*nobody*"."""
    if noun.lower_ in _NONE:
        return noun
    for left in noun.lefts:
        if left.lower_ in ("no", "neither") and left.dep_ in ("det", "neg", "preconj", "cc", "nummod"):
            return left
    return None


def _merely(negation: Token) -> bool:
    """Say whether "not" belongs to "not only", "not just", "not least"."""
    after = negation.i + 1
    return after < len(negation.doc) and negation.doc[after].lower_ in ("only", "just", "least", "merely")


def find_link(token: Token) -> Link | None:
    """Return what governs the token; None for the root of the sentence."""
    token = _first_conjunct(token)
    dep = token.dep_
    if dep == "ROOT" or token.head.i == token.i:
        return None
    if dep in _CLAUSAL and (heads_clause(token) or dep not in ("acl", "relcl", "advcl")):
        return _clause_link(token, dep)
    return _noun_link(token, dep)


def _first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = joined_to(token, token.head)
    return token


def _clause_link(verb: Token, dep: str) -> Link:
    head = verb.head
    form, mark = _opening(verb, dep)
    marker = mark.lower_ if mark is not None else ""
    if marker == "whether" or (marker == "if" and dep in ("ccomp", "pcomp")):
        return Link(_over(head), "whether", marker, mark)
    if dep == "pcomp":
        return Link(_over(head), "about", preposition(head), head)
    if dep == "advcl":
        if form == "to" and marker in ("", "for"):
            return Link(head, "to" if marker else "purpose", marker, mark)
        return Link(head, "adverbial", marker, mark)
    if dep in ("csubj", "csubjpass"):
        return Link(head, "subject")
    return Link(head, "relative" if dep == "relcl" and form != "to" else form, marker, mark)


_BY_TAG = {"VBG": "ing", "VBN": "participle", "VBD": "that", "VBZ": "that", "VBP": "that", "VB": "bare"}


def _opening(verb: Token, dep: str) -> tuple[str, Token | None]:
    """Return a clause's form as its governor sees it, and the word that opens it."""
    form, mark = "", None
    for left in verb.lefts:
        if left.lower_ == "to" and left.dep_ in ("aux", "prep"):
            form = "to"
        elif left.dep_ == "mark" or (left.dep_ in _MARKS and (left.tag_ == "WRB" or dep == "advcl")):
            mark = mark or left
        elif left.dep_ in SUBJECTS or left.tag_ == "MD":
            form = form or "that"
    return form or _BY_TAG.get(verb.tag_, "object"), mark


def _over(head: Token) -> Token:
    """Return the word that a prepositional phrase hangs on."""
    while (
        head.dep_ in ("prep", "agent", "pcomp")
        or (head.dep_ == "advmod" and head.pos_ in ("ADV", "ADP", "SCONJ"))
        or (head.dep_ == "conj" and head.pos_ == "ADP")
    ):
        if head.head.i == head.i:
            break
        head = head.head
    return head


def preposition(token: Token) -> str:
    """Return the whole preposition: "ahead of", "instead of", "without"."""
    above = token.head
    if token.dep_ in ("prep", "pcomp") and above.pos_ in ("ADV", "ADP", "SCONJ") and above.i == token.i - 1:
        return f"{above.lower_} {token.lower_}"
    before = token.doc[token.i - 1] if token.i else None
    if before is not None and before.head.i == token.i and before.dep_ in ("advmod", "prep", "pcomp"):
        return f"{before.lower_} {token.lower_}"
    return str(token.lower_)


_NOUN_RELATIONS = {
    "dobj": "object", "nsubjpass": "object", "oprd": "object", "nsubj": "subject", "attr": "predicate",
    "acomp": "predicate", "compound": "compound", "nmod": "compound", "amod": "compound", "poss": "compound",
    "appos": "apposition", "dative": "object", "npadvmod": "aside", "advcl": "aside",
}  # fmt: skip


def _noun_link(noun: Token, dep: str) -> Link:
    head = noun.head
    if dep == "pobj":
        return Link(_over(head), "about", preposition(head), head)
    return Link(head, _NOUN_RELATIONS.get(dep, "aside"))
