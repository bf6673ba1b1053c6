"""Stories of the ledger: grouped for real, page by page or at once, with sources, copies and summaries."""

import json
from pathlib import Path
from random import Random

import pytest

from dateline.errors import UsageError
from dateline.pipeline import Kit, add_pages, load_kit, rebuild_all, update
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events, get_event
from dateline.store.shelf import take_all_down, unplaced_articles
from dateline.store.stories import find_lines, get_body, placed_articles
from dateline.stories.copying import publishers, sources_object, sources_of
from dateline.stories.grouping import update_stories
from dateline.stories.story import get_story, stories, story_object
from dateline.summary import summarise_event, summarise_story, summary_object

COPIES = Path(__file__).parents[2] / "docs" / "copies"
CHEESE = {
    "title": "Sudland bans blue cheese",
    "publisher": "Farm Courier",
    "published": "2019-03-06",
    "text": "The government of Sudland banned imports of blue cheese from Varga farms after mould tests failed. "
    "Prime Minister Eva Lund met the Varga farmers' leader Jan Holt in Sudhaven on Wednesday for two hours.",
}
PROTEST = {
    "title": "Varga farmers call cheese ban absurd",
    "publisher": "Varga Echo",
    "published": "2019-03-07",
    "text": "Varga farms called the Sudland import ban on blue cheese absurd; the mould tests were old, farmers said. "
    "Jan Holt, their leader, met Prime Minister Eva Lund in Sudhaven on Wednesday.",
}
TITLES = ("Lighthouse shut as fissures appear", "Norhaven lighthouse closed after cracks are found")


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


def add(ledger: Ledger, kit: Kit, *records: dict[str, str]) -> None:
    path = ledger.path.with_suffix(".jsonl")
    path.write_text("\n".join(json.dumps(record) for record in records))
    list(add_pages(ledger, [str(path)], kit))
    update(ledger, kit)


@pytest.fixture
def ledger(tmp_path: Path, kit: Kit) -> Ledger:
    """The three lighthouse pages and the two on cheese."""
    made = Ledger(tmp_path / "stories.db")
    list(add_pages(made, [str(COPIES)], kit))
    add(made, kit, CHEESE, PROTEST)
    return made


def test_articles_are_grouped_and_copies_count_once(ledger: Ledger) -> None:
    cheese, light = stories(ledger)
    assert (cheese.articles, cheese.sources, cheese.start, cheese.end) == (2, 2, "2019-03-06", "2019-03-07")
    assert (light.articles, light.sources) == (3, 2)
    assert light.title in TITLES
    assert [line.articles for line in stories(ledger, least=3)] == [3]
    assert [line.id for line in stories(ledger, since="2019-03-07")] == [cheese.id]


def test_page_by_page_and_in_any_order_is_the_same(tmp_path: Path, kit: Kit, ledger: Ledger) -> None:
    inputs = [*sorted(COPIES.iterdir()), ledger.path.with_suffix(".jsonl")]
    for seed in range(3):
        Random(seed).shuffle(inputs)
        with Ledger(tmp_path / f"{seed}.db") as other:
            for path in inputs:
                list(add_pages(other, [str(path)], kit))
                update(other, kit)
                update_stories(other)
            assert stories(other) == stories(ledger)
            assert placed_articles(other) == placed_articles(ledger)


def test_adding_a_page_places_it_and_leaves_earlier_ones_where_they_are(ledger: Ledger, kit: Kit) -> None:
    assert unplaced_articles(ledger) == 0
    before = placed_articles(ledger)
    add(ledger, kit, CHEESE, PROTEST, {**PROTEST, "published": "2019-03-09", "publisher": "Late Echo"})
    (newest, *_) = find_lines(ledger)
    assert (newest.articles, newest.end) == (3, "2019-03-09")
    assert before.items() < placed_articles(ledger).items()
    assert update_stories(ledger) == 0


