"""Small ledgers for the tests of the web, made of the example pages."""

from pathlib import Path

from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger

EXAMPLES = Path(__file__).parents[2] / "examples"


def make_ledger(path: Path) -> Path:
    """Return the path of a ledger in which the example pages stand."""
    kit = load_kit()
    with Ledger(path) as ledger:
        list(add_pages(ledger, [str(EXAMPLES)], kit))
        update(ledger, kit)
    return path
