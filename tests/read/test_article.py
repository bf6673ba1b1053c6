"""Pages read to articles: text kept, metadata, encodings, refusals."""

import json
from datetime import date
from pathlib import Path

import pytest

from dateline.errors import PageError
from dateline.ids import page_id
from dateline.model.text import Page
from dateline.read.article import read_article
from tests.make import make_page

STORY = (
    "President Nadia Rahal met Prime Minister Tom Ekberg on a ferry on Saturday, and the two of them spoke for an hour "
    "about the tunnel that has divided their parliaments since the spring."
)


def page_of(data: bytes, media: str = "text", found: date | None = None) -> Page:
    return Page(*page_id(data), data, media, "page", found=found)


def test_plain_text_keeps_every_character() -> None:
    text = "\n  Leaders meet on ferry\r\n\r\n" + STORY + " \t\u00a0\n\n" + "“Good,” he said.\n"
    assert read_article(make_page(text)).text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8", "utf-32"])
def test_encodings(encoding: str) -> None:
    text = "The café’s owner met François in Zürich and they spoke of the peace that is to be. " + STORY
    assert read_article(page_of(text.encode(encoding))).text == text


def test_garbled_plain_text_is_kept_and_noted() -> None:
    text = STORY.replace("tunnel", "tunnelâ€™s mouth") + " Itâ€™s the end of Europeâ€™s peace."
    article = read_article(page_of(text.encode()))
    assert article.text == text
    assert any("garbled" in note for note in article.notes)


def test_garbled_html_is_mended() -> None:
    lines = f"<h1>It is over on the ferry</h1><p>{STORY} Itâ€™s Europeâ€™s peace.</p><p>{STORY}</p>"
    source = f"<html><body>{lines}</body></html>"
    article = read_article(page_of(source.encode(), "html"))
    assert "It’s Europe’s peace" in article.text or "It's Europe's peace" in article.text
    assert article.notes == ("garbled characters were mended",)


@pytest.mark.parametrize(
    ("data", "media", "reason"),
    [
        (b" \n\t ", "text", "has no text"),
        (b"--- *** ---", "text", "has no text"),
        (b"\x00\x01\x02abc" * 50, "text", "binary"),
        (b"%PDF-1.4 and so on", "text", "PDF"),
        (("Le président a rencontré le premier ministre dans la capitale et ils ont parlé de la paix pour les hommes "
          "qui sont dans les deux pays et de ce que l'on ne sait pas. ") .encode(), "text", "French"),
        ("Президент встретился с премьер-министром в Москве, и они говорили о мире для людей двух стран и о том, чего "
         "никто не знает, а потом поехали домой, где их ждали друзья и враги.".encode(), "text", "Cyrillic"),
        (b"<html><body><script>var a = 1;</script></body></html>", "html", "no article text"),
        (b"<html><body>" + b"<b></b>" * 60_000 + b"</body></html>", "html", "tags"),
        (b"word " * 500_000, "text", "characters"),
    ],
)  # fmt: skip
def test_refusals_name_the_page_and_the_reason(data: bytes, media: str, reason: str) -> None:
    with pytest.raises(PageError) as raised:
        read_article(page_of(data, media))
    assert str(raised.value).startswith("page: ")
    assert reason in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_table_of_figures_is_not_taken_for_another_language() -> None:
    text = "\n".join(
        f"Shr {n} cts vs {n + 1} cts\nNet {n},000 vs {n + 2},000\nRevs {n}.1 mln vs {n}.9 mln" for n in range(12)
    )
    assert read_article(make_page(text)).language == "en"


def test_a_future_date_is_refused_with_a_note() -> None:
    text = f"Leaders meet on ferry after storm\nMay 4, 2031\n{STORY}"
    article = read_article(page_of(text.encode(), found=date(2026, 1, 1)))
    assert article.published is None
    assert article.published_basis is None
    assert any("2031-05-04" in note and "future" in note for note in article.notes)
    assert read_article(page_of(text.encode(), found=date(2031, 5, 4))).published == "2031-05-04"


