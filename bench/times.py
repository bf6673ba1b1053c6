"""Time expressions against MEANTIME: TIMEX3 extents and values of the annotated sentences.

In: a folder of CAT XML files, searched through all its folders. Each file's day is its CREATION_TIME. The first six
sentences (numbers 0 to 5) carry the annotation. An extent counts where exactly its tokens are found; `value_f1` is
TempEval-3's: the extents overlap and the values are equal; `value_strict_f1` asks for both exactly.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.report import Report
from dateline.annotate.dates import find_times
from dateline.annotate.durations import length_value
from dateline.annotate.sentences import load_model, parse_sentences
from dateline.annotate.timewords import read_count, unit_letter
from dateline.model.claims import TimeExpression
from dateline.model.text import Article, Block, BlockKind, Span

DATA = "bench/meantime_apple"
SENTENCES = 6
NO_SPACE_BEFORE = {",", ".", ";", ":", "!", "?", ")", "'s", "n't", "'", "%", "”", "'re", "'ll", "'ve", "'d", "'m"}


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression: its first and last token, type and value."""

    first: int
    last: int
    type: str
    value: str


@dataclass(frozen=True, slots=True)
class Story:
    """One file: its article, the place of every token in the text, the gold."""

    name: str
    article: Article
    tokens: tuple[Span, ...]
    gold: tuple[Timex, ...]


def run(data: Path, split: str | None) -> Report:
    model = load_model()
    stories = [read_story(path) for path in sorted(data.rglob("*.xml"))]
    ours: list[tuple[Sequence[Timex], Sequence[Timex]]] = []
    plain: list[tuple[Sequence[Timex], Sequence[Timex]]] = []
    cases: list[str] = []
    for story in stories:
        found = system_times(story, find_times(story.article, parse_sentences(story.article, model)))
        ours.append((story.gold, found))
        plain.append((story.gold, explicit_dates(story)))
        cases.extend(list_cases(story, found))
    figures = measure(ours)
    baseline = {
        "full dates by one expression": measure(plain),
        "best published (HeidelTime, TempEval-3, other news)": {"extent_f1": 0.8134, "value_f1": 0.7761},
    }
    return Report("times", str(data), split, sum(len(s.gold) for s in stories), figures, baseline, tuple(cases))


def read_story(path: Path) -> Story:
    """Rebuild the text from the tokens; sentence 0 is the title."""
    root = ET.parse(path).getroot()
    text, ids = "", dict[str | None, int]()
    tokens, blocks = list[Span](), list[Block]()
    sentence, start = "0", 0
    for token in root.iter("token"):
        word, number = token.text or "", token.get("sentence") or "0"
        if int(number) >= SENTENCES:
            break
        if number != sentence:
            blocks.append(_block(start, len(text), sentence))
            text += "\n"
            sentence, start = number, len(text)
        elif text and text[-1] != "\n" and word not in NO_SPACE_BEFORE and not text.endswith(("(", "$", "“")):
            text += " "
        ids[token.get("t_id")] = len(tokens)
        tokens.append(Span(len(text), len(text) + len(word)))
        text += word
    blocks.append(_block(start, len(text), sentence))
    gold = tuple(sorted(_read_gold(root, ids), key=lambda timex: timex.first))
    day = next((t.get("value") for t in root.iter("TIMEX3") if t.get("functionInDocument") == "CREATION_TIME"), None)
    published = day if day and re.match(r"\d{4}-\d\d-\d\d", day) else None
    return Story(path.stem, Article(path.stem, text, tuple(blocks), published=published), tuple(tokens), gold)


def _block(start: int, end: int, sentence: str) -> Block:
    return Block(start, end, BlockKind.TITLE if sentence == "0" else BlockKind.BODY)


def _read_gold(root: ET.Element, ids: dict[str | None, int]) -> Iterator[Timex]:
    for timex in root.iter("TIMEX3"):
        places = [ids[a.get("t_id")] for a in timex.iter("token_anchor") if a.get("t_id") in ids]
        if places:
            yield Timex(min(places), max(places), timex.get("type") or "", timex.get("value") or "")


def system_times(story: Story, times: Sequence[TimeExpression]) -> tuple[Timex, ...]:
    """Give ours in TIMEX3's ways: a length before its event, the two ends of a range apart, "recent" left out."""
    found = []
    for time in times:
        for span, value in timex_parts(time, story.article.text):
            places = [i for i, token in enumerate(story.tokens) if token.overlaps(span)]
            if places:
                found.append(Timex(places[0], places[-1], timex_type(time.kind, value), value))
    return tuple(found)


