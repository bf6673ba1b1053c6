"""The commands about the codebook: `dateline codebook list`, `show`, `check` and `test`.

Thin, as `cli` is; nothing heavy is imported before a command needs it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dateline.cli.options import ModelOption

if TYPE_CHECKING:
    from dateline.extract.codebook import EventType, Frame

app = typer.Typer(
    name="codebook",
    help="See, check and try out the event types and the frames by which sentences tell them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

FolderOption = Annotated[Path | None, typer.Option("--codebook", help="A folder or file of your own; else Dateline's.")]


@app.command(name="list")
def list_types(codebook: FolderOption = None) -> None:
    """List the event types with the number of their frames and triggers."""
    from dateline.extract.codebook import Codebook

    for kind in Codebook.load(codebook).types:
        triggers = sum(len(frame.triggers) for frame in kind.frames)
        quad = f"quad {kind.plover['quad']}" if "quad" in kind.plover else ""
        first = " ".join(kind.definition.split())
        print(f"{kind.name:<10} {len(kind.frames):>3} frames {triggers:>4} triggers  {quad:<7} {first}".rstrip())


@app.command(name="show")
def show_type(
    name: Annotated[str, typer.Argument(help="A type, such as SANCTION.", metavar="TYPE")],
    codebook: FolderOption = None,
) -> None:
    """Show one event type whole: definition, mapping, and each frame with its triggers, roles and examples."""
    from dateline.errors import UsageError
    from dateline.extract.codebook import Codebook

    types = {kind.name.lower(): kind for kind in Codebook.load(codebook).types}
    if name.lower() not in types:
        raise UsageError(f"no type is called {name!r}; there are {', '.join(kind.name for kind in types.values())}")
    for line in _type_lines(types[name.lower()]):
        print(line)


def _type_lines(kind: "EventType") -> Iterator[str]:
    yield f"{kind.name}: {' '.join(kind.definition.split())}"
    for label, mapping in (("PLOVER", kind.plover), ("CAMEO", kind.cameo)):
        if mapping:
            yield f"{label}: " + ", ".join(f"{key} {value}" for key, value in mapping.items())
    for frame in kind.frames:
        yield ""
        yield from _frame_lines(frame)
    if kind.no:
        yield "\ntells no event of this type:"
        yield from (f"  - {text}" for text in kind.no)


def _frame_lines(frame: "Frame") -> Iterator[str]:
    codes = [f"{label} {value}" for label, value in (("mode", frame.mode), ("kind", frame.kind)) if value]
    codes += [f"CAMEO {frame.cameo}"] if frame.cameo else []
    yield f"{frame.id} ({', '.join([frame.word_class, *codes])})"
    yield f"  triggers: {', '.join(' '.join(words) for words in frame.triggers)}"
    for role in frame.roles:
        yield f"  {role.name}: {', '.join(role.labels)}"
    if frame.light:
        yield f"  under: {', '.join(sorted(frame.light))}"
    yield from (f"  + {text}" for text in frame.yes)
    yield from (f"  - {text}" for text in frame.no)


@app.command(name="check")
def check_files(
    paths: Annotated[list[Path], typer.Argument(help="Codebook files, or folders of them.", metavar="FILE...")],
) -> None:
    """Check files of a codebook; each error names file and line."""
    from dateline.errors import ResourceError
    from dateline.extract.codebook import load_type

    failed = False
    for path in _files(paths):
        try:
            kind = load_type(path)
            print(f"ok  {path}: {kind.name}, {len(kind.frames)} frame{'s' * (len(kind.frames) != 1)}")
        except ResourceError as error:
            failed = True
            print(f"BAD {error}")
    if failed:
        raise typer.Exit(1)


def _files(paths: list[Path]) -> Iterator[Path]:
    from dateline.errors import UsageError

    for path in paths:
        found = sorted(path.glob("*.toml")) if path.is_dir() else [path]
        if not found:
            raise UsageError(f"{path}: holds no codebook; one TOML file an event type is needed")
        yield from found


@app.command(name="test")
def run_examples(
    folder: Annotated[
        Path | None, typer.Argument(help="A folder of your own; else Dateline's.", metavar="[DIR]")
    ] = None,
    model: ModelOption = None,
) -> None:
    """Run every example: a frame's `yes` must tell it, its `no` and its type's `no` must not."""
    from dateline.annotate.sentences import load_model
    from dateline.config import load_config
    from dateline.extract.codebook import Codebook
    from dateline.extract.rehearsal import rehearse

    count, misses = rehearse(Codebook.load(folder), load_model(model or load_config().model))
    for miss in misses:
        print(f"BAD {miss.subject}: {miss.reason}" + (f": {miss.text}" if miss.text else ""))
    print(f"{count - sum(bool(miss.text) for miss in misses)} of {count} examples come out as they should")
    if misses:
        raise typer.Exit(1)
