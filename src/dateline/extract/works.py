"""Tell the quotation marks round a title ('on "Morning With Ek,"') from those round what somebody says.

In: a quotation and the text it stands in. Out: whether it names a broadcast, a book, a song. What is said is left to
`speeches`.
"""

import re
from functools import lru_cache

from dateline.extract.cues import word_set
from dateline.extract.quotations import Quotation

_WORD = re.compile(r"[\w&][\w.&'’-]*")
_NICKNAME = 2  # words
_LONGEST = 9  # words; of longer stretches in capitals on PolNeAR's training part most were shouted headlines


def names_work(quotation: Quotation, text: str) -> bool:
    """Say whether a quotation is a title: capitalised words after a word that a title follows; one after "'s" only."""
    inner = quotation.inner(text)
    words = _WORD.findall(inner)
    if not 0 < len(words) <= _LONGEST or inner[-1:] in ".!?…" or not quotation.closed:
        return False
    if len(words) <= _NICKNAME and _in_name(text, quotation.span.start, quotation.span.end) and inner[0].isupper():
        return True
    if len(words) == 1 and not (inner[-1:] == "," and re.search(r"['’]s $", text[: quotation.span.start][-4:])):
        return False
    capitalised = words[0][0].isupper() or words[0][0].isdigit()
    return capitalised and all(_may_stand(word) for word in words) and _beside(text, quotation)


def _in_name(text: str, start: int, end: int) -> bool:
    """Say whether a quotation stands within a name: 'Karl “Boots” Lund'."""
    return bool(re.search(r"\b[A-Z][\w.’'-]+ $", text[max(0, start - 30) : start])) and bool(
        re.match(r" [A-Z][a-z]", text[end : end + 3])
    )


def _may_stand(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in word_set("reporting", "small_words")


def _beside(text: str, quotation: Quotation) -> bool:
    """Say whether the words beside a quotation make it a title, those before it or those after."""
    after = text[quotation.span.end - 2 : quotation.span.end + 40]
    return _led(text, quotation.span.start) or _after().search(after) is not None


@lru_cache(maxsize=1)
def _after() -> re.Pattern[str]:
    """Return what finds the word for a work right after its title: '"The Net," a short film'."""
    words = "|".join(sorted(map(re.escape, word_set("reporting", "works"))))
    return re.compile(rf"^(?:,\W|.\W,) (?:an?|the) (?:[\w’'-]+ ){{0,2}}(?:{words})\b", re.IGNORECASE)


def _led(text: str, start: int) -> bool:
    """Say whether the word before a quotation is one that a title follows."""
    before = _before().search(text[max(0, start - 24) : start])
    return before is not None


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, word_set("reporting", "before_titles"))))
    return re.compile(rf"(?:\b(?:{words})|['’]s),? $", re.IGNORECASE)
