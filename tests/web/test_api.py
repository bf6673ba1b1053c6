"""The interface for programs: the objects of the exports, page by page, with ETags and problem details."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from bench.parts.api_requests import send_requests
from fastapi.testclient import TestClient
from httpx import Response

from dateline.export.record import event_object
from dateline.judging import Signature, judge_same
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, all_events, find_events, get_event
from dateline.web.answers import make_cursor
from dateline.web.server import make_application
from tests.web.ledgers import make_ledger


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("api") / "api.db")


@pytest.fixture(scope="module")
def client(path: Path) -> TestClient:
    return TestClient(make_application(path), follow_redirects=False)


@pytest.fixture(scope="module")
def first(path: Path) -> str:
    with Ledger(path, create=False) as ledger:
        return find_events(ledger, EventFilter(type="CONSULT"))[0].id


def turns(client: TestClient, address: str, key: str, **asked: object) -> Iterator[dict[str, object]]:
    cursor = ""
    while cursor is not None:
        answer = client.get(f"/api/v1/{address}", params={**asked, "cursor": cursor}).json()
        yield from answer[key]
        cursor = answer["next"]


def test_events_are_those_of_the_export(client: TestClient, path: Path) -> None:
    with Ledger(path, create=False) as ledger:
        expected = {event.id: event_object(event) for event in all_events(ledger)}
        order = [line.id for line in find_events(ledger, EventFilter())]
    found = list(turns(client, "events", "events", limit=7))
    assert [event["id"] for event in found] == order
    assert {event["id"]: event for event in found} == json.loads(json.dumps(expected))


@pytest.mark.parametrize(
    "wanted",
    [
        {"type": "CONSULT"},
        {"status": "planned"},
        {"who": "merkel"},
        {"since": "2016", "until": "2017-06"},
        {"conflicts": True},
        {"place": "Lima"},
        {"kind": "meeting"},
    ],
    ids=str,
)
def test_the_filters_are_those_of_the_table(client: TestClient, path: Path, wanted: dict[str, object]) -> None:
    known = {**wanted, "who": (wanted["who"],)} if "who" in wanted else wanted
    with Ledger(path, create=False) as ledger:
        expected = [line.id for line in find_events(ledger, EventFilter(**known))]  # type: ignore[arg-type]
    assert expected
    assert [event["id"] for event in turns(client, "events", "events", limit=3, **wanted)] == expected


def test_one_event_is_what_the_schema_says(client: TestClient, first: str) -> None:
    told = client.get(f"/api/v1/events/{first}").json()
    schema = json.loads((files("dateline") / "resources/schema/record.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(told, schema)
    assert client.get("/api/v1/schema/record").json() == schema


def test_statements_lead_back_to_words(client: TestClient, first: str) -> None:
    told = client.get("/api/v1/statements", params={"event": first}).json()["statements"]
    assert told
    texts = {s["page"]: client.get(f"/api/v1/pages/{s['page']}").json()["article"]["text"] for s in told}
    for statement in told:
        assert texts[statement["page"]][statement["start"] : statement["end"]] == statement["quote"]
    one = client.get(f"/api/v1/statements/{told[0]['id']}").json()
    assert one == {"event": first, "statement": told[0]}
    here = client.get("/api/v1/statements", params={"page": told[0]["page"], "about": "date"}).json()["statements"]
    assert {(s["page"], s["field"]) for s in here} == {(told[0]["page"], "date")}


def test_pages_and_entities_are_listed_whole(client: TestClient, path: Path) -> None:
    with Ledger(path, create=False) as ledger:
        pages = ledger.pages()
        entities = {who.entity for event in all_events(ledger) for who in event.participants}
    assert [page["id"] for page in turns(client, "pages", "pages", limit=2)] == pages
    found = [who["id"] for who in turns(client, "entities", "entities", limit=5)]
    assert found == sorted(entities)
    named = list(turns(client, "entities", "entities", name="merkel"))
    assert named
    assert all("Merkel" in str(who["name"]) for who in named)


def test_an_entity_tells_whom_it_met(client: TestClient) -> None:
    told = client.get("/api/v1/entities/person:vladimir putin").json()
    assert told["name"] == "Vladimir Putin"
    assert "Barack Obama" in [who["name"] for who in told["met"]]
    assert told["offices"]


def test_quotations_by_cursor(client: TestClient) -> None:
    whole = client.get("/api/v1/quotes", params={"limit": 200}).json()["quotes"]
    assert list(turns(client, "quotes", "quotes", limit=4)) == whole
    assert client.get("/api/v1/quotes", params={"speaker": "nobody"}).json() == {"quotes": [], "next": None}


def test_search_and_what_is_there(client: TestClient) -> None:
    assert client.get("/api/v1/search", params={"q": "merk"}).json()["people"]
    told = client.get("/api/v1").json()
    assert told["counts"]["event"] > 10


def test_what_is_known_is_not_sent_again(client: TestClient, first: str) -> None:
    tag = client.get(f"/api/v1/events/{first}").headers["etag"]
    for known in (tag, f'W/{tag}, "other"', "*"):
        again = client.get(f"/api/v1/events/{first}", headers={"if-none-match": known})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert client.get(f"/api/v1/events/{first}", headers={"if-none-match": '"other"'}).status_code == 200


def test_a_merged_id_leads_on(tmp_path: Path) -> None:
    path = make_ledger(tmp_path / "merged.db")
    with Ledger(path, create=False) as ledger:
        left, right = [line.id for line in find_events(ledger, EventFilter(type="CONSULT", limit=2))]
        judge_same(ledger, get_event(ledger, left), get_event(ledger, right), Signature("Ann", "one and the same"))
        kept = get_event(ledger, left).id
    client = TestClient(make_application(path), follow_redirects=False)
    gone = left if kept == right else right
    answer = client.get(f"/api/v1/events/{gone}")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/api/v1/events/{kept}")
    assert client.get(answer.headers["location"]).status_code == 200
    assert client.get("/api/v1/judgements").json()["judgements"][-1]["reason"] == "one and the same"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("events/e_0", 404),
        ("events/nonsense", 422),
        ("pages/p_0", 404),
        ("statements/s_0", 404),
        ("statements", 422),
        ("entities/person:nobody", 404),
        ("events?limit=0", 422),
        ("events?status=perhaps", 422),
        ("events?colour=red", 422),
        ("events?since=soon", 422),
        ("events?cursor=AAAA", 422),
        (f"events?cursor={make_cursor(('2016-01-01', 'many', 'e_1'))}", 422),
        (f"pages?cursor={make_cursor((1,))}", 422),
        ("schema/nothing", 422),
        ("nothing", 404),
        (f"search?q={'x' * 9000}", 414),
    ],
)
def test_errors_are_problem_details(client: TestClient, address: str, status: int) -> None:
    told(client.get(f"/api/v1/{address}"), status)


def told(answer: Response, status: int) -> dict[str, object]:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, object] = answer.json()
    assert {"type", "title", "status", "detail", "instance"} <= set(body)
    assert body["status"] == status
    return body


def test_a_change_is_not_allowed(client: TestClient) -> None:
    answer = client.delete("/api/v1/events")
    told(answer, 405)
    assert answer.headers["allow"] == "GET"


def test_an_unforeseen_error_tells_nothing_of_itself(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a secret of the machine")

    client = TestClient(make_application(path), raise_server_exceptions=False)
    monkeypatch.setattr("dateline.web.api.ledger_counts", broken)
    body = told(client.get("/api/v1"), 500)
    assert "secret" not in json.dumps(body)
    assert "a secret of the machine" in caplog.text


def test_a_ledger_that_another_program_writes_to_says_when_to_come_again(path: Path) -> None:
    client = TestClient(make_application(path))
    path.rename(path.with_suffix(".away"))
    try:
        answer = client.get("/api/v1/events")
    finally:
        path.with_suffix(".away").rename(path)
    told(answer, 503)
    assert answer.headers["retry-after"]


def test_the_interface_describes_itself(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert {path.removeprefix("/api/v1") for path in described["paths"]} == {
        "", "/events", "/events/{event}", "/pages", "/pages/{page}", "/statements", "/statements/{statement}",
        "/entities", "/entities/{entity}", "/stories", "/stories/{story}", "/quotes", "/search",
        "/judgements", "/schema/{name}",
    }  # fmt: skip
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation["description"], f"{method} {path}"
            assert "application/problem+json" in operation["responses"]["422"]["content"]


def test_nothing_that_is_asked_breaks_it(path: Path) -> None:
    """The same with 2,000 requests: `python -m bench.parts.api_requests`."""
    tally = send_requests(path, 100)
    assert not tally.faults
    assert tally.statuses[200] > 20
    assert tally.statuses[422] > 20


def test_what_breaks_it_would_be_seen(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.web.api.event_object", lambda *_: {"id": 7})
    assert any("events" in fault for fault in send_requests(path, 30).faults)


def test_judgements_come_page_by_page(client: TestClient, path: Path) -> None:
    with Ledger(path, create=False) as ledger:
        for number in range(7):
            ledger.judge("view", f"view {number}", author="Ann")
        known = [j.id for j in ledger.judgements(standing=False)]
    found, cursor = list[str](), ""
    for _ in range(len(known) // 3 + 1):
        answer = client.get("/api/v1/judgements", params={"limit": 3, "cursor": cursor}).json()
        found += [judgement["id"] for judgement in answer["judgements"]]
        cursor = answer["next"] or "none"
    assert found == known
    assert cursor == "none"
