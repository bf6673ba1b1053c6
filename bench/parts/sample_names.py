"""Print pairs of mentions of the people and places named most in each story, for a reader to judge: one or two?

Usage: python -m bench.parts.sample_names [--count PAIRS] [--seed N] [--most N]
For each story the five people and the five places named most are taken; a pair is two mentions of one of them, or one
of them and another name of the story that shares a word or a spelling with it. Half of the pairs are held to be one,
half to be two; pairs judged before are left out. Each line: number, the place of both to note the verdict under, and
both with the words around them.
"""

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from bench.names import DATA, SAMPLES, SPLIT, Named, read_stories, resolve_story
from bench.report import SHARED
from dateline.annotate.offices import load_terms
from dateline.annotate.spellings import sound_key
from dateline.ids import fold
from dateline.lexicon import load_rows
from dateline.model.claims import Reading

Pair = tuple[Named, Named]


def main() -> None:
    """Read the stories and print the pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--file", type=Path, default=SHARED / DATA / f"{SPLIT}.jsonl.gz")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--most", type=int, default=5)
    args = parser.parse_args()
    chance, judged = random.Random(args.seed), set(judged_pairs())
    one: list[Pair] = []
    two: list[Pair] = []
    texts: dict[str, Reading] = {}
    for _, story in sorted(read_stories(args.file).items()):
        texts |= dict(story)
        same, apart = (
            [pair for pair in pairs if frozenset(map(_where, pair)) not in judged]
            for pairs in story_pairs(resolve_story(story), args.most)
        )
        one += chance.sample(same, min(8, len(same)))
        two += chance.sample(apart, min(8, len(apart)))
    half = args.count // 2
    chosen = [*chance.sample(one, min(half, len(one))), *chance.sample(two, min(args.count - half, len(two)))]
    for number, (left, right) in enumerate(chosen, start=1):
        held = "one" if left.entity == right.entity else "two"
        print(f"{number}\t{held}\t{_where(left)}\t{_where(right)}\t{left.entity} / {right.entity}")
        print(f"\t{_around(left, texts)}\n\t{_around(right, texts)}")


def judged_pairs() -> Iterator[frozenset[str]]:
    """Yield the pairs of the samples that were judged before."""
    for path in SAMPLES.values():
        for row in load_rows(path):
            yield frozenset((f"{row['left']} {row['left_span']}", f"{row['right']} {row['right_span']}"))


def story_pairs(named: Sequence[Named], most: int) -> tuple[list[Pair], list[Pair]]:
    """Return the pairs of a story that are held to be one, and those held to be two though their names are alike."""
    counts = {kind: Counter(n.entity for n in named if n.person == kind) for kind in (True, False)}
    top = {entity for count in counts.values() for entity, _ in count.most_common(most)}
    distinct = list({(n.article, fold(n.words), n.entity): n for n in named}.values())
    pairs = [
        (a, b) for a, b in combinations(distinct, 2) if (a.entity in top or b.entity in top) and a.person == b.person
    ]
    one = [
        (a, b) for a, b in pairs if a.entity == b.entity and (a.article, fold(a.words)) != (b.article, fold(b.words))
    ]
    two = [(a, b) for a, b in pairs if a.entity != b.entity and _alike(a, b)]
    return one, two


def _alike(left: Named, right: Named) -> bool:
    rewrites = load_terms().rewrites
    mine, yours = (({sound_key(w, rewrites) for w in _words(n)}) for n in (left, right))
    return bool(mine & yours)


def _words(named: Named) -> Iterator[str]:
    yield from (word for word in fold(named.words).split() if len(word) > 2 and word not in ("the", "and"))


def _where(named: Named) -> str:
    return f"{named.article} {named.span.start}-{named.span.end}"


def _around(named: Named, texts: dict[str, Reading]) -> str:
    text = texts[named.article].article.text
    start, end = named.span.start, named.span.end
    return f"{text[max(0, start - 70) : start]}[[{named.words}]]{text[end : end + 50]}".replace("\n", " ")


if __name__ == "__main__":
    main()
