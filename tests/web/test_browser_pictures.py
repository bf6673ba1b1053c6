"""Pictures and stories in a real browser: what is drawn can be read, zoomed, sought by story and printed."""

import base64

import pytest
from selenium.webdriver import Keys

from tests.web.test_browser import Desk, desk, nothing_complains, pytestmark, widths

__all__ = ["desk", "nothing_complains", "pytestmark"]

PAGES = {
    "/timeline": "Events in time",
    "/map": "Events by place",
    "/network": "Who met whom",
    "/calendar": "Calendar of events",
    "/stories": "Stories",
    "/agreement": "Agreement",
    "/projects": "Coding projects",
}
OVERLAPS = """
const rows = new Map();
for (const text of document.querySelectorAll('.plot svg text')) {
  const box = text.getBBox(), key = Math.round(box.y);
  rows.set(key, [...(rows.get(key) || []), box]);
}
return [...rows.values()].filter((boxes) => {
  boxes.sort((a, b) => a.x - b.x);
  return boxes.some((box, i) => i && boxes[i - 1].x + boxes[i - 1].width > box.x + 1);
}).length;
"""


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_its_window(desk: Desk, address: str) -> None:
    desk.open(address)
    assert PAGES[address] in desk.text()
    assert widths(desk) == [0, 0, 0]
    if desk.all("img.picture"):
        desk.until(lambda: desk.driver.execute_script("return document.querySelector('img.picture').naturalWidth") > 0)


@pytest.mark.parametrize("address", ["/entity/person:vladimir%20putin", "/place/Hangzhou"])
def test_no_words_of_a_timeline_lie_on_others(desk: Desk, address: str) -> None:
    desk.open(address)
    assert len(desk.all(".plot svg text")) > 8
    assert desk.driver.execute_script(OVERLAPS) == 0


def test_a_timeline_is_zoomed_and_shown_whole_again(desk: Desk) -> None:
    desk.open("/timeline?who=Putin")
    before = desk.find("main [role=status]").text
    desk.submit(desk.find("nav.zoom a:nth-of-type(3)"))
    assert "since=" in desk.driver.current_url
    assert desk.find("main [role=status]").text != before
    desk.submit(desk.all("nav.zoom a")[-1])
    assert desk.find("main [role=status]").text == before


def test_the_map_has_a_slider_of_years_for_the_keyboard(desk: Desk) -> None:
    desk.open("/map")
    slider = desk.find("input.year[name=since]")
    page = desk.find("html")
    slider.send_keys(Keys.ARROW_RIGHT)
    desk.gone(page)
    first = int(desk.find("input.year[name=since]").get_attribute("min") or 0)
    assert f"since={first + 1}" in desk.driver.current_url
    assert str(first + 1) in desk.find(".filters output").text


def test_a_story_is_sought_out_and_its_events_are_shown(desk: Desk) -> None:
    desk.open("/stories")
    for button in desk.all("form[action='/stories'] button"):
        desk.submit(button)
    desk.submit(desk.find(".lines a.what"))
    story = desk.driver.current_url.rpartition("/")[2]
    assert "Articles, by independent source" in desk.text()
    assert widths(desk) == [0, 0, 0]
    assert desk.driver.execute_script(OVERLAPS) == 0
    desk.submit(desk.find("a.chip[href^='/timeline']"))
    assert f"story={story}" in desk.driver.current_url
    desk.submit(desk.find("button:not(.look)[type=submit], .filters button"))
    assert f"story={story}" in desk.driver.current_url
    desk.submit(desk.find(".within a"))
    desk.submit(desk.find("a.chip[href^='/events']"))
    assert f"story={story}" in desk.driver.current_url


def test_the_keyboard_skips_to_the_content(desk: Desk) -> None:
    desk.open("/events")
    desk.press(Keys.TAB)
    assert desk.driver.switch_to.active_element.get_attribute("class") == "skip"
    desk.press(Keys.ENTER)
    desk.until(lambda: desk.driver.current_url.endswith("#main"))
    desk.press(Keys.TAB)
    assert desk.driver.execute_script("return document.activeElement.closest('main') !== null")


def test_pages_print_without_what_only_a_screen_needs(desk: Desk) -> None:
    (event,) = desk.events(who=("Obama", "Putin"), place="Hangzhou", kind="meeting")[:1]
    desk.open(f"/event/{event}")
    desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    shown = "return [...document.querySelectorAll(arguments[0])].filter((e) => e.checkVisibility()).length"
    assert desk.driver.execute_script(shown, ".top, form, .skip") == 0
    assert desk.driver.execute_script(shown, ".field .value") > 5
    desk.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    paper = desk.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
    assert base64.b64decode(paper["data"]).startswith(b"%PDF")


def test_events_are_sorted_on_a_telephone_too(desk: Desk) -> None:
    metrics = {"width": 360, "height": 780, "deviceScaleFactor": 1, "mobile": True}
    desk.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    desk.open("/events")
    desk.submit(desk.find("th a[href*='sort=place']"))
    assert "sort=place" in desk.driver.current_url
    desk.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
