"""Where a small town is that the gazetteer of cities lacks: "in Wanaka", told by a page about New Zealand.

In: a name and the countries of which an article speaks. Out: a `Place`, or None where the name is no town of theirs or
one of several. Many words are some town's name, so that only what stands where a place must is to be asked for.
"""

import gzip
from bisect import bisect_left
from collections.abc import Collection
from functools import lru_cache

from dateline.config import RESOURCES
from dateline.ids import fold
from dateline.model.claims import Place


def find_town(name: str, countries: Collection[str]) -> Place | None:
    """Return the one town of 1,000 to 15,000 people in one of these countries (alpha-3) that bears the name."""
    key = fold(name)
    found = [row for row in _rows_of(f"{key}\t") if row[2] in countries] if key else []
    if len({row[2] for row in found}) != 1:
        return None
    _, shown, country, latitude, longitude, ident, _ = max(found, key=lambda row: int(row[6]))
    return Place(shown, country, float(latitude), float(longitude), int(ident))


def is_town(name: str) -> bool:
    """Say whether any small town bears the name."""
    key = fold(name)
    return bool(key and _rows_of(f"{key}\t"))


def _rows_of(start: str) -> list[list[str]]:
    lines = _lines()
    at, found = bisect_left(lines, start), []
    while at < len(lines) and lines[at].startswith(start):
        found.append(lines[at].split("\t"))
        at += 1
    return found


@lru_cache(maxsize=1)
def _lines() -> list[str]:
    """Return the rows of the table, in order: key, name, country, latitude, longitude, GeoNames id, people."""
    return sorted(gzip.decompress((RESOURCES / "places" / "towns.tsv.gz").read_bytes()).decode().splitlines())
