"""Say who holds an office that a text describes: someone of the article, else someone of the tables on its day.

In: drafts of offices and people. Out: `Referent`s of people. Descriptions that fit several stay unnamed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spacy.tokens import Token

from dateline.annotate.actors import ranks_of
from dateline.annotate.countries import country_name
from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.joint_titles import name_counterparts, pair_appositions, share_titles
from dateline.annotate.offices import (
    DISPUTED,
    body_named,
    crowned_words,
    holders,
    is_courtesy,
    offices_named,
    sole_country,
    terms_of,
)
from dateline.annotate.persons import Person, Roll, make_referent
from dateline.annotate.presented import give_listed_offices
from dateline.ids import fold
from dateline.model.claims import Interval, MentionKind, Precision, Referent


@dataclass(frozen=True, slots=True)
class Office:
    """What is needed to name an office-holder: the article's people, drafts and time."""

    roll: Roll
    drafts: tuple[Draft, ...]
    period: Interval | None
    home: str | None = None  # the country that the article was filed from, where it speaks of no other

    def people(self) -> list[Referent]:
        """Return the article's people, each once, in order."""
        found = {self.roll.of(d).key: self.roll.of(d) for d in self.drafts if d.kind == MentionKind.PERSON}
        return list(found.values())

    def count(self, person: Referent) -> int:
        """Return how often the article names the person."""
        return sum(1 for d in self.drafts if d.kind == MentionKind.PERSON and self.roll.of(d).key == person.key)


def office_name(draft: Draft) -> str:
    """Return what an unnamed office is called: its own words, or "leader of Australia" for one of several."""
    if draft.country and draft.office and draft.name == draft.office and offices_named(draft.office):
        past = "former " if draft.qualifier == "former" else ""
        return f"{past}{draft.office} of {country_name(draft.country)}"
    lead = country_name(draft.country) if draft.country else ""
    if draft.country and draft.name.endswith("s") and not (draft.office or "").endswith("s"):
        return f"{draft.office} of {lead}"
    return draft.name


def find_holder(draft: Draft, office: Office) -> Referent | None:
    """Return the person who holds the office, the one named most of several, or None."""
    country = draft.country or body_named(draft.title or draft.name) or sole_country(draft.office or "")
    country = country or _at_home(draft, office)
    if country is None and draft.name.lower() in crowned_words() and draft.name.istitle():
        return _crowned(draft, office)
    if draft.qualifier == "-elect":
        return _chosen(draft, country or office.home, office)
    if not draft.definite or not draft.office or not country or draft.qualifier or is_courtesy(draft.title):
        return None
    post = replace(draft, country=country, office=draft.office if draft.country else draft.title or draft.name)
    named = [one for one in office.people() if one.country == country and holds(one, post.office or "")]
    if office.period is not None and _is_contested(post, office.period):
        named = [one for one in named if one.title]  # of two claimants, only whom the text itself gives the office
    if named:
        return max(named, key=office.count)
    return _holder_by_table(post, office)


def _at_home(draft: Draft, office: Office) -> str | None:
    """Return the country that "the prime minister" alone leads: the only one spoken of, if filed there."""
    bare = draft.title is None or draft.title.lower() == draft.office
    known = draft.office in offices_named("leader") or draft.office in offices_named("diplomat")
    if office.home is None or not bare or not known or not draft.definite:
        return None
    rivals = [one for one in office.people() if one.country != office.home and holds(one, draft.office or "")]
    return None if rivals else office.home


def _crowned(draft: Draft, office: Office) -> Referent | None:
    """Return whom "the Queen" means where one alone fits: the article's own, else that of a country it speaks of."""
    named = [one for one in office.people() if (one.title or one.name).split()[-1].lower() == draft.name.lower()]
    named += [one for one in office.people() if one.name.startswith(f"{draft.name} ") and one not in named]
    if named:
        return named[0] if len(named) == 1 else None
    countries = {one.country for one in office.drafts if one.country}
    ever = office.period or Interval(date.min, date.max, Precision.RANGE)
    found = {
        term.person
        for country in sorted(countries)
        for term in holders("monarch", country, ever)
        if term.person.startswith(f"{draft.name} ")
    }
    if len(found) != 1:
        return None
    name = found.pop()
    return make_referent(Person(name, known=name), office.period)