def timex_parts(time: TimeExpression, text: str) -> Iterator[tuple[Span, str]]:
    """Yield the TIMEX3 extents and values of one expression of ours."""
    words, value = time.span.slice(text), time.value
    if words.lower() == "recent" or re.match(r"(?:shortly|soon|just|immediately|right)\b", words, re.IGNORECASE):
        return
    counted = re.match(r"(.+?)\s+(?:before|after|prior to|following|since)$", words, re.IGNORECASE)
    open_count = re.match(r"ANCHOR[+-](X|[\d.]+)(TS|TM|TH|[DWMYQ])", value)
    if counted and (time.anchor or open_count):
        length = _length_of(counted[1], value)
        if length:
            yield Span(time.span.start, time.span.start + len(counted[1])), length
            return
    pair = re.fullmatch(
        r"(?:from |between )?(.+?)(\s+(?:to|and|through|until|till)\s+|\s*[-–]\s*)(.+)", words, re.IGNORECASE
    )
    if "/" in value and time.kind == "date" and pair:
        first, _, last = value.partition("/")
        start = time.span.start + words.index(pair[1])
        yield Span(start, start + len(pair[1])), first
        yield Span(time.span.end - len(pair[3]), time.span.end), last
        return
    yield time.span, timex_value(value)


def _length_of(words: str, value: str) -> str | None:
    match = re.match(r"ANCHOR[+-](X|[\d.]+)(TS|TM|TH|[DWMYQ])", value)
    if match:
        unit = match[2]
        return f"PT{match[1]}{unit[1]}" if unit.startswith("T") else f"P{match[1]}{unit}"
    parts = words.split()
    try:
        return length_value(read_count(" ".join(parts[:-1])), unit_letter(parts[-1]))
    except KeyError:
        return None


def timex_value(value: str) -> str:
    """Our closed value as TIMEX3 writes it; what stays open is a vague reference there."""
    if value.startswith(("ANCHOR", "REF")):
        return "XXXX-XX-XX"
    return value


def timex_type(kind: str, value: str) -> str:
    return {"duration": "DURATION", "set": "SET"}.get(kind, "TIME" if "T" in value[4:] else "DATE")


def explicit_dates(story: Story) -> tuple[Timex, ...]:
    """The trivial baseline: full dates, and years behind "in"."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    found = []
    for match in re.finditer(rf"({'|'.join(months)}) (\d\d?)(?:, (\d{{4}}))|(?<=\bin )(\d{{4}})\b", story.article.text):
        value = match[4] or f"{match[3]}-{months.index(match[1]) + 1:02d}-{int(match[2]):02d}"
        places = [i for i, token in enumerate(story.tokens) if token.overlaps(Span(match.start(), match.end()))]
        found.append(Timex(places[0], places[-1], "DATE", value))
    return tuple(found)


def measure(pairs: Sequence[tuple[Sequence[Timex], Sequence[Timex]]]) -> dict[str, float]:
    """F1 of extents and of values, exact and by overlap."""
    gold = sum(len(g) for g, _ in pairs)
    ours = sum(len(s) for _, s in pairs)
    exact = sum(_agree(g, s, exact=True, value=False) for g, s in pairs)
    near = sum(_agree(g, s, exact=False, value=False) for g, s in pairs)
    strict = sum(_agree(g, s, exact=True, value=True) for g, s in pairs)
    valued = sum(_agree(g, s, exact=False, value=True) for g, s in pairs)
    return {
        "extent_f1": _f1(exact, gold, ours),
        "value_f1": _f1(valued, gold, ours),
        "extent_overlap_f1": _f1(near, gold, ours),
        "value_strict_f1": _f1(strict, gold, ours),
        "extent_precision": exact / max(ours, 1),
        "extent_recall": exact / max(gold, 1),
    }


def _agree(gold: Sequence[Timex], ours: Sequence[Timex], *, exact: bool, value: bool) -> int:
    """Count the gold expressions that one of ours, each used once, agrees with."""
    free = list(ours)
    count = 0
    for timex in gold:
        for one in free:
            if _same(timex, one, exact=exact) and (not value or timex.value == one.value):
                free.remove(one)
                count += 1
                break
    return count


def _same(left: Timex, right: Timex, *, exact: bool) -> bool:
    if exact:
        return (left.first, left.last) == (right.first, right.last)
    return left.first <= right.last and right.first <= left.last


def _f1(right: int, gold: int, ours: int) -> float:
    return 2 * right / (gold + ours) if gold + ours else 0.0


def list_cases(story: Story, found: Sequence[Timex]) -> Iterator[str]:
    """One line for each gold expression, and one for each of ours that is none."""

    def words(timex: Timex) -> str:
        span = Span(story.tokens[timex.first].start, story.tokens[timex.last].end)
        return span.slice(story.article.text).replace("\n", " ")

    for timex in story.gold:
        near = [one for one in found if _same(timex, one, exact=False)]
        right = any(_same(timex, one, exact=True) and one.value == timex.value for one in near)
        shown = "; ".join(f"{words(one)}={one.value}" for one in near) or "nothing"
        yield f"{'+' if right else '-'} {story.name[:20]} {words(timex)}={timex.value} | {shown}"
    for one in found:
        if not any(_same(timex, one, exact=False) for timex in story.gold):
            yield f"- {story.name[:20]} extra {words(one)}={one.value}"