@pytest.mark.parametrize(
    ("line", "reason"),
    [("Published: 31 February 2016", "no such day"), ("Published: 4 May 1066", "before 1800")],
)
def test_an_absurd_date_is_refused_with_a_note(line: str, reason: str) -> None:
    article = read_article(make_page(f"Leaders meet on ferry after storm\n\n{line}\n\n{STORY}"))
    assert article.published is None
    assert any(line.partition(": ")[2] in note and reason in note for note in article.notes)


def test_published_and_modified_are_kept_apart() -> None:
    line = "Published 12 May 2016, 10:00. Updated 14 June 2016, 09:30."
    article = read_article(make_page(f"Leaders meet on ferry after storm\n\n{line}\n\n{STORY}"))
    assert (article.published, article.modified) == ("2016-05-12T10:00:00", "2016-06-14T09:30:00")
    assert article.published_basis == "text"


def test_metadata_of_a_plain_page() -> None:
    text = (
        "Leaders meet on ferry after storm\nBy Ann Day\n"
        "Last Updated : May 4 2019 | 9:30 PM IST\nSAINT-MALO, May 4 (Agency) - "
        f"{STORY}\nTickets cost Rs 40.\nAdditional reporting by Bo Lee\nSubscribe to The Harbour Times\n"
    )
    article = read_article(make_page(text))
    assert article.title == "Leaders meet on ferry after storm"
    assert article.byline == ("Ann Day",)
    assert article.published == article.modified == "2019-05-04T21:30:00+05:30"
    assert article.published_basis == "modified"  # it tells no other day
    assert article.dateline == "SAINT-MALO"
    assert article.credit == "Agency; Bo Lee"
    assert article.publisher == "The Harbour Times"


def test_a_record_brings_its_own_metadata() -> None:
    record = {
        "id": "7",
        "text": STORY,
        "title": "Ferry",
        "published": "2019-05-04",
        "publisher": "Harbour",
        "url": "http://x.example/7",
    }
    article = read_article(page_of(json.dumps(record).encode(), "record"))
    assert (article.text, article.title, article.publisher, article.url) == (
        STORY,
        "Ferry",
        "Harbour",
        "http://x.example/7",
    )
    assert (article.published, article.published_basis) == ("2019-05-04", "given")


def test_a_record_with_an_absurd_date_keeps_the_rest() -> None:
    for value in ("someday", "0019-05-04"):
        article = read_article(page_of(json.dumps({"text": STORY, "published": value}).encode(), "record"))
        assert article.published is None
        assert article.notes


HTML = Path(__file__).parent / "ferry.html"


def test_html_text_and_markup() -> None:
    article = read_article(page_of(HTML.read_bytes(), "html"))
    assert article.title == "Leaders meet on ferry after storm"
    assert article.byline == ("Ann Day", "Bo Lee")
    assert article.published == "2019-05-04T21:30:00+02:00"
    assert article.modified == "2019-05-05T08:00:00+02:00"
    assert article.published_basis == "markup"
    assert article.publisher == "The Harbour Times"
    assert article.url == "https://harbour.example/ferry"
    told = [article.text[b.start : b.end] for b in article.blocks if b.kind.value == "body"]
    assert any(line.startswith("President Nadia Rahal met") for line in told)
    assert not any("alert(" in line or "Accept all cookies" in line for line in told)


def test_half_a_page_and_nulls_are_read() -> None:
    data = HTML.read_bytes()
    assert "ferry" in read_article(page_of(data[: len(data) * 3 // 4], "html")).text
    assert "ferry" in read_article(page_of(data.replace(b"ferry", b"fer\x00ry"), "html")).text


def test_reading_twice_is_reading_once() -> None:
    page = make_page(f"Leaders meet on ferry after storm\n{STORY}")
    assert read_article(page) == read_article(page)
