"""The forms of the field: their columns are those that their users' programs ask for, their values the record's."""

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from dateline.annotate.countries import load_countries
from dateline.export import colt, gdelt, polecat
from dateline.export.field import cameo_of, field_table, goldstein_of, quad_of, regions_of
from dateline.export.formats import FORMS
from dateline.export.ical import fold_line
from dateline.model.claims import Status
from dateline.model.record import Event
from dateline.pipeline import RULES, process, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events
from tests.make import make_page

COLUMNS = {
    "polecat": """Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, Actor
        Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, Wikipedia Actor ID,
        Recipient Name,
        Recipient Country, Recipient COW, Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name
        Raw, Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw
        Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, Story Locations, Language,
        Version""",
    "icews": """Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, Intensity,
        Target Name, Target Sectors, Target Country, Story ID, Sentence Number, Publisher, City, District, Province,
        Country, Latitude, Longitude""",
    "gdelt-mentions": """GlobalEventID, EventTimeDate, MentionTimeDate, MentionType, MentionSourceName,
        MentionIdentifier, SentenceID, Actor1CharOffset, Actor2CharOffset, ActionCharOffset, InRawText, Confidence,
        MentionDocLen, MentionDocTone, MentionDocTranslationInfo, Extras""",
    "colt": """TripID, LeaderID, LeaderCountryOrIGO, LeaderCountryISO, LeaderRegion, LeaderSubregion, PriorityLeader,
        LeaderRole, LeaderTitle, LeaderSurname, LeaderFullName, CountryVisited, CountryVisitedISO, RegionVisited,
        SubRegionVisited, CityVisited, DisputedTerritory, SemiAutoTerritory, TripYear, TripStartDate, TripEndDate,
        TripDuration, MetHostHoGS, HostHOGSName, MetNonhostHOGS, NonhostHOGSNames, MetIGOLeader, IGOLeaderName,
        AttendedMultilatEvent, NameMultilatEvent, AttendedMultilatMinisterialEvent, PublicAddress, SignedAgreement,
        CulturalSiteOrCeremony, BusinessLeaderOrForum, Notes, Confidence""",
}
"""The columns as the manuals of the field list them."""
PAGE = (
    "Kesh Courier\n20 May 2016\n\n"
    "Chilean President Ann Abel visited Bolivian President Bo Berg in La Paz on 3 May 2016; a dam was the matter.\n\n"
    "Chilean President Ann Abel telephoned Peruvian President Cy Cole on 9 May 2016.\n\n"
    "Peruvian President Cy Cole will meet Bolivian President Bo Berg in Quito on 12 July 2016.\n\n"
    "Bolivia accused Chile on 14 May 2016 of diverting a river.\n\n"
    "A meeting between Chilean President Ann Abel and Peruvian President Cy Cole, planned for 18 May 2016, was called "
    "off.\n"
)


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Event]:
    with Ledger(tmp_path_factory.mktemp("formats") / "formats.db") as ledger:
        ledger.add_reading(process(make_page(PAGE)), RULES)
        update(ledger)
        return list(all_events(ledger))


def listed(columns: str) -> list[str]:
    return [" ".join(name.split()) for name in columns.split(",")]


def written(form: str, events: Sequence[Event]) -> tuple[str, int]:
    stream = io.StringIO(newline="")
    return (stream, FORMS[form].write(events, stream))[0].getvalue(), 0


def rows(form: str, events: Sequence[Event]) -> list[dict[str, str]]:
    text = written(form, events)[0]
    names = {"gdelt": gdelt.EVENTS, "gdelt-mentions": gdelt.MENTIONS}.get(form)
    return list(csv.DictReader(io.StringIO(text), names, delimiter="," if form == "colt" else "\t"))


def of_kind(events: Sequence[Event], kind: str) -> Event:
    return next(event for event in events if kind in (event.kind, event.type, event.status.value))


