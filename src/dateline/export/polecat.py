"""Write events in the 40 columns of POLECAT, and in the 20 of ICEWS.

In: `Event`s. Out: tab-separated values with a heading, "None" for what is missing. Neither has a status: what did not
happen, or is not known to, is left out and counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TextIO

from dateline import __version__
from dateline.export.field import (
    actors_of,
    cameo_of,
    contexts_of,
    day_of,
    goldstein_of,
    pairs_of,
    quad_of,
    recipients_of,
    sector_of,
    told_type,
    write_events,
    write_tabbed,
)
from dateline.model.record import Event, EventParticipant

POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts", "Actor Name",
    "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID", "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID", "Placename", "City",
    "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City",
    "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip
MISSING = "None"


def write_polecat(events: Iterable[Event], stream: TextIO) -> int:
    """Write an event a row; return how many could not be told in this form."""
    write_tabbed([POLECAT], stream)
    return write_events(events, stream, POLECAT, _polecat_rows, MISSING)


def write_icews(events: Iterable[Event], stream: TextIO) -> int:
    """Write a pair of source and target a row; return how many events could not be told in this form."""
    write_tabbed([ICEWS], stream)
    return write_events(events, stream, ICEWS, _icews_rows, MISSING)


def _polecat_rows(event: Event) -> Iterator[dict[str, object]]:
    place, first = event.place, event.reports[0]
    kind = told_type(event)
    named = [who for who in event.participants if not who.unnamed]
    yield {
        "Event ID": event.id, "Event Date": day_of(event), "Event Type": kind,
        "Event Mode": event.mode if kind == event.type else None, "Quad Code": quad_of(kind or ""),
        "Contexts": _listed(contexts_of(event)), **_end("Actor", actors_of(event)),
        **_end("Recipient", recipients_of(event)), "Placename": place and place.name,
        "City": place.name if place and place.precision == "city" else None,
        "Province": place.name if place and place.precision == "region" else None, "Country": place and place.country,
        "Latitude": place and place.latitude, "Longitude": place and place.longitude,
        "GeoNames ID": place and place.geonames_id, "Raw Placename": _raw_place(event),
        "Feature Type": place and place.precision, "Source": first.publisher or first.url or first.path,
        "Publication Date": (first.published or "")[:10],
        "Story People": _listed(who.name for who in named if who.entity.startswith("person:")),
        "Story Organizations": _listed(who.name for who in named if who.entity.startswith("organisation:")),
        "Story Locations": _listed(who.name for who in named if who.entity.startswith(("country:", "place:"))),
        "Language": "en", "Version": f"Dateline {__version__}",
    }  # fmt: skip


def _end(name: str, people: Sequence[EventParticipant]) -> dict[str, object]:
    """Return the columns of actors or of recipients; several stand with semicolons."""
    sectors = [sector for who in people if (sector := sector_of(who))]
    return {
        f"{name} Name": _listed(who.name for who in people),
        f"{name} Country": _listed(who.country or MISSING for who in people if any(w.country for w in people)),
        f"Primary {name} Sector": sectors[0] if sectors else None,
        f"{name} Sectors": _listed(sectors),
        f"{name} Title": _listed(who.office for who in people if who.office),
        f"{name} Name Raw": _listed(who.name for who in people),
    }


def _icews_rows(event: Event) -> Iterator[dict[str, object]]:
    place, code = event.place, cameo_of(event)
    for source, target in pairs_of(event):
        yield {
            "Event ID": event.id, "Event Date": day_of(event), "Source Name": source.name,
            "Source Sectors": sector_of(source), "Source Country": source.country, "Event Text": event.label,
            "CAMEO Code": code, "Intensity": goldstein_of(code), "Target Name": target and target.name,
            "Target Sectors": target and sector_of(target), "Target Country": target and target.country,
            "Story ID": event.reports[0].page, "Publisher": event.reports[0].publisher,
            "City": place.name if place and place.precision == "city" else None,
            "Province": place.name if place and place.precision == "region" else None,
            "Country": place and place.country, "Latitude": place and place.latitude,
            "Longitude": place and place.longitude,
        }  # fmt: skip


def _raw_place(event: Event) -> str | None:
    """Return the words that tell the place."""
    return next((s.quote for s in event.statements if s.field == "place"), None)


def _listed(values: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(values))
