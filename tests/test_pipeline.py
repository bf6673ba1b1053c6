"""The laws of the data, on the example pages: spans, twice is once, order, ids, schemas."""

import json
from itertools import permutations
from pathlib import Path
from random import Random

import jsonschema
import pytest

from dateline.config import RESOURCES
from dateline.errors import PageError
from dateline.export.reading import reading_object
from dateline.export.record import event_object
from dateline.model.claims import Reading
from dateline.model.record import Event
from dateline.model.text import Page
from dateline.pipeline import (
    RULES,
    Kit,
    add_pages,
    load_kit,
    place_alone,
    process,
    process_together,
    read_pages,
    rebuild_all,
    update,
)
from dateline.read.source import find_pages
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events
from tests.make import make_page

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


@pytest.fixture(scope="module")
def readings(kit: Kit) -> list[Reading]:
    found = list(read_pages([str(EXAMPLES)], kit))
    assert all(isinstance(item, Reading) for item in found)
    return [item for item in found if isinstance(item, Reading)]


def record_of(path: Path, readings: list[Reading], kit: Kit, *, steps: bool = False) -> list[Event]:
    with Ledger(path) as ledger:
        for reading in readings:
            ledger.add_reading(reading, RULES)
            if steps:
                update(ledger, kit)
        update(ledger, kit)
        return list(all_events(ledger))


def content(events: list[Event]) -> list[str]:
    """All that an event says, but for the ids that are minted."""
    return sorted(
        json.dumps({**event_object(e), "id": None, "related": len(e.related)}, sort_keys=True) for e in events
    )


def test_every_span_slices_to_its_words(readings: list[Reading], tmp_path: Path, kit: Kit) -> None:
    texts = {reading.page.id: reading.article.text for reading in readings}
    events = record_of(tmp_path / "a.db", readings, kit)
    statements = [s for event in events for s in event.statements]
    assert len(statements) > 100
    for statement in statements:
        assert statement.quote
        assert texts[statement.page][statement.span.start : statement.span.end] == statement.quote


def test_blocks_are_in_order_and_apart(readings: list[Reading]) -> None:
    for reading in readings:
        ends = [0, *(block.end for block in reading.article.blocks)]
        for block, end in zip(reading.article.blocks, ends, strict=False):
            assert end <= block.start < block.end <= len(reading.article.text)


def test_plain_text_keeps_its_characters(readings: list[Reading]) -> None:
    for reading in readings:
        if reading.page.media == "text":
            assert reading.article.text == reading.page.data.decode()


def test_reading_twice_is_reading_once(kit: Kit, tmp_path: Path) -> None:
    with Ledger(tmp_path / "twice.db") as ledger:
        first = [o.result for o in add_pages(ledger, [str(EXAMPLES)], kit)]
        update(ledger, kit)
        before = content(list(all_events(ledger)))
        again = [o.result for o in add_pages(ledger, [str(EXAMPLES)], kit)]
        update(ledger, kit)
        assert set(first) == {"added"}
        assert set(again) == {"known"}
        assert content(list(all_events(ledger))) == before


@pytest.mark.parametrize("seed", range(6))
def test_order_changes_nothing(readings: list[Reading], kit: Kit, tmp_path: Path, seed: int) -> None:
    expected = content(record_of(tmp_path / "first.db", readings, kit))
    shuffled = list(readings)
    Random(seed).shuffle(shuffled)
    assert content(record_of(tmp_path / "other.db", shuffled, kit, steps=seed % 2 == 0)) == expected


def test_ids_stay_when_all_is_made_again(readings: list[Reading], kit: Kit, tmp_path: Path) -> None:
    with Ledger(tmp_path / "again.db") as ledger:
        for reading in readings:
            ledger.add_reading(reading, RULES)
        update(ledger, kit)
        before = {event.label: event.id for event in all_events(ledger)}
        rebuild_all(ledger)
        assert {event.label: event.id for event in all_events(ledger)} == before


def test_a_page_more_keeps_the_ids_of_events(readings: list[Reading], kit: Kit, tmp_path: Path) -> None:
    for number, (first, *rest) in enumerate(permutations(readings[:3])):
        with Ledger(tmp_path / f"{number}.db") as ledger:
            ledger.add_reading(first, RULES)
            update(ledger, kit)
            before = {event.id for event in all_events(ledger)}
            for reading in rest:
                ledger.add_reading(reading, RULES)
            update(ledger, kit)
            for event in before:
                assert ledger.current_event(event)


def test_the_schemas_hold(readings: list[Reading], kit: Kit, tmp_path: Path) -> None:
    folder = RESOURCES / "schema"
    record = jsonschema.Draft202012Validator(json.loads((folder / "record.schema.json").read_text()))
    read = jsonschema.Draft202012Validator(json.loads((folder / "reading.schema.json").read_text()))
    for reading in readings:
        read.validate(reading_object(reading, place_alone(reading)))
    for event in record_of(tmp_path / "s.db", readings, kit):
        record.validate(event_object(event))


def test_the_example_record(readings: list[Reading], kit: Kit, tmp_path: Path) -> None:
    """The encounters that the example pages tell stand in the record with day, place and people."""
    events = record_of(tmp_path / "e.db", readings, kit)
    told = {
        (event.start, event.place.name if event.place else None, tuple(sorted(p.name for p in event.participants)))
        for event in events
        if event.type == "CONSULT" and event.status.value == "occurred" and event.start == event.end
    }
    assert ("2016-11-20", "Lima", ("Barack Obama", "Vladimir Putin")) in told
    assert ("2016-09-05", "Hangzhou", ("Barack Obama", "Vladimir Putin")) in told
    assert any(day == "2017-11-10" and who == ("Donald Trump", "Vladimir Putin") for day, _, who in told)


def test_pages_read_together_are_read_as_if_alone(kit: Kit) -> None:
    """Neither the company nor the order changes what a page says; one that is refused leaves the others as they are."""
    pages = [page for page in find_pages([str(EXAMPLES)], kit.config) if isinstance(page, Page)]
    empty = make_page("...")
    together = process_together([*pages[::-1], empty, pages[0]], kit)
    assert isinstance(together[len(pages)], PageError)
    assert together[-1] == together[len(pages) - 1] == process(pages[0], kit)
    assert together[: len(pages)][::-1] == [process(page, kit) for page in pages]


def test_one_page_twice_in_a_batch_is_added_once(kit: Kit, tmp_path: Path) -> None:
    """Pages are read together, and still the second of two that are the same is known."""
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text("The presidents of Chile and Peru met in Lima on Monday, officials said.\n")
    with Ledger(tmp_path / "l.db") as ledger:
        assert [o.result for o in add_pages(ledger, [str(tmp_path / "*.txt")], kit)] == ["added", "known"]
