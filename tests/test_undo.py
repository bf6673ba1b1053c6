"""Judgements and undoings at random leave the record as it was, and a rebuild keeps them."""

from pathlib import Path
from random import Random

import pytest
from bench.parts.random_judgements import Crowd, crossed, held_in

from dateline.pipeline import RULES, add_pages, load_kit, process, rebuild_all, update
from dateline.store.ledger import Ledger
from tests.make import make_page

EXAMPLES = Path(__file__).parents[1] / "examples"
PAGES = (
    "Chilean President Ann Abel met Bolivian President Bo Berg in La Paz on 3 May 2016.\n",
    "Bolivian President Bo Berg held talks with Chilean President Ann Abel in La Paz on 3 May 2016.\n",
    "Abel and Berg met in La Paz on 3 May 2016. Later Abel telephoned Ugandan President Di Dahl.\n",
    "Kenyan President Cy Cole visited Nairobi. He met Ugandan President Di Dahl in Nairobi on 9 June 2014.\n",
    "Uganda accused Kenya of jamming radar beacons on 9 June 2014. Kenya denied jamming any radar beacons.\n",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = Ledger(tmp_path / "j.db")
    for number, text in enumerate(PAGES):
        made.add_reading(process(make_page(text, path=f"{number}.txt"), load_kit()), RULES)
    list(add_pages(made, [str(EXAMPLES / "07-syria-blasts.txt")], load_kit()))
    update(made)
    return made


@pytest.mark.parametrize("seed", range(3))
def test_what_is_judged_and_undone_leaves_no_trace(ledger: Ledger, seed: int) -> None:
    before, crowd = held_in(ledger), Crowd(ledger, Random(seed))
    while crowd.done < 25:
        crowd.judge()
        assert not list(crossed(ledger))
    assert held_in(ledger) != before
    crowd.take_all_back()
    assert ledger.judgements() == []
    assert held_in(ledger) == before


def test_a_rebuild_keeps_every_judgement(ledger: Ledger) -> None:
    crowd = Crowd(ledger, Random(7))
    while crowd.done < 20:
        crowd.judge()
    judged, held = ledger.judgements(standing=False), held_in(ledger)
    rebuild_all(ledger)
    assert ledger.judgements(standing=False) == judged
    assert held_in(ledger) == held
