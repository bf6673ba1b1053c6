"""From which country an article speaks: its dateline's, else its publisher's."""

import pytest

from dateline.annotate.home import publisher_country
from dateline.annotate.names import find_names
from dateline.annotate.sentences import parse_sentences
from dateline.model.text import Article, Block, BlockKind
from dateline.pipeline import load_kit


@pytest.mark.parametrize(
    ("publisher", "country"),
    [
        ("The Guardian", "GBR"),
        ("theguardian.com", "GBR"),
        ("The Irish Times", "IRL"),
        ("ekby.com.jm", "JAM"),
        ("ekby.co.uk", "GBR"),
        ("ekby.com", None),
        ("Ekby Courier", None),
        ("Reuters", None),  # an agency writes for all the world
    ],
)
def test_the_country_of_a_publisher(publisher: str, country: str | None) -> None:
    assert publisher_country(publisher) == country


@pytest.mark.parametrize(
    ("publisher", "text", "name"),
    [
        ("The Irish Times", "The prime minister spoke in the Dail on Monday.", "Enda Kenny"),
        ("The Irish Times", "The prime minister spoke in France on Monday.", "prime minister"),
        ("Ekby Courier", "The prime minister spoke on Monday.", "prime minister"),
    ],
)
def test_a_bare_office_is_the_home_country_s(publisher: str, text: str, name: str) -> None:
    article = Article("p", text, (Block(0, len(text), BlockKind.BODY),), publisher=publisher, published="2015-06-12")
    mentions = find_names(article, parse_sentences(article, load_kit().model))
    assert name in {m.referent.name for m in mentions if m.span.slice(text).lower().endswith("prime minister")}
