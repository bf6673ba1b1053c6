"""Write leaders' trips in the columns of COLT: one row a traveller and event, abroad, as far as the record tells it.

In: `Event`s. Out: CSV. "Yes" where the record says so, blank where it says nothing: blank is not "No". Trips that did
not come about are left out, as COLT's coders leave them out.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TextIO

from dateline.annotate.countries import country_name
from dateline.annotate.spellings import list_spellings, read_habits
from dateline.config import RESOURCES
from dateline.export.csv import write_rows
from dateline.export.field import day_of, is_state, regions_of, role_of
from dateline.lexicon import load_table
from dateline.model.claims import Place
from dateline.model.record import Event, EventParticipant

LINKS = 33
COLUMNS = (
    "TripID", "LeaderID", "LeaderCountryOrIGO", "LeaderCountryISO", "LeaderRegion", "LeaderSubregion",
    "PriorityLeader", "LeaderRole", "LeaderTitle", "LeaderSurname", "LeaderFullName", "CountryVisited",
    "CountryVisitedISO", "RegionVisited", "SubRegionVisited", "CityVisited", "DisputedTerritory", "SemiAutoTerritory",
    "TripYear", "TripStartDate", "TripEndDate", "TripDuration", "MetHostHoGS", "HostHOGSName", "MetNonhostHOGS",
    "NonhostHOGSNames", "MetIGOLeader", "IGOLeaderName", "AttendedMultilatEvent", "NameMultilatEvent",
    "AttendedMultilatMinisterialEvent", "PublicAddress", "SignedAgreement", "CulturalSiteOrCeremony",
    "BusinessLeaderOrForum", "Notes", "Confidence", *(f"SourceLink{number}" for number in range(1, LINKS + 1)),
)  # fmt: skip
HEADS = (
    "president", "prime minister", "premier", "chancellor", "monarch", "king", "queen", "emir", "sultan", "emperor",
    "supreme leader",
)  # fmt: skip
MINISTERS = ("crown prince", "foreign minister", "foreign secretary", "finance minister", "secretary of state")
LEADERS = (*HEADS, *MINISTERS)
"""The offices whose holders' trips are told; leaders of international bodies travel for no country, and are told where
their body is known."""
FROM_AFAR = ("phone-call", "video-call")


def write_trips(events: Iterable[Event], stream: TextIO) -> int:
    """Write the trips that the events tell; return how many events tell none."""
    told = [list(trips_of(event)) for event in events]
    write_rows((row for rows in told for row in rows), COLUMNS, stream)
    return sum(not rows for rows in told)


def trips_of(event: Event) -> Iterator[dict[str, object]]:
    """Yield a row for each leader who is told to have been in another country."""
    place = event.place
    if event.type != "CONSULT" or event.kind in FROM_AFAR or event.status.value not in ("occurred", "ongoing"):
        return
    if place is None or not place.country:
        return
    for number, who in enumerate(event.participants, 1):
        if who.country and who.country != place.country and (who.office in LEADERS or role_of(who) == "I"):
            yield _trip(event, who, number) | _visited(place) | _met(event, who, place) | _days(event) | _links(event)


def _trip(event: Event, who: EventParticipant, number: int) -> dict[str, object]:
    """Return what is told of the leader, and of the occasion."""
    region, within = regions_of(who.country)
    return {
        "TripID": f"{event.id}-{number}", "LeaderID": who.entity, "LeaderCountryOrIGO": country_name(who.country or ""),
        "LeaderCountryISO": who.country if is_state(who.country) else None, "LeaderRegion": region,
        "LeaderSubregion": within, "LeaderRole": role_of(who), "LeaderTitle": who.office,
        "LeaderSurname": _surname(who), "LeaderFullName": who.name, "AttendedMultilatEvent": _yes(event.occasion),
        "NameMultilatEvent": event.occasion, "SignedAgreement": _yes(_signed(event)),
        "CulturalSiteOrCeremony": _yes(event.kind == "ceremony"), "Notes": event.label,
        "Confidence": _confidence(event),
    }  # fmt: skip


def _surname(who: EventParticipant) -> str | None:
    """Return the family name; None where the name is one word, which may be either."""
    kinds = load_table(RESOURCES / "offices" / "kinds.toml")
    spellings = list_spellings(who.name, None, read_habits(kinds, who.country or ""))
    return spellings[1] if len(spellings) > 1 else None


def _visited(place: Place) -> dict[str, object]:
    region, within = regions_of(place.country)
    return {
        "CountryVisited": country_name(place.country or ""), "CountryVisitedISO": place.country,
        "RegionVisited": region, "SubRegionVisited": within,
        "CityVisited": place.name if place.precision in ("city", "venue") else None,
    }  # fmt: skip


def _met(event: Event, who: EventParticipant, place: Place) -> dict[str, object]:
    """Return whom the leader met: heads of the host and of other states, and of international bodies."""
    others = [p for p in event.participants if p.entity != who.entity]
    heads = [p for p in others if p.office in HEADS]
    hosts = [p.name for p in heads if p.country == place.country]
    met = [p.name for p in heads if p.country not in (place.country, who.country, None)]
    bodies = [p.name for p in others if role_of(p) == "I"]
    return {
        "MetHostHoGS": _yes(hosts), "HostHOGSName": "; ".join(hosts) or None, "MetNonhostHOGS": _yes(met),
        "NonhostHOGSNames": "; ".join(met) or None, "MetIGOLeader": _yes(bodies),
        "IGOLeaderName": "; ".join(bodies) or None,
    }  # fmt: skip


def _yes(told: object) -> str | None:
    return "Yes" if told else None


def _signed(event: Event) -> bool:
    return any("sign" in outcome for outcome in event.outcomes)


def _days(event: Event) -> dict[str, object]:
    """Return the trip's days where the day is known; of a month or a year only the year."""
    if not event.start or not event.end:
        return {}
    year: dict[str, object] = {"TripYear": event.start[:4]}
    if day_of(event) is None:
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
