"""The pages with pictures, and the pictures as a strict policy shows them."""

import re
import xml.etree.ElementTree as ElementTree
from functools import partial
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.judging import Signature, judge_field
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events, get_event
from dateline.web.desk import MOST, Memo
from dateline.web.server import make_application
from tests.web.ledgers import make_ledger

PICTURES = ("timeline", "map", "network", "calendar")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_ledger(tmp_path_factory.mktemp("pictures") / "pictures.db")


@pytest.fixture(scope="module")
def client(path: Path) -> TestClient:
    return TestClient(make_application(path))


@pytest.mark.parametrize("picture", PICTURES)
def test_a_page_shows_its_picture_and_says_the_same(client: TestClient, picture: str) -> None:
    page = client.get(f"/{picture}", params={"who": "Putin"})
    assert page.status_code == 200
    source, alternative = re.findall(r'<img class="picture" src="([^"]+)" alt="([^"]+)"', page.text)[0]
    assert "Putin" in alternative
    assert "<table>" in page.text
    assert "style=" not in page.text
    image = client.get(source.replace("&amp;", "&"))
    assert (image.status_code, image.headers["content-type"]) == (200, "image/svg+xml")
    assert client.get(source, headers={"if-none-match": image.headers["etag"]}).status_code == 304


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_holds_no_style_and_no_script(client: TestClient, picture: str) -> None:
    root = ElementTree.fromstring(client.get(f"/plot/{picture}.svg").content)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert {"title", "desc"} <= names
    assert not names & {"script", "style", "a", "image", "foreignObject", "use"}
    assert not [key for element in root.iter() for key in element.attrib if key == "style" or key.startswith("on")]


def test_filters_reach_the_picture(client: TestClient) -> None:
    whole, part = client.get("/plot/timeline.svg").text, client.get("/plot/timeline.svg?who=merkel").text
    assert whole.count("<circle") > part.count("<circle") > 0
    assert "Angela Merkel" in part
    assert "no dated event" in client.get("/plot/timeline.svg?since=1901&until=1902").text


def test_zoom_stands_in_the_address(client: TestClient) -> None:
    text = client.get("/timeline?since=2016-09-01&until=2016-12-31&who=putin").text
    links = dict(re.findall(r'<a href="/timeline\?([^"]+)">(\w+)</a>', text))
    assert set(links.values()) == {"Earlier", "Later", "Closer", "Wider", "All"}
    for query in links:
        assert "who=putin" in query
        assert client.get(f"/timeline?{query.replace('&amp;', '&')}").status_code == 200


@pytest.mark.parametrize("address", ["/plot/pie.svg", "/map?area=atlantis", "/plot/map.svg?area=x", "/map?since=soon"])
def test_what_is_no_picture(client: TestClient, address: str) -> None:
    assert client.get(address).status_code in (404, 422)


def test_a_judgement_shows_at_once(path: Path, client: TestClient) -> None:
    with Ledger(path, create=False) as ledger:
        event = find_events(ledger, EventFilter(who=("Merkel",), type="CONSULT"))[0].id
        assert "1999" not in client.get("/calendar").text
        judge_field(ledger, get_event(ledger, event), "edit", "date=1999-03-04", Signature("Ann", ""))
    assert "1999" in client.get("/calendar").text


def test_little_is_remembered(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("one")
    memo, made = Memo(file), list[int]()
    for key in (1, 1, 2):
        memo.of(key, partial(made.append, key))
    assert made == [1, 2]
    for key in range(MOST + 40):
        memo.of(key, lambda: 0)
    assert len(memo.known) <= MOST
    file.write_text("another")
    memo.of(1, lambda: made.append(3))
    assert made == [1, 2, 3]


def test_what_could_not_be_made_is_tried_again(tmp_path: Path) -> None:
    memo = Memo(tmp_path)
    with pytest.raises(ZeroDivisionError):
        memo.of("one", lambda: 1 // 0)
    assert memo.of("one", lambda: 1) == 1
