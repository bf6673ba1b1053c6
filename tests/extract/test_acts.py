"""The acts of all sixteen types are found in whole sentences, with those who take part."""

from pathlib import Path

import pytest
import yaml
from tests.extract.reading import read_text

from dateline.extract.codebook import Codebook
from dateline.extract.events import best_matches
from dateline.extract.frames import Match

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "acts.yml").read_text(encoding="utf-8"))


def names(match: Match) -> str:
    """Return the names of all who take part, in one string."""
    return " / ".join(filler.mention.referent.name for filler in match.fillers)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_act_is_found(case: dict[str, str]) -> None:
    read = read_text(case["text"])
    matches = [m for s in read.sentences for m in best_matches(s, read.references, Codebook.load())]
    told = [names(match) for match in matches if match.frame.type == case["type"]]
    assert any(all(any(n in found for n in who.split("|")) for who in case["who"]) for found in told), told


def test_a_credit_before_a_caption_takes_no_part() -> None:
    read = read_text("AP:Associated Press Chilean soldiers and Peru carry out an army exercise today.")
    matches = [m for s in read.sentences for m in best_matches(s, read.references, Codebook.load())]
    assert not any("Associated Press" in names(match) for match in matches)


def test_a_missile_is_not_aimed_at_where_it_is_fired_from() -> None:
    read = read_text("Chad's missile was fired from a hill in the Chadian capital of Ndjamena.")
    (match,) = [m for s in read.sentences for m in best_matches(s, read.references, Codebook.load())]
    assert names(match) == "Chad"
