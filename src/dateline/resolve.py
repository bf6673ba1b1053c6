"""Decide which referents of different pages are one entity.

In: event mentions as read, page by page. Out: for each participant an entity id and the name to show. Within one
article `dateline.extract.coreference` has already done the work.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from dateline.annotate.likeness import FAR, LEAST, Around, compare_names, skeleton
from dateline.annotate.offices import load_terms, persons_named
from dateline.annotate.people import given_names
from dateline.annotate.persons import is_full, surnames_of
from dateline.annotate.spellings import sound_key
from dateline.ids import fold
from dateline.model.claims import MentionKind, Referent
from dateline.model.record import DatedMention


def entity_of(referent: Referent, page: str, full_names: Mapping[str, Referent]) -> tuple[str, str]:
    """Return the entity id and the name of a referent.

    One known only by description stays the page's own. A surname alone, or a variant of a full name, takes the full
    name that `full_names` has for it (see `full_names_of`); otherwise it stays as it is. A town of the gazetteer goes
    by its number there, whatever its spelling.
    """
    if referent.unnamed:
        return f"{page}:{referent.key}", referent.name
    if referent.kind == MentionKind.PERSON:
        full = full_names.get(fold(referent.name))
        if full is not None and agree(referent, full):
            return full.key, full.name
    variant = full_names.get(referent.key) if referent.kind == MentionKind.PLACE else None
    return _place_key(referent) or (variant or referent).key, (variant or referent).name


def _place_key(referent: Referent) -> str | None:
    """Return what a town or region goes by: its number in the gazetteer, else where it lies."""
    place = referent.place
    if referent.kind != MentionKind.PLACE or place is None or (not place.geonames_id and place.latitude is None):
        return None
    return f"{MentionKind.PLACE}:{place.geonames_id or f'{place.latitude},{place.longitude}'}"


def is_surname(referent: Referent) -> bool:
    """Say whether a person is known by one word only, particles aside."""
    return referent.kind == MentionKind.PERSON and not is_full(referent.name)


def families(referents: Iterable[Referent]) -> dict[str, set[str]]:
    """Return the full names of people by how their last words sound: only namesakes can change what a name means."""
    found: dict[str, set[str]] = defaultdict(set)
    for referent in referents:
        if referent.kind == MentionKind.PERSON and not referent.unnamed and not is_surname(referent):
            found[_last_sound(referent)].add(fold(referent.name))
    return found


def may_change(referent: Referent, beside: Mapping[str, set[str]]) -> bool:
    """Say whether a name may mean another person now that those of `beside` (see `families`) stand beside it."""
    if referent.kind != MentionKind.PERSON or referent.unnamed:
        return False
    return is_surname(referent) or bool(beside.get(_last_sound(referent), set()) - {fold(referent.name)})


def _last_sound(referent: Referent) -> str:
    return sound_key(fold(referent.name).rpartition(" ")[2], load_terms().rewrites)


def agree(left: Referent, right: Referent) -> bool:
    """Say whether two persons' countries, where both are known, are the same."""
    return left.country is None or right.country is None or left.country == right.country


def full_names_of(referents: Iterable[Referent]) -> dict[str, Referent]:
    """Return the person whom each surname and each variant of a full name means, as far as that is one person."""
    told = Counter(referents)
    people = _people_of(told)
    variants = unite_variants(list(people.values()))
    around = _around(told, people, variants)
    chosen = {one.key: one for one in around.people}
    found: dict[str, dict[str, Referent]] = defaultdict(dict)
    for person in around.people:
        for surname in surnames_of(person.name):
            found[surname][person.key] = person
    names = {name: one for name, group in found.items() if (one := _only(name, list(group.values()), around))}
    names |= {fold(people[key].name): one for key, one in variants.items()} | _themselves(chosen, variants)
    return _given_alone(around.people, around.often) | names | unite_places(told)


def named_around(referents: Iterable[Referent]) -> Around:
    """Return the people whom pages name in full, variants of a name as one, and how often each is named."""
    told = Counter(referents)
    people = _people_of(told)
    return _around(told, people, unite_variants(list(people.values())))


def _people_of(told: Iterable[Referent]) -> dict[str, Referent]:
    people: dict[str, Referent] = {}
    for referent in sorted(told, key=_order):
        if referent.kind == MentionKind.PERSON and not referent.unnamed and not is_surname(referent):
            people.setdefault(referent.key, referent)
    return people


def _around(told: Mapping[Referent, int], people: Mapping[str, Referent], variants: Mapping[str, Referent]) -> Around:
    chosen = {one.key: one for one in (variants.get(key, person) for key, person in people.items())}
    often: Counter[str] = Counter()
    for referent, count in told.items():
        often[variants.get(referent.key, referent).key] += count
    return Around(tuple(chosen.values()), often)


