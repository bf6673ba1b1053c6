"""Corroborate: does an official record tell of what we have, and correct what we have wrong?

Two checks. (1) Made from the record itself, and so synthetic: encounters of its rows are told as news sentences of our
own, with the day shifted by one to three days, the place moved to another country, as a telephone call, or unchanged;
the sentences go the whole way into a ledger, and `corroborate` has to say confirmed, date-corrected, contradicted or
not covered. It measures matching and reading, not how news differ from records. (2) Thirty trips whose rows were read
by eye (bench/samples/trips.tsv): whom the reader finds met in them. In: a folder of State Department XML.
"""

import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from bench.report import Report
from dateline.annotate.countries import country_coded, country_name
from dateline.annotate.offices import holders
from dateline.corroborate import Findings, corroborate
from dateline.dating.timing import place_in_time
from dateline.ids import fold
from dateline.lexicon import load_rows
from dateline.model.claims import MentionKind, Referent
from dateline.model.record import DatedMention
from dateline.model.text import Page
from dateline.pipeline import add_pages, load_kit, update
from dateline.store.ledger import Ledger
from dateline.witness.reading import read_row
from dateline.witness.rows import read_file, row_of

DATA = "bench/state_department"
TRIPS = Path(__file__).parent / "samples" / "trips.tsv"
SIZE = 240
SEED = 7
CALM = timedelta(days=12)
"""A row is used only where the same people have no other encounter within so many days: else its verdict is unclear."""

CHANGES = ("same", "same", "shifted", "shifted", "moved", "call")
EXPECTED = {"same": "confirmed", "shifted": "date-corrected", "moved": "contradicted", "call": "not covered"}
ELSEWHERE = (("Oslo", "NOR"), ("Nairobi", "KEN"), ("Lima", "PER"), ("Wellington", "NZL"), ("Reykjavik", "ISL"))
TELLINGS = (
    "{left} met {right} in {town} on {day}.",
    "{left} and {right} held talks in {town} on {day}.",
    "On {day} {right} received {left} in {town}.",
    "A meeting between {left} and {right} took place in {town} on {day}.",
)
CALL = "{left} spoke by telephone with {right} on {day}."


@dataclass(frozen=True, slots=True)
class Case:
    """One encounter of the record, told as news: what was changed, on which day it is told, and its row."""

    number: int
    change: str
    text: str
    told: date
    truth: DatedMention
    row: str


def run(data: Path, split: str | None) -> Report:
    """Return the figures of both checks."""
    files = sorted(path for path in data.rglob("*.xml"))
    rows = [page for path in files for page in read_file(path)]
    cases = make_cases(rows)
    figures, lines = judge_cases(cases, files)
    hand, trips = count_trips(rows)
    baseline = {
        "same surnames on the same day": trivial(cases),
        "the news' own day": {"date_error_days": _mean([_apart(c.told, c.truth) for c in cases if c.change != "call"])},
    }
    return Report("corroborate", str(data), split, len(cases), figures | hand, baseline, (*lines, *trips))


# --- from the record itself ---------------------------------------------------------------------------------------


def make_cases(rows: Sequence[Page]) -> list[Case]:
    """Return encounters of the record, each told as news with one thing changed or none."""
    told = [(mention, page.path) for page in rows for mention in place_in_time(read_row(page))[1]]
    chosen = [(mention, path or "") for mention, path in told if _usable(mention)]
    calm = [(m, path) for m, path in chosen if not any(o is not m and _near(o, m) for o, _ in chosen)]
    picked = random.Random(SEED).sample(sorted(calm, key=lambda pair: pair[0].id), min(SIZE, len(calm)))
    return [_case(number, mention, path) for number, (mention, path) in enumerate(picked)]


def _usable(mention: DatedMention) -> bool:
    """Take encounters of two people named, and visits to the United States, whose host then was its president."""
    people = [p.referent for p in mention.mention.participants]
    if mention.interval is None or (mention.interval.end - mention.interval.start).days > 5 or not people[0].country:
        return False
    if mention.mention.kind == "visit":
        return people[-1].country == "USA" and bool(people[0].title) and len(_hosts(mention)) == 1
    return all(p.kind == MentionKind.PERSON and p.country and p.title for p in people)


