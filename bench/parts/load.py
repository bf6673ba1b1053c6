"""Measure how quickly the desk answers several people at once on a large ledger.

Usage: python -m bench.parts.load [--ledger FILE | --events 100000] [--users 8] [--rounds 5]. In: a ledger, else one of
made-up events. Out: for every page the median and the 95th percentile of its time in milliseconds and its size in kB.
Ends with 1 where a page took more than 300 ms or 500 kB at the 95th percentile, or was refused. The server runs on
loopback, as `dateline serve` starts it; each user asks for every page so many times, all starting at another one.
"""

import argparse
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

from bench.parts.synthetic_ledger import fill_ledger
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events, get_event

SLOWEST, LARGEST = 300.0, 500.0
"""Milliseconds and kB that a page may take at the 95th percentile."""


@dataclass(frozen=True, slots=True)
class Page:
    """A kind of page, and addresses of it to ask for in turn."""

    name: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request got: its kind of page, status, milliseconds and bytes."""

    page: str
    status: int
    took: float
    size: int


def main(argv: list[str] | None = None) -> int:
    """Print the table; return 1 where a page is too slow, too large or refused."""
    parser = argparse.ArgumentParser(prog="python -m bench.parts.load", description=__doc__)
    parser.add_argument("--ledger", type=Path)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--users", type=int, default=8)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="", help="pages whose name holds this")
    args = parser.parse_args(argv)
    with tempfile.TemporaryDirectory() as folder:
        path = args.ledger or Path(folder) / "load.db"
        if args.ledger is None:
            with Ledger(path) as ledger:
                fill_ledger(ledger, args.events)
        pages = [page for page in list_pages(path) if args.only in page.name]
        answers = ask_all(path, pages, args.users, args.rounds)
    return show(answers, pages)


def list_pages(path: Path) -> list[Page]:
    """Return the kinds of pages, with addresses of things that are in the ledger."""
    with Ledger(path, create=False) as ledger:
        lines = find_events(ledger, EventFilter(limit=400))[::20]
        conflicts = find_events(ledger, EventFilter(conflicts=True, limit=5))
        events = [get_event(ledger, line.id) for line in (*lines, *conflicts)]
    people = [(quote(e.participants[0].entity), quote(e.participants[0].name)) for e in events if e.participants]
    articles = [e.reports[0].page for e in events]
    spots = [(quote(e.place.name), e.start[:7]) for e in events if e.place and e.start]
    names = [name for _, name in people]
    few = names[:6]
    drawn = ("timeline", "map", "network", "calendar")
    return [
        Page("home", ("/",)),
        Page("events", ("/events", "/events?type=CONSULT", "/events?conflicts=true")),
        *(
            Page(f"events by {order}", (f"/events?order={order}",))
            for order in ("oldest", "place", "status", "reports")
        ),
        Page("events: who", _all("/events?who=", names)),
        Page("events: place, month", tuple(f"/events?place={place}&since={month}" for place, month in spots)),
        Page("event", _all("/event/", [e.id for e in events])),
        Page("event: side by side", tuple(f"/event/{e.id}/side/status" for e in events)),
        Page("article", _all("/article/", articles)),
        Page("article: original", tuple(f"/article/{page}/original" for page in articles)),
        Page("entity", _all("/entity/", [entity for entity, _ in people])),
        Page("place", _all("/place/", [place for place, _ in spots])),
        Page("search", _all("/search?q=", names)),
        Page("review", ("/review",)),
        Page("log", ("/log",)),
        Page("agreement", ("/agreement",)),
        Page("projects", ("/projects",)),
        Page("stories", ("/stories",)),
        *(Page(name, (f"/{name}", *_all(f"/{name}?who=", few))) for name in drawn),
        *(Page(f"{name}.svg", (f"/plot/{name}.svg", *_all(f"/plot/{name}.svg?who=", few))) for name in drawn),
        Page("api events", ("/api/v1/events", "/api/v1/events?type=CONSULT", *_all("/api/v1/events?who=", few))),
        Page("api event", _all("/api/v1/events/", [e.id for e in events])),
        Page("api page", _all("/api/v1/pages/", articles)),
        Page("api entities", ("/api/v1/entities", *_all("/api/v1/entities/", [entity for entity, _ in people]))),
        Page("api quotes", ("/api/v1/quotes", *_all("/api/v1/quotes?speaker=", few))),
        Page("api pages", ("/api/v1/pages",)),
        Page("api statements", tuple(f"/api/v1/statements?event={e.id}" for e in events)),
        Page("api judgements", ("/api/v1/judgements",)),
        Page("api stories", ("/api/v1/stories",)),
        Page("api search", _all("/api/v1/search?q=", names)),
    ]


def _all(start: str, ends: Sequence[str]) -> tuple[str, ...]:
    return tuple(start + end for end in ends)


def ask_all(path: Path, pages: Sequence[Page], users: int, rounds: int) -> list[Answer]:
    """Return the answers that all users got from a server of this ledger, ended afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "dateline.cli", "serve", "--port", str(port), "--ledger", str(path)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        with ThreadPoolExecutor(users) as pool:
            told = list(pool.map(lambda user: _visit(port, pages, user, rounds), range(users)))
    finally:
        server.terminate()
        server.wait(10)
    return [answer for answers in told for answer in answers]


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit("load: the server did not start in a minute")


def _visit(port: int, pages: Sequence[Page], user: int, rounds: int) -> list[Answer]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    answers = []
    for turn in range(rounds):
        for number in range(len(pages)):
            page = pages[(number + user * 3) % len(pages)]
            address = page.addresses[(turn * 8 + user) % len(page.addresses)]
            started = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            size = len(answer.read())
            answers.append(Answer(page.name, answer.status, (time.perf_counter() - started) * 1000, size))
    return answers


def show(answers: Sequence[Answer], pages: Sequence[Page]) -> int:
    """Print a row for each kind of page; return 1 where one is not as it should be."""
    by_page: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        by_page[answer.page].append(answer)
    print(f"{'page':24}{'requests':>9}{'p50 ms':>9}{'p95 ms':>9}{'p95 kB':>9}{'refused':>9}")
    faults = 0
    for page in pages:
        found = by_page[page.name]
        took, size = percentile([a.took for a in found], 95), percentile([a.size / 1000 for a in found], 95)
        refused = sum(answer.status >= 400 for answer in found)
        wrong = took > SLOWEST or size > LARGEST or refused > 0
        faults += wrong
        middle = statistics.median(a.took for a in found)
        mark = "  *" if wrong else ""
        print(f"{page.name:24}{len(found):9}{middle:9.0f}{took:9.0f}{size:9.0f}{refused:9}{mark}")
    print(f"{len(answers)} requests; {faults} kinds of page over {SLOWEST:.0f} ms or {LARGEST:.0f} kB, or refused")
    return 1 if faults else 0


def percentile(values: Sequence[float], share: int) -> float:
    """Return the value below which so many of a hundred lie."""
    return statistics.quantiles(values, n=100, method="inclusive")[share - 1] if len(values) > 1 else values[0]


if __name__ == "__main__":
    sys.exit(main())
