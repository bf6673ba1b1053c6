"""Bring a sentence's people together over the article: surnames with full names, spellings of one name.

In: the sheets of all sentences. Out: for each person draft its `Referent`. A surname without a full name in the
article is looked up among those who held office around the day of publication.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from dateline.annotate.drafts import Draft, Sheet
from dateline.annotate.nameends import sons
from dateline.annotate.offices import (
    Term,
    is_courtesy,
    is_listed,
    last_ruler,
    leads,
    load_terms,
    offices_named,
    persons_named,
    terms_of,
)
from dateline.annotate.people import ROMAN, particles
from dateline.annotate.sectors import sector_of_office
from dateline.annotate.spellings import join_servant, same_given, sound_key
from dateline.annotate.titles import title_of_birth
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import Interval, MentionKind, Precision, Referent

NEAR = 400  # days around publication in which an office-holder is called by surname without more
EVER = 40000  # days: for "the late King" and "former President" the tables' whole reach
LONG = 4400  # days before publication for one who has left office: twelve years


@dataclass(slots=True)
class Person:
    """One person of the article and what its mentions tell of them."""

    name: str
    drafts: list[Draft] = field(default_factory=list)
    known: str | None = None  # the name in the table of offices


@dataclass(frozen=True, slots=True)
class Roll:
    """The people of an article: who each draft is, and whom each surname may mean."""

    referents: dict[int, Referent]
    surnames: dict[str, tuple[str, ...]]
    genders: dict[str, str]

    def of(self, draft: Draft) -> Referent:
        """Return the person whom a draft names."""
        return self.referents[id(draft)]


def is_full(name: str) -> bool:
    """Say whether a name has a given name and a surname: Ben Ek has, Ben Ali has not."""
    parts = [fold(part) for part in name.split() if fold(part)]
    words = lexicon("persons")
    if len(parts) > 1 and name[0].isupper() and parts[0] in words.words("given_particles"):
        return " ".join(parts) not in words.words("particle_families")
    own = parts[:-1] if parts[-1:] and parts[-1] in ("jr", "sr") else parts  # Ek Jr. is no full name
    return len([part for part in own if part not in particles()]) > 1


def surnames_of(name: str) -> tuple[str, ...]:
    """Return the folded names by which a full name is taken up again, the likeliest first."""
    parts = fold(name).split()
    known = persons_named(name)
    if len(known) == 1:
        listed = [fold(one) for term in terms_of(known[0])[:1] for one in term.spellings]
        if len(listed) > 1:
            return tuple(dict.fromkeys(one for one in listed[1:] if one))
    if parts[0] in lexicon("persons").words("family_first") and len(parts) in (2, 3):
        given = len(parts) == 2 or parts[0] in lexicon("persons").words("given_too")  # Nguyen Van Ek is Mr Ek
        return (parts[0], *([parts[-1]] if given else []))
    if parts[-1] in ("jr", "sr", "ii", "iii") and len(parts) > 2:
        if " ".join(parts[:-1]) in sons():
            return (" ".join(parts[-2:]),)  # Trump Jr. is never Trump
        whole = " ".join(parts[-2:])
        parts = parts[:-1]
    else:
        whole = parts[-1]
    if len(parts[-1]) == 1:  # Cardi B is Cardi again
        return (parts[0],)
    first = len(parts) - 1
    while first > 1 and parts[first - 1] in particles():
        first -= 1
    joined = fold(name.split()[-1]) if "-" in name.split()[-1] else parts[-1]  # JuJu Ek-Lund is Ek-Lund again
    return tuple(dict.fromkeys((parts[-1], " ".join(parts[first:]), joined, whole)))


def period_of(day: date | None, drafts: Iterable[Draft]) -> Interval | None:
    """Return when the article was written: its day, else when all whom it gives an office with terms held it."""
    if day is not None:
        return Interval(day, day, Precision.DAY)
    period: Interval | None = None
    for draft in drafts:
        if draft.office and not draft.qualifier and is_full(draft.name):
            term = _only_term(draft)
            if term is not None:
                period = _narrow(period, term)
    return period


def _only_term(draft: Draft) -> Term | None:
    offices = offices_named(draft.office or "")
    terms = [term for term in terms_of(draft.name) if term.office in offices]
    return terms[0] if len(terms) == 1 else None


def _narrow(period: Interval | None, term: Term) -> Interval:
    start, end = term.start.start, term.end.end if term.end else date.max
    if period is None:
        return Interval(start, end, Precision.RANGE)
    narrowed = Interval(max(start, period.start), min(end, period.end), Precision.RANGE)
    return narrowed if narrowed.start <= narrowed.end else period


def call_roll(sheets: Sequence[Sheet], day: date | None) -> Roll:
    """Return who the people of the article are."""
    drafts = [draft for sheet in sheets for draft in sheet.drafts if draft.kind == MentionKind.PERSON]
    period = period_of(day, drafts)
    people = _full_people(drafts, period)
    surnames = _index(people)
    order = {id(draft): place for place, draft in enumerate(drafts)}
    for draft in drafts:
        if not is_full(draft.name):
            before = {key for key, one in people.items() if order[id(one.drafts[0])] < order[id(draft)]}
            _place(draft, people, surnames, Scene(period, before))
    return _close(people, surnames, period)


def _full_people(drafts: Iterable[Draft], period: Interval | None) -> dict[str, Person]:
    """Group the drafts with a full name by person; spellings of one name are one person."""
    people: dict[str, Person] = {}
    for draft in drafts:
        if is_full(draft.name):
            known = known_person(draft.name, period)
            key = _same(draft.name, known, people)
            people.setdefault(key, Person(known or _styled(draft), known=known)).drafts.append(draft)
    return people


def known_person(name: str, period: Interval | None) -> str | None:
    """Return the one person of the table whom a full name means around a period, or None."""
    found = persons_named(name)
    if len(found) > 1 and period is not None:
        found = _in_office(name, period)
    if len(found) != 1 or not _shares_given(name, found[0]):
        return None
    return found[0]


def _shares_given(name: str, known: str) -> bool:
    """Guard against namesakes that only sound alike."""
    listed = {fold(one) for term in terms_of(known)[:1] for one in term.spellings}
    return fold(name) in listed or bool(set(fold(name).split()) & set(fold(known).split()))


def _same(name: str, known: str | None, people: dict[str, Person]) -> str:
    key = fold(known or name)
    if key in people:
        return key
    for other, person in people.items():
        if person.known is None and known is None and same_name(key, other):
            return other
    return key


def same_name(left: str, right: str) -> bool:
    """Say whether two folded full names are spellings of one: middle names, initials and transliteration apart."""
    mine, yours = join_servant(left).split(), join_servant(right).split()
    rewrites = load_terms().rewrites
    if sound_key(mine[-1], rewrites) != sound_key(yours[-1], rewrites):
        return False
    first, other = mine[0], yours[0]
    genders = {first_name_gender(left), first_name_gender(right)} - {None}
    if len(genders) < 2 and same_given(first, other, rewrites):
        return not (len(mine) > 2 and len(yours) > 2 and mine[1][0] != yours[1][0])
    return (len(first) == 1 or len(other) == 1) and first[0] == other[0]


def _index(people: dict[str, Person]) -> dict[str, list[str]]:
    surnames: dict[str, list[str]] = defaultdict(list)
    for key, person in people.items():
        for surname in {s for name in {person.name, person.drafts[0].name} for s in surnames_of(name)}:
            surnames[surname].append(key)
    for key in people:  # a given name alone, where nobody has it as surname
        given = key.split()[0]
        if given not in surnames:
            surnames[given] = [key]
    return surnames


@dataclass(frozen=True, slots=True)
class Scene:
    """When the article was written, and which people it has named before the draft at hand."""

    period: Interval | None
    before: set[str]


def _place(draft: Draft, people: dict[str, Person], surnames: dict[str, list[str]], scene: Scene) -> None:
    """Give a draft with one name to the person of the article whom it means, else to one of the table, else its own."""
    key, period = fold(draft.name), scene.period
    found = [one for one in surnames.get(key) or _sounding(key, surnames) if not _clashes(draft, people[one])]
    found = [one for one in found if one in scene.before or not people[one].drafts[0].kin or one.split()[0] == key]
    if title_of_birth(draft.title, draft.office):  # "King Salman" goes by his given name, and is no Mohammed bin Salman
        found = [one for one in found if one.split()[0] == key.split()[0] or people[one].name == _styled(draft)]
    found = _rulers(draft, found, people)
    if found:
        people[_likeliest(draft, found, people, period)].drafts.append(draft)
        return
    titled = fold(f"{draft.title.split()[-1]} {draft.name}") if draft.title and period else key
    known = office_holder(titled if is_listed(titled) else key, draft, period)
    known = (last_ruler(key, period) or known) if draft.ruling else known
    own = fold(known) if known else key
    people.setdefault(own, Person(known or _styled(draft), known=known)).drafts.append(draft)
    if own not in surnames[key]:
        surnames[key].append(own)


def _rulers(draft: Draft, found: list[str], people: dict[str, Person]) -> list[str]:
    """Keep who led a country before "administration", "appointee" and the like; all where the tables know no such one.

    Where they know one who is not among those named, nobody of the article is meant: a Clinton appointee is Bill's.
    """
    if not draft.ruling or len(draft.name.split()) > 1:
        return found
    leading = [one for one in found if (known := people[one].known) and leads(known)]
    return leading if leading or not any(leads(one) for one in persons_named(draft.name)) else []


def _sounding(key: str, surnames: dict[str, list[str]]) -> list[str]:
    """Return whom a surname means by its sound, where the article spells it in two ways: Qandil, Kandil."""
    if len(key) < SPELT:
        return []
    sound = sound_key(key, load_terms().rewrites)
    return [one for name, keys in surnames.items() if sound_key(name, load_terms().rewrites) == sound for one in keys]


SPELT = 5
"""Letters: surnames of fewer sound alike too often, as Lee and Li."""


def _styled(draft: Draft) -> str:
    """Return the one name of someone who goes by it, with the title that news never leave out: "Prince Olav"."""
    if len(draft.name.split()) > 1 and not ROMAN.fullmatch(draft.name.split()[-1]):
        return draft.name
    title = title_of_birth(draft.title, draft.office)
    return f"{title.capitalize()} {draft.name}" if title else draft.name


def _clashes(draft: Draft, person: Person) -> bool:
    """Say whether the draft's title speaks against the person: Mrs against a man, one country against another."""
    gender = gender_of(person)
    if draft.gender and gender and draft.gender != gender:
        return True
    countries = {other.country for other in person.drafts if other.country}
    return bool(draft.country and countries and draft.country not in countries)


