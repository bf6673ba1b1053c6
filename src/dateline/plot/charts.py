"""Draw pictures for print with Altair: timeline, map, network, calendar, as SVG, PNG or a Vega-Lite specification.

In: what `draw.gather` returns. Out: a chart, or its bytes. Needs the extra `plot`. The desk draws its own (`draw`): a
Vega picture took 1.0 s on the machine where a page may take 0.3 s.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from math import pi
from typing import Any

from dateline.errors import UsageError
from dateline.plot.draw import Shown
from dateline.plot.globe import Point, frame_area, load_outlines
from dateline.plot.spread import circle_radius, lay_out, name_ends, place_names, place_spots, strongest, tell_map
from dateline.plot.svg import COLOURS, LAND, PAPER, element, plain
from dateline.plot.timeline import MONTHS
from dateline.store.overview import Tie

try:
    import altair as alt
    import vl_convert
except ModuleNotFoundError as missing:
    raise UsageError(
        f"pictures for print need {missing.name}; install it with `pip install 'dateline[plot]'`"
    ) from missing

WIDTH, TALL = 900, 560
CROSSED = "M-1,-.6L-.6,-1L0,-.4L.6,-1L1,-.6L.4,0L1,.6L.6,1L0,.4L-.6,1L-1,.6L-.4,0Z"
SHAPES = {
    "occurred": "circle",
    "ongoing": "square",
    "planned": "triangle-up",
    "possible": "triangle-down",
    "postponed": "diamond",
    "disputed": "cross",
    "cancelled": CROSSED,
    "not-held": CROSSED,
}
"""Status is told by shape as well as by colour, for print in grey."""
SUFFIXES = (".svg", ".png", ".json")


def write_chart(shown: Shown, suffix: str, *, area: str = "world") -> bytes:
    """Return a picture as `.svg`, `.png` (at twice the size, for print) or `.json` (Vega-Lite, to change it)."""
    if suffix not in SUFFIXES:
        raise UsageError(
            f"pictures are written as {', '.join(SUFFIXES)}, not as {suffix or 'a name without an ending'}"
        )
    spec = make_chart(shown, area=area).to_dict()
    if suffix == ".json":
        return json.dumps(spec, ensure_ascii=False, indent=1).encode()
    svg = str(vl_convert.vegalite_to_svg(spec))
    if suffix == ".png":
        return bytes(vl_convert.svg_to_png(svg, scale=2))
    return _titled(svg, shown.title, spec["description"]).encode()


def make_chart(shown: Shown, *, area: str = "world") -> alt.LayerChart:
    """Return the chart, with its title and a description for those who do not see it."""
    drawn = {"timeline": _timeline, "network": _network, "calendar": _calendar}
    chart = _map(shown, area) if shown.picture == "map" else drawn[shown.picture](shown)
    told = describe(shown, area)
    title = alt.TitleParams(shown.title, subtitle=told, anchor="start", fontSize=18, subtitleColor="#59636e", offset=12)
    return (
        chart.properties(title=title, description=f"{shown.title}. {told}", background=PAPER)
        .configure(font="Liberation Sans, Arial, sans-serif", padding=16)
        .configure_axis(labelFontSize=12, titleFontSize=12, labelLimit=460)
        .configure_view(stroke=None)
    )


def describe(shown: Shown, area: str = "world") -> str:
    """Return in words what a picture shows."""
    if shown.picture == "map":
        return tell_map(shown.spots, place_spots(shown.spots, frame_area(area, WIDTH)))
    if shown.picture == "network":
        names, _ = name_ends(shown.ties)
        return f"{len(names)} people and bodies, tied as often as they met; most often {_first(_pairs(shown.ties))}."
    extent = shown.extent
    undated = f"; {extent.undated:,} without a day are not shown" if extent.undated else ""
    return f"{extent.dated:,} events from {extent.first or 'no day'} to {extent.last or 'no day'}{undated}."


def _first(names: Sequence[str]) -> str:
    return names[0] if names else "none"


def _pairs(ties: Sequence[Tie]) -> list[str]:
    return [f"{tie.left_name} and {tie.right_name} ({tie.events:,})" for tie in ties]


def _titled(svg: str, title: str, told: str) -> str:
    """Return an SVG with the title and the description that a screen reader tells."""
    head = element("title", escape(plain(title)), id="title") + element("desc", escape(plain(told)), id="desc")
    start, end, rest = svg.partition(">")
    return f'{start} role="img" aria-labelledby="title desc"{end}{head}{rest}'


def _timeline(shown: Shown) -> alt.LayerChart:
    if shown.buckets:
        return _bars(shown)
    rows = [
        {"start": e.start, "end": e.end, "label": f"{e.start}  {e.label}", "status": e.status, "id": e.id}
        for e in shown.lines
    ]
    known = sorted({e.status for e in shown.lines})
    shapes = alt.Scale(domain=known, range=[SHAPES.get(name, "circle") for name in known])
    colours = alt.Scale(domain=known, range=[COLOURS.get(name, "#59636e") for name in known])
    legend = alt.Legend(orient="bottom", title=None, symbolSize=110, symbolOpacity=1)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("start:T", title=None, axis=_days_axis([e.start for e in shown.lines if e.start])),
        y=alt.Y("id:N", sort=[e.id for e in shown.lines], title=None, axis=None),
        color=alt.Color("status:N", scale=colours, legend=legend),
    )
    spans = base.mark_rule(strokeWidth=4, opacity=0.4).encode(x2="end:T")
    dots = base.mark_point(size=90, filled=True, opacity=1).encode(
        shape=alt.Shape("status:N", scale=shapes, legend=legend)
    )
    names = base.mark_text(align="left", fontSize=12, limit=520).encode(
        x=alt.value(WIDTH // 2 + 24), text="label:N", color=alt.value("#1b1f24")
    )
    return alt.layer(spans, dots, names).properties(width=WIDTH // 2, height=max(40, 22 * len(rows)))


def _days_axis(days: Sequence[str]) -> alt.Axis:
    """Return an axis of days; its months are told with their year where they are of several."""
    years = {int(day[:4]) for day in days}
    several = bool(years) and 0 < max(years) - min(years) < YEARS
    label = {"labelExpr": "timeFormat(datum.value, '%b %Y')"} if several else {}
    return alt.Axis(orient="top", grid=True, **label)


YEARS = 8
"""Years from which the axis has no months."""


def _bars(shown: Shown) -> alt.LayerChart:
    rows = [{"when": b.when, "status": b.status, "events": b.events} for b in shown.buckets]
    known = [name for name in COLOURS if name in {b.status for b in shown.buckets}]
    colours = alt.Scale(domain=known, range=[COLOURS[name] for name in known])
    unit = {"year": "year", "month": "yearmonth", "day": "yearmonthdate"}[shown.unit]
    bars = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar()
        .encode(
            x=alt.X("when:T", timeUnit=unit, title=None),
            y=alt.Y("sum(events):Q", title="events", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color("status:N", scale=colours, legend=alt.Legend(orient="bottom", title=None)),
        )
    )
    return alt.layer(bars).properties(width=WIDTH, height=340)


def _map(shown: Shown, area: str = "world") -> alt.LayerChart:
    """Return the map; places are projected here, for Vega's clipping fails on outlines cut at the 180th meridian."""
    frame = frame_area(area, WIDTH)
    seen = place_spots(shown.spots, frame)
    most = max((spot.events for spot, _ in seen), default=1)
    rows = [{"x": x, "y": y, "size": pi * circle_radius(spot.events, most) ** 2} for spot, (x, y) in seen]
    names = [{"name": told, "x": x, "y": y} for told, (x, y) in place_names(seen, frame)]
    shapes = [
        {"type": "Feature", "id": code, "geometry": {"type": "Polygon", "coordinates": [[frame.at(*p) for p in ring]]}}
        for code, ring in load_outlines()
    ]
    land = alt.Chart(alt.Data(values=shapes)).mark_geoshape(fill=LAND, stroke="#a9b1b8", strokeWidth=0.6, clip=True)
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, frame.width], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[frame.height, 0], nice=False))
    circles = alt.Chart(alt.Data(values=rows)).mark_circle(opacity=0.6, stroke="#003f66", color="#0072b2")
    circles = circles.encode(x, y, size=alt.Size("size:Q", scale=None))
    base = alt.Chart(alt.Data(values=names)).encode(x, y, text="name:N")
    halo = base.mark_text(align="left", baseline="alphabetic", fontSize=13, stroke=PAPER, strokeWidth=3)
    told = base.mark_text(align="left", baseline="alphabetic", fontSize=13)
    flat = land.project(type="identity", scale=1, translate=[0, 0])
    return alt.layer(flat, circles, halo, told).properties(width=frame.width, height=round(frame.height))