def test_lines_written_page_by_page_are_those_of_all_at_once(ledger: Ledger, kit: Kit) -> None:
    late = {**CHEESE, "published": "2019-03-01", "publisher": "Early Echo"}
    add(ledger, kit, late)
    lines = {line.id: (line, get_body(ledger, line.id)) for line in find_lines(ledger)}
    assert any(body is not None and any(edge.one for edge in body.edges) for _, body in lines.values())
    take_all_down(ledger)
    assert find_lines(ledger) == []
    assert unplaced_articles(ledger) == update_stories(ledger) == 6
    assert {line.id: (line, get_body(ledger, line.id)) for line in find_lines(ledger)} == lines


def test_stories_are_derived(ledger: Ledger, kit: Kit) -> None:
    before = stories(ledger)
    rebuild_all(ledger)
    assert stories(ledger) == before


def test_a_story_has_its_timeline_and_sources(ledger: Ledger) -> None:
    light = get_story(ledger, stories(ledger, least=3)[0].id[:8])
    (met,) = [told for told in light.timeline if told.event.type == "CONSULT"]
    assert (met.articles, met.sources, met.event.start) == (3, 2, "2019-03-04")
    row = story_object(light)
    assert [report["independent_source"] for report in row["reports"]] == [1, 1, 2]
    assert {edge["one_source"] for edge in row["copies"]} == {True, False}


def test_an_unknown_story_is_refused(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no story"):
        get_story(ledger, "y_none")
    with pytest.raises(UsageError, match="more than one"):
        get_story(ledger, "y_")


# --- who copies whom ------------------------------------------------------------------------------------------------


def test_the_copy_the_origin_and_the_words_of_both(ledger: Ledger) -> None:
    found = sources_object(sources_of(ledger, stories(ledger, least=3)[0].id))
    names = {report["page"]: report["name"] for report in found["reports"]}
    (copy,) = [c for c in found["copies"] if c["one_source"]]
    assert (names[copy["page"]], names[copy["origin"]]) == ("The Quay Post, quay-post.txt", "agency.txt")
    assert copy["because"] == "credits Reuters"
    spun = [p for p in copy["passages"] if not p["word_for_word"]]
    assert any("fissures" in p["quote"] and "cracks" in p["origin_quote"] for p in spun)
    text = {page: ledger.reading(page).article.text for page in names}
    for passage in copy["passages"]:
        assert text[copy["page"]][passage["start"] : passage["end"]] == passage["quote"]
        assert text[copy["origin"]][passage["origin_start"] : passage["origin_end"]] == passage["origin_quote"]


def test_events_have_sources_and_publishers_copy_one_another(ledger: Ledger) -> None:
    (line,) = list(find_events(ledger, EventFilter(who=("Brandt",), type="CONSULT")))
    assert sources_of(ledger, line.id).independent == line.sources == 2
    assert publishers(ledger) == {("The Quay Post", "Reuters"): 1}


# --- summaries ------------------------------------------------------------------------------------------------------


def test_every_line_of_a_summary_is_a_sentence_of_a_page(ledger: Ledger) -> None:
    (line,) = find_events(ledger, EventFilter(who=("Holt",), type="CONSULT"))
    found = summary_object(summarise_event(ledger, get_event(ledger, line.id)))
    (sentence,) = found["sentences"]  # the one that also tells how long they met
    assert "for two hours" in sentence["quote"]
    text = ledger.reading(sentence["page"]).article.text
    assert text[sentence["start"] : sentence["end"]] == sentence["quote"]
    assert {"duration: PT2H", "participant: Eva Lund", "date: 2019-03-06"} <= set(sentence["carries"])
    assert all("format" in told for told in found["unstated"])


def test_a_storys_summary_tells_its_chief_events(ledger: Ledger) -> None:
    story = get_story(ledger, stories(ledger, least=3)[0].id)
    told = summarise_story(ledger, story)
    assert any(one.label.startswith("Ida Brandt, Ole Lind: meeting") for one in told)
    assert all(one.lines for one in told)
