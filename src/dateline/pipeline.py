"""READ ME FIRST: the whole way, from a page to the record.

`process(page)` reads one page, alone, with no knowledge of any other; any number of them can run side by side.
`update(ledger)` then dates, links and reconciles over the corpus, block by block, as the one writer. Bulk work is
many `process`, then one `update`: there is no second path.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.language import Language

from dateline.across import relate_across, stood_with
from dateline.annotate.dates import find_times
from dateline.annotate.names import find_names
from dateline.annotate.sentences import Sentence, load_model, parse_articles
from dateline.config import Config
from dateline.dating.clues import collect_clues
from dateline.dating.constraints import date_page
from dateline.dating.counted import keep_occasions, recount, waiting_keys
from dateline.dating.linked import find_linked, is_unsure, names_in, seekers
from dateline.dating.recalled import recall_keys, recollect
from dateline.dating.stretches import PageDate
from dateline.dating.timing import PageTime, place_in_time
from dateline.errors import PageError
from dateline.extract.accounts import add_accounts
from dateline.extract.attribution import read_attributions
from dateline.extract.codebook import Codebook
from dateline.extract.coreference import resolve_references
from dateline.extract.events import read_events
from dateline.extract.gate import Gate
from dateline.extract.in_turn import part_in_turn
from dateline.extract.statements import known_day, make_statements
from dateline.extract.subjects import read_subjects
from dateline.link import Cluster, cluster_mentions
from dateline.match.agreement import load_rules
from dateline.match.blocking import answering_keys, block_keys, seeking_keys
from dateline.model.claims import Interval, Reading, Skipped
from dateline.model.record import DatedMention, Event, Relation
from dateline.model.text import Article, Page
from dateline.reach import Reach
from dateline.read.article import read_article
from dateline.read.source import find_pages
from dateline.reconcile import reconcile_event
from dateline.relate import relate_events
from dateline.resolve import resolve_mentions
from dateline.store.judgements import judgements_on
from dateline.store.ledger import Ledger
from dateline.store.quotes import place_quotes
from dateline.store.seeking import answering_mentions, seeking_pages
from dateline.store.shelf import await_story
from dateline.stories.grouping import update_stories
from dateline.verdicts import Verdicts
from dateline.witness.reading import read_row
from dateline.witness.rows import MEDIA
from dateline.witnesses import make_witnesses

RULES = "2"
"""The version of the rules by which pages are read; a page read under another version is read again."""


@dataclass(frozen=True, slots=True)
class Kit:
    """What reading needs, loaded once a process: the parser and the codebook."""

    config: Config
    model: Language
    codebook: Codebook
    gate: Gate | None = None  # which sentences are worth a parse; all are where there is none


@lru_cache(maxsize=2)
def load_kit(config: Config | None = None) -> Kit:
    """Load the language model and the codebook; raise ModelError or ResourceError where that fails."""
    config = config or Config()
    model, codebook = load_model(config.model), Codebook.load(config.codebook)
    return Kit(config, model, codebook, Gate.of(model, codebook))


# --- one page -----------------------------------------------------------------------------------------------------


def process(page: Page, kit: Kit | None = None) -> Reading:
    """Read one page; raise PageError, with the reason, where there is nothing to read."""
    (read,) = process_together([page], kit or load_kit())
    if isinstance(read, PageError):
        raise read
    return read


def process_together(pages: Sequence[Page], kit: Kit) -> list[Reading | PageError]:
    """Read several pages, each as if it were alone: their sentences are parsed in one go, which takes less time."""
    opened = [_open(page) for page in pages]
    articles = [article for article in opened if isinstance(article, Article)]
    parsed = iter(parse_articles(articles, kit.model, kit.gate))
    return [
        _extract(page, found, next(parsed), kit) if isinstance(found, Article) else found
        for page, found in zip(pages, opened, strict=True)
    ]


def _open(page: Page) -> Article | Reading | PageError:
    """Return the page's article; a row of a witness is read at once, and a page without text gives its error."""
    try:
        return read_row(page) if page.media == MEDIA else read_article(page)
    except PageError as error:
        return error


