"""Who is who over several pages: surnames, variants of a name, family names first, spellings of a town."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from dateline.ids import fold
from dateline.model.claims import MentionKind, Place, Referent
from dateline.pipeline import add_pages, load_kit, update
from dateline.resolve import entity_of, full_names_of, is_surname, unite_variants
from dateline.store.ledger import Ledger
from dateline.store.queries import all_events


def person(name: str, country: str | None = None) -> Referent:
    return Referent(f"person:{fold(name)}", MentionKind.PERSON, name, country=country)


def meant(name: str, *others: str) -> str:
    """The name shown for one told on a page of its own, beside the others' pages."""
    full_names = full_names_of([person(name), *(person(other) for other in others)])
    return entity_of(person(name), "p_1", full_names)[1]


@pytest.mark.parametrize(
    ("name", "others", "shown"),
    [
        ("Berg", ["Olaf Berg"], "Olaf Berg"),
        ("Berg", ["Olaf Berg", "Anna Berg"], "Berg"),
        ("Berg", [], "Berg"),
        ("Olaf N. Berg", ["Olaf Berg"], "Olaf Berg"),
        ("O. N. Berg", ["Olaf Berg"], "Olaf Berg"),
        ("Tan", ["Tan Boon Keng"], "Tan"),  # not a family name that is known to come first
        ("Kim", ["Kim Dae Ho"], "Kim Dae Ho"),
        ("Kim", ["Kim Jong Un", "Kim Dae Ho"], "Kim Jong Un"),  # the only one whom the tables of offices know
        ("von der Aue", ["Karla von der Aue"], "Karla von der Aue"),
        ("Sergey Orlov", ["Sergei Orlov"], "Sergei Orlov"),
    ],
)
def test_people(name: str, others: list[str], shown: str) -> None:
    assert meant(name, *others) == shown


@pytest.mark.parametrize(
    ("name", "others", "shown"),
    [
        ("Berg", ["Olaf Berg"] * 4 + ["Anna Berg"], "Olaf Berg"),  # named far more often
        ("Berg", ["Olaf Berg"] * 3 + ["Anna Berg"], "Berg"),
        ("Olaf", ["Olaf Berg"] * 4, "Olaf Berg"),
        ("Olaf", ["Olaf Berg"], "Olaf"),
        ("Olaf", ["Olaf Berg"] * 4 + ["Olaf Lund"], "Olaf"),
    ],
)
def test_the_one_named_far_more_often(name: str, others: list[str], shown: str) -> None:
    assert meant(name, *others) == shown


def test_spellings_of_a_place_that_no_gazetteer_has() -> None:
    def place(name: str) -> Referent:
        return Referent(f"place:{fold(name)}", MentionKind.PLACE, name)

    told = [place("Ekbi Salleh"), place("Ekby Saleh"), place("Ekby Saleh"), place("Okby Saleh"), place("Bari")]
    full_names = full_names_of(told)
    shown = [entity_of(one, "p_1", full_names)[1] for one in told]
    assert shown == ["Ekby Saleh", "Ekby Saleh", "Ekby Saleh", "Okby Saleh", "Bari"]


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (["Elk Island", "Elk Island Glacier"], "Elk Island Glacier"),
        (["Elk Island", "Elk Island Glacier", "Elk Island Bridge"], "Elk Island"),  # two begin so
    ],
)
def test_the_first_words_of_a_place(names: list[str], shown: str) -> None:
    told = [Referent(f"place:{fold(name)}", MentionKind.PLACE, name) for name in names]
    assert entity_of(told[0], "p_1", full_names_of(told))[1] == shown


def test_a_name_between_two_that_differ_joins_neither() -> None:
    people = [person("George Bush"), person("George H. W. Bush"), person("George W. Bush")]
    assert unite_variants(people) == {}


def test_another_country_is_another_person() -> None:
    full_names = full_names_of([person("Olaf Berg", "NOR")])
    assert entity_of(person("Berg", "DNK"), "p_1", full_names)[1] == "Berg"


def test_the_order_of_pages_changes_nothing() -> None:
    people = [person("Olaf Berg"), person("Olaf N. Berg"), person("Olaf Berg", "NOR"), person("Ann Lund")]
    assert full_names_of(people) == full_names_of(reversed(people))


def test_spellings_of_a_town_are_one_place() -> None:
    towns = [
        Referent(f"place:{fold(n)}", MentionKind.PLACE, n, place=Place(n, "VNM", geonames_id=1583992))
        for n in ("Da Nang", "Danang")
    ]
    assert len({entity_of(town, "p_1", {})[0] for town in towns}) == 1


def test_the_unnamed_stay_with_their_page() -> None:
    official = Referent("office:official", MentionKind.OFFICE, "official", unnamed=True)
    assert entity_of(official, "p_1", {})[0] != entity_of(official, "p_2", {})[0]


PAGES = (
    "President Anna Q. Berg met Prime Minister Tomas Lund in Oslo on 3 May 2012.",
    "President Anna Berg met Prime Minister Tomas Lund in Oslo on 3 May 2012. They spoke about fish.",
    "Berg held talks with Prime Minister Tomas Lund in Oslo on 3 May 2012, officials said.",
)


def test_variants_are_one_whatever_the_order_of_pages(tmp_path: Path) -> None:
    told = set()
    for number, pages in enumerate(permutations(PAGES)):
        with Ledger(tmp_path / f"{number}.db") as ledger:
            for text in pages:  # one page an update
                path = tmp_path / "page.jsonl"
                path.write_text(json.dumps({"published": "2012-05-04", "text": text}), encoding="utf-8")
                list(add_pages(ledger, [str(path)], load_kit()))
                update(ledger)
            told.add(frozenset((p.entity, p.name) for event in all_events(ledger) for p in event.participants))
    assert len(told) == 1
    assert {name for _, name in told.pop() if "Berg" in name} == {"Anna Berg"}


def test_a_short_given_name_is_the_long_one_and_ben_is_no_particle() -> None:
    people = [person("William Ekby"), person("Billy Ekby"), person("Ben Lundqvist"), person("Lundqvist")]
    found = full_names_of(people)
    assert entity_of(people[1], "p", found)[0] == entity_of(people[0], "p", found)[0]
    assert entity_of(people[3], "p", found)[1] == "Ben Lundqvist"
    assert is_surname(person("Ben Ali"))


def test_one_word_of_a_place_is_the_only_place_that_begins_so() -> None:
    cape, whole = (Referent(f"place:{n.lower()}", MentionKind.PLACE, n) for n in ("Cape", "Cape Zorg"))
    other = Referent("place:cape ek", MentionKind.PLACE, "Cape Ek")
    assert entity_of(cape, "p", full_names_of([cape, whole]))[0] == whole.key
    assert entity_of(cape, "p", full_names_of([cape, whole, other]))[0] == cape.key