def _given_alone(people: Sequence[Referent], often: Mapping[str, int]) -> dict[str, Referent]:
    """Return whom a first name alone means: the only one who has it, if named often."""
    bearers: dict[str, list[Referent]] = defaultdict(list)
    for one in people:
        bearers[fold(one.name).split()[0]].append(one)
    sole = {given: group[0] for given, group in bearers.items() if len(group) == 1 and given in given_names()}
    return {given: one for given, one in sole.items() if often[one.key] >= FAR}


def _order(referent: Referent) -> tuple[str, bool, str]:
    return referent.key, referent.country is None, repr(referent)


def _themselves(chosen: Mapping[str, Referent], variants: Mapping[str, Referent]) -> dict[str, Referent]:
    """A full name that is nobody's variant means its own bearer, even where it is another's surname."""
    return {fold(one.name): one for key, one in chosen.items() if key not in variants}


def _only(surname: str, people: Sequence[Referent], around: Around) -> Referent | None:
    """Return the one person whom a surname alone means; None where none of several stands out."""
    if len(people) == 1:
        return people[0]  # whoever bears it alone passes the threshold
    bare = Referent(f"{MentionKind.PERSON}:{surname}", MentionKind.PERSON, surname)
    meant = [one for one in people if compare_names(bare, one, around).one]
    return meant[0] if len(meant) == 1 else None


def unite_variants(people: Sequence[Referent]) -> dict[str, Referent]:
    """Return, by key, the person that a spelling of a full name stands for: Rex W. Tillerson is Rex Tillerson.

    Names are put together only where each fits each: George Bush fits George H. W. Bush and George W. Bush, who do
    not fit each other, and so stays apart from both.
    """
    by_sound: dict[str, list[Referent]] = defaultdict(list)
    for person in people:
        by_sound[_last_sound(person)].append(person)
    found: dict[str, Referent] = {}
    for group in by_sound.values():
        for circle in _circles(group):
            best = min(circle, key=lambda one: (not persons_named(one.name), len(one.name.split()), one.name))
            found |= {one.key: best for one in circle}
    return found


def unite_places(told: Mapping[Referent, int]) -> dict[str, Referent]:
    """Return, by key, the spelling named most of a place that no gazetteer knows: Ekby Salah is Ekby Saleh."""
    groups: dict[str, list[Referent]] = defaultdict(list)
    unknown = [one for one in told if one.kind == MentionKind.PLACE and not one.unnamed and one.place is None]
    for one in unknown:
        groups[skeleton(one.name)].append(one)
    found = _short_places(unknown)
    for bones, group in groups.items():
        if len(bones.replace(" ", "")) >= LEAST and len({one.key for one in group}) > 1:
            best = min(group, key=lambda one: (-told[one], one.key))
            found |= {one.key: best for one in group if one.key != best.key}
    return found


def _short_places(unknown: Sequence[Referent]) -> dict[str, Referent]:
    """Return, by key, the place of which the first words are left: "the Cape" is Cape Ek where no other begins so."""
    longer: dict[str, dict[str, Referent]] = defaultdict(dict)
    for one in unknown:
        words = fold(one.name).split() if "-" not in one.name else []
        for count in range(1, len(words)):
            longer[" ".join(words[:count])][one.key] = one
    sole = {first: next(iter(group.values())) for first, group in longer.items() if len(group) == 1}
    return {one.key: sole[fold(one.name)] for one in unknown if fold(one.name) in sole}


def _circles(people: Sequence[Referent]) -> list[list[Referent]]:
    """Return the groups of two or more in which each fits each and nobody fits anyone outside."""
    fits: dict[str, set[str]] = {one.key: {one.key} for one in people}
    for left, right in combinations(people, 2):
        if compare_names(left, right).one:
            fits[left.key].add(right.key)
            fits[right.key].add(left.key)
    whole = {frozenset(keys) for keys in fits.values() if len(keys) > 1 and all(fits[k] == keys for k in keys)}
    return [[one for one in people if one.key in keys] for keys in whole]


def resolve_mentions(mentions: Iterable[DatedMention]) -> tuple[DatedMention, ...]:
    """Return the mentions with their participants' entities and names, surnames completed from one another."""
    told = tuple(mentions)
    full_names = full_names_of(p.referent for m in told for p in m.mention.participants)
    return tuple(_resolved(mention, full_names) for mention in told)


def resolve_mention(mention: DatedMention, around: Iterable[DatedMention]) -> DatedMention:
    """Return one mention with its participants' entities and names, surnames completed from the mentions around it."""
    return _resolved(mention, full_names_of(p.referent for m in around for p in m.mention.participants))


def _resolved(mention: DatedMention, full_names: Mapping[str, Referent]) -> DatedMention:
    pairs = [entity_of(p.referent, mention.page, full_names) for p in mention.mention.participants]
    return replace(mention, entities=tuple(e for e, _ in pairs), names=tuple(n for _, n in pairs))