def _likeliest(draft: Draft, found: Sequence[str], people: dict[str, Person], period: Interval | None) -> str:
    """Prefer who has the same office, then who is nobody's relative, then who is named most."""
    same = [key for key in found if draft.office and any(d.office == draft.office for d in people[key].drafts)]
    same = same or [key for key in found if draft.office and _held(people[key].known, draft.office, period)]
    own = [key for key in found if not people[key].drafts[0].kin]
    return max(same or own or found, key=lambda key: len(people[key].drafts))


def _held(person: str | None, office: str, period: Interval | None) -> bool:
    """Say whether the tables give a person the office at the time, in full or cut short: Secretary Lund."""
    terms = [term for term in terms_of(person or "") if period is None or term.covers(period)]
    named = {office, *offices_named(office)}
    return any(term.office in named or term.office.startswith(f"{office} ") for term in terms)


def office_holder(surname: str, draft: Draft, period: Interval | None) -> str | None:
    """Return the one office-holder whom a surname without a full name means, or None."""
    if period is None:
        known = [one for one in persons_named(surname) if _fits(one, draft) and (draft.office or _led(one))]
        return known[0] if len(known) == 1 else None
    for reach in (0, NEAR, LONG, *((EVER,) if draft.qualifier in ("late", "former") else ())):
        found = tuple(one for one in _in_office(surname, period, reach) if _fits(one, draft))
        if found:
            return found[0] if len(found) == 1 else _highest(found, period)
    return None