def _network(shown: Shown) -> alt.LayerChart:
    ties = strongest(shown.ties)
    names, weight = name_ends(ties)
    spots = lay_out(ties, WIDTH, TALL) if ties else {}
    people = [{"name": names[key], "x": x, "y": y, "encounters": weight[key]} for key, (x, y) in sorted(spots.items())]
    lines = [_line(tie, spots) for tie in ties]
    wide = alt.Scale(domain=[1, max((t.events for t in ties), default=2)], range=[1, 11])
    legend = alt.Legend(orient="bottom", title="encounters", format="d", tickCount=4, titleOrient="left")
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, WIDTH], nice=False))
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[TALL, 0], nice=False))
    edges = alt.Chart(alt.Data(values=lines)).mark_rule(color="#0072b2", opacity=0.45)
    edges = edges.encode(x, y, x2="x2", y2="y2", strokeWidth=alt.StrokeWidth("n:Q", scale=wide, legend=legend))
    base = alt.Chart(alt.Data(values=people)).encode(x, y)
    dots = base.mark_circle(color="#d55e00", opacity=1, size=110)
    halo = base.mark_text(align="left", dx=10, fontSize=12, stroke=PAPER, strokeWidth=3).encode(text="name:N")
    told = base.mark_text(align="left", dx=10, fontSize=12).encode(text="name:N")
    return alt.layer(edges, dots, halo, told).properties(width=WIDTH, height=TALL)


