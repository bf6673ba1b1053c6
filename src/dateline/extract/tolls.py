"""Let a toll take up the attack that it counts the dead of: "The death *toll* rose to 15".

In: a `Draft` and those that the article told before it. Out: the draft, a toll's with the participants of the last
attack told before. The counts themselves are read by `amounts`; which mentions are one event is left to `link`.
"""

from collections.abc import Sequence
from dataclasses import replace

from dateline.extract.amounts import amounts_of
from dateline.extract.encounters import Draft
from dateline.model.claims import Status

TOLL = "toll"
"""The kind of the frames that only count the dead of what was told before."""

_REAL = (Status.OCCURRED, Status.ONGOING)


def take_up_attack(draft: Draft, told: Sequence[Draft]) -> Draft:
    """Return a toll with those who took part in the last attack told before it; any other draft as it is.

    A toll that no number is told of ("the death toll rose") brings nothing up to date, and nobody takes part in it.
    """
    if draft.kind != TOLL:
        return draft
    if not amounts_of(draft.scene.sentence, draft.type):
        return replace(draft, participants=())
    like = [before for before in told if before.type == draft.type and before.status.status in _REAL]
    if not like:
        return draft
    span, names = draft.scene.sentence.place(draft.trigger), {p.referent.name for p in draft.participants}
    taken = tuple(replace(p, span=span) for p in like[-1].participants if p.referent.name not in names)
    return replace(draft, participants=(*draft.participants, *taken))
