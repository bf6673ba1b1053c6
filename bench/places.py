"""The place of a marked verb's event: accuracy, beside the first place that the sentence names.

Data: a folder with `labeled_text.json.gz`, items with one VERB span and none or more LOCATION spans. Judged are those
that the set's authors call gold (`source` RELABEL) and whose answer was accepted; where a set has none of these, all
accepted ones. Right is a place that shares a word with a marked one, or none where none is marked.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from bench.report import Report
from dateline.annotate.names import find_names
from dateline.annotate.sentences import Sentence, load_model
from dateline.extract.coreference import resolve_references
from dateline.extract.locations import event_place
from dateline.model.text import Article, Block, BlockKind, Span

DATA = "bench/event_location"
Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """One item: the gold places, ours and the first one named."""

    where: str
    gold: tuple[Span, ...]
    ours: Span | None
    first: Span | None


def run(data: Path, split: str | None) -> Report:
    """Judge every gold item of a folder."""
    items = gold_items(data)
    model = load_model()
    judged = [case for item in items if (case := judge(item, model)) is not None]
    placed = [case for case in judged if case.gold]
    return Report(
        task="places",
        data=str(data),
        split=split,
        n=len(judged),
        figures={
            "accuracy": _share([_is_right(case.gold, case.ours) for case in judged]),
            "accuracy_where_marked": _share([_is_right(case.gold, case.ours) for case in placed]),
            "accuracy_where_none": _share([case.ours is None for case in judged if not case.gold]),
        },
        baseline={
            "first place in the sentence": {"accuracy": _share([_is_right(case.gold, case.first) for case in judged])}
        },
        cases=tuple(f"{'+' if _is_right(case.gold, case.ours) else '-'} {case.where}" for case in judged),
    )


def gold_items(folder: Path) -> list[Item]:
    """Return the items to judge."""
    paths = sorted(folder.glob("*.json.gz")) + sorted(folder.glob("*.json"))
    items: list[Item] = []
    for path in paths:
        content = path.read_bytes()
        items += json.loads(gzip.decompress(content) if path.suffix == ".gz" else content)
    gold = [item for item in items if item.get("source") == "RELABEL"] or items
    return [item for item in gold if item.get("answer") in (None, "accept") and item.get("tokens")]


def judge(item: Item, model: Language) -> Judged | None:
    """Return what we say of an item, None where no verb is marked."""
    sentence = _parse(item, model)
    verbs = [span for span in item.get("spans", []) if span["label"] == "VERB"]
    if not verbs:
        return None
    gold = tuple(_span(sentence, span) for span in item["spans"] if span["label"] == "LOCATION")
    article = Article("p_bench", sentence.text, (Block(0, len(sentence.text), BlockKind.BODY),))
    references = resolve_references(article, [sentence], find_names(article, [sentence]))
    found = event_place(sentence, sentence.doc[verbs[0]["token_start"]], references)
    return Judged(f"{item.get('_id')} {verbs[0]['token_start']}", gold, found.span if found else None, _first(sentence))


def _parse(item: Item, model: Language) -> Sentence:
    words = [token["text"] for token in item["tokens"]]
    kept = [word if word.strip() else "_" for word in words]
    doc = Doc(model.vocab, words=kept)
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, step in model.pipeline:
        doc = step(doc)
    return Sentence(0, 0, len(doc.text), BlockKind.BODY, doc)


def _span(sentence: Sentence, span: Item) -> Span:
    return sentence.stretch(sentence.doc[span["token_start"]], sentence.doc[span["token_end"]])


def _first(sentence: Sentence) -> Span | None:
    places: Iterator[Span] = (
        sentence.stretch(entity[0], entity[-1])
        for entity in sentence.doc.ents
        if entity.label_ in ("GPE", "LOC", "FAC")
    )
    return next(places, None)


def _is_right(gold: tuple[Span, ...], ours: Span | None) -> bool:
    if ours is None or not gold:
        return ours is None and not gold
    return any(ours.overlaps(span) for span in gold)


def _share(cases: list[bool]) -> float:
    return sum(cases) / len(cases) if cases else 0.0
