"""The gate opens at whatever the codebook or the cues of speech may tell, and shuts on lines that tell nothing."""

from pathlib import Path

import pytest
import yaml
from spacy.tokens import Doc
from tests.extract.test_attribution import unmark

from dateline.annotate.sentences import load_model
from dateline.extract.codebook import Codebook
from dateline.extract.gate import Gate
from dateline.model.text import BlockKind

CASES = Path(__file__).parents[1] / "cases"


@pytest.fixture(scope="module")
def gate() -> Gate:
    made = Gate.of(load_model(), Codebook.load())
    assert made is not None
    return made


def opened(gate: Gate, *texts: str, kind: BlockKind = BlockKind.BODY) -> list[bool]:
    docs: list[Doc] = [load_model().make_doc(text) for text in texts]
    return gate.open(docs, [kind] * len(docs))


def test_every_frame_of_the_codebook_opens_it(gate: Gate) -> None:
    """No sentence that a frame must match is kept from the parser."""
    shut = [text for frame in Codebook.load().frames for text in frame.yes if opened(gate, text) != [True]]
    assert shut == []


def test_every_attribution_opens_it(gate: Gate) -> None:
    """No sentence of the table of attributions is kept from the parser."""
    groups = yaml.safe_load((CASES / "attribution.yml").read_text(encoding="utf-8"))
    texts = [unmark(case)[0] for group in groups if not group.get("none") for case in group["cases"]]
    assert len(texts) > 100
    assert [text for text in texts if not any(opened(gate, text))] == []


LINES = (
    "Shr 41 cts vs 2.07 dlrs",
    "Qtly div 12 cts vs 11 cts prior",
    "Net 914,000 vs 3,118,000",
    "Oats 12 17 18; barley 7 9 11",
)


@pytest.mark.parametrize("line", LINES)
def test_lines_of_figures_are_shut(gate: Gate, line: str) -> None:
    assert opened(gate, line) == [False]


def test_headlines_are_open(gate: Gate) -> None:
    """The tagger takes a headline's verbs for names, so its words are no evidence."""
    assert opened(gate, LINES[0], kind=BlockKind.TITLE) == [True]


def test_sentences_beside_a_quotation_are_open(gate: Gate) -> None:
    """Who speaks may stand a few sentences away from the words."""
    far = [LINES[0]] * 4
    assert opened(gate, *far, "“Never.”", *far) == [False, *[True] * 7, False]
