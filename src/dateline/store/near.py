"""Find the events that stand near one: in the same days, with somebody in common.

In: an open ledger and an event. Out: rows, those of the same type and with most people in common first.
"""

from dateline.model.record import Event
from dateline.store.ledger import Ledger
from dateline.store.queries import EventLine, lines_of


def near_events(ledger: Ledger, event: Event, limit: int = 6) -> tuple[EventLine, ...]:
    """Return events that a person may hold to be the same as this one."""
    who = [person.entity for person in event.participants][:12]
    if not who or not event.start or not event.end:
        return ()
    marks = ",".join("?" * len(who))
    query = (  # CROSS JOIN has SQLite look at the month first: by people, it read thousands
        "SELECT r.event FROM listing r CROSS JOIN record_who w ON w.event = r.event "  # noqa: S608 - question marks only
        "WHERE r.first_day BETWEEN date(?, '-1 month') AND ? AND r.last_day >= ? AND r.event != ? "
        f"AND w.entity IN ({marks}) "
        "GROUP BY r.event ORDER BY r.type = ? DESC, count(*) DESC, r.reports DESC, r.event LIMIT ?"
    )
    values = (event.start, event.end, event.start, event.id, *who, event.type, limit)
    return tuple(lines_of(ledger, [row["event"] for row in ledger.database.execute(query, values)]))
