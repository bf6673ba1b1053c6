"""Say whom a title, a name and a country mean on a day: "Prime Minister Gray" of the country visited.

In: the words of an official record. Out: `Referent`s made as those of news are, so that both meet. The tables of
offices complete surnames where exactly one holder fits; otherwise the words stand as they are.
"""

import re
from functools import lru_cache

from dateline.annotate.countries import Country, country_coded, country_name, country_named
from dateline.annotate.offices import holders, is_listed, offices_named, offices_of, persons_named
from dateline.ids import fold
from dateline.model.claims import Interval, MentionKind, Referent
from dateline.witness.remarks import split_title


def find_country(name: str | None, slug: str | None = None) -> Country | None:
    """Return the country of a cell: "Korea, Republic of", "Serbia-Montenegro (Kosovo)", "KOR" or the slug beside it."""
    for form in _forms(name or ""):
        found = country_named(form) or country_coded(form)
        if found is not None:
            return found
    words = (slug or "").split("-")
    turned = country_named(" ".join(words)) or country_named(" ".join(reversed(words)))  # "korea-south"
    return turned or country_coded((slug or "").upper())


def _forms(name: str) -> tuple[str, ...]:
    plain = re.sub(r"\s*\([^)]*\)", "", name).strip()
    first, comma, rest = plain.partition(", ")
    turned = f"{rest} {first}" if comma else plain
    return tuple(dict.fromkeys(form for form in (name.strip(), plain, turned, first) if form))


def person(words: str, office: str | None, country: str | None, when: Interval) -> Referent:
    """Return the person whom the words name; a title before the name gives the office where none is told."""
    title, name = split_title(words)
    office = office or (title.lower() if title else None)
    known = _known(name, office, country, when)
    shown = known or name
    titled = f"{country_name(country)} {title or office}" if country and (title or office) else title
    return Referent(f"{MentionKind.PERSON}:{fold(shown)}", MentionKind.PERSON, shown, office, titled, country, "GOV")


@lru_cache(maxsize=4096)
def _known(name: str, office: str | None, country: str | None, when: Interval) -> str | None:
    """Return the one person of the tables who has the name and an office of that country in those days."""
    shorter = name.rpartition(" ")[0]  # the tables leave a second surname out: "Rodrigo Borja Cevallos"
    for tried in dict.fromkeys((name, *((shorter,) if is_listed(shorter) else ()), name.rpartition(" ")[2])):
        found = [one for one in persons_named(tried) if _fits(one, office, country, when)]
        if len(found) > 1 and office:
            wanted = offices_named(office)
            found = [one for one in found if any(t.office in wanted for t in offices_of(one, when))]
        if len(found) == 1:
            return found[0]
    return None


def _fits(person: str, office: str | None, country: str | None, when: Interval) -> bool:
    terms = [term for term in offices_of(person, when) if country in (None, term.country)]
    return bool(terms) and (
        country is not None or office is None or any(t.office in offices_named(office) for t in terms)
    )


def office_holder(office: str, country: str, when: Interval) -> Referent:
    """Return who held an office that is told without a name, or the office itself where the tables do not say."""
    terms = holders(office, country, when)
    people = {term.person for term in terms}
    if len(people) == 1:
        name = people.pop()
        return Referent(f"{MentionKind.PERSON}:{fold(name)}", MentionKind.PERSON, name, office, None, country, "GOV")
    shown = f"{office} of {country_name(country)}"
    return Referent(f"{MentionKind.OFFICE}:{fold(shown)}", MentionKind.OFFICE, shown, office, None, country, "GOV")


def state(country: str) -> Referent:
    """Return a country as one who takes part."""
    name = country_name(country)
    return Referent(f"{MentionKind.COUNTRY}:{fold(name)}", MentionKind.COUNTRY, name, country=country, sector="GOV")
