"""Stories on news_cluster: B3 precision, recall and F1 of the clusters, with the product's one threshold.

Data: a folder with `<split>.jsonl.gz`, one article a line: `id, event, title, published, text`; `event` is gold.
Folds are by event, so that no story lies in two: each fold is clustered alone; the threshold stays the product's.

`python -m bench.stories FOLDER > common_words.tsv` counts the shares of common words anew from a folder of CAT files
(ECB+, CC-BY): the table behind the product's word weights.
"""

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

from bench.report import Report
from dateline.match.stories import StoryVector, cluster_stories, make_vector, stems

DATA = "bench/news_cluster"
SPLIT = "tune"
LEAST_SHARE = 0.03


def run(data: Path, split: str | None) -> Report:
    """Cluster the articles of a split and score them against their events."""
    rows = list(read_rows(data / f"{split}.jsonl.gz"))
    gold = {row["id"]: row["event"] for row in rows}
    vectors = {row["id"]: vector_of(row) for row in rows}
    stories = cluster_stories(vectors)
    own = {name: number for number, story in enumerate(stories) for name in story}
    precision, recall, f1 = b3(gold, own)
    folds = [score_fold(gold, vectors, fold) for fold in folds_of(gold)]
    return Report(
        task="stories",
        data=str(data),
        split=split,
        n=len(rows),
        figures={
            "b3_f1": f1,
            "b3_precision": precision,
            "b3_recall": recall,
            "b3_f1_fold_mean": sum(folds) / len(folds),
            "b3_f1_fold_least": min(folds),
            "stories": float(len(stories)),
            "gold_stories": float(len(set(gold.values()))),
        },
        baseline={
            "every article alone": {"b3_f1": b3(gold, {name: i for i, name in enumerate(gold)})[2]},
            "TF-IDF, average linkage, best threshold on the whole set": {"b3_f1": 0.916},
        },
        cases=tuple(case_lines(gold, own, {row["id"]: row.get("title") or "" for row in rows})),
    )


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the articles of a split."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def vector_of(row: Mapping[str, str]) -> StoryVector:
    """Return an article's vector, its day with it where there is one."""
    day = (row.get("published") or "")[:10]
    return make_vector(row.get("title") or "", row["text"], date.fromisoformat(day) if day else None)


def b3(gold: Mapping[str, object], own: Mapping[str, object]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1 of clusters given as a label for each item."""
    both = Counter((gold[name], own[name]) for name in gold)
    golds, owns = Counter(gold.values()), Counter(own[name] for name in gold)
    total = max(1, len(gold))
    precision = sum(n * n / owns[mine] for (_, mine), n in both.items()) / total
    recall = sum(n * n / golds[theirs] for (theirs, _), n in both.items()) / total
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def folds_of(gold: Mapping[str, str], count: int = 4) -> Iterator[list[str]]:
    """Yield the articles of every `count`-th event."""
    events = sorted(set(gold.values()))
    for start in range(min(count, len(events))):
        chosen = set(events[start::count])
        yield [name for name, event in gold.items() if event in chosen]


def score_fold(gold: Mapping[str, str], vectors: Mapping[str, StoryVector], fold: Sequence[str]) -> float:
    """Return the B3 F1 of one fold clustered alone."""
    stories = cluster_stories({name: vectors[name] for name in fold})
    own = {name: number for number, story in enumerate(stories) for name in story}
    return b3({name: gold[name] for name in fold}, own)[2]


def case_lines(gold: Mapping[str, str], own: Mapping[str, int], titles: Mapping[str, str]) -> Iterator[str]:
    """Yield one line an article: right where its story and its event hold the same articles."""
    events, stories = defaultdict(set), defaultdict(set)
    for name in gold:
        events[gold[name]].add(name)
        stories[own[name]].add(name)
    for name in sorted(gold):
        sign = "+" if events[gold[name]] == stories[own[name]] else "-"
        yield f"{sign} {gold[name]} {name[:8]} {titles[name][:60]}"


def count_words(folder: Path) -> Iterator[str]:
    """Yield the lines of the table of common words, from the CAT files of a folder."""
    holders: Counter[str] = Counter()
    articles = 0
    for path in sorted(folder.rglob("*.xml")):
        words = (token.text or "" for token in ElementTree.parse(path).getroot().iter("token"))
        holders.update(set(stems(" ".join(words))))
        articles += 1
    yield "stem\tshare"
    for stem, count in sorted(holders.items()):
        if count / articles >= LEAST_SHARE:
            yield f"{stem}\t{count / articles:.3f}"


if __name__ == "__main__":
    print("\n".join(count_words(Path(sys.argv[1]))))
