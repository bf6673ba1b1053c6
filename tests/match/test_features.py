from dataclasses import replace

from dateline.match.company import compare_company, name_described
from dateline.match.contradictions import contradiction
from dateline.match.features import score_pair
from dateline.model.claims import Detail, Interval, MentionKind, Place, Precision, Referent, Status
from dateline.model.record import DatedMention
from dateline.model.text import Span
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


def described(told: DatedMention, name: str, office: str | None = None, country: str | None = None) -> DatedMention:
    """Return the mention with its first participant known by a description only, as each page has its own."""
    first, *others = told.mention.participants
    who = Referent(f"office:{name}", MentionKind.OFFICE, name, office=office, country=country, unnamed=True)
    mention = replace(told.mention, participants=(replace(first, referent=who), *others))
    entities = (f"{told.page}:{who.key}", *told.entities[1:])
    return replace(told, mention=mention, entities=entities, names=(name, *told.names[1:]))


def test_a_description_is_the_same_person_on_another_page_where_the_words_are_the_same() -> None:
    left = described(make_told("a", "X", "Bo Berg"), "Danish activist")
    right = described(make_told("b", "Y", "Bo Berg", page="p_2"), "Danish activist")
    assert compare_company(left, right).same
    assert contradiction(left, right) is None


def test_a_description_is_whom_another_page_names_with_office_and_country() -> None:
    left = described(make_told("a", "X", "Bo Berg"), "Danish activist", "activist", "DNK")
    right = make_told("b", "Ann Abel", "Bo Berg", page="p_2")
    named = replace(right.mention.participants[0].referent, office="activist", country="DNK")
    people = (replace(right.mention.participants[0], referent=named), right.mention.participants[1])
    right = replace(right, mention=replace(right.mention, participants=people))
    assert compare_company(left, right).same
    assert compare_company(left, make_told("c", "Ann Abel", "Bo Berg", page="p_2")).apart


def test_two_described_otherwise_are_two() -> None:
    left = described(make_told("a", "X", "Bo Berg"), "Danish activist")
    right = described(make_told("b", "Y", "Bo Berg", page="p_2"), "Swedish envoy")
    assert contradiction(left, right) == "Each has people that the other has not"


def test_the_talks_of_the_summit_are_the_summit() -> None:
    summit = make_told("a", "Ann Abel", "Bo Berg", kind="summit")
    assert contradiction(summit, make_told("b", "Ann Abel", "Bo Berg", kind="talks")) is None
    assert contradiction(summit, make_told("b", "Ann Abel", "Bo Berg", "Cy Cole", kind="talks"))


def test_the_talks_of_one_of_its_days_are_a_part_of_the_summit() -> None:
    summit = make_told("a", "Ann Abel", "Bo Berg", kind="summit")
    assert summit.interval is not None
    long = Interval(summit.interval.start, summit.interval.end.replace(day=7), summit.interval.precision)
    assert contradiction(replace(summit, interval=long), make_told("b", "Ann Abel", "Bo Berg", kind="talks"))


def test_talks_in_a_town_are_no_call() -> None:
    call = make_told("a", "Ann Abel", "Bo Berg", kind="phone-call")
    talks = make_told("b", "Ann Abel", "Bo Berg", kind="talks", place="Hangzhou")
    town = Place("Hangzhou", "CHN", precision="city")
    assert contradiction(call, replace(talks, mention=replace(talks.mention, place=town)))
    assert contradiction(call, make_told("b", "Ann Abel", "Bo Berg", kind="talks")) is None


def test_two_alone_are_not_the_three_of_the_same_page() -> None:
    pair = make_told("a", "Ann Abel", "Bo Berg")
    alone = (Detail("format", "bilateral", Span(0, 4)),)
    counted = (Detail("format", "bilateral", Span(0, 4), inferred_from="the number of participants"),)
    three = make_told("b", "Ann Abel", "Bo Berg", "Cy Cole")
    assert contradiction(replace(pair, mention=replace(pair.mention, details=alone)), three)
    assert contradiction(replace(pair, mention=replace(pair.mention, details=counted)), three) is None


def apart_in_text(told: DatedMention) -> DatedMention:
    """Return the mention with a trigger of its own."""
    return replace(told, mention=replace(told.mention, trigger=Span(6, 9)))


def test_two_encounters_of_one_sentence_with_other_company_are_two() -> None:
    talks = make_told("a", "Ann Abel", "Bo Berg", kind="talks")
    chat = apart_in_text(make_told("b", "Ann Abel", "Bo Berg", "Cy Cole", kind="conversation"))
    assert contradiction(talks, chat)
    assert contradiction(talks, apart_in_text(make_told("b", "Ann Abel", "Bo Berg", kind="conversation"))) is None


def test_what_only_its_page_dates_may_be_of_the_pages_day() -> None:
    told = make_told("a", "Ann Abel", "Bo Berg", page="p_2")
    guessed = replace(make_told("b", "Ann Abel", "Bo Berg", day="2016-09-04"), basis="publication", as_of=told.interval)
    assert contradiction(guessed, told) is None
    assert contradiction(replace(guessed, basis="explicit"), told) == "They are told of different days"


