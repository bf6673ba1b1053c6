"""Events that a new page reaches but does not change are kept as they are, and come out as if made anew."""

from pathlib import Path

from dateline.config import Config
from dateline.link import Cluster
from dateline.pipeline import _unchanged, add_pages, load_kit, rebuild_all, update
from dateline.store.ledger import Ledger

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))


def events(ledger: Ledger) -> list[str]:
    """Return the ids of the record's events."""
    return [row[0] for row in ledger.database.execute("SELECT event FROM record ORDER BY event")]


def test_page_by_page_is_all_at_once(tmp_path: Path) -> None:
    """With an update after each page the record is that which is made from nothing."""
    with Ledger(tmp_path / "pages.db") as ledger:
        for path in EXAMPLES:
            list(add_pages(ledger, [str(path)], load_kit(Config())))
            update(ledger)
        grown = {event: ledger.record(event) for event in events(ledger)}
        rebuild_all(ledger)
        assert {event: ledger.record(event) for event in events(ledger)} == grown
        assert len(grown) > 3
        told = {event: Cluster(tuple(ledger.mentions(r.mentions)), r.merges) for event, r in grown.items()}
        kept = _unchanged(ledger, told, set())
        assert kept == {event: r for event, r in grown.items() if r.mentions == tuple(sorted(r.mentions))}
        one = next(iter(kept))
        assert one not in _unchanged(ledger, told, {kept[one].mentions[0]})
        assert one not in _unchanged(ledger, {one: Cluster(told[one].mentions[1:], ())}, set())
