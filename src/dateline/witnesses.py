"""Say who tells an event: its reports, and which of them copy one another and so count as one independent source.

In: the readings of the event's pages. Out: `Witnesses` for `dateline.reconcile`.
"""

from collections.abc import Sequence

from dateline.match.reuse import Independence, Passage, group_reports
from dateline.model.claims import Reading
from dateline.model.record import Report, SharedPassage
from dateline.reconcile import Witnesses


def make_witnesses(readings: Sequence[Reading]) -> Witnesses:
    """Return the reports of an event, by page, numbered by independent source, and the passages that they share."""
    ordered = sorted(readings, key=lambda reading: reading.page.id)
    found = group_reports(reading.article for reading in ordered) if len(ordered) > 1 else _alone(ordered)
    number = {page: count for count, group in enumerate(found.groups, start=1) for page in group}
    reports = {reading.page.id: _report(reading, number[reading.page.id]) for reading in ordered}
    return Witnesses(reports, _shared(ordered, found))


def _alone(readings: Sequence[Reading]) -> Independence:
    return Independence(tuple((reading.page.id,) for reading in readings), {})


def _report(reading: Reading, number: int) -> Report:
    article, page = reading.article, reading.page
    published, basis = article.published, article.published_basis
    return Report(
        page.id, page.path, page.url or article.url, article.title, article.publisher, published, basis, number
    )


def _shared(readings: Sequence[Reading], found: Independence) -> tuple[SharedPassage, ...]:
    texts = {reading.page.id: reading.article.text for reading in readings}

    def show(left: str, right: str, passage: Passage) -> SharedPassage:
        return SharedPassage(left, right, passage.left.slice(texts[left]), round(passage.share, 3))

    return tuple(
        show(left, right, passage) for (left, right), passages in sorted(found.passages.items()) for passage in passages
    )
