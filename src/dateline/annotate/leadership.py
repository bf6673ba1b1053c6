"""Which of a state's heads is meant by "the Russian leader": the offices in order of who leads in fact.

In: a country's code and a year. Out: offices, by `resources/offices/leadership.toml`. Who held them is told by
`offices`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dateline.annotate.cells import known_codes
from dateline.config import RESOURCES
from dateline.lexicon import Table, load_table

STATE = re.compile(r"([A-Z]{2,5})(?: (\d{4})?\.\.(\d{4})?)?")
HEADS_OF_STATE = frozenset({"president", "presidency chairman"})
"""The offices that come after all others where a parliament's prime minister leads."""


@dataclass(frozen=True, slots=True)
class Leadership:
    """The order of offices, and the states and years that depart from it."""

    order: tuple[str, ...]
    monarchies: Mapping[str, tuple[range, ...]]
    parliaments: Mapping[str, tuple[range, ...]]


def order_offices(country: str, year: int) -> tuple[str, ...]:
    """Return the offices from which the country may be led in that year, the highest in fact first."""
    rules = load_leadership()
    order = rules.order
    if not _stands(rules.monarchies, country, year):
        order = tuple(office for office in order if office != "monarch")
    if not _stands(rules.parliaments, country, year):
        return order
    last = tuple(office for office in order if office in HEADS_OF_STATE)
    return tuple(office for office in order if office not in HEADS_OF_STATE) + last


def _stands(states: Mapping[str, tuple[range, ...]], country: str, year: int) -> bool:
    return any(year in years for years in states.get(country, ()))


@lru_cache(maxsize=1)
def load_leadership() -> Leadership:
    """Read and check the table; ResourceError names file and line of what is wrong."""
    table = load_table(RESOURCES / "offices" / "leadership.toml")
    return Leadership(
        table.strings("order"), _read_states(table, "led_by_monarch"), _read_states(table, "led_by_parliament")
    )


def _read_states(table: Table, key: str) -> Mapping[str, tuple[range, ...]]:
    states: dict[str, tuple[range, ...]] = {}
    for text in table.strings(key):
        match = STATE.fullmatch(text)
        if match is None or match[1] not in known_codes():
            raise table.error(f"{text!r} is not a country's code with or without years", f'"{text}"')
        years = range(int(match[2] or date.min.year), int(match[3] or date.max.year) + 1)
        states[match[1]] = (*states.get(match[1], ()), years)
    return states
