"""Cut the credit of a picture off the caption that it ran into: "EPA Peru fired a rocket", "... by the queen PA".

In: a block's text. Out: where the credit ends before the caption, and where it begins behind it. The agencies are in
`lexicons/sentences.toml`. Whether a whole block is furniture is left to `read`.
"""

import re
from functools import lru_cache

from dateline.annotate.countries import load_countries
from dateline.lexicon import lexicon


def credit_before(text: str) -> int:
    """Return where the caption begins that a credit stands before; 0 where none does.

    An agency's name opens many a sentence about it ("Reuters Holdings said"), so that what follows must be a word
    that begins a sentence anew, or a country.
    """
    match = _before().match(text)
    return match.end() if match else 0


def credit_behind(text: str) -> int:
    """Return where the credit begins that ends a caption; the text's length where none does."""
    match = _behind().search(text)
    return match.start("credit") if match else len(text)


@lru_cache(maxsize=1)
def _before() -> re.Pattern[str]:
    words = lexicon("sentences")
    names = "|".join(map(re.escape, sorted(words.strings("credits", "agencies"), key=len, reverse=True)))
    openers = "|".join(map(re.escape, (*words.strings("credits", "openers"), *_countries())))
    named = rf"(?:{names})(?:\s*[:/]\s*(?:{names}))?(?:\s+or\s+licensors)?"
    plain = rf"(?:(?:Handout|File)\s+-\s+)?{named}\s+(?=(?:{openers})\b)"
    ran_on = rf"{named}\s+(?=[A-Z]\S+)"  # only these credits tell themselves: "or licensors", "AP:Associated Press"
    sure = rf"(?=\S+\s+or\s+licensors|[A-Z]+:[A-Z]){ran_on}"
    return re.compile(rf"{sure}|{plain}|Image copyright\s+.{{1,40}}?\s+Image caption\s+(?=[A-Z])")


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(lexicon("sentences").strings("credits", "behind"), key=len, reverse=True)))
    # a small word before it makes the agency part of the sentence: "told the PA"
    return re.compile(rf"(?<=[\w\d)\"”])(?<!\b(?:the|and))(?<!\b(?:to|by|of))\s+(?P<credit>(?:{names}))\s*$")


def _countries() -> list[str]:
    names = {name for c in load_countries() for name in (c.name, *c.aliases, *c.adjectives) if name[0].isupper()}
    return sorted(names, key=len, reverse=True)
