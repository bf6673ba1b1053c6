"""Coding projects: every event gets a verdict, coverage is counted, the record is handed on."""

import csv
import io
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from dateline.export.colt import COLUMNS, trips_of
from dateline.export.formats import FORMS
from dateline.model.claims import Place
from dateline.model.record import Event, EventParticipant
from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.web.projects import load_codebooks
from dateline.web.server import make_application

EXAMPLES = Path(__file__).parents[2] / "examples"
NAME = "Encounters of 2016"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path, kit = tmp_path_factory.mktemp("projects") / "projects.db", load_kit()
    with Ledger(path) as opened:
        list(add_pages(opened, [str(EXAMPLES)], kit))
        update(opened, kit)
    return path


def coder(ledger: Path, name: str) -> TestClient:
    """One person at the desk, in a session of their own."""
    client = TestClient(make_application(ledger))
    client.post("/you", data={"csrf": token(client), "author": name})
    return client


def token(client: TestClient) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/projects").text)
    assert found
    return found[1]


def begin(client: TestClient, name: str = NAME, **asked: str) -> str:
    told = {"csrf": token(client), "name": name, "codebook": "encounters", "since": "2016-01-01", "until": "2016-12-31"}
    client.post("/projects", data={**told, **asked})
    return str(client.get(f"/project/{quote(name)}").text)


def code_all(client: TestClient, verdicts: str, name: str = NAME) -> int:
    """Give the events their verdicts, over and over from the first letter; return how many there were."""
    letters, count = {"i": "in", "o": "out", "u": "unverifiable"}, 0
    while found := re.search(r'name="event" value="([^"]+)"', client.get(f"/project/{quote(name)}").text):
        told = {"csrf": token(client), "event": found[1], "verdict": letters[verdicts[count % len(verdicts)]]}
        assert client.post(f"/project/{quote(name)}/code", data=told).status_code == 200
        count += 1
        assert count < 100
    return count


def rows_of(client: TestClient, file: str, name: str = NAME) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"/project/{quote(name)}/{file}.csv").text)))


def test_every_event_gets_a_verdict(ledger: Path) -> None:
    ada = coder(ledger, "Ada")
    whole = re.search(r"0 of (\d+) events have a verdict", begin(ada))
    assert whole
    count = code_all(ada, "iio")
    assert count == int(whole[1])
    assert "Every event has a verdict" in ada.get(f"/project/{quote(NAME)}").text
    verdicts = rows_of(ada, "verdicts")
    assert [row["verdict"] for row in verdicts] == ["in", "in", "out"] * (count // 3) + ["in", "in", "out"][: count % 3]
    assert {row["coder"] for row in verdicts} == {"Ada"}
    record = list(csv.DictReader(io.StringIO(ada.get(f"/project/{quote(NAME)}/record/csv").text)))
    assert len(record) == sum(row["verdict"] == "in" for row in verdicts)
    assert {row["type"] for row in record} == {"CONSULT"}


def test_a_blind_project_shows_each_coder_their_own(ledger: Path) -> None:
    ada, ben = coder(ledger, "Ada"), coder(ledger, "Ben")
    begin(ada, "Blind", blind="true")
    count = code_all(ada, "i", "Blind")
    assert f"0 of {count} events" in ben.get("/project/Blind").text
    assert code_all(ben, "io", "Blind") == count
    page = ben.get("/agreement").text.partition("Coding project Blind")[2]
    assert page.count("<b>Ben</b> out") == count // 2
    assert page.count("<b>Ada</b> in") == count // 2
    assert "does not belong" not in ada.get("/project/Blind").text.partition("<aside>")[2].partition("</aside>")[0]


def test_a_project_is_closed_and_its_verdicts_stay(ledger: Path) -> None:
    ada = coder(ledger, "Ada")
    begin(ada, "Short")
    ada.post("/project/Short/close", data={"csrf": token(ada)})
    assert ada.get("/project/Short").status_code == 404


@pytest.mark.parametrize(
    "asked", [{"name": "a/b"}, {"name": ""}, {"codebook": "none"}, {"since": "soon"}, {"name": NAME}], ids=str
)
def test_what_is_no_project(ledger: Path, asked: dict[str, str]) -> None:
    ada = coder(ledger, "Ada")
    told = {"csrf": token(ada), "name": "Other", "codebook": "plover", **asked}
    assert ada.post("/projects", data=told).status_code == 422


def test_nobody_undoes_anothers_judgement_by_mistake(ledger: Path) -> None:
    cy = coder(ledger, "Cy")
    assert cy.post("/undo", data={"csrf": token(cy)}).status_code == 422


def test_codebooks_are_well_formed() -> None:
    assert {codebook.form for codebook in load_codebooks().values()} <= set(FORMS)


def trip(
    *who: tuple[str, str, str], status: str = "occurred", place: Place | None = None, kind: str = "meeting"
) -> list[dict[str, object]]:
    from dateline.model.claims import Status

    people = tuple(EventParticipant(f"person:{name}", name, "participant", office, home) for name, office, home in who)
    event = Event(
        "e_1", "CONSULT", None, kind, Status(status), "a label", people, (), (), (), 2,
        start="2016-06-03", end="2016-06-04", date_precision="range", place=place or Place("Lima", "PER"),
    )  # fmt: skip
    return list(trips_of(event))


def test_a_trip_is_one_row_a_traveller() -> None:
    cole, berg = ("Cy Cole", "president", "PER"), ("Bo Berg", "president", "BOL")
    (row,) = trip(cole, berg)
    assert set(row) <= set(COLUMNS)
    assert (row["LeaderFullName"], row["CountryVisitedISO"], row["CityVisited"]) == ("Bo Berg", "PER", "Lima")
    assert (row["MetHostHoGS"], row["HostHOGSName"], row["TripDuration"]) == ("Yes", "Cy Cole", 2)
    assert row["MetNonhostHOGS"] is None  # blank is not "No"
    assert [r["MetNonhostHOGS"] for r in trip(berg, ("Di Dee", "prime minister", "CHL"))] == ["Yes", "Yes"]


def test_what_is_no_trip() -> None:
    assert trip(("Bo Berg", "president", "BOL"), status="planned") == []
    assert trip(("Cy Cole", "president", "PER")) == []
    assert trip(("Bo Berg", "president", "BOL"), kind="phone-call") == []
    assert trip(("Bo Berg", "spokesman", "BOL")) == []
    assert trip(("Bo Berg", "president", "BOL"), place=Place("the sea")) == []


def test_what_belongs_is_handed_on_in_each_form_of_the_field(ledger: Path) -> None:
    ada = coder(ledger, "Ada")
    begin(ada, "Forms")
    code_all(ada, "i", "Forms")
    assert all(f"/project/Forms/record/{form}" in ada.get("/project/Forms").text for form in FORMS)
    for form in FORMS:
        answer = ada.get(f"/project/Forms/record/{form}")
        assert answer.status_code == 200
        assert FORMS[form].ending in answer.headers["content-disposition"]
        assert answer.text.strip()
    assert ada.get("/project/Forms/record/none").status_code == 404
