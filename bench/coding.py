"""The PLOVER root of a sentence whose source and target are marked: `PLV_<split>.tsv`.

The codebook's frames find every event of the sentence; the one that joins the marked source and target best gives the
root. Nothing is learned from the rows. How our types become the roots of this field's gold sets (a promise of
help is AGREE, a refused one REJECT, a planned attack THREATEN) stands in `conventions.toml` beside this file.
"""

import csv
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from spacy.tokens import Doc, Token

from bench.report import Report
from dateline.annotate.sentences import Sentence, load_model
from dateline.extract.codebook import Codebook, Frame
from dateline.extract.frames import Match, match_frames
from dateline.extract.status import read_status
from dateline.lexicon import lexicon
from dateline.model.claims import Mention, MentionKind, Referent, Status
from dateline.model.text import BlockKind, Span

DATA = "bench/plv"
SPLIT = "train"
BASELINE = {
    "bag of words, logistic regression trained in the domain": {"macro_f1": 0.655},
    "best published zero-shot system (400 million parameters)": {"macro_f1": 0.821},
}
TAG = re.compile(r"</?[st]>")
NONE = "NONE"
DESPAIR = 6.0
COSTS = (0.0, 2.5, DESPAIR)
"""What a match of each rung of the ladder loses; the last counts only on the very path from source to target."""


@dataclass(frozen=True)
class Row:
    """One marked sentence: its text, the spans of source and target, the gold root."""

    id: str
    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    gold: str
    penta: str


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of one split."""
    with path.open(encoding="utf-8", newline="") as lines:
        for cells in csv.DictReader(lines, delimiter="\t"):
            text, spans = unmark(cells["marked_sentence"] or cells["sentence"])
            yield Row(cells["sentence_id"], text, spans["s"], spans["t"], cells["gold_root"], cells["gold_penta"])


def unmark(marked: str) -> tuple[str, dict[str, tuple[Span, ...]]]:
    """Return the text without its marks, and where they stood."""
    text, at, opened = "", 0, {"s": [0], "t": [0]}
    found: dict[str, list[Span]] = {"s": [], "t": []}
    for tag in TAG.finditer(marked):
        text += marked[at : tag.start()]
        at, name = tag.end(), tag.group()[-2]
        if tag.group().startswith("</"):
            found[name].append(Span(opened[name][-1], len(text)))
        else:
            opened[name].append(len(text))
    return text + marked[at:], {name: tuple(spans) for name, spans in found.items()}


class Marked:
    """References in which nobody is known but the marked source and target."""

    political = False

    def __init__(self, row: Row) -> None:
        self.sides = {"source": row.source, "target": row.target}

    def of(self, sentence: Sentence, token: Token) -> tuple[Mention, ...]:
        """Return the side that a token belongs to."""
        place = sentence.place(token)
        for name, spans in self.sides.items():
            if span := next((span for span in spans if span.covers(place)), None):
                person = any(t.ent_type_ == "PERSON" for t in sentence.tokens(span))
                kind = MentionKind.PERSON if person else MentionKind.ORGANISATION
                return (
                    Mention(place, Referent(name, kind, name, office="official" if person else None, sector="GOV")),
                )
        return ()


@dataclass(frozen=True)
class Conventions:
    """How types, with frame, code and status, become the roots of the gold set."""

    names: Mapping[str, str]
    codes: Mapping[str, str]
    planned: Mapping[str, str]
    refused: Mapping[str, str]

    def root(self, match: Match, status: Status, negative: bool) -> str:
        """Return the root of one match as the gold set would call it."""
        frame = match.frame
        if negative and frame.type in self.refused:
            return self.refused[frame.type]
        root = self.codes.get(frame.id) or self.codes.get(frame.cameo or "") or self.names.get(frame.type, frame.type)
        return self.planned.get(root, root) if status in (Status.PLANNED, Status.POSSIBLE) else root


@lru_cache(maxsize=1)
def load_conventions() -> Conventions:
    """Read the conventions of the field's gold sets."""
    table = tomllib.loads((Path(__file__).parent / "conventions.toml").read_text(encoding="utf-8"))
    return Conventions(table["names"], table["codes"], table["planned"], table["refused"])


