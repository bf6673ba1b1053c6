"""Write events in the 61 columns of GDELT 2, and their tellings in the 16 of its mentions.

In: `Event`s. Out: tab-separated values without a heading, as GDELT's own files are; what is not known is empty. A row
is a pair of actors, as GDELT codes it. GDELT has no status: what did not happen, or is not known to, is left out and
counted. Tone is not measured; countries of places have ISO codes, where GDELT has FIPS 10-4.
"""

from collections.abc import Iterable, Iterator
from typing import TextIO

from dateline.export.field import (
    cameo_of,
    day_of,
    goldstein_of,
    is_state,
    pairs_of,
    sector_of,
    write_events,
)
from dateline.ids import digest
from dateline.model.claims import Place
from dateline.model.record import Event, EventParticipant

ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
    "Type2Code", "Type3Code",
)  # fmt: skip
GEO = ("Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS = (
    "GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", *(f"Actor1{name}" for name in ACTOR),
    *(f"Actor2{name}" for name in ACTOR), "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass",
    "GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone", *(f"Actor1Geo_{name}" for name in GEO),
    *(f"Actor2Geo_{name}" for name in GEO), *(f"ActionGeo_{name}" for name in GEO), "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTIONS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip
GEO_TYPES = {"country": 1, "city": 4, "venue": 4, "region": 5}
"""GDELT's kinds of place: a country, a city of the world, a state or province."""
WEB = 1
"""GDELT's kind of source for pages from the web."""
Pair = tuple[EventParticipant, EventParticipant | None]


def write_gdelt(events: Iterable[Event], stream: TextIO) -> int:
    """Write a row for each pair of actors; return how many events could not be told in this form."""
    return write_events(events, stream, EVENTS, _event_rows, missing="")


def write_gdelt_mentions(events: Iterable[Event], stream: TextIO) -> int:
    """Write a row for each pair and report; return how many events could not be told in this form."""
    return write_events(events, stream, MENTIONS, _mention_rows, missing="")


def _number(event: Event, pair: Pair) -> int:
    """Return a whole number for an event and a pair, the same whenever it is written."""
    return int(digest(event.id, pair[0].entity, pair[1].entity if pair[1] else "")[:15], 16)


def _event_rows(event: Event) -> Iterator[dict[str, object]]:
    day, code = day_of(event), cameo_of(event)
    assert day is not None
    for pair in pairs_of(event):
        yield {
            "GlobalEventID": _number(event, pair), "Day": f"{day:%Y%m%d}", "MonthYear": f"{day:%Y%m}",
            "Year": day.year, "FractionDate": f"{day.year + (day.month * 30 + day.day) / 365:.4f}",
            **_actor("Actor1", pair[0]), **_actor("Actor2", pair[1]), "EventCode": code, "EventBaseCode": code[:3],
            "EventRootCode": code[:2], "QuadClass": _quad(code), "GoldsteinScale": goldstein_of(code),
            "NumMentions": len(event.mentions), "NumSources": event.independent_sources,
            "NumArticles": len(event.reports), **_geo("ActionGeo", event.place), "DATEADDED": _added(event),
            "SOURCEURL": event.reports[0].url or event.reports[0].path,
        }  # fmt: skip


def _actor(end: str, who: EventParticipant | None) -> dict[str, object]:
    if who is None:
        return {}
    country = who.country if is_state(who.country) else None
    group = who.country if who.country and not country else None
    sector = sector_of(who)
    return {
        f"{end}Code": f"{country or group or ''}{sector or ''}",
        f"{end}Name": who.name.upper(),
        f"{end}CountryCode": country,
        f"{end}KnownGroupCode": group,
        f"{end}Type1Code": sector,
    }


def _geo(end: str, place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    return {
        f"{end}_Type": GEO_TYPES.get(place.precision),
        f"{end}_Fullname": place.name,
        f"{end}_CountryCode": place.country,
        f"{end}_Lat": place.latitude,
        f"{end}_Long": place.longitude,
        f"{end}_FeatureID": place.geonames_id,
    }


def _quad(code: str) -> int:
    """Return GDELT's class of a CAMEO root: 1 and 2 cooperation in words and deeds, 3 and 4 conflict."""
    root = int(code[:2])
    return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


def _added(event: Event) -> str | None:
    """Return when the first report came out, to the second as GDELT has it."""
    days = sorted(report.published for report in event.reports if report.published)
    return _second(days[0]) if days else None


def _second(moment: str) -> str:
    digits = "".join(c for c in moment[:19] if c.isdigit())
    return digits.ljust(14, "0")


def _mention_rows(event: Event) -> Iterator[dict[str, object]]:
    day = day_of(event)
    assert day is not None
    where = {s.page: s.span.start for s in reversed(event.statements) if s.field == "status"}
    for pair in pairs_of(event):
        for report in event.reports:
            yield {
                "GlobalEventID": _number(event, pair), "EventTimeDate": f"{day:%Y%m%d}000000",
                "MentionTimeDate": _second(report.published) if report.published else None, "MentionType": WEB,
                "MentionSourceName": report.publisher, "MentionIdentifier": report.url or report.path or report.page,
                "ActionCharOffset": where.get(report.page), "InRawText": 1,
            }  # fmt: skip
