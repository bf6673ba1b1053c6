"""Write leaders' trips in the columns of COLT: one row a traveller and event, abroad, as far as the record tells it.

In: `Event`s. Out: CSV. "Yes" where the record says so, blank where it says nothing: blank is not "No". Trips that did
not come about are left out, as COLT's coders leave them out.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

from dateline.export.csv import write_rows
from dateline.model.record import Event, EventParticipant

COLUMNS = (
    "TripID", "LeaderCountryISO", "LeaderRole", "LeaderTitle", "LeaderFullName", "CountryVisitedISO", "CityVisited",
    "TripYear", "TripStartDate", "TripEndDate", "TripDuration", "MetHostHoGS", "HostHOGSName", "MetNonhostHOGS",
    "NonhostHOGSNames", "AttendedMultilatEvent", "NameMultilatEvent", "SignedAgreement", "Notes", "Confidence",
    "SourceLink1", "SourceLink2", "SourceLink3", "SourceLink4", "SourceLink5",
)  # fmt: skip
ROLES = {"foreign minister": "F", "foreign secretary": "F", "finance minister": "E", "crown prince": "CP"}
"""COLT's letters for the offices that have one of their own; which heads are of state, of government or of both differs
by country, and is left blank."""
LEADERS = (
    "president", "prime minister", "premier", "chancellor", "monarch", "king", "queen", "emir", "sultan", "emperor",
    "supreme leader", "crown prince", "foreign minister", "foreign secretary", "finance minister", "secretary of state",
)  # fmt: skip
HEADS = LEADERS[:11]
FROM_AFAR = ("phone-call", "video-call")
LINKS = 5


def write_trips(events: Iterable[Event], stream: TextIO) -> None:
    """Write the trips that the events tell."""
    write_rows((row for event in events for row in trips_of(event)), COLUMNS, stream)


def trips_of(event: Event) -> Iterator[dict[str, object]]:
    """Yield a row for each leader who is told to have been in another country."""
    place = event.place
    if event.type != "CONSULT" or event.kind in FROM_AFAR or event.status.value not in ("occurred", "ongoing"):
        return
    if place is None or not place.country:
        return
    for number, who in enumerate(event.participants, 1):
        if who.office in LEADERS and who.country and who.country != place.country:
            yield _trip(event, who, number)


def _trip(event: Event, who: EventParticipant, number: int) -> dict[str, object]:
    place = event.place
    assert place is not None
    others = [p for p in event.participants if p.entity != who.entity and p.office in HEADS]
    hosts = [p.name for p in others if p.country == place.country]
    met = [p.name for p in others if p.country not in (place.country, who.country, None)]
    row: dict[str, object] = {
        "TripID": f"{event.id}-{number}", "LeaderCountryISO": who.country, "LeaderTitle": who.office,
        "LeaderRole": ROLES.get(who.office or ""), "LeaderFullName": who.name, "CountryVisitedISO": place.country,
        "CityVisited": place.name if place.precision in ("city", "venue") else None, "MetHostHoGS": _yes(hosts),
        "HostHOGSName": "; ".join(hosts) or None, "MetNonhostHOGS": _yes(met),
        "NonhostHOGSNames": "; ".join(met) or None, "AttendedMultilatEvent": _yes(event.occasion),
        "NameMultilatEvent": event.occasion, "SignedAgreement": _yes(_signed(event)), "Notes": event.label,
        "Confidence": _confidence(event),
    }  # fmt: skip
    return row | _days(event) | _links(event)


def _yes(told: object) -> str | None:
    return "Yes" if told else None


def _signed(event: Event) -> bool:
    return any("sign" in outcome for outcome in event.outcomes)


def _days(event: Event) -> dict[str, object]:
    """Return the trip's days where the day is known; of a month or a year only the year."""
    if not event.start or not event.end:
        return {}
    year: dict[str, object] = {"TripYear": event.start[:4]}
    if event.date_precision in ("month", "year"):
        return year
    length = (date.fromisoformat(event.end) - date.fromisoformat(event.start)).days + 1
    return year | {"TripStartDate": event.start, "TripEndDate": event.end, "TripDuration": length}


def _confidence(event: Event) -> int:
    """Return COLT's 1 to 5: how many independent sources tell it, less where they differ or the day was worked out."""
    doubts = sum(f.state.value == "conflicting" for f in event.fields) + (event.date_basis == "publication")
    return max(1, min(5, 2 + event.independent_sources - doubts))


def _links(event: Event) -> dict[str, object]:
    told = [report.url or report.path or report.page for report in event.reports]
    return {f"SourceLink{number}": link for number, link in enumerate(told[:LINKS], 1)}
