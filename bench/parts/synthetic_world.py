"""Make up people, happenings and pages that tell them, as readings: no page of any publisher, no parser.

In: a seed. Out: `Reading`s whose spans hold, each with its event mentions dated, for `synthetic_ledger` to keep. All
names of people are made of syllables; cities and countries are those of the gazetteer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from dateline.annotate.places import find_place
from dateline.dating.timing import telling_words
from dateline.extract.statements import mention_ids
from dateline.ids import fold, page_id
from dateline.model.claims import (
    Attribution,
    Basis,
    Detail,
    EventMention,
    Interval,
    Mention,
    MentionKind,
    Participant,
    Place,
    Precision,
    Reading,
    Referent,
    Status,
    StatusReading,
    TimeExpression,
)
from dateline.model.record import DatedMention
from dateline.model.text import Article, Block, BlockKind, Page, Span

FIRST, DAYS = date(1990, 1, 1), 13_000
"""The days over which happenings are spread: 1990 to 2025."""
PEOPLE = 4_000
CITIES = (
    "Lima", "Oslo", "Nairobi", "Accra", "Quito", "Hanoi", "Riga", "Lusaka", "Tunis", "Bogota", "Manila", "Dakar",
    "Vienna", "Prague", "Amman", "Jakarta", "Ottawa", "Canberra", "Warsaw", "Lisbon", "Athens", "Sofia", "Santiago",
    "Kampala", "Rabat", "Kathmandu", "Tbilisi", "Baku", "Muscat", "Doha", "Dublin", "Helsinki", "Madrid", "Rome",
)  # fmt: skip
COUNTRIES = (
    "Peru", "Norway", "Kenya", "Ghana", "Ecuador", "Vietnam", "Latvia", "Zambia", "Tunisia", "Colombia", "Philippines",
    "Senegal", "Austria", "Jordan", "Indonesia", "Canada", "Australia", "Poland", "Portugal", "Greece", "Bulgaria",
    "Chile", "Uganda", "Morocco", "Nepal", "Azerbaijan", "Oman", "Qatar", "Ireland", "Finland", "Spain", "Italy",
)  # fmt: skip
PAPERS = ("Harbour Courier", "Lantern Post", "The Meridian", "Quayside News", "Copper Gazette", "North Bell")
SYLLABLES = (
    "ba", "do", "ri", "ken", "la", "mu", "sol", "ta", "ve", "nor", "hin", "jas", "pel", "qua", "ro", "stam", "ulf",
    "wen", "yor", "zim", "gra", "fen", "lod",
)  # fmt: skip
MATTERS = (
    "border", "fishing", "grain", "pipeline", "visa", "tariff", "airspace", "river", "dam", "satellite", "prisoner",
    "harbour", "rail", "mining",
)  # fmt: skip
TAIL = (
    "shipments", "quota", "patrols", "licences", "talks", "survey", "fees", "inspections", "accord", "claims",
    "raids", "delays", "outage", "levy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Deed:
    """A sort of happening: its sentence, its type in the record, and how often it comes among others."""

    type: str
    kind: str | None
    mode: str | None
    verb: str
    roles: tuple[str, str]
    often: int
    status: Status = Status.OCCURRED


MET = ("participant", "participant")
DONE = ("actor", "recipient")
DEEDS = (
    Deed("CONSULT", "meeting", None, "met", MET, 24),
    Deed("CONSULT", "talks", None, "held talks with", MET, 10),
    Deed("CONSULT", "phone-call", "phone", "telephoned", MET, 6),
    Deed("CONSULT", "visit", "visit", "visited", ("visitor", "host"), 6),
    Deed("CONSULT", "meeting", None, "will meet", MET, 6, Status.PLANNED),
    Deed("CONSULT", "meeting", None, "cancelled a meeting with", MET, 2, Status.CANCELLED),
    Deed("ACCUSE", None, "allege", "accused", DONE, 14),
    Deed("REJECT", "denial", None, "denied a charge by", DONE, 7),
    Deed("SANCTION", None, None, "imposed sanctions on", DONE, 5),
    Deed("AGREE", None, None, "reached an agreement with", DONE, 8),
    Deed("THREATEN", None, None, "threatened", DONE, 5),
    Deed("ASSAULT", None, None, "attacked", DONE, 5),
    Deed("AID", None, None, "sent aid to", DONE, 2),
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the made-up world; `number` sets it apart from all others."""

    number: int
    deed: Deed
    who: tuple[Referent, Referent]
    day: date
    place: Place
    matter: str


