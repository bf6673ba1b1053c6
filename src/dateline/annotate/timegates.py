"""Tell a word of time from its look-alikes: "May" the prime minister, "march" the verb, "2000 soldiers".

In: a `Sketch` with its parsed sentence and what the whole article shows of names. Out: whether the sketch stands.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Token

from dateline.annotate.sentences import Sentence
from dateline.annotate.timerules import Sketch
from dateline.annotate.timewords import any_of, time_words
from dateline.model.text import Article

_LEADS = (
    r"(?:in|since|until|till|by|from|during|before|through|around|late|early|mid|last|next|this|as of|starting|"
    r"beginning|ending|end of)[\s-]+$"
)
_YEAR_LEADS = (
    r"(?:\b(?:in|since|until|till|by|from|during|before|after|for|through|to|between|of|around|and|or|circa|year|"
    r"early|late|mid|the|a|an|this|that|back in|than)[\s-]+|[('’‘-])$"
)
_NAMES = r"(?:[A-Z][a-z]+|Mrs?\.?|Ms\.?|Dr\.?|Sir|Lady)\s+({})(?=['’]s\b|\s+[a-z]|[,.])"
_UNSURE = {
    "may",
    "march",
    "april",
    "june",
    "august",
    "jan",
    "sun",
    "mon",
    "wed",
    "sat",
    "mar",
    "dec",
    "fri",
    "thu",
    "tue",
}


@dataclass(frozen=True, slots=True)
class Gate:
    """What the article shows: `people` are the words of time that it uses as someone's name, in small letters."""

    people: frozenset[str]

    @classmethod
    def of(cls, article: Article) -> "Gate":
        """Look for names like "Theresa May" or "Mr March" in the article's text."""
        words = [w.capitalize() for w in (*time_words().months, *time_words().weekdays, "summer", "autumn")]
        pattern = re.compile(_NAMES.format(any_of(words)))
        names = (m for m in pattern.finditer(article.text) if not _opens(article.text, m.start()))
        return cls(frozenset(m.group(1).lower() for m in names))


_NO_FIRST_NAME = re.compile(
    r"(?:In|On|By|Since|Until|Last|Next|This|From|Late|Early|Mid|The|After|Before|Every|Each|During|Between|For|Of|"
    r"At|And|To|Through|Till|As|That|But|When|Again|Black|Good|Easter|Ash|Super|Holy|Bloody|Palm|Labou?r)\s"
)


def _opens(text: str, start: int) -> bool:
    """A capital that only opens a sentence is no first name: "Last May, the party won"."""
    return _NO_FIRST_NAME.match(text, start) is not None