def _extract(page: Page, article: Article, sentences: Sequence[Sentence], kit: Kit) -> Reading:
    """Take from an article's sentences all that they tell."""
    mentions = find_names(article, sentences)
    references = resolve_references(article, sentences, mentions)
    times = find_times(article, sentences)
    attributions = read_attributions(article, sentences, references)
    events = read_events(
        article, sentences, references=references, times=times, attributions=attributions, codebook=kit.codebook
    )
    events = add_accounts(article, sentences, references, attributions, part_in_turn(article, mentions, times, events))
    return Reading(
        page=page,
        article=article,
        sentences=tuple(s.span for s in sentences),
        mentions=mentions,
        times=times,
        attributions=attributions,
        events=events,
        skipped=tuple(Skipped("read", note, page.path) for note in article.notes),
    )


BATCH = 50_000
"""Bytes of pages that are read together: from ten pages on more are no faster, and a batch takes about two seconds."""


def batches(pages: Iterable[Page | Skipped]) -> Iterator[list[Page | Skipped]]:
    """Yield what was found in lists of pages that are read together."""
    batch: list[Page | Skipped] = []
    size = 0
    for page in pages:
        batch.append(page)
        size += len(page.data) if isinstance(page, Page) else 0
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def read_pages(inputs: Sequence[str], kit: Kit) -> Iterator[Reading | Skipped]:
    """Read all pages that the inputs name; what cannot be read is yielded as skipped, and the rest goes on."""
    for batch in batches(find_pages(inputs, kit.config)):
        readings = iter(process_together([page for page in batch if isinstance(page, Page)], kit))
        for page in batch:
            read = page if isinstance(page, Skipped) else next(readings)
            yield Skipped(read.stage, read.reason, _name(page)) if isinstance(read, PageError) else read


def _name(page: Page | Skipped) -> str:
    return page.subject or "" if isinstance(page, Skipped) else page.path or page.url or page.id


def place_alone(reading: Reading) -> tuple[DatedMention, ...]:
    """Return a page's event mentions placed in time by what that page alone says."""
    return resolve_mentions(place_in_time(reading)[1])


# --- the corpus ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one input of `add_pages`: result is added, known or skipped."""

    name: str
    result: str
    reason: str | None = None


def add_pages(ledger: Ledger, inputs: Sequence[str], kit: Kit) -> Iterator[Outcome]:
    """Read pages into the ledger, each in a transaction of its own; a page read already is left as it is."""
    for batch in batches(find_pages(inputs, kit.config)):
        new = {p.id: p for p in batch if isinstance(p, Page) and not ledger.has_page(p.id, RULES)}
        readings = dict(zip(new, process_together(list(new.values()), kit), strict=True))
        for page in batch:
            yield _add(ledger, page, None if isinstance(page, Skipped) else readings.get(page.id))


def _add(ledger: Ledger, page: Page | Skipped, read: Reading | PageError | None) -> Outcome:
    """Write what became of a page; None stands for one that needed no reading."""
    if isinstance(page, Skipped):
        ledger.add_skipped(page)
        return Outcome(_name(page), "skipped", page.reason)
    if isinstance(read, PageError):
        ledger.add_skipped(Skipped(read.stage, read.reason, _name(page)))
        return Outcome(_name(page), "skipped", read.reason)
    if read is None or ledger.has_page(page.id, RULES):
        ledger.add_location(page)
        return Outcome(_name(page), "known")
    ledger.add_reading(read, RULES)
    return Outcome(_name(page), "added")


AT_ONCE = 200
"""Pages that an update places before it links them: enough to share the work, few enough for the memory."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an update did: pages placed, and events written."""

    pages: int
    events: int


def update(ledger: Ledger, kit: Kit | None = None) -> Change:
    """Bring the record up to date with the pages that were read since; touch only the blocks they stand in."""
    written: set[str] = set()
    with ledger.transaction():
        pages = ledger.unplaced_pages()
        for start in range(0, len(pages), AT_ONCE):
            touched = {mention for page in pages[start : start + AT_ONCE] for mention in _place(ledger, page)}
            touched |= {
                mention for page in seeking_pages(ledger, touched) for mention in _place_by_others(ledger, page)
            }
            written |= _settle(ledger, touched)
        update_stories(ledger)
    return Change(len(pages), len(written))


