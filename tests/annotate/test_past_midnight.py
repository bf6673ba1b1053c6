"""A page's clock and the weekday that it names: the next day has begun elsewhere, or it is last week's."""

import pytest
from tests.make import make_article

from dateline.annotate.dates import find_times
from dateline.annotate.sentences import load_model, parse_sentences

TOLD = "Prime Minister Ivo Tarr said he spoke to President Ola Brenn on Tuesday."


@pytest.mark.parametrize(
    ("published", "day"),
    [
        ("2017-08-28T21:31:21", "2017-08-29"),  # Monday night: it is Tuesday in Asia
        ("2017-08-28T21:31:21+09:00", "2017-08-22"),  # Monday night there: 12:31 UTC, no Tuesday anywhere yet
        ("2017-08-28T09:00:00+00:00", "2017-08-22"),
        ("2017-08-28", "2017-08-22"),  # no clock
        ("2017-08-29T21:31:21", "2017-08-29"),
        ("2017-08-30T21:31:21", "2017-08-29"),
    ],
)
def test_a_weekday_told_as_past(published: str, day: str) -> None:
    article = make_article(TOLD, published=published)
    (time,) = find_times(article, parse_sentences(article, load_model()))
    assert time.interval is not None
    assert time.interval.start.isoformat() == day


def test_last_tuesday_is_last_tuesday() -> None:
    article = make_article(TOLD.replace("on Tuesday", "last Tuesday"), published="2017-08-28T21:31:21")
    (time,) = find_times(article, parse_sentences(article, load_model()))
    assert time.interval is not None
    assert time.interval.start.isoformat() == "2017-08-22"
