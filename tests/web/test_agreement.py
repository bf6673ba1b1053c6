"""Agreement of coders, held against the worked examples of Krippendorff's own tutorial."""

import pytest

from dateline.web.agreement import Agreement, Coded, differing, measure_agreement, units_of


def units(*coders: str) -> dict[str, dict[str, str]]:
    """Units from one string of values a coder; a dot is a unit that the coder did not judge."""
    return {
        str(unit): {str(coder): value for coder, value in enumerate(values) if value != "."}
        for unit, values in enumerate(zip(*coders, strict=True))
    }


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        (("0100000010", "1110010000"), 0.095),  # two coders, two values
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),  # four coders with gaps
        (("abcab", "abcab"), 1.0),
        (("ab", "ba"), -0.5),
    ],
)
def test_alpha(coders: tuple[str, ...], alpha: float) -> None:
    found = measure_agreement(units(*coders)).alpha
    assert found == pytest.approx(alpha, abs=0.0006)


def test_alpha_is_not_defined_where_all_values_are_alike() -> None:
    assert measure_agreement(units("aaa", "aaa")) == Agreement(None, 1.0, 3, 2)


def test_what_one_coder_alone_judged_plays_no_part() -> None:
    assert measure_agreement(units("ab...", "..abc")) == Agreement(None, None, 0, 0)


def test_a_later_verdict_replaces_an_earlier_one() -> None:
    told = [
        Coded("u", "e", "date", coder, value, "edit", "", "") for coder, value in (("A", "1"), ("B", "2"), ("A", "2"))
    ]
    assert units_of(told) == {"u": {"A": "2", "B": "2"}}
    assert differing(units_of(told[:2])) == ["u"]
    assert differing(units_of(told)) == []
