"""How far apart two places are.

In: two `Place`s. Out: kilometres as the crow flies, None where one of them is not on the map.
"""

from math import asin, cos, radians, sin, sqrt

from dateline.model.claims import Place

RADIUS = 6371.0
"""Of the earth, in kilometres."""


def kilometres(left: Place, right: Place) -> float | None:
    """Return the great circle between two places; None where one of them has no coordinates."""
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return None
    one, two = radians(left.latitude), radians(right.latitude)
    turn = radians(right.longitude - left.longitude)
    half = sin((two - one) / 2) ** 2 + cos(one) * cos(two) * sin(turn / 2) ** 2
    return 2 * RADIUS * asin(sqrt(half))
