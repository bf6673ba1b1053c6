"""Attribution on a corpus in PolNeAR's form: `SPLIT/text/*.txt` beside `SPLIT/attributions/*.ann` (brat).

Figures, all F1 between 0 and 1, spans made of word tokens (punctuation and space play no part):
cue and source, exact or overlapping (one to one); content exact (all its words) or by the words covered; whole: source,
cue and content belong together, and in each the shared words are at least half of the gold's and half of ours
(`whole_loose_f1`: at least half of the mean of both). A pair counts under the kind of the gold's content: direct where
quotation marks hold all of it, mixed where they hold some; what is ours alone counts under our own kind. PolNeAR lets
no attribution stand inside another, so ours that do are left out; parts of one speech under one cue count as one, as
they do there.
Quotations that nobody is said to speak (no cue) are left out on both sides, as PolNeAR's scheme has none.
An article with several annotators is measured against the first by name.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench.report import Report
from dateline.annotate.names import find_names
from dateline.annotate.sentences import load_model, parse_sentences
from dateline.extract.attribution import read_attributions
from dateline.extract.coreference import resolve_references
from dateline.model.claims import Attribution
from dateline.model.text import Article, Block, BlockKind

DATA = "bench/polnear"
SPLIT = "dev"
BASELINE = {
    "cue list alone (dev)": {"cue_exact_f1": 0.56},
    "Citron on PARC3, another corpus": {
        "cue_exact_f1": 0.823,
        "source_exact_f1": 0.820,
        "content_exact_f1": 0.593,
        "content_overlap_f1": 0.833,
    },
}
WORD = re.compile(r"\w+(?:[.'’-]\w+)*")
QUOTE = re.compile(r"[\"“”«»]|''|``|(?<!\w)['‘]|['’](?!\w)")

SINGLE = frozenset("'‘’")

Words = frozenset[int]
Part = tuple[int, int]


def quotation_marks(text: str) -> list[int]:
    """Return the places of the outermost quotation marks, a plural's apostrophe left out: "the voters' mood"."""
    places: list[int] = []
    opened = ""
    for match in QUOTE.finditer(text):
        single = match.group() in SINGLE
        opens = match.group() in "'‘" and text[match.end() : match.end() + 1].strip() != ""
        if single and (opened == "double" or (not opens and not opened)):
            continue  # a quotation within another, or an apostrophe
        if match.group() in "“«" and opened == "double":
            continue  # the same quotation, opened again in a new paragraph
        opened = "" if opened else "single" if single else "double"
        places.append(match.start())
    return places


@dataclass(frozen=True)
class Relation:
    """One attribution as sets of word positions, with the kind that its quotation marks make it."""

    source: Words
    cue: Words
    content: Words
    kind: str


@dataclass(frozen=True)
class Sheet:
    """An article's text with the place of its words."""

    text: str

    @cached_property
    def places(self) -> list[Part]:
        """The start and end of each word."""
        return [(m.start(), m.end()) for m in WORD.finditer(self.text)]

    def words(self, parts: Iterable[Part]) -> Words:
        """Return the numbers of the words that the parts touch."""
        spans = list(parts)
        return frozenset(i for i, (a, b) in enumerate(self.places) if any(a < y and b > x for x, y in spans))

    def relation(self, source: list[Part], cue: list[Part], content: list[Part]) -> Relation:
        """Return the attribution as words; a cue without words (a colon) stands for its place."""
        marks = self.words(cue) or frozenset(-1 - x for x, _ in cue)
        return Relation(self.words(source), marks, self.words(content), self.kind(content))

    def kind(self, content: list[Part]) -> str:
        """Return direct where all words stand in quotation marks, mixed where some do, indirect where none."""
        words = marked = 0
        for x, y in content:
            piece = self.text[x:y]
            marks = quotation_marks(piece)
            inside = range(0, len(marks) - 1, 2)
            held = sum(len(WORD.findall(piece[marks[i] : marks[i + 1]])) for i in inside)
            if len(marks) % 2:
                held += (
                    len(WORD.findall(piece[marks[-1] :]))
                    if marks[-1] < len(piece) / 2
                    else len(WORD.findall(piece[: marks[-1]]))
                )
            words, marked = words + len(WORD.findall(piece)), marked + held
        if not marked:
            return "indirect"
        return "direct" if marked >= words else "mixed"


