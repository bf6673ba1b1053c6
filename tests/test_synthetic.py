"""The made-up ledger that load is measured on is a ledger like any other."""

import json
from pathlib import Path

import jsonschema
import pytest
from bench.parts.synthetic_ledger import batches, fill_ledger, main

from dateline.config import RESOURCES
from dateline.export.record import event_object
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events, search_words
from dateline.store.quotes import QuoteFilter, search_quotes


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "s.db")
    fill_ledger(made, 60)
    return made


def test_its_record_is_valid_and_every_word_quoted_stands_on_its_page(ledger: Ledger) -> None:
    schema = json.loads((RESOURCES / "schema" / "record.schema.json").read_text())
    events = list(all_events(ledger))
    assert len(events) == 60
    for event in events:
        jsonschema.Draft202012Validator(schema).validate(event_object(event))
        for statement in event.statements:
            assert statement.span.slice(ledger.reading(statement.page).article.text) == statement.quote


def test_it_can_be_searched(ledger: Ledger) -> None:
    quotes = search_quotes(ledger, QuoteFilter(about="settled"))
    assert len(quotes) >= 60
    assert search_words(ledger, "settled")


def test_the_same_seed_makes_the_same_world() -> None:
    assert list(batches(12, 3)) == list(batches(12, 3))
    assert list(batches(12, 3)) != list(batches(12, 4))


def test_a_file_that_is_there_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.db"
    path.write_text("mine")
    with pytest.raises(SystemExit, match="exists already"):
        main([str(path)])
    assert path.read_text() == "mine"
