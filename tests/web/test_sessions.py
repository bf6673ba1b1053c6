"""Sessions are sealed cookies that every process of a server knows, and pages are sent once while nothing changes."""

import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events
from dateline.web.access import Access
from dateline.web.guard import Rules
from dateline.web.limits import RateLimit
from dateline.web.server import Listening, make_application
from dateline.web.sessions import COOKIE, Ended, Session
from dateline.web.workers import FORKS, bind
from tests.web.ledgers import make_ledger

TOKEN = "a-token-of-thirty-random-letters"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("sessions") / "sessions.db")


def csrf(text: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', text)
    assert found
    return found[1]


def test_a_name_once_given_stays_with_the_browser(path: Path) -> None:
    client = TestClient(make_application(path))
    token = csrf(client.get("/review").text)
    client.post("/you", data={"csrf": token, "author": "Ann Coder"})
    assert 'value="Ann Coder"' in client.get("/review").text


def test_a_cookie_of_another_seal_is_nobodys(path: Path) -> None:
    client, other = TestClient(make_application(path)), TestClient(make_application(path))
    token = csrf(client.get("/review").text)
    other.cookies.set(COOKIE, client.cookies[COOKIE])
    assert other.post("/you", data={"csrf": token, "author": "Ann"}).status_code == 403
    for broken in ("", ".", "x.y", client.cookies[COOKIE][:-1], client.cookies[COOKIE].replace(".", "")):
        other.cookies.clear()
        other.cookies.set(COOKIE, broken)
        assert other.get("/").status_code == 200


def test_who_went_does_not_come_back_with_the_old_cookie(path: Path) -> None:
    rules = Rules(access=Access(TOKEN), entering=RateLimit(9, 9))
    client = TestClient(make_application(path, rules=rules), follow_redirects=False)
    token = csrf(client.get("/login").text)
    assert client.post("/login", data={"csrf": token, "secret": TOKEN}).headers["location"] == "/"
    kept, inside = client.cookies[COOKIE], client.get("/review")
    assert inside.status_code == 200
    client.post("/logout", data={"csrf": csrf(inside.text)})
    client.cookies.clear()
    client.cookies.set(COOKIE, kept)
    assert client.get("/review").status_code == 303


def test_the_ended_are_known_and_the_oldest_give_way() -> None:
    ended = Ended()
    one = Session("one", "token")
    assert one not in ended
    ended.add(one)
    assert one in ended
    assert Session("two", "token") not in ended


def test_a_page_is_sent_once_while_nothing_changes(path: Path) -> None:
    client = TestClient(make_application(path))
    client.get("/")
    for address in ("/", "/events", "/review", "/map", "/log"):
        first = client.get(address)
        again = client.get(address, headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        part = client.get(address, headers={"if-none-match": first.headers["etag"], "hx-request": "true"})
        assert part.status_code == 200
    with Ledger(path, create=False) as ledger:
        ledger.judge("view", "one more", author="Ann")
    for address in ("/", "/log"):
        assert client.get(address, headers={"if-none-match": first.headers["etag"]}).status_code == 200
    client.cookies.clear()
    assert client.get("/log", headers={"if-none-match": client.get("/log").headers["etag"]}).status_code == 200


def test_an_address_that_is_taken_is_told() -> None:
    (first,) = bind(("127.0.0.1", 0), 1)
    with first, pytest.raises(OSError, match="in use"):
        bind(first.getsockname(), 2)


def test_each_process_allows_its_part() -> None:
    rules = Listening(workers=4).rules
    assert (rules.searching.burst, rules.searching.per_second) == (15, 5)


@pytest.mark.skipif(not FORKS, reason="processes cannot be forked here")
def test_two_processes_share_a_desk_and_end_together(path: Path) -> None:
    server, port, other = served_by_two(path)
    try:
        cookie, token = "", ""
        for _ in range(12):  # a new connection each time: one process or the other
            status, text, given = ask(port, "/review", cookie)
            cookie, token = given or cookie, csrf(text)
            assert status == 200
        with Ledger(path, create=False) as ledger:
            event = find_events(ledger, EventFilter(limit=1))[0].id
        for number in range(6):
            body = f"csrf={token}&author=Ann&field=venue&value=hall+{number}&verdict=edit"
            assert ask(port, f"/event/{event}/field", cookie, body)[0] == 303
            assert f"hall {number}" in ask(port, f"/event/{event}", cookie)[1]
    finally:
        server.kill()  # not even told to end
        server.wait(10)
    assert ended(other)
    assert refuses(port)


@pytest.mark.skipif(not FORKS, reason="processes cannot be forked here")
def test_a_body_that_never_comes_keeps_no_process_alive(path: Path) -> None:
    server, port, other = served_by_two(path)
    half = b"POST /you HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100\r\n\r\ncsrf="
    asking = [socket.create_connection(("127.0.0.1", port)) for _ in range(8)]  # one process or the other
    try:
        for one in asking:
            one.sendall(half)
        assert ask(port, "/", "")[0] == 200
    finally:
        server.kill()
        server.wait(10)
    assert ended(other)
    for one in asking:
        one.close()


def served_by_two(path: Path) -> tuple[subprocess.Popen[str], int, str]:
    """A server of two processes, its port, and the id of the process beside the first."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["serve", "--workers", "2", "--port", str(port), "--ledger", str(path)]
    server = subprocess.Popen([sys.executable, "-m", "dateline.cli", *words], stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    assert f":{port}/" in server.stdout.readline()
    (other,) = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text(encoding="ascii").split()
    return server, port, other


def refuses(port: int) -> bool:
    """Whether a port answers no more within a minute: a process's words go before the system closes its sockets."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except ConnectionError:
            return True
        time.sleep(0.1)
    return False


def ended(process: str) -> bool:
    """Whether a process ends within a minute: on a busy machine it may get a hundredth of a core."""
    words = Path(f"/proc/{process}/cmdline")  # empty for one that ended and was not asked how
    for _ in range(600):
        if not words.exists() or not words.read_bytes():
            return True
        time.sleep(0.1)
    return False


def ask(port: int, address: str, cookie: str, body: str | None = None) -> tuple[int, str, str]:
    """What a server answers over a connection of its own: status, text and the cookie that it gives."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"cookie": cookie} if cookie else {}
    if body is not None:
        headers["content-type"] = "application/x-www-form-urlencoded"
    connection.request("POST" if body else "GET", address, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    given = (answer.getheader("set-cookie") or "").partition(";")[0]
    connection.close()
    return answer.status, text, given
