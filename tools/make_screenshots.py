"""Make a screenshot of every page of the desk, light, dark, narrow and wide: `python tools/make_screenshots.py OUT`.

In: the example pages, or a ledger (`--ledger`). Out: PNG files, named by page and look. Needs Chromium and its driver.
"""

import argparse
import base64
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from selenium.webdriver import Chrome  # noqa: E402
from tests.web.chromium import open_browser, serve  # noqa: E402

from dateline.judging import Signature, code_blind, code_event, judge_field  # noqa: E402
from dateline.pipeline import add_pages, load_kit, update  # noqa: E402
from dateline.store.ledger import Ledger  # noqa: E402
from dateline.store.projects import Project, begin_project  # noqa: E402
from dateline.store.queries import EventFilter, find_events, get_event, most_told  # noqa: E402
from dateline.store.stories import lines_after  # noqa: E402
from dateline.stories.grouping import update_stories  # noqa: E402
from dateline.web.server import make_application  # noqa: E402

LOOKS = {"light": (1280, 900), "dark": (1280, 900), "narrow": (360, 780), "wide": (2560, 1300)}
README = (1180, 1000)
"""The size of the picture in the README: the head of an event, its fields and the first words behind them."""


def make_ledger(path: Path) -> Path:
    """Make a ledger of the example pages, with a judgement or two in its log."""
    kit = load_kit()
    with Ledger(path) as ledger:
        list(add_pages(ledger, [str(ROOT / "examples")], kit))
        update(ledger, kit)
        update_stories(ledger)
        event = get_event(ledger, most_told(ledger))
        signed = Signature("Ada", "both reports give it")
        judge_field(ledger, event, "right", f"date={event.start}", signed)
        begin_project(ledger, Project("Summits of 2016", "encounters", "2016-01-01", "2016-12-31"), "Ada")
        code_event(ledger, event, ("Summits of 2016", "in"), signed)
        for coder, value in (("Ada", "2016-09-05"), ("Ben", "2016-09-04")):
            code_blind(ledger, event, "edit", f"date={value}", Signature(coder))
    return path


def addresses(path: Path) -> dict[str, str]:
    """Return every page to take, by name."""
    with Ledger(path, create=False) as ledger:
        event = get_event(ledger, most_told(ledger))
        line = next(iter(find_events(ledger, EventFilter(conflicts=True, limit=1))), None)
        first = event.statements[0]
        story = next(iter(lines_after(ledger, None, 1)), None)
    who = event.participants[0].entity
    found = {
        "home": "/", "events": "/events", "event": f"/event/{event.id}", "entity": f"/entity/{who}",
        "article": f"/article/{first.page}?start={first.span.start}&end={first.span.end}#marked",
        "side": f"/event/{event.id}/side/date", "original": f"/article/{first.page}/original", "place": "/place/Lima",
        "search": "/search?q=lima", "review": "/review", "duplicates": "/review?kind=duplicate",
        "timeline": "/timeline", "map": "/map", "network": "/network", "calendar": "/calendar", "stories": "/stories",
        "agreement": "/agreement", "projects": "/projects", "project": "/project/Summits of 2016", "log": "/log",
    }  # fmt: skip
    if story is not None:
        found["story"] = f"/story/{story.id}"
    return found | ({"differing": f"/event/{line.id}"} if line else {})


def take(driver: Chrome, address: str, look: str, target: Path) -> None:
    """Take the whole of one page in one look."""
    width, height = LOOKS.get(look, README)
    scheme = "dark" if look == "dark" else "light"
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    )
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    driver.get(address)
    whole = driver.execute_script("return document.documentElement.scrollHeight")
    sideways = driver.execute_script("return document.documentElement.scrollWidth")
    if sideways > width:
        print(f"{target.name}: {sideways} px wide in a window of {width}", file=sys.stderr)
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {**metrics, "height": height if look == "readme" else min(max(whole, height), 3200)},
    )
    shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"format": "png"})
    target.write_bytes(base64.b64decode(shot["data"]))


def main() -> None:
    """Take them all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--readme", action="store_true", help="also write docs/event.png, which the README shows")
    parser.add_argument("--only", action="append", help="a page's name; repeat for several")
    parser.add_argument("--look", action="append", choices=LOOKS, help="a look; repeat for several")
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path = asked.ledger or make_ledger(Path(folder) / "pictures.db")
        pages = {n: a for n, a in addresses(path).items() if not asked.only or n in asked.only}
        with serve(make_application(path)) as root, open_browser(Path(folder) / "profile") as driver:
            for look in asked.look or LOOKS:
                for name, address in pages.items():
                    take(driver, root + address, look, asked.out / f"{name}-{look}.png")
            if asked.readme:
                take(driver, root + pages["event"], "readme", ROOT / "docs" / "event.png")
    print(f"{len(list(asked.out.glob('*.png')))} pictures in {asked.out}")


if __name__ == "__main__":
    main()