def score_match(match: Match, ways: Mapping[int, int], inside: frozenset[int]) -> float:
    """Return how well a match joins source and target; `ways` are steps from their path, `inside` their tokens."""
    sides = {filler.role: filler.mention.referent.key for filler in match.fillers}
    actor = sides.get("actor")
    other = {side for role, side in sides.items() if role != "actor"}
    points = 4.0 * (actor == "source") + 4.0 * ("target" in other) - 3.0 * (actor == "target")
    points -= 1.0 * ("source" in other and actor is None)
    off = ways.get(match.trigger.i, 9)
    points -= 0.3 * len(list(match.trigger.ancestors)) + 2.0 * bool(match.trigger.i in inside)
    words, needs = match.rank[:2]
    return points - 0.8 * min(off, 5) + 0.4 * (words - 1) + 0.2 * min(needs, 3)


def steps_off(doc: Doc, row: Row) -> dict[int, int]:
    """Return each token's distance, in steps of the parse, from the path between source and target."""
    heads = [_head(doc, spans) for spans in (row.source, row.target)]
    known = [head for head in heads if head is not None]
    path = _path(known[0], known[-1]) if known else {token.i for token in doc if token.dep_ == "ROOT"}
    found = dict.fromkeys(path, 0)
    edge = [doc[i] for i in path]
    while edge:
        token = edge.pop(0)
        for near in token.children:
            if near.i not in found:
                found[near.i] = found[token.i] + 1
                edge.append(near)
        if token.head.i not in found:  # what stands over the path is less far than what hangs below it
            found[token.head.i] = found[token.i] + 1
            edge.append(token.head)
    return found


def _head(doc: Doc, spans: Sequence[Span]) -> Token | None:
    inside = [t for t in doc if any(s.start < t.idx + len(t) and t.idx < s.end for s in spans)]
    return min(inside, key=lambda t: (len(list(t.ancestors)), t.i), default=None)


def _path(left: Token, right: Token) -> set[int]:
    up, down = [left, *left.ancestors], [right, *right.ancestors]
    shared = next((token for token in up if token in down), None)
    if shared is None:
        return {left.i, right.i}
    return {t.i for t in up[: up.index(shared) + 1]} | {t.i for t in down[: down.index(shared) + 1]}


def code_row(row: Row, doc: Doc, books: Sequence[Codebook]) -> tuple[str, Match | None]:
    """Return the row's root, with the match that gave it, by the first of the codebooks that finds any event."""
    sentence = Sentence(0, 0, len(row.text), BlockKind.BODY, doc)
    references, ways = Marked(row), steps_off(doc, row)
    inside = frozenset(token.i for token in doc if references.of(sentence, token))
    found = [
        (score_match(match, ways, inside) - cost, -match.trigger.i, match)
        for book, cost in zip(books, COSTS, strict=True)
        for token in doc
        for match in match_frames(sentence, token, references, book)
        if cost < DESPAIR or not ways.get(token.i, 9)
    ]
    if not found:
        return NONE, None
    best = max(found, key=lambda entry: entry[:2])[2]
    return load_conventions().root(best, *stand(sentence, best)), best


def has_event(row: Row, doc: Doc, codebook: Codebook) -> bool:
    """Say whether the codebook itself, without any back-off, finds an event in the row."""
    sentence, references = Sentence(0, 0, len(row.text), BlockKind.BODY, doc), Marked(row)
    return any(match_frames(sentence, token, references, codebook) for token in doc)


def ladder(codebook: Codebook) -> tuple[Codebook, ...]:
    """Return the codebook, then twice as a dearer back-off: ever less is asked of the sentence."""
    return codebook, relax(codebook, keep_needs=True), relax(codebook, keep_needs=False)


