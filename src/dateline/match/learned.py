"""Read the weights of the features by which two reports are held to tell one encounter, or one deed.

In: `encounters.tsv` and `deeds.tsv` of `resources/match/`, made by `python -m bench.parts.learn_pairs LEDGER...`. Out:
the weight of each feature of `features`, by name.
"""

from collections.abc import Mapping
from functools import lru_cache

from dateline.config import RESOURCES
from dateline.lexicon import load_rows


@lru_cache(maxsize=2)
def learned_weights(table: str = "encounters") -> Mapping[str, float]:
    """Return a table of weights, see `bench.parts.learn_pairs`; raise ResourceError where it is wrong."""
    found = {}
    for row in load_rows(RESOURCES / "match" / f"{table}.tsv"):
        try:
            found[row["feature"]] = float(row["weight"])
        except ValueError as error:
            raise row.error(f"weight should be a number, not {row['weight']!r}") from error
    return found
