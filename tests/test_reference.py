"""References of people that a user brings: reading them, matching, ambiguity, and identifiers in the export."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.config import RESOURCES
from dateline.errors import UsageError
from dateline.pipeline import add_pages, load_kit, update
from dateline.reference import AMBIGUOUS, MATCHED, UNKNOWN, Match, load_reference, match_people, name_reason
from dateline.store.ledger import Ledger
from dateline.witness.references import read_reference

TEXT = (
    "Norwegian President Sergei Volkov met French President Ana Reis in Oslo on 4 May 1991. "
    "British Prime Minister Tom Gray visited Denmark on 6 May 1991."
)
CSV = """name,aliases,country,position,wikidata
Sergey Volkov,S. Volkov,NO,President of Norway,Q901
Ana Reis,,FRA,President,http://www.wikidata.org/entity/Q902
Tom Gray,,USA,Mayor,Q903
"""
MONEY = "\n".join(
    json.dumps(one)
    for one in (
        {"id": "ftm-1", "schema": "Person", "properties": {"name": ["Ana Reis"], "nationality": ["fr"]}},
        {"id": "ftm-2", "schema": "Company", "properties": {"name": ["Tom Gray"]}},
        {
            "id": "ftm-3",
            "schema": "Person",
            "properties": {"name": ["Serge Wolkow"], "alias": ["Sergei Volkov"], "wikidataId": ["Q901"]},
        },
    )
)
WIKIDATA = json.dumps(
    {
        "entities": {
            "Q902": {
                "id": "Q902",
                "labels": {"en": {"language": "en", "value": "Ana Reis"}},
                "aliases": {"pt": [{"language": "pt", "value": "Ana Maria Reis"}]},
                "claims": {
                    "P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q5"}}}}],
                    "P27": [{"mainsnak": {"datavalue": {"value": {"id": "Q142"}}}}],
                    "P214": [{"mainsnak": {"datavalue": {"value": "12345"}}}],
                },
            },
            "Q142": {
                "id": "Q142",
                "labels": {"en": {"value": "France"}},
                "claims": {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q6256"}}}}]},
            },
        }
    }
)
QUERY = json.dumps(
    {
        "results": {
            "bindings": [
                {
                    "person": {"value": "http://www.wikidata.org/entity/Q902"},
                    "personLabel": {"value": "Ana Reis"},
                    "countryLabel": {"value": "France"},
                }
            ]
        }
    }
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one page."""
    folder = tmp_path_factory.mktemp("reference")
    (folder / "news.jsonl").write_text(json.dumps({"published": "1991-05-07", "text": TEXT}), encoding="utf-8")
    with Ledger(folder / "ledger.db") as ledger:
        list(add_pages(ledger, [str(folder / "news.jsonl")], load_kit()))
        update(ledger)
    return folder / "ledger.db"


