"""Why the names of one entity are held to be one: the signs, their weights, and the words on the pages."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.annotate.likeness import FEATURES, THRESHOLD, compare_names
from dateline.cli import app
from dateline.errors import UsageError
from dateline.identities import Identity, NameUse, explain_identity, find_entity, how_known, identity_row
from dateline.ids import fold
from dateline.model.claims import MentionKind, Place, Referent
from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger

PAGES = {
    "one": "OSLO, March 3, 2009 (Ekby) - Olav R. Bergquist met Peru's president, Ana Ruiz, in Oslo on Tuesday.",
    "two": "LIMA, March 4, 2009 (Nordby Press) - President Ana Ruiz of Peru met Olav Bergquist in Oslo on Tuesday.",
    "three": "LIMA, March 4, 2009 (Ekby News) - Mr Bergquist met President Ana Ruiz of Peru in Oslo on Tuesday.",
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("identities")
    for name, text in PAGES.items():
        (folder / f"{name}.txt").write_text(text)
    path = folder / "x.db"
    with Ledger(path) as opened:
        list(add_pages(opened, [str(folder / f"{name}.txt") for name in PAGES], load_kit()))
        update(opened)
    return path


def explained(ledger: Path, told: str) -> Identity:
    with Ledger(ledger, create=False) as opened:
        return explain_identity(opened, find_entity(opened, told))


def signs_of(use: NameUse) -> list[str]:
    """The signs by which a name is held to be the entity's."""
    assert use.likeness is not None
    assert use.likeness.one
    return [sign.told for sign in use.likeness.signs]


def test_each_name_tells_why(ledger: Path) -> None:
    uses = {use.name: use for use in explained(ledger, "bergquist").uses}
    assert set(uses) == {"Olav Bergquist", "Olav R. Bergquist", "Bergquist"}
    assert uses["Olav Bergquist"].likeness is None
    assert "The surnames sound alike" in signs_of(uses["Olav R. Bergquist"])
    assert "Nobody else named around is called so" in signs_of(uses["Bergquist"])


def test_the_row_and_the_command_tell_it_too(ledger: Path) -> None:
    row = identity_row(explained(ledger, "Ana Ruiz"))
    assert row["threshold"] == THRESHOLD
    assert sum(name["pages"] for name in row["names"]) == len(PAGES)
    shown = CliRunner().invoke(app, ["entity", "Bergquist", "--ledger", str(ledger)])
    assert shown.exit_code == 0
    assert "held to be one at 4, from 3 on" in shown.stdout


def test_an_unknown_name_is_one_clear_line(ledger: Path) -> None:
    with Ledger(ledger, create=False) as opened, pytest.raises(UsageError, match="nobody of that name"):
        find_entity(opened, "Zorro")


def person(name: str, country: str | None = None) -> Referent:
    return Referent(f"person:{fold(name)}", MentionKind.PERSON, name, country=country)


def town(name: str, number: int | None = None) -> Referent:
    place = Place(name, geonames_id=number) if number else None
    return Referent(f"place:{fold(name)}", MentionKind.PLACE, name, place=place)


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        (person("Sergey Orlov"), person("Sergei Orlov"), True),
        (person("O. Berg"), person("Olaf Berg"), True),
        (person("Kristian Berg"), person("Kristen Berg"), False),
        (person("Olaf H. Berg"), person("Olaf W. Berg"), False),
        (person("Olaf Berg", "NOR"), person("Olav Berg", "DNK"), False),
        (town("Danang", 1583992), town("Da Nang", 1583992), True),
        (town("Ekby Saleh"), town("Ekbi Salleh"), True),
        (town("Ekby"), town("Lundby"), False),
    ],
)
def test_what_comes_to_the_threshold(left: Referent, right: Referent, one: bool) -> None:
    assert compare_names(left, right).one == one


def test_every_sign_explains_itself() -> None:
    assert all(feature.told[0].isupper() and len(feature.told) > 15 for feature in FEATURES)
    assert len({feature.told for feature in FEATURES}) == len(FEATURES)


@pytest.mark.parametrize(
    ("words", "name", "how"),
    [
        ("President Olav Lund", "Olav Lund", "named"),
        ("Mr Lund's", "Olav Lund", "part of the name"),
        ("he", "Olav Lund", "pronoun, for the last before it whom it fits"),
        ("the two", "Olav Lund", "several together, whom the page told of before"),
        ("Moamer Kadhafi", "Muammar Gaddafi", "a spelling that the tables of office-holders list"),
    ],
)
def test_how_words_are_known(words: str, name: str, how: str) -> None:
    assert how_known(words, name) == how