def _in_office(name: str, period: Interval, reach: int = NEAR) -> tuple[str, ...]:
    start = date.fromordinal(max(period.start.toordinal() - reach, 1))
    end = date.fromordinal(min(period.end.toordinal() + min(reach, NEAR), date.max.toordinal()))
    return persons_named(name, Interval(start, end, Precision.RANGE))


def _fits(person: str, draft: Draft) -> bool:
    terms = terms_of(person)
    if draft.country and all(term.country != draft.country for term in terms):
        return False
    offices = offices_named(draft.office or "")
    return not offices or any(term.office in offices for term in terms)


def _led(person: str) -> bool:
    """Say whether the person led one of the countries whose leaders are known by surname without date or title."""
    leaders, countries = offices_named("leader"), lexicon("persons").words("known_alone")
    return any(term.office in leaders and term.country in countries for term in terms_of(person))


def _highest(found: Sequence[str], period: Interval) -> str | None:
    """Return the only one of several who led a country, if there is one."""
    leaders = offices_named("leader")
    leading = [one for one in found if any(t.office in leaders and t.covers(period) for t in terms_of(one))]
    return leading[0] if len(leading) == 1 else None


def gender_of(person: Person) -> str | None:
    """Return male or female, from titles and the first name, or None."""
    told = Counter(draft.gender for draft in person.drafts if draft.gender)
    if told:
        return told.most_common(1)[0][0]
    return first_name_gender(person.name)


