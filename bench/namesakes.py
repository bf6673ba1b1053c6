"""Which of several cities of one name an article means: accuracy, beside the largest city of the name.

Data: a table of cases of our own, `tests/cases/namesakes.yml`: the text of an article, a name, and the country of the
one meant. Judged is the place of the name's first mention. The first run on the table, written before the weights
were tried on it, gave .68 (26 November 2026): names that the parser took for people, and a country's naming weighed
less than the fame of a capital. On the `fresh` cases, written when the weights stood, the first run gave .95.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from bench.report import Report
from dateline.annotate.names import find_names
from dateline.annotate.places import namesakes
from dateline.annotate.sentences import load_model, parse_articles
from dateline.ids import fold
from dateline.model.claims import MentionKind, Place
from dateline.model.text import Article, Block, BlockKind

DATA = Path(__file__).resolve().parents[1] / "tests" / "cases" / "namesakes.yml"
Case = Mapping[str, Any]


def run(data: Path, split: str | None) -> Report:
    """Judge every case of the table."""
    cases: Sequence[Case] = yaml.safe_load(data.read_text(encoding="utf-8"))
    found = list(find_cities(cases))
    right = [place is not None and place.country == case["country"] for case, place in zip(cases, found, strict=True)]
    largest = [_largest(case["name"]) == case["country"] for case in cases]
    return Report(
        task="namesakes",
        data=str(data),
        split=split,
        n=len(cases),
        figures={"accuracy": sum(right) / len(cases)},
        baseline={"the largest city of the name": {"accuracy": sum(largest) / len(cases)}},
        cases=tuple(
            f"{'+' if ok else '-'} {case['text']} | {place and (place.country, place.basis)}"
            for ok, case, place in zip(right, cases, found, strict=True)
        ),
    )


def find_cities(cases: Sequence[Case]) -> Iterator[Place | None]:
    """Yield the place of the first mention of each case's name."""
    articles = [as_article(case["text"]) for case in cases]
    for case, article, sentences in zip(cases, articles, parse_articles(articles, load_model(), None), strict=True):
        mentions = find_names(article, sentences)
        named = (m.referent.place for m in mentions if m.referent.kind == MentionKind.PLACE)
        yield next((place for place in named if place is not None and fold(place.name) == fold(case["name"])), None)


def as_article(text: str) -> Article:
    """Return an article of one block."""
    return Article("p_bench", text, (Block(0, len(text), BlockKind.BODY),))


def _largest(name: str) -> str | None:
    return max(namesakes(name), key=lambda one: one.population).place.country if namesakes(name) else None
