"""The table of status cases, and what a reading's cues must be."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest
import yaml

from dateline.annotate.sentences import Sentence, load_model, parse_sentences
from dateline.extract.status import read_status
from dateline.model.claims import Status, StatusReading
from dateline.model.text import Article, Block, BlockKind, Span

CASES = Path(__file__).parents[1] / "cases" / "status.yml"


@lru_cache(maxsize=8)
def parse(text: str, kind: BlockKind = BlockKind.BODY) -> Sentence:
    article = Article("p_1", text, (Block(0, len(text), kind),))
    return parse_sentences(article, load_model())[0]


def read(marked: str, kind: BlockKind = BlockKind.BODY, ordinal: int = 0) -> tuple[Sentence, StatusReading]:
    """Read the status of the `ordinal`-th word between asterisks."""
    words = list(re.finditer(r"\*(.+?)\*", marked))
    sentence = parse(marked.replace("*", ""), kind)
    start = words[ordinal].start() - 2 * ordinal
    tokens = sentence.tokens(Span(start, start + len(words[ordinal].group(1))))
    inside = {token.i for token in tokens}
    return sentence, read_status(sentence, next((t for t in tokens if t.head.i not in inside), tokens[-1]))


def cases() -> Iterator[tuple[str, int, BlockKind, str, str]]:
    for group, texts in yaml.safe_load(CASES.read_text(encoding="utf-8")).items():
        told = group.removeprefix("look-alikes: ")
        status, block = told.split(" in ") if " in " in told else (told, "body")
        status, polarity = status.split(", ") if ", " in status else (status, "neg" if status == "not-held" else "pos")
        for text in texts:
            for ordinal in range(text.count("*") // 2):
                yield text, ordinal, BlockKind(block), status, polarity


@pytest.mark.parametrize(("text", "ordinal", "block", "status", "polarity"), list(cases()))
def test_case(text: str, ordinal: int, block: BlockKind, status: str, polarity: str) -> None:
    _, reading = read(text, block, ordinal)
    assert (reading.status, reading.polarity) == (Status(status), polarity)


def test_there_are_three_hundred_cases() -> None:
    assert len(list(cases())) >= 300


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("The two are not expected to *meet*.", ["not", "expected"]),
        ("The king called off his *visit* to Norland.", ["called"]),
        ("She left without *meeting* the king.", ["without"]),
        ("The two leaders may *meet* in Geneva.", ["may"]),
        ("The two presidents *met* in Geneva.", []),
    ],
)
def test_cues_slice_to_the_words_that_decided(text: str, cues: list[str]) -> None:
    sentence, reading = read(text)
    assert [cue.slice(sentence.text) for cue in reading.cues] == cues
