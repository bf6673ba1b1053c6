"""How far reviewers agree: Krippendorff's alpha for nominal values, over what two or more of them judged.

In: verdicts of coders on units. Out: `Agreement`. Source: K. Krippendorff, Content Analysis (2004), chapter 11: the
coincidences of values within units against what chance would bring.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import permutations

Units = Mapping[str, Mapping[str, str]]
"""What each coder said of each unit: unit -> coder -> value."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Alpha, None where all values are alike or nothing was judged twice; the share of agreeing pairs; how many."""

    alpha: float | None
    observed: float | None
    units: int
    coders: int


def measure_agreement(units: Units) -> Agreement:
    """Return the agreement over the units that two or more coders judged; the others play no part."""
    shared = [said for said in units.values() if len(said) > 1]
    together: dict[tuple[str, str], float] = defaultdict(float)
    for said in shared:
        for one, other in permutations(said.values(), 2):
            together[one, other] += 1 / (len(said) - 1)
    total = sum(together.values())
    coders = {coder for said in shared for coder in said}
    if not total:
        return Agreement(None, None, 0, 0)
    each: dict[str, float] = defaultdict(float)
    for (one, _), count in together.items():
        each[one] += count
    unlike = sum(count for (one, other), count in together.items() if one != other)
    chance = total * total - sum(count * count for count in each.values())
    alpha = 1 - (total - 1) * unlike / chance if chance > 1e-9 else None
    return Agreement(alpha, 1 - unlike / total, len(shared), len(coders))


@dataclass(frozen=True, slots=True)
class Coded:
    """One coder's standing verdict on one unit."""

    unit: str
    event: str
    field: str
    coder: str
    value: str
    verdict: str
    reason: str
    at: str


def units_of(coded: Iterable[Coded]) -> dict[str, dict[str, str]]:
    """Return the verdicts by unit and coder; a coder's later verdict on a unit replaces the earlier one."""
    units: dict[str, dict[str, str]] = defaultdict(dict)
    for item in coded:
        units[item.unit][item.coder] = item.value
    return units


def differing(units: Units) -> list[str]:
    """Return the units on which coders differ."""
    return sorted(unit for unit, said in units.items() if len(set(said.values())) > 1)