def read_gold(path: Path, sheet: Sheet) -> list[Relation]:
    """Read one brat file's attributions; one without cue or content is left out."""
    spans: dict[str, list[Part]] = {}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) > 2 and cells[0].startswith("T"):
            pieces = cells[1].split(" ", 1)[1].split(";")
            spans[cells[0]] = [(int(a), int(b)) for a, b in (piece.split() for piece in pieces)]
        elif len(cells) > 1 and cells[0].startswith("E"):
            found.append([argument.split(":") for argument in cells[1].split()])
    return [relation for event in found if (relation := _gather(event, spans, sheet)).cue and relation.content]


def _gather(event: list[list[str]], spans: dict[str, list[Part]], sheet: Sheet) -> Relation:
    parts: dict[str, list[Part]] = {"Source": [], "Cue": [], "Content": []}
    for role, target in event:
        name = role.rstrip("0123456789")
        if name in parts:
            parts[name] += spans.get(target, [])
    return sheet.relation(parts["Source"], parts["Cue"], parts["Content"])


def read_own(article: Article, sheet: Sheet) -> list[Relation]:
    """Return our reading of the article, without what stands inside another attribution."""
    sentences = parse_sentences(article, load_model())
    references = resolve_references(article, sentences, find_names(article, sentences))
    return gather_own(read_attributions(article, sentences, references), sheet)


def gather_own(attributions: Iterable[Attribution], sheet: Sheet) -> list[Relation]:
    """Join the parts of one speech under one cue; leave out the nested, and quotations without a cue, as gold does."""
    joined: dict[Part, list[Attribution]] = {}
    for attribution in attributions:
        uncued = any(part.covers(attribution.cue) for part in attribution.content)
        if attribution.within is None and not uncued:
            joined.setdefault((attribution.cue.start, attribution.cue.end), []).append(attribution)
    return [
        sheet.relation(
            [(a.source.start, a.source.end) for a in group[:1] if a.source],
            [cue],
            [(s.start, s.end) for a in group for s in a.content],
        )
        for cue, group in joined.items()
    ]


def articles(folder: Path) -> Iterator[tuple[str, Article, Path]]:
    """Yield each annotated article with the file of its first annotator."""
    for path in sorted((folder / "text").glob("*.txt")):
        files = sorted(p for p in (folder / "attributions").glob("*.ann") if p.stem.rpartition("_")[0] == path.stem)
        if files:
            text = path.read_text(encoding="utf-8")
            yield path.stem, Article(path.stem, text, tuple(_blocks(text))), files[0]


def _blocks(text: str) -> Iterator[Block]:
    for match in re.finditer(r"[^\n]*\S[^\n]*", text):
        yield Block(match.start(), match.end(), BlockKind.BODY)


def _f1(right: float, own: float, gold: float) -> float:
    return 2 * right / (own + gold) if own + gold else 0.0


Alike = Callable[[Words, Words], bool]


def half_of_both(left: Words, right: Words) -> bool:
    """Say whether the shared words are half of each side's, or more; none agrees with none."""
    return 2 * len(left & right) >= max(len(left), len(right))


def half_of_mean(left: Words, right: Words) -> bool:
    """Say whether the F1 of the words is at least one half; none agrees with none."""
    return 4 * len(left & right) >= len(left) + len(right)


def _alike(left: Relation, right: Relation, half: Alike = half_of_both) -> bool:
    return half(left.cue, right.cue) and half(left.source, right.source) and half(left.content, right.content)


