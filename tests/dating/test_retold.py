"""What a page tells again of an encounter of earlier days is of its day and place; news of its own day is not."""

import pytest

from dateline.dating.timing import place_in_time
from dateline.pipeline import load_kit, process
from tests.make import make_page

HEAD = "Lamps and letters\n\nJune 20, 2018\n\n"
FIRST = "President Donald Trump met North Korean leader Kim Jong Un in Singapore on June 12. "

CASES = [
    (FIRST + "Trump and Kim talked through an interpreter, an aide said.", "talked", "2018-06-12", "Singapore"),
    (FIRST + "An aide said that the encounter had been short.", "encounter", "2018-06-12", "Singapore"),
    (FIRST + "Trump and Kim spoke by telephone for an hour.", "spoke", "2018-06-20", None),
    (FIRST + "Trump met Shinzo Abe at the White House.", "met Shinzo", "2018-06-20", "Washington"),
    (
        "President Donald Trump and North Korean leader Kim Jong Un talked through an interpreter. "
        "Trump met Kim in Singapore on June 12 too.",
        "talked",
        "2018-06-20",
        None,
    ),
    (
        "President Donald Trump and North Korean leader Kim Jong Un met in Oslo on May 3, 2018. "
        "The two had not spoken since April, when Mr Trump telephoned Mr Kim.",
        "telephoned",
        "2018-04-01",
        None,
    ),
]


@pytest.mark.parametrize(("text", "words", "day", "town"), CASES, ids=[case[0][-40:] for case in CASES])
def test_retold(text: str, words: str, day: str, town: str | None) -> None:
    reading = process(make_page(HEAD + text), load_kit())
    at = reading.article.text.index(words)
    (told,) = [one for one in place_in_time(reading)[1] if one.mention.trigger.start == at]
    assert told.interval is not None
    assert told.interval.start.isoformat() == day
    assert (told.place.name if told.place else None) == town