@pytest.fixture
def ledger(told: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    path = tmp_path / "ledger.db"
    path.write_bytes(told.read_bytes())
    return path


def load(ledger: Path, name: str, text: str) -> dict[str, Match]:
    """What becomes of each of the ledger's people with a reference of that text."""
    path = ledger.parent / name
    path.write_text(text, encoding="utf-8")
    with Ledger(ledger) as opened:
        return {match.name: match for match in load_reference(opened, path)}


def test_csv(ledger: Path) -> None:
    found = load(ledger, "people.csv", CSV)
    assert found["Ana Reis"].identifiers == ("wikidata:Q902",)
    assert found["Ana Reis"].reason == "the same name; the same country; the same office"
    assert found["Sergei Volkov"].identifiers == ("wikidata:Q901",)
    assert "a spelling of Sergey Volkov" in found["Sergei Volkov"].reason


def test_another_country_speaks_against_a_namesake(ledger: Path) -> None:
    found = load(ledger, "people.csv", CSV)
    assert (found["Tom Gray"].outcome, found["Tom Gray"].identifiers) == (UNKNOWN, ())


def test_two_of_a_name_are_listed_and_not_merged(ledger: Path) -> None:
    found = load(ledger, "people.csv", "id,name,country\n1,Ana Reis,France\n2,Ana Reis,France\n")
    assert found["Ana Reis"].outcome == AMBIGUOUS
    assert "people:1" in found["Ana Reis"].reason
    assert "people:2" in found["Ana Reis"].reason
    assert found["Ana Reis"].identifiers == ()


def test_a_mere_spelling_without_country_is_not_enough(ledger: Path) -> None:
    found = load(ledger, "people.csv", "id,name\n1,Sergey Volkov\n")
    assert found["Sergei Volkov"].outcome == AMBIGUOUS


def test_follow_the_money(ledger: Path) -> None:
    found = load(ledger, "people.jsonl", MONEY)
    assert found["Ana Reis"].identifiers == ("ftm:ftm-1",)
    assert found["Sergei Volkov"].identifiers == ("wikidata:Q901", "ftm:ftm-3")
    assert found["Tom Gray"].outcome == UNKNOWN  # the company of that name is no person


@pytest.mark.parametrize(
    ("text", "outside"), [(WIKIDATA, ("wikidata:Q902", "viaf:12345")), (QUERY, ("wikidata:Q902",))]
)
def test_wikidata(ledger: Path, text: str, outside: tuple[str, ...]) -> None:
    found = load(ledger, "extract.json", text)
    assert found["Ana Reis"].identifiers == outside
    assert "the same country" in found["Ana Reis"].reason


def test_a_source_read_anew_replaces_itself_and_others_stay(ledger: Path) -> None:
    load(ledger, "a.csv", CSV)
    load(ledger, "b.jsonl", MONEY)
    load(ledger, "a.csv", "name,wikidata\nNobody Known,Q1\n")
    with Ledger(ledger) as opened:
        found = {match.name: match for match in match_people(opened)}
    assert found["Ana Reis"].identifiers == ("ftm:ftm-1",)
    assert found["Tom Gray"].outcome == UNKNOWN


def test_each_reference_adds_its_identifiers(ledger: Path) -> None:
    load(ledger, "people.csv", CSV)
    found = load(ledger, "people.jsonl", MONEY)
    assert set(found["Ana Reis"].identifiers) == {"wikidata:Q902", "ftm:ftm-1"}
    assert set(found["Sergei Volkov"].identifiers) == {"wikidata:Q901", "ftm:ftm-3"}


def test_the_export_has_the_identifiers_and_keeps_its_schema(ledger: Path) -> None:
    from jsonschema import Draft202012Validator

    plain = CliRunner().invoke(app, ["export", "--ledger", str(ledger)])
    assert "identifiers" not in plain.stdout
    load(ledger, "people.csv", CSV)
    result = CliRunner().invoke(app, ["export", "--ledger", str(ledger)])
    schema = Draft202012Validator(json.loads((RESOURCES / "schema" / "record.schema.json").read_text(encoding="utf-8")))
    events = [json.loads(line) for line in result.stdout.splitlines()]
    for event in events:
        schema.validate(event)
    people = {p["name"]: p.get("identifiers") for event in events for p in event["participants"]}
    assert people["Ana Reis"] == ["wikidata:Q902"]
    assert people["Tom Gray"] is None


def test_command(ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(CSV, encoding="utf-8")
    args = ["reference", str(path), "--ledger", str(ledger), "--format", "json"]
    rows = json.loads(CliRunner().invoke(app, args).stdout)
    assert {row["outcome"] for row in rows} == {MATCHED, UNKNOWN}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.csv", "country,age\nFRA,7\n", "no column `name`"),
        ("b.json", '{"a": ', "line 1 is not JSON"),
        ("c.jsonl", '{"schema": "Company", "properties": {"name": ["Gray"]}}', "names no person"),
        ("d.csv", "", "names no person"),
    ],
)
def test_other_files_get_one_clear_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=said):
        read_reference(path)


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ("Ana Reis", ["Ana Reis"], "the same name"),
        ("Reis Ana", ["Ana Reis"], "the words of Ana Reis in another order"),
        ("Muammar Gaddafi", ["Moamer Kadhafi"], "a spelling of Moamer Kadhafi, as the tables of offices list it"),
        ("Reis", ["Ana Reis"], "the surname"),
        ("Ana Reis", ["Tom Reis"], None),
        ("Tom Gray", ["Ana Reis"], None),
    ],
)
def test_names(ours: str, theirs: list[str], reason: str | None) -> None:
    found = name_reason(ours, theirs)
    assert (found[0] if found else None) == reason