def _pairs(own: Iterable[Words], gold: Iterable[Words]) -> int:
    """Count the overlapping pairs, one to one, the largest overlaps first."""
    mine, theirs = list(own), list(gold)
    overlaps = sorted(((-len(a & b), i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs) if a & b))
    seen_own, seen_gold = set[int](), set[int]()
    for _, i, j in overlaps:
        if i not in seen_own and j not in seen_gold:
            seen_own.add(i)
            seen_gold.add(j)
    return len(seen_own)


def tally(own: list[Relation], gold: list[Relation]) -> Counter[str]:
    """Count what is right, ours and theirs, under each figure's name."""
    count: Counter[str] = Counter()
    for role in ("cue", "source"):
        mine = {getattr(r, role) for r in own} - {frozenset()}
        theirs = {getattr(r, role) for r in gold} - {frozenset()}
        for figure, right in ((f"{role}_exact", len(mine & theirs)), (f"{role}_overlap", _pairs(mine, theirs))):
            count.update({f"{figure} right": right, f"{figure} own": len(mine), f"{figure} gold": len(theirs)})
    contents, wanted = {r.content for r in own}, {r.content for r in gold}
    count.update(
        {
            "content_exact right": len(contents & wanted),
            "content_exact own": len(contents),
            "content_exact gold": len(wanted),
        }
    )
    words, gold_words = frozenset().union(*contents), frozenset().union(*wanted)
    count.update(
        {
            "content_overlap right": len(words & gold_words),
            "content_overlap own": len(words),
            "content_overlap gold": len(gold_words),
        }
    )
    count.update(_whole(own, gold, half_of_both))
    count.update(_whole(own, gold, half_of_mean, "loose "))
    return count


def _whole(own: list[Relation], gold: list[Relation], half: Alike, prefix: str = "") -> Counter[str]:
    """Count whole attributions, one to one, by kind; a matched pair counts under the gold's kind on both sides."""
    count: Counter[str] = Counter()
    free = list(range(len(gold)))
    for relation in own:
        match = max(
            (i for i in free if _alike(relation, gold[i], half)),
            key=lambda i: len(relation.content & gold[i].content),
            default=None,
        )
        names = _kinds(relation if match is None else gold[match])
        count.update(f"{prefix}{name} own" for name in names)
        if match is not None:
            free.remove(match)
            count.update(f"{prefix}{name} right" for name in names)
    for relation in gold:
        count.update(f"{prefix}{name} gold" for name in _kinds(relation))
    return count


def _kinds(relation: Relation) -> list[str]:
    return ["whole", relation.kind] + ["direct_and_mixed"] * (relation.kind != "indirect")


FIGURES = (
    "cue_exact",
    "cue_overlap",
    "source_exact",
    "source_overlap",
    "content_exact",
    "content_overlap",
    "whole",
    "direct",
    "indirect",
    "mixed",
    "direct_and_mixed",
    "loose whole",
)


def figures(count: Counter[str]) -> dict[str, float]:
    """Return every figure's F1 from the counts."""
    f1 = {name: _f1(count[f"{name} right"], count[f"{name} own"], count[f"{name} gold"]) for name in FIGURES}
    return {f"{name.replace('loose whole', 'whole_loose')}_f1": round(value, 4) for name, value in f1.items()}


def run(data: Path, split: str | None) -> Report:
    """Measure our attributions of one split's articles against the annotators'."""
    folder = data / split if split else data
    count: Counter[str] = Counter()
    cases: list[str] = []
    for name, article, path in articles(folder):
        sheet = Sheet(article.text)
        own, gold = read_own(article, sheet), read_gold(path, sheet)
        count.update(tally(own, gold))
        cases += _cases(name, own, gold, sheet)
    return Report("attribution", str(data), split, count["whole gold"], figures(count), BASELINE, tuple(cases))


def _cases(name: str, own: list[Relation], gold: list[Relation], sheet: Sheet) -> Iterator[str]:
    for relation in gold:
        first = min(relation.cue)
        at = sheet.places[first][0] if first >= 0 else -1 - first
        right = any(_alike(relation, other) for other in own)
        yield f"{'+' if right else '-'} {name}:{at} {relation.kind}"
