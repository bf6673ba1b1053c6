"""Write the sessions of README.md and docs/*.md anew: run each command in them and put what it prints below it.

Usage: python tools/make_readme.py. A command's output is cut after as many lines as KEPT says, with "…" below.
"""

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"(<!-- session.*?-->\n```\n)(.*?)(```)", re.DOTALL)
KEPT = {"events": 14, "show": 40, "quotes": 8, "watch": 12}


def main() -> None:
    """Rewrite README.md and the pages of docs/ that have sessions, each in a folder of its own."""
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "examples").symlink_to(ROOT / "examples")
            (folder / "docs").symlink_to(ROOT / "docs")
            made = BLOCK.sub(lambda m, folder=folder: m[1] + _session(m[2], folder) + m[3], text)
        path.write_text(made, encoding="utf-8")


def _session(old: str, folder: Path) -> str:
    commands = re.findall(r"^\$ (.+)$", old, re.MULTILINE)
    return "\n".join(_step(command, folder) for command in commands)


def _step(command: str, folder: Path) -> str:
    words = shlex.split(command)[1:]
    done = subprocess.run(  # noqa: S603 - commands of our own README
        [sys.executable, "-m", "dateline.cli", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "NO_COLOR": "1"},
    )
    lines = [line.rstrip() for line in done.stdout.splitlines()]
    most = KEPT.get(words[0], 20)
    cut = [*lines[:most], "…"] if len(lines) > most else lines
    return "\n".join([f"$ {command}", *cut]).rstrip() + "\n"


if __name__ == "__main__":
    main()
