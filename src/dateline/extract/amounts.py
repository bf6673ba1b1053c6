"""Read counts and sums: the killed, the wounded, the arrested, crowds and money, each with the words that say so.

In: a parsed sentence. Out: `Detail`s whose value keeps what the text says of the number: "12", ">=12", "~300",
"dozens", "40000000 USD". What counts as what is in `lexicons/amounts.toml`; to which event a count belongs is left to
`events`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Doc, Token

from dateline.annotate.sentences import Sentence
from dateline.lexicon import lexicon
from dateline.model.claims import Detail

MONEY = "amount"

_FIGURE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_OBJECT = ("dobj", "nsubjpass", "obj")


@dataclass(frozen=True, slots=True)
class _Field:
    """The words that make a number count one thing."""

    name: str
    object: frozenset[str]
    subject: frozenset[str]
    nouns: frozenset[str]
    states: frozenset[str]
    tolls: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Words:
    """The lexicon, in the form in which it is asked."""

    fields: tuple[_Field, ...]
    bounds: tuple[tuple[tuple[str, ...], str], ...]  # longest first
    numbers: Mapping[str, str]
    scales: Mapping[str, str]
    vague: frozenset[str]
    currencies: Mapping[str, str]
    belongs: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Quantity:
    """A number in the text: its tokens, from the first word of its bound on, and its value."""

    first: Token
    last: Token
    value: str
    bound: str

    @property
    def text(self) -> str:
        return self.bound + self.value


@lru_cache(maxsize=1)
def _load() -> _Words:
    table = lexicon("amounts")
    bounds = [(tuple(words.split()), sign) for sign, all_ in table.lists("bounds").items() for words in all_]
    return _Words(
        fields=tuple(
            _Field(
                name, *(table.words("fields", name, key) for key in ("object", "subject", "nouns", "states", "tolls"))
            )
            for name in table.get("fields")
        ),
        bounds=tuple(sorted(bounds, key=lambda item: -len(item[0]))),
        numbers=table.mapping("numbers"),
        scales=table.mapping("scales"),
        vague=table.words("vague", "words"),
        currencies=table.mapping("currencies"),
        belongs=table.lists("belongs"),
    )


def read_amounts(sentence: Sentence) -> tuple[Detail, ...]:
    """Return the sentence's counts and sums in the order of the text; years and clock times are none."""
    words = _load()
    found: list[Detail] = []
    for quantity in _quantities(sentence.doc, words):
        currency = _currency(quantity, words)
        if currency is not None:
            first, last, code = currency
            found.append(Detail(MONEY, f"{quantity.text} {code}", sentence.stretch(first, last)))
        elif (field := _counted(quantity, words)) is not None:
            found.append(Detail(field, quantity.text, sentence.stretch(quantity.first, quantity.last)))
    return tuple(found)


def amounts_of(sentence: Sentence, event_type: str) -> tuple[Detail, ...]:
    """Return those of the sentence's counts and sums that an event of a type may carry."""
    fields = _load().belongs.get(event_type, ())
    return tuple(detail for detail in read_amounts(sentence) if detail.field in fields) if fields else ()


# --- numbers


def _quantities(doc: Doc, words: _Words) -> Iterator[_Quantity]:
    at = 0
    while at < len(doc):
        value, end = _number(doc, at, words)
        if value is None:
            at += 1
            continue
        first, bound = _bound(doc, at, words)
        yield _Quantity(doc[first], doc[end - 1], value, bound)
        at = end


def _number(doc: Doc, at: int, words: _Words) -> tuple[str | None, int]:
    """Return the value of the number that starts at a token, and the token after it."""
    lower = doc[at].lower_
    if lower in words.vague:
        end = at + 2 if lower == "tens" and doc[at + 1 : at + 3].text.lower() == "of thousands" else at
        return ("tens of thousands", end + 1) if end > at else (lower, at + 1)
    figure = _figure(doc[at], words)
    if figure is None:
        return None, at
    end = at + 1
    if doc[end : end + 1].text == "-" and doc[end + 1 : end + 2].text.lower() in words.numbers:  # "twenty-two"
        figure += float(words.numbers[doc[end + 1].lower_])
        end += 2
    while end < len(doc) and doc[end].lower_ in words.scales:
        figure *= float(words.scales[doc[end].lower_])
        end += 1
    return f"{figure:.10g}" if figure < 1e10 else f"{figure:.0f}", end


def _figure(token: Token, words: _Words) -> float | None:
    lower = token.lower_
    if _FIGURE.fullmatch(lower):
        return None if _is_date(token) else float(lower.replace(",", ""))
    if lower in words.numbers:
        return float(words.numbers[lower])
    if lower in words.scales and token.i and token.nbor(-1).lower_ == "a":
        return 1.0 * float(words.scales[lower]) if lower in ("hundred", "thousand", "million", "billion") else None
    return None