def _settle(ledger: Ledger, touched: set[str]) -> set[str]:
    """Make the events of touched mentions, then those of what is counted from them; return the events written."""
    written = rebuild(ledger, touched)
    for _ in range(CHAIN):
        moved = (*recount(ledger, touched, written), *recollect(ledger, touched))
        for mention, keys in moved:
            ledger.place_mention(mention, (*block_keys(mention), *keys))
        if not moved:
            break
        touched = {mention.id for mention, _ in moved}
        written |= rebuild(ledger, touched)
    return written


CHAIN = 3
"""So many counts may hang on one another: a week after what came a day after the talks."""


def _place(ledger: Ledger, page: str) -> Iterator[str]:
    """Put a page and its event mentions into their place in time, and yield the mentions' ids."""
    reading = ledger.reading(page)
    when, mentions = place_in_time(reading)
    yield from _keep_placed(ledger, reading, (when, mentions), _seeking(when, mentions))


def _place_by_others(ledger: Ledger, page: str) -> Iterator[str]:
    """Date a page that does not date itself by other pages' reports, and yield its mentions where that changes them."""
    reading = ledger.reading(page)
    when, alone = place_in_time(reading)
    seeking = _seeking(when, alone)
    placed = place_in_time(reading, _linked_days(ledger, when, alone))
    before = {(m.id, m.interval, m.linked) for m in ledger.mentions(mention.id for mention in alone)}
    if before != {(m.id, m.interval, m.linked) for m in placed[1]}:
        yield from _keep_placed(ledger, reading, placed, seeking)


def _linked_days(ledger: Ledger, when: PageTime, alone: Sequence[DatedMention]) -> tuple[Interval, ...]:
    """Return the days that other pages give for what a page tells as news."""
    seeking = _seeking(when, alone)
    others = answering_mentions(ledger, {key for keys in seeking.values() for key in keys})
    return find_linked(when, alone, others, lambda other: names_in(ledger.reading(other)))


def explain_date(ledger: Ledger, page: str) -> PageDate:
    """Return when a page of the ledger came out, with every constraint, other pages' reports among them."""
    reading = ledger.reading(page)
    return date_page(collect_clues(reading), _linked_days(ledger, *place_in_time(reading)), reading.article.day)


def _seeking(when: PageTime, mentions: Iterable[DatedMention]) -> dict[str, tuple[str, ...]]:
    """Return the keys under which an undated page's encounters seek other pages' reports, by mention."""
    return {m.id: seeking_keys(m) for m in seekers(mentions)} if is_unsure(when) else {}


def _keep_placed(
    ledger: Ledger,
    reading: Reading,
    placed: tuple[PageTime, tuple[DatedMention, ...]],
    seeking: Mapping[str, tuple[str, ...]],
) -> Iterator[str]:
    when, mentions = placed
    waiting, recalls = waiting_keys(reading, mentions), recall_keys(reading, mentions)
    ledger.place_article(reading, when.interval, when.reason)
    await_story(ledger, reading, when.interval)
    keep_occasions(ledger, reading, when.interval)
    place_quotes(ledger, reading, known_day(when.interval), read_subjects(reading))
    for mention in mentions:
        beside = (keys for found in (seeking, waiting, recalls) for keys in found.get(mention.id, ()))
        answering = () if mention.id in recalls else answering_keys(mention)
        ledger.place_mention(mention, (*block_keys(mention), *answering, *beside))
        yield mention.id


