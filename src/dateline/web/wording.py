"""The words that the desk says to people, all from one file: `resources/desk/english.toml`.

In: keys such as `event.fields`. Out: the words, with what stands between braces filled in. A key without words is a
fault of ours and raises ResourceError.
"""

from dataclasses import dataclass
from functools import lru_cache

from dateline.config import RESOURCES
from dateline.lexicon import Table, load_table


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    table: Table

    def say(self, key: str, **values: object) -> str:
        """Return the words under a dotted key, with the values put in."""
        told = self.table.get(*key.split("."))
        if not isinstance(told, str):
            raise self.table.error(f"there are no words for {key!r}", key.rpartition(".")[2])
        return told.format_map(values) if values else told

    def knows(self, key: str) -> bool:
        """Say whether there are words under the key."""
        return isinstance(self.table.get(*key.split(".")), str)

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
    return Wording(load_table(RESOURCES / "desk" / "english.toml"))
