"""Tell a sentence about a game from one about politics, before its verbs are believed.

In: a parsed sentence. Out: whether it is about sport or a story, by the words of `lexicons/elsewhere.toml` and a
score. Single look-alike words ("hit a record", "killed by the storm") are left to the frames' own `forbid`.
"""

import re
from functools import lru_cache

from dateline.annotate.sentences import Sentence
from dateline.lexicon import lexicon

_SCORE = re.compile(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d-])")


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, float], float]:
    table = lexicon("elsewhere")
    least = table.get("least")
    if not isinstance(least, int | float):
        raise table.error("least should be a number", "least")
    weights = dict.fromkeys(table.strings("sport", "weak"), 0.5) | dict.fromkeys(table.strings("sport", "strong"), 1.0)
    return weights, float(least)


@lru_cache(maxsize=1)
def _phrases() -> re.Pattern[str]:
    phrases = "|".join(map(re.escape, lexicon("elsewhere").strings("phrases")))
    return re.compile(rf"\b(?:{phrases})(?=\W|$)", re.IGNORECASE)


def is_elsewhere(sentence: Sentence) -> bool:
    """Say whether the sentence is about sport or a story: a telling phrase, or a strong word or score and one more."""
    if _phrases().search(sentence.text):
        return True
    weights, least = _words()
    found = [weights[lemma] for lemma in {token.lemma_.lower() for token in sentence.words} & weights.keys()]
    if found and _SCORE.search(sentence.text):
        found.append(1.0)
    return 1.0 in found and sum(found) >= least
