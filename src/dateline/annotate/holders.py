"""Say who holds an office that a text describes: someone of the article, else someone of the tables on its day.

In: drafts of offices and people. Out: `Referent`s of people. Descriptions that fit several stay unnamed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dateline.annotate.actors import ranks_of
from dateline.annotate.countries import country_name
from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.offices import DISPUTED, body_named, holders, is_courtesy, offices_named, terms_of
from dateline.annotate.persons import Person, Roll, make_referent
from dateline.ids import fold
from dateline.model.claims import Interval, MentionKind, Precision, Referent


@dataclass(frozen=True, slots=True)
class Office:
    """What is needed to name an office-holder: the article's people, drafts and time."""

    roll: Roll
    drafts: tuple[Draft, ...]
    period: Interval | None

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
        return f"{draft.office} of {country_name(draft.country)}"
    lead = country_name(draft.country) if draft.country else ""
    if draft.country and draft.name.endswith("s") and not (draft.office or "").endswith("s"):
        return f"{draft.office} of {lead}"
    return draft.name


def find_holder(draft: Draft, office: Office) -> Referent | None:
    """Return the person who holds the office, the one named most of several, or None."""
    country = draft.country or body_named(draft.title or draft.name)
    if not draft.definite or not draft.office or not country or draft.qualifier or is_courtesy(draft.title):
        return None
    post = replace(draft, country=country, office=draft.office if draft.country else draft.title or draft.name)
    named = [one for one in office.people() if one.country == country and holds(one, post.office or "")]
    if office.period is not None and _is_contested(post, office.period):
        named = [one for one in named if one.title]  # of two claimants, only whom the text itself gives the office
    if named:
        return max(named, key=office.count)
    return _holder_by_table(post, office)


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
    for description in list(sheet.of_kind(MentionKind.OFFICE)):
        head = doc[description.last]
        beside = [head.head] if head.dep_ == "appos" else []
        beside += [child for child in head.children if child.dep_ == "appos"]
        for token in beside:
            person = sheet.at(token.i)
            if person is not None and person.kind == MentionKind.PERSON:
                _give(sheet, person, description)
                break
    for person in list(sheet.of_kind(MentionKind.PERSON)):
        _read_country_after(sheet, person)


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
        draft = sheet.at(index)
        if draft is not None and draft.kind == MentionKind.COUNTRY and draft.form == "name":
            sheet.change(person, country=draft.country)
            return
