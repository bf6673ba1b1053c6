"""Files of official records: State Department XML, COLT-style CSV, our own JSON Lines, and files that are none."""

from pathlib import Path

import pytest

from dateline.dating.timing import place_in_time
from dateline.errors import PageError, UsageError
from dateline.model.claims import Reading, Status
from dateline.model.text import Page
from dateline.pipeline import process
from dateline.witness.rows import read_file, row_of

TRAVELS = """<?xml version="1.0" encoding="UTF-8"?>
<trips><trip role="president"><id>7</id><role>president</role><name>Ivan Kovac</name>
<start-date>1991-05-03</start-date><end-date>1991-05-05</end-date><country id="portugal">Portugal</country>
<locale>Lisbon</locale><remarks>Working visit; met with
    President Costa on May 4.</remarks></trip></trips>"""
VISITS = """<visits><visit><id>8</id><start-date>1991-06-01</start-date><end-date>1991-06-01</end-date>
<visitor>Prime Minister Ana Reis</visitor><from id="portugal">Portugal</from>
<description>Official visit.</description></visit></visits>"""
COLT = """TripID,LeaderFullName,LeaderTitle,LeaderCountryISO,CountryVisited,CityVisited,TripStartDate,\
TripEndDate,MetHostHoGS,HostHOGSName
9,Ana Reis,Prime Minister,PRT,Norway,Oslo,5/3/1991,5/4/1991,Yes,Olaf Berg
10,Ana Reis,Prime Minister,PRT,Norway,Oslo,6/3/1991,,,
"""
OWN = (
    '{"id":"e_1","kind":"meeting","status":"occurred","participants":[{"name":"Ana Reis","country":"PRT"},'
    '{"name":"Olaf Berg","office":"king"}],"start":"1991-05-03","end":"1991-05-03",'
    '"place":{"name":"Oslo","country":"NOR"}}'
)


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def told(page: Page) -> list[tuple[str | None, tuple[str, ...], str, str]]:
    """Kind, names and days of what a row says."""
    return [
        (m.mention.kind, m.names, str(m.interval.start), str(m.interval.end))
        for m in place_in_time(process(page))[1]
        if m.interval
    ]


def test_travels(tmp_path: Path) -> None:
    (page,) = read_file(write(tmp_path, "t.xml", TRAVELS))
    assert told(page) == [
        ("visit", ("Ivan Kovac", "Portugal"), "1991-05-03", "1991-05-05"),
        ("meeting", ("Ivan Kovac", "Costa"), "1991-05-04", "1991-05-04"),
    ]
    assert row_of(page).complete
    assert page.path == "t.xml#7"


def test_visits(tmp_path: Path) -> None:
    (page,) = read_file(write(tmp_path, "v.xml", VISITS))
    assert told(page) == [("visit", ("Ana Reis", "United States"), "1991-06-01", "1991-06-01")]
    assert not row_of(page).complete


def test_colt(tmp_path: Path) -> None:
    first, second = read_file(write(tmp_path, "c.csv", COLT))
    assert told(first) == [
        ("visit", ("Ana Reis", "Norway"), "1991-05-03", "1991-05-04"),
        ("meeting", ("Ana Reis", "Olaf Berg"), "1991-05-03", "1991-05-04"),
    ]
    assert told(second) == [("visit", ("Ana Reis", "Norway"), "1991-06-03", "1991-06-03")]


def test_blank_is_not_no(tmp_path: Path) -> None:
    """Only "No" says that the host was not met, and only of a host whom the tables know."""
    text = COLT.replace("Yes,Olaf Berg", "No,")
    first, second = read_file(write(tmp_path, "c.csv", text.replace("Norway", "France")))
    statuses = [event.status.status for event in process(first).events]
    assert statuses == [Status.OCCURRED, Status.NOT_HELD]
    assert len(process(second).events) == 1


def test_own_lines(tmp_path: Path) -> None:
    (page,) = read_file(write(tmp_path, "own.jsonl", OWN))
    assert told(page) == [("meeting", ("Ana Reis", "Olaf Berg"), "1991-05-03", "1991-05-03")]


def spans_hold(reading: Reading) -> bool:
    """Say whether the words of everyone who takes part, states aside, hold the last word of the name."""
    text = reading.article.text
    people = (p for event in reading.events for p in event.participants if p.referent.kind == "person")
    return all(person.referent.name.split()[-1] in person.span.slice(text) for person in people)


@pytest.mark.parametrize(("name", "text"), [("t.xml", TRAVELS), ("c.csv", COLT), ("o.jsonl", OWN)])
def test_all_is_official_and_has_its_words(tmp_path: Path, name: str, text: str) -> None:
    for page in read_file(write(tmp_path, name, text)):
        reading = process(page)
        assert spans_hold(reading)
        assert [a.source_kind for a in reading.attributions] == ["official"]
        assert reading.attributions[0].content[0].end == len(reading.article.text)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.xml", "<trips><trip>", "not sound XML"),
        ("b.xml", "<feed><item/></feed>", "no official record that is known"),
        ("c.csv", "name,age\nAna,7\n", "no column LeaderFullName"),
        ("d.jsonl", '{"text": "hello"}\n', "no event of our export"),
        ("e.jsonl", '{"participants": [\n', "line 1 is not JSON"),
        ("f.csv", " \n", "is empty"),
        ("g.xml", "<trips><trip><id>1</id></trip></trips>", "no row with the cells"),
        ("h.xml", '<!DOCTYPE x [<!ENTITY a "b">]><trips/>', "declares entities"),
    ],
)
def test_other_files_get_one_clear_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said) as caught:
        read_file(write(tmp_path, name, text))
    assert "\n" not in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: no such file"):
        read_file(tmp_path / "nothing.xml")


def test_days_that_are_none_leave_the_row_out(tmp_path: Path) -> None:
    (page,) = read_file(write(tmp_path, "t.xml", TRAVELS.replace("1991-05-03", "sometime")))
    with pytest.raises(PageError, match="sometime"):
        process(page)