def test_the_columns_are_those_of_the_field() -> None:
    assert list(polecat.POLECAT) == listed(COLUMNS["polecat"])
    assert len(polecat.POLECAT) == 40
    assert list(polecat.ICEWS) == listed(COLUMNS["icews"])
    assert list(gdelt.MENTIONS) == listed(COLUMNS["gdelt-mentions"])
    assert list(colt.COLUMNS) == listed(COLUMNS["colt"]) + [f"SourceLink{n}" for n in range(1, 34)]
    assert len(gdelt.EVENTS) == 61
    assert gdelt.EVENTS[:6] == ("GlobalEventID", "Day", "MonthYear", "Year", "FractionDate", "Actor1Code")
    assert [gdelt.EVENTS[at] for at in (25, 26, 29, 30, 34, 59, 60)] == [
        "IsRootEvent", "EventCode", "QuadClass", "GoldsteinScale", "AvgTone", "DATEADDED", "SOURCEURL",
    ]  # fmt: skip


def test_polecat_tells_visitor_and_host(events: Sequence[Event]) -> None:
    visit = next(row for row in rows("polecat", events) if row["Event ID"] == of_kind(events, "visit").id)
    told = ("Actor Name", "Actor Country", "Primary Actor Sector", "Actor Title", "Recipient Name", "City", "Country")
    assert [visit[name] for name in told] == [
        "Ann Abel", "CHL", "GOV", "president", "Bo Berg", "La Paz", "BOL",
    ]  # fmt: skip
    assert (visit["Event Type"], visit["Event Mode"], visit["Quad Code"]) == ("CONSULT", "visit", "1")
    assert (visit["Event Date"], visit["Actor COW"]) == ("2016-05-03", "None")


def test_what_has_no_status_tells_no_more_than_it_can(events: Sequence[Event]) -> None:
    for form in ("polecat", "icews", "gdelt", "gdelt-mentions"):
        stream = io.StringIO()
        assert FORMS[form].write(events, stream) == sum(e.status.value == "cancelled" for e in events) == 1
    planned = next(row for row in rows("polecat", events) if row["Event ID"] == of_kind(events, "planned").id)
    assert (planned["Event Type"], planned["Event Mode"]) == ("AGREE", "None")


def test_gdelt_tells_pairs(events: Sequence[Event]) -> None:
    found = {row["EventCode"]: row for row in rows("gdelt", events)}
    assert {"036", "041", "042", "112"} <= set(found)
    visit = found["042"]
    assert (visit["Actor1Code"], visit["Actor1Name"], visit["Actor2CountryCode"]) == ("CHLGOV", "ANN ABEL", "BOL")
    assert (visit["Day"], visit["MonthYear"], visit["FractionDate"]) == ("20160503", "201605", "2016.4192")
    assert (visit["QuadClass"], visit["ActionGeo_Type"], visit["ActionGeo_Fullname"]) == ("1", "4", "La Paz")
    assert found["112"]["QuadClass"] == "3"
    assert {row["GlobalEventID"] for row in rows("gdelt-mentions", events)} == {
        row["GlobalEventID"] for row in rows("gdelt", events)
    }
    assert all(0 < int(row["GlobalEventID"]) < 2**63 for row in rows("gdelt", events))


def test_a_summit_of_three_is_three_pairs(events: Sequence[Event]) -> None:
    visit = of_kind(events, "visit")
    third = replace(visit.participants[0], entity="person:di dole", name="Di Dole", role="participant")
    among = tuple(replace(who, role="participant") for who in visit.participants)
    assert len(rows("gdelt", [replace(visit, participants=(*among, third))])) == 3
    assert len(rows("icews", [replace(visit, participants=(third,))])) == 1


def test_plover_keeps_all_with_its_required_keys(events: Sequence[Event]) -> None:
    found = [json.loads(line) for line in written("plover", events)[0].splitlines()]
    assert len(found) == len(events)
    assert all({"id", "date", "actor", "event"} <= set(one) for one in found)
    cancelled = next(one for one in found if one["id"] == of_kind(events, "cancelled").id)
    assert "negation" in cancelled["comment"]
    visit = next(one for one in found if one["id"] == of_kind(events, "visit").id)
    assert visit["actor"][0]["entity_text"] == "Ann Abel"
    assert visit["actor"][0]["sector"] == "GOV"
    text = PAGE[visit["text_info"]["start"] : visit["text_info"]["end"]]
    assert visit["text"] == text


