"""Tell the PLOVER sector of somebody who is known by an office or a title.

In: the office and the title as written. Out: the sector's letters, or None where the words tell none: a player, a
firm's spokesman. The words are in `lexicons/actors.toml` and `lexicons/sectors.toml`.
"""

from functools import lru_cache

from dateline.annotate.actors import institution_words, known_actors, role_words
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind


@lru_cache(maxsize=4096)
def sector_of_office(office: str | None, title: str | None) -> str | None:
    """Return the sector of an office, read with the words of the title before it."""
    words = (office or title or "").lower().split()
    if not words:
        return None
    sector = _sector(" ".join(words)) or _sector(words[-1])
    written = (title or "").lower().split()
    if words[-1] not in _anywhere() or written[-1:] != words[-1:]:
        return sector
    return _body_sector(title or "", sector or "GOV")


def _sector(words: str) -> str | None:
    for form in (words, words.removesuffix("s")):
        if found := role_words().get(form) or _heads().get(form):
            return found
    return None


@lru_cache(maxsize=1)
def _heads() -> dict[str, str]:
    return {word: sector for sector, words in lexicon("sectors").lists("heads").items() for word in words}


@lru_cache(maxsize=1)
def _anywhere() -> frozenset[str]:
    return lexicon("actors").words("anywhere", "words")


def _body_sector(title: str, sector: str) -> str | None:
    """Return the sector of a post that every body has, from the body that the title names: "Academy President"."""
    rest = title
    for hit in known_actors().find(title):
        if hit.value.kind == MentionKind.ORGANISATION and hit.value.sector != "MED":  # a picture's credit, mostly
            return hit.value.sector
        rest = rest.replace(title[hit.start : hit.end], " ")
    before = rest.split()[:-1]
    for word in reversed(before):
        if found := institution_words().get(word.lower()) or _sector(word.lower()):
            return found
    foreign = any(word[:1].isupper() and word.lower() not in _portfolios() for word in before)
    return None if foreign or any(word.endswith(("'s", "’s")) for word in before) else sector


@lru_cache(maxsize=1)
def _portfolios() -> frozenset[str]:
    return lexicon("actors").words("anywhere", "portfolios")
