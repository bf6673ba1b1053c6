"""The world as a picture's ground: countries' outlines, and where a place lies on it.

In: longitudes and latitudes in degrees. Out: points of the Equal Earth projection (Šavrič, Patterson and Jenny 2018),
which shows areas in their true proportion, scaled into a frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt

from dateline.config import RESOURCES
from dateline.errors import UsageError

A1, A2, A3, A4 = 1.340264, -0.081106, 0.000893, 0.003796
AREAS = {
    "world": (-180.0, -57.0, 180.0, 84.0),
    "africa": (-20.0, -36.0, 54.0, 38.0),
    "americas": (-168.0, -56.0, -33.0, 72.0),
    "asia": (55.0, -11.0, 150.0, 60.0),
    "europe": (-25.0, 34.0, 46.0, 72.0),
    "middle-east": (24.0, 11.0, 64.0, 43.0),
    "oceania": (94.0, -48.0, 180.0, 24.0),
}
"""What a map may show: west, south, east, north."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world fitted into a picture of this width; `height` follows from the part's shape."""

    west: float
    north: float
    scale: float
    width: float
    height: float

    def at(self, longitude: float, latitude: float) -> Point:
        """Return where a place lies in the picture."""
        x, y = project(longitude, latitude)
        return (x - self.west) * self.scale, (self.north - y) * self.scale

    def holds(self, point: Point) -> bool:
        """Say whether a point is inside the picture."""
        return 0 <= point[0] <= self.width and 0 <= point[1] <= self.height


def frame_area(area: str, width: float) -> Frame:
    """Return the frame of a part of the world; raise UsageError for a name that is none."""
    if area not in AREAS:
        raise UsageError(f"{area!r} is no part of the map; there are {', '.join(AREAS)}")
    west, south, east, north = AREAS[area]
    middle = 0.0 if south < 0 < north else min(abs(south), abs(north))  # where the part is widest
    left, right = project(west, middle)[0], project(east, middle)[0]
    top, bottom = project(0, north)[1], project(0, south)[1]
    scale = width / (right - left)
    return Frame(left, top, scale, width, (top - bottom) * scale)


def project(longitude: float, latitude: float) -> Point:
    """Return a point of the Equal Earth projection of the sphere of radius 1."""
    theta = asin(sqrt(3) / 2 * sin(radians(latitude)))
    t2 = theta * theta
    t6 = t2**3
    x = 2 * sqrt(3) * radians(longitude) * cos(theta) / (3 * (9 * A4 * t6 * t2 + 7 * A3 * t6 + 3 * A2 * t2 + A1))
    return x, theta * (A4 * t6 * t2 + A3 * t6 + A2 * t2 + A1)


@cache
def load_outlines() -> tuple[tuple[str, tuple[Point, ...]], ...]:
    """Return the rings of the countries' outlines, each with the country's code, in degrees."""
    rings = []
    for line in (RESOURCES / "places" / "outlines.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith(("#", "alpha3")):
            continue
        code, ring = line.split("\t")
        points = (point.split(",") for point in ring.split())
        rings.append((code, tuple((int(x) / 10, int(y) / 10) for x, y in points)))
    return tuple(rings)


@cache
def outline_path(area: str, width: float) -> str:
    """Return the outlines in a frame as the path of one SVG element, what lies wholly outside left out."""
    frame = frame_area(area, width)
    drawn = (tuple(frame.at(*point) for point in ring) for _, ring in load_outlines())
    return "".join(_closed(ring) for ring in drawn if _touches(ring, frame))


def _touches(ring: Sequence[Point], frame: Frame) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs) <= frame.width and max(xs) >= 0 and min(ys) <= frame.height and max(ys) >= 0


def _closed(ring: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z"