def test_an_earlier_meeting_may_be_some_days_before() -> None:
    told = make_told("a", "Ann Abel", "Bo Berg", day="2016-09-01", page="p_2")
    later = replace(make_told("b", "Ann Abel", "Bo Berg"), basis="publication")
    assert contradiction(later, told) == "They are told of different days"
    assert contradiction(replace(later, mention=replace(later.mention, sequel="earlier")), told) is None


def with_referent(told: DatedMention, who: Referent) -> DatedMention:
    """Return the mention with its first participant replaced."""
    first, *others = told.mention.participants
    mention = replace(told.mention, participants=(replace(first, referent=who), *others))
    return replace(told, mention=mention, entities=(who.key, *told.entities[1:]), names=(who.name, *told.names[1:]))


def test_a_minister_stands_for_the_state_in_another_report_of_the_same_others() -> None:
    state = Referent("country:peru", MentionKind.COUNTRY, "Peru", country="PER", sector="GOV")
    minister = Referent("person:ann abel", MentionKind.PERSON, "Ann Abel", office="minister", country="PER")
    left = with_referent(make_told("a", "X", "Bo Berg", "Cy Cole"), state)
    right = make_told("b", "Y", "Bo Berg", "Cy Cole", page="p_2")
    assert compare_company(left, with_referent(right, minister)).same
    assert compare_company(left, with_referent(right, replace(minister, country="TCD"))).apart
    assert compare_company(left, with_referent(right, replace(minister, office=None))).apart
    union = Referent("organisation:eu", MentionKind.ORGANISATION, "EU", sector="IGO")
    official = replace(minister, sector="IGO", country=None)
    assert compare_company(with_referent(left, union), with_referent(right, official)).same


def test_a_page_takes_up_whom_it_described_by_other_words() -> None:
    first = described(make_told("a", "X", "Bo Berg"), "20 businessmen")
    again = replace(described(make_told("b", "Y", "Bo Berg"), "business leaders"), recap=True)
    assert compare_company(first, again).same
    assert compare_company(first, replace(again, recap=False)).apart


def test_a_journey_over_night_is_one_visit() -> None:
    left = make_told("a", "Ann Abel", "Bo Berg", kind="visit", place="Hangzhou")
    near = make_told("b", "Ann Abel", "Bo Berg", kind="visit", place="Hangzhou", day="2016-09-06", page="p_2")
    far = make_told("b", "Ann Abel", "Bo Berg", kind="visit", place="Hangzhou", day="2016-09-08", page="p_2")
    assert contradiction(left, near) is None
    assert contradiction(left, far) == "They are told of different days"


def headline_of(first: str, second: str) -> DatedMention:
    """Return a headline's mention of two who are described, of no country that is told."""
    told = described(make_told("a", "X", "Y"), first)
    other = described(make_told("a", "Y", "X"), second)
    people = (told.mention.participants[0], other.mention.participants[0])
    mention = replace(told.mention, participants=people, headline=True)
    return replace(
        told, mention=mention, entities=(told.entities[0], other.entities[0]), names=(told.names[0], other.names[0])
    )


def test_a_headline_describes_whom_its_page_names() -> None:
    headline, body = headline_of("envoy", "premier"), make_told("b", "Ann Abel", "Bo Berg")
    assert compare_company(headline, body).same
    named, same = name_described([headline, body])
    assert (set(named.names), same) == ({"Ann Abel", "Bo Berg"}, body)


def test_a_headline_describes_nobody_of_another_country() -> None:
    headline, body = headline_of("envoy", "premier"), make_told("b", "Ann Abel", "Bo Berg")
    told = headline.mention.participants
    danes = tuple(replace(one, referent=replace(one.referent, country="DNK")) for one in told)
    swedes = tuple(replace(p, referent=replace(p.referent, country="SWE")) for p in body.mention.participants)
    headline = replace(headline, mention=replace(headline.mention, participants=danes))
    assert compare_company(headline, replace(body, mention=replace(body.mention, participants=swedes))).apart


def test_a_deed_of_a_month_and_its_denial_are_one() -> None:
    words = "blocked trawlers harbour"
    deed = make_told("a", "Norway", type="COERCE", words=words)
    denied = make_told("b", "Norway", type="COERCE", words=words, status=Status.NOT_HELD, page="p_2")
    assert deed.interval is not None
    month = Interval(deed.interval.start.replace(day=1), deed.interval.end.replace(day=30), Precision.MONTH)
    deed, denied = replace(deed, interval=month), replace(denied, interval=month)
    assert contradiction(deed, denied) is None
    assert contradiction(deed, replace(denied, words=frozenset({"blocked", "ferries", "quay", "weeks", "spring"})))


def test_two_pages_that_describe_alike_and_name_one_town_tell_one_deed() -> None:
    venue = (Detail("venue", "Lundby", Span(0, 4)),)
    left = described(make_told("a", "X", type="ASSAULT", words="gunmen market lundby attack"), "gunmen")
    right = described(make_told("b", "X", type="ASSAULT", words="gunmen market lundby killed", page="p_2"), "gunmen")
    told = [replace(m, mention=replace(m.mention, details=venue)) for m in (left, right)]
    reasons = score_pair(*told)[1]
    assert "Both are told of the same place" in reasons
    assert "Two pages describe those who take part, whom they do not name, by the same words" in reasons
    assert contradiction(*told) is None
    assert score_pair(left, right)[0] < score_pair(*told)[0]
