from dateline.match.features import contradiction, score_pair
from dateline.model.claims import Status
from tests.make import make_told


def test_the_same_meeting_in_two_reports() -> None:
    left, right = make_told("a", "Ann Abel", "Bo Berg"), make_told("b", "Ann Abel", "Bo Berg", page="p_2")
    assert contradiction(left, right) is None
    assert "The same people take part" in score_pair(left, right)[1]


def test_different_days_are_different_events() -> None:
    left, right = make_told("a", "Ann Abel", "Bo Berg"), make_told("b", "Ann Abel", "Bo Berg", day="2016-09-07")
    assert contradiction(left, right) == "They are told of different days"


def test_other_company_is_another_event() -> None:
    left, right = make_told("a", "Ann Abel", "Bo Berg"), make_told("b", "Ann Abel", "Cy Cole")
    assert contradiction(left, right) == "Each has people that the other has not"


def test_a_call_is_no_handshake() -> None:
    left = make_told("a", "Ann Abel", "Bo Berg", kind="phone-call")
    assert contradiction(left, make_told("b", "Ann Abel", "Bo Berg", kind="handshake"))


def test_what_was_ruled_out_is_not_what_happened() -> None:
    left = make_told("a", "Ann Abel", "Bo Berg", kind="handshake")
    assert contradiction(left, make_told("b", "Ann Abel", "Bo Berg", status=Status.NOT_HELD))


def test_an_announcement_meets_its_event() -> None:
    left = make_told("a", "Ann Abel", "Bo Berg", status=Status.PLANNED)
    assert contradiction(left, make_told("b", "Ann Abel", "Bo Berg", page="p_2")) is None
