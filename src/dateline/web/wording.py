"""The words that the desk says to people, all from one file: `resources/desk/english.toml`.

In: keys such as `event.fields`. Out: the words, with what stands between braces filled in. A key without words is a
fault of ours and raises ResourceError.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.config import RESOURCES
from dateline.lexicon import Table, load_table


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    table: Table
    flat: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """Return the words under a dotted key, with the values put in."""
        told = self.flat.get(key)
        if told is None:
            raise self.table.error(f"there are no words for {key!r}", key.rpartition(".")[2])
        return told.format_map(values) if values else told

    def knows(self, key: str) -> bool:
        """Say whether there are words under the key."""
        return key in self.flat

    def word(self, group: str, value: str) -> str:
        """Return the word for one of our own values, such as a status; a value without one stands for itself."""
        return self.say(f"{group}.{value}") if self.knows(f"{group}.{value}") else value.replace("_", " ")

    def count(self, number: int, thing: str) -> str:
        """Return a number with the word for so many of a thing."""
        one, several = self.table.strings("count", thing)
        return f"{number:,} {one if number == 1 else several}"


@lru_cache(maxsize=1)
def load_wording() -> Wording:
    """Return the English words, read once."""
    table = load_table(RESOURCES / "desk" / "english.toml")
    return Wording(table, dict(_flat(table.data)))


def _flat(words: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the words by their dotted keys: a page says three hundred of them."""
    for key, told in words.items():
        if isinstance(told, str):
            yield f"{above}{key}", told
        elif isinstance(told, Mapping):
            yield from _flat(told, f"{above}{key}.")
