"""Attributions over tables of sentences of our own."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dateline.annotate.names import find_names
from dateline.annotate.sentences import load_model, parse_sentences
from dateline.extract.attribution import read_attributions
from dateline.extract.coreference import resolve_references
from dateline.model.claims import Attribution
from dateline.model.text import Article, Block, BlockKind, Span

CASES = Path(__file__).parents[1] / "cases"
MARK = re.compile(r"\{(?P<role>[SQC]) ?|\}")


def make_article(text: str) -> Article:
    """Return an article whose lines are its paragraphs."""
    lines = re.finditer(r"[^\n]+", text)
    return Article("p_test", text, tuple(Block(m.start(), m.end(), BlockKind.BODY) for m in lines))


@lru_cache(maxsize=512)
def read(text: str) -> tuple[Attribution, ...]:
    """Return the attributions of a text."""
    article = make_article(text)
    sentences = parse_sentences(article, load_model())
    return read_attributions(article, sentences, resolve_references(article, sentences, find_names(article, sentences)))


def unmark(marked: str) -> tuple[str, dict[str, list[str]]]:
    """Return a marked sentence's text and the words of each role."""
    parts: dict[str, list[str]] = {"S": [], "Q": [], "C": []}
    text, at, role, opened = "", 0, "", 0
    for match in MARK.finditer(marked):
        text, at = text + marked[at : match.start()], match.end()
        if match["role"]:
            role, opened = match["role"], len(text)
        else:
            parts[role].append(text[opened:])
    return text + marked[at:], parts


def words(pieces: list[str]) -> list[str]:
    """Return the words of the pieces, punctuation left out; a lone mark stands for itself."""
    return [word for piece in pieces for word in re.findall(r"\w+", piece) or [piece.strip()]]


def roles(attribution: Attribution, text: str) -> dict[str, list[str]]:
    """Return the words of an attribution by role."""
    source = [attribution.source.slice(text)] if attribution.source else []
    found = {"S": source, "Q": [attribution.cue.slice(text)], "C": [part.slice(text) for part in attribution.content]}
    return {role: words(pieces) for role, pieces in found.items()}


def table() -> Iterator[Any]:
    """Yield every case of the table with its group."""
    for group in yaml.safe_load((CASES / "attribution.yml").read_text(encoding="utf-8")):
        for case in group["cases"]:
            yield pytest.param(group, case, id=f"{group['group']}: {case[:60]}")


@pytest.mark.parametrize(("group", "case"), list(table()))
def test_sentence(group: dict[str, Any], case: str) -> None:
    text, parts = unmark(case)
    found = read(text)
    if group.get("none"):
        assert [a.cue.slice(text) for a in found] == []
        return
    wanted = {role: words(pieces) for role, pieces in parts.items()}
    match = [a for a in found if roles(a, text) == wanted]
    assert match, [roles(a, text) for a in found]
    assert group.get("act", match[0].act) == match[0].act
    assert group.get("kind", match[0].kind) == match[0].kind


@pytest.mark.parametrize("case", yaml.safe_load((CASES / "attribution_speakers.yml").read_text(encoding="utf-8")))
def test_speaker(case: dict[str, Any]) -> None:
    text = case["text"]
    start = text.index(case["says"])
    said = Span(start, start + len(case["says"]))
    holding = [a for a in read(text) if any(part.covers(said) for part in a.content)]
    inner = min(holding, key=lambda a: a.content[-1].end - a.content[0].start)
    found = {
        "speaker": inner.speaker.name if inner.speaker else None,
        "source_kind": inner.source_kind.value,
        "addressee": inner.addressee.name if inner.addressee else None,
        "kind": inner.kind,
    }
    assert {key: found[key] for key in found if key in case} == {key: case[key] for key in found if key in case}


def test_there_are_three_hundred_cases() -> None:
    assert len(list(table())) >= 300


def test_a_quotation_does_not_reach_over_a_paragraph_to_a_verb_that_could_take_it() -> None:
    text = "“We will stay,” Ek said.\n\nThe letter closes with a promise.\n\nLund opened the fair by ringing a bell."
    assert [a.cue.slice(text) for a in read(text) if a.kind == "direct"] == ["said"]


def test_who_speaks_in_a_transcript() -> None:
    text = "Partial transcript:\n\n“WALLIN: Will she come?\n\n“PELL: She will not come tomorrow."
    spoken = [(a.source.slice(text) if a.source else None, a.content[0].slice(text)) for a in read(text)]
    assert ("PELL", "She will not come tomorrow.") in spoken


def test_inner_attributions_know_the_outer() -> None:
    text = "Novak said that Keller believed the deal was dead."
    outer, inner = read(text)
    assert (outer.within, inner.within) == (None, 0)


def test_spans_slice_to_words_of_the_text() -> None:
    text = "“The wall,” she said, “will come down.” The mayor denied it."
    for attribution in read(text):
        assert attribution.cue.slice(text).strip() == attribution.cue.slice(text) != ""
        assert all(part.slice(text).strip() == part.slice(text) != "" for part in attribution.content)
