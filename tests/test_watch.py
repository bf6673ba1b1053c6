"""What is new since a mark: on pages of our own, read for real."""

import json
from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.judging import Signature, judge_field
from dateline.pipeline import Kit, add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.marks import get_mark, last_mark, set_mark
from dateline.store.queries import EventFilter, find_events, get_event
from dateline.watch import News, news_row, watch

FIRST = {
    "title": "Brenn receives Tarr in Oslo",
    "publisher": "Fjord Daily",
    "published": "2019-03-05",
    "text": "President Ola Brenn of Norway met Croatian Prime Minister Ivo Tarr in Oslo on 4 March 2019.",
}
DENIED = {
    "title": "Norway denies a meeting",
    "publisher": "Baltic Wire",
    "published": "2019-03-06",
    "text": "President Ola Brenn of Norway and Croatian Prime Minister Ivo Tarr did not meet in Oslo on 4 March 2019, "
    "a spokeswoman for the Norwegian presidency said.",
}
PLANNED = {
    "title": "Tarr to visit Sweden",
    "publisher": "Fjord Daily",
    "published": "2019-03-07",
    "text": "Croatian Prime Minister Ivo Tarr will meet Swedish Prime Minister Eva Lund in Stockholm on 9 March 2019.",
}
HELD = {
    "title": "Lund and Tarr meet",
    "publisher": "Baltic Wire",
    "published": "2019-03-10",
    "text": "Croatian Prime Minister Ivo Tarr met Swedish Prime Minister Eva Lund in Stockholm on 9 March 2019.",
}


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "watched.db")


def add(ledger: Ledger, kit: Kit, *records: dict[str, str]) -> None:
    path = ledger.path.with_suffix(".jsonl")
    path.write_text("\n".join(json.dumps(record) for record in records))
    assert all(outcome.result == "added" for outcome in add_pages(ledger, [str(path)], kit))
    update(ledger, kit)


def news(ledger: Ledger) -> list[News]:
    found = watch(ledger, last_mark(ledger))
    set_mark(ledger)
    return found


def test_new_events_are_told_once(ledger: Ledger, kit: Kit) -> None:
    add(ledger, kit, FIRST)
    (told,) = news(ledger)
    assert (told.kind, told.after) == ("event", "occurred")
    assert news(ledger) == []
    assert [mark.kind for mark in watch(ledger, get_mark(ledger, 0))] == ["event"]


def test_nothing_new_sets_no_mark(ledger: Ledger, kit: Kit) -> None:
    add(ledger, kit, FIRST)
    first = set_mark(ledger)
    assert set_mark(ledger) == first == last_mark(ledger)
    with pytest.raises(UsageError, match="no mark 7"):
        get_mark(ledger, 7)


def test_a_denial_of_what_happened_contradicts_the_record(ledger: Ledger, kit: Kit) -> None:
    add(ledger, kit, FIRST)
    news(ledger)
    add(ledger, kit, DENIED)
    contradiction, status = [n for n in news(ledger) if n.kind in ("contradiction", "status")]
    assert (contradiction.before, contradiction.after) == ("occurred", "not-held")
    assert (status.before, status.after) == ("occurred", "disputed")
    row = news_row(contradiction)
    assert row["statement"]["publisher"] == "Baltic Wire"
    assert row["against"]["quote"] == "met"
    assert news(ledger) == []


def test_a_plan_that_comes_true_is_a_change_and_no_contradiction(ledger: Ledger, kit: Kit) -> None:
    add(ledger, kit, PLANNED)
    news(ledger)
    add(ledger, kit, HELD)
    (told,) = news(ledger)
    assert (told.kind, told.before, told.after) == ("status", "planned", "occurred")


def test_what_pages_bring_at_once_does_not_contradict_itself(ledger: Ledger, kit: Kit) -> None:
    add(ledger, kit, FIRST, DENIED)
    assert {told.kind for told in news(ledger)} == {"event"}


def test_a_persons_word_is_what_the_record_holds(ledger: Ledger, kit: Kit) -> None:
    add(ledger, kit, FIRST)
    (line,) = find_events(ledger, EventFilter(type="CONSULT"))
    judge_field(ledger, get_event(ledger, line.id), "edit", "status=not-held", Signature("Ann", "I was there"))
    assert [n.after for n in news(ledger) if n.kind == "event"] == ["not-held"]
    add(ledger, kit, {**FIRST, "publisher": "Baltic Wire", "published": "2019-03-06"})
    (told,) = news(ledger)
    assert (told.kind, told.before, told.after) == ("contradiction", "not-held", "occurred")
