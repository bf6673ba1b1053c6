"""Make the countries' outlines that the package ships from Natural Earth's at 1:110,000,000.

Usage: python tools/make_outlines.py countries-110m.json, the file of the npm package world-atlas 2.0.2 (Natural Earth
4.1, public domain). Coordinates are kept to a tenth of a degree; Antarctica is left out. See NOTICE.
"""

import json
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pycountry

OUT = Path(__file__).parents[1] / "src" / "dateline" / "resources" / "places" / "outlines.tsv"
HEAD = (
    "# Outlines of countries, from Natural Earth 4.1 (public domain); made by tools/make_outlines.py.\n"
    "# One ring a line: its points as longitude,latitude in tenths of a degree, clockwise around land.\n"
    "alpha3\tring\n"
)
LEFT_OUT = {"ATA"}
Point = tuple[float, float]


def main() -> None:
    """Write outlines.tsv."""
    topology = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    lines = []
    for shape in topology["objects"]["countries"]["geometries"]:
        code = _alpha3(shape)
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            if code not in LEFT_OUT:
                told = (_told(part) for part in _parted(_points(ring, arcs)))
                lines += [f"{code}\t{part}\n" for part in told if part.count(" ") >= 3]
    OUT.write_text(HEAD + "".join(sorted(lines)), encoding="utf-8")


def _alpha3(shape: dict[str, Any]) -> str:
    found = pycountry.countries.get(numeric=str(shape.get("id", "")))
    return found.alpha_3 if found else "---"  # a territory without a code of ISO 3166


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (kx, ky), (dx, dy) = transform["scale"], transform["translate"]
    xs, ys = accumulate(x for x, _ in arc), accumulate(y for _, y in arc)
    return [(x * kx + dx, y * ky + dy) for x, y in zip(xs, ys, strict=True)]


def _points(ring: list[int], arcs: list[list[Point]]) -> list[Point]:
    return [point for number in ring for point in (arcs[number] if number >= 0 else arcs[~number][::-1])]


def _parted(ring: list[Point]) -> list[list[Point]]:
    """Return a ring cut where it crosses the 180th meridian: longitudes are unrolled first, then cut at the edges."""
    turns, unrolled = 0, [ring[0]]
    for (before, _), (x, y) in pairwise(ring):
        turns += (before - x > 180) - (x - before > 180)
        unrolled.append((x + 360 * turns, y))
    shifted = ([(x + 360 * turn, y) for x, y in unrolled] for turn in (-1, 0, 1))
    parts = (_cut(_cut(part, -180.0, 1), 180.0, -1) for part in shifted)
    return [part for part in parts if len(part) > 3]


def _cut(ring: list[Point], edge: float, side: int) -> list[Point]:
    """Return the part of a closed ring on one side of a meridian (Sutherland and Hodgman 1974)."""
    kept: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise(ring):
        inside, enters = side * (x1 - edge) >= 0, side * (x2 - edge) >= 0
        if inside:
            kept.append((x1, y1))
        if inside != enters:
            kept.append((edge, y1 + (y2 - y1) * (edge - x1) / (x2 - x1)))
    return [*kept, kept[0]] if kept else []


def _told(ring: list[Point]) -> str:
    points: list[tuple[int, int]] = []
    for x, y in ring:
        point = (round(x * 10), round(y * 10))
        if point != (points[-1] if points else None):
            points.append(point)
    return " ".join(f"{x},{y}" for x, y in points)


if __name__ == "__main__":
    main()