class World:
    """The made-up people, and happenings drawn among them: a few people take part in most, as in the news."""

    def __init__(self, seed: int = 1) -> None:
        self.random = Random(seed)
        self.cities = tuple(place for name in CITIES if (place := find_place(name)))
        self.people = tuple(dict.fromkeys(self._person() for _ in range(PEOPLE)))
        self.weights = list(accumulate(1.0 / (rank + 8) for rank in range(len(self.people))))
        self.deeds = list(accumulate(deed.often for deed in DEEDS))
        self.nations = tuple(_country(name) for name in COUNTRIES)

    def _person(self) -> Referent:
        first, last = ("".join(self.random.choices(SYLLABLES, k=n)).title() for n in (2, 3))
        country, office = find_place(self.random.choice(COUNTRIES)), self.random.choice(("president", "minister"))
        name, told = f"{first} {last}", country.country if country else None
        return Referent(f"person:{fold(name)}", MentionKind.PERSON, name, office=office, country=told, sector="GOV")

    def happening(self, number: int, day: date) -> Happening:
        """Draw a happening of about a day."""
        deed = self.random.choices(DEEDS, cum_weights=self.deeds)[0]
        if deed.type == "CONSULT" or self.random.random() < 0.6:
            left, right = self.random.choices(self.people, cum_weights=self.weights, k=2)
            right = right if left != right else self.people[(self.people.index(left) + 1) % len(self.people)]
        else:
            left, right = self.random.sample(self.nations, 2)
        matter = f"{self.random.choice(MATTERS)} {self.random.choice(TAIL)}"
        return Happening(number, deed, (left, right), day, self.random.choice(self.cities), matter)


def _country(name: str) -> Referent:
    place = find_place(name)
    code = place.country if place else None
    return Referent(f"country:{fold(name)}", MentionKind.COUNTRY, name, country=code, sector="GOV", place=place)


@dataclass(slots=True)
class Draft:
    """A page in the writing: its text so far, and what was found in it."""

    parts: list[str] = field(default_factory=list)
    at: int = 0
    mentions: list[Mention] = field(default_factory=list)
    times: list[TimeExpression] = field(default_factory=list)
    sentences: list[Span] = field(default_factory=list)
    attributions: list[Attribution] = field(default_factory=list)
    events: list[EventMention] = field(default_factory=list)

    def say(self, words: str) -> Span:
        """Add words, and return where they stand."""
        start, self.at = self.at, self.at + len(words)
        self.parts.append(words)
        return Span(start, self.at)

    def name(self, referent: Referent) -> Span:
        """Add a name, and note it as a mention."""
        span = self.say(referent.name)
        self.mentions.append(Mention(span, referent))
        return span


@dataclass(frozen=True, slots=True)
class Told:
    """A page of the made-up world: its reading, its event mentions dated, and which happening each of them tells."""

    reading: Reading
    mentions: tuple[DatedMention, ...]
    numbers: tuple[int, ...]


