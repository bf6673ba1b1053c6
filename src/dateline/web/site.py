"""Write the record as a folder of pages that a browser opens from a file system: `dateline export --to site`.

In: a ledger and a folder. Out: the pages of the read-only desk, followed from the first one link by link, with their
links made relative. What needs a server (search, filters, forms) is left out; a link to marked words becomes one to a
text fragment, which browsers find and mark by themselves.
"""

import asyncio
import json
import re
import shutil
from collections import deque
from dataclasses import dataclass, field
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import parse_qs, quote, unquote, urlsplit

from starlette.types import ASGIApp, Message

from dateline.errors import UsageError
from dateline.ids import digest
from dateline.model.text import Span
from dateline.store.ledger import Ledger
from dateline.web.desk import HERE
from dateline.web.server import make_application

FIRST = ("/", "/events", "/timeline", "/map", "/network", "/calendar", "/log")
LINK = re.compile(r'(?P<name> (?:href|src))="(?P<address>[^"]*)"')
"""Our templates put every attribute between double quotes, and escape those in a page's text."""
SERVED = re.compile(
    r"<form\b.*?</form>|<script src=\"/static/(?:htmx\.min|desk|pictures)\.js\"[^>]*></script>|"
    r'<meta name="htmx-config"[^>]*>|<nav class="zoom".*?</nav>|<button type="button" class="look".*?</button>',
    re.DOTALL,
)
"""What only works with a server or a script behind it."""
WORDS = 5
"""Words at each end of a text fragment: enough to be found once in an article."""
FOLDERS = ("event", "article", "entity", "place", "plot", "api")


@dataclass(slots=True)
class Site:
    """What is written so far: the file of each address, and the addresses still to be written."""

    folder: Path
    ledger: Ledger
    files: dict[str, str] = field(default_factory=dict)
    waiting: deque[str] = field(default_factory=deque)
    leaves: int = 0

    def file_of(self, address: str) -> str | None:
        """Return the file of an address, asked for from now on; None for one that needs a server."""
        known = self.files.get(address)
        if known is None and (known := self._new_file(address)) is not None:
            self.files[address] = known
            self.waiting.append(address)
        return known

    def _new_file(self, address: str) -> str | None:
        path, query = unquote(urlsplit(address).path), parse_qs(urlsplit(address).query)
        if path == "/events" and set(query) == {"key"}:
            self.leaves += 1
            return f"events-{self.leaves + 1}.html"
        if query or not (path in FIRST or path.startswith(("/static/", *(f"/{name}/" for name in FOLDERS)))):
            return None
        return _named(path)


def write_site(ledger: Path, folder: Path) -> int:
    """Write the site into a folder that is empty or not there yet; return how many files."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder}: holds something already; name an empty folder")
    application = make_application(ledger, writable=False)
    with Ledger(ledger, create=False) as opened:
        site = Site(folder, opened)
        for address in FIRST:
            site.file_of(address)
        asyncio.run(_write_all(application, site))
    shutil.copytree(HERE / "static" / "fonts", folder / "static" / "fonts", dirs_exist_ok=True)
    return sum(path.is_file() for path in folder.rglob("*"))


async def _write_all(application: ASGIApp, site: Site) -> None:
    while site.waiting:
        address = site.waiting.popleft()
        status, media, body = await fetch(application, address)
        if status != 200:
            raise UsageError(f"{address}: answered {status}; `dateline doctor` says whether the ledger is well")
        if media.startswith("text/html"):
            body = make_static(body.decode(), address, site).encode()
        elif media.startswith("application/json"):
            body = json.dumps(json.loads(body), ensure_ascii=False, indent=1).encode()
        target = site.folder / site.files[address]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)


async def fetch(application: ASGIApp, address: str) -> tuple[int, str, bytes]:
    """Return the status, media type and body that the application answers to a GET."""
    parts, sent = urlsplit(address), list[Message]()
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": unquote(parts.path),
        "raw_path": parts.path.encode(), "query_string": parts.query.encode(), "root_path": "",
        "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 0), "server": ("localhost", 80),
    }  # fmt: skip

    asked = asyncio.Event()

    async def receive() -> Message:
        if asked.is_set():  # who asks again waits for us to hang up, which we do not
            await asyncio.Event().wait()
        asked.set()
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await application(scope, receive, send)
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers.get("content-type", ""), b"".join(m.get("body", b"") for m in sent[1:])


def make_static(text: str, address: str, site: Site) -> str:
    """Return a page with relative links, without what needs a server."""
    here = dirname(site.files[address])
    return LINK.sub(lambda found: _link(found, here, site), SERVED.sub("", text))


def _link(found: re.Match[str], here: str, site: Site) -> str:
    address = unescape(found["address"])
    if address.startswith("#"):
        return found[0]
    parts = urlsplit(address)
    bare, fragment = address.partition("#")[0].removesuffix("?"), parts.fragment
    if parts.path.startswith("/article/") and parts.query:
        bare, fragment = parts.path, _fragment(site.ledger, parts.path, parts.query)
    elif parts.path.startswith("/api/v1/events/"):
        bare = parts.path
    file = site.file_of(bare)
    if file is None:
        return ""  # an anchor without an address: its words stay
    target = quote(relpath(file, here or "."))
    return f'{found["name"]}="{escape(target + (f"#{fragment}" if fragment else ""))}"'


def _fragment(ledger: Ledger, path: str, query: str) -> str:
    """Return the text fragment that marks the words of a link into an article."""
    asked = {key: int(values[0]) for key, values in parse_qs(query).items() if values[0].isdigit()}
    text = ledger.reading(path.split("/")[2]).article.text
    words = Span(asked.get("start", 0), asked.get("end", 0)).slice(text).split()
    ends = [words] if len(words) <= 2 * WORDS else [words[:WORDS], words[-WORDS:]]
    told = (quote(" ".join(end), safe="").replace("-", "%2D") for end in ends)
    return f":~:text={','.join(told)}" if words else ""


def _named(path: str) -> str:
    """Return the file of a path: readable, and another for each path whatever a file system makes of its letters."""
    if path == "/":
        return "index.html"
    if path.startswith("/static/"):
        return path[1:]
    if path.startswith("/plot/"):
        return path[1:]
    if path.startswith("/api/"):
        return f"api/{path.rpartition('/')[2]}.json"
    folder, _, rest = path[1:].partition("/")
    if not rest:
        return f"{folder}.html"
    plain = re.sub(r"[^A-Za-z0-9_]+", "-", rest).strip("-")[:60]
    return f"{folder}/{plain if plain == rest else f'{plain}-{digest(rest)[:8]}'}.html"
