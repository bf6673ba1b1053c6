"""axe-core (WCAG 2.2, A and AA) on every page of the desk, light and dark: no violation that it calls serious.

Skipped, saying so, where the browser or axe-core is missing; `make axe` installs the pinned axe-core where npm is.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome

from dateline.judging import Signature, code_blind, code_event
from dateline.store.ledger import Ledger
from dateline.store.projects import Project, begin_project
from dateline.store.queries import EventFilter, find_events, get_event
from dateline.store.stories import lines_after
from dateline.stories.grouping import update_stories
from dateline.web.access import Access
from dateline.web.guard import Rules
from dateline.web.server import make_application
from tests.web.chromium import find_chromium, open_browser, serve
from tests.web.ledgers import make_ledger

AXE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.skipif(find_chromium() is None, reason="no chromium and chromedriver on this machine"),
    pytest.mark.skipif(not AXE.exists(), reason="axe-core is not installed here; `make axe` installs it by npm"),
]
RUN = """
const done = arguments[arguments.length - 1];
axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).then(
  (found) => done(JSON.stringify(found.violations)), (error) => done(JSON.stringify([{id: String(error)}])));
"""
GRAVE = ("serious", "critical", None)
PAGES = (
    "/", "/events", "/events?who=merkel", "/events?who=nobody", "/event/{event}", "/event/{event}/side/date",
    "/article/{page}?start=3&end=9", "/article/{page}/original", "/entity/{entity}", "/place/{place}", "/search?q=lima",
    "/timeline", "/map", "/network", "/calendar", "/review", "/review?kind=duplicate", "/review?blind=true",
    "/agreement", "/projects", "/project/Axe", "/stories", "/story/{story}", "/timeline?story={story}", "/log",
    "/nothing",
)  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = make_ledger(tmp_path_factory.mktemp("axe") / "axe.db")
    with Ledger(path) as ledger:
        update_stories(ledger)
        begin_project(ledger, Project("Axe", "encounters"), "Ada")
        event = get_event(ledger, find_events(ledger, EventFilter(type="CONSULT", limit=1))[0].id)
        code_event(ledger, event, ("Axe", "in"), Signature("Ada"))
        for coder, value in (("Ada", "2016-09-05"), ("Ben", "2016-09-04")):
            code_blind(ledger, event, "edit", f"date={value}", Signature(coder))
    return path


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with open_browser(tmp_path_factory.mktemp("profile"), "--window-size=1280,900") as opened:
        yield opened


@pytest.fixture(scope="module")
def root(path: Path) -> Iterator[str]:
    with serve(make_application(path)) as address:
        yield address


def addresses(path: Path) -> list[str]:
    with Ledger(path, create=False) as ledger:
        event = get_event(ledger, find_events(ledger, EventFilter(conflicts=True, type="CONSULT"))[0].id)
        story = lines_after(ledger, None, 1)[0]
    assert event.place is not None
    known = {
        "story": story.id,
        "event": event.id,
        "page": event.reports[0].page,
        "entity": event.participants[0].entity,
        "place": event.place.name,
    }
    return [page.format(**known) for page in PAGES]


def violations(driver: Chrome, address: str) -> list[str]:
    driver.get(address)
    driver.execute_script(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = json.loads(driver.execute_async_script(RUN))
    return [
        f"{address} {fault['id']} ({fault.get('impact')}): {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for fault in found
        if fault.get("impact") in GRAVE
        for node in fault.get("nodes", [{"html": ""}])[:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_violation(driver: Chrome, root: str, path: Path, scheme: str) -> None:
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    driver.set_script_timeout(30)
    faults = [fault for address in addresses(path) for fault in violations(driver, root + address)]
    assert not faults, "\n".join(faults)


def test_neither_has_the_way_in(driver: Chrome, path: Path) -> None:
    rules = Rules(access=Access("a-token-of-thirty-random-letters"))
    with serve(make_application(path, rules=rules)) as address:
        assert violations(driver, f"{address}/events") == []


def test_axe_sees_what_is_wrong(driver: Chrome, tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text('<html lang="en"><title>x</title><img src="x"><p style="color:#ccc">pale words</p></html>')
    told = "".join(violations(driver, page.as_uri()))
    assert "image-alt" in told
    assert "color-contrast" in told