AWAITED = timedelta(days=200)
"""How long after being chosen somebody takes office at the latest: in the tables, five months."""


def _chosen(draft: Draft, country: str | None, office: Office) -> Referent | None:
    """Return whom "the president-elect" means: the one so called by the article, else who is next by the tables."""
    people = office.people()
    called = [one for one in people if one.qualifier == "-elect" and country in (None, one.country)]
    if called:
        return called[0] if len(called) == 1 else None
    when = office.period
    if country is None or when is None or not draft.definite or not draft.office:
        return None
    soon = Interval(when.end + timedelta(days=1), when.end + AWAITED, Precision.RANGE)
    terms = [one for one in holders(draft.office, country, soon) if one.start.start > when.end]
    chosen = {one.person for one in terms if one.elected is not None and one.elected <= when.start}
    name = chosen.pop() if len(chosen) == 1 else None
    if name is None:
        return None
    known = next((one for one in people if fold(one.name) == fold(name)), None)
    found = known or make_referent(Person(name, known=name), when)
    return replace(found, office=found.office or draft.office, country=found.country or country)


def _is_contested(post: Draft, when: Interval) -> bool:
    """Say whether the tables note that two claimed the office at the time."""
    terms = holders(post.office or "", post.country, when)
    return any(term.note.startswith(DISPUTED) for term in terms) and len({term.person for term in terms}) > 1


def holds(person: Referent, office: str) -> bool:
    """Say whether a person's office is the one described, or one of its rank."""
    mine = person.office
    if mine is None or person.qualifier == "former":
        return False
    return mine == office or office in ranks_of(mine) or bool(set(offices_named(office)) & set(offices_named(mine)))


def _holder_by_table(draft: Draft, office: Office) -> Referent | None:
    if office.period is None or draft.office is None or draft.country is None:
        return None
    name = _only_holder(draft.office, draft.country, office.period)
    if name is None:
        return None
    known = next((one for one in office.people() if fold(one.name) == fold(name)), None)
    return known or make_referent(Person(name, known=name), office.period)


def _only_holder(office: str, country: str, when: Interval) -> str | None:
    """Return the one person who held the office, of several that a rank has the highest; None if not one alone."""
    terms = holders(office, country, when)
    order = {name: place for place, name in enumerate(offices_named(office))}
    best = min((order.get(term.office, len(order)) for term in terms), default=None)
    people = {term.person for term in terms if order.get(term.office, len(order)) == best}
    return people.pop() if len(people) == 1 else None


def elected(people: Sequence[Referent], described: Referent) -> Referent | None:
    """Return who "the president-elect" is: one so called, else of two who held the office the later."""
    offices = offices_named(described.office or "")
    called = [one for one in people if one.qualifier == "-elect" and described.country in (None, one.country)]
    if called:
        return called[0]
    terms = [(term, one) for one in people for term in terms_of(one.name) if term.office in offices]
    terms = [(term, one) for term, one in terms if described.country in (None, term.country)]
    for term, one in sorted(terms, key=lambda pair: pair[0].start.start, reverse=True):
        earlier = {other.key for held, other in terms if held.country == term.country and other.key != one.key}
        if earlier:
            return one
    return None


def same_office(office: str, country: str, day: date | None) -> Referent | None:
    """Return who held an office of a country on a day, or its like: a secretary of state's is a foreign minister."""
    if day is None:
        return None
    when = Interval(day, day, Precision.DAY)
    likes = [office, *(rank for rank in ("diplomat", "leader") if office in offices_named(rank))]
    name = next((one for like in likes if (one := _only_holder(like, country, when))), None)
    return make_referent(Person(name, known=name), when) if name else None


