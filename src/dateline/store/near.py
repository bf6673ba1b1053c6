"""Find the events that stand near one: in the same days, with somebody in common.

In: an open ledger and an event. Out: rows, those of the same type and with most people in common first.
"""

from dateline.model.record import Event
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, EventLine, find_events


def near_events(ledger: Ledger, event: Event, limit: int = 6) -> tuple[EventLine, ...]:
    """Return events that a person may hold to be the same as this one."""
    who = [person.entity for person in event.participants][:12]
    if not who or not event.start or not event.end:
        return ()
    marks = ",".join("?" * len(who))
    query = (
        "SELECT r.event FROM record r JOIN record_who w ON w.event = r.event "  # noqa: S608 - question marks only
        f"WHERE w.entity IN ({marks}) AND r.first_day BETWEEN date(?, '-1 month') AND ? AND r.last_day >= ? "
        "AND r.event != ? GROUP BY r.event ORDER BY r.type = ? DESC, count(*) DESC, r.reports DESC, r.event LIMIT ?"
    )
    values = (*who, event.start, event.end, event.start, event.id, event.type, limit)
    found = [row["event"] for row in ledger.database.execute(query, values)]
    return tuple(line for item in found for line in find_events(ledger, EventFilter(event=item, limit=1)))