def test_followthemoney_names_each_entity_once(events: Sequence[Event]) -> None:
    found = [json.loads(line) for line in written("ftm", events)[0].splitlines()]
    known = {one["id"]: one for one in found}
    assert len(known) == len(found)
    assert {"Event", "Person", "PublicBody", "Position", "Occupancy", "Address", "Article"} <= {
        one["schema"] for one in found
    }
    visit = known[of_kind(events, "visit").id]["properties"]
    assert {known[who]["properties"]["name"][0] for who in visit["involved"]} == {"Ann Abel", "Bo Berg"}
    assert (visit["startDate"], visit["country"]) == (["2016-05-03"], ["bo"])
    assert all(known[page]["schema"] == "Article" for page in visit["proof"])
    assert all(isinstance(value, str) for one in found for values in one["properties"].values() for value in values)


def test_the_calendar_is_one_that_calendars_read(events: Sequence[Event]) -> None:
    text = written("ical", events)[0]
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")
    assert (lines[0], lines[-2]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    blocks = text.replace("\r\n ", "").split("BEGIN:VEVENT")[1:]
    assert len(blocks) == len(events)
    visit = next(block for block in blocks if of_kind(events, "visit").id in block)
    assert "DTSTART;VALUE=DATE:20160503\r\nDTEND;VALUE=DATE:20160504" in visit
    assert "LOCATION:La Paz" in visit
    assert sum("STATUS:CANCELLED" in block for block in blocks) == 1
    assert sum("STATUS:TENTATIVE" in block for block in blocks) == 1
    assert "".join(fold_line("é" * 200)) == "é" * 200


def test_colt_tells_the_trip(events: Sequence[Event]) -> None:
    (trip,) = [row for row in rows("colt", events) if row["LeaderFullName"] == "Ann Abel"]
    told = (
        "LeaderCountryOrIGO", "LeaderRegion", "LeaderSubregion", "LeaderSurname", "CountryVisited", "CityVisited",
        "TripDuration", "MetHostHoGS", "HostHOGSName", "MetNonhostHOGS", "PublicAddress",
    )  # fmt: skip
    assert [trip[name] for name in told] == [
        "Chile", "Americas", "South America", "Abel", "Bolivia", "La Paz", "1", "Yes", "Bo Berg", "", "",
    ]  # fmt: skip


def test_of_a_month_only_the_month_is_told(events: Sequence[Event]) -> None:
    visit = of_kind(events, "visit")
    month = replace(visit, start="2016-05-01", end="2016-05-31", date_precision="month")
    assert rows("colt", [month])[0]["TripStartDate"] == ""
    assert rows("gdelt", [month]) == []
    assert "DTSTART" not in written("ical", [month])[0]
    assert json.loads(written("plover", [month])[0])["date"] == "2016-05"


def test_a_while_is_no_day(events: Sequence[Event]) -> None:
    while_of = replace(of_kind(events, "visit"), start="2016-04-20", end="2016-05-19", date_precision="range")
    assert rows("polecat", [while_of]) == []
    assert (rows("colt", [while_of])[0]["TripYear"], rows("colt", [while_of])[0]["TripDuration"]) == ("2016", "")
    round_trip = replace(while_of, start="2016-05-01", end="2016-05-06")
    assert rows("polecat", [round_trip])[0]["Event Date"] == "2016-05-01"
    assert rows("colt", [round_trip])[0]["TripDuration"] == "6"


def test_every_type_has_its_code_and_every_country_its_region() -> None:
    types = {kind for kinds in field_table().lists("quad").values() for kind in kinds}
    assert len(types) == 16
    for kind in types:
        assert quad_of(kind)
    for code in field_table().mapping("cameo").values():
        assert -10 <= goldstein_of(code) <= 7
    placed = [country for countries in field_table().lists("regions").values() for country in countries]
    assert len(placed) == len(set(placed))
    known = {country.code for country in load_countries()}
    assert set(placed) - known <= {"PRI", "GRL", "BMU", "MAC", "NCL", "GUM", "COK", "NIU", "PYF", "ESH"}
    assert [land for land in sorted(known) if not regions_of(land)[0]] == []


def test_a_meeting_where_all_are_guests(events: Sequence[Event]) -> None:
    planned = replace(of_kind(events, "planned"), status=Status.OCCURRED, mode=None)
    assert cameo_of(planned) == "044"