def _near(other: DatedMention, mention: DatedMention) -> bool:
    if other.interval is None or mention.interval is None:
        return False
    shared = set(other.entities) & set(mention.entities)
    apart = max((mention.interval.start - other.interval.end, other.interval.start - mention.interval.end))
    return apart < CALM and bool(shared - {"country:united states"}) and (other.page != mention.page or len(shared) > 1)


def _hosts(mention: DatedMention) -> set[str]:
    return {term.person for term in holders("president", "USA", mention.interval)} if mention.interval else set()


def _case(number: int, mention: DatedMention, path: str) -> Case:
    assert mention.interval is not None
    luck = random.Random(number)
    change = CHANGES[number % len(CHANGES)]
    day = mention.interval.start + timedelta(days=luck.randint(0, (mention.interval.end - mention.interval.start).days))
    if change == "shifted":
        by = timedelta(days=luck.randint(1, 3))
        day = luck.choice((mention.interval.start - by, mention.interval.end + by))
    people = [p.referent for p in mention.mention.participants]
    right = _titled(people[1]) if people[1].kind == MentionKind.PERSON else f"President {_hosts(mention).pop()}"
    known = {p.country for p in people} | {mention.place.country if mention.place else None}
    place = mention.place.name if mention.place else country_name(people[1].country or "")
    town = luck.choice([name for name, code in ELSEWHERE if code not in known]) if change == "moved" else place
    town = "Washington" if town == "United States" else town
    telling = CALL if change == "call" else luck.choice(TELLINGS)
    shown = f"{day.day} {day:%B %Y}"
    text = telling.format(left=_titled(people[0]), right=right, town=town, day=shown)
    return Case(number, change, text, day, mention, path)


def _titled(who: Referent) -> str:
    country = country_coded(who.country or "")
    lead = country.adjectives[0] if country and country.adjectives else country_name(who.country or "")
    office = " ".join(word.capitalize() for word in (who.office or "leader").split())
    lead = "" if who.country == "USA" else f"{lead} "
    name = who.name.removeprefix(f"{office} ")
    return f"{lead}{office} {name}"