def allows(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    """Say whether the sketch is a time in its sentence."""
    check = _CHECKS.get(sketch.name)
    words = sentence.text[sketch.start : sketch.end]
    if not _well_written(sketch, words):
        return False
    return check is None or check(sketch, sentence, gate)


def _well_written(sketch: Sketch, words: str) -> bool:
    """Names of months need their capital; a weekday may go without, its abbreviation may not."""
    for word in re.findall(r"[A-Za-z]+", words):
        low = word.lower()
        if low in time_words().months and word[0].islower() and sketch.kind == "date":
            return False
        if low in time_words().weekdays and not low.endswith("day") and word[0].islower():
            return False
    return True


def _month(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    """A month alone: "May" and "March" need a word before them that only a date has."""
    words = sentence.text[sketch.start : sketch.end]
    name = re.findall(r"[A-Za-z]+", words)[-1].lower()
    before, after = sentence.text[: sketch.start], sentence.text[sketch.end :]
    if words.isupper() and len(words) == 3 and not re.search(_LEADS, before, re.IGNORECASE):
        return False
    if re.match(r"[\s]+\d{3,}|[’'-]?\w|-", after) and not re.match(r"['’]s?\b", after):
        return False
    if (
        len(name) < 4
        and name != "may"
        and not re.search(r"(?:in|last|since|until|by|next|this)\s+$", before, re.IGNORECASE)
    ):
        return False
    bare = len(words.split()) == 1 and "-" not in words
    if name in gate.people and bare:
        return bool(re.search(r"\b(?:in|last|next|since|late|early|until)\s+$", before)) and not _acts(sentence, sketch)
    if _named_person(sentence, sketch):
        return False
    if name in _UNSURE and bare:
        named = re.search(r"\bthe\s+$", before, re.IGNORECASE) and re.match(r"\s+[a-z]", after)
        return bool(named or re.search(rf"\b{_LEADS}", before, re.IGNORECASE)) and not _acts(sentence, sketch)
    return True


def _acts(sentence: Sentence, sketch: Sketch) -> bool:
    """The word is the subject of a verb: someone of that name."""
    return any(t.dep_ in ("nsubj", "nsubjpass", "poss") for t in _tokens(sentence, sketch))


def _named_person(sentence: Sentence, sketch: Sketch) -> bool:
    """A capital follows that belongs to the same name: "April Smith"."""
    tokens = _tokens(sentence, sketch)
    if not tokens or tokens[-1].i + 1 >= len(sentence.doc):
        return False
    last = tokens[-1]
    following = sentence.doc[last.i + 1]
    return last.ent_type_ == "PERSON" and following.ent_type_ == "PERSON" and following.ent_iob_ == "I"


def _weekday(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    words = sentence.text[sketch.start : sketch.end]
    last = re.findall(r"[A-Za-z]+", words)[-1].lower()
    if last.endswith("day") or last not in time_words().weekdays:
        return not re.match(r"[’']?\w|-(?!\s)", sentence.text[sketch.end :]) or _own(sentence.text[sketch.end :])
    return bool(re.search(r"\b(?:on|last|next|since|until|by)\s+$", sentence.text[: sketch.start]))


def _own(after: str) -> bool:
    return bool(re.match(r"['’]s?\b|-\w", after))


def _year(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    """Four figures alone: a year behind a preposition, before a noun with a determiner, or closing a name."""
    before, after = sentence.text[: sketch.start], sentence.text[sketch.end :]
    if re.search(
        r"(?:[$£€¥#№]|\bNo\.?|\d[,.:/-]|\b(?:about|nearly|almost|over|some|only|than|room|flight|channel))\s?$",
        before,
        re.IGNORECASE,
    ):
        return False
    if re.match(
        r"\s?(?:[%°]|[-–/]\w|(?:[ap]\.?m|GMT|UTC|hours?|hrs?|km|miles|metres|meters|feet|dollars|euros|points|tonn?es|people|years?|of\b)\b)",
        after,
    ):
        return bool(re.match(r"[-–/](?:\d|[a-z])|\s?of\b", after)) and bool(re.search(_YEAR_LEADS, before))
    if sketch.modifier:
        return True
    return _year_fits(sketch, sentence, before, after)


def _year_fits(sketch: Sketch, sentence: Sentence, before: str, after: str) -> bool:
    token = _tokens(sentence, sketch)[0]
    head = token.head
    counts = head.i > token.i and head.tag_ in ("NNS",) and not _determined(head, token)
    if re.search(_YEAR_LEADS, before, re.IGNORECASE):
        return not counts
    if token.i == 0:
        return bool(re.match(r"\s+[A-Z]|\s*$", after)) and not counts
    previous = sentence.doc[token.i - 1]
    if previous.pos_ == "PROPN" or previous.ent_type_ in ("EVENT", "ORG"):
        return token.i + 1 >= len(sentence.doc) or not counts
    return head.i > token.i and _determined(head, token)


def _determined(head: Token, year: Token) -> bool:
    """The noun has a determiner or owner, or is a name: "its 2015 accords", "the 2014 Games"."""
    left = [child for child in head.children if child.i < year.i]
    return head.tag_ in ("NNP", "NNPS") or any(child.dep_ in ("det", "poss") for child in left)


def _length(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    """A count and a unit: not an age, not a rate, not "the last minute"."""
    before, after = sentence.text[: sketch.start], sentence.text[sketch.end :]
    words = sentence.text[sketch.start : sketch.end].lower()
    if re.match(r"[\s-]+(?:old|olds|of age)\b|-(?:old|year)", after) or re.search(r"\baged?\s+$", before):
        return False
    if re.match(r"(?:a|an|one) (?:second|minute|quarter|weekend)$", words) and not re.search(
        r"\b(?:for|in|lasted|within|after|than|about|just|only|took)\s+$", before
    ):
        return False
    if re.match(r"one (?:day|night)$", words):
        return bool(re.search(r"\b(?:for|in|lasted|within|after|than|about|just|only|took|least)\s+$", before))
    return not (words.endswith("quarter") and not re.search(r"\bof\b", words) and "quarters" not in words)


def _rate(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    return _length(sketch, sentence, gate)


def _ref(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    """ "Now" and "soon" as adverbs of time; "the past" and "the future" as nouns."""
    words = sentence.text[sketch.start : sketch.end].lower()
    after = sentence.text[sketch.end :]
    if words in ("the past", "the future", "the near future"):
        return not re.match(r"\s+[a-z]+", after) or bool(
            re.match(r"\s+(?:and|or|but|for|when|that|of|to|he|they|as|on|by)\b", after)
        )
    if words in ("soon", "shortly"):
        return not re.match(r"\s+(?:after|before|as|followed)\b", after) and not re.search(
            r"\b(?:as|too|how)\s+$", sentence.text[: sketch.start], re.IGNORECASE
        )
    if words == "now":
        return not re.match(r",|\s+that\b|-", after) and not sentence.text[: sketch.start].endswith("-")
    return True


def _season(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    """ "Fall" and "spring" also drop and leap; "the Arab Spring" and "summer school" are names."""
    tokens = _tokens(sentence, sketch)
    if any(token.lower_ in ("fall", "spring") and token.pos_ in ("VERB", "AUX") for token in tokens):
        return False
    after = sentence.text[sketch.end :]
    return not (
        sentence.text[sketch.start : sketch.end].lower().endswith("fall") and re.match(r"\s+(?:in|from|to|by)\b", after)
    )


def _near_day(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    """ "USA TODAY" is a newspaper."""
    return sentence.text.isupper() or not sentence.text[sketch.start : sketch.end].isupper()


def _set(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    """An adverb or adjective of repetition inside a name ("Daily Mail", "China Daily") is none."""
    words = sentence.text[sketch.start : sketch.end]
    return sketch.value.startswith("XXXX") or sketch.start == 0 or words.islower()


def _decade(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    words = sentence.text[sketch.start : sketch.end]
    if re.search(r"\b(?:[Tt]emperatures?|degrees?|aged?|[Hh]ighs|[Ll]ows|Celsius|Fahrenheit)\b", sentence.text):
        return False
    return len(re.sub(r"\D", "", words)) == 4 or (
        bool(re.search(r"the|['’]\d", words, re.IGNORECASE))
        and not re.search(r"\b(?:his|her|their|my|low|mid|high)[\s-]+$", sentence.text[: sketch.start])
    )


def _holiday(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    return sentence.text[sketch.start].isupper() or sentence.text[sketch.start : sketch.start + 4] in (
        "last",
        "next",
        "this",
    )


def _clock(sketch: Sketch, sentence: Sentence, gate: Gate) -> bool:
    """Figures with a colon may be a score: "won 10:12" has no word of time before it, a clock has, or a zone."""
    words = sentence.text[sketch.start : sketch.end]
    if re.fullmatch(r"\d\d?:\d\d", words):
        return bool(
            re.search(
                r"(?:\b(?:at|by|from|to|until|around|about|before|after|since|and)|[,|(])\s*$",
                sentence.text[: sketch.start],
            )
        )
    return True


def _tokens(sentence: Sentence, sketch: Sketch) -> list[Token]:
    return [t for t in sentence.words if t.idx < sketch.end and t.idx + len(t.text) > sketch.start]


_CHECKS = {
    "month": _month,
    "weekday": _weekday,
    "year": _year,
    "length": _length,
    "half": _length,
    "between": _length,
    "near_length": _length,
    "long": _rate,
    "ref": _ref,
    "season": _season,
    "set": _set,
    "near_day": _near_day,
    "decade": _decade,
    "holiday": _holiday,
    "clock": _clock,
}
