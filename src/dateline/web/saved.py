"""Saved views of the events: a name and the part of the address that makes the view.

In: an open ledger, forms. Out: views, kept as judgements like all that a person decides: appended, signed, undone by
another judgement.
"""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from dateline.errors import UsageError
from dateline.judging import Signature, undo
from dateline.store.judgements import standing_by
from dateline.store.ledger import Ledger

VIEW = "view"
KEPT = ("who", "type", "kind", "status", "since", "until", "place", "conflicts", "story", "sort")


@dataclass(frozen=True, slots=True)
class View:
    """A saved view; `judgement` is the one that saved it."""

    name: str
    address: str
    judgement: str


def saved_views(ledger: Ledger) -> tuple[View, ...]:
    """Return the saved views by name; of one name the last saved."""
    views = {j.left: View(j.left, j.right, j.id) for j in standing_by(ledger, VIEW)}
    return tuple(views[name] for name in sorted(views))


def save_view(ledger: Ledger, name: str, address: str, signed: Signature) -> View:
    """Keep a view under a name; raise UsageError for a name that is none."""
    name = " ".join(name.split())[:60]
    if not name:
        raise UsageError("give the view a name")
    told = [(key, value) for key, value in parse_qsl(address[:2000]) if key in KEPT and value]
    made = ledger.judge(VIEW, name, urlencode(told), author=signed.author, reason=signed.reason)
    return View(name, made.right, made.id)


def forget_view(ledger: Ledger, judgement: str, signed: Signature) -> None:
    """Take a saved view back."""
    if not any(j.id == judgement for j in standing_by(ledger, VIEW)):
        raise UsageError("there is no saved view of that id")
    undo(ledger, judgement, signed)