def relax(codebook: Codebook, *, keep_needs: bool) -> Codebook:
    """Return the codebook for the second look: who must be found is not asked, then not what must stand there."""
    none: dict[str, frozenset[str]] = {}

    def loose(frame: Frame) -> Frame:
        needs = {"need": frame.need, "forbid": frame.forbid} if keep_needs else {"need": none, "forbid": none}
        return replace(frame, require=none, anchor=frozenset(), least=0, **needs)

    index = {
        head: tuple(replace(t, frame=loose(t.frame)) for t in triggers if keep_needs or _stands_alone(t.frame))
        for head, triggers in codebook.index.items()
    }
    return Codebook(codebook.types, index)


def _stands_alone(frame: Frame) -> bool:
    """Say whether the trigger means something without the verb or clause that the frame asks for."""
    return not frame.light and not any(label.startswith("complement") for label in frame.need)


def stand(sentence: Sentence, match: Match) -> tuple[Status, bool]:
    """Return a match's status and whether it is negated; who announces a truce has made one."""
    carriers = [v for v in match.arguments.get("light") if v.lemma_.lower() in match.frame.light & performatives()]
    reading = read_status(sentence, carriers[0] if carriers else match.trigger)
    return match.frame.status or reading.status, reading.polarity == "neg"


@lru_cache(maxsize=1)
def performatives() -> frozenset[str]:
    """Return the verbs by which the act is done in the saying."""
    return lexicon("lookalikes").words("sets", "performative")


def parse_rows(rows: Sequence[Row]) -> Iterator[Doc]:
    """Yield the parse of each row, taken as one sentence."""
    model = load_model()
    yield from model.pipe((_whole(row.text) for row in rows), batch_size=64)


def _whole(text: str) -> Doc:
    doc = load_model().make_doc(re.sub(r"\s", " ", text))
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def f_scores(gold: Sequence[str], told: Sequence[str]) -> dict[str, float]:
    """Return each class's F1."""
    hits = Counter(g for g, t in zip(gold, told, strict=True) if g == t)
    asked, given = Counter(gold), Counter(told)
    return {name: 2 * hits[name] / (asked[name] + given[name]) for name in sorted(asked)}


PENTA = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("COOPERATE", "AID", "YIELD"), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}


def run(data: Path, split: str | None) -> Report:
    """Code every row of the split and hold it against the gold."""
    rows = list(read_rows(data / f"PLV_{split or SPLIT}.tsv"))
    books = ladder(Codebook.load())
    docs = list(parse_rows(rows))
    coded = [code_row(row, doc, books) for row, doc in zip(rows, docs, strict=True)]
    without = sum(not has_event(row, doc, books[0]) for row, doc in zip(rows, docs, strict=True))
    gold, told = [row.gold for row in rows], [root for root, _ in coded]
    each = f_scores(gold, told)
    penta = f_scores([row.penta for row in rows], [PENTA.get(root, NONE) for root in told])
    figures = {
        "macro_f1": sum(each.values()) / len(each),
        "accuracy": sum(g == t for g, t in zip(gold, told, strict=True)) / len(rows),
        "no_event_share": without / len(rows),
        "penta_macro_f1": sum(penta.values()) / len(penta),
        "penta_accuracy": sum(PENTA.get(t) == r.penta for t, r in zip(told, rows, strict=True)) / len(rows),
        **{f"f1_{name}": value for name, value in each.items()},
    }
    top = Counter(gold).most_common(1)[0][1] / len(gold)
    cases = tuple(f"{'+' if g == t else '-'} {r.id} {g} {t}" for r, g, t in zip(rows, gold, told, strict=True))
    return Report(
        "coding", str(data), split, len(rows), figures, {**BASELINE, "most frequent": {"accuracy": top}}, cases
    )
