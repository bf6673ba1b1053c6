"""Show why the names under which pages tell of somebody are held to be one entity.

In: an open ledger and an entity. Out: an `Identity`: each name that a page has for it, with the signs that hold, their
weights and the threshold (see `annotate.likeness`), and the words that stand for it on the pages.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.annotate.likeness import THRESHOLD, Feature, Likeness, compare_names
from dateline.annotate.offices import persons_named
from dateline.annotate.persons import is_full
from dateline.errors import UsageError
from dateline.ids import fold
from dateline.lexicon import lexicon
from dateline.model.claims import MentionKind, Participant, Referent
from dateline.model.record import DatedMention
from dateline.reach import Reach
from dateline.resolve import named_around
from dateline.store.desk import events_with, search_all
from dateline.store.ledger import Ledger
from dateline.store.overview import entity_name

MOST_EVENTS = 40
"""The latest events whose pages are looked at: a person of thousands of events bears no other names in the rest."""
MOST_WORDS = 8
PRONOUNS = ("male", "female", "thing", "plural", "reflexive", "relative")


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that stand for somebody on pages, how they are known to, and how often they do."""

    words: str
    how: str
    times: int


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name that pages have for an entity, why it is held to be the entity's, and the words behind it.

    `likeness` is None for the name under which the entity is shown.
    """

    name: str
    country: str | None
    pages: int
    likeness: Likeness | None
    wordings: tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Identity:
    """An entity with the names that are held to be its own."""

    entity: str
    name: str
    uses: tuple[NameUse, ...]


def find_entity(ledger: Ledger, told: str) -> str:
    """Return the entity that an id or a name means; raise UsageError where there is none, or are several."""
    if entity_name(ledger, told) is not None:
        return told
    people = search_all(ledger, told).people
    persons = [one for one in people if one.entity.startswith(f"{MentionKind.PERSON}:")]
    exact = [one for one in people if fold(one.name) == fold(told)] or persons or list(people)
    if not exact:
        raise UsageError(f"{told}: nobody of that name takes part in an event of this ledger")
    if len(exact) > 1:
        shown = "; ".join(f"{one.name} ({one.entity})" for one in exact[:6])
        raise UsageError(f"{told}: several are called so: {shown}; name one by its id")
    return exact[0].entity


def explain_identity(ledger: Ledger, entity: str) -> Identity:
    """Return an entity's names with what speaks for each; raise UsageError for an unknown entity."""
    name = entity_name(ledger, entity)
    if name is None:
        raise UsageError(f"{entity}: nobody with that id takes part in an event of this ledger")
    told: dict[Referent, list[tuple[DatedMention, Participant]]] = defaultdict(list)
    for mention, participant in _mentions_of(ledger, entity):
        told[participant.referent].append((mention, participant))
    shown = _shown(name, entity, list(told))
    groups: dict[tuple[str, str | None], list[Referent]] = defaultdict(list)
    for referent in told:
        groups[fold(referent.name), referent.country].append(referent)
    reach, texts = Reach(ledger), _Texts(ledger)
    uses = [
        _use(reach, texts, shown, group, [pair for one in group for pair in told[one]]) for group in groups.values()
    ]
    return Identity(entity, name, tuple(sorted(uses, key=lambda use: (use.likeness is not None, -use.pages, use.name))))


def _mentions_of(ledger: Ledger, entity: str) -> Iterator[tuple[DatedMention, Participant]]:
    """Yield the event mentions in which an entity takes part, of its latest events, with its part in them."""
    for line in events_with(ledger, entity, MOST_EVENTS):
        rows = ledger.database.execute("SELECT id FROM mention WHERE event = ? ORDER BY id", (line.id,))
        for mention in ledger.mentions(row[0] for row in rows):
            for participant, other in zip(mention.mention.participants, mention.entities, strict=True):
                if other == entity and participant.span != mention.mention.trigger:  # "talks" name nobody
                    yield mention, participant


def _shown(name: str, entity: str, told: Sequence[Referent]) -> Referent:
    """Return the referent under whose name the entity is shown: one that tells a country, if there is one."""
    named = [one for one in told if fold(one.name) == fold(name)]
    kind = MentionKind(entity.partition(":")[0]) if entity.partition(":")[0] in set(MentionKind) else MentionKind.PERSON
    return min(named, key=lambda one: (one.country is None, repr(one)), default=Referent(entity, kind, name))


class _Texts:
    """The texts of pages, each fetched once."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.held: dict[str, str] = {}

    def of(self, page: str) -> str:
        if page not in self.held:
            self.held[page] = self.ledger.reading(page).article.text
        return self.held[page]


def _use(
    reach: Reach,
    texts: _Texts,
    shown: Referent,
    group: Sequence[Referent],
    told: Sequence[tuple[DatedMention, Participant]],
) -> NameUse:
    one = group[0]
    same = fold(one.name) == fold(shown.name)
    pages = {mention.page for mention, _ in told}
    counts = Counter((" ".join(p.span.slice(texts.of(m.page)).split()), p.referent.name) for m, p in told)
    wordings = tuple(Wording(w, how_known(w, name), n) for (w, name), n in counts.most_common(MOST_WORDS))
    return NameUse(one.name, one.country, len(pages), None if same else _likeness(reach, one, shown, told), wordings)


def _likeness(
    reach: Reach, one: Referent, shown: Referent, told: Sequence[tuple[DatedMention, Participant]]
) -> Likeness:
    """Return what speaks for a name among those around the first mention that has it."""
    mention = min((mention for mention, _ in told), key=lambda m: m.id)
    beside = reach.mentions(reach.around(mention.id))
    return compare_names(one, shown, named_around(p.referent for m in beside for p in m.mention.participants))


def how_known(words: str, name: str) -> str:
    """Say how words are known to stand for a name within a page."""
    said, whole = fold(words.removesuffix("'s").removesuffix("’s")).split(), fold(name).split()
    if said[-len(whole) :] == whole:
        return "named"
    if len(said) == 1 and any(said[0] in lexicon("coreference").words("pronouns", form) for form in PRONOUNS):
        return "pronoun, for the last before it whom it fits"
    if said and said[-1] in whole:
        return "part of the name" if is_full(name) else "named"
    if any(persons_named(" ".join(said[at:])) == persons_named(name) != () for at in range(len(said))):
        return "a spelling that the tables of office-holders list"
    if said and (said[-1] in lexicon("coreference").words("pairs", "alone") or said[-1].endswith("s")):
        return "several together, whom the page told of before"
    return "office or description, of whom the page calls so or, by the tables, held the office that day"


def identity_row(identity: Identity) -> Mapping[str, Any]:
    """Return an identity as JSON has it."""
    return {
        "id": identity.entity,
        "name": identity.name,
        "threshold": THRESHOLD,
        "names": [_use_row(use) for use in identity.uses],
    }


def _use_row(use: NameUse) -> dict[str, Any]:
    signs = [_sign_row(sign) for sign in use.likeness.signs] if use.likeness else []
    row: dict[str, Any] = {"name": use.name, "country": use.country, "pages": use.pages}
    if use.likeness is not None:
        row |= {"score": use.likeness.score, "signs": signs}
    words = [{"words": w.words, "how": w.how, "times": w.times} for w in use.wordings]
    return {key: value for key, value in (row | {"words": words}).items() if value is not None}


def _sign_row(sign: Feature) -> dict[str, Any]:
    return {"sign": sign.told, "weight": sign.weight}
