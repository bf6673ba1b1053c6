"""An encounter that names no place was in the town of the headline that names its people, else of the dateline."""

import pytest

from dateline.dating.timing import place_in_time
from dateline.pipeline import load_kit, process
from tests.make import make_page

MET = "President Vladimir Putin and President Barack Obama met on Sunday for four minutes."
CASES = [
    ("Putin and Obama shake hands in Lima\n\nJune 5, 2016\n\n" + MET, "Lima"),
    ("Putin and Obama shake hands in Lima\n\n" + MET, "Lima"),
    ("Putin and Obama on the road to Lima\n\nJune 5, 2016\n\n" + MET, None),
    ("Fishermen strike in Lima\n\nJune 5, 2016\n\n" + MET, None),
    ("Putin and Obama shake hands in Lima and in Quito\n\nJune 5, 2016\n\n" + MET, None),
]


@pytest.mark.parametrize(("text", "town"), CASES, ids=[case[0][:40] + case[0][-20:] for case in CASES])
def test_news_town(text: str, town: str | None) -> None:
    reading = process(make_page(text), load_kit())
    at = reading.article.text.index("met on")
    (told,) = [one for one in place_in_time(reading)[1] if one.mention.trigger.start == at]
    assert (told.place.name if told.place else None) == town
