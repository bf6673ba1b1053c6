"""Actor and recipient of marked events on MEANTIME, and how many of its events the sentences' triggers cover.

Data: a folder of CAT files. The trigger is given; a predicted argument counts where its head stands in an annotated
entity mention (the gold tells no participants outside them), and is right where that mention has the role Arg0
(actor) or Arg1 (recipient). Only events with a participant annotated are judged: many have none, whoever acts.
`actor_open_f1` and `recipient_open_f1` count every predicted argument. Trigger recall is
the share of gold events at a token that the product takes for a predicate; `trigger_precision` stands beside it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from bench.parts.cat import Marked, head_of, read_files
from bench.parts.predicates import actors, is_predicate, recipients
from bench.report import Report
from dateline.annotate.sentences import Sentence, load_model
from dateline.extract.arguments import read_arguments

DATA = "bench/meantime_apple"
_ROLES = {"actor": "arg0", "recipient": "arg1"}


@dataclass(frozen=True, slots=True)
class Slot:
    """One event's role: the gold mentions and those we find, by id; heads outside any mention have none."""

    where: str
    role: str
    gold: frozenset[str]
    ours: frozenset[str]
    loose: int  # predicted heads that stand in no annotated mention
    nearest: frozenset[str]  # the trivial answer


def run(data: Path, split: str | None) -> Report:
    """Judge every event mention of every file under the folder."""
    files = list(read_files(data, load_model()))
    slots = [slot for marked in files for slot in judge(marked)]
    figures = {**_figures(slots), **_trigger_figures(files)}
    return Report(
        task="slots",
        data=str(data),
        split=split,
        n=sum(len(marked.events) for marked in files),
        figures=figures,
        baseline={"nearest mention before and after": _figures(slots, trivial=True)},
        cases=tuple(f"{'+' if slot.gold == slot.ours else '-'} {slot.where} {slot.role}" for slot in slots),
    )


def judge(marked: Marked) -> Iterator[Slot]:
    """Yield the two slots of each event of a file."""
    for name, anchors in marked.events.items():
        tokens = marked.tokens(anchors)
        if not tokens or name not in {source for source, _, _ in marked.roles}:
            continue
        trigger, sentence = head_of(tokens), marked.sentence(anchors)
        arguments = read_arguments(sentence, trigger)
        for role, heads in (("actor", actors(arguments)), ("recipient", recipients(arguments))):
            gold = frozenset(e for source, label, e in marked.roles if source == name and label == _ROLES[role])
            ours, loose = _mentions_of(marked, sentence, heads)
            nearest = _nearest(marked, sentence, trigger, before=role == "actor")
            yield Slot(f"{marked.name}:{'-'.join(anchors)} {trigger.text}", role, gold, ours, loose, nearest)


def _mentions_of(marked: Marked, sentence: Sentence, heads: tuple[Token, ...]) -> tuple[frozenset[str], int]:
    """Return the widest annotated mention that has each head, and how many heads stand in none."""
    found, loose = set(), 0
    for head in heads:
        around = [
            (len(anchors), name)
            for name, anchors in marked.entities.items()
            if (tokens := _in(marked, sentence, anchors)) and head_of(tokens) == head
        ]
        if around:
            found.add(max(around)[1])
        else:
            loose += 1
    return frozenset(found), loose


def _in(marked: Marked, sentence: Sentence, anchors: tuple[str, ...]) -> list[Token]:
    if anchors[0] not in marked.places or marked.places[anchors[0]][0] != sentence.index:
        return []
    return marked.tokens(anchors)


def _nearest(marked: Marked, sentence: Sentence, trigger: Token, *, before: bool) -> frozenset[str]:
    spans = [(name, _in(marked, sentence, anchors)) for name, anchors in marked.entities.items()]
    if before:
        sides = [(trigger.i - tokens[-1].i, name) for name, tokens in spans if tokens and tokens[-1].i < trigger.i]
    else:
        sides = [(tokens[0].i - trigger.i, name) for name, tokens in spans if tokens and tokens[0].i > trigger.i]
    return frozenset({min(sides)[1]}) if sides else frozenset()


def _figures(slots: list[Slot], *, trivial: bool = False) -> dict[str, float]:
    figures: dict[str, float] = {}
    for role in _ROLES:
        count: Counter[str] = Counter()
        for slot in slots:
            if slot.role == role:
                ours = slot.nearest if trivial else slot.ours
                count.update(right=len(ours & slot.gold), ours=len(ours), gold=len(slot.gold), loose=slot.loose)
        figures[f"{role}_f1"] = _f1(count["right"], count["ours"], count["gold"])
        if not trivial:
            figures[f"{role}_precision"] = count["right"] / max(1, count["ours"])
            figures[f"{role}_recall"] = count["right"] / max(1, count["gold"])
            figures[f"{role}_open_f1"] = _f1(count["right"], count["ours"] + count["loose"], count["gold"])
    return figures


def _f1(right: int, ours: int, gold: int) -> float:
    return 2 * right / (ours + gold) if ours + gold else 0.0


def _trigger_figures(files: list[Marked]) -> dict[str, float]:
    """Return the share of gold events that stand at a predicate, and of predicates that are gold events."""
    gold = {(m.name, *m.places[a]) for m in files for anchors in m.events.values() for a in anchors if a in m.places}
    read = {(m.name, number) for m in files for number in {m.places[a[0]][0] for a in m.events.values()}}
    ours = {
        (m.name, number, token.i)
        for m in files
        for number, sentence in m.sentences.items()
        if (m.name, number) in read
        for token in sentence.doc
        if is_predicate(token)
    }
    events = [(m.name, [m.places[a] for a in anchors if a in m.places]) for m in files for anchors in m.events.values()]
    hit = sum(any((name, *at) in ours for at in places) for name, places in events)
    return {"trigger_recall": hit / max(1, len(events)), "trigger_precision": len(ours & gold) / max(1, len(ours))}
