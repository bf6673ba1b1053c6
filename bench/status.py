"""Status of event mentions on MEANTIME: macro-F1 over the classes present, and F1 of what did not occur.

Data: a folder of CAT files (`**/*.xml`, tokens and EVENT_MENTIONs). Each mention that carries certainty, time and
polarity is judged; the trigger is given, sentences are parsed from the tokens, the first of an article as its title.

Gold to ours, in this order: polarity NEG is not-held; a special case of a condition (COND_IF_CLAUSE,
COND_MAIN_CLAUSE) or a certainty other than CERTAIN is possible; time FUTURE is planned; all else, generic ones too,
is occurred. Mentions whose time or polarity is UNDERSPECIFIED although they are certain are possible. Of ours,
ongoing counts as occurred (MEANTIME has no such class), cancelled as not-held and postponed as planned.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from spacy.language import Language
from spacy.tokens import Doc, Token

from bench.report import Report
from dateline.annotate.sentences import Sentence, load_model
from dateline.extract.status import read_status
from dateline.model.text import BlockKind

DATA = "bench/meantime_apple"
_FOLD = {"ongoing": "occurred", "cancelled": "not-held", "postponed": "planned"}


@dataclass(frozen=True, slots=True)
class Judged:
    """One gold mention: what it should be and what we say."""

    where: str
    gold: str
    ours: str


def run(data: Path, split: str | None) -> Report:
    """Judge every mention of every file under the folder."""
    model = load_model()
    judged = [case for path in sorted(data.rglob("*.xml")) for case in judge_file(path, model)]
    pairs = [(case.gold, case.ours) for case in judged]
    return Report(
        task="status",
        data=str(data),
        split=split,
        n=len(judged),
        figures=figures(pairs),
        baseline={"always occurred": figures([(gold, "occurred") for gold, _ in pairs])},
        cases=tuple(f"{'+' if c.gold == c.ours else '-'} {c.where} gold={c.gold} ours={c.ours}" for c in judged),
    )


def figures(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Return the macro-F1 over the gold's classes, the F1 of not occurred against occurred, and each class's F1."""
    counts = Counter(pairs)
    classes = sorted({gold for gold, _ in counts})
    each = {name: _f1(counts, {name}) for name in classes}
    unreal = {name for pair in counts for name in pair if name != "occurred"}
    return {
        "macro_f1": sum(each.values()) / max(1, len(each)),
        "non_occurred_f1": _f1(counts, unreal),
        "accuracy": sum(n for (gold, ours), n in counts.items() if gold == ours) / max(1, sum(counts.values())),
        **{f"{name}_f1": value for name, value in each.items()},
    }


def _f1(counts: Counter[tuple[str, str]], names: set[str]) -> float:
    both = sum(n for (gold, ours), n in counts.items() if gold in names and ours in names)
    either = sum(n * ((gold in names) + (ours in names)) for (gold, ours), n in counts.items())
    return 2 * both / either if either else 0.0


def judge_file(path: Path, model: Language) -> Iterator[Judged]:
    """Yield one case for each mention of a file whose status is annotated."""
    root = ElementTree.parse(path).getroot()
    tokens = {token.get("t_id", ""): (int(token.get("sentence", 0)), token.text or "") for token in root.iter("token")}
    mentions = [
        (gold, _anchors(m)) for m in root.iter("EVENT_MENTION") if (gold := gold_status(m.attrib)) and _anchors(m)
    ]
    wanted = {tokens[ids[0]][0] for _, ids in mentions}
    parsed = {number: _parse(number, tokens, model) for number in wanted}
    for gold, ids in mentions:
        sentence, places = parsed[tokens[ids[0]][0]]
        trigger = _head([sentence.doc[places[i]] for i in ids if i in places])
        ours = str(read_status(sentence, trigger).status)
        yield Judged(f"{path.stem}:{'-'.join(ids)} {trigger.text}", gold, _FOLD.get(ours, ours))


def gold_status(mention: dict[str, str]) -> str | None:
    """Return our status for MEANTIME's attributes, None where they were not annotated."""
    certainty, time, polarity = (mention.get(key) for key in ("certainty", "time", "polarity"))
    if not (certainty and time and polarity):
        return None
    if polarity == "NEG":
        return "not-held"
    if mention.get("special_cases", "").startswith("COND") or certainty != "CERTAIN":
        return "possible"
    if "UNDERSPECIFIED" in (time, polarity):
        return "possible"
    return "planned" if time == "FUTURE" else "occurred"


def _anchors(mention: ElementTree.Element) -> list[str]:
    return [anchor.get("t_id", "") for anchor in mention.iter("token_anchor")]


def _parse(number: int, tokens: dict[str, tuple[int, str]], model: Language) -> tuple[Sentence, dict[str, int]]:
    words = [(name, word) for name, (sentence, word) in tokens.items() if sentence == number]
    doc = Doc(model.vocab, words=[word for _, word in words])
    for token in doc:
        token.is_sent_start = token.i == 0
    for _, step in model.pipeline:
        doc = step(doc)
    block = BlockKind.TITLE if number == 0 else BlockKind.BODY
    return Sentence(number, 0, len(doc.text), block, doc), {name: i for i, (name, _) in enumerate(words)}


def _head(tokens: list[Token]) -> Token:
    """Return the token of a mention that the others hang on."""
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.dep_ == "ROOT"), tokens[-1])
