"""The house: who may import whom, how long files are, what names are not used."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import dateline

ROOT = Path(dateline.__file__).parent
FLOORS = [
    {"model", "errors", "ids"},
    {"config"},
    {"lexicon"},
    {"match"},
    {"read", "annotate", "store"},
    {"extract"},
    {"resolve", "link", "witness", "relations"},
    {"dating", "reconcile"},
    {"reach", "witnesses", "relate", "verdicts"},
    {"conflicts", "sensitivity", "stories", "across"},
    {"watch", "summary"},
    {"export"},
    {"pipeline"},
    {"doctor", "corroborate", "reference", "judging", "plot", "identities"},
    {"web"},
    {"cli"},
]
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}
BANNED = {
    "util",
    "utils",
    "helper",
    "helpers",
    "misc",
    "common",
    "manager",
    "handler",
    "processor",
    "engine",
    "data",
    "info",
    "core",
}
FILES = sorted(path for path in ROOT.rglob("*.py"))


def part_of(path: Path) -> str:
    inside = path.relative_to(ROOT).parts
    return inside[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    """The parts of Dateline that a file imports, those for type checkers only left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dateline."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            yield from (name.name.split(".")[1] for name in node.names if name.name.startswith("dateline."))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down(path: Path) -> None:
    own = part_of(path)
    if own == "__init__":
        return
    for other in imports(path):
        if other != own:
            assert FLOOR[other] < FLOOR[own], f"{own} may not import {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_are_short_and_well_named(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert path.stem not in BANNED
    tree = ast.parse(path.read_text(encoding="utf-8"))
    classes = {node.name.lower() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    assert not classes & BANNED


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_open_with_a_docstring(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_every_module_has_a_floor() -> None:
    assert {part_of(path) for path in FILES} - {"__init__"} <= set(FLOOR)


def test_nine_of_ten_functions_are_short() -> None:
    lengths = [
        node.end_lineno - node.lineno + 1
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno is not None
    ]
    assert sum(length <= 25 for length in lengths) >= 0.9 * len(lengths)


def test_functions_take_few_arguments() -> None:
    many = [
        f"{path.name}:{node.name}"
        for path in FILES
        if part_of(path) != "cli"  # a command's options are its parameters
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef)
        and len(node.args.args) - (node.args.args[:1] != [] and node.args.args[0].arg == "self") > 5
    ]
    assert not many


def test_public_names_exist() -> None:
    for name in dateline.__all__:
        assert getattr(dateline, name) is not None
