"""Who copies whom: by credit, by day, by the clock; with the passages shown."""

import pytest

from dateline.match.copies import Copy, find_copies, publisher_graph
from dateline.match.reuse import group_reports
from dateline.model.text import Article, Block, BlockKind
from tests.match.test_reuse import LEAD, OWN, QUOTED, SPUN


def article(page: str, text: str, **given: object) -> Article:
    return Article(page, text, (Block(0, len(text), BlockKind.BODY),), **given)  # type: ignore[arg-type]


def copies(*articles: Article) -> tuple[Copy, ...]:
    return find_copies(articles, group_reports(articles))


def test_the_later_report_follows_the_earlier() -> None:
    (copy,) = copies(article("a", LEAD, published="2020-03-05"), article("b", SPUN, published="2020-03-04"))
    assert (copy.page, copy.origin, copy.because) == ("a", "b", "published later")
    assert copy.whole
    assert copy.spun
    assert copy.share > 0.7


def test_passages_lie_in_the_copys_own_text() -> None:
    later = article("a", f"{OWN} {QUOTED}", published="2020-03-06")
    (copy,) = copies(later, article("b", f"{QUOTED} {LEAD}", published="2020-03-05"))
    (passage,) = copy.passages
    assert passage.left.slice(later.text).startswith("We will not let anyone climb")
    assert not copy.whole  # a shared quotation alone is no copy


def test_who_credits_an_agency_follows_its_report_whatever_the_day() -> None:
    wire = article("z", LEAD, publisher="Reuters", published="2020-03-06")
    (copy,) = copies(wire, article("a", LEAD, publisher="Quay Post", byline=("Reuters",), published="2020-03-05"))
    assert (copy.page, copy.origin, copy.because) == ("a", "z", "credits Reuters")


@pytest.mark.parametrize(
    ("left", "right", "because"),
    [
        (None, None, None),
        ("2020-03-05", "2020-03-05", None),
        ("2020-03-05T08:00:00+00:00", "2020-03-05T09:30:00+00:00", "published later"),
        ("2020-03-05T08:00:00+00:00", "2020-03-05T07:30:00-05:00", None),  # two zones: the clocks do not tell
        (None, "2020-03-05", None),
    ],
)
def test_what_is_not_known_is_left_open(left: str | None, right: str | None, because: str | None) -> None:
    (copy,) = copies(article("a", LEAD, published=left), article("b", LEAD, published=right))
    assert copy.because == because


def test_publishers_by_how_often_they_follow() -> None:
    found = copies(
        article("a", LEAD, published="2020-03-05"),
        article("b", LEAD, published="2020-03-06"),
        article("c", OWN, published="2020-03-06"),
    )
    assert publisher_graph(found, {"a": "Quay Post", "b": "Harbour News", "c": "Quay Post"}) == {
        ("Harbour News", "Quay Post"): 1
    }
