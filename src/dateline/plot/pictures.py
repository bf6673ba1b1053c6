"""Draw the record: a timeline, a network of who met whom, a calendar.

In: events or pairs. Out: SVG as text, readable in print and by the colour-blind, with a description. No library and
no outside asset.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from html import escape
from math import cos, pi, sin

from dateline.model.record import Event
from dateline.plot.svg import COLOURS, LINE, QUIET, cut, element, picture, words
from dateline.store.desk import Pair

WIDTH = 1100
ROW = 24
MARKS = {"occurred": "●", "ongoing": "◐", "planned": "○", "disputed": "≠", "cancelled": "✕", "not-held": "✕"}


def draw_timeline(events: Sequence[Event], title: str, *, links: bool = True) -> str:
    """Return dated events as rows, in the order of their days, each at its place in time."""
    dated = sorted((e for e in events if e.start and e.end), key=lambda e: (e.start or "", e.id))
    if not dated:
        return picture([words("no dated event", 10, 30)], WIDTH, 50, title=title, told="There is no dated event.")
    first = min(_number(e.start) for e in dated)
    last = max(_number(e.end) for e in dated)
    height = 60 + ROW * len(dated)
    parts = _years(first, last, height)
    for row, event in enumerate(dated):
        parts.append(_row(event, 50 + ROW * row, (first, last), links=links))
    told = f"{len(dated)} events from {dated[0].start} to {max(e.end or '' for e in dated)}."
    return picture(parts, WIDTH, height, title=title, told=told)


def _number(day: str | None) -> int:
    return date.fromisoformat(day or "1970-01-01").toordinal()


def _x(day: int, first: int, last: int) -> float:
    return 20 + (day - first) / max(1, last - first) * 400


def _years(first: int, last: int, height: int) -> list[str]:
    parts = []
    begin, end = date.fromordinal(first).year, date.fromordinal(last).year
    step = max(1, (end - begin) // 8 + 1)
    for year in range(begin, end + 2, step):
        x = _x(date(year, 1, 1).toordinal(), first, last)
        if 0 <= x <= 430:
            parts.append(element("line", x1=x, y1=28, x2=x, y2=height - 8, stroke=LINE))
            parts.append(words(str(year), x + 3, 24, fill=QUIET))
    return parts


def _row(event: Event, y: float, ends: tuple[int, int], *, links: bool) -> str:
    left, right = (_x(_number(day), *ends) for day in (event.start, event.end))
    colour = COLOURS.get(event.status.value, QUIET)
    span = element("line", x1=left, y1=y - 4, x2=right, y2=y - 4, stroke=colour, stroke_width=4, opacity="0.5")
    filled = event.status.value in ("occurred", "ongoing")
    dot = element("circle", cx=left, cy=y - 4, r=5, fill=colour if filled else "none", stroke=colour, stroke_width=2)
    told = f"{event.start} {MARKS.get(event.status.value, '○')} {cut(event.label, 78)} ({event.status.value})"
    line = words(told, 446, y)
    return span + dot + (element("a", line, href=f"/event/{event.id}") if links else line)


def draw_network(pairs: Sequence[Pair], title: str = "Who met whom") -> str:
    """Return the people on a circle; a line is as wide as they met often."""
    weight: Counter[str] = Counter()
    for pair in pairs:
        weight[pair.left] += pair.events
        weight[pair.right] += pair.events
    names = [name for name, _ in weight.most_common(36)]
    if not names:
        return picture([words("nobody met", 10, 30)], WIDTH, 50, title=title, told="There is no encounter.")
    middle, radius = (WIDTH / 2, 390.0), 270.0
    at = {name: 2 * pi * i / len(names) for i, name in enumerate(names)}
    spots = {name: (middle[0] + radius * cos(a), middle[1] + radius * sin(a)) for name, a in at.items()}
    parts = [_edge(pair, spots) for pair in reversed(pairs) if pair.left in spots and pair.right in spots]
    parts += [_node(name, at[name], spots[name], weight[name]) for name in names]
    most = pairs[0]
    told = f"{len(names)} people and bodies; most often {most.left} and {most.right}, in {most.events} encounters."
    return picture(parts, WIDTH, 780, title=title, told=told)


def _edge(pair: Pair, spots: dict[str, tuple[float, float]]) -> str:
    (x1, y1), (x2, y2) = spots[pair.left], spots[pair.right]
    title = element("title", escape(f"{pair.left} and {pair.right}: {pair.events}"))
    places = {"x1": round(x1, 1), "y1": round(y1, 1), "x2": round(x2, 1), "y2": round(y2, 1)}
    return element("line", title, **places, stroke="#0072b2", stroke_width=min(12, 1.5 * pair.events), opacity="0.55")


def _node(name: str, angle: float, spot: tuple[float, float], weight: int) -> str:
    left = cos(angle) < -0.01
    dot = element("circle", cx=round(spot[0], 1), cy=round(spot[1], 1), r=4 + min(8, weight), fill="#d55e00")
    away = 16 + min(8, weight)
    x, y = spot[0] + cos(angle) * away, spot[1] + sin(angle) * away + 4
    return dot + words(cut(name, 32), x, y, text_anchor="end" if left else "start")


def draw_calendar(events: Sequence[Event], title: str) -> str:
    """Return the years as rows of months, each month as dark as it had events, with their number."""
    months: dict[int, Counter[int]] = defaultdict(Counter)
    for event in events:
        if event.start:
            months[int(event.start[:4])][int(event.start[5:7])] += 1
    most = max((n for year in months.values() for n in year.values()), default=1)
    parts = [words(name, 96 + 80 * i, 30, fill=QUIET) for i, name in enumerate(MONTHS)]
    for row, year in enumerate(sorted(months)):
        y = 44 + 40 * row
        parts.append(words(str(year), 20, y + 24))
        parts += [_month(months[year][m], most, 76 + 80 * (m - 1), y) for m in range(1, 13)]
    told = "; ".join(f"{year}: {sum(months[year].values())}" for year in sorted(months)) or "no dated event"
    return picture(parts, 1060, 60 + 40 * max(1, len(months)), title=title, told=f"Events by year: {told}.")


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _month(count: int, most: int, x: float, y: float) -> str:
    shade = round(0.12 + 0.5 * count / most, 2) if count else 0
    box = element("rect", x=x, y=y, width=76, height=36, fill="#0072b2", fill_opacity=shade, stroke=LINE)
    return box + (words(str(count), x + 38, y + 24, text_anchor="middle") if count else "")
