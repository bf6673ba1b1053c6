"""Draw events in space and between people: a map of places, a network of who met whom.

In: counts by place or by pair. Out: SVG as text. The network's layout is networkx's, from a fixed start, so that the
same record gives the same picture.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape

from dateline.errors import UsageError
from dateline.plot.globe import Frame, Point, frame_area, outline_path
from dateline.plot.svg import INK, LAND, LINE, PAPER, QUIET, cut, element, picture, plain, words
from dateline.store.overview import Spot, Tie

WIDTH = 1100
MOST_NAMES = 40
MOST_PEOPLE = 40
Box = tuple[float, float, float, float]
HALO: Mapping[str, object] = {"stroke": PAPER, "stroke_width": 3, "paint_order": "stroke"}


def draw_map(spots: Sequence[Spot], title: str, *, area: str = "world", heading: bool = False) -> str:
    """Return the places of events on the outlines of countries; a circle's area grows with the number of events."""
    frame = frame_area(area, WIDTH)
    seen = place_spots(spots, frame)
    sea = element("rect", width=WIDTH, height=round(frame.height), fill=PAPER, stroke=LINE)
    land = element("path", d=outline_path(area, WIDTH), fill=LAND, stroke="#a9b1b8", stroke_width="0.7")
    most = max((spot.events for spot, _ in seen), default=1)
    circles = [_circle(spot, point, circle_radius(spot.events, most)) for spot, point in reversed(seen)]
    names = [words(told, x, y, **HALO) for told, (x, y) in place_names(seen, frame)]
    body = element("svg", sea + land + "".join(circles) + "".join(names), width=WIDTH, height=round(frame.height))
    return picture([body], WIDTH, frame.height, title=title, told=tell_map(spots, seen), heading=heading)


def place_spots(spots: Sequence[Spot], frame: Frame) -> list[tuple[Spot, Point]]:
    """Return the places that lie in a frame, with where."""
    known = [spot for spot in spots if spot.latitude is not None and spot.longitude is not None]
    placed = [(spot, frame.at(spot.longitude or 0.0, spot.latitude or 0.0)) for spot in known]
    return [(spot, point) for spot, point in placed if frame.holds(point)]


def tell_map(spots: Sequence[Spot], seen: Sequence[tuple[Spot, Point]]) -> str:
    """Return in words what a map shows."""
    count = sum(spot.events for spot, _ in seen)
    first = "; ".join(f"{spot.name} {spot.events:,}" for spot, _ in seen[:4])
    hidden = len(spots) - len(seen)
    aside = f" {hidden} other places lie outside or have no coordinates." if hidden else ""
    return f"{count:,} events at {len(seen)} places{': ' if first else ''}{first}.{aside}"


def circle_radius(events: int, most: int) -> float:
    """Return a circle's radius: its area grows with the number of events."""
    return 4 + 18 * math.sqrt(events / most) * (1 if most > 3 else 0.4)


def _circle(spot: Spot, point: Point, radius: float) -> str:
    told = element("title", escape(plain(f"{spot.name}: {spot.events}")))
    where = {"cx": round(point[0], 1), "cy": round(point[1], 1), "r": round(radius, 1)}
    return element("circle", told, **where, fill="#0072b2", fill_opacity="0.55", stroke="#003f66")


def place_names(seen: Sequence[tuple[Spot, Point]], frame: Frame) -> list[tuple[str, Point]]:
    """Return names and where they begin, those of most events first, as far as they leave each other free."""
    most = max((spot.events for spot, _ in seen), default=1)
    named: list[tuple[str, Point]] = []
    taken: list[Box] = []
    for spot, (x, y) in seen[: MOST_NAMES * 3]:
        told, away = f"{cut(spot.name, 24)} {spot.events:,}", circle_radius(spot.events, most) + 4
        free = [b for b in _beside(x, y, away, 7.0 * len(told)) if b[0] > 0 and b[2] < frame.width]
        box = next((b for b in free if not any(_overlaps(b, other) for other in taken)), None)
        if box is not None and len(named) < MOST_NAMES:
            taken.append(box)
            named.append((told, (box[0], box[3] - 4)))
    return named


def _beside(x: float, y: float, away: float, wide: float) -> list[Box]:
    """Return where the words that belong to a dot may stand: right, left, above, below."""
    middle = x - wide / 2
    corners = [(x + away, y + 4), (x - away - wide, y + 4), (middle, y - away - 3), (middle, y + away + 12)]
    return [(left, low - 12, left + wide, low + 4) for left, low in corners]


def _overlaps(left: Box, right: Box) -> bool:
    return left[0] < right[2] and right[0] < left[2] and left[1] < right[3] and right[1] < left[3]


# --- the network ----------------------------------------------------------------------------------------------------


