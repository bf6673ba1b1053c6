"""Read the weights of the features by which two reports are held to tell one event.

In: the tables of `resources/match/`: `encounters.tsv` and `deeds.tsv`, made by `python -m bench.parts.learn_pairs
LEDGER...` for `features`, and `weights.tsv`, made by `python -m bench.parts.learn FOLDER` for `signs`. Out: the weight
of each feature, by name.
"""

from collections.abc import Mapping
from functools import lru_cache

from dateline.config import RESOURCES
from dateline.lexicon import load_rows


@lru_cache(maxsize=4)
def learned_weights(table: str = "encounters") -> Mapping[str, float]:
    """Return a table of weights; raise ResourceError where it is wrong."""
    return {row["feature"]: row.read_number("weight") for row in load_rows(RESOURCES / "match" / f"{table}.tsv")}
