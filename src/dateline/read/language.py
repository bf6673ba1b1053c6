"""Tell in which language a page is written, well enough to refuse one that is not English.

In: text. Out: an ISO 639-1 code, or the name of a script's languages. Function words are counted; see
`lexicons/read_languages.toml`.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from dateline.lexicon import lexicon

_WORD = re.compile(r"[^\W\d_]+")
_FIGURE = re.compile(r"\d[\d.,]*")
_SAMPLE = 4_000  # characters looked at
_FEWEST = 25  # words below which nothing is decided
_SURELY = 0.2  # share of English function words that settles it; prose has .35 to .5
_ENGLISH = 0.02  # below it not even an English table of figures falls (19,022 stories of Reuters)


def name_language(text: str) -> tuple[str, str]:
    """Return the code and the English name of a text's language; ("en", "English") where it is too short to say."""
    words = _WORD.findall(text[:_SAMPLE].lower())
    if len(words) < _FEWEST:
        return "en", "English"
    counts = Counter(words)
    if _share(counts, _function_words()["en"]) > _SURELY * len(words):
        return "en", "English"
    script = _script(words)
    if script:
        return "und", script
    hits = {code: _share(counts, known) / len(words) for code, known in _function_words().items()}
    best = max(hits, key=lambda code: (hits[code], code == "en"))
    if best != "en" and hits[best] > 1.3 * hits["en"] and hits[best] > 0.08:
        return best, lexicon("read_languages").mapping("names")[best]
    figures = len(_FIGURE.findall(text[:_SAMPLE]))  # a table of figures has few function words in any language
    if hits["en"] < _ENGLISH and len(words) > 60 and figures < 0.2 * len(words):
        return "und", "a language other than English"
    return "en", "English"


def _share(counts: Counter[str], known: frozenset[str]) -> int:
    """Return how often a language's words stand there; two or three different ones may be chance."""
    found = [counts[word] for word in known if counts[word]]
    return sum(found) if len(found) > 3 else 0


def _script(words: list[str]) -> str | None:
    """Return what a text is called whose letters are mostly not Latin."""
    letters = "".join(words[:300])
    foreign = [c for c in letters if c > "\u024f"]
    if len(foreign) < 0.4 * len(letters):
        return None
    names = Counter(unicodedata.name(c, "?").split()[0] for c in foreign)
    known = lexicon("read_languages").mapping("scripts")
    return next((known[name] for name, _ in names.most_common(3) if name in known), "a language in another script")


@lru_cache(maxsize=1)
def _function_words() -> dict[str, frozenset[str]]:
    return {code: frozenset(words) for code, words in lexicon("read_languages").lists("words").items()}
