"""What one page says: mentions, times, attributions, event mentions and statements.

In: nothing. Out: frozen values, each with its span into the article's text. One `Reading` holds all that was
read from one page, with no knowledge of any other page.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dateline.model.text import Article, Page, Span


class MentionKind(StrEnum):
    """What a mention names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    COUNTRY = "country"  # also its people and government: "Russia", "Moscow" as government, "the Russians"
    PLACE = "place"  # city, region, venue
    OFFICE = "office"  # "the Russian president", "a White House official"
    GATHERING = "gathering"  # "the G20 summit"
    GROUP = "group"  # "gunmen", "hundreds of protesters"


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom or what mentions stand for, as far as this one article tells.

    `key` is `kind:name` in folded letters and the same for every mention of one referent in the article. `name` is
    the fullest form found. `country` is ISO 3166-1 alpha-3. `sector` is PLOVER's (GOV, MIL, REB, ...).
    """

    key: str
    kind: MentionKind
    name: str
    office: str | None = None  # "president", "foreign minister"
    title: str | None = None  # as written before the name: "Russian Foreign Minister"
    country: str | None = None
    sector: str | None = None
    qualifier: str | None = None  # "former", "-elect", "acting", "late"
    place: "Place | None" = None  # for countries and places: where it is
    unnamed: bool = False  # known by description only: "a White House official"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that stands for a referent; `form` says how: name, title, pronoun, description."""

    span: Span
    referent: Referent
    form: str = "name"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the map; `precision` is country, region, city or venue.

    `parent_id` is the GeoNames id of the city or country that holds a place without an id of its own; `basis` says
    why this one is meant where others bear the name.
    """

    name: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames_id: int | None = None
    precision: str = "city"
    parent_id: int | None = None
    basis: str | None = None


class Precision(StrEnum):
    """How fine a date is told."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


class Basis(StrEnum):
    """How a date was worked out."""

    EXPLICIT = "explicit"  # the text gives day, month and year
    WEEKDAY = "weekday"  # from the publication date
    RELATIVE = "relative"  # from another date in the text, or "yesterday"
    GATHERING = "gathering"  # the summit's own days
    OFFICE = "office"  # who held which office when
    PUBLICATION = "publication"  # the fallback


@dataclass(frozen=True, slots=True)
class Interval:
    """The days from `start` to `end`, both included."""

    start: date
    end: date
    precision: Precision

    def meets(self, other: "Interval") -> bool:
        """Say whether the two intervals share a day."""
        return self.start <= other.end and other.start <= self.end

    def in_words(self) -> str:
        """Return the days in words, as short as can be: "20 November 2016", "7–8 July 2017", "October 2016"."""
        first, last = self.start, self.end
        if first == last:
            return f"{first.day} {first:%B %Y}"
        whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
        if first.year == last.year and whole and first.month == last.month:
            return f"{first:%B %Y}"
        if first.year == last.year and whole and (first.month, last.month) == (1, 12):
            return str(first.year)
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{last.day} {last:%B %Y}"
        year = "" if first.year == last.year else f" {first.year}"
        return f"{first.day} {first:%B}{year} – {last.day} {last:%B %Y}"


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A date or duration as the text tells it, and what it comes to.

    `kind` is date, duration or set. `value` is a TIMEX3 value; where the text alone does not settle it, it is
    left open (`XXXX-WXX-7` for "Sunday", `XXXX-10` for "October") and `interval` is None until `anchor_time` of
    `dateline.annotate.dates` is given a reference day. `direction` is past, future or None, from tense and words.
    `minutes` is set for durations that have a length: `("PT4M", 4.0)`.
    """

    span: Span
    kind: str
    value: str
    interval: Interval | None = None
    basis: Basis | None = None
    direction: str | None = None
    anchor: Span | None = None  # the words that it is relative to: "the day after *the election*"
    minutes: float | None = None
    modifier: str | None = None  # TIMEX3 mod: APPROX, MORE_THAN, LESS_THAN, START, MID, END
    clock: str | None = None  # "22:42" with "+05:30" where told


class Status(StrEnum):
    """Whether it happened, as one mention tells it; DISPUTED is for a whole event only."""

    OCCURRED = "occurred"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    NOT_HELD = "not-held"
    DISPUTED = "disputed"


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The status of one event mention, with the words that decided it (`cues`) and the polarity, pos or neg."""

    status: Status
    polarity: str = "pos"
    cues: tuple[Span, ...] = ()


class SourceKind(StrEnum):
    """What sort of source speaks."""

    NAMED = "named"
    OFFICIAL = "official"  # named or not, speaks for an office: "a White House official"
    ANONYMOUS = "anonymous"
    ORGANISATION = "organisation"
    MEDIA = "media"
    OWN = "own"  # the writer's own account


@dataclass(frozen=True, slots=True)
class Attribution:
    """Source, cue and content: who is said to have said (thought, meant) what.

    `kind` is direct, indirect or mixed. `content` may have several parts where the cue stands inside it. `speaker`
    is None where no one is named. `within` is the index of the attribution whose content holds this one.
    """

    kind: str
    cue: Span
    content: tuple[Span, ...]
    source: Span | None = None
    speaker: Referent | None = None
    source_kind: SourceKind = SourceKind.NAMED
    act: str = "claim"
    addressee: Referent | None = None
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """One who takes part in an event mention, with the words that say so."""

    referent: Referent
    role: str
    span: Span


@dataclass(frozen=True, slots=True)
class Detail:
    """A value of one field of an event mention with the words that carry it, in the event's sentence or another."""

    field: str  # occasion, venue, duration, topic, outcome, format, killed, wounded, arrested, amount, ...
    value: str
    span: Span
    inferred_from: str | None = None
    polarity: str = "pos"  # neg where the words deny the value: "no agreement was reached"
    source: Referent | None = None  # whose account it is, where no attribution holds the words


@dataclass(frozen=True, slots=True)
class EventMention:
    """One sentence's report of an event."""

    type: str
    kind: str | None
    mode: str | None
    frame: str  # the id of the codebook's frame that matched
    trigger: Span
    sentence: Span
    participants: tuple[Participant, ...]
    status: StatusReading
    times: tuple[TimeExpression, ...] = ()
    place: Place | None = None
    place_span: Span | None = None
    gathering: Referent | None = None
    gathering_span: Span | None = None
    details: tuple[Detail, ...] = ()
    attribution: int | None = None  # index into the reading's attributions: whose word it is
    headline: bool = False
    sequel: str | None = None  # "first", "then", "last": its order among the article's events, as told


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something left out, with the stage that left it out and the reason."""

    stage: str
    reason: str
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one page, and from no other."""

    page: Page
    article: Article
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventMention, ...] = ()
    skipped: tuple[Skipped, ...] = ()
