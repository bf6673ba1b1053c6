"""A dateline's own day, from which its story is told, where the paper came out on the next."""

from dataclasses import replace

import pytest
from tests.make import make_article

from dateline.annotate.dates import filed_day
from dateline.model.text import Block, BlockKind

LINE = "LIMA, March 26 --"


@pytest.mark.parametrize(
    ("line", "published", "day"),
    [
        (LINE, "2000-03-27", "2000-03-26"),
        (LINE, "2000-03-26", "2000-03-26"),
        ("LIMA, 26 March (Agency) -", "2000-03-27", "2000-03-26"),
        (LINE, "2000-04-27", "2000-04-27"),  # an old story on a new page: nobody knows
        ("LIMA --", "2000-03-27", "2000-03-27"),
        (LINE, None, None),
    ],
)
def test_the_day_that_the_words_are_told_from(line: str, published: str | None, day: str | None) -> None:
    article = make_article(f"{line} The king met Ek today.", published=published)
    blocks = (Block(0, len(line), BlockKind.DATELINE), Block(len(line), len(article.text), BlockKind.BODY))
    found = filed_day(replace(article, blocks=blocks))
    assert (found.isoformat() if found else None) == day
