"""Deeds whose people pages describe: when two reports may mean the same, and how the event names them."""

from dataclasses import replace

from dateline.link import cluster_mentions, link_pair
from dateline.match.blocking import block_keys, meeting_keys
from dateline.match.contradictions import contradiction, hardly_told_alike
from dateline.match.deeds import may_mean, name_parties, parties_apart, parties_fit
from dateline.match.features import score_pair
from dateline.model.claims import Detail, MentionKind, Participant, Referent
from dateline.model.record import DatedMention
from dateline.model.text import Span
from tests.make import make_told

WORDS = "bomb market Lundby killed people police exploded"
ABOUT = ("lundby", "market", "bomb", "ekby")


def group(name: str, sector: str = "CVL", country: str | None = None) -> Referent:
    return Referent(f"group:{name}", MentionKind.GROUP, name, sector=sector, country=country, unnamed=True)


def deed(
    ident: str,
    *,
    actor: Referent | None = None,
    victim: Referent | None = None,
    page: str = "p_1",
    day: str = "2016-09-05",
) -> DatedMention:
    """Return an assault of people who are described."""
    told = make_told(ident, page=page, day=day, type="ASSAULT", words=WORDS)
    roles = [(one, role) for one, role in ((actor, "actor"), (victim, "recipient")) if one]
    people = tuple(Participant(one, role, Span(0, 4)) for one, role in roles)
    entities = tuple(f"{page}:{one.key}" if one.unnamed else one.key for one, _ in roles)
    mention = replace(told.mention, participants=people, frame="assault.kill")
    return replace(told, mention=mention, entities=entities, names=tuple(one.name for one, _ in roles), about=ABOUT)


def counting(told: DatedMention, **counts: str) -> DatedMention:
    details = tuple(Detail(name, value, Span(0, 4)) for name, value in counts.items())
    return replace(told, mention=replace(told.mention, details=details))


def test_a_toll_that_rises_is_one_event() -> None:
    first = counting(deed("a", victim=group("people")), killed=">=12")
    later = counting(deed("b", victim=group("soldiers", "MIL"), page="p_2"), killed="15")
    (cluster,) = cluster_mentions([first, later])
    assert {m.id for m in cluster.mentions} == {"a", "b"}
    assert {name for m in cluster.mentions for name in m.names} == {"soldiers"}


def test_gunmen_may_be_militants_but_no_soldiers() -> None:
    gunmen = deed("a", actor=group("gunmen", "UAF"), victim=group("people"))
    assert contradiction(gunmen, deed("b", actor=group("militants", "REB"), page="p_2")) is None
    assert parties_apart(gunmen, deed("b", actor=group("soldiers", "MIL"), victim=group("nurses", "MED"), page="p_2"))


def test_one_page_describes_two_by_two_words() -> None:
    left = deed("a", actor=group("gunmen", "UAF"), victim=group("people"))
    other = deed("b", actor=group("militants", "REB"), victim=group("nurses", "MED"))
    other = replace(other, mention=replace(other.mention, sentence=Span(20, 40)))
    assert parties_apart(left, other)
    again = deed("c", actor=group("attackers", "UAF"), victim=group("people"))
    again = replace(again, mention=replace(again.mention, sentence=Span(20, 40)))
    assert parties_fit(left, again)


def test_a_state_may_be_its_warplanes_and_a_driver_someone_with_a_name() -> None:
    state = Referent("country:chad", MentionKind.COUNTRY, "Chad", country="TCD", sector="GOV")
    assert may_mean(state, group("warplanes", "MIL", "TCD"))
    assert not may_mean(state, group("warplanes", "MIL", "PER"))
    assert not may_mean(state, group("gunmen", "UAF"))
    person = Referent("person:ann abel", MentionKind.PERSON, "Ann Abel")
    assert may_mean(person, group("driver"))
    assert not may_mean(person, group("drivers"))
    assert not may_mean(person, replace(person, key="person:bo berg", name="Bo Berg"))


