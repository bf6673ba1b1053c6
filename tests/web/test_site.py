"""The site without a server: every link leads to a file that is there, and nothing needs a server."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from dateline.errors import UsageError
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events
from dateline.web.site import write_site
from tests.web.ledgers import make_ledger


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(make_ledger(folder / "site.db"), folder / "out")
    return folder / "out"


def pages(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_every_link_leads_to_a_file(site: Path) -> None:
    for page in pages(site):
        for address in re.findall(r' (?:href|src)="([^"]*)"', page.read_text(encoding="utf-8")):
            target = unquote(unescape(address).partition("#")[0])
            assert not target.startswith(("/", "http")), f"{page}: {address}"
            if target:
                assert (page.parent / target).resolve().is_file(), f"{page}: {address}"


def test_every_event_has_its_page_and_its_json(site: Path) -> None:
    with Ledger(site.parent / "site.db", create=False) as ledger:
        events = [event.id for event in all_events(ledger)]
    assert {page.stem for page in (site / "event").glob("*.html")} >= set(events)
    assert {page.stem for page in (site / "api").glob("*.json")} == set(events)
    listed = "".join(page.read_text(encoding="utf-8") for page in site.glob("events*.html"))
    assert all(f'href="event/{event}.html"' in listed for event in events)


def test_nothing_asks_for_a_server(site: Path) -> None:
    for page in pages(site):
        text = page.read_text(encoding="utf-8")
        for part in ("<form", "htmx", "http-equiv", "desk.js"):
            assert part not in text, f"{page}: {part}"


def test_links_into_articles_mark_their_words(site: Path) -> None:
    text = "".join(page.read_text(encoding="utf-8") for page in (site / "event").glob("*.html"))
    links = re.findall(r'href="(\.\./article/[^"#]+)#:~:text=([^"]+)"', text)
    assert len(links) > 50
    for file, words in links[::25]:
        article = " ".join(unescape((site / "event" / file).read_text(encoding="utf-8")).split())
        plain = " ".join(re.sub(r"<[^>]+>", "", article).split())
        for part in words.split(","):
            assert unquote(part) in plain


def test_a_full_folder_is_left_alone(site: Path) -> None:
    with pytest.raises(UsageError, match="holds something"):
        write_site(site.parent / "site.db", site)