def rebuild(ledger: Ledger, touched: Iterable[str]) -> set[str]:
    """Link and reconcile anew all that links connect with the touched mentions; return the events written."""
    reach = Reach(ledger)
    changed = reach.settle_names(touched)
    mentions = reach.linked(ledger.event_mates(changed))
    judgements = judgements_on(ledger, (mention.id for mention in mentions))
    gone = ledger.events_of(mention.id for mention in mentions)
    parted = stood_with(ledger, gone)
    made = cluster_mentions(mentions, judgements)
    clusters = {ledger.mint_event([m.id for m in cluster.mentions]): cluster for cluster in made}
    same = {} if judgements else _unchanged(ledger, {e: clusters[e] for e in sorted(gone & set(clusters))}, changed)
    ledger.drop_records(gone)
    related = _relate(ledger, reach, clusters, (gone, parted))
    readings: dict[str, Reading] = {}
    verdicts = Verdicts(judgements)
    for event, cluster in clusters.items():
        if event in same:
            ledger.write_event(replace(same[event], related=related.get(event, ())))
            continue
        for mention in cluster.mentions:
            if mention.page not in readings:
                readings[mention.page] = ledger.reading(mention.page)
        record = replace(make_event(event, cluster, readings), related=related.get(event, ()))
        ledger.keep_statements(record.statements)
        ledger.write_event(verdicts.apply(record))
    return set(clusters)


def _unchanged(ledger: Ledger, clusters: Mapping[str, Cluster], changed: set[str]) -> dict[str, Event]:
    """Return the records that come out as they are: of the same mentions, put together alike, none of them changed.

    A page may reach dozens of events through loosely dated acts, and change one or two of them.
    """
    same = {}
    for event, cluster in clusters.items():
        ids = tuple(mention.id for mention in cluster.mentions)
        if changed.isdisjoint(ids):
            record = ledger.record(event)
            if record.mentions == ids and record.merges == cluster.merges:
                same[event] = record
    return same


def _relate(
    ledger: Ledger, reach: Reach, clusters: Mapping[str, Cluster], before: tuple[set[str], set[str]]
) -> dict[str, tuple[Relation, ...]]:
    """Return how the clusters' events stand to others, and mend what these others say of them.

    `before` are the events that were taken out of the record, and those whose record may speak of them.
    """
    gone, parted = before
    others = _told_beside(ledger, reach, clusters, gone)
    on_pages = relate_events({**clusters, **{event: Cluster(tuple(told), ()) for event, told in others.items()}})
    elsewhere = relate_across(ledger, reach, clusters)
    related = {event: {*on_pages.get(event, ()), *elsewhere.get(event, ())} for event in {*on_pages, *elsewhere}}
    for event in sorted({*others, *parted, *elsewhere} - gone - set(clusters)):
        record = ledger.record(event)
        kept = (r for r in record.related if r.event not in gone and r.event not in clusters)
        new = (r for r in related.get(event, ()) if r.event in clusters)
        now = _in_order((*kept, *new))
        if now != record.related:
            ledger.write_event(replace(record, related=now))
    return {event: _in_order(found) for event, found in related.items()}


def _told_beside(
    ledger: Ledger, reach: Reach, clusters: Mapping[str, Cluster], gone: set[str]
) -> dict[str, list[DatedMention]]:
    """Return the other encounters that the clusters' encounters' pages tell, by event."""
    inside = {mention.id for cluster in clusters.values() for mention in cluster.mentions}
    others: dict[str, list[DatedMention]] = defaultdict(list)
    for told in reach.beside(m for c in clusters.values() for m in c.mentions):
        event = ledger.event_of(told.id)
        if told.id not in inside and event is not None and event not in gone:
            others[event].append(told)
    return others


def _in_order(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    return tuple(sorted(set(relations), key=lambda r: (r.event, r.relation)))


def make_event(event: str, cluster: Cluster, readings: dict[str, Reading]) -> Event:
    """Return the event that a cluster tells, from the readings of its pages."""
    statements = [s for m in cluster.mentions for s in make_statements(readings[m.page], m)]
    pages = sorted({m.page for m in cluster.mentions})
    witnesses = make_witnesses([readings[page] for page in pages])
    return reconcile_event(event, cluster, statements, witnesses, load_rules())


def rebuild_all(ledger: Ledger) -> Change:
    """Make the whole derived record anew from what was read and judged; ids stay."""
    with ledger.transaction():  # who looks on meanwhile sees the old record, and a fault leaves it
        ledger.forget_derived()
        return update(ledger)
