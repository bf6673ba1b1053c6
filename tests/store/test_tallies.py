"""What is counted as events come and go is what counting them all anew gives."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.judging import Signature, judge_field, judge_same, split_mention, undo
from dateline.pipeline import RULES, process, rebuild_all, update
from dateline.store.desk import company_of, offices_of, search_all
from dateline.store.ledger import Ledger
from dateline.store.overview import count_by_pair, count_by_place
from dateline.store.queries import EventFilter, all_events
from dateline.store.tallies import tally_all
from tests.make import make_page

ANN = Signature("Ann Coder", "as read")
PAGES = (
    "Chilean President Ann Abel met Bolivian President Bo Berg in La Paz on 3 May 2016.\n",
    "Bolivian President Bo Berg met Chilean President Ann Abel in La Paz on 3 May 2016. A dam was the matter.\n",
    "Chilean President Ann Abel met Peruvian President Cy Cole in Lima on 9 June 2016.\n",
    "Peruvian President Cy Cole will meet Bolivian President Bo Berg in Quito on 12 July 2016.\n",
)
TABLES = ("spot", "who", "who_name", "tie", "label_words")


def tallies(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """The tallies, and the offices noted beside them; rows of labels in no order."""
    found = {table: ledger.database.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    found["record_who"] = ledger.database.execute("SELECT * FROM record_who").fetchall()
    return {table: sorted(map(tuple, rows), key=repr) for table, rows in found.items()}


def counted_anew(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """The tallies that counting the whole record gives; the ledger is left as it was."""
    ledger.database.execute("BEGIN")
    for table in TABLES:
        ledger.database.execute(f"DELETE FROM {table}")
    ledger.database.execute("UPDATE record_who SET office = NULL, country = NULL, day = NULL")
    tally_all(ledger.database)
    found = tallies(ledger)
    ledger.database.execute("ROLLBACK")
    return found


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "tallies.db") as made:
        for text in PAGES:
            made.add_reading(process(make_page(text)), RULES)
        update(made)
        yield made


def test_the_counts_are_those_of_the_record(ledger: Ledger) -> None:
    assert tallies(ledger) == counted_anew(ledger)
    assert {(s.name, s.events) for s in count_by_place(ledger, EventFilter())} >= {("La Paz", 1), ("Lima", 1)}
    assert [(t.left_name, t.right_name, t.events) for t in count_by_pair(ledger, EventFilter())] == [
        ("Ann Abel", "Cy Cole", 1),
        ("Ann Abel", "Bo Berg", 1),
    ]


def test_an_event_read_again_is_counted_once(ledger: Ledger) -> None:
    before = tallies(ledger)
    rebuild_all(ledger)
    assert {k: v for k, v in tallies(ledger).items() if k != "label_words"} == {
        k: v for k, v in before.items() if k != "label_words"
    }


def test_judging_and_taking_back_count_as_counting_anew(ledger: Ledger) -> None:
    met = next(e for e in all_events(ledger) if len(e.reports) == 2)
    split_mention(ledger, met, met.mentions[0], ANN)
    assert tallies(ledger) == counted_anew(ledger)
    assert len([e for e in all_events(ledger) if e.place and e.place.name == "La Paz"]) == 2
    undo(ledger, None, ANN)
    assert tallies(ledger) == counted_anew(ledger)
    (one,) = [e for e in all_events(ledger) if e.place and e.place.name == "La Paz"]
    (other,) = [e for e in all_events(ledger) if e.place and e.place.name == "Lima"]
    judge_same(ledger, one, other, ANN)
    assert tallies(ledger) == counted_anew(ledger)
    met = next(e for e in all_events(ledger) if len(e.reports) == 3)
    judge_field(ledger, met, "edit", "place=Sucre", ANN)
    judge_field(ledger, met, "edit", "status=cancelled", ANN)
    assert tallies(ledger) == counted_anew(ledger)
    undo(ledger, None, ANN)
    assert tallies(ledger) == counted_anew(ledger)


def test_who_met_whom_and_who_held_what(ledger: Ledger) -> None:
    (ann,) = search_all(ledger, "ann").people
    assert {(w.name, w.events) for w in company_of(ledger, ann.entity)} == {("Bo Berg", 1), ("Cy Cole", 1)}
    assert offices_of(ledger, ann.entity) == (("president", "CHL", "2016-05-03", "2016-06-09"),)


def test_words_are_found_while_they_are_typed(ledger: Ledger) -> None:
    found = search_all(ledger, "ann abel me")
    assert len(found.events) == 2
    assert all("Ann Abel" in line.label for line in found.events)
    assert [place.name for place in search_all(ledger, "la p").places] == ["La Paz"]
    assert len(search_all(ledger, "bolivi").pages) == 3
    assert search_all(ledger, "qx").events == ()
