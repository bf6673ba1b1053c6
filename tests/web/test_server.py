import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.pipeline import RULES, add_pages, load_kit, process, update
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events
from dateline.web.marking import mark_text
from dateline.web.server import make_application
from tests.make import make_page

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = (
    'Foreign Minister <img src=x onerror="alert(1)"> Ann Abel said <script>alert(2)</script> on Monday.\n\n'
    "Chilean Foreign Minister Ann Abel met Bolivian President Bo Berg in La Paz on 3 May 2016 "
    '<a href="javascript:alert(3)">and shook his hand</a>.\n'
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    path = tmp_path_factory.mktemp("web") / "web.db"
    kit = load_kit()
    with Ledger(path) as ledger:
        list(add_pages(ledger, [str(EXAMPLES)], kit))
        ledger.add_reading(process(make_page(HOSTILE, path="hostile.txt"), kit), RULES)
        update(ledger, kit)
    client = TestClient(make_application(path))
    client.path = path
    return client


def lines(client: TestClient, **wanted: object) -> list[str]:
    with Ledger(client.path, create=False) as ledger:
        return [line.id for line in find_events(ledger, EventFilter(**wanted))]  # type: ignore[arg-type]


def test_the_table_and_its_filters(client: TestClient) -> None:
    whole = client.get("/")
    assert whole.status_code == 200
    assert "Vladimir Putin" in whole.text
    part = client.get("/events", params={"who": "merkel"}, headers={"hx-request": "true"})
    assert "<html" not in part.text
    assert "Angela Merkel" in part.text
    assert "No event fits" in client.get("/events", params={"who": "nobody at all"}).text


def test_every_event_has_a_page(client: TestClient) -> None:
    for event in lines(client):
        page = client.get(f"/event/{event}")
        assert page.status_code == 200
        assert "<mark>" in page.text


def test_an_article_marks_the_words(client: TestClient) -> None:
    with Ledger(client.path, create=False) as ledger:
        page = ledger.pages()[0]
    shown = client.get(f"/article/{page}", params={"start": 3, "end": 9})
    assert shown.status_code == 200
    assert 'id="marked"' in shown.text


def test_hostile_text_stays_text(client: TestClient) -> None:
    for event in lines(client, who=("Ann Abel",)):
        for path in (f"/event/{event}", "/search?q=alert", "/events?who=<script>alert(9)</script>"):
            text = client.get(path).text
            assert "<script>alert" not in text
            assert "<img src=x" not in text
            assert 'href="javascript' not in text


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/", "/event/none", "/search?q=lima", "/static/dateline.css"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_pages_name_no_other_host(client: TestClient) -> None:
    assert "http://" not in client.get("/").text.replace("http://www.w3.org", "")
    assert "https://" not in client.get("/").text


def test_what_is_not_there(client: TestClient) -> None:
    assert client.get("/event/e_0").status_code == 404
    assert client.get("/article/p_0").status_code == 404
    assert client.get("/events", params={"since": "soon"}).status_code == 422
    assert client.get("/events", params={"back": "perhaps"}).status_code == 422


def test_another_name_for_this_machine_gets_nothing(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421


def test_pieces_make_the_whole_text() -> None:
    reading = process(make_page(HOSTILE), load_kit())
    assert "".join(piece.text for piece in mark_text(reading, 5, 20)) == reading.article.text
    assert "".join(piece.text for piece in mark_text(reading, -5, 10**9)) == reading.article.text


# --- judging --------------------------------------------------------------------------------------------------------


def form_of(client: TestClient, event: str) -> dict[str, str]:
    """The hidden fields of an event's first form, and who judges."""
    text = client.get(f"/event/{event}").text
    hidden = dict(re.findall(r'name="(csrf|version)" value="([^"]+)"', text))
    return {**hidden, "author": "Ann", "reason": "read it again"}


def talked(client: TestClient) -> str:
    return lines(client, who=("Ann Abel",), type="CONSULT")[0]


def test_a_field_is_corrected_and_the_correction_undone(client: TestClient) -> None:
    event = talked(client)
    sent = {**form_of(client, event), "field": "date", "value": "2016-05-05", "verdict": "edit"}
    assert "5 May 2016" in client.post(f"/event/{event}/field", data=sent).text
    assert "read it again" in client.get("/log").text
    client.post("/undo", data=form_of(client, event))
    assert "3 May 2016" in client.get(f"/event/{event}").text


def test_of_two_reviewers_the_second_is_told(client: TestClient) -> None:
    event = talked(client)
    first = {**form_of(client, event), "field": "date", "value": "2016-05-06", "verdict": "edit"}
    second = {**first, "author": "Bo", "value": "2016-05-07"}
    assert client.post(f"/event/{event}/field", data=first).status_code == 200
    refused = client.post(f"/event/{event}/field", data=second)
    assert refused.status_code == 409
    assert "look again" in refused.text
    assert "6 May 2016" in client.get(f"/event/{event}").text
    client.post("/undo", data=form_of(client, event))


@pytest.mark.parametrize("fault", ["token", "session", "origin", "kind", "length"])
def test_a_change_from_elsewhere_is_refused(client: TestClient, fault: str) -> None:
    event = talked(client)
    sent = {**form_of(client, event), "field": "date", "value": "2016-05-08", "verdict": "edit"}
    sent |= {"csrf": "wrong"} if fault == "token" else {}
    sent |= {"reason": "x" * 30_000} if fault == "length" else {}
    headers = {"origin": "http://evil.example"} if fault == "origin" else {}
    if fault == "session":
        client.cookies.clear()
    path = f"/event/{event}/field"
    answer = (
        client.post(path, json=sent) if fault == "kind" else client.post(path, data=sent, headers=headers)
    )  # fmt: skip
    assert answer.status_code in (403, 413, 415)
    assert "8 May 2016" not in client.get(f"/event/{event}").text


def test_the_cookie_is_for_our_pages_alone(client: TestClient) -> None:
    client.cookies.clear()
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "samesite=strict" in cookie
    assert "httponly" in cookie


def test_read_only_lets_nobody_judge(client: TestClient) -> None:
    still = TestClient(make_application(client.path, writable=False))
    event = talked(client)
    shown = still.get(f"/event/{event}")
    assert 'method="post"' not in shown.text
    assert "set-cookie" not in shown.headers
    assert still.post(f"/event/{event}/field", data={"field": "date"}).status_code in (404, 405)
    assert still.get("/review").status_code == 404


def test_the_queue(client: TestClient) -> None:
    assert 'class="card"' in client.get("/review").text


def test_search_answers_with_a_part(client: TestClient) -> None:
    text = client.get("/search", params={"q": "merk"}, headers={"hx-request": "true"}).text
    assert "Angela Merkel" in text
    assert "<html" not in text


def test_an_entity_has_a_page(client: TestClient) -> None:
    text = client.get("/entity/person:vladimir putin").text
    assert "Met most often" in text
    assert "Barack Obama" in text
    assert client.get("/entity/person:nobody").status_code == 404


# --- more than one reviewer -----------------------------------------------------------------------------------------


def coded_blind(client: TestClient, event: str, author: str, value: str) -> None:
    """One coder, in a session of their own, corrects the date blind."""
    other = TestClient(make_application(client.path))
    sent = {**form_of(other, event), "author": author, "field": "date", "value": value, "verdict": "edit"}
    other.post(f"/event/{event}/blind", data=sent)


def test_blind_coding_changes_nothing_and_is_measured(client: TestClient) -> None:
    event = talked(client)
    for author, value in (("Cy", "2016-05-03"), ("Di", "2016-05-04")):
        coded_blind(client, event, author, value)
    assert "3 May 2016" in client.get(f"/event/{event}").text
    with Ledger(client.path, create=False) as ledger:
        assert [j.author for j in ledger.judgements() if j.verdict == "blind"] == ["Cy", "Di"]
    page = client.get("/agreement").text
    assert "Blind double coding" in page
    assert "4 May 2016" in page
    rows = client.get("/agreement.csv").text.splitlines()
    assert rows[0].startswith("group,event,label,field,coder,verdict,value")
    assert sum(row.startswith(f"blind,{event},") for row in rows) == 2


def test_a_blind_coder_does_not_see_what_others_coded(client: TestClient) -> None:
    other = TestClient(make_application(client.path))
    assert (
        'class="card"' not in other.get("/review", params={"blind": "true"}).text
    )  # nobody in particular codes nothing
    hidden = dict(re.findall(r'name="(csrf|then)" value="([^"]+)"', other.get("/review?blind=true").text))
    started = other.post("/you", data={**hidden, "author": "Ed"})
    assert str(started.url).endswith("/review?blind=true")
    assert started.text.count('class="card"') == 10
    assert "Di" not in re.sub(r"<[^>]*>", " ", started.text).split()


def test_a_form_leads_back_to_our_own_pages_alone(client: TestClient) -> None:
    sent = {**form_of(client, talked(client)), "author": "Ed"}
    for then in ("//evil.example", "https://evil.example/review", "/review\\@evil.example", "/review?next=//x/"):
        answer = client.post("/you", data={**sent, "then": then}, follow_redirects=False)
        assert answer.headers["location"] == "/review"


def test_the_view_is_exported(client: TestClient) -> None:
    rows = client.get("/events.csv", params={"who": "merkel", "sort": "oldest"}).text.splitlines()
    shown = lines(client, who=("merkel",))
    assert len(rows) == len(shown) + 1
    told = [json.loads(row)["id"] for row in client.get("/events.jsonl", params={"who": "merkel"}).text.splitlines()]
    assert sorted(told) == sorted(shown)


def test_the_log_is_exported(client: TestClient) -> None:
    assert client.get("/log.csv").text.startswith("id,at,author,verdict")


def test_a_place_has_a_page(client: TestClient) -> None:
    text = client.get("/place/Hangzhou").text
    assert "Who was here most often" in text
    assert client.get("/place/Nowhere at all").status_code == 404


def test_a_stored_page_is_shown_as_text(client: TestClient) -> None:
    with Ledger(client.path, create=False) as ledger:
        page = next(p for p in ledger.pages() if ledger.page(p).path == "hostile.txt")
    text = client.get(f"/article/{page}/original").text
    assert "&lt;script&gt;alert(2)&lt;/script&gt;" in text
    assert "<script>alert" not in text


def test_what_was_counted_is_counted_again_when_the_record_changed(client: TestClient) -> None:
    from dateline.web.desk import Memo

    memo, counts = Memo(client.path), iter(range(10))
    with Ledger(client.path, create=False):
        seen = [memo.of("n", lambda: next(counts)) for _ in range(3)]
    with Ledger(client.path, create=False) as ledger:
        seen.append(memo.of("n", lambda: next(counts)))
        ledger.judge("view", "a view", author="Ann")
        seen.append(memo.of("n", lambda: next(counts)))
        ledger.judge("view", "another", author="Ann")
        seen.append(memo.of("n", lambda: next(counts)))
    assert seen == [0, 0, 0, 0, 1, 2]


def test_an_empty_ledger_says_how_to_fill_it(tmp_path: Path) -> None:
    Ledger(tmp_path / "empty.db").close()
    client = TestClient(make_application(tmp_path / "empty.db"))
    for address in ("/", "/events"):
        assert "No event yet. Add pages with <code>dateline add</code>" in " ".join(client.get(address).text.split())
    assert "No event fits" in client.get("/events?who=ann").text
    for address in ("/stories", "/timeline", "/map", "/network", "/calendar", "/review", "/log", "/agreement"):
        assert client.get(address).status_code == 200
