"""Stories at the desk, in the interface for programs and as a filter of events and pictures."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dateline.plot.draw import gather
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, count_events
from dateline.store.shelf import take_all_down
from dateline.store.stories import StoryBody, StoryLine, lines_after, write_line
from dateline.stories.grouping import update_stories
from dateline.stories.story import stories
from dateline.web.server import make_application
from tests.web.ledgers import make_ledger
from tests.web.test_sessions import csrf

MANY = 120


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of which no article stands in a story yet, as one of an older version is when it is opened."""
    path = make_ledger(tmp_path_factory.mktemp("stories") / "stories.db")
    with Ledger(path) as ledger:
        take_all_down(ledger)
    return path


@pytest.fixture(scope="module")
def client(path: Path) -> TestClient:
    client = TestClient(make_application(path))
    told = client.get("/stories").text
    assert "articles read since stand in no story yet" in told
    client.post("/stories", data={"csrf": csrf(told)})
    return client


@pytest.fixture(scope="module")
def story(client: TestClient, path: Path) -> str:
    with Ledger(path, create=False) as ledger:
        return max(stories(ledger), key=lambda line: line.articles).id


def test_a_story_is_shown_with_its_articles_and_events(client: TestClient, story: str) -> None:
    shown = client.get("/stories").text
    assert f'href="/story/{story}"' in shown
    assert "stand in no story yet" not in shown
    page = client.get(f"/story/{story}").text
    for part in ("/timeline?story=", "/map?story=", "/network?story=", "/calendar?story=", "/events?story="):
        assert f"{part}{story}" in page
    assert page.count("/article/p_") >= 3
    assert "<svg" in page
    assert client.get("/story/y_0").status_code == 404


def test_events_and_pictures_are_those_of_the_story(client: TestClient, path: Path, story: str) -> None:
    with Ledger(path, create=False) as ledger:
        among, whole = (count_events(ledger, wanted) for wanted in (EventFilter(story=story), EventFilter()))
        assert 0 < among <= whole
        assert count_events(ledger, EventFilter(story="y_0")) == 0
        shown = gather(ledger, "calendar", EventFilter(story=story))
    assert "in the story" in shown.title
    assert sum(bucket.events for bucket in shown.buckets) == shown.extent.dated
    for picture in ("timeline", "map", "network", "calendar"):
        assert f"story={story}" in client.get(f"/{picture}", params={"story": story}).text
        assert client.get(f"/plot/{picture}.svg", params={"story": story}).status_code == 200
        assert client.get(f"/{picture}", params={"story": "y_0"}).status_code == 422
    table = client.get("/events", params={"story": story}).text
    assert re.search(rf"\b{among}\b", table)


def test_programs_get_stories_page_by_page(client: TestClient, path: Path, story: str) -> None:
    whole = client.get(f"/api/v1/stories/{story}").json()
    assert (whole["story"], len(whole["reports"])) == (story, whole["articles"])
    assert whole["timeline"]
    assert client.get("/api/v1/stories/y_0").status_code == 404
    assert client.get("/api/v1/events", params={"story": story, "limit": 1}).json()["events"]
    with Ledger(path, create=False) as ledger:
        for number in range(MANY):
            day = None if number % 7 == 0 else f"2016-01-{number % 28 + 1:02}"
            write_line(ledger, StoryLine(f"y_{number:04x}", f"Story {number}", day, day, 1, 1), StoryBody(()))
        known = [line.id for line in lines_after(ledger, None, 1000)]
    found, cursor = list[str](), None
    while True:
        answer = client.get("/api/v1/stories", params={"limit": 25, **({"cursor": cursor} if cursor else {})}).json()
        found += [line["story"] for line in answer["stories"]]
        cursor = answer["next"]
        if cursor is None:
            break
    assert found == known
    assert len(set(found)) == len(found) >= MANY
    first = client.get("/stories").text
    older = re.search(r'href="(/stories\?after=[^"]+)"', first)
    assert older
    assert not set(re.findall(r"/story/(y_\w+)", client.get(older[1]).text)) & set(re.findall(r"/story/(y_\w+)", first))
    with Ledger(path, create=False) as ledger:
        ledger.database.execute("DELETE FROM story_line WHERE title GLOB 'Story [0-9]*'")
        assert update_stories(ledger) == 0


def test_nobody_refreshes_a_desk_for_reading(path: Path) -> None:
    client = TestClient(make_application(path, writable=False))
    assert client.get("/stories").status_code == 200
    assert client.post("/stories").status_code == 405
