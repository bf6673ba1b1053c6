"""The command that shows one person, body or place of the record: `dateline entity`.

Thin, as `cli` is; nothing heavy is imported before the command needs it.
"""

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import SHOWN, FormatOption, LedgerOption, check_choice, open_ledger

if TYPE_CHECKING:
    from dateline.identities import Identity, NameUse


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(name="entity")(show_entity)


def show_entity(
    entity: Annotated[str, typer.Argument(help="A name, or an id such as 'person:ann abel'.")],
    format: FormatOption = "table",
    ledger: LedgerOption = None,
) -> None:
    """Show who is held to be one: each name with what speaks for it, its weight, and the words on the pages."""
    from dateline.identities import explain_identity, find_entity, identity_row
    from dateline.reference import identifiers_of
    from dateline.store.desk import offices_of

    check_choice(format, SHOWN)
    with open_ledger(ledger) as opened:
        identity = explain_identity(opened, find_entity(opened, entity))
        identifiers = identifiers_of(opened).get(identity.entity, ())
        offices = offices_of(opened, identity.entity)
    if format == "table":
        print("\n".join(identity_lines(identity, identifiers, offices)))
        return
    held = [dict(zip(("office", "country", "first_day", "last_day"), office, strict=True)) for office in offices]
    row = {**identity_row(identity), "identifiers": list(identifiers), "offices": held}
    print(json.dumps(row, ensure_ascii=False, indent=2 if format == "json" else None))
    sys.stdout.flush()


def identity_lines(
    identity: "Identity", identifiers: tuple[str, ...], offices: tuple[tuple[str, str, str, str], ...]
) -> Iterator[str]:
    """Yield the lines that show an entity: its ids and offices, then each name with why it is the entity's."""
    yield identity.name
    yield "  " + "   ".join((identity.entity, *identifiers))
    for office, country, first, last in offices:
        days = first if first == last else f"{first} to {last}"
        yield f"  {office}{', ' * bool(country)}{country or ''}{f'   (as told {days})' if first else ''}"
    for use in identity.uses:
        yield ""
        yield from _name_lines(use)


def _name_lines(use: "NameUse") -> Iterator[str]:
    from dateline.annotate.likeness import THRESHOLD

    country = f" ({use.country})" if use.country else ""
    pages = f"{use.pages} page{'s' * (use.pages != 1)}"
    if use.likeness is None:
        yield f"{use.name}{country}, {pages}: the name shown"
    else:
        yield f"{use.name}{country}, {pages}: held to be one at {use.likeness.score:g}, from {THRESHOLD:g} on"
        for sign in use.likeness.signs:
            yield f"  {sign.weight:+4.1f}  {sign.told}"
    for wording in use.wordings:
        yield f"        “{wording.words}” {wording.times}×, {wording.how}"
