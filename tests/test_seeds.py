"""The real seed pages through the whole product, held to what the issues ask; skipped where they are absent."""

import json
from pathlib import Path

import pytest
from bench.seeds import run
from rich.console import Console

from dateline.export.terminal import event_view
from dateline.model.record import Event, Field, Statement
from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events
from tests.make import SHARED, needs_seeds

FLOORS = {
    "main.whole": 1.0,
    "events.found": 1.0,
    "events.status": 10 / 11,
    "events.who": 9 / 11,
    "events.date": 8 / 9,
    "events.pages": 10 / 11,
    "events.duration": 1.0,
    "events.provenance": 1.0,
    "acts": 11 / 14,
    "quotes.found": 24 / 25,
    "quotes.speaker": 22 / 25,
    "furniture": 1.0,
    "text": 1.0,
    "metadata": 1.0,
}


@needs_seeds
def test_the_seed_pages() -> None:
    report = run(SHARED / "seeds")
    low = {key: report.figures[key] for key, floor in FLOORS.items() if report.figures[key] < round(floor, 3)}
    assert not low, "\n".join(report.cases)
    assert report.figures["main.duplicates"] == 0


@pytest.fixture(scope="module")
def events(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Event]:
    """The events of the gold file, by its ids, as the product's own ledger tells them."""
    gold = json.loads((SHARED / "gold" / "seeds.json").read_text(encoding="utf-8"))["events"]
    path: Path = tmp_path_factory.mktemp("seeds") / "seeds.db"
    kit = load_kit()
    with Ledger(path) as ledger:
        list(add_pages(ledger, [str(SHARED / "seeds")], kit))
        update(ledger, kit)
        told = list(all_events(ledger))
    return {g["id"]: found for g in gold if (found := next((e for e in told if fits(g, e)), None))}


def fits(gold: dict[str, object], event: Event) -> bool:
    """Say whether an event is the one that an entry of the gold file means."""
    people, days = set(gold["participants"]), (gold["start"], gold["end"])  # type: ignore[call-overload]
    dated = event.start is not None and days[0][0] <= event.start and (event.end or event.start) <= days[1][-1]  # type: ignore[index]
    kinds = event.kind in gold["kinds"]  # type: ignore[operator]
    held = event.status.value in gold["status"] or (gold["importance"] == "not-held") == (event.status != "occurred")  # type: ignore[operator]
    return people <= {p.name for p in event.participants} and dated and kinds and held


def field(event: Event, name: str) -> tuple[Field, list[Statement]]:
    """A field of an event, with the statements behind it."""
    found = next(f for f in event.fields if f.name == name)
    return found, [s for s in event.statements if s.id in found.statements]


def shown(event: Event) -> str:
    """What `dateline show` prints of an event."""
    console = Console(width=400, no_color=True)
    with console.capture() as capture:
        console.print(event_view(event))
    return capture.get()


@needs_seeds
class TestWhatMustShow:
    """Each line of the gold file's `must_show`, in the gold file's order."""

    def test_a_length_and_a_word_for_it_agree(self, events: dict[str, Event]) -> None:
        duration, told = field(events["lima-2016-obama-putin"], "duration")
        assert (duration.value, duration.state.value) == ("PT4M", "agreed")
        assert {"White House"} <= {s.source for s in told if s.value == "PT4M"}
        assert {s.value for s in told} == {"PT4M", "brief"}

    def test_a_silence_is_followed_by_an_account(self, events: dict[str, Event]) -> None:
        account, told = field(events["lima-2016-obama-putin"], "account")
        assert account.state.value == "updated"
        assert {s.polarity for s in told if s.source == "White House"} == {"neg", "pos"}
        assert "gave no account" in shown(events["lima-2016-obama-putin"])

    def test_an_inferred_day_says_how(self, events: dict[str, Event]) -> None:
        day, _ = field(events["lima-2016-obama-putin"], "date")
        assert (day.value, day.state.value) == ("2016-11-20", "inferred")
        text = shown(events["lima-2016-obama-putin"])
        assert all(word in text for word in ("Sunday", "APEC", "is called president"))

    def test_accounts_of_the_outcome_conflict(self, events: dict[str, Event]) -> None:
        outcome, told = field(events["hangzhou-2016-obama-putin"], "outcome")
        assert outcome.state.value == "conflicting"
        assert {(s.source, s.polarity) for s in told} >= {("Barack Obama", "neg"), (None, "pos")}
        assert {s.page for s in told if s.polarity == "neg"} == {
            r.page for r in events["hangzhou-2016-obama-putin"].reports
        }
        assert "no agreement" in shown(events["hangzhou-2016-obama-putin"])

    def test_a_shared_sentence_is_shown(self, events: dict[str, Event]) -> None:
        assert events["hangzhou-2016-obama-putin"].shared
        assert "shared by two reports" in shown(events["hangzhou-2016-obama-putin"])

    def test_the_setting_and_one_day_in_two_words(self, events: dict[str, Event]) -> None:
        venue, _ = field(events["danang-2017-trump-putin"], "venue")
        assert venue.value == "gala dinner"
        _, told = field(events["danang-2017-trump-putin"], "date")
        assert len({s.quote for s in told}) > 1
        assert {s.value for s in told} == {"2017-11-10"}

    def test_one_encounter_after_another(self, events: dict[str, Event]) -> None:
        first, then = events["hangzhou-2016-obama-hollande-merkel"], events["hangzhou-2016-obama-putin"]
        assert first.id != then.id
        assert first.start == then.start
        assert (first.id, "follows") in {(r.event, r.relation) for r in then.related}

    def test_separate_talks_are_no_threesome(self, events: dict[str, Event]) -> None:
        talks = events["obama-australia-canada-2016"]
        assert talks.format == "bilateral"
        assert sum("leader of" in p.name for p in talks.participants) == 2

    def test_who_ruled_it_out_and_who_did_not(self, events: dict[str, Event]) -> None:
        talks = events["danang-2017-substantive-talks"]
        _, told = field(talks, "status")
        said = {(s.source, s.value) for s in told}
        assert talks.status == "disputed"
        assert {("Sarah Sanders", "not-held"), ("Kremlin", "planned"), ("Trump administration", "planned")} <= said
        assert all(name in shown(talks) for name in ("Sarah Sanders", "Kremlin"))