def judge_cases(cases: Sequence[Case], files: Sequence[Path]) -> tuple[dict[str, float], list[str]]:
    """Put the news into a ledger, hold it against the record, and compare the verdicts with what was changed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "news.jsonl")
        records = ({"id": str(c.number), "published": str(c.told + timedelta(days=1)), "text": c.text} for c in cases)
        path.write_text("\n".join(json.dumps(record) for record in records), encoding="utf-8")
        with Ledger(Path(folder, "ledger.db")) as ledger:
            list(add_pages(ledger, [str(path)], load_kit()))
            update(ledger)
            findings = corroborate(ledger, *files, write=False)
            found = dict(_by_number(findings, ledger))
    return _figures(cases, found), list(_lines(cases, found))


Found = tuple[str, str | None, DatedMention | None]


def _by_number(findings: Findings, ledger: Ledger) -> Iterator[tuple[int, Found]]:
    """Yield, for each sentence, its verdict with the row and what it tells; the most telling verdict comes last."""
    order = ("not covered", "contradicted", "date-corrected", "confirmed")
    for verdict in sorted(findings.verdicts, key=lambda v: order.index(v.verdict)):
        row = findings.rows[verdict.told.page] if verdict.told else None
        for mention in ledger.mentions(verdict.encounter.mentions):
            number = (ledger.page(mention.page).path or "").rpartition("#")[2]
            yield int(number), (verdict.verdict, row, verdict.told)


def _figures(cases: Sequence[Case], found: dict[int, Found]) -> dict[str, float]:
    nothing: Found = ("", None, None)
    got = {case.number: found.get(case.number, nothing) for case in cases}
    there = [case for case in cases if case.change in ("same", "shifted")]
    right_row = [case for case in there if got[case.number][1] == case.row]
    error = [_between(got[c.number][2], c.truth) for c in there if got[c.number][2] is not None]
    figures = {
        "visits_found": len(right_row) / len(there),
        "date_error_days": _mean(error),
        "verdict_accuracy": _mean([got[c.number][0] == EXPECTED[c.change] for c in cases]),
        "encounter_read": len(set(found) & {c.number for c in cases}) / len(cases),
    }
    for change, verdict in EXPECTED.items():
        mine = [got[c.number][0] == verdict for c in cases if c.change == change]
        figures[f"{verdict.replace(' ', '_').replace('-', '_')}_recall"] = _mean(mine)
    return figures


def _lines(cases: Sequence[Case], found: dict[int, Found]) -> Iterator[str]:
    for case in cases:
        verdict = found.get(case.number, ("nothing read", None, None))[0]
        mark = "+" if verdict == EXPECTED[case.change] else "-"
        yield f"{mark} {case.row} {case.change}: {verdict}"


def trivial(cases: Sequence[Case]) -> dict[str, float]:
    """The trivial way: the same surnames on a day of the row confirm, anything else is not covered."""
    verdicts = ["confirmed" if c.change != "call" and _apart(c.told, c.truth) == 0 else "not covered" for c in cases]
    return {"verdict_accuracy": _mean([v == EXPECTED[c.change] for v, c in zip(verdicts, cases, strict=True)])}


def _apart(day: date, truth: DatedMention) -> int:
    assert truth.interval is not None
    return max((truth.interval.start - day).days, (day - truth.interval.end).days, 0)


def _between(told: DatedMention | None, truth: DatedMention) -> int:
    assert told is not None
    assert told.interval is not None
    return max(_apart(told.interval.start, truth), _apart(told.interval.end, truth))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


# --- by hand ------------------------------------------------------------------------------------------------------


def count_trips(rows: Sequence[Page]) -> tuple[dict[str, float], list[str]]:
    """Compare the people met that the reader finds in the trips judged by eye; no figures where none is there."""
    by_id = {row_of(page).id: page for page in rows if row_of(page).form == "state_travels"}
    hits = wanted = given = trips = days = 0
    lines = []
    for judged in load_rows(TRIPS):
        page = by_id.get(judged["trip"])
        if page is None:
            continue
        met = [one.strip() for one in judged["met"].split(";") if one.strip()]
        mentions = place_in_time(read_row(page))[1]
        found = [m for m in mentions if m.mention.kind != "visit"]
        matched = _match(met, found)
        trips += len(matched) == len(met) == len(found)
        days += any(_is_days(judged["days"], m) for m in mentions if m.mention.kind == "visit")
        hits, wanted, given = hits + len(matched), wanted + len(met), given + len(found)
        mark = "+" if len(matched) == len(met) == len(found) else "-"
        lines.append(f"{mark} trip {judged['trip']}: {len(matched)} of {len(met)} met, {len(found)} found")
    if not lines:
        return {}, []
    return {
        "hand_trips": float(len(lines)),
        "hand_trips_whole": trips / len(lines),
        "hand_days": days / len(lines),
        "hand_met_recall": hits / wanted if wanted else 1.0,
        "hand_met_precision": hits / given if given else 1.0,
    }, lines


def _match(met: Sequence[str], found: Sequence[DatedMention]) -> list[str]:
    left = list(found)
    matched = []
    for one in met:
        hit = next((mention for mention in left if _is_met(one, mention)), None)
        if hit is not None:
            left.remove(hit)
            matched.append(one)
    return matched


def _is_met(judged: str, mention: DatedMention) -> bool:
    """Compare name (or office) and country, and the days where the judgement gives some."""
    who, _, rest = judged.partition("@")
    country, _, days = rest.partition("=")
    met = mention.mention.participants[1].referent
    offices = {"heads": "leader"}.get(who, who)
    named = fold(who).split()[-1] in fold(met.name).split() or (met.office or "") == offices
    return named and met.country in (country, None) and (not days or _is_days(days, mention))


def _is_days(days: str, mention: DatedMention) -> bool:
    first, _, last = days.partition("/")
    return mention.interval is not None and (str(mention.interval.start), str(mention.interval.end)) == (
        first,
        last or first,
    )
