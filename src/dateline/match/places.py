"""Say whether two places can be one.

In: two `Place`s or None. Out: whether one can be, or lie in, the other. What a mention's place is, is left to
`dating.timing`.
"""

from dateline.ids import fold
from dateline.model.claims import Place

NEAR = 0.3
"""Degrees within which two cities are one under two spellings: a large city's breadth."""


def fits_place(left: Place | None, right: Place | None) -> bool:
    """Say whether one place can be, or lie in, the other."""
    if left is None or right is None:
        return True
    if left.country and right.country and left.country != right.country:
        return False
    if left.geonames_id is not None and left.geonames_id == right.geonames_id:
        return True  # one city under an old and a new name
    if left.precision != right.precision or "country" in (left.precision, right.precision):
        return True
    return fold(left.name).replace(" ", "") == fold(right.name).replace(" ", "") or _close(left, right)


def _close(left: Place, right: Place) -> bool:
    if None in (left.latitude, left.longitude, right.latitude, right.longitude):
        return False
    apart = (left.latitude or 0) - (right.latitude or 0), (left.longitude or 0) - (right.longitude or 0)
    return max(map(abs, apart)) < NEAR
