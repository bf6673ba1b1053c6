"""What the ledger derives: statements, judgements, fields, events.

In: nothing. Out: frozen values. Statements and judgements are kept for ever; events and fields are made from them
and can be made again at any time.
"""

from dataclasses import dataclass
from enum import StrEnum

from dateline.model.claims import EventMention, Interval, Place, Status
from dateline.model.text import Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One value for one field of one event, with the words that say it.

    `kind` is direct, indirect or own (the writer's account). `as_of` is the day on which it was said or printed, ISO
    8601, as far as known. `inferred_from` says how the value was worked out where the words alone do not give it;
    `fallback` is set where nothing but the page's own day stands behind it, which contradicts nobody.
    """

    id: str
    mention: str
    field: str
    value: str
    page: str
    span: Span
    quote: str
    source: str | None = None
    source_kind: str = "own"
    kind: str = "own"
    status: Status = Status.OCCURRED
    polarity: str = "pos"
    inferred_from: str | None = None
    as_of: str | None = None
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A decision that two things are the same or are not, or that a value is right or wrong; never overwritten.

    `verdict` is same, different, right, wrong, edit or unverifiable; `undoes` names the judgement that this takes
    back. `author` is a person's name, or `rule:` and the rule's.
    """

    id: str
    verdict: str
    left: str
    right: str = ""
    author: str = ""
    reason: str = ""
    at: str = ""
    undoes: str | None = None


class FieldState(StrEnum):
    """How far the statements behind a field agree."""

    SINGLE = "single"
    AGREED = "agreed"
    UPDATED = "updated"
    CONFLICTING = "conflicting"
    INFERRED = "inferred"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Field:
    """One property of an event, reconciled; `note` says in words why the state is what it is, where that helps."""

    name: str
    value: str
    state: FieldState
    statements: tuple[str, ...]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class EventParticipant:
    """One who takes part in an event, over all its reports."""

    entity: str
    name: str
    role: str
    office: str | None = None
    country: str | None = None
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One article's account of an event; reports of one `independent_source` copy one another."""

    page: str
    path: str | None
    url: str | None
    title: str | None
    publisher: str | None
    published: str | None
    published_basis: str | None
    independent_source: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a status's history."""

    status: Status
    as_of: str | None
    statement: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """How an event stands to another: part_of, follows, refers_to, denies, denied_by, same_trip, response_to."""

    event: str
    relation: str


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """Words that two reports have in common, and what share of the shorter text they make up."""

    left: str
    right: str
    quote: str
    share: float


@dataclass(frozen=True, slots=True)
class Merge:
    """Why two mentions are held to tell one event: the features that spoke for it, in words."""

    left: str
    right: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DatedMention:
    """An event mention with its id, its participants' entities and its place in time.

    `entities` stand in the order of the mention's participants. `date_reason` says how the interval was worked out.
    `as_of` is the day (or the first day of the range) of the page. `recap` is set where a definite noun without a time
    of its own takes up what the page has told: "the meeting lasted an hour". `reply` is where in the text the sentence
    says that one thing answers another: "in response to"; `turn` where it says that one deed came after another, which
    may be its answer. `linked` is set where other pages' reports date it, `answers`
    where the sentence opens as an answer to the one before: "In response, ...", `traced` where it tells what the one
    before answers: "The move follows ...". `prompts` is where it says that one thing led to another: "prompting";
    `mover` the country whose move is answered: "in retaliation for Oslo's move"; `chained` is set where two sentences
    say together that one act answers another. `about` are the most telling words of its page, the most telling first,
    `matter` those of them that name nobody. `recalled` is set where it tells no day and has that of the reports of what
    it recalls. `series` is set where not one encounter is told but many over a long time: "met
    regularly", "long-running negotiations".
    """

    id: str
    page: str
    ordinal: int
    mention: EventMention
    entities: tuple[str, ...]
    names: tuple[str, ...]
    interval: Interval | None
    basis: str | None
    date_reason: str | None
    place: Place | None
    words: frozenset[str]
    as_of: Interval | None = None
    recap: bool = False
    reply: int | None = None
    turn: int | None = None
    linked: bool = False
    answers: bool = False
    about: tuple[str, ...] = ()
    series: bool = False
    recalled: bool = False
    matter: tuple[str, ...] = ()
    prompts: int | None = None
    traced: bool = False
    mover: str | None = None
    chained: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """A cluster of event mentions and the statements about it."""

    id: str
    type: str
    mode: str | None
    kind: str | None
    status: Status
    label: str
    participants: tuple[EventParticipant, ...]
    fields: tuple[Field, ...]
    statements: tuple[Statement, ...]
    reports: tuple[Report, ...]
    independent_sources: int
    status_history: tuple[Step, ...] = ()
    start: str | None = None
    end: str | None = None
    date_precision: str | None = None
    date_basis: str | None = None
    place: Place | None = None
    venue: str | None = None
    occasion: str | None = None
    format: str | None = None
    duration: str | None = None
    topics: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    related: tuple[Relation, ...] = ()
    shared: tuple[SharedPassage, ...] = ()
    merges: tuple[Merge, ...] = ()
    mentions: tuple[str, ...] = ()
