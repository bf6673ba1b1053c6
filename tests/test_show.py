"""What `dateline show` puts first: few words for each value, the most telling ones, and how many more there are."""

import pytest

from dateline.export.evidence import prove
from dateline.model.record import Field, FieldState, Report, Statement
from dateline.model.text import Span


def tell(number: int, quote: str, **other: object) -> Statement:
    """A statement of a field, on page p1 unless told otherwise."""
    told: dict[str, object] = {"field": "date", "value": "2031-03-04", "page": "p1", **other}
    return Statement(f"s{number}", f"m{number}", span=Span(number, number + len(quote)), quote=quote, **told)  # type: ignore[arg-type]


def report(page: str, source: int) -> Report:
    """A report of one page, of one independent source."""
    return Report(page, None, None, None, None, None, None, source)


REPORTS = {"p1": report("p1", 1), "p2": report("p2", 2)}


def shown(field: str, told: list[Statement], value: str = "2031-03-04") -> list[tuple[str, list[str], int]]:
    """The values of a field, the words shown of each, and how many more there are."""
    found = Field(field, value, FieldState.AGREED, tuple(s.id for s in told if s.field == field))
    proofs = prove(found, {s.id: s for s in told}, REPORTS)
    return [(proof.value, [s.quote for s in proof.shown], proof.more) for proof in proofs]


def test_a_word_of_time_comes_before_the_trigger() -> None:
    status = Statement("s0", "m0", "status", "occurred", "p1", Span(10, 13), "met")
    told = [status, tell(10, "met"), tell(30, "Tuesday")]
    assert shown("date", told) == [("2031-03-04", ["Tuesday", "met"], 0)]


def test_each_source_speaks_before_any_speaks_again() -> None:
    told = [tell(n, quote) for n, quote in ((1, "on Tuesday"), (20, "Tuesday"), (40, "the same day"), (60, "that day"))]
    told.append(tell(80, "March 4", page="p2"))
    ((_, words, more),) = shown("date", told)
    assert "March 4" in words[:2]
    assert (len(words), more) == (3, 2)


def test_one_wording_stands_once_and_is_counted() -> None:
    told = [tell(n, "Tuesday") for n in range(10, 90, 10)]
    assert shown("date", told) == [("2031-03-04", ["Tuesday"], 7)]


def test_the_record_s_value_comes_first_and_others_are_kept() -> None:
    told = [tell(n, f"day {n}", value="2031-03-05") for n in (10, 20)] + [tell(50, "the 4th")]
    assert [value for value, _, _ in shown("date", told)] == ["2031-03-04", "2031-03-05"]


@pytest.mark.parametrize("field", ["participant", "topic"])
def test_a_list_shows_each_of_its_values_once(field: str) -> None:
    told = [tell(n, f"name {n}", field=field, value=value) for n, value in ((10, "A"), (20, "A"), (40, "B"))]
    assert [(value, more) for value, _, more in shown(field, told, "A; B")] == [("A", 1), ("B", 0)]