def test_who_stands_beside_another_is_not_the_other() -> None:
    both = deed("a", actor=group("soldiers", "MIL"), victim=group("people"))
    extra = Participant(group("villagers"), "recipient", Span(0, 4))
    both = replace(
        both,
        mention=replace(both.mention, participants=(*both.mention.participants, extra)),
        entities=(*both.entities, "p_1:group:villagers"),
        names=(*both.names, "villagers"),
    )
    other = deed("b", victim=group("people"), page="p_2")
    assert {name for m in name_parties([both, other]) for name in m.names} == {"soldiers", "people", "villagers"}


def test_far_counts_speak_against_one_deed() -> None:
    left = counting(deed("a", victim=group("people")), killed="81")
    near = counting(deed("b", victim=group("people"), page="p_2"), killed="84")
    far = counting(deed("b", victim=group("people"), page="p_2"), killed="23")
    assert score_pair(left, far)[0] < score_pair(left, near)[0]


def test_what_shares_no_words_is_joined_by_others_alone() -> None:
    left, right = deed("a", victim=group("people")), deed("b", victim=group("people"), page="p_2")
    assert link_pair(left, right) is not None
    strange = replace(right, words=frozenset({"wounded", "hospital"}))
    assert hardly_told_alike(left, strange)
    assert link_pair(left, strange) is None
    assert contradiction(left, strange) is None


def test_a_sentence_printed_anew_keeps_its_day() -> None:
    left = replace(deed("a", victim=group("people")), basis="relative")
    again = replace(deed("b", victim=group("people"), page="p_2", day="2016-09-06"), basis="relative")
    assert contradiction(left, again) is None
    assert contradiction(left, replace(again, basis="explicit")) == "They are told of different days"
    other = replace(again, words=frozenset({"shots", "were", "heard", "near", "school", "Ekby"}))
    assert contradiction(left, other) == "They are told of different days"


def test_pages_of_one_story_meet_by_their_words() -> None:
    left, right = deed("a", victim=group("people")), deed("b", actor=group("gunmen", "UAF"), page="p_2")
    assert set(block_keys(left)) & set(block_keys(right))
    named = replace(left, mention=replace(left.mention, participants=()))
    met = {other for key in block_keys(right) for other in meeting_keys(key)}
    assert set(block_keys(named)) & met
    answered = {other for key in block_keys(named) for other in meeting_keys(key) if "~" in other}
    assert not set(block_keys(replace(named, id="c", page="p_3"))) & answered
    accusation = replace(named, mention=replace(named.mention, type="ACCUSE"))
    assert not any("~" in key for key in block_keys(accusation))
    assert not set(block_keys(replace(left, interval=None))) & set(block_keys(right))


def test_who_does_one_and_suffers_the_other_parts_them() -> None:
    peru = Referent("country:peru", MentionKind.COUNTRY, "Peru", country="PER", sector="GOV")
    chad = Referent("country:chad", MentionKind.COUNTRY, "Chad", country="TCD", sector="GOV")
    expelled = deed("a", actor=peru, victim=group("diplomats", "GOV"))
    assert parties_apart(expelled, deed("b", actor=chad, victim=peru))
    court = Referent("organisation:court", MentionKind.ORGANISATION, "Court", country="PER", sector="JUD")
    tried = deed("a", actor=court, victim=group("girl"))
    assert parties_fit(tried, deed("b", actor=peru, victim=group("girl"), page="p_2"))
    assert parties_apart(tried, deed("b", actor=chad, victim=group("girls"), page="p_2"))


def test_a_toll_many_times_as_high_is_another_deed() -> None:
    left = counting(deed("a", victim=group("people")), killed="6")
    right = counting(deed("b", victim=group("people"), page="p_2"), killed="30")
    assert contradiction(left, right) == "One counts many times as many as the other, and they are not told of one town"
    assert contradiction(left, counting(right, killed="18")) is None
