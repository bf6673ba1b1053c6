from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.judging import (
    Signature,
    StaleError,
    event_version,
    fresh_event,
    judge_different,
    judge_field,
    judge_same,
    split_mention,
    told_mentions,
    undo,
)
from dateline.model.claims import Status
from dateline.model.record import Event, Field
from dateline.pipeline import RULES, load_kit, process, update
from dateline.store.judgements import act_of
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events, get_event
from tests.make import make_page

ANN = Signature("Ann", "read it again")
PAGES = (
    "Chilean President Ann Abel met Bolivian President Bo Berg in La Paz on 3 May 2016.\n",
    "Bolivian President Bo Berg held talks with Chilean President Ann Abel in La Paz on 3 May 2016.\n",
    "Kenyan President Cy Cole visited Nairobi. He met Ugandan President Di Dahl in Nairobi on 9 June 2014.\n",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    kit = load_kit()
    made = Ledger(tmp_path / "j.db")
    for number, text in enumerate(PAGES):
        made.add_reading(process(make_page(text, path=f"{number}.txt"), kit), RULES)
    update(made, kit)
    return made


def event_of(ledger: Ledger, name: str) -> Event:
    lines = find_events(ledger, EventFilter((name,), type="CONSULT"))
    return max((get_event(ledger, line.id) for line in lines), key=lambda e: len(e.mentions))


def field_of(event: Event, name: str) -> Field:
    return next(field for field in event.fields if field.name == name)


def state(ledger: Ledger) -> set[tuple[str, ...]]:
    lines = find_events(ledger, EventFilter())
    return {tuple(sorted(get_event(ledger, line.id).mentions)) for line in lines}


def test_an_edit_outranks_what_was_read_and_keeps_it(ledger: Ledger) -> None:
    event = event_of(ledger, "Abel")
    judge_field(ledger, event, "edit", "date=2016-05-04", ANN)
    changed = get_event(ledger, event.id)
    assert (changed.start, changed.end) == ("2016-05-04", "2016-05-04")
    assert "4 May 2016" in changed.label
    assert field_of(changed, "date").state == "updated"
    assert "Ann set this (read it again). Read: 2016-05-03" in (field_of(changed, "date").note or "")
    assert {s.id for s in changed.statements} == {s.id for s in event.statements}
    undo(ledger, None, ANN)
    assert get_event(ledger, event.id) == event


def test_status_place_people_and_length_follow_an_edit(ledger: Ledger) -> None:
    event = event_of(ledger, "Abel")
    for said in ("status=cancelled", "place=Lima", "participant=Ann Abel; Eve Egg", "duration=PT9M", "kind=dinner"):
        judge_field(ledger, event, "edit", said, ANN)
    changed = get_event(ledger, event.id)
    assert changed.status == Status.CANCELLED
    assert changed.place is not None
    assert changed.place.country == "PER"
    assert [who.name for who in changed.participants] == ["Ann Abel", "Eve Egg"]
    assert (changed.duration, changed.kind) == ("PT9M", "dinner")


def test_what_is_held_wrong_is_retracted(ledger: Ledger) -> None:
    event = event_of(ledger, "Abel")
    judge_field(ledger, event, "wrong", f"place={field_of(event, 'place').value}", ANN)
    changed = get_event(ledger, event.id)
    assert field_of(changed, "place").state == "retracted"
    assert changed.place is None


def test_what_cannot_be_verified_says_so(ledger: Ledger) -> None:
    event = event_of(ledger, "Abel")
    judge_field(ledger, event, "unverifiable", "date", ANN)
    changed = get_event(ledger, event.id)
    assert changed.start == event.start
    assert "Ann could not verify this" in (field_of(changed, "date").note or "")


@pytest.mark.parametrize("verdict", ["unverifiable", "wrong"])
def test_a_verdict_on_a_field_that_is_gone_says_nothing(ledger: Ledger, verdict: str) -> None:
    event = event_of(ledger, "Abel")
    (edit, *_) = judge_field(ledger, event, "edit", "duration=PT9M", ANN)
    judge_field(
        ledger, get_event(ledger, event.id), verdict, "duration=PT9M" if verdict == "wrong" else "duration", ANN
    )
    undo(ledger, edit.id, Signature("Bo", "a slip"))
    assert get_event(ledger, event.id) == event


@pytest.mark.parametrize("said", ["status=perhaps", "date=soon", "date=2016-05-04/2016-05-01", "place=", "Place!=x"])
def test_a_value_that_cannot_be_is_refused(ledger: Ledger, said: str) -> None:
    with pytest.raises(UsageError):
        judge_field(ledger, event_of(ledger, "Abel"), "edit", said, ANN)


def test_the_mentions_of_an_event_are_listed_with_their_words(ledger: Ledger) -> None:
    event = event_of(ledger, "Abel")
    listed = list(told_mentions(ledger, event))
    assert [ident for ident, _, _ in listed] == list(event.mentions)
    assert len(listed) > 1
    assert all("[" in words and page for _, page, words in listed)


def test_split_then_undo_restores(ledger: Ledger) -> None:
    event, before = event_of(ledger, "Abel"), state(ledger)
    assert len(event.mentions) > 1
    split_mention(ledger, event, event.mentions[0], ANN)
    assert (event.mentions[0],) in state(ledger)
    update(ledger)
    assert (event.mentions[0],) in state(ledger)
    undo(ledger, None, ANN)
    assert state(ledger) == before
    assert get_event(ledger, event.id).mentions == event.mentions


def test_same_joins_what_rules_would_not_and_undo_parts_it(ledger: Ledger) -> None:
    left, right, before = event_of(ledger, "Abel"), event_of(ledger, "Dahl"), state(ledger)
    judge_same(ledger, left, right, ANN)
    joined = get_event(ledger, right.id)
    assert set(joined.mentions) == {*left.mentions, *right.mentions}
    assert get_event(ledger, left.id).id == joined.id
    undo(ledger, None, ANN)
    assert state(ledger) == before


def test_acts_of_the_same_second_are_told_apart(ledger: Ledger) -> None:
    signed = {"author": "Ann", "reason": "", "at": "2020-01-01T00:00:00+00:00"}
    one, more, other = (
        ledger.judge("same", *pair, **signed) for pair in (("m_1", "m_2"), ("m_1", "m_3"), ("m_4", "m_5"))
    )
    assert act_of(ledger, one) == [one, more]
    assert act_of(ledger, other) == [other]


def test_not_the_same_is_never_crossed(ledger: Ledger) -> None:
    left, right = event_of(ledger, "Abel"), event_of(ledger, "Dahl")
    judge_different(ledger, left, right, ANN)
    with pytest.raises(UsageError, match="undo"):
        judge_same(ledger, left, right, Signature("Bo"))
    assert get_event(ledger, left.id).id != get_event(ledger, right.id).id


def test_who_saw_an_older_version_is_told(ledger: Ledger) -> None:
    event = event_of(ledger, "Abel")
    version = event_version(event)
    judge_field(ledger, event, "edit", "date=2016-05-04", ANN)
    with pytest.raises(StaleError, match="look again"), fresh_event(ledger, event.id, version):
        pytest.fail("the change must not begin")


def test_a_judgement_needs_a_name(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="name"):
        judge_field(ledger, event_of(ledger, "Abel"), "edit", "date=2016-05-04", Signature(" "))


@pytest.mark.parametrize(
    ("verdict", "said", "told"),
    [
        ("edit", "shoe=red", "'shoe' is no field; there are"),
        ("edit", "status=eaten", "'eaten' is no status; there are"),
        ("edit", "status", "a value is missing"),
        ("edit", "date=2016-02-30", "'2016-02-30' is no date"),
        ("edit", "date=2016-05-03/2016-05-01", "ends before it begins"),
        ("edit", "duration=P4X", "'P4X' is no duration"),
        ("maybe", "place=Lima", "a verdict is one of"),
    ],
)
def test_a_verdict_that_no_field_can_have_is_refused(ledger: Ledger, verdict: str, said: str, told: str) -> None:
    event = event_of(ledger, "abel")
    with pytest.raises(UsageError, match=told):
        judge_field(ledger, event, verdict, said, ANN)
    assert ledger.judgements() == []


def test_one_event_is_not_held_apart_from_itself_nor_a_mention_that_it_lacks(ledger: Ledger) -> None:
    event, other = event_of(ledger, "abel"), event_of(ledger, "cole")
    with pytest.raises(UsageError, match="this is one event"):
        judge_different(ledger, event, event, ANN)
    with pytest.raises(UsageError, match="no mentions of that id"):
        split_mention(ledger, event, other.mentions[0], ANN)
    assert ledger.judgements() == []
