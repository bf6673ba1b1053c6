"""What to review first: conflicts before inferences, possible duplicates and weak merges among them."""

from pathlib import Path

import pytest

from dateline.judging import Signature, judge_different, judge_field, keep_mention
from dateline.pipeline import RULES, add_pages, load_kit, process, update
from dateline.store.doubts import CONFLICTING, DUPLICATE, INFERRED, WEAK, Doubt, Settled, find_doubts
from dateline.store.ledger import Ledger
from dateline.store.queries import get_event
from tests.make import make_page

EXAMPLES = Path(__file__).parents[2] / "examples"
ALIKE = (
    "Peruvian President Cy Cole met Bolivian President Bo Berg in Lima on 3 June 2016.\n",
    "Cy Cole, the president of Peru, spoke with Bolivian President Bo Berg by telephone on 3 June 2016.\n",
)
ADA = Signature("Ada")


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made, kit = Ledger(tmp_path_factory.mktemp("doubts") / "doubts.db"), load_kit()
    list(add_pages(made, [str(EXAMPLES)], kit))
    for number, text in enumerate(ALIKE):
        made.add_reading(process(make_page(text, path=f"{number}.txt"), kit), RULES)
    update(made, kit)
    return made


def standing(ledger: Ledger) -> list[Doubt]:
    settled = Settled.by(ledger.judgements())
    return [doubt for doubt in find_doubts(ledger)[0] if not settled.holds(doubt)]


def test_conflicts_come_first(ledger: Ledger) -> None:
    found = standing(ledger)
    assert found[0].kind == CONFLICTING
    assert {INFERRED, WEAK, CONFLICTING} <= {doubt.kind for doubt in found}
    assert [d.weight for d in found] == sorted((d.weight for d in found), reverse=True)
    assert len({d.key for d in found}) == len(found)


def test_a_judged_field_is_no_longer_in_doubt(ledger: Ledger) -> None:
    first = next(d for d in standing(ledger) if d.kind == INFERRED)
    judge_field(ledger, get_event(ledger, first.event), "right", f"{first.field}={first.value}", ADA)
    assert first.key not in {d.key for d in standing(ledger)}


def test_a_kept_mention_is_no_longer_in_doubt(ledger: Ledger) -> None:
    first = next(d for d in standing(ledger) if d.kind == WEAK)
    event = get_event(ledger, first.event)
    keep_mention(ledger, event, first.mentions[0], ADA)
    assert first.key not in {d.key for d in standing(ledger)}
    assert set(get_event(ledger, event.id).mentions) >= set(event.mentions)


def test_two_events_held_apart_are_no_longer_in_doubt(ledger: Ledger) -> None:
    pairs = [d for d in standing(ledger) if d.kind == DUPLICATE]
    for pair in pairs:
        judge_different(ledger, get_event(ledger, pair.event), get_event(ledger, pair.other), ADA)
    assert not [d for d in standing(ledger) if d.kind == DUPLICATE]
