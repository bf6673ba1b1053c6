"""What was said is found by who said it, to whom, of what and when; denials show what they deny."""

from pathlib import Path

import pytest

from dateline.errors import UsageError
from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.store.quotes import QuoteFilter, QuoteLine, search_quotes

TEXT = """President Ivan Kovac met Chancellor Anna Keller in Vienna on Monday, 5 September 2016.
"I told her that the bridge in Austria must reopen," Mr Kovac said.
Prosecutors accused Serbia of hiding the gold. Serbia denied that it had hidden any gold.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    folder: Path = tmp_path_factory.mktemp("quotes")
    (folder / "page.txt").write_text(f"Published: 6 September 2016\n\n{TEXT}", encoding="utf-8")
    opened, kit = Ledger(folder / "quotes.db"), load_kit()
    list(add_pages(opened, [str(folder / "page.txt")], kit))
    update(opened, kit)
    return opened


def words(lines: list[QuoteLine]) -> str:
    """All that the lines hold, joined."""
    return " | ".join(line.words for line in lines)


def test_topic_speaker_and_words(ledger: Ledger) -> None:
    assert "bridge" in words(search_quotes(ledger, QuoteFilter(speaker="kovac", topic="austria")))
    assert not search_quotes(ledger, QuoteFilter(topic="Norway"))
    assert "bridge" in words(search_quotes(ledger, QuoteFilter(about="must reopen")))
    assert not search_quotes(ledger, QuoteFilter(speaker="serbia", about="must reopen"))


def test_addressee(ledger: Ledger) -> None:
    found = search_quotes(ledger, QuoteFilter(addressee="Keller"))
    assert {line.addressee for line in found} == {"Anna Keller"}


def test_days(ledger: Ledger) -> None:
    assert search_quotes(ledger, QuoteFilter(since="2016", until="2016-09"))
    assert not search_quotes(ledger, QuoteFilter(until="2016-08-31"))
    assert not search_quotes(ledger, QuoteFilter(since="2016-10"))
    with pytest.raises(UsageError):
        search_quotes(ledger, QuoteFilter(since="yesterday"))


def test_a_denial_shows_what_it_denies(ledger: Ledger) -> None:
    denial = next(line for line in search_quotes(ledger, QuoteFilter(act="denial")) if line.speaker == "Serbia")
    assert denial.denies is not None
    assert "hiding the gold" in denial.denies


def test_speech_of_an_encounter_names_it(ledger: Ledger) -> None:
    spoken = next(line for line in search_quotes(ledger, QuoteFilter(about="must reopen")) if line.kind == "direct")
    row = ledger.database.execute("SELECT type FROM record WHERE event = ?", (spoken.event,)).fetchone()
    assert row is not None


def test_a_denial_shows_the_accusation_of_another_article(tmp_path: Path) -> None:
    told = {
        "a.txt": "Published: 3 May 2021\n\nKenya on Monday accused Somalia of laying mines in the Lamu Strait.\n",
        "b.txt": "Published: 4 May 2021\n\nSomalia denied on Tuesday that it had laid mines in the Lamu Strait.\n"
        "“We have laid no mines,” President Omar Hale said. “We have no ships.”\n",
    }
    for name, text in told.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    opened, kit = Ledger(tmp_path / "quotes.db"), load_kit()
    list(add_pages(opened, [str(tmp_path)], kit))
    update(opened, kit)
    denial = next(line for line in search_quotes(opened, QuoteFilter(act="denial")) if line.speaker == "Somalia")
    assert denial.denies == "Kenya: Somalia of laying mines in the Lamu Strait"
    assert denial.event is not None
    spoken = next(line for line in search_quotes(opened, QuoteFilter(about="ships")))
    assert spoken.words == "“We have laid no mines,” … “We have no ships.”"