def attach_appositions(sheet: Sheet) -> None:
    """Give people the offices set beside them: "Xi, China's president", "the French president, Francois Hollande"."""
    doc = sheet.sentence.doc
    pair_appositions(sheet, _give)
    share_titles(sheet)
    give_listed_offices(sheet)
    for description in list(sheet.of_kind(MentionKind.OFFICE)):
        head = doc[description.last]
        beside = [head.head] if head.dep_ == "appos" else []
        beside += [child for child in head.children if child.dep_ == "appos"]
        for token in beside:
            person = sheet.at(token.i)
            if person is not None and person.kind == MentionKind.PERSON and not _was_then(sheet, description):
                _give(sheet, person, _then(sheet, description))
                break
        else:
            _give_next(sheet, description)
    for person in list(sheet.of_kind(MentionKind.PERSON)):
        _read_country_after(sheet, person)
    name_counterparts(sheet)


def _then(sheet: Sheet, office: Draft) -> Draft:
    """Return an office that is set in the past by the word before it: "then Ireland's president"."""
    before = sheet.token(office.first - 1)
    return sheet.change(office, qualifier="former") if before is not None and before.lower_ == "then" else office


def _was_then(sheet: Sheet, office: Draft) -> bool:
    """Say whether an office was somebody's at the time told of, whatever he is now: "Ek, then the army chief, said"."""
    before = sheet.token(office.first - 1)
    if before is None or before.dep_ != "det":
        return False
    earlier = sheet.token(before.i - 1)
    return earlier is not None and earlier.lower_ == "then"


_LINKS = ("of", "for", "to", "from")
_LONGEST = 5  # tokens between an office and the comma before its holder: "the envoy of the European Union, Ek,"


def _give_next(sheet: Sheet, office: Draft) -> None:
    """Give an office to the person between commas right behind it, however the parser joins them.

    "The emir, Sheikh Ek, was host" and "the envoy of Norland, Bo Lund, said"; not the first of a list.
    """
    doc, comma = sheet.sentence.doc, office.last + 1
    if not office.definite or comma >= len(doc):
        return
    if doc[comma].lower_ in _LINKS:
        comma = next((i for i in range(comma, min(comma + _LONGEST, len(doc))) if doc[i].text == ","), len(doc))
    if comma >= len(doc) or doc[comma].text != ",":
        return
    person = next((one for one in sheet.of_kind(MentionKind.PERSON) if one.first == comma + 1), None)
    if person is None:
        return
    after = sheet.token(person.last + 1)
    closes = after is None or (after.text in (",", ".") and _ends_aside(sheet, after))
    if closes and (person.office is None or is_courtesy(person.title)):
        _give(sheet, person, office)


def _ends_aside(sheet: Sheet, mark: Token) -> bool:
    """Say whether a comma closes an aside and no list goes on behind it: no further name, no "and"."""
    following = sheet.token(mark.i + 1)
    if mark.text == "." or following is None:
        return True
    beyond = sheet.at(following.i)
    return following.lower_ not in ("and", "or") and (beyond is None or beyond.kind != MentionKind.PERSON)


def _give(sheet: Sheet, person: Draft, office: Draft) -> None:
    """Give the person the office, and let the description be one more mention of the person."""
    changed = sheet.change(
        person,
        office=person.office or office.office,
        title=person.title or office.title,
        country=person.country or office.country,
        sector=person.sector or office.sector,
        qualifier=person.qualifier or office.qualifier,
        gender=person.gender or office.gender,
    )
    sheet.change(
        office, kind=MentionKind.PERSON, name=changed.name, form="description", office=changed.office,
        country=changed.country, unnamed=False,
    )  # fmt: skip


def _read_country_after(sheet: Sheet, person: Draft) -> None:
    """Read "of France" behind a title and name."""
    preposition = sheet.token(person.last + 1)
    if not person.title or person.country or preposition is None or preposition.lower_ != "of":
        return
    for index in (person.last + 2, person.last + 3):
        draft, before = sheet.at(index), sheet.token(index - 1)
        if before is not None and before.text == "New":  # a state of another country
            return
        if draft is not None and draft.kind == MentionKind.COUNTRY and draft.form == "name":
            sheet.change(person, country=draft.country)
            return
