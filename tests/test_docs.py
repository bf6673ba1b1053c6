"""The README: its Python example runs and prints what it says, its session is what the commands print."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def run(command: list[str], folder: Path) -> str:
    environment = {**os.environ, "NO_COLOR": "1"}
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("examples", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path


def test_the_python_example(folder: Path) -> None:
    code, printed = re.findall(r"```python\n(.*?)```\n\nprints\n\n```\n(.*?)```", README, re.DOTALL)[0]
    assert run([sys.executable, "-c", code], folder) == printed


SESSION = re.compile(r"<!-- session.*?-->\n```\n(.*?)```", re.DOTALL)
TOLD = sorted(p for p in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")) if SESSION.search(p.read_text("utf-8")))


@pytest.mark.parametrize("page", TOLD, ids=lambda path: path.name)
def test_the_sessions(page: Path, folder: Path) -> None:
    """Every line that stands under a command of a session is among what the command prints, in one fresh folder."""
    steps = [
        step
        for session in SESSION.findall(page.read_text(encoding="utf-8"))
        for step in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]
    ]
    assert len(steps) >= 3
    for step in steps:
        command, _, shown = step.partition("\n")
        words = shlex.split(command)
        assert words[0] == "dateline"
        printed = run([sys.executable, "-m", "dateline.cli", *words[1:]], folder)
        have = {" ".join(line.split()) for line in printed.splitlines()}
        for line in shown.splitlines():
            if line.strip() and line.strip() != "…":
                assert " ".join(line.split()) in have, f"{command}: {line}"


def test_every_command_is_named() -> None:
    shown = run([sys.executable, "-m", "dateline.cli", "--help"], ROOT)
    for command in re.findall(r"^  ([a-z]+)  ", shown, re.MULTILINE):
        assert f"dateline {command}" in README, command


def test_no_registry_is_named() -> None:
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml", "Makefile", "README.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"--(?:extra-)?index-url|files\.python|registry\.", text)
