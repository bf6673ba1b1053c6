"""Read one row of an official record as a page is read: what it says happened, with the words that say so.

In: a `Page` of `witness.rows`. Out: a `Reading`: a visit, and an encounter for each person met. All that it says is
attributed to the record's publisher, so that its statements have an official source.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from dateline.annotate.countries import country_coded
from dateline.annotate.gatherings import find_gathering
from dateline.annotate.places import country_place, find_place
from dateline.errors import PageError
from dateline.model.claims import (
    Attribution,
    Basis,
    Detail,
    EventMention,
    Interval,
    MentionKind,
    Participant,
    Place,
    Precision,
    Reading,
    Referent,
    SourceKind,
    Status,
    StatusReading,
    TimeExpression,
)
from dateline.model.text import Article, Block, BlockKind, Page, Span
from dateline.witness.people import find_country, office_holder, person, state
from dateline.witness.remarks import Told, read_remarks
from dateline.witness.rows import Row, row_of

RECORD = "record"
"""The act of an attribution that stands for a whole row: an official record is not a quotation."""

_SHAPES = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%d/%m/%Y", "%d-%b-%Y", "%d-%b-%y", "%d %b %Y", "%d %B %Y", "%B %d, %Y")
_LABELS = {
    "traveller": "Traveller", "home": "From", "office": "Office", "who": "Who", "kind": "Kind", "status": "Status",
    "country": "Country", "locale": "Place", "met_host": "Met, of the host", "met_host_flag": "Met the host's leader",
    "met_others": "Met, of others", "met_others_flag": "Met other leaders", "met_body": "Met, of bodies",
    "met_body_flag": "Met heads of bodies", "attended": "Attended", "remarks": "Remarks", "notes": "Notes",
}  # fmt: skip


@dataclass(slots=True)
class _Sheet:
    """The row written out as text, a line a cell, with the place of each cell's words."""

    row: Row
    lines: list[str] = field(default_factory=list)
    length: int = 0
    spans: dict[str, Span] = field(default_factory=dict)

    def write(self, name: str, label: str, value: str) -> None:
        start = self.length + len(label) + 2
        self.spans[name] = Span(start, start + len(value))
        self.lines.append(f"{label}: {value}")
        self.length += len(self.lines[-1]) + 1

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all events of a row share."""

    row: Row
    sheet: _Sheet
    when: TimeExpression
    trip: Interval
    host: str | None
    place: Place | None
    place_span: Span | None
    traveller: Participant | None


def read_row(page: Page) -> Reading:
    """Return what a row of an official record says; raise PageError where its days cannot be read."""
    row = row_of(page)
    sheet = _written(row)
    frame = _frame(page, row, sheet)
    events = tuple(_listed(frame) if "who" in row.cells else _trip(frame))
    text = sheet.text
    title = Block(0, len(sheet.lines[0]), BlockKind.TITLE)
    article = Article(
        page.id, text, (title, Block(title.end + 1, len(text), BlockKind.BODY)), f"{row.publisher}, row {row.id}",
        publisher=row.publisher,
    )  # fmt: skip
    lines = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    return Reading(page, article, tuple(lines), attributions=(_attribution(row, sheet),), events=events)


def _written(row: Row) -> _Sheet:
    sheet = _Sheet(row)
    sheet.write("record", "Official record", f"{row.publisher}, row {row.id}")
    for cell, label in _LABELS.items():
        if cell in row.cells:
            sheet.write(cell, label, row.cells[cell])
    start, end = row.cells.get("start", ""), row.cells.get("end", "")
    sheet.write("days", "Days", f"{start} to {end}" if end and end != start else start)
    return sheet


def _attribution(row: Row, sheet: _Sheet) -> Attribution:
    told = sheet.spans["record"]
    name = Span(told.start, told.start + len(row.publisher))
    speaker = Referent(f"organisation:{row.publisher.lower()}", MentionKind.ORGANISATION, row.publisher, sector="GOV")
    whole = (Span(0, len(sheet.text)),)
    return Attribution("indirect", Span(0, told.start - 2), whole, name, speaker, SourceKind.OFFICIAL, RECORD)


def _frame(page: Page, row: Row, sheet: _Sheet) -> _Frame:
    cells = row.cells
    start = parse_day(cells["start"])
    end = parse_day(cells.get("end", "")) or start
    if start is None or end is None or end < start:
        raise PageError(page.path or page.id, f"its days {cells['start']!r} to {cells.get('end', '')!r} are none")
    trip = Interval(start, end, Precision.DAY if start == end else Precision.RANGE)
    span = sheet.spans["days"]
    when = TimeExpression(span, "date", start.isoformat(), trip, Basis.EXPLICIT)
    country = find_country(cells.get("country"), cells.get("country_id"))
    host = country.code if country else None
    place = _place(cells, host)
    place_span = sheet.spans.get("country") if place is None or place.precision == "country" else sheet.spans["locale"]
    return _Frame(row, sheet, when, trip, host, place, place_span or span, _traveller(row, sheet, trip))


def parse_day(text: str) -> date | None:
    """Return the day that a cell names, month before day where both orders are possible, as American records do."""
    for shape in _SHAPES:
        try:
            return datetime.strptime(text.strip(), shape).date()
        except ValueError:
            continue
    return None


def _place(cells: Mapping[str, str], host: str | None) -> Place | None:
    """Return the one town that the row names, else the country."""
    towns = [town.strip() for town in re.split(r"[,;]", re.sub(r"\([^)]*\)", "", cells.get("locale", "")))]
    if len([town for town in towns if town]) == 1:
        found = find_place(towns[0], near=host) or (find_place(towns[0]) if host in HISTORIC else None)
        if found is not None:
            return found
    country = country_coded(host or "")
    return country_place(country) if country else None


HISTORIC = ("SUN", "YUG", "CSK", "DDR", "SCG")
"""States that are no more, whose towns the gazetteer knows under another state."""


def _traveller(row: Row, sheet: _Sheet, trip: Interval) -> Participant | None:
    cells = row.cells
    if "traveller" not in cells:
        return None
    home = find_country(cells.get("home"), cells.get("home_id"))
    who = person(cells["traveller"], cells.get("office"), home.code if home else None, trip)
    return Participant(who, "visitor", sheet.spans["traveller"])


# --- the events ---------------------------------------------------------------------------------------------------


def _trip(frame: _Frame) -> Iterator[EventMention]:
    """Yield the visit, and an encounter for each person that the row says was met."""
    sheet, traveller = frame.sheet, frame.traveller
    if traveller is None:
        return
    told = sheet.spans["country"]
    hosts = (Participant(state(frame.host), "host", told),) if frame.host else ()
    yield _event(frame, "visit", told, (traveller, *hosts), details=tuple(_occasions(frame)))
    me = Participant(traveller.referent, "participant", traveller.span)
    start = sheet.spans["remarks"].start if "remarks" in sheet.spans else 0
    for one in read_remarks(frame.row.cells.get("remarks", ""), frame.host, frame.trip):
        span, cue = _moved(one.span, start), _moved(one.cue, start)
        when = frame.when
        if one.days is not None:
            days, told = one.days
            when = TimeExpression(_moved(told, start), "date", days.start.isoformat(), days, Basis.EXPLICIT)
        met = Participant(_met(one, frame), "participant", span)
        yield _event(frame, "meeting", cue, (me, met), when=when)
    yield from _flagged(frame, me)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _met(told: Told, frame: _Frame) -> Referent:
    when = told.days[0] if told.days else frame.trip
    if told.name:
        return person(told.name, told.title.lower(), told.country, when)
    office = "leader" if told.heads else told.title.lower()
    return office_holder(office, told.country or frame.host or "", when)


def _occasions(frame: _Frame) -> Iterator[Detail]:
    for cell in ("remarks", "attended"):
        words = frame.row.cells.get(cell, "")
        found = find_gathering(words) if words else None
        if found is not None:
            yield Detail("occasion", found[0], _moved(found[1], frame.sheet.spans[cell].start))


def _flagged(frame: _Frame, me: Participant) -> Iterator[EventMention]:
    """Yield the encounters of columns: names of people met, and what is told not to have taken place."""
    for cell in ("met_host", "met_others", "met_body"):
        flag = frame.row.cells.get(f"{cell}_flag", "").strip().lower()
        names = [name.strip() for name in re.split(r"[;,]|\band\b", frame.row.cells.get(cell, "")) if name.strip()]
        if flag == "no" and cell == "met_host" and frame.host:
            leader = office_holder("leader", frame.host, frame.trip)
            span = frame.sheet.spans[f"{cell}_flag"]
            yield _event(frame, "meeting", span, (me, Participant(leader, "participant", span)), held=False)
        if flag == "no":
            continue
        start = frame.sheet.spans[cell].start if names else 0
        for name in names:
            at = start + frame.row.cells[cell].find(name)
            who = person(name, None, frame.host if cell == "met_host" else None, frame.trip)
            span = Span(at, at + len(name))
            yield _event(frame, "meeting", span, (me, Participant(who, "participant", span)))


def _listed(frame: _Frame) -> Iterator[EventMention]:
    """Yield the event of a line of our own export."""
    cells, start = frame.row.cells, frame.sheet.spans["who"].start
    people = []
    for part in re.finditer(r"([^;,]+)(?:, ?([^;,]*))?(?:, ?([^;,]*))?(?:; |$)", cells["who"]):
        name, office, country = (group.strip() if group else "" for group in part.groups())
        span = Span(start + part.start(1), start + part.start(1) + len(part.group(1).rstrip()))
        land = country_coded(country) or find_country(name)
        is_state = land is not None and not office and find_country(name) is not None
        who = state(land.code) if is_state and land else person(name, office or None, country or None, frame.trip)
        people.append(Participant(who, "participant", span))
    held = cells.get("status", "occurred") in ("occurred", "ongoing", "disputed")
    kind = cells.get("kind", "meeting")
    yield _event(frame, kind, frame.sheet.spans.get("kind", frame.sheet.spans["who"]), tuple(people), held=held)


def _event(
    frame: _Frame,
    kind: str,
    trigger: Span,
    people: tuple[Participant, ...],
    *,
    when: TimeExpression | None = None,
    details: tuple[Detail, ...] = (),
    held: bool = True,
) -> EventMention:
    status = StatusReading(Status.OCCURRED) if held else StatusReading(Status.NOT_HELD, "neg")
    return EventMention(
        type="CONSULT",
        kind=kind,
        mode="visit" if kind == "visit" else None,
        frame=f"official.{kind}",
        trigger=trigger,
        sentence=Span(0, len(frame.sheet.text)),
        participants=people,
        status=status,
        times=(when or frame.when,),
        place=frame.place,
        place_span=frame.place_span,
        details=details,
    )