def first_name_gender(name: str) -> str | None:
    """Return the gender that a full name's first name tells, or None."""
    parts = fold(name).split()
    if len(parts) < 2 or (parts[0] in lexicon("persons").words("family_first") and len(parts) == 3):
        return None  # "Kim" is no given name in Kim Jong Un
    table = lexicon("persons").get("first")
    male, female = parts[0] in table["male"], parts[0] in table["female"]
    return None if male == female else "male" if male else "female"


def _close(people: dict[str, Person], surnames: dict[str, list[str]], period: Interval | None) -> Roll:
    referents: dict[int, Referent] = {}
    genders: dict[str, str] = {}
    for person in people.values():
        referent = make_referent(person, period)
        gender = gender_of(person)
        if gender:
            genders[referent.key] = gender
        referents.update((id(draft), referent) for draft in person.drafts)
    return Roll(referents, {name: tuple(keys) for name, keys in surnames.items()}, genders)


def make_referent(person: Person, period: Interval | None) -> Referent:
    """Return the person with the office, country and title that the article tells first, else the table's."""
    told = [draft for draft in person.drafts if draft.office]
    office = told[0].office if told else None
    country = next((draft.country for draft in person.drafts if draft.country), None)
    qualifier = next((d.qualifier for d in person.drafts if d.qualifier and (d.office or d.qualifier == "late")), None)
    title = next((draft.title for draft in person.drafts if draft.title), None)
    if person.known:
        office = _settled_office(person.known, office, title, period)
        term = _term_of(person.known, office, period)
        if term is not None:
            office, country = office or term.office, country or term.country
        country = country or _only_country(person.known, office)
    name = person.name
    sector = next((draft.sector for draft in person.drafts if draft.sector), None) or sector_of_office(office, title)
    key = f"{MentionKind.PERSON}:{fold(name)}"
    return Referent(key, MentionKind.PERSON, name, office, title, country, sector, qualifier)


def _settled_office(person: str, office: str | None, title: str | None, period: Interval | None) -> str | None:
    """Return the office told, in full where it was cut short; None for a mere title of birth."""
    terms = terms_of(person)
    if office is None or (is_courtesy(title) and not any(term.office == office for term in terms)):
        return None
    held = [term.office for term in terms if period is None or term.covers(period)]
    named = offices_named(office)
    if office in held or (office in load_terms().ranks and set(held) & set(named)):
        return office
    cut_short = office not in lexicon("titles").words("regnal", "many")
    alike = [one for one in held if one in named] or [
        one for one in held if one.startswith(f"{office} ") or (cut_short and one.endswith(f" {office}"))
    ]
    return alike[0] if alike else office


def _only_country(person: str, office: str | None) -> str | None:
    """Return the country of all terms in the office that the tables have of a person, past ones and all."""
    offices = offices_named(office or "")
    countries = {term.country for term in terms_of(person) if not office or term.office in offices}
    return countries.pop() if len(countries) == 1 else None


def _term_of(person: str, office: str | None, period: Interval | None) -> Term | None:
    terms = terms_of(person)
    offices = offices_named(office or "")
    same = [term for term in terms if term.office in offices] or ([] if office else list(terms))
    if period is not None:
        same = [term for term in same if term.covers(period)]
    return same[-1] if same and len({term.country for term in same}) == 1 else None
