"""The door: names, sizes, paces, who may come in, and the headers of every answer."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.errors import UsageError
from dateline.web.access import Access, add_person, hash_password, read_people, read_token
from dateline.web.guard import HEADERS, Rules
from dateline.web.limits import RateLimit
from dateline.web.server import Listening, make_application
from tests.web.ledgers import make_ledger

TOKEN = "a-token-of-thirty-random-letters"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("safety") / "safety.db")


def visitor(path: Path, rules: Rules | None = None, **options: bool) -> TestClient:
    return TestClient(make_application(path, rules=rules, **options), follow_redirects=False)


def test_every_answer_has_the_headers(path: Path) -> None:
    client = visitor(path)
    for address in ("/", "/nothing", "/static/dateline.css", "/api/v1/events?limit=0", "/api/v1"):
        answer = client.get(address)
        assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
    assert client.get("/", headers={"host": "evil.example"}).headers["x-frame-options"] == "DENY"
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost", "[::1]:80", "LOCALHOST"])
def test_this_machine_is_answered(path: Path, host: str) -> None:
    assert visitor(path).get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "192.0.2.7", "", "localhost.evil:80"])
def test_another_name_is_not(path: Path, host: str) -> None:
    assert visitor(path).get("/", headers={"host": host}).status_code == 421


def test_an_open_server_answers_addresses_and_its_own_names(path: Path) -> None:
    where = Listening("0.0.0.0", names=("desk.example",), access=Access(TOKEN))
    client = visitor(path, where.rules)
    for host, status in (("192.0.2.7:8765", 303), ("desk.example", 303), ("evil.example", 421)):
        assert client.get("/", headers={"host": host}).status_code == status


def test_other_machines_need_a_token_or_passwords() -> None:
    with pytest.raises(UsageError, match="--token-file"):
        _ = Listening("0.0.0.0").rules
    assert Listening("::1").rules.addresses is False
    assert Listening("localhost").loopback


def test_what_is_too_big_is_refused(path: Path) -> None:
    client = visitor(path)
    assert client.post("/undo", content=b"x" * 1_000_001).status_code == 413
    assert client.post("/undo", content=iter([b"x"])).status_code == 411
    assert client.get("/events?who=" + "x" * 9_000).status_code == 414


def test_search_has_a_pace(path: Path) -> None:
    client = visitor(path, Rules(searching=RateLimit(burst=3, per_second=0.001)))
    answers = [client.get("/search", params={"q": "lima"}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    assert client.get("/api/v1/search", params={"q": "lima"}).status_code == 429
    assert client.get("/events").status_code == 200


def test_a_bucket_fills_again() -> None:
    now = [0.0]
    limit = RateLimit(burst=2, per_second=0.5, clock=lambda: now[0])
    assert [limit.wait("a"), limit.wait("a"), limit.wait("b")] == [0, 0, 0]
    assert limit.wait("a") == pytest.approx(2.0)
    now[0] = 2.0
    assert limit.wait("a") == 0
    assert limit.wait("a") == pytest.approx(2.0)


# --- coming in ------------------------------------------------------------------------------------------------------


def form_of(client: TestClient, address: str = "/login") -> dict[str, str]:
    return dict(re.findall(r'name="(csrf|then)" value="([^"]*)"', client.get(address).text))


def test_programs_show_the_token(path: Path) -> None:
    client = visitor(path, Rules(access=Access(TOKEN)))
    refused = client.get("/api/v1/events")
    assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")
    assert refused.headers["www-authenticate"].startswith("Bearer")
    for told, status in ((TOKEN, 200), (TOKEN[:-1], 401), ("", 401)):
        assert client.get("/api/v1/events", headers={"authorization": f"Bearer {told}"}).status_code == status


def test_people_come_in_by_the_form(path: Path) -> None:
    client = visitor(path, Rules(access=Access(TOKEN)))
    away = client.get("/events?who=ann")
    assert (away.status_code, away.headers["location"]) == (303, "/login?then=/events%3Fwho%3Dann")
    assert client.get("/static/dateline.css").status_code == 200
    sent = form_of(client, away.headers["location"])
    before = client.cookies["dateline_session"]
    assert client.post("/login", data={**sent, "secret": "wrong"}).status_code == 401
    entered = client.post("/login", data={**sent, "secret": TOKEN})
    assert (entered.status_code, entered.headers["location"]) == (303, "/events?who=ann")
    assert client.cookies["dateline_session"] != before
    assert client.get("/events").status_code == 200
    client.post("/logout", data=form_of(client))
    assert client.get("/events").status_code == 303


def test_a_person_judges_under_their_own_name(path: Path) -> None:
    client = visitor(path, Rules(access=Access(people={"Ann": hash_password("correct horse")})))
    sent = form_of(client)
    assert client.post("/login", data={**sent, "name": "Bo", "secret": "correct horse"}).status_code == 401
    assert client.post("/login", data={**sent, "name": "Ann", "secret": "correct horse"}).status_code == 303
    event = re.findall(r'href="/event/(\w+)"', client.get("/events?type=CONSULT").text)[0]
    hidden = dict(re.findall(r'name="(csrf|version)" value="([^"]+)"', client.get(f"/event/{event}").text))
    told = {"field": "status", "value": "occurred", "verdict": "right", "author": "Bo", "reason": "seen there"}
    assert client.post(f"/event/{event}/field", data={**hidden, **told}).status_code == 303
    assert client.get("/api/v1/judgements").json()["judgements"][-1]["author"] == "Ann"


def test_guessing_has_a_pace(path: Path) -> None:
    client = visitor(path, Rules(access=Access(TOKEN)))
    sent = form_of(client)
    tries = [client.post("/login", data={**sent, "secret": f"guess {i}"}).status_code for i in range(7)]
    assert tries == [401] * 5 + [429] * 2


@pytest.mark.parametrize("then", ["//evil.example", "/\\evil.example", "https://evil.example", "/a\nb", ""])
def test_coming_in_leads_nowhere_else(path: Path, then: str) -> None:
    client = visitor(path, Rules(access=Access(TOKEN)))
    sent = {**form_of(client), "then": then, "secret": TOKEN}
    assert client.post("/login", data=sent).headers["location"] == "/"


def test_a_cookie_that_was_planted_opens_nothing(path: Path) -> None:
    client = visitor(path, Rules(access=Access(TOKEN)))
    client.cookies.set("dateline_session", "planted")
    assert client.get("/events").status_code == 303


def test_passwords_are_kept_as_hashes(tmp_path: Path) -> None:
    path = tmp_path / "people"
    add_person(path, "Ann", "correct horse")
    add_person(path, "Bo", "battery staple")
    assert "correct" not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    access = Access(people=read_people(path))
    assert access.knows("Ann", "correct horse")
    assert not access.knows("Ann", "battery staple")
    assert not access.knows("Cy", "")
    path.write_text("Ann:correct horse\n")
    with pytest.raises(UsageError, match=":1:"):
        read_people(path)
    with pytest.raises(UsageError, match="8 characters"):
        add_person(tmp_path / "short", "Ann", "short")


def test_a_short_token_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "token"
    path.write_text("short\n")
    with pytest.raises(UsageError, match="at least 24"):
        read_token(path)
    path.write_text(TOKEN + "\n")
    assert read_token(path) == TOKEN