def draw_network(ties: Sequence[Tie], title: str = "Who met whom", *, heading: bool = False) -> str:
    """Return people and bodies, near each other when they met; a line is as wide as they met often."""
    shown = strongest(ties)
    if not shown:
        told = "There is no encounter."
        return picture([words("nobody met", 10, 30)], WIDTH, 50, title=title, told=told, heading=heading)
    names, weight = name_ends(shown)
    spots = lay_out(shown, WIDTH, 760)
    most = max(tie.events for tie in shown)
    parts = [_edge(tie, spots, most) for tie in reversed(shown)]
    parts += [_dot(spots[key], weight[key]) for key in weight]
    parts += _people(names, weight, spots)
    top = shown[0]
    who = f"{top.left_name} and {top.right_name}, in {top.events:,} encounters"
    told = f"{len(weight)} people and bodies; most often {who}."
    return picture(parts, WIDTH, 760, title=title, told=told, heading=heading)


def strongest(ties: Sequence[Tie], most: int = MOST_PEOPLE) -> list[Tie]:
    """Return the ties among the people who met others most often."""
    _, weight = name_ends(ties)
    kept = {key for key, _ in weight.most_common(most)}
    return [tie for tie in ties if {tie.left, tie.right} <= kept]


def name_ends(ties: Sequence[Tie]) -> tuple[dict[str, str], Counter[str]]:
    """Return the names of those at the ends of ties, and in how many encounters each was."""
    names: dict[str, str] = {}
    weight: Counter[str] = Counter()
    for tie in ties:
        for key, name in ((tie.left, tie.left_name), (tie.right, tie.right_name)):
            names[key] = name
            weight[key] += tie.events
    return names, weight


def lay_out(ties: Sequence[Tie], width: float, height: float) -> dict[str, Point]:
    """Return where each one stands; raise UsageError where networkx is missing."""
    try:
        import networkx
    except ModuleNotFoundError as error:
        raise UsageError("the network needs networkx; install it with `pip install 'dateline[plot]'`") from error
    graph = networkx.Graph()
    for tie in sorted(ties, key=lambda tie: (tie.left, tie.right)):
        graph.add_edge(tie.left, tie.right, weight=1 + math.log(tie.events))
    groups = sorted((sorted(group) for group in networkx.connected_components(graph)), key=lambda g: (-len(g), g))
    spots: dict[str, Point] = {}
    for group, room in zip(groups, _rooms(len(groups), width, height), strict=True):
        begun, apart = networkx.circular_layout(group), 2.5 / math.sqrt(len(group))
        near = {"weight": "weight", "k": apart, "iterations": 150, "seed": 7}
        found = networkx.spring_layout(graph.subgraph(group), pos=begun, **near)
        spots |= _fitted({key: (float(x), float(y)) for key, (x, y) in found.items()}, room)
    return spots


def _rooms(count: int, width: float, height: float) -> list[Box]:
    """Return where each group of people who met stands: the largest on the left, the others in a column beside it."""
    if count == 1:
        return [(0, 0, width, height)]
    edge, tall = width * 0.7, height / (count - 1)
    return [(0, 0, edge, height), *((edge, tall * i, width, tall * (i + 1)) for i in range(count - 1))]


def _fitted(spots: Mapping[str, Point], room: Box) -> dict[str, Point]:
    """Return the spots spread over a room, with space for the names on the right."""
    xs, ys = [x for x, _ in spots.values()], [y for _, y in spots.values()]
    wide, tall = max(max(xs) - min(xs), 1e-6), max(max(ys) - min(ys), 1e-6)
    left, top, right, bottom = room[0] + 60, room[1] + 26, room[2] - 130, room[3] - 26
    return {
        key: (left + (x - min(xs)) / wide * (right - left), top + (y - min(ys)) / tall * (bottom - top))
        for key, (x, y) in spots.items()
    }


def _edge(tie: Tie, spots: Mapping[str, Point], most: int) -> str:
    (x1, y1), (x2, y2) = spots[tie.left], spots[tie.right]
    told = element("title", escape(plain(f"{tie.left_name} and {tie.right_name}: {tie.events}")))
    wide = 1 + 10 * math.sqrt(tie.events / most) if most > 1 else 1.5
    places = {"x1": round(x1, 1), "y1": round(y1, 1), "x2": round(x2, 1), "y2": round(y2, 1)}
    return element("line", told, **places, stroke="#0072b2", stroke_width=round(wide, 1), opacity="0.45")


def _dot(spot: Point, weight: int) -> str:
    return element(
        "circle", cx=round(spot[0], 1), cy=round(spot[1], 1), r=5 + min(7, round(math.log2(weight + 1))), fill="#d55e00"
    )


def _people(names: Mapping[str, str], weight: Counter[str], spots: Mapping[str, Point]) -> list[str]:
    """Return the names beside their dots; where one would cover another it goes above or below."""
    parts = []
    taken = [(x - 8, y - 8, x + 8, y + 8) for x, y in spots.values()]
    for key, count in weight.most_common():
        (x, y), told = spots[key], cut(names[key], 28)
        boxes = _beside(x, y, 9 + min(7, math.log2(count + 1)), 7.0 * len(told))
        box = min((b for b in boxes if b[0] > 0), key=lambda b: sum(_overlaps(b, other) for other in taken))
        taken.append(box)
        parts.append(words(told, box[0], box[3] - 4, **HALO, fill=QUIET if count < 2 else INK))
    return parts
