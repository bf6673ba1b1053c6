"""Event coreference on ECB+: CoNLL F1 with its parts, of gold mentions in three settings and of our own.

Data: a folder of topics (`1/1_1ecb.xml`, `1/1_1ecbplus.xml`, ...) with the list of sentences that count beside them.
Settings: `gold_subtopic` knows which articles tell one story, `topic` only which stand in one topic, `all` nothing;
`own_mentions` is `topic` with the mentions that the product's triggers find. Singletons count, in every setting.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import TypeVar

from bench.parts.chains import Scores, groups_of, score_chains
from bench.parts.ecb import Story, read_topics
from bench.parts.ecb_tellings import Tellings, find_tellings, read_tellings
from bench.report import Report
from dateline.match.linkage import average_linkage
from dateline.match.stories import StoryVector
from dateline.match.tellings import Telling
from dateline.match.weighing import chance, score_tellings, weigh_story

DATA = "bench/ecbplus"
SPLIT = "dev"

WITHIN = 0.45
"""Least average chance of two groups that are one event, within a story: best in five folds of the train topics
(.40 to .45 score alike)."""

ACROSS = 0.35
"""The same where the story is not known (.30 to .40 score alike)."""

LEAST_ALIKE = 0.04
"""Articles less alike than this share no event: their pairs would score nothing."""

Weights = Mapping[str, float] | None
Vectors = Mapping[str, StoryVector]
Chains = list[tuple[str, ...]]
T = TypeVar("T")


def run(data: Path, split: str | None) -> Report:
    """Cluster and score the articles of a split in every setting."""
    stories = list(read_topics(data, split))
    tellings, vectors = read_tellings(stories)
    own = find_tellings(stories)
    made = {
        "gold_subtopic": within_stories(stories, tellings),
        "topic": across_stories(stories, tellings, vectors, lambda story: story.topic),
        "all": across_stories(stories, tellings, vectors, lambda story: 0),
        "own_mentions": across_stories(stories, own, vectors, lambda story: story.topic),
    }
    figures: dict[str, float] = {}
    for setting, chains in made.items():
        figures |= figures_of(setting, score(stories, chains))
    gold = {marking.id for story in stories for marking in story.markings}
    found = [telling.id for told in own.values() for telling in told]
    figures["own_mention_recall"] = len(gold & set(found)) / max(1, len(gold))
    figures["own_mention_precision"] = len(gold & set(found)) / max(1, len(found))
    return Report(
        task="coreference",
        data=str(data),
        split=split,
        n=len(gold),
        figures=figures,
        baseline={
            "every mention alone": {"conll_f1": score(stories, [(m,) for m in sorted(gold)]).conll},
            "same head lemma": same_lemma(stories, tellings),
            "best published on test (large models; predicted mentions)": {
                "conll_f1_gold_subtopic": 0.88,
                "conll_f1_own_mentions": 0.54,
            },
        },
        cases=tuple(case_lines(stories, made["gold_subtopic"])),
    )


def score(stories: Sequence[Story], chains: Iterable[Sequence[Hashable]]) -> Scores:
    """Score chains of mentions against gold."""
    gold: dict[Hashable, Hashable] = {m.id: m.chain for story in stories for m in story.markings}
    return score_chains(groups_of(gold), chains)


def figures_of(setting: str, scores: Scores) -> dict[str, float]:
    """Return one setting's figures by key."""
    found = {f"conll_f1_{setting}": scores.conll}
    for name in ("muc", "b3", "ceafe"):
        part = getattr(scores, name)
        found |= {f"{name}_f1_{setting}": part.f1}
        found |= {f"{name}_precision_{setting}": part.precision, f"{name}_recall_{setting}": part.recall}
    return found


def within_stories(stories: Sequence[Story], tellings: Tellings) -> Chains:
    """Return the chains of each sub-topic, clustered alone."""
    told = [telling for story in stories for telling in tellings[story.name]]
    return cluster_within(stories, told)


def cluster_within(stories: Sequence[Story], told: Sequence[Telling], weights: Weights = None) -> Chains:
    """Cluster tellings within the sub-topics of their articles."""
    subtopic = {story.name: story.subtopic for story in stories}
    found: Chains = []
    for group in grouped(told, lambda telling: subtopic[telling.page]):
        chances = {
            (a.id, b.id): chance(score_tellings(a, b, weights)[0]) for a, b in combinations(group, 2) if a.id != b.id
        }
        found += average_linkage([telling.id for telling in group], chances, WITHIN)
    return found


def across_stories(
    stories: Sequence[Story], tellings: Tellings, vectors: Vectors, part: Callable[[Story], int]
) -> Chains:
    """Return the chains of each part of the articles, where it is not known which of them tell one story."""
    found: Chains = []
    for group in grouped(stories, part):
        chances: dict[tuple[str, str], float] = {}
        for left, right, alike in article_pairs(group, vectors):
            for a, b in mention_pairs(tellings[left], tellings[right], one=left == right):
                chances[a.id, b.id] = chance(weigh_story(score_tellings(a, b)[0], alike))
        ids = [telling.id for story in group for telling in tellings[story.name]]
        found += average_linkage(ids, chances, ACROSS)
    return found


def article_pairs(stories: Sequence[Story], vectors: Vectors) -> Iterator[tuple[str, str, float | None]]:
    """Yield the pairs of articles that may share an event, with their similarity; each with itself, without one."""
    for story in stories:
        yield story.name, story.name, None
    for left, right in combinations([story.name for story in stories], 2):
        alike = vectors[left].similarity(vectors[right])
        if alike >= LEAST_ALIKE:
            yield left, right, alike


def mention_pairs(left: Sequence[Telling], right: Sequence[Telling], *, one: bool) -> Iterator[tuple[Telling, Telling]]:
    """Yield the pairs of tellings of two articles, or of one."""
    if one:
        yield from combinations(left, 2)
    else:
        yield from ((a, b) for a in left for b in right)


def grouped(items: Iterable[T], key: Callable[[T], Hashable]) -> list[list[T]]:
    """Return the items in groups by key, in the order of the first of each."""
    groups: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return list(groups.values())


def same_lemma(stories: Sequence[Story], tellings: Tellings) -> dict[str, float]:
    """Return what it scores to call one event what is told by one lemma, in each setting."""
    lemma = {telling.id: telling.lemma for told in tellings.values() for telling in told}
    settings: dict[str, Callable[[Story], Hashable]] = {
        "conll_f1_gold_subtopic": lambda story: story.subtopic,
        "conll_f1_topic": lambda story: story.topic,
        "conll_f1_all": lambda story: 0,
    }
    found = {}
    for key, part in settings.items():
        labels: dict[Hashable, Hashable] = {
            m.id: (part(story), lemma[m.id]) for story in stories for m in story.markings
        }
        found[key] = score(stories, [tuple(group) for group in groups_of(labels)]).conll
    return found


def case_lines(stories: Sequence[Story], chains: Chains) -> Iterator[str]:
    """Yield one line a mention: right where its chain is the gold one, no more and no less."""
    gold = groups_of({m.id: m.chain for story in stories for m in story.markings})
    right = {item for group in gold for item in group if tuple(sorted(str(i) for i in group)) in set(chains)}
    for story in stories:
        for marking in story.markings:
            yield f"{'+' if marking.id in right else '-'} {marking.id}"
