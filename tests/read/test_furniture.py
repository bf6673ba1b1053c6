"""Blocks over whole pages: our marked pages, the laws of blocks, lines broken at a width."""

from pathlib import Path

import pytest
from bench.furniture import score_marked
from bench.parts.marked import load_marked
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.model.text import Block, BlockKind
from dateline.read.furniture import line_key, mark_blocks

PAGES = load_marked(Path(__file__).parents[1] / "pages")
PARTS = st.sampled_from(
    [
        "Share\n",
        "By Ann Day\n",
        "3 May 2016\n",
        "{ad}",
        "They met. ",
        "\n\n",
        "  ",
        "Read more",
        "“No.”\n",
        "é\u2028",
        "(AP) — ",
    ]
)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in mark_blocks(text)]


def tiles(text: str, blocks: tuple[Block, ...]) -> bool:
    """Say whether blocks stand in order, never overlap and leave out only white space and marks of no width."""
    at = 0
    for block in blocks:
        if block.start < at or block.end <= block.start or text[at : block.start].strip().strip("\ufeff\u200b \xa0"):
            return False
        at = block.end
    return not text[at:].strip().strip("\ufeff\u200b \xa0")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_marked_pages_lose_no_body_and_tile(page: object) -> None:
    figures, _ = score_marked([page])  # type: ignore[list-item]
    assert figures["body_kept"] == 1.0
    assert tiles(page.text, mark_blocks(page.text))  # type: ignore[attr-defined]


def test_marked_pages_as_a_whole() -> None:
    figures, _ = score_marked(PAGES)
    assert len(PAGES) >= 20
    assert figures["block_f1"] >= 0.97
    assert figures["furniture_f1"] >= 0.97
    assert figures["metadata"] >= 0.93


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS | st.text(max_size=30), max_size=25))
def test_blocks_tile_any_text(parts: list[str]) -> None:
    text = "".join(parts)
    assert tiles(text, mark_blocks(text))


def test_lines_of_fixed_width_are_one_paragraph() -> None:
    text = (
        "    PARIS, Nov 4 (Agency) - The ministers of the two states that\n"
        "share the lake met on Friday for the first time in nine years, to\n"
        "speak about water.\n"
        "    They will meet again in May, an official said, if nothing in\n"
        "the meantime goes wrong on the border or in parliament.\n"
    )
    found = kinds(text)
    assert [kind for kind, _ in found] == ["dateline", "body", "body"]
    assert found[1][1].endswith("speak about water.")


def test_a_stray_line_break_does_not_cut_a_paragraph() -> None:
    text = (
        "The ministers met on Friday and signed the Lake Treaty on Water and\nfish.\nThey ate at noon in the town hall."
    )
    assert [kind for kind, _ in kinds(text)] == ["body", "body"]


def test_a_page_that_opens_with_its_first_sentence_has_no_title() -> None:
    text = "The ministers met on Friday in a town hall by the lake.\nThey will meet again in May."
    assert [kind for kind, _ in kinds(text)] == ["body", "body"]


def test_lines_that_recur_over_a_site_are_furniture() -> None:
    text = "Ministers meet by the lake\nThe ministers met on Friday in a hall.\nThe Lake in Brief Tonight\n"
    text += "They will meet again in May."
    assert ("body", "The Lake in Brief Tonight") in kinds(text)
    blocks = mark_blocks(text, recurring=frozenset({line_key("The Lake in Brief Tonight")}))
    assert [b.kind for b in blocks][2] is BlockKind.FURNITURE
