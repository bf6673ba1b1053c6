"""Read the weights of the features by which two reports are held to tell one encounter.

In: `resources/match/encounters.tsv`, made by `python -m bench.parts.learn_pairs LEDGER...`. Out: the weight of each
feature of `features`, by name.
"""

from collections.abc import Mapping
from functools import lru_cache

from dateline.config import RESOURCES
from dateline.lexicon import load_rows


@lru_cache(maxsize=1)
def learned_weights() -> Mapping[str, float]:
    """Return the table of weights, see `bench.parts.learn_pairs`; raise ResourceError where it is wrong."""
    found = {}
    for row in load_rows(RESOURCES / "match" / "encounters.tsv"):
        try:
            found[row["feature"]] = float(row["weight"])
        except ValueError as error:
            raise row.error(f"weight should be a number, not {row['weight']!r}") from error
    return found
