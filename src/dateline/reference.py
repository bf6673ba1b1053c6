"""Give the ledger's people the identifiers of a reference that a user brings; nothing is downloaded.

In: an open ledger and a file of people. Out: `Match`es, each with its reasons: matched, ambiguous (listed, never
merged) or unknown. The reference stays in the ledger; matching is done anew whenever the record is written out, so
that pages added later have their identifiers too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.annotate.countries import country_coded
from dateline.annotate.offices import load_terms, offices_named, persons_named
from dateline.annotate.persons import same_name
from dateline.annotate.spellings import sound_key
from dateline.export.record import filled
from dateline.ids import fold
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events
from dateline.store.references import ReferencePerson, keep_references, list_references
from dateline.witness.references import read_reference

MATCHED, AMBIGUOUS, UNKNOWN = "matched", "ambiguous", "unknown"
COLUMNS = ("outcome", "entity", "name", "identifiers", "reason")


@dataclass(slots=True)
class Known:
    """What the ledger tells of one of its people: every name, country and office under which events have it."""

    entity: str
    names: dict[str, None] = field(default_factory=dict)
    countries: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Match:
    """Who of the references one of the ledger's people is, and why that is held."""

    entity: str
    name: str
    outcome: str
    reason: str
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    person: ReferencePerson
    reasons: tuple[str, ...]
    exact: bool
    country: bool
    office: bool

    @property
    def strength(self) -> tuple[bool, bool, bool]:
        return self.country, self.office, self.exact


def load_reference(ledger: Ledger, path: Path) -> tuple[Match, ...]:
    """Keep the people of a file in the ledger, and say who of the ledger's people they are."""
    keep_references(ledger, path.name, read_reference(path))
    return match_people(ledger)


def match_people(ledger: Ledger) -> tuple[Match, ...]:
    """Return, for each person of the ledger, who of each reference it is; nothing where there is no reference."""
    told: dict[str, list[ReferencePerson]] = defaultdict(list)
    for source, person in list_references(ledger):
        told[source].append(person)
    indexes = [_index(people) for _, people in sorted(told.items())]
    people = _people(ledger) if indexes else []
    return tuple(_over_all([match_person(known, index) for index in indexes]) for known in people)


def _over_all(matches: Sequence[Match]) -> Match:
    """Return one match of what each reference gives: the identifiers of all that know the person, each once."""
    outcome = next(one for one in (MATCHED, AMBIGUOUS, UNKNOWN) if any(match.outcome == one for match in matches))
    found = [match for match in matches if match.outcome == outcome]
    identifiers = tuple(dict.fromkeys(ident for match in found for ident in match.identifiers))
    reason = " / ".join(dict.fromkeys(match.reason for match in found))
    return Match(found[0].entity, found[0].name, outcome, reason, identifiers)


def identifiers_of(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """Return the outside identifiers of the ledger's people, by entity."""
    return {match.entity: match.identifiers for match in match_people(ledger) if match.identifiers}


def _people(ledger: Ledger) -> list[Known]:
    found: dict[str, Known] = {}
    for event in all_events(ledger):
        for who in event.participants:
            if who.entity.startswith("person:") and not who.unnamed:
                known = found.setdefault(who.entity, Known(who.entity))
                known.names[who.name] = None
                known.countries |= {who.country} if who.country and country_coded(who.country) else set()
                known.offices |= {who.office} if who.office else set()
    return [found[entity] for entity in sorted(found)]


def _index(people: Iterable[ReferencePerson]) -> Mapping[str, Sequence[ReferencePerson]]:
    """Return the people by how each word of their names sounds."""
    index: dict[str, dict[str, ReferencePerson]] = defaultdict(dict)
    for person in people:
        for word in {word for name in person.names for word in fold(name).split()}:
            index[_sound(word)][person.id] = person
    return {key: tuple(found.values()) for key, found in index.items()}


def _sound(word: str) -> str:
    return sound_key(word, load_terms().rewrites)


def match_person(known: Known, index: Mapping[str, Sequence[ReferencePerson]]) -> Match:
    """Return who of the references a person is: the one candidate that fits best, or none where several do."""
    name = next(iter(known.names))
    words = {fold(one).split()[-1] for one in known.names} | {fold(one).split()[0] for one in known.names}
    near = {person.id: person for word in words for person in index.get(_sound(word), ())}
    found = [c for c in (_compare(known, near[key]) for key in sorted(near)) if c is not None]
    if not found:
        return Match(known.entity, name, UNKNOWN, "no one in the reference has that name")
    best = max(c.strength for c in found)
    top = [c for c in found if c.strength == best]
    if len({c.person.id for c in top}) > 1:
        return Match(known.entity, name, AMBIGUOUS, f"may be {_shown(top)}")
    if not (top[0].exact or top[0].country or top[0].office):
        return Match(known.entity, name, AMBIGUOUS, f"only the spelling fits {_shown(top)}")
    return Match(known.entity, name, MATCHED, "; ".join(top[0].reasons), top[0].person.identifiers)


def _shown(candidates: Sequence[_Candidate]) -> str:
    return " or ".join(f"{c.person.names[0]} ({', '.join(c.person.identifiers) or 'no id'})" for c in candidates)


def _compare(known: Known, person: ReferencePerson) -> _Candidate | None:
    """Return what speaks for a person of a reference, or None where the name or the country speaks against it."""
    told = next((r for r in (name_reason(name, person.names) for name in known.names) if r), None)
    if told is None:
        return None
    country = bool(known.countries & set(person.countries))
    if known.countries and person.countries and not country:
        return None
    office = any(_same_office(mine, yours) for mine in known.offices for yours in person.offices)
    reason, exact = told
    if reason == SURNAME and not (country and office):
        return None
    reasons = [reason, *(["the same country"] if country else []), *(["the same office"] if office else [])]
    return _Candidate(person, tuple(reasons), exact, country, office)


SURNAME = "the surname"


def name_reason(name: str, names: Sequence[str]) -> tuple[str, bool] | None:
    """Say how a name fits one of a person's names, and whether letter by letter; None where it does not."""
    mine = fold(name)
    folded = [fold(one) for one in names]
    if mine == folded[0]:
        return "the same name", True
    if mine in folded:
        return f"another name of {names[0]}", True
    words = mine.split()
    for one, shown in zip(folded, names, strict=True):
        if len(words) > 1 and sorted(words) == sorted(one.split()):
            return f"the words of {shown} in another order", True
        if len(words) > 1 and len(one.split()) > 1 and same_name(mine, one):
            return f"a spelling of {shown}", False
        if len(words) > 1 and _one_listed(name, shown):
            return f"a spelling of {shown}, as the tables of offices list it", False
    if len(words) == 1 and any(_sound(mine) == _sound(one.split()[-1]) for one in folded):
        return SURNAME, False
    return None


def _one_listed(left: str, right: str) -> bool:
    mine, yours = persons_named(left), persons_named(right)
    return len(mine) == 1 and mine == yours


def _same_office(left: str, right: str) -> bool:
    """Compare "president" with "President of Freedonia (1990-1995)"."""
    head = right.split(" of ")[0].split("(")[0]
    return bool(set(offices_named(left)) & set(offices_named(head))) or fold(left) == fold(head)


def match_row(match: Match) -> dict[str, Any]:
    """Return a match as one row to print."""
    return filled(
        {
            "outcome": match.outcome,
            "entity": match.entity,
            "name": match.name,
            "identifiers": list(match.identifiers),
            "reason": match.reason,
        }
    )
