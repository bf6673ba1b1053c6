"""What is counted from an event: one that the page itself dates, or one that another page of the ledger dates."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from dateline.pipeline import add_pages, load_kit, place_alone, process, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events
from tests.make import make_page

MET = (
    "2016-04-04",
    "President Ana Torre met Prime Minister Bo Lind in Lisbon on 3 April 2016. They spoke about fishing.",
)
COUNTED = (
    "2016-07-12",
    "President Ana Torre is under fire at home. Three days after President Torre met Prime Minister Bo Lind in "
    "Lisbon, she visited Peru. Critics say the trip was a waste.",
)
OTHER = ("2016-08-12", "A day after President Ana Torre met Prime Minister Bo Lind in Lisbon, he visited Chad.")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        (
            "The election was held on 3 April 2016. The day after the election, President Ana Torre met Prime Minister "
            "Bo Lind in Lisbon.", "2016-04-04", "2016-04-04",
        ),
        (
            "The election was held on 3 April 2016. Two weeks after the election, President Ana Torre met Prime "
            "Minister Bo Lind in Lisbon.", "2016-04-14", "2016-04-20",
        ),
        (
            "The day after the G7 summit in Japan, President Ana Torre met Prime Minister Bo Lind in Lisbon.",
            "2016-05-27", "2016-05-28",
        ),
    ],
)  # fmt: skip
def test_a_count_starts_from_what_the_page_or_the_tables_date(text: str, start: str, end: str) -> None:
    page = make_page(f"Published: 12 July 2016\n\n{text}")
    meeting = next(m for m in place_alone(process(page)) if m.mention.type == "CONSULT" and len(m.names) > 1)
    assert meeting.interval is not None
    assert (str(meeting.interval.start), str(meeting.interval.end), meeting.basis) == (start, end, "relative")
    assert "counted from" in (meeting.date_reason or "")


def record(folder: Path, pages: list[tuple[str, str]], name: str) -> dict[tuple[str, str], tuple[str | None, str]]:
    """Return start and reports of each encounter, by kind and place, of a ledger that got the pages one by one."""
    with Ledger(folder / f"{name}.db") as ledger:
        for number, (published, text) in enumerate(pages):
            path = folder / f"{name}{number}.jsonl"
            path.write_text(json.dumps({"id": text[:40], "published": published, "text": text}), encoding="utf-8")
            list(add_pages(ledger, [str(path)], load_kit()))
            update(ledger)
        found = (event for event in all_events(ledger) if event.type == "CONSULT" and event.place)
        return {(e.kind or "", e.place.name if e.place else ""): (e.start, str(len(e.reports))) for e in found}


def test_a_count_starts_from_what_another_page_dates_in_any_order(tmp_path: Path) -> None:
    for number, pages in enumerate(permutations([MET, COUNTED, OTHER])):
        told = record(tmp_path, list(pages), str(number))
        assert told["meeting", "Lisbon"] == ("2016-04-03", "3")
        assert told["visit", "Peru"] == ("2016-04-06", "1")
        assert told["visit", "Chad"] == ("2016-04-04", "1")


def test_without_the_other_page_the_count_stays_open(tmp_path: Path) -> None:
    told = record(tmp_path, [COUNTED], "alone")
    assert told["visit", "Peru"][0] == "2016-07-12"


ELECTED = ("2016-04-04", "Peru held a general election on 3 April 2016. Ballots were still being counted in Lima.")
AFTER = (
    "2016-06-12",
    "Two weeks after the election in Peru, President Ana Torre met Prime Minister Bo Lind in Lisbon. Critics of the "
    "two say that the trip was a waste.",
)
LATER = (
    "2016-07-12",
    "Critics are loud. Three days after President Ana Torre met Prime Minister Bo Lind in Lisbon, she visited Chile.",
)
EARLIER = ("2011-04-12", "Peru went to the polls. The election was held in Peru on 10 April 2011.")


def test_a_count_starts_from_an_election_that_only_another_page_dates_and_goes_on(tmp_path: Path) -> None:
    for number, pages in enumerate(permutations([ELECTED, AFTER, LATER, EARLIER])):
        told = record(tmp_path, list(pages), f"e{number}")
        assert told["meeting", "Lisbon"] == ("2016-04-14", "2")
        assert told["visit", "Chile"] == ("2016-04-17", "1")


def test_an_election_in_another_country_dates_nothing(tmp_path: Path) -> None:
    other = ("2016-04-04", "Chad held a general election on 3 April 2016.")
    told = record(tmp_path, [other, AFTER], "chad")
    assert told["meeting", "Lisbon"][0] == "2016-06-12"


VOTED = ("2031-05-22", "Olav Berg won the vote in Peru. Berg was elected on 20 May 2031, the commission said in Lima.")
CHOSEN = (
    "2031-06-12",
    "Two weeks after Olav Berg was elected, President Ana Torre met Prime Minister Bo Lind in Lisbon.",
)


def test_a_count_starts_from_somebody_s_election_that_another_page_dates(tmp_path: Path) -> None:
    for number, pages in enumerate(permutations([VOTED, CHOSEN])):
        assert record(tmp_path, list(pages), f"v{number}")["meeting", "Lisbon"][0] == "2031-05-31"


def test_another_s_election_dates_nothing(tmp_path: Path) -> None:
    other = ("2031-05-22", "Mia Berg won the vote in Peru. Mia Berg was elected on 20 May 2031, the commission said.")
    assert record(tmp_path, [other, CHOSEN], "other")["meeting", "Lisbon"][0] != "2031-05-31"
