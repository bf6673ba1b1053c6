"""Look at the installation: what is there, which model, and whether the ledger is well.

In: the configuration. Out: findings, one a line of `dateline doctor`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from platform import python_version

from dateline.config import Config
from dateline.errors import DatelineError

NEEDED = ("spacy", "trafilatura", "htmldate", "pycountry", "rapidfuzz", "typer", "rich", "msgspec")
EXTRAS = {"web": ("fastapi", "jinja2", "uvicorn")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is, whether it is well, and what was seen."""

    what: str
    well: bool
    told: str


def examine(config: Config) -> Iterator[Finding]:
    """Yield what is found, the parts first, then the model, the data files and the ledger."""
    yield Finding("dateline", True, f"{version('dateline')} on Python {python_version()}")
    for name in NEEDED:
        yield _package(name, needed=True)
    for extra, names in EXTRAS.items():
        missing = [name for name in names if not _package(name, needed=False).well]
        told = "installed" if not missing else f"not installed ({', '.join(missing)}): pip install 'dateline[{extra}]'"
        yield Finding(f"extra {extra}", True, told)
    yield _model(config)
    yield _codebook(config)
    yield _ledger(config)


def _package(name: str, *, needed: bool) -> Finding:
    try:
        return Finding(name, True, version(name))
    except PackageNotFoundError:
        return Finding(name, not needed and False, "not installed; install Dateline's requirements again")


def _model(config: Config) -> Finding:
    from dateline.annotate.sentences import load_model

    try:
        model = load_model(config.model)
    except DatelineError as error:
        return Finding("model", False, str(error))
    return Finding("model", True, f"{config.model} {model.meta.get('version', '')} ({', '.join(model.pipe_names)})")


def _codebook(config: Config) -> Finding:
    from dateline.extract.codebook import Codebook

    try:
        codebook = Codebook.load(config.codebook)
    except DatelineError as error:
        return Finding("codebook", False, str(error))
    return Finding("codebook", True, f"{len(codebook.frames)} frames")


def _ledger(config: Config) -> Finding:
    from dateline.store.ledger import Ledger
    from dateline.store.queries import count_rows

    if not config.ledger.exists():
        return Finding("ledger", True, f"none yet at {config.ledger}; `dateline add PAGE...` makes one")
    try:
        with Ledger(config.ledger, create=False) as ledger:
            counts = count_rows(ledger)
    except DatelineError as error:
        return Finding("ledger", False, str(error))
    told = ", ".join(
        f"{count} {name if name == 'skipped' else name + 's'}" for name, count in counts.items() if name != "faults"
    )
    if counts["faults"]:
        return Finding("ledger", False, f"{config.ledger} is damaged: restore a copy ({told})")
    return Finding("ledger", True, f"{config.ledger}: {told}")
