"""Find listed names in running text: a word looks up the names that begin with it, the longest that fits wins.

In: names with what they stand for. Out: their places in a text. What to make of them is left to the caller.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")

WORD = re.compile(r"(?<![^\W_])[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit(Generic[Value]):
    """A listed name found at `start` to `end` in the text that was searched."""

    start: int
    end: int
    value: Value


@dataclass(frozen=True, slots=True)
class Gazetteer(Generic[Value]):
    """Listed names by their first word, the longest first; upper and lower case matter."""

    names: Mapping[str, tuple[tuple[str, Value], ...]]

    def find(self, text: str) -> Iterator[Hit[Value]]:
        """Yield the names in the text from left to right; none overlaps another."""
        done = 0
        text = text.replace("’", "'")
        for word in WORD.finditer(text):
            if word.start() < done or word.group() not in self.names:
                continue
            hit = self.at(text, word.start())
            if hit is not None:
                done = hit.end
                yield hit

    def at(self, text: str, start: int) -> Hit[Value] | None:
        """Return the longest name that begins at `start`, if any."""
        word = WORD.match(text, start)
        for name, value in self.names.get(word.group(), ()) if word else ():
            end = start + len(name)
            if text.startswith(name, start) and not text[end : end + 1].isalnum():
                return Hit(start, end, value)
        return None


def make_gazetteer(names: Iterable[tuple[str, Value]]) -> Gazetteer[Value]:
    """Index names; where one is listed twice, the first stands."""
    groups: dict[str, dict[str, Value]] = defaultdict(dict)
    for name, value in names:
        first = WORD.search(name)
        if first is not None and first.start() == 0:
            groups[first.group()].setdefault(name, value)
    return Gazetteer(
        {
            word: tuple(sorted(group.items(), key=lambda pair: len(pair[0]), reverse=True))
            for word, group in groups.items()
        }
    )
