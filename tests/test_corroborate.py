"""The official record as a witness: verdicts, what is added to the ledger, and that nothing of ours is lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.corroborate import AUTHOR, Findings, corroborate
from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events

TRIPS = [
    # id, start, end, country, locale, remarks
    ("1", "1989-02-10", "1989-02-10", "Canada", "Ottawa", "Met with Prime Minister Mulroney."),
    ("2", "1989-05-30", "1989-05-31", "Germany", "Bonn, Mainz", "Met with Chancellor Kohl."),
    ("3", "1989-07-17", "1989-07-18", "Netherlands", "The Hague", "Met with Prime Minister Lubbers."),
    ("4", "1989-10-27", "1989-10-28", "Costa Rica", "San Jose", "Attended a conference."),
    ("5", "1990-11-26", "1990-11-27", "Mexico", "Monterrey", "State visit."),
]
NEWS = [
    # day of the page, text, verdict
    (
        "1989-02-11",
        "President George Bush met Prime Minister Brian Mulroney in Ottawa on 10 February 1989.",
        "confirmed",
    ),
    ("1989-06-04", "President George Bush met Chancellor Helmut Kohl in Bonn on 2 June 1989.", "date-corrected"),
    ("1989-07-18", "President George Bush met Prime Minister Ruud Lubbers in Tokyo on 17 July 1989.", "contradicted"),
    (
        "1990-03-12",
        "President Francois Mitterrand met Chancellor Helmut Kohl in Paris on 11 March 1990.",
        "not covered",
    ),
    (
        "1990-04-12",
        "President George Bush spoke by telephone with Prime Minister Brian Mulroney on 11 April 1990.",
        "not covered",
    ),
]


def travels(folder: Path) -> Path:
    rows = "".join(
        f"<trip><id>{number}</id><role>president</role><name>George H.W. Bush</name><start-date>{start}</start-date>"
        f"<end-date>{end}</end-date><country>{country}</country><locale>{locale}</locale><remarks>{remarks}</remarks></trip>"
        for number, start, end, country, locale, remarks in TRIPS
    )
    path = folder / "travels.xml"
    path.write_text(f"<trips>{rows}</trips>", encoding="utf-8")
    return path


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    pages = tmp_path / "news.jsonl"
    lines = (json.dumps({"id": str(n), "published": day, "text": text}) for n, (day, text, _) in enumerate(NEWS))
    pages.write_text("\n".join(lines), encoding="utf-8")
    with Ledger(tmp_path / "ledger.db") as opened:
        list(add_pages(opened, [str(pages)], load_kit()))
        update(opened)
        yield opened


def by_page(findings: Findings, ledger: Ledger) -> dict[str, str]:
    """The verdict on the encounter of each page, by the page's number."""
    found = {}
    for one in findings.verdicts:
        for mention in ledger.mentions(one.encounter.mentions):
            found[(ledger.page(mention.page).path or "").rpartition("#")[2]] = one.verdict
    return found


def test_verdicts(ledger: Ledger, tmp_path: Path) -> None:
    findings = corroborate(ledger, travels(tmp_path))
    assert by_page(findings, ledger) == {str(n): verdict for n, (_, _, verdict) in enumerate(NEWS)}
    corrected = next(v for v in findings.verdicts if v.verdict == "date-corrected")
    assert corrected.days == 2
    assert "1989-05-30 to 1989-05-31" in corrected.reason


def test_what_the_ledger_lacks(ledger: Ledger, tmp_path: Path) -> None:
    findings = corroborate(ledger, travels(tmp_path), write=False)
    lacking = {(one.row, one.told.mention.kind) for one in findings.missing}
    assert {("travels.xml#4", "visit"), ("travels.xml#5", "visit")} <= lacking
    assert ("travels.xml#1", "meeting") not in lacking


def test_statements_are_official_and_nothing_is_overwritten(ledger: Ledger, tmp_path: Path) -> None:
    before = {row[0] for row in ledger.database.execute("SELECT id FROM statement")}
    ids = {event.id for event in all_events(ledger)}
    corroborate(ledger, travels(tmp_path))
    after = {row[0] for row in ledger.database.execute("SELECT id FROM statement")}
    assert before < after
    assert ids <= {event.id for event in all_events(ledger)}
    event = next(e for e in all_events(ledger) if "Kohl" in e.label and "Bush" in e.label and e.kind == "meeting")
    dates = {(s.value, s.source_kind) for s in event.statements if s.field == "date"}
    assert ("1989-06-02", "own") in dates
    assert ("1989-05-30/1989-05-31", "official") in dates
    assert next(f for f in event.fields if f.name == "date").state == "conflicting"
    for statement in event.statements:
        text = ledger.reading(statement.page).article.text
        assert text[statement.span.start : statement.span.end] == statement.quote


def test_twice_is_once(ledger: Ledger, tmp_path: Path) -> None:
    first = corroborate(ledger, travels(tmp_path))
    judged = len(ledger.judgements())
    second = corroborate(ledger, travels(tmp_path))
    assert by_page(first, ledger) == by_page(second, ledger)
    assert (second.added, len(ledger.judgements())) == (0, judged)


def test_dry_run_adds_nothing(ledger: Ledger, tmp_path: Path) -> None:
    pages = ledger.pages()
    findings = corroborate(ledger, travels(tmp_path), write=False)
    assert findings.count("confirmed") == 1
    assert (ledger.pages(), ledger.judgements()) == (pages, [])


def test_every_row_may_be_added(ledger: Ledger, tmp_path: Path) -> None:
    assert corroborate(ledger, travels(tmp_path), every=True).added == len(TRIPS)


def test_a_person_may_take_the_rule_back(ledger: Ledger, tmp_path: Path) -> None:
    corroborate(ledger, travels(tmp_path))
    rule = next(j for j in ledger.judgements() if j.author == AUTHOR)
    ledger.judge("different", rule.left, rule.right, author="Ann")
    corroborate(ledger, travels(tmp_path))
    from dateline.pipeline import rebuild

    with ledger.transaction():
        rebuild(ledger, {rule.left, rule.right})
    assert len(ledger.events_of((rule.left, rule.right))) == 2


def test_command(ledger: Ledger, tmp_path: Path) -> None:
    args = ["corroborate", str(travels(tmp_path)), "--ledger", str(ledger.path), "--format", "jsonl", "--dry-run"]
    result = CliRunner().invoke(app, args)
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert {row["verdict"] for row in rows} == {"confirmed", "date-corrected", "contradicted", "not covered", "missing"}
    table = CliRunner().invoke(app, [*args[:-2], "table"] if args[-1] != "--dry-run" else [*args[:4], "--dry-run"])
    assert "1 date-corrected" in table.output
