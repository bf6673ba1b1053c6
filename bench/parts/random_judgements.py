"""Judge a ledger at random, as a crowd of reviewers might: same, not the same, split, verdicts on fields, and undoings.

In: an open ledger and a source of chance. Out: a `Crowd` that judges, takes back all it did, and says what the record
holds, so that it can be compared with what it held before.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from dateline.errors import UsageError
from dateline.judging import Signature, judge_different, judge_field, judge_same, split_mention, undo
from dateline.model.claims import Status
from dateline.model.record import Event, Judgement
from dateline.store.ledger import Ledger
from dateline.store.queries import EventFilter, find_events, get_event

HELD = ("mention", "block", "dispute", "listing", "record_body", "record_who", "who_word", "record_page", "quote")
"""The derived tables in which a judgement could leave a trace."""
UNDONE = 0.35
"""How often an act takes back an earlier one."""
NAMES = ("Ann", "Bo", "Cy")


@dataclass(slots=True)
class Crowd:
    """Reviewers at work on one ledger; `acts` are the first judgements of the acts that stand."""

    ledger: Ledger
    random: Random
    acts: list[str] = field(default_factory=list)
    done: int = 0

    def judge(self) -> None:
        """Do one act: judge, or take back an act that stands; what the desk refuses is no act."""
        try:
            if self.acts and self.random.random() < UNDONE:
                self._take_back(self.random.choice(self.acts))
            else:
                self.acts.append(self._judge()[0].id)
            self.done += 1
        except UsageError:
            return

    def take_all_back(self) -> None:
        """Undo every act that stands, in any order."""
        self.random.shuffle(self.acts)
        while self.acts:
            self._take_back(self.acts[-1])

    def _take_back(self, act: str) -> None:
        gone = {told.undoes for told in undo(self.ledger, act, self._signed())}
        self.acts = [kept for kept in self.acts if kept not in gone]

    def _signed(self) -> Signature:
        # the reason sets apart acts of one second by one person, which `undo` would take back together
        return Signature(self.random.choice(NAMES), f"act {self.done}")

    def _judge(self) -> tuple[Judgement, ...]:
        choose, event = self.random.choice, self._event()
        match choose(("same", "same", "different", "split", "field", "field", "field")):
            case "same":
                return judge_same(self.ledger, event, self._event(), self._signed())
            case "different":
                return judge_different(self.ledger, event, self._event(), self._signed())
            case "split":
                return split_mention(self.ledger, event, choose(event.mentions), self._signed())
        told = choose(event.fields)
        verdict, said = choose(
            (("edit", f"status={choose(tuple(Status))}"), ("edit", f"date={choose((2015, 2016))}-05-1{choose('012')}"),
             ("edit", f"place={choose(('Lima', 'Oslo', 'Quito'))}"), ("unverifiable", told.name),
             ("edit", f"participant=Eve Egg; {choose(event.participants).name if event.participants else 'Di Dahl'}"),
             ("wrong", f"{told.name}={told.value}"), ("right", f"{told.name}={told.value}"))
        )  # fmt: skip
        return judge_field(self.ledger, event, verdict, said, self._signed())

    def _event(self) -> Event:
        lines = find_events(self.ledger, EventFilter())
        return get_event(self.ledger, self.random.choice(lines).id)


def crossed(ledger: Ledger) -> Iterator[Judgement]:
    """Yield the standing "not the same" that the record crosses."""
    for judgement in ledger.judgements():
        if judgement.verdict == "different" and ledger.event_of(judgement.left) == ledger.event_of(judgement.right):
            yield judgement


def held_in(ledger: Ledger) -> dict[str, list[tuple[object, ...]]]:
    """Return all that the derived tables hold."""
    return {
        table: sorted((tuple(row) for row in ledger.database.execute(f"SELECT * FROM {table}")), key=repr)
        for table in HELD
    }
