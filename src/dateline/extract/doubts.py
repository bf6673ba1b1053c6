"""Doubt what a match was filled with: places that only tell where, peoples behind a stray "they", accidents.

In: a frame's `Match`. Out: the fillers that may take part, or none where the event is then no event. The words are in
`lexicons/doubts.toml`. What frames themselves ask for is left to `frames`.
"""

from collections import Counter
from functools import lru_cache

from dateline.annotate.sentences import Sentence
from dateline.extract.frames import Filler, Match
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind


@lru_cache(maxsize=16)
def _words(*keys: str) -> frozenset[str]:
    return lexicon("doubts").words(*keys)


def believed_fillers(sentence: Sentence, match: Match) -> tuple[Filler, ...]:
    """Return the match's fillers without the doubtful; none where one goes that the frame cannot do without."""
    if is_accident(sentence, match):
        return ()
    frame, count = match.frame, Counter(filler.token.i for filler in match.fillers)
    kept = tuple(f for f in match.fillers if not _only_tells_where(f, frame.type) and not _is_stray(f, count))
    gone = {f.role for f in match.fillers} - {f.role for f in kept}
    if any("any" in frame.require.get(role, ()) for role in gone) or len(kept) < frame.least:
        return ()
    return kept


def _only_tells_where(filler: Filler, type_name: str) -> bool:
    """Say whether a place stands there as a place alone: "arrested in Oslo", "the Oslo gunman"."""
    if filler.mention.referent.kind != MentionKind.PLACE:
        return False
    token = filler.token
    before = token.dep_ in ("compound", "amod", "nmod", "poss")
    inside = token.dep_ == "pobj" and token.head.lower_ in _words("places", "prepositions")
    if filler.role == "actor":
        return before or inside
    return (before or inside) and type_name not in _words("places", "types")


def _is_stray(filler: Filler, count: Counter[int]) -> bool:
    """Say whether one country is made of a "they": a people of two sentences ago more often than not."""
    alone = count[filler.token.i] == 1 and filler.mention.referent.kind == MentionKind.COUNTRY
    return alone and filler.token.lower_ in _words("stray", "words")


def is_accident(sentence: Sentence, match: Match) -> bool:
    """Say whether somebody is hurt or killed by mishap: nobody does it, and the sentence has words for one."""
    if match.frame.type not in _words("accidents", "types") or any(f.role == "actor" for f in match.fillers):
        return False
    lemmas = {token.lemma_.lower() for token in sentence.words}
    return bool(lemmas & _words("accidents", "words")) and not lemmas & _words("accidents", "violence")
