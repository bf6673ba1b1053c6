"""Sport, business, figures of speech and the arts do not make political events."""

from pathlib import Path

import pytest
import yaml
from tests.extract.reading import read_text

from dateline.extract.codebook import Codebook
from dateline.extract.frames import Match, match_frames
from dateline.extract.lookalikes import is_elsewhere

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "lookalikes.yml").read_text(encoding="utf-8"))
WORLDS = [name for name in CASES if name != "floor"]
OWN = Codebook.load()


def told(text: str) -> list[Match]:
    """Return the matches that would become events: outside sport, with someone who takes part."""
    read = read_text(text)
    return [
        matches[0]
        for sentence in read.sentences
        if not is_elsewhere(sentence)
        for token in sentence.doc
        if (matches := match_frames(sentence, token, read.references, OWN)) and matches[0].fillers
    ]


def test_lookalikes_are_two_hundred() -> None:
    assert sum(len(CASES[name]) for name in WORLDS) >= 200


def test_lookalikes_tell_no_event() -> None:
    wrong = [text for name in WORLDS for text in CASES[name] if told(text)]
    assert len(wrong) <= CASES["floor"], wrong


@pytest.mark.parametrize(
    "text",
    [
        "France beat Croatia 4-2 in the final.",
        "The striker scored two goals in the second half of the match.",
    ],
)
def test_sport_is_elsewhere(text: str) -> None:
    assert is_elsewhere(read_text(text).sentences[0])


@pytest.mark.parametrize(
    "text",
    [
        "Russia and Ukraine exchanged fire across the line.",
        "The senate voted 52-48 to pass the bill.",
        "The opposition won the final round of the election.",
    ],
)
def test_politics_is_not_elsewhere(text: str) -> None:
    assert not is_elsewhere(read_text(text).sentences[0])
