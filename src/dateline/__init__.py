"""Dateline: a sourced record of political events, read from raw news pages.

>>> from dateline import Ledger, add_pages, load_kit, update
>>> kit = load_kit()
>>> with Ledger("dateline.db") as ledger:  # doctest: +SKIP
...     outcomes = list(add_pages(ledger, ["examples"], kit))
...     update(ledger)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.model.claims import Reading
    from dateline.model.record import Event
    from dateline.model.text import Article, Page
    from dateline.pipeline import add_pages, load_kit, process, update
    from dateline.read.article import read_article
    from dateline.read.source import find_pages
    from dateline.store.ledger import Ledger

__version__ = "0.1.0"

_HOMES = {
    "Article": "dateline.model.text",
    "Event": "dateline.model.record",
    "Ledger": "dateline.store.ledger",
    "Page": "dateline.model.text",
    "Reading": "dateline.model.claims",
    "add_pages": "dateline.pipeline",
    "find_pages": "dateline.read.source",
    "load_kit": "dateline.pipeline",
    "process": "dateline.pipeline",
    "read_article": "dateline.read.article",
    "update": "dateline.pipeline",
}
__all__ = [
    "Article",
    "Event",
    "Ledger",
    "Page",
    "Reading",
    "__version__",
    "add_pages",
    "find_pages",
    "load_kit",
    "process",
    "read_article",
    "update",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `dateline --help` does not load a parser."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")