def _is_date(token: Token) -> bool:
    """Say whether a bare figure is a year, a day of a month or a share rather than a count."""
    if token.ent_type_ in ("DATE", "TIME", "PERCENT"):
        return True
    after = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return after in ("%", "percent", "per", "pm", "am") or bool(re.fullmatch(r"(19|20)\d\d", token.text))


def _bound(doc: Doc, at: int, words: _Words) -> tuple[int, str]:
    """Return where the words before a number begin that bound it, and the sign they stand for."""
    start = at - 1 if at and doc[at - 1].text in ("$", "€", "£", "¥") else at
    for phrase, sign in words.bounds:
        if start >= len(phrase) and tuple(t.lower_ for t in doc[start - len(phrase) : start]) == phrase:
            return start - len(phrase), sign
    return at, ""


# --- what they count


def _currency(quantity: _Quantity, words: _Words) -> tuple[Token, Token, str] | None:
    """Return the sum's first and last token and its currency, where the number is one of money."""
    doc, last = quantity.last.doc, quantity.last
    number = next((t for t in doc[quantity.first.i : last.i + 1] if t.like_num or t.pos_ == "NUM"), quantity.first)
    if number.i and (code := words.currencies.get(doc[number.i - 1].lower_)):
        return min(quantity.first, doc[number.i - 1], key=lambda t: t.i), last, code
    for near in doc[last.i + 1 : last.i + 3]:
        if code := words.currencies.get(near.lemma_.lower()) or words.currencies.get(near.lower_):
            return quantity.first, near, code
        if near.pos_ != "ADJ":
            break
    return None


def _counted(quantity: _Quantity, words: _Words) -> str | None:
    noun, top = _phrase(quantity.last)
    for field in words.fields:
        if _is_counted(quantity, noun, top, field):
            return field.name
    return None


def _phrase(number: Token) -> tuple[Token, Token]:
    """Return the noun that a number counts and the head of the phrase that they form."""
    top = number
    while top.dep_ in ("nummod", "compound", "quantmod", "amod") and top.head.pos_ in ("NOUN", "PROPN", "NUM", "ADJ"):
        top = top.head
    noun = top
    for child in top.children:
        if child.lower_ == "of" and top.pos_ != "PROPN":
            noun = next((t for t in child.children if t.dep_ == "pobj"), noun)
    return noun, top


def _is_counted(quantity: _Quantity, noun: Token, top: Token, field: _Field) -> bool:
    if noun.lemma_.lower() in field.nouns:
        return True
    if _is_state(quantity, top, field):
        return True
    return any(_is_argument(token, field) for token in _chain(top)) or _is_toll(top, field)


def _is_state(quantity: _Quantity, top: Token, field: _Field) -> bool:
    """Say whether the words beside the number tell its state: "12 dead", "30 others wounded", "nine people killed"."""
    doc = top.doc
    right = max(quantity.last.i, top.i) + 1
    beside = [*doc[quantity.last.i + 1 : quantity.last.i + 2], *doc[right : right + 1]]
    told = [child for child in top.children if child.dep_ in ("acl", "amod") and child.i > top.i]
    return any(t.lower_ in field.states and t.dep_ != "ROOT" for t in (*beside, *told))


def _chain(top: Token) -> Iterator[Token]:
    """Yield the phrase's head and the heads that it is joined to: "killed a guard and *two drivers*".

    Lives are counted by whose they are: "claimed the lives of *nine guards*".
    """
    if top.dep_ == "pobj" and top.head.lower_ == "of" and top.head.head.lower_ == "lives":
        top = top.head.head
    yield top
    while top.dep_ in ("conj", "appos"):
        top = top.head
        yield top


def _is_argument(token: Token, field: _Field) -> bool:
    verb = token.head
    if token.dep_ in _OBJECT:
        return verb.lemma_.lower() in field.object
    if token.dep_ == "nsubj":
        return verb.lemma_.lower() in field.subject or (verb.lower_ in field.states and verb.pos_ != "VERB")
    return False


def _is_toll(top: Token, field: _Field) -> bool:
    """Say whether the number is the height of a toll: "a death toll of 12", "the toll rose to 12"."""
    if not field.tolls or top.dep_ != "pobj" or top.head.lower_ not in ("of", "to", "at"):
        return False
    over = top.head.head
    subjects: Sequence[Token] = [child for child in over.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")]
    return any(token.lemma_.lower() in field.tolls for token in (over, *subjects))
