"""Where the credit of a picture that ran into its caption ends or begins."""

import pytest

from dateline.annotate.credits import credit_before, credit_behind


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("EPA Peru fired a rocket towards the sea", "Peru fired a rocket towards the sea"),
        ("Reuters The leader of Chad rode a horse", "The leader of Chad rode a horse"),
        ("AFP or licensors Olav Ek fired a rocket", "Olav Ek fired a rocket"),
        ("AP:Associated Press Norland fired a rocket", "Norland fired a rocket"),
        ("Image copyright Rex Image caption Lund Police held a man", "Lund Police held a man"),
        ("Reuters Holdings said it would buy a mill", "Reuters Holdings said it would buy a mill"),
        ("EPA Administrator Olav Ek resigned", "EPA Administrator Olav Ek resigned"),
    ],
)
def test_credit_before(text: str, caption: str) -> None:
    assert text[credit_before(text) :] == caption


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("Olav Ek after the award by Queen Astrid PA", "Olav Ek after the award by Queen Astrid"),
        ("He gave an interview to AP", "He gave an interview to AP"),
        ("He spoke to the PA", "He spoke to the PA"),
        ("Ek resigned.", "Ek resigned."),
    ],
)
def test_credit_behind(text: str, caption: str) -> None:
    assert text[: credit_behind(text)].strip() == caption
