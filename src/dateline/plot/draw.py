"""Draw a picture of what a ledger holds, by name: timeline, network, calendar.

In: an open ledger, the picture's name, a filter. Out: SVG as text.
"""

from dateline.errors import UsageError
from dateline.plot.pictures import draw_calendar, draw_network, draw_timeline
from dateline.store.desk import met_pairs, search_all
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events, get_event

PICTURES = ("timeline", "network", "calendar")


def draw(ledger: Ledger, picture: str, wanted: EventFilter) -> str:
    """Return the picture; raise UsageError for a name that is none."""
    about = f" with {' and '.join(wanted.who)}" if wanted.who else ""
    if picture == "network":
        return draw_network(met_pairs(ledger, _entity(ledger, wanted)), f"Who met whom{about}")
    events = [get_event(ledger, line.id) for line in find_events(ledger, wanted)]
    if picture == "timeline":
        return draw_timeline(events, f"Events{about}", links=False)
    if picture == "calendar":
        return draw_calendar(events, f"Events by month{about}")
    raise UsageError(f"{picture!r} is no picture; there are {', '.join(PICTURES)}")


def _entity(ledger: Ledger, wanted: EventFilter) -> str | None:
    """Return the entity that the first name stands for most often."""
    if not wanted.who:
        return None
    people = search_all(ledger, wanted.who[0]).people
    if not people:
        raise UsageError(f"{wanted.who[0]}: nobody of that name takes part in an event of this ledger")
    return people[0].entity