def _line(tie: Tie, spots: Mapping[str, Point]) -> dict[str, Any]:
    (x, y), (x2, y2) = spots[tie.left], spots[tie.right]
    return {"x": x, "y": y, "x2": x2, "y2": y2, "n": tie.events}


def _calendar(shown: Shown) -> alt.LayerChart:
    """Return years by months; `shown` may count by day."""
    counts: Counter[tuple[int, int]] = Counter()
    for bucket in shown.buckets:
        counts[int(bucket.when[:4]), int(bucket.when[5:7])] += bucket.events
    years = range(min(counts)[0], max(counts)[0] + 1) if counts else ()
    rows = [
        {"year": str(year), "month": name, "events": counts[year, number]}
        for year in years
        for number, name in enumerate(MONTHS, 1)
    ]
    bare = {"domain": False, "ticks": False, "labelAngle": 0}
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("month:O", sort=list(MONTHS), title=None, axis=alt.Axis(orient="top", **bare)),
        y=alt.Y("year:O", title=None, axis=alt.Axis(**bare)),
    )
    most = max(counts.values(), default=1)
    scale = alt.Scale(range=["#d9e8f5", "#5aa5d6"], domain=[0, most], type="sqrt")  # ink stays legible on all of it
    months = base.mark_rect(fill=PAPER, stroke="#c5cad0")
    told = base.transform_filter("datum.events > 0")
    shaded = told.mark_rect(stroke="#c5cad0").encode(color=alt.Color("events:Q", scale=scale, legend=None))
    numbers = told.mark_text(fontSize=12, color="#1b1f24").encode(text=alt.Text("events:Q", format=","))
    return alt.layer(months, shaded, numbers).properties(width=WIDTH, height=alt.Step(36))
