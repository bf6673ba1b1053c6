"""Say who copies whom: among the reports of an event, the articles of a story, or the publishers of a whole ledger.

In: an open ledger and an event's or a story's id. Out: `Tie`s, each with the shared passages and the words of both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dateline.match.agencies import find_agencies
from dateline.match.copies import Copy, find_copies, publisher_graph
from dateline.match.reuse import group_reports
from dateline.model.claims import Reading
from dateline.store.ledger import Ledger
from dateline.store.queries import get_event
from dateline.store.stories import all_edges, publisher_names
from dateline.stories.grouping import update_stories
from dateline.stories.story import get_story


@dataclass(frozen=True, slots=True)
class Shared:
    """One passage that two reports share, in the words of both; `exact` says that no word was replaced."""

    words: str
    start: int
    end: int
    theirs: str
    their_start: int
    their_end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class Voice:
    """One report, as a person would name it, and the number of the independent source that it belongs to."""

    page: str
    name: str
    day: str | None
    source: int
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Two reports that share text; `page` follows `origin` where `because` says how that is known."""

    page: str
    origin: str
    share: float
    whole: bool
    because: str | None
    passages: tuple[Shared, ...]


@dataclass(frozen=True, slots=True)
class Sources:
    """The reports of an event or a story by independent source, and who follows whom."""

    label: str
    voices: tuple[Voice, ...]
    ties: tuple[Tie, ...]

    @property
    def independent(self) -> int:
        """Return how many independent sources there are."""
        return len({voice.source for voice in self.voices})


def sources_of(ledger: Ledger, ident: str) -> Sources:
    """Return the sources of an event, or of a story where the id begins with `y_`."""
    if ident.startswith("y_"):
        story = get_story(ledger, ident)
        return _sources(ledger, story.line.title, [member.page for member in story.articles])
    event = get_event(ledger, ident)
    return _sources(ledger, event.label, [report.page for report in event.reports])


def _sources(ledger: Ledger, label: str, pages: Sequence[str]) -> Sources:
    readings = {page: ledger.reading(page) for page in sorted(pages)}
    articles = [reading.article for reading in readings.values()]
    found = group_reports(articles, by_keys=True)
    number = {page: count for count, group in enumerate(found.groups, start=1) for page in group}
    voices = sorted((_voice(reading, number[page]) for page, reading in readings.items()), key=_order)
    ties = tuple(_tie(copy, readings) for copy in find_copies(articles, found))
    return Sources(label, tuple(voices), ties)


def _order(voice: Voice) -> tuple[int, str, str]:
    return voice.source, voice.day or "", voice.page


def _voice(reading: Reading, number: int) -> Voice:
    article, page = reading.article, reading.page
    file = (page.path or page.url or page.id).rpartition("/")[2]
    name = f"{article.publisher}, {file}" if article.publisher else file
    day = article.published[:10] if article.published else None
    return Voice(page.id, name, day, number, tuple(sorted(find_agencies(article))))


def _tie(copy: Copy, readings: dict[str, Reading]) -> Tie:
    own, theirs = readings[copy.page].article.text, readings[copy.origin].article.text
    passages = tuple(
        Shared(p.left.slice(own), p.left.start, p.left.end, p.right.slice(theirs), p.right.start, p.right.end, p.exact)
        for p in copy.passages
    )
    return Tie(copy.page, copy.origin, copy.share, copy.whole, copy.because, passages)


def publishers(ledger: Ledger) -> dict[tuple[str, str], int]:
    """Return how often each publisher's articles follow another's, over all stories: (who follows, whom)."""
    update_stories(ledger)
    return publisher_graph(all_edges(ledger), publisher_names(ledger))


def sources_object(found: Sources) -> dict[str, Any]:
    """Return the sources of an event or a story as a JSON object."""
    return {
        "label": found.label,
        "independent_sources": found.independent,
        "reports": [
            {
                "page": v.page,
                "name": v.name,
                "published": v.day,
                "independent_source": v.source,
                "agencies": list(v.agencies),
            }
            for v in found.voices
        ],
        "copies": [
            {
                "page": t.page,
                "origin": t.origin,
                "share": t.share,
                "one_source": t.whole,
                "because": t.because,
                "passages": [_passage(p) for p in t.passages],
            }
            for t in found.ties
        ],
    }


def _passage(shared: Shared) -> dict[str, Any]:
    return {
        "quote": shared.words,
        "start": shared.start,
        "end": shared.end,
        "origin_quote": shared.theirs,
        "origin_start": shared.their_start,
        "origin_end": shared.their_end,
        "word_for_word": shared.exact,
    }