def write_page(happenings: Sequence[Happening], paper: str, serial: int, random: Random) -> Told:
    """Return the page on which a paper tells happenings; now and then it tells another length than others do."""
    draft, printed = Draft(), happenings[0].day
    title = draft.say(f"{happenings[0].who[0].name} and {happenings[0].who[1].name}: {happenings[0].matter}")
    draft.say("\n\n")
    start = draft.at
    for happening in happenings:
        _sentence(draft, happening, random)
        _quotation(draft, happening, serial)
    body = Span(start, draft.at)
    text = "".join(draft.parts)
    url = f"https://{fold(paper).replace(' ', '-')}.example/{printed.isoformat()}/{serial}"
    raw = text.encode()
    ident, sha256 = page_id(f"{url}\n{text}".encode())
    article = Article(
        ident, text, (Block(*_ends(title), BlockKind.TITLE), Block(*_ends(body), BlockKind.BODY)),
        title=title.slice(text), publisher=paper, published=printed.isoformat(), published_basis="given", url=url,
    )  # fmt: skip
    reading = Reading(
        Page(ident, sha256, raw, "text", path=f"{serial:06}.txt", url=url), article, tuple(draft.sentences),
        tuple(draft.mentions), tuple(draft.times), tuple(draft.attributions), tuple(draft.events),
    )  # fmt: skip
    return Told(reading, tuple(_dated(reading, happenings)), tuple(h.number for h in happenings))


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _sentence(draft: Draft, told: Happening, random: Random) -> None:
    """Write the sentence that reports a happening."""
    start = draft.at
    left = draft.name(told.who[0])
    draft.say(" ")
    trigger = draft.say(told.deed.verb)
    draft.say(" ")
    right = draft.name(told.who[1])
    draft.say(" in ")
    where = draft.say(told.place.name)
    draft.say(" on ")
    when = _time(draft, told.day)
    details = [] if told.deed.type != "CONSULT" or told.deed.kind == "visit" else [_length(draft, random)]
    draft.say(" over ")
    details.append(Detail("topic", told.matter, draft.say(told.matter)))
    draft.say(". ")
    spans, roles = (left, right), told.deed.roles
    people = tuple(Participant(w, r, s) for w, r, s in zip(told.who, roles, spans, strict=True))
    draft.sentences.append(Span(start, draft.at - 1))
    draft.events.append(
        EventMention(
            told.deed.type, told.deed.kind, told.deed.mode, "synthetic", trigger, draft.sentences[-1], people,
            StatusReading(told.deed.status), (when,), told.place, where, details=tuple(details),
        )
    )  # fmt: skip


def _time(draft: Draft, day: date) -> TimeExpression:
    span = draft.say(f"{day.day} {day:%B %Y}")
    made = TimeExpression(span, "date", day.isoformat(), Interval(day, day, Precision.DAY), Basis.EXPLICIT)
    draft.times.append(made)
    return made


def _length(draft: Draft, random: Random) -> Detail:
    minutes = 40 if random.random() < 0.9 else random.choice((15, 90))
    draft.say(" for ")
    return Detail("duration", f"PT{minutes}M", draft.say(f"{minutes} minutes"))


def _quotation(draft: Draft, told: Happening, serial: int) -> None:
    """Write what the second of the two says of it."""
    start = draft.at
    content = draft.say(f'"The {told.matter} will be settled before round {serial % 97}"')
    draft.say(", ")
    cue = draft.say("said")
    draft.say(" ")
    source = draft.name(told.who[1])
    draft.say(".\n")
    draft.sentences.append(Span(start, draft.at - 1))
    draft.attributions.append(Attribution("direct", cue, (content,), source, told.who[1]))


def _dated(reading: Reading, happenings: Sequence[Happening]) -> Iterator[DatedMention]:
    printed = Interval(happenings[0].day, happenings[0].day, Precision.DAY)
    for number, (event, ident) in enumerate(zip(reading.events, mention_ids(reading), strict=True)):
        words = telling_words(event.sentence.slice(reading.article.text))
        people = event.participants
        yield DatedMention(
            ident, reading.page.id, number, event, tuple(p.referent.key for p in people),
            tuple(p.referent.name for p in people), event.times[0].interval, Basis.EXPLICIT.value, None, event.place,
            words, printed,
        )  # fmt: skip


def spread_day(number: int, events: int) -> date:
    """Return the day about which a happening falls, all of them spread evenly over the years."""
    return FIRST + timedelta(days=number * DAYS // max(1, events))
