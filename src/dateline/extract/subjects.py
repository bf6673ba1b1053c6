"""Say what is spoken of in each attribution: whom and what its content names, and which claim it denies.

In: a `Reading`. Out: a `Subject` for each of its attributions, in their order. Which event is spoken of is looked up in
the ledger, where events are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.extract.denials import link_denials
from dateline.model.claims import Attribution, MentionKind, Reading

NAMED = (MentionKind.COUNTRY, MentionKind.ORGANISATION, MentionKind.PERSON, MentionKind.PLACE, MentionKind.GATHERING)


@dataclass(frozen=True, slots=True)
class Subject:
    """The topics of what one attribution tells, and the number of the attribution that it denies, if any."""

    topics: tuple[str, ...]
    denies: int | None = None


def read_subjects(reading: Reading) -> tuple[Subject, ...]:
    """Return what each attribution of the reading is about."""
    denied = {link.denial: link.claim for link in link_denials(reading.attributions, reading.article)}
    return tuple(
        Subject(tuple(dict.fromkeys(_topics(reading, told))), denied.get(number))
        for number, told in enumerate(reading.attributions)
    )


def _topics(reading: Reading, told: Attribution) -> Iterator[str]:
    """Yield the topics that events told inside the content have, then the names that it holds, the speaker's not."""
    for event in reading.events:
        for detail in event.details:
            if detail.field == "topic" and any(part.covers(detail.span) for part in told.content):
                yield detail.value
    for mention in reading.mentions:
        named = mention.referent.kind in NAMED and mention.form != "pronoun" and mention.referent != told.speaker
        if named and any(part.covers(mention.span) for part in told.content):
            yield mention.referent.name
