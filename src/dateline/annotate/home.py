"""Say which country an article speaks from: that of its dateline, else that of its publisher.

In: the drafts of an article and the article. Out: the country that a bare "the prime minister" may lead, None where the
article names another country or nothing tells.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from dateline.annotate.actors import known_actors
from dateline.annotate.drafts import Draft
from dateline.annotate.places import alpha3_of, find_dateline
from dateline.config import RESOURCES
from dateline.ids import fold
from dateline.lexicon import lexicon, load_rows
from dateline.model.claims import MentionKind
from dateline.model.text import Article


def home_of(drafts: Sequence[Draft], article: Article) -> str | None:
    """Return the country that an article speaks from, None where it names another."""
    filed = find_dateline(article.dateline) if article.dateline else None
    home = filed.country if filed is not None else None
    if article.dateline is None and article.publisher is not None:
        home = publisher_country(article.publisher)
    named = {d.country for d in drafts if d.kind == MentionKind.COUNTRY and d.country}
    return home if home and named <= {home} else None


def publisher_country(publisher: str) -> str | None:
    """Return the country of a publisher: of one widely known, else the one that its own name or address names.

    "The Irish Times" is Irish and "gleaner.com.jm" Jamaican; an agency writes for all the world.
    """
    if fold(publisher) in _agencies():
        return None
    known = _publishers().get(fold(publisher))
    if known is not None:
        return known
    address = re.fullmatch(r"(?:[\w-]+\.)+([a-z]{2})", publisher.strip().lower())
    if address is not None:
        found = alpha3_of({"uk": "gb"}.get(address[1], address[1]).upper())
        return found if len(found) == CODE else None
    told = {hit.value.country for hit in known_actors().find(publisher) if hit.value.kind == MentionKind.COUNTRY}
    return told.pop() if len(told) == 1 else None


CODE = 3
"""Letters of a country's code; what is no country's code comes back shorter."""


@lru_cache(maxsize=1)
def _publishers() -> Mapping[str, str]:
    rows = load_rows(RESOURCES / "publishers" / "names.tsv")
    return {
        fold(name): alpha3_of(row["country"])
        for row in rows
        for name in (row["name"], *row["aliases"].split("|"))
        if name and row["country"]
    }


@lru_cache(maxsize=1)
def _agencies() -> frozenset[str]:
    return frozenset(fold(name) for names in lexicon("agencies").lists("agency").values() for name in names)
