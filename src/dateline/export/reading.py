"""Write what was read from one page as the JSON of DESIGN.md: one object a page, no ledger needed.

In: a `Reading` and its dated mentions. Out: dicts for `json.dumps`. The schema is
`resources/schema/reading.schema.json`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from dateline.dating.clues import collect_clues
from dateline.dating.constraints import date_page
from dateline.export.datings import dating_object
from dateline.export.record import filled, place_object
from dateline.extract.contexts import score_article
from dateline.model.claims import Attribution, Participant, Reading
from dateline.model.record import DatedMention
from dateline.model.text import Article, Span

ARTICLE_CONTEXTS = 5
"""Contexts shown of an article, the heaviest: PLOVER's coders give an event two, and an article tells of several."""


def reading_object(reading: Reading, told: Sequence[DatedMention]) -> dict[str, Any]:
    """Return one page's reading with the keys that the contract names."""
    page = reading.page
    return {
        "page": filled({"id": page.id, "path": page.path, "url": page.url, "sha256": page.sha256}),
        "article": article_object(reading.article) | _dated(reading),
        "attributions": [attribution_object(a) for a in reading.attributions],
        "events": [mention_object(reading, mention) for mention in told],
        "skipped": [filled({"stage": s.stage, "reason": s.reason, "subject": s.subject}) for s in reading.skipped],
    }


def _dated(reading: Reading) -> dict[str, Any]:
    """Return how a page without a date is dated by what it says, if anything dates it."""
    found = date_page(collect_clues(reading)) if reading.article.day is None else None
    return {"dated": dating_object(found)} if found is not None and found.constraints else {}


def article_object(article: Article) -> dict[str, Any]:
    """Return an article with its text and blocks."""
    return filled(
        {
            "title": article.title,
            "byline": ", ".join(article.byline) or None,
            "publisher": article.publisher,
            "credit": article.credit,
            "dateline": article.dateline,
            "published": article.published,
            "published_basis": article.published_basis,
            "modified": article.modified,
            "language": article.language,
            "contexts": [
                {"name": name, "weight": weight} for name, weight in score_article(article)[:ARTICLE_CONTEXTS]
            ],
            "text": article.text,
            "blocks": [{"start": b.start, "end": b.end, "kind": b.kind.value} for b in article.blocks],
        }
    )


def attribution_object(told: Attribution) -> dict[str, Any]:
    """Return an attribution; `content` is the stretch from its first part to its last."""
    return filled(
        {
            "kind": told.kind,
            "speaker": told.speaker.name if told.speaker else None,
            "source": span_object(told.source) if told.source else None,
            "source_kind": told.source_kind.value,
            "cue": span_object(told.cue),
            "content": span_object(Span(told.content[0].start, told.content[-1].end)),
            "act": told.act,
            "addressee": told.addressee.name if told.addressee else None,
            "within": told.within,
        }
    )


def mention_object(reading: Reading, told: DatedMention) -> dict[str, Any]:
    """Return an event mention, placed in time as far as its page alone allows."""
    event = told.mention
    details: dict[str, list[str]] = {}
    for detail in event.details:
        details.setdefault(detail.field, []).append(detail.value)
    source = reading.attributions[event.attribution].speaker if event.attribution is not None else None
    interval = told.interval
    return filled(
        {
            "id": told.id,
            "type": event.type,
            "mode": event.mode,
            "kind": event.kind,
            "status": event.status.status.value,
            "polarity": event.status.polarity,
            "trigger": span_object(event.trigger),
            "sentence": span_object(event.sentence),
            "participants": [
                _participant(p, name, entity)
                for p, name, entity in zip(event.participants, told.names, told.entities, strict=True)
            ],
            "start": interval.start.isoformat() if interval else None,
            "end": interval.end.isoformat() if interval else None,
            "date_precision": interval.precision.value if interval else None,
            "date_basis": told.basis,
            "place": place_object(told.place) if told.place else None,
            "occasion": event.gathering.name if event.gathering else None,
            "venue": _first(details, "venue"),
            "duration": _first(details, "duration"),
            "topics": details.get("topic", []),
            "contexts": details.get("context", []),
            "source": source.name if source else None,
        }
    )


def _participant(told: Participant, name: str, entity: str) -> dict[str, Any]:
    referent = told.referent
    return filled(
        {
            "name": name,
            "entity": entity,
            "role": told.role,
            "office": referent.office,
            "country": referent.country,
            "sector": referent.sector,
            "start": told.span.start,
            "end": told.span.end,
        }
    )


def _first(details: Mapping[str, Sequence[str]], name: str) -> str | None:
    return details[name][0] if name in details else None


def span_object(span: Span) -> dict[str, int]:
    """Return a span as start and end."""
    return {"start": span.start, "end": span.end}
