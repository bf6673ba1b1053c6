"""Pages that are laid out in tables, as sites were before style sheets."""

import pytest

from dateline.model.text import Article, BlockKind
from dateline.read.article import read_article
from tests.make import make_page

COLUMNS = """<html><head><title>The Alba Packet - Rahal and Ekberg reopen border</title></head><body>
<table width=760><tr><td colspan=3><font size=1><a href=/>Home</a> | <a href=/n>News</a> | <a href=/s>Sport</a></font>
</td></tr><tr><td width=140><b>Other stories</b><br><a href=e>Herring quota cut by a third</a><br>
<a href=f>Mayor loses hat</a></td>
<td valign=top><font size=4><b>Rahal and Ekberg reopen border</b></font><br><font size=2>By Ann Day<br>Staff writer<br>
May 4, 1999</font><br><br>
<font size=3>President Nadia Rahal met Prime Minister Tom Ekberg aboard a ferry on Saturday, and the two agreed to
reopen the border at Dresk after eleven years.<br><br>
They spoke for about an hour, officials of both countries said, with only two interpreters in the cabin.<br><br>
Ekberg's spokesman denied that the <b>tunnel</b> had been discussed. He said that a second meeting was planned.</font>
</td><td width=120><b>Today's weather</b><br>Fog, 9 C<br><br><a href=m>E-mail this story</a></td></tr></table>
</body></html>"""

FIGURES = """<html><head><title>Herring prices and the vote</title></head><body>
<table width="100%"><tbody><tr><td><table><tr><td><a href="1">Politics</a></td></tr></table></td>
<td><h1>Herring prices and the vote</h1>
<p>Prime Minister Iva Doss told parliament on Tuesday that the price of herring would not decide the election, and
accused the opposition of hiding its own figures.
<p>Opposition leader Petra Vonn rejected the charge and invited Ms Doss to a debate in the fish market.
<table border="1"><tr><th>Year</th><th>Price</th></tr><tr><td>2004</td><td>3.10</td></tr></table>
<p>A spokesman for Ms Doss said that she had not decided whether to go.
</td></tr></tbody></table></body></html>"""


def read(source: str) -> Article:
    """Return the article of a page in HTML."""
    return read_article(make_page(source, media="html"))


def paragraphs(article: Article) -> list[str]:
    """Return the blocks of the body, white space made plain."""
    return [" ".join(b.span.slice(article.text).split()) for b in article.blocks if b.kind is BlockKind.BODY]


def test_paragraphs_in_a_column_stand_apart() -> None:
    assert [line[:12] for line in paragraphs(read(COLUMNS))] == ["President Na", "They spoke f", "Ekberg's spo"]


def test_the_side_columns_are_no_part_of_the_article() -> None:
    assert "Herring quota" not in read(COLUMNS).text


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        ("title", "Rahal and Ekberg reopen border"),
        ("publisher", "The Alba Packet"),
        ("byline", ("Ann Day",)),
        ("published", "1999-05-04"),
    ],
)
def test_what_a_page_without_marks_says_of_itself(field: str, wanted: object) -> None:
    assert getattr(read(COLUMNS), field) == wanted


def test_a_table_of_figures_stays_one() -> None:
    assert "| 2004 | 3.10 |" in read(FIGURES).text


def test_words_in_bold_stay_in_their_sentence() -> None:
    assert "the tunnel had been discussed" in read(COLUMNS).text.replace("\n", " ")
