"""Load and check the data files under `resources/`: words, cues and tables, never code.

In: a folder of resources. Out: `Table` (one TOML file) and `Row` (one line of a TSV file), whose accessors raise
`ResourceError` with file and line. What the words mean is left to the stage that uses them.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.config import RESOURCES
from dateline.errors import ResourceError


@dataclass(frozen=True, slots=True)
class Table:
    """One TOML file; keys are given one by one: `table.words("verbs", "say")`."""

    path: Path
    source: str
    data: Mapping[str, Any]

    def get(self, *keys: str, default: Any = None) -> Any:
        """Return what stands under the keys, or the default."""
        found: Any = self.data
        for key in keys:
            if not isinstance(found, Mapping) or key not in found:
                return default
            found = found[key]
        return found

    def strings(self, *keys: str) -> tuple[str, ...]:
        """Return the list of strings under the keys, in file order; raise ResourceError if it is none."""
        found = self.get(*keys)
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise self.error(f"{'.'.join(keys)} should be a list of strings", keys[-1])
        return tuple(found)

    def words(self, *keys: str) -> frozenset[str]:
        """Return the list of strings under the keys as a set."""
        return frozenset(self.strings(*keys))

    def mapping(self, *keys: str) -> dict[str, str]:
        """Return the table of strings under the keys."""
        found = self.get(*keys)
        if not isinstance(found, Mapping) or not all(isinstance(item, str) for item in found.values()):
            raise self.error(f"{'.'.join(keys)} should map strings to strings", keys[-1])
        return dict(found)

    def lists(self, *keys: str) -> dict[str, tuple[str, ...]]:
        """Return the table of lists of strings under the keys."""
        found = self.get(*keys)
        if not isinstance(found, Mapping):
            raise self.error(f"{'.'.join(keys)} should be a table of lists", keys[-1])
        return {key: self.strings(*keys, key) for key in found}

    def tables(self, key: str) -> tuple[Mapping[str, Any], ...]:
        """Return the array of tables `[[key]]`."""
        found = self.get(key, default=[])
        if not isinstance(found, list) or not all(isinstance(item, Mapping) for item in found):
            raise self.error(f"{key} should be an array of tables, [[{key}]]", key)
        return tuple(found)

    def error(self, message: str, near: str) -> ResourceError:
        """Return an error that names this file and the first line that holds `near`."""
        return ResourceError(f"{self.path}:{self.line(near)}: {message}")

    def line(self, near: str) -> int:
        """Return the number of the first line that holds `near`, or 1."""
        at = self.source.find(near)
        return self.source.count("\n", 0, at) + 1 if at >= 0 else 1


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a TSV table: its cells by column name, and where it stands."""

    path: Path
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def read_number(self, column: str) -> float:
        """Return a cell as a number; raise ResourceError where it is none."""
        try:
            return float(self.cells[column])
        except ValueError as error:
            raise self.error(f"{column} should be a number, not {self.cells[column]!r}") from error

    def error(self, message: str) -> ResourceError:
        """Return an error that names this file and line."""
        return ResourceError(f"{self.path}:{self.number}: {message}")


def load_table(path: Path) -> Table:
    """Read one TOML file; raise ResourceError, with file and line, where it is missing or malformed."""
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ResourceError(f"{path}: is not UTF-8") from error
    try:
        return Table(path, source, tomllib.loads(source))
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = found[1] if found else len(source.splitlines())  # else it is told to be "at end of document"
        raise ResourceError(f"{path}:{line}: {error}") from error


def load_rows(path: Path) -> Iterator[Row]:
    """Yield the rows of a tab-separated file; `#` opens a comment line, the first other line names the columns."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ResourceError(f"{path}: cannot be read: {error.strerror}") from error
    columns: list[str] | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if columns is None:
            columns = cells
        elif len(cells) > len(columns):
            raise ResourceError(f"{path}:{number}: {len(cells)} cells under {len(columns)} columns")
        else:
            cells += [""] * (len(columns) - len(cells))
            yield Row(path, number, dict(zip(columns, cells, strict=True)))


@lru_cache(maxsize=64)
def lexicon(name: str, root: Path = RESOURCES) -> Table:
    """Return `lexicons/NAME.toml` of the resources, read once."""
    return load_table(root / "lexicons" / f"{name}.toml")
