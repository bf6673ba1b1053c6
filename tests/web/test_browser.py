"""The desk in a real browser: each page, and all that a person does there. Skipped where no Chromium is installed."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from selenium.common.exceptions import StaleElementReferenceException, WebDriverException
from selenium.webdriver import ActionChains, Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from dateline.pipeline import RULES, add_pages, load_kit, process, update
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events, get_event
from dateline.web.server import make_application
from tests.make import make_page
from tests.web.chromium import find_chromium, open_browser, serve

pytestmark = pytest.mark.skipif(
    find_chromium() is None, reason="no chromium and chromedriver on this machine (Debian: chromium, chromium-driver)"
)
EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = (
    "<script>document.title = 'run'</script>\n\n"
    'Foreign Minister <img src="http://evil.example/x.png" onerror="document.title = 1"> Ann Abel said '
    '<b onmouseover="document.title = 2">no</b> on Monday.\n\n'
    "Chilean Foreign Minister Ann Abel met Bolivian President Bo Berg in La Paz on 3 May 2016 "
    '<a href="javascript:document.title = 3">and shook his hand</a>.\n'
)
MERGED = "Peruvian President Cy Cole met Bolivian President Bo Berg in Lima on {} June 2016.\n"


@dataclass(frozen=True)
class Desk:
    """A browser in front of a server, and the ledger behind it."""

    driver: Chrome
    root: str
    ledger: Path

    @property
    def elsewhere(self) -> str:
        """The same server under another name, for which the browser keeps other cookies."""
        return self.root.replace("127.0.0.1", "localhost")

    def open(self, address: str) -> None:
        self.driver.get(self.root + address)

    def find(self, css: str) -> WebElement:
        return self.wait(lambda: self.driver.find_element(By.CSS_SELECTOR, css))

    def all(self, css: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, css)

    def wait(self, what: object) -> WebElement:
        assert callable(what)
        waiting = WebDriverWait(self.driver, 8, 0.05, ignored_exceptions=[Exception])
        found: WebElement = waiting.until(lambda _: what())
        return found

    def until(self, what: object) -> None:
        self.wait(what)

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def submit(self, button: WebElement) -> None:
        """Press a button and wait for the page that follows."""
        before = self.driver.find_element(By.TAG_NAME, "html")
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", button)
        button.click()
        self.gone(before)

    def gone(self, element: WebElement) -> None:
        def stale() -> bool:
            try:
                element.is_enabled()
            except StaleElementReferenceException:
                return True
            return False

        # while a page goes, the driver may fail to ask about it: it is asked again
        WebDriverWait(self.driver, 8, 0.05, ignored_exceptions=[WebDriverException]).until(lambda _: stale())
        self.until(lambda: self.driver.execute_script("return document.readyState") == "complete")

    def text(self) -> str:
        return self.find("main").text

    def events(self, **wanted: object) -> list[str]:
        with Ledger(self.ledger, create=False) as ledger:
            return [line.id for line in find_events(ledger, EventFilter(**wanted))]  # type: ignore[arg-type]

    def listed(self) -> list[str]:
        """Return where the rows of the table of events lead."""
        script = "return [...document.querySelectorAll('.events td:nth-child(3) a')].map(a => a.getAttribute('href'))"
        return [str(address) for address in self.driver.execute_script(script)]

    def judged(self) -> int:
        with Ledger(self.ledger, create=False) as ledger:
            return len(ledger.judgements())

    def logged(self, kind: str) -> list[dict[str, str]]:
        """Return what the browser logged since it was last asked."""
        entries: list[dict[str, str]] = self.driver.get_log(kind)  # type: ignore[no-untyped-call]
        return entries

    def complaints(self) -> list[str]:
        """Return what the console complained of, and every request that left the machine."""
        console = [f"{entry['message']}" for entry in self.logged("browser")]
        sent = []
        for entry in self.logged("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                sent.append(message["params"]["request"]["url"])
        mine = (self.root, self.elsewhere, "data:", "chrome:", "about:")
        return console + [url for url in sent if not url.startswith(mine)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    folder = tmp_path_factory.mktemp("browser")
    path, kit = folder / "desk.db", load_kit()
    with Ledger(path) as ledger:
        list(add_pages(ledger, [str(EXAMPLES)], kit))
        for name, text in (("hostile", HOSTILE), ("one", MERGED.format(3)), ("two", MERGED.format(4))):
            ledger.add_reading(process(make_page(text, path=f"{name}.txt"), kit), RULES)
        update(ledger, kit)
    with serve(make_application(path)) as root, open_browser(folder / "profile") as driver:
        driver.set_window_size(1280, 900)
        yield Desk(driver, root, path)


@pytest.fixture(autouse=True)
def nothing_complains(desk: Desk) -> Iterator[None]:
    """After every test: no console error, and no request off the machine."""
    yield
    assert desk.complaints() == []


def name_yourself(desk: Desk, form: WebElement, name: str = "Ada") -> None:
    boxes = form.find_elements(By.CSS_SELECTOR, "input[name=author]:not([type=hidden])")
    if boxes:
        boxes[0].clear()
        boxes[0].send_keys(name)


def hangzhou(desk: Desk) -> str:
    return desk.events(who=("Obama", "Putin"), place="Hangzhou", kind="meeting")[0]


# --- every page --------------------------------------------------------------------------------------------------


PAGES = {
    "/": "The record",
    "/events": "Events",
    "/search?q=lima": "Found for",
    "/entity/person:vladimir%20putin": "Met most often",
    "/place/Hangzhou": "Who was here most often",
    "/review": "Review",
    "/log": "Log of judgements",
}


def widths(desk: Desk) -> list[int]:
    """How far the page sticks out of a telephone, a laptop and a very wide window."""
    over = []
    for width in (360, 1280, 2560):
        metrics = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        desk.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        over.append(desk.driver.execute_script("return document.documentElement.scrollWidth") - width)
    desk.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    return over


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_its_window(desk: Desk, address: str) -> None:
    desk.open(address)
    assert PAGES[address] in desk.text()
    assert widths(desk) == [0, 0, 0]


def test_an_event_and_its_articles_fit_their_window(desk: Desk) -> None:
    event = hangzhou(desk)
    desk.open(f"/event/{event}/side/date")
    assert widths(desk) == [0, 0, 0]
    desk.open(f"/event/{event}")
    assert widths(desk) == [0, 0, 0]
    desk.submit(desk.find(".source a"))
    assert widths(desk) == [0, 0, 0]
    desk.submit(desk.find("a[href$=original]"))
    assert widths(desk) == [0, 0, 0]


def test_light_and_dark(desk: Desk) -> None:
    desk.open("/")

    def paper() -> str:
        return str(desk.driver.execute_script("return getComputedStyle(document.body).backgroundColor"))

    light = paper()
    desk.find("#look").click()
    dark = paper()
    assert dark != light
    desk.open("/events")
    assert paper() == dark
    desk.find("#look").click()
    assert paper() == light


# --- find --------------------------------------------------------------------------------------------------------


def test_search_answers_as_one_types(desk: Desk) -> None:
    desk.open("/log")
    desk.press("/")
    desk.press("merk")
    desk.until(lambda: "Angela Merkel" in desk.find("#quick").text)
    desk.press(Keys.ARROW_DOWN, Keys.ENTER)
    desk.until(lambda: "Met most often" in desk.text())
    assert "Angela Merkel" in desk.find("h1").text


def test_filters_stand_in_the_address(desk: Desk) -> None:
    desk.open("/events")
    whole = len(desk.all(".events tbody tr"))
    desk.find("input[name=who]").send_keys("merkel")
    desk.until(lambda: "who=merkel" in desk.driver.current_url)
    desk.until(lambda: 0 < len(desk.all(".events tbody tr")) < whole)
    found = [row.text for row in desk.all(".events tbody tr")]
    assert all("Merkel" in row for row in found)
    desk.driver.refresh()
    assert [row.text for row in desk.all(".events tbody tr")] == found


def test_sorting_and_paging_lead_through_all_events(desk: Desk) -> None:
    for order in ("oldest", "place-down", "reports", "status"):
        desk.open(f"/events?sort={order}")
        forward = []
        while True:
            forward.append(desk.listed())
            more = desk.all("a[rel=next]")
            if not more:
                break
            desk.submit(more[0])
        seen = [event for leaf in forward for event in leaf]
        assert len(seen) == len(set(seen)) == len(desk.events())
        if len(forward) > 1:
            desk.submit(desk.find("a[rel=prev]"))
            assert desk.listed() == forward[-2]


def test_a_view_is_saved_and_forgotten(desk: Desk) -> None:
    desk.open("/events?place=Lima&sort=oldest")
    desk.find("#view-name").send_keys("All of Lima")
    desk.submit(desk.find("form[action='/views'] button"))
    desk.open("/events")
    desk.submit(desk.driver.find_element(By.LINK_TEXT, "All of Lima"))
    assert "place=Lima" in desk.driver.current_url
    assert "sort=oldest" in desk.driver.current_url
    desk.submit(desk.find("form[action='/views/forget'] button"))
    assert "All of Lima" not in desk.text()


# --- read --------------------------------------------------------------------------------------------------------


def test_a_click_opens_the_words_and_leads_to_them(desk: Desk) -> None:
    desk.open(f"/event/{hangzhou(desk)}")
    assert not desk.find("#field-duration figure").is_displayed()
    desk.find("#field-duration summary").click()
    mark = desk.find("#field-duration mark")
    assert mark.is_displayed()
    words = mark.text
    desk.submit(desk.find("#field-duration figure a"))
    marked = desk.find("#marked")
    assert marked.text == words
    top = desk.driver.execute_script("return arguments[0].getBoundingClientRect().top", marked)
    assert 0 < top < 900


def test_words_stand_side_by_side_in_their_articles(desk: Desk) -> None:
    desk.open(f"/event/{hangzhou(desk)}/side/place")
    assert len(desk.all(".columns-side > section")) == 3
    for column in desk.all(".columns-side > section"):
        assert column.find_elements(By.TAG_NAME, "mark")


def test_layers_are_switched(desk: Desk) -> None:
    with Ledger(desk.ledger, create=False) as ledger:
        page = next(r.page for r in get_event(ledger, hangzhou(desk)).reports)
    desk.open(f"/article/{page}")
    furniture = next(piece for piece in desk.all(".text .furniture") if piece.text.strip())
    assert furniture.is_displayed()
    desk.find("#layer-furniture").click()
    assert not furniture.is_displayed()
    trigger = desk.find(".text a.event")
    assert trigger.value_of_css_property("border-bottom-style") == "solid"
    desk.find("#layer-event").click()
    assert trigger.value_of_css_property("border-bottom-width") == "0px"


def test_a_hostile_page_stays_inert(desk: Desk) -> None:
    event = desk.events(who=("Ann Abel", "Bo Berg"))[0]
    with Ledger(desk.ledger, create=False) as ledger:
        page = get_event(ledger, event).reports[0].page
    for address in (f"/event/{event}", f"/event/{event}/side/place", f"/article/{page}", f"/article/{page}/original"):
        desk.open(address)
        assert "Dateline" in desk.driver.title
        assert not desk.all("main script, main img, main b[onmouseover], main a[href^=javascript]")
        assert desk.complaints() == []
    assert "<script>document.title = 'run'</script>" in desk.find(".raw").text


# --- judge -------------------------------------------------------------------------------------------------------


def test_a_field_is_corrected_and_the_correction_undone(desk: Desk) -> None:
    event = hangzhou(desk)
    desk.open(f"/event/{event}#field-place")
    form = desk.find("#field-place form")
    box = form.find_element(By.NAME, "value")
    box.clear()
    box.send_keys("Shanghai")
    form.find_element(By.NAME, "reason").send_keys("to try it")
    name_yourself(desk, form)
    desk.submit(form.find_element(By.CSS_SELECTOR, "button[value=edit]"))
    assert "Shanghai" in desk.find("h1").text
    assert "Ada" in desk.find("#field-place .note").text
    desk.open("/log")
    assert "to try it" in desk.text()
    assert widths(desk) == [0, 0, 0]
    desk.submit(desk.find("form[action='/undo'] button"))
    assert "undone" in desk.text()
    desk.open(f"/event/{event}")
    assert "Hangzhou" in desk.find("h1").text


def test_two_events_are_joined_parted_and_rejoined(desk: Desk) -> None:
    left, right = desk.events(who=("Cy Cole", "Bo Berg"), type="CONSULT")
    desk.open(f"/event/{left}")
    form = desk.find("aside form.judge")
    form.find_element(By.NAME, "other").send_keys(right)
    name_yourself(desk, form)
    desk.submit(form.find_element(By.CSS_SELECTOR, "button[value=same]"))
    assert len(desk.events(who=("Cy Cole", "Bo Berg"), type="CONSULT")) == 1
    assert len(desk.all(".mentions li")) == 2
    desk.submit(desk.find(".mentions form button"))
    assert len(desk.events(who=("Cy Cole", "Bo Berg"), type="CONSULT")) == 2
    for _ in range(2):  # the split, then the joining
        desk.open("/review")
        desk.submit(desk.find("#undo-last button"))
    assert set(desk.events(who=("Cy Cole", "Bo Berg"), type="CONSULT")) == {left, right}


def test_ten_items_are_reviewed_by_keyboard_alone(desk: Desk) -> None:
    desk.open("/review?kind=inferred")
    if desk.all(".card.now input[name=author]:not([type=hidden])"):
        name_yourself(desk, desk.find(".card.now form"))
        desk.find("body").click()
    before, keys = desk.judged(), "auaxauaaua"
    for number, key in enumerate(keys, 1):
        first = desk.find(".card.now").get_attribute("aria-label")
        press_and_wait(desk, key)
        assert desk.judged() == before + number
        assert desk.find(".card.now").get_attribute("aria-label") != first
    press_and_wait(desk, "z")
    assert desk.judged() == before + 9
    desk.press("j")
    assert desk.driver.execute_script("return document.activeElement === document.querySelectorAll('.card')[1]")


def press_and_wait(desk: Desk, key: str) -> None:
    page = desk.driver.find_element(By.TAG_NAME, "html")
    desk.press(key)
    desk.gone(page)


def test_weak_merges_are_kept_and_parted_by_keyboard(desk: Desk) -> None:
    desk.open("/review?kind=weak")
    assert "Does this sentence tell the same event" in desk.text()
    before, events = len(desk.all(".card")), len(desk.events())
    press_and_wait(desk, "s")
    assert "kind=weak" in desk.driver.current_url
    assert len(desk.events()) == events
    press_and_wait(desk, "d")
    assert len(desk.all(".card")) <= before - 2
    assert len(desk.events()) > events
    press_and_wait(desk, "z")
    assert len(desk.events()) == events


def test_blind_coding_leaves_the_record_alone(desk: Desk) -> None:
    event, judged = desk.find, desk.judged()
    desk.open("/review?blind=true")
    label = event(".card.now h2").text
    box = event(".card.now input[name=value]")
    desk.press("e")
    assert desk.driver.switch_to.active_element == box
    box.send_keys(Keys.TAB)
    event("body").click()
    press_and_wait(desk, "u")
    assert desk.judged() == judged + 1
    desk.open("/review")
    assert label in desk.text()  # in open review it is as doubtful as before
    desk.open("/agreement")
    assert "Blind double coding" in desk.text()
    assert widths(desk) == [0, 0, 0]


def test_a_project_is_coded_by_keyboard_until_all_have_a_verdict(desk: Desk) -> None:
    desk.open("/projects")
    assert widths(desk) == [0, 0, 0]
    desk.find("main input[name=name]").send_keys("Lima")
    desk.find("input[name=who]").send_keys("Cy Cole")
    desk.submit(desk.find("main form.stack button"))
    assert "0 of 2 events have a verdict" in desk.text()
    assert widths(desk) == [0, 0, 0]
    press_and_wait(desk, "a")
    press_and_wait(desk, "x")
    assert "2 of 2 events have a verdict" in desk.text()
    assert "Every event has a verdict." in desk.text()


def test_of_two_reviewers_at_once_nothing_is_lost(desk: Desk) -> None:
    event = desk.events(who=("Ann Abel", "Bo Berg"))[0]
    first = desk.driver.current_window_handle
    desk.open(f"/event/{event}#field-date")
    desk.driver.switch_to.new_window("tab")
    desk.driver.get(f"{desk.elsewhere}/event/{event}#field-date")  # another name, so another session
    second = desk.driver.current_window_handle
    for window, name, day in ((second, "Bea", "2016-05-05"), (first, "Ada", "2016-05-06")):
        desk.driver.switch_to.window(window)
        form = desk.find("#field-date form")
        box = form.find_element(By.NAME, "value")
        box.clear()
        box.send_keys(day)
        name_yourself(desk, form, name)
        desk.submit(form.find_element(By.CSS_SELECTOR, "button[value=edit]"))
    assert "look again" in desk.text()
    assert "2016-05-06" in desk.find(".panel").text  # what the second was about to say is not lost either
    assert any("409" in told for told in desk.complaints())  # the refusal itself, and nothing else
    desk.open(f"/event/{event}")
    assert "5 May 2016" in desk.find("h1").text
    desk.driver.switch_to.window(second)
    desk.driver.close()
    desk.driver.switch_to.window(first)
